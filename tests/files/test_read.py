"""Manifests of any origin: files, folders, standard input, lists, and what of Kustomize is none."""

from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING

import pytest

from k8skit.errors import UsageError
from k8skit.files.read import Manifests, read_manifests
from k8skit.pipeline import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from k8skit.finding import Finding
    from k8skit.manifest import Manifest


def text(*names: str, kind: str = "ConfigMap") -> str:
    return "---\n".join(f"apiVersion: v1\nkind: {kind}\nmetadata:\n  name: {name}\n" for name in names)


def names(manifests: list[Manifest]) -> list[str]:
    return [m.name for m in manifests]


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., str]:
    """Writes files, given as path -> text, and returns the folder."""

    def make(files: dict[str, str]) -> str:
        for path, content in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(content)
        return str(tmp_path)

    return make


def errors(*paths: str) -> list[Finding]:
    collected: list[Finding] = []
    read_manifests(paths, errors=collected)
    with pytest.raises(UsageError) as caught:
        read_manifests(paths)
    assert [repr(f) for f in caught.value.findings] == [repr(f) for f in collected]
    return collected


def test_the_documents_of_a_file_come_in_order_with_their_lines(folder: Callable[..., str]) -> None:
    path = os.path.join(folder({"x.yaml": "# first\n" + text("a", "b") + "---\n---\n" + text("c")}), "x.yaml")
    found = read_manifests([path])
    assert names(found) == ["a", "b", "c"]
    assert [(m.origin.file, m.origin.line) for m in found if m.origin] == [(path, 2), (path, 7), (path, 13)]
    assert (found.files, found.skipped) == (1, [])
    assert found[0].object == {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}
    assert (found[0].kind, found[0].chart) == ("ConfigMap", "")


def test_a_folder_is_read_whole_in_the_order_of_names(folder: Callable[..., str]) -> None:
    root = folder(
        {
            "b.yaml": text("b"),
            "a/z.yml": text("a-z"),
            "a/deep/er/x.json": json.dumps({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "json"}}, indent="\t"),
            "c.txt": "no manifest: [",
            "c.yaml.orig": "no manifest: [",
            "README.md": "#",
            ".hidden.yaml": "no manifest: [",
            ".git/x.yaml": "no manifest: [",
            ".k8skit-staging/0": "no manifest: [",
            "B.yaml": text("upper"),
        }
    )
    found = read_manifests([root])
    assert names(found) == ["upper", "json", "a-z", "b"]
    assert found.files == 4
    assert read_manifests([root + "/"]).files == 4


def test_paths_come_in_the_order_given_and_no_file_twice(folder: Callable[..., str]) -> None:
    root = folder({"a.yaml": text("a"), "d/b.yaml": text("b"), "d/c.yaml": text("c")})
    os.symlink(os.path.join(root, "a.yaml"), os.path.join(root, "d", "a.yaml"))
    found = read_manifests([f"{root}/d/c.yaml", f"{root}/d", f"{root}/a.yaml", f"{root}/d/../d/b.yaml"])
    assert names(found) == ["c", "a", "b"]
    assert found.files == 3


def test_links_to_folders_are_not_followed(folder: Callable[..., str]) -> None:
    root = folder({"a.yaml": text("a")})
    os.symlink(root, os.path.join(root, "loop"))
    os.symlink("nowhere", os.path.join(root, "gone.yaml"))
    assert names(read_manifests([root])) == ["a"]


@pytest.mark.parametrize("name", ["a.yaml", "kustomization.yaml"])
def test_links_that_lead_to_each_other_are_told_with_all_else(folder: Callable[..., str], name: str) -> None:
    root = folder({"b.yaml": "a: ["})
    os.symlink("c.json", os.path.join(root, name))
    os.symlink(name, os.path.join(root, "c.json"))
    with pytest.raises(UsageError) as e:
        read_manifests([root])
    assert [f.code for f in e.value.findings] == ["K8S942", "K8S942", "K8S920"]
    assert [f.message.partition(": ")[0] for f in e.value.findings[:2]] == [f"cannot read {root}/{n}" for n in sorted((name, "c.json"))]
    assert {f.help for f in e.value.findings[:2]} == {"remove the link, or let it lead to a file"}


def test_what_a_killed_synth_left_beside_its_output_is_passed_over(folder: Callable[..., str]) -> None:
    root = folder({"dist/a.yaml": text("a"), "dist.k8skit-staging/a.yaml": text("a")})
    assert read_manifests([root]).files == 1


def test_a_file_that_is_named_may_have_any_name(folder: Callable[..., str]) -> None:
    root = folder({"a.txt": text("a"), ".b": text("b")})
    assert names(read_manifests([f"{root}/a.txt", f"{root}/.b"])) == ["a", "b"]


