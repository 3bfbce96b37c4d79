"""A namespace says whether sidecars are injected, where the set speaks of Istio.

Reads the labels of Namespaces and, for the default, the ConfigMap of the sidecar injector. Namespaces of the system and those in ambient mode are left out.
"""

from __future__ import annotations

from ...finding import WARNING
from ..injection import DATAPLANE, INJECTION, REVISION, SYSTEM, by_default, labels_of
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S713"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each namespace that leaves it open."""
    injected = by_default(context)
    namespaces = context.of("Namespace")
    labelled = any(key in labels_of(m) for m in namespaces for key in (INJECTION, REVISION, DATAPLANE))
    if not injected and not labelled and not any(kind.partition("/")[0].endswith(".istio.io") for kind in context.kinds):
        return
    for m in namespaces:
        labels = labels_of(m)
        if m.name in SYSTEM or labels.get(INJECTION) or REVISION in labels or DATAPLANE in labels:
            continue
        yield context.finding(
            CODE,
            m,
            "metadata.labels",
            f'Namespace "{m.name}" does not say whether sidecars are injected'
            + (": they are, as the injector is set to by default" if injected else ": none are"),
            severity=WARNING,
            help=f"label it with {INJECTION}: enabled, or with {INJECTION}: disabled to say that it is meant",
        )


RULE = Rule(
    CODE,
    "a namespace says whether sidecars are injected",
    severity=WARNING,
    on=("Namespace",),
    opt_in=True,
    reads=("Namespace", "ConfigMap"),
    check=check,
    why="Pods without a sidecar are not in the mesh: no mutual TLS, no routes, no telemetry.",
    source="Istio documentation, Installing the Sidecar; Configuration Analysis, NamespaceNotInjected, NamespaceInjectionEnabledByDefault",
    fix="Label the namespace with istio-injection: enabled or disabled.",
    known_as=("istioctl IST0102", "istioctl IST0148"),
)
