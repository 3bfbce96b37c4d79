"""Documents, lines, keys, tags, anchors and merges, as Kubernetes would have them or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from k8skit.errors import UsageError
from k8skit.yamltext import Document, load_all, load_data, parsers

if TYPE_CHECKING:
    from collections.abc import Callable

    from k8skit.finding import Finding

OBJECT = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n"


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test with libyaml and with the Python parser."""
    if request.param == "python":
        monkeypatch.setattr(parsers, "cyaml", None)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML has no libyaml here")
    return str(request.param)


def findings(text: str | bytes, read: Callable[[str | bytes, str], Any] = load_all) -> tuple[Finding, ...]:
    """Return the findings of reading `text`."""
    with pytest.raises(UsageError) as caught:
        read(text, "dir/a.yaml")
    for f in caught.value.findings:
        assert f.origin is not None
        assert f.origin.file == "dir/a.yaml"
        assert type(f.help) is str
        assert f.help
    return caught.value.findings


def places(text: str | bytes, read: Callable[[str | bytes, str], Any] = load_all) -> list[tuple[str, int, str]]:
    """Return code, line and field of the findings of reading `text`."""
    return [(f.code, f.origin.line if f.origin else 0, f.field) for f in findings(text, read)]


def test_documents_come_with_their_first_lines(parser: str) -> None:
    text = (
        f"# head\n\n---\n# c\n{OBJECT}---\n---\n# only a comment\n---\n\n\n{{a: 1}}\n--- # c\nb: 2\n...\n---\n~\n--- null\n---\nc: &x 3\n"
    )
    assert [(d.object.get("kind"), d.line) for d in load_all(text, "a")] == [("ConfigMap", 5), (None, 15), (None, 17), (None, 23)]
    assert load_all("", "a") == load_all("# c\n", "a") == load_all("---\n---\n", "a") == []
    assert repr(load_all("a: 1", "a")[0]) == "Document({'a': 1}, line=1)"
    assert Document({}, 3).line == 3


def test_values_are_plain_data(parser: str) -> None:
    text = (
        "a: [1, x, 'y', \"z\", ~, yes, 1.5, '1']\nb: |\n  x\n   y\nc: >-\n  p\n  q\nd: {e: {}, f: []}\n? g\n: h\ni:\n- - 1\n  - 2\n- j: k\n"
    )
    wanted = {"b": "x\n y\n", "c": "p q", "d": {"e": {}, "f": []}, "g": "h", "i": [[1, 2], {"j": "k"}]}
    assert load_data(text, "a") == {"a": [1, "x", "y", "z", None, True, 1.5, "1"], **wanted}
    assert type(load_data("a: 1", "a")["a"]) is int
    assert load_data("a: 2001-01-01\nb: =\nc: 12:30:45\n", "a") == {"a": "2001-01-01", "b": "=", "c": "12:30:45"}


@pytest.mark.parametrize(
    ("text", "data"),
    [("", None), ("# c", None), ("a", "a"), ("'a'", "a"), ("1", 1), ("- 1\n- 2\n", [1, 2]), ("a: 1\n---\n", {"a": 1}), ("null", None)],
)
def test_data_may_have_any_root(parser: str, text: str, data: object) -> None:
    assert load_data(text, "a") == data


def test_data_is_one_document() -> None:
    (finding,) = findings("a: 1\n---\nb: 2\n---\nc: 3\n", load_data)
    assert (finding.code, finding.origin and finding.origin.line) == ("K8S920", 3)
    assert "3 documents" in finding.message


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("- a\n- b\n", "a list"),
        ("x\n", "text"),
        ("'a: b'\n", "text"),
        ("5\n", "a single value"),
        ("true\n", "a single value"),
        ("|\n  a: b\n", "text"),
    ],
)
def test_a_document_that_is_no_object_is_refused(parser: str, text: str, what: str) -> None:
    found = findings(f"{OBJECT}---\n{text}---\n{text}")
    assert [(f.code, f.origin and f.origin.line) for f in found] == [("K8S923", 6), ("K8S923", 7 + text.count("\n"))]
    assert found[0].message == f"the document is {what}, not an object"


