"""Which definitions can hold a quantity: what the facts say is what a walk over all fields finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit.codegen.crds import _QUANTITY, facts_from_crds
from k8skit.facts import load, raw_definitions, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def parts(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every mapping in a spec, of all minors and channels."""
    if isinstance(value, dict):
        yield value
        for v in value.values():
            yield from parts(v)
    elif isinstance(value, list | tuple):
        for v in value:
            yield from parts(v)


def reached(name: str, definitions: Mapping[str, Any]) -> set[str]:
    """The definitions that objects of one can have in them."""
    seen, waiting = set(), [name]
    while waiting:
        at = waiting.pop()
        if at not in seen and at in definitions:
            seen.add(at)
            waiting += [p["ref"] for p in parts(definitions[at]["properties"]) if isinstance(p.get("ref"), str)]
    return seen


@pytest.mark.parametrize("project", sorted(shipped()["sets"]))
def test_the_fields_that_are_named_are_those_from_which_a_walk_meets_a_quantity(project: str) -> None:
    definitions = raw_definitions(project)
    own = {name for name, d in definitions.items() if any(p.get("type") == "quantity" for p in parts(d["properties"]))}

    def holds(spec: Any) -> bool:
        below = list(parts(spec))
        refs = {p["ref"] for p in below if isinstance(p.get("ref"), str)}
        return any(p.get("type") == "quantity" for p in below) or any(not own.isdisjoint(reached(ref, definitions)) for ref in refs)

    for name, d in definitions.items():
        assert d.get("quantities") == (tuple(field for field, spec in d["properties"].items() if holds(spec)) or None), name


def test_no_fact_set_refers_to_a_definition_of_another_that_holds_quantities() -> None:
    core = raw_definitions("core")
    for project in shipped()["sets"]:
        definitions = raw_definitions(project)
        others = {p["ref"] for d in definitions.values() for p in parts(d["properties"]) if isinstance(p.get("ref"), str)} - set(
            definitions
        )
        assert not [name for name in others if "quantities" in core[name]]


def test_definitions_of_a_users_crd_are_marked_too() -> None:
    quantity = {"anyOf": [{"type": "integer"}, {"type": "string"}], "x-kubernetes-int-or-string": True, "pattern": _QUANTITY}
    spec = {"type": "object", "properties": {"disks": {"type": "array", "items": {"type": "object", "properties": {"size": quantity}}}}}
    status = {"type": "object", "properties": {"phase": {"type": "string"}}}
    schema = {"type": "object", "properties": {"spec": spec, "status": status}}
    crd = {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": "widgets.example.com"},
        "spec": {
            "group": "example.com",
            "names": {"kind": "Widget", "plural": "widgets"},
            "scope": "Namespaced",
            "versions": [{"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": schema}}],
        },
    }
    made, wrong = facts_from_crds([(crd, None)])
    assert not wrong
    facts = load(crds=[made])
    kind = facts.kind("example.com", "v1", "Widget")
    assert kind is not None
    fields = facts.definition(kind.definition)["properties"]
    held = {name: facts.definition(fields[name]["ref"]).get("quantities") for name in ("spec", "status")}
    assert held == {"spec": ("disks",), "status": None}
    assert facts.definition(kind.definition)["quantities"] == ("spec",)
