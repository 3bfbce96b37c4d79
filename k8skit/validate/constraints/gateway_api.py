"""Constraints of the Gateway API, both channels.

Sources: Gateway API reference, the description of each field; GEP-2257 (durations), GEP-1742 (timeouts), GEP-1619 (session persistence),
GEP-1767 (CORS), GEP-3171 (percentages of mirrored requests).
"""

from __future__ import annotations

from ... import names
from ...semantics import durations
from .language import FORM, TOGETHER, TWICE, WHOLE, alone, at_most_one, differ, form, keys, member, once, text, unless, wrong

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..problem import Check, Problem, Problems

_LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?"
_NAME = rf"{_LABEL}(?:\.{_LABEL})*"
_is_host = form(_NAME)
_is_key = form(rf"(?:{_NAME}/)?(?:[A-Za-z0-9][-A-Za-z0-9_.]{{0,61}})?[A-Za-z0-9]")
_is_service = form(r"(?i)\.?[a-z_][a-z_0-9]*(?:\.[a-z_][a-z_0-9]*)*")
_is_method = form("[A-Za-z_][A-Za-z_0-9]*")
_is_path = form("(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+")
_MOST_MATCHES = 128
_MOST_PREFIX = 252
_SECOND = 10**9
_HOUR = 3600 * _SECOND

# ---- references to parents and targets


def _references(named: tuple[str, ...], *, ports: bool = False) -> Check:
    """Return the constraint of a list of references: several to one thing each name another part of it.

    Args:
        named: the fields that tell which thing it is.
        ports: whether a port tells a part too, beside sectionName (default False).
    """

    def check(v: Any) -> Problems:
        groups: dict[tuple[object, ...], list[int]] = {}
        for i, ref in enumerate(v):
            groups.setdefault(tuple(ref.get(f) or "" for f in named), []).append(i)
        found: list[Problem] = []
        for group in groups.values():
            if len(group) > 1:
                found += _parts(v, group, ports)
        return found or None

    return check


def _parts(v: Any, group: list[int], ports: bool) -> list[Problem]:
    """Compare the references to one thing."""
    fields = ("sectionName", "port") if ports else ("sectionName",)
    seen: dict[tuple[object, ...], int] = {}
    first = [bool(v[group[0]].get(f)) for f in fields]
    found = []
    for i in group:
        part = tuple(v[i].get(f) or "" for f in fields)
        if [bool(p) for p in part] != first:
            help = f"give {' or '.join(fields)} in all references to it, or refer to it once"
            found.append(wrong(TOGETHER, f"[{group[0]}] refers to the same, but names a part of it in another way", i, help=help))
        before = seen.setdefault(part, i)
        if before != i:
            found.append(
                wrong(TWICE, f"refers to the same as [{before}]", i, help=f"remove one, or give each another {' or '.join(fields)}")
            )
    return found


# ---- routes


def _matches(v: Any) -> Problems:
    """A route has at most 128 matches in all its rules."""
    count = sum(len(rule.get("matches", ())) for rule in v)
    if count <= _MOST_MATCHES:
        return None
    return [wrong(WHOLE, f"the rules have {count} matches; a route may have {_MOST_MATCHES}", help="split the route")]


def _redirects(v: Any) -> Problems:
    """A rule that redirects has no backends."""
    if not v.get("backendRefs"):
        return None
    help = "remove the backendRefs, or move the redirect into a rule of its own"
    return [
        wrong(TOGETHER, "a rule that redirects must not have backendRefs", "filters", i, "requestRedirect", help=help)
        for i, f in enumerate(v.get("filters", ()))
        if "requestRedirect" in f
    ] or None


def _replaces_prefix(filters: Any, kind: str) -> list[int]:
    """Return the filters that replace the prefix of the path."""
    found = []
    for i, f in enumerate(filters or ()):
        path = f.get(kind, {}).get("path", {})
        if path.get("type") == "ReplacePrefixMatch" and "replacePrefixMatch" in path:
            found.append(i)
    return found


def _prefix_matches(v: Any) -> Problems:
    """What replaces a prefix needs one match, by a prefix.

    Two such filters in one list are refused as a repetition; in two backends they are not looked at, as the API server does.
    """
    matches = v.get("matches", ())
    if len(matches) == 1 and matches[0].get("path", {}).get("type") == "PathPrefix":
        return None
    found: list[tuple[str | int, ...]] = []
    for kind in ("requestRedirect", "urlRewrite"):
        here = _replaces_prefix(v.get("filters"), kind)
        if len(here) == 1:
            found.append(("filters", here[0], kind))
        there = [(i, _replaces_prefix(b.get("filters"), kind)) for i, b in enumerate(v.get("backendRefs", ()))]
        there = [(i, indexes) for i, indexes in there if len(indexes) == 1]
        if len(there) == 1:
            found.append(("backendRefs", there[0][0], "filters", there[0][1][0], kind))
    message = "replacing a prefix needs exactly one match in the rule, of type PathPrefix"
    help = "give the rule one match of type PathPrefix, or use ReplaceFullPath"
    return [wrong(TOGETHER, message, *place, "path", "replacePrefixMatch", help=help) for place in found] or None


