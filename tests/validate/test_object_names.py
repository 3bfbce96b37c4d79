"""Names of objects: what each kind takes for metadata.name, generateName and namespace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit.finding import WARNING

if TYPE_CHECKING:
    from collections.abc import Callable

MINIMAL: dict[tuple[str, str], dict[str, Any]] = {
    ("apps/v1", "StatefulSet"): {
        "spec": {"selector": {}, "template": {"spec": {"containers": [{"name": "a"}]}}, "serviceName": "a"},
    },
    ("batch/v1", "Job"): {"spec": {"template": {"spec": {"containers": [{"name": "a"}]}}}},
    ("batch/v1", "CronJob"): {
        "spec": {"schedule": "@daily", "jobTemplate": {"spec": {"template": {"spec": {"containers": [{"name": "a"}]}}}}}
    },
    ("rbac.authorization.k8s.io/v1", "RoleBinding"): {"roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "r"}},
    ("rbac.authorization.k8s.io/v1", "ClusterRoleBinding"): {
        "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "r"}
    },
    ("networking.k8s.io/v1", "IPAddress"): {"spec": {"parentRef": {"resource": "services", "name": "a"}}},
    ("certificates.k8s.io/v1", "CertificateSigningRequest"): {
        "spec": {"request": "YWJj", "signerName": "a.b/c", "usages": ["client auth"]}
    },
    ("certificates.k8s.io/v1beta1", "ClusterTrustBundle"): {"spec": {"trustBundle": "x"}},
    ("apiregistration.k8s.io/v1", "APIService"): {
        "spec": {"group": "a.example.com", "version": "v1", "groupPriorityMinimum": 1, "versionPriority": 1}
    },
    ("apiextensions.k8s.io/v1", "CustomResourceDefinition"): {
        "spec": {"group": "example.com", "names": {"plural": "things", "kind": "Thing"}, "scope": "Namespaced", "versions": []}
    },
    ("storage.k8s.io/v1", "StorageClass"): {"provisioner": "x"},
    ("v1", "Event"): {"involvedObject": {}},
    ("internal.apiserver.k8s.io/v1alpha1", "StorageVersion"): {"spec": {}, "status": {}},
    ("gateway.networking.k8s.io/v1", "GatewayClass"): {"spec": {"controllerName": "example.com/c"}},
}


@pytest.fixture(scope="module")
def name_findings(findings: Any) -> Callable[..., list[Any]]:
    """Judge the name of an otherwise good object of a kind."""

    def judge(api_version: str, kind: str, meta: dict[str, Any], minor: str = "1.35") -> list[Any]:
        obj = {"apiVersion": api_version, "kind": kind, "metadata": meta, **MINIMAL.get((api_version, kind), {})}
        return [f for f in findings(obj, minor=minor) if f.code not in ("K8S602", "K8S606")]

    return judge


@pytest.mark.parametrize(
    ("api_version", "kind", "name"),
    [
        ("v1", "ConfigMap", "a.b-c"),
        ("v1", "ConfigMap", "1" * 253),
        ("v1", "Namespace", "1abc"),
        ("v1", "Service", "abc-1"),
        ("apps/v1", "StatefulSet", "a" * 52),
        ("batch/v1", "Job", "a" * 63),
        ("batch/v1", "Job", "a.b"),
        ("batch/v1", "CronJob", "a" * 52),
        ("rbac.authorization.k8s.io/v1", "ClusterRole", "system:My Role"),
        ("rbac.authorization.k8s.io/v1", "Role", "a_B"),
        ("rbac.authorization.k8s.io/v1", "RoleBinding", "a:b"),
        ("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "a:b"),
        ("networking.k8s.io/v1", "IPAddress", "10.0.0.1"),
        ("networking.k8s.io/v1", "IPAddress", "2001:db8::1"),
        ("certificates.k8s.io/v1", "CertificateSigningRequest", "A_b"),
        ("certificates.k8s.io/v1beta1", "ClusterTrustBundle", "example.com:signer:a"),
        ("certificates.k8s.io/v1beta1", "ClusterTrustBundle", "a.b"),
        ("apiregistration.k8s.io/v1", "APIService", "v1.a.example.com"),
        ("apiextensions.k8s.io/v1", "CustomResourceDefinition", "things.example.com"),
        ("gateway.networking.k8s.io/v1", "GatewayClass", "a.b"),
        ("v1", "Event", "My_Event"),
        ("internal.apiserver.k8s.io/v1alpha1", "StorageVersion", "apps.Deployments"),
    ],
)
def test_a_name_that_the_kind_takes_passes(api_version: str, kind: str, name: str, name_findings: Any) -> None:
    assert name_findings(api_version, kind, {"name": name}) == []


REFUSED = [
    ("v1", "ConfigMap", "My_Map", "the name must consist of lower case letters"),
    ("v1", "ConfigMap", "a..b", "the name must"),
    ("v1", "ConfigMap", "a" * 254, "at most 253 characters"),
    ("v1", "ConfigMap", "../../evil", "the name must"),
    ("v1", "Namespace", "a.b", "the name must"),
    ("v1", "Namespace", "a" * 64, "at most 63 characters"),
    ("v1", "Service", "1abc", "must start with a lower case letter"),
    ("v1", "Service", "a.b", "the name must"),
    ("apps/v1", "StatefulSet", "a.b", "the name must"),
    ("apps/v1", "StatefulSet", "a" * 64, "at most 63 characters"),
    ("batch/v1", "Job", "a" * 64, "the name must be at most 63 characters, since it becomes a label"),
    ("batch/v1", "CronJob", "a" * 53, "the name must be at most 52 characters, since the names of its Jobs"),
    ("batch/v1", "CronJob", "A", "the name must consist of lower case"),
    ("rbac.authorization.k8s.io/v1", "ClusterRole", "a/b", "must not contain '/'"),
    ("rbac.authorization.k8s.io/v1", "Role", "a%b", "must not contain '%'"),
    ("networking.k8s.io/v1", "IPAddress", "abc", "must be the address itself"),
    ("certificates.k8s.io/v1beta1", "ClusterTrustBundle", "a:B_", "the name must"),
    ("apiregistration.k8s.io/v1", "APIService", "v2.a.example.com", "the name must be v1.a.example.com"),
    ("apiextensions.k8s.io/v1", "CustomResourceDefinition", "thing.example.com", "the name must be things.example.com"),
    ("gateway.networking.k8s.io/v1", "GatewayClass", "a_b", "the name must"),
]


@pytest.mark.parametrize(("api_version", "kind", "name", "message"), REFUSED)
def test_a_name_that_the_kind_does_not_take_is_an_error(api_version: str, kind: str, name: str, message: str, name_findings: Any) -> None:
    [finding] = name_findings(api_version, kind, {"name": name})
    assert (finding.code, finding.field, finding.value) == ("K8S120", "metadata.name", name)
    assert message in finding.message


@pytest.mark.parametrize(("minor", "passes"), [("1.33", False), ("1.34", False), ("1.35", False), ("1.36", True), ("1.37", True)])
def test_names_of_services_may_start_with_a_digit_from_1_36(minor: str, passes: bool, name_findings: Any, good: Any, said: Any) -> None:
    assert (name_findings("v1", "Service", {"name": "1abc"}, minor) == []) is passes
    ingress = good("Ingress")
    ingress["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]["name"] = "1abc"
    field = "spec.rules[0].http.paths[0].backend.service.name"
    assert said(ingress, minor=minor) == ([] if passes else [("K8S120", field)])


def test_a_stateful_set_with_a_long_name_is_a_warning(name_findings: Any) -> None:
    [finding] = name_findings("apps/v1", "StatefulSet", {"name": "a" * 53})
    assert (finding.code, finding.severity, finding.field) == ("K8S120", WARNING, "metadata.name")


@pytest.mark.parametrize("meta", [{}, {"name": ""}, {"name": None}, {"generateName": ""}, {"name": "", "generateName": None}, None])
def test_an_object_without_a_name_is_an_error(meta: Any, name_findings: Any) -> None:
    [finding] = name_findings("v1", "ConfigMap", meta)
    assert (finding.code, finding.field) == ("K8S128", "metadata.name")
    assert "the ConfigMap has no name" in finding.message


def test_an_object_without_metadata_has_no_name(findings: Any) -> None:
    assert [f.code for f in findings({"apiVersion": "v1", "kind": "ConfigMap"})] == ["K8S128"]


def test_what_says_no_kind_is_an_object_without_a_name(findings: Any) -> None:
    assert [f.message for f in findings({"apiVersion": "v1", "metadata": {}}) if f.code == "K8S128"] == ["the object has no name"]


@pytest.mark.parametrize(
    ("group", "kind"),
    [
        ("authentication.k8s.io", "SelfSubjectReview"),
        ("authentication.k8s.io", "TokenRequest"),
        ("authentication.k8s.io", "TokenReview"),
        ("authorization.k8s.io", "LocalSubjectAccessReview"),
        ("authorization.k8s.io", "SelfSubjectAccessReview"),
        ("authorization.k8s.io", "SelfSubjectRulesReview"),
        ("authorization.k8s.io", "SubjectAccessReview"),
    ],
)
def test_questions_to_the_api_server_need_no_name(group: str, kind: str, findings: Any) -> None:
    meta: dict[str, Any] = {"metadata": {}}
    extras: list[dict[str, Any]] = [{}, meta]
    for more in extras:
        assert "K8S128" not in [f.code for f in findings({"apiVersion": f"{group}/v1", "kind": kind, "spec": {}, **more})]


@pytest.mark.parametrize(
    ("api_version", "kind", "start"),
    [
        ("v1", "ConfigMap", "a-"),
        ("v1", "ConfigMap", "a."),
        ("v1", "Namespace", "a" * 70),
        ("batch/v1", "Job", "a" * 70),
        ("batch/v1", "CronJob", "a" * 47),
    ],
)
def test_generate_name_is_judged_by_the_name_that_comes_of_it(api_version: str, kind: str, start: str, name_findings: Any) -> None:
    assert name_findings(api_version, kind, {"generateName": start}) == []


@pytest.mark.parametrize(
    ("api_version", "kind", "start"),
    [("v1", "ConfigMap", "A-"), ("v1", "ConfigMap", "-a"), ("v1", "Namespace", "a."), ("batch/v1", "CronJob", "a" * 48)],
)
def test_a_start_of_a_name_that_cannot_become_one_is_an_error(api_version: str, kind: str, start: str, name_findings: Any) -> None:
    [finding] = name_findings(api_version, kind, {"generateName": start})
    assert (finding.code, finding.field, finding.value) == ("K8S120", "metadata.generateName", start)


def test_a_name_makes_generate_name_unimportant(name_findings: Any) -> None:
    assert name_findings("v1", "ConfigMap", {"name": "a", "generateName": "B_"}) == []


@pytest.mark.parametrize("namespace", ["Shop", "a.b", "a" * 64, "-a", "a b"])
def test_a_malformed_namespace_is_an_error(namespace: str, name_findings: Any) -> None:
    [finding] = name_findings("v1", "ConfigMap", {"name": "a", "namespace": namespace})
    assert (finding.code, finding.field, finding.value) == ("K8S126", "metadata.namespace", namespace)


@pytest.mark.parametrize(
    ("api_version", "kind"),
    [
        ("v1", "Namespace"),
        ("rbac.authorization.k8s.io/v1", "ClusterRole"),
        ("storage.k8s.io/v1", "StorageClass"),
        ("gateway.networking.k8s.io/v1", "GatewayClass"),
    ],
)
def test_a_namespace_on_a_cluster_scoped_kind_is_an_error(api_version: str, kind: str, name_findings: Any) -> None:
    [finding] = name_findings(api_version, kind, {"name": "a", "namespace": "shop"})
    assert (finding.code, finding.field, finding.value, finding.help) == (
        "K8S127",
        "metadata.namespace",
        "shop",
        "remove metadata.namespace",
    )
    assert kind in finding.message
    assert name_findings(api_version, kind, {"name": "a", "namespace": ""}) == []


def test_a_namespaced_object_needs_no_namespace(name_findings: Any) -> None:
    assert name_findings("v1", "ConfigMap", {"name": "a"}) == []


def test_a_name_of_another_type_is_one_finding(name_findings: Any) -> None:
    assert [(f.code, f.field) for f in name_findings("v1", "ConfigMap", {"name": 1})] == [("K8S102", "metadata.name")]
    assert [(f.code, f.field) for f in name_findings("v1", "ConfigMap", {"name": "a", "namespace": 1})] == [
        ("K8S102", "metadata.namespace")
    ]


def test_a_crd_whose_spec_is_no_object_is_judged_by_its_fields_alone(findings: Any) -> None:
    crd = {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "a.b"}, "spec": []}
    assert [(f.code, f.field) for f in findings(crd)] == [("K8S102", "spec")]
    crd["spec"] = {"names": [], "group": "b", "scope": "Namespaced", "versions": []}
    assert [(f.code, f.field) for f in findings(crd)] == [("K8S102", "spec.names")]


def test_the_words_are_those_that_were_agreed(name_findings: Any, told: Any) -> None:
    cases = [(f"{kind} {name[:30]}", name_findings(api_version, kind, {"name": name})) for api_version, kind, name, _ in REFUSED]
    more: list[tuple[str, dict[str, Any]]] = [
        ("ConfigMap", {}),
        ("ConfigMap", {"generateName": "A-"}),
        ("ConfigMap", {"name": "a", "namespace": "A"}),
        ("Namespace", {"name": "a", "namespace": "a"}),
    ]
    cases += [(f"{kind} {meta}", name_findings("v1", kind, meta)) for kind, meta in more]
    cases.append(("StatefulSet", name_findings("apps/v1", "StatefulSet", {"name": "a" * 53})))
    told("object_names", cases)
