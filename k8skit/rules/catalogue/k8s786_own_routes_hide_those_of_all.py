"""A VirtualService of a few namespaces has no host that one of all namespaces has by a wildcard, nor the other way round.

Reads the hosts and `exportTo` of VirtualServices for sidecars. The same host twice is another finding.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.istio import MESH, expand
from ..context import mapping, sequence
from ..mesh import DESTINATION_RULE, VIRTUAL_SERVICE, cluster_domain, scopes
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S786"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each host that is within a wildcard, and for that wildcard."""
    public: dict[str, tuple[Manifest, int, str]] = {}
    within: dict[str, tuple[Manifest, int, str]] = {}
    own: list[tuple[Manifest, int, str]] = []
    domain = cluster_domain(context)
    for m in context.of(VIRTUAL_SERVICE):
        spec, namespace = mapping(m.object.get("spec")), context.namespace_of(m)
        if spec.get("gateways") and MESH not in sequence(spec["gateways"]):
            continue
        for_all = "*" in scopes(m, namespace)
        for i, written in enumerate(sequence(spec.get("hosts"))):
            if type(written) is not str or not written:
                continue
            host = expand(written, namespace, domain)
            if not for_all:
                own.append((m, i, host))
                continue
            if host[0] == "*":
                public.setdefault(host, (m, i, host))
            for wider in _wider(host):
                within.setdefault(wider, (m, i, host))
    told: set[tuple[int, int]] = set()
    for m, i, host in own:
        other = next((public[wider] for wider in _wider(host) if wider in public), None) or within.get(host)
        if other is None:
            continue
        for (one, k, its), (rest, _, theirs) in (((m, i, host), other), (other, (m, i, host))):
            if (id(one), k) not in told:
                told.add((id(one), k))
                yield context.finding(
                    CODE,
                    one,
                    f"spec.hosts[{k}]",
                    f'VirtualService "{one.name}" has the host {its}, and "{context.namespace_of(rest)}/{rest.name}" has {theirs}',
                    severity=WARNING,
                    value=its,
                    help="the narrower host counts, with its routes alone; put the routes of both into one VirtualService if both are meant",
                )


def _wider(host: str) -> Iterator[str]:
    """The wildcards that a host is within, without itself, the narrowest first."""
    parts = host.split(".")
    for i in range(2 if parts[0] == "*" else 1, len(parts)):
        yield ".".join(("*", *parts[i:]))
    if host != "*":
        yield "*"


RULE = Rule(
    CODE,
    "routes of a namespace do not hide those of all",
    severity=WARNING,
    on=(VIRTUAL_SERVICE,),
    least=2,
    needs=("exportTo",),
    opt_in=True,
    reads=(VIRTUAL_SERVICE, DESTINATION_RULE, "ConfigMap"),
    check=check,
    why="A sidecar takes the routes of the narrowest host alone: in these namespaces those of the wildcard are left out.",
    source="Istio documentation, Virtual Service: hosts, exportTo; Configuration Analysis, ConflictingMeshGatewayVirtualServiceHosts",
    fix="Write the routes of the wildcard into the other VirtualService too, if they are meant there.",
    known_as=("istioctl IST0109",),
)