def _path(v: Any) -> Problems:
    """A path that is compared as text is absolute and normal."""
    if v.get("type") not in ("Exact", "PathPrefix"):
        return None
    path = v.get("value", "")
    help = f"write it in its normal form, or use type RegularExpression instead of {v['type']}"
    if not path.startswith("/"):
        return [wrong(FORM, "the path must start with /", "value", value=path, help=help)]
    for part in ("//", "/./", "/../", "%2f", "%2F", "#"):
        if part in path:
            return [wrong(FORM, f"the path must not contain {part}", "value", value=path, help=help)]
    for end in ("/..", "/."):
        if path.endswith(end):
            return [wrong(FORM, f"the path must not end with {end}", "value", value=path, help=help)]
    if not _is_path(path):
        return [wrong(FORM, "the path has a character that must be escaped with %", "value", value=path, help=help)]
    return None


def _method(v: Any) -> Problems:
    """A match of gRPC methods names a service, a method or both."""
    if "service" not in v and "method" not in v:
        return [wrong(TOGETHER, "one of service or method is missing")] if "type" in v else None
    found = []
    if v.get("type", "Exact") == "Exact":
        for field, is_name in (("service", _is_service), ("method", _is_method)):
            name = v.get(field)
            if name is not None and not is_name(name):
                found.append(wrong(FORM, f"is no name of a gRPC {field}", field, value=name))
    return found or None


def _timeouts(v: Any) -> Problems:
    """A request to a backend may not take longer than the whole request."""
    whole, backend = v.get("request"), v.get("backendRequest")
    if whole is None or backend is None:
        return None
    most = durations.parse(whole)
    if most == 0 or durations.parse(backend) <= most:
        return None
    message = f"backendRequest is longer than the whole request, {whole}"
    return [wrong(TOGETHER, message, "backendRequest", value=backend, help="shorten it, or give request more time")]


_PARENT = ("group", "kind", "namespace", "name")
_PORTLESS = unless(
    lambda v: not v.get("group") and v.get("kind") == "Service" and "port" not in v,
    TOGETHER,
    "a Service needs a port",
    "port",
    help="give port the number of a port of the Service",
)
_FILTERS = {
    "RequestHeaderModifier": "requestHeaderModifier",
    "ResponseHeaderModifier": "responseHeaderModifier",
    "RequestMirror": "requestMirror",
    "ExtensionRef": "extensionRef",
}
_HTTP_FILTERS = {
    **_FILTERS,
    "CORS": "cors",
    "RequestRedirect": "requestRedirect",
    "URLRewrite": "urlRewrite",
    "ExternalAuth": "externalAuth",
}
_RULE_NAMES = differ("name", lambda rule: rule.get("name"))
_REDIRECT_OR_REWRITE = unless(
    lambda v: {"RequestRedirect", "URLRewrite"} <= {f.get("type") for f in v},
    TOGETHER,
    "RequestRedirect and URLRewrite exclude each other",
    help="keep one of them: a redirect can rewrite the path itself",
)
_PATH_MODIFIER = member("type", {"ReplaceFullPath": "replaceFullPath", "ReplacePrefixMatch": "replacePrefixMatch"})
_FRACTION = unless(
    lambda v: v.get("numerator", 0) > v.get("denominator", 100),
    TOGETHER,
    "the fraction is more than the whole",
    "numerator",
    help="make it at most the denominator, which is 100 if it is not given",
)
_PERMANENT_COOKIE = unless(
    lambda v: v.get("cookieConfig", {}).get("lifetimeType") == "Permanent" and "absoluteTimeout" not in v,
    TOGETHER,
    "a permanent cookie needs absoluteTimeout",
    "absoluteTimeout",
    help="set absoluteTimeout, or make cookieConfig.lifetimeType Session",
)
_COOKIE = unless(
    lambda v: "cookieConfig" in v and v.get("type") != "Cookie",
    TOGETHER,
    "cookieConfig goes with type Cookie only",
    "cookieConfig",
    help="remove it, or make type Cookie",
)

# ---- hosts


