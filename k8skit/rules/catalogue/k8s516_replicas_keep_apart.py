"""Replicas of a workload are kept on different nodes, by anti-affinity or by a topology spread constraint.

Reads `replicas`, `affinity.podAntiAffinity` and `topologySpreadConstraints`: some term for `kubernetes.io/hostname` must fit the pods themselves. Left alone:
workloads with one replica.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.selectors import from_label_selector
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule
from ..scaling import KINDS, several
from ..workload import REPLICATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S516"
_NODE = "kubernetes.io/hostname"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload whose replicas may share a node."""
    for w, replicas in several(context):
        problem = _problem(w)
        if problem:
            message = f"{w.title} has {replicas} replicas, which {problem}"
            help = "add podAntiAffinity with topologyKey kubernetes.io/hostname and the labels of its own pods"
            yield context.finding(CODE, w.manifest, w.field("spec.affinity.podAntiAffinity"), message, severity=WARNING, help=help)


def _problem(w: Workload) -> str:
    """Why replicas may all run on one node; `""` if something keeps them apart."""
    if any(mapping(c).get("topologyKey") == _NODE for c in sequence(w.spec.get("topologySpreadConstraints"))):
        return ""
    given = mapping(mapping(w.spec.get("affinity")).get("podAntiAffinity"))
    terms = [mapping(t) for t in sequence(given.get("requiredDuringSchedulingIgnoredDuringExecution"))]
    terms += [mapping(mapping(t).get("podAffinityTerm")) for t in sequence(given.get("preferredDuringSchedulingIgnoredDuringExecution"))]
    problem = "nothing keeps on different nodes"
    for term in terms:
        spaces = sequence(term.get("namespaces"))
        if term.get("topologyKey") != _NODE:
            problem = "are kept apart by another key than kubernetes.io/hostname"
        elif spaces and w.namespace not in spaces and "namespaceSelector" not in term:
            problem = f"are kept apart from pods of other namespaces only: {', '.join(map(str, spaces))}"
        elif not from_label_selector(term.get("labelSelector")).matches(w.labels):
            problem = "are kept apart from other pods than themselves"
        else:
            return ""
    return problem


RULE = Rule(
    CODE,
    "replicas keep apart from each other",
    severity=WARNING,
    on=REPLICATED,
    opt_in=True,
    reads=(*KINDS, *WORKLOADS),
    check=check,
    why="One node that fails takes all replicas with it.",
    source="Kubernetes documentation, Assigning Pods to Nodes: Inter-pod affinity and anti-affinity",
    fix="Add podAntiAffinity or a topology spread constraint.",
    known_as=(
        "kube-linter no-anti-affinity",
        "kube-score deployment-has-host-podantiaffinity",
        "kube-score statefulset-has-host-podantiaffinity",
    ),
)
