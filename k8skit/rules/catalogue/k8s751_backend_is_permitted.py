"""The backends of a route are of a kind that can be one, and permitted where they stand in another namespace.

Reads the backends of the routes of the Gateway API (mirrors too) and ReferenceGrants. Kinds of groups that implementations of the Gateway API define are taken
to be right. Where the set is not all there is, a grant is missed only where other things of that namespace are in the set.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..gateway_api import GRANT, ROUTES, backends, grant_help, is_granted
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context
    from ..gateway_api import Reference

CODE = "K8S751"
_CRD = "apiextensions.k8s.io/CustomResourceDefinition"
_KNOWN = frozenset((("", "Service"), ("multicluster.x-k8s.io", "ServiceImport"), ("net.gke.io", "ServiceImport")))
_OF_KUBERNETES = ("", "apps", "autoscaling", "batch", "policy")
"""Groups of Kubernetes itself, of whose kinds no implementation has backends; the core group has the Service alone."""
_IMPLEMENTATIONS = (
    "agentgateway.dev",
    "apisix.apache.org",
    "application-networking.k8s.aws",
    "cilium.io",
    "configuration.konghq.com",
    "envoyproxy.io",
    "gateway.kgateway.dev",
    "gke.io",
    "inference.networking.k8s.io",
    "inference.networking.x-k8s.io",
    "istio.io",
    "k8s.aws",
    "k8s.io",
    "konghq.com",
    "kuma.io",
    "linkerd.io",
    "nginx.org",
    "serving.knative.dev",
    "solo.io",
    "traefik.io",
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each backend that cannot be one, or may not."""
    context.of(GRANT, _CRD)
    for route in context.of(*ROUTES):
        for at, ref in backends(context, route):
            severity = _unknown(context, ref)
            if severity:
                message = f'{route.kind} "{route.name}" has a backend of the kind {ref.kind}{f" of {ref.group}" if ref.group else ""} (InvalidKind)'
                help = "a backend is a Service, or of a kind that the implementation of the Gateway API defines"
                yield context.finding(CODE, route, f"{at}.kind", message, severity=severity, value=ref.kind, help=help)
            elif not is_granted(context, route, ref):
                severity = context.absent(ref.namespace, "Service", GRANT)
                if severity and not context.external("", ref.kind, ref.namespace, ref.name):
                    message = f'{route.kind} "{route.name}" has a backend in namespace {ref.namespace}, which does not permit it (RefNotPermitted)'
                    help = grant_help(route, context.namespace_of(route), ref)
                    yield context.finding(CODE, route, f"{at}.namespace", message, severity=severity, value=ref.namespace, help=help)


def _unknown(context: Context, ref: Reference) -> str:
    """The severity of a kind that is no backend; `""` where it may be one."""
    if (ref.group, ref.kind) in _KNOWN:
        return ""
    if ref.group in _OF_KUBERNETES:
        return ERROR
    if any(ref.group == g or ref.group.endswith("." + g) for g in _IMPLEMENTATIONS) or f"{ref.group}/{ref.kind}" in context.kinds:
        return ""
    if context.facts.has_group(ref.group) or any(m.name.endswith("." + ref.group) for m in context.of(_CRD)):
        return ""
    return WARNING


RULE = Rule(
    CODE,
    "a backend is of a kind that can be one, and permitted",
    severity=ERROR,
    on=ROUTES,
    needs=("backendRefs", "backendRef"),
    reads=(*ROUTES, GRANT, _CRD),
    check=check,
    why="The share of the requests that should go to this backend is answered with 500.",
    source="Gateway API documentation, BackendObjectReference; ReferenceGrant; RouteConditionReason: InvalidKind, RefNotPermitted",
    fix="Name a Service, and permit it by a ReferenceGrant in its namespace.",
)
