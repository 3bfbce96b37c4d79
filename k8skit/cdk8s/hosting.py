"""Host: k8skit's constructs in a cdk8s app; each is a real node of that tree, each API object a real ApiObject of cdk8s."""

from __future__ import annotations

from functools import partial

import cdk8s
import constructs
import jsii

from ..core.api_object import ApiObject
from ..core.chart import Chart
from ..core.construct import Construct
from ..core.delivery import Delivery
from ..errors import CallError
from ..finding import WARNING, Finding
from .calls import install, within
from .chart import told
from .elsewhere import noted
from .errors import AT, first_line
from .harvest import Harvest, LateOrigin
from .shell import Shell
from .stand_ins import MARK, Cdk8sApp, Guest, GuestChart, native_of, other_side
from .values import damaged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MAIN = ("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Rollout")
"""Kinds that a construct is mainly about: its default child in the tree of cdk8s."""


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
        self._dependents: set[Construct] = set()
        self._taken: list[tuple[Construct, tuple[Construct, tuple[str, int]]]] = []
        self.harvest: Harvest | None = None
        self._kept: Harvest | None = None
        root.guest.node.add_validation(_Validation(self))

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
            of = other_side(construct.scope)
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
            _add_dependency(self._node(construct), self._node(other))
            return True
        if not isinstance(other, constructs.Construct) or native_of(other.node.root) is not self.root:
            return False
        _add_dependency(self._node(construct), other)
        return True

    def base_rank(self, construct: ApiObject) -> int:
        """How many dependencies deep cdk8s says that an object stands, as far as objects of cdk8s are concerned.

        Args:
            construct: the object.
        """
        return self.harvest.rank(construct.__dict__.get("_node_of")) if self.harvest is not None else 0

    def changes(self, construct: ApiObject) -> tuple[Any, ...]:
        """What was done to an object in the ways of cdk8s, as patches that come after those of k8skit.

        Args:
            construct: the object.
        """
        shell = construct.__dict__.get("_node_of")
        return ((shell.change, construct._at),) if isinstance(shell, Shell) and shell.is_changed() else ()

    def begin(self) -> None:
        """Ask cdk8s for its objects, and let every chart of the app be a unit of output."""
        self.gathering = True
        self._take_dependencies()
        self.harvest = harvest = self._kept or told(Harvest, self.root.guest, self.root, Shell)
        for chart in harvest.charts:
            construct = native_of(chart)
            if not isinstance(construct, GuestChart) and harvest.has(chart):  # the user put something of cdk8s into a unit of ours
                construct.__dict__["_has_foreign"] = True
                construct.__dict__["_foreign"] = partial(harvest.manifests, chart)
                construct.__dict__["_elsewhere"] = partial(noted, chart)

    def keep(self) -> None:
        """Ask cdk8s for its objects now: what a program changes after `app.synth()` comes too late, for lazy values too."""
        self.gathering = True
        try:
            self._kept = told(Harvest, self.root.guest, self.root, Shell)
        finally:
            self.gathering = False

    def end(self) -> None:
        """Forget what was asked for."""
        self.gathering = False
        self.harvest = None

    def depended(self, construct: Construct) -> None:
        """Note that somebody has told cdk8s, and not k8skit, what a construct of k8skit depends on.

        Args:
            construct: the construct.
        """
        self._dependents.add(construct)

    def _take_dependencies(self) -> None:
        """Take over the dependencies that only cdk8s knows between what has constructs of k8skit in it."""
        for construct, edge in self._taken:
            (construct._after or []).remove(edge)
        self._taken = []
        stand_ins = [c for c in self.root.node.walk() if isinstance(c, (Guest, GuestChart))]
        for construct in [*stand_ins, *self._dependents]:
            node = other_side(construct)
            for other in node.node.dependencies:
                first = other.__dict__.get(MARK)
                if first is None or first._root is not self.root or any(known is first for known, _ in construct._after or ()):
                    continue
                edge = (first, node.__dict__.get(AT, construct._at))
                construct.__dict__["_after"] = [*(construct._after or ()), edge]
                self._taken.append((construct, edge))

    def _node(self, construct: Construct) -> Any:
        """Return what stands for a construct in the tree of cdk8s, made where there is nothing yet."""
        found = other_side(construct)
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
        node.__dict__[MARK] = construct
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
        elif isinstance(construct, Chart) or (top and not isinstance(construct, Delivery)):
            node = self._chart(above, construct)
        else:
            node = constructs.Construct(above, construct.id)
        return node

    def _chart(self, above: Any, construct: Construct) -> Any:
        given: dict[str, Any] = {}
        if isinstance(construct, Chart):
            given = {"namespace": construct.namespace_name or None, "labels": dict(construct.labels)}
        chart = cdk8s.Chart(above, construct.id, **given)
        setattr(chart, MARK, construct)
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
        kept, self._kept = self._kept, None
        try:
            synthesis = synth(self.root, within.config, only=_about_ours)
        except K8skitError as e:
            return [f for f in e.findings if f.severity == "error"]
        finally:
            self._kept = kept
        within.warnings += synthesis.warnings + [_undelivered(d) for d in self.root.__dict__.get("_deliveries", ())]
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


def _add_dependency(node: Any, other: Any) -> None:
    """What `node.add_dependency` does, without being told of it."""
    jsii.invoke(node.node, "addDependency", [other])


def _undelivered(delivery: Delivery) -> Finding:
    what = f"cdk8s does not write the objects of {type(delivery).__name__}: they deliver the output of k8skit"
    help = "`k8skit synth --app` writes them"
    return Finding("K8S983", what, severity=WARNING, origin=delivery._origin(), help=help)


def _about_ours(finding: Finding) -> bool:
    """Whether a finding counts where cdk8s runs the app: its own objects are its affair there, unless they are in the way of ours."""
    return finding.code == "K8S301" or not isinstance(finding.origin, LateOrigin)


def _told(finding: Finding) -> str:
    at = f"{finding.origin.file}:{finding.origin.line} " if finding.origin and finding.origin.file else ""
    field = f" ({finding.field})" if finding.field else ""
    return f"{finding.code}: {at}{finding.object or ''}{field}: {finding.message}" + (f"; {finding.help}" if finding.help else "")


install()
