"""A pod of a StatefulSet has time to end.

Reads `terminationGracePeriodSeconds` of the pods of StatefulSets.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S546"
_SETS = ("apps/StatefulSet",)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each StatefulSet whose pods are killed at once."""
    for m in context.of(*_SETS):
        spec = mapping(mapping(mapping(m.object.get("spec")).get("template")).get("spec"))
        grace = spec.get("terminationGracePeriodSeconds")
        if type(grace) is int and grace == 0:
            yield context.finding(
                CODE,
                m,
                "spec.template.spec.terminationGracePeriodSeconds",
                f'the pods of StatefulSet "{m.name}" are killed without being asked to end',
                severity=WARNING,
                value=grace,
                help="give them the seconds that they need to close their files, or leave the field out for 30",
            )


RULE = Rule(
    CODE,
    "a pod of a StatefulSet has time to end",
    severity=WARNING,
    on=_SETS,
    needs=("terminationGracePeriodSeconds",),
    reads=_SETS,
    check=check,
    why="The next pod of the name may start while the old one still writes to its volume.",
    source="Kubernetes documentation, StatefulSets: Deployment and Scaling Guarantees; Force Delete StatefulSet Pods",
    fix="Set terminationGracePeriodSeconds above 0.",
)
