"""No finding shows what is in a Secret."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from k8skit.errors import CheckError

MARK = "hunter2secret"


def texts(finding: Any) -> str:
    return json.dumps([finding.message, finding.help, finding.field, str(finding.value), repr(finding), str(CheckError(finding))])


@pytest.mark.parametrize(
    "change",
    [
        {"data": {"k": MARK}},
        {"data": {"k": {"a": MARK}}},
        {"data": [MARK]},
        {"data": MARK},
        {"stringData": {"k": [MARK]}},
        {"stringData": {"a b": MARK}},
        {"stringData": MARK},
        {"Data": {"k": MARK}},
        {"password": MARK},
        {"stringdata": {"k": MARK}},
        {"spec": {"password": MARK}},
        {"immutable": MARK + "!", "data": {"k": MARK}},
        {"data": {"k": "eA=="}, "stringData": {"k": 12345678}},
        {"kind": "Secret", "apiVersion": "example.com/v1", "data": {"k": 1}},
    ],
    ids=lambda c: "-".join(c),
)
def test_the_value_is_not_shown(change: dict[str, Any], good: Any, findings: Any) -> None:
    secret = {**good("Secret"), **change}
    found = findings(secret)
    assert found
    for f in found:
        if f.field != "immutable":
            assert MARK not in texts(f)
            assert "12345678" not in texts(f)


def test_what_is_no_secret_is_shown(good: Any, findings: Any) -> None:
    secret = {**good("Secret"), "type": 5, "immutable": "yes"}
    secret["metadata"]["labels"] = {"a": "b c"}
    assert {f.field: f.value for f in findings(secret)} == {"metadata.labels[a]": "b c", "type": 5, "immutable": "yes"}
    assert [f.value for f in findings({**good("Secret"), "apiVersion": 5})] == [5]
    assert [f.value for f in findings({**good("Secret"), "apiVersion": "v2"})] == ["v2 Secret"]
    assert [f.value for f in findings({**good("Secret"), "apiVersion": "apps/v1"})] == ["Secret"]


def test_the_place_is_shown(good: Any, findings: Any) -> None:
    [finding] = findings({**good("Secret"), "data": {"k": "?"}})
    assert (finding.code, finding.field, finding.value) == ("K8S107", "data[k]", "(not shown)")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    field=st.sampled_from(["data", "stringData", "extra"]),
    value=st.recursive(
        st.just(MARK),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["k", "a b"]), inner, max_size=2),
        max_leaves=4,
    ),
)
def test_whatever_stands_in_a_secret_is_not_shown(field: str, value: Any, good: Any, findings: Any) -> None:
    for f in findings({**good("Secret"), field: value}):
        assert MARK not in texts(f)
