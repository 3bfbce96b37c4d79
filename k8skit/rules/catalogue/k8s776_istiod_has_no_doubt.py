"""The webhook of istiod takes an object without a word: no part of it is ignored, or does more than it seems to.

Reads what istiod takes and warns about: selectors without labels, hosts of listeners twice, TLS that is not used, targetPorts and selectors that a resolution
leaves unused, failover without outlier detection, several providers of traces, filters that a patch does not match by.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ...names import ip
from ..context import mapping, sequence
from ..gateways import HTTP, PROTOCOLS
from ..mesh import DESTINATION_RULE, GATEWAY, SERVICE_ENTRY, VIRTUAL_SERVICE, policies
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context
    from ..istiod import Wrong

CODE = "K8S776"
_SIDECAR = "networking.istio.io/Sidecar"
_FILTER = "networking.istio.io/EnvoyFilter"
_TELEMETRY = "telemetry.istio.io/Telemetry"
_SELECTING = (
    "extensions.istio.io/TrafficExtension",
    "extensions.istio.io/WasmPlugin",
    DESTINATION_RULE,
    _FILTER,
    "networking.istio.io/ProxyConfig",
    SERVICE_ENTRY,
    _SIDECAR,
    "security.istio.io/AuthorizationPolicy",
    "security.istio.io/PeerAuthentication",
    "security.istio.io/RequestAuthentication",
    _TELEMETRY,
)
_FILES = ("credentialName", "serverCertificate", "privateKey", "caCertificates", "caCrl")
_SUITES = frozenset(
    (
        "AES128-GCM-SHA256",
        "AES128-SHA",
        "AES256-GCM-SHA384",
        "AES256-SHA",
        "DES-CBC3-SHA",
        "ECDHE-ECDSA-AES128-GCM-SHA256",
        "ECDHE-ECDSA-AES128-SHA",
        "ECDHE-ECDSA-AES256-GCM-SHA384",
        "ECDHE-ECDSA-AES256-SHA",
        "ECDHE-ECDSA-CHACHA20-POLY1305",
        "ECDHE-RSA-AES128-GCM-SHA256",
        "ECDHE-RSA-AES128-SHA",
        "ECDHE-RSA-AES256-GCM-SHA384",
        "ECDHE-RSA-AES256-SHA",
        "ECDHE-RSA-CHACHA20-POLY1305",
    )
)
_ADDS = ("ADD", "INSERT_AFTER", "INSERT_BEFORE", "INSERT_FIRST", "REPLACE")
_TYPED = ("configDiscovery", "config_discovery", "typedConfig", "typed_config")
_OLD_NAMES = {
    "envoy.http_connection_manager": "envoy.filters.network.http_connection_manager",
    "envoy.tcp_proxy": "envoy.filters.network.tcp_proxy",
    "envoy.mongo_proxy": "envoy.filters.network.mongo_proxy",
    "envoy.redis_proxy": "envoy.filters.network.redis_proxy",
    "envoy.router": "envoy.filters.http.router",
    "envoy.cors": "envoy.filters.http.cors",
    "envoy.fault": "envoy.filters.http.fault",
    "envoy.lua": "envoy.filters.http.lua",
    "envoy.grpc_web": "envoy.filters.http.grpc_web",
    "envoy.gzip": "envoy.filters.http.gzip",
    "envoy.buffer": "envoy.filters.http.buffer",
    "envoy.rate_limit": "envoy.filters.http.ratelimit",
    "envoy.ext_authz": "envoy.filters.http.ext_authz",
}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that istiod warns about."""
    for kinds, doubts in (
        (_SELECTING, _selection),
        ((GATEWAY,), _gateway),
        ((DESTINATION_RULE,), _rule),
        ((SERVICE_ENTRY,), _entry),
        ((VIRTUAL_SERVICE,), _routes),
        ((_SIDECAR,), _sidecar),
        ((_TELEMETRY,), _telemetry),
        ((_FILTER,), _filter),
    ):
        for m in context.of(*kinds):
            for field, message, value, help in doubts(mapping(m.object.get("spec"))):
                yield context.finding(CODE, m, f"spec{field}", f'{m.kind} "{m.name}" {message}', severity=WARNING, value=value, help=help)


