"""The checks of Pod Security: for each what it looks at, which level has it, and since which version.

Called by `pod_security`, which chooses the checks of a level and a version. Sources as there.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeAlias

    Found: TypeAlias = Iterator[tuple[str, object, str, str]]
    """Field, value, message and fix of each violation."""

BASELINE = "baseline"
"""The level that forbids known ways to more rights."""
RESTRICTED = "restricted"
"""The level that demands hardened pods."""

CAPABILITIES = frozenset(
    (
        "AUDIT_WRITE",
        "CHOWN",
        "DAC_OVERRIDE",
        "FOWNER",
        "FSETID",
        "KILL",
        "MKNOD",
        "NET_BIND_SERVICE",
        "SETFCAP",
        "SETGID",
        "SETPCAP",
        "SETUID",
        "SYS_CHROOT",
    )
)
"""Capabilities that baseline lets a container add."""

SYSCTLS: dict[str, int] = {
    "kernel.shm_rmid_forced": 0,
    "net.ipv4.ip_local_port_range": 0,
    "net.ipv4.ip_unprivileged_port_start": 0,
    "net.ipv4.ping_group_range": 0,
    "net.ipv4.tcp_syncookies": 0,
    "net.ipv4.ip_local_reserved_ports": 27,
    "net.ipv4.tcp_fin_timeout": 29,
    "net.ipv4.tcp_keepalive_intvl": 29,
    "net.ipv4.tcp_keepalive_probes": 29,
    "net.ipv4.tcp_keepalive_time": 29,
    "net.ipv4.tcp_rmem": 32,
    "net.ipv4.tcp_wmem": 32,
    "net.ipv4.tcp_notsent_lowat": 37,
    "net.ipv4.tcp_slow_start_after_idle": 37,
}
"""Sysctl that baseline allows -> the minor since when."""

SELINUX_TYPES: dict[str, int] = {"": 0, "container_init_t": 0, "container_kvm_t": 0, "container_t": 0, "container_engine_t": 31}
"""SELinux type that baseline allows -> the minor since when."""

VOLUMES = frozenset(
    ("configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"),
)
"""Sources of volumes that restricted allows. A volume without a source is an emptyDir."""

_CONTAINERS = ("initContainers", "containers", "ephemeralContainers")
_PROFILES = ("RuntimeDefault", "Localhost")
_APPARMOR = "container.apparmor.security.beta.kubernetes.io/"
_SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod"
_SECCOMP = "container.seccomp.security.alpha.kubernetes.io/"


class Pod:
    """The parts of a pod that checks look at.

    Args:
        metadata: metadata of the pod or of its template.
        spec: its spec.
        minor: the minor of the policy: 35 for v1.35.
    """

    __slots__ = ("annotations", "containers", "minor", "security", "spec")

    def __init__(self, metadata: dict[str, Any], spec: dict[str, Any], minor: int) -> None:
        self.annotations = _map(metadata.get("annotations"))
        self.spec = spec
        self.security = _map(spec.get("securityContext"))
        self.containers: list[tuple[str, dict[str, Any]]] = [
            (f"spec.{key}[{i}]", c) for key in _CONTAINERS for i, c in enumerate(_list(spec.get(key))) if type(c) is dict
        ]
        self.minor = minor

    @property
    def windows(self) -> bool:
        """Whether it says that it runs on Windows, where the policy looks at that."""
        return self.minor >= 25 and _map(self.spec.get("os")).get("name") == "windows"

    @property
    def user_namespace(self) -> bool:
        """Whether it has a user namespace of its own, where the policy looks at that."""
        return self.minor >= 35 and self.spec.get("hostUsers") is False

    def contexts(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Give field path, what it is of, and value of each security context: the pod's, then those of its containers."""
        if self.security:
            yield "spec.securityContext", "the pod", self.security
        for path, c in self.containers:
            if c.get("securityContext"):
                yield f"{path}.securityContext", _name(c), _map(c["securityContext"])


def _map(value: Any) -> dict[str, Any]:
    return value if type(value) is dict else {}


