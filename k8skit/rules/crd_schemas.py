"""Schemas of CustomResourceDefinitions: what the API server refuses of one, beyond the type of each field.

A schema is *structural*: it says of each place once what may stand there, and `allOf`, `anyOf`, `oneOf` and `not` only limit it further. Each function
yields (path below the schema, what is wrong, what to do, value). Source: Kubernetes documentation, Extend the Kubernetes API with
CustomResourceDefinitions: Specifying a structural schema, Validation rules; API reference, JSONSchemaProps.
"""

from __future__ import annotations

from ..finding import NO_VALUE
from .context import mapping, sequence
from .pods import items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeAlias

    Wrong: TypeAlias = tuple[str, str, str, object]
    """Path below the schema, what is wrong, what to do, and the value."""

_DEEPEST = 60
_SCALARS = ("boolean", "integer", "number", "string")
_LIST_TYPES = ("atomic", "map", "set")
_MAP_TYPES = ("atomic", "granular")
_REASONS = ("FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired")
_JUNCTORS = ("allOf", "anyOf", "oneOf")
_NOT_IN_A_JUNCTOR = ("additionalProperties", "default", "description", "nullable", "title", "type")
_READ_DIFFERENTLY = ("[[", "--", "&&", "~~", "||")
"""What Python warns of within classes of characters."""
_EITHER = [{"type": "integer"}, {"type": "string"}]
"""The only types that may stand in an `anyOf`: those of a field that is an integer or a string."""


def of_root(schema: dict[str, Any]) -> Iterator[Wrong]:
    """Yield what is wrong with the schema of a version.

    Args:
        schema: its openAPIV3Schema.
    """
    for name, part in mapping(mapping(mapping(schema.get("properties")).get("metadata")).get("properties")).items():
        if name not in ("generateName", "name"):
            help = "remove it: of metadata only name and generateName can be limited"
            yield f".properties[metadata].properties[{name}]", "limits the metadata of its objects", help, part
    yield from of_schema(schema, "", 0)


def of_schema(schema: dict[str, Any], at: str, depth: int) -> Iterator[Wrong]:
    """Yield what is wrong with a schema and those within it.

    Args:
        schema: the schema of one place.
        at: path of the place below the root.
        depth: how many schemas are around it.
    """
    if depth > _DEEPEST:
        return
    properties, values = mapping(schema.get("properties")), schema.get("additionalProperties")
    if properties and values:
        yield f"{at}.additionalProperties", "has an object of both named fields and any", "keep one of the two", NO_VALUE
    if schema.get("uniqueItems") is True:
        help = "use x-kubernetes-list-type: set"
        yield f"{at}.uniqueItems", "has a list of unique items, which is too dear to check", help, True
    yield from _marks(schema, at, properties)
    yield from _list(schema, at)
    yield from _pattern(schema, at)
    if not schema.keys().isdisjoint((*_JUNCTORS, "not")):
        yield from _junctors(schema, schema, at, of_either=schema.get("x-kubernetes-int-or-string") is True)
    if "x-kubernetes-validations" in schema:
        yield from _validations(schema, at)
    for name, part in properties.items():
        if type(part) is dict:
            yield from of_schema(part, f"{at}.properties[{name}]", depth + 1)
    for key in ("items", "additionalProperties"):
        if type(schema.get(key)) is dict:
            yield from of_schema(schema[key], f"{at}.{key}", depth + 1)


def _marks(schema: dict[str, Any], at: str, properties: dict[str, Any]) -> Iterator[Wrong]:
    if schema.get("x-kubernetes-preserve-unknown-fields") is False:
        yield f"{at}.x-kubernetes-preserve-unknown-fields", "says false where only true can be said", "remove it", False
    if schema.get("x-kubernetes-embedded-resource") is True:
        if schema.get("type") != "object":
            yield f"{at}.type", "has an embedded object that is no object", "set type: object", schema.get("type", NO_VALUE)
        if not properties and not schema.get("x-kubernetes-preserve-unknown-fields"):
            help = "name its properties, or set x-kubernetes-preserve-unknown-fields: true"
            yield f"{at}.properties", "has an embedded object that could hold nothing", help, NO_VALUE
    kind = schema.get("x-kubernetes-map-type")
    if kind is not None and kind not in _MAP_TYPES:
        yield f"{at}.x-kubernetes-map-type", "has an unknown type of map", f"use {' or '.join(_MAP_TYPES)}", kind


