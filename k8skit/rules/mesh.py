"""Mesh: what the Istio rules share: the destinations of a VirtualService, the hosts that there are, and the DestinationRules of a host."""

from __future__ import annotations

from ..finding import ERROR, WARNING
from ..semantics.istio import DOMAIN, MESH, ROOT, domain_of, expand, fits, gateway_of, is_visible, meant_service, service_of
from .context import mapping, sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..manifest import Manifest
    from .context import Context

VIRTUAL_SERVICE = "networking.istio.io/VirtualService"
DESTINATION_RULE = "networking.istio.io/DestinationRule"
SERVICE_ENTRY = "networking.istio.io/ServiceEntry"
GATEWAY = "networking.istio.io/Gateway"
_EXPORT_TO = "networking.istio.io/exportTo"


class Destination:
    """One destination of a VirtualService.

    Args:
        manifest: the VirtualService.
        namespace: its namespace.
        field: field path of the destination.
        destination: the destination, as in the manifest.
        domain: the cluster's domain.

    Attributes:
        written: the host as it is written.
        host: the full name of the host.
        subset: the subset; `""` for none.
    """

    __slots__ = ("destination", "field", "host", "manifest", "namespace", "subset", "written")

    def __init__(self, manifest: Manifest, namespace: str, field: str, destination: dict[str, Any], domain: str) -> None:
        self.manifest = manifest
        self.namespace = namespace
        self.field = field
        self.destination = destination
        host, subset = destination.get("host"), destination.get("subset")
        self.written = host if type(host) is str else ""
        self.host = expand(self.written, namespace, domain)
        self.subset = subset if type(subset) is str else ""


def destinations(context: Context) -> Iterator[Destination]:
    """Give the destinations of all VirtualServices, those of mirrors too; those without a host are another finding."""
    domain = cluster_domain(context)
    for m in context.of(VIRTUAL_SERVICE):
        namespace = context.namespace_of(m)
        for at, value in _of_routes(mapping(m.object.get("spec"))):
            found = Destination(m, namespace, at, mapping(value), domain)
            if found.host:
                yield found