def _list(value: Any) -> list[Any]:
    return value if type(value) is list else []


def _name(container: dict[str, Any]) -> str:
    return f'container "{container.get("name")}"'


def _host_namespaces(pod: Pod) -> Found:
    for key in ("hostNetwork", "hostPID", "hostIPC"):
        if pod.spec.get(key) is True:
            yield f"spec.{key}", True, f"the pod uses a namespace of the host ({key})", f"remove {key}"


def _privileged(pod: Pod) -> Found:
    for path, who, context in pod.contexts():
        if context.get("privileged") is True and path != "spec.securityContext":
            yield f"{path}.privileged", True, f"{who} is privileged", "remove privileged, or set it to false"


def _capabilities_baseline(pod: Pod) -> Found:
    allowed = ", ".join(sorted(CAPABILITIES))
    for path, c in pod.containers:
        added = _list(_map(_map(c.get("securityContext")).get("capabilities")).get("add"))
        for i, capability in enumerate(added):
            if str(capability) not in CAPABILITIES:
                at = f"{path}.securityContext.capabilities.add[{i}]"
                yield at, capability, f"{_name(c)} adds the capability {capability}", f"remove it; these may be added: {allowed}"


def _host_path_volumes(pod: Pod) -> Found:
    for i, volume in enumerate(_list(pod.spec.get("volumes"))):
        source = _map(volume).get("hostPath")
        if source is not None:
            at = f"spec.volumes[{i}].hostPath"
            yield at, source, f'volume "{volume.get("name")}" is a path of the host', "use another kind of volume"


def _host_ports(pod: Pod) -> Found:
    for path, c in pod.containers:
        for i, port in enumerate(_list(c.get("ports"))):
            number = _map(port).get("hostPort")
            if number:
                yield f"{path}.ports[{i}].hostPort", number, f"{_name(c)} takes a port of the host", "remove hostPort; use a Service"


def _app_armor(pod: Pod) -> Found:
    fix = "use RuntimeDefault or Localhost, or leave it out"
    for path, who, context in pod.contexts():
        profile = context.get("appArmorProfile")
        if type(profile) is dict and profile.get("type") not in _PROFILES:
            yield f"{path}.appArmorProfile.type", profile.get("type"), f"{who} has a forbidden AppArmor profile", fix
    for key, value in pod.annotations.items():
        if str(key).startswith(_APPARMOR) and value not in ("", "runtime/default") and not str(value).startswith("localhost/"):
            yield f"metadata.annotations[{key}]", value, "the pod has a forbidden AppArmor profile", "use runtime/default or localhost/..."


def _se_linux(pod: Pod) -> Found:
    for path, who, context in pod.contexts():
        options = _map(context.get("seLinuxOptions"))
        at = f"{path}.seLinuxOptions"
        type_ = str(options.get("type") or "")
        if SELINUX_TYPES.get(type_, 99) > pod.minor:
            allowed = ", ".join(sorted(t for t, since in SELINUX_TYPES.items() if t and since <= pod.minor))
            yield f"{at}.type", type_, f"{who} has a forbidden SELinux type", f"leave it out, or use one of {allowed}"
        for key in ("user", "role"):
            if options.get(key):
                yield f"{at}.{key}", options[key], f"{who} has an SELinux {key}", f"remove {key}"


def _proc_mount(pod: Pod) -> Found:
    for path, c in pod.containers:
        mount = _map(c.get("securityContext")).get("procMount")
        if mount is not None and mount != "Default":
            yield f"{path}.securityContext.procMount", mount, f"{_name(c)} has a /proc that is not masked", "remove procMount"


def _proc_mount_baseline(pod: Pod) -> Found:
    return iter(()) if pod.user_namespace else _proc_mount(pod)


