"""No annotation of Istio is of the phase alpha.

Reads the annotations of Namespaces, Services and Pods, of objects with a pod template and of these templates. What the injector writes on pods is left
alone. A matter of how much change is welcome: most of Istio's annotations are alpha, and have been for years.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.istio_annotations import is_alpha
from ..context import WORKLOADS
from ..injection import STATUS, annotations_of
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S762"
_HERE = ("Namespace", "Service")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each annotation that is alpha."""
    for m in context.of(*_HERE):
        yield from _judge(context, m, "metadata.annotations", annotations_of(m))
    for w in context.workloads():
        if w.path:
            yield from _judge(context, w.manifest, "metadata.annotations", annotations_of(w.manifest))
        if STATUS not in w.annotations:
            yield from _judge(context, w.manifest, w.field("metadata.annotations"), w.annotations)


def _judge(context: Context, m: Manifest, at: str, annotations: dict[str, Any]) -> Iterator[Finding]:
    for key, value in annotations.items():
        if type(key) is str and is_alpha(key):
            message = f"the annotation {key} is of the phase alpha"
            help = "expect that it changes or goes with a new version of Istio"
            yield context.finding(CODE, m, f"{at}[{key!r}]", message, severity=WARNING, value=value, help=help)


RULE = Rule(
    CODE,
    "no annotation of Istio is alpha",
    severity=WARNING,
    on=(*_HERE, *WORKLOADS),
    needs=("istio.io/",),
    opt_in=True,
    reads=(*_HERE, *WORKLOADS),
    check=check,
    why="What is alpha is not kept from one version to the next.",
    source="Istio documentation, Resource Annotations; Feature Status; Configuration Analysis, AlphaAnnotation",
    fix="Use a field of an API object instead, where there is one.",
    known_as=("istioctl IST0136",),
)
