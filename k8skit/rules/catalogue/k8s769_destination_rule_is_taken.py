"""The webhook of istiod takes a DestinationRule: its connection pools, its TLS and its ports are complete and do not contradict themselves.

Reads the host, the subsets, `exportTo`, and the traffic policies of the rule, of its subsets and of single ports.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ..context import mapping, sequence
from ..istiod import WHY, Wrong, below, refused
from ..istiod_traffic import locality_problems, pool_problems
from ..istiod_values import durations, host, is_label, labels, scope
from ..mesh import DESTINATION_RULE
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S769"
_FILES = ("clientCertificate", "privateKey", "caCertificates")
_MOST_OF_A_TABLE = 5_000_011
_PARTS = ("connectionPool", "loadBalancer", "outlierDetection", "tls")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that istiod refuses."""
    for m in context.of(DESTINATION_RULE):
        spec = mapping(m.object.get("spec"))
        policies = [("spec.trafficPolicy", spec.get("trafficPolicy"))]
        for i, subset in enumerate(sequence(spec.get("subsets"))):
            policies.append((f"spec.subsets[{i}].trafficPolicy", mapping(subset).get("trafficPolicy")))
        yield from refused(context, CODE, m, "spec", _whom(spec, context.namespace_of(m)))
        for at, policy in policies:
            if type(policy) is dict:
                yield from refused(context, CODE, m, at, _policy(policy))


def _whom(spec: dict[str, Any], namespace: str) -> Iterator[Wrong]:
    """What is wrong with the host, the subsets and the scope."""
    yield from host(".host", spec.get("host"))
    yield from scope(spec, namespace, of_pods=spec.get("workloadSelector") is not None)
    for i, subset in enumerate(map(mapping, sequence(spec.get("subsets")))):
        name = subset.get("name")
        if type(name) is str and name and not is_label(name):
            yield f".subsets[{i}].name", f"has the subset {name}, which is no name of one", name, "write letters, digits and -"
        yield from labels(f".subsets[{i}].labels", subset.get("labels"))


def _policy(policy: dict[str, Any]) -> Iterator[Wrong]:
    if not any(value is not None for value in policy.values()):
        yield "", "has a traffic policy that says nothing", NO_VALUE, "give it settings, or remove it"
    yield from _parts(policy)
    tunnel = policy.get("tunnel")
    if type(tunnel) is dict:
        yield from _tunnel(tunnel)
        if policy.get("proxyProtocol") is not None:
            yield ".proxyProtocol", "has a tunnel and the PROXY protocol", NO_VALUE, "remove one of the two"
    for i, own in enumerate(map(mapping, sequence(policy.get("portLevelSettings")))):
        if own.get("port") is None:
            yield f".portLevelSettings[{i}].port", "has settings of a port that they do not name", NO_VALUE, "give the number of the port"
        if all(own.get(key) is None for key in _PARTS):
            yield f".portLevelSettings[{i}]", "has a port without settings", NO_VALUE, "give it settings, or remove it"
        yield from below(f".portLevelSettings[{i}]", _parts(own))


def _tunnel(tunnel: dict[str, Any]) -> Iterator[Wrong]:
    protocol, target = tunnel.get("protocol"), tunnel.get("targetHost")
    if type(protocol) is str and protocol not in ("", "CONNECT", "POST"):
        yield ".tunnel.protocol", f"tunnels by {protocol}, which cannot", protocol, "write CONNECT or POST"
    yield from host(".tunnel.targetHost", target, wildcard=False, addresses=True)
    if tunnel.get("targetPort") == 0:
        yield ".tunnel.targetPort", "tunnels to a port without a number", 0, "write a number from 1 to 65535"


def _parts(policy: dict[str, Any]) -> Iterator[Wrong]:
    yield from pool_problems(policy.get("connectionPool"))
    yield from durations(".outlierDetection", mapping(policy.get("outlierDetection")), "baseEjectionTime", "interval")
    balancer = mapping(policy.get("loadBalancer"))
    yield from durations(".loadBalancer", balancer, "warmupDurationSecs")
    yield from _hash(mapping(balancer.get("consistentHash")))
    yield from locality_problems(mapping(balancer.get("localityLbSetting")))
    yield from _tls(mapping(policy.get("tls")))


def _hash(given: dict[str, Any]) -> Iterator[Wrong]:
    at, cookie, table = ".loadBalancer.consistentHash", given.get("httpCookie"), given.get("maglev")
    if type(cookie) is dict and cookie.get("name") == "":
        yield f"{at}.httpCookie.name", "hashes a cookie without a name", NO_VALUE, "name the cookie"
    if given.get("minimumRingSize") and (table is not None or given.get("ringHash") is not None):
        yield f"{at}.minimumRingSize", "has minimumRingSize beside what replaces it", given["minimumRingSize"], "remove minimumRingSize"
    if type(table) is dict:
        size = table.get("tableSize", 0)
        if type(size) is int and not (0 < size < _MOST_OF_A_TABLE and _is_prime(size)):
            yield (
                f"{at}.maglev.tableSize",
                f"has a table of {size}, which is no prime number below {_MOST_OF_A_TABLE}",
                size,
                "write a prime number, such as 65537",
            )


def _is_prime(number: int) -> bool:
    return number > 1 and all(number % factor for factor in range(2, int(number**0.5) + 1))


def _tls(tls: dict[str, Any]) -> Iterator[Wrong]:
    mode, named = tls.get("mode"), tls.get("credentialName")
    given = [key for key in _FILES if tls.get(key)]
    beside = [*given, *(("caCrl",) if tls.get("caCrl") else ())]
    if tls.get("insecureSkipVerify") is True:
        keys = ("caCertificates", "subjectAltNames", *(("credentialName",) if mode == "SIMPLE" else ()))
        for key in keys if mode in ("SIMPLE", "MUTUAL") else ():
            if tls.get(key):
                yield f".tls.{key}", f"has {key}, and does not verify the server", NO_VALUE, f"remove {key} or insecureSkipVerify"
    if mode == "ISTIO_MUTUAL":
        for key in given:
            yield f".tls.{key}", f"has {key} beside the mode ISTIO_MUTUAL, which uses those of the mesh", NO_VALUE, f"remove {key}"
    elif mode in ("SIMPLE", "MUTUAL") and named and beside:
        yield f".tls.{beside[0]}", f"has {beside[0]} beside a credentialName", NO_VALUE, "remove one of the two"
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
    reads=(DESTINATION_RULE,),
    check=check,
    why=WHY,
    source="Istio documentation, Destination Rule: ConnectionPoolSettings, LoadBalancerSettings, ClientTLSSettings, TrafficPolicy",
    fix="Complete the policy as the finding says.",
    known_as=("istioctl IST0106",),
)
