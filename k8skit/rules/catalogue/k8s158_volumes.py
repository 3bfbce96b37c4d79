"""Volumes and mounts of a pod are possible: paths, modes and sources fit each other.

Reads the volumes of pods and what their containers mount: paths that lead out of a volume, two files at one path, mounts that need more rights than the
container has, raw devices of something that is no claim.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ..claims import of_claim
from ..context import WORKLOADS, mapping
from ..pods import finding, inner, items, pods, title
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S158"
_WITH_ITEMS = ("configMap", "downwardAPI", "secret")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each volume or mount that the API server refuses."""
    for w in pods(context):
        volumes = items(w.spec, "volumes")
        for i, volume in volumes:
            yield from _volume(context, w, f"spec.volumes[{i}]", volume)
        for path, c in w.containers:
            for i, mount in items(c, "volumeMounts"):
                yield from _mount(context, w, f"{path}.volumeMounts[{i}]", c, mount)
            if c.get("volumeDevices"):
                yield from _devices(context, w, path, c, [v for _, v in volumes])


def _wrong(context: Context, w: Workload, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return finding(context, CODE, w, at, message, value=value, help=help)


def _leads_out(path: object) -> bool:
    return type(path) is str and (path[:1] == "/" or ".." in path.split("/"))


def _volume(context: Context, w: Workload, at: str, volume: dict[str, Any]) -> Iterator[Finding]:
    subject = f'volume "{volume.get("name")}" of {w.title}'
    host = inner(volume, "hostPath").get("path")
    if type(host) is str and ".." in host.split("/"):
        yield _wrong(context, w, f"{at}.hostPath.path", f"{subject} has .. in its path", "write the path without ..", host)
    nfs = inner(volume, "nfs").get("path")
    if type(nfs) is str and nfs[:1] != "/":
        yield _wrong(context, w, f"{at}.nfs.path", f"{subject} has a path on the server that is not absolute", "start it with /", nfs)
    template = inner(volume, "ephemeral").get("volumeClaimTemplate")
    if type(template) is dict:
        for field, message, help, value in of_claim(mapping(template.get("spec"))):
            yield _wrong(context, w, f"{at}.ephemeral.volumeClaimTemplate.spec.{field}", f"{subject} {message}", help, value)
    for key in _WITH_ITEMS:
        source = mapping(volume.get(key))
        if "items" in source:
            yield from _files(context, w, f"{at}.{key}", subject, source, [] if key == "downwardAPI" else None)
    if volume.get("projected") is not None:
        taken: list[object] = []
        for i, source in items(mapping(volume["projected"]), "sources"):
            for key in _WITH_ITEMS:
                yield from _files(context, w, f"{at}.projected.sources[{i}].{key}", subject, mapping(source.get(key)), taken)
            for key, field in (
                ("serviceAccountToken", "path"),
                ("clusterTrustBundle", "path"),
                ("podCertificate", "credentialBundlePath"),
                ("podCertificate", "keyPath"),
                ("podCertificate", "certificateChainPath"),
            ):
                file = inner(source, key).get(field)
                if file:
                    yield from _file(context, w, f"{at}.projected.sources[{i}].{key}.{field}", subject, file, taken)


def _files(context: Context, w: Workload, at: str, subject: str, source: dict[str, Any], taken: list[object] | None) -> Iterator[Finding]:
    for i, item in items(source, "items"):
        yield from _file(context, w, f"{at}.items[{i}].path", subject, item.get("path"), taken)


def _file(context: Context, w: Workload, at: str, subject: str, path: object, taken: list[object] | None) -> Iterator[Finding]:
    if type(path) is not str:
        return
    if _leads_out(path) or path.startswith(".."):
        yield _wrong(context, w, at, f"{subject} has a file outside of the volume", "write a path below the volume, without ..", path)
    elif taken is not None:
        if path in taken:
            yield _wrong(context, w, at, f"{subject} has two files at {path}", "give one of them another path", path)
        taken.append(path)


def _mount(context: Context, w: Workload, at: str, c: dict[str, Any], mount: dict[str, Any]) -> Iterator[Finding]:
    for key in ("subPath", "subPathExpr"):
        if _leads_out(mount.get(key)):
            message = f"{title(c, w)} mounts a path outside of the volume"
            yield _wrong(context, w, f"{at}.{key}", message, "write a path below the volume: no / in front and no ..", mount[key])
    if mount.get("subPath") and mount.get("subPathExpr"):
        message = f"{title(c, w)} mounts both a subPath and a subPathExpr"
        yield _wrong(context, w, f"{at}.subPathExpr", message, "keep one of them", mount["subPathExpr"])
    propagation = mount.get("mountPropagation")
    if propagation == "Bidirectional" and inner(c, "securityContext").get("privileged") is not True:
        message = f"{title(c, w)} passes its mounts on to the node and is not privileged"
        help = "use HostToContainer, or make the container privileged"
        yield _wrong(context, w, f"{at}.mountPropagation", message, help, propagation)
    recursive = mount.get("recursiveReadOnly")
    if recursive in ("Enabled", "IfPossible"):
        if mount.get("readOnly") is not True:
            message = f"{title(c, w)} mounts what is below read-only, but not the volume itself"
            yield _wrong(context, w, f"{at}.recursiveReadOnly", message, "set readOnly: true too", recursive)
        elif propagation not in (None, "", "None"):
            message = f"{title(c, w)} mounts recursively read-only and propagates mounts"
            yield _wrong(context, w, f"{at}.recursiveReadOnly", message, "remove mountPropagation", recursive)


def _devices(context: Context, w: Workload, path: str, c: dict[str, Any], volumes: list[dict[str, Any]]) -> Iterator[Finding]:
    mounts = [m for _, m in items(c, "volumeMounts")]
    names, paths = [m.get("name") for m in mounts], [m.get("mountPath") for m in mounts]
    taken: list[object] = []
    for i, device in items(c, "volumeDevices"):
        at, name, file = f"{path}.volumeDevices[{i}]", device.get("name"), device.get("devicePath")
        if name in names or name in taken:
            message = f'{title(c, w)} uses the volume "{name}" twice, as a device and otherwise'
            yield _wrong(context, w, f"{at}.name", message, "mount it, or use it as one device", name)
        taken.append(name)
        if file in paths:
            message = f"{title(c, w)} has a device and a mount at {file}"
            yield _wrong(context, w, f"{at}.devicePath", message, "give the device another path", file)
        if type(file) is str and ".." in file.split("/"):
            yield _wrong(context, w, f"{at}.devicePath", f"{title(c, w)} has .. in the path of a device", "write the path without ..", file)
        volume = next((v for v in volumes if v.get("name") == name), None)
        if volume is not None and volume.get("persistentVolumeClaim") is None and volume.get("ephemeral") is None:
            message = f'{title(c, w)} uses the volume "{name}" as a device, and it is no claim'
            yield _wrong(context, w, f"{at}.name", message, "mount it, or use a PersistentVolumeClaim with volumeMode Block", name)


RULE = Rule(
    CODE,
    "volumes and mounts of a pod are possible",
    severity=ERROR,
    on=(*WORKLOADS,),
    needs=(
        "ephemeral",
        "hostPath",
        "items",
        "mountPropagation",
        "nfs",
        "projected",
        "recursiveReadOnly",
        "subPath",
        "subPathExpr",
        "volumeDevices",
    ),
    reads=tuple(WORKLOADS),
    check=check,
    why="The API server refuses the pod, and with it the workload.",
    source="Kubernetes documentation, Volumes: Using subPath, Mount propagation, Recursive read-only mounts; Projected Volumes; Raw Block Volume Support",
    fix="Write paths below the volume, each once, and mount what the container may mount.",
)
