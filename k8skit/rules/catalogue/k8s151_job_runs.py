"""A Job can run as it is written: its pods end, and its index, policies and selector fit each other.

Reads Jobs and the templates of CronJobs: restart policy, completion mode, failure and success policies, selector.
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

CODE = "K8S151"
KINDS = ("batch/CronJob", "batch/Job")
_GENERATED = frozenset(("batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name", "controller-uid", "job-name"))
_MOST_INDEXES = 100_000
_MOST_AT_SCALE = 10_000
_MOST_RULES = 20


class _Job:
    """One Job, or the one that a CronJob makes."""

    __slots__ = ("at", "context", "manifest", "pod", "spec")

    def __init__(self, context: Context, manifest: Manifest) -> None:
        self.context = context
        self.manifest = manifest
        self.at = "spec.jobTemplate.spec" if manifest.kind == "CronJob" else "spec"
        self.spec = inner(manifest.object, *self.at.split("."))
        self.pod = inner(self.spec, "template", "spec")

    @property
    def indexed(self) -> bool:
        return self.spec.get("completionMode") == "Indexed"

    def wrong(self, field: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
        m = self.manifest
        return self.context.finding(CODE, m, f"{self.at}.{field}", f'{m.kind} "{m.name}" {message}', value=value, help=help)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that the API server refuses."""
    for m in context.of(*KINDS):
        job = _Job(context, m)
        if type(mapping(job.spec.get("template")).get("spec")) is not dict:
            continue  # another finding
        yield from _restart(job)
        yield from _selector(job)
        if job.indexed or not job.spec.keys().isdisjoint(("backoffLimitPerIndex", "maxFailedIndexes", "successPolicy")):
            yield from _index(job)
        if job.spec.get("podFailurePolicy") is not None:
            yield from _failure_policy(job)
        if job.spec.get("successPolicy") is not None:
            yield from _success_policy(job)


def _restart(job: _Job) -> Iterator[Finding]:
    policy = job.pod.get("restartPolicy")
    if policy is None or policy in ("", "Always"):
        message = "restarts its pods Always" if policy == "Always" else "has no restartPolicy, which means Always"
        help = "set restartPolicy to Never, or to OnFailure to restart containers within the pod"
        yield job.wrong("template.spec.restartPolicy", message, help, NO_VALUE if policy is None else policy)


def _selector(job: _Job) -> Iterator[Finding]:
    selector, manual = job.spec.get("selector"), job.spec.get("manualSelector") is True
    if job.manifest.kind == "CronJob":
        if selector is not None:
            yield job.wrong("selector", "has a selector", "remove it: each Job gets one of its own", selector)
        if manual:
            yield job.wrong("manualSelector", "wants a selector of its own", "remove it: each Job gets a selector of its own", value=True)
    elif manual:
        if selector is None:
            yield job.wrong("selector", "wants a selector of its own and has none", "add the selector, or remove manualSelector")
    else:
        keys = {*inner(job.spec, "selector", "matchLabels")}
        keys |= {str(e.get("key")) for _, e in items(mapping(selector), "matchExpressions")}
        if not keys <= _GENERATED:
            help = "remove it: the API server makes one; or set manualSelector: true"
            yield job.wrong("selector", "has a selector that was not made for it", help, selector)


def _index(job: _Job) -> Iterator[Finding]:
    spec, completions, parallel = job.spec, job.spec.get("completions"), job.spec.get("parallelism")
    if not job.indexed:
        for key in ("backoffLimitPerIndex", "successPolicy"):
            if spec.get(key) is not None:
                yield job.wrong(key, f"has {key} without an index", "set completionMode: Indexed, and completions", spec[key])
    elif completions is None:
        yield job.wrong("completions", "is Indexed and does not say how many completions it has", "set completions")
    failed = spec.get("maxFailedIndexes")
    if failed is not None and spec.get("backoffLimitPerIndex") is None:
        yield job.wrong("maxFailedIndexes", "has maxFailedIndexes without backoffLimitPerIndex", "set backoffLimitPerIndex too", failed)
    if type(completions) is not int or not job.indexed:
        return
    if type(failed) is int and failed > completions:
        yield job.wrong("maxFailedIndexes", f"lets {failed} indexes fail of {completions}", "set it to completions at most", failed)
    most = _MOST_INDEXES
    if completions > most and spec.get("backoffLimitPerIndex") is not None:
        most = _MOST_AT_SCALE
        if type(failed) is not int or failed > most:
            message = f"has more than {_MOST_INDEXES} completions and no maxFailedIndexes of {most} at most"
            yield job.wrong("maxFailedIndexes", message, f"set maxFailedIndexes to {most} at most", NO_VALUE if failed is None else failed)
    if type(parallel) is int and parallel > most:
        yield job.wrong("parallelism", f"runs more than {most} pods of an index at a time", f"set it to {most} at most", parallel)
    name = job.manifest.name
    longest = len(name) + 1 + len(str(max(completions - 1, 0)))
    if job.manifest.kind == "Job" and name[-1:] != "*" and completions > 0 and longest > 63:
        help = f"shorten the name by {longest - 63} characters: the name and an index of {completions} are the host name, 63 at most"
        m = job.manifest
        yield job.context.finding(CODE, m, "metadata.name", f'{m.kind} "{m.name}" has a name too long for its index', value=name, help=help)


