"""Fields: how a class with annotations becomes a class whose calls are checked.

`Construct` and `Value` build on this. A call whose values already are exactly what the annotations say is accepted by a short check that is compiled
from the annotations; everything else (conversions, errors, types that the short check does not know) is pydantic's to decide, which is only then imported.
"""

from __future__ import annotations

import sys

from ..errors import CallError
from ..finding import Finding, Origin
from ..names import closest
from .annotations import NO, ClassVarMark, resolve, taker
from .origins import caller

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any, ClassVar, TypeVar, dataclass_transform, overload

    Taker = Callable[[Any], Any]
    T = TypeVar("T")
else:

    def dataclass_transform(**_: object) -> object:
        return lambda cls: cls


_MISSING: Any = object()
_PLAIN = (str, int, bool, float, type(None))


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
            default: the value where the caller gives none. A list, dict or set is copied for each instance.
            default_factory: called for each instance where the caller gives no value.
            kw_only: False for a field that may be given by position (default True).
            init: False for what the construct makes itself in `compose()` and callers cannot pass (default True).

        Returns:
            A marker that the class replaces when it is made.
        """
        return FieldSpec(default, default_factory, init, kw_only)


class Plan:
    """How the calls of one class are filled in: compiled once per class, on its first call."""

    __slots__ = ("cls", "factories", "outputs", "positional", "required", "specs", "takers", "validator")

    def __init__(self, cls: type[Fields]) -> None:
        self.cls = cls
        self.takers: dict[str, Taker | None] = {}
        self.required: list[str] = []
        self.factories: list[tuple[str, Callable[[], Any]]] = []
        self.positional: list[str] = []
        self.outputs: set[str] = set()
        self.specs: dict[str, tuple[type, Any]] = {}
        self.validator: Any = None
        for k in reversed(cls.__mro__):
            specs: dict[str, FieldSpec] = k.__dict__.get("_field_specs", {})
            for name, annotation in k.__dict__.get("__annotations__", {}).items():
                if name[0] == "_":
                    continue
                resolved = resolve(annotation, k, name)
                if isinstance(resolved, ClassVarMark):
                    continue
                self._add(k, name, annotation, resolved, specs.get(name), k.__dict__.get(name, _MISSING))

    def _add(self, owner: type, name: str, annotation: Any, resolved: Any, spec: FieldSpec | None, value: Any) -> None:
        for known in (self.required, self.positional):
            if name in known:
                known.remove(name)
        self.factories = [f for f in self.factories if f[0] != name]
        if spec is None:
            spec = FieldSpec(value, None, True, True)
        if not spec.init:
            self.outputs.add(name)
            self.takers.pop(name, None)
            return
        self.outputs.discard(name)
        self.takers[name] = taker(resolved)
        self.specs[name] = (owner, annotation)
        if not spec.kw_only:
            self.positional.append(name)
        if spec.factory is not None:
            self.factories.append((name, spec.factory))
        elif spec.default is _MISSING:
            self.required.append(name)
        elif type(spec.default) in (list, dict, set):
            self.factories.append((name, spec.default.copy))

    def fill(self, target: dict[str, Any], args: tuple[Any, ...], given: dict[str, Any]) -> None:
        """Check what a call gave and put it, with the defaults that are not on the class, into `target`.

        Raises:
            CallError: with every error of the call.
        """
        if args:
            if len(args) > len(self.positional):
                self.fail(args, given)
            for name, value in zip(self.positional, args, strict=False):
                if name in given:
                    self.fail(args, given)
                given[name] = value
        takers = self.takers
        for name in given:
            take = takers.get(name)
            if take is None:
                break
            value = take(given[name])
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
        self.slow(target, given)

    def slow(self, target: dict[str, Any], given: dict[str, Any]) -> None:
        """Let pydantic decide; it is authoritative, and its verdict is the same wherever the short check has one."""
        unknown = [n for n in given if n not in self.takers]
        missing = [n for n in self.required if n not in given]
        from .validation import validate

        values, findings = validate(self, {n: v for n, v in given.items() if n in self.takers})
        for n in unknown:
            findings.append(Finding("K8S901", f"unknown parameter {n}", field=n, value=given[n], help=self.advice(n)))
        findings.extend(
            Finding("K8S903", f"parameter {n} is missing", field=n, help=f"{self.cls.__name__} needs {', '.join(self.required)}")
            for n in missing
        )
        if findings:
            raise CallError(*located(findings, self.cls.__name__, target, given))
        target.update(values)
        for name, factory in self.factories:
            if name not in target:
                target[name] = factory()

    def advice(self, name: str) -> str:
        """What to write instead of an unknown parameter."""
        if name in self.outputs:
            return f"{name} is made by {self.cls.__name__} itself and cannot be given"
        known = [n for n in self.takers if n not in ("scope", "id")]
        near = closest(name, known)
        return f"did you mean {near}?" if near else f"{self.cls.__name__} takes {', '.join(sorted(known)) or 'no parameters'}"

    def fail(self, args: tuple[Any, ...], given: dict[str, Any]) -> None:
        """Raise for positional arguments that have no place."""
        findings = []
        for name, value in zip(self.positional, args, strict=False):
            if name in given:
                findings.append(Finding("K8S901", f"parameter {name} is given twice", field=name, value=value, help="give it once"))
        named = ", ".join(self.positional) or self.cls._leading
        rest = [n for n in self.takers if n not in self.positional]
        help = f"by position {self.cls.__name__} takes {named} only; name the others: {', '.join(f'{n}=...' for n in rest[:4])}"
        findings.extend(
            Finding("K8S901", "a parameter is given by position", value=value, help=help) for value in args[len(self.positional) :]
        )
        raise CallError(*located(findings, self.cls.__name__, {}, given))


def located(findings: list[Finding], type_name: str, target: dict[str, Any], given: dict[str, Any]) -> list[Finding]:
    """Give findings of a call the user's line, the construct path and the class."""
    file, line = caller()
    scope = target.get("scope", given.get("scope"))
    id = target.get("id", given.get("id"))
    path = id if isinstance(id, str) else ""
    node = getattr(scope, "node", None)
    if node is not None and path:
        path = f"{node.path}/{path}" if node.path else path
    for f in findings:
        if f.origin is None:
            f.origin = Origin(file, line, path, type_name)
    return findings


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class Fields:
    """Base of classes whose annotations are their parameters."""

    _leading = "nothing"  # what is given by position, for the error

    if TYPE_CHECKING:
        _plan: ClassVar[Plan]
        _frame_locals: ClassVar[dict[str, Any]]
        _field_specs: ClassVar[dict[str, FieldSpec]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Note where the class was made (its annotations are resolved there) and take the `field()` markers off it."""
        super().__init_subclass__(**kwargs)
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_code.co_name == "__init_subclass__":
            frame = frame.f_back
        if frame is not None and frame.f_locals is not frame.f_globals and "__qualname__" not in frame.f_locals:
            cls._frame_locals = dict(frame.f_locals)
        specs = {n: v for n, v in cls.__dict__.items() if type(v) is FieldSpec}
        if specs:
            cls._field_specs = specs
            for name, spec in specs.items():
                if type(spec.default) in _PLAIN:
                    setattr(cls, name, spec.default)
                else:
                    delattr(cls, name)

    @classmethod
    def plan(cls) -> Plan:
        """The compiled form of this class's fields."""
        found = cls.__dict__.get("_plan")
        if found is None:
            found = cls._plan = Plan(cls)
        return found  # type: ignore[no-any-return]


class Value(Fields):
    """Base of values: small immutable things that are passed to constructs (Container, Probe, Resources, ...).

    A subclass declares fields like a construct does; it has no place in the tree. Two values are equal when their classes and fields are.
    """

    _k8skit_by_identity = True

    if not TYPE_CHECKING:

        def __init__(self, *args: Any, **given: Any) -> None:
            cls = type(self)
            plan = cls.__dict__.get("_plan")
            if plan is None:
                plan = cls.plan()
            plan.fill(self.__dict__, args, given)
            self.verify()

    def verify(self) -> None:
        """Refuse combinations that leave no trace in a manifest. Called after the fields are filled; the default accepts all."""

    def refuse(self, message: str, *, field: str = "", value: object = None, help: str = "") -> CallError:
        """Make the error for a value that cannot be; the caller raises it.

        Args:
            message: what is wrong.
            field: which parameter.
            value: the value found.
            help: what to do.
        """
        return CallError(*located([Finding("K8S902", message, field=field, value=value, help=help)], type(self).__name__, {}, {}))

    def __setattr__(self, name: str, value: Any) -> None:
        raise CallError(
            *located(
                [
                    Finding(
                        "K8S906",
                        f"{type(self).__name__} cannot be changed",
                        field=name,
                        value=value,
                        help="make another one with the value you need",
                    )
                ],
                type(self).__name__,
                {},
                {},
            )
        )

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and all(getattr(self, n, None) == getattr(other, n, None) for n in self.plan().takers)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{n}={v!r}' for n, v in self.__dict__.items())})"
