"""A subset of a DestinationRule selects pods: those that its Service selects and that have the subset's labels too.

Reads the subsets of DestinationRules, the Services of their hosts and the pod templates of these' namespaces; for the host of a ServiceEntry its endpoints. A
subset that a VirtualService sends requests to is an error, another a warning. Labels that the mesh takes from nodes and clusters are left out.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ...semantics.istio import service_of
from ..context import WORKLOADS, mapping, sequence, shown
from ..mesh import DESTINATION_RULE, SERVICE_ENTRY, VIRTUAL_SERVICE, Hosts, destinations, rule_host, subsets
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context, Workload

CODE = "K8S703"
_OF_NODES = ("topology.kubernetes.io/", "topology.istio.io/", "kubernetes.io/hostname", "failure-domain.beta.kubernetes.io/")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each subset that selects nothing."""
    hosts = Hosts(context)
    used = {(target.host, target.subset) for target in destinations(context)}
    for m in context.of(DESTINATION_RULE):
        host = rule_host(context, m)
        service = hosts.service(host)
        if service is None:
            if service_of(host) is None:  # a Service of that name may stand elsewhere, with pods of its own
                yield from _endpoints(context, m, hosts.entries(host, context.namespace_of(m)))
            continue
        selector = mapping(mapping(service.object.get("spec")).get("selector"))
        namespace = context.namespace_of(service)
        selected = context.selected(namespace, selector)
        if not selected or context.makes_pods(namespace):
            continue
        for i, name, labels in subsets(m):
            wanted = {k: v for k, v in labels.items() if not str(k).startswith(_OF_NODES)}
            if any(w.selected_by(wanted) for w in selected):
                continue
            yield context.finding(
                CODE,
                m,
                f"spec.subsets[{i}].labels",
                f'the subset {name} of DestinationRule "{m.name}" selects no pod of Service "{service.name}"',
                severity=context.missing() if (host, name) in used else WARNING,
                value=labels,
                help=_help(wanted, selected),
            )


def _endpoints(context: Context, m: Manifest, entries: list[Manifest]) -> Iterator[Finding]:
    """Yield a finding for each subset with labels that no endpoint of a ServiceEntry has, where all of them list their endpoints."""
    specs = [mapping(entry.object.get("spec")) for entry in entries]
    if not specs or any(spec.get("workloadSelector") or not sequence(spec.get("endpoints")) for spec in specs):
        return
    having = [mapping(mapping(e).get("labels")) for spec in specs for e in sequence(spec.get("endpoints"))]
    for i, name, labels in subsets(m):
        wanted = {k: v for k, v in labels.items() if not str(k).startswith(_OF_NODES)}
        if not any(wanted.items() <= own.items() for own in having):
            yield context.finding(
                CODE,
                m,
                f"spec.subsets[{i}].labels",
                f'the subset {name} of DestinationRule "{m.name}" selects no endpoint of ServiceEntry "{entries[0].name}"',
                severity=WARNING,
                value=labels,
                help=f"its endpoints have {', '.join(map(shown, having[:4]))}",
            )


def _help(wanted: dict[str, object], selected: list[Workload]) -> str:
    listed = ", ".join(f"{w.title} {shown({k: w.labels[k] for k in wanted if k in w.labels})}" for w in selected[:4])
    return f"the pods of the Service have {listed}; the labels count on the pod template, not on the workload"


RULE = Rule(
    CODE,
    "a subset selects pods",
    severity=ERROR,
    on=(DESTINATION_RULE,),
    reads=(DESTINATION_RULE, VIRTUAL_SERVICE, SERVICE_ENTRY, "Service", "ConfigMap", *WORKLOADS),
    check=check,
    why="The subset has no endpoints: every request to it is answered with 503.",
    source="Istio documentation, Destination Rule: Subset",
    fix="Give the pod template both the labels that the Service selects and those of the subset.",
    known_as=("istioctl IST0173",),
)