@pytest.mark.parametrize("stdin", [io.BytesIO(text("a", "b").encode()), io.StringIO(text("a", "b"))])
def test_standard_input_is_read(stdin: io.BytesIO) -> None:
    found = read_manifests(["-", "-"], stdin)
    assert names(found) == ["a", "b"]
    assert found[0].origin is not None
    assert (found[0].origin.file, found[0].origin.line) == ("<stdin>", 1)
    assert found.files == 1


def test_standard_input_is_that_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text("a").encode())))
    assert names(read_manifests(["-"])) == ["a"]


def test_a_pipe_is_read_like_a_file() -> None:
    reader, writer = os.pipe()
    os.write(writer, text("a").encode())
    os.close(writer)
    try:
        assert names(read_manifests([f"/dev/fd/{reader}"])) == ["a"]
    finally:
        os.close(reader)


def test_empty_input_holds_nothing() -> None:
    found = read_manifests(["-"], io.BytesIO(b""))
    assert (list(found), found.files) == ([], 1)
    assert isinstance(found, Manifests)


# Lists.


def test_a_list_is_replaced_by_its_items(folder: Callable[..., str]) -> None:
    items = [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": n}} for n in "ab"]
    nested = {"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "List", "metadata": {}, "items": items}]}
    root = folder({"x.yaml": text("first") + "---\n" + json.dumps(nested)})
    found = read_manifests([root])
    assert names(found) == ["first", "a", "b"]
    assert [m.origin.line for m in found if m.origin] == [1, 6, 6]


def test_the_items_of_a_plain_list_get_nothing(folder: Callable[..., str]) -> None:
    root = folder({"x.json": json.dumps({"apiVersion": "v1", "kind": "List", "items": [{"metadata": {"name": "a"}}]})})
    assert [m.object for m in read_manifests([root])] == [{"metadata": {"name": "a"}}]


@pytest.mark.parametrize("items", [[], None])
def test_an_empty_list_holds_nothing(folder: Callable[..., str], items: object) -> None:
    assert list(read_manifests([folder({"x.json": json.dumps({"apiVersion": "v1", "kind": "List", "items": items})})])) == []


def test_the_items_of_a_typed_list_get_what_the_list_says(folder: Callable[..., str]) -> None:
    items = [{"metadata": {"name": "a"}}, {"apiVersion": "apps/v1beta1", "kind": "Other", "metadata": {"name": "b"}}]
    root = folder(
        {"x.json": json.dumps({"kind": "DeploymentList", "apiVersion": "apps/v1", "metadata": {"resourceVersion": "1"}, "items": items})}
    )
    found = read_manifests([root])
    assert [(m.group, m.version, m.kind, m.name) for m in found] == [("apps", "v1", "Deployment", "a"), ("apps", "v1beta1", "Other", "b")]
    assert list(found[0].object) == ["apiVersion", "kind", "metadata"]


@pytest.mark.parametrize(
    "object",
    [
        {"apiVersion": "v1", "kind": "List"},
        {"apiVersion": "v1", "kind": "List", "items": {"a": 1}},
        {"apiVersion": "x/v1", "kind": "AllowList", "spec": {"items": []}},
        {"apiVersion": "v1", "kind": "ConfigMap", "items": []},
        {"apiVersion": "v1", "items": []},
        {"apiVersion": "v1", "kind": 1, "items": []},
    ],
)
def test_what_only_looks_like_a_list_stays(folder: Callable[..., str], object: dict[str, object]) -> None:
    assert [m.object for m in read_manifests([folder({"x.json": json.dumps(object)})])] == [object]


def test_an_item_that_is_no_object_is_an_error(folder: Callable[..., str]) -> None:
    item = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}
    (finding,) = errors(folder({"x.json": json.dumps({"apiVersion": "v1", "kind": "List", "items": [item, "x", item]})}))
    assert (finding.code, finding.field) == ("K8S923", "items[1]")
    assert "item 1 of the List" in finding.message


# Kustomize.

KUSTOMIZATION = """\
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - app.yaml
  - both.yaml
  - ../base
patches:
  - path: patch.yaml
  - patch: |-
      - op: remove
        path: /spec
    target: {kind: Deployment}
  - path: both.yaml
patchesStrategicMerge:
  - merge.yaml
  - |-
    apiVersion: v1
    kind: ConfigMap
patchesJson6902:
  - {path: ops.yaml, target: {kind: X}}
configurations: [config.yaml]
replacements: [{path: replacement.yaml}]
generators: [generator.yaml]
openapi: {path: schema.json}
helmCharts: [{name: x, valuesFile: values.yaml, additionalValuesFiles: [more.yaml]}]
configMapGenerator:
  - name: x
    files: [data.yaml, key=keyed.yaml, ../shared/outside.yaml]
    literals: [a=app.yaml]
secretGenerator: [{name: z, envs: [env.yaml]}]
"""

NO_OBJECTS = ["patch", "merge", "ops", "config", "replacement", "generator", "values", "more", "data", "keyed", "env"]


def test_of_a_kustomization_only_resources_are_manifests(folder: Callable[..., str]) -> None:
    files = {f"app/{name}.yaml": "- a: list\n" for name in NO_OBJECTS}
    files |= {"app/kustomization.yaml": KUSTOMIZATION, "app/schema.json": "[]", "shared/outside.yaml": "- 1\n"}
    root = folder(
        {**files, "app/app.yaml": text("app"), "app/both.yaml": text("both"), "base/base.yaml": text("base"), "app/z.yaml": text("z")}
    )
    found = read_manifests([root])
    assert names(found) == ["app", "both", "z", "base"]
    assert sorted(found.skipped) == sorted(os.path.join(root, path) for path in files)
    assert found.files == 5
    assert [(e["kind"], e["name"]) for e in found.externals] == [("ConfigMap", "x"), ("Secret", "z")]


def test_a_helm_chart_is_told_once_and_not_looked_into(folder: Callable[..., str]) -> None:
    template = "metadata: {name: {{ .Release.Name }}}\n"
    root = folder(
        {"chart/Chart.yaml": "name: x\n", "chart/templates/a.yaml": template, "chart/crds/b.yaml": text("b"), "z.yaml": text("z")}
    )
    found: list[Finding] = []
    assert names(read_manifests([root], errors=found)) == ["z"]
    assert [(f.code, f.message) for f in found] == [("K8S920", f"{root}/chart is a Helm chart, and its templates are no manifests")]
    assert f"helm template {root}/chart" in found[0].help
    other = folder({"plain/Chart.yaml": text("c")})
    assert names(read_manifests([f"{other}/plain"])) == ["c"]


def test_what_a_kustomization_generates_is_there_to_be_referred_to(folder: Callable[..., str]) -> None:
    pod = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, image: 'web:1', envFrom: [{configMapRef: {name: made}}, {configMapRef: {name: other}}]}]}
