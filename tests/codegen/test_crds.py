"""A CRD becomes facts; what is malformed in it becomes findings that say what and where."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit.codegen.crds import OBJECT_META, facts_from_crds
from k8skit.facts import Facts, load
from k8skit.finding import Finding, Origin

QUANTITY = r"^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$"


def crd(properties: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """Return a CRD of Widget in example.com/v1 whose spec has these properties."""
    spec: dict[str, Any] = {"type": "object", "properties": properties or {"size": {"type": "string"}}}
    version = {
        "name": "v1",
        "served": True,
        "storage": True,
        "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": spec}}},
    }
    out: dict[str, Any] = {
        "group": "example.com",
        "scope": "Namespaced",
        "names": {"kind": "Widget", "plural": "widgets", "shortNames": ["wi"]},
        "versions": [version],
    }
    out |= changes
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": f"{out['names']['plural'] if isinstance(out['names'], dict) else '?'}.{out['group']}"},
        "spec": out,
    }


def version(name: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "served": True, "storage": False, "schema": {"openAPIV3Schema": schema}} | more


def read(*documents: Any) -> Facts:
    facts, findings = facts_from_crds((d, None) for d in documents)
    assert findings == []
    return load(crds=(facts,))


def spec_of(facts: Facts, kind: str = "Widget", v: str = "v1") -> dict[str, Any]:
    """Return the properties of the kind's spec."""
    k = facts.kind("example.com", v, kind)
    assert k is not None
    ref = facts.definition(k.definition)["properties"]["spec"]["ref"]
    return dict(facts.definition(ref)["properties"])


def wrong(document: Any) -> list[Finding]:
    _, findings = facts_from_crds([(document, Origin("crds/widget.yaml", 3))])
    assert findings
    for f in findings:
        assert f.code == "K8S943"
        assert f.origin == Origin("crds/widget.yaml", 3)
        assert f.help
        assert f.object is not None
        assert f.object.kind == "CustomResourceDefinition"
    return findings


def test_a_kind_has_its_names_scope_and_version() -> None:
    facts = read(crd())
    k = facts.kind("example.com", "v1", "Widget")
    assert k is not None
    assert (k.namespaced, k.plural, k.shorts, k.creatable, k.list, k.served) == (True, "widgets", ("wi",), True, False, True)
    assert (k.since, k.until, k.scale, k.deprecated, k.channel, k.status) == ("", "", "", False, "", False)


def test_a_cluster_scoped_kind_is_not_namespaced() -> None:
    facts = read(crd(scope="Cluster"))
    k = facts.kind("example.com", "v1", "Widget")
    assert k is not None
    assert not k.namespaced


def test_metadata_api_version_and_kind_are_there_without_being_named() -> None:
    facts = read(crd())
    k = facts.kind("example.com", "v1", "Widget")
    assert k is not None
    top = facts.definition(k.definition)["properties"]
    assert top["metadata"] == {"ref": OBJECT_META}
    assert top["apiVersion"] == top["kind"] == {"type": "string"}


def test_limits_on_the_name_are_kept() -> None:
    document = crd()
    schema = document["spec"]["versions"][0]["schema"]["openAPIV3Schema"]
    schema["properties"]["metadata"] = {"type": "object", "properties": {"name": {"type": "string", "maxLength": 20}}}
    facts = read(document)
    k = facts.kind("example.com", "v1", "Widget")
    assert k is not None
    limits = facts.definition(k.definition)["properties"]["metadata"]["allOf"]
    assert limits == [{"properties": {"name": {"type": "string", "maxLength": 20}}}]


def test_values_keep_their_constraints() -> None:
    properties = {
        "mode": {"type": "string", "enum": ["a", "b"], "default": "a"},
        "count": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 9},
        "ratio": {"type": "number", "multipleOf": 0.5, "exclusiveMinimum": True, "minimum": 0},
        "text": {"type": "string", "pattern": "^x", "minLength": 1, "maxLength": 5, "nullable": True},
        "on": {"type": "boolean", "description": "text that is not kept", "default": False},
        "items": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3, "x-kubernetes-list-type": "set"},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}, "maxProperties": 4},
    }
    assert spec_of(read(crd(properties))) == {
        "mode": {"type": "string", "enum": ["a", "b"], "default": "a"},
        "count": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 9},
        "ratio": {"type": "number", "multipleOf": 0.5, "exclusiveMinimum": True, "minimum": 0},
        "text": {"type": "string", "pattern": "^x", "minLength": 1, "maxLength": 5, "nullable": True},
        "on": {"type": "boolean", "default": False},
        "items": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3, "list_type": "set"},
        "labels": {"type": "object", "values": {"type": "string"}, "maxProperties": 4},
    }


