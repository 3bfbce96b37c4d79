"""plain(): what a manifest may be made of, and what it is told when it is made of something else."""

from __future__ import annotations

import datetime
import decimal
import enum
import math
from collections import ChainMap, OrderedDict, UserString, deque, namedtuple
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AliasChoices, BaseModel, ConfigDict, Field, RootModel

from k8skit import Container, Probe, Resources
from k8skit.core.plain import plain

Refused = Callable[..., Any]


class Colour(enum.Enum):
    RED = "red"
    PAIR = (1, 2)


class Level(enum.IntEnum):
    LOW = 1


class Mode(enum.StrEnum):
    ON = "on"


class Text(str):
    __slots__ = ()

    def __str__(self) -> str:
        return "other"


class Number(int):
    def __int__(self) -> int:
        return 99


class Real(float):
    pass


Pair = namedtuple("Pair", "a b")  # noqa: PYI024


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "a"),
        (1, 1),
        (1.5, 1.5),
        (True, True),
        (None, None),
        ([1, (2, 3)], [1, [2, 3]]),
        ((), []),
        ({"a": {"b": ()}}, {"a": {"b": []}}),
        (OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (MappingProxyType({"a": 1}), {"a": 1}),
        (ChainMap({"a": 1}), {"a": 1}),
        (Pair(1, 2), [1, 2]),
        (Colour.RED, "red"),
        (Level.LOW, 1),
        (Mode.ON, "on"),
        (Text("x"), "x"),
        ({Text("k"): 1}, {"k": 1}),
        (Number(5), 5),
        (Real(1.5), 1.5),
        ({"image": Container(image="a:1"), "x": [Resources(cpu=1)]}, None),
    ],
)
def test_values_become_plain_data(value: Any, expected: Any) -> None:
    found = plain(value)
    if expected is not None or value is None:
        assert found == expected
        assert type(found) is type(expected)
    else:
        assert found["image"]["image"] == "a:1"
        assert found["x"] == [{"requests": {"cpu": "1"}}]
    for item in found if isinstance(found, (list, dict)) else ():
        assert type(item) in (str, int, list, dict)


def test_the_order_of_keys_is_kept() -> None:
    assert list(plain({"b": 1, "a": 2, "c": 3})) == ["b", "a", "c"]


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=10,
)


def containers(value: Any) -> set[int]:
    """The identities of all lists and dicts in it."""
    if isinstance(value, dict):
        return {id(value)}.union(*map(containers, value.values()))
    return {id(value)}.union(*map(containers, value)) if isinstance(value, list) else set()


@given(PLAIN)
def test_plain_data_is_copied_and_equal(value: Any) -> None:
    found = plain(value)
    assert found == value
    assert repr(found) == repr(value), "types and order too"
    assert not containers(found) & containers(value)


class Unknown:
    pass


class Holder:
    """An object with a `value`, but no enum."""

    value = 5


@pytest.mark.parametrize(
    ("value", "field", "message", "help"),
    [
        ({1, 2}, "x[0]", "a manifest cannot hold a set", "use a list: a set has no order"),
        (frozenset(), "x[0]", "a manifest cannot hold a frozenset", "use a list: a set has no order"),
        (b"a", "x[0]", "a manifest cannot hold a bytes", "decode it, or put it into binaryData as base64 text"),
        (bytearray(b"a"), "x[0]", "a manifest cannot hold a bytearray", "decode it, or put it into binaryData as base64 text"),
        (datetime.date(2026, 1, 1), "x[0]", "a manifest cannot hold a date", "use text"),
        (datetime.datetime(2026, 1, 1), "x[0]", "a manifest cannot hold a datetime", "use text"),
        (decimal.Decimal(1), "x[0]", "a manifest cannot hold a Decimal", "use dict, list, str, int, float, bool or None"),
        (UserString("a"), "x[0]", "a manifest cannot hold a UserString", "use dict, list, str, int, float, bool or None"),
        (deque([1]), "x[0]", "a manifest cannot hold a deque", "use dict, list, str, int, float, bool or None"),
        (Unknown(), "x[0]", "a manifest cannot hold a Unknown", "use dict, list, str, int, float, bool or None"),
        (Holder(), "x[0]", "a manifest cannot hold a Holder", "use dict, list, str, int, float, bool or None"),
        (Colour.PAIR, "x[0]", "a manifest cannot hold a Colour", "use dict, list, str, int, float, bool or None"),
        (Container, "x[0]", "a manifest cannot hold the class Container", "make one: Container(...)"),
        ({1: 2}, "x[0]", "a key must be a string, got int", "write the key in quotes"),
        ({"a": {None: 2}}, "x[0].a", "a key must be a string, got NoneType", "write the key in quotes"),
        ({True: 2}, "x[0]", "a key must be a string, got bool", "write the key in quotes"),
    ],
)
def test_what_a_manifest_cannot_hold_is_refused(refused: Refused, value: Any, field: str, message: str, help: str) -> None:
    f = refused(lambda: plain({"x": [value]}))
    assert (f.code, f.field, f.message, f.help) == ("K8S924", field, message, help)
    assert f.origin.file == __file__
    assert refused(plain, value, "root").field == field.replace("x[0]", "root")