def test_a_key_set_twice_is_refused_with_both_lines(parser: str) -> None:
    text = f"{OBJECT}data:\n  a: 1\n  b: 2\n  'a': 3\n---\nx: [{{w: 1, z: 2, w: 3}}]\nx: 4\n"
    found = findings(text)
    assert [(f.code, f.origin and f.origin.line, f.field, f.value) for f in found] == [
        ("K8S921", 8, "data", "a"), ("K8S921", 10, "x[0]", "w"), ("K8S921", 11, "", "x")
    ]  # fmt: skip
    assert "line 6" in found[0].help
    assert "line 10" in found[1].help
    assert places("80: a\n'80': b\n") == [("K8S921", 2, "")]
    assert places("a: &k b\n*k : 1\nb: 2\n") == [("K8S921", 3, "")]
    assert places("b: 1\na: &k b\n*k : 2\n") == [("K8S921", 3, "")]


def test_findings_stop_after_twenty() -> None:
    assert len(findings("a: 1\n" * 100)) == 20
    assert len(findings("a: 1\n" * 20)) == 19


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("80", "80"),
        ("true", "true"),
        ("1.5", "1.5"),
        ("'on'", "on"),
        ('"y"', "y"),
        ("!!str on", "on"),
        ("! 010", "010"),
        ("2001-01-01", "2001-01-01"),
    ],
)
def test_keys_become_text_as_json_has_it(parser: str, key: str, text: str) -> None:
    assert load_data(f"{key}: 1\n", "a") == {text: 1}


@pytest.mark.parametrize("key", ["y", "on", "No", "True", "010", "0x1", "1_0", "1.10", "1e3", "!!int 010", "!!bool y", "&a on"])
def test_keys_that_kubernetes_would_change_are_refused(parser: str, key: str) -> None:
    (finding,) = findings(f"data:\n  {key}: 1\n")
    assert (finding.code, finding.origin and finding.origin.line, finding.field) == ("K8S924", 2, "data")
    assert "turn it into another key" in finding.message
    assert "quote it" in finding.help


@pytest.mark.parametrize("key", ["~", "null", "!!null ''"])
def test_null_keys_are_refused(parser: str, key: str) -> None:
    (finding,) = findings(f"{key}: 1\n")
    assert finding.code == "K8S924"
    assert "null" in finding.message


@pytest.mark.parametrize(
    "text",
    ["? [a]\n: 1\n", "? {a: b}\n: 1\n", "{[a]: 1}", "a: {{ .Values.x }}\n", "&a [x]: 1\n", "a: &a [x]\n*a : 1\n", "a: &a 1\n*a : 1\n"],
)
def test_keys_that_are_no_text_are_refused(parser: str, text: str) -> None:
    assert [f.code for f in findings(text)] == ["K8S920"]


def test_an_anchored_key_can_be_used_again(parser: str) -> None:
    assert load_data("&k a: 1\nb: *k\nc: {*k : 2}\n", "a") == {"a": 1, "b": "a", "c": {"a": 2}}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("!!str 1", "1"), ("!!str", ""), ("!!str null", "null"), ("! 12", "12"), ("! [a]", ["a"]), ("! {a: 1}", {"a": 1}), ("!!int '3'", 3),
        ("!!int 0o17", 15), ("!!float 1", 1), ("!!float 0x10", 16), ("!!float 1.5", 1.5), ("!!bool yes", True), ("!!bool 'no'", False),
        ("!!null ''", None), ("!!null null", None), ("!!map {a: 1}", {"a": 1}), ("!!seq [1]", [1]), ("!<tag:yaml.org,2002:str> 1", "1"),
    ],
)  # fmt: skip
def test_core_tags_are_read(parser: str, text: str, value: object) -> None:
    got = load_data(f"k: {text}\n", "a")["k"]
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *["!a", "!a x", "!a {b: c}", "!a [b]", "!!binary aGVsbG8=", "!!timestamp 2001-01-01", "!!set {a, b}", "!!omap [a: 1]", "!!int ''"],
        *["!!python/object:os.system x", "!!python/name:os.system ''", "!!str [a]", "!!map [a]", "!!seq {a: 1}", "!!int 1.5", "!!int x"],
        *["!!bool 1", "!!float x", "!!null 5", "!!float .inf", "!!float .nan"],
    ],
)
def test_other_tags_and_tags_that_do_not_fit_are_refused(parser: str, text: str) -> None:
    assert places(f"a:\n- k: {text}\n") == [("K8S920", 2, "a[0].k")]
    message = findings(f"k: {text}\n")[0].message
    assert "tag" in message
    assert "yaml.org" not in message