def test_int_or_string_is_a_type_and_a_quantity_is_seen_by_its_pattern() -> None:
    either = [{"type": "integer"}, {"type": "string"}]
    properties = {
        "port": {"x-kubernetes-int-or-string": True, "anyOf": either},
        "plain": {"x-kubernetes-int-or-string": True},
        "memory": {"x-kubernetes-int-or-string": True, "anyOf": either, "pattern": QUANTITY},
        "percent": {"x-kubernetes-int-or-string": True, "anyOf": either, "pattern": "%$"},
        "text": {"type": "string", "pattern": QUANTITY},
    }
    assert spec_of(read(crd(properties))) == {
        "port": {"type": "int-or-string"},
        "plain": {"type": "int-or-string"},
        "memory": {"type": "quantity"},
        "percent": {"type": "int-or-string", "pattern": "%$"},
        "text": {"type": "string", "pattern": QUANTITY},
    }


def test_required_fields_with_a_default_are_optional() -> None:
    document = crd(
        {"a": {"type": "string"}, "b": {"type": "string", "default": "x"}, "c": {"type": "string", "nullable": True, "default": None}}
    )
    spec = document["spec"]["versions"][0]["schema"]["openAPIV3Schema"]["properties"]["spec"]
    spec["required"] = ["a", "b", "c"]
    properties = spec_of(read(document))
    assert properties["a"] == {"type": "string", "required": True}
    assert "required" not in properties["b"]
    assert properties["c"] == {"type": "string", "nullable": True, "default": None}


def test_unknown_fields_are_open_where_they_are_preserved_and_closed_elsewhere() -> None:
    properties = {
        "any": {"x-kubernetes-preserve-unknown-fields": True},
        "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": True},
        "some": {"type": "object", "properties": {"a": {"type": "string"}}, "x-kubernetes-preserve-unknown-fields": True},
        "map": {"type": "object", "additionalProperties": True},
        "none": {"type": "object"},
    }
    facts = read(crd(properties))
    specs = spec_of(facts)
    assert specs["any"] == {"type": "any", "open": True}
    assert specs["free"] == {"type": "object", "open": True}
    assert specs["map"] == {"type": "object", "open": True}
    assert specs["some"]["open"] is True
    assert facts.definition(specs["some"]["ref"]) == {"properties": {"a": {"type": "string"}}, "open": True}
    assert facts.definition(specs["none"]["ref"]) == {"properties": {}}


def test_an_embedded_object_has_the_fields_of_every_object() -> None:
    properties = {
        "template": {"type": "object", "x-kubernetes-embedded-resource": True, "properties": {"data": {"type": "string"}}},
        "raw": {"type": "object", "x-kubernetes-embedded-resource": True, "x-kubernetes-preserve-unknown-fields": True},
    }
    facts = read(crd(properties))
    specs = spec_of(facts)
    inner = facts.definition(specs["template"]["ref"])["properties"]
    assert set(inner) == {"apiVersion", "kind", "metadata", "data"}
    assert inner["apiVersion"] == {"type": "string", "required": True}
    assert inner["metadata"] == {"ref": OBJECT_META}
    raw = facts.definition(specs["raw"]["ref"])
    assert raw == {"properties": {k: inner[k] for k in ("apiVersion", "kind", "metadata")}, "open": True}


def test_list_maps_keep_their_keys() -> None:
    item = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
    properties = {"ports": {"type": "array", "items": item, "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"]}}
    facts = read(crd(properties))
    ports = spec_of(facts)["ports"]
    assert (ports["list_type"], ports["list_map_keys"]) == ("map", ["name"])
    assert facts.definition(ports["items"]["ref"])["properties"] == {"name": {"type": "string", "required": True}}


