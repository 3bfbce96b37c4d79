"""Constraints of Istio's configuration that the API server checks.

Source: Istio documentation, reference of the configuration (traffic management, security, telemetry, proxy extensions), field by field.
"""

from __future__ import annotations

from ...semantics import durations, urls
from .language import FORM, TOGETHER, at_most_one, differ, exactly_one, form, keys, text, unless, without, wrong

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..problem import Check, Problems

_is_port_name = form("[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?")
_is_number = form("[+-]?[0-9]+")
_MILLISECOND = 10**6
_MOST_PORT = 65535
_MODULE_SCHEMES = ("", "http", "https", "file", "oci")


def _duration(v: str) -> str:
    problem = durations.problem(v)
    if problem:
        return f"the duration {problem}"
    return "" if durations.parse(v) >= _MILLISECOND else "the duration must be at least 1ms"


def _port(v: Any) -> Problems:
    return None if 0 < v <= _MOST_PORT else [wrong(FORM, f"the port must be between 1 and {_MOST_PORT}", value=v)]


def _port_key(v: str) -> str:
    return "" if _is_number(v) and 0 < int(v) <= _MOST_PORT else f"must be the number of a port, between 1 and {_MOST_PORT}"


def _port_name(v: str) -> str:
    return "" if len(v) <= 62 and _is_port_name(v) else "must be at most 62 letters, digits and '-', and not begin or end with '-'"


def _label_key(v: str) -> str:
    return "must not be empty" if not v else without("*", "")(v).strip()


def _module(v: str) -> str:
    """A module of WebAssembly comes by HTTP, from a file or from an image registry; a URL without a scheme is one of a registry."""
    url = urls.read(v) or urls.read(f"http://{v}")
    if url is None:
        return "the URL is malformed"
    return "" if url.scheme in _MODULE_SCHEMES else f"the scheme of the URL must be one of {', '.join(filter(None, _MODULE_SCHEMES))}"


def _keys_url(v: str) -> str:
    url = urls.read(v)
    return "" if url is not None and url.scheme in ("http", "https") else "must be a URL that begins with http:// or https://"


def _socket(v: str) -> str:
    """A Unix domain socket is an absolute path or an abstract name, and no folder."""
    if not v.startswith("unix://"):
        return ""
    if v[7:8] not in ("/", "@"):
        return "the socket must be an absolute path (unix:///path) or an abstract name (unix://@name)"
    return "the socket must not be a folder" if v.endswith("/") else ""


def _entry(v: Any) -> Problems:
    if "ports" in v and v.get("address", "").startswith("unix://"):
        return [wrong(TOGETHER, "a Unix domain socket has no ports", "ports", help="remove ports, or give an IP address or a host name")]
    return None


def _service_entry(v: Any) -> Problems:
    """What resolution allows."""
    resolution, endpoints = v.get("resolution", "NONE"), v.get("endpoints")
    found = []
    if resolution not in ("STATIC", "NONE"):
        for i, address in enumerate(v.get("addresses", ())):
            if "/" in address:
                help = "give single addresses, or make resolution STATIC or NONE"
                found.append(wrong(TOGETHER, f"resolution {resolution} takes no ranges", "addresses", i, value=address, help=help))
    if resolution == "NONE" and endpoints is not None:
        help = "remove them, or make resolution STATIC or DNS"
        found.append(wrong(TOGETHER, "resolution NONE, which is the default, takes no endpoints", "endpoints", help=help))
    if resolution == "DNS_ROUND_ROBIN" and len(endpoints or ()) > 1:
        found.append(wrong(TOGETHER, "resolution DNS_ROUND_ROBIN takes one endpoint", "endpoints", help="keep one, or make resolution DNS"))
    return found or None


def _source(v: Any) -> Problems:
    """Service accounts say already what principals and namespaces say."""
    accounts = [f for f in ("serviceAccounts", "notServiceAccounts") if f in v]
    others = [f for f in ("principals", "notPrincipals", "namespaces", "notNamespaces") if f in v]
    if not accounts or not others:
        return None
    return [wrong(TOGETHER, f"{accounts[0]} and {others[0]} exclude each other", others[0], help="name the service accounts only")]


def _tag(v: Any) -> Problems:
    operation = v.get("operation")
    if operation == "UPSERT" and not v.get("value"):
        return [wrong(TOGETHER, "operation UPSERT needs a value", "value", help="give an expression, or make operation REMOVE")]
    if operation == "REMOVE" and "value" in v:
        return [wrong(TOGETHER, "operation REMOVE takes no value", "value", help="remove it")]
    return None


