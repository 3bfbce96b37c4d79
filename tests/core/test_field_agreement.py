"""The short check of fields and pydantic give equal results, and both give what a third, plain description of the types says."""

from __future__ import annotations

import collections
import enum
import math
import typing
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k8skit import CallError, Value
from k8skit.core.annotations import NO, Named
from k8skit.core.validation import validate

REFUSED = object()
EMPTY: Any = MappingProxyType({})

Even = Named("Even", (int,), lambda v: "" if v % 2 == 0 else "must be even", "an even number")
Word = Named("Word", (str,), lambda v: "" if v.isalpha() else "must be letters", "a word")
Amount = Named("Amount", (str, int), lambda v: "must not be empty" if v == "" else "", "an amount", lambda v: f"{v}!")


class Thing(Value):
    size: int = 1


class BigThing(Thing):
    """A subclass is taken where its base is."""


class Text(str):
    __slots__ = ()


class Number(int):
    pass


class Real(float):
    pass


class Raw(bytes):
    __slots__ = ()


class Rows(list[Any]):
    pass


class Table(dict[Any, Any]):
    pass


class Colour(enum.StrEnum):
    RED = "a"


class Level(enum.IntEnum):
    LOW = 1
    TWO = 2


THING = Thing(size=2)
BIG = BigThing(size=3)


class Kind:
    """An annotation: how it is spelled, what it takes, what it stores."""

    def __init__(self, text: str, good: st.SearchStrategy[Any]) -> None:
        self.text = text
        self.good = good

    def __repr__(self) -> str:
        return self.text

    def exact(self, _: Any) -> bool:
        raise NotImplementedError

    def store(self, _: Any) -> Any:
        raise NotImplementedError


def plain_text(v: Any) -> Any:
    return str.__str__(v) if isinstance(v, str) else REFUSED


def plain_int(v: Any) -> Any:
    return int.__int__(v) if isinstance(v, int) and not isinstance(v, bool) else REFUSED


def plain_float(v: Any) -> Any:
    if isinstance(v, float):
        return float.__float__(v)
    try:
        return REFUSED if plain_int(v) is REFUSED else float(v)
    except OverflowError:
        return REFUSED


class Scalar(Kind):
    def __init__(self, text: str, kind: type, good: st.SearchStrategy[Any], store: typing.Callable[[Any], Any]) -> None:
        super().__init__(text, good)
        self.kind = kind
        self.plain = store

    def exact(self, v: Any) -> bool:
        return type(v) is self.kind

    def store(self, v: Any) -> Any:
        return self.plain(v)


class Everything(Kind):
    def exact(self, _: Any) -> bool:
        return True

    def store(self, v: Any) -> Any:
        return v


class Values(Kind):
    """A Literal."""

    def __init__(self, values: tuple[Any, ...]) -> None:
        super().__init__(f"Literal[{', '.join(map(repr, values))}]", st.sampled_from(values))
        self.values = values

    def exact(self, v: Any) -> bool:
        return any(type(v) is type(x) and v == x for x in self.values)

    def store(self, v: Any) -> Any:
        for x in self.values:
            if (
                type(v) is type(x) or (type(x) is str and isinstance(v, str)) or (type(x) is int and plain_int(v) is not REFUSED)
            ) and v == x:
                return x
        return REFUSED


class Ruled(Kind):
    """One of the named types."""

    def __init__(self, named: Named, good: st.SearchStrategy[Any]) -> None:
        super().__init__(named.__name__, good)
        self.named = named

    def exact(self, v: Any) -> bool:
        return type(v) in self.named.bases and not self.named.problem(v)

    def store(self, v: Any) -> Any:
        for base, plain in ((str, plain_text), (int, plain_int)):
            if base in self.named.bases and plain(v) is not REFUSED:
                value = plain(v)
                if self.named.problem(value):
                    return REFUSED
                return self.named.convert(value) if self.named.convert else value
        return REFUSED


class Ours(Kind):
    def exact(self, v: Any) -> bool:
        return isinstance(v, Thing)

    def store(self, v: Any) -> Any:
        return v if isinstance(v, Thing) else REFUSED


class Listed(Kind):
    def __init__(self, spelling: str, item: Kind) -> None:
        items = st.lists(item.good, max_size=3)
        super().__init__(f"{spelling}[{item.text}]", items | items.map(tuple))
        self.item = item

    def exact(self, v: Any) -> bool:
        return type(v) in (list, tuple) and all(self.item.exact(x) for x in v)

    def store(self, v: Any) -> Any:
        if not isinstance(v, list) and type(v) is not tuple:
            return REFUSED
        out = [self.item.store(x) for x in v]
        return REFUSED if REFUSED in out else out


