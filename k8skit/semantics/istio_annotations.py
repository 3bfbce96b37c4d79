"""Istio's annotations: which object each belongs on, whether it is deprecated, and what its value looks like.

The rule about annotations asks this. It knows names and texts only.

Sources: Istio documentation, "Resource Annotations" (names, objects, status); "Sidecar injection" of istio.io/istio for the formats.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

ANY = "Any"
"""Stands for every kind."""
DOMAIN = "istio.io"
"""Domain of Istio's annotations; subdomains are Istio's too."""
INGRESS_CLASS = "kubernetes.io/ingress.class"
"""The one annotation of another domain that Istio documents."""
INJECT = "sidecar.istio.io/inject"

_POD = """
ambient.istio.io/bypass-inbound-capture ambient.istio.io/dns-capture ambient.istio.io/redirection
inject.istio.io/templates istio.io/reroute-virtual-interfaces istio.io/rev
prometheus.istio.io/merge-metrics proxy.istio.io/config proxy.istio.io/overrides
readiness.status.sidecar.istio.io/applicationPorts readiness.status.sidecar.istio.io/failureThreshold
readiness.status.sidecar.istio.io/initialDelaySeconds readiness.status.sidecar.istio.io/periodSeconds
sidecar.istio.io/agentLogLevel sidecar.istio.io/bootstrapOverride sidecar.istio.io/componentLogLevel
sidecar.istio.io/controlPlaneAuthPolicy sidecar.istio.io/discoveryAddress sidecar.istio.io/enableCoreDump
sidecar.istio.io/extraStatTags sidecar.istio.io/inject sidecar.istio.io/interceptionMode sidecar.istio.io/logLevel
sidecar.istio.io/nativeSidecar sidecar.istio.io/proxyCPU sidecar.istio.io/proxyCPULimit sidecar.istio.io/proxyImage
sidecar.istio.io/proxyImageType sidecar.istio.io/proxyMemory sidecar.istio.io/proxyMemoryLimit
sidecar.istio.io/rewriteAppHTTPProbers sidecar.istio.io/statsCompression sidecar.istio.io/statsHistogramBuckets
sidecar.istio.io/statsInclusionPrefixes sidecar.istio.io/statsInclusionRegexps sidecar.istio.io/statsInclusionSuffixes
sidecar.istio.io/status sidecar.istio.io/userVolume sidecar.istio.io/userVolumeMount status.sidecar.istio.io/port
traffic.sidecar.istio.io/excludeInboundPorts traffic.sidecar.istio.io/excludeInterfaces
traffic.sidecar.istio.io/excludeOutboundIPRanges traffic.sidecar.istio.io/excludeOutboundPorts
traffic.sidecar.istio.io/includeInboundPorts traffic.sidecar.istio.io/includeOutboundIPRanges
traffic.sidecar.istio.io/includeOutboundPorts traffic.sidecar.istio.io/kubevirtInterfaces
alpha.istio.io/identity
"""
_OTHERS: dict[str, tuple[str, ...]] = {
    "alpha.istio.io/canonical-serviceaccounts": ("Service",),
    "alpha.istio.io/kubernetes-serviceaccounts": ("Service",),
    "ambient.istio.io/waypoint-inbound-binding": ("GatewayClass", "Gateway"),
    "galley.istio.io/analyze-suppress": (ANY,),
    "gateway.istio.io/controller-version": (ANY,),
    "gateway.istio.io/name-override": ("Gateway",),
    "gateway.istio.io/service-account": ("Gateway",),
    "install.operator.istio.io/chart-owner": (ANY,),
    "install.operator.istio.io/owner-generation": (ANY,),
    "install.operator.istio.io/version": (ANY,),
    "istio.io/autoRegistrationGroup": ("WorkloadEntry",),
    "istio.io/connectedAt": ("WorkloadEntry",),
    "istio.io/disconnectedAt": ("WorkloadEntry",),
    "istio.io/dry-run": ("AuthorizationPolicy",),
    "istio.io/workloadController": ("WorkloadEntry",),
    "networking.istio.io/address-type": ("Gateway",),
    "networking.istio.io/exportTo": ("Service",),
    "networking.istio.io/service-type": ("Gateway",),
    "networking.istio.io/traffic-distribution": ("Service", "ServiceEntry", "Namespace"),
    "topology.istio.io/controlPlaneClusters": ("Namespace",),
    "traffic.istio.io/nodeSelector": ("Service",),
    INGRESS_CLASS: ("Ingress",),
}
BELONGS: dict[str, tuple[str, ...]] = {**dict.fromkeys(_POD.split(), ("Pod",)), **_OTHERS}
"""Annotation -> the kinds that it means something on."""

DEPRECATED: dict[str, str] = {
    "alpha.istio.io/canonical-serviceaccounts": "",
    "alpha.istio.io/identity": "",
    "alpha.istio.io/kubernetes-serviceaccounts": "",
    INJECT: "the label of that name",
    "sidecar.istio.io/controlPlaneAuthPolicy": "",
    "sidecar.istio.io/discoveryAddress": "proxy.istio.io/config",
    "sidecar.istio.io/statsInclusionPrefixes": "proxyStatsMatcher in proxy.istio.io/config",
    "sidecar.istio.io/statsInclusionRegexps": "proxyStatsMatcher in proxy.istio.io/config",
    "sidecar.istio.io/statsInclusionSuffixes": "proxyStatsMatcher in proxy.istio.io/config",
    "traffic.sidecar.istio.io/kubevirtInterfaces": "istio.io/reroute-virtual-interfaces",
}
"""Deprecated annotation -> what replaces it; `""` for nothing."""

_STEADY = frozenset(
    (
        INGRESS_CLASS,
        INJECT,
        "proxy.istio.io/config",
        "sidecar.istio.io/controlPlaneAuthPolicy",
        "sidecar.istio.io/proxyMemoryLimit",
        "sidecar.istio.io/status",
        "sidecar.istio.io/userVolumeMount",
        "traffic.sidecar.istio.io/includeInboundPorts",
    )
)
"""Annotations that are beta or stable, that are given no phase, or that Istio itself writes; all others are alpha."""
_UNDOCUMENTED = ("internal.istio.io", "operator.istio.io", "install.operator.istio.io", "gateway.istio.io")
"""Domains in which Istio's own controllers write what is documented nowhere."""


