"""One webhook of Istio injects a pod, and its control plane exists.

Reads Istio's MutatingWebhookConfigurations (those of a revision, or with a webhook whose name ends with `istio.io`) and Services. All combinations of the
labels that decide about injection, with each revision that the webhooks speak of, are tried. A webhook with neither rules nor selectors is for nothing.
"""

from __future__ import annotations

from ...finding import ERROR
from ...semantics.selectors import selects
from ..context import mapping, sequence
from ..injection import INJECT, INJECTION, REVISION, labels_of
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S740"
KIND = "admissionregistration.k8s.io/MutatingWebhookConfiguration"
_MOST = 12
"""How many revisions are tried at most: the combinations grow with their square."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each webhook that overlaps with another, or has no control plane."""
    hooks: list[tuple[Manifest, int, dict[str, Any]]] = []
    revisions: dict[str, None] = {}
    for m in context.of(KIND):
        own = [(m, i, w) for i, w in enumerate(sequence(m.object.get("webhooks"))) if type(w) is dict]
        named = _revisions(m, [w for _, _, w in own])
        if named or any(str(w.get("name")).endswith("istio.io") for _, _, w in own):
            hooks += [(o, i, w) for o, i, w in own if any(w.get(key) for key in ("rules", "namespaceSelector", "objectSelector"))]
            revisions.update(dict.fromkeys(named))
    yield from _overlaps(context, hooks, list(revisions)[:_MOST])
    for m, i, hook in hooks:
        service = mapping(mapping(hook.get("clientConfig")).get("service"))
        namespace, name = service.get("namespace"), service.get("name")
        if type(namespace) is not str or type(name) is not str or context.find("Service", namespace, name):
            continue
        severity = context.absent(namespace, "Service")
        if severity and not context.external("", "Service", namespace, name):
            message = f'the webhook {hook.get("name")} is served by the Service "{name}" of namespace {namespace}, which does not exist'
            help = context.choose(
                name, context.names("Service", namespace), f"the Services of namespace {namespace} are", "declare it with external()"
            )
            yield context.finding(CODE, m, f"webhooks[{i}].clientConfig.service", message, severity=severity, value=service, help=help)


def _revisions(m: Manifest, hooks: list[dict[str, Any]]) -> list[str]:
    """The revisions that a configuration speaks of."""
    found = [labels_of(m).get(REVISION)]
    for hook in hooks:
        for key in ("namespaceSelector", "objectSelector"):
            selector = mapping(hook.get(key))
            found.append(mapping(selector.get("matchLabels")).get(REVISION))
            for expression in sequence(selector.get("matchExpressions")):
                if mapping(expression).get("key") == REVISION:
                    found += sequence(expression.get("values"))
    return list(dict.fromkeys(r for r in found if type(r) is str))


def _overlaps(context: Context, hooks: list[tuple[Manifest, int, dict[str, Any]]], revisions: list[str]) -> Iterator[Finding]:
    namespaces = _combinations(INJECTION, ("enabled", "disabled"), revisions)
    objects = _combinations(INJECT, ("true", "false"), revisions)
    of_namespace = [{n for n, labels in enumerate(namespaces) if _selects(hook.get("namespaceSelector"), labels)} for _, _, hook in hooks]
    of_object = [{n for n, labels in enumerate(objects) if _selects(hook.get("objectSelector"), labels)} for _, _, hook in hooks]
    for one, (m, i, hook) in enumerate(hooks):
        others = [
            o
            for other, (_, _, o) in enumerate(hooks)
            if other != one and of_namespace[one] & of_namespace[other] and of_object[one] & of_object[other]
        ]
        if others:
            listed = ", ".join(str(o.get("name")) for o in others[:5])
            message = f"the webhook {hook.get('name')} and {listed} inject the same pods"
            yield context.finding(
                CODE, m, f"webhooks[{i}]", message, help="remove the webhooks of a revision that is gone, or let their selectors differ"
            )


def _selects(selector: object, labels: dict[str, str]) -> bool:
    return selector is None or selects(selector, labels)


def _combinations(key: str, values: tuple[str, ...], revisions: list[str]) -> list[dict[str, str]]:
    """The labels that decide: one with each value and without, each with every revision and without."""
    plain: list[dict[str, str]] = [{}, *({key: value} for value in values)]
    return [*plain, *({**labels, REVISION: revision} for revision in revisions for labels in plain)]


RULE = Rule(
    CODE,
    "one webhook injects a pod",
    severity=ERROR,
    on=(KIND,),
    reads=(KIND, "Service"),
    check=check,
    why="A pod that two webhooks inject gets two proxies; one without a control plane is not injected, or not created.",
    source="Istio documentation, Sidecar Injection Problems; Configuration Analysis, InvalidWebhook",
    fix="Let each webhook select other labels.",
    known_as=("istioctl IST0139",),
)
