"""A field or kind is there in the minors that have it, and history says which those are."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit.facts import MINORS, load, raw_definitions, raw_kinds


def _present(since: str, until: str, at: int) -> bool:
    return (not since or MINORS.index(since) <= at) and (not until or MINORS.index(until) >= at)


@pytest.mark.parametrize("minor", MINORS)
def test_each_core_field_is_present_exactly_within_its_history(minor: str) -> None:
    facts = load(minor)
    varying = 0
    for name, stored in raw_definitions("core").items():
        properties = facts.definition(name)["properties"]
        for field, spec in stored["properties"].items():
            since, until = spec.get("since", ""), spec.get("until", "")
            assert facts.history(name, field) == (since, until)
            assert (field in properties) == _present(since, until, MINORS.index(minor)), (name, field)
            varying += bool(since or until)
            if field in properties:
                want: dict[str, Any] = spec.get("was", {}).get(minor, spec)
                assert properties[field] == want
    assert varying > 50


@pytest.mark.parametrize("minor", MINORS)
def test_each_core_kind_is_served_exactly_within_its_span(minor: str) -> None:
    facts = load(minor)
    for k in raw_kinds("core"):
        served = facts.kind(k.group, k.version, k.kind)
        assert (served is not None) == _present(k.since, k.until, MINORS.index(minor)), k
        assert facts.kind_any(k.group, k.version, k.kind) is not None


def test_history_of_what_never_was_is_none() -> None:
    facts = load()
    assert facts.history("io.k8s.api.core.v1.PodSpec", "containrs") is None
    assert facts.history("io.k8s.api.core.v1.Nothing", "containers") is None


def test_a_user_set_adds_kinds_and_hides_shipped_ones_of_the_same_name() -> None:
    row = ("mine.Certificate", True, "certificates", (), True, False, "", "", "", True, True, False, "")
    mine = {
        "kinds": {"cert-manager.io": {"v9/Certificate": row}, "example.com": {"v1/Widget": row}},
        "definitions": {"mine.Certificate": {"properties": {"odd": {"type": "string"}}}},
    }
    facts = load(crds=(mine,))
    assert facts.has_group("example.com")
    assert "example.com" in facts.groups
    assert facts.versions("cert-manager.io", "Certificate") == ["v9"]
    assert facts.kind("cert-manager.io", "v1", "Certificate") is None
    assert facts.kind("cert-manager.io", "v1", "Issuer") is not None
    assert facts.definition("mine.Certificate") == {"properties": {"odd": {"type": "string"}}}
    assert facts.history("mine.Certificate", "odd") == ("", "")
    assert {k.kind for k in facts.kinds("example.com")} == {"Widget"}
    assert load().versions("cert-manager.io", "Certificate") == ["v1"]
