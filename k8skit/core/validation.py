"""The slow side of fields: pydantic decides what the short check does not know, converts, and finds every error of a call.

Imported only when a call needs it.
"""

from __future__ import annotations

from _collections_abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import BeforeValidator, ConfigDict, InstanceOf, TypeAdapter, ValidationError, WrapValidator
from pydantic_core import PydanticCustomError

from ..finding import Finding
from .annotations import Named, NoneType, is_any, is_ours, literals, members, origin_of, phrase, resolve

if TYPE_CHECKING:
    from .fields import Plan

_STRICT = ConfigDict(strict=True, arbitrary_types_allowed=True)


def validate(plan: Plan, given: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """Validate the known parameters of one call.

    Args:
        plan: the compiled fields of the class.
        given: what the caller gave, unknown names left out.

    Returns:
        The values to store, and a finding for each error.
    """
    adapters: dict[str, tuple[Any, TypeAdapter[Any]]]
    if plan.validator is None:
        plan.validator = {}
    adapters = plan.validator
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    for name, value in given.items():
        if name not in adapters:
            owner, annotation = plan.specs[name]
            kind = resolve(annotation, owner, name, full=True)
            adapters[name] = (kind, TypeAdapter(for_pydantic(kind), config=None if has_own_config(kind) else _STRICT))
        kind, adapter = adapters[name]
        try:
            values[name] = adapter.validate_python(value)
        except ValidationError as e:
            findings += [finding(name, kind, error) for error in e.errors(include_url=False)]
    return values, findings


def has_own_config(kind: Any) -> bool:
    """Whether pydantic refuses a configuration beside the type, because the type brings its own."""
    if not isinstance(kind, type):
        return False
    return hasattr(kind, "__pydantic_core_schema__") or hasattr(kind, "__dataclass_fields__") or hasattr(kind, "__total__")


def for_pydantic(t: Any) -> Any:
    """Say a type to pydantic as k8skit means it: collections are copied to list and dict, unions are tried left to right, ours keep their identity."""
    if t is None or t is NoneType:
        return NoneType
    if is_any(t):
        return Any
    if isinstance(t, Named) or literals(t) is not None:
        return t
    parts = members(t)
    if parts is not None:
        union = Union[tuple(for_pydantic(p) for p in parts)]  # type: ignore[valid-type]  # noqa: UP007
        return Annotated[union, WrapValidator(_one_message(t))]
    args = getattr(t, "__args__", ())
    origin = origin_of(t)
    if origin in (list, Sequence) and len(args) == 1:
        return Annotated[list[for_pydantic(args[0])], BeforeValidator(_as_list)]  # type: ignore[misc]
    if origin in (dict, Mapping) and len(args) == 2:
        return Annotated[dict[for_pydantic(args[0]), for_pydantic(args[1])], BeforeValidator(_as_dict)]  # type: ignore[misc]
    if is_ours(t):
        return InstanceOf[t]
    return t


def _as_list(value: Any) -> Any:
    return list(value) if type(value) is tuple else value


def _as_dict(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def _one_message(union: Any) -> Any:
    """A union that fails says once what it takes, unless one member is plainly what was meant: then that member's error says more."""

    def validate(value: Any, handler: Any) -> Any:
        try:
            return handler(value)
        except ValidationError as e:
            errors = e.errors(include_url=False)
            meant = [x for x in errors if x["type"] == "k8skit_rule"] or [
                x for x in errors if len(x["loc"]) > 1 and x["type"] != "k8skit_type"
            ]
            text = message(meant[0]) if len(meant) == 1 else f"must be {phrase(union)}, got {type(value).__name__}"
            raise PydanticCustomError("k8skit_rule", "{text}", {"text": text}) from None

    return validate


_SHALLOW = {
    "string_type": "must be a string",
    "int_type": "must be an integer",
    "bool_type": "must be True or False",
    "float_type": "must be a number",
    "list_type": "must be a list",
    "dict_type": "must be a mapping",
    "none_required": "must be None",
}


def message(error: Any) -> str:
    """pydantic's error in the words of the other errors here."""
    got = f", got {type(error['input']).__name__}"
    known = _SHALLOW.get(error["type"])
    if known:
        return known + got
    if error["type"] == "is_instance_of":
        name = error["ctx"]["class"]
        return f"must be {'an' if name[:1] in 'AEIOU' else 'a'} {name}{got}"
    text = str(error["msg"])
    return text if error["type"].startswith("k8skit") else text[:1].lower() + text[1:].removesuffix(".")


def finding(name: str, kind: Any, error: Any) -> Finding:
    """Turn one error of pydantic into a finding."""
    field = name
    for part in error["loc"]:
        field += f"[{part}]" if isinstance(part, int) else " (key)" if part == "[key]" else f"[{part!r}]"
    help = f"{name} takes {phrase(kind)}" if error["loc"] else ""
    return Finding("K8S902", f"{field} {message(error)}", field=field, value=error["input"], help=help)
