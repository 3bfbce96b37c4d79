"""A rewritten path prefix ends with a slash where the prefix does: prefixes are cut as text, not by the parts of a path.

Reads `match[].uri.prefix` and `rewrite.uri` of the http routes of VirtualServices. `/green` also takes `/greenery`, and with the rewrite `/` turns `/green/x`
into `//x`.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..mesh import VIRTUAL_SERVICE
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S706"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each prefix that a rewrite garbles."""
    for m in context.of(VIRTUAL_SERVICE):
        for i, route in enumerate(sequence(mapping(m.object.get("spec")).get("http"))):
            rewrite = mapping(mapping(route).get("rewrite")).get("uri")
            if type(rewrite) is not str or not rewrite:
                continue
            prefixes = [mapping(mapping(match).get("uri")).get("prefix") for match in sequence(route.get("match"))]
            for j, prefix in enumerate(prefixes):
                if type(prefix) is not str or prefix in ("", "/"):
                    continue
                garbled = _garbled(prefix, rewrite, [p for p in prefixes[:j] if type(p) is str])
                if garbled:
                    yield context.finding(
                        CODE,
                        m,
                        f"spec.http[{i}].match[{j}].uri.prefix",
                        f'VirtualService "{m.name}" rewrites the prefix {prefix} to {rewrite}: ' + " and ".join(garbled),
                        severity=WARNING,
                        value=prefix,
                        help=_help(prefix.rstrip("/"), rewrite),
                    )


def _garbled(prefix: str, rewrite: str, before: list[str]) -> list[str]:
    """What becomes of paths that nobody meant."""
    if prefix.endswith("/") == rewrite.endswith("/"):
        return []
    if prefix.endswith("/"):
        return [f"{prefix}x becomes {rewrite}x"]
    doubled = [] if f"{prefix}/" in before else [f"{prefix}/x becomes {rewrite}/x"]
    return [*doubled, f"{prefix}x is taken too, and becomes {rewrite}x"]


def _help(stem: str, rewrite: str) -> str:
    if rewrite == "/":
        return f"match {{uri: {{exact: {stem}}}}} or {{uri: {{prefix: {stem}/}}}}, and rewrite to /"
    to = rewrite.rstrip("/")
    return f"match {{uri: {{prefix: {stem}/}}}} and rewrite to {to}/; match {{uri: {{exact: {stem}}}}} in a route of its own that rewrites to {to}"


RULE = Rule(
    CODE,
    "a rewritten prefix ends where a part of the path does",
    severity=WARNING,
    on=(VIRTUAL_SERVICE,),
    needs=("rewrite",),
    reads=(VIRTUAL_SERVICE,),
    check=check,
    why="The prefix is replaced as text: paths with two slashes, or with two words run together, reach the application.",
    source="Istio documentation, Virtual Service: HTTPRewrite, StringMatch",
    fix="Match the path exactly, or a prefix that ends with a slash, and let the rewrite end with a slash too.",
)
