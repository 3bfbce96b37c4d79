"""Tenant: the walls of a team's namespace stand, and its roles cannot take them down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit import App, Autoscaling, CallError, Chart, Peer, Resources, Tenant, WebService
from k8skit.quantities import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from k8skit import Construct

    Of = Callable[[Construct], dict[tuple[str, str], dict[str, Any]]]


def test_a_tenant_as_a_whole(manifest_snapshot: SnapshotAssertion) -> None:
    app = App()
    Tenant(
        app,
        "team-a",
        admins=["group:team-a-admins"],
        editors=["group:team-a", "user:eve"],
        viewers=["serviceaccount:monitoring/grafana"],
        ci=True,
        quota={"cpu": 8, "memory": "32Gi", "pods": 50, "services.loadbalancers": 1},
        largest=Resources(cpu_limit=4, memory="8Gi"),
        allow_from=["ingress", Peer(cidr="203.0.113.0/24")],
        allow_to=["shared"],
        mesh="sidecar",
        labels={"cost-centre": "4711"},
    )
    assert app == manifest_snapshot


def test_the_least_tenant(manifest_snapshot: SnapshotAssertion) -> None:
    app = App()
    Tenant(app, "team-a")
    assert app == manifest_snapshot


def allowed(role: dict[str, Any], verb: str, resource: str, group: str = "") -> bool:
    """Whether a role's rules allow a request (Kubernetes documentation, Using RBAC Authorization)."""
    return any(
        ({verb, "*"} & set(r["verbs"])) and ({group, "*"} & set(r["apiGroups"])) and ({resource, "*"} & set(r["resources"]))
        for r in role["rules"]
    )


WALLS = [
    ("networkpolicies", "networking.k8s.io"),
    ("resourcequotas", ""),
    ("limitranges", ""),
    ("namespaces", ""),
    ("virtualservices", "networking.istio.io"),
    ("gateways", "networking.istio.io"),
    ("serviceentries", "networking.istio.io"),
    ("sidecars", "networking.istio.io"),
    ("envoyfilters", "networking.istio.io"),
    ("peerauthentications", "security.istio.io"),
    ("authorizationpolicies", "security.istio.io"),
    ("gateways", "gateway.networking.k8s.io"),
    ("referencegrants", "gateway.networking.k8s.io"),
    ("endpoints", ""),
    ("endpointslices", "discovery.k8s.io"),
    ("serviceaccounts/token", ""),
    ("clusterroles", "rbac.authorization.k8s.io"),
    ("clusterrolebindings", "rbac.authorization.k8s.io"),
]


@pytest.mark.parametrize("role", ["tenant-admin", "tenant-editor", "tenant-viewer"])
@pytest.mark.parametrize(("resource", "group"), WALLS)
@pytest.mark.parametrize("verb", ["create", "update", "patch", "delete", "deletecollection"])
def test_no_role_can_change_the_walls(role: str, resource: str, group: str, verb: str, of: Of) -> None:
    tenant = Tenant(App(), "team-a", admins=["group:a"], editors=["group:b"], viewers=["group:c"])
    assert not allowed(of(tenant)[("Role", role)], verb, resource, group)


@pytest.mark.parametrize("role", ["tenant-admin", "tenant-editor", "tenant-viewer"])
def test_no_role_has_a_wildcard_or_a_right_to_be_somebody_else(role: str, of: Of) -> None:
    rules = of(Tenant(App(), "team-a", admins=["group:a"], editors=["group:b"], viewers=["group:c"]))[("Role", role)]["rules"]
    words = {word for r in rules for key in ("verbs", "resources", "apiGroups") for word in r[key]}
    assert not words & {"*", "impersonate", "bind", "escalate"}


