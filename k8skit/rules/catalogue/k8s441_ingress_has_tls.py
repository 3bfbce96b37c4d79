"""An Ingress has a certificate for its hosts.

Reads `spec.tls` of Ingresses. Left alone: Ingresses whose certificate a cloud's annotation names.
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
    """Yield a finding for each Ingress without TLS."""
    for m in context.of("networking.k8s.io/Ingress"):
        annotations = mapping(mapping(m.object.get("metadata")).get("annotations"))
        if not sequence(mapping(m.object.get("spec")).get("tls")) and not any(a in annotations for a in _ELSEWHERE):
            message = f'Ingress "{m.name}" serves its hosts without TLS'
            help = "list its hosts and the Secret with their certificate in spec.tls"
            yield context.finding(CODE, m, "spec.tls", message, severity=WARNING, help=help)


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
    fix="Add spec.tls.",
    known_as=(
        "polaris tlsSettingsMissing",
        "kyverno require-ingress-https",
    ),
)
