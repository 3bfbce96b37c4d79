"""A NetworkPolicy selects the pods of a workload of its namespace.

Reads `spec.podSelector` of NetworkPolicies and the pod templates of their namespaces. Left alone: the empty selector, which selects all pods, and
namespaces where an operator makes pods that no manifest shows.
"""

from __future__ import annotations

from ...finding import ERROR
from ...semantics.selectors import from_label_selector
from ..context import GATEWAY_LABEL, WORKLOADS, mapping
from ..rule import Rule
from ..selecting import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S215"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each policy that selects nothing."""
    for m in context.of("networking.k8s.io/NetworkPolicy"):
        given = mapping(m.object.get("spec")).get("podSelector")
        selector = from_label_selector(given)
        namespace = context.namespace_of(m)
        if selector.nothing or selector.everything or any(r.key == GATEWAY_LABEL for r in selector.requirements):
            continue
        if context.matching(namespace, selector) or context.makes_pods(namespace):
            continue
        severity = context.absent(namespace, *WORKLOADS)
        if severity:
            message = f'NetworkPolicy "{m.name}" selects no pod'
            help = nearest(context, namespace, selector)
            yield context.finding(CODE, m, "spec.podSelector", message, severity=severity, value=given, help=help)


RULE = Rule(
    CODE,
    "a network policy selects pods",
    severity=ERROR,
    on=("networking.k8s.io/NetworkPolicy",),
    reads=("networking.k8s.io/NetworkPolicy", *WORKLOADS),
    check=check,
    why="The policy isolates nothing: the pods that it was written for accept connections from everywhere.",
    source="Kubernetes documentation, Network Policies: The NetworkPolicy resource",
    fix="Make the selector fit the labels of the pod template, in the same namespace.",
    known_as=("kube-linter dangling-networkpolicy", "kube-score networkpolicy-targets-pod", "kubescape C-0299"),
)
