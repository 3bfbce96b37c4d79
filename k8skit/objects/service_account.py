"""ServiceAccount: who the pods are towards the API server."""

from __future__ import annotations

from ..core.types import ObjectName
from .typed import TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class ServiceAccount(TypedObject):
    """A ServiceAccount (v1).

    Args:
        automount_token: let pods mount its token unless they say otherwise (default False).
        image_pull_secrets: names of Secrets with registry credentials for its pods (default: none).
    """

    API_VERSION = "v1"
    KIND = "ServiceAccount"

    automount_token: bool = False
    image_pull_secrets: Sequence[ObjectName] = ()

    def body(self) -> dict[str, Any]:
        """The top-level fields: a ServiceAccount has no spec."""
        out: dict[str, Any] = {"automountServiceAccountToken": self.automount_token}
        if self.image_pull_secrets:
            out["imagePullSecrets"] = [{"name": n} for n in self.image_pull_secrets]
        return out
