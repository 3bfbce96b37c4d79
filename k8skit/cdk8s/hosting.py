"""k8skit's constructs in a cdk8s app: each is a real node of that tree, each API object a real ApiObject of cdk8s.

For one cdk8s app there is one tree of k8skit beside it. Constructs of cdk8s that hold constructs of k8skit have a stand-in there, and the other way
round; both carry the same ids, so that paths are the same on both sides.
"""

from __future__ import annotations

from functools import partial

import cdk8s
import constructs
import jsii

from ..core.api_object import ApiObject
from ..core.chart import Chart
from ..core.construct import Construct
from ..core.origins import caller
from ..errors import CallError
from ..finding import Finding
from .calls import install, within
from .chart import told
from .errors import AT, first_line, tell_errors
from .harvest import Harvest, LateOrigin, ref
from .values import damaged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest

_MARK = "_k8skit"
_MAIN = ("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Rollout")
"""Kinds that a construct is mainly about: its default child in the tree of cdk8s."""


class Guest(Construct):
    """Stands in the tree of k8skit for a construct of `constructs`.

    Attributes:
        of: that construct.
    """

    of: Any

    def __init__(self, scope: Construct | None, of: Any, id: str, at: tuple[str, int]) -> None:
        _stand(self, scope, of, id, at)


class GuestChart(Chart):
    """Stands in the tree of k8skit for a chart of cdk8s: a unit of output, with the namespace and labels of that chart.

    Attributes:
        of: that chart.
    """

    of: Any
    _has_foreign = True
    _inherits = False  # a chart of cdk8s takes nothing from the one around it

    def __init__(self, scope: Construct | None, of: Any, id: str, at: tuple[str, int]) -> None:
        _stand(self, scope, of, id, at)
        d = self.__dict__
        d["namespace"] = of.namespace
        d["labels"] = dict(of.labels)
        d["annotations"] = {}

    def _foreign(self, unit: str) -> list[Manifest]:
        host: Any = self._root._host
        found: list[Manifest] = host.harvest.manifests(self.of, unit)
        return found


class Cdk8sApp(Construct):
    """The root of a tree of k8skit that lives in a cdk8s app."""

    of: Any

    def __init__(self, of: Any, at: tuple[str, int]) -> None:
        _stand(self, None, of, "", at)
        self.__dict__["_host"] = Host(self)
        tell_errors(at[0])


def _of(construct: Construct) -> Any:
    """What stands for a construct in the tree of cdk8s, None where there is nothing yet."""
    d = construct.__dict__
    return d["of"] if isinstance(construct, (Guest, GuestChart, Cdk8sApp)) else d.get("_node_of")


def _stand(self: Construct, scope: Construct | None, of: Any, id: str, at: tuple[str, int]) -> None:
    d = self.__dict__
    d.update(scope=scope, id=id, of=of, _at=of.__dict__.get(AT, at), _done=True)
    if scope is None:
        d.update(_root=self, _unit=None)
    else:
        d.update(_root=scope._root, _unit=self if scope._unit is None or self._is_unit else scope._unit)
        if scope._children is None:
            scope.__dict__["_children"] = {}
        scope._children[id] = self  # type: ignore[index]
    of.__dict__[_MARK] = self


def native_of(of: Any) -> Construct:
    """Return the construct of k8skit that stands for one of `constructs`; those for it and its scopes are made where there are none yet.

    Args:
        of: the construct, of an app of cdk8s.
    """
    found: Construct | None = of.__dict__.get(_MARK)
    if found is not None:
        return found
    at = caller()
    scopes = of.node.scopes
    done = len(scopes)
    while done and _MARK not in scopes[done - 1].__dict__:
        done -= 1
    scope: Construct | None = scopes[done - 1].__dict__[_MARK] if done else None
    path = of.node.path.split("/")
    path = path[len(path) - len(scopes) + 1 :] if len(scopes) > 1 else []
    for i in range(done, len(scopes)):
        one = scopes[i]
        if scope is None:
            scope = Cdk8sApp(one, at)
            continue
        known = (scope._children or {}).get(path[i - 1])
        if isinstance(known, (Guest, GuestChart)) and ref(known.of) == ref(one):
            scope = one.__dict__[_MARK] = known
        else:
            scope = (GuestChart if isinstance(one, cdk8s.Chart) else Guest)(scope, one, path[i - 1], at)
    assert scope is not None
    return scope


