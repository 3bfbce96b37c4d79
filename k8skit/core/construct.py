"""Construct: a node of the tree. It declares fields and composes others; nothing else.

The tree is pure: in memory, no disk, no clock, no environment. Each construct knows the user's line that made it.
"""

from __future__ import annotations

import sys

from ..errors import CallError
from ..finding import NO_VALUE, Finding, Origin, is_code
from ..names import closest, suggest_dns1123_label
from .fields import Fields, field
from .origins import _is_method_of, caller, path_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import FrameType
    from typing import Any, ParamSpec, TypeVar

    from ..manifest import Manifest
    from .guests import Host, Scope
    from .node import Node

    P = ParamSpec("P")
    T = TypeVar("T")

_ID_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def id_problem(id: object) -> str:
    """Return "" for an id that may stand in a path (letters, digits, `-`, `_`, `.`; first a letter or digit), else what must hold."""
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

    _leading = "scope and id"
    _taken = frozenset(("compose", "id", "named", "node", "refuse", "refuse_all", "scope", "silence"))
    _k8skit_by_identity = True
    _has_foreign = False  # whether it has objects from elsewhere, see _foreign
    _is_unit = False  # whether it is a unit of output wherever it stands
    _locked = False
    _done = False

    if TYPE_CHECKING:
        scope: Scope = field(kw_only=False)
        id: str = field(kw_only=False)
        _root: Construct = field(init=False)
        _unit: Construct | None = field(init=False)
        _at: tuple[str, int] = field(init=False)
        _children: dict[str, Construct] | None = field(init=False)
        _after: list[tuple[Construct, tuple[str, int]]] | None = field(init=False)
        _silenced: dict[str, tuple[str, tuple[str, int]]] | None = field(init=False)
        _validations: list[Callable[[], Any]] | None = field(init=False)
        _context: dict[str, Any] | None = field(init=False)
        _host: Host | None = field(init=False)
    else:
        _root = _children = _after = _silenced = _validations = _context = None
        _host = None  # at the root of a tree that lives in another one: who tells it

        def __init__(self, *args: Any, **given: Any) -> None:
            at = caller(self)
            try:
                if len(args) >= 2 and "scope" not in given and "id" not in given:
                    scope, id = args[0], args[1]
                    rest = args[2:]
                else:
                    (scope, id), findings = by_position(type(self), ("scope", "id"), args, given, 'scope, "id", ...')
                    rest = args[2:]
                    if findings:
                        raise CallError(*findings)
                self._attach(scope, id, at)
            except CallError as e:
                raise CallError(*_with_place(e.findings, type(self), at), *_other_findings(type(self), args[2:], given, at)) from None
            self._fill_and_compose(type(self).plan().fill, rest, given)

        @classmethod
        def _trusting(cls, scope: Construct, id: str, **given: Any) -> Construct:
            made = cls.__new__(cls)
            made._enter(scope, id, scope._at)
            made._fill_and_compose((cls._plan or cls.plan()).trust, (), given)
            return made

    def _attach(self, scope: Any, id: Any, at: tuple[str, int]) -> None:
        cls = type(self)
        root = scope._root if isinstance(scope, Construct) else None
        if root is None and not isinstance(scope, Construct):
            from .guests import native

            found = native(scope)
            if found is not None:
                scope, root = found, found._root
        if root is None:
            made = isinstance(scope, Construct)
            what = "has not been made: its __init__ has not called super().__init__(scope, id)" if made else "must be a construct"
            help = "scope is the construct that this one is part of: an App, a Chart or another construct"
            origin = Origin(*at, "", cls.__name__)
            value = NO_VALUE if made else scope
            raise CallError(Finding("K8S905", f"the scope of {cls.__name__} {what}", origin=origin, field="scope", value=value, help=help))
        problem = id_problem(id)
        if problem and isinstance(id, str) and type(id) is not str:
            id = str.__str__(id)
            problem = id_problem(id)
        if problem:
            shown = suggest_dns1123_label(id) if isinstance(id, str) else ""
            help = f"for example {shown!r}" if shown else "give an id"
            origin = Origin(*at, scope.node.path, cls.__name__)
            raise CallError(Finding("K8S904", f"the id of {cls.__name__} {problem}", origin=origin, field="id", value=id, help=help))
        if root._locked:
            raise _too_late(f"{cls.__name__} {id!r}", Origin(*at, scope.node.path, cls.__name__))
        self._enter(scope, id, scope._at if not scope._done and scope._at == at else at)  # one tuple for the parts that compose() makes

    def _enter(self, scope: Construct, id: str, at: tuple[str, int]) -> None:
        """Become a part of a scope.

        Raises:
            CallError: K8S904 where it has one of that id.
        """
        children = scope._children
        if children is None:
            children = scope.__dict__["_children"] = {}
        elif id in children:
            cls = type(self)
            other = children[id]
            n = 2
            while f"{id}-{n}" in children:
                n += 1
            place = f"{other._at[0]}:{other._at[1]}" if other._at[0] else "an unknown place"
            raise CallError(
                Finding(
                    "K8S904",
                    f"{scope.node.label} already has a part with the id {id!r}: {type(other).__name__}, made at {place}",
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
        d["_root"] = scope._root
        unit = scope._unit
        d["_unit"] = self if unit is None or self._is_unit else unit
        children[id] = self

    def _fill_and_compose(self, fill: Callable[..., None], args: tuple[Any, ...], given: dict[str, Any]) -> None:
        d = self.__dict__
        try:
            fill(d, args, given)
            self.compose()
            if d["_root"]._host is not None:
                d["_root"]._host.made(self)
        except BaseException as e:
            if d["scope"] is not None:
                d["scope"]._children.pop(d["id"], None)
                if d["_root"]._host is not None:
                    d["_root"]._host.removed(self)
            if isinstance(e, CallError):
                for f in e.findings:
                    if f.origin is not None and not f.origin.path and (f.origin.file, f.origin.line) == self._at:
                        f.origin = self._origin_at(self._at)  # a value that compose() made
            raise
        d["_done"] = True

    def compose(self) -> None:
        """Make the parts of this construct. Called once, after its fields are filled.

        Raises:
            CallError: made by `refuse`, for parameters that contradict each other.
        """

    def _part(self, cls: Callable[P, T]) -> Callable[P, T]:
        """Return how to make a part, or a value for one, from values that were checked when they were given to this construct.

        k8skit's own constructs need not check them again: type checkers see the rest, and a test lets all of it be checked. The values are
        taken as they are, so none of them may be changed later; the part counts as made where this construct was made. What a class refuses
        in `verify()`, `compose()` or `body()` is still refused. Of a subclass of somebody else nothing is known: its parts are checked.

        Args:
            cls: the class of the part; it is called as ever, a construct with its scope and id by position.
        """
        return cls._trusting if self._trusted else cls  # type: ignore[attr-defined]

    def _foreign(self, unit: str) -> list[Manifest]:
        """Make the manifests of the objects that this construct has from elsewhere; asked for where `_has_foreign` says so.

        Args:
            unit: the name of the unit of output that it belongs to.
        """
        raise AssertionError(f"{type(self).__name__} has objects from {unit} only")

    def _elsewhere(self) -> list[dict[str, Any]]:
        """What is said there to be made by others, as `Collected.externals` has it; asked for after `_foreign`."""
        return []

    @property
    def node(self) -> Node:
        """This construct's place in the tree: path, scope, children, dependencies, context, validations."""
        from .node import Node

        return Node(self)

    def named(self, suffix: str) -> str:
        """Join this construct's name (its `name`, else its id) and a suffix with `-`.

        For the parts of constructs that are used more than once in a namespace.

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
            field: which parameter (default: the call as a whole).
            value: the value found (default: none is told).
            help: what to do (default: to give the parameter another value).
        """
        at = self._origin_at(caller(self, methods=True))
        return CallError(Finding("K8S902", message, origin=at, field=field, value=value, help=help or _another(field)))

    def refuse_all(self, errors: Iterable[CallError]) -> None:
        """Raise errors that `refuse` made as one, so that all errors of a call are told together; without any, do nothing.

        Args:
            errors: the errors.

        Raises:
            CallError: with the findings of all.
        """
        findings = [f for error in errors for f in error.findings]
        if findings:
            raise CallError(*findings)

    def silence(self, code: str, *, reason: str) -> None:
        """Accept a finding at every object of this construct.

        Args:
            code: the code of the finding, such as `"K8S203"`.
            reason: why it is fine here; shown by `k8skit list`.

        Raises:
            CallError: K8S911 where the code is no code or the reason is empty.
        """
        at = caller()
        self._refuse_late("silencing a finding", at)
        if not is_code(code) or type(reason) is not str or not reason.strip():
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
            if scope is not None and scope._at is self._at and scope.scope is not None:
                made = scope._origin()
            else:
                made = Origin(self._at[0], self._at[1], path_of(self), type(self).__name__)
            self.__dict__["_origin_made"] = made
        return made

    def _refuse_late(self, what: str, at: tuple[str, int]) -> None:
        if self._root._locked:
            raise _too_late(what, self._origin_at(at))

    def __setattr__(self, name: str, value: Any) -> None:
        if self._done and name[0] != "_":
            problem, help = self._why_not_set(name, sys._getframe(1))
            if problem:
                raise CallError(Finding("K8S906", problem, origin=self._origin_at(caller()), field=name, value=value, help=help))
        object.__setattr__(self, name, value)

    def _why_not_set(self, name: str, frame: FrameType) -> tuple[str, str]:
        """Why an attribute cannot be set once the construct is made, and what to do; ("", "") where it can."""
        cls = type(self)
        plan = cls.plan()
        if name in plan.takers or name in ("scope", "id"):
            return (
                f"{name} was read when {cls.__name__} was made; setting it later changes nothing",
                "give it in the call, or patch the object",
            )
        found = getattr(cls, name, None)
        if isinstance(found, property):
            return (
                ("", "")
                if found.fset is not None
                else (f"{name} is made by {cls.__name__} itself and cannot be set", "leave it out, or patch the object")
            )
        if _is_method_of(self, frame) or name in plan.outputs or name in self.__dict__:
            return "", ""
        near = closest(name, [n for n in (*plan.takers, *self.__dict__) if n[0] != "_"])
        return (
            f"{cls.__name__} has no {name}; setting it changes nothing",
            f"did you mean {near}?" if near else "patch the object, or declare it as a field of the class",
        )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.node.path or '(root)'}>"


def _another(field: str) -> str:
    """What to do where a refusal does not say it."""
    return f"give {field or 'the call'} another value"


def _too_late(what: str, origin: Origin) -> CallError:
    help = "do everything before app.synth()"
    return CallError(Finding("K8S906", f"{what} comes too late: the app is already synthesised", origin=origin, help=help))


def _other_findings(cls: type[Construct], args: tuple[Any, ...], given: dict[str, Any], at: tuple[str, int]) -> list[Finding]:
    """What is wrong with the parameters of a call whose scope or id is wrong too."""
    _, findings = cls.plan().judge(args, {n: v for n, v in given.items() if n not in ("scope", "id")})
    return _with_place(findings, cls, at)


def _with_place(findings: Sequence[Finding], cls: type, at: tuple[str, int]) -> list[Finding]:
    for f in findings:
        if f.origin is None:
            f.origin = Origin(*at, "", cls.__name__)
    return list(findings)


def by_position(
    cls: type, names: tuple[str, ...], args: tuple[Any, ...], given: dict[str, Any], example: str
) -> tuple[list[Any], list[Finding]]:
    """Take parameters that may be given by position out of a call.

    Args:
        cls: the class that is called.
        names: the parameters, in order.
        args: what the call gave by position.
        given: what it gave by name; what is found is taken out.
        example: a call as it should be, for the error.

    Returns:
        The values in the order of `names`, None for what is missing; and what is wrong.
    """
    findings = []
    found: list[Any] = []
    for i, name in enumerate(names):
        if i < len(args):
            found.append(args[i])
            if name in given:
                findings.append(
                    Finding("K8S901", f"parameter {name} is given twice", field=name, value=given.pop(name), help="give it once")
                )
        elif name in given:
            found.append(given.pop(name))
        else:
            found.append(None)
            findings.append(Finding("K8S903", f"parameter {name} is missing", field=name, help=f"for example {cls.__name__}({example})"))
    return found, findings
