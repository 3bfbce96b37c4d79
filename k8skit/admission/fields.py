"""Fields of expressions: whether an expression of a CRD names only what its schema has, and is of the type that is asked for.

The engine takes objects as maps of any fields, so it does not tell of a field that is not there; the API server does, and refuses the CRD. What this module
cannot tell, it lets pass.

Source: Kubernetes documentation, Extend the Kubernetes API with CustomResourceDefinitions, Validation rules (type system, escaping of property names, what
is not accessible).
"""

from __future__ import annotations

from . import syntax
from .schemas import escaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeAlias

    Schema: TypeAlias = "Mapping[str, Any] | None"
    """The schema of a value; None where nothing is known."""
    Values: TypeAlias = "dict[str, Schema]"

_BOOL: dict[str, Any] = {"type": "boolean"}
_INT: dict[str, Any] = {"type": "integer"}
_STRING: dict[str, Any] = {"type": "string"}
_GATHERED: dict[str, Any] = {"type": "array"}
"""What a macro has gathered before its first round."""
_CONSTANTS: dict[int, dict[str, Any]] = {2: _BOOL, 3: _INT, 6: _STRING}
"""Field of a constant that is set -> its type."""
_EMBEDDED = {
    "apiVersion": _STRING,
    "kind": _STRING,
    "metadata": {"type": "object", "properties": {"generateName": _STRING, "name": _STRING}},
}
_BOOLEAN = frozenset(
    (
        "!_",
        "@in",
        "@not_strictly_false",
        "_!=_",
        "_&&_",
        "_<=_",
        "_<_",
        "_==_",
        "_>=_",
        "_>_",
        "_||_",
        "contains",
        "endsWith",
        "matches",
        "startsWith",
    )
)
_OF_TEXTS = frozenset(("charAt", "endsWith", "lowerAscii", "matches", "replace", "split", "startsWith", "substring", "trim", "upperAscii"))
"""Functions that only texts have."""
_SELECTS, _OPTIONAL_SELECT = ("_[_]", "_[?_]"), "_?._"
_EQUAL = ("_==_", "_!=_")
_CHOICE, _SUM = "_?_:_", "_+_"


class Wrong(Exception):  # noqa: N818
    """An expression that the API server does not compile."""


class Unordered(Exception):  # noqa: N818
    """An expression that compares lists which are sets or maps to the API server, whatever their order."""


def result(tree: syntax.Node, values: Values) -> str:
    """Return the type of an expression: `boolean`, `integer`, `string` ...; `""` where it is not known.

    Args:
        tree: the expression, without the macros that the engine lacks.
        values: name of a variable -> the schema of its value.

    Raises:
        Wrong: it names a field that the schema does not have, or compares what cannot be equal.
        Unordered: it compares lists that are sets or maps.
    """
    return _kind(_typed(tree, values))


def _kind(schema: Schema) -> str:
    if schema is None or schema.get("nullable") or schema.get("x-kubernetes-int-or-string"):
        return ""
    if schema.get("type") == "string" and schema.get("format") in ("byte", "date", "date-time", "duration"):
        return ""
    return str(schema.get("type") or "")


def _typed(node: syntax.Node, values: Values) -> Schema:
    """Return the schema of the value of an expression; what it says of the values in it is looked at on the way."""
    name = syntax.ident_of(node)
    if name is not None:
        return values.get(name)
    kind, function, inner, _ = syntax.parts(node)
    if kind == "select":
        found = _field(_typed(inner[0], values), node.text(2))
        return _BOOL if syntax.is_presence(node) else found
    if kind == "comprehension":
        return _loop(node, values)
    if kind == "call":
        return _call(node, function, values)
    types = [_typed(part, values) for part in inner]
    if kind == "list":
        return {"type": "array", "items": types[0]} if types and types[0] is not None else None
    return _CONSTANTS.get(syntax.constant_kind(node)) if kind == "constant" else None


