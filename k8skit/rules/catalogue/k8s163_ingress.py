"""An Ingress leads somewhere, by hosts and paths that can be matched.

Reads rules, default backend, paths, ports of backends and the class of Ingresses.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE, WARNING
from ...names import dns1123_subdomain, ip, wildcard_dns1123_subdomain
from ..context import mapping, sequence
from ..pods import items
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S163"
CLASS = "kubernetes.io/ingress.class"
_NEVER = ("//", "/./", "/../", "%2f", "%2F")
_NEVER_LAST = ("/..", "/.")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule that the API server refuses."""
    for m, _, spec in context.specs("networking.k8s.io/Ingress"):
        rules = items(spec, "rules")
        default = spec.get("defaultBackend")
        if not rules and default is None:
            yield _wrong(context, m, "spec", "has neither rules nor a default backend", "add rules, or defaultBackend")
        if default is not None and (no_port := _backend(default)):
            yield _wrong(context, m, "spec.defaultBackend.service.port", *no_port)
        right: set[str] = set()  # the hosts of rules that are host names
        for i, rule in rules:
            host = rule.get("host")
            if type(host) is str and host and host not in right:
                if no_host := _host(host):
                    yield _wrong(context, m, f"spec.rules[{i}].host", *no_host, host)
                else:
                    right.add(host)
            http = rule.get("http")
            paths = http.get("paths") if type(http) is dict else None
            if type(paths) is not list:
                continue
            if not paths:
                yield _wrong(context, m, f"spec.rules[{i}].http.paths", "has a rule without a path", "add a path, or remove http")
            for j, path in enumerate(paths):
                if type(path) is dict:
                    if no_path := _path(path.get("path") or "", path.get("pathType")):
                        yield _wrong(context, m, f"spec.rules[{i}].http.paths[{j}].path", *no_path, path.get("path") or NO_VALUE)
                    if no_port := _backend(path.get("backend")):
                        yield _wrong(context, m, f"spec.rules[{i}].http.paths[{j}].backend.service.port", *no_port)
        for i, tls in items(spec, "tls") if "tls" in spec else ():
            for j, host in enumerate(sequence(tls.get("hosts"))):
                if type(host) is str and host not in right:
                    yield from _certificate(context, m, f"spec.tls[{i}].hosts[{j}]", host, [rule.get("host") for _, rule in rules])
        name = spec.get("ingressClassName")
        other = None if name is None else mapping(mapping(m.object.get("metadata")).get("annotations")).get(CLASS)
        if other is not None and name != other:
            help = f"remove the annotation {CLASS}"
            yield _wrong(context, m, f"metadata.annotations[{CLASS}]", "names two classes", help, other)


def _certificate(context: Context, m: Manifest, at: str, host: str, hosts: list[object]) -> Iterator[Finding]:
    """Yield a finding for a host with a certificate that is no host, or that no rule is about.

    Args:
        context: the set.
        m: the Ingress.
        at: field path of the host.
        host: the host.
        hosts: the hosts of the rules.
    """
    if host and (no_host := _host(host)):
        yield _wrong(context, m, at, *no_host, host)
    if all(type(h) is str and h for h in hosts) and not any(_meet(host, h) for h in hosts):
        help = context.choose(host, [str(h) for h in hosts], "the rules are about")
        message = f"has a certificate for {host}, which no rule is about"
        yield _wrong(context, m, at, message, help, host, severity=WARNING)


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE, *, severity: str = ERROR) -> Finding:
    return context.finding(CODE, m, at, f'Ingress "{m.name}" {message}', severity=severity, value=value, help=help)


def _meet(one: str, other: object) -> bool:
    """Whether two hosts, one of which may begin with `*.`, can be the same."""
    if type(other) is not str or one == other:
        return one == other
    return any(wide.startswith("*.") and narrow.partition(".")[2] == wide[2:] for wide, narrow in ((one, other), (other, one)))


def _host(host: str) -> tuple[str, str] | None:
    """What is wrong with a host that is not empty, and what to do; None for nothing."""
    if (host[-1].isdigit() or ":" in host) and not ip(host):
        return "has an address as host", "use a host name, or leave host out to match every host"
    if wildcard_dns1123_subdomain(host) if "*" in host else dns1123_subdomain(host):
        return (
            "has a host that is no host name",
            "write small letters, digits, - and ., with * at most as the whole first label; no port, no path",
        )
    return None


def _path(path: object, kind: object) -> tuple[str, str] | None:
    """What is wrong with a path of a type, and what to do; None for nothing."""
    if type(path) is not str:
        return None
    if path[:1] != "/" and (path or kind in ("Exact", "Prefix")):
        return "has a path that does not begin with /" if path else f"has no path and the path type {kind}", "begin the path with /"
    plain = "//" not in path and "/." not in path and "%" not in path  # so are by far the most
    if not plain and kind in ("Exact", "Prefix") and (any(part in path for part in _NEVER) or path.endswith(_NEVER_LAST)):
        help = "write the path without //, . and .., and without %2f; or use the path type ImplementationSpecific"
        return f"has a path that {kind} cannot match", help
    return None


def _backend(backend: object) -> tuple[str, str] | None:
    """What is wrong with the port of a backend, and what to do; None for nothing, and for a backend that is no Service."""
    service = backend.get("service") if type(backend) is dict else None
    if type(service) is not dict:
        return None
    port = mapping(service.get("port"))
    if port.get("name") and port.get("number"):
        return "names a port of a Service twice", "keep its name or its number"
    if not port.get("name") and not port.get("number"):
        return f'leads to the Service "{service.get("name")}" and does not say to which port', "set port.number, or port.name"
    return None


RULE = Rule(
    CODE,
    "an Ingress leads somewhere, by hosts and paths that can be matched",
    severity=ERROR,
    on=("networking.k8s.io/Ingress",),
    reads=("networking.k8s.io/Ingress",),
    check=check,
    why="The API server refuses the Ingress.",
    source="Kubernetes documentation, Ingress: Ingress rules, Path types, Hostname wildcards, TLS, Deprecated annotation",
    fix="Correct the host, the path or the port as the finding says.",
)