@pytest.mark.parametrize("text", [".inf", "-.INF", ".nan"])
def test_numbers_that_json_does_not_have_are_refused(parser: str, text: str) -> None:
    (finding,) = findings(f"a: [1, {text}]\n")
    assert (finding.code, finding.field, finding.value) == ("K8S924", "a[1]", text)
    assert finding.message == f"{text} is no JSON number"


def test_aliases_are_copies(parser: str) -> None:
    data = load_data("a: &a {b: [1, {c: x}], d: &d e}\nf: *a\ng: [*d, *a]\n", "a")
    assert data["f"] == data["a"] == data["g"][1] == {"b": [1, {"c": "x"}], "d": "e"}
    assert data["f"] is not data["a"]
    assert data["f"]["b"] is not data["a"]["b"]
    assert data["f"]["b"][1] is not data["a"]["b"][1]
    assert data["g"][0] == "e"
    assert load_data("a: &x 1\nb: &x 2\nc: *x\n", "a")["c"] == 2
    assert load_data("a: &x [&x 1]\nc: *x\n", "a")["c"] == [1]


def test_aliases_to_nothing_and_to_themselves_are_refused(parser: str) -> None:
    assert places("a: 1\nb: *x\n") == [("K8S920", 2, "b")]
    assert "anchor" in findings("b: *x\n")[0].message
    assert places("a: &x\n  b: [1, *x]\n") == [("K8S920", 2, "a.b[1]")]
    assert "inside its own anchor" in findings("a: &x\n  b: [1, *x]\n")[0].message
    assert "inside its own anchor" in findings("a: &x 1\nb: &x [*x]\n")[0].message
    assert places("a: &x 1\n---\nb: *x\n") == [("K8S920", 3, "b")]


def test_merges_take_keys_as_kubectl_does(parser: str, kubectl: Any) -> None:
    text = (
        "b: &b {k: q, z: 1}\nc: &c {k: r, l: 1}\np: {<<: *b, k: v}\nq: {<<: [*b, *c]}\nr: {<<: {m: 1}, o: 2}\ns: {'<<': 1}\nt: {<<: []}\n"
    )
    data = load_data(text, "a")
    assert data["p"] == {"k": "v", "z": 1}
    assert data["q"] == {"k": "q", "z": 1, "l": 1}
    assert data["r"] == {"m": 1, "o": 2}
    assert data["s"] == {"<<": 1}
    assert data["t"] == {}
    assert kubectl.read("apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: x}\n" + text)[0].items() >= data.items()


def test_merges_that_readers_read_differently_are_refused(parser: str) -> None:
    assert places("b: &b {k: q}\nx:\n  k: v\n  <<: *b\n") == [("K8S921", 4, 'x["<<"]')]
    assert places("b: &b {k: q}\nx: {<<: *b, <<: {m: 1}}\n") == [("K8S921", 2, "x")]
    assert places("x: {<<: 1}\n") == [("K8S920", 1, 'x["<<"]')]
    assert places("x: {<<: [{a: 1}, 2]}\n") == [("K8S920", 1, 'x["<<"]')]


def test_a_value_that_is_a_merge_sign_is_text(parser: str) -> None:
    assert load_data("a: <<\nb: [<<]\n", "a") == {"a": "<<", "b": ["<<"]}


def test_directives_are_refused_as_kubectl_does(parser: str) -> None:
    (finding,) = findings(f"%YAML 1.1\n---\n{OBJECT}")
    assert "directives" in finding.message
    assert finding.field == ""
    assert (finding.code, finding.origin and finding.origin.line) == ("K8S920", 1)
    assert [f.code for f in findings("%TAG !e! tag:example.com,2000:\n---\na: 1\n")] == ["K8S920"]


