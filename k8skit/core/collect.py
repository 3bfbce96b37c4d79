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
    unit_at: Construct | None = None  # of the chart, object or external before: those of the next one are mostly the same
    unit: Any = None
    scope = place = origin = None
    stack = [root]
    while stack:
        at = stack.pop()
        d = at.__dict__  # what few constructs have is looked for here: behind an attribute, the class would be asked for it too
        if isinstance(at, Chart):
            unit_at, unit = at, _unit(at, units, out)
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
            from .ranks import rank  # most trees declare none

            rank(dependents, spans, manifests)
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