def _selection(spec: dict[str, Any]) -> Iterator[Wrong]:
    for key in ("selector", "workloadSelector"):
        given = spec.get(key)
        if type(given) is dict and not given.get("labels") and not given.get("matchLabels"):
            yield f".{key}", f"has a {key} without labels, and is for all pods", NO_VALUE, f"give it labels, or remove {key} to say so"


def _gateway(spec: dict[str, Any]) -> Iterator[Wrong]:
    for i, server in enumerate(map(mapping, sequence(spec.get("servers")))):
        tls, at = mapping(server.get("tls")), f".servers[{i}].tls"
        mode, protocol = tls.get("mode", "PASSTHROUGH"), mapping(server.get("port")).get("protocol")
        if tls.get("httpsRedirect") is True and type(protocol) is str and protocol.lower() in PROTOCOLS - HTTP:
            yield f"{at}.httpsRedirect", f"redirects to HTTPS on a port of {protocol}", True, "redirect on the port of HTTP alone"
        used = [key for key in _FILES if tls.get(key)]
        if mode in ("PASSTHROUGH", "AUTO_PASSTHROUGH") and used and not (type(protocol) is str and protocol.lower() in HTTP):
            yield (
                f"{at}.{used[0]}",
                f"has {used[0]} beside the mode {mode}, which uses none",
                NO_VALUE,
                f"remove {used[0]}, or write another mode",
            )
        suites = [suite for suite in sequence(tls.get("cipherSuites")) if type(suite) is str]
        if tls.get("minProtocolVersion") in ("TLSV1_0", "TLSV1_1") and not suites:
            yield (
                f"{at}.minProtocolVersion",
                f"takes {tls['minProtocolVersion']}, and no cipher suite that fits it",
                tls["minProtocolVersion"],
                "name cipherSuites, or write TLSV1_2",
            )
        for j, suite in enumerate(suites):
            if suite in suites[:j]:
                yield f"{at}.cipherSuites[{j}]", f"has the cipher suite {suite} twice", suite, "remove one of the two"
            elif suite[:1].isalnum() and suite not in (*_SUITES, "ALL"):
                yield f"{at}.cipherSuites[{j}]", f"has the cipher suite {suite}, which is ignored", suite, "write it by its name in OpenSSL"


def _rule(spec: dict[str, Any]) -> Iterator[Wrong]:
    for at, policy in policies(spec):
        settings = mapping(mapping(policy.get("loadBalancer")).get("localityLbSetting"))
        for key in ("failover", "failoverPriority"):
            if settings.get(key) and policy.get("outlierDetection") is None:
                field = f"{at.removeprefix('spec')}.loadBalancer.localityLbSetting.{key}"
                yield (
                    field,
                    "fails over to other localities, and never finds out that it should",
                    NO_VALUE,
                    "add outlierDetection beside it",
                )
                break


def _entry(spec: dict[str, Any]) -> Iterator[Wrong]:
    resolution = spec.get("resolution", "NONE")
    ports = list(map(mapping, sequence(spec.get("ports"))))
    for i, host in enumerate(sequence(spec.get("hosts"))):
        if type(host) is str and len(host) > 1 and host[0] == "*" and host[1] != ".":
            yield (
                f".hosts[{i}]",
                f"has the host {host}, with a wildcard for a part of a name",
                host,
                "write * for a whole part, as in *.example.com",
            )
    for i, port in enumerate(ports):
        if port.get("targetPort") and resolution == "NONE":
            yield f".ports[{i}].targetPort", "has a targetPort, which the resolution NONE does not use", port["targetPort"], "remove it"
    if mapping(spec.get("workloadSelector")) and resolution in ("NONE", "DNS", "DNS_ROUND_ROBIN"):
        yield ".workloadSelector", f"selects pods, and has the resolution {resolution}", NO_VALUE, "write the resolution STATIC"


