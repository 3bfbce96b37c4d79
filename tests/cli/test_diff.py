"""`k8skit check --diff`: the diff has the fixes and nothing else, can be applied, and then the findings are gone."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

WORKLOAD = """\
# the web
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    version: 1.10   # as released
spec:
  replicas: 3
  selector:
    matchLabels: {app: "web"}
  template:
    metadata: {labels: {app: "web"}}
    spec:
      # runs as web
      serviceAccount: web
      containers:
      - name: 'main'
        image: registry.example.com/web:1
        image_pull_policy: Always
        env:
        - {name: DEBUG, value: yes}
        args: [--port, 8080]
        ports:
        - container_port: 8080
          protocol: tcp
"""
AUTOSCALER = """\
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  minReplicas: 2
  maxReplicas: 4
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]
"""
DISRUPTION = """\
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: {name: web}
spec:
  maxUnavailable: 1
  selector: {matchLabels: {app: web}}
"""
SCOPE = "apiVersion: v1\nkind: Namespace\nmetadata:\n  namespace: shop # not here\n  name: shop\n"
SETTINGS = "apiVersion: v1\r\nkind: ConfigMap\r\nmetadata:\r\n  name: s\r\n  annotations: {example.com/a: true}\r\ndata:\r\n  port: 0x50"
ITEMS = """\
{"kind": "List", "apiVersion": "v1", "items": [
  {"apiVersion": "v1", "kind": "ConfigMap", "metaData": {"name": "a"}},
  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}, "data": {"k": 1}}
]}
"""

FILES = {
    "web.yaml": WORKLOAD + AUTOSCALER,
    "budget.yaml": DISRUPTION,
    "scope of it.yaml": SCOPE,
    "crlf.yaml": SETTINGS,
    "more/items.json": ITEMS,
}
CODES = {
    "web.yaml": ["K8S101", "K8S101", "K8S102", "K8S102", "K8S102", "K8S104", "K8S502", "K8S509"],
    "budget.yaml": ["K8S601"],
    "scope of it.yaml": ["K8S127"],
    "crlf.yaml": ["K8S102", "K8S102"],
    "more/items.json": ["K8S101", "K8S102"],
}
TOOLS = [["patch", "-p0", "--binary"], ["git", "apply", "-p0"]]


def found(project: Project, name: str) -> list[str]:
    """The codes of all findings on a file, sorted; those of fixes that `-p0` brought are in them."""
    return sorted(f["code"] for f in json.loads(project.run("check", "-f", name, "--format", "json").out))


@pytest.fixture
def written(project: Project) -> Project:
    for name, text in FILES.items():
        path = project.write(name, "")
        path.write_bytes(text.encode())
    return project


@pytest.mark.parametrize("tool", TOOLS, ids=[tool[0] for tool in TOOLS])
@pytest.mark.parametrize("name", FILES)
def test_after_the_diff_is_applied_what_had_a_fix_is_gone_and_nothing_new_is_there(written: Project, tool: list[str], name: str) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"{tool[0]} is not installed")
    before = json.loads(written.run("check", "-f", name, "--format", "json").out)
    fixed = [f["code"] for f in before if "fix" in f]
    assert sorted(fixed) == CODES[name]
    _, diff, err = written.run("check", "-f", name, "--diff")
    assert f"; {len(fixed)} fix{'es' if len(fixed) > 1 else ''} in the diff\n" in err
    done = subprocess.run(tool, input=diff.encode(), cwd=written.folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert found(written, name) == sorted(f["code"] for f in before if "fix" not in f)
    assert written.run("check", "-f", name, "--diff").out == ""


def test_only_the_lines_with_fixes_change(written: Project) -> None:
    _, diff, _ = written.run("check", "-f", "web.yaml", "--diff")
    changed = [line for line in diff.split("\n")[2:] if line[:1] in ("-", "+")]
    assert changed == [
        "-    version: 1.10   # as released",
        '+    version: "1.10"   # as released',
        "-  replicas: 3",
        "-      serviceAccount: web",
        "+      serviceAccountName: web",
        "-        image_pull_policy: Always",
        "+        imagePullPolicy: Always",
        "-        - {name: DEBUG, value: yes}",
        "-        args: [--port, 8080]",
        '+        - {name: DEBUG, value: "yes"}',
        '+        args: [--port, "8080"]',
        "-        - container_port: 8080",
        "-          protocol: tcp",
        "+        - containerPort: 8080",
        "+          protocol: TCP",
    ]
    assert (written.folder / "web.yaml").read_text() == FILES["web.yaml"]


def test_the_json_report_has_the_text_of_the_file(written: Project) -> None:
    report = json.loads(written.run("check", "-f", "crlf.yaml", "more", "--format", "json").out)
    assert [f["fix"] for f in report if "fix" in f] == [
        [{"op": "replace", "path": "/metadata/annotations/example.com~1a", "value": "true"}],
        [{"op": "replace", "path": "/data/port", "value": "0x50"}],
        [{"op": "move", "from": "/metaData", "path": "/metadata"}],
        [{"op": "replace", "path": "/data/k", "value": "1"}],
    ]


def test_what_cannot_be_shown_as_text_is_counted(project: Project) -> None:
    project.write("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: &x {a: 1}}\ndata: *x\n")
    code, out, err = project.run("check", "-f", "a.yaml", "--diff")
    assert (code, out, err) == (1, "", "2 errors in 1 object; 0 fixes in the diff, 2 fixes cannot be shown as text\n")
    assert not any("fix" in f for f in json.loads(project.run("check", "-f", "a.yaml", "--format", "json").out))


def test_standard_input_has_no_file_to_change(project: Project) -> None:
    done = project.process("check", "-f", "-", "--diff", input=SCOPE)
    assert (done.code, done.out) == (0, "")
    assert done.err == "1 warning in 1 object; 0 fixes in the diff, 1 fix cannot be shown as text\n"


def test_the_value_of_a_secret_is_never_shown(project: Project) -> None:
    secret = "apiVersion: v1\nkind: Secret\nmetaData:\n  name: a\nstringData:\n  pin: 4711\n"
    project.write("a.yaml", secret)
    for words in (["--diff"], ["--format", "json"], []):
        result = project.run("check", "-f", "a.yaml", *words)
        assert "4711" not in result.out + result.err
    assert "1 fix cannot be shown as text" in project.run("check", "-f", "a.yaml", "--diff").err
    project.write("a.yaml", secret.replace("stringData:\n", "type: Opaque\nimmutable: true\n\nstringData:\n"))
    assert "+metadata:\n" in project.run("check", "-f", "a.yaml", "--diff").out


def test_a_good_file_has_no_diff(project: Project) -> None:
    project.write("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
    assert tuple(project.run("check", "-f", "a.yaml", "--diff")) == (0, "", "no findings in 1 object; 0 fixes in the diff\n")
    assert tuple(project.run("check", "-q", "-f", "a.yaml", "--diff")) == (0, "", "")


def test_what_cannot_be_read_is_told(project: Project) -> None:
    project.write("a.yaml", "a: [\n")
    code, out, err = project.run("check", "-f", "a.yaml", "--diff")
    assert (code, out) == (1, "")
    assert "error[K8S920]" in err


def test_a_format_and_a_diff_exclude_each_other(project: Project) -> None:
    code, out, err = project.run("check", "--diff", "--format", "json")
    assert (code, err) == (2, "")
    assert "--diff and --format exclude each other" in out


def test_a_fix_of_an_app_names_the_construct(project: Project) -> None:
    project.app('ApiObject(shop, "b", {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}, "data": {"p": 80, "q": "r"}})')
    code, out, err = project.run("check", "--diff")
    assert (code, err) == (1, "1 error in 1 object; 1 fix in the diff\n")
    assert out == (
        "--- ApiObject shop/b, app.py:4: ConfigMap b\t\n+++ ApiObject shop/b, app.py:4: ConfigMap b\t\n@@ -3,5 +3,5 @@ ConfigMap b\n"
        " metadata:\n   name: b\n data:\n-  p: 80\n+  p: '80'\n   q: r\n"
    )


def test_a_fix_of_an_app_never_shows_the_value_of_a_secret(project: Project) -> None:
    project.app(
        'ApiObject(shop, "b", {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "b", "labels": {"a": 1}}, "stringData": {"p": "4711"}})'
    )
    _, out, _ = project.run("check", "--diff")
    assert "+    a: '1'\n" in out
    assert "4711" not in out
