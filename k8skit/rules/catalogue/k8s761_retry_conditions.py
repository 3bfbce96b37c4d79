"""The conditions for retries are ones that Istio knows.

Reads `retries.retryOn` of the http routes of VirtualServices: names of Envoy's conditions, for HTTP and for gRPC, and status codes.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import mapping, sequence
from ..mesh import VIRTUAL_SERVICE
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S761"
_CONDITIONS = (
    "5xx",
    "cancelled",
    "connect-failure",
    "deadline-exceeded",
    "envoy-ratelimited",
    "gateway-error",
    "http3-post-connect-failure",
    "internal",
    "refused-stream",
    "reset",
    "reset-before-request",
    "resource-exhausted",
    "retriable-4xx",
    "retriable-headers",
    "retriable-status-codes",
    "unavailable",
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each condition that is none."""
    for m in context.of(VIRTUAL_SERVICE):
        for i, route in enumerate(sequence(mapping(m.object.get("spec")).get("http"))):
            written = mapping(mapping(route).get("retries")).get("retryOn")
            if type(written) is not str or not written:
                continue
            for word in (part.strip() for part in written.split(",")):
                if word in _CONDITIONS or (word.isdecimal() and 100 <= int(word[:4]) < 600):
                    continue
                message = f'VirtualService "{m.name}" tries again on {word or "nothing"}, which is no condition'
                help = context.choose(word, _CONDITIONS, "the conditions are status codes, such as 503, and")
                yield context.finding(CODE, m, f"spec.http[{i}].retries.retryOn", message, value=written, help=help)


RULE = Rule(
    CODE,
    "retries are on conditions that there are",
    severity=ERROR,
    on=(VIRTUAL_SERVICE,),
    needs=("retryOn",),
    reads=(VIRTUAL_SERVICE,),
    check=check,
    why="Istio refuses the VirtualService.",
    source="Istio documentation, Virtual Service: HTTPRetry; Envoy documentation, Router: x-envoy-retry-on and x-envoy-retry-grpc-on",
    fix="Write conditions of Envoy or status codes, with commas between them.",
)