def test_rights_are_what_the_documentation_says(of: Of) -> None:
    roles = of(Tenant(App(), "team-a", admins=["group:a"], editors=["group:b"], viewers=["group:c"]))
    admin, editor, viewer = (roles[("Role", f"tenant-{who}")] for who in ("admin", "editor", "viewer"))
    assert allowed(editor, "create", "deployments", "apps")
    assert allowed(editor, "update", "secrets")
    assert allowed(editor, "create", "pods/exec")
    assert not allowed(editor, "create", "rolebindings", "rbac.authorization.k8s.io")
    assert allowed(admin, "create", "rolebindings", "rbac.authorization.k8s.io")
    assert allowed(viewer, "get", "pods")
    assert allowed(viewer, "get", "pods/log")
    assert not allowed(viewer, "get", "secrets")
    assert not allowed(viewer, "delete", "pods")


RESOURCE_OF = {
    "ConfigMap": "configmaps",
    "Deployment": "deployments",
    "HTTPRoute": "httproutes",
    "HorizontalPodAutoscaler": "horizontalpodautoscalers",
    "Ingress": "ingresses",
    "PodDisruptionBudget": "poddisruptionbudgets",
    "Service": "services",
    "ServiceAccount": "serviceaccounts",
}


def test_the_account_for_ci_may_apply_and_remove_all_that_a_web_service_is_made_of(of: Of) -> None:
    role = of(Tenant(App(), "team-a", ci=True))[("Role", "tenant-editor")]
    app = App()
    chart = Chart(app, "shop", namespace="team-a")
    given: dict[str, Any] = {"image": "registry.example.com/web:1", "resources": Resources(cpu="100m", memory="64Mi"), "config": {"A": "b"}}
    WebService(chart, "web", autoscaling=Autoscaling(2, 4, cpu=70), host="a.example.com", **given)
    WebService(chart, "api", host="b.example.com", gateway="infra/public", **given)
    made = app.manifests()
    assert {m["kind"] for m in made} == set(RESOURCE_OF)
    for m in made:
        group, _, _ = m["apiVersion"].rpartition("/")
        for verb in ("get", "create", "patch", "delete"):
            assert allowed(role, verb, RESOURCE_OF[m["kind"]], group), (verb, m["kind"])


def test_virtual_services_of_the_whole_mesh_are_changed_only_where_that_is_said(of: Of) -> None:
    subjects: dict[str, Any] = {"admins": ["group:a"], "editors": ["group:b"], "viewers": ["group:c"]}
    for wanted in (False, True):
        roles = of(Tenant(App(), "team-a", virtual_services=wanted, **subjects))
        may = {
            who: allowed(roles[("Role", f"tenant-{who}")], "create", "virtualservices", "networking.istio.io")
            for who in ("admin", "editor", "viewer")
        }
        assert may == {"admin": wanted, "editor": wanted, "viewer": False}
        assert all(allowed(roles[("Role", f"tenant-{who}")], "get", "virtualservices", "networking.istio.io") for who in may)


def test_bindings_are_named_after_their_roles_and_exist_only_where_somebody_has_them(of: Of) -> None:
    made = of(Tenant(App(), "team-a", viewers=["group:c"]))
    assert ("RoleBinding", "tenant-viewer") in made
    assert ("RoleBinding", "tenant-admin") not in made
    assert ("Role", "tenant-editor") not in made
    assert made[("RoleBinding", "tenant-viewer")]["subjects"] == [{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "c"}]


def test_short_names_of_a_quota_become_keys_that_kubernetes_has(of: Of) -> None:
    made = of(Tenant(App(), "team-a", quota={"cpu": 8, "memory": "32Gi", "pods": 50, "limits.cpu": 16}))
    assert made[("ResourceQuota", "tenant")]["spec"]["hard"] == {
        "requests.cpu": "8",
        "requests.memory": "32Gi",
        "limits.memory": "32Gi",
        "pods": "50",
        "limits.cpu": "16",
    }


RESOURCES = ("cpu", "memory", "ephemeral-storage")


