"""What is a field now is no longer said by an annotation.

Reads annotations of pods, Ingresses, Services, claims, volumes and StorageClasses. An annotation that contradicts the field, or that is about a container which
is not there, is an error: the API server refuses it.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import WORKLOADS, mapping
from ..pods import inner, pods
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S605"
_SECCOMP, _SECCOMP_OF = "seccomp.security.alpha.kubernetes.io/pod", "container.seccomp.security.alpha.kubernetes.io/"
_APPARMOR_OF = "container.apparmor.security.beta.kubernetes.io/"
_POD = {
    _SECCOMP: ("has no effect since Kubernetes 1.27", "set securityContext.seccompProfile"),
    "scheduler.alpha.kubernetes.io/affinity": ("has no effect", "set affinity"),
    "scheduler.alpha.kubernetes.io/critical-pod": ("has no effect since Kubernetes 1.16", "set priorityClassName"),
    "scheduler.alpha.kubernetes.io/tolerations": ("has no effect", "set tolerations"),
    "security.alpha.kubernetes.io/sysctls": ("has no effect", "set securityContext.sysctls"),
    "security.alpha.kubernetes.io/unsafe-sysctls": ("has no effect", "set securityContext.sysctls"),
}
"""Annotation of pods -> what became of it, and what to do."""
_OTHERS: dict[str, dict[str, str]] = {
    "PersistentVolume": {
        "volume.beta.kubernetes.io/mount-options": "set spec.mountOptions",
        "volume.beta.kubernetes.io/storage-class": "set spec.storageClassName",
    },
    "PersistentVolumeClaim": {"volume.beta.kubernetes.io/storage-class": "set spec.storageClassName"},
    "Service": {
        "service.alpha.kubernetes.io/tolerate-unready-endpoints": "set spec.publishNotReadyAddresses",
        "service.kubernetes.io/topology-aware-hints": "write service.kubernetes.io/topology-mode",
    },
    "networking.k8s.io/Ingress": {"kubernetes.io/ingress.class": "set spec.ingressClassName"},
    "storage.k8s.io/StorageClass": {
        "storageclass.beta.kubernetes.io/is-default-class": "write storageclass.kubernetes.io/is-default-class",
    },
}
"""Kind -> annotation -> what to do."""
_ONLY_SO = ("gce", "gce-internal")
"""Classes of Ingresses whose controller reads the annotation alone."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each annotation that is a field now."""
    for w in pods(context):
        for key, value in w.annotations.items():
            if type(key) is not str:
                continue
            if key in _POD:
                became, help = _POD[key]
                yield _finding(context, w, key, became, help, value)
            elif key.startswith(_SECCOMP_OF):
                yield _finding(context, w, key, "has no effect since Kubernetes 1.27", "set securityContext.seccompProfile", value)
            elif key.startswith(_APPARMOR_OF):
                yield from _app_armor(context, w, key, value)
    for kind, old in _OTHERS.items():
        for m in context.of(kind):
            own = mapping(mapping(m.object.get("metadata")).get("annotations"))
            for key, help in old.items():
                if key in own and own[key] not in _ONLY_SO:
                    message = f'{m.kind} "{m.name}" has the annotation {key}, which is deprecated'
                    at = f"metadata.annotations[{key}]"
                    yield context.finding(CODE, m, at, message, severity=WARNING, value=own[key], help=f"{help} instead")


def _finding(context: Context, w: Workload, key: str, became: str, help: str, value: object, severity: str = WARNING) -> Finding:
    message = f"the annotation {key} of {w.title} {became}"
    at = w.field(f"metadata.annotations[{key}]")
    return context.finding(CODE, w.manifest, at, message, severity=severity, value=value, help=help)


def _app_armor(context: Context, w: Workload, key: str, value: object) -> Iterator[Finding]:
    name = key[len(_APPARMOR_OF) :]
    container = next((c for _, c in w.containers if c.get("name") == name), None)
    help = "set securityContext.appArmorProfile instead"
    if container is None:
        yield _finding(context, w, key, f'is about "{name}", which is no container of the pod', help, value, ERROR)
        return
    if type(value) is not str or (value not in ("", "runtime/default", "unconfined") and not value.startswith("localhost/")):
        yield _finding(context, w, key, "names no profile", "write runtime/default, unconfined or localhost/ and a name", value, ERROR)
        return
    field = inner(container, "securityContext", "appArmorProfile") or inner(w.spec, "securityContext", "appArmorProfile")
    if field and _meaning(field) != value:
        yield _finding(context, w, key, "contradicts securityContext.appArmorProfile", "remove the annotation", value, ERROR)
    else:
        yield _finding(context, w, key, "is deprecated since Kubernetes 1.30", help, value)


def _meaning(field: dict[str, Any]) -> str:
    """What an annotation would say of a profile."""
    kind = field.get("type")
    return {"RuntimeDefault": "runtime/default", "Unconfined": "unconfined"}.get(str(kind), f"localhost/{field.get('localhostProfile')}")


RULE = Rule(
    CODE,
    "what is a field now is no annotation",
    severity=ERROR,
    on=("PersistentVolume", "PersistentVolumeClaim", "Service", "networking.k8s.io/Ingress", "storage.k8s.io/StorageClass", *WORKLOADS),
    needs=("annotations",),
    reads=("PersistentVolume", "PersistentVolumeClaim", "Service", "networking.k8s.io/Ingress", "storage.k8s.io/StorageClass", *WORKLOADS),
    check=check,
    why="The annotation has no effect any more, or will lose it.",
    source="Kubernetes documentation, Well-Known Labels, Annotations and Taints; Ingress: Deprecated annotation",
    fix="Set the field, and remove the annotation.",
)
