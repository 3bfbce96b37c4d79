"""Flow schemas and priority levels of the API server are complete: what their type asks for is there, and nothing else.

Reads FlowSchemas and PriorityLevelConfigurations.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
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

CODE = "K8S176"
_SCHEMA = "flowcontrol.apiserver.k8s.io/FlowSchema"
_LEVEL = "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration"
_EXEMPT = "exempt"
_SUBJECTS = {"Group": "group", "ServiceAccount": "serviceAccount", "User": "user"}
_MOST_PRECEDENCE = 10_000
_QUEUES, _HAND = 64, 8
"""What a priority level has where it says nothing."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each part that the API server refuses."""
    for m in context.of(_SCHEMA):
        yield from _schema(context, m, mapping(m.object.get("spec")))
    for m in context.of(_LEVEL):
        yield from _level(context, m, mapping(m.object.get("spec")))


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return context.finding(CODE, m, at, f'{m.kind} "{m.name}" {message}', value=value, help=help)


def _schema(context: Context, m: Manifest, spec: dict[str, Any]) -> Iterator[Finding]:
    if "priorityLevelConfiguration" in spec and inner(spec, "priorityLevelConfiguration").get("name") == "":
        yield _wrong(context, m, "spec.priorityLevelConfiguration.name", "names no priority level", "name one", "")
    precedence = spec.get("matchingPrecedence")
    if type(precedence) is int and (not 0 <= precedence <= _MOST_PRECEDENCE or (precedence == 1 and m.name != _EXEMPT)):
        help = f"set 2 to {_MOST_PRECEDENCE}; 1 is for the one that is named {_EXEMPT}"
        yield _wrong(context, m, "spec.matchingPrecedence", f"has the precedence {precedence}", help, precedence)
    for i, rule in items(spec, "rules"):
        at = f"spec.rules[{i}]"
        if rule.get("subjects") == []:
            yield _wrong(context, m, f"{at}.subjects", "has a rule about nobody", "add a subject")
        if not rule.get("resourceRules") and not rule.get("nonResourceRules"):
            yield _wrong(context, m, at, "has a rule about no request", "add resourceRules or nonResourceRules")
        for j, subject in items(rule, "subjects"):
            yield from _subject(context, m, f"{at}.subjects[{j}]", subject)
        for j, resources in items(rule, "resourceRules"):
            if not resources.get("namespaces") and resources.get("clusterScope") is not True:
                help = "list the namespaces, * for all, or set clusterScope: true for what is in none"
                yield _wrong(context, m, f"{at}.resourceRules[{j}].namespaces", "has a rule about resources nowhere", help)
            yield from _lists(context, m, f"{at}.resourceRules[{j}]", resources, ("apiGroups", "resources", "verbs", "namespaces"))
        for j, urls in items(rule, "nonResourceRules"):
            yield from _lists(context, m, f"{at}.nonResourceRules[{j}]", urls, ("nonResourceURLs", "verbs"))


def _lists(context: Context, m: Manifest, at: str, rule: dict[str, Any], keys: tuple[str, ...]) -> Iterator[Finding]:
    """Tell of lists that are empty, or name `*` beside others."""
    for key in keys:
        values = sequence(rule.get(key))
        if values == [] and key in rule and key != "namespaces":
            yield _wrong(context, m, f"{at}.{key}", f"has a rule with no {key}", "list some, or * for all")
        elif len(values) > 1 and "*" in values:
            yield _wrong(context, m, f"{at}.{key}", f"lists * in {key} and more", "keep * alone", values)


def _subject(context: Context, m: Manifest, at: str, subject: dict[str, Any]) -> Iterator[Finding]:
    kind = subject.get("kind")
    if type(kind) is not str or kind not in _SUBJECTS:
        return  # another finding
    key = _SUBJECTS[kind]
    if subject.get(key) is None:
        yield _wrong(context, m, f"{at}.{key}", f"has a subject of the kind {kind} and does not say which", f"set {key}")
    for other in sorted(_SUBJECTS.values()):
        if other != key and subject.get(other) is not None:
            yield _wrong(context, m, f"{at}.{other}", f"has a subject of the kind {kind} and sets {other}", "remove it, or change the kind")


def _level(context: Context, m: Manifest, spec: dict[str, Any]) -> Iterator[Finding]:
    kind = spec.get("type")
    if kind not in ("Exempt", "Limited"):
        return  # another finding
    if (kind == "Exempt") != (m.name == _EXEMPT):
        help = f"the one that is named {_EXEMPT} has the type Exempt, and no other has it"
        yield _wrong(context, m, "spec.type", f"has the type {kind}", help, kind)
    key, other = ("exempt", "limited") if kind == "Exempt" else ("limited", "exempt")
    if spec.get(other) is not None:
        yield _wrong(context, m, f"spec.{other}", f"has the type {kind} and sets {other}", "remove it")
    if kind == "Limited" and spec.get(key) is None:
        yield _wrong(context, m, f"spec.{key}", f"has the type {kind} and no limits", "set limited")
    limited = mapping(spec.get("limited")) if kind == "Limited" else {}
    response = mapping(limited.get("limitResponse"))
    at = "spec.limited.limitResponse"
    if response.get("type") == "Reject" and response.get("queuing") is not None:
        yield _wrong(context, m, f"{at}.queuing", "rejects what is too much and sets up queues", "remove it, or use the type Queue")
    elif response.get("type") == "Queue":
        if response.get("queuing") is None:
            yield _wrong(context, m, f"{at}.queuing", "queues what is too much and has no queues", "set queuing; {} for the defaults")
        else:
            yield from _queues(context, m, f"{at}.queuing", mapping(response["queuing"]))


def _queues(context: Context, m: Manifest, at: str, queuing: dict[str, Any]) -> Iterator[Finding]:
    for key in ("handSize", "queueLengthLimit", "queues"):
        value = queuing.get(key)
        if type(value) is int and value < 0:
            yield _wrong(context, m, f"{at}.{key}", f"has {value} as its {key}", "set 1 or more", value)
    queues, hand = queuing.get("queues") or _QUEUES, queuing.get("handSize") or _HAND
    if type(queues) is int and type(hand) is int and hand > queues > 0:
        message = f"shuffles requests over {hand} of {queues} queues"
        yield _wrong(context, m, f"{at}.handSize", message, f"set handSize to {queues} at most; without one it is {_HAND}", hand)


RULE = Rule(
    CODE,
    "flow schemas and priority levels are complete",
    severity=ERROR,
    on=(_LEVEL, _SCHEMA),
    reads=(_LEVEL, _SCHEMA),
    check=check,
    why="The API server refuses the object.",
    source="Kubernetes documentation, API Priority and Fairness: Resources; API reference, FlowSchema and PriorityLevelConfiguration",
    fix="Add what the kind or the type asks for, and remove what belongs to another.",
)
