"""A route attaches to each of its parents.

Reads `parentRefs` and `hostnames` of the routes of the Gateway API, the listeners of their Gateways and ListenerSets, the labels of Namespaces, and
Services, which are parents in a mesh. A listener lets in routes of its own namespace, if it says nothing else, and of the kinds of its protocol. A parent that
is not there is a finding where others of its namespace are.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import mapping, sequence
from ..gateway_api import GATEWAY, GROUP, LISTENER_SET, ROUTES, hosts_of, listeners, parents
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context
    from ..gateway_api import Listener, Reference

CODE = "K8S750"
_PARENTS = {(GROUP, "Gateway"): GATEWAY, (GROUP, "ListenerSet"): LISTENER_SET, ("", "Service"): "Service"}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each parent that a route does not attach to."""
    context.of("Service", GATEWAY, LISTENER_SET)
    for route in context.of(*ROUTES):
        for at, ref in parents(context, route):
            kind = _PARENTS.get((ref.group, ref.kind))
            if kind is None or not ref.name:
                continue
            parent = context.find(kind, ref.namespace, ref.name)
            if parent is None:
                yield from _absent(context, route, at, ref, kind)
            elif kind != "Service":
                yield from _attach(context, route, at, ref, parent)
            else:
                yield from _port(context, route, at, ref, parent)


def _absent(context: Context, route: Manifest, at: str, ref: Reference, kind: str) -> Iterator[Finding]:
    severity = context.missing() if context.names(kind, ref.namespace) else ""
    if not severity or context.external(ref.group, ref.kind, ref.namespace, ref.name):
        return
    elsewhere = [n for n in context.namespaces(kind, ref.name) if n != ref.namespace]
    if elsewhere:
        help = f"there is one in namespace {', '.join(elsewhere)}: set namespace"
    else:
        what = f"the {ref.kind}s of namespace {ref.namespace} are"
        help = context.choose(ref.name, context.names(kind, ref.namespace), what, "declare it with external()")
    message = f'{route.kind} "{route.name}" has the parent {ref.kind} "{ref.name}", which does not exist in namespace {ref.namespace}'
    yield context.finding(CODE, route, f"{at}.name", message, severity=severity, value=ref.name, help=help)


def _port(context: Context, route: Manifest, at: str, ref: Reference, service: Manifest) -> Iterator[Finding]:
    """Yield a finding if a route of the mesh names a port that the Service does not have."""
    port = ref.value.get("port")
    ports = [mapping(p).get("port") for p in sequence(mapping(service.object.get("spec")).get("ports"))]
    if type(port) is int and port not in ports:
        message = (
            f'{route.kind} "{route.name}" has the parent Service "{ref.name}" at port {port}, which it does not have (NoMatchingParent)'
        )
        yield context.finding(CODE, route, f"{at}.port", message, value=port, help=f"its ports are {', '.join(map(str, ports)) or 'none'}")


def _attach(context: Context, route: Manifest, at: str, ref: Reference, parent: Manifest) -> Iterator[Finding]:
    """Yield a finding if no listener of a Gateway or ListenerSet takes the route."""
    section, port = ref.value.get("sectionName"), ref.value.get("port")
    all_of_them = listeners(context, parent)
    if not all_of_them:
        return  # another finding
    what = f'{route.kind} "{route.name}" does not attach to {ref.kind} "{ref.name}"'
    chosen = [x for x in all_of_them if section in (None, "", x.name) and port in (None, x.port)]
    if not chosen:
        field = "sectionName" if section and not any(section == x.name for x in all_of_them) else "port"
        listed = ", ".join(f"{x.name} ({x.port})" for x in all_of_them)
        message = f"{what}: it has no listener {section or ''}{' at port ' + str(port) if port is not None else ''} (NoMatchingParent)"
        yield context.finding(
            CODE, route, f"{at}.{field}", message.replace("  ", " "), value=ref.value.get(field), help=f"its listeners are {listed}"
        )
        return
    namespace = context.namespace_of(route)
    kinds = [x for x in chosen if x.takes_kind(route.group, route.kind)]
    allowed = [x for x in kinds if x.takes_namespace(context, namespace)]
    if not allowed:
        yield context.finding(
            CODE,
            route,
            at,
            f"{what}: no listener takes {f'routes of namespace {namespace}' if kinds else f'the kind {route.kind}'} (NotAllowedByListeners)",
            value=ref.name,
            help=_allowing(kinds or chosen, route, namespaces=bool(kinds)),
        )
        return
    hosts = hosts_of(route)
    if hosts and not any(x.has_host(hosts) for x in allowed):
        yield context.finding(
            CODE,
            route,
            "spec.hostnames",
            f"{what}: no listener has one of its hosts (NoMatchingListenerHostname)",
            value=hosts,
            help=f"the hosts of its listeners are {', '.join(x.hostname for x in allowed)}",
        )


def _allowing(refusing: list[Listener], route: Manifest, *, namespaces: bool) -> str:
    """What to change at the listeners."""
    names = ", ".join(str(x.name) for x in refusing)
    if namespaces:
        return f"set allowedRoutes.namespaces of a listener ({names}) to from: All, or to a selector that has the namespace; the default is Same"
    protocols = ", ".join(dict.fromkeys(str(x.protocol) for x in refusing))
    return f"add {route.kind} to allowedRoutes.kinds of a listener ({names}), if its protocol ({protocols}) can carry it"


RULE = Rule(
    CODE,
    "a route attaches to its parents",
    severity=ERROR,
    on=ROUTES,
    reads=(*ROUTES, GATEWAY, LISTENER_SET, "Service", "Namespace"),
    check=check,
    why="The controller does not accept the route there: no request reaches it.",
    source="Gateway API documentation, CommonRouteSpec: ParentReference; Listener: AllowedRoutes; Hostnames",
    fix="Name a listener that takes the route, or let the listener take it.",
)
