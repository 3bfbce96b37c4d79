"""The webhooks of an external control plane lead to it, by a host name.

Reads Istio's ValidatingWebhookConfigurations and MutatingWebhookConfigurations (`istio-validator...`, `istiod-default-validator`,
`istio-sidecar-injector...`): each webhook has a URL or a Service. Whether a name resolves, no manifest tells.
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

CODE = "K8S739"
_MUTATING = "admissionregistration.k8s.io/MutatingWebhookConfiguration"
_VALIDATING = "admissionregistration.k8s.io/ValidatingWebhookConfiguration"
_NAMES = ("istio-validator", "istiod-default-validator", "istio-sidecar-injector")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each webhook that leads nowhere, or to an address."""
    for m in context.of(_MUTATING, _VALIDATING):
        if not m.name.startswith(_NAMES):
            continue
        for i, webhook in enumerate(sequence(m.object.get("webhooks"))):
            config = mapping(mapping(webhook).get("clientConfig"))
            url, service = config.get("url"), config.get("service")
            if url is None and service is None:
                message = f"the webhook {mapping(webhook).get('name')} has neither a URL nor a Service"
                help = "set clientConfig.url to the control plane's address, such as https://istiod.example.com:15017/validate"
            elif type(url) is str:
                problem = _problem(url)
                if not problem:
                    continue
                message = f"the webhook {mapping(webhook).get('name')} has the URL {url}, {problem}"
                help = "give the control plane a host name, so that its address can change"
            else:
                continue
            yield context.finding(CODE, m, f"webhooks[{i}].clientConfig", message, severity=WARNING, value=url, help=help)


def _problem(url: str) -> str:
    """What is wrong with a URL; `""` where nothing is."""
    scheme, found, rest = url.partition("://")
    host = rest.partition("/")[0].rpartition("@")[2]
    host = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    if not found or scheme != "https" or not host:
        return "which is no https URL with a host"
    from ipaddress import ip_address

    try:
        ip_address(host)
    except ValueError:
        return ""
    return "whose host is an IP address"


RULE = Rule(
    CODE,
    "the webhooks of an external control plane lead to it",
    severity=WARNING,
    on=(_MUTATING, _VALIDATING),
    reads=(_MUTATING, _VALIDATING),
    check=check,
    why="Without the control plane no pod is injected and no configuration is checked; where its failure is fatal, nothing can be created.",
    source="Istio documentation, Install Istio with an External Control Plane; Configuration Analysis, InvalidExternalControlPlaneConfig",
    fix="Set the URL of the external control plane, by its host name.",
    known_as=("istioctl IST0163", "istioctl IST0164"),
)
