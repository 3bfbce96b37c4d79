"""PeerAuthentication: whether pods accept only mutual TLS (Istio). It binds the receiving side."""

from __future__ import annotations

from ..core.types import LabelKey, LabelValue
from .typed import EMPTY, TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Literal


class PeerAuthentication(TypedObject):
    """A PeerAuthentication (security.istio.io/v1). Without a selector there is one for each namespace, by custom named `default`.

    Args:
        mode: `STRICT` refuses plain text, `PERMISSIVE` accepts both, `DISABLE` speaks none; `UNSET` inherits.
        selector: labels of the pods (default: every pod of the namespace).
        ports: mode by the pods' port number, with a selector only (default: none).
    """

    API_VERSION = "security.istio.io/v1"
    KIND = "PeerAuthentication"

    mode: Literal["STRICT", "PERMISSIVE", "DISABLE", "UNSET"]
    selector: Mapping[LabelKey, LabelValue] = EMPTY
    ports: Mapping[str, Literal["STRICT", "PERMISSIVE", "DISABLE", "UNSET"]] = EMPTY

    def body(self) -> dict[str, Any]:
        """The spec."""
        spec: dict[str, Any] = {"selector": {"matchLabels": dict(self.selector)}} if self.selector else {}
        spec["mtls"] = {"mode": self.mode}
        if self.ports:
            spec["portLevelMtls"] = {port: {"mode": mode} for port, mode in self.ports.items()}
        return {"spec": spec}
