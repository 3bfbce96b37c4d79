"""End-of-line comments on scalars, and comments at the head of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from k8skit.errors import CallError
from k8skit.yamltext import dump, dump_all, load_data

if TYPE_CHECKING:
    from k8skit.finding import Finding

MARKER = '{"$imagepolicy": "flux-system:orders"}'


def refused(data: object, **options: Any) -> tuple[Finding, ...]:
    """Return the findings of writing `data`."""
    with pytest.raises(CallError) as caught:
        dump(data, **options)
    return caught.value.findings


def test_a_marker_stands_behind_its_scalar_and_changes_nothing() -> None:
    data = {"kind": "X", "spec": {"containers": [{"name": "a", "image": "x/y:1.0"}, {"image": "x/z:2"}], "p": 1}}
    text = dump(data, comments={("spec", "containers", 0, "image"): MARKER, ("spec", "p"): "# kept", ("kind",): "#k"})
    assert text == (f"kind: X #k\nspec:\n  containers:\n  - name: a\n    image: x/y:1.0 # {MARKER}\n  - image: x/z:2\n  p: 1 # kept\n")
    assert load_data(text, "test") == data == yaml.safe_load(text)


@pytest.mark.parametrize("value", ["a", "", "a b", "y", 'q"', "a\nb\n", "\x07", 1, 1.5, None, True, False, 2**63 - 1, "# x", "x" * 2000])
def test_any_scalar_takes_a_comment(value: object) -> None:
    data = {"k": value, "l": [value, [value]], "m": {"n": {"o": value}}, "t": (value,)}
    comments: dict[Any, str] = {("k",): "one", ("l", 0): "two", ("l", 1, 0): "three", ("m", "n", "o"): "four", ("t", 0): "five"}
    text = dump(data, comments=comments)
    for comment in comments.values():
        assert text.count(f" # {comment}\n") == 1
    assert load_data(text, "test") == {**data, "t": [value]}
    assert load_data(dump(value, comments={(): "root"}), "test") == value
    assert "# root" in dump(value, comments={(): "root"})


def test_only_the_place_that_is_named_gets_the_comment() -> None:
    shared = {"image": "x"}
    text = dump({"a": shared, "b": [shared, shared]}, comments={("b", 1, "image"): "c", ("b", 0, "image"): "d"})
    assert text == "a:\n  image: x\nb:\n- image: x # d\n- image: x # c\n"
    assert shared == {"image": "x"}


@pytest.mark.parametrize(
    ("path", "field", "message", "help"),
    [
        (("x",), "", "there is no 'x' here", "there is a, l, m, e"),
        (("a", "b"), "a", "there is no 'b' here", "nothing below"),
        (("l", 2), "l", "there is no 2 here", "0 to 1"),
        (("l", -1), "l", "there is no -1 here", "0 to 1"),
        (("l", "0"), "l", "there is no '0' here", "0 to 1"),
        (("l", True), "l", "there is no True here", "0 to 1"),
        (("e", 0), "e", "there is no 0 here", "nothing below"),
        (("m",), "m", "on a mapping", "name a scalar"),
        (("l",), "l", "on a list", "name a scalar"),
        ((), "", "on a mapping", "name a scalar"),
        (("m", "n"), "m", "there is no 'n' here", "nothing below"),
    ],
)
def test_a_comment_that_belongs_nowhere_is_refused(path: Any, field: str, message: str, help: str) -> None:
    (finding,) = refused({"a": 1, "l": [1, 2], "m": {}, "e": ()}, comments={path: "text"})
    assert (finding.code, finding.field) == ("K8S924", field)
    assert message in finding.message
    assert help in finding.help


@pytest.mark.parametrize("text", ["", " ", "#", "# ", "a\nb", "a\tb", "a\rb", "a\x85b", "a\u2028b", "\x00", "\ufeff", "\ud800", None, 1])
def test_a_comment_that_is_not_one_line_is_refused(text: Any) -> None:
    (finding,) = refused({"a": [1]}, comments={("a", 0): text})
    assert (finding.code, finding.field, finding.value) == ("K8S924", "a[0]", ascii(text))
    assert "end of a line" in finding.message


def test_all_bad_comments_come_together() -> None:
    findings = refused({"a": 1}, comments={("b",): "x", ("a",): "x\ny", (): "z"})
    assert [f.field for f in findings] == ["", "a", ""]


def test_a_value_that_cannot_be_written_is_named_below_a_comment_too() -> None:
    (finding,) = refused({"a": {"b": b"x"}}, comments={("a", "b"): "c"})
    assert (finding.field, finding.value) == ("a.b", "b'x'")
    (finding,) = refused({"a": {"b": 1, "c": 2**63}}, comments={("a", "b"): "c"})
    assert finding.field == "a.c"


@pytest.mark.parametrize("header", ["a\rb", "a\x85", "\u2028", "x\ty", "\x00", "\ud800", "ok\n\ufeff"])
def test_a_header_that_is_no_comment_is_refused(header: str) -> None:
    found = [*refused({}, header=header)]
    with pytest.raises(CallError) as caught:
        dump_all([], header=header)
    for finding in [*found, *caught.value.findings]:
        assert finding.code == "K8S924"
        assert "header" in finding.message
        assert finding.value == ascii(header)
    assert len(found) == len(caught.value.findings) == 1


def test_kubectl_and_kustomize_read_what_has_comments(kubectl: Any) -> None:
    data = {
        "apiVersion": "example.com/v1",
        "kind": "Thing",
        "metadata": {"name": "x"},
        "spec": {"a": ["x", "y\nz\n", "", None, 1], "i": "r/x:1"},
    }
    comments: dict[Any, str] = {("spec", "a", n): f'{{"$imagepolicy": "a:b{n}"}}' for n in range(5)}
    text = dump(data, header="one\n\n# two: {", comments={**comments, ("spec", "i"): MARKER})
    assert kubectl.read(text) == [data]
    assert kubectl.read(kubectl.kustomize(text)) == [data]