def _field(schema: Schema, name: str) -> Schema:
    if schema is None or schema.get("nullable"):
        return None
    properties = dict(schema.get("properties") or {})
    if schema.get("x-kubernetes-embedded-resource"):
        properties = {**_EMBEDDED, **properties}
    for key, part in properties.items():
        if escaped(str(key)) == name:
            return part if isinstance(part, dict) else None
    values = schema.get("additionalProperties")
    if values or not properties or schema.get("x-kubernetes-preserve-unknown-fields"):
        return values if isinstance(values, dict) else None
    known = sorted(filter(None, (escaped(str(key)) for key in properties)))
    raise Wrong(f"undefined field '{name}'; the fields are {', '.join(known)}")


def _call(node: syntax.Node, function: str, values: Values) -> Schema:
    arguments, targets = syntax.arguments(node), syntax.targets(node)
    for target in targets:
        name = syntax.ident_of(target)
        if name == "authorizer" and name not in values:
            raise Wrong("undeclared reference to 'authorizer': a CRD cannot ask who may do what")
        if name is not None and name not in values:
            continue  # of a library, such as `math.least`
        found = _kind(_typed(target, values))
        if function in _OF_TEXTS and found in ("boolean", "integer", "number"):
            raise Wrong(f"found no matching overload for '{function}' applied to a value of type {found}")
    if function == _OPTIONAL_SELECT and len(arguments) == 2:
        _field(_typed(arguments[0], values), syntax.text_of(arguments[1]))
        return None
    types = [_typed(part, values) for part in arguments]
    if function in _SELECTS and types and types[0] is not None:
        items = types[0].get("items" if types[0].get("type") == "array" else "additionalProperties")
        return items if isinstance(items, dict) and function == _SELECTS[0] else None
    if function in _EQUAL and len(types) == 2:
        _compared(types[0], types[1])
    if function in _BOOLEAN:
        return _BOOL
    if function == _CHOICE and len(types) == 3:
        return _either(types[1], types[2])
    return _either(types[0], types[1]) if function == _SUM and len(types) == 2 and _kind(types[0]) == _kind(types[1]) != "" else None


def _either(one: Schema, other: Schema) -> Schema:
    """Return what two values have in common; a list that is still empty has the items of the other."""
    if one == _GATHERED:
        return other
    return one if other in (one, _GATHERED) or _kind(one) == _kind(other) in ("boolean", "integer", "string") else None


def _compared(one: Schema, other: Schema) -> None:
    for schema in (one, other):
        if schema is not None and schema.get("x-kubernetes-list-type") in ("map", "set"):
            raise Unordered("it compares lists whose order does not count")
    kinds = {_kind(one), _kind(other)}
    if len(kinds) == 2 and kinds <= {"boolean", "integer", "string"}:
        raise Wrong(f"found no matching overload: {_kind(one)} and {_kind(other)} are never equal")


def _loop(node: syntax.Node, values: Values) -> Schema:
    """Return the schema of a macro's result, with its variables for what it runs over."""
    over, accumulator, first, second = syntax.loop_of(node)
    _, _, (sequence, start, goes_on, step, end), _ = syntax.parts(node)
    around = _typed(sequence, values)
    inner: Values = {**values, first: None, accumulator: _typed(start, values)}
    if around is not None and around.get("type") == "array":
        item = around.get("items")
        inner[second or first] = item if isinstance(item, dict) else None
        if second:
            inner[first] = _INT
    elif around is not None and isinstance(around.get("additionalProperties"), dict):
        inner[first] = _STRING
        if second:
            inner[second] = around["additionalProperties"]
    elif second:
        inner[second] = None
    if syntax.is_empty_list(start):
        inner[accumulator] = _GATHERED
    _typed(goes_on, inner)
    made = _typed(step, inner)
    if syntax.is_empty_list(start) and not over:
        return made if made is not None and made.get("type") == "array" else None
    return _typed(end, inner)
