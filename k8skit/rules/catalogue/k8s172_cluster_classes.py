"""Classes of a cluster have the names and values that they can have.

Reads PriorityClasses, RuntimeClasses, IngressClasses, and which class is the default of its kind.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE, WARNING
from ...names import dns1123_label, domain_prefixed_path
from ..context import mapping
from ..placing import of_tolerations
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S172"
_PRIORITY = "scheduling.k8s.io/PriorityClass"
_RUNTIME = "node.k8s.io/RuntimeClass"
_INGRESS = "networking.k8s.io/IngressClass"
_STORAGE = "storage.k8s.io/StorageClass"
_OWN = {"system-cluster-critical": 2_000_000_000, "system-node-critical": 2_000_001_000}
"""The classes of Kubernetes itself and their values."""
_DEFAULTS = {
    _INGRESS: "ingressclass.kubernetes.io/is-default-class",
    _STORAGE: "storageclass.kubernetes.io/is-default-class",
}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each name and value that the API server refuses, and each second default."""
    for m in context.of(_PRIORITY):
        if m.name.startswith("system-") and _OWN.get(m.name) != m.object.get("value"):
            help = "choose another name: those that begin with system- are for Kubernetes' own classes"
            yield _wrong(context, m, "metadata.name", "has a name of Kubernetes' own", help, m.name)
    for m in context.of(_RUNTIME):
        handler = m.object.get("handler")
        problem = dns1123_label(handler) if type(handler) is str else ""
        if problem:
            yield _wrong(
                context, m, "handler", f"has a handler that is no name: it {problem}", "write it as the node's runtime names it", handler
            )
        for field, message, help, value in of_tolerations(m.object.get("scheduling")):
            yield _wrong(context, m, f"scheduling.{field}", message, help, value)
    for m in context.of(_INGRESS):
        controller = mapping(m.object.get("spec")).get("controller")
        problem = domain_prefixed_path(controller) if type(controller) is str else ""
        if problem:
            help = "write a domain and a path, such as example.com/ingress-controller"
            yield _wrong(context, m, "spec.controller", f"has a controller without a full name: it {problem}", help, controller)
    yield from _defaults(context)


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE, *, severity: str = ERROR) -> Finding:
    return context.finding(CODE, m, at, f'{m.kind} "{m.name}" {message}', severity=severity, value=value, help=help)


def _defaults(context: Context) -> Iterator[Finding]:
    globals_ = [m for m in context.of(_PRIORITY) if m.object.get("globalDefault") is True]
    groups = [("globalDefault", globals_)]
    for kind, annotation in _DEFAULTS.items():
        marked = [m for m in context.of(kind) if mapping(mapping(m.object.get("metadata")).get("annotations")).get(annotation) == "true"]
        groups.append((f"metadata.annotations[{annotation}]", marked))
    for at, some in groups:
        for m in some[1:]:
            if m.name != some[0].name:
                help = "mark one class alone"
                message = f'is the default, as {m.kind} "{some[0].name}" is'
                yield _wrong(context, m, at, message, help, severity=WARNING)


RULE = Rule(
    CODE,
    "classes of a cluster have names and values that they can have",
    severity=ERROR,
    on=(_INGRESS, _PRIORITY, _RUNTIME, _STORAGE),
    reads=(_INGRESS, _PRIORITY, _RUNTIME, _STORAGE),
    check=check,
    why="The API server refuses the class; of two defaults it takes one, or refuses what relies on them.",
    source="Kubernetes documentation, Pod Priority and Preemption: PriorityClass; Runtime Class; Ingress: Default IngressClass; Storage Classes",
    fix="Rename the class, or correct the value; mark one default.",
)
