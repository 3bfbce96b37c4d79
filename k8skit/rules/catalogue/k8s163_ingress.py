"""An Ingress leads somewhere, by hosts and paths that can be matched.

Reads rules, default backend, paths, ports of backends and the class of Ingresses.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE, WARNING
from ...names import dns1123_subdomain, ip, wildcard_dns1123_subdomain
from ..context import mapping, sequence
from ..pods import inner, items
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S163"
CLASS = "kubernetes.io/ingress.class"
_NEVER = ("//", "/./", "/../", "%2f", "%2F")
_NEVER_LAST = ("/..", "/.")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule that the API server refuses."""
    for m in context.of("networking.k8s.io/Ingress"):
        spec = mapping(m.object.get("spec"))
        rules = items(spec, "rules")
        if not rules and spec.get("defaultBackend") is None:
            yield _wrong(context, m, "spec", "has neither rules nor a default backend", "add rules, or defaultBackend")
        if spec.get("defaultBackend") is not None:
            yield from _backend(context, m, "spec.defaultBackend", mapping(spec["defaultBackend"]))
        for i, rule in rules:
            at = f"spec.rules[{i}]"
            yield from _host(context, m, f"{at}.host", rule.get("host"))
            http = rule.get("http")
            if type(http) is dict and http.get("paths") == []:
                yield _wrong(context, m, f"{at}.http.paths", "has a rule without a path", "add a path, or remove http")
            for j, path in items(mapping(http), "paths"):
                yield from _path(context, m, f"{at}.http.paths[{j}].path", path)
                yield from _backend(context, m, f"{at}.http.paths[{j}].backend", mapping(path.get("backend")))
        hosts = [rule.get("host") for _, rule in rules]
        for i, tls in items(spec, "tls"):
            for j, host in enumerate(sequence(tls.get("hosts"))):
                at = f"spec.tls[{i}].hosts[{j}]"
                yield from _host(context, m, at, host)
                if type(host) is str and all(type(h) is str and h for h in hosts) and not any(_meet(host, h) for h in hosts):
                    help = context.choose(host, [str(h) for h in hosts], "the rules are about")
                    message = f"has a certificate for {host}, which no rule is about"
                    yield _wrong(context, m, at, message, help, host, severity=WARNING)
        name = spec.get("ingressClassName")
        other = mapping(mapping(m.object.get("metadata")).get("annotations")).get(CLASS)
        if name is not None and other is not None and name != other:
            help = f"remove the annotation {CLASS}"
            yield _wrong(context, m, f"metadata.annotations[{CLASS}]", "names two classes", help, other)


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE, *, severity: str = ERROR) -> Finding:
    return context.finding(CODE, m, at, f'Ingress "{m.name}" {message}', severity=severity, value=value, help=help)


def _meet(one: str, other: object) -> bool:
    """Whether two hosts, one of which may begin with `*.`, can be the same."""
    if type(other) is not str or one == other:
        return one == other
    return any(wide.startswith("*.") and narrow.partition(".")[2] == wide[2:] for wide, narrow in ((one, other), (other, one)))


def _host(context: Context, m: Manifest, at: str, host: object) -> Iterator[Finding]:
    if type(host) is not str or not host:
        return
    if (host[-1].isdigit() or ":" in host) and not ip(host):
        yield _wrong(context, m, at, "has an address as host", "use a host name, or leave host out to match every host", host)
    elif wildcard_dns1123_subdomain(host) if "*" in host else dns1123_subdomain(host):
        help = "write small letters, digits, - and ., with * at most as the whole first label; no port, no path"
        yield _wrong(context, m, at, "has a host that is no host name", help, host)


def _path(context: Context, m: Manifest, at: str, entry: dict[str, Any]) -> Iterator[Finding]:
    path, kind = entry.get("path") or "", entry.get("pathType")
    if type(path) is not str:
        return
    if path[:1] != "/" and (path or kind in ("Exact", "Prefix")):
        message = "has a path that does not begin with /" if path else f"has no path and the path type {kind}"
        yield _wrong(context, m, at, message, "begin the path with /", path or NO_VALUE)
    elif kind in ("Exact", "Prefix") and (any(part in path for part in _NEVER) or path.endswith(_NEVER_LAST)):
        help = "write the path without //, . and .., and without %2f; or use the path type ImplementationSpecific"
        yield _wrong(context, m, at, f"has a path that {kind} cannot match", help, path)


def _backend(context: Context, m: Manifest, at: str, backend: dict[str, Any]) -> Iterator[Finding]:
    service = backend.get("service")
    if type(service) is not dict:
        return
    port = inner(service, "port")
    if port.get("name") and port.get("number"):
        yield _wrong(context, m, f"{at}.service.port", "names a port of a Service twice", "keep its name or its number")
    elif not port.get("name") and not port.get("number"):
        message = f'leads to the Service "{service.get("name")}" and does not say to which port'
        yield _wrong(context, m, f"{at}.service.port", message, "set port.number, or port.name")


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
