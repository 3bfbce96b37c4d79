"""A ResourceQuota limits resources that there are, with scopes that fit them.

Reads `hard`, `scopes` and `scopeSelector` of ResourceQuotas; keys without a slash that are none are K8S505.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ...names import qualified_name
from ...semantics.pod_resources import amounts
from ..context import mapping, sequence
from ..pods import inner, items
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S168"
_COUNTS = (
    "configmaps",
    "persistentvolumeclaims",
    "pods",
    "replicationcontrollers",
    "resourcequotas",
    "secrets",
    "services",
    "services.loadbalancers",
    "services.nodeports",
)
_COMPUTE = ("cpu", "limits.cpu", "limits.memory", "memory", "requests.cpu", "requests.memory")
_OTHERS = ("ephemeral-storage", "limits.ephemeral-storage", "requests.ephemeral-storage", "requests.storage")
_HUGE = ("hugepages-", "requests.hugepages-")
_POD_SCOPES = ("CrossNamespacePodAffinity", "NotBestEffort", "NotTerminating", "PriorityClass", "Terminating")
_PLAIN_SCOPES = ("BestEffort", "CrossNamespacePodAffinity", "NotBestEffort", "NotTerminating", "Terminating")
_PAIRS = (("BestEffort", "NotBestEffort"), ("NotTerminating", "Terminating"))


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each resource and scope that the API server refuses."""
    for m in context.of("ResourceQuota"):
        spec = mapping(m.object.get("spec"))
        hard = {k: v for k, v in mapping(spec.get("hard")).items() if type(k) is str}
        for name, value in hard.items():
            yield from _resource(context, m, name, value)
        listed = [(f"spec.scopes[{i}]", scope) for i, scope in enumerate(sequence(spec.get("scopes")))]
        terms = items(inner(spec, "scopeSelector"), "matchExpressions")
        for i, term in terms:
            yield from _term(context, m, f"spec.scopeSelector.matchExpressions[{i}]", term)
        selected = [(f"spec.scopeSelector.matchExpressions[{i}].scopeName", term.get("scopeName")) for i, term in terms]
        for group in (listed, selected):
            yield from _scopes(context, m, group, hard)


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return context.finding(CODE, m, at, f'ResourceQuota "{m.name}" {message}', value=value, help=help)


def _resource(context: Context, m: Manifest, name: str, value: object) -> Iterator[Finding]:
    if "/" in name:
        problem = qualified_name(name.removeprefix("requests."))
        if problem:
            yield _wrong(context, m, f"spec.hard[{name}]", f"limits a resource whose name is none: it {problem}", "correct the name", name)
    if (name in _COUNTS or name.startswith("count/")) and amounts({name: value}).get(name, 0) % 10**9:
        yield _wrong(context, m, f"spec.hard[{name}]", f"allows a part of one of {name}", "write a whole number", value)


def _scopes(context: Context, m: Manifest, scopes: list[tuple[str, Any]], hard: dict[str, Any]) -> Iterator[Finding]:
    names = [scope for _, scope in scopes]
    for one, other in _PAIRS:
        if one in names and other in names:
            at = scopes[names.index(other)][0]
            yield _wrong(context, m, at, f"is about {one} and {other}, and no pod is both", "keep one of them, or make two quotas", other)
    for at, scope in scopes:
        if scope == "BestEffort":
            fits: tuple[str, ...] = ("pods",)
        elif scope in _POD_SCOPES:
            fits = ("pods", *_COMPUTE)
        else:
            continue
        known = (*_COUNTS, *_COMPUTE, *_OTHERS)
        unfit = [name for name in hard if name not in fits and (name in known or name.startswith(_HUGE))]
        if unfit:
            help = f"move them to a quota without this scope; with it there can be {', '.join(fits)}"
            yield _wrong(context, m, at, f"has the scope {scope} and limits {', '.join(unfit)}", help, scope)


def _term(context: Context, m: Manifest, at: str, term: dict[str, Any]) -> Iterator[Finding]:
    scope, operator, values = term.get("scopeName"), term.get("operator"), sequence(term.get("values"))
    if scope in _PLAIN_SCOPES and operator != "Exists":
        yield _wrong(context, m, f"{at}.operator", f"selects the scope {scope} by {operator}", "use the operator Exists", operator)
    elif operator in ("In", "NotIn") and not values:
        yield _wrong(context, m, f"{at}.values", f"selects the scope {scope} {operator} no values", "list the values")
    elif operator in ("Exists", "DoesNotExist") and values:
        yield _wrong(context, m, f"{at}.values", f"asks whether the scope {scope} {operator} and lists values", "remove values", values)


RULE = Rule(
    CODE,
    "a quota limits resources that there are",
    severity=ERROR,
    on=("ResourceQuota",),
    reads=("ResourceQuota",),
    check=check,
    why="The API server refuses the quota.",
    source="Kubernetes documentation, Resource Quotas: Compute Resource Quota, Object Count Quota, Quota Scopes",
    fix="Write the names as Kubernetes does, such as limits.cpu, and keep to the scopes that they can have.",
)
