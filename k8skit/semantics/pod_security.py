"""Pod Security: what the levels baseline and restricted of the Pod Security Standards forbid, as each version of Kubernetes defines them.

Rules and answers about admission ask this with the metadata and the spec of a pod or of its template as plain data. It knows no namespace, no label
and no finding's code; what is malformed is left to the checks of fields.

Sources: Kubernetes documentation, "Pod Security Standards" and "Pod Security Admission"; the checks of k8s.io/pod-security-admission, whose names
these have, for what changed in which version.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .pod_security_checks import Check

PRIVILEGED = "privileged"
"""The level that forbids nothing."""
BASELINE = "baseline"
"""The level that forbids known ways to more rights."""
RESTRICTED = "restricted"
"""The level that demands hardened pods."""
LEVELS = (PRIVILEGED, BASELINE, RESTRICTED)
"""All levels, from the most to the least permissive."""

_CONTAINERS = ("initContainers", "containers", "ephemeralContainers")
_PROFILES = ("RuntimeDefault", "Localhost")


class Violation:
    """One field of a pod that a level forbids.

    Args:
        check: name of the check of Kubernetes that fails.
        level: `BASELINE` or `RESTRICTED`: the lowest level that has this check.
        field: path of the field within the pod: `spec.containers[0].securityContext.privileged`.
        value: what is there; None where the field is not set and must be.
        message: what is wrong, without the name of the check.
        fix: what to do.
    """

    __slots__ = ("check", "field", "fix", "level", "message", "value")

    def __init__(self, check: str, level: str, field: str, value: object, message: str, fix: str) -> None:
        self.check = check
        self.level = level
        self.field = field
        self.value = value
        self.message = message
        self.fix = fix

    def __repr__(self) -> str:
        return f"Violation({self.check!r}, {self.field!r}, {self.value!r})"


def checks(level: str, minor: int) -> list[Check]:
    """Return the checks that a level consists of in a version.

    Args:
        level: one of `LEVELS`.
        minor: the minor of the policy: 35 for v1.35.
    """
    if level not in (BASELINE, RESTRICTED):
        return []
    from .pod_security_checks import CHECKS

    found = [c for c in CHECKS if c.since <= minor and (c.level == BASELINE or level == RESTRICTED)]
    overridden = {c.overrides for c in found}
    return [c for c in found if c.name not in overridden]


def violations(metadata: object, spec: object, level: str, minor: int) -> list[Violation]:
    """Return what a level forbids of a pod.

    Args:
        metadata: metadata of the pod or of its template; only annotations count.
        spec: spec of the pod.
        level: one of `LEVELS`.
        minor: the minor of the policy: 35 for v1.35.
    """
    if level not in (BASELINE, RESTRICTED):
        return []
    from .pod_security_checks import Pod

    pod = Pod(metadata if type(metadata) is dict else {}, spec if type(spec) is dict else {}, minor)
    return [Violation(c.name, c.level, *told) for c in checks(level, minor) for told in c.find(pod)]


_HOST = frozenset(("hostNetwork", "hostPID", "hostIPC"))
_POD_LEVEL = frozenset(("appArmorProfile", "seLinuxOptions", "sysctls", "windowsOptions"))
_CONTAINER_LEVEL = frozenset(
    ("appArmorProfile", "privileged", "procMount", "seLinuxOptions", "seccompProfile", "windowsOptions"),
)
_OWN_LEVEL = frozenset(("procMount", "runAsNonRoot", "runAsUser", "seccompProfile"))
_USUAL_VOLUMES = ("emptyDir", "configMap", "secret", "persistentVolumeClaim", "projected")
_PROBES = ("livenessProbe", "readinessProbe", "startupProbe")


def is_plainly_baseline(annotations: dict[str, Any], spec: dict[str, Any]) -> bool:
    """Tell in a few steps of most pods that baseline allows them in every version; False means that it has to be looked at.

    Args:
        annotations: annotations of the pod.
        spec: its spec.
    """
    if not _HOST.isdisjoint(spec):
        return False
    for volume in _items(spec["volumes"]) if "volumes" in spec else ():
        if type(volume) is not dict or "hostPath" in volume:
            return False
    security = spec.get("securityContext")
    if security and not (type(security) is dict and _POD_LEVEL.isdisjoint(security) and _plain_profile(security.get("seccompProfile"))):
        return False
    for key in _CONTAINERS:
        for c in _items(spec.get(key)) if key in spec else ():
            if type(c) is not dict or not _is_plain(c):
                return False
    return not annotations or not any("armor" in str(key) or "seccomp" in str(key) for key in annotations)


def is_plainly_restricted(spec: dict[str, Any]) -> bool:
    """Tell in a few steps of most hardened pods that the checks of restricted itself allow them; False means that it has to be looked at.

    Args:
        spec: spec of the pod. The checks of baseline are `is_plainly_baseline`'s matter.
    """
    security = spec.get("securityContext")
    if type(security) is not dict or security.get("runAsNonRoot") is not True or security.get("runAsUser", 1) == 0:
        return False
    profile = security.get("seccompProfile")
    if type(profile) is not dict or profile.get("type") not in _PROFILES:
        return False
    for volume in _items(spec.get("volumes")):
        if type(volume) is not dict or not any(volume.get(source) is not None for source in _USUAL_VOLUMES):
            return False
    for key in _CONTAINERS:
        for c in _items(spec.get(key)) if key in spec else ():
            own = c.get("securityContext") if type(c) is dict else None
            if type(own) is not dict or own.get("allowPrivilegeEscalation") is not False or not _OWN_LEVEL.isdisjoint(own):
                return False
            capabilities = own.get("capabilities")
            if type(capabilities) is not dict or "add" in capabilities or capabilities.get("drop") != ["ALL"]:
                return False
    return True


def _items(value: Any) -> list[Any]:
    return value if type(value) is list else []


def _plain_profile(profile: object) -> bool:
    return profile is None or (type(profile) is dict and profile.get("type") in _PROFILES)


def _is_plain(container: dict[str, Any]) -> bool:
    """Tell whether a container has nothing that a check of baseline looks at."""
    for port in _items(container.get("ports")):
        if type(port) is not dict or "hostPort" in port:
            return False
    security = container.get("securityContext")
    if security:
        if type(security) is not dict or not _CONTAINER_LEVEL.isdisjoint(security):
            return False
        capabilities = security.get("capabilities")
        if capabilities and not (type(capabilities) is dict and "add" not in capabilities):
            return False
    for key in _PROBES:
        probe = container.get(key)
        if probe and not _names_no_host(probe):
            return False
    hooks = container.get("lifecycle")
    if hooks:
        if type(hooks) is not dict:
            return False
        for key in ("postStart", "preStop"):
            if key in hooks and not _names_no_host(hooks[key]):
                return False
    return True


def _names_no_host(handler: object) -> bool:
    """Tell whether a probe or a hook plainly names no host."""
    if type(handler) is not dict:
        return False
    for how in ("httpGet", "tcpSocket"):
        action = handler.get(how)
        if action and (type(action) is not dict or "host" in action):
            return False
    return True


def policy_minor(version: str) -> int | None:
    """Return the minor of a version label: 35 for `v1.35`; None for `latest` and for what is no version.

    Args:
        version: the value of a label such as `pod-security.kubernetes.io/enforce-version`.
    """
    digits = version[3:] if version.startswith("v1.") else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 5 and (digits[0] != "0" or digits == "0") else None
