"""Clients speak mutual TLS to pods that take nothing else.

Reads `trafficPolicy.tls` of DestinationRules, and of their ports and subsets, the PeerAuthentications of the pods behind their Services, and which pods are
in the mesh. A client whose rule says DISABLE sends plain text, one whose rule says SIMPLE or MUTUAL shows no certificate of the mesh: a pod that is STRICT
refuses both. Where nothing is said of TLS, Istio chooses what the pod takes.
"""

from __future__ import annotations

from ...finding import ERROR
from ..behind import OF_NODES
from ..context import WORKLOADS, mapping, sequence
from ..injection import in_mesh
from ..mesh import DESTINATION_RULE, SERVICE_ENTRY, VIRTUAL_SERVICE, Hosts, rule_host, subsets, tls_settings
from ..mutual_tls import KIND, STRICT, mode
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context, Workload

CODE = "K8S764"
_REFUSED = {"DISABLE": "plain text", "SIMPLE": "TLS without a certificate of the mesh", "MUTUAL": "TLS with a certificate of its own"}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each TLS setting that pods refuse."""
    context.of(KIND)  # read by `mode`, of whose index the first rule that asks is told to have read it
    hosts = Hosts(context)
    for m in context.of(DESTINATION_RULE):
        spec = mapping(m.object.get("spec"))
        service = hosts.service(rule_host(context, m))
        if service is None:
            continue
        of_subsets = {f"spec.subsets[{i}].": labels for i, _, labels in subsets(m)}
        for at, tls, where in tls_settings(spec):
            sent = _REFUSED.get(str(tls.get("mode")))
            if sent is None:
                continue
            wanted = next((labels for place, labels in of_subsets.items() if at.startswith(place)), {})
            refusing = _refusing(context, service, wanted, where)
            if refusing is not None:
                workload, policy = refusing
                message = f'DestinationRule "{m.name}" sends {sent} to {workload.title}{where}, which PeerAuthentication "{policy.name}" makes STRICT'
                help = "leave tls out, so that Istio speaks mutual TLS where both sides can, or set mode: ISTIO_MUTUAL"
                yield context.finding(CODE, m, f"{at}.mode", message, severity=context.missing(), value=tls["mode"], help=help)


def _refusing(context: Context, service: Manifest, labels: dict[str, Any], where: str) -> tuple[Workload, Manifest] | None:
    """A workload behind a Service, or a subset of it, that takes only mutual TLS at the port, or at each of its ports; with what says so."""
    from ...semantics.ports import resolve, target_of

    spec = mapping(service.object.get("spec"))
    wanted = {key: value for key, value in labels.items() if not str(key).startswith(OF_NODES)}
    ports = [p for p in sequence(spec.get("ports")) if type(p) is dict and (not where or where == f" at port {p.get('port')}")]
    for w in context.selected(context.namespace_of(service), mapping(spec.get("selector"))):
        if not ports or not w.selected_by(wanted) or not in_mesh(context, w):
            continue
        found = []
        for port in ports:
            target = target_of(port)
            found.append(mode(context, w, None if target is None else resolve(target, w.spec)))
        if all(said == STRICT for said, _ in found) and found[0][1] is not None:
            return w, found[0][1]
    return None


RULE = Rule(
    CODE,
    "pods that take mutual TLS alone are sent it",
    severity=ERROR,
    on=(DESTINATION_RULE,),
    needs=("mtls", "portLevelMtls"),
    reads=(DESTINATION_RULE, KIND, VIRTUAL_SERVICE, SERVICE_ENTRY, "Service", "Namespace", "ConfigMap", *WORKLOADS),
    check=check,
    why="Every connection of the clients that follow the rule is refused.",
    source="Istio documentation, PeerAuthentication; Destination Rule: ClientTLSSettings; Operations, Common Problems",
    fix="Leave tls out of the DestinationRule, or set mode: ISTIO_MUTUAL.",
)
