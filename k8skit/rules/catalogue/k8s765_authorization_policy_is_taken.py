"""The webhook of istiod takes an AuthorizationPolicy: its action can be triggered, and no part of a rule is empty.

Reads the action, the provider and the rules: sources, operations and conditions.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ..context import mapping, sequence
from ..istiod import WHY, Wrong, refused
from ..istiod_values import address_range
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
_NOT_ASKED = ("request.auth.", "source.namespace", "source.principal", "source.serviceAccount", "source.trustDomain")
_UNKNOWN_TO_PROVIDER = (
    "namespaces",
    "notNamespaces",
    "serviceAccounts",
    "notServiceAccounts",
    "trustDomains",
    "notTrustDomains",
    "principals",
    "notPrincipals",
    "requestPrincipals",
    "notRequestPrincipals",
)


_MAPS = ("request.headers", "request.auth.claims")
_FILTERS = "experimental.envoy.filters."
_ADDRESSED = ("source.ip", "remote.ip", "destination.ip")
_ASKED = {
    *_ADDRESSED,
    "connection.sni",
    "destination.port",
    "request.auth.audiences",
    "request.auth.presenter",
    "request.auth.principal",
    "source.namespace",
    "source.principal",
    "source.serviceAccount",
    "source.trustDomain",
}
_REPLACED = {
    "destination.labels": "select the pods by selector",
    "destination.name": "select the pods by selector",
    "destination.namespace": "put the policy into the namespace",
    "destination.user": "select the pods by selector",
}


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
            yield from _condition(at, asked, condition)
            if asked and not condition.get("values") and not condition.get("notValues"):
                yield at, f"has a condition about {asked} without values", NO_VALUE, "give it values or notValues"
            if action == "CUSTOM" and asked.startswith(
                ("request.auth.", "source.namespace", "source.principal", "source.serviceAccount", "source.trustDomain")
            ):
                yield (
                    f"{at}.key",
                    f"asks a provider by {asked}, which the action CUSTOM cannot",
                    asked,
                    "put the condition into a policy with the action ALLOW or DENY",
                )


def _condition(at: str, asked: str, condition: dict[str, Any]) -> Iterator[Wrong]:
    """What is wrong with the key of a condition, and with what it is compared with."""
    name, bracket, _ = asked.partition("[")
    mapped = name in _MAPS or asked.startswith(_FILTERS)
    if mapped and not (asked[-1] == "]" and 0 < len(name) < len(asked) - 2):
        yield f"{at}.key", f"has a condition about {asked}, which says not which of them", asked, f"write it as in {name}[NAME]"
    elif name in _REPLACED:
        yield f"{at}.key", f"has a condition about {asked}, which Istio has no more", asked, _REPLACED[name]
    elif not mapped and (bracket or asked not in _ASKED):
        yield (
            f"{at}.key",
            f"has a condition about {asked or 'nothing'}, which is none that Istio knows",
            asked,
            f"write one of {', '.join(sorted(_ASKED))}, or {', '.join(f'{m}[NAME]' for m in _MAPS)}",
        )
    for key in ("values", "notValues"):
        for k, value in enumerate(sequence(condition.get(key))):
            where = f"{at}.{key}[{k}]"
            if value == "":
                yield where, f"has an empty text among the {key} of {asked}", "", "remove the empty text"
            elif asked in _ADDRESSED:
                yield from address_range(where, value)
            elif asked == "destination.port" and type(value) is str and not (value.isdecimal() and int(value[:6]) < 65536):
                yield where, f"compares a port with {value}, which is no number of one", value, "write a number from 1 to 65535, in quotes"


def _template(at: str, path: object) -> Iterator[Wrong]:
    """What is wrong with a path that has `{*}` or `{**}`."""
    if type(path) is not str or not ("{*}" in path or "{**}" in path):
        return
    rest = path.replace("{**}", "").replace("{*}", "")
    if "{" in rest or "/*" in rest or "*/" in rest:
        yield at, f"has the path {path}, with other wildcards than {{*}} and {{**}}", path, "write {*} for one part and {**} for any"


def _values(at: str, given: dict[str, Any], action: object) -> Iterator[Wrong]:
    """What is wrong with the lists of a source or an operation."""
    for key, values in given.items():
        if action == "CUSTOM" and key in _UNKNOWN_TO_PROVIDER and values:
            yield (
                f"{at}.{key}",
                f"asks a provider by {key}, which the action CUSTOM cannot",
                values,
                f"put {key} into a policy with the action ALLOW or DENY",
            )
        for k, value in enumerate(sequence(values)):
            if key in ("paths", "notPaths"):
                yield from _template(f"{at}.{key}[{k}]", value)
            if value == "":
                yield f"{at}.{key}[{k}]", f"has an empty text among its {key}", "", "remove the empty text"
            elif key in _ADDRESSES:
                yield from address_range(f"{at}.{key}[{k}]", value)
            elif type(value) is str and key in ("ports", "notPorts") and not (value.isdecimal() and int(value[:6]) < 65536):
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
