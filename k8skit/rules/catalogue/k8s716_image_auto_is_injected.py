"""A pod whose proxy has the image `auto` is injected: the injector replaces that word.

Reads the proxy's container of workloads, the labels of their Namespace and, where the set has it, Istio's MutatingWebhookConfiguration; without one, the
usual labels decide, if there are any of Istio. A bare Pod that the API server already has (it has a status) stays as it is.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ...semantics.selectors import selects
from ..context import WORKLOADS, mapping, sequence
from ..injection import INJECT, INJECTION, PROXY, REVISION, is_injected, labels_of
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S716"
_WEBHOOKS = "admissionregistration.k8s.io/MutatingWebhookConfiguration"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each proxy that stays `auto`."""
    webhooks = [
        webhook
        for m in context.of(_WEBHOOKS)
        for webhook in sequence(m.object.get("webhooks"))
        if type(webhook) is dict and str(webhook.get("name")).endswith("istio.io")
    ]
    for w in context.workloads():
        for path, c in w.containers:
            if c.get("name") != PROXY or c.get("image") != "auto":
                continue
            namespace = context.namespace(w.namespace)
            if not webhooks and not any("istio" in str(key) for keys in (w.labels, w.annotations, labels_of(namespace)) for key in keys):
                continue
            is_pod = w.manifest.kind == "Pod"
            runs = is_pod and "status" in w.manifest.object
            if not runs and _is_injected(context, w, labels_of(namespace), webhooks, known=namespace is not None):
                continue
            yield context.finding(
                CODE,
                w.manifest,
                w.field(f"{path}.image"),
                f"the proxy of {w.title} has the image auto, and "
                + ("a pod that the API server has is not injected any more" if runs else "nothing injects it"),
                severity=ERROR if is_pod else WARNING,
                value="auto",
                help=f'label the pods with {INJECT}: "true", or their namespace with istio-injection: enabled',
            )


def _is_injected(context: Context, w: Workload, labels: dict[str, Any], webhooks: list[dict[str, Any]], *, known: bool) -> bool:
    if not webhooks:
        by_pod = w.labels.get(INJECT, w.annotations.get(INJECT))
        if by_pod is not None:
            return str(by_pod) == "true"
        return is_injected(labels) or REVISION in w.labels or not (known or context.closed)
    return any(
        selects(mapping(webhook.get("namespaceSelector")), labels) and selects(mapping(webhook.get("objectSelector")), w.labels)
        for webhook in webhooks
    )


RULE = Rule(
    CODE,
    "a proxy with the image auto is injected",
    severity=ERROR,
    on=(*WORKLOADS,),
    needs=("istio.io/", INJECTION, "webhooks"),
    reads=("Namespace", _WEBHOOKS, *WORKLOADS),
    check=check,
    why="The word auto is no image: the pod never starts.",
    source="Istio documentation, Installing Gateways; Configuration Analysis, ImageAutoWithoutInjectionWarning, ImageAutoWithoutInjectionError",
    fix="Let the pods be injected.",
    known_as=("istioctl IST0146", "istioctl IST0147"),
)
