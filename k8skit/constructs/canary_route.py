"""CanaryRoute: a share of the requests, or those of some users, goes to a canary."""

from __future__ import annotations

from ..core.construct import Construct
from ..core.external import external
from ..core.fields import field
from ..core.types import Count, GatewayName, HostName, LabelName
from ..names import dns1123_label, dns1123_subdomain, suggest_dns1123_label
from ..objects.backend import Backend
from ..objects.destination_rule import DestinationRule, OutlierDetection, Subset, TrafficPolicy
from ..objects.http_route import GatewayRef, HTTPRoute, RouteBackend, RouteMatch, RouteRule
from ..objects.service import Service, ServicePort
from ..objects.typed import EMPTY
from ..objects.virtual_service import Destination, RequestMatch, Retries, VirtualRoute, VirtualService

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Literal

    from ..errors import CallError

_NOT_HTTP = ("mongo", "mysql", "redis", "tcp", "tls", "udp")
"""Beginnings of a port's name that say another protocol (Istio documentation, Protocol Selection)."""
_TOKEN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~"  # RFC 9110  # noqa: S105


class CanaryRoute(Construct):
    """Requests to a host, split between a stable version and a canary.

    In this order: requests with all of `headers` go to the canary; requests with one of `cookies` go to it; of the rest `weight` percent go to it.
    By Istio this is a VirtualService with one route for each, tried from the top, and a DestinationRule whose subsets are the two versions' pods.
    By Gateway API it is an HTTPRoute, where the more specific match wins whatever the order, and a Service for each version.

        beta = web.variant("beta", image="registry.example.com/orders:1.5.0", replicas=1)
        CanaryRoute(shop, "orders-route", host="orders.example.com", gateway="istio-system/public", stable=web, canary=beta, weight=10)

    Args:
        scope: the construct that this one is part of.
        id: its id, and the name of its objects where `name` is not given.
        stable: the version that takes what is left.
        canary: the version that is tried; a variant of the stable one, or another service.
        weight: share of the canary, in percent (default 0: only by header or cookie).
        host: host name that clients use, at the gateway (default: only within the mesh).
        gateway: the gateway, Istio's or Gateway API's: `namespace/name`, or `name` in the namespace of the chart; by Gateway API also
            `namespace/name/listener` (default: none, only within the mesh).
        via: `istio` or `gateway-api` (default `istio`).
        mesh: split requests within the mesh to the stable version's Service too, by Istio (default: where there is no gateway).
        headers: headers that lead to the canary; all must be so (default: none).
        cookies: cookies that lead to the canary, one is enough (default: none).
        timeout: time for the whole request, in whole seconds such as `"10s"` (default: none).
        retries: how a failed request is tried again, by Istio (default: Istio's own, two times).
        outlier_detection: when a failing pod is left out, by Istio (default: never).
        name: name of its objects (default: the id).

    Attributes:
        virtual_service: the VirtualService; None by Gateway API.
        destination_rule: the DestinationRule, with the subsets `stable` and `canary`; None by Gateway API.
        route: the HTTPRoute; None by Istio. The Services of its two sides are named after it, with `-stable` and `-canary`.

    Invariants:
        - Stable and canary are different pods, told apart by a label that both have.
        - A version that gets requests has pods, which its subset or Service selects.
        - Every destination names a subset that is defined.
        - Header comes before cookie, cookie before weight, and nothing behind a route that takes all.
        - The shares are 100 in all, and no version gets more than its pods can carry.
        - The tries of a request fit into its timeout, and are made on conditions that there are.
        - Outlier detection can leave out one of the pods there are.
        - Versions, route and subsets stand in one namespace, and by Istio behind one Service.
        - The requests are HTTP, and headers and cookies have names that HTTP takes.
        - A host has one such route, in the mesh and at a gateway.
        - A route applies somewhere: in the mesh, or at a gateway that takes its host.
        - By Gateway API nothing is asked for that its standard channel lacks.

    Raises:
        CallError: as every construct, and for versions that are the same pods, a weight that leads nowhere, tries that do not fit into the timeout,
            and what one of the two kinds of gateway cannot do (K8S902).
    """

    stable: Backend
    canary: Backend
    weight: Count = 0
    host: HostName | None = None
    gateway: GatewayName | None = None
    via: Literal["istio", "gateway-api"] = "istio"
    mesh: bool | None = None
    headers: Mapping[str, str] = EMPTY
    cookies: Mapping[str, str] = EMPTY
    timeout: str | None = None
    retries: Retries | None = None
    outlier_detection: OutlierDetection | None = None
    name: LabelName | None = None

    virtual_service: VirtualService | None = field(init=False)
    destination_rule: DestinationRule | None = field(init=False)
    route: HTTPRoute | None = field(init=False)

    def compose(self) -> None:
        """Make the objects."""
        self.refuse_all(self._problems())
        self.virtual_service = self.destination_rule = self.route = None
        if self.via == "istio":
            self._by_istio()
        else:
            self._by_gateway_api()

    @property
    def object_name(self) -> str:
        """The name of the objects: `name`, else the id."""
        return self.name or self.id

    def _problems(self) -> Iterator[CallError]:
        """What contradicts another parameter."""
        if self.weight > 100:
            help = "it is a share in percent, from 0 to 100"
            yield self.refuse(f"weight {self.weight} is more than all requests", field="weight", value=self.weight, help=help)
        yield from self._problems_of_versions()
        text = dns1123_subdomain(self.object_name) if self.via == "istio" else dns1123_label(self.named("canary"))
        if text:
            field, value = ("name", self.name) if self.name else ("id", self.id)
            what = "its objects" if self.via == "istio" else "its Services"
            shown = self.object_name if self.via == "istio" else self.named("canary")
            help = f"give name, such as {suggest_dns1123_label(self.object_name)[:50].rstrip('-')!r}"
            yield self.refuse(f"{shown!r} cannot name {what}: it {text}", field=field, value=value, help=help)
        lower: dict[str, str] = {}
        for name in self.headers:
            other = lower.setdefault(name.lower(), name)
            if other != name:
                yield self.refuse(
                    f"the headers {other} and {name} are one", field="headers", value=name, help="case does not count; keep one"
                )
            if not name.isascii() or name.strip(_TOKEN) or not name:
                help = "a name consists of letters, digits and !#$%&'*+-.^_`|~"
                yield self.refuse(f"there is no header {name!r}", field="headers", value=name, help=help)
        for name, value in self.cookies.items():
            if not name or any(c in ";,=" or not c.isascii() or c.isspace() for c in name) or ";" in value:
                help = "a name has no blank, comma, semicolon or equals sign, a value no semicolon"
                yield self.refuse(f"there is no cookie {name!r} with such a value", field="cookies", value=f"{name}={value}", help=help)
        if self.gateway is None and self.host is not None:
            help = "give gateway, such as istio-system/public"
            yield self.refuse("host is given, but no gateway", field="host", value=self.host, help=help)
        if self.gateway is not None and self.host is None:
            help = "give host, the name that clients use"
            yield self.refuse("gateway is given, but no host", field="gateway", value=self.gateway, help=help)
        if self.via == "istio":
            yield from self._problems_of_istio()
            return
        if self.gateway is None:
            yield self.refuse("Gateway API needs a gateway", field="gateway", help="give gateway and host, or via='istio'")
        for given in ("mesh", "retries", "outlier_detection"):
            if getattr(self, given):
                help = "Gateway API has no such field in its standard channel; leave it out, or use via='istio'"
                yield self.refuse(f"{given} is Istio's", field=given, value=getattr(self, given), help=help)

    def _problems_of_versions(self) -> Iterator[CallError]:
        stable, canary = self.stable.pod_selector, self.canary.pod_selector
        if stable == canary:
            yield self.refuse("stable and canary are the same pods", field="canary", help='make a variant: web.variant("beta", image=...)')
        elif not any(stable.get(k, v) != v for k, v in canary.items()):
            help = "they must differ in a label that both have"
            yield self.refuse("pods of the canary could be the stable version's too", field="canary", value=canary, help=help)
        own = _namespace(self)
        for version in ("stable", "canary"):
            service = getattr(self, version).backend_service
            namespace = _namespace(service)
            if own and namespace and own != namespace:
                message = f"{version} stands in namespace {namespace}, and the route would stand in {own}"
                yield self.refuse(message, field=version, value=namespace, help=f"make the route in a chart of namespace {namespace}")
            name = next((p.name or "" for p in service.ports if p.port == getattr(self, version).backend_port and not p.app_protocol), "")
            if name.partition("-")[0] in _NOT_HTTP:
                message = f"the port {name} of Service {service.object_name} carries no HTTP, and a route shares out requests of HTTP"
                help = "give the service protocol='http', 'http2' or 'grpc', if it speaks that"
                yield self.refuse(message, field=version, value=name, help=help)
        for version, asked in (("stable", self.weight < 100), ("canary", self.weight > 0 or self.headers or self.cookies)):
            if asked and getattr(self, version).fewest_pods < 1:
                yield self.refuse(f"{version} gets requests and may have no pods", field=version, help="give it at least one replica")

    def _problems_of_istio(self) -> Iterator[CallError]:
        if self.gateway is not None and (self.gateway == "mesh" or self.gateway.count("/") > 1):
            help = "mesh=True is for requests within the mesh" if self.gateway == "mesh" else "a listener is named by Gateway API only"
            yield self.refuse("gateway must be the name of one of Istio's Gateways", field="gateway", value=self.gateway, help=help)
        if self.gateway is None and self.mesh is False:
            yield self.refuse("the route applies nowhere", field="mesh", value=False, help="give gateway and host, or mesh=True")
        if self.stable.backend_service is not self.canary.backend_service:
            help = "by Istio both must stand behind one Service; make a variant, or use via='gateway-api'"
            yield self.refuse("stable and canary stand behind two Services", field="canary", help=help)
        each = self.retries.per_try_timeout if self.retries is not None else None
        if self.retries is not None and each is not None and self.timeout is not None:
            from ..semantics.durations import problem, to_seconds

            if problem(each) or problem(self.timeout):
                return  # told at the manifest
            tries = 1 + self.retries.attempts
            needed = to_seconds(each) * tries
            if needed > to_seconds(self.timeout):
                message = f"{tries} tries of {each} do not fit into the timeout {self.timeout}"
                help = f"raise timeout to {needed:g}s, or try less often"
                yield self.refuse(message, field="timeout", value=self.timeout, help=help)

    def _fqdn(self) -> str:
        """The Service's name as every namespace understands it; the short name where the namespace is not known."""
        service = self.stable.backend_service.object_name
        namespace = _namespace(self.stable.backend_service)
        return f"{service}.{namespace}.svc.cluster.local" if namespace else service

    def _by_istio(self) -> None:
        name, host = self.object_name, self._fqdn()
        mesh = self.gateway is None if self.mesh is None else self.mesh
        hosts = [h for h in (self.host, host if mesh else None) if h]
        gateways = [g for g in (self.gateway, "mesh" if mesh else None) if g]
        port = self.stable.backend_port

        def route(to: list[Destination], match: list[RequestMatch], label: str) -> VirtualRoute:
            return VirtualRoute(to=to, match=match, name=label, timeout=self.timeout, retries=self.retries)

        canary = Destination(host=host, subset="canary", port=port)
        routes = []
        if self.headers:
            routes.append(route([canary], [RequestMatch(headers={k.lower(): v for k, v in self.headers.items()})], "canary-by-header"))
        if self.cookies:
            matches = [RequestMatch(header_patterns={"cookie": cookie_pattern(k, v)}) for k, v in self.cookies.items()]
            routes.append(route([canary], matches, "canary-by-cookie"))
        shares = [Destination(host=host, subset="stable", port=port)]
        if (
            self.weight
        ):  # at 100 too: the way back is two numbers, and it is seen whether the canary has pods for all that the stable version had
            both = (("stable", 100 - self.weight), ("canary", self.weight))
            shares = [Destination(host=host, subset=s, port=port, weight=w) for s, w in both]
        routes.append(route(shares, [], "by-weight" if len(shares) > 1 else "default"))
        if self.gateway:
            namespace, _, gateway = self.gateway.rpartition("/")
            self._assume_gateway("networking.istio.io", gateway, namespace)
        self.destination_rule = DestinationRule(
            self,
            "destination-rule",
            name=name,
            host=host,
            subsets=[Subset(name="stable", labels=self._own("stable")), Subset(name="canary", labels=self._own("canary"))],
            traffic=TrafficPolicy(outlier_detection=self.outlier_detection) if self.outlier_detection else None,
        )
        self.virtual_service = VirtualService(
            self, "virtual-service", name=name, hosts=hosts, gateways=[] if gateways == ["mesh"] else gateways, http=routes
        )
        self.virtual_service.node.add_dependency(self.destination_rule)  # a route to a subset that is not there yet answers 503

    def _assume_gateway(self, group: str, name: str, namespace: str | None) -> None:
        external(self, "Gateway", name, group=group, namespace=namespace or None, reason="the gateway of the route", assumed=True)

    def _own(self, version: str) -> dict[str, str]:
        """The labels of a version's pods beside those of the Service's selector."""
        shared = self.stable.backend_service.selector
        return {k: v for k, v in getattr(self, version).pod_selector.items() if shared.get(k) != v}

    def _by_gateway_api(self) -> None:
        backends = {}
        for version in ("stable", "canary"):
            side: Backend = getattr(self, version)
            of = side.backend_service
            service = Service(
                self,
                f"{version}-service",
                name=self.named(version),
                selector=side.pod_selector,
                ports=[
                    ServicePort(p.port, name=p.name, target=p.target, protocol=p.protocol, app_protocol=p.app_protocol or _h2c(p.name))
                    for p in of.ports
                ],
            )
            backends[version] = (service.object_name, side.backend_port)
        rules = []
        canary = [RouteBackend(service=backends["canary"][0], port=backends["canary"][1])]
        if self.headers:
            rules.append(RouteRule(matches=[RouteMatch(headers=self.headers)], backends=canary, request_timeout=self.timeout))
        if self.cookies:
            matches = [RouteMatch(header_patterns={"Cookie": cookie_pattern(k, v)}) for k, v in self.cookies.items()]
            rules.append(RouteRule(matches=matches, backends=canary, request_timeout=self.timeout))
        shares = [
            RouteBackend(service=backends[v][0], port=backends[v][1], weight=w)
            for v, w in (("stable", 100 - self.weight), ("canary", self.weight))
        ]
        rules.append(RouteRule(backends=shares, request_timeout=self.timeout))
        gateway = GatewayRef.parse(self.gateway or "")
        self._assume_gateway("gateway.networking.k8s.io", gateway.name, gateway.namespace)
        self.route = HTTPRoute(
            self,
            "route",
            name=self.object_name,
            hosts=[h for h in (self.host,) if h],
            gateways=[gateway],
            rules=rules,
        )


def _h2c(name: str | None) -> str | None:
    """The protocol of a port of gRPC, which is HTTP/2 without TLS and, unlike Istio, a Gateway does not take from the name."""
    return "kubernetes.io/h2c" if name and name.partition("-")[0] == "grpc" else None


def _namespace(construct: Construct) -> str:
    """The namespace that a construct's objects stand in, as far as it or its chart says."""
    own = getattr(construct, "namespace", None)
    if own is not None:
        return getattr(own, "name", None) or str(own)
    return getattr(construct._unit, "namespace_name", "")


def cookie_pattern(name: str, value: str) -> str:
    """A regular expression (RE2) for a whole Cookie header that has this cookie with this value.

    Args:
        name: the cookie's name.
        value: its value.
    """
    escaped = "".join(c if c.isalnum() or c in "_-" else f"\\{c}" for c in f"{name}={value}")
    return f"^(.*;\\s*)?{escaped.replace(f'{chr(92)}=', '=', 1)}(\\s*;.*)?$"
