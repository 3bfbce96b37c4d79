"""The webhook of istiod takes an AuthorizationPolicy: its action can be triggered, and no part of a rule is empty.

Reads the action, the provider and the rules: sources, operations and conditions.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ..context import mapping, sequence
from ..istiod import WHY, Wrong, refused
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S765"
_POLICY = "security.istio.io/AuthorizationPolicy"
_ADDRESSES = ("ipBlocks", "notIpBlocks", "remoteIpBlocks", "notRemoteIpBlocks")
_UNKNOWN_TO_PROVIDER = (
    "namespaces",
    "notNamespaces",
    "serviceAccounts",
    "notServiceAccounts",
    "principals",
    "notPrincipals",
    "requestPrincipals",
    "notRequestPrincipals",
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that istiod refuses."""
    for m in context.of(_POLICY):
        yield from refused(context, CODE, m, "spec", _policy(mapping(m.object.get("spec"))))


def _policy(spec: dict[str, Any]) -> Iterator[Wrong]:
    action, rules = spec.get("action", "ALLOW"), spec.get("rules")
    if action in ("DENY", "CUSTOM") and not rules:
        yield (
            ".rules",
            f"has the action {action} and no rules, so that it never does anything",
            NO_VALUE,
            "write a rule; {} is for every request",
        )
    if action == "CUSTOM" and rules and not mapping(spec.get("provider")).get("name"):
        yield ".provider.name", "asks a provider, and names none", NO_VALUE, "name the provider as the configuration of the mesh has it"
    if spec.get("provider") is not None and action != "CUSTOM":
        yield ".provider", f"names a provider, which the action {action} does not ask", NO_VALUE, "remove provider, or write action: CUSTOM"
    for i, rule in enumerate(sequence(rules)):
        rule = mapping(rule)
        for key, inner in (("from", "source"), ("to", "operation")):
            if rule.get(key) == []:
                yield f".rules[{i}].{key}", f"has a rule with an empty {key}", [], f"say what {key} is, or remove it"
            for j, part in enumerate(sequence(rule.get(key))):
                at, given = f".rules[{i}].{key}[{j}].{inner}", mapping(mapping(part).get(inner))
                if not any(given.values()):
                    yield at, f"has a rule with an empty {inner}", NO_VALUE, f"say what the {inner} is, or remove it"
                yield from _values(at, given, action)
        for j, condition in enumerate(sequence(rule.get("when"))):
            condition, at = mapping(condition), f".rules[{i}].when[{j}]"
            asked = condition.get("key")
            if type(asked) is not str:
                continue
            if not condition.get("values") and not condition.get("notValues"):
                yield at, f"has a condition about {asked} without values", NO_VALUE, "give it values or notValues"
            if action == "CUSTOM" and asked.startswith(("request.auth.", "source.namespace", "source.principal", "source.serviceAccount")):
                yield (
                    f"{at}.key",
                    f"asks a provider by {asked}, which the action CUSTOM cannot",
                    asked,
                    "put the condition into a policy with the action ALLOW or DENY",
                )


def _values(at: str, given: dict[str, Any], action: object) -> Iterator[Wrong]:
    """What is wrong with the lists of a source or an operation."""
    from ipaddress import ip_network

    for key, values in given.items():
        if action == "CUSTOM" and key in _UNKNOWN_TO_PROVIDER and values:
            yield (
                f"{at}.{key}",
                f"asks a provider by {key}, which the action CUSTOM cannot",
                values,
                f"put {key} into a policy with the action ALLOW or DENY",
            )
        for k, value in enumerate(sequence(values)):
            if value == "":
                yield f"{at}.{key}[{k}]", f"has an empty text among its {key}", "", "remove the empty text"
            elif type(value) is str and key in _ADDRESSES:
                try:
                    ip_network(value, strict=False)
                except ValueError:
                    yield (
                        f"{at}.{key}[{k}]",
                        f"has {value} among its {key}, which is neither an address nor a range",
                        value,
                        "write it as in 192.0.2.7 or 192.0.2.0/24",
                    )
            elif type(value) is str and key in ("ports", "notPorts") and not (value.isdecimal() and 0 < int(value) < 65536):
                yield (
                    f"{at}.{key}[{k}]",
                    f"has {value} among its {key}, which is no number of a port",
                    value,
                    "write a number from 1 to 65535, in quotes",
                )


RULE = Rule(
    CODE,
    "istiod takes an AuthorizationPolicy",
    severity=WARNING,
    on=(_POLICY,),
    reads=(_POLICY,),
    check=check,
    why=WHY,
    source="Istio documentation, Authorization Policy: Rule, Source, Operation, Condition, ExtensionProvider",
    fix="Complete the rule as the finding says, or remove its empty part.",
    known_as=("istioctl IST0106",),
)
