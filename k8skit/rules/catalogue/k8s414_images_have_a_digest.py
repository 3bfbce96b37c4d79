"""An image is named by its digest.

Reads `image` of all containers.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..images import findings, is_movable
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S414"


def check(context: Context) -> Iterator[Finding]:
    """Return a finding for each image without a digest."""
    return findings(context, CODE, is_movable, "runs an image without a digest", "write the digest behind the tag: name:tag@sha256:...")


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
