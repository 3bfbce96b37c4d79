"""Include: manifests that exist become parts of the tree, whole, or there is an error that says why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit import App, CallError, Chart, CheckError, Include, Marked
from k8skit.cli import main
from k8skit.files import read
from k8skit.files.read import read_manifests
from k8skit.yamltext import dump_all

if TYPE_CHECKING:
    from k8skit import Finding

WEB = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ports: [{containerPort: 8080}]
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports:
        - port: 80
          targetPort: 8080
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: other}, data: {a: b}}
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: third}, data: {a: b}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with manifests."""
    (tmp_path / "more").mkdir()
    (tmp_path / "web.yaml").write_text(WEB)
    (tmp_path / "more" / "account.json").write_text('{"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "web"}}')
    return tmp_path


def include(path: Path | str, **more: Any) -> Include:
    """Include a path in a chart of a new app, in the namespace `shop`."""
    return Include(Chart(App(), "shop", namespace="shop"), "old", path=str(path), **more)


def manifests(old: Include) -> list[dict[str, Any]]:
    """What the app of an Include gives."""
    root = old.node.root
    assert isinstance(root, App)
    return root.manifests()


def refused(path: Path | str, **more: Any) -> list[Finding]:
    """What is said of an Include that cannot be made."""
    chart = Chart(App(), "shop")
    with pytest.raises(CallError) as e:
        Include(chart, "old", path=str(path), **more)
    assert chart.node.children == [], "what could not be made is no part"
    return list(e.value.findings)


def test_all_objects_of_a_folder_are_parts_with_the_namespace_of_the_chart(folder: Path) -> None:
    old = include(folder)
    assert [o.node.path for o in old.objects] == [
        "shop/old/ServiceAccount-web",
        "shop/old/Deployment-web",
        "shop/old/Service-web",
        "shop/old/ConfigMap-web",
        "shop/old/ConfigMap-web-2",
    ]
    assert {(m["kind"], m["metadata"]["namespace"]) for m in manifests(old)} == {
        ("ServiceAccount", "shop"),
        ("Deployment", "shop"),
        ("Service", "shop"),
        ("ConfigMap", "other"),
        ("ConfigMap", "third"),
    }


def test_a_path_starts_from_the_folder_of_the_file_that_names_it() -> None:
    [f] = refused("manifests-of-nobody")
    assert (f.code, f.field, f.value) == ("K8S942", "path", "manifests-of-nobody")
    assert str(Path(__file__).with_name("manifests-of-nobody")) in f.message
    assert f.origin is not None
    assert (f.origin.file, f.origin.type) == (__file__, "Include")
    assert "from the folder of the file that makes this construct" in f.help


def test_what_cannot_be_read_below_a_path_is_told_with_what_to_do(folder: Path) -> None:
    (folder / "a.yaml").symlink_to("a.yaml")
    [f] = refused(folder)
    assert (f.code, f.field, f.help) == ("K8S942", "path", "remove the link, or let it lead to a file")
    assert f.message.startswith(f"cannot read {folder / 'a.yaml'}: ")


def test_a_link_that_leads_nowhere_is_told_since_its_objects_would_be_missed(folder: Path) -> None:
    (folder / "more/gone.yaml").symlink_to("nowhere.yaml")
    (folder / "more/.lock.yaml").symlink_to("user@host")
    (folder / "more/notes.txt").symlink_to("nowhere.txt")
    (folder / "again.yaml").symlink_to("web.yaml")
    (folder / "also.yaml").symlink_to("more")
    [f] = refused(folder)
    assert (f.code, f.field, f.message) == ("K8S942", "path", f"{folder / 'more/gone.yaml'} is a link that leads nowhere")
    (folder / "more/gone.yaml").unlink()
    assert len(include(folder).objects) == 5


@pytest.mark.parametrize("path", ["", "-"])
def test_a_path_is_a_file_or_a_folder(path: str) -> None:
    [f] = refused(path)
    assert (f.code, f.field, f.message) == ("K8S902", "path", "path names no file or folder")


