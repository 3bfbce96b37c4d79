"""Istio's names: which host, namespace, gateway and rule a text of its configuration means, and who can see it.

Rules, constructs and answers about routes call this. It knows texts and lists of them only; which Services there are is the caller's matter.

Sources: Istio documentation, "Virtual Service", "Destination Rule", "Gateway", "Understanding TLS configuration"; for what they leave open, the resolution
of short names, of gateway names and of `exportTo` in istio.io/istio.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

DOMAIN = "cluster.local"
"""Domain of a cluster that has not chosen another."""
ROOT = "istio-system"
"""Namespace whose configuration is for the whole mesh, unless the mesh has chosen another."""
MESH = "mesh"
"""Name that stands for all sidecars in a list of gateways."""


def expand(host: str, namespace: str, domain: str = DOMAIN) -> str:
    """Return the full name of a host. Only a name without a dot is a short one: `orders.shop` is taken as it is.

    Args:
        host: the host, as in the manifest.
        namespace: namespace of the object that names it.
        domain: the cluster's domain (default: `cluster.local`).
    """
    if not host or host[0] == "*" or "." in host:
        return host.lower()
    return f"{host.lower()}.{namespace}.svc.{domain}"


def service_of(host: str) -> tuple[str, str] | None:
    """Return namespace and name of the Service that a full name means; None if it is no Service's.

    Args:
        host: the full name, as `expand` gives it. Any domain may follow `svc`.
    """
    parts = host.split(".")
    return (parts[1], parts[0]) if len(parts) > 3 and parts[2] == "svc" and parts[0] != "*" else None


def domain_of(host: str) -> str:
    """Return the cluster's domain in the full name of a Service, in lower case; `""` if the host is no Service's.

    Args:
        host: the host, as in the manifest.
    """
    parts = host.lower().split(".", 3)
    return parts[3] if len(parts) == 4 and parts[2] == "svc" else ""


def meant_service(host: str) -> tuple[str, str] | None:
    """Return namespace and name of the Service that somebody who writes `orders.shop` or `orders.shop.svc` probably means, which Istio does not see."""
    parts = host.split(".")
    return (parts[1], parts[0]) if len(parts) == 2 or (len(parts) == 3 and parts[2] == "svc") else None


def fits(pattern: str, host: str) -> bool:
    """Tell whether two hosts, each of which may begin with a wildcard, have a name in common.

    Args:
        pattern: a host such as `*.example.com`.
        host: another one.
    """
    wide, other = pattern[:1] == "*", host[:1] == "*"
    if wide and other:
        return pattern[1:].endswith(host[1:]) or host[1:].endswith(pattern[1:])
    if wide:
        return host.endswith(pattern[1:])
    return pattern.endswith(host[1:]) if other else pattern == host


def is_visible(export_to: Iterable[str], own: str, namespace: str) -> bool:
    """Tell whether something is exported to a namespace.

    Args:
        export_to: `spec.exportTo`; empty means everywhere.
        own: the namespace of what is exported.
        namespace: the namespace that looks.
    """
    targets = list(export_to)
    if not targets or "*" in targets:
        return True
    return namespace in targets or ("." in targets and namespace == own)


def gateway_of(name: str, namespace: str) -> tuple[str, str]:
    """Return namespace and name of the gateway that a text in `spec.gateways` means.

    Args:
        name: the text: `public`, `./public`, `istio-system/public`, or the old `public.istio-system.svc.cluster.local`.
        namespace: namespace of the VirtualService.
    """
    if "/" in name:
        at, _, short = name.partition("/")
        return (namespace if at == "." else at), short
    short, dot, rest = name.partition(".")
    return (rest.partition(".")[0], short) if dot else (namespace, name)


def server_host(host: str, gateway_namespace: str, namespace: str) -> str:
    """Return the host of a server of a Gateway without its namespace; `""` if it is not for VirtualServices of a namespace.

    Args:
        host: a host such as `www.example.com`, `./*.example.com` or `shop/www.example.com`.
        gateway_namespace: the Gateway's namespace.
        namespace: the VirtualService's namespace.
    """
    at, found, name = host.partition("/")
    if not found:
        return host
    if at == ".":
        at = gateway_namespace
    return name if at in ("*", namespace) else ""
