"""Delivery: a construct that says how the whole output gets into clusters. It makes objects of its own once every environment is built.

Such objects are about the output as a whole (one AppProject over all environments), so they stand beside the environments' folders, never in a
folder that one of them makes a cluster read.
"""

from __future__ import annotations

from ..errors import CheckError
from ..finding import Finding
from ..names import closest
from ..process.patches import merge_patch
from .construct import Construct
from .plain import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from ..finding import Origin
    from ..manifest import Manifest

PROTECTED = frozenset(
    (
        ("", "Namespace"),
        ("", "PersistentVolume"),
        ("", "PersistentVolumeClaim"),
        ("apiextensions.k8s.io", "CustomResourceDefinition"),
        ("apps", "StatefulSet"),
    )
)
"""Group and kind of what takes data with it when it is deleted."""


class Part:
    """A part of the output that is applied as a whole: one Argo CD Application, one Flux Kustomization.

    Attributes:
        chart: name of the chart; `""` where one file or folder holds all charts.
        namespace: the chart's namespace; `""` for none.
        folder: where it is, from the output folder, with `/`; `""` for the output folder itself.
        bases: other folders that it is built from.
        include: the one file of the folder that is meant; `""` for all of them.
        scope: `cluster` or `namespaced` where the layout keeps them apart, else `""`.
        manifests: its objects.
        after: charts of the same environment that must be applied before.
    """

    __slots__ = ("after", "bases", "chart", "folder", "include", "manifests", "namespace", "scope")

    def __init__(
        self,
        chart: str,
        namespace: str,
        folder: str,
        include: str,
        manifests: list[Manifest],
        after: Sequence[str] = (),
        scope: str = "",
        bases: Sequence[str] = (),
    ) -> None:
        self.chart = chart
        self.namespace = namespace
        self.folder = folder
        self.include = include
        self.manifests = manifests
        self.after = after
        self.scope = scope
        self.bases = bases


class Stage:
    """One environment, or one cluster of it where clusters are configured, as a delivery sees it.

    Attributes:
        environment: its name; `""` where none are configured.
        cluster: name of the cluster; `""` where none are configured.
        build: what the app is built for: the environment, or `<environment>/<cluster>`.
        delivery: the construct, as this environment's run of the app made it.
        parts: the parts of its output.
        made: names of the Namespaces that the environment makes, or that the app declares external.
        is_namespaced: says of an object whether its kind is namespaced.
        depths: chart -> how many charts must be applied before it, one after the other.
    """

    __slots__ = ("build", "cluster", "delivery", "depths", "environment", "is_namespaced", "made", "parts")

    def __init__(
        self, build: str, delivery: Any, parts: list[Part], made: frozenset[str], is_namespaced: Callable[[Manifest], bool]
    ) -> None:
        self.build = build
        self.environment, _, self.cluster = build.partition("/")
        self.delivery = delivery
        self.parts = parts
        self.made = made
        self.is_namespaced = is_namespaced
        self.depths = depths({part.chart: part.after for part in parts})


