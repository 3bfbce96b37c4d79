"""Annotations: from what a class says of a field to a short check of its values.

The short check either takes a value (returns what to store) or returns `NO`: then pydantic decides. It must never take what pydantic
refuses, nor store something else.
"""

from __future__ import annotations

import sys
from _collections_abc import Mapping, Sequence

from ..errors import CallError
from ..finding import Finding, Origin
from ..manifest import Marked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Taker = Callable[[Any], Any]

NO: Any = object()
"""What a short check returns when it cannot take a value."""

GenericAlias: Any = type(list[int])
UnionType: Any = type(int | str)
NoneType = type(None)
MappingProxy = type(type.__dict__)
_REMEMBERED = 1024
_GOOD: dict[Taker, set[str]] = {}
"""Checks of named types of text -> the texts that they have found good."""


class Unites:
    """What can stand in a union: `Port | None` where annotations are evaluated, and where short checks are compiled from text."""

    __slots__ = ()

    def __or__(self, other: Any) -> UnionOf:
        return UnionOf(self, other)

    def __ror__(self, other: Any) -> UnionOf:
        return UnionOf(other, self)

    def __call__(self, *_: object) -> Any:
        """Only there so that `typing.Optional[Port]` accepts it."""
        raise TypeError(f"{self!r} is a type of parameters, not a class")


