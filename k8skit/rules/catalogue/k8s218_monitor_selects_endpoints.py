"""A ServiceMonitor selects Services, a PodMonitor pods, and they have the ports that it names.

Reads `selector`, `namespaceSelector` and the endpoints of monitors of the Prometheus operator. A monitor without a namespace of its own may be meant for any,
so for that one Services of all namespaces count. Left alone: namespaces where an operator makes what is scraped, the Service of the API servers, which
they make themselves, and that of the kubelets, which the operator makes.
"""

from __future__ import annotations

from ...finding import ERROR
from ...semantics.ports import declared
from ...semantics.selectors import Selector, from_label_selector
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S218"
_OWN = (
    {"component": "apiserver", "provider": "kubernetes"},
    {"app.kubernetes.io/managed-by": "prometheus-operator", "app.kubernetes.io/name": "kubelet", "k8s-app": "kubelet"},
)
"""Labels of the Services that are in clusters without a manifest: `kubernetes`, and the kubelets' (the operator's option `--kubelet-service`)."""
MONITORS = ("monitoring.coreos.com/PodMonitor", "monitoring.coreos.com/ServiceMonitor")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each monitor without anything to scrape, and for each port that is not there."""
    for m in context.of(*MONITORS):
        spec = mapping(m.object.get("spec"))
        selector = from_label_selector(spec.get("selector") if "selector" in spec else {})
        if selector.nothing:
            continue
        spaces = _spaces(m, spec)
        pods = m.kind == "PodMonitor"
        names, found = _ports(context, selector, spaces, pods=pods)
        kinds = tuple(WORKLOADS) if pods else ("Service",)
        what = "pod" if pods else "Service"
        if not found:
            if not pods and selector.requirements and any(map(selector.matches, _OWN)):
                continue
            if _is_whole(context, kinds, spaces):
                severity = context.missing()
                message = f'{m.kind} "{m.name}" selects no {what}'
                where = f"namespace {' and '.join(sorted(spaces))}" if spaces else "all namespaces"
                help = f"it looks for {selector or 'any'} in {where}; a ServiceMonitor selects by the labels of Services, not of pods"
                yield context.finding(CODE, m, "spec.selector", message, severity=severity, value=spec.get("selector", {}), help=help)
            continue
        key = "podMetricsEndpoints" if pods else "endpoints"
        for i, endpoint in enumerate(sequence(spec.get(key))):
            port = mapping(endpoint).get("port")
            if type(port) is str and port and port not in names:
                message = f'{m.kind} "{m.name}" scrapes the port {port}, which no {what} that it selects has'
                help = context.choose(port, sorted(names), "the names of the ports are")
                yield context.finding(CODE, m, f"spec.{key}[{i}].port", message, severity=context.missing(), value=port, help=help)


def _spaces(m: Manifest, spec: dict[str, Any]) -> list[str] | None:
    """The namespaces in which a monitor looks; None for all."""
    chosen = mapping(spec.get("namespaceSelector"))
    if chosen.get("any") is True:
        return None
    names = [n for n in sequence(chosen.get("matchNames")) if type(n) is str]
    if names:
        return names
    return [m.namespace] if m.namespace else None


def _is_whole(context: Context, kinds: tuple[str, ...], spaces: list[str] | None) -> bool:
    """Whether the set shows all that a monitor could select, as far as is known."""
    if spaces is None:
        return (context.closed or any(kind in context.kinds for kind in kinds)) and not any(
            map(context.makes_pods, context.namespaces_used())
        )
    return any(context.absent(space, *kinds) and not context.makes_pods(space) for space in spaces)


def _ports(context: Context, selector: Selector, spaces: list[str] | None, *, pods: bool) -> tuple[set[str], bool]:
    """The names of the ports of what a monitor selects, and whether it selects anything."""
    names: set[str] = set()
    found = False
    if pods:
        for space in context.populated() if spaces is None else spaces:
            for w in context.matching(space, selector):
                found = True
                names.update(p.name for p in declared(w.spec))
        return names, found
    for service, labels in _services(context, selector):
        if (spaces is None or context.namespace_of(service) in spaces) and selector.matches(labels):
            found = True
            names.update(str(mapping(p).get("name")) for p in sequence(mapping(service.object.get("spec")).get("ports")))
    return names, found


def _services(context: Context, selector: Selector) -> list[tuple[Manifest, dict[str, Any]]]:
    """The Services that a selector could select, with their labels: by one of the labels that it asks for, else all."""
    index: dict[object, list[tuple[Manifest, dict[str, Any]]]] = context.shared("services by label", _index)
    best = index[None]
    for r in selector.requirements:
        if r.operator == "In" and len(r.values) == 1:
            best = min(best, index.get((r.key, r.values[0]), []), key=len)
    return best


def _index(context: Context) -> dict[object, list[tuple[Manifest, dict[str, Any]]]]:
    found: dict[object, list[tuple[Manifest, dict[str, Any]]]] = {None: []}
    for service in context.of("Service"):
        labels = mapping(mapping(service.object.get("metadata")).get("labels"))
        found[None].append((service, labels))
        for pair in labels.items():
            if type(pair[1]) is str:
                found.setdefault(pair, []).append((service, labels))
    return found


RULE = Rule(
    CODE,
    "a monitor selects something to scrape",
    severity=ERROR,
    on=MONITORS,
    reads=(*MONITORS, "Service", "*", *WORKLOADS),
    check=check,
    why="Nothing is scraped: the metrics are missing, and alerts about them never fire.",
    source="Prometheus operator documentation, API reference: ServiceMonitor; PodMonitor",
    fix="Select by labels that the Services have (not their pods), and name their ports.",
    known_as=("kube-linter dangling-servicemonitor",),
)
