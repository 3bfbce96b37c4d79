"""What a base and overlays look like, and that a thousand services are no other thing than one."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.environments import environments
from k8skit.errors import OutputError
from k8skit.files.config import load_config
from k8skit.finding import Origin
from k8skit.manifest import Manifest
from k8skit.render.kustomize import render
from k8skit.render.kustomize.build import build
from k8skit.render.paths import HEADER
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = [p.parent for p in sorted((ROOT / "examples").glob("*/k8skit.toml")) if "environments" in tomllib.loads(p.read_text())]


def order(object: dict[str, Any]) -> tuple[str, ...]:
    metadata = object["metadata"]
    return object["apiVersion"], object["kind"], metadata.get("namespace") or "", metadata["name"]


def stream(texts: Mapping[str, str], folder: str) -> str:
    """Show all files below a folder, in order."""
    return "".join(
        f"--- # {path}\n{text.removeprefix(f'# {HEADER}')[1:]}" for path, text in sorted(texts.items()) if path.startswith(folder)
    )


def config_map(name: str, data: dict[str, str], namespace: str = "") -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": name, **({"namespace": namespace} if namespace else {})},
        "data": data,
    }


def deployment(environment: str) -> dict[str, Any]:
    production = environment == "production"
    env = [{"name": "LOG_LEVEL", "value": "info" if production else "debug"}, {"name": "REGION", "value": "eu"}]
    container: dict[str, Any] = {"name": "web", "image": f"registry.example.com/web:{'1.4.1' if production else '1.5.0'}", "env": env}
    container["args"] = ["--port=8080", *([] if production else ["--reload"])]
    if production:
        container["resources"] = {"limits": {"memory": "1Gi"}}
    pod = {"containers": [container]}
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "web"},
        "spec": {"replicas": 3 if production else 1, "template": {"spec": pod}},
    }


def shop(environment: str, manifests: Callable[..., list[Manifest]]) -> list[Manifest]:
    level = {"dev": "1", "production": "9"}[environment]
    more = [config_map("audit", {"on": "yes"})] if environment == "production" else []
    return manifests(config_map("settings", {"level": level, "name": "shop"}), deployment(environment), *more)


def moved(environment: str, manifests: Callable[..., list[Manifest]]) -> list[Manifest]:
    found = shop({"staging": "dev"}.get(environment, environment), manifests)
    account = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "web"}}
    for m in [*found, *manifests(account)]:
        m.object["metadata"]["namespace"] = f"shop-{environment}"
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": f"shop-{environment}"}}
    [last] = manifests(namespace)
    last.origin = Origin("app.py", 9, "shop/namespace", "Namespace")
    return [Manifest(m.object, chart="shop", origin=m.origin) for m in [last, *found, *manifests(account)]]


TREES: dict[str, tuple[tuple[str, ...], Any]] = {
    "shop": (("dev", "production"), shop),
    "namespaces": (("dev", "staging", "production"), moved),
}


@pytest.mark.parametrize("tree", TREES)
def test_a_tree_looks_like_this(tree: str, manifests: Callable[..., Any], kustomize: Any, request: pytest.FixtureRequest) -> None:
    names, make = TREES[tree]
    app = {name: make(name, manifests) for name in names}
    texts = render(app)
    assert kustomize.differences(texts, {name: [m.object for m in ms] for name, ms in app.items()}) == []
    golden = Path(__file__).with_name("trees") / f"{tree}.yaml"
    shown = stream(texts, "")
    if request.config.getoption("--snapshot-update"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == shown


def test_every_text_starts_with_the_header_and_has_the_place_of_plain_output(manifests: Callable[..., Any]) -> None:
    texts = render({name: shop(name, manifests) for name in ("dev", "production")})
    assert all(text.startswith(f"# {HEADER}\n") for text in texts.values())
    assert sorted(texts) == [
        "base/kustomization.yaml",
        "base/shop/configmap-settings.yaml",
        "base/shop/deployment-web.yaml",
        "overlays/dev/kustomization.yaml",
        "overlays/production/kustomization.yaml",
        "overlays/production/patches/shop/configmap-settings.yaml",
        "overlays/production/patches/shop/deployment-web.yaml",
        "overlays/production/shop/configmap-audit.yaml",
    ]


def test_the_values_of_the_base_are_those_of_the_first_environment(manifests: Callable[..., Any]) -> None:
    first = render({name: shop(name, manifests) for name in ("dev", "production")})
    other = render({name: shop(name, manifests) for name in ("production", "dev")})
    assert "level: '1'" in first["base/shop/configmap-settings.yaml"]
    assert "level: '9'" in other["base/shop/configmap-settings.yaml"]


def test_environments_that_are_equal_have_overlays_of_the_base_alone(manifests: Callable[..., Any]) -> None:
    texts = render({name: manifests(config_map("a", {"k": "v"})) for name in ("dev", "staging", "production")})
    assert len(texts) == 2 + 3
    assert {texts[f"overlays/{name}/kustomization.yaml"] for name in ("dev", "staging", "production")} == {
        f"# {HEADER}\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- '../../base'\n"
    }


def test_another_version_is_another_object(manifests: Callable[..., Any], kustomize: Any) -> None:
    one = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "x"}, "spec": 1}
    two = {**one, "apiVersion": "example.com/v2"}
    texts = render({"a": manifests(one), "b": manifests(two)})
    assert [p for p in texts if not p.endswith("kustomization.yaml")] == ["overlays/a/shop/thing-x.yaml", "overlays/b/shop/thing-x.yaml"]
    assert kustomize.differences(texts, {"a": [one], "b": [two]}) == []


def test_objects_without_a_base_or_without_any_are_built(manifests: Callable[..., Any], kustomize: Any) -> None:
    app = {"a": manifests(config_map("a", {})), "b": manifests(config_map("b", {})), "c": []}
    texts = render(app)
    assert kustomize.differences(texts, {name: [m.object for m in ms] for name, ms in app.items()}) == []
    assert kustomize.build(kustomize.write(texts) / "base") == []
    assert render({}) == {}


def test_objects_of_one_construct_are_one_whatever_their_names_are(manifests: Callable[..., Any], kustomize: Any) -> None:
    app = {}
    for name in ("dev", "prod"):
        app[name] = manifests(config_map(f"settings-{name}", {"k": name}, namespace=name), config_map("a", {}, namespace=name))
        app[name][0].origin = Origin("app.py", 7, "shop/settings", "ConfigMap")
    texts = render(app)
    assert "overlays/prod/patches/shop/configmap-dev.settings-dev.yaml" in texts
    assert kustomize.differences(texts, {name: [m.object for m in ms] for name, ms in app.items()}) == []


def test_several_objects_of_one_construct_are_told_by_their_names(manifests: Callable[..., Any], kustomize: Any) -> None:
    app = {}
    for environment in ("dev", "prod"):
        app[environment] = manifests(
            *(config_map(name, {"team": team}, f"{team}-{environment}") for team in ("red", "blue") for name in ("allow", "deny"))
        )
        for m in app[environment]:
            m.origin = Origin("app.py", 7, f"teams/{m.object['data']['team']}", "Tenant")
    texts = render(app)
    assert len([path for path in texts if path.startswith("base/shop/")]) == 4
    assert [path for path in texts if path.startswith(("overlays/dev/shop/", "overlays/prod/shop/"))] == []
    assert kustomize.differences(texts, {name: [m.object for m in ms] for name, ms in app.items()}) == []


def test_objects_of_one_name_in_many_namespaces_are_told_by_them(manifests: Callable[..., Any], kustomize: Any) -> None:
    app = {
        e: manifests(
            config_map("a", {"k": e}, "one"), config_map("a", {"k": e}, "two"), *([config_map("a", {}, "three")] if e == "y" else [])
        )
        for e in "xy"
    }
    texts = render(app)
    assert "overlays/y/patches/shop/configmap-one.a.yaml" in texts
    assert "overlays/y/shop/configmap-three.a.yaml" in texts
    assert kustomize.differences(texts, {name: [m.object for m in ms] for name, ms in app.items()}) == []


def test_a_marker_stands_where_its_text_does() -> None:
    def make(tag: str, level: str, item: str) -> Manifest:
        object = deployment("dev")
        container = object["spec"]["template"]["spec"]["containers"][0]
        container["image"] = f"r.io/web:{tag}"
        container["args"] = [item]
        object["spec"]["level"] = level
        at = ("spec", "template", "spec", "containers", 0)
        comments: dict[tuple[str | int, ...], str] = {
            (*at, "image"): '{"$imagepolicy": "flux:web"}',
            ("spec", "level"): "level",
            (*at, "args", 0): "item",
        }
        return Manifest(object, chart="shop", comments=comments)

    texts = render({"a": [make("1", "x", "i")], "b": [make("2", "y", "i")], "c": [make("1", "y", "j")]})
    assert 'image: r.io/web:1 # {"$imagepolicy": "flux:web"}\n' in texts["base/shop/deployment-web.yaml"]
    assert """newTag: '2' # {"$imagepolicy": "flux:web:tag"}\n""" in texts["overlays/b/kustomization.yaml"]
    assert '  level: "y" # level\n' in texts["overlays/b/patches/shop/deployment-web.yaml"].replace("'", '"')
    patch = texts["overlays/c/patches/shop/deployment-web.yaml"]
    assert "- j # item\n" in patch or "value: j # item\n" in patch
    assert "# level\n" in patch


