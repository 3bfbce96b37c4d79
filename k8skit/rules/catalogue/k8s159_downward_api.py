"""What a pod is told of itself can be told: fields, resources and containers by names that exist.

Reads `fieldRef` and `resourceFieldRef` in environment variables and in volumes; a volume can tell other fields than a variable.
"""

from __future__ import annotations

from ...finding import ERROR
from ...semantics.pod_resources import amounts
from ..context import WORKLOADS, mapping
from ..pods import finding, inner, items, pods
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S159"
_ANYWHERE = ("metadata.name", "metadata.namespace", "metadata.uid")
_IN_ENV = (
    *_ANYWHERE,
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
    "spec.host",
)
_IN_VOLUME = (*_ANYWHERE, "metadata.annotations", "metadata.labels")
_RESOURCES = tuple(f"{side}.{name}" for side in ("limits", "requests") for name in ("cpu", "ephemeral-storage", "memory"))
_UNITS = {
    "cpu": ("1", "1m"),
    "": ("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"),
}
"""The divisors of cpu, and of what is counted in bytes."""
_HUGE = ("limits.hugepages-", "requests.hugepages-")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field, resource or container that cannot be told of."""
    for w in pods(context):
        names = [c.get("name") for _, c in w.containers]
        for path, c in w.containers:
            for i, variable in items(c, "env"):
                source = variable.get("valueFrom")
                if type(source) is dict:
                    subject = f'variable {variable.get("name")} of container "{c.get("name")}" of {w.title}'
                    yield from _source(context, w, f"{path}.env[{i}].valueFrom", subject, source, _IN_ENV, names)
        for i, volume in items(w.spec, "volumes"):
            at, subject = f"spec.volumes[{i}]", f'volume "{volume.get("name")}" of {w.title}'
            sources = [(f"{at}.downwardAPI", mapping(volume.get("downwardAPI")))]
            for j, source in items(inner(volume, "projected"), "sources"):
                sources.append((f"{at}.projected.sources[{j}].downwardAPI", mapping(source.get("downwardAPI"))))
            for place, source in sources:
                for j, item in items(source, "items"):
                    yield from _source(context, w, f"{place}.items[{j}]", subject, item, _IN_VOLUME, names)


def _source(
    context: Context, w: Workload, at: str, subject: str, source: dict[str, Any], fields: tuple[str, ...], names: list[Any]
) -> Iterator[Finding]:
    path = inner(source, "fieldRef").get("fieldPath")
    if type(path) is str and not _is_field(path, fields):
        help = context.choose(path, sorted(fields), "the fields are", "a label is metadata.labels['key']")
        yield finding(
            context, CODE, w, f"{at}.fieldRef.fieldPath", f"{subject} asks for {path}, which cannot be told", value=path, help=help
        )
    reference = mapping(source.get("resourceFieldRef"))
    if not reference:
        return
    resource, container = reference.get("resource"), reference.get("containerName")
    at = f"{at}.resourceFieldRef"
    if type(resource) is str and resource not in _RESOURCES and not resource.startswith(_HUGE):
        help = context.choose(resource, sorted(_RESOURCES), "the resources are")
        yield finding(context, CODE, w, f"{at}.resource", f"{subject} asks for {resource}, which cannot be told", value=resource, help=help)
    else:
        yield from _divisor(context, w, at, subject, resource, reference.get("divisor"))
    if fields is _IN_VOLUME and not container:
        message = f"{subject} asks for a resource and does not say of which container"
        yield finding(context, CODE, w, f"{at}.containerName", message, help="set containerName")
    elif container and container not in names:
        message = f'{subject} asks for a resource of "{container}", which is no container of the pod'
        help = context.choose(str(container), sorted(str(n) for n in names), "the containers are")
        yield finding(context, CODE, w, f"{at}.containerName", message, value=container, help=help)


def _divisor(context: Context, w: Workload, at: str, subject: str, resource: object, divisor: object) -> Iterator[Finding]:
    units = _UNITS["cpu" if str(resource).endswith(".cpu") else ""]
    amounts_ = amounts({"divisor": divisor, **{unit: unit for unit in units}})
    amount = amounts_.pop("divisor", 0)  # "0" and nothing at all mean 1
    if amount and amount not in amounts_.values():
        message = f"{subject} asks for {resource} in units of {divisor}, which are none"
        yield finding(context, CODE, w, f"{at}.divisor", message, value=divisor, help=f"use one of {', '.join(units)}")


def _is_field(path: str, fields: tuple[str, ...]) -> bool:
    if path in fields:
        return True
    for start in ("metadata.annotations['", "metadata.labels['"):
        if path.startswith(start) and path.endswith("']"):
            from ...names import qualified_name

            key = path[len(start) : -2]
            return not qualified_name(key.lower() if "annotations" in start else key)
    return False


RULE = Rule(
    CODE,
    "what a pod is told of itself can be told",
    severity=ERROR,
    on=(*WORKLOADS,),
    needs=("fieldRef", "resourceFieldRef"),
    reads=tuple(WORKLOADS),
    check=check,
    why="The API server refuses the pod, or the kubelet never starts the container.",
    source="Kubernetes documentation, Downward API: Available fields",
    fix="Use one of the fields and resources that can be told.",
)
