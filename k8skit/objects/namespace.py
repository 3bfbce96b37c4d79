"""Namespace, with its Pod Security level."""

from __future__ import annotations

from ..core.references import NamespaceRef
from .typed import TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal


class Namespace(TypedObject):
    """A Namespace (v1).

    Args:
        pod_security: the Pod Security level that is enforced, audited and warned about (default `restricted`; None sets no label).
        pod_security_version: the Kubernetes minor whose definition of the level counts, such as `v1.35`, or `latest` (default: the cluster's own).
    """

    API_VERSION = "v1"
    KIND = "Namespace"

    pod_security: Literal["privileged", "baseline", "restricted"] | None = "restricted"
    pod_security_version: str | None = None

    def body(self) -> dict[str, Any]:
        """Nothing beside the metadata."""
        return {}

    def metadata(self) -> dict[str, Any]:
        """The metadata, with the labels of Pod Security Admission."""
        out = super().metadata()
        if self.pod_security is not None:
            labels: dict[str, str] = {}
            for mode in ("enforce", "audit", "warn"):
                labels[f"pod-security.kubernetes.io/{mode}"] = self.pod_security
                if self.pod_security_version:
                    labels[f"pod-security.kubernetes.io/{mode}-version"] = self.pod_security_version
            out["labels"] = {**labels, **out.get("labels", {})}
        return out

    @property
    def ref(self) -> NamespaceRef:
        """A reference, for the `namespace` of charts and objects."""
        return NamespaceRef(self.object_name)
