"""From the tree to the flat list of manifests: the only way out of the tree."""

from __future__ import annotations

from ..errors import CallError
from ..finding import Finding
from ..manifest import Manifest
from .api_object import ApiObject
from .chart import Chart
from .construct import Construct
from .external import External

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Unit:
    """A unit of output and what it gives to the objects in it.

    Attributes:
        name: the id of the chart (with those of the charts around it), or of the construct directly under the App.
        namespace: the namespace for namespaced objects that have none; `""` for none.
        labels: labels for every object and pod template.
        annotations: annotations for every object.
    """

    __slots__ = ("annotations", "labels", "name", "namespace")

    def __init__(self, name: str, namespace: str, labels: dict[str, str], annotations: dict[str, str]) -> None:
        self.name = name
        self.namespace = namespace
        self.labels = labels
        self.annotations = annotations


class Collected:
    """What a tree holds.

    Attributes:
        manifests: one per API object, in the order in which the objects were made.
        units: name -> unit of output, in order; also those without objects.
        externals: the declared externals, with the namespace of their chart.
        findings: the messages of validations that constructs added (K8S912).
        silences: for each silencing: code, reason, origin and the manifests it covers, as (first, past-the-last) index.
    """

    __slots__ = ("externals", "findings", "manifests", "silences", "units")

    def __init__(self) -> None:
        self.manifests: list[Manifest] = []
        self.units: dict[str, Unit] = {}
        self.externals: list[dict[str, Any]] = []
        self.findings: list[Finding] = []
        self.silences: list[tuple[str, str, Any, int, int]] = []


def collect(root: Construct) -> Collected:
    """Walk the tree once and return what it holds.

    Args:
        root: the App, or any construct (then its scopes above still give namespace and labels).

    Raises:
        CallError: K8S907 for a cycle of dependencies, K8S904 for two charts with one output name.
    """
    out = Collected()
    spans: dict[Construct, tuple[int, int]] = {}
    dependents: list[Construct] = []
    units: dict[Construct, Unit] = {}
    stack: list[tuple[Construct, bool]] = [(root, False)]
    while stack:
        at, done = stack.pop()
        if done:
            spans[at] = (spans[at][0], len(out.manifests))
            if at._silenced:
                first, last = spans[at]
                out.silences += [(code, reason, at._origin_at(line), first, last) for code, (reason, line) in at._silenced.items()]
            continue
        if at._children or at._silenced or at._after:
            spans[at] = (len(out.manifests), 0)
            stack.append((at, True))
        elif isinstance(at, ApiObject):
            spans[at] = (len(out.manifests), len(out.manifests) + 1)
        if isinstance(at, Chart):
            _unit(at, units, out)
        if isinstance(at, ApiObject):
            unit = _unit(at._unit or at, units, out)
            out.manifests.append(Manifest(at.manifest, origin=at._origin(), chart=unit.name, patches=tuple(at._patches or ())))
        elif isinstance(at, External):
            unit = _unit(at._unit or at, units, out)
            out.externals.append(
                {
                    "group": at.group,
                    "kind": at.kind,
                    "namespace": at.namespace or unit.namespace,
                    "name": at.name,
                    "keys": list(at.keys),
                    "reason": at.reason,
                    "origin": at._origin(),
                }
            )
        if at._after:
            dependents.append(at)
        if at._validations:
            for validate in at._validations:
                out.findings += [Finding("K8S912", text, origin=at._origin()) for text in validate()]
        if at._children:
            stack.extend((child, False) for child in reversed(at._children.values()))
    if dependents:
        _rank(dependents, spans, out.manifests)
    return out


def _unit(at: Construct, units: dict[Construct, Unit], out: Collected) -> Unit:
    """The unit of output that a construct belongs to: its nearest chart, or what stands directly under the App."""
    while not isinstance(at, Chart) and at.scope is not None and at.scope.scope is not None:
        at = at.scope
    unit = units.get(at)
    if unit is not None:
        return unit
    above = _unit(at.scope, units, out) if at.scope is not None and at.scope.scope is not None else None
    if isinstance(at, Chart):
        namespace, labels, annotations = at.namespace_name, dict(at.labels), dict(at.annotations)
    else:
        namespace, labels, annotations = "", {}, {}
    name = at.id
    if above is not None:
        name = f"{above.name}-{name}"
        namespace = namespace or above.namespace
        labels = {**above.labels, **labels}
        annotations = {**above.annotations, **annotations}
    if name in out.units:
        raise CallError(
            Finding(
                "K8S904",
                f"two charts have the output name {name!r}",
                origin=at._origin(),
                field="id",
                value=at.id,
                help="a nested chart is named by its path joined with '-'; rename one",
            )
        )
    unit = units[at] = out.units[name] = Unit(name, namespace, labels, annotations)
    return unit


