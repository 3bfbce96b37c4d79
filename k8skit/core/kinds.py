"""The classes of `k8skit.api`: one per kind, made on first use."""

from __future__ import annotations

from ..errors import CallError
from ..finding import Finding, Origin
from .api_object import ApiObject
from .construct import by_position
from .origins import caller

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
            if name[:1] == "_" or not name[:1].isupper():
                raise AttributeError(f"module {module!r} has no attribute {name!r}")
            found = made[name] = _make(api_version, name, module) if check(api_version, module, name) else dict
        return found

    return get


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
    def init(self: Any, *args: Any, **body: Any) -> None:
        if len(args) == 2 and "apiVersion" not in body and "kind" not in body and "scope" not in body and "id" not in body:
            scope, id = args
        else:
            scope, id = _scope_and_id(type(self), args, body, caller(self))
        ApiObject.__init__(self, scope, id, {"apiVersion": api_version, "kind": kind, **body})

    doc = f"""One {kind} ({api_version}).

Args:
    scope: the construct that this one is part of.
    id: its id; also its name where `metadata` gives none.
    **body: `metadata`, `spec` and the other top-level fields of the kind; apiVersion and kind are implied.
"""
    return type(kind, (ApiObject,), {"__init__": init, "__module__": module, "__doc__": doc, "__slots__": ()})


def _scope_and_id(cls: type, args: tuple[Any, ...], body: dict[str, Any], at: tuple[str, int]) -> list[Any]:
    """Scope and id of a call that does not simply give them by position."""
    example = 'scope, "id", metadata=..., spec=...'
    found, findings = by_position(cls, ("scope", "id"), args, body, example)
    help = f"for example {cls.__name__}({example})"
    findings += [Finding("K8S901", "a parameter is given by position", value=v, help=help) for v in args[2:]]
    for n in ("apiVersion", "kind"):
        if n in body:
            findings.append(
                Finding("K8S901", f"{n} is implied by the class and cannot be given", field=n, value=body[n], help="leave it out")
            )
    if findings:
        for f in findings:
            f.origin = Origin(*at, "", cls.__name__)
        raise CallError(*findings)
    return found
