"""Programs that use cdk8s in unusual ways: `k8skit synth --app` gives the objects that cdk8s writes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import cdk8s
import pytest

from k8skit import ConfigMap
from k8skit.cdk8s.noise import Quiet
from k8skit.cli import main
from k8skit.errors import CheckError
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = """\
import cdk8s
import cdk8s_plus_36 as kplus
import jsii
from constructs import Construct, IValidation
from k8skit import ConfigMap, WebService

IMAGE = "registry.example.com/a:1"
"""
OVERRIDES = """\
class Shop(cdk8s.Chart):
    def __init__(self, scope, id, **given):
        super().__init__(scope, id, **given)
        self.web = kplus.Deployment(self, "web", containers=[kplus.ContainerProps(image=IMAGE, port_number=80, resources=None)], replicas=2)
        self.web.metadata.add_annotation("example.com/a", "b")
        self.web.expose_via_service(ports=[kplus.ServicePort(port=80)]).metadata.add_label("x", "y")
        object = cdk8s.ApiObject.of(self.web)
        object.add_json_patch(cdk8s.JsonPatch.replace("/spec/replicas", 5), cdk8s.JsonPatch.add("/metadata/labels", {"q": "r"}))
        object.add_json_patch(cdk8s.JsonPatch.remove("/spec/template/spec/containers/0/resources"))

    def generate_object_name(self, object):
        return cdk8s.Names.to_dns_label(object, max_len=40, include_hash=False) + "-own"


@jsii.implements(IValidation)
class Fine:
    def validate(self):
        return []


app = cdk8s.App(record_construct_metadata=True, yaml_output_type=cdk8s.YamlOutputType.KIND)
shop = Shop(app, "shop", namespace="shop", labels={"team": "a"}, disable_resource_name_hashes=True)
shop.node.add_validation(Fine())
shop.node.add_metadata("k", "v")
plain = cdk8s.ApiObject(Construct(shop, "group"), "plain", api_version="v1", kind="ConfigMap")
assert cdk8s.Chart.of(plain).node.id == "shop"
other = cdk8s.Chart(shop, "other", disable_resource_name_hashes=True)
cdk8s.ApiObject(other, "plain", api_version="v1", kind="ConfigMap", metadata={"annotations": {"a": "b"}, "finalizers": ["example.com/f"]})
shop.add_dependency(other)
app.synth()
"""
INCLUDED = """\
# only a comment
---
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: one
data: {a: "yes", b: "012", c: "1e3", d: "~"}
---
null
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: anchored
data: &data
  text: |
    two
    lines
binaryData: {}
---
apiVersion: v1
kind: Service
metadata:
  name: headless
spec: {clusterIP: None, ports: [{port: 80}]}
...
"""
INCLUDE = """\
app = cdk8s.App()
chart = cdk8s.Chart(app, "included", namespace="shop", labels={"a": "b"})
included = cdk8s.Include(chart, "file", url="objects.yaml")
for object in included.api_objects:
    if object.kind == "ConfigMap":
        object.metadata.add_label("seen", "1")
        object.add_json_patch(cdk8s.JsonPatch.add("/data/more", "x"))
app.synth()
"""
CHANGED = """\
app = cdk8s.App()
chart = cdk8s.Chart(app, "shop", namespace="shop", labels={"a": "b"})
web = WebService(chart, "web", image=IMAGE)
settings = ConfigMap(chart, "settings", data={"b": "c"})
object = cdk8s.ApiObject.of(chart.node.find_child("web"))
object.metadata.add_label("late", "1")
object.metadata.add_annotation("example.com/late", "1")
object.add_json_patch(cdk8s.JsonPatch.copy("/metadata/labels/late", "/metadata/labels/later"))
object.add_json_patch(cdk8s.JsonPatch.move("/metadata/labels/later", "/metadata/labels/latest"), cdk8s.JsonPatch.test("/kind", "Deployment"))
settings = cdk8s.ApiObject.of(chart.node.find_child("settings"))
settings.add_json_patch(cdk8s.JsonPatch.replace("/data/b", "d"))
settings.add_dependency(object)
app.synth()
"""
LAZY = """\
@jsii.implements(cdk8s.IAnyProducer)
class Late:
    def produce(self):
        return state["name"]


state = {}
app = cdk8s.App()
for name in ("dev", "prod"):
    object = cdk8s.ApiObject(cdk8s.Chart(app, name), "late", api_version="v1", kind="ConfigMap")
    object.metadata.add("generateName", cdk8s.Lazy.any(Late()))
    object.metadata.add("labels", {"own": cdk8s.Lazy.any(Late())})
    state["name"] = name
