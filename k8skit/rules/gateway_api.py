"""Gateway API: listeners, what may attach to them, and which references across namespaces are permitted. The rules about the Gateway API share this.

Findings use the words of the conditions that a controller sets: NoMatchingParent, NotAllowedByListeners, NoMatchingListenerHostname, RefNotPermitted ...

Source: Gateway API documentation, GatewaySpec, ListenerSetSpec, CommonRouteSpec, ReferenceGrant.
"""

from __future__ import annotations

from ..semantics.selectors import selects
from .context import mapping, sequence
from .injection import labels_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..manifest import Manifest
    from .context import Context

GROUP = "gateway.networking.k8s.io"
GATEWAY = "gateway.networking.k8s.io/Gateway"
LISTENER_SET = "gateway.networking.k8s.io/ListenerSet"
GRANT = "gateway.networking.k8s.io/ReferenceGrant"
POLICY = "gateway.networking.k8s.io/BackendTLSPolicy"
HTTP_ROUTE = "gateway.networking.k8s.io/HTTPRoute"
GRPC_ROUTE = "gateway.networking.k8s.io/GRPCRoute"
TLS_ROUTE = "gateway.networking.k8s.io/TLSRoute"
ROUTES = (
    "gateway.networking.k8s.io/GRPCRoute",
    "gateway.networking.k8s.io/HTTPRoute",
    "gateway.networking.k8s.io/TCPRoute",
    "gateway.networking.k8s.io/TLSRoute",
    "gateway.networking.k8s.io/UDPRoute",
)
KINDS = {
    "HTTP": ("HTTPRoute", "GRPCRoute"),
    "HTTPS": ("HTTPRoute", "GRPCRoute"),
    "TLS": ("TLSRoute", "TCPRoute"),
    "TCP": ("TCPRoute",),
    "UDP": ("UDPRoute",),
}
"""Protocol of a listener -> the kinds of routes that can attach to it; of other protocols nothing is known."""


class Listener:
    """One listener of a Gateway or a ListenerSet.

    Args:
        owner: the Gateway or ListenerSet.
        namespace: its namespace.
        field: field path of the listener.
        listener: the listener, as in the manifest.

    Attributes:
        name, port, protocol: as in the manifest; None where they are malformed.
        hostname: the host name in lower case; `""` for all.
    """

    __slots__ = ("field", "hostname", "listener", "name", "namespace", "owner", "port", "protocol")

    def __init__(self, owner: Manifest, namespace: str, field: str, listener: dict[str, Any]) -> None:
        self.owner = owner
        self.namespace = namespace
        self.field = field
        self.listener = listener
        name, port, protocol, hostname = (listener.get(key) for key in ("name", "port", "protocol", "hostname"))
        self.name = name if type(name) is str else None
        self.port = port if type(port) is int else None
        self.protocol = protocol if type(protocol) is str else None
        self.hostname = hostname.lower() if type(hostname) is str else ""

    def takes_kind(self, group: str, kind: str) -> bool:
        """Tell whether routes of a kind may attach, by what the listener allows, else by its protocol."""
        kinds = sequence(mapping(self.listener.get("allowedRoutes")).get("kinds"))
        if kinds:
            return any(mapping(k).get("kind") == kind and mapping(k).get("group", GROUP) == group for k in kinds)
        return kind in KINDS.get(str(self.protocol), (kind,))

    def takes_namespace(self, context: Context, namespace: str) -> bool:
        """Tell whether routes of a namespace may attach; yes where the set does not tell."""
        return allows(context, mapping(mapping(self.listener.get("allowedRoutes")).get("namespaces")), "Same", self.namespace, namespace)

    def has_host(self, hosts: list[str]) -> bool:
        """Tell whether the listener and a route have a host in common.

        Args:
            hosts: the hosts of the route, in lower case; empty for all.
        """
        return not self.hostname or not hosts or any(have_in_common(self.hostname, host) for host in hosts)


def have_in_common(one: str, other: str) -> bool:
    """Tell whether two host names, each of which may begin with `*.`, have a name in common."""
    if one == other:
        return True
    if one.startswith("*.") and other.startswith("*."):
        return one.endswith(other[1:]) or other.endswith(one[1:])
    if one.startswith("*."):
        return other.endswith(one[1:])
    return other.startswith("*.") and one.endswith(other[1:])


