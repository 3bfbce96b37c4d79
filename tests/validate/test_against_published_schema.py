"""Against the published schemas of Kubernetes (kubernetes-validate, strict): what they refuse is refused here too, in all five minors."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from k8skit.finding import ERROR

SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@cache
def definitions(minor: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (files("kubernetes_validate") / "kubernetes-json-schema" / f"v{minor}.0-local-strict" / "_definitions.json").read_text()
    )["$defs"]
    return found


@cache
def published(minor: str, definition: str) -> Any:
    from importlib import import_module

    return import_module("jsonschema").Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": definitions(minor)})


def steps(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """All places in a value."""
    out = [path] if path else []
    for k, x in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        out += steps(x, (*path, k))
    return out


ANYTHING = st.sampled_from([None, 1, -1, "x", "", True, 1.5, [], {}, [None], [1], ["x"], {"x": 1}, {"x": None}, 2**40])


_DONE_WITHOUT = tuple(f"'{field}' is a required property" for field in ("apiGroup", "endpoints", "lun", "podSelector", "value"))
"""What the schema of some minor says of fields that the API server fills in, or does without, in each minor."""


def _is_done_without(error: Any) -> bool:
    return error.validator == "required" and error.message in _DONE_WITHOUT


def _is_emptied(error: Any) -> bool:
    """Whether it is about a value in a status that can be read: the API server empties it before it validates."""
    path = list(error.absolute_path)
    in_status = path[:1] == ["status"] or (path[:2] == ["spec", "volumeClaimTemplates"] and path[3:4] == ["status"])
    return in_status and error.validator not in ("type", "additionalProperties")


@pytest.mark.parametrize("minor", ["1.33", "1.34", "1.35", "1.36", "1.37"])
def test_what_the_published_schema_refuses_is_an_error(minor: str, from_facts: Any, findings: Any) -> None:
    source = from_facts(minor)
    kinds = source.kinds()
    verdicts = set()

    @SETTINGS
    @given(data=st.data())
    def compare(data: Any) -> None:
        kind = data.draw(st.sampled_from(kinds))
        obj = source.object(data.draw, kind)
        assert published(minor, kind.definition).is_valid(obj), obj
        place = data.draw(st.sampled_from(steps({k: v for k, v in obj.items() if k not in ("apiVersion", "kind")})))
        owner = obj
        for step in place[:-1]:
            owner = owner[step]
        what = data.draw(st.sampled_from(["set", "delete", "add"]))
        if what == "set":
            owner[place[-1]] = data.draw(ANYTHING)
        elif what == "delete":
            del owner[place[-1]]
        elif isinstance(owner, dict):
            owner["notAField"] = data.draw(ANYTHING)
        else:
            owner.append(data.draw(ANYTHING))
        # Null matches both branches of the published "string or number", which counts as none: no verdict about null.
        errors_there = [e for e in published(minor, kind.definition).iter_errors(obj) if e.instance is not None]
        refused = any(not _is_done_without(e) and not _is_emptied(e) for e in errors_there)
        verdicts.add(refused)
        if refused:
            errors = [f for f in findings(obj, minor=minor) if f.severity == ERROR]
            assert errors, (place, what, obj)

    compare()
    assert verdicts == {True, False}


def test_every_kind_that_the_published_schema_knows_is_known(facts_of: Any, minors: Any) -> None:
    for minor in minors:
        facts = facts_of(minor)
        for name, definition in definitions(minor).items():
            for gvk in definition.get("x-kubernetes-group-version-kind", ()):
                if len(definition["x-kubernetes-group-version-kind"]) == 1:
                    kind = facts.kind(gvk["group"], gvk["version"], gvk["kind"])
                    assert kind is not None, (minor, gvk)
                    assert kind.definition == name
