"""Outlier detection may leave at least one pod out.

Reads `maxEjectionPercent` of DestinationRules, 10 where it is not written, and the pods of the host, or of the subset whose policy it is. A pod is left out
only if the pods that are left out then are no more than that share: of two pods none is below 50 %. Nothing is said where a number of pods is not written,
and where errors decide between zones (`localityLbSetting`), or nothing is counted.
"""

from __future__ import annotations

from ...finding import WARNING
from ..behind import SCALERS, behind
from ..context import WORKLOADS, mapping
from ..mesh import DESTINATION_RULE, SERVICE_ENTRY, VIRTUAL_SERVICE, Hosts, detections, rule_host, subsets
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..behind import Behind
    from ..context import Context

CODE = "K8S760"
_PERCENT = 10
"""Most pods that are left out at once, in percent, where nothing or 0 is said."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each outlier detection that can leave out none of the pods there are."""
    hosts = Hosts(context)
    for m in context.of(DESTINATION_RULE):
        spec = mapping(m.object.get("spec"))
        service = hosts.service(rule_host(context, m))
        of_subsets = {f"spec.subsets[{i}].": (f"subset {name}", labels) for i, name, labels in subsets(m)}
        for at, detection in detections(spec):
            what, labels = next((found for place, found in of_subsets.items() if at.startswith(place)), (f'Service "{_name(service)}"', {}))
            pods = behind(context, service, labels)
            percent = detection.get("maxEjectionPercent") or _PERCENT
            if type(percent) is not int or percent < 0 or not _bites(pods, percent) or _otherwise_of_use(spec, detection):
                continue
            assert pods is not None
            written = "maxEjectionPercent" in detection
            share = f"{percent} %{'' if written else ', which is the default,'}"
            count = "the one pod" if pods.most == 1 else f"{pods.most} pods"
            message = f'DestinationRule "{m.name}" never leaves a pod out: {share} of {count} of {what} is less than one'
            help = "with one pod there is none to answer instead: run more, or leave outlierDetection out"
            if pods.most and pods.most > 1:
                sizes: list[int] = [pods.most, *([] if labels else _of_subsets(context, service, m))]
                few = min(sizes)
                for_all = ", enough for each subset," if few < pods.most else ""
                help = f"set maxEjectionPercent to at least {-(-100 // few)}{for_all} or run at least {-(-100 // percent)} pods"
            field = f"{at}.maxEjectionPercent" if written else at
            yield context.finding(CODE, m, field, message, severity=WARNING, value=percent, help=help)


def _of_subsets(context: Context, service: Manifest | None, m: Manifest) -> list[int]:
    """How many pods each subset has that has more than one; the policy of the host is for each of them alone."""
    found = [behind(context, service, labels) for _, _, labels in subsets(m)]
    return [pods.most for pods in found if pods is not None and pods.most is not None and pods.most > 1]


def _name(service: Manifest | None) -> str:
    return service.name if service is not None else ""


def _bites(pods: Behind | None, percent: int) -> bool:
    """Whether there are pods, and so few that the share of one of them is too much."""
    return pods is not None and pods.most is not None and pods.most > 0 and pods.most * percent < 100


def _otherwise_of_use(spec: dict[str, Any], detection: dict[str, Any]) -> bool:
    """Whether it is there for the choice between zones, or counts nothing, which is meant."""
    balancer = mapping(mapping(spec.get("trafficPolicy")).get("loadBalancer"))
    local = mapping(balancer.get("localityLbSetting"))
    counted = ("consecutive5xxErrors", "consecutiveGatewayErrors", "consecutiveLocalOriginFailures")
    return bool(local) or (detection.get("consecutive5xxErrors") == 0 and not any(detection.get(key) for key in counted))


RULE = Rule(
    CODE,
    "outlier detection may leave a pod out",
    on=(DESTINATION_RULE,),
    needs=("outlierDetection",),
    reads=(DESTINATION_RULE, VIRTUAL_SERVICE, SERVICE_ENTRY, "Service", "ConfigMap", *SCALERS, *WORKLOADS),
    check=check,
    why="Errors are counted and no pod is ever left out: the one that fails goes on getting its share of the requests.",
    source="Istio documentation, Destination Rule: OutlierDetection; Envoy documentation, max_ejection_percent, since 1.28 for the first pod too",
    fix="Allow so large a share that it is one pod, such as maxEjectionPercent: 50 for two.",
)
