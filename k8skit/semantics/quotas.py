"""Quotas: which pods a ResourceQuota counts, how much of a key one pod uses, and what a quota demands of every container.

Rules and answers about capacity call this. It knows specs as plain data and amounts in units of 10^-9; what stands in a namespace is the caller's matter.

Sources: Kubernetes documentation, "Resource Quotas"; the quota evaluators of pods, services and claims for what counts.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .pod_resources import PodResources

ONE = 10**9
"""One, in units of 10^-9."""

COMPUTE = {
    "cpu": ("requests", "cpu"),
    "requests.cpu": ("requests", "cpu"),
    "limits.cpu": ("limits", "cpu"),
    "memory": ("requests", "memory"),
    "requests.memory": ("requests", "memory"),
    "limits.memory": ("limits", "memory"),
}
"""Keys that every container must set once a quota has them -> side and resource."""

_OTHER = {
    "ephemeral-storage": ("requests", "ephemeral-storage"),
    "requests.ephemeral-storage": ("requests", "ephemeral-storage"),
    "limits.ephemeral-storage": ("limits", "ephemeral-storage"),
}
_PODS = ("pods", "count/pods")

KEYS = (
    "configmaps",
    *COMPUTE,
    *_OTHER,
    "persistentvolumeclaims",
    "pods",
    "replicationcontrollers",
    "requests.storage",
    "resourcequotas",
    "secrets",
    "services",
    "services.loadbalancers",
    "services.nodeports",
)
"""All keys of `spec.hard` without a slash, but for huge pages."""


def is_key(key: str) -> bool:
    """Tell whether the API server takes a key of `spec.hard`; of keys with a slash it only looks at the form."""
    return "/" in key or key in KEYS or key.removeprefix("requests.").startswith("hugepages-")


def of_pod(key: str, pod: PodResources) -> int | None:
    """Return how much of a key of a quota one pod uses; None where the key is not about pods.

    Args:
        key: a key of `spec.hard`, such as `limits.cpu`.
        pod: the pod.
    """
    if key in _PODS:
        return ONE
    found = COMPUTE.get(key) or _OTHER.get(key)
    if found is None:
        resource = key.removeprefix("requests.")
        if not resource.startswith("hugepages-") and (resource == key or "/" not in resource or "storageclass.storage.k8s.io" in resource):
            return None
        found = ("requests", resource)
    side, resource = found
    amounts: dict[str, int] = getattr(pod, side)
    return amounts.get(resource, 0)


def unmet(keys: list[str], pod: PodResources) -> list[tuple[str, dict[str, Any], list[str]]]:
    """Return the containers that do not set what a quota demands: field path within the pod, container, and the keys.

    Args:
        keys: the keys of `spec.hard`.
        pod: the pod, with the defaults of LimitRanges filled in.
    """
    found = []
    for c in pod.containers:
        missing = [
            key
            for key in keys
            if key in COMPUTE
            and COMPUTE[key][1] not in getattr(c, COMPUTE[key][0])
            and not (pod.whole and COMPUTE[key][1] in getattr(pod, COMPUTE[key][0]))
        ]
        if missing:
            found.append((c.path, c.container, missing))
    return found


def counts(quota: dict[str, Any], spec: dict[str, Any], pod: PodResources) -> bool:
    """Tell whether a quota counts a pod: all of its scopes fit.

    Args:
        quota: `spec` of the ResourceQuota.
        spec: spec of the pod.
        pod: its resources.
    """
    scopes = quota.get("scopes")
    terms = [{"scopeName": name, "operator": "Exists"} for name in (scopes if type(scopes) is list else ())]
    selector = quota.get("scopeSelector")
    expressions = selector.get("matchExpressions") if type(selector) is dict else None
    terms += [e for e in (expressions if type(expressions) is list else ()) if type(e) is dict]
    return all(_fits(term, spec, pod) for term in terms)


def has_scopes(quota: dict[str, Any]) -> bool:
    """Tell whether a quota is for some of the pods or claims only."""
    return bool(quota.get("scopes") or quota.get("scopeSelector"))


def _fits(term: dict[str, Any], spec: dict[str, Any], pod: PodResources) -> bool:
    scope, operator = term.get("scopeName"), term.get("operator")
    if scope == "PriorityClass":
        name, values = spec.get("priorityClassName"), term.get("values")
        listed = name in values if type(values) is list else False
        return {"In": bool(name) and listed, "NotIn": not listed, "Exists": bool(name), "DoesNotExist": not name}.get(str(operator), False)
    return {
        "Terminating": spec.get("activeDeadlineSeconds") is not None,
        "NotTerminating": spec.get("activeDeadlineSeconds") is None,
        "BestEffort": pod.best_effort,
        "NotBestEffort": not pod.best_effort,
        "CrossNamespacePodAffinity": _crosses(spec),
    }.get(str(scope), False)


def _crosses(spec: dict[str, Any]) -> bool:
    """Whether a pod's affinity looks at pods of other namespaces."""
    affinity = spec.get("affinity")
    for key in ("podAffinity", "podAntiAffinity"):
        side = affinity.get(key) if type(affinity) is dict else None
        for terms in side.values() if type(side) is dict else ():
            for term in terms if type(terms) is list else ():
                inner = term.get("podAffinityTerm", term) if type(term) is dict else {}
                if type(inner) is dict and (inner.get("namespaces") or inner.get("namespaceSelector") is not None):
                    return True
    return False


def of_service(key: str, spec: dict[str, Any]) -> int | None:
    """Return how much of a key of a quota one Service uses, in units of 10^-9; None where the key is not about Services.

    Args:
        key: a key of `spec.hard`, such as `services.nodeports`.
        spec: spec of the Service.
    """
    if key in ("services", "count/services"):
        return ONE
    kind = spec.get("type")
    if key == "services.loadbalancers":
        return ONE if kind == "LoadBalancer" else 0
    if key == "services.nodeports":
        ports = spec.get("ports")
        ports = [p for p in ports if type(p) is dict] if type(ports) is list else []
        if kind == "LoadBalancer" and spec.get("allocateLoadBalancerNodePorts") is False:
            ports = [p for p in ports if p.get("nodePort")]
        return ONE * len(ports) if kind in ("LoadBalancer", "NodePort") else 0
    return None


def of_claim(key: str, spec: dict[str, Any], storage: int) -> int | None:
    """Return how much of a key of a quota one PersistentVolumeClaim uses, in units of 10^-9; None where the key is not about claims.

    Args:
        key: a key of `spec.hard`, such as `requests.storage`.
        spec: spec of the claim.
        storage: what it requests, in units of 10^-9.
    """
    if key in ("persistentvolumeclaims", "count/persistentvolumeclaims"):
        return ONE
    if key == "requests.storage":
        return storage
    name, found, rest = key.partition(".storageclass.storage.k8s.io/")
    if not found:
        return None
    of_class = spec.get("storageClassName") == name
    return {"requests.storage": storage, "persistentvolumeclaims": ONE}.get(rest, 0) * of_class