def test_objects_are_found_and_patched(folder: Path) -> None:
    old = include(folder)
    old.find("Deployment", "web").patch({"spec": {"replicas": 3}})
    old.find("ConfigMap", "web", namespace="third").patch({"data": {"a": "c"}})
    made = {(m["kind"], m["metadata"]["namespace"]): m for m in manifests(old)}
    assert made["Deployment", "shop"]["spec"]["replicas"] == 3
    assert (made["ConfigMap", "other"]["data"], made["ConfigMap", "third"]["data"]) == ({"a": "b"}, {"a": "c"})


@pytest.mark.parametrize(
    ("asked", "message", "help"),
    [
        (("Deployment", "wbe", ""), "there is no Deployment wbe in ", "did you mean Deployment/web?"),
        (("Deployment", "web", "prod"), "there is no Deployment web of namespace prod in ", "did you mean Deployment/web?"),
        (("ConfigMap", "web", ""), "there are 2 ConfigMap web in ", "give namespace, or use objects"),
        (("Gateway", "public", ""), "there is no Gateway public in ", "it has ServiceAccount/web, Deployment/web, "),
    ],
)
def test_what_is_not_found_is_told(folder: Path, asked: tuple[str, str, str], message: str, help: str) -> None:
    kind, name, namespace = asked
    with pytest.raises(CallError) as e:
        include(folder).find(kind, name, namespace=namespace)
    [f] = e.value.findings
    assert f.message.startswith(message)
    assert f.help.startswith(help)
    assert f.origin is not None
    assert f.origin.file == __file__


def test_objects_are_left_out_by_name(folder: Path) -> None:
    old = include(folder, without=["Service/web", "ConfigMap/third/web"])
    assert [(o.kind, o.manifest["metadata"].get("namespace")) for o in old.objects] == [
        ("ServiceAccount", None),
        ("Deployment", None),
        ("ConfigMap", "other"),
    ]
    assert [o.kind for o in include(folder, without=["ConfigMap/web"]).objects] == ["ServiceAccount", "Deployment", "Service"]


def test_what_is_left_out_must_be_there(folder: Path) -> None:
    first, second = refused(folder, without=["Service/wbe", "Deployment/web", "Job/x/y"])
    assert (first.code, first.field, first.value, first.help) == ("K8S902", "without", "Service/wbe", "did you mean Service/web?")
    assert second.value == "Job/x/y"


def test_findings_name_the_line_of_the_field(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (folder / "web.yaml").read_text().replace("containerPort: 8080", "containerPort: 70000").replace("port: 80\n", 'port: "80"\n')
    (folder / "web.yaml").write_text(text)
    project = tmp_path_factory.mktemp("project")
    (project / "app.py").write_text(
        f"from k8skit import App, Chart, Include\napp = App()\nInclude(Chart(app, 'shop', namespace='shop'), 'old', path={str(folder)!r})\n"
        "app.synth()\n"
    )
    assert main(["check", "--app", str(project / "app.py"), "--format", "json"]) == 1
    found = {f["code"]: f for f in json.loads(capsys.readouterr().out)}
    lines = text.splitlines()
    port = found["K8S123"]["origin"]
    assert "70000" in lines[port["line"] - 1]
    assert (port["file"], port["path"]) == (str(folder / "web.yaml"), "shop/old/Deployment-web")
    assert 'port: "80"' in lines[found["K8S102"]["origin"]["line"] - 1]


def test_a_finding_can_be_silenced_for_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "key.yaml").write_text("{apiVersion: v1, kind: Secret, metadata: {name: key}, stringData: {a: b}}")
    old = include(tmp_path)
    root = old.node.root
    assert isinstance(root, App)
    with pytest.raises(CheckError, match="K8S970"):
        root.synthesis()
    old.silence("K8S970", reason="the value is public")
    assert root.synthesis().warnings == []


