"""An Ingress has a certificate for each of its hosts.

Reads `spec.tls` and the hosts of `spec.rules` of Ingresses; an entry of `tls` without hosts counts for all of them. Left alone: Ingresses whose certificate a
cloud's annotation names.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S441"
_ELSEWHERE = (
    "alb.ingress.kubernetes.io/certificate-arn",
    "ingress.gcp.kubernetes.io/pre-shared-cert",
    "networking.gke.io/managed-certificates",
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Ingress without TLS, and for each host without it where others have it."""
    for m in context.of("networking.k8s.io/Ingress"):
        annotations = mapping(mapping(m.object.get("metadata")).get("annotations"))
        if any(a in annotations for a in _ELSEWHERE):
            continue
        spec = mapping(m.object.get("spec"))
        entries = sequence(spec.get("tls"))
        help = "list its hosts and the Secret with their certificate in spec.tls"
        if not entries:
            message = f'Ingress "{m.name}" serves its hosts without TLS'
            yield context.finding(CODE, m, "spec.tls", message, severity=WARNING, help=help)
            continue
        listed = [sequence(mapping(entry).get("hosts")) for entry in entries]
        if not all(listed):
            continue
        certified = {host for hosts in listed for host in hosts if type(host) is str}
        for i, rule in enumerate(sequence(spec.get("rules"))):
            host = mapping(rule).get("host")
            if type(host) is str and host and certified.isdisjoint((host, f"*.{host.partition('.')[2]}")):
                message = f'Ingress "{m.name}" serves {host} without TLS, and its other hosts with it'
                yield context.finding(CODE, m, f"spec.rules[{i}].host", message, severity=WARNING, value=host, help=help)


RULE = Rule(
    CODE,
    "an Ingress has TLS",
    severity=WARNING,
    on=("networking.k8s.io/Ingress",),
    opt_in=True,
    reads=("networking.k8s.io/Ingress",),
    check=check,
    why="Passwords and sessions cross the network in plain text.",
    source="Kubernetes documentation, Ingress: TLS",
    fix="Add spec.tls, with all hosts.",
    known_as=(
        "polaris tlsSettingsMissing",
        "kyverno require-ingress-https",
    ),
)
