"""Fixes are offered where they are certain, and only there."""

from __future__ import annotations

import json

import pytest

from k8skit.facts import load
from k8skit.finding import Origin
from k8skit.fix import applied
from k8skit.manifest import Manifest
from k8skit.validate import check
from k8skit.yamltext import load_all

FACTS = load("1.35")
NAMED = "metadata: {name: a}\n"
JOB = (
    "spec: {schedule: '* * * * *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: 'a:1'}]}}}}}"
)
BUDGET = "spec: {minAvailable: 1, selector: {matchLabels: {a: b}}}"
POD = f"apiVersion: v1\nkind: Pod\n{NAMED}"


def offered(text: str) -> list[tuple[str, str]]:
    """Code and edits of all findings with a fix; each fix does away with its finding and brings no other."""
    object = load_all(text, "x")[0].object
    before = check([Manifest(object, origin=Origin("x", 1))], FACTS)
    out = []
    for f in before:
        if f.fix is not None:
            after = check([Manifest(applied(object, f.fix.edits), origin=Origin("x", 1))], FACTS)
            old = {(a.code, a.field) for a in before}
            assert (f.code, f.field) not in {(a.code, a.field) for a in after}
            assert {(a.code, a.field) for a in after} < old
            out.append((f.code, json.dumps([(e.action, e.path[-1], e.value) for e in f.fix.edits])[1:-1]))
    return out


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("apiVersion: v1\nkind: ConfigMap\nmetaData: {name: a}\n", ("K8S101", '["rename", "metaData", "metadata"]')),
        (POD + "spec: {containers: [{name: a, image: 'a:1', image-pull-policy: Always}]}", ("K8S101", '["rename", "image-pull-policy", "imagePullPolicy"]')),
        (POD + "spec: {restartPolicy: always, containers: [{name: a, image: 'a:1'}]}", ("K8S104", '["set", "restartPolicy", "Always"]')),
        (POD + "spec: {containers: [{name: a, image: 'a:1', env: [{name: A, value: true}]}]}", ("K8S102", '["quote", "value", "true"]')),
        (POD + "spec: {containers: [{name: a, image: 'a:1', env: [{name: A, value: false}]}]}", ("K8S102", '["quote", "value", "false"]')),
        (POD + "spec: {nodeSelector: {a: 1}, containers: [{name: a, image: 'a:1'}]}", ("K8S102", '["quote", "a", "1"]')),
        ("apiVersion: v1\nkind: Namespace\nmetadata: {name: a, namespace: b}\n", ("K8S127", '["remove", "namespace", null]')),
        ("apiVersion: batch/v1beta1\nkind: CronJob\n" + NAMED + JOB, ("K8S601", '["set", "apiVersion", "batch/v1"]')),
        ("apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n" + NAMED + BUDGET, ("K8S601", '["set", "apiVersion", "policy/v1"]')),
    ],
)  # fmt: skip
def test_what_is_certain_has_a_fix(text: str, edit: tuple[str, str]) -> None:
    assert offered(text) == [edit]


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: v1\nkind: ConfigMap\nmetdata: {name: a}\n",  # another word
        "apiVersion: v1\nkind: ConfigMap\nmetaData: {name: a}\nmetadata: {name: b}\n",  # which of them?
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nData: 1\n",  # not the value of that field
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstring_data: {a: b}\n",  # a diff would show what is in it
        POD + "spec: {restartPolicy: alway, containers: [{name: a, image: 'a:1'}]}",
        POD + "spec: {restartPolicy: on-failure, containers: [{name: a, image: 'a:1'}]}",  # more than case
        POD + "spec: {containers: [{name: a, image: 1.5}]}",  # an image is not any text
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {a: -1}}\n",  # no label value, in quotes or not
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {a: 1}\n",  # never looked at
        "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n"
        + NAMED
        + "spec: {minAvailable: 1, selector: {}}",  # nothing, or every pod
        "apiVersion: extensions/v1beta1\nkind: Ingress\n" + NAMED + "spec: {backend: {serviceName: a, servicePort: 80}}",  # other fields
        "apiVersion: extensions/v1beta1\nkind: Deployment\n" + NAMED + "spec: {template: {spec: {containers: [{name: a, image: 'a:1'}]}}}",
        "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\n" + NAMED + "spec: {}",  # nothing took its place
    ],
)
def test_what_is_not_certain_has_none(text: str) -> None:
    object = load_all(text, "x")[0].object
    assert check([Manifest(object)], FACTS)
    assert offered(text) == []


def test_a_version_is_not_changed_where_that_makes_one_object_of_two() -> None:
    old = "apiVersion: extensions/v1beta1\nkind: NetworkPolicy\n" + NAMED + "spec: {podSelector: {}}\n"
    new = old.replace("extensions/v1beta1", "networking.k8s.io/v1")

    def fixes(*texts: str) -> int:
        found = check([Manifest(load_all(text, "x")[0].object) for text in texts], FACTS)
        return sum(f.fix is not None for f in found)

    assert fixes(old) == 1
    assert fixes(old, new) == fixes(new, old) == 0
    assert fixes(old, old) == 1
