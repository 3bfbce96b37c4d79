"""The webhook of istiod takes a WorkloadEntry and a WorkloadGroup: addresses and labels can be ones, and a probe says how it asks.

Reads addresses, labels and probes.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ..context import mapping
from ..istiod import WHY, Wrong, refused
from ..istiod_values import host, labels
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S774"
_ENTRY = "networking.istio.io/WorkloadEntry"
_GROUP = "networking.istio.io/WorkloadGroup"
_ASKS = ("httpGet", "tcpSocket", "exec", "grpc")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that istiod refuses."""
    for m in context.of(_ENTRY):
        spec = mapping(m.object.get("spec"))
        address = spec.get("address")
        if type(address) is str and not address.startswith("unix://"):
            yield from refused(context, CODE, m, "spec", host(".address", address, wildcard=False, addresses=True))
        yield from refused(context, CODE, m, "spec", labels(".labels", spec.get("labels")))
    for m in context.of(_GROUP):
        yield from refused(context, CODE, m, "spec", _group(mapping(m.object.get("spec"))))


def _group(spec: dict[str, Any]) -> Iterator[Wrong]:
    yield from labels(".metadata.labels", mapping(spec.get("metadata")).get("labels"))
    probe = spec.get("probe")
    if type(probe) is not dict:
        return
    if all(probe.get(key) is None for key in _ASKS):
        yield ".probe", "has a probe that does not say how it asks", NO_VALUE, "add httpGet, tcpSocket or exec"
    run = probe.get("exec")
    if type(run) is dict and run.get("command") == []:
        yield ".probe.exec.command", "has a probe that runs nothing", [], "write the command"


RULE = Rule(
    CODE,
    "istiod takes a WorkloadEntry and a WorkloadGroup",
    severity=WARNING,
    on=(_ENTRY, _GROUP),
    reads=(_ENTRY, _GROUP),
    check=check,
    why=WHY,
    source="Istio documentation, Workload Entry; Workload Group: ReadinessProbe",
    fix="Complete the object as the finding says.",
    known_as=("istioctl IST0106",),
)
