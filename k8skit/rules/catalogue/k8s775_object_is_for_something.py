"""The webhook of istiod takes what an object is for: labels with keys, targets of a kind that can be one, and a dry run of a policy alone.

Reads selectors, `targetRef` and `targetRefs`, and the annotation `istio.io/dry-run`.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping
from ..istiod import WHY, Wrong, refused
from ..istiod_values import targets
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S775"
_POLICY = "security.istio.io/AuthorizationPolicy"
_KINDS = (
    "extensions.istio.io/TrafficExtension",
    "extensions.istio.io/WasmPlugin",
    "networking.istio.io/DestinationRule",
    "networking.istio.io/EnvoyFilter",
    "networking.istio.io/Gateway",
    "networking.istio.io/ProxyConfig",
    "networking.istio.io/ServiceEntry",
    "networking.istio.io/Sidecar",
    "networking.istio.io/VirtualService",
    "networking.istio.io/WorkloadEntry",
    "networking.istio.io/WorkloadGroup",
    _POLICY,
    "security.istio.io/PeerAuthentication",
    "security.istio.io/RequestAuthentication",
    "telemetry.istio.io/Telemetry",
)
_DRY_RUN = "istio.io/dry-run"
_BOOLEANS = ("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that istiod refuses."""
    for m in context.of(*_KINDS):
        spec = mapping(m.object.get("spec"))
        yield from refused(context, CODE, m, "spec", _selected(spec))
        yield from refused(context, CODE, m, "spec", targets(spec))
        yield from refused(context, CODE, m, "metadata.annotations", _annotation(m, spec))


def _selected(spec: dict[str, Any]) -> Iterator[Wrong]:
    if "" in mapping(mapping(spec.get("workloadSelector")).get("labels")):  # of matchLabels the CRD says so
        yield ".workloadSelector.labels", "selects by a label without a key", "", "write the key of a label"


def _annotation(m: Manifest, spec: dict[str, Any]) -> Iterator[Wrong]:
    value = mapping(mapping(m.object.get("metadata")).get("annotations")).get(_DRY_RUN)
    if type(value) is not str:
        return
    at = f"[{_DRY_RUN!r}]"
    if m.kind != "AuthorizationPolicy":
        yield at, f"has the annotation {_DRY_RUN}, which is for an AuthorizationPolicy", value, "remove it"
    elif spec.get("action", "ALLOW") not in ("ALLOW", "DENY"):
        yield at, f"is a dry run of the action {spec['action']}, which has none", value, "remove the annotation"
    elif value not in _BOOLEANS:
        yield at, f"has {value or 'an empty text'} for {_DRY_RUN}", value, "write true or false, in quotes"


RULE = Rule(
    CODE,
    "istiod takes whom an object is for",
    severity=WARNING,
    on=_KINDS,
    needs=("istio.io/", "targetRef", "targetRefs", "workloadSelector"),
    reads=_KINDS,
    check=check,
    why=WHY,
    source="Istio documentation, Workload Selector; PolicyTargetReference; Resource Annotations",
    fix="Select by labels with keys, name a target of a kind that can be one, and try a policy alone.",
    known_as=("istioctl IST0106",),
)
