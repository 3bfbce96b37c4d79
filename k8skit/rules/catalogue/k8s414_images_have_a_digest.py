"""An image is named by its digest.

Reads `image` of all containers.
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

CODE = "K8S414"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each image without a digest."""
    for w in context.workloads():
        for path, c in w.containers:
            image = c.get("image")
            if type(image) is str and image and "@sha256:" not in image:
                message = f"{w.called(c)} runs an image without a digest"
                yield context.finding(
                    CODE,
                    w.manifest,
                    w.field(f"{path}.image"),
                    message,
                    severity=WARNING,
                    value=image,
                    help="write the digest behind the tag: name:tag@sha256:...",
                )


RULE = Rule(
    CODE,
    "an image has a digest",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("image",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="A tag can be moved: what runs is not what was tested.",
    source="Kubernetes documentation, Images: Image names",
    fix="Write the digest.",
    known_as=(
        "checkov CKV_K8S_43",
        "datree CONTAINERS_MISSING_IMAGE_VALUE_DIGEST",
        "kyverno require-image-checksum",
    ),
)
