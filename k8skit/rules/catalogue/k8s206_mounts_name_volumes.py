"""Every volume that a container mounts is a volume of its pod, or a claim template of its StatefulSet.

Reads `volumeMounts` and `volumeDevices` of all containers, `volumes` of the pod, and `volumeClaimTemplates` of the object.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S206"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each mount of a volume that the pod does not have."""
    for w in context.workloads():
        names: set[object] | None = None
        for path, container in w.containers:
            for key in ("volumeMounts", "volumeDevices"):
                if key not in container:
                    continue
                if names is None:
                    names = _volumes(w)
                for i, mount in enumerate(sequence(container[key])):
                    name = mapping(mount).get("name")
                    if type(name) is str and name not in names:
                        yield context.finding(
                            CODE,
                            w.manifest,
                            w.field(f"{path}.{key}[{i}].name"),
                            f'container "{container.get("name")}" of {w.title} mounts "{name}", which is no volume of the pod',
                            value=name,
                            help=context.choose(name, sorted(str(n) for n in names), "add the volume; those of the pod are"),
                        )


def _volumes(w: Workload) -> set[object]:
    names: set[object] = {name for v in sequence(w.spec.get("volumes")) if type(v) is dict and type(name := v.get("name")) is str}
    for claim in sequence(w.declared.get("volumeClaimTemplates")):
        name = mapping(mapping(claim).get("metadata")).get("name")
        if type(name) is str:
            names.add(name)
    return names


RULE = Rule(
    CODE,
    "a mount names a volume of its pod",
    severity=ERROR,
    on=(*WORKLOADS,),
    reads=tuple(WORKLOADS),
    check=check,
    why="The API server refuses the pod, and with it mostly the workload.",
    source="Kubernetes documentation, Volumes: Configuration; Kubernetes API reference, VolumeMount",
    fix="Add the volume to the pod, or correct the name.",
)
