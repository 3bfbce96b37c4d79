"""The Secrets with the certificates of an Ingress exist, and hold a certificate and its key.

Reads `spec.tls` of Ingresses, and the Secrets of the set and what makes some. Left alone: Ingresses for which cert-manager or another controller makes
the Secret, by their annotations.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import SECRET_KINDS, SECRET_SOURCES, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S220"
_MAKERS = ("acme.cert-manager.io/", "cert-manager.io/", "certmanager.k8s.io/", "kubernetes.io/tls-acme")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Secret that is not there or holds no certificate."""
    context.of(*SECRET_SOURCES)
    for m, namespace, spec in context.specs("networking.k8s.io/Ingress"):
        if "tls" not in spec:
            continue
        annotations = mapping(mapping(m.object.get("metadata")).get("annotations"))
        if annotations and any(type(a) is str and a.startswith(_MAKERS) for a in annotations):
            continue
        for i, tls in enumerate(sequence(spec["tls"])):
            name = mapping(tls).get("secretName")
            if type(name) is not str or not name:
                continue
            if context.external("", "Secret", namespace, name) is not None:
                continue
            from ..sources import secrets

            there = secrets(context)
            at = f"spec.tls[{i}].secretName"
            if there.has(namespace, name):
                keys = there.keys(namespace, name)
                lacking = [] if keys is None else [k for k in ("tls.crt", "tls.key") if k not in keys]
                if lacking:
                    message = f'Secret "{name}", the certificate of Ingress "{m.name}", has no {" and no ".join(lacking)}'
                    yield context.finding(CODE, m, at, message, value=name, help="make a Secret of type kubernetes.io/tls")
                continue
            severity = context.absent(namespace, *SECRET_KINDS)
            if severity:
                yield context.finding(
                    CODE,
                    m,
                    at,
                    f'Ingress "{m.name}" uses the Secret "{name}", which does not exist',
                    severity=severity,
                    value=name,
                    help=context.choose(
                        name,
                        there.names(namespace),
                        f"the Secrets of namespace {namespace} are",
                        "make it, let cert-manager make it (a Certificate, or the annotation cert-manager.io/cluster-issuer), or declare it with external()",
                    ),
                )


RULE = Rule(
    CODE,
    "the certificates of an Ingress exist",
    severity=ERROR,
    on=("networking.k8s.io/Ingress",),
    needs=("tls",),
    reads=("networking.k8s.io/Ingress", *SECRET_SOURCES),
    check=check,
    why="Clients get the controller's own default certificate, which they do not trust.",
    source="Kubernetes documentation, Ingress: TLS",
    fix="Make the Secret, correct its name, or declare with external() that it lives elsewhere.",
)