class Host:
    """Mirrors a tree of k8skit in the cdk8s app that it lives in, and gives cdk8s its checked objects.

    Args:
        root: the root of the tree of k8skit.
    """

    def __init__(self, root: Cdk8sApp) -> None:
        self.root = root
        self.gathering = False
        self._results: dict[Construct, dict[str, Any]] = {}
        self._call = 0
        self._told: list[str] = []
        self.harvest: Harvest | None = None
        root.of.node.add_validation(_Validation(self))

    # --- what core tells

    def made(self, construct: Construct) -> None:
        """Make the node of a construct, and the ApiObject of an object.

        Args:
            construct: the construct.

        Raises:
            CallError: K8S904 where cdk8s has a construct with that id there, K8S981 for anything else that it says.
        """
        self._node(construct)

    def removed(self, construct: Construct) -> None:
        """Take the node of a construct that could not be made away.

        Args:
            construct: the construct.
        """
        node = construct.__dict__.pop("_node_of", None)
        if node is not None and construct.scope is not None:
            of = _of(construct.scope)
            if of is not None:
                of.node.try_remove_child(construct.id)

    def depends(self, construct: Construct, other: Any) -> bool:
        """Tell cdk8s of a dependency.

        Args:
            construct: what comes later.
            other: what comes first, of k8skit or of cdk8s.

        Returns:
            Whether `other` is something of this app.
        """
        if isinstance(other, Construct):
            if other._root is not self.root:
                return False
            self._node(construct).node.add_dependency(self._node(other))
            return True
        if not isinstance(other, constructs.Construct) or native_of(other.node.root) is not self.root:
            return False
        self._node(construct).node.add_dependency(other)
        return True

    def base_rank(self, construct: ApiObject) -> int:
        """How many dependencies deep cdk8s says that an object stands, as far as objects of cdk8s are concerned.

        Args:
            construct: the object.
        """
        return self.harvest.rank(construct.__dict__.get("_node_of")) if self.harvest is not None else 0

    def begin(self) -> None:
        """Ask cdk8s for its objects, and let every chart of the app be a unit of output."""
        self.gathering = True
        self.harvest = harvest = told(Harvest, self.root.of, self.root, Shell)
        for chart in harvest.charts:
            construct = native_of(chart)
            if not isinstance(construct, GuestChart) and harvest.has(chart):  # the user put something of cdk8s into a unit of ours
                construct.__dict__["_has_foreign"] = True
                construct.__dict__["_foreign"] = partial(harvest.manifests, chart)

    def end(self) -> None:
        """Forget what was asked for."""
        self.gathering = False
        self.harvest = None

    def _node(self, construct: Construct) -> Any:
        """Return what stands for a construct in the tree of cdk8s, made where there is nothing yet."""
        found = _of(construct)
        if found is not None:
            return found
        scope = construct.scope
        assert scope is not None
        above = self._node(scope)
        try:
            node = self._make(construct, scope, above)
        except RuntimeError as e:
            text = first_line(e)
            taken = "already a Construct with name" in text
            help = "give it another id" if taken else ""
            code = "K8S904" if taken else "K8S981"
            message = f"cdk8s has a construct with the id {construct.id!r} there already" if taken else f"cdk8s: {text}"
            finding = Finding(code, message, origin=construct._origin_at(construct._at), field="id" if taken else "", help=help)
            raise CallError(finding) from None
        d = construct.__dict__
        d["_node_of"] = node
        # What jsii looks for in a value that is given to cdk8s, so that its methods take a construct of k8skit.
        d["__jsii_type__"] = type(node).__jsii_type__
        d["__jsii_ref__"] = node.__jsii_ref__
        node.__dict__[_MARK] = construct
        return node

    def _make(self, construct: Construct, scope: Construct, above: Any) -> Any:
        top = isinstance(scope, Cdk8sApp)
        node: Any
        if isinstance(construct, ApiObject):
            if top:
                above = self._chart(above, construct)
            node = Shell(above, construct)
            if not top and construct.kind in _MAIN and not isinstance(scope, (Guest, GuestChart, Chart)) and "_main" not in scope.__dict__:
                scope.__dict__["_main"] = node
                above.node.default_child = node
        elif isinstance(construct, Chart) or top:
            node = self._chart(above, construct)
        else:
            node = constructs.Construct(above, construct.id)
        return node

    def _chart(self, above: Any, construct: Construct) -> Any:
        given: dict[str, Any] = {}
        if isinstance(construct, Chart):
            given = {"namespace": construct.namespace_name or None, "labels": dict(construct.labels)}
        chart = cdk8s.Chart(above, construct.id, **given)
        setattr(chart, _MARK, construct)
        return chart

    # --- what cdk8s asks for

    def validate(self) -> list[str]:
        """Check everything and return what is wrong, one text for each finding."""
        if self.gathering:
            return []
        if not within.depth or self._call != within.number:
            failure = self.compute()
            within.failures += failure
            self._told = [_told(f) for f in failure]
        return self._told

    def compute(self) -> list[Finding]:
        """Run the steps of k8skit over the app; keep the objects, or return the errors."""
        from ..errors import K8skitError
        from ..pipeline import synth

        self._results = {}
        self._call = within.number
        try:
            synthesis = synth(self.root, within.config, only=_about_ours)
        except K8skitError as e:
            return [f for f in e.findings if f.severity == "error"]
        within.warnings += synthesis.warnings
        findings = []
        for m in synthesis.manifests:
            if m.source is not None:
                self._results[m.source] = m.object
                findings += damaged(m)
        return findings

    def object_of(self, construct: ApiObject) -> dict[str, Any]:
        """Return the finished object of a construct.

        Args:
            construct: the construct.

        Raises:
            CheckError: with what is wrong, where cdk8s asks for an object without a validation before.
        """
        if self.gathering:
            return {"apiVersion": "v1", "kind": "K8skit", "metadata": {"name": construct.id}}
        if construct not in self._results or not within.depth or self._call != within.number:
            from ..errors import CheckError

            failure = self.compute()
            if failure:
                raise CheckError(*failure)
        return self._results[construct]


