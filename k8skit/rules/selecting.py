"""Selecting: which pods policies and budgets speak of, and which ones they were probably meant for."""

from __future__ import annotations

from .context import mapping, sequence, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..manifest import Manifest
    from ..semantics.selectors import Selector
    from .context import Context

_SEARCHED = 100
"""How many workloads are looked at for a similar label; a set where nothing fits must not cost the square of its size."""


def nearest(context: Context, namespace: str, selector: Selector) -> str:
    """Return help for a selector that selects no pod: the workloads that it was probably meant for.

    Args:
        context: the set.
        namespace: the namespace in which it looks.
        selector: the selector.
    """
    from ..semantics.selectors import closest_labels

    elsewhere = sorted(space for space in context.populated() if space != namespace and context.matching(space, selector))
    if elsewhere:
        return f"pods with these labels are in namespace {', '.join(elsewhere)}, and it selects in its own, {namespace}"
    workloads = context.workloads(namespace)[:_SEARCHED]
    if not context.may_compare(len(workloads) * len(selector.requirements)):
        return f"no pod template of namespace {namespace} has these labels; declare the workload, or correct the selector"
    labels = [{k: v for k, v in w.labels.items() if type(k) is type(v) is str} for w in workloads]
    found = [workloads[i] for i in closest_labels(selector, labels)[:3]]
    if not found:
        return f"no pod template of namespace {namespace} has labels like these; declare the workload, or correct the selector"
    listed = ", ".join(f"{w.title} with {shown(w.labels)}" for w in found)
    return f"the closest {'is' if len(found) == 1 else 'are'} {listed}"


def peers(policy: Manifest) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give field path and value of each peer of a NetworkPolicy, those of ingress first."""
    spec = mapping(policy.object.get("spec"))
    for direction, key in (("ingress", "from"), ("egress", "to")):
        for i, entry in enumerate(sequence(spec.get(direction))):
            for j, peer in enumerate(sequence(mapping(entry).get(key))):
                if type(peer) is dict:
                    yield f"spec.{direction}[{i}].{key}[{j}]", peer
