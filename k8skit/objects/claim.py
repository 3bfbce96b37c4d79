"""PersistentVolumeClaim: storage that outlives pods, alone or as a template of a StatefulSet."""

from __future__ import annotations

from ..core.fields import Value
from ..core.types import LabelKey, LabelName, LabelValue, ObjectName, Quantity
from .typed import EMPTY, TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal


def claim_spec(storage: Any, access_modes: Sequence[str], storage_class: str | None, volume_mode: str | None) -> dict[str, Any]:
    """The spec of a claim.

    Args:
        storage: size.
        access_modes: how it may be mounted.
        storage_class: name of the StorageClass; None for the cluster's default, `""` for none at all.
        volume_mode: `Filesystem` or `Block`; None for Kubernetes' own, Filesystem.
    """
    spec: dict[str, Any] = {"accessModes": list(access_modes)}
    if storage_class is not None:
        spec["storageClassName"] = storage_class
    if volume_mode is not None:
        spec["volumeMode"] = volume_mode
    spec["resources"] = {"requests": {"storage": storage}}
    return spec


class PersistentVolumeClaim(TypedObject):
    """A PersistentVolumeClaim (v1).

    Args:
        storage: size, such as `"20Gi"`; it can grow later where the StorageClass allows, never shrink.
        access_modes: how it may be mounted (default: read-write by one node).
        storage_class: name of the StorageClass (default: the cluster's default; `""` for none).
        volume_mode: `Filesystem` or `Block` (default: Kubernetes' own, Filesystem).
    """

    API_VERSION = "v1"
    KIND = "PersistentVolumeClaim"

    storage: Quantity
    access_modes: Sequence[Literal["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"]] = ("ReadWriteOnce",)
    storage_class: str | None = None
    volume_mode: Literal["Filesystem", "Block"] | None = None

    def body(self) -> dict[str, Any]:
        """The spec."""
        return {"spec": claim_spec(self.storage, self.access_modes, self.storage_class, self.volume_mode)}


class ClaimTemplate(Value):
    """A claim that a StatefulSet makes for each of its pods; the claim is named `<template>-<pod>`.

    Args:
        name: name of the template and of the volume in the pods.
        storage: size, such as `"20Gi"`. A StatefulSet's templates can never change afterwards.
        access_modes: how it may be mounted (default: read-write by one node).
        storage_class: name of the StorageClass (default: the cluster's default).
        labels: labels of the claims; they can never change either (default: none).
    """

    name: LabelName
    storage: Quantity
    access_modes: Sequence[Literal["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"]] = ("ReadWriteOnce",)
    storage_class: ObjectName | None = None
    labels: Mapping[LabelKey, LabelValue] = EMPTY

    def to_manifest(self) -> dict[str, Any]:
        """The item of `volumeClaimTemplates`."""
        metadata: dict[str, Any] = {"name": self.name}
        if self.labels:
            metadata["labels"] = dict(self.labels)
        return {"metadata": metadata, "spec": claim_spec(self.storage, self.access_modes, self.storage_class, None)}