def test_a_document_that_kubectl_would_drop_is_refused(parser: str) -> None:
    (finding,) = findings("a: 1\n...\nb: 2\n")
    assert finding.code == "K8S920"
    assert finding.origin is not None
    assert finding.origin.line == 3
    assert "---" in finding.help
    assert len(load_all("a: 1\n...\n---\nb: 2\n...\n", "a")) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_are_told_by_the_byte_order_mark(parser: str, encoding: str) -> None:
    text = "a: é日本😀\nb: [\u3000x]\n"
    assert load_all(text.encode(encoding), "a")[0].object == {"a": "é日本😀", "b": ["\u3000x"]}


def test_byte_order_marks_are_dropped_where_files_were_joined(parser: str) -> None:
    assert [d.object for d in load_all("\ufeffa: 1\n---\n\ufeffb: x\ufeffy\n", "a")] == [{"a": 1}, {"b": "x\ufeffy"}]


@pytest.mark.parametrize(("text", "line"), [(b"a: 1\nb: \xff\n", 2), (b"a: \xc3", 1), (b"\xff\xfea", 1)])
def test_bytes_that_are_no_text_are_refused(text: bytes, line: int) -> None:
    (finding,) = findings(text)
    assert (finding.code, finding.origin and finding.origin.line) == ("K8S920", line)
    assert "not UTF-" in finding.message