def _failure_policy(job: _Job) -> Iterator[Finding]:
    if job.pod.get("restartPolicy") == "OnFailure":
        help = "set restartPolicy: Never: the policy looks at pods that failed"
        yield job.wrong("template.spec.restartPolicy", "has a podFailurePolicy and restarts its containers", help, "OnFailure")
    replacement = job.spec.get("podReplacementPolicy")
    if replacement == "TerminatingOrFailed":
        help = "set podReplacementPolicy: Failed, or leave it out"
        yield job.wrong("podReplacementPolicy", "has a podFailurePolicy and replaces pods that still end", help, replacement)
    rules = items(mapping(job.spec.get("podFailurePolicy")), "rules")
    if len(rules) > _MOST_RULES:
        yield job.wrong("podFailurePolicy.rules", f"has more than {_MOST_RULES} rules", "put several exit codes into one rule", len(rules))
    names = [c.get("name") for key in ("containers", "initContainers") for _, c in items(job.pod, key)]
    for i, rule in rules:
        at = f"podFailurePolicy.rules[{i}]"
        codes, conditions = rule.get("onExitCodes"), sequence(rule.get("onPodConditions"))
        if (codes is not None) == bool(conditions):
            what = "both onExitCodes and onPodConditions" if conditions else "neither onExitCodes nor onPodConditions"
            yield job.wrong(at, f"has a rule with {what}", "give each rule one of the two")
        if rule.get("action") == "FailIndex" and job.spec.get("backoffLimitPerIndex") is None:
            help = "set backoffLimitPerIndex, and completionMode: Indexed"
            yield job.wrong(f"{at}.action", "has the action FailIndex without backoffLimitPerIndex", help, "FailIndex")
        if type(codes) is dict:
            yield from _exit_codes(job, f"{at}.onExitCodes", codes, names)


def _exit_codes(job: _Job, at: str, codes: dict[str, Any], names: list[Any]) -> Iterator[Finding]:
    container = codes.get("containerName")
    if type(container) is str and container and container not in names:
        help = job.context.choose(container, sorted(str(n) for n in names), "the containers are")
        yield job.wrong(f"{at}.containerName", f'has a rule for "{container}", which is no container of the pod', help, container)
    values = codes.get("values")
    if type(values) is not list or any(type(v) is not int for v in values):
        return
    if not values or len(values) > 255:
        yield job.wrong(f"{at}.values", "has a rule with no exit code, or more than 255", "list 1 to 255 exit codes", values)
    elif values != sorted(set(values)):
        yield job.wrong(f"{at}.values", "has exit codes that are not in order, or twice", f"write {sorted(set(values))}", values)
    elif codes.get("operator") == "In" and 0 in values:
        yield job.wrong(f"{at}.values", "treats exit code 0 as a failure", "remove 0: a container that exits with it has succeeded", values)


def _success_policy(job: _Job) -> Iterator[Finding]:
    rules, completions = items(mapping(job.spec.get("successPolicy")), "rules"), job.spec.get("completions")
    if not 0 < len(rules) <= _MOST_RULES:
        message, help = "has a successPolicy with no rule, or too many", f"give it 1 to {_MOST_RULES} rules"
        yield job.wrong("successPolicy.rules", message, help, len(rules))
    for i, rule in rules:
        count = rule.get("succeededCount")
        if count is None and rule.get("succeededIndexes") is None:
            help = "set succeededIndexes, succeededCount or both"
            yield job.wrong(f"successPolicy.rules[{i}]", "has a rule that does not say what success is", help)
        indexes = rule.get("succeededIndexes")
        if type(indexes) is str and not _are_indexes(indexes, completions):
            at, help = f"successPolicy.rules[{i}].succeededIndexes", "list indexes below completions in order, such as 0,2-3"
            yield job.wrong(at, "wants indexes to succeed that it cannot have", help, indexes)
        if type(count) is int and (count < 1 or (type(completions) is int and count > completions)):
            help = "set it between 1 and completions"
            yield job.wrong(f"successPolicy.rules[{i}].succeededCount", f"wants {count} of {completions} to succeed", help, count)


def _are_indexes(text: str, completions: object) -> bool:
    """Tell whether a text lists indexes of a Job: numbers and ranges in order, each below `completions` where that is known."""
    least = 0
    for part in text.split(",") if text else ():
        first, dash, last = part.partition("-")
        if not all(n.isascii() and n.isdecimal() for n in ((first, last) if dash else (first,))):
            return False
        low, high = int(first), int(last if dash else first)
        if low < least or high < low or (dash and high == low) or (type(completions) is int and high >= completions):
            return False
        least = high + 1
    return True


RULE = Rule(
    CODE,
    "a Job can run as it is written",
    severity=ERROR,
    on=KINDS,
    reads=KINDS,
    check=check,
    why="The API server refuses the Job, or the CronJob that would make it.",
    source="Kubernetes documentation, Jobs: Pod template, Completion mode, Pod failure policy, Success policy, Specifying your own Pod selector",
    fix="Set restartPolicy to Never or OnFailure, and keep index, policies and selector together as the finding says.",
    known_as=("kube-score cronjob-restartpolicy",),
)
