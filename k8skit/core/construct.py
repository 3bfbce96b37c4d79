"""Construct: a node of the tree. It declares fields and composes others; nothing else.

The tree is pure: in memory, no disk, no clock, no environment. Each construct knows the user's line that made it.
"""

from __future__ import annotations

from ..errors import CallError
from ..finding import NO_VALUE, Finding, Origin
from ..names import suggest_dns1123_label
from .fields import Fields, field
from .origins import caller

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from .node import Node

_ID_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def id_problem(id: object) -> str:
    """Return "" for an id that may stand in a path, else what must hold: letters, digits, `-`, `_`, `.`, starting with a letter or digit."""
    if type(id) is not str:
        return "must be a string"
    if not id:
        return "must not be empty"
    if not _ID_CHARACTERS.issuperset(id) or id[0] in "-_.":
        return "must consist of letters, digits, '-', '_' or '.', and start with a letter or digit"
    if len(id) > 253:
        return "must be at most 253 characters"
    return ""


class Construct(Fields):
    """A node of the tree.

    A subclass declares typed fields (its keyword-only parameters) and makes its parts in `compose()`:

        class Greeting(Construct):
            text: str
            config: ConfigMap = field(init=False)

            def compose(self) -> None:
                self.config = ConfigMap(self, "config", name=self.id, data={"text": self.text})

    Args:
        scope: the construct that this one is part of.
        id: its name among the parts of `scope`: letters, digits, `-`, `_`, `.`.

    Raises:
        CallError: with every error of the call: unknown, missing or wrong parameters (K8S901-903), a bad or duplicate id (K8S904),
            a bad scope (K8S905), a tree that is already synthesised (K8S906).
    """

    if TYPE_CHECKING:
        scope: Construct | None = field(kw_only=False)
        id: str = field(kw_only=False)
        _root: Construct = field(init=False)
        _unit: Construct | None = field(init=False)
        _at: tuple[str, int] = field(init=False)

    _leading = "scope and id"
    _k8skit_by_identity = True
    _children: dict[str, Construct] | None = None
    _after: list[tuple[Construct, tuple[str, int]]] | None = None
    _silenced: dict[str, tuple[str, tuple[str, int]]] | None = None
    _validations: list[Any] | None = None
    _context: dict[str, Any] | None = None
    _locked = False
    _done = False

    if not TYPE_CHECKING:

        def __init__(self, *args: Any, **given: Any) -> None:
            at = caller()
            if len(args) >= 2 and "scope" not in given and "id" not in given:
                scope, id = args[0], args[1]
                rest = args[2:]
            else:
                scope, id, rest = _place(type(self), args, given, at)
            self._attach(scope, id, at)
            self._fill_and_compose(rest, given)

    def _attach(self, scope: Construct, id: str, at: tuple[str, int]) -> None:
        cls = type(self)
        if not isinstance(scope, Construct):
            help = "scope is the construct that this one is part of: an App, a Chart or another construct"
            raise CallError(
                Finding(
                    "K8S905",
                    f"the scope of {cls.__name__} must be a construct",
                    origin=Origin(*at, "", cls.__name__),
                    field="scope",
                    value=scope,
                    help=help,
                )
            )
        problem = id_problem(id)
        if problem:
            shown = suggest_dns1123_label(id) if isinstance(id, str) else ""
            raise CallError(
                Finding(
                    "K8S904",
                    f"the id of {cls.__name__} {problem}",
                    origin=Origin(*at, scope.node.path, cls.__name__),
                    field="id",
                    value=id,
                    help=f"for example {shown!r}" if shown else "give an id",
                )
            )
        root = scope._root
        if root._locked:
            raise CallError(
                Finding(
                    "K8S906",
                    f"{cls.__name__} {id!r} comes too late: the app is already synthesised",
                    origin=Origin(*at, scope.node.path, cls.__name__),
                    help="make all constructs before app.synth()",
                )
            )
        children = scope._children
        if children is None:
            children = scope.__dict__["_children"] = {}
        elif id in children:
            other = children[id]
            n = 2
            while f"{id}-{n}" in children:
                n += 1
            raise CallError(
                Finding(
                    "K8S904",
                    f"{scope.node.label} already has a part with the id {id!r}: {type(other).__name__}, made at {_place_text(other._at)}",
                    origin=Origin(*at, f"{scope.node.path}/{id}".strip("/"), cls.__name__),
                    field="id",
                    value=id,
                    help=f"ids are unique among the parts of one scope; for example {f'{id}-{n}'!r}",
                )
            )
        d = self.__dict__
        d["scope"] = scope
        d["id"] = id
        d["_at"] = at
        d["_root"] = root
        unit = scope._unit
        d["_unit"] = self if unit is None else unit
        children[id] = self

    def _fill_and_compose(self, args: tuple[Any, ...], given: dict[str, Any]) -> None:
        cls = type(self)
        plan = cls.__dict__.get("_plan")
        if plan is None:
            plan = cls.plan()
        d = self.__dict__
        try:
            plan.fill(d, args, given)
            self.compose()
        except BaseException:
            if d["scope"] is not None:
                d["scope"]._children.pop(d["id"], None)
            raise
        d["_done"] = True

    def compose(self) -> None:
        """Make the parts of this construct. Called once, after its fields are filled."""

    @property
    def node(self) -> Node:
        """This construct's place in the tree: path, scope, children, dependencies, context, validations."""
        from .node import Node

        return Node(self)

    def named(self, suffix: str) -> str:
        """Join this construct's name (its `name`, else its id) and a suffix with `-`, for parts of constructs that are used more than once in a namespace.

        Args:
            suffix: what the part is, such as `"web"`.
        """
        name = self.__dict__.get("name")
        return f"{name if isinstance(name, str) else self.id}-{suffix}"

    def refuse(self, message: str, *, field: str = "", value: object = NO_VALUE, help: str = "") -> CallError:
        """Make the error for parameters that contradict each other; the caller raises it.

        For what leaves no trace in a manifest; what can be read off manifests is a rule.

        Args:
            message: what is wrong.
            field: which parameter.
            value: the value found.
            help: what to do.
        """
        return CallError(Finding("K8S902", message, origin=self._origin_at(caller()), field=field, value=value, help=help))

    def silence(self, code: str, *, reason: str) -> None:
        """Accept a finding at every object of this construct.

        Args:
            code: the code of the finding, such as `"K8S203"`.
            reason: why it is fine here; shown by `k8skit list`.

        Raises:
            CallError: K8S911 where the code is no code or the reason is empty.
        """
        at = caller()
        if (
            type(code) is not str
            or not (code[:3] == "K8S" and code[3:].isdigit() and len(code) == 6)
            or type(reason) is not str
            or not reason.strip()
        ):
            raise CallError(
                Finding(
                    "K8S911",
                    "a silenced finding needs its code and a reason",
                    origin=self._origin_at(at),
                    value={"code": code, "reason": reason},
                    help='for example silence("K8S203", reason="the pods are made by an operator")',
                )
            )
        if self._silenced is None:
            self.__dict__["_silenced"] = {}
        self.__dict__["_silenced"][code] = (reason, at)

    def _origin_at(self, at: tuple[str, int]) -> Origin:
        return Origin(at[0], at[1], self.node.path, type(self).__name__)

    def _origin(self) -> Origin:
        """The origin that findings show: the outermost construct that the same user line made."""
        made = self.__dict__.get("_origin_made")
        if made is None:
            scope = self.scope
            if scope is not None and scope._at == self._at and scope.scope is not None:
                made = scope._origin()
            else:
                made = Origin(self._at[0], self._at[1], self.node.path, type(self).__name__)
            self.__dict__["_origin_made"] = made
        return made  # type: ignore[no-any-return]

    def __setattr__(self, name: str, value: Any) -> None:
        if (
            self._done
            and name[0] != "_"
            and (name not in self.__dict__ or name in type(self).plan().takers)
            and not _is_settable(type(self), name)
        ):
            from ..names import closest

            known = [n for n in self.__dict__ if n[0] != "_" and n not in ("scope", "id")]
            near = closest(name, known)
            raised = (
                Finding(
                    "K8S906",
                    f"{name} was read when {type(self).__name__} was made; setting it later changes nothing",
                    help="give it in the call, or patch the object",
                )
                if name in type(self).plan().takers
                else Finding(
                    "K8S906",
                    f"{type(self).__name__} has no {name}; setting it changes nothing",
                    help=f"did you mean {near}?" if near else "",
                )
            )
            raised.origin = self._origin_at(caller())
            raised.field = name
            raised.value = value
            raise CallError(raised)
        self.__dict__[name] = value

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.node.path or '(root)'}>"


def _is_settable(cls: type, name: str) -> bool:
    found = getattr(cls, name, None)
    return isinstance(found, property) and found.fset is not None


def _place_text(at: tuple[str, int]) -> str:
    return f"{at[0]}:{at[1]}" if at[0] else "an unknown place"


def _place(cls: type[Construct], args: tuple[Any, ...], given: dict[str, Any], at: tuple[str, int]) -> tuple[Any, Any, tuple[Any, ...]]:
    """Scope and id of a call that does not simply give both by position."""
    names: Iterable[str] = ("scope", "id")
    findings = []
    found: dict[str, Any] = {}
    for i, name in enumerate(names):
        if i < len(args):
            found[name] = args[i]
            if name in given:
                findings.append(Finding("K8S901", f"parameter {name} is given twice", field=name, value=given[name], help="give it once"))
        elif name in given:
            found[name] = given.pop(name)
        else:
            findings.append(
                Finding(
                    "K8S903",
                    f"parameter {name} is missing",
                    field=name,
                    help=f'{cls.__name__}(scope, "id", ...) comes first in every construct',
                )
            )
    if findings:
        for f in findings:
            f.origin = Origin(*at, "", cls.__name__)
        raise CallError(*findings)
    return found["scope"], found["id"], args[2:]
