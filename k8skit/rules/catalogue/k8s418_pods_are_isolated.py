"""A network policy selects the pods of each workload.

Reads NetworkPolicies and the labels of pods. Where there are policies of Cilium, Calico or Antrea for the namespace or for the whole cluster, its pods count as
isolated: these select in their own languages.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.selectors import from_label_selector
from ..context import WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S418"
_WIDE = (
    "cilium.io/CiliumClusterwideNetworkPolicy",
    "crd.antrea.io/ClusterNetworkPolicy",
    "crd.projectcalico.org/GlobalNetworkPolicy",
    "policy.networking.k8s.io/AdminNetworkPolicy",
    "policy.networking.k8s.io/BaselineAdminNetworkPolicy",
    "projectcalico.org/GlobalNetworkPolicy",
)
_NARROW = (
    "cilium.io/CiliumNetworkPolicy",
    "crd.antrea.io/NetworkPolicy",
    "crd.projectcalico.org/NetworkPolicy",
    "projectcalico.org/NetworkPolicy",
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload that no policy selects."""
    wide = bool(context.of(*_WIDE))
    spaces = {context.namespace_of(m) for m in context.of(*_NARROW)}
    isolated: set[int] = set()
    for m in context.of("networking.k8s.io/NetworkPolicy"):
        spec = mapping(m.object.get("spec"))
        selector = from_label_selector(spec.get("podSelector") if "podSelector" in spec else {})
        isolated.update(map(id, context.matching(context.namespace_of(m), selector)))
    for w in context.workloads():
        if not wide and w.namespace not in spaces and id(w) not in isolated:
            message = f"no network policy selects the pods of {w.title}"
            help = "make a NetworkPolicy that says who may connect to them; one with an empty podSelector refuses all else in the namespace"
            yield context.finding(CODE, w.manifest, w.field("metadata.labels"), message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "a network policy selects each pod",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=(*_NARROW, *_WIDE, "networking.k8s.io/NetworkPolicy", *WORKLOADS),
    check=check,
    why="Every pod of the cluster can connect to it.",
    source="Kubernetes documentation, Network Policies: The two sorts of pod isolation",
    fix="Make a NetworkPolicy that selects them.",
    known_as=(
        "kube-linter non-isolated-pod",
        "kube-score pod-networkpolicy",
        "polaris missingNetworkPolicy",
        "checkov CKV2_K8S_6",
        "kubescape C-0030",
        "kubescape C-0049",
        "kubescape C-0054",
        "kubescape C-0206",
        "kubescape C-0260",
    ),
)
