"""Tenant: a namespace for a team, with the walls that make it one: rights, quota, limits, network policies, Pod Security."""

from __future__ import annotations

from ..core.construct import Construct
from ..core.fields import field
from ..core.references import NamespaceRef
from ..core.teams import announce
from ..core.types import LabelKey, LabelValue, NamespaceName, Quantity
from ..errors import CallError
from ..objects.namespace import Namespace
from ..objects.network_policy import Allow, NetworkPolicy, NetworkPort, Peer
from ..objects.quota import LimitRange, ResourceQuota
from ..objects.rbac import PolicyRule, Role, RoleBinding, RoleRef, Subject
from ..objects.resources import Resources
from ..objects.service_account import ServiceAccount
from ..objects.typed import EMPTY
from ..quantities import compare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Literal

_READ = ("get", "list", "watch")
_WRITE = ("create", "update", "patch", "delete", "deletecollection")
_AMBIENT_PROBES = "169.254.7.127/32"  # from where probes come in ambient mode (Istio documentation, Ambient and Kubernetes NetworkPolicy)
_DNS = (NetworkPort(port=53, protocol="UDP"), NetworkPort(port=53, protocol="TCP"))

_SEEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "",
        (
            "configmaps",
            "endpoints",
            "events",
            "limitranges",
            "persistentvolumeclaims",
            "pods",
            "pods/log",
            "pods/status",
            "replicationcontrollers",
            "resourcequotas",
            "serviceaccounts",
            "services",
        ),
    ),
    ("apps", ("controllerrevisions", "daemonsets", "deployments", "replicasets", "statefulsets")),
    ("autoscaling", ("horizontalpodautoscalers",)),
    ("batch", ("cronjobs", "jobs")),
    ("discovery.k8s.io", ("endpointslices",)),
    ("external-secrets.io", ("externalsecrets",)),
    ("gateway.networking.k8s.io", ("gateways", "grpcroutes", "httproutes")),
    ("networking.istio.io", ("destinationrules", "virtualservices")),
    ("networking.k8s.io", ("ingresses", "networkpolicies")),
    ("policy", ("poddisruptionbudgets",)),
)
_CHANGED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("configmaps", "persistentvolumeclaims", "pods", "secrets", "serviceaccounts", "services")),
    ("apps", ("daemonsets", "deployments", "deployments/scale", "statefulsets", "statefulsets/scale")),
    ("autoscaling", ("horizontalpodautoscalers",)),
    ("batch", ("cronjobs", "jobs")),
    ("gateway.networking.k8s.io", ("grpcroutes", "httproutes")),
    ("networking.istio.io", ("destinationrules",)),
    ("networking.k8s.io", ("ingresses",)),
    ("policy", ("poddisruptionbudgets",)),
)

_MESH_LABELS = ("istio-injection", "istio.io/rev", "istio.io/dataplane-mode")
_STANDARD = {"cpu": "50m", "memory": "128Mi", "ephemeral-storage": "1Gi"}
"""What a container gets that says nothing, where a quota needs it and `defaults` do not tell."""

QUOTA_KEYS: dict[str, tuple[str, ...]] = {
    "cpu": ("requests.cpu",),
    "memory": ("requests.memory", "limits.memory"),
    "storage": ("requests.storage",),
    "ephemeral-storage": ("requests.ephemeral-storage", "limits.ephemeral-storage"),
}
"""What the short names of a quota mean. All other names are written as they are (Kubernetes documentation, Resource Quotas)."""


