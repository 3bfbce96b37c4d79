"""Stand-ins: what stands in a tree of k8skit for constructs of cdk8s that hold constructs of k8skit.

For one cdk8s app there is one tree of k8skit beside it; both carry the same ids, so that paths are the same on both sides.
"""

from __future__ import annotations

import os

import cdk8s

from ..app import App
from ..core.chart import Chart
from ..core.construct import Construct
from ..core.origins import caller
from ..errors import CallError, UsageError
from ..finding import NO_VALUE, Finding, Origin
from .elsewhere import noted
from .errors import AT, tell_errors
from .harvest import ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest

NAMED = "K8SKIT_ENVIRONMENT"
"""Names the environment where cdk8s runs the program; k8skit sets it for the programs that it runs."""

MARK = "_k8skit"
"""Where a construct of cdk8s keeps the one of k8skit that stands for it, or that it stands for."""


class Guest(Construct):
    """Stands in the tree of k8skit for a construct of `constructs`.

    Attributes:
        guest: that construct.
    """

    guest: Any

    def __init__(self, scope: Construct | None, of: Any, id: str, at: tuple[str, int]) -> None:
        _stand(self, scope, of, id, at)


class GuestChart(Chart):
    """Stands in the tree of k8skit for a chart of cdk8s: a unit of output, with the namespace and labels of that chart.

    Attributes:
        guest: that chart.
    """

    guest: Any
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
        found: list[Manifest] = host.harvest.manifests(self.guest, unit)
        return found

    def _elsewhere(self) -> list[dict[str, Any]]:
        return noted(self.guest)


class Cdk8sApp(App):
    """The root of a tree of k8skit that lives in a cdk8s app: what `App.of` returns for it.

    Attributes:
        guest: the app of cdk8s, or whatever is the root of its tree.
    """

    guest: Any

    def __init__(self, guest: Any, at: tuple[str, int]) -> None:
        from .hosting import Host

        _stand(self, None, guest, "", at)
        self.__dict__["_host"] = Host(self)
        tell_errors(at[0])

    def synth(self) -> None:
        """Do what `synth()` of the app of cdk8s does.

        Raises:
            CallError: K8S905 where the root of the tree is no app.
        """
        app = self.guest
        if not isinstance(app, cdk8s.App):
            kind = type(app).__name__
            finding = Finding(
                "K8S905", f"the root of the tree is a {kind}", origin=Origin(*caller()), help="make a cdk8s.App and call its synth()"
            )
            raise CallError(finding)
        app.synth()

    def _first_build(self, *, handed_over: bool) -> str:
        """The environment that K8SKIT_ENVIRONMENT names: cdk8s writes one output, so nobody runs the program for each of them."""
        config = self._config()
        known = config.builds
        named = os.environ.get(NAMED, "") if known else ""
        meant = [build for build in known if named in (build, build.partition("/")[0])]
        if meant:
            return meant[0]
        if handed_over or not known:
            return super()._first_build(handed_over=handed_over)
        how = f"{NAMED}={known[0]} before the command names one; `k8skit synth --app` builds all"
        what = f"there is no environment {named!r}" if named else "cdk8s builds one environment at a time, and none is named"
        help = f"the environments are {', '.join(known)}; {how}"
        raise UsageError(Finding("K8S942", what, origin=Origin(*caller()), value=named or NO_VALUE, help=help))


def other_side(construct: Construct) -> Any:
    """What stands for a construct in the tree of cdk8s, None where there is nothing yet."""
    d = construct.__dict__
    return d["guest"] if isinstance(construct, (Guest, GuestChart, Cdk8sApp)) else d.get("_node_of")


def _stand(self: Construct, scope: Construct | None, of: Any, id: str, at: tuple[str, int]) -> None:
    d = self.__dict__
    d.update(scope=scope, id=id, guest=of, _at=of.__dict__.get(AT, at), _done=True)
    if scope is None:
        d.update(_root=self, _unit=None)
    else:
        d.update(_root=scope._root, _unit=self if scope._unit is None or self._is_unit else scope._unit)
        if scope._children is None:
            scope.__dict__["_children"] = {}
        scope._children[id] = self  # type: ignore[index]
    of.__dict__[MARK] = self


def native_of(of: Any) -> Construct:
    """Return the construct of k8skit that stands for one of `constructs`; those for it and its scopes are made where there are none yet.

    Args:
        of: the construct, of an app of cdk8s.
    """
    found: Construct | None = of.__dict__.get(MARK)
    if found is not None:
        return found
    at = caller()
    scopes = of.node.scopes
    done = len(scopes)
    while done and MARK not in scopes[done - 1].__dict__:
        done -= 1
    scope: Construct | None = scopes[done - 1].__dict__[MARK] if done else None
    path = of.node.path.split("/")
    path = path[len(path) - len(scopes) + 1 :] if len(scopes) > 1 else []
    for i in range(done, len(scopes)):
        one = scopes[i]
        if scope is None:
            scope = Cdk8sApp(one, at)
            continue
        known = (scope._children or {}).get(path[i - 1])
        if isinstance(known, (Guest, GuestChart)) and ref(known.guest) == ref(one):
            scope = one.__dict__[MARK] = known
        else:
            scope = (GuestChart if isinstance(one, cdk8s.Chart) else Guest)(scope, one, path[i - 1], at)
    assert scope is not None
    return scope
