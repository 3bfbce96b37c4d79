"""The certificate of a Gateway's server is there, where the gateway's pods are, and is one.

Reads `tls.credentialName` and `credentialNames` of Gateways, the workloads that they select, and Secrets: their keys, and whether a certificate is one; no
value is told. Istio's own ingress gateway is in `istio-system`.
"""

from __future__ import annotations

from ...finding import ERROR
from ...semantics.istio import ROOT
from ..context import SECRET_KINDS, SECRET_SOURCES, WORKLOADS, mapping, sequence
from ..gateways import GATEWAY, is_default, selected_by
from ..rule import Rule
from ..sources import secrets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context
    from ..sources import Sources

CODE = "K8S730"
_PAIRS = (("tls.crt", "tls.key"), ("cert", "key"))
_ELSEWHERE = ("kubernetes-gateway://", "kubernetes://", "builtin://", "configmap://", "file-", "sds://")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each credential that is missing, or is no certificate."""
    known = secrets(context)
    for m in context.of(GATEWAY):
        spec = mapping(m.object.get("spec"))
        labels = mapping(spec.get("selector"))
        spaces = list(dict.fromkeys(w.namespace for w in selected_by(context, labels))) if labels else []
        if not spaces and is_default(labels):
            spaces = [ROOT]
        if not spaces:
            continue
        for i, server in enumerate(sequence(spec.get("servers"))):
            tls = mapping(mapping(server).get("tls"))
            at = f"spec.servers[{i}].tls"
            names = [(f"{at}.credentialName", tls.get("credentialName"))]
            names += [(f"{at}.credentialNames[{j}]", name) for j, name in enumerate(sequence(tls.get("credentialNames")))]
            for field, name in names:
                if type(name) is str and name and not name.startswith(_ELSEWHERE):
                    for space in spaces:
                        yield from _judge(context, known, m, field, name, space, tls)


def _judge(context: Context, known: Sources, m: Manifest, field: str, name: str, space: str, tls: dict[str, Any]) -> Iterator[Finding]:
    if not known.has(space, name):
        severity = context.absent(space, *SECRET_KINDS)
        if severity and not context.external("", "Secret", space, name):
            yield context.finding(
                CODE,
                m,
                field,
                f'Gateway "{m.name}" takes its certificate from the Secret "{name}", which does not exist in namespace {space}',
                severity=severity,
                value=name,
                help=context.choose(
                    name, known.names(space), f"the Secrets of namespace {space} are", "the Secret must stand where the gateway's pods are"
                ),
            )
        return
    problem = _problem(context, known.keys(space, name), space, name, tls)
    if problem:
        message = f'the Secret "{name}" of namespace {space} is no certificate for Gateway "{m.name}": {problem}'
        yield context.finding(CODE, m, field, message, value=name, help="put a certificate and its key, in PEM, under tls.crt and tls.key")


def _problem(context: Context, keys: set[str] | None, space: str, name: str, tls: dict[str, Any]) -> str:
    """What is wrong with the Secret; `""` where nothing is, or the set does not tell."""
    if keys is None:
        return ""
    if tls.get("mode") in ("SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL", None) and not any(keys.issuperset(pair) for pair in _PAIRS):
        return f"it has the keys {', '.join(sorted(map(str, keys))) or 'none'}"
    m = context.find("Secret", space, name)
    if m is None:
        return ""
    for cert, key in _PAIRS:
        if keys.issuperset((cert, key)):
            from ..certificates import is_certificate

            return "" if is_certificate(m.object, cert) else f"{cert} holds no certificate"
    return ""


RULE = Rule(
    CODE,
    "a Gateway's certificate is there",
    severity=ERROR,
    on=(GATEWAY,),
    needs=("credentialName", "credentialNames"),
    reads=(GATEWAY, *SECRET_SOURCES, *WORKLOADS),
    check=check,
    why="The server is not set up: connections to it are reset.",
    source="Istio documentation, Secure Gateways; Configuration Analysis, InvalidGatewayCredential, ReferencedResourceNotFound",
    fix="Put the Secret into the namespace of the gateway's pods.",
    known_as=("istioctl IST0101", "istioctl IST0161"),
)
