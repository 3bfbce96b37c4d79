"""A host has one VirtualService for the sidecars of a namespace.

Reads `hosts` and `exportTo` of VirtualServices for the mesh (no `gateways`, or `mesh` among them). Short names are expanded. Two for one host conflict where a
namespace sees both.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ...semantics.istio import MESH, expand
from ..context import mapping, sequence
from ..mesh import DESTINATION_RULE, VIRTUAL_SERVICE, cluster_domain, scopes
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S718"
_LISTED = 5
"""How many others a finding names."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each VirtualService that shares a host."""
    seen: dict[str, dict[str, dict[tuple[str, str], Manifest]]] = {}
    domain = cluster_domain(context)
    hosts_of: list[tuple[Manifest, tuple[str, str], list[tuple[int, str]], set[str]]] = []
    for m in context.of(VIRTUAL_SERVICE):
        spec = mapping(m.object.get("spec"))
        gateways = sequence(spec.get("gateways"))
        if gateways and MESH not in gateways:
            continue
        namespace = context.namespace_of(m)
        me = (namespace, m.name)
        hosts = [(i, expand(h, namespace, domain)) for i, h in enumerate(sequence(spec.get("hosts"))) if type(h) is str and h]
        seen_by = scopes(m, namespace)
        hosts_of.append((m, me, hosts, seen_by))
        for _, host in hosts:
            for scope in seen_by:
                seen.setdefault(host, {}).setdefault(scope, {})[me] = m
    for m, me, hosts, seen_by in hosts_of:
        for i, host in hosts:
            by_scope = seen.get(host, {})
            others, even = _others(by_scope, me, sorted(seen_by & by_scope.keys())), True
            if not others:
                even = False
                others = _others(by_scope, me, by_scope if "*" in seen_by else ["*"])
            if others:
                yield context.finding(
                    CODE,
                    m,
                    f"spec.hosts[{i}]",
                    f"the sidecars take one VirtualService for the host {host}, and there is {', '.join('/'.join(key) for key in sorted(others))} too",
                    severity=ERROR if even else WARNING,
                    value=host,
                    help="put the routes into one VirtualService, or export each to its own namespace alone"
                    + ("" if even else "; in a namespace that has one of its own, that one counts"),
                )


def _others(by_scope: dict[str, dict[tuple[str, str], Manifest]], me: tuple[str, str], scopes: Iterable[str]) -> list[tuple[str, str]]:
    """Some of the others that are seen in these namespaces."""
    found: dict[tuple[str, str], None] = {}
    for scope in scopes:
        for key in by_scope.get(scope, ()):
            if key != me:
                found[key] = None
                if len(found) == _LISTED:
                    return list(found)
    return list(found)


RULE = Rule(
    CODE,
    "a host has one VirtualService for the mesh",
    severity=ERROR,
    on=(VIRTUAL_SERVICE,),
    least=2,
    reads=(VIRTUAL_SERVICE, DESTINATION_RULE, "ConfigMap"),
    check=check,
    why="A sidecar takes the routes of one of them, the oldest, and none of the others': VirtualServices are merged at gateways only.",
    source="Istio documentation, Traffic Management Best Practices; Configuration Analysis, ConflictingMeshGatewayVirtualServiceHosts",
    fix="Merge them into one VirtualService.",
    known_as=("istioctl IST0109",),
)
