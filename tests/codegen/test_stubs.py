"""Stubs are valid, hold every field that a user writes, and stay inert whatever a schema says."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.codegen import stubs
from k8skit.facts import Kind

if TYPE_CHECKING:
    from collections.abc import Callable


def row(definition: str, *, creatable: bool = True, status: bool = True) -> tuple[Any, ...]:
    return (definition, True, "x", (), creatable, False, "", "", "", status, True, False, "")


@pytest.fixture
def of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return a function from definitions of one project to the text of its stub; `W` is the kind of example.com/v1."""

    def make(definitions: dict[str, dict[str, Any]], kind: Kind | None = None) -> str:
        full = {f"p.example_com.v1.{name}": {"properties": d} if "properties" not in d else d for name, d in definitions.items()}
        monkeypatch.setattr(stubs, "shipped", lambda: {"sets": {"p": {}}, "groups": {"example.com": ("p",)}})
        monkeypatch.setattr(stubs, "raw_definitions", lambda _: full)
        monkeypatch.setattr(stubs, "raw_kinds", lambda _: [kind or Kind("example.com", "v1", "W", row("p.example_com.v1.W"))])
        text = dict(stubs.Stubs().modules())["example_com", "v1"]
        ast.parse(text)
        return text

    return make


def spec_lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def test_each_type_is_written_as_python_has_it(of: Callable[..., str]) -> None:
    text = of(
        {
            "W": {
                "s": {"type": "string"},
                "i": {"type": "integer", "required": True},
                "n": {"type": "number"},
                "b": {"type": "boolean"},
                "q": {"type": "quantity"},
                "p": {"type": "int-or-string"},
                "t": {"type": "time"},
                "a": {"type": "any"},
                "o": {"type": "any-object"},
                "f": {"type": "object", "open": True},
                "m": {"type": "object", "values": {"type": "quantity"}},
                "ls": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
                "r": {"ref": "p.example_com.v1.R"},
                "lr": {"type": "array", "items": {"ref": "p.example_com.v1.R"}},
                "x": {"type": "string", "enum": ["b", 'a"', "a"]},
                "e": {"type": "integer", "enum": [2, 1]},
                "nu": {"type": "string", "nullable": True, "required": True},
            },
            "R": {"z": {"type": "string"}},
        }
    )
    lines = spec_lines(text)
    for line in (
        "s: str | None",
        "i: _t.Required[int]",
        "n: float | None",
        "b: bool | None",
        "q: str | int | None",
        "p: int | str | None",
        "t: str | None",
        "a: _t.Any",
        "o: _Mapping[str, _t.Any] | None",
        "f: _Mapping[str, _t.Any] | None",
        "m: _Mapping[str, str | int] | None",
        "ls: list[list[str]] | None",
        "r: R",
        "lr: list[R]",
        'x: _t.Literal["a", "a\\"", "b"] | None',
        "e: _t.Literal[1, 2] | None",
        "nu: str | None",
        "def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[WBody]) -> None: ...",
    ):
        assert line in lines, line


def test_fields_that_a_class_cannot_hold_make_a_functional_typed_dict(of: Callable[..., str]) -> None:
    for field in ("from", "list", "str", "int", "float", "bool", "x-y", "$ref", "__private", "ä"):
        text = of({"W": {field: {"type": "string"}, "other": {"type": "array", "items": {"type": "string"}}}})
        assert "WBody = _t.TypedDict(" in text
        tree = ast.parse(text)
        call = next(n.value for n in tree.body if isinstance(n, ast.Assign))
        assert isinstance(call, ast.Call)
        fields = call.args[1]
        assert isinstance(fields, ast.Dict)
        assert [ast.literal_eval(k) for k in fields.keys if k] == [field, "other"]


def test_names_out_of_a_schema_cannot_become_code(of: Callable[..., str]) -> None:
    evil = 'a": str})\nimport os\nos.system("x")\n#'
    text = of({"W": {evil: {"type": "string", "enum": ['"]\nimport os', "'''"]}}})
    assert not any(isinstance(n, ast.Import) and n.names[0].name == "os" for n in ast.walk(ast.parse(text)))
    assert not any(isinstance(n, ast.Attribute) and n.attr == "system" for n in ast.walk(ast.parse(text)))


def test_status_is_left_out_where_the_api_server_drops_it(of: Callable[..., str]) -> None:
    fields = {
        "spec": {"type": "any"},
        "status": {"ref": "p.example_com.v1.S"},
        "kind": {"type": "string"},
        "apiVersion": {"type": "string"},
    }
    definitions = {"W": fields, "S": {"x": {"type": "string"}}}
    dropped = of(definitions)
    assert "status" not in dropped
    assert "class S(" not in dropped
    kept = of(definitions, Kind("example.com", "v1", "W", row("p.example_com.v1.W", status=False)))
    assert "status: S" in spec_lines(kept)
    assert "class S(" in kept
    assert "apiVersion" not in kept


def test_a_kind_inside_another_has_its_api_version_and_kind(of: Callable[..., str]) -> None:
    text = of({"W": {"template": {"ref": "p.example_com.v1.W"}, "kind": {"type": "string"}}})
    lines = spec_lines(text)
    assert "template: WObject" in lines
    assert 'kind: _t.Literal["W"] | None' in lines
    assert 'apiVersion: _t.Literal["example.com/v1"] | None' in lines


def test_a_field_named_as_a_parameter_makes_the_parameters_positional(of: Callable[..., str]) -> None:
    assert "id: str, /, **body" in of({"W": {"id": {"type": "string"}}})
    assert "id: str, /, **body" in of({"W": {"scope": {"type": "string"}}})


def test_open_definitions_take_anything(of: Callable[..., str]) -> None:
    text = of({"W": {"o": {"ref": "p.example_com.v1.O"}}, "O": {"properties": {"a": {"type": "string"}}, "open": True}})
    assert "o: _Mapping[str, _t.Any]" in spec_lines(text)


def test_a_field_takes_what_any_minor_and_channel_takes(of: Callable[..., str]) -> None:
    old = {"type": "string", "enum": ["a", "b"], "required": True}
    text = of(
        {
            "W": {
                "u": {"type": "string", "enum": ["b", "c"], "required": True, "was": {"1.33": old}},
                "v": {"type": "string", "enum": ["b"], "required": True, "was": {"1.33": {"type": "string"}}},
                "x": {"type": "string", "enum": ["b"], "experimental": {"type": "string", "enum": ["b", "d"]}},
                "l": {
                    "type": "array",
                    "items": {"type": "string", "enum": ["a"]},
                    "was": {"1.33": {"type": "array", "items": {"type": "string", "enum": ["z"]}}},
                },
            }
        }
    )
    lines = spec_lines(text)
    assert 'u: _t.Required[_t.Literal["a", "b", "c"]]' in lines
    assert "v: str | None" in lines
    assert 'x: _t.Literal["b", "d"] | None' in lines
    assert 'l: list[_t.Literal["a", "z"]] | None' in lines


def test_two_definitions_of_one_name_are_refused(of: Callable[..., str]) -> None:
    with pytest.raises(ValueError, match="WBody"):
        of({"W": {"r": {"ref": "p.example_com.v1.WBody"}}, "WBody": {"a": {"type": "string"}}})


def test_an_empty_definition_is_an_empty_typed_dict(of: Callable[..., str]) -> None:
    assert "class WBody(_t.TypedDict, total=False):\n    pass\n" in of({"W": {"kind": {"type": "string"}}})