def test_text_with_half_characters_is_refused() -> None:
    assert places("a: 1\nb: \ud800\n") == [("K8S920", 2, "")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(parser: str, end: str) -> None:
    text = f"{OBJECT}data:\n  a: |\n    x\n    y\n  b: 'p\n\n    q'\n---\nz: 1\n".replace("\n", end)
    documents = load_all(text, "a")
    assert documents[0].object["data"] == {"a": "x\ny\n", "b": "p\nq"}
    assert documents[1].line == 13


def test_tabs_are_read_where_yaml_allows_them() -> None:
    assert load_data("a:\tb\nc: d\t# e\nf: [1,\t2]\n", "a") == {"a": "b", "c": "d", "f": [1, 2]}


FLOW = "hosts: [1.2.3.4, 001:db8::, a:]\nmap: {b:c: d, e:}\nlong: [one\n  two, 'x', {w: z} , # c\n  end: ]\n"


def test_plain_text_in_brackets_may_end_in_a_colon_as_for_kubectl(parser: str, kubectl: Any) -> None:
    data = load_data(FLOW, "a")
    assert data == {
        "hosts": ["1.2.3.4", "001:db8::", "a:"],
        "map": {"b:c": "d", "e:": None},
        "long": ["one two", "x", {"w": "z"}, {"end": None}],
    }
    found = kubectl.read("apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: x}\n" + FLOW)[0]
    assert found.items() >= data.items()


def test_a_real_error_after_such_text_is_still_one(parser: str) -> None:
    assert [f.code for f in findings("a: [b:]\nc: [\n")] == ["K8S920"]
    assert places("a: [b:]\nc: 1\nc: 2\n") == [("K8S921", 3, "")]


def test_escapes_of_no_character_are_refused(parser: str) -> None:
    for escape in ("\\ud83d\\ude00", "\\udfff", "\\U00110000"):
        assert places(f'a: 1\nb: "x{escape}"\n')[0][:2] == ("K8S920", 2)
    assert load_data('a: "\\U0001F600\\u00e9\\x41\\/\\e"', "a") == {"a": "😀éA/\x1b"}


MESSAGES = {
    "a: 1\nb: {c: 1, c: 2}\n": (
        "K8S921: b: the key 'c' is set twice in one mapping (a.yaml:2); "
        "keep one of them; the first is in line 2, and Kubernetes would take the last"
    ),
    "b: &b {k: 1}\nx: {<<: *b, <<: *b}\n": (
        "K8S921: x: the key '<<' is set twice in one mapping (a.yaml:2); "
        "keep one of them; the first is in line 2, and Kubernetes would take the last"
    ),
    "b: &b {k: q}\nx:\n  k: v\n  <<: *b\n": (
        "K8S921: x[\"<<\"]: `<<` sets the key 'k' that stands before it: kubectl takes this one, other readers the other (a.yaml:4); "
        "put `<<` first"
    ),
    "x: {<<: 1}": 'K8S920: x["<<"]: `<<` takes a mapping or a list of mappings (a.yaml:1); quote it if `<<` is a key of yours',
    "a:\n  on: 1\n": "K8S924: a: the key on is no text to Kubernetes, which would turn it into another key (a.yaml:2); quote it: 'on'",
    "~: 1\n": "K8S924: the key ~ is null to Kubernetes, which has no such keys (a.yaml:1); quote it: '~'",
    "!!null '': 1\n": "K8S924: the key of nothing is null to Kubernetes, which has no such keys (a.yaml:1); quote it: ''",
    "a: !x 1\n": (
        "K8S920: a: the tag !x is not known to JSON, so to Kubernetes (a.yaml:1); "
        "write plain YAML: text, numbers, booleans, null, mappings and lists need no tag"
    ),
    "a: !!set {b}\n": "K8S920: a: the tag !!set is not known to JSON, so to Kubernetes (a.yaml:1); write a plain mapping or list",
    "a: !!int x\n": "K8S920: a: 'x' is no int, as its tag says (a.yaml:1); correct the value or remove the tag",
    "a: [.inf]\n": "K8S924: a[0]: .inf is no JSON number (a.yaml:1); quote it if it is text, else leave it out",
    "a: *b\n": "K8S920: a: the alias *b has no anchor &b before it (a.yaml:1); anchors end with their document",
    "a: &b [*b]\n": "K8S920: a[0]: the alias *b stands inside its own anchor (a.yaml:1); data cannot contain itself",
    "a: &b 1\n*b : 1\n": "K8S920: a mapping key must be text; this alias is none (a.yaml:2); write the key out",
    "[a]: 1\n": (
        "K8S920: a mapping key must be one piece of text (a.yaml:1); "
        "JSON knows no other keys; if this is a template with `{{`, give the output of `helm template`"
    ),
    "%YAML 1.1\n--- {a: 1}\n": (
        "K8S920: kubectl and kustomize refuse %YAML and %TAG directives (a.yaml:1); remove the line; YAML needs no directive"
    ),
    "- a\n": (
        "K8S923: the document is a list, not an object (a.yaml:1); "
        "write each object as a document of its own, with `---` between them, or as items of `kind: List`"
    ),
    "a\n": "K8S923: the document is text, not an object (a.yaml:1); an API object is a mapping with apiVersion and kind; is a colon missing?",
    "5\n": "K8S923: the document is a single value, not an object (a.yaml:1); an API object is a mapping with apiVersion and kind",
    "[" * 300 + "]" * 300: ("K8S922: the document goes more than 200 levels deep (a.yaml:1); flatten it, or keep the inner part as text"),
    "a: &a [" + "x, " * 5000 + "]\nb: [" + "*a, " * 41 + "]\n": (
        "K8S922: b[39]: the aliases add more than 200000 values to the text (a.yaml:2); write the data out, or make it in app.py"
    ),
    '{"a": 1e999}': "K8S924: a: the number is beyond the range of floats (a.yaml:1); quote it if it is text",
    '{"a": "\\ud800"}': "K8S924: a: the text holds half a surrogate pair, which is no character (a.yaml:1); correct the value",
}


@pytest.mark.parametrize("text", MESSAGES, ids=lambda text: text[:20])
def test_messages_name_what_where_and_what_to_do(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_all(text, "a.yaml")
    assert str(caught.value) == MESSAGES[text]


@pytest.mark.parametrize("content", [b"\x7fELF\x02\x01\x01\0\0", "apiVersion: v1\n".encode("utf-16-le")])
def test_what_is_no_text_is_told_so(content: bytes) -> None:
    with pytest.raises(UsageError, match="null characters: it is no text, or UTF-16 without a byte order mark"):
        load_all(content, "x.yaml")
