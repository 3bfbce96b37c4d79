"""The cost of expressions: none is evaluated that would take an hour or all memory, and what people write is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.admission import cost, syntax
from k8skit.admission.engine import Engine, Unsupported
from k8skit.finding import WARNING


def _bound_again(times: int, over: str, use: str) -> str:
    """Bind names, each to many of the one before, and ask for the size of the last."""
    text = f"size(v{times - 1}) > 0"
    for i in reversed(range(times)):
        text = f"cel.bind(v{i}, {'+'.join([over if i == 0 else use.format(i - 1)] * 10)}, {text})"
    return text


@pytest.mark.parametrize(
    ("expression", "value", "why"),
    [
        (_bound_again(10, "self.s", "v{}"), {"s": "x" * 10}, "may make a list or a text of more than"),
        (_bound_again(10, "self.l", "v{}"), {"l": [1] * 10}, "may make a list or a text of more than"),
        ("self.s.replace('', self.s).replace('', self.s).size() > 0", {"s": "x" * 2000}, "may make a list or a text of more than"),
        ("self.l.all(a, self.l.all(b, self.l.all(c, self.l.all(d, a + b + c + d >= 0))))", {"l": [1] * 200}, "may take more than"),
        ("self.l.all(a, self.l.all(b, self.l.all(c, a + b + c >= 0)))", {"l": [1] * 60}, "10,000 rounds"),
        ("".join(f"cel.bind(v{i}, {i}, " for i in range(40)) + "v39 > 0" + ")" * 40, {}, "nested deeper"),
    ],
)
def test_what_would_not_end_is_not_evaluated(expression: str, value: Any, why: str, evaluate: Any) -> None:
    with pytest.raises(Unsupported, match=why):
        evaluate(expression, value)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("self.l.all(a, self.l.exists_one(b, a == b))", {"l": list(range(90))}),
        ("self.l.all(k, v, v == k)", {"l": list(range(500))}),
        ("self.m.all(k, self.m[k].size() > 0)", {"m": {str(i): "x" * 5000 for i in range(200)}}),
        ("self.s.matches('^x+$') && self.s.split('x').size() > 3 && self.s.replace('x', 'yy').size() > 3", {"s": "x" * 20_000}),
        ("self.l.map(x, x + 'y').join(',').size() > 5", {"l": ["abc"] * 1000}),
        ("cel.bind(a, self.s + self.s, cel.bind(b, a + a, b.size() == 40))", {"s": "x" * 10}),
        ("'%s-%d'.format([self.s, 3]) == 'x-3'", {"s": "x"}),
    ],
)
def test_what_people_write_is_evaluated(expression: str, value: Any, evaluate: Any) -> None:
    assert evaluate(expression, value) is True


def test_the_refusal_is_a_warning_that_says_so(judge: Any) -> None:
    schema = {
        "type": "object",
        "properties": {"s": {"type": "string"}},
        "x-kubernetes-validations": [{"rule": _bound_again(10, "self.s", "v{}")}],
    }
    [finding] = judge(schema, {"s": "x" * 10})
    assert (finding.code, finding.severity) == ("K8S136", WARNING)
    assert "cannot be evaluated: it may make a list or a text of more than 100,000,000 parts" in finding.message


_ENGINE = Engine()
VALUES = st.recursive(
    st.integers() | st.text() | st.booleans() | st.none(), lambda v: st.lists(v) | st.dictionaries(st.text(), v), max_leaves=20
)


def _longest(v: Any, kinds: tuple[type, ...]) -> int:
    inner = [*v, *v.values()] if isinstance(v, dict) else v if isinstance(v, list) else []
    own = len(v) if isinstance(v, (str, list, dict)) and isinstance(v, kinds) else 0
    return max([own, *(_longest(x, kinds) for x in inner)])


@given(VALUES)
def test_the_size_of_a_value_is_that_of_its_longest_list_and_text(value: Any) -> None:
    assert cost.size_of(value) == (_longest(value, (list, dict)), _longest(value, (str,)))


@given(st.integers(0, 200), st.integers(0, 5000))
def test_more_of_a_value_never_takes_fewer_steps(items: int, text: int) -> None:
    environment = _ENGINE._environment({"self": "map"})
    parsed = environment.compile("self.l.all(a, self.l.exists(b, a.contains(b) || a + b == self.s))", disable_check=True)
    tree = syntax.final(parsed.serialize())
    one = cost.steps(tree, (items, text))
    assert one <= cost.steps(tree, (items + 1, text))
    assert one <= cost.steps(tree, (items, text + 64))
    assert one >= items * items
