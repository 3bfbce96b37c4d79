"""What a pod asks of the scheduler can be asked: affinity, tolerations, spreading, gates and claims of devices.

Reads `affinity`, `tolerations`, `topologySpreadConstraints`, `schedulingGates` and `resourceClaims` of pods.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ..context import WORKLOADS, mapping, sequence
from ..placing import of_selector, of_term, of_tolerations
from ..pods import finding, items, pods, title
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S157"
_REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
_PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each wish that the API server refuses."""
    for w in pods(context):
        spec = w.spec
        if "affinity" in spec:
            yield from _affinity(context, w, mapping(spec["affinity"]))
        if "tolerations" in spec:
            for field, message, help, value in of_tolerations(spec):
                yield _wrong(context, w, f"spec.{field}", message, help, value)
        for i, spread in items(spec, "topologySpreadConstraints") if "topologySpreadConstraints" in spec else ():
            if "minDomains" in spread or "matchLabelKeys" in spread:
                yield from _spread(context, w, i, spread)
        if w.manifest.kind == "Pod" and spec.get("schedulingGates") and spec.get("nodeName"):
            help = "remove nodeName, or the gates"
            yield _wrong(context, w, "spec.nodeName", "names its node and waits at scheduling gates", help, spec["nodeName"])
        if "resourceClaims" in spec or _claims_devices(w):
            yield from _claims(context, w)


def _wrong(context: Context, w: Workload, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return finding(context, CODE, w, at, f"{w.title} {message}", value=value, help=help)


def _affinity(context: Context, w: Workload, affinity: dict[str, Any]) -> Iterator[Finding]:
    node = mapping(affinity.get("nodeAffinity"))
    for field, message, help, value in of_selector(node.get(_REQUIRED)):
        yield _wrong(context, w, f"spec.affinity.nodeAffinity.{_REQUIRED}.{field}", message, help, value)
    for i, preferred in items(node, _PREFERRED):
        for field, message, help, value in of_term(mapping(preferred.get("preference"))):
            at = f"spec.affinity.nodeAffinity.{_PREFERRED}[{i}].preference.{field}"
            yield _wrong(context, w, at, message, help, value)
    for at, term in _pod_terms(affinity):
        yield from _label_keys(context, w, at, term)


def _pod_terms(affinity: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key in ("podAffinity", "podAntiAffinity"):
        some = mapping(affinity.get(key))
        for i, term in items(some, _REQUIRED):
            yield f"spec.affinity.{key}.{_REQUIRED}[{i}]", term
        for i, preferred in items(some, _PREFERRED):
            yield f"spec.affinity.{key}.{_PREFERRED}[{i}].podAffinityTerm", mapping(preferred.get("podAffinityTerm"))


def _label_keys(context: Context, w: Workload, at: str, term: dict[str, Any]) -> Iterator[Finding]:
    match, mismatch = sequence(term.get("matchLabelKeys")), sequence(term.get("mismatchLabelKeys"))
    if (match or mismatch) and term.get("labelSelector") is None:
        key = "matchLabelKeys" if match else "mismatchLabelKeys"
        yield _wrong(context, w, f"{at}.{key}", f"has {key} without a labelSelector", "add labelSelector", term[key])
    for i, key in enumerate(match):
        if key in mismatch:
            help = "keep it in one of them"
            yield _wrong(context, w, f"{at}.matchLabelKeys[{i}]", f"has {key} in matchLabelKeys and in mismatchLabelKeys", help, key)


def _spread(context: Context, w: Workload, index: int, spread: dict[str, Any]) -> Iterator[Finding]:
    if spread.get("minDomains") is not None and spread.get("whenUnsatisfiable") == "ScheduleAnyway":
        at, help = f"spec.topologySpreadConstraints[{index}].minDomains", "use DoNotSchedule, or remove minDomains"
        yield _wrong(context, w, at, "asks for domains and is scheduled without them", help, spread["minDomains"])
    keys = sequence(spread.get("matchLabelKeys"))
    if not keys:
        return
    selector = spread.get("labelSelector")
    if selector is None:
        at = f"spec.topologySpreadConstraints[{index}].matchLabelKeys"
        yield _wrong(context, w, at, "has matchLabelKeys without a labelSelector", "add labelSelector", keys)
        return
    selector = mapping(selector)
    named: list[object] = [*mapping(selector.get("matchLabels"))]
    if "matchExpressions" in selector:
        named += [e.get("key") for _, e in items(selector, "matchExpressions")]
    for i, key in enumerate(keys):
        if key in named:
            at = f"spec.topologySpreadConstraints[{index}].matchLabelKeys[{i}]"
            help = "remove it from one of them: the value comes from the pod itself"
            yield _wrong(context, w, at, f"has {key} in matchLabelKeys and in labelSelector", help, key)


def _claims_devices(w: Workload) -> bool:
    for _, c in w.containers:
        resources = c.get("resources")
        if type(resources) is dict and "claims" in resources:
            return True
    return False


def _claims(context: Context, w: Workload) -> Iterator[Finding]:
    names = [claim.get("name") for _, claim in items(w.spec, "resourceClaims")]
    for i, claim in items(w.spec, "resourceClaims"):
        given = [key for key in ("resourceClaimName", "resourceClaimTemplateName") if claim.get(key) is not None]
        if len(given) != 1:
            what = "both a claim and a template of claims" if given else "neither a claim nor a template of claims"
            help = "set one of resourceClaimName and resourceClaimTemplateName"
            yield _wrong(context, w, f"spec.resourceClaims[{i}]", f"names {what}", help)
    for path, c in w.containers:
        for i, used in items(mapping(c.get("resources")), "claims"):
            name = used.get("name")
            if type(name) is str and name not in names:
                message = f'{title(c, w)} uses the claim "{name}", which the pod does not have'
                help = context.choose(name, sorted(str(n) for n in names), "add it to resourceClaims; those of the pod are")
                yield finding(context, CODE, w, f"{path}.resources.claims[{i}].name", message, value=name, help=help)


RULE = Rule(
    CODE,
    "what a pod asks of the scheduler can be asked",
    severity=ERROR,
    on=(*WORKLOADS,),
    needs=("affinity", "claims", "matchLabelKeys", "minDomains", "resourceClaims", "schedulingGates", "tolerations"),
    reads=tuple(WORKLOADS),
    check=check,
    why="The API server refuses the pod, and with it the workload.",
    source=(
        "Kubernetes documentation, Assigning Pods to Nodes; Taints and Tolerations; Pod Topology Spread Constraints; Pod Scheduling Readiness;"
        " Dynamic Resource Allocation"
    ),
    fix="Correct the term as the finding says.",
)