def _seccomp_baseline(pod: Pod) -> Found:
    fix = "use RuntimeDefault or Localhost, or leave it out"
    if pod.minor < 19:
        keys = [_SECCOMP_POD, *(f"{_SECCOMP}{c.get('name')}" for _, c in pod.containers)]
        for key in keys:
            value = pod.annotations.get(key)
            if value is not None and value not in ("runtime/default", "docker/default") and not str(value).startswith("localhost/"):
                yield f"metadata.annotations[{key}]", value, "the pod has a forbidden seccomp profile", "use runtime/default"
        return
    for path, who, context in pod.contexts():
        profile = context.get("seccompProfile")
        if type(profile) is dict and profile.get("type") not in _PROFILES:
            yield f"{path}.seccompProfile.type", profile.get("type"), f"{who} has a forbidden seccomp profile", fix


def _sysctls(pod: Pod) -> Found:
    for i, sysctl in enumerate(_list(pod.security.get("sysctls"))):
        name = str(_map(sysctl).get("name"))
        if SYSCTLS.get(name, 99) > pod.minor:
            allowed = ", ".join(sorted(n for n, since in SYSCTLS.items() if since <= pod.minor))
            at = f"spec.securityContext.sysctls[{i}].name"
            yield at, name, f"the pod sets the sysctl {name}", f"remove it; these may be set: {allowed}"


def _host_process(pod: Pod) -> Found:
    for path, who, context in pod.contexts():
        if _map(context.get("windowsOptions")).get("hostProcess") is True:
            yield f"{path}.windowsOptions.hostProcess", True, f"{who} is a process of the Windows host", "remove hostProcess"


def _host_probes(pod: Pod) -> Found:
    for path, c in pod.containers:
        life = _map(c.get("lifecycle"))
        handlers = [(key, c.get(key)) for key in ("livenessProbe", "readinessProbe", "startupProbe")]
        handlers += [(f"lifecycle.{key}", life.get(key)) for key in ("postStart", "preStop")]
        for key, handler in handlers:
            for how in ("httpGet", "tcpSocket"):
                host = _map(_map(handler).get(how)).get("host")
                if host:
                    at = f"{path}.{key}.{how}.host"
                    yield at, host, f"{_name(c)} has a probe or hook that calls another host", "remove host; the pod itself is called"


def _restricted_volumes(pod: Pod) -> Found:
    for i, volume in enumerate(_list(pod.spec.get("volumes"))):
        sources = [key for key, value in _map(volume).items() if key != "name" and value is not None]
        if sources and not any(key in VOLUMES for key in sources):
            at, allowed = f"spec.volumes[{i}].{sources[0]}", ", ".join(sorted(VOLUMES))
            yield at, volume[sources[0]], f'volume "{volume.get("name")}" is of the kind {sources[0]}', f"use one of {allowed}"


def _escalation(pod: Pod) -> Found:
    if pod.windows:
        return
    for path, c in pod.containers:
        allowed = _map(c.get("securityContext")).get("allowPrivilegeEscalation")
        if allowed is not False:
            at = f"{path}.securityContext.allowPrivilegeEscalation"
            yield at, allowed, f"{_name(c)} may gain more privileges than it starts with", "set allowPrivilegeEscalation to false"


def _non_root(pod: Pod) -> Found:
    if pod.user_namespace:
        return
    of_pod = pod.security.get("runAsNonRoot")
    told, bare = False, []
    if of_pod is False:
        told = True
        yield "spec.securityContext.runAsNonRoot", False, "the pod may run as root", "set runAsNonRoot to true"
    for path, c in pod.containers:
        own = _map(c.get("securityContext")).get("runAsNonRoot")
        if own is False:
            told = True
            yield f"{path}.securityContext.runAsNonRoot", False, f"{_name(c)} may run as root", "remove runAsNonRoot, or set it to true"
        elif own is None and of_pod is not True:
            bare.append(_name(c))
    if bare and not told:
        fix = "set runAsNonRoot to true for the pod"
        yield "spec.securityContext.runAsNonRoot", of_pod, f"{' and '.join(bare)} may run as root", fix


