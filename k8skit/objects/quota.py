"""ResourceQuota and LimitRange: what a namespace may use in all, and a single container at most."""

from __future__ import annotations

from ..core.types import Quantity
from .typed import EMPTY, TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


class ResourceQuota(TypedObject):
    """A ResourceQuota (v1).

    Args:
        hard: the limits by their full names, such as `{"requests.cpu": 8, "limits.memory": "32Gi", "pods": 50}` (Kubernetes documentation, Resource Quotas).
        scopes: count only pods of these scopes, such as `BestEffort` (default: all).
    """

    API_VERSION = "v1"
    KIND = "ResourceQuota"

    hard: Mapping[str, Quantity]
    scopes: Sequence[str] = ()

    def body(self) -> dict[str, Any]:
        """The spec."""
        spec: dict[str, Any] = {"hard": dict(self.hard)}
        if self.scopes:
            spec["scopes"] = list(self.scopes)
        return {"spec": spec}


class LimitRange(TypedObject):
    """A LimitRange (v1) for containers, and for claims.

    Args:
        default: limits for containers that have none, by resource (default: none).
        default_request: requests for containers that have none (default: none).
        max: most that a container may have (default: not bounded).
        min: least that a container may have (default: not bounded).
        max_storage: largest claim (default: not bounded).
    """

    API_VERSION = "v1"
    KIND = "LimitRange"

    default: Mapping[str, Quantity] = EMPTY
    default_request: Mapping[str, Quantity] = EMPTY
    max: Mapping[str, Quantity] = EMPTY
    min: Mapping[str, Quantity] = EMPTY
    max_storage: Quantity | None = None

    def body(self) -> dict[str, Any]:
        """The spec."""
        item: dict[str, Any] = {"type": "Container"}
        for key, values in (("default", self.default), ("defaultRequest", self.default_request), ("max", self.max), ("min", self.min)):
            if values:
                item[key] = dict(values)
        limits = [item] if len(item) > 1 else []
        if self.max_storage is not None:
            limits.append({"type": "PersistentVolumeClaim", "max": {"storage": self.max_storage}})
        return {"spec": {"limits": limits}}
