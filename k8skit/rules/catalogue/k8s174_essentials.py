"""A pod has containers and a Service has ports, with all that they cannot be without.

Reads pods and Services: what no schema demands, since the API server fills in, or does without, some of it in other cases.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ...names import dns1123_subdomain
from ..context import WORKLOADS
from ..pods import finding, items, pods, title
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S174"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each thing that is missing, and each port with the name of another."""
    for w in pods(context):
        if w.spec.get("containers") == []:
            yield finding(context, CODE, w, "spec.containers", f"{w.title} has no container", help="add one")
        if w.manifest.kind == "ReplicationController" and not w.declared.get("selector") and not w.labels:
            help = "give the template a label, which is the selector too where there is none"
            yield context.finding(CODE, w.manifest, "spec.selector", f"{w.title} selects no pod", help=help)
        for path, c in w.containers:
            if not c.get("image"):
                yield finding(context, CODE, w, f"{path}.image", f"{title(c, w)} has no image", help="set image")
            ports = c.get("ports")
            if type(ports) is list and len(ports) > 1:
                for i, name in _twice(items(c, "ports")):
                    message = f"{title(c, w)} has two ports named {name}"
                    yield finding(context, CODE, w, f"{path}.ports[{i}].name", message, value=name, help="give each port its own name")
    for m, _, spec in context.specs("Service"):
        yield from _service(context, m, spec)


def _twice(ports: list[tuple[int, dict[str, Any]]]) -> Iterator[tuple[int, object]]:
    """The ports whose name an earlier one has."""
    seen: list[object] = []
    for i, port in ports:
        name = port.get("name")
        if name and name in seen:
            yield i, name
        seen.append(name)


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return context.finding(CODE, m, at, f'Service "{m.name}" {message}', value=value, help=help)


def _service(context: Context, m: Manifest, spec: dict[str, Any]) -> Iterator[Finding]:
    ports = items(spec, "ports")
    if spec.get("type") == "ExternalName":
        if not spec.get("externalName"):
            yield _wrong(context, m, "spec.externalName", "is a name for another host and does not say for which", "set externalName")
        elif type(spec["externalName"]) is str and dns1123_subdomain(spec["externalName"].removesuffix(".")):
            help = "write a host name alone, without a scheme, a port or a path"
            yield _wrong(context, m, "spec.externalName", "is a name for what is no host", help, spec["externalName"])
    elif not spec.get("ports") and spec.get("clusterIP") != "None" and spec.get("clusterIPs") != ["None"]:
        yield _wrong(context, m, "spec.ports", "has no port", "add one, or make it headless with clusterIP: None")
    if len(ports) > 1:
        for i, port in ports:
            if not port.get("name"):
                message = "has several ports, and one without a name"
                yield _wrong(context, m, f"spec.ports[{i}].name", message, "name each of them, such as http")
        for i, name in _twice(ports):
            yield _wrong(context, m, f"spec.ports[{i}].name", f"has two ports named {name}", "give each port its own name", name)


RULE = Rule(
    CODE,
    "pods have containers and Services ports, with all that they need",
    severity=ERROR,
    on=("Service", *WORKLOADS),
    reads=("Service", *WORKLOADS),
    check=check,
    why="The API server refuses the object.",
    source="Kubernetes API reference, Container: image; Kubernetes documentation, Service: Multi-port Services, Headless Services, type: ExternalName",
    fix="Add what is missing, and name each port once.",
    known_as=("kube-score container-ports-check",),
)
