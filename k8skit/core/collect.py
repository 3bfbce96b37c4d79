"""From the tree to the flat list of manifests: the only way out of the tree."""

from __future__ import annotations

from ..errors import CallError
from ..finding import Finding
from ..manifest import Manifest
from .api_object import ApiObject
from .chart import Chart
from .construct import Construct
from .external import External
from .plain import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..finding import Origin
    from .guests import Host


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
        unit_of: the construct of each unit of output -> its name.
        files: index of a manifest that stands for a file -> the construct that names the file.
    """

    __slots__ = ("externals", "files", "findings", "manifests", "silences", "unit_of", "units")

    def __init__(self) -> None:
        self.manifests: list[Manifest] = []
        self.units: dict[str, Unit] = {}
        self.externals: list[dict[str, Any]] = []
        self.findings: list[Finding] = []
        self.silences: list[tuple[str, str, Any, int, int]] = []
        self.unit_of: dict[Construct, str] = {}
        self.files: dict[int, ApiObject] = {}


def collect(root: Construct) -> Collected:
    """Walk the tree once and return what it holds.

    Args:
        root: the App, or any construct (then its scopes above still give namespace and labels).

    Raises:
        CallError: K8S907 for a cycle of dependencies, K8S904 for two charts with one output name.
    """
    host = root._root._host
    if host is None:
        return _collect(root, None)
    host.begin()
    try:
        return _collect(root, host)
    finally:
        host.end()


def _collect(root: Construct, host: Host | None) -> Collected:
    out = Collected()
    manifests = out.manifests
    dependents: list[Construct] = []
    foreign: dict[Construct, int] = {}  # construct -> how many manifests it has from elsewhere
    silenced = False
    units: dict[Construct, Unit] = {}
    unit_at = scope = place = origin = None  # of the object or external before: that of the next one is mostly the same
    unit: Any = None
    stack = [root]
    while stack:
        at = stack.pop()
        d = at.__dict__  # what few constructs have is looked for here: behind an attribute, the class would be asked for it too
        if isinstance(at, Chart):
            _unit(at, units, out)
        made = at if isinstance(at, ApiObject) else None
        if made is not None or isinstance(at, External):
            if d["_unit"] is not unit_at:
                unit_at = d["_unit"]
                unit = _unit(unit_at or at, units, out)
            if d["_at"] is not place or d["scope"] is not scope:
                origin = at._origin()
                scope, place = d["scope"], d["_at"]
                if scope._at is not place or scope.scope is None:
                    place = None  # the origin is its own, not that of what it is part of
            if made is not None:
                object = made.manifest
                if type(object) is not dict:
                    object = _plain(made)
                m = Manifest(object, origin, unit.name, made)
                if "_patches" in d:
                    m.patches = tuple(d["_patches"])
                if host is not None:
                    m.rank = host.base_rank(made)
                    m.patches += host.changes(made)
                if made._from_file:
                    out.files[len(manifests)] = made
                manifests.append(m)
            elif isinstance(at, External):
                out.externals.append(_external(at, unit, origin))
        if at._has_foreign:
            found = at._foreign(_unit(d["_unit"] or at, units, out).name)
            foreign[at] = len(found)
            manifests += found
            out.externals += at._elsewhere()
        if "_after" in d:
            dependents.append(at)
        if "_silenced" in d:
            silenced = True
        if "_validations" in d:
            for validate in d["_validations"] or ():
                told = validate() or ()
                help = f"change what {type(at).__name__} is made with, so that its validation passes"
                texts = [told] if isinstance(told, str) else told
                out.findings += [Finding("K8S912", str(text), origin=at._origin(), help=help) for text in texts]
        if "_children" in d:
            stack += reversed(d["_children"].values())
    if dependents or silenced:
        spans = _spans(root, foreign)
        for at, (first, last) in spans.items():
            if at._silenced:
                out.silences += [(code, reason, at._origin_at(line), first, last) for code, (reason, line) in at._silenced.items()]
        if dependents:
            _rank(dependents, spans, manifests)
    out.unit_of = {construct: unit.name for construct, unit in units.items()}
    return out


def _spans(root: Construct, foreign: dict[Construct, int]) -> dict[Construct, tuple[int, int]]:
    """Return the manifests of each construct and all in it, as (first, past-the-last) index; a construct stands behind its parts.

    Args:
        root: where the walk begins.
        foreign: construct -> how many manifests it has from elsewhere.
    """
    spans: dict[Construct, tuple[int, int]] = {}
    count = 0
    stack = [(root, -1)]
    while stack:
        at, first = stack.pop()
        if first >= 0:
            spans[at] = (first, count)
            continue
        stack.append((at, count))
        count += isinstance(at, ApiObject) + foreign.get(at, 0)
        stack += [(child, -1) for child in reversed((at._children or {}).values())]
    return spans


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
        if not isinstance(at, Chart) or at._inherits:
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


def _plain(at: ApiObject) -> dict[str, Any]:
    """The manifest that the user gave an object later on, and not as a dict."""
    found = plain(at.manifest)
    if type(found) is not dict:
        help = "assign a mapping with apiVersion and kind"
        raise CallError(Finding("K8S902", "a manifest must be a mapping", origin=at._origin(), field="manifest", value=found, help=help))
    return found


def _external(at: External, unit: Unit, origin: Origin | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "group": at.group,
        "kind": at.kind,
        "namespace": str(at.namespace or unit.namespace),
        "name": at.name,
        "keys": list(at.keys),
        "reason": at.reason,
        "origin": origin,
    }
    if at.assumed:
        found["assumed"] = True
    return found


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


def _rank(dependents: list[Construct], spans: dict[Construct, tuple[int, int]], manifests: list[Manifest]) -> None:
    """Give every manifest its rank: one more than the highest rank it depends on. Linear in objects and declared dependencies."""
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
    for m, rank in zip(manifests, ranks, strict=False):
        m.rank = rank


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
