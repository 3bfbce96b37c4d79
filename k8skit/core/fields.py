"""Fields: how a class with annotations becomes a class whose calls are checked.

`Construct` and `Value` build on this. A call whose values already are exactly what the annotations say is accepted by a short check that is
compiled from the annotations; everything else (conversions, errors, types that the short check does not know) is pydantic's to decide,
which is only then imported.
"""

from __future__ import annotations

import sys

from ..errors import CallError
from ..finding import NO_VALUE, Finding, Origin
from ..names import closest
from .annotations import NO, is_class_var, own_taker, resolve, taker, unusable
from .origins import caller

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import FrameType
    from typing import Any, ClassVar, TypeVar, dataclass_transform, overload

    Taker = Callable[[Any], Any]
    T = TypeVar("T")
else:

    def dataclass_transform(**_: object) -> object:
        """Stand for `typing.dataclass_transform`, which only type checkers need."""
        return lambda cls: cls


_MISSING: Any = object()
_COPIED = (list, dict, set)
_OWN = f"{__name__.partition('.')[0]}."


class FieldSpec:
    """What `field()` says of one field. Made by `field`, read when the class is first used."""

    __slots__ = ("default", "factory", "init", "kw_only")

    def __init__(self, default: Any, factory: Callable[[], Any] | None, init: bool, kw_only: bool) -> None:
        self.default = default
        self.factory = factory
        self.init = init
        self.kw_only = kw_only


if TYPE_CHECKING:

    @overload
    def field(*, default: T, kw_only: bool = True, init: bool = True) -> T: ...
    @overload
    def field(*, default_factory: Callable[[], T], kw_only: bool = True, init: bool = True) -> T: ...
    @overload
    def field(*, kw_only: bool = True, init: bool = True) -> Any: ...
    def field(**_: Any) -> Any:
        """See the run-time definition."""
else:

    def field(*, default: Any = _MISSING, default_factory: Callable[[], Any] | None = None, kw_only: bool = True, init: bool = True) -> Any:
        """Say more of a field than its annotation and default can.

        Args:
            default: the value where the caller gives none (default: it must be given). A list, dict or set is copied for each instance.
            default_factory: called for each instance where the caller gives no value (default: nothing is).
            kw_only: False for a field that may be given by position (default True).
            init: False for what the construct makes itself in `compose()` and callers cannot pass (default True).

        Returns:
            A marker that the class replaces when it is made.
        """
        return FieldSpec(default, default_factory, init, kw_only)


