"""The mistakes that other generators let through: each stops synth at the user's line, without a traceback, and nothing is written."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
from k8skit import *
from k8skit.api.apps import v1 as apps
app = App()
c = Chart(app, "c", namespace="shop")
web = dict(image="registry.example.com/web:1")
def deployment(metadata=None, container=None, **spec):
    box = {"name": "main", "image": "x:1", **(container or {})}
    pod = {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [box], **spec.pop("pod", {})}}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", **(metadata or {})},
            "spec": {"selector": {"matchLabels": {"app": "web"}}, "template": pod, **spec}}
"""
LINE = HEAD.count("\n") + 1

MISTAKES = {
    "unknown parameter": ('WebService(c, "web", **web, prt=80)', "K8S901", ["prt", "did you mean port?"]),
    "wrong type": ('WebService(c, "web", **web, replicas="3")', "K8S902", ["replicas", "got", '"3"']),
    "bool for int": ('WebService(c, "web", **web, replicas=True)', "K8S902", ["replicas", "True"]),
    "port 70000": ('WebService(c, "web", **web, port=70000)', "K8S902", ["port", "70000", "65535"]),
    "port 70000 in a manifest": (
        'ApiObject(c, "web", deployment(container={"ports": [{"containerPort": 70000}]}))',
        "K8S123",
        ["spec.template.spec.containers[0].ports[0].containerPort", "70000"],
    ),
    "bad name": ('WebService(c, "Web_1", **web)', "K8S", ["Web_1", "lower case"]),
    "bad name in a manifest": ('ApiObject(c, "x", deployment({"name": "Web_1"}))', "K8S120", ["metadata.name", "Web_1"]),
    "duplicate id": ('[WebService(c, "web", **web) for _ in range(2)]', "K8S904", ["'web'", f"app.py:{LINE}"]),
    "misspelled field at top": ('ApiObject(c, "x", {**deployment(), "spce": {}})', "K8S101", ["spce", "spec"]),
    "misspelled field in a pod": (
        'ApiObject(c, "x", deployment(pod={"restartPolcy": "Always"}))',
        "K8S101",
        ["spec.template.spec.restartPolcy", "restartPolicy"],
    ),
    "misspelled field in a list": (
        'ApiObject(c, "x", deployment(container={"imagge": "y"}))',
        "K8S101",
        ["spec.template.spec.containers[0].imagge", "image"],
    ),
    "misspelled field of a typed kind": ('apps.Deployment(c, "x", spec={"replica": 3})', "K8S101", ["spec.replica", "replicas"]),
    "wrong enum": (
        'ApiObject(c, "x", deployment(container={"imagePullPolicy": "always"}))',
        "K8S104",
        ["imagePullPolicy", "always", "Always"],
    ),
    "quantity with a blank": ('WebService(c, "web", **web, resources=Resources(memory="1 Gi"))', "K8S902", ["memory", "1 Gi"]),
    "quantity with a blank in a manifest": (
        'ApiObject(c, "x", deployment(container={"resources": {"requests": {"memory": "1 Gi"}}}))',
        "K8S106",
        ["containers[0].resources.requests", "1 Gi"],
    ),
    "metaData": (
        'ApiObject(c, "x", {"apiVersion": "v1", "kind": "ConfigMap", "metaData": {"name": "x"}})',
        "K8S101",
        ["metaData", "metadata"],
    ),
    "labls": ('ApiObject(c, "x", deployment({"labls": {"a": "b"}}))', "K8S101", ["metadata.labls", "labels"]),
    "kind Deploymnt": ('ApiObject(c, "x", {**deployment(), "kind": "Deploymnt"})', "K8S110", ["Deploymnt", "Deployment"]),
    "label b c": ('ApiObject(c, "x", deployment({"labels": {"a": "b c"}}))', "K8S121", ["metadata.labels", "b c"]),
    "label b c by a construct": ('WebService(c, "web", **web, labels={"a": "b c"})', "K8S902", ["labels", "b c"]),
    "one object twice": (
        '[ApiObject(c, i, deployment()) for i in ("x", "y")]',
        "K8S301",
        ["Deployment", "web", f"app.py:{LINE}"],
    ),
    "missing required": ('ApiObject(c, "x", {"apiVersion": "apps/v1", "kind": "Deployment", "spec": {}})', "K8S103", ["spec.selector"]),
    "missing parameter": ('WebService(c, "web")', "K8S903", ["image"]),
    "id that leaves the folder": ('Chart(app, "../../evil")', "K8S904", ["../../evil"]),
    "name that leaves the folder": ('ApiObject(c, "x", deployment({"name": "../../evil"}))', "K8S120", ["../../evil"]),
    "env value 1": ('WebService(c, "web", **web, env={"A": 1})', "K8S902", ["env['A']", "1"]),
    "env value 1 in a manifest": (
        'ApiObject(c, "x", deployment(container={"env": [{"name": "A", "value": 1}]}))',
        "K8S102",
        ["containers[0].env[0].value", "1"],
    ),
    "scope and id swapped": ('WebService("web", c, **web)', "K8S905", ["scope"]),
    "selector without its label": (
        'ApiObject(c, "x", deployment(selector={"matchLabels": {"app": "other"}}))',
        "K8S",
        ["spec.selector", "other"],
    ),
    "patch that changes nothing": (
        'ApiObject(c, "x", deployment(replicas=3)).patch({"spec": {"replicas": 3}})',
        "K8S908",
        ["changes nothing"],
    ),
    "patch with a wrong path": (
        'ApiObject(c, "x", deployment()).patch([{"op": "replace", "path": "/spec/replcas", "value": 1}])',
        "K8S909",
        ["/spec/replcas"],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_stops_synth_at_its_line(mistake: str, tmp_path: Path) -> None:
    code_line, code, parts = MISTAKES[mistake]
    (tmp_path / "app.py").write_text(f"{HEAD}{code_line}\napp.synth()\n")
    done = subprocess.run([sys.executable, "-m", "k8skit", "synth"], cwd=tmp_path, capture_output=True, text=True, check=False)
    said = done.stderr
    assert done.returncode in (1, 2), said
    assert f"error[{code}" in said
    assert f"app.py:{LINE}" in said
    assert "Traceback" not in said
    for part in parts:
        assert part in said
    assert done.stdout == ""
    assert not (tmp_path / "dist").exists()
