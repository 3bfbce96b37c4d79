"""What YAML and JSON cannot carry is refused, all of it at once, with field, value and advice."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import pathlib
import sys
from typing import Any

import pydantic
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k8skit.errors import CallError
from k8skit.finding import NO_VALUE, Finding
from k8skit.yamltext import dump, dump_all
from k8skit.yamltext.emitter import MAX_LEVELS
from k8skit.yamltext.refusals import _Walk


def refused(data: object, **options: Any) -> tuple[Finding, ...]:
    """Return the findings of writing `data`."""
    with pytest.raises(CallError) as caught:
        dump(data, **options)
    return caught.value.findings


class Model(pydantic.BaseModel):
    """A model."""

    a: int = 1


@dataclasses.dataclass
class Record:
    """A dataclass."""

    a: int = 1


class Plain(enum.Enum):
    """An enumeration of nothing in particular."""

    A = 1


class Silent:
    """An object that cannot be shown."""

    def __repr__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    ("value", "message", "shown", "help"),
    [
        (b"x", "bytes is no type", "b'x'", "base64"),
        (bytearray(b"x"), "bytearray is no type", "bytearray(b'x')", "base64"),
        (datetime.date(2026, 1, 2), "date is no type", "datetime.date(2026, 1, 2)", "isoformat"),
        (datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC), "datetime is no type", None, "isoformat"),
        (datetime.time(1), "time is no type", "datetime.time(1, 0)", "isoformat"),
        (datetime.timedelta(seconds=30), "timedelta is no type", "datetime.timedelta(seconds=30)", '"30s"'),
        (decimal.Decimal("1.5"), "Decimal is no type", "Decimal('1.5')", "str(value)"),
        ({1}, "set is no type", "{1}", "sorted(value)"),
        (frozenset({1}), "frozenset is no type", "frozenset({1})", "sorted(value)"),
        ((n for n in "a"), "generator is no type", None, "list(value)"),
        ({"a": 1}.keys(), "dict_keys is no type", "dict_keys(['a'])", "list(value)"),
        ({"a": 1}.values(), "dict_values is no type", "dict_values([1])", "list(value)"),
        (type.__dict__, "mappingproxy is no type", None, "dict(value)"),
        (Model(), "Model is no type", "Model(a=1)", "model_dump"),
        (Record(), "Record is no type", "Record(a=1)", "dataclasses.asdict"),
        (Plain.A, "Plain is no type", "<Plain.A: 1>", "value.value"),
        (pathlib.PurePosixPath("/x"), "PurePosixPath is no type", "PurePosixPath('/x')", "str(value)"),
        (object, "type is no type", "<class 'object'>", "give a dict, a list, text"),
        (1j, "complex is no type", "1j", "give a dict"),
        (Silent(), "Silent is no type", "<Silent>", "give a dict"),
        (2**63, "does not fit into 64 bits", 2**63, "round"),
        (-(2**63) - 1, "does not fit into 64 bits", -(2**63) - 1, "round"),
        pytest.param(10**5000, "does not fit into 64 bits", "an integer of 16610 bits", "round", id="enormous"),
        (float("inf"), "inf is no JSON number", "inf", "finite"),
        (float("-inf"), "-inf is no JSON number", "-inf", "finite"),
        (float("nan"), "nan is no JSON number", "nan", "finite"),
        ("\ud800", "half a surrogate pair", "'\\ud800'", "decode"),
        ("it's \udfff", "half a surrogate pair", '"it\'s \\udfff"', "decode"),
        ("a\n\udc80\n", "half a surrogate pair", "'a\\n\\udc80\\n'", "decode"),
        (" \n\udc80", "half a surrogate pair", "' \\n\\udc80'", "decode"),
        ("x" * 100 + "\ud83d", "half a surrogate pair", "'" + "x" * 76 + "...", "decode"),
    ],
)
def test_a_value_that_cannot_be_written_is_named(value: object, message: str, shown: object, help: str) -> None:
    for data, path in (
        ({"spec": {"x": [{"y": value}]}}, "spec.x[0].y"),
        ({"l": [[1, value]]}, "l[0][1]"),
        ({"k": value}, "k"),
        (value, ""),
    ):
        (finding,) = refused(data)
        assert finding.code == "K8S924"
        assert finding.field == path
        assert message in finding.message
        assert shown is None or finding.value == shown
        assert help in finding.help
        str(finding.value).encode()


@pytest.mark.parametrize(
    ("key", "message", "help"),
    [
        (1, "a key must be text, not int", "write '1' as text"),
        (True, "a key must be text, not bool", "write 'true' as text"),
        (1.5, "a key must be text, not float", "write '1.5' as text"),
        (None, "a key must be text, not NoneType", "write it as text"),
        ((1, 2), "a key must be text, not tuple", "write it as text"),
        (b"a", "a key must be text, not bytes", "write it as text"),
        ("a\ud800", "the key holds half a surrogate pair", "decode"),
    ],
)
def test_a_key_that_is_no_text_is_named(key: Any, message: str, help: str) -> None:
    for data, path in (({"spec": [{key: 1}]}, "spec[0]"), ({key: {"a": 1}}, ""), ({"a": 1, key: []}, "")):
        (finding,) = refused(data)
        assert finding.code == "K8S924"
        assert finding.field.startswith(path)
        assert finding.message.startswith(message)
        assert help in finding.help
        assert finding.value == ascii(key)
    assert refused({"spec": {1: 2}})[0].field == "spec[1]"
    assert refused({"spec": {"a\ud800b": 2}})[0].field == 'spec["a\\ud800b"]'


def test_all_problems_come_together_in_the_order_of_the_data() -> None:
    data = {"a": b"", "b": [{"c": {1}}, 2**64, {3: float("nan")}], "x/y": {"q.r": 1j}, "ok": 1}
    assert [f.field for f in refused(data)] == ["a", "b[0].c", "b[1]", "b[2][3]", "b[2][3]", '["x/y"]["q.r"]']


def test_the_object_is_named_as_far_as_it_is_known() -> None:
    spec = {"x": b""}
    whole = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a", "namespace": "b"}, "spec": spec}
    object = refused(whole)[0].object
    assert object is not None
    assert (object.group, object.version, object.kind, object.namespace, object.name) == ("apps", "v1", "Deployment", "b", "a")
    object = refused({"kind": "X\u00e9", "apiVersion": 1, "metadata": [], "spec": spec})[0].object
    assert object is not None
    assert (object.group, object.version, object.kind, object.namespace, object.name) == ("", "", "X\u00e9", "", "")
    assert refused({"kind": "\ud800", "spec": spec})[0].object is None
    assert refused({"spec": spec})[0].object is None
    assert refused([spec])[0].object is None
    object = refused({"kind": "K", "metadata": {"name": "\ud800", "namespace": 3}})[0].object
    assert object is not None
    assert (object.namespace, object.name) == ("", "")


def test_the_value_of_a_secret_is_never_shown() -> None:
    secret = {"kind": "Secret", "data": {"a": b"hunter2"}, "stringData": {"b": "hunter2\ud800"}, "type": b"shown"}
    findings = refused(secret)
    assert [(f.field, f.value) for f in findings] == [("data.a", NO_VALUE), ("stringData.b", NO_VALUE), ("type", "b'shown'")]
    with pytest.raises(CallError) as caught:
        dump(secret)
    assert "hunter2" not in str(caught.value)
    assert refused({"kind": "ConfigMap", "data": {"a": b"x"}})[0].value == "b'x'"


def test_what_contains_itself_is_refused_where_it_does() -> None:
    mapping: dict[str, Any] = {"a": 1}
    mapping["b"] = [mapping]
    sequence: list[Any] = [1]
    sequence.append(sequence)
    pair: tuple[Any, ...] = ([],)
    pair[0].append(pair)
    (finding,) = refused({"x": mapping})
    assert (finding.code, finding.field) == ("K8S924", "x.b[0]")
    assert finding.message == "the mapping contains itself"
    (finding,) = refused({"x": [sequence]})
    assert (finding.field, finding.message) == ("x[0][1]", "the list contains itself")
    assert refused(pair)[0].field == "[0][0]"
    both: dict[str, Any] = {"p": {}, "q": {}}
    both["p"]["q"] = both["q"]
    both["q"]["p"] = both["p"]
    assert [f.field for f in refused(both)] == ["p.q.p"]


def nested(levels: int, *, lists: bool = False) -> Any:
    """Return data whose content goes `levels` deep below the root."""
    data: Any = {"end": 1}
    for _ in range(levels):
        data = [data] if lists else {"k": data}
    return data


@pytest.mark.parametrize("lists", [False, True])
def test_data_is_written_down_to_the_deepest_level_and_refused_below(lists: bool) -> None:
    assert MAX_LEVELS == 200
    assert dump(nested(MAX_LEVELS, lists=lists)).endswith("end: 1\n")
    (finding,) = refused(nested(MAX_LEVELS + 1, lists=lists))
    assert finding.code == "K8S922"
    assert finding.message == f"the data goes {MAX_LEVELS + 1} levels deep; at most {MAX_LEVELS} are written"
    assert finding.field == ("[0][0][0][0][0][0][0][0]" if lists else "k.k.k.k.k.k.k.k")


def test_a_list_below_a_key_is_no_level_of_its_own() -> None:
    data: Any = [1]
    for _ in range(MAX_LEVELS):
        data = {"k": [data]}
    assert "- 1\n" in dump(data)
    assert refused({"k": [data]})[0].code == "K8S922"
    assert refused({"k": data})[0].code == "K8S922"


def test_the_way_that_goes_too_deep_is_shown_not_the_way_to_a_shared_part() -> None:
    part = nested(MAX_LEVELS - 1)
    assert dump({"a": part}).count("\n") == MAX_LEVELS + 1
    findings = refused({"a": part, "b": {"c": [[], {}, {"d": part}]}})
    assert [(f.code, f.field) for f in findings] == [("K8S922", "b.c[2].d.k.k.k.k")]


def test_endless_depth_is_refused_without_end_of_stack() -> None:
    assert refused(nested(50_000))[0].code == "K8S922"
    assert refused(nested(50_000, lists=True))[0].code == "K8S922"
    depth = 0
    frame: Any = sys._getframe()
    while frame:
        depth, frame = depth + 1, frame.f_back
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(depth + 2 * MAX_LEVELS + 100)
        assert dump(nested(MAX_LEVELS)).endswith("end: 1\n")
    finally:
        sys.setrecursionlimit(limit)


def test_the_first_document_that_cannot_be_written_is_reported() -> None:
    with pytest.raises(CallError) as caught:
        dump_all([{"a": 1}, {"b": b"", "c": b""}, {"d": b""}])
    assert [f.field for f in caught.value.findings] == ["b", "c"]


odd = st.sampled_from(
    [
        b"",
        2**63,
        -(2**63) - 1,
        2**63 - 1,
        float("inf"),
        float("nan"),
        "\ud800",
        "a'\ud800",
        "a\n\ud800",
        " \n\ud800",
        {1},
        1.5,
        None,
        True,
        "a",
        "b\n",
    ]
)
keys = st.sampled_from(["a", "b", "\ud800", "c\ud800'", 1, None, True])
odd_data = st.recursive(
    odd, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3) | st.lists(inner, max_size=2).map(tuple)
)


@settings(max_examples=500, deadline=None)
@given(odd_data)
def test_writing_stops_exactly_when_there_is_something_to_explain(data: Any) -> None:
    problems = _Walk(data).found
    if problems:
        assert len(refused(data)) == len(problems)
    else:
        dump(data).encode()
