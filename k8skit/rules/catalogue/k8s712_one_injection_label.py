"""A namespace has one label that says how its pods join the mesh.

Reads the labels of Namespaces: `istio-injection: enabled`, `istio.io/rev` and `istio.io/dataplane-mode: ambient` exclude each other. With
`istio-injection: disabled` the others mean nothing, and nothing is found.
"""

from __future__ import annotations

from ...finding import WARNING
from ..injection import DATAPLANE, INJECTION, REVISION, labels_of
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S712"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each namespace with several."""
    for m in context.of("Namespace"):
        labels = labels_of(m)
        if INJECTION in labels and labels[INJECTION] != "enabled":
            continue
        found = {key: labels[key] for key in (INJECTION, REVISION) if labels.get(key)}
        if labels.get(DATAPLANE) == "ambient":
            found[DATAPLANE] = "ambient"
        if len(found) > 1:
            yield context.finding(
                CODE,
                m,
                "metadata.labels",
                f'Namespace "{m.name}" has {len(found)} labels that say how its pods join the mesh: {", ".join(found)}',
                severity=WARNING,
                value=found,
                help=f"keep one: {REVISION} for a revision, {INJECTION} for the default one, {DATAPLANE} for ambient mode",
            )


RULE = Rule(
    CODE,
    "a namespace joins the mesh in one way",
    severity=WARNING,
    on=("Namespace",),
    needs=(INJECTION, REVISION, DATAPLANE),
    reads=("Namespace",),
    check=check,
    why="Which of the labels wins is not defined: pods get another revision's proxy, or none.",
    source="Istio documentation, Installing the Sidecar: Controlling the injection policy; Configuration Analysis, NamespaceMultipleInjectionLabels",
    fix="Keep one of the labels.",
    known_as=("istioctl IST0123",),
)