def _host(v: str) -> str:
    return "" if _is_host(v) else "must be a host name of lower-case letters, digits, '-' and '.'"


def _any_host(v: str) -> str:
    """A host name, or one with a wildcard as its first label."""
    return _host(v.removeprefix("*."))


def _sni(v: str) -> str:
    """A host name of a TLS handshake: no address."""
    if not names.ip(v, strict=True):
        return "must be a host name, not an IP address"
    if "*" in v and not v.startswith("*."):
        return "must have its wildcard as the whole first label"
    return _any_host(v)


def _each_host(v: Any) -> Problems:
    found = []
    for i, host in enumerate(v):
        problem = _sni(host)
        if problem:
            found.append(wrong(FORM, problem, i, value=host))
    return found or None


def _address(v: Any) -> Problems:
    value = v.get("value")
    if v.get("type") != "Hostname" or value is None or not _any_host(value):
        return None
    return [wrong(FORM, _any_host(value), "value", value=value, help="correct it, or give type IPAddress")]


# ---- Gateways


def _metadata_key(v: str) -> str:
    if not _is_key(v):
        return "must be a name, with a DNS name and '/' before it or not, as in example.com/name"
    return "" if len(v.partition("/")[0]) <= _MOST_PREFIX else f"must have at most {_MOST_PREFIX} characters before '/'"


def _listener(v: Any) -> Problems:
    """What protocol, tls and hostname say together."""
    protocol, tls = v.get("protocol"), v.get("tls")
    found = []
    if tls is not None and protocol in ("HTTP", "TCP", "UDP"):
        found.append(wrong(TOGETHER, f"protocol {protocol} has no tls", "tls", help="remove tls, or make protocol HTTPS or TLS"))
    if tls is not None and protocol == "HTTPS" and tls.get("mode", "Terminate") not in ("", "Terminate"):
        help = "make it Terminate, or make protocol TLS"
        found.append(wrong(TOGETHER, "the tls mode of protocol HTTPS is Terminate", "tls", "mode", value=tls["mode"], help=help))
    if protocol == "TLS" and not (tls or {}).get("mode"):
        found.append(wrong(TOGETHER, "protocol TLS needs tls with a mode", "tls", help="give tls the mode Terminate or Passthrough"))
    if protocol in ("TCP", "UDP") and v.get("hostname"):
        help = "remove it: there are no host names in this protocol"
        found.append(wrong(TOGETHER, f"protocol {protocol} has no hostname", "hostname", value=v["hostname"], help=help))
    return found or None


_CERTIFICATES = unless(
    lambda v: v.get("mode") == "Terminate" and not v.get("certificateRefs") and not v.get("options"),
    TOGETHER,
    "tls mode Terminate needs certificateRefs",
    "certificateRefs",
    help="name the Secret with the certificate, or make the mode Passthrough",
)


def _endpoint(listener: Any) -> tuple[object, ...] | None:
    return (listener["port"], listener.get("protocol"), listener.get("hostname")) if "port" in listener else None


# ---- policies and backends

_NO_AUTHORITY = unless(
    lambda v: not v.get("caCertificateRefs") and not v.get("wellKnownCACertificates"),
    TOGETHER,
    "one of caCertificateRefs or wellKnownCACertificates is missing",
)
_TWO_AUTHORITIES = unless(
    lambda v: v.get("caCertificateRefs") and v.get("wellKnownCACertificates"),
    TOGETHER,
    "caCertificateRefs and wellKnownCACertificates exclude each other",
    help="keep one of them",
)
_CLIENT_CERTIFICATE = member("mode", {"ClientAndServer": "clientCertificateRef"})
_NOT_IN_CLUSTER = text(lambda v: "must not be a name inside the cluster" if v.endswith(".cluster.local") else "")
_INTERVAL = text(lambda v: "" if _SECOND <= durations.parse(v) <= _HOUR else "must be between 1s and 1h")
_RATE_INTERVAL = text(lambda v: "" if 0 != durations.parse(v) <= _HOUR else "must be at most 1h, and not 0s")
_PORT_NAME = text(lambda v: names.dns1123_label(v) if v else "")

_ROUTES = "HTTPRoute GRPCRoute TCPRoute TLSRoute UDPRoute"
_BACKENDS = "spec.rules[].backendRefs[] spec.rules[].(backendRefs[].|)filters[].(requestMirror|externalAuth).backendRef"
_IN_FILTERS = "spec.rules[].(backendRefs[].|)filters"

