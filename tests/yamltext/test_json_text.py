"""JSON is read as Kubernetes reads JSON, which is not quite as it reads YAML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k8skit.errors import UsageError
from k8skit.yamltext import load_all, load_data

if TYPE_CHECKING:
    from k8skit.finding import Finding


def refused(text: str, source: str = "a.yaml") -> tuple[Finding, ...]:
    """Return the findings of reading `text`."""
    with pytest.raises(UsageError) as caught:
        load_all(text, source)
    return caught.value.findings


def places(text: str, source: str = "a.yaml") -> list[tuple[str, int, str]]:
    """Return code, line and field of the findings of reading `text`."""
    return [(f.code, f.origin.line if f.origin else 0, f.field) for f in refused(text, source)]


data = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@settings(max_examples=200)
@given(st.lists(st.dictionaries(st.text(), data, max_size=3), max_size=3), st.booleans(), st.sampled_from([None, 2]))
def test_json_reads_back(objects: list[Any], ascii_only: bool, indent: int | None) -> None:
    text = "\n".join([json.dumps(o, ensure_ascii=ascii_only, indent=indent) for o in objects])
    found = [d.object for d in load_all(text, "a.json")]
    assert found == objects
    assert json.dumps(found) == json.dumps(objects)


def test_objects_may_follow_each_other_with_their_lines() -> None:
    documents = load_all(' \n{"a": 1}\n\n{"b":\n 2}{"c": 3}\n', "a")
    assert [(d.object, d.line) for d in documents] == [({"a": 1}, 2), ({"b": 2}, 4), ({"c": 3}, 5)]


def test_a_root_that_is_no_object_is_refused() -> None:
    assert places('{"a": 1}\n[1]\n') == [("K8S923", 2, "")]
    assert load_data("[1, {}]", "a") == [1, {}]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.0", 3.0), ("1e3", 1000.0), ("-0", 0), ("9223372036854775807", 2**63 - 1), ("-9223372036854775808", -(2**63)),
        ("9223372036854775808", 2.0**63),
        ("-9223372036854775809", -(2.0**63)), ('"\\ud83d\\ude00\\/"', "😀/"), ('"yes"', "yes"), ("1" + "0" * 300, 1e300),
    ],
)  # fmt: skip
def test_numbers_and_escapes_are_read_as_kubernetes_reads_json(text: str, value: object) -> None:
    got = load_data(f'{{"a": [{text}]}}', "a")["a"][0]
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize(
    ("text", "message"),
    [("1e999", "range"), ("-1e999", "range"), ("1" + "0" * 400, "range"), ('"\\ud800"', "surrogate"), ('"x\\udfff"', "surrogate")],
)
def test_values_that_do_not_survive_are_refused(text: str, message: str) -> None:
    (finding,) = refused(f'{{}}\n{{"a": [0, {{"b": {text}}}], "c": 1}}')
    assert (finding.code, finding.origin and finding.origin.line, finding.field) == ("K8S924", 2, "a[1].b")
    assert message in finding.message
    assert finding.help


def test_all_of_them_come_together() -> None:
    assert places('{"a": 1e999, "\\ud800": {"b": -1e999}}\n{"c": "\\udc00"}') == [
        ("K8S924", 1, "a"), ("K8S924", 1, '["\\ud800"]'), ("K8S924", 1, '["\\ud800"].b'), ("K8S924", 2, "c")
    ]  # fmt: skip


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    assert places('{}\n{"a": ' + "9" * 5000 + "}") == [("K8S924", 2, "")]


def test_a_key_set_twice_is_refused_with_its_line() -> None:
    text = '{"z": 1}\n{\n "a": {\n  "b": 1,\n  "c": 2,\n  "b": 3\n }\n}\n'
    (finding,) = refused(text.removeprefix('{"z": 1}\n'))
    assert (finding.code, finding.origin and finding.origin.line, finding.field, finding.value) == ("K8S921", 5, "a", "b")
    (finding,) = refused('{"a": {"b": 1,\n"b": "\\ud83d\\ude00"}}')
    assert finding.code == "K8S921"
    assert "'b'" in finding.message
    assert places('{"x": 1}\n{"a": 1, "b": 2, "a": 3}') == [("K8S921", 2, "")]


def test_text_that_only_starts_like_json_is_read_as_yaml() -> None:
    assert load_all("{a: 1, 'b': [x]}\n---\n{c: y}\n", "a")[1].object == {"c": True}
    assert load_all('{"a": 1,}', "a")[0].object == {"a": 1}
    assert load_all('{"a": 1}\n---\nb: 2\n', "a")[1].object == {"b": 2}
    assert load_data("[a, b]", "a") == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1,}', 1),
        ('{"a":\n x}', 2),
        ("{a: 1}", 1),
        ('{"a": NaN}', 1),
        ('{}\n{"a": -Infinity}', 2),
        ('{"a": 1}\nx', 2),
        ('{"a": "\t"}', 1),
    ],
)
def test_a_json_file_must_be_json(text: str, line: int) -> None:
    (finding,) = refused(text, "dir/a.json")
    assert (finding.code, finding.origin and finding.origin.line) == ("K8S920", line)
    assert finding.message.startswith("not valid JSON: ")


def test_kubectl_reads_the_same(kubectl: Any, equal: Any) -> None:
    values = [3.0, 1000.0, 1.5, 2**63 - 1, -(2**63), "😀", "\u2028", "\x85", {"<<": 1}, True, None, "y", [1e300]]
    text = json.dumps({"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "x"}, "spec": values})
    assert equal(load_all(text, "a")[0].object, kubectl.read(text)[0])
