"""Values of Secrets never show in a diff."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.report.diff import unified
from k8skit.report.secrets import hide

SECRET = """apiVersion: v1
kind: Secret
metadata:
  name: db
type: Opaque
data:
  password: aHVudGVyMg==
  # a note
  key: |
    -----BEGIN
    hunter2

    - hunter2
stringData:
  user: hunter2
"""
HIDDEN = """apiVersion: v1
kind: Secret
metadata:
  name: db
type: Opaque
data:
  password: <hidden>
  key: <hidden>
stringData:
  user: <hidden>
"""


def test_values_are_hidden_and_names_are_kept() -> None:
    assert hide(SECRET, SECRET) == (HIDDEN, HIDDEN)


def test_a_value_that_differs_says_so() -> None:
    assert hide(SECRET, SECRET.replace("user: hunter2", "user: other"))[1] == HIDDEN.replace("user: <hidden>", "user: <hidden, changed>")


def test_a_new_and_a_removed_secret_only_show_their_names() -> None:
    assert hide("", SECRET) == ("", HIDDEN)
    assert hide(SECRET, "") == (HIDDEN, "")


def test_secrets_of_one_file_are_told_apart_by_name() -> None:
    other = SECRET.replace("name: db", "name: web").replace("user: hunter2", "user: x")
    assert hide(SECRET + "---\n" + other, SECRET + "---\n" + other)[1].count("changed") == 0


@pytest.mark.parametrize("kind", ["ConfigMap", "SecretStore", "SecretProviderClass", "SealedSecret", "ExternalSecret"])
def test_other_kinds_are_shown_as_they_are(kind: str) -> None:
    text = SECRET.replace("kind: Secret", f"kind: {kind}")
    assert hide(text, text) == (text, text)


def test_documents_beside_a_secret_are_shown_as_they_are() -> None:
    config = "kind: ConfigMap\ndata:\n  a: hunter3\n"
    assert hide(config + "---\n" + SECRET, "")[0] == config + "---\n" + HIDDEN


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("kind: Secret\ndata: {password: hunter2}\n", "kind: Secret\ndata: <hidden>\n"),
        ("kind: Secret\ndata:\n  password:\n    hunter2\n", "kind: Secret\ndata:\n  password: <hidden>\n"),
        ("kind: Secret\ndata: # note\n    password: hunter2\n", "kind: Secret\ndata: # note\n    password: <hidden>\n"),
        ("data:\n  password: hunter2\nkind: Secret\n", "data:\n  password: <hidden>\nkind: Secret\n"),
        ('kind: "Secret"\nstringData:\n  "a b": "hunter2"\n', 'kind: "Secret"\nstringData:\n  "a b": <hidden>\n'),
        ("kind:   'Secret'  # yes\ndata:\n- hunter2\n", "kind:   'Secret'  # yes\ndata:\n  ?: <hidden>\n"),
        (
            "kind: List\nitems:\n- kind: Secret\n  data:\n    password: hunter2\n  type: x\n",
            "kind: List\nitems:\n- kind: Secret\n  data:\n    password: <hidden>\n  type: x\n",
        ),
        (
            "kind: List\nitems:\n  - data:\n      password: hunter2\n    kind: Secret\n",
            "kind: List\nitems:\n  - data:\n      password: <hidden>\n    kind: Secret\n",
        ),
        (
            "kind: Secret\nstringData:\n  a: hunter2\n  b: hunter2\nkeep: this\ndata:\n    c: hunter2\n",
            "kind: Secret\nstringData:\n  a: <hidden>\n  b: <hidden>\nkeep: this\ndata:\n    c: <hidden>\n",
        ),
        ("kind: Secret\ndata:\n\n  # note\n  a: hunter2\n\n\nkeep: this\n", "kind: Secret\ndata:\n  a: <hidden>\nkeep: this\n"),
        ("kind: Secret\ndatas:\n  a: 1\nnotdata:\n  b: 2\n", "kind: Secret\ndatas:\n  a: 1\nnotdata:\n  b: 2\n"),
        ('{"kind": "Secret", "data": {"password": "hunter2"}}\n', "<hidden>\n"),
        ('{"kind":"Secret","data":{"password":"hunter2"}}', "<hidden>\n"),
        ('{"data":{"password":"hunter2"},"kind":"Secret"}', "<hidden>\n"),
        ("{\n  kind: Secret, data: {\n  password: hunter2}}\n", "<hidden>\n"),
        ("{data: {password: hunter2}, kind:\tSecret}", "<hidden>\n"),
        (
            '{\n  "kind": "Secret",\n  "data": {\n    "password": "hunter2"\n  }\n}\n',
            '{\n  "kind": "Secret",\n  "data": <hidden>\n  }\n}\n',
        ),
        ('{\n  "data": {"password": "hunter2"},\n  "kind": "Secret"\n}\n', '{\n  "data": <hidden>\n  "kind": "Secret"\n}\n'),
        ("data: {password: hunter2}\r\nkind: Secret\r\n", "data: <hidden>\nkind: Secret\r\n"),
        ("kind: Secret\ndata:\n  a: |\n  # hunter2\n", "kind: Secret\ndata:\n  a: <hidden>\n"),
        ("kind: Secret\ndata:\n  ? hunter2\n  : hunter2\n", "kind: Secret\ndata:\n  ?: <hidden>\n?: <hidden>\n"),
        ("kind: Secret\ndata:\n  hunter2\n", "kind: Secret\ndata:\n  ?: <hidden>\n"),
        ("kind: ConfigMap\ndata:\n  a: 'kind: Secrets'\n", "kind: ConfigMap\ndata:\n  a: 'kind: Secrets'\n"),
        ("kind: Secret", "kind: Secret"),
    ],
)
def test_unusual_ways_to_write_a_secret_hide_it_too(text: str, shown: str) -> None:
    assert hide(text, text) == (shown, shown)


def test_a_diff_shows_that_a_secret_changes_but_not_how() -> None:
    result = unified({"a": SECRET}, {"a": SECRET.replace("user: hunter2", "user: swordfish")})
    assert "-  user: <hidden>\n+  user: <hidden, changed>\n" in result
    assert "hunter2" not in result
    assert "swordfish" not in result


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,5}", fullmatch=True), st.from_regex(r"(hunter2[ \n:#{}'\"|-]{0,3}){1,3}", fullmatch=True), min_size=1
    )
)
def test_whatever_our_emitter_writes_is_hidden(data: dict[str, str]) -> None:
    from k8skit.yamltext import dump

    text = dump({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "stringData": data})
    assert "hunter2" in text
    assert "hunter2" not in "".join(hide(text, text))
