"""What a listener refers to is there and permitted: its certificates, and the kinds of routes that it allows.

Reads the listeners of Gateways and ListenerSets, `spec.tls` of Gateways, Secrets, ConfigMaps and ReferenceGrants. Of a Secret its keys are looked at, and
whether a certificate is one; no value is told. What cert-manager is asked for by an annotation of the Gateway, it makes.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import CONFIG_KINDS, SECRET_KINDS, SECRET_SOURCES, mapping, sequence
from ..gateway_api import GATEWAY, GRANT, GROUP, KINDS, LISTENER_SET, Reference, grant_help, is_granted, listeners
from ..injection import annotations_of
from ..rule import Rule
from ..sources import config_maps, secrets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S752"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each reference that is not resolved."""
    context.of(GRANT, *SECRET_SOURCES, *CONFIG_KINDS)
    for owner in context.of(GATEWAY, LISTENER_SET):
        for x in listeners(context, owner):
            tls = mapping(x.listener.get("tls"))
            for i, ref in enumerate(sequence(tls.get("certificateRefs"))):
                if type(ref) is dict and tls.get("mode") != "Passthrough":
                    yield from _certificate(context, owner, f"{x.field}.tls.certificateRefs[{i}]", ref)
            for i, ref in enumerate(sequence(mapping(tls.get("frontendValidation")).get("caCertificateRefs"))):
                yield from _authority(context, owner, f"{x.field}.tls.frontendValidation.caCertificateRefs[{i}]", mapping(ref))
            for i, kind in enumerate(sequence(mapping(x.listener.get("allowedRoutes")).get("kinds"))):
                name, group = mapping(kind).get("kind"), mapping(kind).get("group", GROUP)
                can = KINDS.get(str(x.protocol))
                if can is not None and type(name) is str and group == GROUP and name not in can:
                    yield context.finding(
                        CODE,
                        owner,
                        f"{x.field}.allowedRoutes.kinds[{i}]",
                        f'listener {x.name} of {owner.kind} "{owner.name}" allows the kind {name}, which {x.protocol} cannot carry (InvalidRouteKinds)',
                        value=name,
                        help=f"the kinds for {x.protocol} are {', '.join(can)}",
                    )
        yield from _frontend(context, owner, mapping(mapping(mapping(owner.object.get("spec")).get("tls")).get("frontend")))


def _frontend(context: Context, owner: Manifest, frontend: dict[str, Any]) -> Iterator[Finding]:
    """Yield a finding for each authority of clients' certificates that is not there."""
    places = [("spec.tls.frontend.default", mapping(frontend.get("default")))]
    for i, entry in enumerate(sequence(frontend.get("perPort"))):
        places.append((f"spec.tls.frontend.perPort[{i}].tls", mapping(mapping(entry).get("tls"))))
    for at, place in places:
        for i, ref in enumerate(sequence(mapping(place.get("validation")).get("caCertificateRefs"))):
            yield from _authority(context, owner, f"{at}.validation.caCertificateRefs[{i}]", mapping(ref))


def _is_asked_for(owner: Manifest) -> bool:
    """Whether annotations let cert-manager make the certificates of a Gateway, into its own namespace."""
    return any(type(key) is str and key.startswith("cert-manager.io/") for key in annotations_of(owner))


def _certificate(context: Context, owner: Manifest, at: str, value: dict[str, Any]) -> Iterator[Finding]:
    ref = Reference(value, context.namespace_of(owner), "", "Secret")
    what = f'{owner.kind} "{owner.name}" takes a certificate from the {ref.kind} "{ref.name}"'
    if (ref.group, ref.kind) != ("", "Secret"):
        if not ref.group or not context.facts.has_group(ref.group):
            message = f"{what}, which is no Secret (InvalidCertificateRef)"
            yield context.finding(CODE, owner, f"{at}.kind", message, value=ref.kind, help="put the certificate into a Secret")
        return
    yield from _permitted(context, owner, at, ref, what)
    known = secrets(context)
    if not known.has(ref.namespace, ref.name):
        own = ref.namespace == context.namespace_of(owner)
        severity = "" if own and _is_asked_for(owner) else context.absent(ref.namespace, *SECRET_KINDS)
        if severity and ref.name and not context.external("", "Secret", ref.namespace, ref.name):
            help = context.choose(
                ref.name, known.names(ref.namespace), f"the Secrets of namespace {ref.namespace} are", "declare it with external()"
            )
            message = f"{what}, which does not exist in namespace {ref.namespace} (InvalidCertificateRef)"
            yield context.finding(CODE, owner, f"{at}.name", message, severity=severity, value=ref.name, help=help)
        return
    keys = known.keys(ref.namespace, ref.name)
    secret = context.find("Secret", ref.namespace, ref.name)
    problem = ""
    if keys is not None and not keys.issuperset(("tls.crt", "tls.key")):
        problem = f"which has the keys {', '.join(sorted(map(str, keys))) or 'none'}"
    elif secret is not None and keys is not None:
        from ..certificates import is_certificate

        problem = "" if is_certificate(secret.object, "tls.crt") else "whose tls.crt holds no certificate"
    if problem:
        message = f"{what}, {problem} (InvalidCertificateRef)"
        yield context.finding(
            CODE, owner, f"{at}.name", message, value=ref.name, help="put a certificate and its key, in PEM, under tls.crt and tls.key"
        )


