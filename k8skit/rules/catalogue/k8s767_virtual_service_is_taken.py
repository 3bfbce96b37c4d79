"""The webhook of istiod takes a VirtualService: each route does one thing, and says all that this needs.

Reads what the schema of the CRD leaves open: hosts, what a route does, redirects, rewrites, faults, mirrors, retries and weights. Expressions are not judged.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ...semantics.istio import MESH, fits
from ..context import mapping, sequence
from ..istiod import WHY, Wrong, below, refused
from ..mesh import VIRTUAL_SERVICE
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S767"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that istiod refuses."""
    for m in context.of(VIRTUAL_SERVICE):
        yield from refused(context, CODE, m, "spec", _object(mapping(m.object.get("spec"))))


def _object(spec: dict[str, Any]) -> Iterator[Wrong]:
    hosts = [h for h in sequence(spec.get("hosts")) if type(h) is str]
    gateways = sequence(spec.get("gateways"))
    if not hosts:
        for key in ("gateways", "tls", "tcp"):
            if spec.get(key):
                yield (
                    f".{key}",
                    f"has no hosts, so it is one that others delegate to, and those have no {key}",
                    NO_VALUE,
                    f"give it hosts, or remove {key}",
                )
    if "*" in hosts and (not gateways or MESH in gateways):
        yield f".hosts[{hosts.index('*')}]", "is for sidecars, which take no host *", "*", "name the hosts, or name gateways"
    elif 1 < len(hosts) <= 100:
        for j, host in enumerate(hosts):
            other = next((h for h in hosts[:j] if fits(h, host) or fits(host, h)), None)
            if other is not None:
                yield (
                    f".hosts[{j}]",
                    f"has the host {host} twice" if other == host else f"has the host {host} beside {other}",
                    host,
                    "remove one of the two",
                )
    if not any(sequence(spec.get(key)) for key in ("http", "tls", "tcp")):
        yield "", "has no route", NO_VALUE, "add an http, tls or tcp route"
    for i, route in enumerate(sequence(spec.get("http"))):
        yield from below(f".http[{i}]", _http(mapping(route)))
    for key in ("tls", "tcp"):
        for i, route in enumerate(sequence(spec.get(key))):
            if not mapping(route).get("route"):
                yield f".{key}[{i}].route", f"has a {key} route without a destination", NO_VALUE, "give it a route with a destination"
            for j, match in enumerate(sequence(mapping(route).get("match")) if key == "tls" else ()):
                for k, name in enumerate(sequence(mapping(match).get("sniHosts"))):
                    if type(name) is str and hosts and not any(fits(h, name) for h in hosts):
                        yield (
                            f".tls[{i}].match[{j}].sniHosts[{k}]",
                            f"matches {name}, which is none of its hosts",
                            name,
                            "add the name to hosts, or match one of these",
                        )


def _http(route: dict[str, Any]) -> Iterator[Wrong]:
    if "delegate" in route:
        for key in ("route", "redirect"):
            if route.get(key) is not None:
                yield f".{key}", f"delegates a route, and has a {key} of it", NO_VALUE, f"remove {key} or delegate"
        return
    direct, redirect = route.get("directResponse") is not None, route.get("redirect") is not None
    if not (route.get("route") or redirect or direct):
        yield "", "has a route without a destination, a redirect or a response", NO_VALUE, "give it one of the three"
    if direct and redirect:
        yield ".directResponse", "both redirects and answers requests of one route", NO_VALUE, "remove redirect or directResponse"
    for on, does in ((redirect, "redirects requests"), (direct, "answers requests itself")):
        for key in ("route", "fault", "rewrite") if on else ():
            if route.get(key):
                yield f".{key}", f"{does}, and has a {key} of them", NO_VALUE, f"remove {key}"
    if route.get("mirror") is not None and route.get("mirrors"):
        yield ".mirrors", "mirrors a route by mirror and by mirrors", NO_VALUE, "write all of them in mirrors"
    if direct:
        yield from _status(".directResponse.status", mapping(route.get("directResponse")).get("status"))
    yield from _parts(route)
    for i, target in enumerate(sequence(route.get("route"))):
        weight = mapping(target).get("weight")
        if type(weight) is int and weight < 0:
            yield f".route[{i}].weight", "has a weight below 0", weight, "write 0 or more"


def _status(field: str, status: object) -> Iterator[Wrong]:
    if type(status) is int and not 200 <= status <= 600:  # istiod takes 600 too
        yield field, "answers with a status that is none from 200 to 599", status, "write a status from 200 to 599"


def _parts(route: dict[str, Any]) -> Iterator[Wrong]:
    """What a route does to its requests."""
    if type(route.get("rewrite")) is dict:
        rewrite = route["rewrite"]
        if not (rewrite.get("uri") or rewrite.get("authority") or rewrite.get("uriRegexRewrite")):
            yield (
                ".rewrite",
                "rewrites nothing: uri, uriRegexRewrite or authority is missing",
                NO_VALUE,
                "give one of them, or remove rewrite",
            )
        if rewrite.get("uri") and rewrite.get("uriRegexRewrite"):
            yield ".rewrite", "rewrites a path in two ways", NO_VALUE, "remove uri or uriRegexRewrite"
    if type(route.get("redirect")) is dict:
        redirect = route["redirect"]
        if not any(redirect.get(key) for key in ("uri", "authority", "scheme", "port", "derivePort")):
            yield (
                ".redirect",
                "redirects to nowhere: uri, authority, scheme or port is missing",
                NO_VALUE,
                "give one of them, or remove redirect",
            )
        code = redirect.get("redirectCode")
        if type(code) is int and code and not 300 <= code <= 399:
            yield ".redirect.redirectCode", "redirects with a status that is none from 300 to 399", code, "write 301, 302, 303, 307 or 308"
    if type(route.get("fault")) is dict:
        fault = route["fault"]
        if fault.get("abort") is None and fault.get("delay") is None:
            yield ".fault", "has a fault that is neither a delay nor an abort", NO_VALUE, "add a delay or an abort, or remove fault"
        yield from _status(".fault.abort.httpStatus", mapping(fault.get("abort")).get("httpStatus"))
        for key in ("abort", "delay"):
            yield from _share(f".fault.{key}.percentage.value", mapping(mapping(fault.get(key)).get("percentage")).get("value"))
    yield from _share(".mirrorPercentage.value", mapping(route.get("mirrorPercentage")).get("value"))
    retries = mapping(route.get("retries"))
    attempts = retries.get("attempts", 0)
    if type(attempts) is int and attempts < 0:
        yield ".retries.attempts", "tries again less than 0 times", attempts, "write 0 or more"
    elif attempts == 0 and any(retries.get(key) for key in ("perTryTimeout", "retryOn", "retryRemoteLocalities")):
        yield ".retries", "says how requests are tried again, and has no attempts", NO_VALUE, "give attempts, or remove retries"


def _share(field: str, value: object) -> Iterator[Wrong]:
    if type(value) in (int, float) and not 0 <= value <= 100:  # type: ignore[operator]
        yield field, "has a share that is none from 0 to 100", value, "write a number from 0 to 100"


RULE = Rule(
    CODE,
    "istiod takes a VirtualService",
    severity=WARNING,
    on=(VIRTUAL_SERVICE,),
    reads=(VIRTUAL_SERVICE,),
    check=check,
    why=WHY,
    source="Istio documentation, Virtual Service: HTTPRoute, HTTPRedirect, HTTPRewrite, HTTPFaultInjection, HTTPRetry, Delegate, TLSRoute",
    fix="Let each route do one thing, and complete it as the finding says.",
    known_as=("istioctl IST0106",),
)
