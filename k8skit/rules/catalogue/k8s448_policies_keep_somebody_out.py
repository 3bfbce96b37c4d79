"""A network policy lets some in, and keeps the others out.

Reads `ingress` of NetworkPolicies: an entry without `from` and without `ports`, and a peer of all addresses. Left alone: entries for some ports only, since
what serves the public is meant for everybody.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S448"
KINDS = ("networking.k8s.io/NetworkPolicy",)
_ALL = ("0.0.0.0/0", "::/0")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each entry that lets everybody in, to all ports."""
    for m in context.of(*KINDS):
        for i, entry in enumerate(sequence(mapping(m.object.get("spec")).get("ingress"))):
            if type(entry) is not dict or sequence(entry.get("ports")):
                continue
            peers = sequence(entry.get("from"))
            everybody = [
                j
                for j, p in enumerate(peers)
                if (block := mapping(mapping(p).get("ipBlock"))).get("cidr") in _ALL and not block.get("except")
            ]
            if peers and not everybody:
                continue
            field = f"spec.ingress[{i}].from[{everybody[0]}].ipBlock.cidr" if peers else f"spec.ingress[{i}]"
            message = f'NetworkPolicy "{m.name}" lets everybody in, to all ports'
            help = "name those who may connect in from, or the ports that are for everybody"
            yield context.finding(CODE, m, field, message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "a network policy keeps somebody out",
    severity=WARNING,
    on=KINDS,
    needs=("ingress",),
    opt_in=True,
    reads=KINDS,
    check=check,
    why="The pods look isolated and are not, and no other policy can take back what one allows.",
    source="Kubernetes documentation, Network Policies: Allow all ingress traffic",
    fix="Say in the policy who may connect, or to which ports.",
)