def test_unions_stand_at_the_object_they_are_about_without_their_texts() -> None:
    union = {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {"type": "string"}, "description": {"type": "string"}},
        "oneOf": [
            {"required": ["a"], "description": "text"},
            {"required": ["b"], "properties": {"description": {"enum": ["x"], "description": "text"}}},
        ],
    }
    text = {"type": "string", "anyOf": [{"pattern": "^a"}, {"maxLength": 2}]}
    facts = read(crd({"union": union, "text": text}))
    specs = spec_of(facts)
    assert specs["text"]["anyOf"] == [{"pattern": "^a"}, {"maxLength": 2}]
    assert "oneOf" not in specs["union"]
    assert facts.definition(specs["union"]["ref"])["oneOf"] == [
        {"required": ["a"]},
        {"required": ["b"], "properties": {"description": {"enum": ["x"]}}},
    ]


def test_rules_in_cel_and_texts_are_left_out() -> None:
    facts, _ = facts_from_crds([(crd({"a": {"type": "string", "x-kubernetes-validations": [{"rule": "self != ''"}], "title": "T"}}), None)])
    assert "self !=" not in repr(facts)
    assert "T" not in repr(facts["definitions"].values()).replace("Typ", "")


def test_fields_that_differ_in_case_alone_stay_apart() -> None:
    inner = {"type": "object", "properties": {"x": {"type": "string"}}}
    other = {"type": "object", "properties": {"y": {"type": "string"}}}
    facts = read(crd({"proxyURL": inner, "proxyUrl": other, "jwks_uri": {"type": "string"}, "jwksUri": {"type": "integer"}}))
    specs = spec_of(facts)
    assert list(facts.definition(specs["proxyURL"]["ref"])["properties"]) == ["x"]
    assert list(facts.definition(specs["proxyUrl"]["ref"])["properties"]) == ["y"]
    assert specs["jwks_uri"] != specs["jwksUri"]


def test_versions_have_their_own_fields_and_unserved_ones_are_not_served() -> None:
    one = {"type": "object", "properties": {"spec": {"type": "object", "properties": {"old": {"type": "string"}}}}}
    two = {"type": "object", "properties": {"spec": {"type": "object", "properties": {"new": {"type": "string"}}}}}
    versions = [
        version("v1alpha1", one, served=False),
        version("v1beta1", one, deprecated=True),
        version("v1", two, subresources={"status": {}, "scale": {"specReplicasPath": ".spec.size"}}),
    ]
    facts = read(crd(versions=versions))
    assert facts.versions("example.com", "Widget") == ["v1", "v1beta1"]
    assert facts.kind("example.com", "v1alpha1", "Widget") is None
    assert facts.kind_any("example.com", "v1alpha1", "Widget") is not None
    assert list(spec_of(facts)) == ["new"]
    assert list(spec_of(facts, v="v1beta1")) == ["old"]
    best, old = facts.kind("example.com", "v1", "Widget"), facts.kind("example.com", "v1beta1", "Widget")
    assert best is not None
    assert old is not None
    assert (best.scale, best.status, best.deprecated) == (".spec.size", True, False)
    assert (old.scale, old.status, old.deprecated) == ("", False, True)
    assert best.definition == "crds.example_com.v1.Widget"
    assert old.definition == "crds.example_com.v1beta1.WidgetV1beta1"


def test_equal_versions_share_their_definitions() -> None:
    schema = {"type": "object", "properties": {"spec": {"type": "object", "properties": {"a": {"type": "string"}}}}}
    facts, _ = facts_from_crds([(crd(versions=[version("v1beta1", schema), version("v1", schema)]), None)])
    assert set(facts["definitions"]) == {"crds.example_com.v1.Widget", "crds.example_com.v1.WidgetSpec"}


def test_a_kind_without_properties_is_known() -> None:
    facts = read(crd(versions=[version("v1", {"type": "object", "x-kubernetes-preserve-unknown-fields": True})]))
    k = facts.kind("example.com", "v1", "Widget")
    assert k is not None
    assert facts.definition(k.definition)["open"] is True


def test_lists_are_looked_into_and_other_documents_passed_over() -> None:
    facts = read({"kind": "ConfigMap", "apiVersion": "v1"}, None, 7, {"kind": "List", "items": [crd(), {"kind": "Pod"}]})
    assert facts.kind("example.com", "v1", "Widget") is not None


