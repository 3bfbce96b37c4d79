"""The webhook of istiod takes a DestinationRule: its connection pools, its TLS and its ports are complete and do not contradict themselves.

Reads the traffic policies of the rule, of its subsets and of single ports.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ..context import mapping, sequence
from ..istiod import WHY, Wrong, below, refused
from ..mesh import DESTINATION_RULE
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S769"
_COUNTS = {
    "http": ("http1MaxPendingRequests", "http2MaxRequests", "maxConcurrentStreams", "maxRequestsPerConnection", "maxRetries"),
    "tcp": ("maxConnections",),
}
_FILES = ("clientCertificate", "privateKey", "caCertificates")
_PARTS = ("connectionPool", "loadBalancer", "outlierDetection", "tls")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that istiod refuses."""
    for m in context.of(DESTINATION_RULE):
        spec = mapping(m.object.get("spec"))
        policies = [("spec.trafficPolicy", mapping(spec.get("trafficPolicy")))]
        for i, subset in enumerate(sequence(spec.get("subsets"))):
            policies.append((f"spec.subsets[{i}].trafficPolicy", mapping(mapping(subset).get("trafficPolicy"))))
        for at, policy in policies:
            yield from refused(context, CODE, m, at, _policy(policy))


def _policy(policy: dict[str, Any]) -> Iterator[Wrong]:
    yield from _parts(policy)
    for i, own in enumerate(map(mapping, sequence(policy.get("portLevelSettings")))):
        if own.get("port") is None:
            yield f".portLevelSettings[{i}].port", "has settings of a port that they do not name", NO_VALUE, "give the number of the port"
        if all(own.get(key) is None for key in _PARTS):
            yield f".portLevelSettings[{i}]", "has a port without settings", NO_VALUE, "give it settings, or remove it"
        yield from below(f".portLevelSettings[{i}]", _parts(own))


def _parts(policy: dict[str, Any]) -> Iterator[Wrong]:
    pool = policy.get("connectionPool")
    if type(pool) is dict:
        if pool.get("http") is None and pool.get("tcp") is None:
            yield (
                ".connectionPool",
                "has a connection pool that is neither for http nor for tcp",
                NO_VALUE,
                "add http or tcp, or remove connectionPool",
            )
        for side, keys in _COUNTS.items():
            for key in keys:
                count = mapping(pool.get(side)).get(key)
                if type(count) is int and count < 0:
                    yield f".connectionPool.{side}.{key}", f"has a {key} below 0", count, "write 0 or more"
        http = mapping(pool.get("http"))
        if http.get("h2UpgradePolicy") == "UPGRADE" and http.get("useClientProtocol") is True:
            yield (
                ".connectionPool.http",
                "upgrades requests to HTTP/2, and keeps the protocol of the client",
                NO_VALUE,
                "remove h2UpgradePolicy or useClientProtocol",
            )
    cookie = mapping(mapping(policy.get("loadBalancer")).get("consistentHash")).get("httpCookie")
    if type(cookie) is dict and not cookie.get("name"):
        yield ".loadBalancer.consistentHash.httpCookie.name", "hashes a cookie without a name", NO_VALUE, "name the cookie"
    yield from _tls(mapping(policy.get("tls")))


def _tls(tls: dict[str, Any]) -> Iterator[Wrong]:
    mode, named = tls.get("mode"), tls.get("credentialName")
    given = [key for key in _FILES if tls.get(key)]
    if mode == "ISTIO_MUTUAL":
        for key in given:
            yield f".tls.{key}", f"has {key} beside the mode ISTIO_MUTUAL, which uses those of the mesh", NO_VALUE, f"remove {key}"
    elif mode in ("SIMPLE", "MUTUAL") and named and given:
        yield f".tls.{given[0]}", f"has {given[0]} beside a credentialName", NO_VALUE, "remove one of the two"
    elif mode == "MUTUAL" and not named:
        for key in _FILES[:2]:
            if not tls.get(key):
                yield (
                    f".tls.{key}",
                    f"has TLS of the mode MUTUAL without {key}, or a credentialName",
                    NO_VALUE,
                    "give credentialName, or clientCertificate and privateKey",
                )


RULE = Rule(
    CODE,
    "istiod takes a DestinationRule",
    severity=WARNING,
    on=(DESTINATION_RULE,),
    needs=("connectionPool", "loadBalancer", "portLevelSettings", "tls"),
    reads=(DESTINATION_RULE,),
    check=check,
    why=WHY,
    source="Istio documentation, Destination Rule: ConnectionPoolSettings, LoadBalancerSettings, ClientTLSSettings, TrafficPolicy",
    fix="Complete the policy as the finding says.",
    known_as=("istioctl IST0106",),
)