def test_a_container_that_holds_itself_is_refused(refused: Refused) -> None:
    loop: list[Any] = []
    loop.append(loop)
    around: dict[str, Any] = {"a": [1]}
    around["a"].append(around)
    twice: list[Any] = []
    twice.extend([twice, twice])
    for value in (loop, around, twice):
        f = refused(plain, value)
        assert (f.code, f.message) == ("K8S924", "it is nested deeper than 200 levels")
        assert f.help == "a dict or a list must not hold itself"
        assert len(f.field) < 70


def test_deep_but_finite_data_is_fine() -> None:
    value: Any = 1
    for _ in range(195):
        value = [value]
    assert plain(value) == value


def test_numbers_that_yaml_cannot_hold_are_left_to_the_writer() -> None:
    assert math.isnan(plain(math.nan))


class Meta(BaseModel):
    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, extra="forbid")

    name: str | None = None
    creation_timestamp: datetime.datetime | None = Field(
        default=None, validation_alias=AliasChoices("creationTimestamp", "creation_timestamp"), serialization_alias="creationTimestamp"
    )


class ModelledMap(BaseModel):
    """In the manner of the official client's models."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, validate_assignment=True, extra="forbid")

    api_version: str | None = Field(
        default=None, validation_alias=AliasChoices("apiVersion", "api_version"), serialization_alias="apiVersion"
    )
    kind: str | None = None
    metadata: Meta | None = None
    data: dict[str, str] | None = None
    level: Level | None = None


class MoreMeta(Meta):
    labels: dict[str, str] = {}


def test_pydantic_models_give_what_they_dump_with_aliases() -> None:
    model = ModelledMap(api_version="v1", kind="ConfigMap", metadata=Meta(name="a"), data={"x": "y"}, level=Level.LOW)
    assert plain(model) == {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"x": "y"}, "level": 1}
    assert plain([{"a": model}])[0]["a"]["kind"] == "ConfigMap"
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    assert plain(Meta(creation_timestamp=now)) == {"creationTimestamp": "2026-01-01T00:00:00Z"}
    assert plain(RootModel[list[int]]([1])) == [1]


def test_nothing_of_a_models_subclass_is_lost() -> None:
    model = ModelledMap(kind="ConfigMap", metadata=MoreMeta(name="a", labels={"b": "c"}))
    assert plain(model)["metadata"] == {"name": "a", "labels": {"b": "c"}}


def test_a_model_that_cannot_be_dumped_is_refused(refused: Refused) -> None:
    class Opaque(BaseModel, arbitrary_types_allowed=True):
        thing: Unknown

    f = refused(plain, Opaque(thing=Unknown()), "spec")
    assert (f.code, f.field, f.help) == ("K8S924", "spec", "give the object as a dict")
    assert f.message.startswith("Opaque cannot be dumped: ")


class OldStyle:
    """In the manner of the official client's models before they took to pydantic."""

    attribute_map = {"api_version": "apiVersion", "kind": "kind", "metadata": "metadata", "spec": "spec"}

    def __init__(self, **given: Any) -> None:
        for name in self.attribute_map:
            setattr(self, name, given.get(name))


def test_models_with_a_map_of_attributes_give_the_names_of_the_api() -> None:
    inner = OldStyle(kind="Inner")
    assert plain(OldStyle(api_version="v1", kind="X", spec=[inner])) == {"apiVersion": "v1", "kind": "X", "spec": [{"kind": "Inner"}]}


def test_a_value_that_needs_more_says_so(refused: Refused) -> None:
    assert plain(Probe(path="/", port=80)) == {"httpGet": {"path": "/", "port": 80}}
    f = refused(plain, Probe(path="/"))
    assert (f.code, f.message, f.help) == ("K8S902", "the probe has no port, and its container has none", "give the port")