def is_istio(key: str) -> bool:
    """Tell whether an annotation is one of Istio's, known or not."""
    domain = key.partition("/")[0] if "/" in key else ""
    return key == INGRESS_CLASS or domain == DOMAIN or domain.endswith("." + DOMAIN)


def is_unknown(key: str) -> bool:
    """Tell whether an annotation of Istio's is one that Istio does not know."""
    return key not in BELONGS and key.partition("/")[0] not in _UNDOCUMENTED


def is_alpha(key: str) -> bool:
    """Tell whether an annotation of Istio's is documented as alpha."""
    return key in BELONGS and key not in _STEADY


def problem(key: str, value: object) -> str:
    """Return what a value must be and is not; `""` where it is right or may be anything.

    Args:
        key: the annotation.
        value: its value; what is no string is another finding.
    """
    known = _FORMATS.get(key)
    return "" if known is None or type(value) is not str or known[0](value) else known[1]


def _number(text: str, limit: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12 and int(text) < limit


def _is_uint32(text: str) -> bool:
    return _number(text, 2**32)


def _is_port(text: str) -> bool:
    return _number(text.strip(), 2**16)


def _are_ports(text: str) -> bool:
    return not text.strip() or all(map(_is_port, text.split(",")))


def _are_ports_or_all(text: str) -> bool:
    return text == "*" or _are_ports(text)


def _are_ranges(text: str) -> bool:
    from ipaddress import ip_network

    for part in text.split(",") if text else ():
        try:
            ip_network(part, strict=False)
        except ValueError:
            return False
        if "/" not in part or not part.rpartition("/")[2].isdigit():
            return False
    return True


def _are_ranges_or_all(text: str) -> bool:
    return text == "*" or _are_ranges(text)


def _is_bool(text: str) -> bool:
    return text in ("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False")


def _is_mode(text: str) -> bool:
    return text in ("REDIRECT", "TPROXY", "NONE")


def _is_mapping(text: str) -> bool:
    from ..errors import UsageError
    from ..yamltext import load_data

    try:
        value = load_data(text, "annotation")
    except UsageError:
        return False
    return value is None or type(value) is dict


_FORMATS: dict[str, tuple[Callable[[str], bool], str]] = {
    "prometheus.istio.io/merge-metrics": (_is_bool, "true or false"),
    "proxy.istio.io/config": (_is_mapping, "a mapping in YAML, as ProxyConfig"),
    "readiness.status.sidecar.istio.io/failureThreshold": (_is_uint32, "a whole number"),
    "readiness.status.sidecar.istio.io/initialDelaySeconds": (_is_uint32, "a whole number of seconds"),
    "readiness.status.sidecar.istio.io/periodSeconds": (_is_uint32, "a whole number of seconds"),
    "sidecar.istio.io/interceptionMode": (_is_mode, "REDIRECT, TPROXY or NONE"),
    "status.sidecar.istio.io/port": (_is_port, "a port, from 0 to 65535"),
    "traffic.sidecar.istio.io/excludeInboundPorts": (_are_ports, "ports with commas between"),
    "traffic.sidecar.istio.io/excludeOutboundIPRanges": (_are_ranges, "ranges such as 10.0.0.0/8 with commas between"),
    "traffic.sidecar.istio.io/excludeOutboundPorts": (_are_ports, "ports with commas between"),
    "traffic.sidecar.istio.io/includeInboundPorts": (_are_ports_or_all, "ports with commas between, or *"),
    "traffic.sidecar.istio.io/includeOutboundIPRanges": (_are_ranges_or_all, "ranges such as 10.0.0.0/8 with commas between, or *"),
    "traffic.sidecar.istio.io/includeOutboundPorts": (_are_ports_or_all, "ports with commas between, or *"),
}
