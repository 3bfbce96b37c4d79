"""Every route of a VirtualService can be reached, and so can every match: none before it takes all of its requests.

Reads `match` of the http, tls and tcp routes in order. What a match before asks for is compared field by field; expressions and what else cannot be
compared hide nothing, and neither does a route that delegates.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.istio_matches import HttpMatches, l4_covers
from ..context import mapping, sequence
from ..mesh import VIRTUAL_SERVICE
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S705"
_MOST = 200
"""How many matches before a route are looked at, of those that its path does not rule out: the work grows with their number."""


class _L4Matches:
    """Matches of tcp or tls routes in their order."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: list[tuple[Any, int]] = []

    def add(self, match: Any, number: int) -> None:
        if len(self._taken) < self._most:
            self._taken.append((match, number))

    def first(self, match: Any) -> tuple[Any, int] | None:
        return next(((wide, j) for wide, j in self._taken if l4_covers(wide, match)), None)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each route that no request reaches, and each match that none does."""
    for m in context.of(VIRTUAL_SERVICE):
        spec = mapping(m.object.get("spec"))
        for protocol in ("http", "tls", "tcp"):
            routes = sequence(spec.get(protocol))
            if len(routes) > 1 or len(sequence(mapping(routes[0] if routes else None).get("match"))) > 1:
                yield from _judge(context, m, protocol, routes)


def _judge(context: Context, m: Manifest, protocol: str, routes: list[Any]) -> Iterator[Finding]:
    taken = HttpMatches(_MOST) if protocol == "http" else _L4Matches(_MOST)
    for i, route in enumerate(routes):
        if type(route) is not dict:
            continue
        at = f"spec.{protocol}[{i}]"
        matches = sequence(route.get("match"))
        asked: list[Any] = matches or [{}]
        hidden = [taken.first(match) for match in asked]
        if None not in hidden:
            yield _unreachable(context, m, at, _name(route, i), [found for found in hidden if found])
        else:
            for k, found in enumerate(hidden):
                if found:
                    message = (
                        f'no request reaches match {k} of route {_name(route, i)} of VirtualService "{m.name}": route {found[1]} before it'
                    )
                    help = "routes are tried in order: drop the match, or put its route before that one"
                    yield context.finding(CODE, m, f"{at}.match[{k}]", f"{message} takes {_what(found[0])}", severity=WARNING, help=help)
                elif matches[k : k + 1] and matches[k] in matches[:k]:
                    message = f'match {k} of route {_name(route, i)} of VirtualService "{m.name}" is there twice'
                    yield context.finding(CODE, m, f"{at}.match[{k}]", message, severity=WARNING, help="drop it")
        if "delegate" not in route:  # a delegate takes only what its VirtualService takes
            for match in asked:
                if match is None or type(match) is dict:
                    taken.add(match, i)


def _unreachable(context: Context, m: Manifest, at: str, name: str, hidden: list[tuple[Any, int]]) -> Finding:
    first = hidden[0][1]
    others = sorted({j for _, j in hidden})
    by = (
        f"route {first} before it takes {_what(hidden[0][0])}"
        if len(others) == 1
        else f"routes {', '.join(map(str, others))} before it take all of them"
    )
    return context.finding(
        CODE,
        m,
        at,
        f'no request reaches route {name} of VirtualService "{m.name}": {by}',
        severity=WARNING,
        help="routes are tried in order: put it before that one, or narrow that one",
    )


def _what(match: Any) -> str:
    """What a match takes, in a few words."""
    given = {k: v for k, v in mapping(match).items() if k != "name" and v not in (None, {}, [])}
    uri = mapping(given.get("uri"))
    prefix = uri.get("prefix")
    if not given or (len(given) == 1 and (prefix == "/" or uri.get("regex") in (".*", "/.*"))):
        return "everything"
    return f"all paths that begin with {prefix}" if len(given) == 1 and prefix else "all of these"


def _name(route: dict[str, Any], i: int) -> str:
    return f"{i} ({route['name']})" if route.get("name") else str(i)


RULE = Rule(
    CODE,
    "every route can be reached",
    severity=WARNING,
    on=(VIRTUAL_SERVICE,),
    reads=(VIRTUAL_SERVICE,),
    check=check,
    why="The first route that fits a request takes it; what comes after a route that takes everything is never used.",
    source="Istio documentation, Virtual Service: HTTPRoute; Configuration Analysis, VirtualServiceUnreachableRule",
    fix="Order the routes from the narrowest to the widest.",
    known_as=("istioctl IST0130", "istioctl IST0131"),
)
