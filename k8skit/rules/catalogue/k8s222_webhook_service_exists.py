"""The Services that the API server itself calls exist and have the port: those of webhooks, of APIServices, and of the conversion of CRDs.

Reads `clientConfig.service` of webhook configurations and of CRDs, and `spec.service` of APIServices. Left alone: namespaces of which the set holds nothing.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S222"
_WEBHOOKS = ("admissionregistration.k8s.io/MutatingWebhookConfiguration", "admissionregistration.k8s.io/ValidatingWebhookConfiguration")
CALLERS = (
    "admissionregistration.k8s.io/MutatingWebhookConfiguration",
    "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
    "apiextensions.k8s.io/CustomResourceDefinition",
    "apiregistration.k8s.io/APIService",
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Service or port that is not there."""
    standing = context.namespaces_used()
    for m, at, value in _uses(context):
        service = mapping(value)
        namespace, name, port = service.get("namespace"), service.get("name"), service.get("port", 443)
        if type(namespace) is not str or type(name) is not str or namespace not in standing:
            continue
        found = context.find("Service", namespace, name)
        if found is None:
            severity = context.absent(namespace, "Service")
            if severity and not context.external("", "Service", namespace, name):
                help = context.choose(
                    name, context.names("Service", namespace), f"the Services of namespace {namespace} are", "or declare it with external()"
                )
                message = f'{m.kind} "{m.name}" calls the Service "{name}" of namespace {namespace}, which does not exist'
                yield context.finding(CODE, m, f"{at}.name", message, severity=severity, value=name, help=help)
            continue
        ports = [mapping(p).get("port") for p in sequence(mapping(found.object.get("spec")).get("ports"))]
        if port not in ports:
            message = f'{m.kind} "{m.name}" calls port {port} of Service "{name}", which it does not have'
            yield context.finding(
                CODE,
                m,
                f"{at}.port",
                message,
                value=port,
                help=f"its ports are {', '.join(map(str, ports)) or 'none'}; without one, 443 is called",
            )


def _uses(context: Context) -> Iterator[tuple[Manifest, str, object]]:
    """Object, field path and value of each Service that the API server calls."""
    for m in context.of(*_WEBHOOKS):
        for i, hook in enumerate(sequence(m.object.get("webhooks"))):
            yield m, f"webhooks[{i}].clientConfig.service", mapping(mapping(hook).get("clientConfig")).get("service")
    for m in context.of("apiregistration.k8s.io/APIService"):
        yield m, "spec.service", mapping(m.object.get("spec")).get("service")
    for m in context.of("apiextensions.k8s.io/CustomResourceDefinition"):
        webhook = mapping(mapping(mapping(m.object.get("spec")).get("conversion")).get("webhook"))
        yield m, "spec.conversion.webhook.clientConfig.service", mapping(webhook.get("clientConfig")).get("service")


RULE = Rule(
    CODE,
    "the Services that the API server calls exist",
    severity=ERROR,
    on=CALLERS,
    needs=("service",),
    reads=(*CALLERS, "Service", "*"),
    check=check,
    why="The API server refuses what the webhook is for, or answers for the group with an error; a whole cluster can hang on it.",
    source="Kubernetes documentation, Dynamic Admission Control: Service reference; Set up an Extension API Server",
    fix="Correct name, namespace and port of the Service, or declare it with external().",
    known_as=("istioctl IST0139",),
)
