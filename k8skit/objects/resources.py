"""Resources: what a container asks for and what it may use at most."""

from __future__ import annotations

from ..core.fields import Value
from ..core.types import Quantity
from ..quantities import compare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Resources(Value):
    """Requests and limits of a container.

    The memory limit is the memory request where none is given: a container that is promised less than it may use is killed when the node is full.
    There is no CPU limit where none is given: CPU over the request is only shared, never a reason to be killed.

    Args:
        cpu: CPU request, in cores: `2`, `"250m"` (default: none).
        memory: memory request, such as `"512Mi"` (default: none).
        cpu_limit: CPU limit (default: none).
        memory_limit: memory limit (default: the request).
        ephemeral_storage: request of local disk (default: none).
        ephemeral_storage_limit: limit of local disk (default: the request).
        extended: further resources such as `{"nvidia.com/gpu": 1}`; request and limit are equal, as Kubernetes demands (default: none).
    """

    cpu: Quantity | None = None
    memory: Quantity | None = None
    cpu_limit: Quantity | None = None
    memory_limit: Quantity | None = None
    ephemeral_storage: Quantity | None = None
    ephemeral_storage_limit: Quantity | None = None
    extended: Mapping[str, Quantity] | None = None

    def verify(self) -> None:
        """A limit below its request is refused by the API server; here at the line that wrote it."""
        for name, request, limit in (
            ("cpu", self.cpu, self.cpu_limit),
            ("memory", self.memory, self.memory_limit),
            ("ephemeral_storage", self.ephemeral_storage, self.ephemeral_storage_limit),
        ):
            if request is not None and limit is not None and compare(str(request), str(limit)) > 0:
                raise self.refuse(
                    f"{name}_limit {limit} is less than the request {request}",
                    field=f"{name}_limit",
                    value=limit,
                    help=f"raise it to at least {request}",
                )

    def to_manifest(self) -> dict[str, Any]:
        """The `resources` of a container; empty where nothing is set."""
        requests: dict[str, Any] = {}
        limits: dict[str, Any] = {}
        for key, request, limit in (
            ("cpu", self.cpu, self.cpu_limit),
            ("memory", self.memory, self.memory_limit if self.memory_limit is not None else self.memory),
            (
                "ephemeral-storage",
                self.ephemeral_storage,
                self.ephemeral_storage_limit if self.ephemeral_storage_limit is not None else self.ephemeral_storage,
            ),
        ):
            if request is not None:
                requests[key] = request
            if limit is not None:
                limits[key] = limit
        if self.extended:
            requests.update(self.extended)
            limits.update(self.extended)
        out: dict[str, Any] = {}
        if requests:
            out["requests"] = requests
        if limits:
            out["limits"] = limits
        return out