@given(
    st.dictionaries(
        st.sampled_from(["cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "ephemeral-storage", "pods", "services"]),
        st.integers(1, 64).map(lambda n: f"{n}Gi"),
        min_size=1,
    ).filter(lambda quota: not ({"cpu", "requests.cpu"} <= quota.keys() or {"memory", "limits.memory"} <= quota.keys()))
)
def test_every_pod_is_admissible_under_the_quota_by_the_limit_range(quota: dict[str, str]) -> None:
    app = App()
    Tenant(app, "team-a", quota=quota)
    made = {m["kind"]: m for m in app.manifests() if m["kind"] in ("ResourceQuota", "LimitRange")}
    item = made["LimitRange"]["spec"]["limits"][0]
    defaults = {"requests": {**item.get("default", {}), **item.get("defaultRequest", {})}, "limits": item.get("default", {})}
    for key, bound in made["ResourceQuota"]["spec"]["hard"].items():
        side, _, resource = key.partition(".")
        if side in defaults and resource in RESOURCES:
            assert resource in defaults[side], f"a pod without {key} would be refused"
            assert compare(defaults[side][resource], bound) <= 0
    for resource, request in item.get("defaultRequest", {}).items():
        if resource in item.get("default", {}):
            assert compare(request, item["default"][resource]) <= 0


def test_defaults_that_do_not_fit_under_the_quota_are_refused() -> None:
    with pytest.raises(CallError, match="one container gets 2Gi of memory by default, and the quota allows 1Gi for all"):
        Tenant(App(), "team-a", quota={"memory": "1Gi"}, defaults=Resources(memory="2Gi"))


def test_nothing_comes_in_or_goes_out_but_what_is_named(of: Of) -> None:
    made = of(Tenant(App(), "team-a", allow_from=["ingress"]))
    policies = {name: m["spec"] for (kind, name), m in made.items() if kind == "NetworkPolicy"}
    assert set(policies) == {"default-deny", "allow-dns", "allow-same-namespace", "allow-from-others"}
    assert policies["default-deny"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    [dns] = policies["allow-dns"]["egress"]
    assert dns["ports"] == [{"protocol": "UDP", "port": 53}, {"protocol": "TCP", "port": 53}]
    assert policies["allow-from-others"]["ingress"] == [
        {"from": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ingress"}}}]}
    ]
    assert policies["allow-same-namespace"]["ingress"] == [{"from": [{"podSelector": {}}]}]


def test_the_default_account_has_no_token(of: Of) -> None:
    assert of(Tenant(App(), "team-a"))[("ServiceAccount", "default")]["automountServiceAccountToken"] is False


@pytest.mark.parametrize(
    ("mesh", "label"),
    [("sidecar", ("istio-injection", "enabled")), ("ambient", ("istio.io/dataplane-mode", "ambient")), ("1-30", ("istio.io/rev", "1-30"))],
)
def test_a_mesh_is_a_label_of_the_namespace_and_an_opening_for_its_own_traffic(mesh: str, label: tuple[str, str], of: Of) -> None:
    made = of(Tenant(App(), "team-a", mesh=mesh))
    assert made[("Namespace", "team-a")]["metadata"]["labels"][label[0]] == label[1]
    opening = made[("NetworkPolicy", "allow-mesh")]["spec"]
    if mesh == "ambient":
        assert (opening["policyTypes"], opening["ingress"]) == (["Ingress"], [{"from": [{"ipBlock": {"cidr": "169.254.7.127/32"}}]}])
    else:
        assert (opening["policyTypes"], opening["egress"][0]["ports"]) == (["Egress"], [{"port": 15012}])


def test_everything_that_cannot_be_is_told_together_at_its_parameter() -> None:
    with pytest.raises(CallError) as e:
        Tenant(
            App(),
            "kube-public",
            admins=["group:a", "team-a-admins"],
            viewers=["serviceaccount:ci"],
            quota={"memory": "1Gi"},
            largest=Resources(memory="2Gi"),
            owners=["bob"],
        )
    assert [(f.field, f.message) for f in e.value.findings] == [
        ("id", "the namespace kube-public is Kubernetes' own"),
        ("admins[1]", "'team-a-admins' names no subject"),
        ("viewers[0]", "'serviceaccount:ci' names no subject"),
        ("largest", "one container may have 2Gi of memory, and the quota allows 1Gi for all"),
        ("owners[0]", "'bob' is no owner that CODEOWNERS knows"),
    ]
    assert all(f.help and f.origin is not None for f in e.value.findings)


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({"quota": {"cpu": "-1"}}, "quota['cpu']", "a quota of -1 is less than nothing"),
        ({"labels": {"pod-security.kubernetes.io/enforce": "privileged"}}, "labels", "is made from pod_security"),
        ({"labels": {"kubernetes.io/metadata.name": "x"}}, "labels", "is made by the API server"),
        ({"labels": {"istio-injection": "disabled"}, "mesh": "1-30"}, "labels", "is made from mesh"),
        (
            {"quota": {"cpu": 8, "requests.cpu": 4}},
            "quota['requests.cpu']",
            "quota says requests.cpu twice, 8 by cpu and 4 by requests.cpu",
        ),
        ({"quota": {"limits.memory": "8Gi", "memory": "4Gi"}}, "quota['memory']", "twice, 8Gi by limits.memory and 4Gi by memory"),
        ({"name": "istio-system"}, "name", "the namespace istio-system is Istio's own"),
        ({"mesh": "no label"}, "mesh", "mesh is no valid label value"),
    ],
)
def test_what_would_undo_the_walls_is_told_at_its_parameter(given: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(CallError) as e:
        Tenant(App(), "team-a", **given)
    assert [f.field for f in e.value.findings] == [field]
    assert message in e.value.findings[0].message


def test_a_quota_may_say_the_same_twice(of: Of) -> None:
    made = of(Tenant(App(), "team-a", quota={"cpu": 8, "requests.cpu": "8000m"}))
    assert made[("ResourceQuota", "tenant")]["spec"]["hard"] == {"requests.cpu": "8"}


def test_a_label_of_a_mesh_may_be_given_where_mesh_is_not(of: Of) -> None:
    made = of(Tenant(App(), "team-a", labels={"istio-injection": "enabled"}))
    assert made[("Namespace", "team-a")]["metadata"]["labels"]["istio-injection"] == "enabled"


def limits_of(of: Of, **given: Any) -> dict[str, Any]:
    limits: dict[str, Any] = of(Tenant(App(), "team-a", **given))[("LimitRange", "tenant")]["spec"]["limits"][0]
    return limits


def test_defaults_are_small_and_never_a_whole_quota(of: Of) -> None:
    made = limits_of(of, quota={"memory": "8Gi", "ephemeral-storage": "50Gi"}, defaults=Resources(cpu="10m"))
    assert made["defaultRequest"] == {"cpu": "10m", "memory": "128Mi", "ephemeral-storage": "1Gi"}
    assert made["default"] == {"memory": "128Mi", "ephemeral-storage": "1Gi"}


def test_defaults_are_no_more_than_the_largest_container(of: Of) -> None:
    made = limits_of(of, largest=Resources(cpu_limit="10m", memory="64Mi"))
    assert made["defaultRequest"] == {"cpu": "10m", "memory": "64Mi"}
    assert made["default"] == {"memory": "64Mi"}
    assert made["max"] == {"cpu": "10m", "memory": "64Mi"}


def test_the_largest_container_may_take_the_whole_quota() -> None:
    Tenant(App(), "team-a", quota={"memory": "1Gi"}, largest=Resources(memory="1024Mi"))


def test_everything_but_the_namespace_is_in_it(of: Of) -> None:
    for (kind, _), m in of(Tenant(App(), "walls", name="team-a", ci=True, quota={"cpu": 1}, editors=["group:a"])).items():
        assert m["metadata"].get("namespace") == (None if kind == "Namespace" else "team-a")