class Delivery(Construct):
    """Base of the constructs that say how the output gets into clusters. They stand directly under the App."""

    def compose(self) -> None:
        """Announce this construct to the app.

        Raises:
            CallError: K8S902 where it does not stand directly under the App.
        """
        if self.scope is not self._root:
            raise self.refuse(f"{type(self).__name__} must stand directly under the App", help="pass the app as its scope")
        d = self._root.__dict__
        d["_deliveries"] = [*d.get("_deliveries", ()), self]

    def adjust(self, manifests: list[Manifest], found: list[Finding], *, joined: bool) -> list[Manifest]:  # noqa: ARG002 (for subclasses)
        """Return the objects of one environment with what this way of delivery wants on them.

        Args:
            manifests: processed, patched and in order.
            found: gets a finding for each object that cannot be delivered so.
            joined: whether all charts are applied as one part.
        """
        return manifests

    def clusters_of(self, stage: Stage) -> Sequence[str]:
        """Return the clusters that get the output of one stage: those of the parameter `clusters`, else the one that is built; `""` for none.

        Args:
            stage: the environment.
        """
        given: Sequence[str] = getattr(self, "clusters", ())
        return given or (stage.cluster,)

    def refuse_patches(self, kinds: Sequence[str]) -> None:
        """Refuse patches of the parameter `patches` for objects that are not made.

        Args:
            kinds: the kinds of objects that are.

        Raises:
            CallError: K8S902 for each other kind.
        """
        given: Mapping[str, Any] = getattr(self, "patches", {})
        for kind in given:
            if kind not in kinds:
                near = closest(kind, kinds)
                help = f"it makes {' and '.join(kinds)}"
                help = f'did you mean "{near}"? {help}' if near else help
                raise self.refuse(f"no {kind} is made here", field="patches", value=kind, help=help)

    def patched(self, made: dict[str, Any]) -> dict[str, Any]:
        """Return an object with the patch that the parameter `patches` has for its kind, if it has one.

        Args:
            made: the object.
        """
        given: Mapping[str, Any] = getattr(self, "patches", {})
        patch = given.get(made["kind"])
        if not patch:
            return made
        changed: dict[str, Any] = merge_patch(made, plain(patch))
        return changed

    def warnings(self, stage: Stage) -> list[Finding]:  # noqa: ARG002 (for subclasses)
        """Return what is likely to go wrong with the delivery of one environment.

        Args:
            stage: the environment.
        """
        return []

    def targets(self, stage: Stage) -> list[tuple[str, ...]]:  # noqa: ARG002 (for subclasses)
        """Return what tells the clusters apart that get one environment, one value for each.

        Args:
            stage: the environment.
        """
        return []

    @classmethod
    def deliver(cls, stages: list[Stage]) -> dict[str, list[tuple[dict[str, Any], Origin]]]:  # noqa: ARG003 (for subclasses)
        """Return the objects that tell a cluster what to apply: folder, from the output folder -> objects with their origins.

        Args:
            stages: every environment that has this construct, in the order of the configuration.
        """
        raise AssertionError(f"{cls.__name__} delivers nothing")


def shared_objects(stages: Iterable[Stage]) -> list[Finding]:
    """Return K8S971 for each two environments that put one object into one cluster, where they would take it from each other for ever.

    Args:
        stages: the environments of one construct.
    """
    seen: dict[tuple[str, ...], dict[tuple[str, str, str, str], tuple[Stage, Manifest]]] = {}
    found: dict[tuple[str, str], Finding] = {}
    for stage in stages:
        for target in stage.delivery.targets(stage):
            known = seen.setdefault(target, {})
            for part in stage.parts:
                for m in part.manifests:
                    other, _ = known.setdefault(m.key, (stage, m))
                    if other is not stage and (other.build, stage.build) not in found:
                        where = f"cluster {target[-1]}" if target[-1] else "one cluster"
                        message = f"environments {other.build} and {stage.build} both put {m.id} into {where}"
                        help = 'give them different namespaces, such as f"shop-{app.environment}", or different clusters'
                        found[other.build, stage.build] = Finding("K8S971", message, origin=m.origin, object=m.id, help=help)
    return list(found.values())


def annotated(m: Manifest, key: str, value: str) -> Manifest:
    """Return an object with an annotation that it has not yet; one that it has stays, and so does the text of a file.

    Args:
        m: the object.
        key: the annotation.
        value: its value.
    """
    metadata = m.object.get("metadata")
    if type(metadata) is not dict or m.text:
        return m
    own = metadata.get("annotations") or {}
    if type(own) is not dict or key in own:
        return m
    return m.replace({**m.object, "metadata": {**metadata, "annotations": {**own, key: value}}})


