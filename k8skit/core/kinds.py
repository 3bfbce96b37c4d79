"""The classes of `k8skit.api`: one per kind, made on first use."""

from __future__ import annotations

from .api_object import ApiObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def kinds(api_version: str, module: str) -> Callable[[str], Any]:
    """Return a module `__getattr__` that makes the class of a kind.

    Args:
        api_version: such as `apps/v1`.
        module: the name of the module that asks, such as `k8skit.api.apps.v1`.

    Returns:
        A function from a kind's name to its class, and from the name of a part to `dict`; it raises AttributeError, with the closest name,
        for what is neither in that version.
    """
    made: dict[str, type[Any]] = {}

    def get(name: str) -> Any:
        found = made.get(name)
        if found is None:
            if name[:1] == "_" or name in _module_names(module):
                raise AttributeError(f"module {module!r} has no attribute {name!r}")
            found = made[name] = _make(api_version, name, module) if check(api_version, module, name) else dict
        return found

    return get


def _module_names(module: str) -> tuple[str, ...]:
    return ("path", "spec", "loader")


def check(api_version: str, module: str, name: str) -> bool:
    """Tell a kind of `api_version`, in any supported minor of Kubernetes or in the shipped CRDs, from a part of one.

    Returns:
        True for a kind; False for a part that the stub has as a TypedDict (`Container`), which at run time is a plain dict.

    Raises:
        AttributeError: it is neither.
    """
    from ..facts import is_type, load
    from ..names import closest

    group, _, version = api_version.rpartition("/")
    facts = load()
    kind = facts.kind_any(group, version, name)
    if kind is not None and kind.creatable:
        return True
    if is_type(api_version, name):
        return False
    known = sorted({k.kind for k in facts.kinds(group) if k.version == version and k.creatable})
    near = closest(name, known)
    hint = f"did you mean {near}?" if near else f"it has {', '.join(known)}"
    raise AttributeError(f"{api_version} has no kind {name!r}; {hint} (module {module!r})")


def _make(api_version: str, kind: str, module: str) -> type[ApiObject]:
    def __init__(self: Any, *args: Any, **body: Any) -> None:
        scope, id, rest = _scope_and_id(type(self), args, body)
        head: dict[str, Any] = {"apiVersion": api_version, "kind": kind}
        ApiObject.__init__(self, scope, id, {**head, **body}, *rest)

    doc = f"One {kind} ({api_version}).\n\nArgs:\n    scope: the construct that this one is part of.\n    id: its id; also its name where `metadata` gives none.\n    **body: `metadata`, `spec` and the other top-level fields of the kind; apiVersion and kind are implied."
    return type(kind, (ApiObject,), {"__init__": __init__, "__module__": module, "__doc__": doc, "__slots__": ()})


def _scope_and_id(cls: type[ApiObject], args: tuple[Any, ...], body: dict[str, Any]) -> tuple[Any, Any, tuple[Any, ...]]:
    if len(args) == 2 and "scope" not in body and "id" not in body:
        return args[0], args[1], ()
    from .construct import _place
    from .origins import caller

    scope, id, rest = _place(cls, args, body, caller())
    if rest:
        from ..errors import CallError
        from ..finding import Finding, Origin

        raise CallError(
            Finding(
                "K8S901",
                "a parameter is given by position",
                origin=Origin(*caller(), "", cls.__name__),
                value=rest[0],
                help=f"{cls.__name__}(scope, id, metadata=..., spec=...)",
            )
        )
    return scope, id, ()
