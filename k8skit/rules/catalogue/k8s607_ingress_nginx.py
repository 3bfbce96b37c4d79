"""No Ingress is for ingress-nginx, which is retired.

Reads the class and the annotations of Ingresses. Another controller may have taken over the class `nginx`, so this is asked for.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S607"
_OWN = "nginx.ingress.kubernetes.io/"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Ingress of the class, or with annotations of the controller."""
    for m in context.of("networking.k8s.io/Ingress"):
        annotations = mapping(mapping(m.object.get("metadata")).get("annotations"))
        name = mapping(m.object.get("spec")).get("ingressClassName")
        own = next((key for key in annotations if type(key) is str and key.startswith(_OWN)), "")
        if name == "nginx":
            at, value = "spec.ingressClassName", name
        elif annotations.get("kubernetes.io/ingress.class") == "nginx":
            at, value = "metadata.annotations[kubernetes.io/ingress.class]", "nginx"
        elif own:
            at, value = f"metadata.annotations[{own}]", annotations[own]
        else:
            continue
        message = f'Ingress "{m.name}" is for ingress-nginx, which gets no fixes since March 2026'
        help = "move to another controller, or to the Gateway API"
        yield context.finding(CODE, m, at, message, severity=WARNING, value=value, help=help)


RULE = Rule(
    CODE,
    "no Ingress is for ingress-nginx",
    severity=WARNING,
    on=("networking.k8s.io/Ingress",),
    opt_in=True,
    reads=("networking.k8s.io/Ingress",),
    check=check,
    why="The controller is retired: what is found wrong with it stays so.",
    source="Kubernetes blog, Ingress NGINX Retirement",
    fix="Move to a controller that is maintained, or to the Gateway API.",
)
