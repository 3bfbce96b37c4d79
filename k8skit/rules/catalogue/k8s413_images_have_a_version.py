"""An image has a tag other than `latest`, or a digest.

Reads `image` of all containers. Left alone: images without any registry or folder and without a tag, which builders such as Skaffold and the images of
Kustomize fill in, and the `auto` of Istio.
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

CODE = "K8S413"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each image without a version."""
    for w in context.workloads():
        for path, c in w.containers:
            image = c.get("image")
            if type(image) is str and is_latest(image):
                message = f"{w.called(c)} runs whatever is the latest of its image"
                yield context.finding(
                    CODE,
                    w.manifest,
                    w.field(f"{path}.image"),
                    message,
                    severity=WARNING,
                    value=image,
                    help="write the version that was tested, or its digest",
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
