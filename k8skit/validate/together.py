"""Checks of what several fields of one built-in definition say together, beyond plain unions.

Each takes an object whose fields are fine each. `fieldrules` says which definition gets which; nothing here knows where an object stands. Source:
Kubernetes' API validation (packages `pkg/apis/*/validation`, and `ValidateLabelSelector` of apimachinery) and the documentation of each concept.
"""

from __future__ import annotations

from .problem import Problem, under

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .problem import Problems


def _missing(field: str, why: str) -> Problem:
    problem = Problem("K8S103", f"{why} needs {field}", help=f"give {field} a value")
    problem.path.append(field)
    return problem


def label_requirement(v: Mapping[str, Any]) -> Problems:
    """Check a requirement of a label selector: In and NotIn have values, Exists and DoesNotExist none."""
    operator, values = v.get("operator"), v.get("values")
    if operator in ("In", "NotIn"):
        return None if values else [_missing("values", f"the operator {operator}")]
    if operator in ("Exists", "DoesNotExist") and values:
        return under([Problem("K8S115", f"the operator {operator} takes no values", values, "remove values, or use In or NotIn")], "values")
    return None


def csi_volume(v: Mapping[str, Any]) -> Problems:
    """Check a volume of a CSI driver in a pod: the reference to a Secret names one."""
    reference = v.get("nodePublishSecretRef")
    if reference is None or reference.get("name"):
        return None
    return under([_missing("name", "the reference to a Secret")], "nodePublishSecretRef")


_CSI_SECRETS = (
    "controllerExpandSecretRef",
    "controllerPublishSecretRef",
    "nodeExpandSecretRef",
    "nodePublishSecretRef",
    "nodeStageSecretRef",
)


def csi_persistent_volume(v: Mapping[str, Any]) -> Problems:
    """Check a PersistentVolume of a CSI driver: references to Secrets have a name and a namespace."""
    found: list[Problem] = []
    for key in _CSI_SECRETS:
        reference = v.get(key)
        if reference is not None:
            missing = [_missing(field, "the reference to a Secret") for field in ("name", "namespace") if not reference.get(field)]
            found += under(missing, key) if missing else ()
    return found or None


def fibre_channel(v: Mapping[str, Any]) -> Problems:
    """Check a fibre channel volume: it has worldwide names of targets with a unit, or worldwide identifiers."""
    targets, ids = v.get("targetWWNs"), v.get("wwids")
    if targets and ids:
        return [Problem("K8S115", "targetWWNs and wwids must not stand together", help="keep one of them")]
    if not targets and not ids:
        return [Problem("K8S115", "one of targetWWNs or wwids is missing")]
    return [_missing("lun", "a volume with targetWWNs")] if targets and v.get("lun") is None else None


def class_parameters(v: Mapping[str, Any]) -> Problems:
    """Check the parameters of an IngressClass: those in a namespace say in which, others in none."""
    if v.get("scope") == "Namespace":
        return None if v.get("namespace") else [_missing("namespace", "the scope Namespace")]
    namespace = v.get("namespace")
    if namespace is None:
        return None
    return under(
        [Problem("K8S115", "parameters of the scope Cluster have no namespace", namespace, "remove it, or set scope")], "namespace"
    )


def taints(v: Mapping[str, Any]) -> Problems:
    """Check a node: no two of its taints have the same key and effect."""
    seen: list[tuple[Any, Any]] = []
    for i, taint in enumerate(v.get("taints") or ()):
        key = (taint.get("key"), taint.get("effect"))
        if key in seen:
            problem = Problem("K8S108", f"the same key and effect as [{seen.index(key)}]", taint, "remove one of the two")
            return under(under([problem], i), "taints")
        seen.append(key)
    return None


def csi_driver(v: Mapping[str, Any]) -> Problems:
    """Check a CSI driver: it asks for one token for each audience."""
    seen: list[Any] = []
    for i, request in enumerate(v.get("tokenRequests") or ()):
        audience = request.get("audience")
        if audience in seen:
            problem = Problem("K8S108", f"the same audience as [{seen.index(audience)}]", audience, "remove one of the two")
            return under(under(under([problem], "audience"), i), "tokenRequests")
        seen.append(audience)
    return None


def service_cidr(v: Mapping[str, Any]) -> Problems:
    """Check a ServiceCIDR: one network of each family at most, each written as the address that it begins with."""
    from ipaddress import ip_network

    families: dict[int, int] = {}
    for i, text in enumerate(v.get("cidrs") or ()):
        try:
            network = ip_network(text, strict=False)
        except ValueError:
            continue  # an address of IPv4 within IPv6, which Python writes in another way
        if network.version in families:
            message = f"IPv{network.version} as [{families[network.version]}]: of each family one range is allowed"
            return under(under([Problem("K8S115", message, text, "make another ServiceCIDR for it")], i), "cidrs")
        families[network.version] = i
        if str(network) != text:
            message = "the range is not written as the address that it begins with"
            return under(under([Problem("K8S107", message, text, f"write {network}")], i), "cidrs")
    return None


def api_service(v: Mapping[str, Any]) -> Problems:
    """Check an APIService: with a CA it verifies the server."""
    if v.get("insecureSkipTLSVerify") is True and v.get("caBundle"):
        return [Problem("K8S115", "caBundle and insecureSkipTLSVerify must not stand together", help="keep one of them")]
    return None