class Plan:
    """How the calls of one class are filled in: compiled once per class, on its first call."""

    __slots__ = ("adapters", "cls", "factories", "outputs", "positional", "required", "specs", "takers")

    def __init__(self, cls: type[Fields]) -> None:
        self.cls = cls
        self.takers: dict[str, Taker | None] = {}
        self.required: list[str] = []
        self.factories: list[tuple[str, Callable[[], Any]]] = []
        self.positional: list[str] = []
        self.outputs: set[str] = set()
        self.specs: dict[str, tuple[type, Any]] = {}
        self.adapters: dict[str, Any] | None = None
        for k in self._start():
            own = k.__dict__
            specs: dict[str, FieldSpec] = own.get("_field_specs", {})
            annotations = getattr(k, "__annotations__", {}) if k is not object else {}
            later = k.__module__.startswith(_OWN)  # a test resolves all of these; with others, what is wrong is told at the first call
            for name, annotation in annotations.items():
                if name[0] == "_":
                    continue
                take = None
                if later:
                    is_field = not annotation.startswith("ClassVar")
                else:
                    if name in cls._taken:
                        raise unusable(annotation, k, name, f"every construct has a {name} of its own", "give the field another name")
                    resolved = resolve(annotation, k, name)
                    is_field = not is_class_var(resolved)
                    take = taker(resolved) if is_field else None
                if is_field:
                    self._add(name, (k, annotation), take, specs.get(name), own.get(name, _MISSING))
            for name in specs:
                if name not in annotations:
                    help = f"write {name}: its type = field(...)"
                    raise unusable("", k, name, "it is a field() without a type", help)
            for name in [n for n in self.takers if n in own and n not in annotations]:
                self._override(name, own[name])

    def _start(self) -> Iterable[type]:
        """Begin with what the plan of the base has, where there is one base, and return the classes that are left, the furthest first."""
        base = self.cls.__mro__[1]
        if not issubclass(base, Fields) or base.__mro__ != self.cls.__mro__[1:]:
            return reversed(self.cls.__mro__)
        known = base.plan()
        self.takers.update(known.takers)
        self.required += known.required
        self.factories += known.factories
        self.positional += known.positional
        self.outputs |= known.outputs
        self.specs.update(known.specs)
        return (self.cls,)

    def _compiled(self, name: str) -> Taker | None:
        """Compile the short check of a parameter, or return None where pydantic must decide, or there is no such parameter.

        Those of k8skit's own classes are compiled when a value first comes: most parameters of a construct are seldom given.
        """
        if name not in self.takers:
            return None
        owner, annotation = self.specs[name]
        if owner.__module__.startswith(_OWN):
            self.takers[name] = own_taker(annotation, owner, name)
        return self.takers[name]

    def _forget(self, name: str) -> None:
        for known in (self.required, self.positional):
            if name in known:
                known.remove(name)
        self.factories = [f for f in self.factories if f[0] != name]
        self.outputs.discard(name)

    def _add(self, name: str, place: tuple[type, Any], take: Taker | None, spec: FieldSpec | None, default: Any) -> None:
        if name in self.takers or name in self.outputs:
            self._forget(name)
        factory = None
        if spec is not None:
            if not spec.init:
                self.outputs.add(name)
                self.takers.pop(name, None)
                return
            if not spec.kw_only:
                self.positional.append(name)
            default, factory = spec.default, spec.factory
        self.takers[name] = take
        self.specs[name] = place
        if factory is not None:
            self.factories.append((name, factory))
        elif default is _MISSING:
            self.required.append(name)
        else:
            self._default(name, default)

    def _override(self, name: str, value: Any) -> None:
        """What a subclass sets without an annotation: another default, or a property in place of the parameter."""
        positional = list(self.positional)
        self._forget(name)
        if hasattr(type(value), "__get__"):
            self.outputs.add(name)
            del self.takers[name]
            return
        self.positional = positional
        self._default(name, value)

    def _default(self, name: str, value: Any) -> None:
        if type(value) in _COPIED:
            self.factories.append((name, (lambda: _fresh(value)) if value else type(value)))

    def fill(self, target: dict[str, Any], args: tuple[Any, ...], given: dict[str, Any]) -> None:
        """Check what a call gave and put it, with the defaults that are not on the class, into `target`.

        Raises:
            CallError: with every error of the call.
        """
        if args:
            places = self.positional
            if len(args) > len(places) or not given.keys().isdisjoint(places[: len(args)]):
                self.slow(target, args, given)
            named = dict(zip(places, args, strict=False))
            named.update(given)
            given = named
        takers = self.takers
        for name, value in given.items():
            take = takers.get(name)
            if take is None:
                take = self._compiled(name)
                if take is None:
                    break
            value = take(value)
            if value is NO:
                break
            target[name] = value
        else:
            for name in self.required:
                if name not in given:
                    break
            else:
                for name, factory in self.factories:
                    if name not in target:
                        target[name] = factory()
                return
        self.slow(target, (), given)

    def trust(self, target: dict[str, Any], args: tuple[Any, ...], given: dict[str, Any]) -> None:
        """Do what `fill` does for a call whose values have been checked before, and which nobody changes later."""
        if args:
            target.update(zip(self.positional, args, strict=False))
        target.update(given)
        for name, factory in self.factories:
            if name not in target:
                target[name] = factory()

    def slow(self, target: dict[str, Any], args: tuple[Any, ...], given: dict[str, Any]) -> None:
        """Let pydantic decide; it is authoritative, and its verdict is the same wherever the short check has one."""
        values, findings = self.judge(args, given)
        if findings:
            raise CallError(*located(findings, self.cls.__name__, _path(target)))
        target.update(values)
        for name, factory in self.factories:
            if name not in target:
                target[name] = factory()

    def judge(self, args: tuple[Any, ...], given: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
        """Return the values to store, and everything that is wrong with a call."""
        from .validation import validate

        named = {**dict(zip(self.positional, args, strict=False)), **given}
        values, findings = validate(self, {n: v for n, v in named.items() if n in self.takers})
        for name, value in zip(self.positional, args, strict=False):
            if name in given:
                findings.append(Finding("K8S901", f"parameter {name} is given twice", field=name, value=value, help="give it once"))
        places = ", ".join(self.positional) or self.cls._leading
        rest = [n for n in self.takers if n not in self.positional]
        others = f"; name the others: {', '.join(f'{n}=...' for n in rest[:4])}" if rest else ""
        help = f"by position {self.cls.__name__} takes {places}{'' if places == 'nothing' else ' only'}{others}"
        findings += [
            Finding("K8S901", "a parameter is given by position", value=value, help=help) for value in args[len(self.positional) :]
        ]
        for n in given:
            if n not in self.takers:
                findings.append(Finding("K8S901", f"unknown parameter {n}", field=n, value=given[n], help=self.advice(n)))
        needs = f"{self.cls.__name__} needs {', '.join(self.required)}"
        findings += [Finding("K8S903", f"parameter {n} is missing", field=n, help=needs) for n in self.required if n not in named]
        return values, findings

    def advice(self, name: str) -> str:
        """What to write instead of an unknown parameter."""
        if name in self.outputs:
            return f"{name} is made by {self.cls.__name__} itself and cannot be given"
        known = [n for n in self.takers if n not in ("scope", "id")]
        near = closest(name, known)
        return f"did you mean {near}?" if near else f"{self.cls.__name__} takes {', '.join(sorted(known)) or 'no parameters'}"


def _fresh(value: Any) -> Any:
    """Copy the lists, dicts and sets of a default; what else stands in it is shared."""
    if type(value) is list:
        return [_fresh(v) for v in value]
    if type(value) is dict:
        return {k: _fresh(v) for k, v in value.items()}
    return set(value) if type(value) is set else value


def _path(target: dict[str, Any]) -> str:
    """The path of the construct whose attributes these are; "" for a value, which has none."""
    scope = target["scope"] if "_root" in target else None
    return f"{scope.node.path}/{target['id']}".strip("/") if scope is not None else ""


def located(findings: list[Finding], type_name: str, path: str = "") -> list[Finding]:
    """Give findings of a call the user's line, the construct path and the class."""
    file, line = caller()
    for f in findings:
        if f.origin is None:
            f.origin = Origin(file, line, path, type_name)
    return findings


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class Fields:
    """Base of classes whose annotations are their parameters."""

    _leading = "nothing"  # what is given by position, for the error
    _taken: ClassVar[frozenset[str]] = frozenset()  # names that no field of a class outside of k8skit may have

    if TYPE_CHECKING:
        _plan: ClassVar[Plan | None]
        _frame_locals: ClassVar[dict[str, Any]]
        _made_at: ClassVar[tuple[str, int]]
        _field_specs: ClassVar[dict[str, FieldSpec]]
        _trusted: ClassVar[bool]
    else:
        _plan = None
        _trusted = True  # whether the class is k8skit's own

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Note where the class was made (its annotations are resolved there) and take the `field()` markers off it."""
        super().__init_subclass__(**kwargs)
        cls._plan = None
        cls._trusted = cls.__module__.startswith(_OWN)
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_code.co_name == "__init_subclass__":
            frame = frame.f_back
        if frame is not None:
            cls._made_at = (frame.f_code.co_filename, frame.f_lineno)
        while frame is not None and "__qualname__" in frame.f_locals and frame.f_locals is not frame.f_globals:
            frame = frame.f_back  # the body of a class around this one
        if frame is not None and frame.f_locals is not frame.f_globals:
            cls._frame_locals = dict(frame.f_locals)
        specs = {n: v for n, v in cls.__dict__.items() if type(v) is FieldSpec}
        if specs:
            cls._field_specs = specs
            for name, spec in specs.items():
                if spec.default is _MISSING or type(spec.default) in _COPIED:
                    delattr(cls, name)
                else:
                    setattr(cls, name, spec.default)

    @classmethod
    def plan(cls) -> Plan:
        """The compiled form of this class's fields."""
        found = cls._plan
        if found is None or found.cls is not cls:
            found = cls._plan = Plan(cls)
        return found


class Value(Fields):
    """Base of values: small immutable things that are passed to constructs (Container, Probe, Resources, ...).

    A subclass declares fields like a construct does; it has no place in the tree. Two values are equal when their classes and fields are.
    """

    _k8skit_by_identity = True

    if not TYPE_CHECKING:

        def __init__(self, *args: Any, **given: Any) -> None:
            cls = type(self)
            plan = cls._plan
            if plan is None or plan.cls is not cls:
                plan = cls.plan()
            plan.fill(self.__dict__, args, given)
            self.verify()

        @classmethod
        def _trusting(cls, *args: Any, **given: Any) -> Value:
            made = cls.__new__(cls)
            (cls._plan or cls.plan()).trust(made.__dict__, args, given)
            made.verify()
            return made

    def verify(self) -> None:
        """Refuse combinations that leave no trace in a manifest. Called after the fields are filled; the default accepts all.

        Raises:
            CallError: made by `refuse`.
        """

    def refuse(self, message: str, *, field: str = "", value: object = NO_VALUE, help: str = "") -> CallError:
        """Make the error for a value that cannot be; the caller raises it.

        Args:
            message: what is wrong.
            field: which parameter (default: the call as a whole).
            value: the value found (default: none is told).
            help: what to do (default: to give the parameter another value).
        """
        help = help or f"give {field or 'the call'} another value"
        origin = Origin(*caller(self, methods=True), "", type(self).__name__)
        return CallError(Finding("K8S902", message, origin=origin, field=field, value=value, help=help))

    def __setattr__(self, name: str, value: Any) -> None:
        message, help = f"{type(self).__name__} cannot be changed", "make another one with the value you need"
        raise CallError(*located([Finding("K8S906", message, field=name, value=value, help=help)], type(self).__name__))

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and all(getattr(self, n, None) == getattr(other, n, None) for n in self.plan().takers)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{n}={v!r}' for n, v in self.__dict__.items())})"