def _routes(spec: dict[str, Any]) -> Iterator[Wrong]:
    for i, name in enumerate(sequence(spec.get("gateways"))):
        if type(name) is str and "/" not in name and "." in name:
            short, at = name.split(".")[:2]
            yield f".gateways[{i}]", f"names the gateway {name} in the way of old", name, f"write {at}/{short}"
    for i, route in enumerate(map(mapping, sequence(spec.get("http")))):
        abort = mapping(route.get("fault")).get("abort")
        if type(abort) is dict and not any(abort.get(key) is not None for key in ("grpcStatus", "http2Error", "httpStatus")):
            yield f".http[{i}].fault.abort", "aborts requests without a status, so that none is", NO_VALUE, "add httpStatus or grpcStatus"

    for i, route in enumerate(map(mapping, sequence(spec.get("tls")))):
        for j, match in enumerate(map(mapping, sequence(route.get("match")))):
            for k, name in enumerate(sequence(match.get("sniHosts"))):
                if type(name) is str and not ip(name):
                    yield (
                        f".tls[{i}].match[{j}].sniHosts[{k}]",
                        f"matches the address {name}, which clients do not send",
                        name,
                        "write a name",
                    )


def _sidecar(spec: dict[str, Any]) -> Iterator[Wrong]:
    for i, listener in enumerate(map(mapping, sequence(spec.get("ingress")))):
        protocol = mapping(listener.get("port")).get("protocol")
        if (
            mapping(listener.get("connectionPool")).get("http") is not None
            and type(protocol) is str
            and protocol.lower() in PROTOCOLS - HTTP
        ):
            yield (
                f".ingress[{i}].connectionPool.http",
                f"has a connection pool for HTTP on a port of {protocol}",
                NO_VALUE,
                "write the protocol HTTP, or remove it",
            )
    for i, listener in enumerate(map(mapping, sequence(spec.get("egress")))):
        hosts = [host for host in sequence(listener.get("hosts")) if type(host) is str]
        for j, host in enumerate(hosts):
            namespace = host.partition("/")[0]
            other = next((h for h in hosts[:j] if h == host), None)
            other = other or next((h for h in hosts if h != host and h in ("*/*", f"{namespace}/*") and "/" in host), None)
            if other is not None and host != "*/*":
                yield f".egress[{i}].hosts[{j}]", f"has the host {host}, which {other} has already", host, f"remove it, or {other}"


def _telemetry(spec: dict[str, Any]) -> Iterator[Wrong]:
    traces = sequence(spec.get("tracing"))
    if len(traces) > 1:
        yield ".tracing[1]", "has several settings of traces, of which one is used", NO_VALUE, "leave one"
    for i, tracing in enumerate(traces):
        if len(sequence(mapping(tracing).get("providers"))) > 1:
            yield f".tracing[{i}].providers[1]", "sends traces to several providers, which Istio cannot", NO_VALUE, "leave one provider"


def _filter(spec: dict[str, Any]) -> Iterator[Wrong]:
    for i, given in enumerate(map(mapping, sequence(spec.get("configPatches")))):
        to, at = given.get("applyTo"), f".configPatches[{i}].match.listener.filterChain.filter"
        match = mapping(mapping(given.get("match")).get("listener"))
        filter = mapping(match.get("filterChain")).get("filter")
        patch = mapping(given.get("patch"))
        value = patch.get("value")
        added = mapping(value) if to in ("HTTP_FILTER", "NETWORK_FILTER") and patch.get("operation") in _ADDS else {}
        if added.get("name") and not any(key in added for key in _TYPED):
            yield (
                f".configPatches[{i}].patch.value",
                f"adds the filter {added['name']} without a typed_config, by its name alone",
                added["name"],
                "give it a typed_config with its @type",
            )
        if type(filter) is not dict:
            continue
        if to in ("LISTENER", "FILTER_CHAIN"):
            yield at, f"matches by a filter, and is for {to}, where that has no effect", NO_VALUE, "remove filter"
        for field, name in ((".name", filter.get("name")), (".subFilter.name", mapping(filter.get("subFilter")).get("name"))):
            if type(name) is str and name in _OLD_NAMES:
                yield f"{at}{field}", f"matches the filter {name} by its name of old", name, f"write {_OLD_NAMES[name]}"


RULE = Rule(
    CODE,
    "istiod takes an object without a warning",
    severity=WARNING,
    on=(*_SELECTING, GATEWAY, VIRTUAL_SERVICE),
    reads=(*_SELECTING, GATEWAY, VIRTUAL_SERVICE),
    check=check,
    why="A part of the object is ignored, or does more than it seems to; istiod takes it and warns.",
    source="Istio documentation, Configuration Analysis, SchemaWarning; Gateway: ServerTLSSettings; Sidecar; Service Entry",
    fix="Write what is meant, as the finding says.",
    known_as=("istioctl IST0133",),
)
