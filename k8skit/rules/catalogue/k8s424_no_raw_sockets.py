"""A container that says which capabilities it has drops NET_RAW, and does not add it.

Reads `securityContext.capabilities` of all containers. Containers that say nothing are the matter of K8S425.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S424"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each container that adds or keeps NET_RAW."""
    for w in context.workloads():
        for path, c in w.containers:
            given = mapping(c.get("securityContext")).get("capabilities")
            if type(given) is not dict:
                continue
            at = w.field(f"{path}.securityContext.capabilities")
            for i, name in enumerate(sequence(given.get("add"))):
                if _is(name, "NET_RAW", "ALL"):
                    message = f"{w.called(c)} adds the capability {name}, with which it can forge packets"
                    yield context.finding(CODE, w.manifest, f"{at}.add[{i}]", message, severity=WARNING, value=name, help="leave it out")
            if not any(_is(name, "NET_RAW", "ALL") for name in sequence(given.get("drop"))):
                message = f"{w.called(c)} keeps the capability NET_RAW, with which it can forge packets"
                yield context.finding(CODE, w.manifest, f"{at}.drop", message, severity=WARNING, help="drop ALL, or at least NET_RAW")


def _is(name: object, *wanted: str) -> bool:
    return type(name) is str and name.upper().removeprefix("CAP_") in wanted


RULE = Rule(
    CODE,
    "a container with a list of capabilities drops NET_RAW",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("capabilities",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Raw sockets let a container pretend to be another on the network of its node.",
    source="Kubernetes documentation, Configure a Security Context for a Pod or Container: Set capabilities for a Container",
    fix="Drop ALL, and add what is needed.",
    known_as=(
        "kube-linter drop-net-raw-capability",
        "checkov CKV_K8S_28",
        "kubescape C-0199",
    ),
)
