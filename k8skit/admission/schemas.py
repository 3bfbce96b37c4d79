"""Schemas of CRDs as CEL sees them: types of values, names of fields, values as the engine takes them.

Source: Kubernetes documentation, Extend the Kubernetes API with CustomResourceDefinitions, Validation rules (type system, escaping of property
names).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Converter = Callable[[Any], Any]

_KEYWORDS = frozenset(
    (
        "as",
        "break",
        "const",
        "continue",
        "else",
        "false",
        "for",
        "function",
        "if",
        "import",
        "in",
        "let",
        "loop",
        "namespace",
        "null",
        "package",
        "return",
        "true",
    )
)
_PARTS = (("__", "__underscores__"), (".", "__dot__"), ("-", "__dash__"), ("/", "__slash__"))
_TIMES = {"date": "timestamp", "date-time": "timestamp", "duration": "duration"}
_EMBEDDED = {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"type": "object"}}


def escaped(name: str) -> str | None:
    """Return how an expression writes the name of a field: `a-b` is `a__dash__b`; None if it cannot."""
    if name in _KEYWORDS:
        return f"__{name}__"
    if not name or not name.isascii() or name[0].isdigit() or not name.translate(_REST).isalnum():
        return None
    for part, written in _PARTS:
        name = name.replace(part, written)
    return name


_REST = {ord(c): "a" for c in "_.-/"}


def plain(value: Any) -> Any:
    """Return a value whose texts are plain ones: the engine does not take texts that carry a comment."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return [plain(v) for v in value] if isinstance(value, list) else value


def type_of(schema: Mapping[str, Any]) -> str:
    """Return the type of a value by its schema, as `Engine.type_of` takes it."""
    if schema.get("nullable") or schema.get("x-kubernetes-int-or-string"):
        return "dyn"
    kind = schema.get("type")
    if kind == "array":
        items = schema.get("items")
        return f"list({type_of(items)})" if isinstance(items, dict) else "list(dyn)"
    if kind == "object":
        values = schema.get("additionalProperties")
        return f"map({type_of(values)})" if isinstance(values, dict) else "map(dyn)"
    if kind == "string":
        format = schema.get("format", "")
        return "bytes" if format == "byte" else _TIMES.get(format, "string")
    return {"integer": "int", "number": "double", "boolean": "bool"}.get(kind or "", "dyn")


def has_times(schema: Mapping[str, Any]) -> set[str]:
    """Return the names of fields below a value that hold times: the engine does not take these within objects."""
    found: set[str] = set()
    for name, sub in (schema.get("properties") or {}).items():
        if _is_time(sub):
            found.add(name)
        found |= has_times(sub)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            found |= has_times(schema[key])
    return found


def readable_times(schema: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of a value that are times, and no others below it have their names: field -> `duration` or `timestamp`."""
    properties = schema.get("properties") or {}
    below = {name for sub in properties.values() for name in has_times(sub)}
    below |= {name for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict) for name in has_times(schema[key])}
    own = {k: _TIMES[s["format"]] for k, s in properties.items() if s.get("type") == "string" and s.get("format") in _TIMES}
    return {k: kind for k, kind in own.items() if k not in below}


def _is_time(schema: Mapping[str, Any]) -> bool:
    while isinstance(schema.get("items"), dict):
        schema = schema["items"]
    return schema.get("type") == "string" and schema.get("format") in _TIMES


def converter(schema: Mapping[str, Any], *, inside: bool = False) -> Converter | None:
    """Return what makes of a value that fits a schema a value for the engine; None if it takes it as it is.

    Args:
        schema: the schema.
        inside: whether the value stands in an object (default: False).
    """
    kind = schema.get("type")
    if kind == "object" or "properties" in schema:
        return _object(schema)
    if kind == "array":
        item = converter(schema["items"], inside=inside) if isinstance(schema.get("items"), dict) else None
        return None if item is None else lambda v: [None if x is None else item(x) for x in v]
    if kind == "number":
        return float
    if kind == "string" and schema.get("format") == "byte":
        return _bytes
    if kind == "string" and schema.get("format") in _TIMES and not inside:
        return duration_of if schema["format"] == "duration" else timestamp_of
    return None


def _object(schema: Mapping[str, Any]) -> Converter | None:
    values = schema.get("additionalProperties")
    if isinstance(values, dict):
        each = converter(values, inside=True)
        return None if each is None else lambda v: {k: None if x is None else each(x) for k, x in v.items()}
    properties = dict(schema.get("properties") or {})
    if schema.get("x-kubernetes-embedded-resource"):
        properties = {**_EMBEDDED, **properties}
    plans = {name: (escaped(name), converter(sub, inside=True)) for name, sub in properties.items()}
    other = {name: plan for name, plan in plans.items() if plan[0] != name or plan[1] is not None}
    if not other:
        return None

    def convert(v: Any) -> Any:
        out = {}
        for k, x in v.items():
            plan = other.get(k)
            if plan is None:
                out[k] = x
            elif plan[0] is not None:
                out[plan[0]] = x if x is None or plan[1] is None else plan[1](x)
        return out

    return convert


def _bytes(v: str) -> bytes:
    from binascii import a2b_base64

    return a2b_base64(v.encode())


def timestamp_of(v: str) -> object:
    """Return a text of the format `date-time` or `date` as the engine takes it."""
    from datetime import UTC, datetime

    found = datetime.fromisoformat(v.upper())
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def duration_of(v: str) -> object:
    """Return a text of the format `duration` as the engine takes it."""
    from datetime import timedelta

    from ..semantics import durations

    return timedelta(microseconds=durations.parse(v) // 1000)
