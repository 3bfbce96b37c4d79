"""Expressions of MutatingAdmissionPolicies: what is no CEL, names nothing or makes no patch is found, and the rest let pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit.admission import check
from k8skit.facts import load
from k8skit.files.config import Config
from k8skit.manifest import Manifest
from k8skit.pipeline import check as check_set

if TYPE_CHECKING:
    from pathlib import Path

FACTS = load("1.36")


def policy(**spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "MutatingAdmissionPolicy",
        "metadata": {"name": "p"},
        "spec": {
            "reinvocationPolicy": "Never",
            "matchConstraints": {
                "resourceRules": [{"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"]}]
            },
            **spec,
        },
    }


def applied(text: str) -> list[dict[str, Any]]:
    return [{"patchType": "ApplyConfiguration", "applyConfiguration": {"expression": text}}]


def patched(text: str) -> list[dict[str, Any]]:
    return [{"patchType": "JSONPatch", "jsonPatch": {"expression": text}}]


def told(**spec: Any) -> list[tuple[str, str]]:
    return [(f.code, f.field) for f in check([Manifest(policy(**spec))], FACTS)]


APPLY = ("K8S142", "spec.mutations[0].applyConfiguration.expression")
PATCH = ("K8S142", "spec.mutations[0].jsonPatch.expression")


@pytest.mark.parametrize(
    "text",
    [
        "Object{}",
        "Object{spec: Object.spec{replicas: 3}}",
        "has(object.spec) ? Object{} : Object{metadata: Object.metadata{labels: {'a': 'b'}}}",
        "Object{spec: Object.spec{initContainers: object.spec.containers.map(c, Object.spec.initContainers{name: c.name, image: params.image})}}",
        "Object{metadata: Object.metadata{annotations: {'n': string(math.least([1, 2])), 'user': request.userInfo.username}}}",
        "variables.made",
        "authorizer.group('').resource('pods').check('get').allowed() ? Object{} : Object{}",
        "cel.bind(a, namespaceObject.metadata.name, Object{metadata: Object.metadata{labels: {'a': a}}})",
        "Object{metadata: Object.metadata{labels: object.metadata.labels.transformMap(k, v, v + k)}}",
        "Object{metadata: Object.metadata{annotations: {'t': type(object) == map ? 'a' : 'b'}}}",
    ],
)
def test_an_apply_configuration_that_the_api_server_takes_has_no_finding(text: str) -> None:
    assert (
        told(mutations=applied(text), paramKind={"apiVersion": "v1", "kind": "ConfigMap"}, variables=[{"name": "made", "expression": "1"}])
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "Object{",
        "Object{spec: Object.spec{replicas: }}",
        "1",
        "'a'",
        "[Object{}]",
        "{'spec': {}}",
        "Object.spec{}",
        "has(object.spec) ? Object{} : 1",
        "Pod{}",
        "Object{metadata: ObjectMeta{}}",
        "Object{metadata: Object.metadata{name: obj.metadata.name}}",
        "Object{metadata: Object.metadata{name: variables.made}}",
        "Object{metadata: Object.metadata{name: params.name}}",
        "object.spec.containers.exists(c, d.name == 'a') ? Object{} : Object{}",
    ],
)
def test_an_apply_configuration_that_the_api_server_does_not_compile_is_found(text: str) -> None:
    assert told(mutations=applied(text)) == [APPLY]


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "[JSONPatch{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('a/b'), value: 'c'}]",
        "[JSONPatch{op: 'add', path: '/spec', value: Object.spec{replicas: 1}}] + [JSONPatch{op: 'remove', path: '/a'}]",
        "has(object.metadata.labels) ? [] : [JSONPatch{op: 'add', path: '/metadata/labels', value: {}}]",
        "object.spec.containers.map(c, JSONPatch{op: 'remove', path: '/spec/containers/0/env'})",
    ],
)
def test_patches_that_the_api_server_takes_have_no_finding(text: str) -> None:
    assert told(mutations=patched(text)) == []


@pytest.mark.parametrize(
    "text",
    ["1", "JSONPatch{op: 'add'}", "[Object{}]", "[1]", "[JSONPatch{}] + ['a']", "true ? [] : 'a'", "[JSONPatch{op: add}]", "[", "[[]]"],
)
def test_patches_that_the_api_server_does_not_compile_are_found(text: str) -> None:
    assert told(mutations=patched(text)) == [PATCH]


def test_a_variable_may_use_those_before_it() -> None:
    rows = [{"name": "a", "expression": "1"}, {"name": "b", "expression": "variables.a + 1"}]
    assert told(mutations=applied("Object{}"), variables=rows) == []
    assert told(mutations=applied("Object{}"), variables=rows[::-1]) == [("K8S142", "spec.variables[0].expression")]
    assert told(mutations=applied("variables.a"), variables=[{"name": "a", "expression": "("}]) == [
        ("K8S142", "spec.variables[0].expression")
    ]


def test_conditions_are_compiled_as_those_of_policies_that_judge() -> None:
    rows = [{"name": "a", "expression": "object.kind == 'Pod'"}, {"name": "b", "expression": "'a'"}, {"name": "c", "expression": "("}]
    wrong = [("K8S142", f"spec.matchConditions[{i}].expression") for i in (1, 2)]
    assert told(mutations=applied("Object{}"), matchConditions=rows) == wrong


def test_what_is_missing_or_of_another_type_is_another_finding() -> None:
    assert told(mutations=[{}, 1, *applied(""), {"jsonPatch": {"expression": 1}}], variables=[1, {"name": 1, "expression": "1"}]) == []
    assert told(mutations=None, matchConditions=None, variables=None) == []


def test_the_pipeline_asks_for_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    manifests, config = [Manifest(policy(mutations=applied("1")))], Config(tmp_path, kubernetes="1.36")
    assert [f.code for f in check_set(manifests, config)] == ["K8S142"]
    monkeypatch.setattr("k8skit.admission.available", lambda: False)
    [finding] = check_set(manifests, config)
    assert (finding.code, finding.message) == ("K8S137", "the expressions of MutatingAdmissionPolicy p are not checked (CEL)")