def test_what_the_facts_refuse_stops_synth(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndta: {}\n")
    with pytest.raises(CheckError) as e:
        manifests(include(tmp_path))
    [f] = e.value.findings
    assert (f.code, f.field) == ("K8S101", "dta")
    assert f.origin is not None
    assert (f.origin.file, f.origin.line, f.origin.path) == (str(tmp_path / "a.yaml"), 1, "shop/old/ConfigMap-a")


@pytest.mark.parametrize("name", ["kustomization.yaml", "patch.yaml"])
def test_files_of_kustomize_are_refused_since_nothing_would_come_of_what_they_say(folder: Path, name: str) -> None:
    (folder / "kustomization.yaml").write_text("resources: [web.yaml]\nnamePrefix: eu-\npatches: [{path: patch.yaml}]\n")
    (folder / "patch.yaml").write_text("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 4}}")
    found = refused(folder)
    assert {f.code for f in found} == {"K8S913"}
    assert any(f.message.startswith(str(folder / name)) for f in found)
    assert all("kubectl kustomize" in f.help for f in found)


def test_what_sops_encrypted_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key.yaml").write_text(
        "---\napiVersion: v1\nkind: Secret\nmetadata: {name: key}\ndata: {a: 'ENC[AES256_GCM,data:x]'}\nsops: {mac: x}\n"
    )
    [f] = refused(tmp_path)
    assert (f.code, f.message) == ("K8S913", "Secret key is encrypted by SOPS, and would be broken by any change")
    assert "ENC" not in f"{f.message} {f.value!r}"
    assert f.origin is not None
    assert (f.origin.file, f.origin.line) == (str(tmp_path / "key.yaml"), 2)
    assert "leave it out with `without`" in f.help
    assert include(tmp_path, without=["Secret/key"]).objects == []


