"""The mistakes that cdk8s lets through are caught when k8skit runs a program of cdk8s."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from k8skit.cli import main

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
import cdk8s
import cdk8s_plus_36 as kplus
from cdk8s_plus_36 import k8s
app = cdk8s.App()
c = cdk8s.Chart(app, "c", namespace="shop")
class Raw(cdk8s.ApiObject):
    def __init__(self, scope, id, object):
        super().__init__(scope, id, api_version=object["apiVersion"], kind=object["kind"], metadata=object.get("metadata"))
        fields = {k: v for k, v in object.items() if k not in ("apiVersion", "kind", "metadata")}
        self.add_json_patch(*[cdk8s.JsonPatch.add(f"/{k}", v) for k, v in fields.items()])
def deployment(metadata=None, container=None, **spec):
    box = {"name": "main", "image": "x:1", **(container or {})}
    pod = {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [box], **spec.pop("pod", {})}}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", **(metadata or {})},
            "spec": {"selector": {"matchLabels": {"app": "web"}}, "template": pod, **spec}}
def typed(container=None, **spec):
    box = k8s.Container(**{"name": "main", "image": "x:1", **(container or {})})
    template = k8s.PodTemplateSpec(metadata=k8s.ObjectMeta(labels={"app": "web"}), spec=k8s.PodSpec(containers=[box]))
    return {"selector": {"match_labels": {"app": "web"}}, "template": template, **spec}
def plus(**more):
    return {"containers": [{"image": "x:1", **more}]}
"""
LINE = HEAD.count("\n") + 1

