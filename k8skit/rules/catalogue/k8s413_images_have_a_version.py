"""An image has a tag other than `latest`, or a digest.

Reads `image` of all containers. Left alone: images without any registry or folder and without a tag, which builders such as Skaffold and the images of
Kustomize fill in, and the `auto` of Istio.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..images import findings, is_latest
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S413"


def check(context: Context) -> Iterator[Finding]:
    """Return a finding for each image without a version."""
    return findings(
        context, CODE, is_latest, "runs whatever is the latest of its image", "write the version that was tested, or its digest"
    )


RULE = Rule(
    CODE,
    "an image is not whatever is the latest",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("image",),
    reads=tuple(WORKLOADS),
    check=check,
    why="Two pods of one workload may run different programs, and a rollback changes nothing.",
    source="Kubernetes documentation, Images: Image names; Configuration Best Practices",
    fix="Write a version, or a digest.",
    known_as=(
        "kube-linter latest-tag",
        "kube-score container-image-tag",
        "polaris tagNotSpecified",
        "checkov CKV_K8S_14",
        "trivy KSV013",
        "kyverno disallow-latest-tag",
        "datree CONTAINERS_MISSING_IMAGE_VALUE_VERSION",
    ),
)