ROWS: tuple[tuple[str, str, Check], ...] = (
    # routes
    ("-" + _ROUTES.replace(" ", " -"), "spec.parentRefs", _references(_PARENT)),
    ("+" + _ROUTES.replace(" ", " +"), "spec.parentRefs", _references(_PARENT, ports=True)),
    ("HTTPRoute GRPCRoute", "spec.rules", _matches),
    ("+HTTPRoute +GRPCRoute +TCPRoute/v1alpha2 +TLSRoute/v1alpha2 +UDPRoute/v1alpha2", "spec.rules", _RULE_NAMES),
    (_ROUTES, _BACKENDS, _PORTLESS),
    ("HTTPRoute GRPCRoute", _IN_FILTERS, once("type", "RequestHeaderModifier", "ResponseHeaderModifier")),
    ("HTTPRoute", _IN_FILTERS, once("type", "CORS", "RequestRedirect", "URLRewrite")),
    ("HTTPRoute", _IN_FILTERS, _REDIRECT_OR_REWRITE),
    ("GRPCRoute", f"{_IN_FILTERS}[]", member("type", _FILTERS)),
    ("HTTPRoute", f"{_IN_FILTERS}[]", member("type", _HTTP_FILTERS)),
    ("HTTPRoute GRPCRoute", f"{_IN_FILTERS}[].requestMirror", at_most_one("percent", "fraction")),
    ("HTTPRoute GRPCRoute", f"{_IN_FILTERS}[].requestMirror.fraction", _FRACTION),
    ("HTTPRoute", f"{_IN_FILTERS}[].cors.(allowHeaders|allowMethods|allowOrigins)", alone("*")),
    ("HTTPRoute", f"{_IN_FILTERS}[].(requestRedirect|urlRewrite).path", _PATH_MODIFIER),
    ("HTTPRoute", f"{_IN_FILTERS}[].externalAuth", member("protocol", {"GRPC": "grpc", "HTTP": "http"})),
    ("HTTPRoute", "spec.rules[]", _redirects),
    ("HTTPRoute", "spec.rules[]", _prefix_matches),
    ("HTTPRoute", "spec.rules[].matches[].path", _path),
    ("HTTPRoute", "spec.rules[].timeouts", _timeouts),
    ("GRPCRoute", "spec.rules[].matches[].method", _method),
    ("HTTPRoute GRPCRoute", "spec.rules[].sessionPersistence", _PERMANENT_COOKIE),
    ("HTTPRoute GRPCRoute", "spec.rules[].sessionPersistence", _COOKIE),
    ("TLSRoute/v1 TLSRoute/v1alpha3", "spec.hostnames", _each_host),
    # Gateways
    (
        "Gateway",
        "spec.addresses",
        differ("address", lambda a: (a.get("type"), a["value"]) if "value" in a and a.get("type") in ("IPAddress", "Hostname") else None),
    ),
    ("Gateway", "spec.addresses[]", _address),
    ("Gateway", "spec.infrastructure.(annotations|labels)", keys(_metadata_key)),
    ("Gateway", "spec.tls.frontend.perPort", differ("port", lambda t: t.get("port"))),
    ("Gateway ListenerSet", "spec.listeners[]", _listener),
    ("Gateway ListenerSet", "spec.listeners", differ("name", lambda listener: listener.get("name"))),
    ("Gateway ListenerSet", "spec.listeners", differ("port, protocol and hostname", _endpoint)),
    ("Gateway ListenerSet", "spec.listeners[].tls", _CERTIFICATES),
    # policies and backends
    ("BackendTLSPolicy", "spec.targetRefs", _references(("group", "kind", "name"))),
    ("BackendTLSPolicy XBackend", "spec.(tls.|)validation", _NO_AUTHORITY),
    ("BackendTLSPolicy XBackend", "spec.(tls.|)validation", _TWO_AUTHORITIES),
    (
        "BackendTLSPolicy XBackend",
        "spec.(tls.|)validation.subjectAltNames[]",
        member("type", {"Hostname": "hostname", "URI": "uri"}, filled=True),
    ),
    ("XBackend", "spec", member("type", {"ExternalHostname": "externalHostname"})),
    ("XBackend", "spec.externalHostname.hostname", _NOT_IN_CLUSTER),
    ("XBackend", "spec.port.name", _PORT_NAME),
    ("XBackend", "spec.tls", _CLIENT_CERTIFICATE),
    ("XBackendTrafficPolicy", "spec.retryConstraint.budget.interval", _INTERVAL),
    ("XBackendTrafficPolicy", "spec.retryConstraint.minRetryRate.interval", _RATE_INTERVAL),
    ("XBackendTrafficPolicy", "spec.sessionPersistence", _PERMANENT_COOKIE),
    ("XBackendTrafficPolicy", "spec.sessionPersistence", _COOKIE),
)
"""What holds where; see `language.table`."""
