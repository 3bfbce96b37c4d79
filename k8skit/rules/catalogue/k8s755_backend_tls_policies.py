"""A BackendTLSPolicy is for a Service that exists, alone, and names a CA that is there.

Reads BackendTLSPolicies, the Services and ConfigMaps of their namespaces. Of two for one Service, or one port of it, the older counts.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import CONFIG_KINDS, mapping, sequence
from ..gateway_api import POLICY, Reference
from ..rule import Rule
from ..sources import config_maps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S755"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each policy that does not hold."""
    context.of("Service", *CONFIG_KINDS)
    seen: dict[tuple[str, str, str, str], Manifest] = {}
    for m in context.of(POLICY):
        namespace = context.namespace_of(m)
        spec = mapping(m.object.get("spec"))
        for i, value in enumerate(sequence(spec.get("targetRefs"))):
            ref = Reference(mapping(value), namespace)
            if (ref.group, ref.kind) != ("", "Service") or not ref.name:
                continue
            at = f"spec.targetRefs[{i}]"
            section = str(ref.value.get("sectionName") or "")
            other = seen.setdefault((namespace, ref.kind, ref.name, section), m)
            if other is not m and other.key != m.key:
                message = f'BackendTLSPolicy "{m.name}" is for the Service "{ref.name}", as "{other.name}" is (Conflicted)'
                yield context.finding(
                    CODE, m, at, message, value=ref.name, help="keep one: the older counts, of the same age the first by name"
                )
            yield from _service(context, m, at, ref, section)
        for i, value in enumerate(sequence(mapping(spec.get("validation")).get("caCertificateRefs"))):
            yield from _authority(
                context, m, f"spec.validation.caCertificateRefs[{i}]", Reference(mapping(value), namespace, "", "ConfigMap")
            )


def _service(context: Context, m: Manifest, at: str, ref: Reference, section: str) -> Iterator[Finding]:
    service = context.find("Service", ref.namespace, ref.name)
    if service is None:
        severity = context.absent(ref.namespace, "Service")
        if severity and not context.external("", "Service", ref.namespace, ref.name):
            message = f'BackendTLSPolicy "{m.name}" is for the Service "{ref.name}", which does not exist (TargetNotFound)'
            what = f"the Services of namespace {ref.namespace} are"
            help = context.choose(ref.name, context.names("Service", ref.namespace), what, "declare it with external()")
            yield context.finding(CODE, m, f"{at}.name", message, severity=severity, value=ref.name, help=help)
        return
    names = [mapping(p).get("name") for p in sequence(mapping(service.object.get("spec")).get("ports"))]
    if section and section not in names:
        message = f'BackendTLSPolicy "{m.name}" is for the port {section} of Service "{ref.name}", which has none of that name'
        listed = ", ".join(str(n) for n in names if n) or "none"
        yield context.finding(CODE, m, f"{at}.sectionName", message, value=section, help=f"the names of its ports are {listed}")


def _authority(context: Context, m: Manifest, at: str, ref: Reference) -> Iterator[Finding]:
    what = f'BackendTLSPolicy "{m.name}" takes its CA from the {ref.kind} "{ref.name}"'
    if (ref.group, ref.kind) != ("", "ConfigMap"):
        if not ref.group and ref.kind != "Secret":
            message = f"{what}, which is no ConfigMap (InvalidKind)"
            yield context.finding(CODE, m, f"{at}.kind", message, value=ref.kind, help="put the certificate into a ConfigMap")
        elif ref.group and not context.facts.has_group(ref.group):
            message = f"{what} of {ref.group}, which is no ConfigMap (InvalidKind)"
            yield context.finding(CODE, m, f"{at}.kind", message, value=ref.kind, help="put the certificate into a ConfigMap")
        return
    known = config_maps(context)
    there = known.has(ref.namespace, ref.name)
    keys = known.keys(ref.namespace, ref.name) if there else set()
    if keys is None or not ref.name:
        return
    if "ca.crt" in keys:
        from ..certificates import is_authority

        if not is_authority(context.find("ConfigMap", ref.namespace, ref.name)):
            message = f"{what}, whose ca.crt holds no certificate (InvalidCACertificateRef)"
            yield context.finding(
                CODE, m, f"{at}.name", message, value=ref.name, help="put the certificate of the CA, in PEM, under ca.crt"
            )
        return
    severity = ERROR if there else context.absent(ref.namespace, *CONFIG_KINDS)
    if severity and not context.external("", "ConfigMap", ref.namespace, ref.name):
        message = f"{what}, which {'has no key ca.crt' if there else 'does not exist'} (InvalidCACertificateRef)"
        yield context.finding(
            CODE, m, f"{at}.name", message, severity=severity, value=ref.name, help="put the certificate of the CA under ca.crt"
        )


RULE = Rule(
    CODE,
    "a BackendTLSPolicy holds",
    severity=ERROR,
    on=(POLICY,),
    reads=(POLICY, "Service", *CONFIG_KINDS),
    check=check,
    why="Requests to the Service are answered with an error, or go there without the policy.",
    source="Gateway API documentation, BackendTLSPolicy; PolicyConditionReason: Conflicted, TargetNotFound; InvalidCACertificateRef",
    fix="Keep one policy for a Service, with the CA in a ConfigMap under ca.crt.",
)