def _authority(context: Context, owner: Manifest, at: str, value: dict[str, Any]) -> Iterator[Finding]:
    ref = Reference(value, context.namespace_of(owner), "", "ConfigMap")
    what = f'{owner.kind} "{owner.name}" takes the CA of clients from the {ref.kind} "{ref.name}"'
    if ref.group or ref.kind not in ("ConfigMap", "Secret"):
        if not ref.group or not context.facts.has_group(ref.group):
            message = f"{what}, which is no ConfigMap (InvalidCACertificateKind)"
            yield context.finding(CODE, owner, f"{at}.kind", message, value=ref.kind, help="put the certificate into a ConfigMap")
        return
    if not ref.name:
        return
    yield from _permitted(context, owner, at, ref, what)
    known = config_maps(context) if ref.kind == "ConfigMap" else secrets(context)
    kinds = CONFIG_KINDS if ref.kind == "ConfigMap" else SECRET_KINDS
    keys = known.keys(ref.namespace, ref.name) if known.has(ref.namespace, ref.name) else set()
    if keys is None:
        return
    if "ca.crt" in keys:
        from ..certificates import is_authority

        if not is_authority(context.find(ref.kind, ref.namespace, ref.name)):
            message = f"{what}, whose ca.crt holds no certificate (InvalidCACertificateRef)"
            yield context.finding(
                CODE, owner, f"{at}.name", message, value=ref.name, help="put the certificate of the CA, in PEM, under ca.crt"
            )
        return
    severity = ERROR if keys else context.absent(ref.namespace, *kinds)
    if severity and not context.external("", ref.kind, ref.namespace, ref.name):
        problem = "has no key ca.crt" if known.has(ref.namespace, ref.name) else f"does not exist in namespace {ref.namespace}"
        message = f"{what}, which {problem} (InvalidCACertificateRef)"
        yield context.finding(
            CODE, owner, f"{at}.name", message, severity=severity, value=ref.name, help="put the certificate of the CA under ca.crt"
        )


def _permitted(context: Context, owner: Manifest, at: str, ref: Reference, what: str) -> Iterator[Finding]:
    """Yield a finding if a reference to another namespace is not permitted there."""
    if is_granted(context, owner, ref):
        return
    severity = context.absent(ref.namespace, *(SECRET_KINDS if ref.kind == "Secret" else CONFIG_KINDS), GRANT)
    if severity:
        message = f"{what} of namespace {ref.namespace}, which does not permit it (RefNotPermitted)"
        help = grant_help(owner, context.namespace_of(owner), ref)
        yield context.finding(CODE, owner, f"{at}.namespace", message, severity=severity, value=ref.namespace, help=help)


RULE = Rule(
    CODE,
    "what a listener refers to is there and permitted",
    severity=ERROR,
    on=(GATEWAY, LISTENER_SET),
    needs=("certificateRefs", "caCertificateRefs", "kinds"),
    reads=(GATEWAY, LISTENER_SET, GRANT, *SECRET_SOURCES, *CONFIG_KINDS),
    check=check,
    why="The listener is not set up: its condition ResolvedRefs is false.",
    source="Gateway API documentation, ListenerTLSConfig; ListenerConditionReason: InvalidCertificateRef, RefNotPermitted, InvalidRouteKinds",
    fix="Name a Secret with a certificate, and permit it by a ReferenceGrant in its namespace.",
)
