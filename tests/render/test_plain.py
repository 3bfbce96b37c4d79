"""Plain output: deterministic paths, layouts, and no file for two objects."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.errors import OutputError
from k8skit.finding import Origin
from k8skit.manifest import Manifest
from k8skit.render.plain import HEADER, LAYOUTS, encode, file_path, file_paths, placed, render, shortened, stream
from k8skit.yamltext import load_all


def make(gvk: str, name: str = "x", namespace: str = "", chart: str = "shop", line: int = 1, **metadata: Any) -> Manifest:
    api_version, _, kind = gvk.rpartition("/")
    body = {"name": name, **({"namespace": namespace} if namespace else {}), **metadata}
    if name == "":
        del body["name"]
    return Manifest(
        {"apiVersion": api_version, "kind": kind, "metadata": body}, chart=chart, origin=Origin("app.py", line, f"{chart}/{name}", kind)
    )


@pytest.mark.parametrize(
    ("manifest", "path"),
    [
        (make("apps/v1/Deployment", "web"), "shop/deployment-web.yaml"),
        (make("v1/Service", "web", namespace="home"), "shop/service-web.yaml"),
        (make("v1/Service", "web", namespace="shop"), "shop/service-web.yaml"),
        (make("v1/Service", "web", namespace="team-a"), "shop/service-team-a.web.yaml"),
        (make("rbac.authorization.k8s.io/v1/ClusterRole", "system:aggregate-to-view"), "shop/clusterrole-system%3Aaggregate-to-view.yaml"),
        (make("rbac.authorization.k8s.io/v1/ClusterRole", "Admin_x.Y"), "shop/clusterrole-Admin_x.Y.yaml"),
        (make("rbac.authorization.k8s.io/v1/ClusterRole", "all*"), "shop/clusterrole-all%2A.yaml"),
        (make("rbac.authorization.k8s.io/v1/ClusterRole", "a b/ü"), "shop/clusterrole-a%20b%2F%C3%BC.yaml"),
        (make("rbac.authorization.k8s.io/v1/ClusterRole", ".."), "shop/clusterrole-%2E%2E.yaml"),
        (make("batch/v1/Job", "", generateName="import-"), "shop/job-import.generate.yaml"),
        (make("batch/v1/Job", "", generateName="import"), "shop/job-import.generate.yaml"),
        (make("batch/v1/Job", "", namespace="other", generateName="import-"), "shop/job-other.import.generate.yaml"),
        (make("v1/ConfigMap", "x", chart=""), "configmap-x.yaml"),
        (make("v1/ConfigMap", "x", chart="My.Chart_1"), "My.Chart_1/configmap-x.yaml"),
        (make("v1/ConfigMap", "x", chart=".."), "%2E%2E/configmap-x.yaml"),
    ],
)
def test_a_path_is_chart_kind_and_name(manifest: Manifest, path: str) -> None:
    assert file_path(manifest, "home") == path
    assert list(render([manifest], namespaces={"shop": "home", "": "home", "My.Chart_1": "home"})) == [path]


@given(st.text(max_size=20))
def test_a_name_never_leaves_its_folder_and_is_kept_apart_from_others(text: str) -> None:
    name = encode(text)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.%")
    assert not text or name.strip(".")
    back = bytearray()
    rest = name
    while rest:
        back += bytes([int(rest[1:3], 16)]) if rest[0] == "%" else rest[0].encode()
        rest = rest[3:] if rest[0] == "%" else rest[1:]
    assert back.decode("utf-8", "surrogatepass") == text


def test_a_name_that_is_too_long_is_cut_and_kept_apart() -> None:
    names = ["a" * 253, "a" * 252 + "b", "a" * 230]
    paths = list(render([make("v1/ConfigMap", name) for name in names]))
    assert [len(p.rpartition("/")[2]) for p in paths] == [245, 245, 245]
    assert len(set(paths)) == 3
    assert paths[0] == f"shop/configmap-{'a' * 221}-{paths[0][-13:-5]}.yaml"
    chart = "c" * 300
    for layout in LAYOUTS:
        [path] = render([make("v1/ConfigMap", chart=chart)], layout)
        assert all(len(part) <= 255 for part in path.split("/"))
    assert shortened("x" * 240) == "x" * 240
    assert len(shortened("x" * 241)) == 240


def test_a_file_for_each_of_many_charts_costs_as_much_as_a_file_for_each_of_few() -> None:
    class Counted(str):
        __slots__ = ()
        __hash__ = str.__hash__
        compared = 0

        def __eq__(self, other: object) -> bool:
            Counted.compared += 1
            return str.__eq__(self, other)

    def comparisons(charts: int) -> int:
        Counted.compared = 0
        placed([make("v1/ConfigMap", chart=Counted(f"chart-{n}")) for n in range(charts)], "file-per-chart")
        return Counted.compared

    assert comparisons(200) <= 10 * 200


def test_the_same_kind_and_name_in_two_groups_have_two_files_in_any_order() -> None:
    core, knative, other = make("v1/Service"), make("serving.knative.dev/v1/Service"), make("another.dev/v1/Service")
    expected = {"shop/service-x.yaml", "shop/service.another.dev-x.yaml", "shop/service.serving.knative.dev-x.yaml"}
    for order in ([core, knative, other], [knative, other, core], [other, core, knative]):
        texts = render(order)
        assert set(texts) == expected
        assert "apiVersion: v1\n" in texts["shop/service-x.yaml"]
        assert "apiVersion: another.dev/v1\n" in texts["shop/service.another.dev-x.yaml"]
    assert list(render([knative])) == ["shop/service-x.yaml"]
    both = render([knative, other])
    assert "apiVersion: another.dev/v1\n" in both["shop/service-x.yaml"]


def test_objects_whose_names_the_cluster_makes_are_numbered() -> None:
    jobs = [make("batch/v1/Job", "", generateName="import-", line=i) for i in range(3)]
    assert list(render(jobs)) == ["shop/job-import.generate.yaml", "shop/job-import.generate-2.yaml", "shop/job-import.generate-3.yaml"]
    named = make("batch/v1/Job", "import.generate")
    for order in ([named, *jobs], [*jobs, named]):
        texts = render(order)
        assert len(texts) == 4
        assert "  name: import.generate\n" in texts["shop/job-import.generate.yaml"]
    taken = make("batch/v1/Job", "import.generate-2")
    assert len(render([*jobs, taken])) == 4


def test_a_named_object_with_a_star_is_not_a_generated_one() -> None:
    role = "rbac.authorization.k8s.io/v1/Role"
    with pytest.raises(OutputError):
        render([make(role, "a*"), make(role, "a*", line=2)])


def test_two_objects_for_one_file_are_an_error_that_names_both() -> None:
    one = make("rbac.authorization.k8s.io/v1/Role", "team-a.admin", namespace="home", line=3)
    two = make("rbac.authorization.k8s.io/v1/Role", "admin", namespace="team-a", line=8)
    with pytest.raises(OutputError) as raised:
        render([one, two], namespaces={"shop": "home"})
    [f] = raised.value.findings
    path = "shop/role-team-a.admin.yaml"
    message = f"two objects would be written to {path}: Role team-a/admin and Role home/team-a.admin (made at app.py:3)"
    assert (f.code, f.message, f.origin, f.object) == ("K8S950", message, two.origin, two.id)
    assert f.help == "give one another name, or put it into another chart"


def test_names_that_differ_in_case_only_are_an_error() -> None:
    role = "rbac.authorization.k8s.io/v1/ClusterRole"
    with pytest.raises(
        OutputError, match=r"shop/clusterrole-admin\.yaml and shop/clusterrole-Admin\.yaml, which is one file where case does not"
    ) as raised:
        render([make(role, "Admin"), make(role, "admin", line=5)])
    assert len(raised.value.findings) == 1
    with pytest.raises(OutputError, match=r"shop\.yaml and Shop\.yaml"):
        render([make(role, "a", chart="Shop"), make(role, "b")], "file-per-chart")


def test_all_collisions_are_told_together() -> None:
    with pytest.raises(OutputError) as raised:
        render([make("v1/ConfigMap", name, line=i) for i in range(2) for name in "abc"])
    assert len(raised.value.findings) == 3


MANIFESTS = [make("v1/ConfigMap", "a", chart="one"), make("v1/ConfigMap", "b", chart="two"), make("v1/ConfigMap", "c", chart="one")]


def test_layouts() -> None:
    assert list(render(MANIFESTS)) == ["one/configmap-a.yaml", "two/configmap-b.yaml", "one/configmap-c.yaml"]
    per_chart = render(MANIFESTS, "file-per-chart")
    assert list(per_chart) == ["one.yaml", "two.yaml"]
    assert [d.object["metadata"]["name"] for d in load_all(per_chart["one.yaml"], "one.yaml")] == ["a", "c"]
    per_app = render(MANIFESTS, "file-per-app")
    assert list(per_app) == ["app.yaml"]
    assert per_app["app.yaml"] == stream(MANIFESTS)
    assert [d.object["metadata"]["name"] for d in load_all(per_app["app.yaml"], "app.yaml")] == ["a", "b", "c"]
    with pytest.raises(ValueError, match="unknown layout 'other'; choose from file-per-object, file-per-chart, file-per-app"):
        render(MANIFESTS, "other")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_gives_no_file(layout: str) -> None:
    assert render([], layout) == {}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_file_says_who_made_it_and_nothing_that_changes(layout: str) -> None:
    for text in render(MANIFESTS, layout).values():
        assert text.startswith(f"# {HEADER}\n")
    assert HEADER == "made by k8skit, do not edit", "no version and no time: an upgrade must not touch every file"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_object_is_in_exactly_one_file(layout: str) -> None:
    found = [d.object for path, text in render(MANIFESTS, layout).items() for d in load_all(text, path)]
    assert sorted(o["metadata"]["name"] for o in found) == ["a", "b", "c"]


def test_foreign_objects_stand_in_the_folder_itself() -> None:
    foreign = make("v1/ConfigMap", chart="")
    assert list(render([foreign])) == ["configmap-x.yaml"]
    assert list(render([foreign], "file-per-chart")) == ["app.yaml"]
    with pytest.raises(OutputError):
        render([foreign, make("v1/ConfigMap", chart="app")], "file-per-chart")


KINDS = st.sampled_from(["v1/Service", "serving.knative.dev/v1/Service", "v1/ConfigMap", "batch/v1/Job"])
NAMES = st.sampled_from(["a", "b", "a.generate", "a.generate-2", "n.a", "A", "a" * 253])
OBJECTS = st.builds(make, KINDS, NAMES, st.sampled_from(["", "n", "home"]), st.sampled_from(["shop", "n"])) | st.builds(
    lambda generate: make("batch/v1/Job", "", generateName=generate), st.sampled_from(["a-", "a", "b-"])
)


@given(st.lists(OBJECTS, max_size=8), st.randoms(use_true_random=False))
def test_paths_are_one_per_object_or_an_error_and_do_not_depend_on_order(objects: list[Manifest], random: Any) -> None:
    try:
        texts = render(objects, namespaces={"shop": "home"})
    except OutputError:
        return
    assert len(texts) == len({path.lower() for path in texts}) == len(objects)
    paths = dict(zip(map(id, objects), file_paths(objects, {"shop": "home"}), strict=True))
    mixed = objects.copy()
    random.shuffle(mixed)
    again = dict(zip(map(id, mixed), file_paths(mixed, {"shop": "home"}), strict=True))
    assert sorted(paths.values()) == sorted(again.values())
    named = [id(m) for m in objects if "name" in m.object["metadata"]]
    assert [paths[i] for i in named] == [again[i] for i in named]


PROGRAM = """
from k8skit import App, Autoscaling, Chart, Resources, WebService
app = App()
for name in ("shop", "backend"):
    chart = Chart(app, name, namespace=name, labels={"team": "a", "tier": "b"}, annotations={"x": "y"})
    for i in range(3):
        web = WebService(chart, f"web-{i}", image="a/b:1", host="x.example.com", config={"B": "1", "A": "2"}, labels={"c": "d", "a": "b"},
            resources=Resources(cpu=1), autoscaling=Autoscaling(2, 3), ports={"metrics": 9090}, writable=["/tmp", "/var/cache"])
        web.variant("beta")
import sys
for path, text in app.synthesis().texts().items():
    sys.stdout.write(path + "\\n" + text)
"""


def test_the_output_is_the_same_on_every_hash_seed() -> None:
    outputs = set()
    for seed in ("0", "1", "77"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "LC_ALL": "C",
            "TZ": f"UTC-{len(seed)}",
        }
        run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, env=environment, check=True, timeout=60)
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert len(next(iter(outputs))) > 10_000
