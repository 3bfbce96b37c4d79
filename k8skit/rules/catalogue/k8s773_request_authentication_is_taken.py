"""The webhook of istiod takes a RequestAuthentication: it knows who issues the tokens, and the keys can be read.

Reads the issuer, the keys and the durations of each rule. A key is not judged, only whether there is one.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ..context import mapping, sequence
from ..istiod import WHY, Wrong, refused
from ..istiod_values import duration
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S773"
_REQUESTS = "security.istio.io/RequestAuthentication"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that istiod refuses."""
    for m in context.of(_REQUESTS):
        for i, rule in enumerate(sequence(mapping(m.object.get("spec")).get("jwtRules"))):
            yield from refused(context, CODE, m, f"spec.jwtRules[{i}]", _rule(mapping(rule)))


def _rule(rule: dict[str, Any]) -> Iterator[Wrong]:
    if rule.get("issuer") is None:
        yield ".issuer", "has a rule that names no issuer", NO_VALUE, "write the iss of the tokens"
    keys = rule.get("jwks")
    if type(keys) is str and keys and not _has_keys(keys):
        yield ".jwks", "has keys that are no JSON Web Key Set", NO_VALUE, 'write it as in {"keys": [...]}, or give jwksUri'
    yield from duration(".timeout", rule.get("timeout"))


def _has_keys(text: str) -> bool:
    """Whether a text is a JSON Web Key Set, or a single key."""
    from json import loads

    if text.lstrip()[:5] == "-----":  # PEM, which is not judged
        return True
    try:
        found = loads(text)
    except (ValueError, RecursionError):
        return False
    return type(found) is dict and (type(found.get("keys")) is list or type(found.get("kty")) is str)


RULE = Rule(
    CODE,
    "istiod takes a RequestAuthentication",
    severity=WARNING,
    on=(_REQUESTS,),
    needs=("jwtRules",),
    reads=(_REQUESTS,),
    check=check,
    why=WHY,
    source="Istio documentation, Request Authentication: JWTRule; RFC 7517",
    fix="Complete the rule as the finding says.",
    known_as=("istioctl IST0106",),
)