def _rank(dependents: list[Construct], spans: dict[Construct, tuple[int, int]], manifests: list[Manifest]) -> None:
    """Give every manifest its rank: one more than the highest rank it depends on. Linear in objects and declared dependencies.

    A dependency between constructs is one edge between a "done" point behind all objects of the one and a "start" point before all objects of the other,
    never an edge for each pair of objects.
    """
    n = len(manifests)
    edges: list[list[tuple[int, int]]] = [[] for _ in range(n)]  # node -> (next node, weight)
    points: dict[tuple[str, Construct], int] = {}
    names: list[str] = [str(m.id) for m in manifests]

    def point(which: str, construct: Construct) -> int:
        key = (which, construct)
        found = points.get(key)
        if found is None:
            found = points[key] = len(edges)
            edges.append([])
            names.append(construct.node.path)
            first, last = spans.get(construct, (0, 0))
            for i in range(first, last):
                if which == "done":
                    edges[i].append((found, 0))
                else:
                    edges[found].append((i, 0))
        return found

    for a in dependents:
        for b, at in a._after or ():
            a_span, b_span = spans.get(a, (0, 0)), spans.get(b, (0, 0))
            if a is b:
                _cycle([a.node.path, a.node.path], a, at)
            if a_span[0] < b_span[1] and b_span[0] < a_span[1]:  # one holds the other: the inner is left out of the outer
                inner, outer = (a_span, b_span) if a_span[0] >= b_span[0] and a_span[1] <= b_span[1] else (b_span, a_span)
                rest = [i for i in range(*outer) if not inner[0] <= i < inner[1]]
                before, behind = (rest, list(range(*inner))) if inner == a_span else (list(range(*inner)), rest)
                middle = len(edges)
                edges.append([(i, 1) for i in behind])
                names.append(a.node.path)
                for i in before:
                    edges[i].append((middle, 0))
            else:
                edges[point("done", b)].append((point("start", a), 1))

    waiting = [0] * len(edges)
    for targets in edges:
        for t, _ in targets:
            waiting[t] += 1
    ranks = [0] * len(edges)
    ready = [i for i, w in enumerate(waiting) if not w]
    seen = 0
    while ready:
        i = ready.pop()
        seen += 1
        for t, weight in edges[i]:
            if ranks[i] + weight > ranks[t]:
                ranks[t] = ranks[i] + weight
            waiting[t] -= 1
            if not waiting[t]:
                ready.append(t)
    if seen < len(edges):
        path = _find_cycle(edges, waiting)
        labels = [names[i] for i in path]
        shown = [x for i, x in enumerate(labels) if i == 0 or x != labels[i - 1]]
        inside = {n for n in path}
        for a in dependents:
            for _, at in a._after or ():
                if points.get(("start", a)) in inside or len(dependents) == 1:
                    _cycle(shown, a, at)
        a = dependents[0]
        _cycle(shown, a, (a._after or [(a, ("", 0))])[0][1])
    for i in range(n):
        manifests[i].rank = ranks[i]


def _find_cycle(edges: list[list[tuple[int, int]]], waiting: list[int]) -> list[int]:
    """One cycle among the nodes that still wait, as a list that ends where it starts."""
    back: dict[int, int] = {}
    for i, targets in enumerate(edges):
        if waiting[i]:
            for t, _ in targets:
                if waiting[t]:
                    back.setdefault(t, i)
    at = next(i for i, w in enumerate(waiting) if w)
    seen: dict[int, int] = {}
    trail: list[int] = []
    while at not in seen:
        seen[at] = len(trail)
        trail.append(at)
        at = back[at]
    return [*trail[seen[at] :], at]


def _cycle(path: list[str], a: Construct, at: tuple[str, int]) -> None:
    raise CallError(
        Finding(
            "K8S907",
            f"dependencies form a cycle: {' -> '.join(path)}",
            origin=a._origin_at(at),
            help="remove one of these dependencies; each means that the first is applied after the second",
        )
    )