@pytest.mark.parametrize(("kind", "start"), [("My-Widget", "My_Widget"), ("", "_"), ("1st", "_1st"), ("Wid get", "Wid_get")])
def test_names_of_definitions_are_identifiers_whatever_the_kind_is_called(kind: str, start: str) -> None:
    facts, _ = facts_from_crds([(crd(names={"kind": kind, "plural": "widgets"}), None)])
    assert set(facts["definitions"]) == {f"crds.example_com.v1.{start}", f"crds.example_com.v1.{start}Spec"}
    assert list(facts["kinds"]["example.com"]) == [f"v1/{kind}"]


def test_a_version_with_a_dash_has_definitions_too() -> None:
    schema = {"type": "object", "properties": {"spec": {"type": "object", "properties": {"old": {"type": "string"}}}}}
    facts = read(crd(versions=[*crd()["spec"]["versions"], version("v1-old", schema)]))
    assert list(spec_of(facts, v="v1-old")) == ["old"]


def change(path: str, value: Any) -> dict[str, Any]:
    """Return a CRD with one place changed; None removes it."""
    document = crd({"size": {"type": "string"}, "items": {"type": "array", "items": {"type": "string"}}})
    at: Any = document
    *steps, last = path.split("/")
    for step in steps:
        at = at[int(step)] if isinstance(at, list) else at[step]
    key: Any = int(last) if isinstance(at, list) else last
    if value is None:
        del at[key]
    else:
        at[key] = value
    return document


SCHEMA = "spec/versions/0/schema/openAPIV3Schema"


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("apiVersion", "apiextensions.k8s.io/v1beta1", "'apiextensions.k8s.io/v1beta1' is not read"),
        ("spec", None, "spec is missing"),
        ("spec", [], "spec must be a mapping"),
        ("spec/group", None, "spec.group is missing"),
        ("spec/group", 7, "spec.group must be a text"),
        ("spec/scope", "namespaced", "spec.scope must be Namespaced or Cluster"),
        ("spec/names", "Widget", "spec.names must be a mapping"),
        ("spec/names/kind", None, "spec.names.kind is missing"),
        ("spec/names/plural", True, "spec.names.plural must be a text"),
        ("spec/names/shortNames", "wi", "spec.names.shortNames must be a list"),
        ("spec/versions", None, "spec.versions is missing"),
        ("spec/versions", [], "spec.versions is empty"),
        ("spec/versions/0", "v1", "spec.versions[0] must be a mapping"),
        ("spec/versions/0/name", None, "spec.versions[0].name is missing"),
        ("spec/versions/0/served", "yes", "spec.versions[0].served must be true or false"),
        ("spec/versions/0/schema", None, "spec.versions[0].schema is missing"),
        ("spec/versions/0/schema/openAPIV3Schema", [], "spec.versions[0].schema.openAPIV3Schema must be a mapping"),
        (f"{SCHEMA}/type", None, "spec.versions[0].schema.openAPIV3Schema.type must be object"),
        (f"{SCHEMA}/properties", ["a"], "spec.versions[0].schema.openAPIV3Schema.properties must be a mapping"),
        (f"{SCHEMA}/required", "spec", "spec.versions[0].schema.openAPIV3Schema.required must be a list"),
        (f"{SCHEMA}/properties/spec/properties/size", "string", ".properties.size must be a mapping"),
        (f"{SCHEMA}/properties/spec/properties/size/type", "strng", ".size.type must be one of array, boolean"),
        (f"{SCHEMA}/properties/spec/properties/size/type", None, ".size.type is missing"),
        (f"{SCHEMA}/properties/spec/properties/size/maxLength", "7", ".size.maxLength must be an integer"),
        (f"{SCHEMA}/properties/spec/properties/size/maxLength", True, ".size.maxLength must be an integer"),
        (f"{SCHEMA}/properties/spec/properties/size/minimum", "7", ".size.minimum must be a number"),
        (f"{SCHEMA}/properties/spec/properties/size/enum", "a", ".size.enum must be a list"),
        (f"{SCHEMA}/properties/spec/properties/size/nullable", "true", ".size.nullable must be true or false"),
        (f"{SCHEMA}/properties/spec/properties/size/default", [1], ".size.default does not fit its type"),
        (f"{SCHEMA}/properties/spec/properties/items/uniqueItems", True, "uniqueItems must not be true"),
        (f"{SCHEMA}/properties/spec/properties/size/$ref", "#/x", "a CRD must not refer to other schemas"),
        (f"{SCHEMA}/properties/spec/properties/items/items", None, ".items.items is missing"),
        (f"{SCHEMA}/properties/spec/properties/items/items", [{}], ".items.items must be a mapping"),
        (f"{SCHEMA}/properties/spec/properties", 3, ".spec.properties must be a mapping"),
        ("metadata/name", "widget.example.com", "the name must be widgets.example.com"),
        ("metadata", [], "the name must be widgets.example.com"),
    ],
)
def test_a_malformed_crd_is_reported_with_the_place(path: str, value: Any, says: str) -> None:
    findings = wrong(change(path, value))
    assert any(says in f.message for f in findings), [f.message for f in findings]
    for f in findings:  # what is said of a place begins with it, and it is the field of the finding
        place = f.message.partition(" is missing")[0].partition(" must be")[0].partition(" is empty")[0]
        assert f.field == place or place in ("the name", f.message), (f.field, f.message)
        assert f.field.startswith(("spec", "apiVersion", "metadata"))


