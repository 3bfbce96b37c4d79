"""The slow side of fields: pydantic decides what the short check does not know, converts, and finds every error of a call.

Imported only when a call needs it.
"""

from __future__ import annotations

from _collections_abc import Mapping
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any, NotRequired, Required, Union, get_origin, get_type_hints
from warnings import catch_warnings, simplefilter

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    InstanceOf,
    PlainValidator,
    PydanticSchemaGenerationError,
    PydanticUserError,
    TypeAdapter,
    ValidationError,
    WrapValidator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError
from typing_extensions import ReadOnly, TypedDict, is_typeddict

from ..finding import Finding
from ..names import closest
from .advice import instead, words
from .annotations import (
    NO,
    Named,
    NoneType,
    entry_of,
    is_any,
    is_ours,
    item_of,
    literals,
    members,
    phrase,
    resolve,
    same_literal,
    taker,
    unusable,
)

if TYPE_CHECKING:
    from .fields import Plan

_STRICT = ConfigDict(strict=True, arbitrary_types_allowed=True, extra="forbid")


def validate(plan: Plan, given: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """Validate the known parameters of one call.

    Args:
        plan: the compiled fields of the class.
        given: what the caller gave, unknown names left out.

    Returns:
        The values to store, and a finding for each error.

    Raises:
        CallError: K8S902 where an annotation is nothing that pydantic knows.
    """
    if plan.adapters is None:
        plan.adapters = {}
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    for name, value in given.items():
        if name not in plan.adapters:
            owner, annotation = plan.specs[name]
            kind = resolve(annotation, owner, name, full=True)
            plan.adapters[name] = (kind, _adapter(kind, annotation, owner, name))
        kind, adapter = plan.adapters[name]
        try:
            values[name] = adapter.validate_python((value,))[0]
        except ValidationError as e:
            findings += [finding(name, kind, value, error) for error in e.errors(include_url=False)]
    return values, findings


def _adapter(kind: Any, annotation: Any, owner: type, name: str) -> TypeAdapter[Any]:
    try:
        with catch_warnings():
            simplefilter("error", UserWarning)  # pydantic only warns of what is no type, and takes everything
            return _alone(kind)
    except (PydanticSchemaGenerationError, PydanticUserError, TypeError, NameError, RecursionError, UserWarning) as e:
        raise unusable(annotation, owner, name, str(e).partition("\n")[0], "use a type that pydantic knows") from None


def _alone(kind: Any) -> TypeAdapter[Any]:
    """A validator of one value, in a tuple: types with a configuration of their own refuse another one beside them, but not around them."""
    one: Any = GenericAlias(tuple, (for_pydantic(kind),))
    return TypeAdapter(one, config=_STRICT)


def for_pydantic(t: Any) -> Any:
    """Say a type to pydantic as k8skit means it.

    Collections are copied to list and dict, values keep their exact types, ours keep their identity, models come as instances.
    """
    if t is None or t is NoneType:
        return NoneType
    if is_any(t):
        return Any
    if isinstance(t, Named):
        return t
    values = literals(t)
    if values is not None:
        return Annotated[Any, PlainValidator(_literal(t, values))]
    parts = members(t)
    if parts is not None:
        union: Any = Union[tuple(for_pydantic(p) for p in parts)]  # noqa: UP007
        return Annotated[union, WrapValidator(_one_message(t, parts))]
    item = item_of(t)
    if item is not None:
        return Annotated[list[for_pydantic(item)], BeforeValidator(_as_list)]  # type: ignore[misc]
    entry = entry_of(t)
    if entry is not None:
        return Annotated[dict[for_pydantic(entry[0]), for_pydantic(entry[1])], BeforeValidator(_as_dict)]  # type: ignore[misc]
    if is_ours(t):
        instance: Any = InstanceOf
        return instance[t]
    if t is bytes:
        return Annotated[bytes, AfterValidator(bytes)]
    if isinstance(t, type) and issubclass(t, BaseModel):
        return Annotated[t, BeforeValidator(_instance_of(t))]
    if is_typeddict(t):
        return _typed_dict(t)
    if hasattr(t, "__metadata__") and members(t.__origin__) is None:
        return Annotated[(for_pydantic(t.__origin__), *t.__metadata__)]
    return t


def _typed_dict(t: Any) -> Any:
    """A TypedDict as pydantic takes it: before Python 3.12 it refuses those of typing."""
    fields: dict[str, Any] = {}
    for key, hint in get_type_hints(t, include_extras=True).items():
        need: Any = Required if key in t.__required_keys__ else NotRequired
        while get_origin(hint) in (Required, NotRequired, ReadOnly):
            need = need if get_origin(hint) is ReadOnly else get_origin(hint)
            hint = hint.__args__[0]
        fields[key] = need[for_pydantic(hint)]
    make: Any = TypedDict
    made = make(t.__name__, fields)
    config = getattr(t, "__pydantic_config__", None)
    if config is not None:
        made.__pydantic_config__ = config
    return made


def _as_list(value: Any) -> Any:
    return list(value) if type(value) is tuple else value


def _as_dict(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def _literal(t: Any, values: tuple[Any, ...]) -> Any:
    def validate(value: Any) -> Any:
        for literal in values:
            if same_literal(value, literal):
                return literal
        raise PydanticCustomError("k8skit_type", "{text}", {"text": f"must be {phrase(t)}, got {_shown(value)}"})

    return validate


def _shown(value: Any) -> str:
    return repr(value) if type(value) in (int, bool, float, NoneType) or (type(value) is str and len(value) < 40) else type(value).__name__


def _instance_of(t: type) -> Any:
    def validate(value: Any) -> Any:
        if not isinstance(value, t):
            raise PydanticCustomError("k8skit_type", "{text}", {"text": f"must be {phrase(t)}, got {type(value).__name__}"})
        return value

    return validate


def _one_message(union: Any, parts: tuple[Any, ...]) -> Any:
    """A union that fails says once what it takes, unless one member is plainly what was meant: then that member's errors say more.

    What a member takes as it is belongs to the first one that does, as in the short check; pydantic would weigh the members.
    """
    alone: list[TypeAdapter[Any]] = []
    take = taker(union)

    def validate(value: Any, handler: Any) -> Any:
        exact = NO if take is None else take(value)
        if exact is not NO:
            return exact
        try:
            return handler(value)
        except ValidationError:
            alone.extend(_alone(p) for p in parts[len(alone) :])
            meant = [errors for errors in (_errors(adapter, value) for adapter in alone) if not any(_is_other_type(e) for e in errors)]
            if len(meant) != 1:
                text = f"must be {phrase(union)}, got {_shown(value)}"
                raise PydanticCustomError("k8skit_type", "{text}", {"text": text}) from None
            details = [
                InitErrorDetails(
                    type=PydanticCustomError("k8skit_rule", "{text}", {"text": message(e)}), loc=e["loc"][1:], input=e["input"]
                )
                for e in meant[0]
            ]
            raise ValidationError.from_exception_data("union", details) from None

    return validate


def _errors(adapter: TypeAdapter[Any], value: Any) -> list[Any]:
    try:
        adapter.validate_python((value,))
    except ValidationError as e:
        return list(e.errors(include_url=False))
    return []


def _is_other_type(error: Any) -> bool:
    """Whether an error says that the value is of another type altogether, not that something in it is wrong."""
    return len(error["loc"]) == 1 and (error["type"].endswith("_type") or error["type"] in ("none_required", "is_instance_of", "enum"))


_SHALLOW = {
    "string_type": "must be a string",
    "bytes_type": "must be bytes",
    "int_type": "must be an integer",
    "bool_type": "must be True or False",
    "float_type": "must be a number",
    "list_type": "must be a list",
    "dict_type": "must be a mapping",
    "none_required": "must be None",
    "missing": "is missing",
    "extra_forbidden": "is not known",
}


def message(error: Any) -> str:
    """What pydantic says, in the words of the other errors here."""
    kind, text = error["type"], str(error["msg"])
    if kind.startswith("k8skit"):
        return text
    if kind == "is_instance_of" or kind == "dataclass_exact_type":
        name = error["ctx"]["class" if kind == "is_instance_of" else "class_name"].rpartition(".")[2]
        text = f"must be {'an' if name[:1] in 'AEIOU' else 'a'} {name}"
    else:
        text = _SHALLOW.get(kind) or text.replace("Input should be", "must be", 1).removesuffix(".")
        text = text[:1].lower() + text[1:]
    return f"{text}, got {type(error['input']).__name__}" if kind.endswith("_type") or kind in ("none_required", "is_instance_of") else text


def finding(name: str, kind: Any, value: Any, error: Any) -> Finding:
    """Turn one error of pydantic about a parameter's value into a finding."""
    path = error["loc"][1:]
    field = name
    for part in path:
        field += f"[{part}]" if isinstance(part, int) else " (key)" if part == "[key]" else f"[{part!r}]"
    near = closest(error["input"], words(kind))
    help = (
        f"did you mean {near!r}?"
        if near
        else instead(name, kind, value, path) or (f"{name} takes" if path else f"give {name}") + f" {phrase(kind)}"
    )
    return Finding("K8S902", f"{field} {message(error)}", field=field, value=error["input"], help=help)
