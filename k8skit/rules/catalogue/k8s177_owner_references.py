"""One owner of an object controls it, and each owner is named in full.

Reads `metadata.ownerReferences` of every object.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S177"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each owner that controls an object beside another, or is a kind that cannot own."""
    for m in context.every():
        first = None
        for i, owner in enumerate(sequence(mapping(m.object.get("metadata")).get("ownerReferences"))):
            owner = mapping(owner)
            at = f"metadata.ownerReferences[{i}]"
            if owner.get("kind") == "Event" and owner.get("apiVersion") in ("v1", "events.k8s.io/v1"):
                message = f'{m.kind} "{m.name}" is owned by an Event, which owns nothing'
                yield context.finding(CODE, m, f"{at}.kind", message, value="Event", help="leave it out")
            for key in ("apiVersion", "kind", "name", "uid"):
                if owner.get(key) == "":
                    message = f'{m.kind} "{m.name}" is owned by something whose {key} is empty'
                    yield context.finding(CODE, m, f"{at}.{key}", message, value="", help="the cluster gives uids: leave the owner out")
            if owner.get("controller") is not True:
                continue
            if first is not None:
                message = f'{m.kind} "{m.name}" is controlled by two owners, of [{first}] and [{i}]'
                yield context.finding(CODE, m, f"{at}.controller", message, value=True, help="let one of them be its controller")
            else:
                first = i


RULE = Rule(
    CODE,
    "one owner controls an object",
    severity=ERROR,
    on=("*",),
    needs=("ownerReferences",),
    reads=("*",),
    check=check,
    why="The API server refuses the object.",
    source="Kubernetes documentation, Owners and Dependents; API reference, OwnerReference",
    fix="Set controller: true at one owner at most.",
)