def _list(schema: dict[str, Any], at: str) -> Iterator[Wrong]:
    kind, keys, item = (
        schema.get("x-kubernetes-list-type"),
        sequence(schema.get("x-kubernetes-list-map-keys")),
        mapping(schema.get("items")),
    )
    field = f"{at}.x-kubernetes-list-type"
    if kind is not None and schema.get("type") not in (None, "array"):
        yield field, "has a list type for something else than a list", "remove it", kind
        return
    if kind is not None and kind not in _LIST_TYPES:
        yield field, "has an unknown type of list", f"use {', '.join(_LIST_TYPES)}", kind
    elif kind == "map":
        yield from _map(at, item, keys)
        return
    elif kind == "set" and item.get("type") == "object" and item.get("x-kubernetes-map-type") != "atomic":
        help = "set x-kubernetes-map-type: atomic at its items, or use the list type map with keys"
        yield field, "has a set whose items are not compared as a whole", help, kind
    if keys:
        yield f"{at}.x-kubernetes-list-map-keys", "has keys for a list that is no map", "set x-kubernetes-list-type: map", keys


def _map(at: str, item: dict[str, Any], keys: list[Any]) -> Iterator[Wrong]:
    if not keys:
        help = "set x-kubernetes-list-map-keys"
        yield f"{at}.x-kubernetes-list-map-keys", "has a list that is a map, without keys", help, NO_VALUE
    properties, required = mapping(item.get("properties")), sequence(item.get("required"))
    for i, key in enumerate(keys):
        if type(key) is not str:
            continue
        field = f"{at}.x-kubernetes-list-map-keys[{i}]"
        part = mapping(properties.get(key))
        if key not in properties:
            known = ", ".join(sorted(k for k in properties if type(k) is str))
            help = f"the fields of an item are {known}" if known else "its items have no fields"
            yield field, f"has a list by the key {key}, which its items do not have", help, key
        elif part.get("type") not in (None, *_SCALARS):
            help = "use a key that is a text, a number or a boolean"
            yield field, f"has a list by the key {key}, which is no single value", help, key
        elif key not in required and "default" not in part:
            yield field, f"has a list by the key {key}, which an item may lack", "make it required, or give it a default", key


def _pattern(schema: dict[str, Any], at: str) -> Iterator[Wrong]:
    pattern = schema.get("pattern")
    if type(pattern) is not str or pattern.isalnum():
        return
    import re

    plain = re.sub(r"\[\^?\]?[^\]]*\]", "", re.sub(r"\\.", "", pattern))
    if re.search(r"\(\?<?[=!]", plain) or re.search(r"(?<!\\)(\\\\)*\\[1-9]", pattern):
        help = "write it without (?=, (?!, (?<=, (?<! and without \\1: Go's regular expressions, RE2, have neither"
        yield f"{at}.pattern", "has a pattern that looks ahead, behind or back, which Go cannot", help, pattern
        return
    if "(?" in plain or re.search(r"\\[pPQCzx]", pattern) or any(sign in pattern for sign in _READ_DIFFERENTLY):
        return  # may be right for Go alone
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as e:
        yield f"{at}.pattern", f"has a pattern that is no regular expression: {e}", "correct the pattern", pattern