class Keyed(Kind):
    def __init__(self, spelling: str, key: Kind, value: Kind) -> None:
        entries = st.dictionaries(key.good, value.good, max_size=3)
        super().__init__(f"{spelling}[{key.text}, {value.text}]", entries | entries.map(MappingProxyType) | st.just(EMPTY))
        self.key = key
        self.value = value

    def exact(self, v: Any) -> bool:
        if v == {} and type(v) is MappingProxyType:
            return True
        return type(v) is dict and all(self.key.exact(k) and self.value.exact(x) for k, x in v.items())

    def store(self, v: Any) -> Any:
        if not isinstance(v, collections.abc.Mapping):
            return REFUSED
        out = {}
        for k, x in v.items():
            key, value = self.key.store(k), self.value.store(x)
            if key is REFUSED or value is REFUSED:
                return REFUSED
            out[key] = value
        return out


class OneOf(Kind):
    def __init__(self, spelling: str, parts: list[Kind]) -> None:
        texts = [p.text for p in parts]
        if spelling == "Optional" and len(parts) == 2 and "None" in texts:
            text = f"Optional[{next(t for t in texts if t != 'None')}]"
        elif spelling == "Union":
            text = f"Union[{', '.join(texts)}]"
        else:
            text = " | ".join(texts)
        super().__init__(text, st.one_of(*(p.good for p in parts)))
        self.parts = parts

    def exact(self, v: Any) -> bool:
        return any(p.exact(v) for p in self.parts)

    def store(self, v: Any) -> Any:
        if any(isinstance(p, Everything) for p in self.parts):
            return v
        for p in [p for p in self.parts if p.exact(v)] or self.parts:
            found = p.store(v)
            if found is not REFUSED:
                return found
        return REFUSED


NONE = Scalar("None", type(None), st.none(), lambda v: None if v is None else REFUSED)
ANY = Everything("Any", st.integers())
WORDS = st.sampled_from(["a", "b", "orders", "8080", ""])
LEAVES: list[Kind] = [
    Scalar("str", str, WORDS, plain_text),
    Scalar("int", int, st.integers(-3, 3), plain_int),
    Scalar("bool", bool, st.booleans(), lambda v: v if type(v) is bool else REFUSED),
    Scalar("float", float, st.floats(), plain_float),
    Scalar("bytes", bytes, st.binary(max_size=2), lambda v: bytes(v) if isinstance(v, bytes) else REFUSED),
    NONE,
    ANY,
    Ruled(Even, st.sampled_from([0, 2, -4])),
    Ruled(Word, st.sampled_from(["a", "orders"])),
    Ruled(Amount, st.sampled_from(["1", 5])),
    Ours("Thing", st.sampled_from([THING, BIG])),
]
KEYS: list[Kind] = [k for k in LEAVES if k.text in ("str", "int", "Word", "Amount", "Even")]
LITERALS = st.lists(st.sampled_from(["a", "b", 0, 1, True, False, None]), min_size=1, max_size=4, unique_by=lambda v: (type(v), v)).map(
    lambda found: Values(tuple(found))
)


def unions(inner: st.SearchStrategy[Kind]) -> st.SearchStrategy[Kind]:
    parts = st.lists(inner.filter(lambda k: not isinstance(k, OneOf)) | st.just(NONE), min_size=2, max_size=3, unique_by=lambda k: k.text)
    return st.builds(OneOf, st.sampled_from(["|", "Union", "Optional"]), parts)


KINDS = st.recursive(
    st.sampled_from(LEAVES) | LITERALS,
    lambda inner: (
        st.builds(Listed, st.sampled_from(["list", "List", "Sequence"]), inner)
        | st.builds(Keyed, st.sampled_from(["dict", "Dict", "Mapping"]), st.sampled_from(KEYS), inner)
        | unions(inner)
    ),
    max_leaves=5,
)
NEAR = [True, False, None, 0, 1, 2, -1, 10**400, 1.0, 0.0, math.nan, math.inf, "a", "b", "8080", "1", "", b"a", bytearray(b"a")]
SUBCLASSES = [Text("a"), Text("x y"), Number(1), Number(2), Real(1.0), Raw(b"a"), Colour.RED, Level.LOW, Level.TWO, Rows([1]), Table(a=1)]
OTHERS = [THING, BIG, Thing, str, EMPTY, object(), {1}, frozenset({1}), range(2), (), [], {}]
COLLECTIONS = [collections.OrderedDict(a=1), collections.deque([1]), collections.ChainMap({"a": 1})]
ATOMS: st.SearchStrategy[Any] = st.sampled_from([*NEAR, *SUBCLASSES, *OTHERS, *COLLECTIONS])
HASHABLE = st.sampled_from(["a", "b", "", 0, 1, 2, True, 1.0, None, Text("a"), Number(2), Colour.RED, Level.LOW, b"a"])
ANYTHING = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.lists(inner, max_size=2).map(Rows)
        | st.dictionaries(HASHABLE, inner, max_size=3)
        | st.dictionaries(HASHABLE, inner, max_size=2).map(MappingProxyType)
        | st.dictionaries(HASHABLE, inner, max_size=2).map(Table)
    ),
    max_leaves=6,
)