"""
    root = folder(
        {"kustomization.yaml": "resources: [a.yaml]\nconfigMapGenerator: [{name: made}, 1]\n", "a.yaml": f"{pod}---\n{text('z')}"}
    )
    found = read_manifests([root])
    assert [f.value for f in check(found, externals=found.externals) if f.code == "K8S207"] == ["other"]


def test_a_patch_that_is_named_itself_is_read(folder: Callable[..., str]) -> None:
    root = folder({"kustomization.yaml": "patches: [{path: p.yaml}]\n", "p.yaml": text("p")})
    assert names(read_manifests([root])) == []
    assert names(read_manifests([f"{root}/p.yaml"])) == ["p"]
    assert names(read_manifests([f"{root}/p.yaml", root])) == ["p"]


@pytest.mark.parametrize("name", ["kustomization.yaml", "kustomization.yml", "Kustomization"])
@pytest.mark.parametrize(
    "head",
    [
        "",
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
        "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n",
    ],
)
def test_a_kustomization_itself_is_no_manifest(folder: Callable[..., str], name: str, head: str) -> None:
    root = folder({name: head + "patches: [{path: p.yaml}]\n", "p.yaml": "- 1\n", "a.yaml": text("a")})
    found = read_manifests([root])
    assert names(found) == ["a"]
    assert found.skipped == [os.path.join(root, name) for name in sorted([name, "p.yaml"])]
    named = read_manifests([f"{root}/{name}"])
    assert (list(named), named.skipped) == ([], [f"{root}/{name}"])


def test_a_kustomization_under_another_name_is_no_manifest_but_its_neighbours_are(folder: Callable[..., str]) -> None:
    root = folder({"x.yaml": KUSTOMIZATION + "---\n" + text("a"), "patch.yaml": text("p")})
    assert names(read_manifests([root])) == ["p", "a"]


def test_the_kustomization_of_flux_is_a_manifest(folder: Callable[..., str]) -> None:
    flux = "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: flux}\npatches: [{path: a.yaml}]\n"
    root = folder({"kustomization.yaml": flux, "a.yaml": text("a")})
    assert names(read_manifests([root])) == ["a", "flux"]


def test_an_object_without_kind_is_a_manifest_elsewhere(folder: Callable[..., str]) -> None:
    assert [m.object for m in read_manifests([folder({"x.yaml": "resources: []\n"})])] == [{"resources": []}]


@pytest.mark.parametrize("content", ["- 1\n", "a: [\n", "patches: 3\nresources: {a: b}\nconfigurations: [1, [x.yaml], null]\n", ""])
def test_an_odd_kustomization_does_no_harm(folder: Callable[..., str], content: str) -> None:
    root = folder({"kustomization.yaml": content, "a.yaml": text("a")})
    collected: list[Finding] = []
    assert names(read_manifests([root], errors=collected)) == ["a"]
    assert len(collected) == (content in ("- 1\n", "a: [\n"))


# Errors.


def test_everything_that_cannot_be_read_is_told_together_and_the_rest_is_read(folder: Callable[..., str]) -> None:
    root = folder({"a.yaml": "a: [\n", "b.yaml": text("b"), "c.yaml": "just text\n", "d.yaml": "a: 1\na: 2\n"})
    collected: list[Finding] = []
    assert names(read_manifests([root, "/no/such"], errors=collected)) == ["b"]
    assert [f.code for f in errors(root, "/no/such")] == [f.code for f in collected] == ["K8S942", "K8S920", "K8S923", "K8S921"]
    assert [f.origin.file for f in collected if f.origin] == [f"{root}/{n}.yaml" for n in "acd"]


def test_a_helm_template_is_told_as_such(folder: Callable[..., str]) -> None:
    (finding,) = errors(folder({"x.yaml": "metadata:\n  name: {{ .Values.name }}\n{{- if .Values.x }}\n  labels: {}\n{{- end }}\n"}))
    assert finding.code == "K8S920"
    assert "helm template" in finding.message + finding.help


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    (finding,) = errors(str(tmp_path / "nope"))
    assert (finding.code, finding.message) == ("K8S942", f"there is no file or folder {tmp_path / 'nope'}")


def test_a_folder_without_manifests_is_an_error(folder: Callable[..., str]) -> None:
    root = folder({"a.txt": "", ".b.yaml": ""})
    (finding,) = errors(root)
    assert finding.code == "K8S942"
    assert "holds no manifests" in finding.message
    assert "*.yaml" in finding.help


def test_what_the_system_refuses_is_told(folder: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder({"a.yaml": text("a"), "d/b.yaml": text("b")})
    real_open, real_scandir = open, os.scandir

    def refuse(path: str, *args: object, **kwargs: object) -> object:
        if str(path).endswith(("a.yaml", "/d")):
            raise PermissionError(13, "Permission denied", path)
        return real_scandir(path) if os.path.isdir(path) else real_open(path, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr(os, "scandir", refuse)
    found = errors(root)
    assert [(f.code, f.message) for f in found] == [
        ("K8S942", f"cannot read {root}/d: permission denied"),
        ("K8S942", f"cannot read {root}/a.yaml: permission denied"),
    ]

    class Broken(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError(5, "Input/output error")

    collected: list[Finding] = []
    assert not read_manifests(["-"], Broken(), errors=collected)
    assert [f.message for f in errors(f"{root}/d")] == [f"cannot read {root}/d: permission denied"]
    assert [f.message for f in collected] == ["cannot read standard input: input/output error"]


def test_a_file_that_is_too_large_is_not_read_to_its_end(folder: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    from k8skit.yamltext import reader

    monkeypatch.setattr(reader, "MAX_BYTES", 2**20)
    root = folder({"a.yaml": ""})
    with open(f"{root}/a.yaml", "wb") as file:
        file.truncate(1 << 40)  # a hole of a terabyte
    assert [f.code for f in errors(root)] == ["K8S922"]


def test_progress_is_told_for_each_file(folder: Callable[..., str]) -> None:
    root = folder({"a.yaml": text("a"), "b.yaml": text("b"), "c.yaml": text("c")})
    told: list[tuple[str, int]] = []
    read_manifests([root, "-"], io.BytesIO(b""), progress=lambda path, number: told.append((path, number)))
    assert told == [(f"{root}/a.yaml", 0), (f"{root}/b.yaml", 1), (f"{root}/c.yaml", 2), ("-", 3)]


@pytest.mark.parametrize(("name", "objects", "files"), [("online-boutique", 138, 65), ("pss", 784, 784), ("k8s-api-testdata", 477, 477)])
def test_public_manifests_are_read(corpora: Path, name: str, objects: int, files: int) -> None:
    collected: list[Finding] = []
    found = read_manifests([str(corpora / name)], errors=collected)
    assert collected == []
    assert len(found) >= objects
    assert found.files >= files


def test_of_public_kustomizations_no_patch_is_taken_for_an_object(corpora: Path) -> None:
    found = read_manifests([str(corpora / "kustomize-examples")])
    assert not [m.name for m in found if m.kind == "Deployment" and "template" not in m.object.get("spec", {})]
    assert not [m for m in found if "/overlays/" in str(m.origin) and m.kind == "Deployment"]
    assert len(found) > 30
