"""Syntax trees: what is read is what is written, whatever the expression."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.admission import syntax
from k8skit.admission.engine import Engine, Program, Unsupported

ENGINE = Engine()


def evaluated(expression: str, tree: bytes | None = None) -> Any:
    environment = ENGINE._environment({"self": "dyn"})
    made = environment.compile(expression, disable_check=True) if tree is None else environment.deserialize(tree)
    program = Program(environment, made, frozenset(("self",)))
    return program.evaluate(program.activation({"self": {"a": [1, 2], "b": "x"}}))


def test_an_optional_never_gets_into_a_map() -> None:
    for expression in (
        "{'k': optional.of(1)}.k.hasValue()",
        "cel.bind(o, self.?c, {'k': o}).size() == 1",
        "[1].transformMap(i, v, optional.of(v)).size() == 1",
    ):
        with pytest.raises(Unsupported):
            ENGINE.compile(expression, {"self": "dyn"})
    ENGINE.compile("{'k': 1}.k == self.?c.orValue(1)", {"self": "dyn"})


def written_again(expression: str) -> bytes:
    """Read the tree of an expression and write it, without a change."""
    parsed = ENGINE._environment({"self": "dyn"}).compile(expression, disable_check=True).serialize()
    outer = syntax._read(parsed)
    message = next(v for n, _, v in outer if n == 2 and isinstance(v, bytes))
    expression_ = next(v for n, _, v in syntax._read(message) if n == 2 and isinstance(v, bytes))
    ids = iter(range(1, 10_000))
    inner = syntax._write([(2, 2, syntax._write_node(syntax._node(expression_), ids))], ids)
    return syntax._write([(n, w, inner if n == 2 else v) for n, w, v in outer], ids)


LEAVES = st.sampled_from(
    [
        "1",
        "-5",
        "1.5",
        "'a'",
        "'ä\\n'",
        "b'x'",
        "true",
        "null",
        "self.a",
        "self.b",
        "[]",
        "{}",
        "3u",
        "self.?c",
        "has(self.a)",
        "9223372036854775807",
    ]
)
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: f"[{p[0]}, {p[1]}]"),
        st.tuples(inner, inner).map(lambda p: f"{{'k': {p[0]}, 'l': {p[1]}}}"),
        st.tuples(inner, inner).map(lambda p: f"({p[0]} == {p[1]} ? {p[0]} : {p[1]})"),
        inner.map(lambda e: f"[{e}].map(v, [v, {e}])"),
        inner.map(lambda e: f"[{e}].filter(v, v != 1)[?0]"),
        inner.map(lambda e: f"{{?'k': self.?d, 'l': {e}}}"),
    ),
    max_leaves=6,
)


@given(EXPRESSIONS)
def test_a_tree_that_is_written_again_means_the_same(expression: str) -> None:
    def outcome(tree: bytes | None) -> Any:
        try:
            return evaluated(f"({expression}) == ({expression})", tree)
        except Exception as e:
            return (type(e), str(e))

    assert outcome(written_again(f"({expression}) == ({expression})")) == outcome(None)


@pytest.mark.parametrize("expression", ["self.a.all(v, v > 0)", "self.a.exists(i, i == 1)", "validate(1, 2)", "self.a.map(v, v > 1, v)"])
def test_an_expression_without_such_macros_is_left_alone(expression: str) -> None:
    parsed = ENGINE._environment({"self": "dyn"}).compile(expression, disable_check=True).serialize()
    assert syntax.expanded(parsed) is None


def test_a_macro_within_a_macro_is_expanded() -> None:
    assert evaluated_expanded("self.a.all(i, v, self.a.exists(j, w, w - 1 == i))") is True
    assert evaluated_expanded("[self.a.all(i, v, v > 5)][0]") is False


def evaluated_expanded(expression: str) -> Any:
    tree = syntax.expanded(ENGINE._environment({"self": "dyn"}).compile(expression, disable_check=True).serialize())
    assert tree is not None
    return evaluated(expression, tree)
