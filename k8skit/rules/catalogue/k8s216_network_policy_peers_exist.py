"""The pods that a NetworkPolicy lets in or out by their labels exist.

Reads `podSelector` of the peers in `ingress` and `egress`. Left alone: peers with a `namespaceSelector`, which speak of other namespaces, and namespaces
where an operator makes pods that no manifest shows.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.selectors import from_label_selector
from ..context import WORKLOADS
from ..rule import Rule
from ..selecting import nearest, peers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S216"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each peer that is no pod."""
    for m in context.of("networking.k8s.io/NetworkPolicy"):
        namespace = context.namespace_of(m)
        for at, peer in peers(m):
            given = peer.get("podSelector")
            selector = from_label_selector(given)
            if "namespaceSelector" in peer or selector.nothing or selector.everything or context.matching(namespace, selector):
                continue
            if context.makes_pods(namespace) or not context.absent(namespace, *WORKLOADS):
                continue
            message = f'NetworkPolicy "{m.name}" speaks of pods that do not exist'
            elsewhere = [space for space in context.populated() if space != namespace and context.matching(space, selector)]
            if elsewhere:
                help = f"pods with these labels are in namespace {', '.join(sorted(elsewhere))}; a peer without namespaceSelector means namespace {namespace}"
            else:
                help = nearest(context, namespace, selector)
            yield context.finding(CODE, m, f"{at}.podSelector", message, severity=WARNING, value=given, help=help)


RULE = Rule(
    CODE,
    "a peer of a network policy is some pod",
    severity=WARNING,
    on=("networking.k8s.io/NetworkPolicy",),
    needs=("from", "to"),
    reads=("networking.k8s.io/NetworkPolicy", *WORKLOADS),
    check=check,
    why="The connection that the policy should allow is refused: nobody has the labels that it lets through.",
    source="Kubernetes documentation, Network Policies: Behavior of to and from selectors",
    fix="Make the selector of the peer fit the pods that are meant; add namespaceSelector where they are in another namespace.",
    known_as=("kube-linter dangling-networkpolicypeer-podselector",),
)
