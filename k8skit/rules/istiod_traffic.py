"""What istiod's validating webhook asks of the parts of a traffic policy that Sidecars have too, and of localities."""

from __future__ import annotations

from ..finding import NO_VALUE
from .context import mapping, sequence
from .istiod_values import durations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from .istiod import Wrong

_COUNTS = {
    "http": ("http1MaxPendingRequests", "http2MaxRequests", "maxConcurrentStreams", "maxRequestsPerConnection", "maxRetries"),
    "tcp": ("maxConnections",),
}
_TOPOLOGY = ("topology.kubernetes.io/region", "topology.kubernetes.io/zone", "topology.istio.io/subzone")


def pool_problems(pool: object, at: str = ".connectionPool") -> Iterator[Wrong]:
    """Yield what is wrong with a connection pool.

    Args:
        pool: the pool; anything else than a map is none.
        at: where it is (default: `.connectionPool`).
    """
    if type(pool) is not dict:
        return
    if pool.get("http") is None and pool.get("tcp") is None:
        yield at, "has a connection pool that is neither for http nor for tcp", NO_VALUE, f"add http or tcp, or remove {at[1:]}"
    for side, keys in _COUNTS.items():
        for key in keys:
            count = mapping(pool.get(side)).get(key)
            if type(count) is int and count < 0:
                yield f"{at}.{side}.{key}", f"has a {key} below 0", count, "write 0 or more"
    http, tcp = mapping(pool.get("http")), mapping(pool.get("tcp"))
    if http.get("h2UpgradePolicy") == "UPGRADE" and http.get("useClientProtocol") is True:
        yield (
            f"{at}.http",
            "upgrades requests to HTTP/2, and keeps the protocol of the client",
            NO_VALUE,
            "remove h2UpgradePolicy or useClientProtocol",
        )
    yield from durations(f"{at}.http", http, "idleTimeout")
    yield from durations(f"{at}.tcp", tcp, "connectTimeout", "maxConnectionDuration", "idleTimeout")
    yield from durations(f"{at}.tcp.tcpKeepalive", mapping(tcp.get("tcpKeepalive")), "time", "interval")


def locality_problems(given: Mapping[str, Any]) -> Iterator[Wrong]:
    """Yield what is wrong with the settings for localities of a load balancer.

    Args:
        given: `localityLbSetting`.
    """
    at = ".loadBalancer.localityLbSetting"
    shares, failover = sequence(given.get("distribute")), sequence(given.get("failover"))
    if shares and failover:
        yield at, "distributes requests over localities, and fails over to others", NO_VALUE, "remove distribute or failover"
        return
    for i, label in enumerate(sequence(given.get("failoverPriority")) if failover else ()):
        if label in _TOPOLOGY:
            yield f"{at}.failoverPriority[{i}]", f"has failover, and the priority {label} of localities", label, "remove one of the two"
    yield from _localities([(f"{at}.distribute[{i}].from", mapping(share).get("from")) for i, share in enumerate(shares)])
    for i, share in enumerate(shares):
        to = mapping(mapping(share).get("to"))
        yield from _localities([(f"{at}.distribute[{i}].to[{name}]", name) for name in to])
        total = 0
        for name, weight in to.items():
            if type(weight) is not int:
                return
            total += weight
            if not 0 < weight <= 100:
                yield f"{at}.distribute[{i}].to[{name}]", "has a weight that is none from 1 to 100", weight, "write a number from 1 to 100"
        if total != 100:
            yield f"{at}.distribute[{i}].to", f"has weights that add up to {total}", total, "let them add up to 100"
    for i, pair in enumerate(map(mapping, failover)):
        origin, to = pair.get("from", ""), pair.get("to", "")
        if origin == to:
            yield f"{at}.failover[{i}].to", f"fails over from the region {origin or 'without a name'} to itself", to, "name another region"
        for key, region in (("from", origin), ("to", to)):
            if type(region) is str and ("/" in region or "*" in region):
                yield (
                    f"{at}.failover[{i}].{key}",
                    f"fails over for {region}, which is no region",
                    region,
                    "name a region alone, as in us-west",
                )


def _localities(given: list[tuple[str, object]]) -> Iterator[Wrong]:
    """What is wrong with a list of localities, `region/zone/subzone`, of which a part may be left out at the end or be `*`."""
    seen: dict[tuple[str, ...], str] = {}
    beginnings: dict[tuple[str, ...], str] = {}
    for field, name in given:
        if type(name) is not str:
            continue
        parts = tuple(name.split("/", 2))
        if "" in parts:
            yield field, f"has the locality {name or 'without a name'}, of which a part is empty", name, "write it as in us-west/zone1"
            continue
        if "*" in name and (name.count("*") > 1 or name[-1] != "*"):
            yield field, f"has the locality {name}, with a wildcard before its end", name, "write one * alone, at the end"
            continue
        short = parts[:-1] if parts[-1] == "*" else parts
        other = beginnings.get(short) or next((seen[short[:i]] for i in range(len(short) + 1) if short[:i] in seen), None)
        if other is not None:
            yield field, f"has the locality {name} beside {other}, which overlaps", name, "remove one of the two"
        seen.setdefault(short, name)
        for i in range(len(short) + 1):
            beginnings.setdefault(short[:i], name)
