"""Every route of a VirtualService can be reached: no route before it takes all of its requests.

Reads `match` of the http and tcp routes in order. A route that takes everything, or everything below a path, hides the routes behind it that ask for the
same or less. Routes for other gateways, ports or callers hide nothing.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..mesh import VIRTUAL_SERVICE
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S705"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each route that no request reaches."""
    for m in context.of(VIRTUAL_SERVICE):
        spec = mapping(m.object.get("spec"))
        for protocol in ("http", "tcp"):
            taken: list[tuple[str, int]] = []
            for i, route in enumerate(sequence(spec.get(protocol))):
                if type(route) is not dict:
                    continue
                matches = sequence(route.get("match"))
                paths = [_path(match) for match in matches] or [("prefix", "/")]
                hidden = [next((j for prefix, j in taken if _below(path, prefix)), None) for path in paths]
                if None not in hidden:
                    first = hidden[0]
                    why = next(prefix for prefix, j in taken if j == first)
                    yield context.finding(
                        CODE,
                        m,
                        f"spec.{protocol}[{i}]",
                        f'no request reaches route {_name(route, i)} of VirtualService "{m.name}": route {first} before it takes '
                        + ("everything" if why == "/" else f"all paths that begin with {why}"),
                        severity=WARNING,
                        help="routes are tried in order: put it before that one, or narrow that one",
                    )
                if "delegate" in route:
                    continue  # takes only what the other VirtualService takes
                taken += [(prefix, i) for prefix in (_taken(match) for match in matches) if prefix]
                if not matches:
                    taken.append(("/", i))


def _name(route: dict[str, Any], i: int) -> str:
    return f"{i} ({route['name']})" if route.get("name") else str(i)


def _path(match: object) -> tuple[str, str] | None:
    """How a match asks for a path, and the path; None where that says too little."""
    uri = mapping(match).get("uri")
    if uri is None:
        return ("prefix", "/")
    for how in ("exact", "prefix"):
        value = mapping(uri).get(how)
        if type(value) is str and not match.get("ignoreUriCase"):  # type: ignore[attr-defined]
            return (how, value)
    return ("prefix", "/") if "regex" in mapping(uri) or mapping(match).get("ignoreUriCase") else None


def _taken(match: object) -> str:
    """The prefix of all paths that a match takes whatever else a request has; `""` where it asks for more."""
    given = {key: value for key, value in mapping(match).items() if value not in (None, {}, []) and key != "name"}
    if not given:
        return "/"
    uri = mapping(given.get("uri"))
    if len(given) != 1 or not uri:
        return ""
    if uri.get("regex") in (".*", "/.*"):
        return "/"
    prefix = uri.get("prefix")
    return prefix if type(prefix) is str else ""


def _below(path: tuple[str, str] | None, prefix: str) -> bool:
    """Whether all that asks for a path asks for one that begins with a prefix."""
    return path is not None and path[1].startswith(prefix)


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
