"""What a pod and its containers may do does not contradict itself.

Reads the security contexts of pods and containers, host namespaces and the operating system of the pod: privilege and escalation, users, profiles,
fields of Windows on Linux and the other way round.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import WORKLOADS, mapping, sequence
from ..pods import finding, inner, items, pods, title
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S155"
_NOT_ON_WINDOWS = (
    "allowPrivilegeEscalation",
    "appArmorProfile",
    "capabilities",
    "fsGroup",
    "fsGroupChangePolicy",
    "privileged",
    "procMount",
    "readOnlyRootFilesystem",
    "runAsGroup",
    "runAsUser",
    "seLinuxChangePolicy",
    "seLinuxOptions",
    "seccompProfile",
    "supplementalGroups",
    "supplementalGroupsPolicy",
    "sysctls",
)
_NOT_OF_WINDOWS_PODS = ("hostIPC", "hostPID", "hostUsers", "shareProcessNamespace")
_IPC = ("fs.mqueue.", "kernel.msg", "kernel.sem", "kernel.shm")
"""How the sysctls of the IPC namespace begin."""
_HOST = ("hostIPC", "hostNetwork", "hostPID")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each contradiction."""
    for w in pods(context):
        pod = mapping(w.spec.get("securityContext"))
        if w.spec.get("hostUsers") is False or w.spec.get("hostPID") is True:
            yield from _namespaces(context, w)
        if "sysctls" in pod:
            yield from _sysctls(context, w, pod)
        contexts: list[tuple[str, dict[str, Any] | None, dict[str, Any]]] = [("spec", None, pod)]
        told = on_windows = False
        for path, c in w.containers:
            own = c.get("securityContext")
            if type(own) is dict:
                contexts.append((path, c, own))
                if own.get("privileged") is True or "procMount" in own or "add" in mapping(own.get("capabilities")):
                    yield from _container(context, w, path, c, own)
                on_windows = on_windows or "windowsOptions" in own
            at = _root(mapping(own), pod)
            if at and (at == "own" or not told):
                told = told or at == "pod"  # which says it for all of them
                message = f"{title(c, w)} runs as user 0 and must not run as root"
                help = "set runAsUser to another user, or remove runAsNonRoot; the kubelet does not start the container"
                field = f"{path if at == 'own' else 'spec'}.securityContext.runAsUser"
                yield finding(context, CODE, w, field, message, value=0, help=help)
        if on_windows or "windowsOptions" in pod:
            yield from _processes(context, w, pod)
        for path, of, own in contexts:
            for key in ("seccompProfile", "appArmorProfile"):
                profile = own.get(key)
                if type(profile) is dict and (profile.get("type") == "Localhost" or profile.get("localhostProfile") is not None):
                    yield from _profile(context, w, f"{path}.securityContext.{key}", _subject(w, of), key, profile)
        if "os" in w.spec:
            os = inner(w.spec, "os").get("name")
            if os in ("linux", "windows"):
                yield from _os(context, w, os, contexts)


def _subject(w: Workload, c: dict[str, Any] | None) -> str:
    return w.title if c is None else title(c, w)


def _namespaces(context: Context, w: Workload) -> Iterator[Finding]:
    """What a pod shares with its node, and has for itself."""
    if w.spec.get("hostUsers") is False:
        for key in _HOST:
            if w.spec.get(key) is True:
                message = f"{w.title} has users of its own and shares {key[4:]} with its node"
                yield finding(context, CODE, w, f"spec.{key}", message, value=True, help=f"remove {key}, or remove hostUsers: false")
    if w.spec.get("hostPID") is True and w.spec.get("shareProcessNamespace") is True:
        message = f"{w.title} shares processes both with its node and among its containers"
        yield finding(
            context, CODE, w, "spec.shareProcessNamespace", message, value=True, help="keep one of hostPID and shareProcessNamespace"
        )


def _sysctls(context: Context, w: Workload, pod: dict[str, Any]) -> Iterator[Finding]:
    names: list[object] = []
    for i, sysctl in items(pod, "sysctls"):
        name = sysctl.get("name")
        at = f"spec.securityContext.sysctls[{i}].name"
        if name in names:
            yield finding(context, CODE, w, at, f"{w.title} sets {name} twice", value=name, help="keep one of them")
        names.append(name)
        if type(name) is not str:
            continue
        dotted = name.replace("/", ".")
        for key, starts in (("hostNetwork", ("net.",)), ("hostIPC", _IPC)):
            if w.spec.get(key) is True and dotted.startswith(starts):
                message = f"{w.title} sets {name} of a namespace that it shares with its node"
                yield finding(context, CODE, w, at, message, value=name, help=f"remove it, or remove {key}")


def _processes(context: Context, w: Workload, pod: dict[str, Any]) -> Iterator[Finding]:
    """Containers of Windows that run as processes of their node."""
    host_process = _host_process(pod)
    found = [_host_process(mapping(c.get("securityContext"))) for _, c in w.containers]
    effective = [host_process if own is None else own for own in found]
    if True in effective:
        if w.spec.get("hostNetwork") is not True:
            message = f"{w.title} has a hostProcess container and a network of its own"
            yield finding(context, CODE, w, "spec.hostNetwork", message, help="set hostNetwork: true")
        if effective.count(True) != len(effective):
            message = f"{w.title} has hostProcess containers beside others"
            yield finding(
                context, CODE, w, "spec.containers", message, help="make all containers of the pod hostProcess containers, or none"
            )
        elif host_process is not None and any(own is not None and own is not host_process for own in found):
            message = f"{w.title} says of hostProcess one thing for the pod and another for a container"
            at = "spec.securityContext.windowsOptions.hostProcess"
            yield finding(context, CODE, w, at, message, value=host_process, help="say it once, for the pod")


