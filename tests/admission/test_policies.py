"""ValidatingAdmissionPolicies: what they match, what they see, what is said where they cannot be evaluated."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit.admission import check
from k8skit.facts import load
from k8skit.finding import ERROR, WARNING, Finding
from k8skit.manifest import Manifest
from k8skit.pipeline import check as check_set

ADMISSION = "admissionregistration.k8s.io/v1"
FACTS = load("1.35")


def policy(*validations: Any, rules: Any = None, **spec: Any) -> dict[str, Any]:
    rows = [{"expression": v} if isinstance(v, str) else v for v in validations]
    everything = [{"apiGroups": ["*"], "apiVersions": ["*"], "operations": ["CREATE", "UPDATE"], "resources": ["*"]}]
    constraints = {"resourceRules": everything if rules is None else rules, **spec.pop("constraints", {})}
    return {
        "apiVersion": ADMISSION,
        "kind": "ValidatingAdmissionPolicy",
        "metadata": {"name": "p"},
        "spec": {"matchConstraints": constraints, "validations": rows, **spec},
    }


def binding(*actions: str, **spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": ADMISSION,
        "kind": "ValidatingAdmissionPolicyBinding",
        "metadata": {"name": "b"},
        "spec": {"policyName": "p", "validationActions": list(actions) or ["Deny"], **spec},
    }


def config(name: str = "c", namespace: str = "shop", **fields: Any) -> dict[str, Any]:
    labels = fields.pop("labels", None)
    return {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": name, "namespace": namespace, "labels": labels or {"a": "b"}},
        **fields,
    }


def namespace(name: str, **labels: str) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": labels}}


def judge(*objects: Any) -> list[Finding]:
    return check([Manifest(o) for o in objects], FACTS)


def told(*objects: Any) -> list[tuple[str, str]]:
    return [(f.code, str(f.object)) for f in judge(*objects)]


ONLY_CONFIG = [{"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["configmaps"]}]
DENIED = ("K8S140", "ConfigMap shop/c")
UNKNOWN = ("K8S141", "ValidatingAdmissionPolicy p")


def test_a_policy_denies_with_its_message() -> None:
    row = {"expression": "object.data.mode == 'safe'", "message": "the mode must be safe"}
    [finding] = judge(policy(row), binding(), config(data={"mode": "fast"}))
    assert (finding.code, finding.severity, str(finding.object)) == ("K8S140", ERROR, "ConfigMap shop/c")
    assert finding.message == "the mode must be safe"
    assert finding.help == "ValidatingAdmissionPolicy p, bound by b, spec.validations[0].expression: object.data.mode == 'safe'"
    assert judge(policy(row), binding(), config(data={"mode": "safe"})) == []


@pytest.mark.parametrize(
    ("actions", "severities"), [(["Deny"], [ERROR]), (["Warn"], [WARNING]), (["Deny", "Audit"], [ERROR]), (["Audit"], [])]
)
def test_the_action_decides_the_severity(actions: list[str], severities: list[str]) -> None:
    assert [f.severity for f in judge(policy("false", rules=ONLY_CONFIG), binding(*actions), config())] == severities


def test_a_policy_without_a_binding_says_nothing() -> None:
    assert judge(policy("false"), config()) == []
    assert judge(policy("false"), {**binding(), "spec": {"policyName": "other", "validationActions": ["Deny"]}}, config()) == []


def test_policies_do_not_judge_policies() -> None:
    assert judge(policy("false"), binding()) == []


@pytest.mark.parametrize(
    ("change", "matched"),
    [
        ({}, True),
        ({"resources": ["*"]}, True),
        ({"resources": ["*/*"]}, True),
        ({"resources": ["configmaps/status"]}, False),
        ({"resources": ["secrets"]}, False),
        ({"apiGroups": ["apps"]}, False),
        ({"apiGroups": ["*"]}, True),
        ({"operations": ["UPDATE"]}, False),
        ({"operations": ["*"]}, True),
        ({"scope": "Namespaced"}, True),
        ({"scope": "Cluster"}, False),
        ({"resourceNames": ["c"]}, True),
        ({"resourceNames": ["d"]}, False),
    ],
)
def test_rules_of_matching(change: dict[str, Any], matched: bool) -> None:
    rules = [{**ONLY_CONFIG[0], **change}]
    assert told(policy("false", rules=rules), binding(), config()) == [DENIED] * matched
    assert told(policy("false"), binding(matchResources={"resourceRules": rules}), config()) == [DENIED] * matched
    excluded = {"excludeResourceRules": rules}
    assert told(policy("false", constraints=excluded), binding(), config()) == [DENIED] * (not matched)


def test_another_version_is_converted_by_the_api_server_alone() -> None:
    rules = [{**ONLY_CONFIG[0], "apiVersions": ["v2"]}]
    assert told(policy("false", rules=rules), binding(), config()) == [UNKNOWN]
    assert told(policy("false", rules=rules, constraints={"matchPolicy": "Exact"}), binding(), config()) == []


@pytest.mark.parametrize(("labels", "matched"), [({"a": "b"}, True), ({"a": "c"}, False)])
def test_labels_of_the_object(labels: dict[str, str], matched: bool) -> None:
    selector = {"matchLabels": {"a": "b"}}
    assert told(policy("false", constraints={"objectSelector": selector}), binding(), config(labels=labels)) == [DENIED] * matched
    assert told(policy("false"), binding(matchResources={"objectSelector": selector}), config(labels=labels)) == [DENIED] * matched


def test_labels_of_the_namespace() -> None:
    selected = binding(matchResources={"namespaceSelector": {"matchLabels": {"tier": "prod"}}})
    only = policy("false", rules=ONLY_CONFIG)
    assert told(only, selected, namespace("shop", tier="prod"), config()) == [DENIED]
    assert told(only, selected, namespace("shop", tier="dev"), config()) == []
    assert told(only, selected, config()) == [UNKNOWN]
    by_name = binding(matchResources={"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "shop"}}})
    assert told(only, by_name, config()) == [DENIED]
    assert told(only, by_name, config(namespace="other")) == []
    assert told(only, binding(matchResources={"namespaceSelector": {}}), config()) == [DENIED]
    for_all = policy("false", rules=[{**ONLY_CONFIG[0], "resources": ["namespaces"]}])
    assert told(for_all, selected, namespace("x", tier="prod"), namespace("y")) == [("K8S140", "Namespace x")]


@pytest.mark.parametrize(
    "expression",
    [
        "oldObject == null",
        "request.operation == 'CREATE' && request.name == 'c' && request.namespace == 'shop'",
        "request.kind.kind == 'ConfigMap' && request.resource.resource == 'configmaps' && request.resource.group == ''",
        "object.metadata.namespace == 'shop'",
        "namespaceObject.metadata.labels['kubernetes.io/metadata.name'] == 'shop' && namespaceObject.metadata.labels.tier == 'prod'",
        "variables.twice == 4 && has(variables.two)",
        "variables.list.all(i, v, v == i)",
    ],
)
def test_what_an_expression_sees(expression: str) -> None:
    variables = [
        {"name": "two", "expression": "size(object.data) + 1"},
        {"name": "twice", "expression": "variables.two * 2"},
        {"name": "list", "expression": "[0, 1].map(x, x)"},
    ]
    objects = (namespace("shop", tier="prod"), config(data={"k": "v"}))
    assert judge(policy(expression, rules=ONLY_CONFIG, variables=variables), binding(), *objects) == []
    assert [f.code for f in judge(policy(f"!({expression})", rules=ONLY_CONFIG, variables=variables), binding(), *objects)] == ["K8S140"]


def test_an_object_of_the_cluster_has_no_namespace() -> None:
    rules = [{**ONLY_CONFIG[0], "resources": ["namespaces"]}]
    assert judge(policy("namespaceObject == null && request.namespace == ''", rules=rules), binding(), namespace("x")) == []


def test_defaults_are_there() -> None:
    spec = {
        "selector": {"matchLabels": {"a": "b"}},
        "template": {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "a", "image": "x:1"}]}},
    }
    deployment = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "d", "namespace": "shop"}, "spec": spec}
    pod = "object.spec.template.spec"
    expression = f"object.spec.replicas == 1 && {pod}.restartPolicy == 'Always' && {pod}.containers[0].imagePullPolicy == 'IfNotPresent'"
    assert judge(policy(expression), binding(), deployment) == []
    assert "replicas" not in spec


def test_match_conditions_leave_objects_out() -> None:
    conditions = [{"name": "x", "expression": "object.metadata.name != 'c'"}]
    assert told(policy("false", matchConditions=conditions), binding(), config(), config("d")) == [("K8S140", "ConfigMap shop/d")]
    broken = [{"name": "x", "expression": "object.data.x == 'y'"}]
    assert told(policy("false", matchConditions=broken), binding(), config()) == [UNKNOWN]


def test_a_message_is_made_by_an_expression() -> None:
    row = {"expression": "false", "message": "fixed", "messageExpression": "'no ' + object.metadata.name + variables.v"}
    [finding] = judge(policy(row, variables=[{"name": "v", "expression": "'!'"}]), binding(), config())
    assert finding.message == "no c!"


def test_the_value_of_a_secret_is_not_told() -> None:
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s", "namespace": "shop"}, "stringData": {"k": "hunter2"}}
    row = {"expression": "object.stringData.k == ''", "messageExpression": "'it is ' + object.stringData.k"}
    [finding] = judge(policy(row), binding(), secret)
    assert "hunter2" not in repr((finding.message, finding.help, finding.value))


# ---- parameters

PARAM = {"apiVersion": "v1", "kind": "ConfigMap"}
MOST = policy("int(params.data.most) > size(object.data)", rules=ONLY_CONFIG, paramKind=PARAM, matchConditions=[
    {"name": "no-params", "expression": "object.metadata.name == 'c'"}])  # fmt: skip


def limits(name: str, most: str, namespace: str = "shop", **labels: str) -> dict[str, Any]:
    return config(name, namespace, data={"most": most}, labels=labels)


def test_a_parameter_is_named() -> None:
    named = binding(paramRef={"name": "limits", "parameterNotFoundAction": "Deny"})
    assert told(MOST, named, limits("limits", "1"), config(data={"a": "b"})) == [DENIED]
    assert told(MOST, named, limits("limits", "2"), config(data={"a": "b"})) == []
    assert told(MOST, named, limits("limits", "1", "other"), config(data={"a": "b"})) == [UNKNOWN]
    elsewhere = binding(paramRef={"name": "limits", "namespace": "other"})
    assert told(MOST, elsewhere, limits("limits", "1", "other"), config(data={"a": "b"})) == [DENIED]


def test_parameters_are_selected() -> None:
    selected = binding(paramRef={"selector": {"matchLabels": {"limit": "yes"}}})
    found = told(MOST, selected, limits("x", "1", limit="yes"), limits("y", "9", limit="yes"), limits("z", "0"), config(data={"a": "b"}))
    assert found == [DENIED]


def test_a_binding_without_a_parameter_has_none() -> None:
    assert judge(policy("params == null", rules=ONLY_CONFIG, paramKind=PARAM), binding(), config()) == []


def test_params_exist_only_with_a_kind() -> None:
    [finding] = judge(policy("params == null"), binding())
    assert finding.code == "K8S142"


# ---- failures


def test_a_field_that_may_be_filled_in_is_no_denial() -> None:
    [finding] = judge(policy("object.data.x == 'y'", rules=ONLY_CONFIG), binding(), config("c"), config("d"))
    assert (finding.code, finding.severity, finding.field) == ("K8S141", WARNING, "spec.validations[0].expression")
    assert "ConfigMap shop/c and 1 more" in finding.message


@pytest.mark.parametrize(("failure", "codes"), [("Fail", ["K8S140"]), ("Ignore", [])])
def test_an_expression_that_fails_denies_by_the_failure_policy(failure: str, codes: list[str]) -> None:
    assert [
        f.code for f in judge(policy("1 / size(object.metadata.name.substring(1)) == 1", failurePolicy=failure), binding(), config())
    ] == codes


@pytest.mark.parametrize(
    "expression",
    [
        "authorizer.group('').resource('pods').check('get').allowed()",
        "request.userInfo.username == 'a'",
        "variables.lost",
        "namespaceObject.metadata.name == 'x'",
    ],
)
def test_what_only_the_cluster_knows_is_unknown(expression: str) -> None:
    variables = [{"name": "lost", "expression": "authorizer.requestResource.check('get').allowed()"}]
    assert told(policy(expression, rules=ONLY_CONFIG, variables=variables), binding(), config()) == [UNKNOWN]


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        (policy("object.")["spec"], "spec.validations[0].expression"),
        (policy("1")["spec"], "spec.validations[0].expression"),
        (policy("variables.nobody")["spec"], "spec.validations[0].expression"),
        (policy({"expression": "true", "messageExpression": "1"})["spec"], "spec.validations[0].messageExpression"),
        (policy("true", variables=[{"name": "a", "expression": "nobody"}])["spec"], "spec.variables[0].expression"),
        (policy("true", matchConditions=[{"name": "a", "expression": "variables.x"}])["spec"], "spec.matchConditions[0].expression"),
    ],
)
def test_a_wrong_expression_is_an_error_of_the_policy(spec: Any, field: str) -> None:
    [finding] = judge({**policy(), "spec": spec})
    assert (finding.code, finding.severity, finding.field) == ("K8S142", ERROR, field)


def test_variables_that_grow_without_end_are_not_evaluated() -> None:
    variables = [{"name": "v0", "expression": "[1, 2]"}]
    variables += [{"name": f"v{i}", "expression": f"variables.v{i - 1} + variables.v{i - 1}"} for i in range(1, 40)]
    assert told(policy("variables.v39.size() > 0", rules=ONLY_CONFIG, variables=variables), binding(), config()) == [UNKNOWN]


def test_malformed_policies_are_survived() -> None:
    specs: tuple[Any, ...] = (
        None,
        1,
        [],
        {"validations": 1, "variables": [1, {"name": 1}], "matchConditions": [None]},
        {"matchConstraints": {"resourceRules": [1]}},
    )
    for spec in specs:
        assert judge({**policy(), "spec": spec}, {**binding(), "spec": spec}, binding(), config()) == []
    odd = binding(matchResources={"namespaceSelector": 1, "objectSelector": 1, "resourceRules": "x"}, paramRef=[])
    assert isinstance(judge(policy("true"), odd, config()), list)


def test_policies_are_part_of_a_check() -> None:
    found = check_set([Manifest(o) for o in (policy("false", rules=ONLY_CONFIG), binding(), config(data={"k": "v"}))])
    assert [f.code for f in found if f.severity == ERROR] == ["K8S140"]


def test_without_the_engine_the_policies_are_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("k8skit.admission.available", lambda: False)
    [finding] = judge(policy("false"), {**policy("true"), "metadata": {"name": "q"}}, binding(), config())
    assert (finding.code, finding.severity) == ("K8S137", WARNING)
    assert "p and 1 more" in finding.message


def webhook(*conditions: Any, kind: str = "ValidatingWebhookConfiguration") -> dict[str, Any]:
    hook = {"name": "a.example.com", "matchConditions": [{"name": f"c{i}", "expression": e} for i, e in enumerate(conditions)]}
    return {"apiVersion": "admissionregistration.k8s.io/v1", "kind": kind, "metadata": {"name": "hooks"}, "webhooks": [{}, hook]}


@pytest.mark.parametrize("kind", ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"])
def test_a_match_condition_that_does_not_compile_is_an_error_of_the_webhook(kind: str) -> None:
    right = ("request.operation == 'CREATE'", "!has(object.metadata.labels) || object.metadata.name != 'a'", "oldObject == null")
    asks = "authorizer.group('').resource('pods').check('get').allowed()"
    found = judge(webhook(*right, asks, "object.", "'text'", "params.x", 1, kind=kind))
    assert [(f.code, f.severity, f.field) for f in found] == [
        ("K8S142", ERROR, f"webhooks[1].matchConditions[{i}].expression") for i in (4, 5, 6)
    ]


def test_malformed_webhooks_are_survived() -> None:
    odd: tuple[Any, ...] = (None, 1, [1], [{"matchConditions": 1}], [{"matchConditions": [1, {"expression": []}]}])
    for webhooks in odd:
        assert judge({**webhook(), "webhooks": webhooks}) == []


def test_without_the_engine_match_conditions_are_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("k8skit.admission.available", lambda: False)
    assert judge(webhook()) == []
    [finding] = judge(webhook(), webhook("true"), webhook("false"))
    assert (finding.code, finding.severity) == ("K8S137", WARNING)
    assert "ValidatingWebhookConfiguration hooks" in finding.message


def test_match_conditions_are_part_of_a_check() -> None:
    assert "K8S142" in [f.code for f in check_set([Manifest(webhook("object."))])]


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("'a' + object.metadata.name", True),
        ("null", True),
        ("object.metadata.name", True),
        ("1", False),
        ("true", False),
        ("object.", False),
    ],
)
def test_the_value_of_an_audit_annotation_is_a_text_or_null(text: str, fine: bool) -> None:
    found = judge(policy("true", auditAnnotations=[{"key": "a", "valueExpression": text}]), binding(), config())
    assert [(f.code, f.field) for f in found] == ([] if fine else [("K8S142", "spec.auditAnnotations[0].valueExpression")])
