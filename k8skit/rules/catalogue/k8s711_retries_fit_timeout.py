"""The tries of a route have the time that they are given.

Reads `retries` and `timeout` of the http routes of VirtualServices: the first try and all retries, each as long as `perTryTimeout`, are to end before the
timeout of the whole request.
"""

from __future__ import annotations

from ...errors import CallError
from ...finding import WARNING
from ...semantics.durations import parse, write
from ..context import mapping, sequence
from ..mesh import VIRTUAL_SERVICE
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S711"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each route whose last tries have no time."""
    for m in context.of(VIRTUAL_SERVICE):
        for i, route in enumerate(sequence(mapping(m.object.get("spec")).get("http"))):
            retries = mapping(mapping(route).get("retries"))
            attempts = retries.get("attempts")
            timeout, each = _nanoseconds(mapping(route).get("timeout")), _nanoseconds(retries.get("perTryTimeout"))
            if type(attempts) is not int or attempts < 1 or not timeout or not each or (attempts + 1) * each <= timeout:
                continue
            yield context.finding(
                CODE,
                m,
                f"spec.http[{i}].retries",
                f'{attempts + 1} tries of {retries["perTryTimeout"]} take {write((attempts + 1) * each)}, and VirtualService "{m.name}" ends'
                f" the request after {route['timeout']}",
                severity=WARNING,
                value=retries,
                help=f"set timeout to {write((attempts + 1) * each)} or more, perTryTimeout to {write(timeout // (attempts + 1))} or less, or retry less",
            )


def _nanoseconds(value: object) -> int | None:
    """A duration; None where it is none, which is another finding."""
    try:
        return parse(value) if type(value) is str else None
    except CallError:
        return None


RULE = Rule(
    CODE,
    "retries fit into the timeout",
    severity=WARNING,
    on=(VIRTUAL_SERVICE,),
    needs=("retries",),
    reads=(VIRTUAL_SERVICE,),
    check=check,
    why="The request is over before its last tries: retries that are configured are never made.",
    source="Istio documentation, Virtual Service: HTTPRetry",
    fix="Let timeout be at least (1 + attempts) times perTryTimeout.",
)
