"""The webhook of istiod takes a Sidecar: it says something, and its listeners have ports, addresses and hosts that there can be.

Reads the listeners of both directions, their ports, TLS and connection pools, and the policy for what is not known.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ...names import ip
from ..context import mapping, sequence
from ..gateways import PROTOCOLS
from ..istiod import A_PROTOCOL, WHY, Wrong, below, refused
from ..istiod_traffic import pool_problems
from ..istiod_values import host, port_name, scoped_host, socket
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S770"
_SIDECAR = "networking.istio.io/Sidecar"
_SOCKET = "unix://"
_LOCAL = ("", "127.0.0.1", "0.0.0.0", "[::1]", "[::]")  # noqa: S104 -- the addresses that a Sidecar may hand requests to
_OTHERS = ("egress", "ingress", "outboundTrafficPolicy", "inboundConnectionPool")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that istiod refuses."""
    for m in context.of(_SIDECAR):
        yield from refused(context, CODE, m, "spec", _sidecar(mapping(m.object.get("spec"))))


def _sidecar(spec: dict[str, Any]) -> Iterator[Wrong]:
    if all(spec.get(key) in (None, []) for key in _OTHERS):
        yield "", "says nothing", NO_VALUE, "add egress, ingress or outboundTrafficPolicy"
    seen: set[object] = set()
    for i, listener in enumerate(map(mapping, sequence(spec.get("ingress")))):
        yield from below(f".ingress[{i}]", _ingress(listener, seen))
    yield from pool_problems(spec.get("inboundConnectionPool"), ".inboundConnectionPool")
    seen = set()
    listeners = list(map(mapping, sequence(spec.get("egress"))))
    for i, listener in enumerate(listeners):
        yield from below(f".egress[{i}]", _egress(listener, seen, last=i == len(listeners) - 1))
    policy = mapping(spec.get("outboundTrafficPolicy"))
    proxy = policy.get("egressProxy")
    if type(proxy) is dict:
        at = ".outboundTrafficPolicy.egressProxy"
        if policy.get("mode") not in ("ALLOW_ANY", None):
            yield at, f"has an egressProxy beside the mode {policy['mode']}", NO_VALUE, "write the mode ALLOW_ANY, or remove egressProxy"
        elif proxy.get("port") is None:
            yield f"{at}.port", "has an egressProxy without a port", NO_VALUE, "give it a port"
        yield from host(f"{at}.host", proxy.get("host"), wildcard=False)


def _port(port: dict[str, Any], seen: set[object]) -> Iterator[Wrong]:
    """What is wrong with the port of a listener."""
    protocol, number = port.get("protocol"), port.get("number", 0)
    yield from port_name(".port.name", port.get("name"))
    if type(protocol) is str and protocol and protocol.lower() not in PROTOCOLS:
        yield ".port.protocol", f"has a port of {protocol}, which is no protocol", protocol, A_PROTOCOL
    if port.get("targetPort"):
        yield ".port.targetPort", "has a targetPort, which a Sidecar does not use", port["targetPort"], "remove it"
    if type(number) is int and number in seen:
        yield ".port.number", f"has two listeners on port {number}", number, "leave one of them"
    if type(number) is int and number:
        seen.add(number)


def _bind(bind: object) -> Iterator[Wrong]:
    if type(bind) is str and bind and ip(bind):
        yield ".bind", f"listens on {bind}, which is no address", bind, "write an IP address"


def _ingress(listener: dict[str, Any], seen: set[object]) -> Iterator[Wrong]:
    port = listener.get("port")
    if type(port) is not dict:
        return
    yield from _port(port, seen)
    if port.get("number", 0) == 0:
        yield ".port.number", "has a port without a number", 0, "write a number from 1 to 65535"
    yield from _bind(listener.get("bind"))
    end = listener.get("defaultEndpoint")
    if type(end) is str and end.startswith(_SOCKET):
        yield from socket(".defaultEndpoint", end.removeprefix(_SOCKET))
    elif type(end) is str and end:
        address, colon, number = end.rpartition(":")
        if address not in _LOCAL or not colon or not number.isdecimal() or not 0 < int(number[:6]) < 65536:
            yield (
                ".defaultEndpoint",
                f"hands requests to {end}, which is no port of the pod",
                end,
                "write 127.0.0.1:PORT, 0.0.0.0:PORT, [::1]:PORT, [::]:PORT, :PORT, or unix:// and a path",
            )
    if type(listener.get("tls")) is dict:
        yield from below(".tls", _tls(listener["tls"]))
    yield from pool_problems(listener.get("connectionPool"))


def _tls(tls: dict[str, Any]) -> Iterator[Wrong]:
    for key in ("subjectAltNames", "httpsRedirect", "credentialName"):
        if tls.get(key):
            yield f".{key}", f"has {key} for requests that come in, which a Sidecar cannot", NO_VALUE, f"remove {key}"
    mode = tls.get("mode", "PASSTHROUGH")
    if mode in ("ISTIO_MUTUAL", "AUTO_PASSTHROUGH"):
        yield ".mode", f"has the mode {mode} for requests that come in, which a Sidecar cannot", mode, "write SIMPLE or MUTUAL"
    elif mode in ("SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL") and not tls.get("credentialName"):
        for key in ("serverCertificate", "privateKey", *(("caCertificates",) if mode != "SIMPLE" else ())):
            if not tls.get(key):
                yield f".{key}", f"has TLS of the mode {mode} without {key}", NO_VALUE, f"give {key} the path of the file in the sidecar"


def _egress(listener: dict[str, Any], seen: set[object], *, last: bool) -> Iterator[Wrong]:
    port, bind, hosts = listener.get("port"), listener.get("bind"), sequence(listener.get("hosts"))
    if port is None and not last:
        yield ".port", "has a listener for every port that is not the last one", NO_VALUE, "put it at the end, or give it a port"
    elif type(port) is dict:
        yield from _port(port, seen)
        if port.get("number", 0) != 0:
            yield from _bind(bind)
        elif type(bind) is not str or not bind.startswith(_SOCKET):
            yield ".port.number", "has a port without a number that is no socket", 0, "write a number from 1 to 65535, or bind a socket"
        else:
            yield from socket(".bind", bind.removeprefix(_SOCKET))
            if listener.get("captureMode", "DEFAULT") not in ("DEFAULT", "NONE"):
                yield ".captureMode", "captures requests for a socket", listener["captureMode"], "write NONE, or remove captureMode"
            if bind in seen:
                yield ".bind", f"has two listeners on the socket {bind}", bind, "leave one of them"
            seen.add(bind)
    if listener.get("hosts") == []:
        yield ".hosts", "has a listener without hosts", NO_VALUE, "name hosts, as in ./* or shop/orders.shop.svc.cluster.local"
    for j, name in enumerate(hosts):
        yield from scoped_host(f".hosts[{j}]", name, of_gateway=False)


RULE = Rule(
    CODE,
    "istiod takes a Sidecar",
    severity=WARNING,
    on=(_SIDECAR,),
    reads=(_SIDECAR,),
    check=check,
    why=WHY,
    source="Istio documentation, Sidecar: IstioIngressListener, IstioEgressListener, OutboundTrafficPolicy",
    fix="Complete the listener as the finding says.",
    known_as=("istioctl IST0106",),
)
