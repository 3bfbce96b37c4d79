"""Annotations: from what a class says of a field to a short check of its values.

The short check either takes a value (returns what to store) or returns `NO`: then pydantic decides. It must never take what pydantic refuses, nor store something else.
"""

from __future__ import annotations

import sys
from _collections_abc import Mapping, Sequence

from ..errors import CallError
from ..finding import Finding, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Taker = Callable[[Any], Any]

NO: Any = object()
"""What a short check returns when it cannot take a value."""

GenericAlias = type(list[int])
UnionType = type(int | str)
NoneType = type(None)
MappingProxy = type(type.__dict__)
_REMEMBERED = 1024


class ClassVarMark:
    """Stands for an annotation that is no field."""


class Named:
    """A named type of parameters: a Python type with a rule (`Port`, `Image`, `Quantity`, ...).

    Args:
        name: the name that annotations use.
        bases: the exact types that are taken.
        problem: returns "" for a good value, else what must hold ("must be between 1 and 65535").
        words: what it is, in words, with an article: `a port number`.
        convert: makes the stored value from a good one; None stores it as it is.
    """

    __slots__ = ("__name__", "bases", "convert", "problem", "words")

    def __init__(
        self, name: str, bases: tuple[type, ...], problem: Callable[[Any], str], words: str, convert: Callable[[Any], Any] | None = None
    ) -> None:
        self.__name__ = name
        self.words = words
        self.bases = bases
        self.problem = problem
        self.convert = convert

    def __or__(self, other: Any) -> UnionOf:
        return UnionOf(self, other)

    def __ror__(self, other: Any) -> UnionOf:
        return UnionOf(other, self)

    def __call__(self, *_: object) -> Any:
        """Only there so that `typing.Optional[Port]` accepts it."""
        raise TypeError(f"{self.__name__} is a type of parameters, not a class")

    def __repr__(self) -> str:
        return self.__name__

    def check(self, value: Any) -> Any:
        """Return what to store, or raise what pydantic turns into an error of the field."""
        known = type(value) in self.bases
        text = self.problem(value) if known else f"must be {self.words}, got {type(value).__name__}"
        if text:
            from pydantic_core import PydanticCustomError

            raise PydanticCustomError("k8skit_rule" if known else "k8skit_type", "{text}", {"text": text})
        return self.convert(value) if self.convert is not None else value

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Let pydantic ask this type."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.check)


class UnionOf:
    """A union with a Named in it, as `Port | None` makes where annotations are evaluated."""

    __slots__ = ("__args__",)

    def __init__(self, *args: Any) -> None:
        self.__args__: tuple[Any, ...] = ()
        for a in args:
            self.__args__ += a.__args__ if isinstance(a, (UnionOf, UnionType)) else (NoneType if a is None else a,)

    def __or__(self, other: Any) -> UnionOf:
        return UnionOf(self, other)

    def __ror__(self, other: Any) -> UnionOf:
        return UnionOf(other, self)

    def __call__(self, *_: object) -> Any:
        """Only there so that typing accepts it as an argument."""
        raise TypeError("a union is not callable")

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Let pydantic see the union's members."""
        from pydantic_core import core_schema

        return core_schema.union_schema([handler.generate_schema(a) for a in self.__args__], mode="left_to_right")


class LiteralOf:
    """What `Literal[...]` is while typing is not loaded."""

    __slots__ = ("__args__",)

    def __init__(self, args: tuple[Any, ...]) -> None:
        self.__args__ = args

    def __or__(self, other: Any) -> UnionOf:
        return UnionOf(self, other)

    def __ror__(self, other: Any) -> UnionOf:
        return UnionOf(other, self)


class _LiteralForm:
    def __getitem__(self, args: Any) -> LiteralOf:
        return LiteralOf(args if isinstance(args, tuple) else (args,))


class _ClassVarForm:
    def __getitem__(self, _: Any) -> ClassVarMark:
        return ClassVarMark()


class AnyType:
    """What `Any` is while typing is not loaded."""


