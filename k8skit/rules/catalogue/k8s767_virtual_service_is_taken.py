"""The webhook of istiod takes a VirtualService: each route does one thing, and says all that this needs.

Reads what the schema of the CRD leaves open: hosts, `exportTo`, matches, what a route does, redirects, rewrites, faults, mirrors, retries,
headers, destinations and weights.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ...names import ip
from ...semantics.istio import MESH, fits
from ..context import mapping, sequence
from ..istiod import WHY, Wrong, below, refused
from ..istiod_http import CLAIM, caller, changes, cors, fault, matches, times
from ..istiod_values import address_range, host, is_host, is_label, regex, scope
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
        yield from refused(context, CODE, m, "spec", _object(mapping(m.object.get("spec")), context.namespace_of(m)))


def _object(spec: dict[str, Any], namespace: str) -> Iterator[Wrong]:
    hosts = [h for h in sequence(spec.get("hosts")) if type(h) is str]
    for_sidecars = not spec.get("gateways") or MESH in sequence(spec.get("gateways"))
    yield from scope(spec, namespace)
    sound = True
    for j, name in enumerate(hosts):
        for wrong in host(f".hosts[{j}]", name, addresses=True):
            sound = False
            yield wrong
    if not hosts:
        for key in ("gateways", "tls", "tcp"):
            if spec.get(key):
                yield (
                    f".{key}",
                    f"has no hosts, so it is one that others delegate to, and those have no {key}",
                    NO_VALUE,
                    f"give it hosts, or remove {key}",
                )
    if "*" in hosts and for_sidecars:
        yield f".hosts[{hosts.index('*')}]", "is for sidecars, which take no host *", "*", "name the hosts, or name gateways"
    elif sound and 1 < len(hosts) <= 100:
        for j, name in enumerate(hosts):
            other = next((h for h in hosts[:j] if fits(h, name) or fits(name, h)), None)
            if other is not None:
                yield (
                    f".hosts[{j}]",
                    f"has the host {name} twice" if other == name else f"has the host {name} beside {other}",
                    name,
                    "remove one of the two",
                )
    if not any(sequence(spec.get(key)) for key in ("http", "tls", "tcp")):
        yield "", "has no route", NO_VALUE, "add an http, tls or tcp route"
    for i, route in enumerate(sequence(spec.get("http"))):
        yield from below(f".http[{i}]", _http(mapping(route), leaf=not hosts))
        for j, match in enumerate(map(mapping, sequence(mapping(route).get("match"))) if for_sidecars else ()):
            for key in ("headers", "withoutHeaders"):
                for name in mapping(match.get(key)):
                    if type(name) is str and name.startswith(CLAIM):
                        yield (
                            f".http[{i}].match[{j}].{key}[{name}]",
                            "is for sidecars, which match no claim of a token",
                            name,
                            "name gateways, and not mesh; or remove the match",
                        )
    for key in ("tls", "tcp"):
        for i, route in enumerate(map(mapping, sequence(spec.get(key)))):
            yield from below(f".{key}[{i}]", _stream(key, route, hosts))


def _stream(key: str, route: dict[str, Any], hosts: list[str]) -> Iterator[Wrong]:
    """What is wrong with a route of connections."""
    if not route.get("route"):
        yield ".route", f"has a {key} route without a destination", NO_VALUE, "give it a route with a destination"
    for j, match in enumerate(map(mapping, sequence(route.get("match")))):
        at = f".match[{j}]"
        for k, name in enumerate(sequence(match.get("sniHosts")) if key == "tls" else ()):
            if type(name) is not str or not hosts:
                continue
            if not is_host(name) and not name.startswith("outbound_.") and ip(name):
                yield from host(f"{at}.sniHosts[{k}]", name)
            elif not any(_is_within(name, h) for h in hosts):
                yield (
                    f"{at}.sniHosts[{k}]",
                    f"matches {name}, which is none of its hosts",
                    name,
                    "add the name to hosts, or match one of these",
                )
        for k, subnet in enumerate(sequence(match.get("destinationSubnets"))):
            yield from address_range(f"{at}.destinationSubnets[{k}]", subnet)
        yield from caller(at, match)
    yield from _destinations(route)


def _is_within(name: str, host: str) -> bool:
    """Whether all names that a host has are ones that another has."""
    return name.endswith(host[1:]) if host[:1] == "*" else name == host


def _destinations(route: dict[str, Any]) -> Iterator[Wrong]:
    """What is wrong with the destinations of a route, and with their weights."""
    targets = list(map(mapping, sequence(route.get("route"))))
    for i, target in enumerate(targets):
        yield from _destination(f".route[{i}].destination", target.get("destination"))
        weight = target.get("weight")
        if type(weight) is int and weight < 0:
            yield f".route[{i}].weight", "has a weight below 0", weight, "write 0 or more"


def _destination(at: str, given: object) -> Iterator[Wrong]:
    destination = mapping(given)
    name, subset, number = destination.get("host"), destination.get("subset"), mapping(destination.get("port")).get("number", 0)
    if name == "*":
        yield f"{at}.host", "sends requests to the host *, which is no name of a host", name, "name the host"
    else:
        yield from host(f"{at}.host", name)
    if type(subset) is str and subset and not is_label(subset):
        yield f"{at}.subset", f"sends requests to the subset {subset}, which is no name of one", subset, "write letters, digits and -"
    if type(destination.get("port")) is dict and number == 0:
        yield f"{at}.port.number", "sends requests to a port without a number", number, "write its number, or remove port"


def _http(route: dict[str, Any], *, leaf: bool) -> Iterator[Wrong]:
    yield from matches(route)
    yield from changes(route)
    yield from cors(mapping(route.get("corsPolicy")))
    yield from fault(mapping(route.get("fault")))
    yield from times(route)
    yield from _destinations(route)
    yield from _mirrors(route)
    if leaf and "delegate" in route:
        yield (
            ".delegate",
            "has no hosts, so it is one that others delegate to, and delegates itself",
            NO_VALUE,
            "give it hosts, or remove delegate",
        )
        return
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
        yield from _body(mapping(mapping(route.get("directResponse")).get("body")))
    yield from _parts(route)


def _mirrors(route: dict[str, Any]) -> Iterator[Wrong]:
    """What is wrong with the copies of requests that a route sends."""
    yield from _destination(".mirror", route.get("mirror"))
    share = route.get("mirrorPercent")
    if type(share) is int and share > 100:
        yield ".mirrorPercent", "has a share that is none from 0 to 100", share, "write a number from 0 to 100"
    for i, mirror in enumerate(map(mapping, sequence(route.get("mirrors")))):
        yield from _destination(f".mirrors[{i}].destination", mirror.get("destination"))
        yield from _share(f".mirrors[{i}].percentage.value", mapping(mirror.get("percentage")).get("value"))


_MOST_BODY = 1024 * 1024
"""Most bytes of an answer that istiod takes."""


def _body(body: dict[str, Any]) -> Iterator[Wrong]:
    for key in ("string", "bytes"):
        text = body.get(key)
        if type(text) is str and len(text.encode("utf-8", "replace")) * (3 if key == "bytes" else 4) // 4 > _MOST_BODY:
            yield f".directResponse.body.{key}", "answers with a body of more than 1 MiB", NO_VALUE, "let a Service answer"


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
        if type(rewrite.get("uriRegexRewrite")) is dict:
            for key in ("match", "rewrite"):
                if not rewrite["uriRegexRewrite"].get(key):
                    yield f".rewrite.uriRegexRewrite.{key}", f"rewrites a path by an expression without {key}", NO_VALUE, f"give it a {key}"
            yield from regex(".rewrite.uriRegexRewrite.match", rewrite["uriRegexRewrite"].get("match") or None)
    if type(route.get("redirect")) is dict:
        redirect = route["redirect"]
        if not any(redirect.get(key) for key in ("uri", "authority", "scheme", "port", "derivePort")):
            yield (
                ".redirect",
                "redirects to nowhere: uri, authority, scheme or port is missing",
                NO_VALUE,
                "give one of them, or remove redirect",
            )
        scheme = redirect.get("scheme")
        if type(scheme) is str and scheme not in ("", "http", "https"):
            yield ".redirect.scheme", f"redirects to {scheme}, which is no scheme of HTTP", scheme, "write http or https"
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
    conditions = retries.get("retryOn")
    if type(conditions) is str and " " in conditions:
        yield ".retries.retryOn", "has a blank among the conditions of its retries", conditions, f"write {conditions.replace(' ', '')}"


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