app.synth()
state["name"] = "later"
cdk8s.ApiObject(cdk8s.Chart(app, "later"), "later", api_version="v1", kind="ConfigMap")
"""
SEVERAL = """\
class Base(kplus.Deployment):
    def __init__(self, scope, id, **given):
        super().__init__(scope, id, containers=[kplus.ContainerProps(image=IMAGE)], **given)


app = cdk8s.App(outdir="out")
values = [dict(replicas=n, termination_grace_period=cdk8s.Duration.seconds(10 * n)) for n in (1, 2)]
charts = [cdk8s.Chart(app, f"c{i}", labels={"n": str(i)}) for i in range(2)]
for chart, given in zip(reversed(charts), values):
    base = Base(Construct(chart, "in"), "web", **given)
    base.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.is_("a", "b")))
    role = kplus.Role(chart, "role")
    role.allow_read(kplus.ApiResource.PODS)
    role.bind(kplus.ServiceAccount(chart, "account"))
    kplus.Job(chart, "job", containers=[{"image": IMAGE, "envVariables": {"A": kplus.EnvValue.from_value("1")}}], ttl_after_finished=cdk8s.Duration.days(1))
charts[0].add_dependency(charts[1])
assert [c.node.id for c in app.charts] == ["c1", "c0"]
assert app.synth_yaml().count("kind: Job") == 2
app.synth()
"""
TYPES = ("FILE_PER_APP", "FILE_PER_CHART", "FILE_PER_RESOURCE", "FOLDER_PER_CHART_FILE_PER_RESOURCE")
PROGRAMS = {
    **{f"overrides, {kind}": OVERRIDES.replace("KIND", kind) for kind in TYPES},
    "a file with odd documents": INCLUDE,
    "k8skit's objects changed in cdk8s' ways": CHANGED,
    "lazy values": LAZY,
    "several charts of one class": SEVERAL,
}


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "objects.yaml").write_text(INCLUDED)

    def run(lines: str, *words: str) -> tuple[int, str]:
        (tmp_path / "main.py").write_text(HEAD + lines.replace("objects.yaml", str(tmp_path / "objects.yaml")))
        code = main([*(words or ("synth", "--stdout")), "--app", "main.py"])
        caught = capsys.readouterr()
        return code, caught.out if not code and not words else caught.out + caught.err

    return run


Run = Any


def _sorted(objects: list[Any]) -> list[str]:
    return sorted(map(repr, map(_canonical, objects)))


def _canonical(value: Any) -> Any:
    """Keys in order; quantities, which k8skit writes in their canonical form, and what is null, which cdk8s leaves out, set aside."""
    if isinstance(value, dict):
        return {k: _canonical(v) for k, v in sorted(value.items()) if k not in ("limits", "requests")}
    return [_canonical(v) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_unusual_program_gives_the_objects_that_cdk8s_writes(name: str, run: Run, tmp_path: Path) -> None:
    code, said = run(PROGRAMS[name])
    assert code == 0, said
    ours = [d.object for d in load_all(said, "x")]
    subprocess.run([sys.executable, "main.py"], cwd=tmp_path, check=True, capture_output=True)
    theirs = [d.object for f in tmp_path.rglob("*.yaml") if f.name != "objects.yaml" for d in load_all(f.read_text(), str(f))]
    assert len(ours) > 1
    assert _sorted(ours) == _sorted(theirs)


def test_what_cdk8s_puts_into_an_object_of_k8skit_is_checked(run: Run) -> None:
    app = cdk8s.Testing.app()
    chart = cdk8s.Chart(app, "shop")
    ConfigMap(chart, "settings", data={"a": "b"})
    object = cdk8s.ApiObject.of(chart.node.find_child("settings"))
    object.add_json_patch(cdk8s.JsonPatch.add("/dat", {}))
    with pytest.raises(CheckError, match="dat"):
        cdk8s.Testing.synth(chart)
    line = CHANGED.partition("app.synth()")[0].count("\n") + HEAD.count("\n") + 1
    for change, code, text in (
        ('add("/spec/replcas", 3)', "K8S101", "did you mean replicas?"),
        ('test("/kind", "Foo")', "K8S981", "Test operation failed"),
        ('add("/a/b/c", 3)', "K8S981", "a JSON patch goes to a place that the object does not have"),
    ):
        exit_code, said = run(CHANGED.replace("app.synth()", f"object.add_json_patch(cdk8s.JsonPatch.{change})\napp.synth()"), "check")
        assert exit_code == 1
        assert said.count("error[") == 1, said
        assert f"error[{code}]" in said
        assert text in said
        assert code == "K8S101" or f"main.py:{line}" in said


def test_a_circle_of_dependencies_is_told_at_one_of_its_members(run: Run) -> None:
    lines = "app = cdk8s.App()\na = cdk8s.Chart(app, 'a')\nb = cdk8s.Chart(app, 'b')\nx = ConfigMap(a, 'x', data={'a': 'b'})\n"
    lines += "y = cdk8s.ApiObject(b, 'y', api_version='v1', kind='ConfigMap')\na.add_dependency(b)\nb.add_dependency(a)\napp.synth()\n"
    code, said = run(lines, "check")
    assert code == 1
    assert "error[K8S981]: Dependency cycle detected: " in said
    assert f"main.py:{HEAD.count(chr(10)) + 2}  Chart a\n" in said
    assert "Cdk8sApp" not in said


def test_a_file_that_is_not_there_is_told_without_the_noise_of_node(tmp_path: Path) -> None:
    lines = "app = cdk8s.App()\ncdk8s.Include(cdk8s.Chart(app, 'a'), 'b', url='no.yaml')\napp.synth()\n"
    (tmp_path / "main.py").write_text(HEAD + lines)
    words = [sys.executable, "-m", "k8skit", "check", "--app", "main.py"]
    done = subprocess.run(words, cwd=tmp_path, check=False, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 2
    said = "error[K8S981]: unable to determine protocol from url: no.yaml\n"
    at = f"  --> main.py:{HEAD.count(chr(10)) + 2}  Include a/b\n"
    help = "  help  there is no such file, seen from the folder where the program started; an address begins with https://\n"
    assert done.stdout + done.stderr == f"{said}{at}{help}\n1 error\n"


def test_only_the_noise_is_left_out() -> None:
    import base64

    quiet = Quiet(base64)

    def shown(text: str) -> str:
        return quiet.b64decode(base64.b64encode(text.encode())).decode()

    noise = "file:///x/lib/_loadurl.mjs:29\n    throw new Error();\n\nError: no\n    at x\n\nNode.js v24.1.0\n"
    assert shown("a\n" + noise + "b\n") == "a\nb\n"
    assert shown(noise[:50]) == ""
    assert shown(noise[50:] + "c") == "c"
    assert shown("/x/_loadurl.js is fine\n") == "/x/_loadurl.js is fine\n"
    assert quiet.b64encode(b"a") == b"YQ=="


def test_the_value_of_a_secret_of_cdk8s_is_silenced_by_an_annotation(run: Run) -> None:
    lines = "app = cdk8s.App()\ns = kplus.Secret(cdk8s.Chart(app, 'a'), 'b', string_data={'c': 'd'})\n{}\napp.synth()\n"
    code, said = run(lines, "check")
    assert code == 1
    assert "error[K8S970]" in said
    assert "annotation silence.k8skit.dev/K8S970 with the reason" in said
    code, said = run(lines.replace("{}", "s.metadata.add_annotation('silence.k8skit.dev/K8S970', 'public')"), "check")
    assert (code, said) == (0, "no findings in 1 object\n")


VALIDATED = """\
@jsii.implements(IValidation)
class Asked:
    def validate(self):
        {}


app = cdk8s.App()
chart = cdk8s.Chart(app, "shop")
Construct(chart, "group").node.add_validation(Asked())
cdk8s.Chart(app, "empty")
{}
app.synth()
"""
OF_CDK8S = 'cdk8s.ApiObject(chart, "x", api_version="v1", kind="ConfigMap")'
OF_K8SKIT = 'ConfigMap(chart, "x", data={"a": "b"})'


@pytest.mark.parametrize("made", [OF_CDK8S, OF_K8SKIT, f"{OF_CDK8S}; {OF_K8SKIT.replace('x', 'y')}", ""])
def test_validations_of_the_program_are_asked_whatever_it_makes(made: str, run: Run) -> None:
    code, said = run(VALIDATED.format("return ['the group is bad', 'very bad']", made), "check")
    assert code == 1
    assert said.count("error[K8S912]") == 2, said
    assert "error[K8S912]: the group is bad\n" in said
    assert "shop/group" in said
    code, said = run(VALIDATED.format("raise ValueError('oops')", made), "check")
    assert code == 1
    assert said.count("error[") == 1
    assert "oops" in said
    assert "Traceback" not in said
    code, said = run(VALIDATED.format("return []", made), "check")
    assert code == 0, said
