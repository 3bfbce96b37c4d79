"""A route by claims of a token has a RequestAuthentication at its gateway.

Reads the http routes of VirtualServices that match headers `@request.auth.claims`, their Gateways, the workloads these select, and RequestAuthentications of
their namespaces and of the root namespace.
"""

from __future__ import annotations

from ...finding import ERROR
from ...semantics.istio import MESH, gateway_of
from ..context import WORKLOADS, mapping, sequence, shown
from ..gateways import GATEWAY, is_default, selected_by
from ..mesh import VIRTUAL_SERVICE
from ..mesh_config import mesh_config
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S737"
KIND = "security.istio.io/RequestAuthentication"
_CLAIMS = "@request.auth.claims"
_K8S_GATEWAY = "gateway.networking.k8s.io/Gateway"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each gateway whose pods no RequestAuthentication is for."""
    policies: dict[str, list[dict[str, Any]]] = {}
    for m in context.of(KIND):
        policies.setdefault(context.namespace_of(m), []).append(mapping(m.object.get("spec")))
    root = mesh_config(context).root
    for m in context.of(VIRTUAL_SERVICE):
        spec = mapping(m.object.get("spec"))
        key, at = _claim(spec)
        if not key:
            continue
        for i, written in enumerate(sequence(spec.get("gateways"))):
            if type(written) is not str or written == MESH:
                continue
            gateway = context.find(GATEWAY, *gateway_of(written, context.namespace_of(m)))
            if gateway is None:
                continue
            labels = mapping(mapping(gateway.object.get("spec")).get("selector"))
            pods = [(w.namespace, w.labels) for w in selected_by(context, labels)]
            if not pods and is_default(labels):
                pods = [(root, labels)]
            for namespace, own in pods:
                if not any(_holds(p, own) for space in {namespace, root} for p in policies.get(space, ())):
                    yield context.finding(
                        CODE,
                        m,
                        f"spec.gateways[{i}]",
                        f'VirtualService "{m.name}" matches {key} ({at}), and no RequestAuthentication is for the pods of Gateway "{written}"',
                        severity=context.missing(),
                        value=written,
                        help=f"put a RequestAuthentication into namespace {namespace} that selects {shown(labels)}",
                    )
                    break


def _claim(spec: dict[str, Any]) -> tuple[str, str]:
    """The first header that means a claim, and the field path of its match."""
    for i, route in enumerate(sequence(spec.get("http"))):
        for j, match in enumerate(sequence(mapping(route).get("match"))):
            for part in ("headers", "withoutHeaders"):
                for key in mapping(mapping(match).get(part)):
                    if type(key) is str and key.startswith(_CLAIMS):
                        return key, f"spec.http[{i}].match[{j}].{part}"
    return "", ""


def _holds(policy: dict[str, Any], labels: dict[str, Any]) -> bool:
    if policy.get("targetRef") or policy.get("targetRefs"):
        return True  # attached by name: whose pods these are the set does not tell
    return mapping(mapping(policy.get("selector")).get("matchLabels")).items() <= labels.items()


RULE = Rule(
    CODE,
    "claims that a route matches are validated",
    severity=ERROR,
    on=(VIRTUAL_SERVICE,),
    needs=("headers", "withoutHeaders"),
    reads=(VIRTUAL_SERVICE, GATEWAY, KIND, "ConfigMap", *WORKLOADS),
    check=check,
    why="Without it no token is read, the claims are never there, and the route is never taken.",
    source="Istio documentation, JWT claim based routing; Configuration Analysis, JwtClaimBasedRoutingWithoutRequestAuthN",
    fix="Add a RequestAuthentication for the gateway's pods.",
    known_as=("istioctl IST0149",),
)
