"""Volume: what a pod can mount."""

from __future__ import annotations

from ..core.fields import Value, field
from ..core.plain import plain
from ..core.types import LabelName, ObjectName, Path, Quantity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Volume(Value):
    """A volume of a pod; best made by `Volume.empty_dir`, `Volume.config_map`, `Volume.secret`, `Volume.claim` or `Volume.host_path`.

    Args:
        name: its name in the pod: a DNS label.
        source: the source as Kubernetes spells it, such as `{"emptyDir": {}}`.
    """

    name: LabelName = field(kw_only=False)
    source: Mapping[str, Any] = field(kw_only=False)

    def verify(self) -> None:
        """One source, not two and not none."""
        if len(self.source) != 1:
            raise self.refuse(
                "a volume has exactly one source", field="source", value=dict(self.source), help='for example {"emptyDir": {}}'
            )

    @staticmethod
    def empty_dir(name: str, *, size_limit: Quantity | None = None, memory: bool = False) -> Volume:
        """An empty folder that lives as long as the pod.

        Args:
            name: the volume's name.
            size_limit: the pod is evicted when it holds more (default: no limit).
            memory: keep it in memory; it then counts as memory of the containers (default False).
        """
        source: dict[str, Any] = {}
        if memory:
            source["medium"] = "Memory"
        if size_limit is not None:
            source["sizeLimit"] = size_limit
        return Volume(name, {"emptyDir": source})

    @staticmethod
    def config_map(
        name: str, config_map: ObjectName, *, items: Mapping[str, str] | None = None, optional: bool = False, mode: int | None = None
    ) -> Volume:
        """The keys of a ConfigMap as files.

        Args:
            name: the volume's name.
            config_map: the ConfigMap's name.
            items: key -> path of the file (default: every key under its own name).
            optional: whether the pod may start without it (default False).
            mode: permission bits of the files, such as 0o440 (default: Kubernetes' 0o644).
        """
        return Volume(name, {"configMap": _keyed("name", config_map, items, optional, mode)})

    @staticmethod
    def secret(
        name: str, secret: ObjectName, *, items: Mapping[str, str] | None = None, optional: bool = False, mode: int | None = None
    ) -> Volume:
        """The keys of a Secret as files.

        Args:
            name: the volume's name.
            secret: the Secret's name.
            items: key -> path of the file (default: every key under its own name).
            optional: whether the pod may start without it (default False).
            mode: permission bits of the files, such as 0o400 (default: Kubernetes' 0o644).
        """
        return Volume(name, {"secret": _keyed("secretName", secret, items, optional, mode)})

    @staticmethod
    def claim(name: str, claim: ObjectName, *, read_only: bool = False) -> Volume:
        """A PersistentVolumeClaim.

        Args:
            name: the volume's name.
            claim: the claim's name.
            read_only: mount it read-only everywhere (default False).
        """
        source: dict[str, Any] = {"claimName": claim}
        if read_only:
            source["readOnly"] = True
        return Volume(name, {"persistentVolumeClaim": source})

    @staticmethod
    def template(name: str) -> Volume:
        """The claim that a StatefulSet makes for each pod from its template of this name.

        Args:
            name: name of the template, and of the volume.
        """
        return Volume(name, {"persistentVolumeClaim": {"claimName": name}})

    @staticmethod
    def host_path(name: str, path: Path, *, type: str = "") -> Volume:
        """A path of the node. Pod Security levels baseline and restricted forbid it.

        Args:
            name: the volume's name.
            path: the path on the node.
            type: what must be there, such as `Directory` (default: nothing is checked).
        """
        source: dict[str, Any] = {"path": path}
        if type:
            source["type"] = type
        return Volume(name, {"hostPath": source})

    def to_manifest(self) -> dict[str, Any]:
        """The item of `volumes`."""
        return {"name": self.name, **plain(self.source)}


def _keyed(key: str, name: str, items: Mapping[str, str] | None, optional: bool, mode: int | None) -> dict[str, Any]:
    source: dict[str, Any] = {key: name}
    if items:
        source["items"] = [{"key": k, "path": p} for k, p in items.items()]
    if mode is not None:
        source["defaultMode"] = mode
    if optional:
        source["optional"] = True
    return source


class Mount(Value):
    """A volume at a path of a container.

    Args:
        volume: the volume.
        path: where the container sees it.
        read_only: whether the container cannot write to it (default False).
        sub_path: only this path of the volume (default: all of it).
    """

    volume: Volume = field(kw_only=False)
    path: Path = field(kw_only=False)
    read_only: bool = False
    sub_path: str | None = None

    def to_manifest(self) -> dict[str, Any]:
        """The item of `volumeMounts`."""
        out: dict[str, Any] = {"name": self.volume.name, "mountPath": self.path}
        if self.sub_path:
            out["subPath"] = self.sub_path
        if self.read_only:
            out["readOnly"] = True
        return out
