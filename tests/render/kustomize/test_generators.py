"""ConfigMaps that kustomize generates on request: what it builds of them is what plain output has."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import ApiObject, App, Chart, ConfigMap
from k8skit.errors import CallError, OutputError
from k8skit.pipeline import synth
from k8skit.render.kustomize import render
from k8skit.yamltext import load_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from k8skit.manifest import Manifest

KINDS = ("CronJob", "DaemonSet", "Deployment", "Job", "Pod", "ReplicaSet", "StatefulSet", "Rollout")


def pod(name: str) -> dict[str, Any]:
    """A pod that refers to a ConfigMap wherever one can, and where kustomize does not look."""

    def container(n: str) -> dict[str, Any]:
        env = [{"name": "A", "valueFrom": {"configMapKeyRef": {"name": name, "key": "LEVEL"}}}, {"name": "NAME", "value": name}]
        return {"name": n, "image": "r.io/web:1", "env": env, "envFrom": [{"configMapRef": {"name": name}}], "args": [name]}

    return {
        "containers": [container("web"), container("side")],
        "initContainers": [container("init")],
        "volumes": [
            {"name": "v", "configMap": {"name": name}},
            {"name": "p", "projected": {"sources": [{"configMap": {"name": name}}, {"secret": {"name": "s"}}]}},
        ],
    }


def workload(kind: str, name: str) -> dict[str, Any]:
    """An object of a kind with such a pod; no more of it than kustomize looks at."""
    api = {"CronJob": "batch/v1", "Job": "batch/v1", "Pod": "v1", "Rollout": "argoproj.io/v1alpha1"}.get(kind, "apps/v1")
    template = {"spec": pod(name)}
    spec: dict[str, Any] = {"jobTemplate": {"spec": {"template": template}}} if kind == "CronJob" else {"template": template}
    return {"apiVersion": api, "kind": kind, "metadata": {"name": kind.lower()}, "spec": pod(name) if kind == "Pod" else spec}


def app(make: Callable[[Chart], None], namespace: str = "shop") -> list[Manifest]:
    """The manifests of an app, as they are made: rules would want more of such objects than this is about."""
    from k8skit.core.collect import collect
    from k8skit.facts import load
    from k8skit.process.namespaces import stamp_namespaces

    root = App()
    make(Chart(root, "shop", namespace=namespace))
    manifests = collect(root).manifests
    stamp_namespaces(manifests, {"shop": namespace}, load())
    return manifests


def wanted(environments: dict[str, list[Manifest]]) -> dict[str, list[dict[str, Any]]]:
    return {name: [m.object for m in manifests] for name, manifests in environments.items()}


def users(chart: Chart, config: ConfigMap, kinds: tuple[str, ...] = KINDS) -> None:
    for kind in kinds:
        ApiObject(chart, kind.lower(), workload(kind, config.object_name))


def test_every_reference_has_the_name_that_kustomize_makes(kustomize: Any) -> None:
    def make(level: str) -> Callable[[Chart], None]:
        return lambda chart: users(chart, ConfigMap(chart, "settings", data={"LEVEL": level, "x": "y"}, generator=True))

    environments = {"dev": app(make("debug")), "prod": app(make("info"))}
    texts = render(environments)
    assert kustomize.differences(texts, wanted(environments)) == []
    base = load_data(texts["base/kustomization.yaml"], "")
    assert base["configMapGenerator"] == [{"name": "settings", "namespace": "shop", "literals": ["LEVEL=debug", "x=y"]}]
    assert "base/shop/configmap-settings.yaml" not in texts
    # the hash is kustomize's to write; only where it does not look it stands in the base
    for kind in KINDS:
        written = texts[f"base/shop/{kind.lower()}-{kind.lower()}.yaml"]
        # two of each of three containers, and two volumes
        assert written.count(" name: settings\n") == (0 if kind == "Rollout" else 8), kind
    patch = load_data(texts["overlays/prod/patches/shop/configmap-settings.yaml"], "")
    assert patch["data"] == {"LEVEL": "info"}


def test_equal_data_is_said_once(kustomize: Any) -> None:
    def make(chart: Chart) -> None:
        users(chart, ConfigMap(chart, "settings", data={"LEVEL": "info"}, generator=True), ("Deployment",))

    environments = {"dev": app(make, "shop-dev"), "prod": app(make, "shop-prod")}
    texts = render(environments, {name: {"shop": f"shop-{name}"} for name in environments})
    assert kustomize.differences(texts, wanted(environments)) == []
    assert sorted(texts) == [
        "base/kustomization.yaml",
        "base/shop/deployment-deployment.yaml",
        "overlays/dev/kustomization.yaml",
        "overlays/prod/kustomization.yaml",
    ]


TEXTS = [
    "",
    "info",
    "a=b",
    " lead",
    "tail ",
    '"quoted"',
    "'",
    "x: 1\ny: 2\n",
    "no end\nof line",
    "\n",
    "é☃",
    "a" * 300,
    "\t",
    "1",
    "true",
    "- a",
    "${X}",
    "#",
]


@pytest.mark.parametrize("seed", range(20))
def test_any_data_comes_out_as_it_is_in_plain_output(seed: int, kustomize: Any) -> None:
    r = Random(seed)
    keys = ["LEVEL", "app.yaml", "app.yaml.txt", "a.json", "b.conf", ".hidden", "z_1"]
    first = {key: r.choice(TEXTS) for key in r.sample(keys, r.randint(1, 5))}
    environments = {}
    for n, name in enumerate(("dev", "staging", "prod")):
        data = dict(first) if n != 1 else {key: value for key, value in first.items() if r.random() < 0.7}
        if n:
            data.update({key: r.choice(TEXTS) for key in r.sample(keys, r.randint(0, 2))})
        labels = {"a": r.choice("xy")} if r.random() < 0.5 else {}
        immutable = r.random() < 0.3

        def make(chart: Chart, data: dict[str, str] = data, labels: dict[str, str] = labels, immutable: bool = immutable) -> None:
            notes = {"b": "c"} if labels else {}
            config = ConfigMap(chart, "settings", data=data, labels=labels, annotations=notes, immutable=immutable, generator=True)
            users(chart, config, ("Deployment", "CronJob"))
            users_of_other = ConfigMap(chart, "other", data={"k": "v"}, hashed=True)
            ApiObject(chart, "pod", workload("Pod", users_of_other.object_name))

        environments[name] = app(make, r.choice(["shop", f"shop-{name}"]))
    assert kustomize.differences(render(environments), wanted(environments)) == []
    clusters = {f"{'prod' if name == 'prod' else 'dev'}/{name}": manifests for name, manifests in environments.items()}
    assert kustomize.differences(render(clusters), wanted(clusters)) == []


def test_one_that_only_some_environments_have_is_generated_there(kustomize: Any) -> None:
    def make(chart: Chart) -> None:
        ConfigMap(chart, "settings", data={"LEVEL": "info", "app.yaml": "a: 1\n"}, generator=True)

    others = app(lambda chart: users(chart, ConfigMap(chart, "c", data={"LEVEL": "x"}), ("Pod",)))
    environments = {"dev": others, "prod": app(make)}
    texts = render(environments)
    assert kustomize.differences(texts, wanted(environments)) == []
    assert texts["overlays/prod/shop/configmap-settings/app.yaml.txt"] == "a: 1\n"
    assert not [path for path in texts if path.endswith("app.yaml")]


def test_plain_output_has_the_hash() -> None:
    root = App()
    chart = Chart(root, "shop")
    one = ConfigMap(chart, "one", data={"a": "b"}, generator=True)
    two = ConfigMap(chart, "two", name="one", data={"a": "c"}, hashed=True)
    assert one.object_name.startswith("one-")
    assert sorted(m["metadata"]["name"] for m in root.manifests()) == sorted([one.object_name, two.object_name])


@pytest.mark.parametrize(
    ("more", "what"),
    [
        (lambda chart: ConfigMap(chart, "plain", name="settings", data={"a": "b"}), "ConfigMap shop/settings"),
        (lambda chart: ApiObject(chart, "pod", workload("Pod", "settings")), "the name settings in Pod shop/pod"),
        (
            lambda chart: ApiObject(
                chart,
                "role",
                {
                    "apiVersion": "rbac.authorization.k8s.io/v1",
                    "kind": "Role",
                    "metadata": {"name": "r"},
                    "rules": [{"apiGroups": [""], "resources": ["secrets"], "verbs": ["get"], "resourceNames": ["settings"]}],
                },
            ),
            "the name settings in Role shop/r",
        ),
    ],
)
def test_what_kustomize_takes_for_the_generated_one_is_refused(more: Callable[[Chart], object], what: str) -> None:
    def make(chart: Chart) -> None:
        ConfigMap(chart, "settings", data={"LEVEL": "info"}, generator=True)
        more(chart)

    with pytest.raises(OutputError) as e:
        render({"dev": app(make)})
    assert {f.code for f in e.value.findings} == {"K8S958"}
    assert f"kustomize takes {what} for the generated ConfigMap settings" in {f.message for f in e.value.findings}
    assert {f.help for f in e.value.findings} == {
        "give the generated ConfigMap another name, or write hashed=True instead of generator=True"
    }


def test_what_a_generator_cannot_say_is_refused() -> None:
    def make(chart: Chart) -> None:
        config = ConfigMap(chart, "settings", data={"LEVEL": "info"}, generator=True)
        config.patch({"metadata": {"finalizers": ["example.com/keep"]}})

    root = App()
    make(Chart(root, "shop"))
    with pytest.raises(OutputError) as e:
        render({"dev": synth(root).manifests})
    (finding,) = e.value.findings
    assert (finding.code, finding.field) == ("K8S956", "metadata.finalizers")


def test_binary_data_is_refused_at_the_call() -> None:
    with pytest.raises(CallError) as e:
        ConfigMap(Chart(App(), "shop"), "settings", binary_data={"logo": b"\xff"}, generator=True)
    (finding,) = e.value.findings
    assert (finding.code, finding.field) == ("K8S902", "binary_data")


def test_a_role_that_names_it_keeps_the_whole_name(kustomize: Any) -> None:
    def make(level: str) -> Callable[[Chart], None]:
        def made(chart: Chart) -> None:
            config = ConfigMap(chart, "settings", data={"LEVEL": level}, generator=True)
            rules = [{"apiGroups": [""], "resources": ["configmaps"], "verbs": ["get"], "resourceNames": [config.object_name]}]
            role = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "r"}, "rules": rules}
            ApiObject(chart, "role", role)

        return made

    environments = {"dev": app(make("debug")), "prod": app(make("info"))}
    assert kustomize.differences(render(environments), wanted(environments)) == []
