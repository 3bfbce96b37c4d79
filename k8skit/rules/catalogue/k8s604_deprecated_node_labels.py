"""Nodes are chosen by labels that they still have.

Reads the keys of node labels in node selectors, affinities, topology keys and tolerations of pods, in PersistentVolumes and in StorageClasses.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..pods import finding, inner, items, pods
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeGuard

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S604"
_REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
_PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"
_MASTER, _CONTROL_PLANE = "node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"
_NOW = {
    "beta.kubernetes.io/arch": "kubernetes.io/arch",
    "beta.kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
    "beta.kubernetes.io/os": "kubernetes.io/os",
    "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
    "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
    _MASTER: _CONTROL_PLANE,
}
"""Label -> the label that took its place."""
_PLACING = frozenset(("affinity", "nodeSelector", "topologySpreadConstraints"))


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each label that has a newer name."""
    for w in pods(context):
        if not _PLACING.isdisjoint(w.spec):
            for at, key in _keys(w.spec):
                message = f"{w.title} chooses nodes by {key}"
                help = f"write {_NOW[key]}: " + ("nodes no longer have the other" if key == _MASTER else "the other is deprecated")
                yield finding(context, CODE, w, at, message, severity=WARNING, value=key, help=help)
        if "tolerations" in w.spec:
            yield from _toleration(context, w)
    for m in context.of("PersistentVolume"):
        spec = mapping(m.object.get("spec"))
        for at, label in _of_terms(inner(spec, "nodeAffinity", "required"), "spec.nodeAffinity.required"):
            if _is_old(label):
                message = f'PersistentVolume "{m.name}" is on nodes chosen by {label}'
                help = f"write {_NOW[label]}: the other is deprecated"
                yield context.finding(CODE, m, at, message, severity=WARNING, value=label, help=help)
    for m in context.of("storage.k8s.io/StorageClass"):
        for i, term in items(m.object, "allowedTopologies"):
            for j, e in items(term, "matchLabelExpressions"):
                label = e.get("key")
                if _is_old(label):
                    message = f'StorageClass "{m.name}" makes volumes where nodes have {label}'
                    at = f"allowedTopologies[{i}].matchLabelExpressions[{j}].key"
                    help = f"write {_NOW[label]}: the other is deprecated"
                    yield context.finding(CODE, m, at, message, severity=WARNING, value=label, help=help)


def _of_term(term: dict[str, Any], at: str) -> Iterator[tuple[str, object]]:
    for i, e in items(term, "matchExpressions"):
        yield f"{at}.matchExpressions[{i}].key", e.get("key")


def _of_terms(selector: dict[str, Any], at: str) -> Iterator[tuple[str, object]]:
    for i, term in items(selector, "nodeSelectorTerms"):
        yield from _of_term(term, f"{at}.nodeSelectorTerms[{i}]")


def _keys(spec: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Field path and key of each label of a pod spec that has a newer name."""
    for key in mapping(spec.get("nodeSelector")):
        if _is_old(key):
            yield f"spec.nodeSelector[{key}]", key
    for i, spread in enumerate(sequence(spec.get("topologySpreadConstraints"))):
        if type(spread) is dict and _is_old(topology := spread.get("topologyKey")):
            yield f"spec.topologySpreadConstraints[{i}].topologyKey", topology
    if "affinity" in spec:
        yield from ((at, label) for at, label in _of_affinity(mapping(spec["affinity"])) if _is_old(label))


def _is_old(key: object) -> TypeGuard[str]:
    return type(key) is str and key in _NOW


def _of_affinity(affinity: dict[str, Any]) -> Iterator[tuple[str, object]]:
    node, at = mapping(affinity.get("nodeAffinity")), "spec.affinity.nodeAffinity"
    yield from _of_terms(mapping(node.get(_REQUIRED)), f"{at}.{_REQUIRED}")
    for i, preferred in items(node, _PREFERRED):
        yield from _of_term(mapping(preferred.get("preference")), f"{at}.{_PREFERRED}[{i}].preference")
    for kind in ("podAffinity", "podAntiAffinity"):
        some, at = mapping(affinity.get(kind)), f"spec.affinity.{kind}"
        for i, term in items(some, _REQUIRED):
            yield f"{at}.{_REQUIRED}[{i}].topologyKey", term.get("topologyKey")
        for i, preferred in items(some, _PREFERRED):
            yield f"{at}.{_PREFERRED}[{i}].podAffinityTerm.topologyKey", inner(preferred, "podAffinityTerm").get("topologyKey")


def _toleration(context: Context, w: Workload) -> Iterator[Finding]:
    """Tell of a pod that tolerates the taint that control planes had, and not the one that they have."""
    tolerations = items(w.spec, "tolerations")
    if any(t.get("key") == _CONTROL_PLANE or (not t.get("key") and t.get("operator") == "Exists") for _, t in tolerations):
        return
    for i, t in tolerations:
        if t.get("key") == _MASTER:
            message = f"{w.title} tolerates {_MASTER}, which no node has since Kubernetes 1.25"
            at = f"spec.tolerations[{i}].key"
            yield finding(context, CODE, w, at, message, severity=WARNING, value=_MASTER, help=f"tolerate {_CONTROL_PLANE}")
            return


RULE = Rule(
    CODE,
    "nodes are chosen by labels that they still have",
    severity=WARNING,
    on=("PersistentVolume", "storage.k8s.io/StorageClass", *WORKLOADS),
    needs=("affinity", "allowedTopologies", "nodeAffinity", "nodeSelector", "tolerations", "topologySpreadConstraints"),
    reads=("PersistentVolume", "storage.k8s.io/StorageClass", *WORKLOADS),
    check=check,
    why="Nodes have these labels for old pods only, and some clusters no longer: the pod then fits no node.",
    source="Kubernetes documentation, Well-Known Labels, Annotations and Taints",
    fix="Use the newer label.",
)
