"""Kinds: unknown, misspelled, gone, not yet there, deprecated, malformed."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit.finding import ERROR, WARNING


def obj(api_version: Any, kind: Any) -> dict[str, Any]:
    return {"apiVersion": api_version, "kind": kind, "metadata": {"name": "a"}}


REFUSED = [
    ("apps/v1", "Deploymnt", "K8S110", "kind", "there is no kind Deploymnt in the group apps", "did you mean Deployment?"),
    ("apps/v1", "deployment", "K8S110", "kind", "there is no kind deployment", "did you mean Deployment?"),
    ("apps/v1", "Deployments", "K8S110", "kind", "there is no kind Deployments", "did you mean Deployment?"),
    ("v1", "Deployment", "K8S110", "kind", "there is no kind Deployment in the core group", "Deployment is in apps/v1"),
    ("v1", "Deploymnt", "K8S110", "kind", "there is no kind Deploymnt in the core group", "did you mean Deployment of apps/v1?"),
    ("v1", "Qwertyuiop", "K8S110", "kind", "there is no kind Qwertyuiop", ""),
    ("v1", "List", "K8S110", "kind", "a List is no object of its own", "write each of its items"),
    ("apps/v2", "Deployment", "K8S110", "apiVersion", "Deployment has no version v2 in Kubernetes 1.35", "serves apps/v1"),
    ("app/v1", "Deployment", "K8S110", "apiVersion", "there is no API group app", "did you mean apps?"),
    ("gateway.networking.k8s.io/v1", "HttpRoute", "K8S110", "kind", "there is no kind HttpRoute", "did you mean HTTPRoute?"),
    (
        "gateway.networking.k8s.io/v9",
        "HTTPRoute",
        "K8S110",
        "apiVersion",
        "HTTPRoute has no version v9",
        "gateway.networking.k8s.io/v1",
    ),
    (
        "extensions/v1beta1",
        "Ingress",
        "K8S601",
        "apiVersion",
        "is gone since Kubernetes 1.22; the target is 1.35",
        "use networking.k8s.io/v1 Ingress",
    ),
    ("policy/v1beta1", "PodSecurityPolicy", "K8S601", "apiVersion", "is gone since Kubernetes 1.25", "there is no replacement"),
    ("autoscaling/v2beta2", "HorizontalPodAutoscaler", "K8S601", "apiVersion", "is gone since Kubernetes 1.26", "use autoscaling/v2"),
    (
        "certificates.k8s.io/v1",
        "ClusterTrustBundle",
        "K8S111",
        "apiVersion",
        "exists since Kubernetes 1.37; the target is 1.35",
        "v1beta1",
    ),
    ("resource.k8s.io/v1alpha3", "ResourceClaim", "K8S601", "apiVersion", "is gone since Kubernetes", "resource.k8s.io/v1 "),
]


@pytest.mark.parametrize(("api_version", "kind", "code", "field", "message", "help"), REFUSED)
def test_a_kind_that_cannot_be_used_is_an_error(
    api_version: str, kind: str, code: str, field: str, message: str, help: str, findings: Any
) -> None:
    [finding] = findings(obj(api_version, kind))
    assert (finding.code, finding.field, finding.severity) == (code, field, ERROR)
    assert message in finding.message
    assert help in finding.help


def test_a_kind_of_which_only_the_life_cycle_is_known_is_none(findings: Any) -> None:
    [finding] = findings(obj("v1", "NodeProxyOptions"))  # the options of a subresource
    assert (finding.code, finding.field) == ("K8S110", "kind")
    assert finding.message.startswith("there is no kind NodeProxyOptions")


def test_the_scope_of_a_kind_that_is_gone_is_that_of_its_other_versions(findings: Any) -> None:
    role = obj("rbac.authorization.k8s.io/v1beta1", "ClusterRole")
    assert [f.code for f in findings(role)] == ["K8S601"]
    role["metadata"]["namespace"] = "a"
    assert [f.code for f in findings(role)] == ["K8S601", "K8S127"]


def test_an_unknown_group_is_a_warning_and_its_metadata_is_checked(findings: Any) -> None:
    [finding] = findings(obj("example.com/v1", "Thing"))
    assert (finding.code, finding.field, finding.severity, finding.value) == ("K8S112", "apiVersion", WARNING, "example.com/v1")
    assert "`crds`" in finding.help
    thing = obj("example.com/v1", "Thing")
    thing["metadata"] = {"name": "A_b", "labels": {"a": "b c"}, "namespace": "x", "nope": 1}
    found = findings(thing)
    assert [f.code for f in found] == ["K8S121", "K8S120", "K8S101", "K8S112"]
    thing["metadata"] = "x"
    assert [f.code for f in findings(thing)] == ["K8S102", "K8S112"]
    del thing["metadata"]
    assert [f.code for f in findings(thing)] == ["K8S128", "K8S112"]


def test_an_unknown_kind_of_a_group_that_projects_share_is_a_warning(findings: Any) -> None:
    [finding] = findings(obj("argoproj.io/v1alpha1", "Workflow"))
    assert (finding.code, finding.field, finding.severity) == ("K8S112", "apiVersion", WARNING)
    assert finding.message.startswith("nothing is known of the kind Workflow of argoproj.io")
    assert finding.help.startswith("add its CRD")
    for api_version, kind, help in (
        ("argoproj.io/v1alpha1", "Rolout", "did you mean Rollout?"),
        ("argoproj.io/v1alpha1", "Deployment", "Deployment is in apps/v1"),
        ("networking.k8s.io/v1", "Egress", "did you mean Ingress?"),
    ):
        [finding] = findings(obj(api_version, kind))
        assert (finding.code, finding.severity, finding.help) == ("K8S110", ERROR, help)


def test_an_unknown_group_near_a_known_one_is_pointed_out(findings: Any) -> None:
    [finding] = findings(obj("network.k8s.io/v1", "Ingress"))
    assert (finding.code, finding.severity) == ("K8S112", WARNING)
    assert "did you mean networking.k8s.io?" in finding.help
    # Of the groups that are near, the one with the kind comes first.
    [finding] = findings(obj("networking.k8e.io/v1", "ManagedCertificate"))
    assert "did you mean networking.gke.io?" in finding.help
    [finding] = findings(obj("networking.k8e.io/v1", "Qwertyuiop"))
    assert "did you mean networking.k8s.io?" in finding.help
    [finding] = findings(obj("qqqqq.example.org/v1", "Deployment"))
    assert "Deployment is in apps/v1" in finding.help


MALFORMED: list[tuple[Any, Any, str, str]] = [
    (None, "Pod", "apiVersion", "the object has no apiVersion"),
    ("", "Pod", "apiVersion", "the object has no apiVersion"),
    (1, "Pod", "apiVersion", "apiVersion must be a string"),
    (["v1"], "Pod", "apiVersion", "apiVersion must be a string"),
    ("v1", None, "kind", "the object has no kind"),
    ("v1", "", "kind", "the object has no kind"),
    ("v1", {}, "kind", "kind must be a string"),
    ("a/b/c", "Pod", "apiVersion", "apiVersion must be a version such as v1"),
    ("apps/", "Pod", "apiVersion", "apiVersion must be a version such as v1"),
    ("/v1", "Pod", "apiVersion", "apiVersion must be a version such as v1"),
    ("apps v1", "Pod", "apiVersion", "apiVersion must be a version such as v1"),
]


@pytest.mark.parametrize(("api_version", "kind", "field", "message"), MALFORMED)
def test_a_malformed_api_version_or_kind_is_an_error(api_version: Any, kind: Any, field: str, message: str, findings: Any) -> None:
    [finding] = findings(obj(api_version, kind))
    assert (finding.code, finding.field) == ("K8S113", field)
    assert message in finding.message


def test_an_object_that_is_empty_lacks_everything(findings: Any) -> None:
    assert [f.code for f in findings({})] == ["K8S113", "K8S128"]


@pytest.mark.parametrize(
    ("minor", "code", "severity"),
    [("1.33", "K8S111", ERROR), ("1.34", "", ""), ("1.36", "", ""), ("1.37", "K8S602", WARNING)],
)
def test_the_life_of_an_api_is_told_for_each_minor(minor: str, code: str, severity: str, findings: Any, facts_of: Any) -> None:
    kind = ("admissionregistration.k8s.io", "v1beta1", "MutatingAdmissionPolicy")
    cycle = facts_of(minor).lifecycle(*kind)
    assert cycle is not None
    found = [f for f in findings(obj("/".join(kind[:2]), kind[2]), minor=minor) if f.code in ("K8S111", "K8S601", "K8S602")]
    assert [(f.code, f.severity) for f in found] == ([(code, severity)] if code else [])
    if code == "K8S602":
        name = "admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy"
        assert found[0].message == f"{name} is deprecated since Kubernetes 1.37, and goes in 1.40"
        assert (found[0].field, found[0].value) == ("apiVersion", name)
        assert found[0].help == "use admissionregistration.k8s.io/v1 MutatingAdmissionPolicy"


def test_a_kind_without_a_resource_is_a_warning(findings: Any) -> None:
    [finding] = findings({"apiVersion": "v1", "kind": "PodList", "metadata": {}, "items": [{}]})
    assert (finding.severity, finding.field, finding.value) == (WARNING, "kind", "PodList")
    assert finding.message == "PodList cannot be applied: the API server has no resource of this kind to create"
    assert finding.help == "write each of its items as an object of its own"
    [finding] = [f for f in findings(obj("v1", "ComponentStatus")) if f.code == "K8S110"]
    assert (finding.code, finding.severity, finding.field, finding.help) == (
        "K8S110",
        WARNING,
        "kind",
        "leave it out: the API server makes these itself",
    )


def test_a_version_that_a_crd_does_not_serve_is_an_error(findings: Any, crd_facts: Any) -> None:
    facts = crd_facts({"type": "object"}, version={"served": False})
    [finding] = findings(obj("example.com/v1", "Thing"), facts=facts)
    assert (finding.code, finding.field) == ("K8S110", "apiVersion")
    assert "is defined, but not served" in finding.message


def test_a_version_that_its_crd_marks_as_deprecated_is_a_warning(findings: Any, crd_facts: Any) -> None:
    facts = crd_facts({"type": "object"}, version={"deprecated": True})
    [finding] = findings(obj("example.com/v1", "Thing"), facts=facts)
    assert (finding.code, finding.severity, finding.message) == ("K8S602", WARNING, "example.com/v1 Thing is deprecated")
    assert finding.help == "there is no replacement"


def test_a_field_that_this_minor_lacks_says_since_when(findings: Any, good: Any) -> None:
    deployment = good("Deployment")
    deployment["spec"]["template"]["spec"]["containers"][0]["restartPolicyRules"] = []
    [finding] = findings(deployment, minor="1.33")
    assert (finding.code, finding.field) == ("K8S109", "spec.template.spec.containers[0].restartPolicyRules")
    assert finding.message == "Kubernetes 1.33 has no field restartPolicyRules; it exists since 1.34"
    assert finding.help == "remove it, or target Kubernetes 1.34"
    assert findings(deployment, minor="1.34") == []


def test_a_field_that_is_gone_says_until_when(findings: Any, good: Any) -> None:
    deployment = good("Deployment")
    deployment["spec"]["template"]["spec"]["workloadRef"] = {"name": "a", "podGroup": "b"}
    [finding] = findings(deployment, minor="1.37")
    assert (finding.code, finding.field, finding.help) == ("K8S109", "spec.template.spec.workloadRef", "remove it")
    assert finding.message == "Kubernetes 1.37 has no field workloadRef; it existed until 1.35"
    [finding] = findings(deployment, minor="1.33")
    assert finding.message == "Kubernetes 1.33 has no field workloadRef; it exists since 1.35"
    assert findings(deployment, minor="1.35") == []


def test_a_field_of_the_experimental_channel_says_so(findings: Any) -> None:
    from k8skit.facts import load

    def route() -> dict[str, Any]:
        rule = {"backendRefs": [{"name": "a", "port": 80}], "retry": {"attempts": 2}}
        return {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": {"name": "a"}, "spec": {"rules": [rule]}}

    [finding] = findings(route())
    assert (finding.code, finding.field) == ("K8S109", "spec.rules[0].retry")
    assert finding.message == "the field retry exists in the experimental channel only"
    assert findings(route(), facts=load("1.35", experimental=True)) == []


def test_a_kind_of_the_experimental_channel_says_so(findings: Any) -> None:
    from k8skit.facts import load

    experimental = load("1.35", experimental=True)
    kinds = {(k.api_version, k.kind) for k in experimental.kinds("gateway.networking.k8s.io")}
    only = sorted(kinds - {(k.api_version, k.kind) for k in load("1.35").kinds("gateway.networking.k8s.io")})
    assert only
    [finding] = findings(obj(*only[0]))
    assert (finding.code, finding.field) == ("K8S110", "apiVersion")
    assert "is in the experimental channel of the Gateway API only" in finding.message


def test_enums_are_those_of_the_minor(findings: Any, good: Any) -> None:
    deployment = good("Deployment")
    deployment["spec"]["template"]["spec"]["tolerations"] = [{"key": "a", "operator": "Gt", "value": "1"}]
    field = "spec.template.spec.tolerations[0].operator"
    assert [(f.code, f.field) for f in findings(deployment, minor="1.34")] == [("K8S104", field)]
    assert findings(deployment, minor="1.35") == []


def test_the_words_are_those_that_were_agreed(findings: Any, told: Any) -> None:
    cases = [(f"{version} {kind}", findings(obj(version, kind))) for version, kind, *_ in (*REFUSED, *MALFORMED)]
    for version, kind in (
        ("example.com/v1", "Thing"),
        ("network.k8s.io/v1", "Ingress"),
        ("qqqqq.example.org/v1", "Deployment"),
        ("v1", "PodList"),
    ):
        cases.append((f"{version} {kind}", findings(obj(version, kind))))
    told("kinds", cases)


@pytest.mark.parametrize(
    ("minor", "api_version", "kind", "words"),
    [
        ("1.33", "resource.k8s.io/v1beta2", "ResourceClaim", ("is beta", "--runtime-config=resource.k8s.io/v1beta2=true")),
        ("1.35", "resource.k8s.io/v1beta2", "ResourceClaim", ("is beta", "use resource.k8s.io/v1 ResourceClaim")),
        ("1.35", "resource.k8s.io/v1alpha3", "DeviceTaintRule", ("is alpha", "--runtime-config=resource.k8s.io/v1alpha3=true")),
    ],
)
def test_a_version_that_is_off_by_default_is_a_warning(
    minor: str, api_version: str, kind: str, words: tuple[str, str], findings: Any
) -> None:
    (finding,) = [f for f in findings(obj(api_version, kind), minor=minor) if f.code == "K8S606"]
    assert finding.severity == WARNING
    assert (words[0] in finding.message, words[1] in finding.help) == (True, True)


def test_versions_that_are_served_by_default_are_none_that_are_off(findings: Any) -> None:
    for api_version, kind in (
        ("apps/v1", "Deployment"),
        ("resource.k8s.io/v1", "ResourceClaim"),
        ("gateway.networking.k8s.io/v1beta1", "Gateway"),
    ):
        assert [f for f in findings(obj(api_version, kind), minor="1.35") if f.code == "K8S606"] == []


def test_the_template_of_a_deploymentconfig_is_that_of_a_pod_and_its_images_may_wait_for_a_trigger(findings: Any) -> None:
    env = [{"name": "A", "value": "1"}, {"name": "A", "value": 2}]
    container = {"name": "main", "image": " ", "env": env, "ports": [{"containerPort": 70000}]}
    config = obj("apps.openshift.io/v1", "DeploymentConfig")
    config["spec"] = {"replicas": "unknown here", "template": {"spec": {"containers": [container], "nodeNam": "x"}}}
    at = "spec.template.spec.containers[0]"
    assert {(f.code, f.field, f.severity) for f in findings(config) if f.code != "K8S112"} == {
        ("K8S101", "spec.template.spec.nodeNam", ERROR),
        ("K8S102", f"{at}.env[1].value", ERROR),
        ("K8S123", f"{at}.ports[0].containerPort", ERROR),
        ("K8S108", f"{at}.env[1].name", WARNING),
    }
