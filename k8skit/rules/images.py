"""Images: which image names say what runs. The rules about tags share this."""

from __future__ import annotations


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


def _tag(image: str) -> str | None:
    """The tag of an image, `""` if it has none; None where that does not matter or is not known."""
    if not image or "@" in image or any(mark in image for mark in "${<%"):
        return None
    _, found, tag = image.rpartition("/")[2].partition(":")
    return tag if found else ""