def test_two_texts_for_one_file_are_refused(manifests: Callable[..., Any]) -> None:
    upper = {**config_map("a", {}), "metadata": {"name": "A"}}
    with pytest.raises(OutputError) as caught:
        render({"a": manifests(config_map("a", {}), upper)})
    assert [f.code for f in caught.value.findings] == ["K8S950"]


def test_the_manifests_are_left_as_they_are(maker: Callable[[Random], Any]) -> None:
    app = maker(Random(7)).app()
    before = {name: repr([m.object for m in ms]) for name, ms in app.items()}
    render(app)
    assert {name: repr([m.object for m in ms]) for name, ms in app.items()} == before


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import sys; from benchmarks.environments import environments; from k8skit.render.kustomize import render; "
        "sys.stdout.write(''.join(f'{p}\\n{t}' for p, t in render(environments(5)).items()))"
    )
    found = set()
    for seed in ("0", "1", "4242"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, check=True)
        found.add(hashlib.sha256(done.stdout).hexdigest())
    assert len(found) == 1


def test_a_thousand_services_are_built_from_their_base_by_our_own_evaluation(equal: Callable[[Any, Any], bool]) -> None:
    app = environments(1000)
    texts = render(app)
    for name, manifests in app.items():
        found = build(f"overlays/{name}", texts.get)
        assert equal(sorted(found, key=order), sorted([m.object for m in manifests], key=order))
    assert sum("/patches/" in path for path in texts) == 2000


