"""The Services that Ingresses and routes send requests to exist, and have the port.

Reads the backends of Ingresses, of HTTPRoutes, GRPCRoutes, TLSRoutes, TCPRoutes and UDPRoutes (mirrors too), and the Services of the set. Left alone:
backends that are no Service, and the actions of the AWS controller, which look like one.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S208"
INGRESS = "networking.k8s.io/Ingress"
ROUTES = (
    "gateway.networking.k8s.io/GRPCRoute",
    "gateway.networking.k8s.io/HTTPRoute",
    "gateway.networking.k8s.io/TCPRoute",
    "gateway.networking.k8s.io/TLSRoute",
    "gateway.networking.k8s.io/UDPRoute",
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each backend that is not there."""
    for ingress, namespace, spec in context.specs(INGRESS):
        for i, j, backend in _of_ingress(spec):
            service = mapping(mapping(backend).get("service"))
            port = mapping(service.get("port"))
            if port.get("name") == "use-annotation":
                continue
            name, number = ("name", port["name"]) if port.get("name") else ("number", port.get("number"))
            found = context.find("Service", namespace, service.get("name"))
            if found is None or not _has(found, number):
                at = "spec.defaultBackend" if i < 0 else f"spec.rules[{i}].http.paths[{j}].backend"
                at, port_at = f"{at}.service.name", f"{at}.service.port.{name}"
                yield from _missing(context, ingress, namespace, service.get("name"), number, found, at, port_at)
    for route in context.of(*ROUTES):
        for at, backend in _of_route(mapping(route.object.get("spec"))):
            if backend.get("group") or backend.get("kind", "Service") != "Service":
                continue
            namespace = str(backend.get("namespace") or context.namespace_of(route))
            found = context.find("Service", namespace, backend.get("name"))
            if found is None or not _has(found, backend.get("port")):
                yield from _missing(context, route, namespace, backend.get("name"), backend.get("port"), found, f"{at}.name", f"{at}.port")


def _of_ingress(spec: dict[str, Any]) -> Iterator[tuple[int, int, object]]:
    """Index of rule and path, -1 for the default, and value of each backend of an Ingress."""
    if "defaultBackend" in spec:
        yield -1, -1, spec["defaultBackend"]
    for i, rule in enumerate(sequence(spec.get("rules"))):
        for j, path in enumerate(sequence(mapping(mapping(rule).get("http")).get("paths"))):
            yield i, j, mapping(path).get("backend")


def _of_route(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Field path and value of each backend of a route."""
    for i, rule in enumerate(sequence(spec.get("rules"))):
        at = f"spec.rules[{i}]"
        for j, backend in enumerate(sequence(mapping(rule).get("backendRefs"))):
            yield f"{at}.backendRefs[{j}]", mapping(backend)
        for j, entry in enumerate(sequence(mapping(rule).get("filters"))):
            mirror = mapping(entry).get("requestMirror")
            if mirror is not None:
                yield f"{at}.filters[{j}].requestMirror.backendRef", mapping(mapping(mirror).get("backendRef"))


def _has(service: Manifest, port: object) -> bool:
    """Whether a Service has a port of this name or number, or none is asked for."""
    spec = mapping(service.object.get("spec"))
    if port is None or spec.get("type") == "ExternalName":
        return True
    key = "name" if type(port) is str else "port"
    for p in sequence(spec.get("ports")):  # noqa: SIM110 - a generator costs more than most lists of ports
        if type(p) is dict and port == p.get(key):
            return True
    return False


def _missing(
    context: Context, m: Manifest, namespace: str, name: object, port: object, service: Manifest | None, at: str, port_at: str
) -> Iterator[Finding]:
    """Yield a finding about a Service that is not there (None), or that has no such port."""
    if type(name) is not str or not name:
        return
    if service is None:
        severity = context.absent(namespace, "Service")
        if severity and not context.external("", "Service", namespace, name):
            elsewhere = context.namespaces("Service", name)
            if elsewhere:
                help = f"there is one in namespace {', '.join(elsewhere)}; or declare it with external()"
            else:
                what = f"the Services of namespace {namespace} are"
                help = context.choose(name, context.names("Service", namespace), what, "declare it with external()")
            yield context.finding(
                CODE,
                m,
                at,
                f'{m.kind} "{m.name}" sends requests to the Service "{name}", which does not exist'
                + ("" if m.kind == "Ingress" else " (BackendNotFound)"),
                severity=severity,
                value=name,
                help=help,
            )
        return
    ports = [p for p in sequence(mapping(service.object.get("spec")).get("ports")) if type(p) is dict]
    listed = ", ".join(f"{p.get('port')}" + (f" ({p['name']})" if p.get("name") else "") for p in ports)
    yield context.finding(
        CODE,
        m,
        port_at,
        f'{m.kind} "{m.name}" sends requests to the port {port} of Service "{name}", which it does not have',
        value=port,
        help=f"its ports are {listed}" if listed else "it has no ports",
    )


RULE = Rule(
    CODE,
    "a backend is a Service with that port",
    severity=ERROR,
    on=(INGRESS, *ROUTES),
    reads=(INGRESS, *ROUTES, "Service"),
    check=check,
    why="Requests are answered with an error (503 or 500), whatever the pods do.",
    source="Kubernetes documentation, Ingress: Ingress rules; Gateway API documentation, HTTPRoute: BackendRefs",
    fix="Name a Service of the namespace and one of its ports, not one of the container's.",
    known_as=("kube-linter dangling-ingress", "kube-score ingress-targets-service", "kubescape C-0298", "kubescape C-0301"),
)