_SELECTION = at_most_one(
    "selector", "targetRef", "targetRefs", help="a policy goes to workloads by selector, or to a Gateway by targetRefs"
)
_VARIABLE = unless(
    lambda v: v.get("valueFrom") == "HOST" and "value" in v,
    TOGETHER,
    "a variable from the host takes no value",
    "value",
    help="remove it, or make valueFrom INLINE",
)
_WAYPOINT = unless(
    lambda v: ("waypoint" in v) != (v.get("context") == "WAYPOINT"),
    TOGETHER,
    "waypoint and context WAYPOINT go together",
    "waypoint",
    help="set both or none",
)
_MTLS_PORTS = unless(
    lambda v: "portLevelMtls" in v and not v.get("selector", {}).get("matchLabels"),
    TOGETHER,
    "portLevelMtls needs a selector: ports are those of workloads",
    "portLevelMtls",
    help="give selector.matchLabels, or set mtls for all ports",
)
_NO_ADDRESS = unless(lambda v: "address" not in v and "network" not in v, TOGETHER, "an endpoint needs an address, or a network", "address")
_SAME_NAMESPACE = text(lambda v: "must be left out: the target is in the namespace of the policy" if v else "")
_NO_STAR = text(without("*", "a label value"))
_SELECTED = "TrafficExtension WasmPlugin ProxyConfig AuthorizationPolicy PeerAuthentication RequestAuthentication Telemetry DestinationRule"
_TARGETED = "TrafficExtension WasmPlugin EnvoyFilter AuthorizationPolicy RequestAuthentication Telemetry"
_ENTRIES = "ServiceEntry WorkloadEntry WorkloadGroup"
_POOL = "(http.idleTimeout|tcp.connectTimeout|tcp.maxConnectionDuration|tcp.tcpKeepalive.interval|tcp.tcpKeepalive.time)"
_POLICY = "spec.(subsets[].|)trafficPolicy.(portLevelSettings[].|)"
_ROUTE_TIMES = "(corsPolicy.maxAge|fault.delay.exponentialDelay|fault.delay.fixedDelay|retries.backoff|retries.perTryTimeout|timeout)"

ROWS: tuple[tuple[str, str, Check], ...] = (
    # what a policy is for
    ("TrafficExtension WasmPlugin AuthorizationPolicy RequestAuthentication Telemetry", "spec", _SELECTION),
    ("EnvoyFilter", "spec", at_most_one("workloadSelector", "targetRefs")),
    (_SELECTED, "spec.(selector|workloadSelector).matchLabels", keys(_label_key)),
    (_SELECTED, "spec.(selector|workloadSelector).matchLabels.*", _NO_STAR),
    ("EnvoyFilter ServiceEntry Sidecar", "spec.workloadSelector.labels.*", _NO_STAR),
    (_TARGETED, "spec.(targetRefs[]|targetRef).namespace", _SAME_NAMESPACE),
    # extensions
    ("TrafficExtension", "spec", exactly_one("wasm", "lua")),
    ("TrafficExtension WasmPlugin", "spec.(wasm.|)url", text(_module)),
    ("TrafficExtension WasmPlugin", "spec.(wasm.|)vmConfig.env[]", _VARIABLE),
    ("EnvoyFilter", "spec.configPatches[].match", _WAYPOINT),
    ("EnvoyFilter", "spec.configPatches[].match.waypoint.portNumber", _port),
    # traffic
    ("DestinationRule", f"{_POLICY}connectionPool.{_POOL}", text(_duration)),
    ("DestinationRule", f"{_POLICY}loadBalancer.(warmup.duration|warmupDurationSecs)", text(_duration)),
    ("DestinationRule", f"{_POLICY}outlierDetection.(baseEjectionTime|interval)", text(_duration)),
    ("Sidecar", f"spec.(inboundConnectionPool|ingress[].connectionPool).{_POOL}", text(_duration)),
    ("VirtualService", f"spec.http[].{_ROUTE_TIMES}", text(_duration)),
    ("Gateway Sidecar", "spec.(servers|ingress)[].tls", at_most_one("credentialNames", "tlsCertificates")),
    ("Gateway Sidecar", "spec.(servers|ingress)[].tls", at_most_one("credentialName", "credentialNames")),
    ("ServiceEntry", "spec", at_most_one("workloadSelector", "endpoints")),
    ("ServiceEntry", "spec", _service_entry),
    ("ServiceEntry", "spec.hosts[]", text(lambda v: "must not be * alone" if v == "*" else "")),
    ("ServiceEntry", "spec.ports", differ("number", lambda port: port.get("number"))),
    ("ServiceEntry", "spec.ports[].(number|targetPort)", _port),
    ("ServiceEntry", "spec.endpoints[]", _NO_ADDRESS),
    ("WorkloadEntry", "spec", _NO_ADDRESS),
    (_ENTRIES, "spec.(endpoints[]|template)", _entry),
    ("WorkloadEntry", "spec", _entry),
    (_ENTRIES, "spec.(endpoints[].|template.|)address", text(_socket)),
    (_ENTRIES, "spec.(endpoints[].|template.)ports", keys(_port_name)),
    (_ENTRIES, "spec.(endpoints[].|template.)ports.*", _port),
    ("WorkloadEntry", "spec.ports", keys(_port_name)),
    ("WorkloadEntry", "spec.ports.*", _port),
    ("WorkloadGroup", "spec.probe.(grpc|httpGet|tcpSocket).port", _port),
    ("WorkloadGroup", "spec.probe.httpGet.scheme", text(lambda v: "" if v in ("", "HTTP", "HTTPS") else "must be HTTP or HTTPS")),
    # security
    ("AuthorizationPolicy", "spec.rules[].from[].source", _source),
    ("PeerAuthentication", "spec", _MTLS_PORTS),
    ("PeerAuthentication", "spec.portLevelMtls", keys(_port_key)),
    ("RequestAuthentication", "spec.jwtRules[]", at_most_one("jwksUri", "jwks_uri", "jwks")),
    ("RequestAuthentication", "spec.jwtRules[].(jwksUri|jwks_uri)", text(_keys_url)),
    ("RequestAuthentication", "spec.jwtRules[].timeout", text(_duration)),
    # telemetry
    ("Telemetry", "spec.metrics[].overrides[].tagOverrides.*", _tag),
    ("Telemetry", "spec.metrics[].reportingInterval", text(_duration)),
)
"""What holds where; see `language.table`."""