@pytest.mark.parametrize(
    "size",
    ["string", ["string"], {"type": {}}, {"type": ["string"]}, {"type": "array", "items": []}, {"type": "string", "format": {}}],
)
def test_rules_of_a_malformed_schema_are_read_without_what_is_malformed(size: Any) -> None:
    document = change(f"{SCHEMA}/properties/spec/properties/size", {"type": "string"})
    spec = document["spec"]["versions"][0]["schema"]["openAPIV3Schema"]["properties"]["spec"]
    spec["x-kubernetes-validations"] = [{"rule": "self.size != ''"}]
    facts, findings = facts_from_crds([(document, None)])
    assert findings == []
    assert list(facts["schemas"]) == [("example.com", "v1", "Widget")]
    spec["properties"]["size"] = size
    facts, findings = facts_from_crds([(document, None)])
    assert findings
    (rules,) = facts["schemas"].values()
    below = rules.schema["properties"]["spec"]
    assert below["x-kubernetes-validations"] == [{"rule": "self.size != ''"}]
    assert below["properties"]["size"] in ({}, {"type": "string"}, {"type": "array", "items": {}})


def test_a_malformed_subresource_is_none() -> None:
    for wrong_one in (5, True, ["status"], "status"):
        schema = {"type": "object", "x-kubernetes-validations": [{"rule": "true"}]}
        facts = read(crd(versions=[version("v1", schema, subresources=wrong_one)]))
        kind, rules = facts.kind("example.com", "v1", "Widget"), facts.crd_schema("example.com", "v1", "Widget")
        assert kind is not None
        assert rules is not None
        assert (kind.status, rules.status) == (False, False)


def test_keys_that_are_no_texts_and_required_ones_that_are_no_names_are_no_reason_to_stop() -> None:
    document = change(f"{SCHEMA}/required", ["spec", ["a"], {"b": 1}])
    document["spec"]["versions"][0]["schema"]["openAPIV3Schema"]["properties"]["spec"]["properties"][1] = {"type": "string"}
    assert list(spec_of(read(document))) == ["1", "items", "size"]


def test_a_malformed_field_leaves_the_rest_usable() -> None:
    facts, findings = facts_from_crds([(change(f"{SCHEMA}/properties/spec/properties/size", "string"), None)])
    assert len(findings) == 1
    assert facts["definitions"]["crds.example_com.v1.WidgetSpec"]["properties"] == {"items": {"type": "array", "items": {"type": "string"}}}


def test_one_kind_defined_twice_is_reported() -> None:
    _, findings = facts_from_crds([(crd(), None), (crd(), Origin("b.yaml", 1))])
    assert [f.message for f in findings] == ["Widget of example.com is defined twice"]
    assert findings[0].origin == Origin("b.yaml", 1)


def test_a_version_listed_twice_is_reported() -> None:
    schema = {"type": "object"}
    assert [f.message for f in wrong(crd(versions=[version("v1", schema), version("v1", schema)]))] == ["version v1 is listed twice"]