def _root_user(pod: Pod) -> Found:
    if pod.user_namespace:
        return
    for path, who, context in pod.contexts():
        if context.get("runAsUser") == 0 and context["runAsUser"] is not False:
            yield f"{path}.runAsUser", 0, f"{who} runs as root", "remove runAsUser, or set another number than 0"


def _seccomp_restricted(pod: Pod) -> Found:
    if pod.windows:
        return
    told, covered, bare = False, False, []
    fix = "set seccompProfile.type to RuntimeDefault or Localhost"
    for path, who, context in pod.contexts():
        profile = context.get("seccompProfile")
        if type(profile) is not dict:
            continue
        if profile.get("type") not in _PROFILES:
            told = True
            yield f"{path}.seccompProfile.type", profile.get("type"), f"{who} has a forbidden seccomp profile", fix
        elif path == "spec.securityContext":
            covered = True
    if not covered and not told:
        bare = [_name(c) for _, c in pod.containers if type(_map(c.get("securityContext")).get("seccompProfile")) is not dict]
    if bare:
        at = "spec.securityContext.seccompProfile.type"
        yield at, None, f"{' and '.join(bare)} may call every function of the kernel", f"{fix} for the pod"


def _capabilities_restricted(pod: Pod) -> Found:
    if pod.windows:
        return
    for path, c in pod.containers:
        capabilities = _map(_map(c.get("securityContext")).get("capabilities"))
        at = f"{path}.securityContext.capabilities"
        drop = capabilities.get("drop")
        if "ALL" not in _list(drop):
            yield f"{at}.drop", drop, f"{_name(c)} keeps capabilities", "set capabilities.drop to [ALL]"
        for i, capability in enumerate(_list(capabilities.get("add"))):
            if capability != "NET_BIND_SERVICE":
                yield (
                    f"{at}.add[{i}]",
                    capability,
                    f"{_name(c)} adds the capability {capability}",
                    "remove it; only NET_BIND_SERVICE may be added",
                )


class Check:
    """One check of the standards.

    Args:
        name: its name in Kubernetes.
        level: the lowest level that has it.
        since: the first minor of the policy that has it.
        find: gives field, value, message and fix of each violation.
        overrides: the check of baseline that it takes the place of in restricted; `""` for none.
    """

    __slots__ = ("find", "level", "name", "overrides", "since")

    def __init__(self, name: str, level: str, since: int, find: Callable[[Pod], Found], overrides: str = "") -> None:
        self.name = name
        self.level = level
        self.since = since
        self.find = find
        self.overrides = overrides


CHECKS = (
    Check("appArmorProfile", BASELINE, 0, _app_armor),
    Check("capabilities_baseline", BASELINE, 0, _capabilities_baseline),
    Check("hostNamespaces", BASELINE, 0, _host_namespaces),
    Check("hostPathVolumes", BASELINE, 0, _host_path_volumes),
    Check("hostPorts", BASELINE, 0, _host_ports),
    Check("hostProbesAndHostLifecycle", BASELINE, 34, _host_probes),
    Check("privileged", BASELINE, 0, _privileged),
    Check("procMount", BASELINE, 0, _proc_mount_baseline),
    Check("seLinuxOptions", BASELINE, 0, _se_linux),
    Check("seccompProfile_baseline", BASELINE, 0, _seccomp_baseline),
    Check("sysctls", BASELINE, 0, _sysctls),
    Check("windowsHostProcess", BASELINE, 0, _host_process),
    Check("allowPrivilegeEscalation", RESTRICTED, 8, _escalation),
    Check("capabilities_restricted", RESTRICTED, 22, _capabilities_restricted, "capabilities_baseline"),
    Check("procMount_restricted", RESTRICTED, 35, _proc_mount, "procMount"),
    Check("restrictedVolumes", RESTRICTED, 0, _restricted_volumes, "hostPathVolumes"),
    Check("runAsNonRoot", RESTRICTED, 0, _non_root),
    Check("runAsUser", RESTRICTED, 23, _root_user),
    Check("seccompProfile_restricted", RESTRICTED, 19, _seccomp_restricted, "seccompProfile_baseline"),
)
"""All checks, by level and name."""