_ANY = AnyType()
_WELL_KNOWN: dict[str, Any] = {
    "Mapping": Mapping,
    "Sequence": Sequence,
    "Any": _ANY,
    "Literal": _LiteralForm(),
    "ClassVar": _ClassVarForm(),
}


class Scope:
    """The names that an annotation may use: the frame that made the class, its module, then what only type checkers import."""

    __slots__ = ("full", "spaces")

    def __init__(self, owner: type, full: bool) -> None:
        module = sys.modules.get(owner.__module__)
        self.spaces = (owner.__dict__.get("_frame_locals", {}), vars(module) if module else {}, vars(sys.modules["builtins"]))
        self.full = full

    def __getitem__(self, name: str) -> Any:
        for space in self.spaces:
            if name in space:
                return space[name]
        if self.full:
            import typing

            if hasattr(typing, name):
                return getattr(typing, name)
        elif name in _WELL_KNOWN:
            return _WELL_KNOWN[name]
        raise KeyError(name)


def resolve(annotation: Any, owner: type, name: str, *, full: bool = False) -> Any:
    """Return what an annotation means.

    Args:
        annotation: the annotation as the class holds it: text, or already a type.
        owner: the class that declares it.
        name: the field, for the error.
        full: with the real names of `typing` (for pydantic); default False: stand-ins that cost nothing.

    Raises:
        CallError: K8S902 where it names something that exists only for type checkers, or nothing at all.
    """
    if not isinstance(annotation, str):
        return annotation
    try:
        return eval(annotation, {"__builtins__": {}}, Scope(owner, full))  # type: ignore[arg-type]  # noqa: S307
    except Exception as e:
        at = Origin(getattr(sys.modules.get(owner.__module__), "__file__", None) or owner.__module__, 0, "", owner.__qualname__)
        reason = f"there is no {e.args[0]} at run time" if isinstance(e, KeyError) else f"{type(e).__name__}: {e}"
        raise CallError(
            Finding(
                "K8S902",
                f"the annotation of {owner.__qualname__}.{name} cannot be used: {reason}",
                origin=at,
                field=name,
                value=annotation,
                help="import the name outside of TYPE_CHECKING; annotations of fields are read at run time",
            )
        ) from None


def origin_of(t: Any) -> Any:
    """The class behind `list[X]`, `typing.List[X]`, `Mapping[K, V]`; None for what is not parametrised."""
    return getattr(t, "__origin__", None)


def members(t: Any) -> tuple[Any, ...] | None:
    """The members of a union in any of its spellings, or None."""
    if isinstance(t, (UnionType, UnionOf)):
        return t.__args__  # type: ignore[no-any-return, union-attr]
    if getattr(origin_of(t), "_name", "") in ("Union", "Optional") and getattr(t, "__module__", "") == "typing":
        return t.__args__  # type: ignore[no-any-return]
    return None


def literals(t: Any) -> tuple[Any, ...] | None:
    """The values of a Literal, or None."""
    if isinstance(t, LiteralOf):
        return t.__args__
    if getattr(origin_of(t), "_name", "") == "Literal":
        return t.__args__  # type: ignore[no-any-return]
    return None


def is_any(t: Any) -> bool:
    """Whether an annotation takes everything."""
    return t is _ANY or (getattr(t, "__module__", "") == "typing" and getattr(t, "__name__", getattr(t, "_name", "")) == "Any")


def is_ours(t: Any) -> bool:
    """Whether a class is one whose instances are taken as they are: constructs and values."""
    return isinstance(t, type) and getattr(t, "_k8skit_by_identity", False)


_PHRASES = {
    str: "a string",
    bytes: "bytes",
    int: "an integer",
    bool: "True or False",
    float: "a number",
    NoneType: "None",
    list: "a list",
    dict: "a mapping",
}


