"""Harvest: the API objects of a cdk8s app as manifests, each with its place in the tree and its line in the user's program."""

from __future__ import annotations

import cdk8s

from ..finding import Origin
from ..manifest import Manifest
from .calls import within
from .errors import AT, VALIDATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class LateOrigin(Origin):
    """The origin of a construct of cdk8s, asked for only when a finding needs it: each question costs a round trip to Node.js.

    The line is that of the construct itself, or of the nearest one around it whose making the program's lines show.

    Args:
        of: the construct.
    """

    __slots__ = ("_of",)

    def __init__(self, of: Any) -> None:
        self._of = of

    def __getattr__(self, name: str) -> Any:
        if name not in ("file", "line", "path", "type"):
            raise AttributeError(name)
        scopes = self._of.node.scopes
        made = [one for one in scopes if AT in one.__dict__]
        at = made[-1] if made else scopes[-1]
        self.file, self.line = at.__dict__.get(AT, ("", 0))
        # The object of a construct is called Resource, which says nothing; what the program made does.
        self.path = (at if made and at is not scopes[0] else self._of).node.path
        self.type = type(at).__name__
        return Origin.__getattribute__(self, name)


def ref(of: Any) -> str:
    """Return what tells one object of cdk8s from all others: jsii hands out a new Python object each time for what Python did not make.

    Args:
        of: the object.
    """
    return str(of.__jsii_ref__.ref)


class Harvest:
    """What an app of cdk8s gives, asked for once.

    Args:
        app: the app.
        ours: the class of the objects that k8skit itself has put there; they are left out.
    """

    def __init__(self, app: Any, ours: type | None = None) -> None:
        self._ours: Any = ours or ()
        self._ranks: dict[str, int] = {}
        self._found: dict[str, list[tuple[dict[str, Any], Any]]] = {}
        everything = app.node.find_all()
        self.charts: list[Any] = [c for c in everything if isinstance(c, cdk8s.Chart)]
        self._namespaces: dict[str, str] = {}
        ordered = True
        taken: set[str] = set()
        everywhere: list[Any] = []
        asked = False
        for chart in reversed(self.charts):  # those within a chart come before it
            # A round trip for everything in a chart is saved where there is one chart: all objects are in it.
            inside = everything if len(self.charts) == 1 else [c for c in chart.node.find_all() if ref(c) not in taken]
            taken.update(map(ref, inside))
            objects = [c for c in inside if isinstance(c, cdk8s.ApiObject)]
            everywhere += objects
            if all(isinstance(c, self._ours) for c in objects) and type(chart).to_json is cdk8s.Chart.to_json:
                self._found[ref(chart)] = []
                continue
            made = chart.to_json()
            asked = True
            known = {ref(c) for c in objects}
            topology = [c for c in cdk8s.DependencyGraph(chart.node).topology() if ref(c) in known]
            ordered = ordered and _refs(topology) == _refs(objects)
            self._namespaces[ref(chart)] = chart.namespace or ""
            self._found[ref(chart)] = self._paired(chart, made, topology)
        if self.charts and not asked and VALIDATED in app.__dict__ and not within.depth:  # in a call of cdk8s it runs them itself
            self.charts[0].to_json()  # each such call runs the validations of the whole app
        if any(self._found.values()) and not (ordered and (len(self.charts) < 2 or _refs(app.charts) == _refs(self.charts))):
            self._rank(everywhere)

    def _paired(self, chart: Any, made: list[Any], objects: list[Any]) -> list[tuple[dict[str, Any], Any]]:
        """Each object with its construct; with the chart where a chart of the user's gives other objects than those of its constructs."""
        if len(made) != len(objects):
            return [(m, chart) for m in made]
        return [(m, c) for m, c in zip(made, objects, strict=True) if not isinstance(c, self._ours)]

    def _rank(self, objects: list[Any]) -> None:
        """Follow the dependencies that have to do with an object of cdk8s; k8skit knows those among its own."""
        after: dict[str, list[str]] = {}
        ours = {ref(c): isinstance(c, self._ours) for c in objects}
        for c in objects:
            others = [ref(o) for o in c.node.dependencies]
            after[ref(c)] = [o for o in others if o in ours and not (ours[ref(c)] and ours[o])]
        ranks = self._ranks
        for c in after:
            stack = [c]
            while stack:
                at = stack[-1]
                waiting = [o for o in after[at] if o not in ranks]
                if waiting:
                    stack += waiting
                else:
                    ranks[at] = max((ranks[o] + 1 for o in after[at]), default=0)
                    stack.pop()

    def has(self, chart: Any) -> bool:
        """Whether a chart has objects of cdk8s.

        Args:
            chart: the chart.
        """
        return bool(self._found.get(ref(chart)))

    def rank(self, of: Any) -> int:
        """Return how many dependencies deep an object stands.

        Args:
            of: its construct.
        """
        return self._ranks.get(ref(of), 0) if self._ranks else 0

    def manifests(self, chart: Any, unit: str) -> list[Manifest]:
        """Return the manifests of one chart, in cdk8s' order.

        Args:
            chart: the chart.
            unit: the name of the unit of output.
        """
        return [
            Manifest(object, origin=LateOrigin(of), chart=unit, rank=self.rank(of), stamped=self._namespaces.get(ref(chart), ""), source=of)
            for object, of in self._found.get(ref(chart), ())
        ]


def _refs(them: list[Any]) -> list[str]:
    return [ref(of) for of in them]