class Named(Unites):
    """A named type of parameters: a Python type with a rule (`Port`, `Image`, `Quantity`, ...).

    Args:
        name: the name that annotations use.
        bases: the exact types that are taken.
        problem: returns "" for a good value, else what must hold ("must be between 1 and 65535").
        words: what it is, in words, with an article: `a port number`.
        convert: makes the stored value from a good one; None stores it as it is.
        is_stored: tells of nearly every text that is good and stored as it is that it is one; with `convert` only.
    """

    __slots__ = ("__name__", "bases", "convert", "is_stored", "problem", "words")

    def __init__(
        self,
        name: str,
        bases: tuple[type, ...],
        problem: Callable[[Any], str],
        words: str,
        convert: Callable[[Any], Any] | None = None,
        is_stored: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.__name__ = name
        self.words = words
        self.bases = bases
        self.problem = problem
        self.convert = convert
        self.is_stored = is_stored

    def __repr__(self) -> str:
        return self.__name__

    def check(self, value: Any) -> Any:
        """Return what to store, or raise what pydantic turns into an error of the field.

        A value of a subclass (an IntEnum for a port) is taken as the plain value that it is, as pydantic takes it for `int`; True is no 1.
        """
        plain = exactly(value, self.bases)
        text = self.problem(plain) if plain is not NO else f"must be {self.words}, got {type(value).__name__}"
        if text:
            from pydantic_core import PydanticCustomError

            raise PydanticCustomError("k8skit_type" if plain is NO else "k8skit_rule", "{text}", {"text": text})
        return self.convert(plain) if self.convert is not None else plain

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Let pydantic ask this type."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.check)


class UnionOf(Unites):
    """A union with something of ours in it."""

    __slots__ = ("__args__",)

    def __init__(self, *args: Any) -> None:
        self.__args__ = args

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Let pydantic see the union's members, where the union stands in a type that only pydantic knows."""
        from pydantic_core import core_schema

        return core_schema.union_schema([handler.generate_schema(a) for a in self.__args__])


class LiteralOf(Unites):
    """What `Literal[...]` is while typing is not loaded."""

    __slots__ = ("__args__",)

    def __init__(self, args: tuple[Any, ...]) -> None:
        self.__args__ = args


class _LiteralForm:
    def __getitem__(self, args: Any) -> LiteralOf:
        return LiteralOf(args if isinstance(args, tuple) else (args,))


class AnyType(Unites):
    """What `Any` is while typing is not loaded."""


class ClassVarMark:
    """What `ClassVar` is while typing is not loaded, with and without a type."""

    def __getitem__(self, _: Any) -> ClassVarMark:
        return self


_ANY = AnyType()
_WELL_KNOWN: dict[str, Any] = {"Mapping": Mapping, "Sequence": Sequence, "Any": _ANY, "Literal": _LiteralForm(), "ClassVar": ClassVarMark()}
_FROM_TYPING = frozenset(
    [*_WELL_KNOWN, "Annotated", "Callable", "Dict", "FrozenSet", "Iterable", "List", "Optional", "Set", "Tuple", "Type", "Union"]
)
"""Names of typing that may be imported for type checkers only. Not all: `Container` there is another thing than here."""


class Scope:
    """The names that an annotation may use: the frame that made the class, its module, the class, then what only type checkers import."""

    __slots__ = ("full", "spaces")

    def __init__(self, owner: type, full: bool) -> None:
        module = sys.modules.get(owner.__module__)
        self.spaces = (
            owner.__dict__.get("_frame_locals", {}),
            vars(module) if module else {},
            vars(sys.modules["builtins"]),
            {owner.__name__: owner},
            owner.__dict__,
        )
        self.full = full

    def __getitem__(self, name: str) -> Any:
        for space in self.spaces:
            if name in space:
                return space[name]
        if name in _WELL_KNOWN and not self.full:
            return _WELL_KNOWN[name]
        if name in _FROM_TYPING:
            import typing

            return getattr(typing, name)
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
    try:
        return _meaning(annotation, owner, full)
    except Exception as e:
        reason = f"there is no {e.name} at run time" if isinstance(e, NameError) else f"{type(e).__name__}: {e}"
        help = "import the name outside of TYPE_CHECKING, and before the class; annotations of fields are read at run time"
        raise unusable(annotation, owner, name, reason, help) from None


def unusable(annotation: Any, owner: type, name: str, reason: str, help: str) -> CallError:
    """Make the error for an annotation that is no type of a parameter; its place is the class that declares it."""
    file, line = owner.__dict__.get("_made_at") or (getattr(sys.modules.get(owner.__module__), "__file__", None) or owner.__module__, 0)
    message = f"the annotation of {owner.__qualname__}.{name} cannot be used: {reason}"
    at = Origin(file, line, "", owner.__qualname__)
    return CallError(Finding("K8S902", message, origin=at, field=name, value=annotation, help=help))


_BUILTINS = {"__import__": __import__}  # Python 3.14 imports typing where `|` meets what is no class


def _meaning(t: Any, owner: type, full: bool) -> Any:
    """Evaluate text, also where it stands inside of a type: `list["Container"]`, `Optional["Container"]`."""
    if isinstance(t, str):
        return _meaning(eval(t, {"__builtins__": _BUILTINS}, Scope(owner, full)), owner, full)  # type: ignore[arg-type]  # noqa: S307
    if type(t).__name__ == "ForwardRef":
        return _meaning(t.__forward_arg__, owner, full)
    args = getattr(t, "__args__", None)
    if type(args) is not tuple or isinstance(t, type) or literals(t) is not None:
        return t
    found = tuple([_meaning(a, owner, full) for a in args])
    if all(a is b for a, b in zip(args, found, strict=True)):
        return t
    if isinstance(t, (UnionType, UnionOf)):
        return UnionOf(*found)
    return GenericAlias(t.__origin__, found) if isinstance(t, GenericAlias) else t.copy_with(found)


def origin_of(t: Any) -> Any:
    """The class behind `list[X]`, `typing.List[X]`, `Mapping[K, V]`; None for what is not parametrised."""
    return getattr(t, "__origin__", None)


def members(t: Any) -> tuple[Any, ...] | None:
    """The members of a union in any of its spellings, a union in a union taken apart; None for what is no union."""
    if isinstance(t, (UnionType, UnionOf)) or _is_special(t, "Union"):
        found: list[Any] = []
        for a in t.__args__:
            found += members(a) or (NoneType if a is None else a,)
        return tuple(found)
    return None


def literals(t: Any) -> tuple[Any, ...] | None:
    """The values of a Literal, or None."""
    return t.__args__ if isinstance(t, LiteralOf) or _is_special(t, "Literal") else None


def is_class_var(t: Any) -> bool:
    """Whether an annotation says that the name is no field."""
    return (
        isinstance(t, ClassVarMark)
        or _is_special(t, "ClassVar")
        or (getattr(t, "_name", "") == "ClassVar" and type(t).__module__ == "typing")
    )


def _is_special(t: Any, name: str) -> bool:
    return getattr(origin_of(t), "_name", "") == name and getattr(t, "__module__", "") == "typing" and not hasattr(t, "__metadata__")


def is_any(t: Any) -> bool:
    """Whether an annotation takes everything; a union with Any in it does."""
    if t is _ANY or (getattr(t, "__module__", "") == "typing" and getattr(t, "__name__", getattr(t, "_name", "")) == "Any"):
        return True
    return any(is_any(part) for part in members(t) or ())


def is_ours(t: Any) -> bool:
    """Whether a class is one whose instances are taken as they are: constructs and values."""
    return isinstance(t, type) and getattr(t, "_k8skit_by_identity", False)


def item_of(t: Any) -> Any:
    """What a list annotation holds (`list[X]`, `Sequence[X]`, in any spelling, or bare), or None for what is no list annotation."""
    if t is list or t is Sequence:
        return _ANY
    if origin_of(t) not in (list, Sequence) or hasattr(t, "__metadata__"):
        return None
    item = getattr(t, "__args__", (_ANY,))[0]
    return NoneType if item is None else item


def entry_of(t: Any) -> Any:
    """What a dict annotation holds (`dict[K, V]`, `Mapping[K, V]`, in any spelling, or bare), or None for what is no dict annotation."""
    if t is dict or t is Mapping:
        return (_ANY, _ANY)
    if origin_of(t) not in (dict, Mapping) or hasattr(t, "__metadata__"):
        return None
    return getattr(t, "__args__", (_ANY, _ANY))


def exactly(value: Any, bases: tuple[type, ...]) -> Any:
    """Return a value as an exact instance of one of the bases (str, int), `NO` where it is of none; True is no int."""
    kind = type(value)
    if kind in bases or (kind is Marked and str in bases):
        return value
    if str in bases and isinstance(value, str):
        return str.__str__(value)
    if int in bases and isinstance(value, int) and kind is not bool:
        return int.__int__(value)
    return NO


def same_literal(value: Any, literal: Any) -> bool:
    """Whether a value is that value of a Literal, types included: True is no 1, 1.0 is no 1."""
    kind = type(literal)
    return bool(type(value) is kind and value == literal) or (kind in (str, int) and exactly(value, (kind,)) is not NO and value == literal)


_PHRASES: dict[Any, str] = {str: "a string", bytes: "bytes", int: "an integer", bool: "True or False", float: "a number", NoneType: "None"}
_PLURALS: dict[Any, str] = {str: "strings", int: "integers", bool: "booleans", float: "numbers"}


def phrase(t: Any) -> str:
    """Say in words what a type takes: `a string`, `a list of Container`, `an integer or None`."""
    if t is None:
        return "None"
    if is_any(t):
        return "anything"
    if isinstance(t, Named):
        return t.words
    values = literals(t)
    if values is not None:
        return _or([repr(v) for v in values])
    parts = members(t)
    if parts is not None:
        return _or(list(dict.fromkeys(phrase(p) for p in parts)))
    item = item_of(t)
    if item is not None:
        return "a list" if is_any(item) else f"a list of {_plural(item)}"
    entry = entry_of(t)
    if entry is not None:
        return "a mapping" if is_any(entry[1]) else f"a mapping of {_plural(entry[0])} to {_plural(entry[1])}"
    if isinstance(t, type) and t in _PHRASES:
        return _PHRASES[t]
    if hasattr(t, "__metadata__"):
        return phrase(origin_of(t))
    name = t.__name__ if isinstance(t, type) else str(t)
    return f"an {name}" if name[:1] in "AEIOU" else f"a {name}"


def _or(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _plural(t: Any) -> str:
    """The words of `phrase` for many: `strings`, `port numbers`, `strings or SecretKey`."""
    if isinstance(t, type) and t in _PLURALS:
        return _PLURALS[t]
    parts = members(t)
    if parts is not None and not is_any(t):
        return _or(list(dict.fromkeys(_plural(p) for p in parts)))
    words = phrase(t).removeprefix("a ").removeprefix("an ")
    is_short = isinstance(t, Named) and not {"of", "or", "such"} & set(words.split())
    return f"{words}s" if is_short else words


def _exact(cls: type) -> Taker:
    if cls is str:

        def take_text(v: Any) -> Any:
            return v if type(v) is str or type(v) is Marked else NO

        return take_text

    def take(v: Any) -> Any:
        return v if type(v) is cls else NO

    return take


def _identity(cls: type) -> Taker:
    def take(v: Any) -> Any:
        return v if isinstance(v, cls) else NO

    return take


def _named(t: Named) -> Taker:
    bases, problem, convert, is_stored = t.bases, t.problem, t.convert, t.is_stored
    if convert is not None:

        def take_converted(v: Any) -> Any:
            if type(v) is str and is_stored(v):
                return v
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
        if type(v) is not str and type(v) is not Marked:
            return NO
        if v in good:
            return v
        if problem(v):
            return NO
        if len(good) == _REMEMBERED:
            good.clear()  # the next constructs have other names
        good.add(v)
        return v

    _GOOD[take_text] = good
    return take_text


def _literal(values: tuple[Any, ...]) -> Taker:
    def take(v: Any) -> Any:
        kind = type(v)
        for literal in values:
            if type(literal) is kind and v == literal:
                return literal
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


def _texts(key: Taker, value: Taker, good_keys: set[str], good_values: set[str]) -> Taker:
    """What `_dict` does, for the maps that stand on every object: labels and selectors."""

    def take(v: Any) -> Any:
        if type(v) is not dict:
            return {} if type(v) is MappingProxy and not v else NO
        for k, x in v.items():
            if (type(k) is not str or k not in good_keys) and key(k) is NO:
                return NO
            if (type(x) is not str or x not in good_values) and value(x) is NO:
                return NO
        return v.copy()

    return take


def _dict(key: Taker, value: Taker) -> Taker:
    if key in _GOOD and value in _GOOD:
        return _texts(key, value, _GOOD[key], _GOOD[value])

    def take(v: Any) -> Any:
        if type(v) is not dict:
            return {} if type(v) is MappingProxy and not v else NO
        out = {}
        for k, x in v.items():
            k = key(k)
            if k is NO:
                return NO
            y = value(x)
            if y is NO:
                return NO
            out[k] = y
        return out

    return take


def _optional(part: Taker) -> Taker:
    if part in _GOOD:
        good = _GOOD[part]

        def take_text(v: Any) -> Any:
            return v if v is None or (type(v) is str and v in good) else part(v)

        return take_text

    def take(v: Any) -> Any:
        return None if v is None else part(v)

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
    if t is None or t is NoneType:
        return _exact(NoneType)
    if isinstance(t, Named):
        return _named(t)
    if isinstance(t, type) and t in _PHRASES:
        return _exact(t)
    if is_ours(t):
        return _identity(t)
    if is_any(t):
        return _everything
    values = literals(t)
    if values is not None:
        return _literal(values)
    parts = members(t)
    if parts is not None:
        return _union_of([taker(p) for p in parts if p is not NoneType], is_optional=NoneType in parts)
    item = item_of(t)
    if item is not None:
        take_item = taker(item)
        return None if take_item is None else _list(take_item)
    entry = entry_of(t)
    if entry is not None:
        take_key, take_value = taker(entry[0]), taker(entry[1])
        return None if take_key is None or take_value is None else _dict(take_key, take_value)
    return None


def _union_of(takers: list[Taker | None], *, is_optional: bool) -> Taker | None:
    if None in takers:
        return None
    found: Any = takers
    union = found[0] if len(takers) == 1 else _union(found)
    return _optional(union) if is_optional else union


_OWN_TAKERS: dict[str, Taker | None] = {}
"""What `own_taker` has compiled, by the text."""


def own_taker(text: str, owner: type, name: str) -> Taker | None:
    """Compile a short check from an annotation of k8skit's own, as `taker` does from what it means.

    The text is taken apart here, since Python's compiler takes ten times as long. A text means the same in every module of k8skit, and so
    does a part of it, which makes each name a check that is compiled once. A test compares the result for every annotation that there is.

    Args:
        text: the annotation: names, `A | B`, `Sequence[A]`, `Mapping[A, B]`; anything else is Python's to evaluate.
        owner: the class that declares it.
        name: the field, for the error.

    Raises:
        CallError: K8S902 where it names something that does not exist.
    """
    if text in _OWN_TAKERS:
        return _OWN_TAKERS[text]
    form, bracket, inside = text.partition("[")
    parts = _parts(text, " | ")
    take: Taker | None
    if len(parts) > 1:
        takers = [own_taker(part, owner, name) for part in parts if part != "None"]
        take = _everything if _everything in takers else _union_of(takers, is_optional=len(takers) < len(parts))
    elif form == "Sequence" and bracket:
        take_item = own_taker(inside[:-1], owner, name)
        take = None if take_item is None else _list(take_item)
    elif form == "Mapping" and bracket:
        take_key, take_value = (own_taker(part, owner, name) for part in _parts(inside[:-1], ", "))
        take = None if take_key is None or take_value is None else _dict(take_key, take_value)
    elif text.isidentifier():
        try:
            take = taker(Scope(owner, full=False)[text])
        except KeyError:
            take = taker(resolve(text, owner, name))
    else:
        take = taker(resolve(text, owner, name))
    _OWN_TAKERS[text] = take
    return take


def _parts(text: str, between: str) -> list[str]:
    """Split at what stands between, outside of brackets."""
    parts = text.split(between)
    if "[" not in text:
        return parts
    found: list[str] = []
    is_open = False
    for part in parts:
        if is_open:
            found[-1] += between + part
        else:
            found.append(part)
        is_open = found[-1].count("[") > found[-1].count("]")
    return found
