"""A version has pods enough for its share of the requests.

Reads the weights of the routes of VirtualServices and of the Gateway API, and the pods of each destination: replicas, or the bounds of what scales them. The
first destination is taken for the version that has carried all requests, as tools and people write it: a pod of another one must not get more than a pod
of the first would get of all. Nothing is said where a number of pods is not written, and where what scales a version may give it enough.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.istio import expand
from ..behind import SCALERS, Behind, behind
from ..context import WORKLOADS, mapping, sequence
from ..gateway_api import Reference
from ..mesh import DESTINATION_RULE, SERVICE_ENTRY, VIRTUAL_SERVICE, Destination, Hosts, Rules, subsets
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

    Share = tuple[str, str, int, Behind | None]

CODE = "K8S759"
_ROUTES = ("gateway.networking.k8s.io/HTTPRoute", "gateway.networking.k8s.io/GRPCRoute")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each share that is too large for its pods."""
    for m, shares in [*_of_mesh(context), *_of_gateway_api(context)]:
        total = sum(weight for _, _, weight, _ in shares)
        first = shares[0][3]
        if first is None or first.least < 1 or any(weight < 0 for _, _, weight, _ in shares):
            continue
        for at, name, weight, pods in shares[1:]:
            if pods is None or pods.most is None or weight * first.least <= pods.most * total:
                continue
            needed = -(-weight * first.least // total)
            percent = f"{100 * weight / total:.3g} %"
            message = (
                f'{m.kind} "{m.name}" sends {percent} of the requests to {name}, which has {_pods(pods)}: each of them gets more than one of the '
                f"{first.least} pods of {first.titles} would get of all"
            )
            fitting = pods.most * total // first.least
            less = f", or a weight of at most {fitting}" if fitting and total == 100 else ""
            help = f"give {pods.titles} at least {needed} replicas, or an autoscaler that may go so far{less}"
            yield context.finding(CODE, m, f"{at}.weight", message, severity=WARNING, value=weight, help=help)


def _pods(pods: Behind) -> str:
    return "no pods" if not pods.most else "one pod" if pods.most == 1 else f"{pods.most} pods"


def _of_mesh(context: Context) -> Iterator[tuple[Manifest, list[Share]]]:
    """Each http route of a VirtualService with its shares."""
    found = context.of(VIRTUAL_SERVICE)
    hosts, rules = Hosts(context), Rules(context)
    for m in found:
        namespace = context.namespace_of(m)
        for i, route in enumerate(sequence(mapping(m.object.get("spec")).get("http"))):
            targets = [mapping(t) for t in sequence(mapping(route).get("route"))]
            if len(targets) < 2 or any(type(t.get("weight")) is not int for t in targets):
                continue
            shares: list[Share] = []
            for j, t in enumerate(targets):
                at = f"spec.http[{i}].route[{j}]"
                target = Destination(m, namespace, f"{at}.destination", mapping(t.get("destination")), hosts.domain)
                pods = _of_subset(context, hosts, rules, target)
                shares.append((at, f"subset {target.subset}" if target.subset else target.written, t["weight"], pods))
            yield m, shares


def _of_subset(context: Context, hosts: Hosts, rules: Rules, target: Destination) -> Behind | None:
    """The pods of a destination; None where its subset is not defined once."""
    if not target.host:
        return None
    labels = {}
    if target.subset:
        defined = [labels for rule in rules.applied(target) for _, name, labels in subsets(rule) if name == target.subset]
        if len(defined) != 1:
            return None
        labels = defined[0]
    return behind(context, hosts.service(expand(target.written, target.namespace, hosts.domain)), labels)


def _of_gateway_api(context: Context) -> Iterator[tuple[Manifest, list[Share]]]:
    """Each rule of a route of the Gateway API with its shares."""
    for m in context.of(*_ROUTES):
        for i, rule in enumerate(sequence(mapping(m.object.get("spec")).get("rules"))):
            backends = [mapping(b) for b in sequence(mapping(rule).get("backendRefs"))]
            weights = [b.get("weight", 1) for b in backends]
            if len(backends) < 2 or any(type(w) is not int for w in weights) or not any("weight" in b for b in backends):
                continue
            shares: list[Share] = []
            for j, backend in enumerate(backends):
                ref = Reference(backend, context.namespace_of(m))
                service = context.find("Service", ref.namespace, ref.name) if (ref.group, ref.kind) == ("", "Service") else None
                shares.append((f"spec.rules[{i}].backendRefs[{j}]", f"Service {ref.name}", weights[j], behind(context, service, {})))
            yield m, shares


RULE = Rule(
    CODE,
    "a version has pods enough for its share of the requests",
    on=(VIRTUAL_SERVICE, *_ROUTES),
    needs=("weight",),
    reads=(VIRTUAL_SERVICE, DESTINATION_RULE, SERVICE_ENTRY, *_ROUTES, "Service", "ConfigMap", *SCALERS, *WORKLOADS),
    check=check,
    why="The pods of a version get more requests each than the others were made for: they are slow or fail, and the version is judged by that.",
    source="Istio documentation, Traffic Shifting; Argo Rollouts documentation, Canary: setCanaryScale",
    fix="Give the version as many pods as its share of the first version's pods, rounded up, or an autoscaler, or a smaller weight.",
)