class Shell(cdk8s.ApiObject):
    """An API object of k8skit in the tree of cdk8s.

    cdk8s' own ways to change it work: `metadata` (labels, annotations, ...) and `add_json_patch`; they act on the finished object.
    """

    def __init__(self, scope: Any, construct: ApiObject) -> None:
        self.construct = construct
        self._patches: list[Any] = []
        manifest = construct.manifest
        version, kind = manifest.get("apiVersion"), manifest.get("kind")
        version = version if isinstance(version, str) and version.count("/") < 2 else "v1"  # what is wrong is told at synth, as everywhere
        name = construct.object_name or construct.id
        id = "Resource" if isinstance(construct.scope, Cdk8sApp) else construct.id
        # What super().__init__ does, without checking types that are known here.
        props = {"apiVersion": version, "kind": str(kind or "Unknown"), "metadata": {"name": name}}
        jsii.create(cdk8s.ApiObject, self, [scope, id, props])

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name == "metadata":  # from now on it may be changed; until then it need not be asked for
            d = object.__getattribute__(self, "__dict__")
            if "_metadata" not in d:
                d["_metadata"] = found.to_json()
        return found

    def add_json_patch(self, *ops: Any) -> None:
        """Change the finished object, after the patches of k8skit.

        Args:
            *ops: operations of cdk8s.
        """
        self._patches += ops

    def to_json(self) -> Any:
        """Return the finished object: processed and checked by k8skit."""
        host: Any = self.construct._root._host
        object = host.object_of(self.construct)
        if host.gathering:
            return object
        if "_metadata" in self.__dict__:
            object = {**object, "metadata": _changed(object.get("metadata") or {}, self._metadata, self.metadata.to_json())}
        if self._patches:
            object = cdk8s.JsonPatch.apply(object, *self._patches)
        return object


def _changed(metadata: dict[str, Any], before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Put on the metadata of an object what was changed in that of cdk8s."""
    out = dict(metadata)
    for key, value in now.items():
        old = before.get(key)
        if value == old:
            continue
        if isinstance(value, dict):
            out[key] = {**(out.get(key) or {}), **{k: v for k, v in value.items() if not isinstance(old, dict) or old.get(k) != v}}
        elif isinstance(value, list):
            out[key] = [*(out.get(key) or []), *(v for v in value if v not in (old or []))]
        else:
            out[key] = value
    return out


@jsii.implements(constructs.IValidation)
class _Validation:
    """Lets cdk8s ask k8skit whether all is well.

    Args:
        host: what answers.
    """

    def __init__(self, host: Host) -> None:
        self._host = host

    def validate(self) -> list[str]:
        """Return what is wrong."""
        return self._host.validate()


def _about_ours(finding: Finding) -> bool:
    """Whether a finding counts where cdk8s runs the app: its own objects are its affair there, unless they are in the way of ours."""
    return finding.code == "K8S301" or not isinstance(finding.origin, LateOrigin)


def _told(finding: Finding) -> str:
    at = f"{finding.origin.file}:{finding.origin.line} " if finding.origin and finding.origin.file else ""
    field = f" ({finding.field})" if finding.field else ""
    return f"{finding.code}: {at}{finding.object or ''}{field}: {finding.message}" + (f"; {finding.help}" if finding.help else "")


install()