def _of_routes(spec: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """Field path and value of each destination."""
    for protocol in ("http", "tcp", "tls"):
        for i, route in enumerate(sequence(spec.get(protocol))):
            at = f"spec.{protocol}[{i}]"
            for j, target in enumerate(sequence(mapping(route).get("route"))):
                yield f"{at}.route[{j}].destination", mapping(target).get("destination")
            if mapping(route).get("mirror") is not None:
                yield f"{at}.mirror", route["mirror"]
            for j, target in enumerate(sequence(mapping(route).get("mirrors"))):
                yield f"{at}.mirrors[{j}].destination", mapping(target).get("destination")


class Wildcards:
    """Objects by the wildcard of a host, so that a host finds those that it is within without a look at every one."""

    __slots__ = ("_by_suffix",)

    def __init__(self) -> None:
        self._by_suffix: dict[str, list[Manifest]] = {}

    def add(self, pattern: str, m: Manifest) -> None:
        """Note an object with a host that begins with `*`."""
        self._by_suffix.setdefault(pattern[1:], []).append(m)

    def of(self, host: str) -> list[Manifest]:
        """Return the objects with a wildcard that a host is within, or has a name in common with."""
        if host[:1] == "*":
            return [m for suffix, some in self._by_suffix.items() if fits(f"*{suffix}", host) for m in some]
        if not self._by_suffix:
            return []
        return [m for i in range(len(host) + 1) for m in self._by_suffix.get(host[i:], ())]


class Hosts:
    """The hosts that the mesh knows: Services and the hosts of ServiceEntries.

    Args:
        context: the set.

    Attributes:
        domain: the cluster's domain.
    """

    __slots__ = ("_certain", "_context", "_entries", "_wild", "domain")

    def __init__(self, context: Context) -> None:
        self._context = context
        self.domain, self._certain = context.shared("cluster domain", _domain)
        self._entries: dict[str, list[Manifest]] = {}
        self._wild = Wildcards()
        for m in context.of(SERVICE_ENTRY):
            for host in sequence(mapping(m.object.get("spec")).get("hosts")):
                if type(host) is str and host.startswith("*"):
                    self._wild.add(host.lower(), m)
                elif type(host) is str:
                    self._entries.setdefault(host.lower(), []).append(m)

    def service(self, host: str) -> Manifest | None:
        """Return the Service that a full name means, if it is in the set."""
        found = service_of(host)
        return self._context.find("Service", *found) if found and self._at_home(host) else None

    def _at_home(self, host: str) -> bool:
        """Whether a Service's full name is one of this cluster, as far as its domain is certain."""
        return not self._certain or domain_of(host) in (self.domain, "clusterset.local")

    def entries(self, host: str, namespace: str) -> list[Manifest]:
        """Return the ServiceEntries with a host that a namespace can see."""
        found = [*self._entries.get(host, ()), *self._wild.of(host)]
        return [m for m in found if is_visible(_export_to(m), self._context.namespace_of(m), namespace)]

    def problem(self, written: str, host: str, namespace: str) -> tuple[str, str, str] | None:
        """Return severity, what is wrong and help where a host is not known, `""` as the severity where that is not worth a word; None where it is.

        Args:
            written: the host as it is written.
            host: its full name.
            namespace: namespace of the object that names it.
        """
        context = self._context
        if host[0] == "*" or self.entries(host, namespace):
            return None
        service = self.service(host)
        if service is not None:
            return self._hidden(service, namespace)
        hidden = next((m for m in (*self._entries.get(host, ()), *self._wild.of(host))), None)
        if hidden is not None:
            entry = f'ServiceEntry "{context.namespace_of(hidden)}/{hidden.name}"'
            severity = context.absent(namespace, SERVICE_ENTRY) or WARNING
            return severity, f"which namespace {namespace} does not see", f"add namespace {namespace} to exportTo of {entry}"
        found = service_of(host)
        absent = "which does not exist"
        meant = meant_service(host)
        if meant and context.find("Service", *meant):
            full = expand(meant[1], meant[0], self.domain)
            return ERROR, absent, f"only names without a dot are expanded: write {full}"
        if found is None:
            severity = context.absent(namespace, SERVICE_ENTRY)
            return severity, absent, f"declare the host with a ServiceEntry; the mesh knows Services by name.namespace.svc.{self.domain}"
        at, name = found
        if not self._at_home(host) and context.find("Service", at, name):
            full = expand(name, at, self.domain)
            return WARNING, absent, f"the domain of this cluster is {self.domain}: write {full}, or declare the host with a ServiceEntry"
        if context.external("", "Service", at, name) or host.endswith(".svc.clusterset.local"):
            return None
        elsewhere = context.namespaces("Service", name)
        if elsewhere and "." not in written:
            full = ", ".join(expand(name, space, self.domain) for space in elsewhere)
            help = f"a short name is looked for in namespace {at}; there is {full}; or declare it with external()"
        else:
            help = context.choose(name, context.names("Service", at), f"the Services of namespace {at} are", "declare it with external()")
        return context.absent(at, "Service"), absent, help

    def _hidden(self, service: Manifest, namespace: str) -> tuple[str, str, str] | None:
        """Severity, what is wrong and help where a Service is not exported to a namespace; None where it is."""
        written = mapping(mapping(service.object.get("metadata")).get("annotations")).get(_EXPORT_TO)
        own = self._context.namespace_of(service)
        if type(written) is not str or not written or is_visible([part.strip() for part in written.split(",")], own, namespace):
            return None
        help = f"the Service is exported to {written} alone, by its annotation {_EXPORT_TO}: add namespace {namespace} to it"
        return WARNING, f"which namespace {namespace} does not see", help


class Rules:
    """The DestinationRules of a set, by host.

    Args:
        context: the set.
    """

    __slots__ = ("_by_host", "_context", "_wild")

    def __init__(self, context: Context) -> None:
        self._context = context
        self._by_host: dict[str, list[Manifest]] = {}
        self._wild = Wildcards()
        for m in context.of(DESTINATION_RULE):
            host = rule_host(context, m)
            if host[:1] == "*":
                self._wild.add(host, m)
            elif host:
                self._by_host.setdefault(host, []).append(m)

    def of(self, host: str) -> list[Manifest]:
        """Return the DestinationRules for a host: those that name it, else those whose wildcard has it."""
        return self._by_host.get(host) or self._wild.of(host)

    def applied(self, target: Destination) -> list[Manifest]:
        """Return those that some caller of a destination's route sees: in the caller's namespace, the Service's, or the root namespace.

        A gateway is a caller in its own namespace; a VirtualService for sidecars has callers everywhere, in its own namespace to begin with.

        Args:
            target: the destination.
        """
        context = self._context
        found = service_of(target.host)
        gateways = [g for g in sequence(mapping(target.manifest.object.get("spec")).get("gateways")) if type(g) is str]
        callers = {gateway_of(g, target.namespace)[0] for g in gateways if g != MESH}
        if not gateways or MESH in gateways:
            callers.add(target.namespace)
        out = []
        for m in self.of(target.host):
            own = context.namespace_of(m)
            exported = _export_to(m)
            if own in callers or ((own == ROOT or (found and own == found[0])) and any(is_visible(exported, own, c) for c in callers)):
                out.append(m)
        return out


def rule_host(context: Context, m: Manifest) -> str:
    """Return the full name of the host of a DestinationRule; `""` if it has none."""
    host = mapping(m.object.get("spec")).get("host")
    return expand(host, context.namespace_of(m), cluster_domain(context)) if type(host) is str else ""


def cluster_domain(context: Context) -> str:
    """Return the cluster's domain: what the injector of the set is told, else the one that the hosts of its routes have, else `cluster.local`."""
    found: tuple[str, bool] = context.shared("cluster domain", _domain)
    return found[0]


def _domain(context: Context) -> tuple[str, bool]:
    """The cluster's domain, and whether that is certain."""
    from .injector import values_of

    told = mapping(mapping(values_of(context, "").get("global")).get("proxy")).get("clusterDomain")
    if type(told) is str and told:
        return told.lower(), True
    written: list[object] = []
    for m in context.of(VIRTUAL_SERVICE):
        spec = mapping(m.object.get("spec"))
        written += sequence(spec.get("hosts"))
        written += [mapping(value).get("host") for _, value in _of_routes(spec)]
    written += [mapping(m.object.get("spec")).get("host") for m in context.of(DESTINATION_RULE)]
    domains = {domain_of(host) for host in written if type(host) is str} - {"", "clusterset.local"}
    return (domains.pop() if len(domains) == 1 else DOMAIN), False


def subsets(m: Manifest) -> list[tuple[int, str, dict[str, Any]]]:
    """Return index, name and labels of each subset of a DestinationRule."""
    found = sequence(mapping(m.object.get("spec")).get("subsets"))
    return [(i, s["name"], mapping(s.get("labels"))) for i, s in enumerate(found) if type(s) is dict and type(s.get("name")) is str]


def tls_settings(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Give field path and value of each TLS setting of a DestinationRule, and words for the port that it is for; `""` for all ports.

    Args:
        spec: `spec` of the DestinationRule.
    """
    policies = [("spec.trafficPolicy", mapping(spec.get("trafficPolicy")))]
    for i, subset in enumerate(sequence(spec.get("subsets"))):
        policies.append((f"spec.subsets[{i}].trafficPolicy", mapping(mapping(subset).get("trafficPolicy"))))
    for at, policy in policies:
        yield f"{at}.tls", mapping(policy.get("tls")), ""
        for i, port in enumerate(sequence(policy.get("portLevelSettings"))):
            number = mapping(mapping(port).get("port")).get("number")
            yield f"{at}.portLevelSettings[{i}].tls", mapping(mapping(port).get("tls")), f" at port {number}"


def policies(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give field path and value of each traffic policy of a DestinationRule: its own, those of subsets, and those of ports.

    Args:
        spec: `spec` of the DestinationRule.
    """
    given = [("spec.trafficPolicy", spec.get("trafficPolicy"))]
    given += [(f"spec.subsets[{i}].trafficPolicy", mapping(s).get("trafficPolicy")) for i, s in enumerate(sequence(spec.get("subsets")))]
    for at, policy in given:
        inner = mapping(policy)
        yield at, inner
        for i, port in enumerate(sequence(inner.get("portLevelSettings"))):
            yield f"{at}.portLevelSettings[{i}]", mapping(port)


def detections(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give field path and value of each `outlierDetection` of a DestinationRule, those of ports and of subsets too.

    Args:
        spec: `spec` of the DestinationRule.
    """
    for at, policy in policies(spec):
        detection = policy.get("outlierDetection")
        if type(detection) is dict:
            yield f"{at}.outlierDetection", detection


def scopes(m: Manifest, namespace: str) -> set[str]:
    """Return the namespaces that see an object with `exportTo`; `*` for all of them.

    Args:
        m: the object.
        namespace: its namespace.
    """
    exported = _export_to(m)
    if not exported or "*" in exported:
        return {"*"}
    return {namespace if target == "." else target for target in exported if target != "~"}


def _export_to(m: Manifest) -> list[str]:
    return [t for t in sequence(mapping(m.object.get("spec")).get("exportTo")) if type(t) is str]
