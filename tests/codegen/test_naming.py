"""Definitions without names get stable ones that are identifiers, and equal structures share one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.codegen.naming import Owner, Structures, identifier, module_of, segment, singular

WIDGET = Owner("example.com", "v1", "Widget", "Widget")
GADGET = Owner("example.com", "v1", "Gadget", "Gadget")


@given(st.text())
def test_a_label_is_an_identifier_and_one_that_is_stays(text: str) -> None:
    assert identifier(text).isidentifier()
    assert identifier(text) == text or not text.isidentifier()


def leaf(*fields: str) -> dict[str, object]:
    return {"properties": {f: {"type": "string"} for f in fields}}


def test_groups_become_module_names() -> None:
    assert module_of("") == "core"
    assert module_of("apps") == "apps"
    assert module_of("gateway.networking.x-k8s.io") == "gateway_networking_x_k8s_io"


def test_field_names_become_words() -> None:
    assert segment("http") == "Http"
    assert segment("jwks_uri") == "JwksUri"
    assert segment("x-kubernetes-a.b") == "XKubernetesAB"
    assert segment("$ref") == "Ref"
    assert segment("ä") == ""


def test_a_definition_is_named_by_its_kind_and_its_last_field() -> None:
    s = Structures("p", {}, set())
    n = s.add(leaf("a"), WIDGET, ("spec", "http", "route"))
    assert s.name(n) == "p.example_com.v1.WidgetRoute"


def test_a_second_structure_of_that_name_is_named_by_more_of_its_path() -> None:
    s = Structures("p", {}, set())
    a = s.add(leaf("a"), WIDGET, ("spec", "http", "route"))
    b = s.add(leaf("b"), WIDGET, ("spec", "tcp", "route"))
    c = s.add(leaf("c"), WIDGET, ("spec", "tcp", "route"))
    d = s.add(leaf("d"), WIDGET, ("spec", "tcp", "route"))
    assert [s.name(n).rpartition(".")[2] for n in (a, b, c, d)] == [
        "WidgetRoute",
        "WidgetTcpRoute",
        "WidgetSpecTcpRoute",
        "WidgetSpecTcpRoute2",
    ]


def test_equal_structures_of_several_kinds_are_one_named_by_the_field_alone() -> None:
    s = Structures("p", {}, set())
    a = s.add(leaf("a"), WIDGET, ("spec", "affinity"))
    b = s.add(leaf("a"), GADGET, ("spec", "affinity"))
    assert a == b
    assert s.name(a) == "p.example_com.v1.Affinity"


def test_two_kinds_never_share_their_own_definition() -> None:
    s = Structures("p", {}, set())
    a, b = s.add(leaf("spec"), WIDGET, ()), s.add(leaf("spec"), GADGET, ())
    assert (s.name(a), s.name(b)) == ("p.example_com.v1.Widget", "p.example_com.v1.Gadget")


def test_a_structure_with_the_fields_of_a_core_definition_has_its_name() -> None:
    s = Structures("p", {frozenset({"cpu", "mem"}): "Resources"}, set())
    assert s.name(s.add(leaf("cpu", "mem"), WIDGET, ("spec", "x"))) == "p.example_com.v1.Resources"


def test_names_of_kinds_and_of_what_stubs_make_of_them_are_left_to_them() -> None:
    s = Structures("p", {}, set())
    s.add(leaf("spec"), WIDGET, ())
    body = s.add(leaf("a"), WIDGET, ("spec", "body"))
    assert s.name(body) == "p.example_com.v1.WidgetSpecBody"


def test_names_that_others_took_are_not_given_again() -> None:
    taken = {"example_com.v1.WidgetRoute"}
    s = Structures("p", {}, taken)
    assert s.name(s.add(leaf("a"), WIDGET, ("spec", "route"))) == "p.example_com.v1.WidgetSpecRoute"
    assert "example_com.v1.WidgetSpecRoute" in taken


def test_references_by_number_become_names_at_any_depth() -> None:
    s = Structures("p", {}, set())
    inner = s.add(leaf("a"), WIDGET, ("spec",))
    nested = {"type": "array", "items": {"type": "object", "values": {"ref": inner}}}
    s.add({"properties": {"x": nested, "y": {"ref": inner, "experimental": {"ref": inner}}}}, WIDGET, ())
    properties = s.definitions()["p.example_com.v1.Widget"]["properties"]
    assert properties["x"]["items"]["values"]["ref"] == "p.example_com.v1.WidgetSpec"
    assert properties["y"] == {"ref": "p.example_com.v1.WidgetSpec", "experimental": {"ref": "p.example_com.v1.WidgetSpec"}}


@given(st.lists(st.lists(st.text(max_size=6), min_size=1, max_size=4), max_size=8))
def test_every_name_is_an_identifier_and_no_two_are_equal(paths: list[list[str]]) -> None:
    s = Structures("p", {}, set())
    s.add(leaf("spec"), WIDGET, ())
    numbers = [s.add(leaf(f"f{i}"), WIDGET, tuple(path)) for i, path in enumerate(paths)]
    names = [s.name(n) for n in numbers]
    assert len({*names}) == len(names)
    assert all(n.rpartition(".")[2].isidentifier() for n in names)


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("ports", "port"),
        ("policies", "policy"),
        ("addresses", "address"),
        ("matches", "match"),
        ("boxes", "box"),
        ("dishes", "dish"),
        ("status", "status"),
        ("class", "class"),
        ("analysis", "analysis"),
        ("dns", "dns"),
        ("http", "http"),
        ("ies", "ies"),
    ],
)
def test_one_item_of_a_list_is_named_in_the_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_a_shared_structure_is_named_by_the_field_that_most_uses_have() -> None:
    s = Structures("p", {}, set())
    n = s.add(leaf("host"), GADGET, ("spec", "proxy"))
    for step in ("http", "tcp"):
        assert s.add(leaf("host"), WIDGET, ("spec", step, "destination")) == n
    assert s.name(n) == "p.example_com.v1.Destination"
