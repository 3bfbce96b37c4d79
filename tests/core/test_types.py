"""The named types of parameters."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.core import types
from k8skit.core.types import image_problem, port_problem

DIGEST = "sha256:" + "0123456789abcdef" * 4
WORD = st.from_regex(r"[a-z0-9]+((\.|_|__|-+)[a-z0-9]+){0,2}", fullmatch=True)
HOST = st.from_regex(r"[a-zA-Z0-9]([a-zA-Z0-9-]{0,5}[a-zA-Z0-9])?(\.[a-zA-Z0-9]+){1,2}(:[0-9]{1,5})?|localhost(:5000)?", fullmatch=True)
TAG = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}", fullmatch=True)


@given(st.none() | HOST, st.lists(WORD, min_size=1, max_size=4), st.none() | TAG, st.booleans())
def test_every_image_reference_of_the_grammar_is_taken(host: str | None, path: list[str], tag: str | None, digest: bool) -> None:
    """The grammar of the OCI distribution specification: [host[:port]/]path[:tag][@digest]."""
    text = "/".join([*([host] if host else []), *path]) + (f":{tag}" if tag else "") + (f"@{DIGEST}" if digest else "")
    assert image_problem(text) == ""


@pytest.mark.parametrize(
    "image",
    [
        "nginx",
        "nginx:1",
        "a/b/c:v1.2_3-x",
        "localhost:5000/a",
        "registry.example.com:443/a/b@" + DIGEST,
        "Registry.example.com/a",
        "a__b/c--d:" + "x" * 128,
    ],
)
def test_good_images_are_taken(image: str) -> None:
    assert image_problem(image) == ""


@pytest.mark.parametrize(
    ("image", "problem"),
    [
        ("", "without blanks"),
        (" nginx", "without blanks"),
        ("nginx ", "without blanks"),
        ("ng inx", "without blanks"),
        ("nginx\n", "without blanks"),
        ("nginx@sha256", "must end in a digest"),
        ("nginx@sha256:abc", "must end in a digest"),
        ("nginx@sha256:" + "g" * 64, "must end in a digest"),
        ("nginx@:" + "a" * 64, "must end in a digest"),
        ("nginx:", "must have a tag"),
        ("nginx:.x", "must have a tag"),
        ("nginx:-x", "must have a tag"),
        ("nginx:" + "x" * 129, "must have a tag"),
        ("nginx:a b", "without blanks"),
        ("nginx:a+b", "must have a tag"),
        ("nginx:ä", "must have a tag"),
        ("Nginx", "must have a repository of lower case letters"),
        ("example.com/Nginx", "must have a repository of lower case letters"),
        ("a//b", "must have a repository of lower case letters"),
        ("/a", "must have a repository of lower case letters"),
        ("a/", "must have a repository of lower case letters"),
        (":tag", "must have a repository of lower case letters"),
        ("a/b:1/c", "must have a repository of lower case letters"),
        ("löwe", "must have a repository of lower case letters"),
        ("https://example.com/a", "must have a repository of lower case letters"),
        ("-a", "must have a repository of lower case letters"),
        ("a/b-", "must have a repository of lower case letters"),
        ("a..b", "must have a repository of lower case letters"),
        ("a___b", "must have a repository of lower case letters"),
        ("a_.b", "must have a repository of lower case letters"),
        ("a____b", "must have a repository of lower case letters"),
        ("a/b:c d", "without blanks"),
        ("a*b", "must have a repository of lower case letters"),
        ("a:b*c", "must have a tag"),
        ("a.-b", "must have a repository of lower case letters"),
    ],
)
def test_bad_images_are_refused(image: str, problem: str) -> None:
    assert problem in image_problem(image)


@pytest.mark.parametrize(("port", "good"), [(0, False), (1, True), (80, True), (65535, True), (65536, False), (-1, False)])
def test_a_port_is_between_1_and_65535(port: int, good: bool) -> None:
    assert (port_problem(port) == "") == good


CASES: list[tuple[str, list[Any], list[Any]]] = [
    ("Count", [0, 2**31 - 1], [-1, 2**31]),
    ("PositiveCount", [1, 2**31 - 1], [0, -1, 2**31]),
    ("Seconds", [0, 30], [-1]),
    ("Quantity", ["250m", "1Gi", 2, "0.5"], ["1 Gi", "", "Gi", "1gb", "--1"]),
    ("ObjectName", ["a", "a.b", "a-b", "0"], ["", "A", "a_b", "-a", "a..b", "x" * 254]),
    ("LabelName", ["a", "0-a"], ["", "a.b", "A", "x" * 64]),
    ("ServiceName", ["a-1"], ["1a", "a.b", ""]),
    ("NamespaceName", ["team-a"], ["a.b", ""]),
    ("PortName", ["http", "http-2"], ["", "a" * 16, "1", "a--b", "A"]),
    ("LabelKey", ["a", "example.com/a", "A_b"], ["", "/a", "a/b/c", "b c"]),
    ("LabelValue", ["", "a", "A.b_c"], ["b c", "-a", "x" * 64]),
    ("EnvName", ["A", "a.b-c"], ["", "A=B"]),
    ("ConfigKeyName", ["a.txt", "_A"], ["", "..", "a/b"]),
    ("HostName", ["example.com", "*.example.com", "localhost"], ["", "*", "a.*.b", "Example.com", "a_b"]),
    ("GatewayName", ["a", "a.b", "a/b.c", "a/b/c.d"], ["", "A", "a/", "/a", "a.b/c", "a/b/", "a/b/C", "a/b/c/d"]),
    ("Path", ["/", "/a/b"], ["", "a", "/a b"]),
    ("CountOrPercent", [0, 1, "25%", "0%"], [-1, "25", "x%", "-1%", ""]),
]


@pytest.mark.parametrize(("name", "good", "bad"), CASES)
def test_named_types_take_and_refuse(name: str, good: list[Any], bad: list[Any]) -> None:
    named = getattr(types, name)
    assert repr(named) == name
    for value in good:
        assert named.problem(value) == "", value
    for value in bad:
        text = named.problem(value)
        assert text.startswith(("must ", "is no valid ")), value


def test_a_problem_reads_as_a_sentence() -> None:
    assert types.LabelName.problem("A").startswith("is no valid name: it must")  # type: ignore[attr-defined]
    assert types.Quantity.problem("1 Gi").startswith("must be a quantity such as 250m, 2, 512Mi or 20Gi: ")  # type: ignore[attr-defined]
    assert types.HostName.problem("A").startswith("must be a host name such as orders.example.com: must")  # type: ignore[attr-defined]
    assert types.Path.problem("a") == "must be an absolute path such as /healthz"  # type: ignore[attr-defined]