SPELLINGS = {
    "text, typing imported": {
        name: getattr(typing, name) for name in ("Any", "Dict", "List", "Literal", "Mapping", "Optional", "Sequence", "Union")
    },
    "text, typing for type checkers only": {},
    "evaluated": {},
}
EVALUATED = {"Even": Even, "Word": Word, "Amount": Amount, "Thing": Thing, **SPELLINGS["text, typing imported"]}


def make(kind: Kind, spelling: str) -> Any:
    """A class with one field of that kind."""
    annotation: Any = kind.text
    if spelling == "evaluated":
        annotation = eval(kind.text, EVALUATED)
    here = {"Even": Even, "Word": Word, "Amount": Amount, "Thing": Thing, **SPELLINGS[spelling]}
    made: Any = type("Made", (Value,), {"__annotations__": {"x": annotation}, "__module__": "builtins"})
    made._frame_locals = here
    return made


def same(a: Any, b: Any) -> bool:
    """Equal, types included; ours by identity; NaN is NaN."""
    if type(a) is not type(b):
        return False
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return [*map(type, a)] == [*map(type, b)] and list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    if isinstance(a, Thing):
        return a is b
    return bool(a is b or a == b or (isinstance(a, float) and math.isnan(a) and math.isnan(b)))


def copied(kind: Kind, given: Any, stored: Any) -> bool:
    """Whether the lists and dicts that the annotation names are new ones."""
    if isinstance(kind, OneOf) and not any(isinstance(p, Everything) for p in kind.parts):
        for part in [p for p in kind.parts if p.exact(given)] or [p for p in kind.parts if p.store(given) is not REFUSED]:
            return copied(part, given, stored)
    if isinstance(kind, Listed):
        return stored is not given and all(copied(kind.item, a, b) for a, b in zip(given, stored, strict=True))
    if isinstance(kind, Keyed):
        return stored is not given and (
            len(stored) != len(given) or all(map(copied, [kind.value] * len(given), given.values(), stored.values()))
        )
    return not isinstance(kind, (Everything, OneOf)) or stored is given


@settings(max_examples=400, deadline=None)
@given(st.data(), KINDS, st.sampled_from(sorted(SPELLINGS)))
def test_the_short_check_pydantic_and_the_meaning_of_a_type_agree(data: st.DataObject, kind: Kind, spelling: str) -> None:
    made = make(kind, spelling)
    take = made.plan().takers["x"]
    assert take is not None, "every type here is one that the short check knows"
    for value in data.draw(st.lists(ANYTHING | kind.good, min_size=1, max_size=4)):
        expected = kind.store(value)
        values, findings = validate(made.plan(), {"x": value})
        if expected is REFUSED:
            assert findings
            assert all(f.code == "K8S902" and f.field.startswith("x") for f in findings)
        else:
            assert not findings
            assert same(values["x"], expected)
            assert copied(kind, value, values["x"])
        short = take(value)
        if short is NO:
            assert not kind.exact(value), "exact values need no pydantic"
        else:
            assert same(short, expected)
            assert copied(kind, value, short)
        if expected is REFUSED:
            with pytest.raises(CallError):
                made(x=value)
        else:
            assert same(made(x=value).x, expected)


@pytest.mark.parametrize("spelling", sorted(SPELLINGS))
def test_of_two_parts_of_a_union_that_take_a_value_as_it_is_the_first_one_has_it(spelling: str) -> None:
    text, amount = Scalar("str", str, WORDS, plain_text), Ruled(Amount, WORDS)
    loose, strict = Keyed("dict", text, ANY), Keyed("dict", amount, text)
    for first, second, stored in ((loose, strict, {"1": "a"}), (strict, loose, {"1!": "a"})):
        made = make(OneOf("|", [first, second]), spelling)
        assert validate(made.plan(), {"x": {"1": "a"}}) == ({"x": stored}, [])
        assert made(x={"1": "a"}).x == stored


@settings(max_examples=100, deadline=None)
@given(st.data(), KINDS)
def test_all_spellings_of_a_type_mean_the_same(data: st.DataObject, kind: Kind) -> None:
    value = data.draw(ANYTHING | kind.good)
    results = []
    for spelling in SPELLINGS:
        plan = make(kind, spelling).plan()
        values, findings = validate(plan, {"x": value})
        take = plan.takers["x"]
        assert take is not None
        results.append((values.get("x", REFUSED), [str(f.message) for f in findings], take(value)))
    for other in results[1:]:
        assert same(other[0], results[0][0])
        assert other[1] == results[0][1]
        assert same(other[2], results[0][2])
