"""Where a set defines custom kinds of a group, the objects of that group are of kinds and versions that it defines and serves.

Reads CustomResourceDefinitions and the objects of their groups. Left alone: groups of which the set defines nothing.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S223"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each object of a group with definitions that has none."""
    defined: dict[str, dict[str, set[str]]] = {}
    for m in context.of("apiextensions.k8s.io/CustomResourceDefinition"):
        spec = mapping(m.object.get("spec"))
        group, kind = spec.get("group"), mapping(spec.get("names")).get("kind")
        if type(group) is str and type(kind) is str and group:
            versions = [mapping(v) for v in sequence(spec.get("versions"))]
            served = {str(v.get("name")) for v in versions if v.get("served") is not False}
            defined.setdefault(group, {}).setdefault(kind, set()).update(served)
    for m in context.every():
        kinds = defined.get(m.group)
        if kinds is None or (m.kind in kinds and m.version in kinds[m.kind]):
            continue
        if m.kind not in kinds:
            message = f'{m.kind} "{m.name}" has no CustomResourceDefinition, and the set defines others of its group {m.group}'
            help = context.choose(m.kind, sorted(kinds), "the kinds are", "add the definition")
            yield context.finding(CODE, m, "kind", message, severity=WARNING, value=m.kind, help=help)
        else:
            message = f'the CustomResourceDefinition of {m.kind} "{m.name}" does not serve {m.version}'
            help = f"it serves {', '.join(sorted(kinds[m.kind])) or 'no version'}"
            yield context.finding(CODE, m, "apiVersion", message, severity=WARNING, value=f"{m.group}/{m.version}", help=help)


RULE = Rule(
    CODE,
    "a custom resource has its definition",
    severity=WARNING,
    on=("apiextensions.k8s.io/CustomResourceDefinition",),
    reads=("apiextensions.k8s.io/CustomResourceDefinition", "*"),
    check=check,
    why="The API server knows no such kind and refuses the object.",
    source="Kubernetes documentation, Extend the Kubernetes API with CustomResourceDefinitions; Versions in CustomResourceDefinitions",
    fix="Add the definition, correct the kind, or write a version that is served.",
)