class Tenant(Construct):
    """A team's namespace and what keeps it apart from others.

    Makes a Namespace with its Pod Security level; a ResourceQuota and a LimitRange that makes every pod admissible under it; network policies: nothing
    in or out but DNS, the namespace itself and the named others; Roles for admins, editors and viewers and their bindings; the `default` ServiceAccount
    without a token; a ServiceAccount for CI on request.

    The roles are its own. The built-in `edit` may change NetworkPolicies and make tokens of every ServiceAccount, and `admin` more: with them a team could
    take down its own walls (Kubernetes documentation, RBAC Good Practices). Nobody may change VirtualServices unless `virtual_services` says so: one of this
    namespace with the host of another team's Service takes that team's requests, since Istio exports it to all namespaces.

        team = Tenant(app, "team-a", admins=["group:team-a-admins"], quota={"cpu": 8, "memory": "32Gi", "pods": 50})
        shop = Chart(app, "shop", namespace=team.namespace)

    Args:
        scope: the construct that this one is part of.
        id: its id, and the namespace's name where `name` is not given.
        name: name of the namespace (default: the id).
        admins: who may do all that editors may, and manage Roles and RoleBindings within the namespace: `user:NAME`, `group:NAME` or
            `serviceaccount:NAMESPACE/NAME` (default: nobody).
        editors: who may change workloads and what belongs to them, Secrets and ServiceAccounts too: whoever makes pods can read and use them anyway
            (default: nobody).
        viewers: who may look, but not at Secrets (default: nobody).
        ci: make a ServiceAccount named `ci` with the rights of editors: it may apply a WebService; a NetworkPolicy, an ExternalSecret and what configures a
            mesh it may not (default False).
        virtual_services: let admins and editors change VirtualServices too; have an admission policy hold their `hosts` and `exportTo` to the namespace's own
            (default False: whoever runs the mesh applies them; HTTPRoutes they may change, since a Gateway says whom it takes routes from).
        quota: what the namespace may use in all: `cpu` (requests), `memory` (requests and limits), `storage`, `pods`, or full names of Kubernetes such as
            `services.loadbalancers` (default: no quota).
        defaults: requests and limits for containers that have none; needed by the quota, so there is always one (default: 50m CPU, 128Mi memory; 1Gi of
            ephemeral storage under a quota of it).
        largest: most that one container may have (default: not bounded).
        pod_security: the Pod Security level (default `restricted`).
        pod_security_version: the minor whose definition counts, such as `v1.35` (default: the cluster's own).
        allow_from: namespaces, or peers, that may connect to its pods, such as the ingress controller's (default: none).
        allow_to: namespaces, or peers, that its pods may connect to (default: none).
        mesh: put its pods into an Istio mesh: `sidecar`, `ambient`, or the name of a revision (default: not).
        labels: further labels of the namespace (default: none).
        annotations: annotations of the namespace (default: none).
        team: name of the team, for the layout `folder-per-team`; a team may have several tenants (default: the id).
        owners: who must review changes of the team's output, as CODEOWNERS names them: `@user`, `@organisation/team` or an address (default: nobody). They
            are written where `codeowners` of the configuration says.

    Attributes:
        namespace: a reference to the namespace, for charts.
        ci_account: the ServiceAccount for CI; None where there is none.
        resource_quota: the ResourceQuota; None without `quota`.
        limit_range: the LimitRange.

    Invariants:
        - A quota has keys that Kubernetes counts, and amounts.
        - Every pod is admissible under the quota by the defaults of the LimitRange.
        - What a container gets by default fits under what the largest may have, and that under the quota.
        - The workloads of charts in the namespace fit under the quota, a rollout's surge too.
        - No container is larger than the largest may be.
        - Pods satisfy the Pod Security level of the namespace, and labels do not undo it.
        - Bindings are to roles and accounts that there are.
        - Subjects and owners are written so that they name somebody.
        - A namespace is one tenant's, and not Kubernetes' own.

    Raises:
        CallError: as every construct, and for defaults that do not fit under the quota (K8S902).
    """

    name: NamespaceName | None = None
    admins: Sequence[str] = ()
    editors: Sequence[str] = ()
    viewers: Sequence[str] = ()
    ci: bool = False
    virtual_services: bool = False
    quota: Mapping[str, Quantity] = EMPTY
    defaults: Resources | None = None
    largest: Resources | None = None
    pod_security: Literal["privileged", "baseline", "restricted"] = "restricted"
    pod_security_version: str | None = None
    allow_from: Sequence[NamespaceName | Peer] = ()
    allow_to: Sequence[NamespaceName | Peer] = ()
    mesh: LabelValue | None = None
    labels: Mapping[LabelKey, LabelValue] = EMPTY
    annotations: Mapping[str, str] = EMPTY
    team: LabelValue | None = None
    owners: Sequence[str] = ()

    namespace: NamespaceRef = field(init=False)
    ci_account: ServiceAccount | None = field(init=False)
    resource_quota: ResourceQuota | None = field(init=False)
    limit_range: LimitRange = field(init=False)

    def compose(self) -> None:
        """Make the objects."""
        name = self.name or self.id
        self.namespace = NamespaceRef(name)
        self.refuse_all(self._problems(name))
        announce(self, self.team or self.id, name, self.owners)
        Namespace(
            self,
            "namespace",
            name=name,
            labels={**self._mesh_labels(), **self.labels},
            annotations=self.annotations,
            pod_security=self.pod_security,
            pod_security_version=self.pod_security_version,
        )
        ServiceAccount(self, "default", namespace=name, name="default")
        self.ci_account = ServiceAccount(self, "ci", namespace=name) if self.ci else None
        self._limits(name)
        self._network(name)
        self._access(name)

    def _problems(self, name: str) -> Iterator[CallError]:
        """What cannot be, in the order of the parameters."""
        if name in ("default", "istio-system") or name.startswith("kube-"):
            help = "its walls would close the cluster's own pods in; choose another name"
            whose = "Istio's" if name == "istio-system" else "Kubernetes'"
            yield self.refuse(f"the namespace {name} is {whose} own", field="name" if self.name else "id", value=name, help=help)
        for who in ("admins", "editors", "viewers"):
            for i, subject in enumerate(getattr(self, who)):
                try:
                    Subject.parse(subject)
                except CallError as e:
                    yield self.refuse(e.findings[0].message, field=f"{who}[{i}]", value=subject, help=e.findings[0].help)
        for key, value in self.quota.items():
            if compare(str(value), "0") < 0:
                yield self.refuse(
                    f"a quota of {value} is less than nothing", field=f"quota[{key!r}]", value=value, help="write how much there is in all"
                )
        said: dict[str, str] = {}
        for key, value in self.quota.items():
            for full in QUOTA_KEYS.get(key, (key,)):
                other = said.setdefault(full, key)
                if other != key and compare(str(self.quota[other]), str(value)) != 0:
                    message = f"quota says {full} twice, {self.quota[other]} by {other} and {value} by {key}"
                    help = f"write {' and '.join(QUOTA_KEYS.get(other, QUOTA_KEYS.get(key, ())))} instead of the short name"
                    yield self.refuse(message, field=f"quota[{key!r}]", value=value, help=help)
        for key in self.labels:
            if key.startswith("pod-security.kubernetes.io/"):
                help = "give pod_security, pod_security_version, or patch the Namespace"
                yield self.refuse(f"the label {key} is made from pod_security", field="labels", value=key, help=help)
            elif key == "kubernetes.io/metadata.name" or (self.mesh and key in _MESH_LABELS):
                help = "leave it out" if self.mesh is None or key not in _MESH_LABELS else "leave it out, or leave mesh out"
                by = "mesh" if key in _MESH_LABELS else "the API server"
                yield self.refuse(f"the label {key} is made {'from' if by == 'mesh' else 'by'} {by}", field="labels", value=key, help=help)
        most = (self.largest.to_manifest() if self.largest else {}).get("limits", {})
        for key, value in self.quota.items():
            if key in most and key in QUOTA_KEYS and compare(str(most[key]), str(value)) > 0:
                help = "no container can ever be so large; give a smaller one, or a larger quota"
                message = f"one container may have {most[key]} of {key}, and the quota allows {value} for all"
                yield self.refuse(message, field="largest", value=most[key], help=help)
        for i, owner in enumerate(self.owners):
            if any(c.isspace() or c == "#" for c in owner) or not ((owner[:1] == "@" and owner[1:]) or owner[1:-1].find("@") >= 0):
                help = "write @user, @organisation/team or user@example.com"
                yield self.refuse(f"{owner!r} is no owner that CODEOWNERS knows", field=f"owners[{i}]", value=owner, help=help)

    def _mesh_labels(self) -> dict[str, str]:
        if self.mesh is None:
            return {}
        if self.mesh == "sidecar":
            return {"istio-injection": "enabled"}
        if self.mesh == "ambient":
            return {"istio.io/dataplane-mode": "ambient"}
        return {"istio.io/rev": self.mesh}

    def _limits(self, name: str) -> None:
        hard: dict[str, Quantity] = {}
        for key, value in self.quota.items():
            for full in QUOTA_KEYS.get(key, (key,)):
                hard[full] = value
        self.resource_quota = ResourceQuota(self, "quota", namespace=name, name="tenant", hard=hard) if hard else None
        largest = (self.largest.to_manifest() if self.largest else {}).get("limits", {})
        given = self.defaults.to_manifest() if self.defaults else {}
        requests, limits = dict(given.get("requests", {})), dict(given.get("limits", {}))
        if self.defaults is None:
            requests = {r: _least(r, largest.get(r)) for r in ("cpu", "memory")}
            limits = {"memory": requests["memory"]}
        for full in hard:
            side, _, resource = full.partition(".")
            if resource not in _STANDARD:
                continue
            fallback = _least(resource, largest.get(resource), hard[full])
            if side == "limits" and resource not in limits:
                limits[resource] = requests.get(resource, fallback)
            if side == "requests" and resource not in requests:
                requests[resource] = limits.get(resource, fallback)
        for side, values in (("requests", requests), ("limits", limits)):
            for resource, value in values.items():
                bound = hard.get(f"{side}.{resource}")
                if bound is not None and compare(str(value), str(bound)) > 0:
                    raise self.refuse(
                        f"one container gets {value} of {resource} by default, and the quota allows {bound} for all",
                        field="defaults",
                        value=value,
                        help=f"give smaller defaults, such as defaults=Resources({resource}=...), or a larger quota",
                    )
        self.limit_range = LimitRange(self, "limits", namespace=name, name="tenant", default=limits, default_request=requests, max=largest)

    def _network(self, name: str) -> None:
        NetworkPolicy(self, "default-deny", namespace=name, ingress=[], egress=[])
        NetworkPolicy(
            self, "allow-dns", namespace=name, egress=[Allow(peers=[Peer.namespace("kube-system", {"k8s-app": "kube-dns"})], ports=_DNS)]
        )
        inside = [Allow(peers=[Peer(pods={})])]
        NetworkPolicy(self, "allow-same-namespace", namespace=name, ingress=inside, egress=inside)
        sources, targets = [_peer(p) for p in self.allow_from], [_peer(p) for p in self.allow_to]
        if sources:
            NetworkPolicy(self, "allow-from-others", namespace=name, ingress=[Allow(peers=sources)])
        if targets:
            NetworkPolicy(self, "allow-to-others", namespace=name, egress=[Allow(peers=targets)])
        if self.mesh == "ambient":
            NetworkPolicy(self, "allow-mesh", namespace=name, ingress=[Allow(peers=[Peer(cidr=_AMBIENT_PROBES)])])
        elif self.mesh is not None:
            control = Allow(peers=[Peer.namespace("istio-system")], ports=[NetworkPort(port=15012)])
            NetworkPolicy(self, "allow-mesh", namespace=name, egress=[control])

    def _access(self, name: str) -> None:
        see = [PolicyRule(groups=[g], resources=r, verbs=_READ) for g, r in _SEEN]
        routes = {"networking.istio.io": ("virtualservices",)} if self.virtual_services else {}
        change = [PolicyRule(groups=[g], resources=(*r, *routes.get(g, ())), verbs=(*_READ, *_WRITE)) for g, r in _CHANGED]
        enter = PolicyRule(resources=["pods/attach", "pods/exec", "pods/portforward"], verbs=["get", "create"])
        evict = PolicyRule(resources=["pods/eviction"], verbs=["create"])
        manage = [PolicyRule(groups=["rbac.authorization.k8s.io"], resources=["rolebindings", "roles"], verbs=(*_READ, *_WRITE))]
        ci = [f"serviceaccount:{name}/ci"] if self.ci else []
        for who, rules, subjects in (
            ("admin", [*see, *change, enter, evict, *manage], self.admins),
            ("editor", [*see, *change, enter, evict], [*self.editors, *ci]),
            ("viewer", see, self.viewers),
        ):
            if subjects:
                role = f"tenant-{who}"
                Role(self, f"{who}-role", namespace=name, name=role, rules=rules)
                RoleBinding(
                    self, f"{who}-binding", namespace=name, name=role, role=RoleRef(role), subjects=[Subject.parse(s) for s in subjects]
                )


def _least(resource: str, *bounds: Quantity | None) -> Quantity:
    """The standard default of a resource, or the least bound below it."""
    least: Quantity = _STANDARD[resource]
    for bound in bounds:
        if bound is not None and compare(str(bound), str(least)) < 0:
            least = bound
    return least


def _peer(given: str | Peer) -> Peer:
    return Peer.namespace(given) if isinstance(given, str) else given