def _host_process(own: dict[str, Any]) -> bool | None:
    value = inner(own, "windowsOptions").get("hostProcess")
    return value if type(value) is bool else None


def _container(context: Context, w: Workload, path: str, c: dict[str, Any], own: dict[str, Any]) -> Iterator[Finding]:
    at, subject = f"{path}.securityContext", title(c, w)
    if own.get("allowPrivilegeEscalation") is False:
        if own.get("privileged") is True:
            message = f"{subject} is privileged and may not escalate its privileges"
            help = "remove privileged, or remove allowPrivilegeEscalation: false"
            yield finding(context, CODE, w, f"{at}.privileged", message, value=True, help=help)
        if "CAP_SYS_ADMIN" in sequence(inner(own, "capabilities").get("add")):
            message = f"{subject} adds CAP_SYS_ADMIN and may not escalate its privileges"
            help = "remove the capability, or remove allowPrivilegeEscalation: false"
            yield finding(context, CODE, w, f"{at}.capabilities.add", message, value="CAP_SYS_ADMIN", help=help)
    if own.get("procMount") == "Unmasked" and w.spec.get("hostUsers") is not False:
        message = f"{subject} sees all of /proc and shares the users of its node"
        yield finding(
            context, CODE, w, f"{at}.procMount", message, value="Unmasked", help="set hostUsers: false for the pod, or remove procMount"
        )


def _root(own: dict[str, Any], pod: dict[str, Any]) -> str:
    """Whether a container must not run as root and is told to, so that the kubelet never starts it; who tells it, `own` or `pod`, else `""`."""
    user, at = own.get("runAsUser"), "own"
    if user is None:
        user, at = pod.get("runAsUser"), "pod"
    if type(user) is not int or user != 0:
        return ""
    non_root = own.get("runAsNonRoot")
    return at if (pod.get("runAsNonRoot") if non_root is None else non_root) is True else ""


def _profile(context: Context, w: Workload, at: str, subject: str, key: str, profile: dict[str, Any]) -> Iterator[Finding]:
    kind, name = profile.get("type"), profile.get("localhostProfile")
    one = f"an {key}" if key == "appArmorProfile" else f"a {key}"
    if kind == "Localhost" and not name:
        message = f"{subject} has {one} of the node and does not say which"
        yield finding(context, CODE, w, f"{at}.localhostProfile", message, help="set localhostProfile, or use the type RuntimeDefault")
    elif kind in ("RuntimeDefault", "Unconfined") and name is not None:
        message = f"{subject} names {one} of the node and has the type {kind}"
        yield finding(
            context, CODE, w, f"{at}.localhostProfile", message, value=name, help="remove localhostProfile, or use the type Localhost"
        )
    elif kind == "Localhost" and key == "appArmorProfile" and type(name) is str and name != name.strip():
        message = f"{subject} names {one} with blanks around it"
        yield finding(context, CODE, w, f"{at}.localhostProfile", message, value=name, help="remove the blanks")
    elif kind == "Localhost" and key == "seccompProfile" and type(name) is str and (name[:1] == "/" or ".." in name.split("/")):
        message = f"{subject} names {one} outside of the node's folder of profiles"
        yield finding(context, CODE, w, f"{at}.localhostProfile", message, value=name, help="write a path below that folder, without ..")


def _os(context: Context, w: Workload, os: str, contexts: list[tuple[str, dict[str, Any] | None, dict[str, Any]]]) -> Iterator[Finding]:
    other = "windows" if os == "linux" else "linux"
    help = f"remove it, or set os.name: {other}"
    for key in _NOT_OF_WINDOWS_PODS if os == "windows" else ():
        value = w.spec.get(key)
        if value is not None and (value is not False or key not in _HOST):
            yield finding(context, CODE, w, f"spec.{key}", f"{w.title} is for {os} and sets {key}", value=value, help=help)
    for path, of, own in contexts:
        for key in _NOT_ON_WINDOWS if os == "windows" else ("windowsOptions",):
            if own.get(key) is not None and own[key] != []:
                message = f"{_subject(w, of)} is for {os} and sets {key}"
                yield finding(context, CODE, w, f"{path}.securityContext.{key}", message, value=own[key], help=help)


RULE = Rule(
    CODE,
    "what a container may do does not contradict itself",
    severity=ERROR,
    on=(*WORKLOADS,),
    needs=(
        "add",
        "appArmorProfile",
        "hostProcess",
        "hostUsers",
        "localhostProfile",
        "os",
        "privileged",
        "procMount",
        "runAsUser",
        "shareProcessNamespace",
        "seccompProfile",
        "sysctls",
    ),
    reads=tuple(WORKLOADS),
    check=check,
    why="The API server refuses the pod, or the kubelet never starts the container.",
    source="Kubernetes documentation, Configure a Security Context for a Pod or Container; User Namespaces; Windows HostProcess Pods; Pods: Pod OS",
    fix="Remove the field that contradicts the other.",
)