def _junctors(schema: dict[str, Any], outer: dict[str, Any], at: str, *, of_either: bool = False) -> Iterator[Wrong]:
    """Yield what the parts of unions may not say, or say of fields that the schema itself does not name."""
    parts = [(f"{at}.{key}[{i}]", part, key) for key in _JUNCTORS for i, part in items(schema, key)]
    if type(schema.get("not")) is dict:
        parts.append((f"{at}.not", schema["not"], "not"))
    for place, part, key in parts:
        if of_either and ((key == "anyOf" and schema["anyOf"] == _EITHER) or (key == "allOf" and part.get("anyOf") == _EITHER)):
            continue
        yield from _part(part, outer, place)


def _part(part: dict[str, Any], outer: dict[str, Any], at: str) -> Iterator[Wrong]:
    for key in _NOT_IN_A_JUNCTOR:
        if part.get(key):
            help = f"move {key} to the schema around it, which alone says what a value is"
            yield f"{at}.{key}", f"says {key} within a condition", help, part[key]
    properties = mapping(outer.get("properties"))
    for name, below in mapping(part.get("properties")).items():
        if type(properties.get(name)) is not dict:
            help = "name the field in the schema around it too, with its type"
            yield f"{at}.properties[{name}]", f"has a condition on the field {name}, which the schema does not name", help, NO_VALUE
        elif type(below) is dict:
            yield from _part(below, properties[name], f"{at}.properties[{name}]")
    if type(part.get("items")) is dict and type(outer.get("items")) is dict:
        yield from _part(part["items"], outer["items"], f"{at}.items")
    yield from _junctors(part, outer, at)


def _validations(schema: dict[str, Any], at: str) -> Iterator[Wrong]:
    for i, row in items(schema, "x-kubernetes-validations"):
        place = f"{at}.x-kubernetes-validations[{i}]"
        rule, message, reason, path = (row.get(k) for k in ("rule", "message", "reason", "fieldPath"))
        if type(rule) is str and not rule.strip():
            yield f"{place}.rule", "has a validation rule that says nothing", "write an expression, or remove it", NO_VALUE
        lines = type(rule) is str and any(c in rule.strip() for c in "\n\r")
        if type(message) is str and message and not message.strip():
            yield f"{place}.message", "has a validation rule with an empty message", "write one, or leave it out", NO_VALUE
        elif type(message) is str and any(c in message.strip() for c in "\n\r"):
            yield f"{place}.message", "has a validation rule with a message of several lines", "write one line", message
        elif lines and not message and not row.get("messageExpression"):
            help = "add a message; without one the rule itself is told, and it has several lines"
            yield f"{place}.message", "has a validation rule of several lines without a message", help, NO_VALUE
        if reason is not None and reason not in _REASONS:
            yield f"{place}.reason", "has a validation rule with an unknown reason", f"use one of {', '.join(_REASONS)}", reason
        if type(path) is str and path and not _exists(schema, path):
            help = "write a field that the schema names, such as .replicas or .ports[http]"
            yield f"{place}.fieldPath", "has a validation rule about a field that is not there", help, path


def _exists(schema: dict[str, Any], path: str) -> bool:
    """Tell whether a path of a rule leads to a field; what is not a plain path of fields is taken to do so."""
    steps = path.split(".")
    if steps[0] or any(c in path for c in "[]'\""):
        return bool(steps[0] == "" or path[0] == "[")
    for step in steps[1:]:
        part = mapping(schema.get("properties")).get(step)
        if type(part) is not dict:
            return type(schema.get("additionalProperties")) is dict
        schema = part
    return True


def field_at(schema: dict[str, Any], path: str) -> dict[str, Any] | None:
    """Return the schema of a field.

    Args:
        schema: the schema of the root.
        path: its path, such as `.spec.replicas`; with brackets in it nothing is known.

    Returns:
        The schema; None if there is no such field; an empty one where nothing is known.
    """
    if "[" in path or not path.startswith("."):
        return {}
    for step in path[1:].split("."):
        part = mapping(schema.get("properties")).get(step)
        if type(part) is not dict:
            return None
        schema = part
    return schema
