"""A running pod of an injected namespace has the proxy.

Reads Pods and Namespaces. A pod gets its proxy when it is created, so a manifest without one is right. Only where the set shows pods as they run (with a
status, or some of them with a proxy), one without is a finding.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..injection import INJECT, INJECTION, REVISION, has_proxy, is_injected, labels_of
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S714"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each pod that was left out."""
    pods = [w for w in context.workloads() if w.manifest.kind == "Pod"]
    running = any(has_proxy(w) and is_injected(labels_of(context.namespace(w.namespace))) for w in pods)
    for w in pods:
        if not running and not w.manifest.object.get("status"):
            continue
        if has_proxy(w) or w.spec.get("hostNetwork") is True or not is_injected(labels_of(context.namespace(w.namespace))):
            continue
        if str(w.labels.get(INJECT, w.annotations.get(INJECT))).lower() == "false":
            continue
        yield context.finding(
            CODE,
            w.manifest,
            "spec.containers",
            f'Pod "{w.manifest.name}" has no container istio-proxy, and namespace {w.namespace} is injected',
            severity=WARNING,
            help=f'make the pod anew: the proxy comes with its creation; or label it with {INJECT}: "false"',
        )


RULE = Rule(
    CODE,
    "a running pod of an injected namespace has the proxy",
    severity=WARNING,
    on=("Pod",),
    needs=(INJECTION, REVISION),
    reads=("Namespace", *WORKLOADS),
    check=check,
    why="The pod is not in the mesh: where mutual TLS is strict, it reaches nothing.",
    source="Istio documentation, Sidecar Injection Problems; Configuration Analysis, PodMissingProxy",
    fix="Restart the workload.",
    known_as=("istioctl IST0103",),
)
