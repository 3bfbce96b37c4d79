"""Constraints of Gateway API and Istio: each one broken alone, beside the object that is fine."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit.facts import load
from k8skit.finding import ERROR, WARNING
from k8skit.manifest import Manifest
from k8skit.validate import Checker

STANDARD, EXPERIMENTAL = Checker(load("1.35")), Checker(load("1.35", experimental=True))
GATEWAY, ISTIO, SECURITY = "gateway.networking.k8s.io/v1", "networking.istio.io/v1", "security.istio.io/v1"


def judge(api: str, kind: str, spec: Any, *, experimental: bool = False) -> list[tuple[str, str]]:
    """Return code and field of each finding."""
    checker = EXPERIMENTAL if experimental else STANDARD
    found = checker.check([Manifest({"apiVersion": api, "kind": kind, "metadata": {"name": "a"}, "spec": spec})])
    assert all(f.severity == ERROR and f.message for f in found)
    return [(f.code, f.field) for f in found]


def http(**rule: Any) -> dict[str, Any]:
    return {"rules": [rule]}


def path(value: str, type: str = "PathPrefix") -> dict[str, Any]:
    return http(matches=[{"path": {"type": type, "value": value}}])


def listener(**fields: Any) -> dict[str, Any]:
    return {"name": "a", "port": 80, "protocol": "HTTP", **fields}


def gateway(*listeners: Any, **fields: Any) -> dict[str, Any]:
    return {"gatewayClassName": "a", "listeners": list(listeners) or [listener()], **fields}


CERTIFICATE = {"certificateRefs": [{"name": "tls"}]}
PREFIX = {"type": "ReplacePrefixMatch", "replacePrefixMatch": "/b"}
REDIRECT = {"type": "RequestRedirect", "requestRedirect": {"path": PREFIX}}
REWRITE = {"type": "URLRewrite", "urlRewrite": {"path": PREFIX}}
MODIFIER = {"type": "RequestHeaderModifier", "requestHeaderModifier": {"remove": ["x"]}}
TWO = [{"path": {"value": "/a"}}, {"path": {"value": "/b"}}]
EXACT = [{"path": {"type": "Exact", "value": "/a"}}]
BACKEND = {"name": "a", "port": 80}

GATEWAY_CASES: list[tuple[str, Any, list[tuple[str, str]]]] = [
    # references
    ("HTTPRoute", {"parentRefs": [{"name": "a"}, {"name": "b"}, {"name": "a", "namespace": "x"}]}, []),
    ("HTTPRoute", {"parentRefs": [{"name": "a", "sectionName": "x"}, {"name": "a", "sectionName": "y"}]}, []),
    ("HTTPRoute", {"parentRefs": [{"name": "a", "sectionName": "x"}, {"name": "a"}]}, [("K8S130", "spec.parentRefs[1]")]),
    ("GRPCRoute", {"parentRefs": [{"name": "a"}, {"name": "a", "kind": "Gateway"}]}, [("K8S131", "spec.parentRefs[1]")]),
    ("TCPRoute", {"parentRefs": [{"name": "a", "port": 1}, {"name": "a", "port": 2}], "rules": [{"backendRefs": [BACKEND]}]},
     [("K8S131", "spec.parentRefs[1]")]),
    # matches
    ("HTTPRoute", {"rules": [{"matches": TWO * 32}] * 2}, []),
    ("HTTPRoute", {"rules": [*[{"matches": TWO * 32}] * 2, {}]}, [("K8S133", "spec.rules")]),
    ("HTTPRoute", path("/a%20b/*"), []),
    ("HTTPRoute", path("^/[a", "RegularExpression"), []),
    *[("HTTPRoute", path(p), [("K8S132", "spec.rules[0].matches[0].path.value")])
      for p in ("a", "//", "/a/./b", "/../a", "/%2F", "/%2f", "/#", "/..", "/.", "/a b", "/%zz", "/{a}")],
    ("GRPCRoute", http(matches=[{"method": {"service": "Shop.v1.Orders", "method": "Get_1"}}]), []),
    ("GRPCRoute", http(matches=[{"method": {}}]), [("K8S130", "spec.rules[0].matches[0].method")]),
    ("GRPCRoute", http(matches=[{"method": {"service": "a-b"}}]), [("K8S132", "spec.rules[0].matches[0].method.service")]),
    ("GRPCRoute", http(matches=[{"method": {"method": "9"}}]), [("K8S132", "spec.rules[0].matches[0].method.method")]),
    ("GRPCRoute", http(matches=[{"method": {"service": "a-b", "type": "RegularExpression"}}]), []),
    # backends and filters
    ("HTTPRoute", http(backendRefs=[BACKEND, {"name": "b", "group": "x.io", "kind": "X"}]), []),
    ("HTTPRoute", http(backendRefs=[{"name": "a"}]), [("K8S130", "spec.rules[0].backendRefs[0].port")]),
    ("HTTPRoute", http(filters=[{"type": "RequestMirror", "requestMirror": {"backendRef": {"name": "a"}}}]),
     [("K8S130", "spec.rules[0].filters[0].requestMirror.backendRef.port")]),
    ("HTTPRoute", http(filters=[MODIFIER, MODIFIER]), [("K8S131", "spec.rules[0].filters[1]")]),
    ("HTTPRoute", http(backendRefs=[{**BACKEND, "filters": [MODIFIER, MODIFIER]}]), [("K8S131", "spec.rules[0].backendRefs[0].filters[1]")]),
    ("HTTPRoute", http(filters=[{"type": "RequestMirror", "requestMirror": {"backendRef": BACKEND}}] * 2), []),
    ("HTTPRoute", http(filters=[{"type": "CORS"}]), [("K8S130", "spec.rules[0].filters[0].cors")]),
    ("GRPCRoute", http(filters=[{**MODIFIER, "type": "RequestMirror"}]),
     [("K8S130", "spec.rules[0].filters[0].requestHeaderModifier"), ("K8S130", "spec.rules[0].filters[0].requestMirror")]),
    ("HTTPRoute", http(filters=[{"type": "RequestRedirect", "requestRedirect": {}}, {"type": "URLRewrite", "urlRewrite": {}}]),
     [("K8S130", "spec.rules[0].filters")]),
    ("HTTPRoute", http(filters=[{"type": "RequestMirror", "requestMirror": {"backendRef": BACKEND, "percent": 1, "fraction": {"numerator": 1}}}]),
     [("K8S130", "spec.rules[0].filters[0].requestMirror")]),
    ("HTTPRoute", http(filters=[{"type": "RequestMirror", "requestMirror": {"backendRef": BACKEND, "fraction": {"numerator": 101}}}]),
     [("K8S130", "spec.rules[0].filters[0].requestMirror.fraction.numerator")]),
    ("HTTPRoute", http(filters=[{"type": "CORS", "cors": {"allowMethods": ["*", "GET"], "allowHeaders": ["*"]}}]),
     [("K8S130", "spec.rules[0].filters[0].cors.allowMethods")]),
    ("HTTPRoute", http(filters=[{"type": "URLRewrite", "urlRewrite": {"path": {**PREFIX, "type": "ReplaceFullPath"}}}]),
     [("K8S130", f"spec.rules[0].filters[0].urlRewrite.path.{f}") for f in ("replaceFullPath", "replacePrefixMatch")]),
    ("HTTPRoute", http(filters=[REDIRECT]), []),
    ("HTTPRoute", http(filters=[REDIRECT], matches=EXACT), [("K8S130", "spec.rules[0].filters[0].requestRedirect.path.replacePrefixMatch")]),
    ("HTTPRoute", http(filters=[REWRITE], matches=TWO), [("K8S130", "spec.rules[0].filters[0].urlRewrite.path.replacePrefixMatch")]),
    ("HTTPRoute", http(matches=TWO, backendRefs=[{**BACKEND, "filters": [REWRITE]}]),
     [("K8S130", "spec.rules[0].backendRefs[0].filters[0].urlRewrite.path.replacePrefixMatch")]),
    ("HTTPRoute", http(filters=[REDIRECT], backendRefs=[BACKEND]), [("K8S130", "spec.rules[0].filters[0].requestRedirect")]),
    ("HTTPRoute", http(timeouts={"request": "1s", "backendRequest": "1s"}), []),
    ("HTTPRoute", http(timeouts={"request": "0s", "backendRequest": "1s"}), []),
    ("HTTPRoute", http(timeouts={"request": "1s", "backendRequest": "1001ms"}), [("K8S130", "spec.rules[0].timeouts.backendRequest")]),
    # TLS
    ("TLSRoute", {"hostnames": ["a.example.com", "*.example.com"], "rules": [{"backendRefs": [BACKEND]}]}, []),
    ("TLSRoute", {"hostnames": ["10.0.0.1"], "rules": [{"backendRefs": [BACKEND]}]}, [("K8S132", "spec.hostnames[0]")]),
    ("Gateway", gateway(listener(protocol="HTTPS", tls=CERTIFICATE)), []),
    ("Gateway", gateway(listener(tls=CERTIFICATE)), [("K8S130", "spec.listeners[0].tls")]),
    ("Gateway", gateway(listener(protocol="HTTPS", tls={"mode": "Passthrough"})), [("K8S130", "spec.listeners[0].tls.mode")]),
    ("Gateway", gateway(listener(protocol="HTTPS", tls={})), [("K8S130", "spec.listeners[0].tls.certificateRefs")]),
    ("Gateway", gateway(listener(protocol="TLS")), [("K8S130", "spec.listeners[0].tls")]),
    ("Gateway", gateway(listener(protocol="TCP", hostname="a.example.com")), [("K8S130", "spec.listeners[0].hostname")]),
    ("Gateway", gateway(listener(), listener(name="b", hostname="a.example.com"), listener(name="c", port=81)), []),
    ("Gateway", gateway(listener(), listener(name="b")), [("K8S131", "spec.listeners[1]")]),
    ("ListenerSet", {"parentRef": {"name": "a"}, "listeners": [listener(), listener(name="b")]}, [("K8S131", "spec.listeners[1]")]),
    ("Gateway", gateway(addresses=[{"value": "10.0.0.1"}, {"type": "Hostname", "value": "*.example.com"}]), []),
    ("Gateway", gateway(addresses=[{"value": "10.0.0.1"}] * 2), [("K8S131", "spec.addresses[1]")]),
    ("Gateway", gateway(addresses=[{"type": "Hostname", "value": "A_b"}]), [("K8S132", "spec.addresses[0].value")]),
    ("Gateway", gateway(infrastructure={"labels": {"example.com/a": "b"}, "annotations": {"a b": ""}}),
     [("K8S132", "spec.infrastructure.annotations[a b]")]),
    ("Gateway", gateway(infrastructure={"labels": {f"{'a' * 253}/b": "c"}}), [("K8S132", f"spec.infrastructure.labels[{'a' * 253}/b]")]),
    ("BackendTLSPolicy", {"targetRefs": [{"group": "", "kind": "Service", "name": "a"}], "validation": {"hostname": "a.b"}},
     [("K8S130", "spec.validation")]),
    ("BackendTLSPolicy", {"targetRefs": [{"group": "", "kind": "Service", "name": "a"}] * 2,
                          "validation": {"hostname": "a.b", "wellKnownCACertificates": "System"}},
     [("K8S131", "spec.targetRefs[1]")]),
    ("BackendTLSPolicy", {"targetRefs": [{"group": "", "kind": "Service", "name": "a"}],
                          "validation": {"hostname": "a.b", "wellKnownCACertificates": "System",
                                         "caCertificateRefs": [{"group": "", "kind": "ConfigMap", "name": "a"}],
                                         "subjectAltNames": [{"type": "URI", "hostname": "a.b"}]}},
     [("K8S130", "spec.validation"),
      ("K8S130", "spec.validation.subjectAltNames[0].hostname"), ("K8S130", "spec.validation.subjectAltNames[0].uri")]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "spec", "expected"), GATEWAY_CASES)
def test_gateway_api(kind: str, spec: Any, expected: list[tuple[str, str]]) -> None:
    assert judge(GATEWAY, kind, spec) == expected


@pytest.mark.parametrize(
    ("kind", "spec", "expected"),
    [
        ("HTTPRoute", {"rules": [{"name": "a"}, {"name": "a"}]}, [("K8S131", "spec.rules[1]")]),
        ("TCPRoute", {"parentRefs": [{"name": "a", "port": 1}, {"name": "a", "port": 2}], "rules": [{"backendRefs": [BACKEND]}]}, []),
        ("HTTPRoute", {"parentRefs": [{"name": "a", "port": 1}, {"name": "a", "port": 1}]}, [("K8S131", "spec.parentRefs[1]")]),
        ("HTTPRoute", {"parentRefs": [{"name": "a", "port": 1}, {"name": "a"}]}, [("K8S130", "spec.parentRefs[1]")]),
        ("HTTPRoute", http(sessionPersistence={"type": "Header", "cookieConfig": {}}), [("K8S130", "spec.rules[0].sessionPersistence.cookieConfig")]),
        ("GRPCRoute", http(sessionPersistence={"cookieConfig": {"lifetimeType": "Permanent"}}),
         [("K8S130", "spec.rules[0].sessionPersistence.absoluteTimeout")]),
        ("HTTPRoute", http(filters=[{"type": "ExternalAuth", "externalAuth": {"protocol": "HTTP", "backendRef": BACKEND, "grpc": {}}}]),
         [("K8S130", f"spec.rules[0].filters[0].externalAuth.{f}") for f in ("grpc", "http")]),
    ],
)  # fmt: skip
def test_gateway_api_of_the_experimental_channel(kind: str, spec: Any, expected: list[tuple[str, str]]) -> None:
    assert judge(GATEWAY, kind, spec, experimental=True) == expected


def test_names_of_rules_may_repeat_in_the_standard_channel() -> None:
    assert judge(GATEWAY, "HTTPRoute", {"rules": [{"name": "a"}, {"name": "a"}]}) == []


@pytest.mark.parametrize(
    ("kind", "spec", "expected"),
    [
        ("XBackend", {"type": "ExternalHostname", "port": {"port": 80}, "externalHostname": {"hostname": "a.cluster.local"}},
         [("K8S132", "spec.externalHostname.hostname")]),
        ("XBackendTrafficPolicy", {"targetRefs": [{"group": "", "kind": "Service", "name": "a"}],
                                   "retryConstraint": {"budget": {"interval": "2h"}, "minRetryRate": {"interval": "0s"}}},
         [("K8S132", f"spec.retryConstraint.{f}.interval") for f in ("budget", "minRetryRate")]),
    ],
)  # fmt: skip
def test_gateway_api_of_the_experimental_group(kind: str, spec: Any, expected: list[tuple[str, str]]) -> None:
    found = judge("gateway.networking.x-k8s.io/v1alpha1", kind, spec, experimental=True)
    assert [f for f in found if f[0] in ("K8S130", "K8S131", "K8S132")] == expected


ENTRY: dict[str, Any] = {"hosts": ["a.example.com"], "ports": [{"number": 80, "name": "http"}]}

ISTIO_CASES: list[tuple[str, str, Any, list[tuple[str, str]]]] = [
    ("extensions.istio.io/v1alpha1", "WasmPlugin", {"url": "oci://a/b:c"}, []),
    ("extensions.istio.io/v1alpha1", "WasmPlugin", {"url": "registry.example.com/b:c"}, []),
    ("extensions.istio.io/v1alpha1", "WasmPlugin", {"url": "ftp://a/b"}, [("K8S132", "spec.url")]),
    ("extensions.istio.io/v1alpha1", "WasmPlugin", {"url": "a b"}, [("K8S132", "spec.url")]),
    ("extensions.istio.io/v1alpha1", "WasmPlugin", {"url": "a", "vmConfig": {"env": [{"name": "A", "valueFrom": "HOST", "value": "b"}]}},
     [("K8S130", "spec.vmConfig.env[0].value")]),
    ("extensions.istio.io/v1alpha1", "WasmPlugin", {"url": "a", "selector": {"matchLabels": {"a*": "b*", "": "c"}}},
     [("K8S132", "spec.selector.matchLabels[]"), *[("K8S132", "spec.selector.matchLabels[a*]")] * 2]),
    (SECURITY, "AuthorizationPolicy", {"selector": {"matchLabels": {"a": "b"}}, "targetRefs": [{"kind": "Service", "name": "a"}]},
     [("K8S130", "spec")]),
    (SECURITY, "AuthorizationPolicy", {"targetRefs": [{"kind": "Service", "name": "a", "namespace": "b"}]},
     [("K8S132", "spec.targetRefs[0].namespace")]),
    (SECURITY, "AuthorizationPolicy", {"rules": [{"from": [{"source": {"serviceAccounts": ["a"], "namespaces": ["b"]}}]}]},
     [("K8S130", "spec.rules[0].from[0].source.namespaces")]),
    (SECURITY, "PeerAuthentication", {"selector": {"matchLabels": {"a": "b"}}, "portLevelMtls": {"80": {"mode": "STRICT"}}}, []),
    (SECURITY, "PeerAuthentication", {"portLevelMtls": {"80": {"mode": "STRICT"}}}, [("K8S130", "spec.portLevelMtls")]),
    (SECURITY, "PeerAuthentication", {"selector": {"matchLabels": {"a": "b"}}, "portLevelMtls": {"http": {}, "0": {}}},
     [("K8S132", "spec.portLevelMtls[0]"), ("K8S132", "spec.portLevelMtls[http]")]),
    (SECURITY, "RequestAuthentication", {"jwtRules": [{"issuer": "a", "jwks": "b", "jwksUri": "https://c"}]}, [("K8S130", "spec.jwtRules[0]")]),
    (SECURITY, "RequestAuthentication", {"jwtRules": [{"issuer": "a", "jwksUri": "oci://c", "timeout": "1us"}]},
     [("K8S132", "spec.jwtRules[0].jwksUri"), ("K8S132", "spec.jwtRules[0].timeout")]),
    (ISTIO, "DestinationRule", {"host": "a", "trafficPolicy": {"connectionPool": {"tcp": {"connectTimeout": "1s"}}}}, []),
    (ISTIO, "DestinationRule", {"host": "a", "subsets": [{"name": "a", "trafficPolicy": {"portLevelSettings": [
        {"outlierDetection": {"interval": "1"}}]}}]},
     [("K8S132", "spec.subsets[0].trafficPolicy.portLevelSettings[0].outlierDetection.interval")]),
    (ISTIO, "VirtualService", {"hosts": ["a"], "http": [{"timeout": "5"}]}, [("K8S132", "spec.http[0].timeout")]),
    (ISTIO, "Sidecar", {"inboundConnectionPool": {"http": {"idleTimeout": "0s"}}}, [("K8S132", "spec.inboundConnectionPool.http.idleTimeout")]),
    (ISTIO, "ServiceEntry", ENTRY, []),
    (ISTIO, "ServiceEntry", {**ENTRY, "hosts": ["*"]}, [("K8S132", "spec.hosts[0]")]),
    (ISTIO, "ServiceEntry", {**ENTRY, "ports": [*ENTRY["ports"], {"number": 80, "name": "b"}]}, [("K8S131", "spec.ports[1]")]),
    (ISTIO, "ServiceEntry", {**ENTRY, "addresses": ["10.0.0.0/8"], "resolution": "DNS"}, [("K8S130", "spec.addresses[0]")]),
    (ISTIO, "ServiceEntry", {**ENTRY, "endpoints": [{"address": "10.0.0.1"}]}, [("K8S130", "spec.endpoints")]),
    (ISTIO, "ServiceEntry", {**ENTRY, "resolution": "DNS_ROUND_ROBIN", "endpoints": [{"address": "a"}, {"address": "b"}]},
     [("K8S130", "spec.endpoints")]),
    (ISTIO, "ServiceEntry", {**ENTRY, "resolution": "STATIC", "endpoints": [
        {"labels": {"a": "b"}}, {"address": "unix://a"}, {"address": "unix:///a", "ports": {"http": 1}}]},
     [("K8S130", "spec.endpoints[0].address"), ("K8S132", "spec.endpoints[1].address"), ("K8S130", "spec.endpoints[2].ports")]),
    (ISTIO, "WorkloadEntry", {"address": "unix:///a/"}, [("K8S132", "spec.address")]),
    (ISTIO, "WorkloadEntry", {"address": "a", "ports": {"-": 80, "http": 65536}},
     [("K8S132", "spec.ports[-]"), ("K8S132", "spec.ports[http]")]),
    (ISTIO, "WorkloadGroup", {"template": {}, "probe": {"httpGet": {"port": 80, "scheme": "http"}}}, [("K8S132", "spec.probe.httpGet.scheme")]),
    (ISTIO, "Gateway", {"servers": [{"hosts": ["*"], "port": {"number": 1, "name": "a", "protocol": "HTTPS"},
                                     "tls": {"mode": "SIMPLE", "credentialName": "a", "credentialNames": ["b"]}}]},
     [("K8S130", "spec.servers[0].tls")]),
    ("networking.istio.io/v1alpha3", "EnvoyFilter", {"configPatches": [{"match": {"context": "WAYPOINT"}}]},
     [("K8S130", "spec.configPatches[0].match.waypoint")]),
    ("telemetry.istio.io/v1", "Telemetry", {"metrics": [{"overrides": [{"tagOverrides": {
        "a": {"operation": "UPSERT"}, "b": {"operation": "REMOVE", "value": "c"}}}]}]},
     [("K8S130", f"spec.metrics[0].overrides[0].tagOverrides[{k}].value") for k in "ab"]),
]  # fmt: skip


@pytest.mark.parametrize(("api", "kind", "spec", "expected"), ISTIO_CASES)
def test_istio(api: str, kind: str, spec: Any, expected: list[tuple[str, str]]) -> None:
    assert sorted(judge(api, kind, spec)) == sorted(expected)


def test_constraints_wait_until_the_fields_are_fine() -> None:
    assert judge(ISTIO, "ServiceEntry", {**ENTRY, "hosts": ["*"], "ports": "x"}) == [("K8S102", "spec.ports")]


def test_a_warning_about_a_field_neither_stops_constraints_nor_gets_lost() -> None:
    spec = {"parentRefs": [{"name": "a", "sectionName": "x"}, {"name": "a"}], "rules": [{"backendRefs": [{"name": "a", "port": 80.0}]}]}
    found = STANDARD.check([Manifest({"apiVersion": GATEWAY, "kind": "HTTPRoute", "metadata": {"name": "a"}, "spec": spec})])
    assert [(f.code, f.severity, f.field) for f in found] == [
        ("K8S130", ERROR, "spec.parentRefs[1]"),
        ("K8S102", WARNING, "spec.rules[0].backendRefs[0].port"),
    ]


def test_defaults_are_filled_in_for_constraints_and_not_in_the_manifest() -> None:
    spec = http(filters=[REDIRECT])
    before = repr(spec)
    assert judge(GATEWAY, "HTTPRoute", spec) == []
    assert repr(spec) == before
    assert judge(GATEWAY, "HTTPRoute", http(filters=[REDIRECT], matches=None)) == []


def test_own_crds_are_not_held_to_constraints_of_shipped_ones(crd_facts: Any) -> None:
    from k8skit.codegen.crds import facts_from_crds

    names = {"kind": "ServiceEntry", "plural": "serviceentries"}
    schema = {
        "openAPIV3Schema": {"type": "object", "properties": {"spec": {"type": "object", "x-kubernetes-preserve-unknown-fields": True}}}
    }
    version = {"name": "v1", "served": True, "storage": True, "schema": schema}
    meta = {"name": "serviceentries.networking.istio.io"}
    spec = {"group": "networking.istio.io", "scope": "Namespaced", "names": names, "versions": [version]}
    crd = {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": meta, "spec": spec}
    facts, wrong = facts_from_crds([(crd, None)])
    assert not wrong
    entry = {"apiVersion": ISTIO, "kind": "ServiceEntry", "metadata": {"name": "a"}, "spec": {**ENTRY, "hosts": ["*"]}}
    assert Checker(load("1.35", (facts,))).check([Manifest(entry)]) == []
    assert len(STANDARD.check([Manifest(entry)])) == 1
