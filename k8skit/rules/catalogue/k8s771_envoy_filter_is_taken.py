"""The webhook of istiod takes an EnvoyFilter: each patch says what it is for, what it does, and a match of the same kind.

Reads the patches. Whether Envoy reads their values is not judged, but for types of its API that is gone.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ...semantics.re2 import problem
from ..context import mapping, sequence
from ..istiod import WHY, Wrong, below, refused
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S771"
_FILTER = "networking.istio.io/EnvoyFilter"
_MATCHES = {
    "listener": ("LISTENER", "FILTER_CHAIN", "NETWORK_FILTER", "HTTP_FILTER"),
    "routeConfiguration": ("ROUTE_CONFIGURATION", "VIRTUAL_HOST", "HTTP_ROUTE"),
    "cluster": ("CLUSTER",),
}
_MANAGER = "envoy.filters.network.http_connection_manager"
_MANAGERS = (_MANAGER, "envoy.http_connection_manager")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that istiod refuses."""
    for m in context.of(_FILTER):
        for i, patch in enumerate(sequence(mapping(m.object.get("spec")).get("configPatches"))):
            yield from refused(context, CODE, m, f"spec.configPatches[{i}]", _patch(mapping(patch)))


def _patch(given: dict[str, Any]) -> Iterator[Wrong]:
    to, patch, match = given.get("applyTo", "INVALID"), given.get("patch"), mapping(given.get("match"))
    if to == "INVALID":
        yield ".applyTo", "has a patch that does not say what it is for", to, "write what it is for, such as HTTP_FILTER or CLUSTER"
        return
    if type(patch) is not dict:
        yield ".patch", "has a patch that does nothing", NO_VALUE, "give it a patch with an operation"
        return
    operation = patch.get("operation", "INVALID")
    if operation == "INVALID":
        yield ".patch.operation", "has a patch without an operation", operation, "write one, such as MERGE or INSERT_BEFORE"
        return
    if operation != "REMOVE" and patch.get("value") is None:
        yield ".patch.value", f"has a patch with the operation {operation} and no value", NO_VALUE, "give it a value"
        return
    version = mapping(match.get("proxy")).get("proxyVersion")
    if type(version) is str and problem(version):
        yield ".match.proxy.proxyVersion", f"has an expression for versions that {problem(version)}", version, "write it as RE2 reads it"
    for key, kinds in _MATCHES.items():
        other = next((k for k in _MATCHES if k != key and match.get(k) is not None), None)
        if to in kinds and other is not None and match.get(key) is None and match.get("waypoint") is None:
            yield f".match.{other}", f"is for {to}, and matches by {other}", NO_VALUE, f"match by {key}"
    if to in _MATCHES["listener"]:
        at = ".match.listener.filterChain.filter"
        yield from below(at, _filter(to, mapping(mapping(match.get("listener")).get("filterChain")).get("filter")))
    yield from _old_types(patch.get("value"))


def _filter(to: str, given: object) -> Iterator[Wrong]:
    """What is wrong with the filter that a match names."""
    if type(given) is not dict:
        return
    name, inner = given.get("name"), given.get("subFilter")
    if not name:
        yield ".name", "matches a filter without a name", NO_VALUE, "name the filter"
    elif type(inner) is dict:
        if to != "HTTP_FILTER":
            yield (
                ".subFilter",
                f"is for {to}, which has no filters within filters",
                NO_VALUE,
                "remove subFilter, or write applyTo: HTTP_FILTER",
            )
        elif name not in _MANAGERS:
            yield ".name", f"matches a filter within {name}, which has none", name, f"write {_MANAGER}"
        elif not inner.get("name"):
            yield ".subFilter.name", "matches a filter without a name", NO_VALUE, "name the filter"


def _old_types(value: object) -> Iterator[Wrong]:
    """Types of Envoy's API version 2 in a value, which Istio has no more."""
    nodes: list[tuple[str, object]] = [(".patch.value", value)]
    for at, node in nodes:  # which grows meanwhile
        if type(node) is list:
            nodes += [(f"{at}[{i}]", item) for i, item in enumerate(node)]
        elif type(node) is dict:
            kind = node.get("@type")
            if type(kind) is str and "/envoy." in kind and (".v2." in kind or ".v2alpha" in kind):
                yield f"{at}.@type", f"has a value of the type {kind}, of a version of Envoy's API that is gone", kind, "use version 3"
            nodes += [(f"{at}.{key}", item) for key, item in node.items()]


RULE = Rule(
    CODE,
    "istiod takes an EnvoyFilter",
    severity=WARNING,
    on=(_FILTER,),
    needs=("configPatches",),
    reads=(_FILTER,),
    check=check,
    why=WHY,
    source="Istio documentation, Envoy Filter: EnvoyConfigObjectPatch, ListenerMatch, Patch; Envoy documentation, API versioning",
    fix="Complete the patch as the finding says.",
    known_as=("istioctl IST0106",),
)
