"""A match of a route is there once, for one host at one parent.

Reads the rules of HTTPRoutes and GRPCRoutes. Which rule takes a request is decided by how narrow it is, so only the same match twice is a conflict: within
a route the first counts, of two routes the older.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.gateway_matches import grpc_key, http_key
from ..context import mapping, sequence
from ..gateway_api import GRPC_ROUTE, HTTP_ROUTE, hosts_of, parents
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S756"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule that another takes all requests of, and each match that another route has too."""
    taken: dict[tuple[str, Hashable, str, Hashable], tuple[Manifest, int]] = {}
    for route in context.of(HTTP_ROUTE, GRPC_ROUTE):
        key_of = http_key if route.kind == "HTTPRoute" else grpc_key
        own: dict[Hashable, int] = {}
        kept: list[tuple[int, int, Hashable]] = []
        for i, rule in enumerate(sequence(mapping(route.object.get("spec")).get("rules"))):
            if type(rule) is not dict:
                continue
            keys = [key_of(match) for match in sequence(rule.get("matches")) or [{}]]
            before = [own.get(key) if key is not None else None for key in keys]
            if None not in before:
                message = f'no request reaches rule {i} of {route.kind} "{route.name}": rule {before[0]} before it has the same match'
                yield context.finding(
                    CODE, route, f"spec.rules[{i}]", message, severity=WARNING, help="drop it, or let it match something else"
                )
            for k, key in enumerate(keys):
                if key is not None and key not in own:
                    own[key] = i
                    kept.append((i, k, key))
        yield from _others(context, route, kept, taken)


def _others(
    context: Context,
    route: Manifest,
    kept: list[tuple[int, int, Hashable]],
    taken: dict[tuple[str, Hashable, str, Hashable], tuple[Manifest, int]],
) -> Iterator[Finding]:
    """Yield a finding for the first match that a route before has for the same host at the same parent."""
    places = [
        (f"{ref.namespace}/{ref.group}/{ref.kind}/{ref.name}", (str(ref.value.get("sectionName")), str(ref.value.get("port"))))
        for _, ref in parents(context, route)
        if ref.name
    ]
    told: set[tuple[str, str, str, str]] = set()
    for i, k, key in kept:
        for parent, section in places:
            for host in hosts_of(route) or ["*"]:
                other, j = taken.setdefault((f"{route.kind} {parent}", section, host, key), (route, i))
                if other is route or other.key == route.key or other.key in told:
                    continue
                told.add(other.key)
                at = (
                    f"spec.rules[{i}].matches[{k}]"
                    if sequence(mapping(sequence(route.object["spec"]["rules"])[i]).get("matches"))
                    else f"spec.rules[{i}]"
                )
                yield context.finding(
                    CODE,
                    route,
                    at,
                    f'{route.kind} "{route.name}" has a match for {"every host" if host == "*" else host} that rule {j} of'
                    f' "{context.namespace_of(other)}/{other.name}" has too',
                    severity=WARNING,
                    help="the older route takes all of these requests, of the same age the first by namespace and name; keep one",
                )


RULE = Rule(
    CODE,
    "a match of a route is there once",
    severity=WARNING,
    on=(HTTP_ROUTE, GRPC_ROUTE),
    reads=(HTTP_ROUTE, GRPC_ROUTE),
    check=check,
    why="One of the rules takes all of the requests; the backends of the other get none.",
    source="Gateway API documentation, HTTPRouteRule: Matches; GRPCRouteRule: Matches (precedence)",
    fix="Keep one rule for a match.",
)
