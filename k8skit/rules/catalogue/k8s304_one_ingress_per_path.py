"""No two paths of Ingresses of one class claim the same requests.

Reads class, host, path and path type of the rules of all Ingresses. Left alone: canaries of ingress-nginx, which share a path on purpose, and classes that
make a load balancer of its own for each Ingress (AWS, GKE).
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S304"
_OWN_BALANCER = ("alb", "gce")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each path that an earlier one has."""
    first: dict[tuple[str, str, str, str], Manifest] = {}
    for ingress, _, spec in context.specs("networking.k8s.io/Ingress"):
        annotations = mapping(mapping(ingress.object.get("metadata")).get("annotations"))
        group = str(spec.get("ingressClassName") or annotations.get("kubernetes.io/ingress.class") or "")
        if group.startswith(_OWN_BALANCER) or annotations.get("nginx.ingress.kubernetes.io/canary") == "true":
            continue
        for i, j, host, path, how in _paths(spec):
            key = (group, host, path.rstrip("/") if how == "Prefix" else path, how)
            other = first.get(key)
            if other is None:
                first[key] = ingress
            elif other is ingress or other.key != ingress.key:  # one object twice is another finding
                yield _finding(context, ingress, other, host + path, f"spec.rules[{i}].http.paths[{j}].path")


def _paths(spec: dict[str, Any]) -> Iterator[tuple[int, int, str, str, str]]:
    """Index of the rule and within it, host, path and path type of each path."""
    for i, rule in enumerate(sequence(spec.get("rules"))):
        if type(rule) is dict:
            host = str(rule.get("host") or "*").lower()
            for j, path in enumerate(sequence(mapping(rule.get("http")).get("paths"))):
                entry = mapping(path)
                yield i, j, host, str(entry.get("path") or "/"), str(entry.get("pathType"))


def _finding(context: Context, ingress: Manifest, other: Manifest, path: str, at: str) -> Finding:
    where = f"namespace {context.namespace_of(other)}"
    if other.origin and other.origin.line:
        where += f", {other.origin.file}:{other.origin.line}"
    twice = other is ingress
    return context.finding(
        CODE,
        ingress,
        at,
        f'Ingress "{ingress.name}" claims {path} {"twice" if twice else f"as Ingress {other.name} does ({where})"}',
        severity=WARNING,
        value=path,
        help="drop one of them" if twice else "give one of them another host or path, or make both backends paths of one Ingress",
    )


RULE = Rule(
    CODE,
    "one Ingress claims a path of a host",
    severity=WARNING,
    on=("networking.k8s.io/Ingress",),
    reads=("networking.k8s.io/Ingress",),
    check=check,
    why="Which of them gets the requests is up to the controller, and may change; some refuse the second.",
    source="Kubernetes documentation, Ingress: Multiple matches",
    fix="Give one of them another host or path, or put both backends into one Ingress.",
    known_as=("kyverno unique-ingress-host-and-path",),
)
