"""Ranks: what depends on what, and in which order its manifests therefore come. Called by `collect` where dependencies are declared."""

from __future__ import annotations

from ..errors import CallError
from ..finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..manifest import Manifest
    from .construct import Construct


class _Graph:
    """What must come before what: edges between manifests, and between points before and behind all manifests of a construct.

    A dependency between constructs is one edge between the point behind everything in the one and the point before everything in the other,
    never an edge for each pair of objects.
    """

    def __init__(self, spans: dict[Construct, tuple[int, int]], count: int) -> None:
        self.spans = spans
        self.edges: list[list[tuple[int, int]]] = [[] for _ in range(count)]  # node -> (next node, weight)
        self.names: dict[int, str] = {}  # the points, by the construct's path
        self.points: dict[Construct, int] = {}  # construct -> the point before it; the next node is the point behind it

    def point(self, name: str, targets: list[tuple[int, int]]) -> int:
        self.names[len(self.edges)] = name
        self.edges.append(targets)
        return len(self.edges) - 1

    def before(self, construct: Construct) -> int:
        found = self.points.get(construct)
        if found is None:
            inside = range(*self.spans.get(construct, (0, 0)))
            name = _path(construct)
            found = self.points[construct] = self.point(name, [(i, 0) for i in inside] or [(len(self.edges) + 1, 0)])
            self.point(name, [])
            for i in inside:
                self.edges[i].append((found + 1, 0))
        return found

    def behind(self, construct: Construct) -> int:
        return self.before(construct) + 1

    def rest(self, outer: Construct, inner: list[Construct]) -> list[int]:
        """The manifests of a construct but for those of some of its parts."""
        left_out: set[int] = set()
        for part in inner:
            left_out.update(range(*self.spans.get(part, (0, 0))))
        return [i for i in range(*self.spans.get(outer, (0, 0))) if i not in left_out]


def rank(dependents: list[Construct], spans: dict[Construct, tuple[int, int]], manifests: list[Manifest]) -> None:
    """Give every manifest its rank: one more than the highest rank it depends on. Linear in objects and declared dependencies.

    Args:
        dependents: the constructs that declared dependencies.
        spans: construct -> its first manifest, and the one behind its last.
        manifests: all manifests of the tree.

    Raises:
        CallError: K8S907 for dependencies that form a cycle.
    """
    graph = _Graph(spans, len(manifests))
    edges = graph.edges
    parts_first: dict[Construct, list[Construct]] = {}
    parts_last: dict[Construct, list[Construct]] = {}
    for a in dependents:
        for b, _ in a._after or ():
            if a is b:
                _cycle([_path(a)], dependents)
            elif _holds(a, b):
                parts_first.setdefault(a, []).append(b)
            elif _holds(b, a):
                parts_last.setdefault(b, []).append(a)
            else:
                edges[graph.behind(b)].append((graph.before(a), 1))
    for outer, inner in parts_first.items():  # everything else in the outer one comes after these parts of it
        middle = graph.point(_path(outer), [(i, 1) for i in graph.rest(outer, inner)])
        for part in inner:
            edges[graph.behind(part)].append((middle, 0))
    for outer, inner in parts_last.items():  # these parts come after everything else in the outer one
        middle = graph.point(_path(outer), [(graph.before(part), 1) for part in inner])
        for i in graph.rest(outer, inner):
            edges[i].append((middle, 0))

    waiting = [0] * len(edges)
    for targets in edges:
        for t, _ in targets:
            waiting[t] += 1
    base = [m.rank for m in manifests]  # of objects with an order of their own
    ranks = base + [0] * (len(edges) - len(base))
    base += [0] * (len(edges) - len(base))
    ready = [i for i, w in enumerate(waiting) if not w]
    seen = 0
    while ready:
        i = ready.pop()
        seen += 1
        for t, weight in edges[i]:
            if ranks[i] + weight + base[t] > ranks[t]:
                ranks[t] = ranks[i] + weight + base[t]
            waiting[t] -= 1
            if not waiting[t]:
                ready.append(t)
    if seen < len(edges):
        path = [graph.names[i] for i in _find_cycle(edges, waiting) if i in graph.names]
        _cycle([name for i, name in enumerate(path) if name != path[i - 1]], dependents)
    for m, number in zip(manifests, ranks, strict=False):
        m.rank = number


def _path(construct: Construct) -> str:
    return construct.node.path or "the app"


def _holds(outer: Construct, inner: Construct) -> bool:
    at: Construct | None = inner
    while at is not None and at is not outer:
        at = at.scope
    return at is outer


def _find_cycle(edges: list[list[tuple[int, int]]], waiting: list[int]) -> list[int]:
    """One cycle among the nodes that still wait, each followed by one that it comes after."""
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
    return trail[seen[at] :]


def _cycle(path: list[str], dependents: list[Construct]) -> None:
    """Raise for a cycle of dependencies.

    Args:
        path: paths of constructs, each followed by one that it comes after, the last by the first.
        dependents: the constructs that declared dependencies.
    """
    places = {(_path(a), _path(b)): (a, at) for a in dependents for b, at in a._after or ()}
    declared = list(places)
    pairs = list(zip(path, [*path[1:], path[0]], strict=True))
    first = min(range(len(pairs)), key=lambda i: declared.index(pairs[i]) if pairs[i] in places else len(declared))
    pairs = pairs[first:] + pairs[:first]  # from the dependency that was declared first
    told = [f"{a} after {b} ({at[0]}:{at[1]})" for a, b in pairs if (a, b) in places for at in (places[a, b][1],)]
    construct, at = places[pairs[0]]
    message = f"dependencies form a cycle: {' -> '.join([*(a for a, _ in pairs), pairs[0][0]])}"
    help = f"remove one of: {', '.join(told)}"
    raise CallError(Finding("K8S907", message, origin=construct._origin_at(at), help=help))
