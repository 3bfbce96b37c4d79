"""What the rules about the mesh cost: linear in the objects, also where all of them have something in common."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import facts, rules
from k8skit.manifest import Manifest
from k8skit.rules.context import Context

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from k8skit.rules.rule import Rule

FACTS = facts.load()
RULES = [rule for rule in rules.load_all() if rule.code.startswith("K8S7")]
TO_WEB = [{"route": [{"destination": {"host": "web", "subset": "a"}}]}]


def istio(kind: str, i: int, spec: dict[str, Any], namespace: str = "") -> dict[str, Any]:
    metadata = {"name": f"x{i}", "namespace": namespace or f"n{i}"}
    return {"apiVersion": "networking.istio.io/v1", "kind": kind, "metadata": metadata, "spec": spec}


def virtual_service(i: int, **spec: Any) -> dict[str, Any]:
    return istio("VirtualService", i, {"hosts": ["www.example.com"], "http": TO_WEB, **spec})


def gateway(i: int, selector: dict[str, str]) -> dict[str, Any]:
    tls = {"mode": "SIMPLE", "credentialName": "same"}
    server = {"port": {"number": 443, "name": "https", "protocol": "HTTPS"}, "hosts": ["*"], "tls": tls}
    return istio("Gateway", i, {"selector": selector, "servers": [server]})


def entry(i: int, host: str, **spec: Any) -> dict[str, Any]:
    ports = [{"number": 443, "name": "x", "protocol": ("HTTPS", "TLS")[i % 2]}]
    return istio("ServiceEntry", i, {"hosts": [host], "ports": ports, **spec})


def behind_waypoint(i: int) -> dict[str, Any]:
    labels = {"istio.io/use-waypoint": "w"}
    return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": f"x{i}", "namespace": "n", "labels": labels}, "spec": {}}


SETS: dict[str, Callable[[int], list[dict[str, Any]]]] = {
    "a host, each in its own namespace": lambda i: [virtual_service(i, exportTo=["."])],
    "a host, everywhere": lambda i: [virtual_service(i)],
    "gateways with their own pods": lambda i: [gateway(i, {"app": f"x{i}"})],
    "gateways with the same pods": lambda i: [gateway(i, {"istio": "ingressgateway"})],
    "entries of their own namespace": lambda i: [entry(i, "a.example.com", exportTo=["."])],
    "entries for everybody": lambda i: [entry(i, "a.example.com")],
    "wildcards of entries": lambda i: [
        entry(i, f"*.h{i}.example.com"),
        virtual_service(i, http=[{"route": [{"destination": {"host": f"a.h{i}.example.com"}}]}]),
    ],
    "rules for a host": lambda i: [
        istio("DestinationRule", i, {"host": "web", "subsets": [{"name": f"s{i}", "labels": {"v": str(i)}}]}, "n")
    ],
    "wildcards of rules": lambda i: [
        istio("DestinationRule", i, {"host": f"*.h{i}.example.com"}, "n"),
        virtual_service(i, http=[{"route": [{"destination": {"host": f"a.h{i}.example.com", "subset": "a"}}]}]),
    ],
    "rules for some callers": lambda i: [
        istio("DestinationRule", i, {"host": f"*.h{i}.example.com", "workloadSelector": {"matchLabels": {"a": "b"}}}, "n"),
        behind_waypoint(i),
    ],
}


def steps(objects: list[dict[str, Any]]) -> dict[str, int]:
    """Code of a rule -> instructions that it executes; what several rules share is made before."""
    manifests = [Manifest(o) for o in objects]
    context = Context(manifests, FACTS, closed=False)
    found = {}
    for rule in RULES:
        list(rule.check(context))  # imports are done
        found[rule.code] = _count(rule, context)
    return found


def _count(rule: Rule, context: Context) -> int:
    count = 0

    def trace(frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal count
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        list(rule.check(context))
    finally:
        sys.settrace(before)
    return count


MATCHES: dict[str, Callable[[int], dict[str, Any]]] = {
    "paths": lambda i: {"uri": {"prefix": f"/a{i}/"}},
    "expressions": lambda i: {"uri": {"regex": f"/a{i}/[0-9]+"}},
    "headers": lambda i: {"headers": {"x-user": {"exact": f"a{i}"}}},
    "methods of a path": lambda i: {"uri": {"prefix": "/a"}, "method": {"exact": f"M{i}"}},
}


@pytest.mark.parametrize("name", MATCHES)
def test_a_route_costs_the_same_however_many_one_virtual_service_has(name: str) -> None:
    few, many = (
        steps([virtual_service(0, http=[{"match": [MATCHES[name](i)], **TO_WEB[0]} for i in range(n)])])["K8S705"] for n in (15, 120)
    )
    assert few > 15
    assert many / 8 < 1.25 * few


@pytest.mark.parametrize("name", SETS)
def test_an_object_costs_the_same_however_many_there_are(name: str) -> None:
    few, many = (steps([o for i in range(n) for o in SETS[name](i)]) for n in (15, 120))
    assert {code: (few[code], count) for code, count in many.items() if count / 8 > 1.25 * few[code]} == {}
