"""A container asks the registry each time whether it may use its image.

Reads `imagePullPolicy` and `image` of all containers: without a policy, images tagged `latest` are asked for each time.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..images import is_latest
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S539"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such container."""
    for w in context.workloads():
        for path, c in w.containers:
            if c.get("imagePullPolicy", "Always" if is_latest(str(c.get("image") or "")) else "IfNotPresent") != "Always":
                message = f"{w.called(c)} may run an image of its node without asking the registry"
                yield context.finding(
                    CODE, w.manifest, w.field(f"{path}.imagePullPolicy"), message, severity=WARNING, help="set imagePullPolicy: Always"
                )


RULE = Rule(
    CODE,
    "a node asks the registry for an image each time",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Who has no right to an image can run it where it already is, and a tag that was moved is not seen.",
    source="Kubernetes documentation, Images: Image pull policy",
    fix="Set imagePullPolicy: Always.",
    known_as=(
        "kube-score container-image-pull-policy",
        "polaris pullPolicyNotAlways",
        "checkov CKV_K8S_15",
        "kubescape C-0075",
        "kyverno always-pull-images",
    ),
)
