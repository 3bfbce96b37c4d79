"""Pods: the pod templates that the API server itself judges, and how findings name their parts.

The rules about what the API server refuses of a pod share this. Templates of custom kinds are left alone: their controllers may change them before
a pod comes of it.
"""

from __future__ import annotations

from ..finding import ERROR, NO_VALUE
from .context import mapping, sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..finding import Finding
    from .context import Context, Workload

_GROUPS = frozenset(("", "apps", "argoproj.io", "batch"))


def pods(context: Context) -> list[Workload]:
    """Return the workloads whose pods are as the template says: those of built-in kinds, and Rollouts."""
    found: list[Workload] = context.shared("pods", _pods)
    return found


def _pods(context: Context) -> list[Workload]:
    return [w for w in context.workloads() if w.manifest.group in _GROUPS]


def title(container: dict[str, Any], workload: Workload) -> str:
    """Name a container: `container "app" of Deployment "web"`."""
    return workload.called(container)


def items(parent: dict[str, Any], key: str) -> list[tuple[int, dict[str, Any]]]:
    """Return the objects of a list with their indexes.

    Args:
        parent: what holds the list.
        key: its field.
    """
    return [(i, item) for i, item in enumerate(sequence(parent.get(key))) if type(item) is dict]


def inner(parent: dict[str, Any], *path: str) -> dict[str, Any]:
    """Return an object some fields deeper; an empty one where there is none."""
    for step in path:
        parent = mapping(parent.get(step))
    return parent


def finding(
    context: Context,
    code: str,
    workload: Workload,
    field: str,
    message: str,
    *,
    severity: str = ERROR,
    value: object = NO_VALUE,
    help: str,
) -> Finding:
    """Make a finding about a field of a pod.

    Args:
        context: the set.
        code: the code of the rule.
        workload: whose pod it is.
        field: path of the field within the pod, such as `spec.dnsPolicy`.
        message: what is wrong.
        severity: `ERROR` (default) or `WARNING`.
        value: the value found.
        help: what to do.
    """
    return context.finding(code, workload.manifest, workload.field(field), message, severity=severity, value=value, help=help)