def test_a_hundred_services_are_built_from_their_base_by_kustomize(kustomize: Any) -> None:
    app = environments(100)
    assert kustomize.differences(render(app), {name: [m.object for m in ms] for name, ms in app.items()}) == []


@pytest.mark.parametrize("part", range(4))
def test_our_own_evaluation_agrees_with_the_manifests_of_any_app(
    part: int, maker: Callable[[Random], Any], equal: Callable[[Any, Any], bool]
) -> None:
    for seed in range(2000 + part, 2300, 4):
        app = maker(Random(seed)).app()
        texts = render(app)
        for name, manifests in app.items():
            found = build(f"overlays/{name}", texts.get)
            assert equal(sorted(found, key=order), sorted([m.object for m in manifests], key=order)), (seed, name)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda p: p.name)
def test_the_overlays_of_every_example_give_its_environments(
    example: Path, tmp_path: Path, kustomize: Any, equal: Callable[[Any, Any], bool]
) -> None:
    command = [sys.executable, "-m", "k8skit", "synth", "--app", str(example / "app.py"), "--format", "kustomize"]
    command += ["--layout", "file-per-object"]
    subprocess.run([*command, "-o", str(tmp_path)], check=True, capture_output=True, cwd=ROOT)
    for name in load_config(str(example / "k8skit.toml")).builds:
        done = subprocess.run([*command, "--stdout", "-e", name], check=True, capture_output=True, cwd=ROOT)
        wanted = [d.object for d in load_all(done.stdout.decode(), name)]
        assert equal(sorted(kustomize.build(tmp_path / "overlays" / name), key=order), sorted(wanted, key=order))


def test_a_folder_that_is_not_ours_is_no_build() -> None:
    for texts in (
        {},
        {"base/kustomization.yaml": "a: b\n"},
        {"base/kustomization.yaml": "resources: [x.yaml]\n"},
        {"base/kustomization.yaml": "resources: 3\n"},
    ):
        with pytest.raises(ValueError, match="base"):
            build("base", texts.get)


def test_a_config_map_with_a_hash_in_its_name_is_renamed_by_a_patch_and_followed(kustomize: Any) -> None:
    from k8skit import App, Chart, ConfigMap, WebService
    from k8skit.objects.env import EnvFrom
    from k8skit.pipeline import synth

    app: dict[str, list[Manifest]] = {}
    for name in ("dev", "prod"):
        root = App()
        chart = Chart(root, "shop", namespace="shop")
        config = ConfigMap(chart, "settings", data={"LEVEL": name}, hashed=True)
        source = EnvFrom(config_map=config.object_name)
        WebService(chart, "web", image="registry.example.com/web:1", port=80, env_from=[source])
        app[name] = synth(root).manifests
    texts = render(app)
    assert kustomize.differences(texts, {name: [m.object for m in ms] for name, ms in app.items()}) == []
    assert [path for path in texts if path.startswith("overlays/prod/patches/shop/configmap-settings-")]
