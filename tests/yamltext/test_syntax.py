"""Syntax errors name file, line, column and what to do."""

from __future__ import annotations

import pytest

from k8skit.errors import UsageError
from k8skit.yamltext import load_all, parsers


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test with libyaml and with the Python parser."""
    if request.param == "python":
        monkeypatch.setattr(parsers, "cyaml", None)
    return str(request.param)


@pytest.mark.parametrize(
    ("text", "line", "help"),
    [
        ("a: 1\nb: c: d\n", 2, "a value with `: ` in it needs quotes"),
        ("a: b\n  c: d\n", 2, "check the indentation"),
        ("a:\n\t- b\n", 2, "indent with blanks"),
        ("\ta: 1\n", 1, "indent with blanks"),
        ("a: @x\n", 1, "quotes"),
        ("a: %x\n", 1, "quotes"),
        ("a: `x`\n", 1, "quotes"),
        ("a: [\n", 2, "close the bracket"),
        ("a: [1, ,]\n", 1, "close the bracket"),
        ("a: [1\n", 2, "close the bracket"),
        ("a: {b: 1\nc: d\n", 2, "close the bracket"),
        ("z: 1\na: 'x\ny\n", 2, "close the quote"),
        ("a: 'it's'\n", 1, "quotes around all of it"),
        ('a: "x" y\n', 1, "quotes around all of it"),
        ("a: - b\n", 1, "start the list on the next line"),
        ("a:\n - b\n c: d\n", 3, "start in one column"),
        ("a: &\n", 1, "start anchors and aliases"),
        ('a: "\\q"\n', 1, "a backslash starts an escape"),
        ("é: 1\na: \x07b\n", 2, "as an escape in double quotes"),
        ("a: \x7f\n", 1, "as an escape in double quotes"),
        ("- a\nb\nc\n", 2, "a key needs a colon"),
        ("{{- if .Values.x }}\na: b\n", 1, "helm template"),
        ("a: 1\n{{- end }}\n", 2, "helm template"),
        ("a: {{ .Values.x }}\n", 1, "helm template"),
        ("a: b\n{{ x }}: c }\n", 2, "helm template"),
        ("a: ]\n", 1, "quotes"),
    ],
)
def test_a_syntax_error_says_where_and_what_to_do(parser: str, text: str, line: int, help: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_all(text, "dir/a.yaml")
    finding = caught.value.findings[-1]
    assert finding.code == "K8S920"
    assert finding.origin is not None
    assert finding.origin.file == "dir/a.yaml"
    assert finding.origin.line == line or (parser == "python" and abs(finding.origin.line - line) == 1)
    assert help in finding.help
    if not finding.message.startswith("a mapping key"):
        assert finding.message.startswith("not valid YAML: ")
        assert ", column " in finding.message
    assert "\t" not in finding.message
    assert "\n" not in finding.message


def test_columns_count_from_one() -> None:
    with pytest.raises(UsageError) as caught:
        load_all("a: 1\nbc: d: e\n", "a")
    assert caught.value.findings[0].message.endswith("column 6")
    with pytest.raises(UsageError) as caught:
        load_all("a: 1\nbc: \x07\n", "a")
    assert caught.value.findings[0].message.endswith("column 5")
    assert str(caught.value).startswith("K8S920: not valid YAML: control characters are not allowed, column 5 (a:2); ")


def test_what_is_wrong_before_a_syntax_error_is_reported_with_it() -> None:
    with pytest.raises(UsageError) as caught:
        load_all("a: 1\na: 2\n---\nb: [\n", "a")
    assert [f.code for f in caught.value.findings] == ["K8S921", "K8S920"]


def test_the_parser_is_named_by_the_character_it_stopped_at(parser: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_all("a: @x\n", "a")
    assert "no value can start with '@'" in caught.value.findings[0].message
