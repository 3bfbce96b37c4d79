"""An image without any registry or folder has a tag or a digest.

Reads `image` of all containers: those that K8S413 leaves alone.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..images import findings, is_bare
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S415"


def check(context: Context) -> Iterator[Finding]:
    """Return a finding for each bare image."""
    return findings(
        context, CODE, is_bare, "runs whatever is the latest of its image", "write a version; if a build fills it in, check its output"
    )


RULE = Rule(
    CODE,
    "an image without a registry has a tag",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("image",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="What runs changes with the day on which a node pulls it.",
    source="Kubernetes documentation, Images: Image names",
    fix="Write a version.",
    known_as=(
        "kube-linter latest-tag",
        "kube-score container-image-tag",
        "polaris tagNotSpecified",
        "checkov CKV_K8S_14",
        "trivy KSV013",
        "datree CONTAINERS_MISSING_IMAGE_VALUE_VERSION",
        "kyverno disallow-latest-tag",
    ),
)
