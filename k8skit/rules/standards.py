"""Standards: which Pod Security level holds in a namespace, and what it forbids of the workloads there.

The two rules of Pod Security share this: each tells of the checks of its own level.
"""

from __future__ import annotations

from ..facts import minor_number
from ..finding import ERROR, NO_VALUE, WARNING
from ..semantics.pod_security import BASELINE, LEVELS, RESTRICTED, is_plainly_baseline, is_plainly_restricted, policy_minor, violations
from .context import mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..finding import Finding
    from ..semantics.pod_security import Violation
    from .context import Context, Workload

PREFIX = "pod-security.kubernetes.io/"
"""Prefix of the labels of a Namespace that set its levels."""
MODES = ("enforce", "warn", "audit")
"""What a namespace does with a level."""
_LISTED = 5
"""How many other fields a finding lists."""

Policy = tuple[str, str, int, str]
"""Mode (`""` where no level is known), level, minor, and the version as the label has it."""


def judge(context: Context, code: str, own: str) -> Iterator[Finding]:
    """Yield a finding for each check of one level that a workload does not pass in its namespace, at the first field that the check forbids.

    Args:
        context: the set.
        code: the code of the rule.
        own: the level whose checks the rule tells of.
    """
    cluster = minor_number(context.facts.minor)
    known: dict[str, list[Policy]] = {}
    for w in context.workloads():
        policies = known.get(w.namespace)
        if policies is None:
            policies = known[w.namespace] = [p for p in _policies(context, w.namespace, cluster) if p[1] in (own, RESTRICTED)]
        if not policies or (is_plainly_baseline(w.annotations, w.spec) if own == BASELINE else is_plainly_restricted(w.spec)):
            continue
        told: set[tuple[str, str]] = set()
        for policy in policies:
            failed: dict[str, list[Violation]] = {}
            for v in violations({"annotations": w.annotations}, w.spec, policy[1], policy[2]):
                if v.level == own and (v.check, v.field) not in told:
                    told.add((v.check, v.field))
                    failed.setdefault(v.check, []).append(v)
            for some in failed.values():
                yield _finding(context, code, w, some, policy)


def _policies(context: Context, namespace: str, cluster: int) -> list[Policy]:
    """The levels of a namespace, the one that it enforces first; baseline, without a mode, where nothing is known.

    Not so in `kube-system`: what makes a node work needs the node, and clusters exempt it (Kubernetes documentation, Enforce Pod Security Standards by
    Configuring the Built-in Admission Controller).
    """
    found = context.namespace(namespace)
    labels = mapping(mapping(found.object.get("metadata")).get("labels")) if found else {}
    out = []
    for mode in MODES:
        level = labels.get(PREFIX + mode)
        if level in LEVELS:
            version = str(labels.get(f"{PREFIX}{mode}-version") or "latest")
            pinned = policy_minor(version)
            out.append((mode, str(level), cluster if pinned is None else min(pinned, cluster), version))
    if PREFIX + "enforce" not in labels and namespace != "kube-system":
        out.append(("", BASELINE, cluster, "latest"))
    return out


def _finding(context: Context, code: str, w: Workload, failed: list[Violation], policy: Policy) -> Finding:
    v, others = failed[0], [other.field for other in failed[1:]]
    listed = ", ".join(map(w.field, others[:_LISTED])) + (f" and {len(others) - _LISTED} more" if len(others) > _LISTED else "")
    mode, level, _, version = policy
    standard = level if version == "latest" else f"{level} ({version})"
    fix = f"{v.fix[0].lower()}{v.fix[1:]}"
    if mode == "enforce":
        help = f"{fix}; namespace {w.namespace} enforces {standard} and refuses the pod"
    elif mode:
        help = (
            f"{fix}; namespace {w.namespace} {mode}s of {standard}"
            if mode == "warn"
            else f"{fix}; namespace {w.namespace} audits {standard}"
        )
    else:
        help = f"{fix}; if it has to be, label the Namespace {w.namespace} with {PREFIX}enforce: privileged"
    return context.finding(
        code,
        w.manifest,
        w.field(v.field),
        f"{w.title} is not {level} ({v.check}): {v.message}{f'; the same holds for {listed}' if others else ''}",
        severity=ERROR if mode == "enforce" else WARNING,
        value=NO_VALUE if v.value is None else v.value,
        help=help,
    )


def mislabelled(labels: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Give severity, label and what is wrong with it for each label of Pod Security that does not mean what it should.

    Args:
        labels: labels of a Namespace.
    """
    keys = [*MODES, *(f"{mode}-version" for mode in MODES)]
    for label, value in labels.items():
        if type(label) is not str or not label.startswith(PREFIX):
            continue
        key = label[len(PREFIX) :]
        if key not in keys:
            from ..names import closest

            near = closest(key, keys)
            yield WARNING, label, f"has no effect; {f'did you mean {PREFIX}{near}?' if near else 'the keys are ' + ', '.join(keys)}"
        elif key in MODES and value not in LEVELS:
            yield ERROR, label, f"must be one of {', '.join(LEVELS)}"
        elif key not in MODES and value != "latest" and policy_minor(str(value)) is None:
            yield ERROR, label, "must be latest or a version such as v1.35"