def allows(context: Context, namespaces: dict[str, Any], default: str, own: str, namespace: str) -> bool:
    """Tell whether `from` and `selector` let a namespace in; yes where the set does not tell.

    Args:
        context: the set.
        namespaces: the value with `from` and `selector`.
        default: what `from` is where it is absent.
        own: the namespace of what is attached to.
        namespace: the namespace of what attaches.
    """
    how = namespaces.get("from", default)
    if how == "All":
        return True
    if how == "None":
        return False
    if how != "Selector":
        return own == namespace
    found = context.namespace(namespace)
    if found is None:
        return True
    return selects(mapping(namespaces.get("selector")), {"kubernetes.io/metadata.name": namespace, **labels_of(found)})


def listeners(context: Context, owner: Manifest) -> list[Listener]:
    """Return the listeners of a Gateway or ListenerSet."""
    at = context.namespace_of(owner)
    found = sequence(mapping(owner.object.get("spec")).get("listeners"))
    return [Listener(owner, at, f"spec.listeners[{i}]", entry) for i, entry in enumerate(found) if type(entry) is dict]


class Reference:
    """A reference to an object of another kind, with what is implied spelled out.

    Args:
        value: the reference, as in the manifest.
        namespace: the namespace that it is in.
        group: the group where none is named.
        kind: the kind where none is named.
    """

    __slots__ = ("group", "kind", "name", "namespace", "value")

    def __init__(self, value: dict[str, Any], namespace: str, group: str = "", kind: str = "Service") -> None:
        self.value = value
        self.group = str(value.get("group", group))
        self.kind = str(value.get("kind", kind))
        name, at = value.get("name"), value.get("namespace")
        self.name: str = name if type(name) is str else ""
        self.namespace: str = at if type(at) is str and at else namespace


def parents(context: Context, route: Manifest) -> Iterator[tuple[str, Reference]]:
    """Give field path and reference of each parent of a route."""
    namespace = context.namespace_of(route)
    for i, ref in enumerate(sequence(mapping(route.object.get("spec")).get("parentRefs"))):
        if type(ref) is dict:
            yield f"spec.parentRefs[{i}]", Reference(ref, namespace, GROUP, "Gateway")


def backends(context: Context, route: Manifest) -> Iterator[tuple[str, Reference]]:
    """Give field path and reference of each backend of a route, those of mirrors too."""
    namespace = context.namespace_of(route)
    for i, rule in enumerate(sequence(mapping(route.object.get("spec")).get("rules"))):
        at = f"spec.rules[{i}]"
        places = [(at, mapping(rule))]
        for j, ref in enumerate(sequence(mapping(rule).get("backendRefs"))):
            if type(ref) is dict:
                yield f"{at}.backendRefs[{j}]", Reference(ref, namespace)
                places.append((f"{at}.backendRefs[{j}]", ref))
        for place, holder in places:
            for j, entry in enumerate(sequence(holder.get("filters"))):
                ref = mapping(mapping(entry).get("requestMirror")).get("backendRef")
                if type(ref) is dict:
                    yield f"{place}.filters[{j}].requestMirror.backendRef", Reference(ref, namespace)


def hosts_of(route: Manifest) -> list[str]:
    """Return the hosts of a route, in lower case; none for kinds that have none."""
    return [h.lower() for h in sequence(mapping(route.object.get("spec")).get("hostnames")) if type(h) is str]


def is_granted(context: Context, m: Manifest, ref: Reference) -> bool:
    """Tell whether an object may refer to one of another namespace: in its own namespace always, else if a ReferenceGrant there says so.

    Args:
        context: the set.
        m: the object that refers.
        ref: the reference.
    """
    own = context.namespace_of(m)
    if ref.namespace == own:
        return True
    for grant in _grants(context).get(ref.namespace, ()):
        spec = mapping(grant.object.get("spec"))
        sources = [mapping(f) for f in sequence(spec.get("from"))]
        targets = [mapping(t) for t in sequence(spec.get("to"))]
        if any(f.get("group") == m.group and f.get("kind") == m.kind and f.get("namespace") == own for f in sources) and any(
            t.get("group", "") == ref.group and t.get("kind") == ref.kind and t.get("name") in (None, "", ref.name) for t in targets
        ):
            return True
    return False


def _grants(context: Context) -> dict[str, list[Manifest]]:
    def make(context: Context) -> dict[str, list[Manifest]]:
        out: dict[str, list[Manifest]] = {}
        for m in context.of(GRANT):
            out.setdefault(context.namespace_of(m), []).append(m)
        return out

    found: dict[str, list[Manifest]] = context.shared("reference grants", make)
    return found


def grant_help(m: Manifest, own: str, ref: Reference) -> str:
    """Say which ReferenceGrant would permit a reference."""
    to = f"{{group: {ref.group or chr(34) * 2}, kind: {ref.kind}}}"
    return f"put a ReferenceGrant into namespace {ref.namespace}: from {{group: {m.group}, kind: {m.kind}, namespace: {own}}} to {to}"
