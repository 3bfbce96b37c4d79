"""Cdk8sChart: what people have in cdk8s, as a unit of output of a k8skit app."""

from __future__ import annotations

from ..core.annotations import _ANY
from ..core.api_object import patch_problem
from ..core.chart import Chart
from ..core.construct import Construct
from ..core.fields import field
from ..core.origins import caller
from ..core.plain import plain
from ..errors import CallError, CheckError
from ..finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, TypeAlias

    from ..manifest import Manifest

    Build: TypeAlias = Callable[[Any], object]
else:
    Build = _ANY

_CYCLE = "Dependency cycle detected: "


class Cdk8sChart(Chart):
    """A chart whose objects are made by cdk8s: its own, those of cdk8s-plus, of imported classes, of `Include` and `Helm`.

        def build(chart: cdk8s.Chart) -> None:
            kplus.Deployment(chart, "web", containers=[kplus.ContainerProps(image="registry.example.com/web:1")])

        Cdk8sChart(app, "legacy", build, namespace="shop")

    The objects go the way of all others: they are checked, patched and written like them. cdk8s puts the namespace and the labels on them, the
    labels on the objects alone and not on pod templates; the namespace goes again where a kind is cluster-scoped. `build` may put constructs of
    k8skit into the chart too. Values that would change on their way to Node.js are refused.

    Args:
        scope: the App, or a construct in it.
        id: the chart's name in the output, and the id of the chart of cdk8s; names that cdk8s makes begin with it.
        build: called with a `cdk8s.Chart`; makes the constructs of cdk8s.
        namespace: the namespace of its objects (default: none is written).
        labels: labels for every object in it (default: none).
        annotations: annotations for every object in it; an object's own win (default: none).
        disable_resource_name_hashes: whether cdk8s leaves the hash out of the names that it makes (default False, as in cdk8s).

    Attributes:
        chart: the chart of cdk8s.
        built: what `build` returned.

    Raises:
        UsageError: K8S980 where cdk8s or Node.js is missing.
        CallError: as every construct; K8S981 for what cdk8s says, K8S982 for a value that it cannot take.
    """

    _has_foreign = True

    build: Build = field(kw_only=False)
    disable_resource_name_hashes: bool = False
    chart: Any = field(init=False)
    built: Any = field(init=False)

    def compose(self) -> None:
        """Make the chart of cdk8s and call `build` with it."""
        build: Any = self.build
        if not callable(build):
            help = "give a function that takes a cdk8s.Chart"
            raise self.refuse("build must be a function", field="build", value=build, help=help)
        from .node import load

        cdk8s, _, _ = load()
        from . import watch
        from .errors import explain

        d = self.__dict__
        d["_patched"] = []
        watch.enter()
        try:
            watch.hidden.append(self)
            app = cdk8s.App()
            watch.hidden.pop()
            self.chart = cdk8s.Chart(
                app,
                self.id,
                namespace=self.namespace_name or None,
                labels=dict(self.labels),
                disable_resource_name_hashes=self.disable_resource_name_hashes,
            )
            self.chart.__dict__["_k8skit"] = app.__dict__["_k8skit"] = self
            self.built = build(self.chart)
        except Exception as e:
            found = explain(e, self._at[0])
            if not found:
                raise
            for f in found:
                if f.origin is not None and not f.origin.file:
                    f.origin = self._origin_at(self._at)
            raise CallError(*found) from None
        finally:
            watch.leave()

    def patch(self, of: object, patch: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> None:
        """Change a finished object, after everything else, as `ApiObject.patch` does; fields that cdk8s does not know stay.

        Args:
            of: the construct of cdk8s: an ApiObject, or a construct whose `ApiObject.of` it is.
            patch: a mapping is a merge patch (RFC 7386), a list a JSON Patch (RFC 6902).

        Raises:
            CallError: K8S909 where the patch is neither, K8S905 where `of` has no object in this chart. At synth as `ApiObject.patch`.
        """
        at = caller()
        self._refuse_late("the patch", at)
        problem = patch_problem(patch)
        if problem:
            help = 'write {"spec": {"replicas": 5}}, or [{"op": "remove", "path": "/spec/replicas"}]'
            raise CallError(Finding("K8S909", f"the patch {problem}", origin=self._origin_at(at), value=patch, help=help))
        object = object_of(of)
        if object is None or object.node.root is not self.chart.node.root:
            help = "give the ApiObject, or what build made it with"
            raise CallError(
                Finding("K8S905", "there is no object of this chart to patch", origin=self._origin_at(at), field="of", value=of, help=help)
            )
        self.__dict__["_patched"].append((object, (plain(patch), at)))

    def _foreign(self, unit: str) -> list[Manifest]:
        from .elsewhere import noted
        from .harvest import Harvest, ref

        harvest = told(Harvest, self.chart.node.root, self)
        patches: dict[str, list[Any]] = {}
        for of, patch in self.__dict__["_patched"]:
            patches.setdefault(ref(of), []).append(patch)
        found: list[Manifest] = []
        self.__dict__["_declared"] = [e for chart in harvest.charts for e in noted(chart)]
        for chart in harvest.charts:
            for m in harvest.manifests(chart, unit):
                m.patches = tuple(patches.get(ref(m.source), ()))
                metadata = m.object.get("metadata")
                if self.annotations and isinstance(metadata, dict):
                    metadata["annotations"] = {**self.annotations, **(metadata.get("annotations") or {})}
                found.append(m)
        return found

    def _elsewhere(self) -> list[dict[str, Any]]:
        declared: list[dict[str, Any]] = self.__dict__["_declared"]
        return declared


def object_of(of: Any) -> Any:
    """Return the ApiObject of cdk8s that a construct is, or that it is mainly about; None where there is none.

    Args:
        of: the construct.
    """
    import cdk8s
    import constructs

    try:
        return cdk8s.ApiObject.of(of) if isinstance(of, constructs.Construct) else None
    except RuntimeError:
        return None


def told(make: Callable[..., Any], of: Any, at: Construct, *more: Any) -> Any:
    """Ask cdk8s for objects; what is wrong with them is told as a finding.

    Args:
        make: asks.
        of: the app of cdk8s.
        at: the construct that stands for it, for errors without a place.
        *more: further arguments.

    Raises:
        CheckError: K8S981 or K8S912 with what cdk8s said.
    """
    try:
        return make(of, *more)
    except RuntimeError as e:
        from .errors import explain

        found = explain(e)
        if not found:
            raise
        for f in found:
            if f.origin is None or not f.origin.file:
                path = f.origin.path if f.origin is not None else ""
                f.origin = at._origin_at(at._at)
                f.origin.path = path or f.origin.path
                f.origin.type = type(of).__name__
                first = f.message.removeprefix(_CYCLE).partition(" => ")[0]
                if first != f.message:
                    from .harvest import LateOrigin

                    in_it = of
                    for id in first.split("/"):
                        in_it = in_it.node.try_find_child(id) or in_it
                    f.origin = LateOrigin(in_it)
        raise CheckError(*found) from None
