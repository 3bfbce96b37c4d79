"""Outlier detection of DestinationRules says what Istio can do.

Reads `outlierDetection` of the traffic policies, those of ports and of subsets too: percentages from 0 to 100, errors of the own side that are counted only
where they are told apart, and a count of gateway errors that the count of all errors always reaches first.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import mapping
from ..mesh import DESTINATION_RULE, detections
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S758"
_FIVES = 5
"""Errors in a row that count, where nothing is said."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each setting that is refused or does nothing."""
    for m in context.of(DESTINATION_RULE):
        for at, detection in detections(mapping(m.object.get("spec"))):
            for key in ("maxEjectionPercent", "minHealthPercent"):
                percent = detection.get(key)
                if type(percent) is int and not 0 <= percent <= 100:
                    message = f'DestinationRule "{m.name}" has a {key} of {percent}'
                    yield context.finding(CODE, m, f"{at}.{key}", message, value=percent, help="it is a share in percent, from 0 to 100")
            own = detection.get("consecutiveLocalOriginFailures")
            if type(own) is int and own > 0 and detection.get("splitExternalLocalOriginErrors") is not True:
                message = f'DestinationRule "{m.name}" counts errors of the own side, and does not tell them apart'
                help = "set splitExternalLocalOriginErrors: true, or leave consecutiveLocalOriginFailures out"
                yield context.finding(CODE, m, f"{at}.consecutiveLocalOriginFailures", message, value=own, help=help)
            gateway, all_errors = detection.get("consecutiveGatewayErrors"), detection.get("consecutive5xxErrors", _FIVES)
            if type(gateway) is int and type(all_errors) is int and gateway >= all_errors > 0:
                message = f'DestinationRule "{m.name}" leaves a pod out after {all_errors} errors of any sort, before {gateway} gateway errors can count'
                help = f"set consecutiveGatewayErrors below {all_errors}, or consecutive5xxErrors: 0 to count gateway errors alone"
                yield context.finding(CODE, m, f"{at}.consecutiveGatewayErrors", message, severity=WARNING, value=gateway, help=help)


RULE = Rule(
    CODE,
    "outlier detection can be as it is written",
    severity=ERROR,
    on=(DESTINATION_RULE,),
    needs=("outlierDetection",),
    reads=(DESTINATION_RULE,),
    check=check,
    why="Istio refuses the rule, or a threshold in it is never reached.",
    source="Istio documentation, Destination Rule: OutlierDetection",
    fix="Write percentages from 0 to 100, tell local errors apart where they are counted, and let fewer gateway errors count than errors of any sort.",
)
