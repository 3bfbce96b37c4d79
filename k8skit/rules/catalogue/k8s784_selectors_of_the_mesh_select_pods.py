"""The selector of an object of Istio selects pods of its namespace.

Reads PeerAuthentications, RequestAuthentications, EnvoyFilters, ProxyConfigs, WasmPlugins, TrafficExtensions and DestinationRules with a selector, and the
workloads of their namespaces. Objects of the mesh's root namespace are for pods of others too.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, shown
from ..gateways import is_default
from ..mesh import DESTINATION_RULE
from ..mesh_config import mesh_config
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S784"
_KINDS = (
    "extensions.istio.io/TrafficExtension",
    "extensions.istio.io/WasmPlugin",
    DESTINATION_RULE,
    "networking.istio.io/EnvoyFilter",
    "networking.istio.io/ProxyConfig",
    "security.istio.io/PeerAuthentication",
    "security.istio.io/RequestAuthentication",
)
_GATEWAYS = ("egress", "gateway", "ingress", "waypoint")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each selector that selects nothing."""
    root = mesh_config(context).root
    for m in context.of(*_KINDS):
        namespace = context.namespace_of(m)
        if namespace == root or not context.workloads(namespace) or context.makes_pods(namespace):
            continue
        spec = mapping(m.object.get("spec"))
        for key, inner in (("selector", "matchLabels"), ("workloadSelector", "matchLabels"), ("workloadSelector", "labels")):
            labels = mapping(mapping(spec.get(key)).get(inner))
            if not labels or context.selected(namespace, labels) or is_default(labels):
                continue
            if any(word in str(value) for value in labels.values() for word in _GATEWAYS):
                continue  # gateways are mostly installed apart from what they serve
            yield context.finding(
                CODE,
                m,
                f"spec.{key}.{inner}",
                f'{m.kind} "{m.name}" selects no pod',
                severity=WARNING,
                value=labels,
                help=f"no workload of namespace {namespace} has the labels {shown(labels)}",
            )


RULE = Rule(
    CODE,
    "a selector of the mesh selects pods",
    severity=WARNING,
    on=_KINDS,
    needs=("matchLabels", "labels"),
    reads=(*_KINDS, "ConfigMap", *WORKLOADS),
    check=check,
    why="The object holds for no pod; those that it is meant for are left as they are.",
    source="Istio documentation, Workload Selector; Peer Authentication; Request Authentication; Envoy Filter; Proxy Config; Wasm Plugin",
    fix="Select by labels that the pods have.",
)
