"""Images: which image names say what runs. The rules about tags share this."""

from __future__ import annotations

from ..finding import WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..finding import Finding
    from .context import Context


def findings(context: Context, code: str, wrong: Callable[[str], bool], what: str, help: str) -> Iterator[Finding]:
    """Yield a warning for each container, init containers among them, whose image is wrong.

    Args:
        context: the set.
        code: code of the findings.
        wrong: tells whether the image of a container is.
        what: what is said of the container, such as `runs an image without a digest`.
        help: what to do.
    """
    for w in context.workloads():
        for path, c in w.containers:
            image = c.get("image")
            if type(image) is str and wrong(image):
                message = f"{w.called(c)} {what}"
                yield context.finding(code, w.manifest, w.field(f"{path}.image"), message, severity=WARNING, value=image, help=help)


def is_latest(image: str) -> bool:
    """Tell whether an image is whatever is the latest: tagged `latest`, or of a registry or folder and without a tag and a digest.

    Args:
        image: as a container names it; what a template still fills in is not judged.
    """
    tag = _tag(image)
    return tag == "latest" or (tag == "" and "/" in image)


def is_bare(image: str) -> bool:
    """Tell whether an image has no registry, no folder, no tag and no digest: `nginx`; not the `auto` of Istio."""
    return _tag(image) == "" and "/" not in image and image != "auto"


def is_movable(image: str) -> bool:
    """Tell whether an image has no digest, so that what it is may change."""
    return bool(image) and "@sha256:" not in image


def _tag(image: str) -> str | None:
    """The tag of an image, `""` if it has none; None where that does not matter or is not known."""
    if not image or "@" in image or "$" in image or "{" in image or "<" in image or "%" in image:
        return None
    _, found, tag = image.rpartition("/")[2].partition(":")
    return tag if found else ""
