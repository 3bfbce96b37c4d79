"""The table of the migration guide: each row runs on both sides, and what it calls equal is equal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import cdk8s
import cdk8s_plus_36 as kplus
import constructs
import jsii
import pytest

import k8skit
import k8skit.api.core.v1

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = (ROOT / "docs" / "migrating-from-cdk8s.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(.+?)` \| `(.+?)` \| (.*?) ?\|$", GUIDE, re.MULTILINE)
IMAGE = "registry.example.com/web:1"


@jsii.implements(constructs.IValidation)
class Never:
    def validate(self) -> list[str]:
        return []


def of_cdk8s(code: str, file: str) -> list[dict[str, Any]]:
    app = cdk8s.Testing.app()
    chart = cdk8s.Chart(app, "chart", namespace="x")
    pods = [kplus.ContainerProps(image=IMAGE, port_number=8080)]

    def deployment(**given: Any) -> kplus.Deployment:
        props = {"image": IMAGE, "port_number": 8080, **given}
        return kplus.Deployment(chart, "d", containers=[kplus.ContainerProps(**props)])

    names = {
        "cdk8s": cdk8s,
        "kplus": kplus,
        "constructs": constructs,
        "app": app,
        "chart": chart,
        "IMAGE": IMAGE,
        "FILE": file,
        "PODS": pods,
        "Never": Never,
        "config": lambda name="x": kplus.ConfigMap(chart, name, data={"a": "b"}),
        "pods": deployment,
        "deployment": deployment,
        "service": lambda: deployment().expose_via_service(),
        "role": lambda: kplus.Role(chart, "r"),
    }
    eval(code, names)
    return list(cdk8s.Testing.synth(chart))


def of_k8skit(code: str, file: str) -> list[dict[str, Any]]:
    app = k8skit.App()
    chart = k8skit.Chart(app, "chart", namespace="x")
    chart.silence("K8S203", reason="a row makes no pods")

    def deployment(**given: Any) -> k8skit.Deployment:
        container = k8skit.Container(**{"image": IMAGE, "ports": {"http": 8080}, **given})
        return k8skit.Deployment(chart, "d", pod=k8skit.Pod(containers=[container]))

    names = {
        **{name: getattr(k8skit, name) for names in k8skit._HOME.values() for name in names.split()},
        "api": k8skit.api,
        "cdk8s": cdk8s,
        "app": app,
        "chart": chart,
        "IMAGE": IMAGE,
        "FILE": file,
        "PODS": k8skit.Pod(containers=[k8skit.Container(image=IMAGE, ports={"http": 8080})]),
        "config": lambda name="x": k8skit.ConfigMap(chart, name, data={"a": "b"}),
        "pods": deployment,
        "deployment": deployment,
        "service": lambda of="d": k8skit.Service(chart, "s", selector={"app.kubernetes.io/name": of}, ports=[k8skit.ServicePort(8080)]),
        "role": lambda: k8skit.Role(chart, "r", rules=[k8skit.PolicyRule(verbs=["get"], resources=["pods"])]),
    }
    eval(code, names)
    return app.manifests()


def at(object: Any, path: str) -> Any:
    for part in path.split("."):
        object = object[int(part)] if part.isdigit() else object[part]
    return object


def test_the_table_is_read_whole() -> None:
    assert len(ROWS) == GUIDE.count("\n| `")
    assert len(ROWS) > 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_a_row_of_the_table_is_true(row: tuple[str, str, str], tmp_path: Path) -> None:
    left, right, equal = row
    file = tmp_path / "file.yaml"
    file.write_text("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: included\ndata:\n  a: b\n")
    theirs, ours = of_cdk8s(left, str(file)), of_k8skit(right, str(file))
    kinds = [word for word in equal.split(", ") if word[:1].isupper()]
    for kind in kinds:
        assert kind in [o["kind"] for o in theirs], f"cdk8s makes no {kind}"
        assert kind in [o["kind"] for o in ours], f"k8skit makes no {kind}"
    for path in (word for word in equal.split(", ") if word and not word[0].isupper()):
        kind = kinds[-1] if len(kinds) < 2 or "ports" not in path else "Service"
        [one] = [at(o, path) for o in theirs if o["kind"] == kind]
        [other] = [at(o, path) for o in ours if o["kind"] == kind]
        assert one == other