def test_all_that_cannot_be_read_is_told_together(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: [")
    (tmp_path / "b.yaml").write_text("kind: A\nkind: B\n")
    assert [(f.code, Path(f.origin.file).name) for f in refused(tmp_path) if f.origin is not None] == [
        ("K8S920", "a.yaml"),
        ("K8S921", "b.yaml"),
    ]


def test_markers_of_flux_stay_and_other_comments_go(tmp_path: Path) -> None:
    text = WEB.replace("web:1.4.2", 'web:1.4.2 # {"$imagepolicy": "flux-system:web"}').replace("port: 80\n", "port: 80 # clients\n")
    text = text.replace("- apiVersion: v1\n", '- apiVersion: v1\n    extra: "1.4.2" # {"$imagepolicy": "flux-system:web:tag"}\n')
    (tmp_path / "a.yaml").write_text(text)
    old = include(tmp_path)
    image = old.find("Deployment", "web").manifest["spec"]["template"]["spec"]["containers"][0]["image"]
    assert type(image) is Marked
    assert (image, image.comment) == ("registry.example.com/web:1.4.2", '{"$imagepolicy": "flux-system:web"}')
    extra = old.find("Service", "web").manifest["extra"]
    assert type(extra) is Marked
    assert extra.comment == '{"$imagepolicy": "flux-system:web:tag"}'
    assert type(old.find("Service", "web").manifest["kind"]) is str


def marked(value: Any) -> dict[str, str]:
    """The marked texts of an object, with their comments."""
    if type(value) is Marked:
        return {str(value): value.comment}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {text: comment for v in inner for text, comment in marked(v).items()}


FOO = "apiVersion: example.com/v1\nkind: Foo\nmetadata: {name: a}\nspec:\n"
MARKER = '{"$imagepolicy": "flux-system:web"}'


@pytest.mark.parametrize(
    "text",
    [
        f"  image: web:1 # {MARKER}\n",
        f"  image: web:1 # {MARKER}\r\n  more: x\r\n",
        f"  image:\n    web:1 # {MARKER}\n  more: x\n",
        f"  image: 'web:1'\t# {MARKER}  \n",
        '  image: web:1 #{"$imagepolicy":"flux-system:web"}\n',
        '  image: web:1 #   { "$imagepolicy" : "flux-system:web" }\n',
        f"  - name: a\n  - image: web:1 # {MARKER}\n",
        f"  - {{name: a,\n     image: web:1, # {MARKER}\n     more: x}}\n",
    ],
)
def test_a_marker_is_kept_as_k8skit_writes_it_however_it_stands_behind_its_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_bytes((FOO + text).encode())
    [o] = include(tmp_path).objects
    assert marked(o.manifest) == {"web:1": MARKER}


@pytest.mark.parametrize(
    "text",
    [
        f"  - {{name: a, image: web:1}} # {MARKER}\n",
        f"  # {MARKER}\n  image: web:1\n",
        f"  image: 'web:1 # {MARKER}'\n",
        f"  text: |\n    image: web:1 # {MARKER}\n  # {MARKER}\n",
        f"  image: web:1 # {MARKER} and more\n",
        f"  image: web:1\n  # {MARKER}\n",
        f"  # {MARKER}\n  ? image\n",
        f"  image: web:1\n---\n{{apiVersion: v1, kind: ConfigMap, metadata: {{name: b}}}} # {MARKER}\n",
        f"  image: web:1\n---\napiVersion: v1\nkind: List\nitems:\n  - {{apiVersion: v1, kind: ConfigMap, metadata: {{name: b}}}} # {MARKER}\n",
    ],
)
def test_what_is_no_marker_behind_a_text_marks_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(FOO + text)
    objects = include(tmp_path).objects
    assert objects
    assert [marked(o.manifest) for o in objects] == [{}] * len(objects)


@pytest.mark.parametrize("text", ["  tag: 15", "  tag: 1.20", "  tag:\n    ~", "  <<:\n    tag: web"])
def test_a_marker_that_would_get_lost_is_told_at_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(f"{FOO}{text} # {MARKER}\n")
    [f] = refused(tmp_path)
    assert (f.code, f.object) == ("K8S913", read_manifests([str(tmp_path)])[0].id)
    assert f.origin is not None
    assert (f.origin.file, f.origin.line) == (str(tmp_path / "a.yaml"), (FOO + text).count("\n") + 1)
    assert include(tmp_path, without=["Foo/a"]).objects == []


def test_markers_stay_in_files_of_any_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "_READ_TWICE", 10)
    (tmp_path / "a.yaml").write_text(WEB.replace("web:1.4.2", 'web:1.4.2 # {"$imagepolicy": "flux-system:web"}'))
    image = include(tmp_path).find("Deployment", "web").manifest["spec"]["template"]["spec"]["containers"][0]["image"]
    assert type(image) is Marked


def test_objects_of_one_name_get_numbers(tmp_path: Path) -> None:
    pods: list[dict[str, Any]] = [{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": n}} for n in ("a", "a-2", "a", "a", "a-2")]
    (tmp_path / "a.yaml").write_text(dump_all(pods))
    assert [o.id for o in include(tmp_path).objects] == ["Pod-a", "Pod-a-2", "Pod-a-3", "Pod-a-4", "Pod-a-2-2"]


def test_odd_names_give_ids_that_are_ids(tmp_path: Path) -> None:
    names = ["system:node", "A b", "x" * 300]
    (tmp_path / "a.yaml").write_text(
        dump_all(
            [
                *({"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": n}} for n in names),
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"generateName": "job-"}},
                {"apiVersion": "v1", "metadata": {"name": "no-kind"}},
            ]
        )
    )
    ids = [o.id for o in include(tmp_path).objects]
    assert ids == ["ClusterRole-system-node", "ClusterRole-A-b", f"ClusterRole-{'x' * 188}", "Pod-job--", "no-kind"]


def test_the_output_of_every_example_included_gives_the_same_objects() -> None:
    folders = sorted(p for p in (Path(__file__).parents[2] / "dist").iterdir() if p.is_dir())
    assert folders
    tried = 0
    for folder in folders:
        read = read_manifests([str(folder)])
        if read.skipped or any("sops" in m.object for m in read):
            continue
        tried += 1
        included = [o.manifest for o in Include(Chart(App(), "x"), "old", path=str(folder)).objects]
        assert included == [m.object for m in read]
    assert tried > 2


SCALARS = st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=20)
DATA = st.recursive(
    SCALARS, lambda d: st.lists(d, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=8), d, max_size=3), max_leaves=8
)


@given(st.lists(st.dictionaries(st.text(min_size=1, max_size=8), DATA, max_size=4), max_size=4))
def test_every_value_arrives_as_it_stands_in_the_file(extra: list[dict[str, Any]]) -> None:
    import tempfile

    objects = [
        {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": f"t{i}"}, "spec": spec} for i, spec in enumerate(extra)
    ]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.yaml").write_text(dump_all(objects) or "---\n", encoding="utf-8")
        assert [o.manifest for o in include(folder).objects] == objects
