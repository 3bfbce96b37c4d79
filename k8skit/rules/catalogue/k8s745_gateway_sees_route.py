"""A VirtualService is exported to the namespaces where its gateways' pods are.

Reads `exportTo` and `gateways` of VirtualServices, their Gateways, and the workloads that these select. A gateway's pods look at what is exported to their own
namespace; where these are not in the set, Istio's own gateways are taken to stand in `istio-system`.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.istio import MESH, ROOT, gateway_of
from ..context import WORKLOADS, mapping, sequence
from ..gateways import GATEWAY, is_default, selected_by
from ..mesh import VIRTUAL_SERVICE, scopes
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S745"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each VirtualService that a gateway of its own does not see."""
    for m in context.of(VIRTUAL_SERVICE):
        spec = mapping(m.object.get("spec"))
        own = context.namespace_of(m)
        seen_by = scopes(m, own)
        if "*" in seen_by:
            continue
        for written in sequence(spec.get("gateways")):
            if type(written) is not str or written == MESH:
                continue
            gateway = context.find(GATEWAY, *gateway_of(written, own))
            labels = mapping(mapping(gateway.object.get("spec")).get("selector")) if gateway else {}
            spaces = {w.namespace for w in selected_by(context, labels)} or ({ROOT} if is_default(labels) else set())
            if spaces and not spaces & seen_by:
                at = ", ".join(sorted(spaces))
                yield context.finding(
                    CODE,
                    m,
                    "spec.exportTo",
                    f'VirtualService "{m.name}" is not exported to namespace {at}, where the pods of its Gateway "{written}" are',
                    severity=WARNING,
                    value=spec.get("exportTo"),
                    help=f"add {at} to exportTo; the gateway answers with 404 otherwise",
                )
                break


RULE = Rule(
    CODE,
    "a gateway sees the routes that are for it",
    severity=WARNING,
    on=(VIRTUAL_SERVICE,),
    needs=("exportTo",),
    reads=(VIRTUAL_SERVICE, GATEWAY, *WORKLOADS),
    check=check,
    why="The gateway does not know the route, and answers with 404.",
    source="Istio documentation, Virtual Service: exportTo",
    fix="Export the VirtualService to the namespace of the gateway's pods.",
)