def waves(manifests: Sequence[Manifest], *, joined: bool) -> dict[tuple[str, str, str, str], int]:
    """Return identity -> how many steps of the same part come before, for objects with any: 0 is the first and left out.

    Args:
        manifests: the objects of one environment.
        joined: whether all charts are one part, else each is one.
    """
    ranks: dict[str, set[int]] = {}
    for m in manifests:
        ranks.setdefault("" if joined else m.chart, set()).add(m.rank)
    steps = {part: {rank: n for n, rank in enumerate(sorted(some))} for part, some in ranks.items()}
    found = {m.key: steps["" if joined else m.chart][m.rank] for m in manifests}
    return {key: step for key, step in found.items() if step}


def units_after(root: Construct, unit_of: Mapping[Construct, str]) -> dict[str, dict[str, Origin]]:
    """Return chart -> the charts that must come before it, as declared by `node.add_dependency`, each with the place that says so.

    Args:
        root: the App.
        unit_of: the construct of each unit of output -> its name.
    """
    found: dict[str, dict[str, Origin]] = {}
    for at in root.node.walk():
        for other, line in at._after or ():
            for later in _units(at, unit_of):
                for earlier in _units(other, unit_of):
                    if later != earlier:
                        found.setdefault(later, {}).setdefault(earlier, at._origin_at(line))
    return found


def _units(construct: Construct, unit_of: Mapping[Construct, str]) -> list[str]:
    """The units of output that a construct stands in or holds."""
    inside = [unit_of[c] for c in construct.node.walk() if c in unit_of]
    at: Construct | None = construct
    while at is not None and at not in unit_of:
        at = at.scope
    return list(dict.fromkeys([*inside, *([unit_of[at]] if at is not None else [])]))


def order_of_charts(
    declared: Mapping[str, Mapping[str, Origin]], manifests: Iterable[Manifest], charts: Iterable[str]
) -> dict[str, list[str]]:
    """Return chart -> the charts that must be applied before it: what is declared, then the charts that make the namespaces it uses.

    What only namespaces ask for is left out where it would close a circle: both controllers try again until the namespace is there.

    Args:
        declared: as `units_after` returns it.
        manifests: the objects of one environment.
        charts: the charts with objects, in order.

    Raises:
        CheckError: K8S964 where what is declared is a circle.
    """
    known = list(charts)
    before: dict[str, list[str]] = {chart: [c for c in declared.get(chart, ()) if c in known] for chart in known}
    _refuse_circle(before, declared)
    maker: dict[str, str] = {}
    uses: dict[str, dict[str, None]] = {}
    for m in manifests:
        if m.kind == "Namespace" and not m.group:
            maker[m.name] = m.chart
        elif m.namespace:
            uses.setdefault(m.chart, {})[m.namespace] = None
    for chart in known:
        for namespace in uses.get(chart, ()):
            other = maker.get(namespace)
            if other and other != chart and other in before and other not in before[chart] and not _leads(before, other, chart):
                before[chart].append(other)
    return {chart: sorted(some) for chart, some in before.items()}


def depths(before: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return chart -> the length of the longest way of charts before it.

    Args:
        before: chart -> charts before it, all of them keys too, without circles.
    """
    found: dict[str, int] = {}
    for start in before:
        stack = [start]
        while stack:
            chart = stack[-1]
            missing = [c for c in before[chart] if c not in found]
            if missing:
                stack += missing
            else:
                found[chart] = max((found[c] + 1 for c in before[chart]), default=0)
                stack.pop()
    return found


def _leads(before: Mapping[str, Sequence[str]], start: str, end: str) -> bool:
    """Whether `end` must come before `start`."""
    seen: set[str] = set()
    stack = [start]
    while stack:
        chart = stack.pop()
        if chart == end:
            return True
        if chart not in seen:
            seen.add(chart)
            stack += before[chart]
    return False


def _refuse_circle(before: Mapping[str, Sequence[str]], declared: Mapping[str, Mapping[str, Origin]]) -> None:
    for chart, others in before.items():
        for other in others:
            if _leads(before, other, chart):
                message = f"chart {chart} must come after chart {other}, and that one after it"
                help = "charts are applied one after the other: put what depends on each other into one chart, or move it to a third"
                raise CheckError(Finding("K8S964", message, origin=declared[chart][other], help=help))