def phrase(t: Any) -> str:
    """Say in words what a type takes: `a string`, `a list of Container`, `an integer or None`."""
    if t is None:
        return "None"
    if is_any(t):
        return "anything"
    if isinstance(t, Named):
        return t.words
    parts = members(t)
    if parts is not None:
        words = list(dict.fromkeys(phrase(p) for p in parts))
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
    values = literals(t)
    if values is not None:
        return " or ".join(repr(v) for v in values)
    origin = origin_of(t)
    if origin is not None and getattr(t, "__args__", ()):
        if origin in (list, Sequence):
            return f"a list of {_plural(t.__args__[0])}"
        if origin in (dict, Mapping):
            return f"a mapping of {_plural(t.__args__[0])} to {_plural(t.__args__[1])}"
    if t in _PHRASES:
        return _PHRASES[t]
    name = getattr(t, "__name__", str(t))
    return f"an {name}" if name[:1] in "AEIOU" else f"a {name}"


def _plural(t: Any) -> str:
    return {str: "strings", int: "integers", bool: "booleans"}.get(t) or phrase(t).removeprefix("a ").removeprefix("an ")


def _exact(cls: type) -> Taker:
    def take(v: Any) -> Any:
        return v if type(v) is cls else NO

    return take


def _identity(cls: type) -> Taker:
    def take(v: Any) -> Any:
        return v if isinstance(v, cls) else NO

    return take


def _named(t: Named) -> Taker:
    bases, problem, convert = t.bases, t.problem, t.convert
    if convert is not None:

        def take_converted(v: Any) -> Any:
            if type(v) not in bases or problem(v):
                return NO
            return convert(v)

        return take_converted
    if bases != (str,):

        def take(v: Any) -> Any:
            return NO if type(v) not in bases or problem(v) else v

        return take
    good: set[str] = set()  # the same names and labels stand on every object of a construct

    def take_text(v: Any) -> Any:
        if type(v) is not str:
            return NO
        if v in good:
            return v
        if problem(v):
            return NO
        if len(good) < _REMEMBERED:
            good.add(v)
        return v

    return take_text


def _literal(values: tuple[Any, ...]) -> Taker:
    allowed = {(type(v), v) for v in values}

    def take(v: Any) -> Any:
        try:
            return v if (type(v), v) in allowed else NO
        except TypeError:
            return NO

    return take


def _list(item: Taker) -> Taker:
    def take(v: Any) -> Any:
        if type(v) is not list and type(v) is not tuple:
            return NO
        out = []
        for x in v:
            y = item(x)
            if y is NO:
                return NO
            out.append(y)
        return out

    return take


def _dict(key: Taker, value: Taker) -> Taker:
    def take(v: Any) -> Any:
        if type(v) is not dict:
            return {} if type(v) is MappingProxy and not v else NO
        out = {}
        for k, x in v.items():
            if key(k) is NO:
                return NO
            y = value(x)
            if y is NO:
                return NO
            out[k] = y
        return out

    return take


def _union(parts: list[Taker]) -> Taker:
    def take(v: Any) -> Any:
        for part in parts:
            y = part(v)
            if y is not NO:
                return y
        return NO

    return take


def _everything(v: Any) -> Any:
    return v


def taker(t: Any) -> Taker | None:
    """Compile a short check for a type, or return None where pydantic must decide."""
    if t is None:
        t = NoneType
    if t in (str, int, bool, float, bytes, NoneType):
        return _exact(t)
    if is_any(t):
        return _everything
    if isinstance(t, Named):
        return _named(t)
    values = literals(t)
    if values is not None:
        return _literal(values)
    parts = members(t)
    if parts is not None:
        takers = [taker(p) for p in parts]
        return None if None in takers else _union(takers)  # type: ignore[arg-type]
    args = getattr(t, "__args__", ())
    origin = origin_of(t)
    if origin in (list, Sequence) and len(args) == 1:
        item = taker(args[0])
        return None if item is None else _list(item)
    if origin in (dict, Mapping) and len(args) == 2:
        key, value = taker(args[0]), taker(args[1])
        return None if key is None or value is None else _dict(key, value)
    if is_ours(t):
        return _identity(t)
    return None
