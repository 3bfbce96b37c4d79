"""Routes of the Gateway API that no request reaches, held against a gateway that tries every request in the order of the specification."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from k8skit import facts
from k8skit.manifest import Manifest
from k8skit.rules.catalogue.k8s705_route_reachable import check as unreachable
from k8skit.rules.catalogue.k8s756_one_rule_per_match import check
from k8skit.rules.catalogue.k8s779_routes_of_one_host_are_of_one_kind import check as of_two_kinds
from k8skit.rules.catalogue.k8s787_host_has_its_listener import check as elsewhere
from k8skit.rules.context import Context
from k8skit.semantics.istio_matches import l4_covers
from tests.semantics.http_requests import Request, takes

FACTS = facts.load()
PATHS = ("/", "/a", "/a/", "/ab", "/a/b", "/a/b/c")
ALL: list[Request] = list(
    itertools.product(
        PATHS, ("GET", "POST"), ({}, {"x-a": "1"}, {"x-b": "1"}, {"x-a": "1", "x-b": "1"}, {"x-a": "2"}), ({}, {"q": "1"}, {"q": "2"})
    )
)


def entries(*names: str) -> st.SearchStrategy[list[dict[str, str]]]:
    entry = st.fixed_dictionaries({"name": st.sampled_from(names), "value": st.sampled_from(["1", "2"])})
    return st.lists(entry, max_size=2, unique_by=lambda e: e["name"].lower())


MATCHES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "path": st.fixed_dictionaries({"type": st.sampled_from(["Exact", "PathPrefix"]), "value": st.sampled_from(PATHS)}),
        "method": st.sampled_from(["GET", "POST"]),
        "headers": entries("x-a", "X-B"),
        "queryParams": entries("q"),
    },
)
RULES = st.lists(st.lists(MATCHES, max_size=2), min_size=1, max_size=4)


def narrowness(match: dict[str, Any]) -> tuple[object, ...]:
    """What decides between matches: an exact path, the longest prefix, a method, the number of headers, and that of parameters."""
    how, value = match.get("path", {}).get("type", "PathPrefix"), match.get("path", {}).get("value", "/")
    return (
        how == "Exact",
        len(value.rstrip("/")) if how == "PathPrefix" else 0,
        "method" in match,
        len(match.get("headers", [])),
        len(match.get("queryParams", [])),
    )


def chosen(routes: list[list[list[dict[str, Any]]]], request: Request) -> tuple[int, int, int] | None:
    """Route, rule and match that a request goes to; of equally narrow ones the first."""
    taking = [
        (narrowness(match), -r, -i, -k)
        for r, rules in enumerate(routes)
        for i, some in enumerate(rules)
        for k, match in enumerate(some or [{}])
        if takes(match, request)
    ]
    if not taking:
        return None
    _, r, i, k = max(taking)
    return -r, -i, -k


def route(name: str, rules: list[list[dict[str, Any]]]) -> Manifest:
    return Manifest(
        {
            "apiVersion": "gateway.networking.k8s.io/v1",
            "kind": "HTTPRoute",
            "metadata": {"name": name, "namespace": "shop"},
            "spec": {"parentRefs": [{"name": "public"}], "rules": [{"matches": some} if some else {} for some in rules]},
        }
    )


@given(RULES)
def test_no_rule_that_is_called_unreachable_is_ever_taken(rules: list[list[dict[str, Any]]]) -> None:
    told = {f.field for f in check(Context([route("a", rules)], FACTS, closed=True))}
    for request in ALL if told else ():
        found = chosen([rules], request)
        assert found is None or f"spec.rules[{found[1]}]" not in told


@given(RULES)
def test_a_rule_whose_every_match_is_before_it_is_told(rules: list[list[dict[str, Any]]]) -> None:
    told = {f.field for f in check(Context([route("a", [*rules, *rules])], FACTS, closed=True))}
    assert {f"spec.rules[{len(rules) + i}]" for i in range(len(rules))} <= told


@given(RULES, RULES)
def test_a_match_that_an_older_route_has_too_is_never_taken(older: list[list[dict[str, Any]]], newer: list[list[dict[str, Any]]]) -> None:
    found = [f for f in check(Context([route("a", older), route("b", newer)], FACTS, closed=True)) if f.object and f.object.name == "b"]
    taken = {c[1:] for request in ALL if (c := chosen([older, newer], request)) and c[0] == 1}
    for f in found:
        if " has a match for " not in f.message:
            continue
        numbers = [int(part.partition("]")[0]) for part in str(f.field).split("[")[1:]]
        assert (numbers[0], numbers[1] if len(numbers) > 1 else 0) not in taken


def test_order_hides_nothing_that_is_narrower() -> None:
    rules: list[list[dict[str, Any]]] = [
        [],
        [{"path": {"type": "PathPrefix", "value": "/a"}}],
        [{"path": {"type": "Exact", "value": "/a/b"}}],
    ]
    assert list(check(Context([route("a", rules)], FACTS, closed=True))) == []


HOSTS = ("a.example.com", "b.example.com", "x.test")
SUBNETS = ("10.0.0.0/8", "10.1.0.0/16")
L4 = st.fixed_dictionaries(
    {},
    optional={
        "port": st.sampled_from([80, 81]),
        "sniHosts": st.lists(st.sampled_from(["*.example.com", "*", *HOSTS]), min_size=1, max_size=2, unique=True),
        "destinationSubnets": st.lists(st.sampled_from(SUBNETS), min_size=1, max_size=2, unique=True),
        "sourceLabels": st.sampled_from([{"app": "web"}, {"app": "web", "v": "1"}]),
        "sourceNamespace": st.sampled_from(["shop", "other"]),
    },
)
CONNECTIONS = list(
    itertools.product((80, 81), HOSTS, ((), ("10.0.0.0/8",), SUBNETS), ({}, {"app": "web"}, {"app": "web", "v": "1"}), ("shop", "other"))
)


def accepts(match: dict[str, Any], connection: Any) -> bool:
    port, host, subnets, labels, namespace = connection
    names = match.get("sniHosts", [host])
    return (
        match.get("port", port) == port
        and any(host == name or (name[0] == "*" and host.endswith(name[1:])) for name in names)
        and ("destinationSubnets" not in match or any(subnet in subnets for subnet in match["destinationSubnets"]))
        and match.get("sourceLabels", {}).items() <= labels.items()
        and match.get("sourceNamespace", namespace) == namespace
    )


@given(L4, L4)
def test_a_match_of_connections_that_covers_another_takes_all_of_its_connections(wide: dict[str, Any], narrow: dict[str, Any]) -> None:
    if l4_covers(wide, narrow):
        for connection in CONNECTIONS:
            assert accepts(wide, connection) or not accepts(narrow, connection), (wide, narrow, connection)


@given(st.lists(st.lists(L4, max_size=2), min_size=1, max_size=4), st.sampled_from(["tcp", "tls"]))
def test_no_route_of_connections_that_is_called_unreachable_is_ever_taken(matches: list[list[dict[str, Any]]], protocol: str) -> None:
    m = Manifest(
        {
            "apiVersion": "networking.istio.io/v1",
            "kind": "VirtualService",
            "metadata": {"name": "a", "namespace": "b"},
            "spec": {"hosts": ["*.example.com"], protocol: [{"match": some, "route": []} for some in matches]},
        }
    )
    told = {f.field for f in unreachable(Context([m], FACTS, closed=True))}
    for connection in CONNECTIONS if told else ():
        for i, some in enumerate(matches):
            taking = [k for k, match in enumerate(some or [{}]) if accepts(match, connection)]
            if taking:
                assert f"spec.{protocol}[{i}]" not in told
                assert f"spec.{protocol}[{i}].match[{taking[0]}]" not in told
                break


NAMES = ("a.test", "b.a.test", "c.b.a.test", "b.test")
HOSTNAMES = ("a.test", "b.a.test", "*.a.test", "*.b.a.test", "*.test", "b.test")


def has(pattern: str, name: str) -> bool:
    """Whether a host name of a listener or a route has a name; the wildcard stands for one label or more."""
    return pattern == name or (pattern[:2] == "*." and name.endswith(pattern[1:]))


def hosted(kind: str, name: str, hosts: list[str], sections: list[str | None]) -> Manifest:
    parents = [{"name": "public"} | ({"sectionName": section} if section else {}) for section in sections]
    return Manifest(
        {
            "apiVersion": "gateway.networking.k8s.io/v1",
            "kind": kind,
            "metadata": {"name": name, "namespace": "shop"},
            "spec": {"parentRefs": parents, "hostnames": hosts, "rules": []},
        }
    )


@given(
    st.lists(st.lists(st.sampled_from(HOSTNAMES), max_size=2, unique=True), max_size=2),
    st.lists(st.sampled_from(HOSTNAMES), max_size=2, unique=True),
)
def test_routes_of_two_kinds_are_told_exactly_if_they_have_a_host_in_common(http: list[list[str]], grpc: list[str]) -> None:
    routes = [hosted("HTTPRoute", f"h{i}", hosts, [None]) for i, hosts in enumerate(http)]
    found = list(of_two_kinds(Context([*routes, hosted("GRPCRoute", "g", grpc, [None])], FACTS, closed=True)))
    every = (*NAMES, "x.c.b.a.test", "x.test", "x.b.a.test")
    shared = any(
        all(not hosts or any(has(pattern, name) for pattern in hosts) for hosts in (some, grpc)) for some in http for name in every
    )
    assert bool(found) == shared


@given(
    st.lists(st.sampled_from(["", *HOSTNAMES]), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
    st.sets(st.integers(0, 3), min_size=1),
)
def test_a_host_is_told_exactly_if_its_requests_come_to_a_listener_without_the_route(
    listeners: list[str], hosts: list[str], sections: set[int]
) -> None:
    chosen = [i for i in sections if i < len(listeners)]
    gateway = Manifest(
        {
            "apiVersion": "gateway.networking.k8s.io/v1",
            "kind": "Gateway",
            "metadata": {"name": "public", "namespace": "shop"},
            "spec": {
                "listeners": [
                    {"name": f"l{i}", "port": 80, "protocol": "HTTP"} | ({"hostname": host} if host else {})
                    for i, host in enumerate(listeners)
                ]
            },
        }
    )
    told = {f.value for f in elsewhere(Context([gateway, hosted("HTTPRoute", "r", hosts, [f"l{i}" for i in chosen])], FACTS, closed=True))}
    for name in hosts:
        fitting = [i for i, host in enumerate(listeners) if not host or has(host, name)]
        attached = [i for i in fitting if i in chosen]
        best = max(fitting, key=lambda i: (listeners[i] == name, len(listeners[i])), default=None)
        assert (name in told) == (bool(attached) and best not in chosen)