OF_CDK8S = {
    "unknown parameter": ('cdk8s.ApiObject(c, "x", api_version="v1", kind="ConfigMap", dta={})', "K8S981", ["dta"]),
    "unknown parameter, cdk8s-plus": ('kplus.Deployment(c, "web", **plus(), replica=3)', "K8S981", ["did you mean replicas?"]),
    "unknown parameter of a struct": ('kplus.ContainerProps(image="x:1", prt=80)', "K8S981", ["ContainerProps", "did you mean port?"]),
    "misspelled field at top": ('Raw(c, "x", {**deployment(), "spce": {}})', "K8S101", ["spce", "spec"]),
    "misspelled field at top, typed": ('k8s.KubeDeployment(c, "x", spce={})', "K8S981", ["did you mean spec?"]),
    "misspelled field in a pod": ('Raw(c, "x", deployment(pod={"restartPolcy": "Always"}))', "K8S101", ["restartPolicy"]),
    "misspelled field in a pod, typed": (
        'k8s.PodSpec(containers=[], restart_polcy="Always")',
        "K8S981",
        ["PodSpec has no parameter", "did you mean restart_policy?"],
    ),
    "misspelled field in a list": ('Raw(c, "x", deployment(container={"imagge": "y"}))', "K8S101", ["containers[0].imagge", "image"]),
    "misspelled field in a list, typed": (
        'k8s.KubePod(c, "x", spec={"containers": [{"name": "a", "image": "x:1", "imagge": "y"}]})',
        "K8S981",
        ["KubePod c/x  (spec.containers[0].imagge)", "did you mean image?"],
    ),
    "misspelled field in a list, cdk8s-plus": (
        'kplus.Deployment(c, "x", **plus(prt=80))',
        "K8S981",
        ["Deployment c/x  (containers[0].prt)", "did you mean port?"],
    ),
    "wrong type": ('Raw(c, "x", deployment(replicas="3"))', "K8S102", ["spec.replicas", '"3"']),
    "wrong type, typed": ('k8s.KubeDeployment(c, "x", spec=typed(replicas="3"))', "K8S981", ["replicas", "got str"]),
    "wrong type, cdk8s-plus": ('kplus.Deployment(c, "x", **plus(), replicas="3")', "K8S981", ["replicas", "got str"]),
    "bool for int": ('kplus.Deployment(c, "x", **plus(), replicas=True)', "K8S981", ["must be a number", "got   true"]),
    "port 70000": ('Raw(c, "x", deployment(container={"ports": [{"containerPort": 70000}]}))', "K8S123", ["70000"]),
    "port 70000, typed": (
        'k8s.KubeDeployment(c, "x", spec=typed({"ports": [k8s.ContainerPort(container_port=70000)]}))',
        "K8S123",
        ["containers[0].ports[0].containerPort", "70000"],
    ),
    "port 70000, cdk8s-plus": (
        'kplus.Deployment(c, "x", **plus(portNumber=70000, startup=kplus.Probe.from_command(["true"])))',
        "K8S123",
        ["containers[0].ports[0].containerPort", "70000"],
    ),
    "bad name": ('Raw(c, "x", deployment({"name": "Web_1"}))', "K8S120", ["metadata.name", "Web_1"]),
    "bad name, cdk8s-plus": ('kplus.ConfigMap(c, "x", metadata={"name": "Web_1"})', "K8S120", ["metadata.name", "Web_1"]),
    "bad name from an id": ('kplus.ConfigMap(c, "Web_1")', "K8S120", ["metadata.name", "c-web_1-"]),
    "bad namespace of a chart": (
        'kplus.ConfigMap(cdk8s.Chart(app, "d", namespace="N_s"), "x")',
        "K8S126",
        ["metadata.namespace", "N_s"],
    ),
    "duplicate id": ('[kplus.ConfigMap(c, "x") for _ in range(2)]', "K8S981", ["already has a construct with the id 'x'"]),
    "wrong enum": ('Raw(c, "x", deployment(container={"imagePullPolicy": "always"}))', "K8S104", ["always", "Always"]),
    "wrong enum, typed": ('k8s.KubeDeployment(c, "x", spec=typed({"image_pull_policy": "always"}))', "K8S104", ["always", "Always"]),
    "wrong enum, cdk8s-plus": (
        'kplus.Deployment(c, "x", **plus(imagePullPolicy="always"))',
        "K8S981",
        ["containers[0].imagePullPolicy", "always"],
    ),
    "quantity with a blank": (
        'Raw(c, "x", deployment(container={"resources": {"requests": {"memory": "1 Gi"}}}))',
        "K8S106",
        ["containers[0].resources.requests", "1 Gi"],
    ),
    "quantity with a blank, typed": (
        'k8s.KubeDeployment(c, "x", spec=typed({"resources": {"requests": {"memory": k8s.Quantity.from_string("1 Gi")}}}))',
        "K8S106",
        ["1 Gi"],
    ),
    "metaData": ('Raw(c, "x", {"apiVersion": "v1", "kind": "ConfigMap", "metaData": {"name": "x"}})', "K8S101", ["metaData", "metadata"]),
    "labls": (
        'cdk8s.ApiObject(c, "x", api_version="v1", kind="ConfigMap", metadata={"labls": {"a": "b"}})',
        "K8S981",
        ["labls", "did you mean labels?"],
    ),
    "kind Deploymnt": ('Raw(c, "x", {**deployment(), "kind": "Deploymnt"})', "K8S110", ["Deploymnt", "Deployment"]),
    "label b c": ('Raw(c, "x", deployment({"labels": {"a": "b c"}}))', "K8S121", ["metadata.labels", "b c"]),
    "label b c, cdk8s-plus": ('kplus.ConfigMap(c, "x").metadata.add_label("a", "b c")', "K8S121", ["metadata.labels", "b c"]),
    "label b c of a chart": ('kplus.ConfigMap(cdk8s.Chart(app, "d", labels={"a": "b c"}), "x")', "K8S121", ["metadata.labels", "b c"]),
    "one object twice": ('[Raw(c, i, deployment()) for i in ("x", "y")]', "K8S301", ["Deployment shop/web", f"main.py:{LINE}"]),
    "one object twice, cdk8s-plus": (
        '[kplus.ConfigMap(c, i, metadata={"name": "web"}) for i in ("x", "y")]',
        "K8S301",
        ["ConfigMap shop/web", f"main.py:{LINE}"],
    ),
    "one object in two charts": (
        '[kplus.ConfigMap(cdk8s.Chart(app, i, namespace="n"), i, metadata={"name": "web"}) for i in ("x", "y")]',
        "K8S301",
        ["ConfigMap n/web"],
    ),
    "missing required": (
        'Raw(c, "x", {"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"selector": {}}})',
        "K8S103",
        ["spec.template"],
    ),
    "missing required, typed": ('k8s.KubeDeployment(c, "x", spec={"replicas": 1})', "K8S981", ["needs selector and template"]),
    "missing required, cdk8s-plus": ('kplus.Deployment(c, "x")', "K8S981", ["PodSpec must have at least 1 container"]),
    "chart that leaves the folder": ('kplus.ConfigMap(cdk8s.Chart(app, "../../evil"), "x")', "K8S120", ["evil"]),
    "id that leaves the folder": ('kplus.ConfigMap(c, "../../evil")', "K8S120", ["evil"]),
    "name that leaves the folder": ('Raw(c, "x", deployment({"name": "../../evil"}))', "K8S120", ["../../evil"]),
    "env value 1": ('Raw(c, "x", deployment(container={"env": [{"name": "A", "value": 1}]}))', "K8S102", ["env[0].value"]),
    "env value 1, typed": ('k8s.EnvVar(name="A", value=1)', "K8S981", ["(value)", "got int"]),
    "env value 1, in a list": (
        'k8s.KubeDeployment(c, "x", spec=typed({"env": [{"name": "A", "value": 1}]}))',
        "K8S981",
        ["containers[0].env[0].value", "must be a string", "got   1"],
    ),
    "env value 1, cdk8s-plus": ("kplus.EnvValue.from_value(1)", "K8S981", ["must be str, got int"]),
    "scope and id swapped": ('kplus.ConfigMap("x", c)', "K8S981", ["(scope)", "constructs.Construct"]),
    "selector without its label": ('Raw(c, "x", deployment(selector={"matchLabels": {"app": "other"}}))', "K8S201", ["spec.selector"]),
    "patch with a wrong path": (
        'Raw(c, "x", deployment()).add_json_patch(cdk8s.JsonPatch.replace("/spec/replcas/x", 1))',
        "K8S981",
        ["a JSON patch goes to a place that the object does not have"],
    ),
    "patch with a misspelled field": (
        'Raw(c, "x", deployment()).add_json_patch(cdk8s.JsonPatch.replace("/spec/replcas", 1))',
        "K8S101",
        ["replcas", "replicas"],
    ),
}


@pytest.mark.parametrize("mistake", OF_CDK8S)
def test_a_mistake_with_constructs_of_cdk8s_stops_k8skit_synth_at_its_line(
    mistake: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    line, code, parts = OF_CDK8S[mistake]
    program = tmp_path / "main.py"
    program.write_text(f"{HEAD}{line}\napp.synth()\n", encoding="utf-8")
    assert main(["synth", "--app", str(program)]) in (1, 2)
    out, said = capfd.readouterr()
    assert said.count("error[") == 1, said
    assert f"error[{code}]" in said
    assert f"main.py:{LINE}" in said
    for part in parts:
        assert part in said
    for noise in ("Traceback", "jsii", "🛑"):
        assert noise not in said
    assert out == ""
    assert not (tmp_path / "dist").exists()
