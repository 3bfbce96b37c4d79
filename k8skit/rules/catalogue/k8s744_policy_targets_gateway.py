"""A policy for a Gateway of the Gateway API names it.

Reads `selector` of AuthorizationPolicies, RequestAuthentications, Telemetries and WasmPlugins, and workloads with the label
`gateway.networking.k8s.io/gateway-name`: those that Istio makes for Gateways, if the set has them.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S744"
KINDS = (
    "security.istio.io/AuthorizationPolicy",
    "security.istio.io/RequestAuthentication",
    "telemetry.istio.io/Telemetry",
    "extensions.istio.io/WasmPlugin",
)
_LABEL = "gateway.networking.k8s.io/gateway-name"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each policy that selects a gateway's pods by labels."""
    for m in context.of(*KINDS):
        spec = mapping(m.object.get("spec"))
        labels = mapping(mapping(spec.get("selector")).get("matchLabels"))
        if spec.get("targetRef") or spec.get("targetRefs") or spec.get("selector") is None:
            continue
        namespace = context.namespace_of(m)
        name = labels.get(_LABEL)
        if name is None:
            selected = context.selected(namespace, labels) if labels else context.workloads(namespace)
            name = next((w.labels[_LABEL] for w in selected if _LABEL in w.labels), None)
        if name is not None:
            yield context.finding(
                CODE,
                m,
                "spec.selector",
                f'{m.kind} "{m.name}" selects the pods of Gateway "{name}", which has no effect there',
                severity=WARNING,
                value=labels,
                help=f"set targetRefs: [{{group: gateway.networking.k8s.io, kind: Gateway, name: {name}}}]",
            )


RULE = Rule(
    CODE,
    "a policy for a Gateway of the Gateway API names it",
    severity=WARNING,
    on=KINDS,
    needs=(_LABEL,),
    reads=(*KINDS, *WORKLOADS),
    check=check,
    why="Istio attaches policies to such Gateways by targetRefs; a selector is ignored there, and nothing is protected.",
    source="Istio documentation, Kubernetes Gateway API: Mesh policies; Configuration Analysis, IneffectiveSelector",
    fix="Name the Gateway in targetRefs.",
    known_as=("istioctl IST0166",),
)
