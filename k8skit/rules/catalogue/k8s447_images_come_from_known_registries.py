"""An image comes from a registry that is named, and where the configuration lists some, from one of those.

Reads `image` of all containers. Left alone: what a template still fills in, and the `auto` of Istio.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S447"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each image of another registry, or of none."""
    known = tuple(f"{registry.rstrip('/')}/" for registry in RULE.option(context, "registries"))
    for w in context.workloads():
        for path, c in w.containers:
            image = c.get("image")
            if type(image) is not str or not image or image == "auto" or not _FILLED_IN.isdisjoint(image):
                continue
            if not _is_full(image):
                message = f"{w.called(c)} runs an image of the registry that its node takes for names without one"
                help = f"begin its name with {' or '.join(known)}" if known else "begin its name with the registry: docker.io/library/nginx"
            elif known and not image.startswith(known):
                message = f"{w.called(c)} runs an image of another registry than {' or '.join(known)}"
                help = "copy it there, or add its registry to the options of the rule"
            else:
                continue
            yield context.finding(CODE, w.manifest, w.field(f"{path}.image"), message, severity=WARNING, value=image, help=help)


_FILLED_IN = frozenset("${<%")


def _is_full(image: str) -> bool:
    """Whether the name of an image begins with the host of a registry."""
    host, slash, _ = image.partition("/")
    return bool(slash) and ("." in host or ":" in host or host == "localhost")


RULE = Rule(
    CODE,
    "an image comes from a registry that is known",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Who runs the registry decides what runs in the cluster.",
    source="Kubernetes documentation, Images: Image names; Security Checklist",
    fix="Name the registry, and take images from those that the project trusts.",
    known_as=("kubescape C-0001", "kubescape C-0078", "kyverno restrict-image-registries"),
    options={"registries": ((), "the registries, or folders of them, that images may come from; any where none is listed")},
)
