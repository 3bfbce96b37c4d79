"""Claims: what the API server refuses of a claim for storage, wherever it is written.

The rules about storage and about volumes share this: a claim is an object of its own, a template of a StatefulSet or a template of a volume.
"""

from __future__ import annotations

from ..finding import NO_VALUE
from ..semantics.pod_resources import amounts
from .context import mapping, sequence
from .pods import inner

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeAlias

    Wrong: TypeAlias = tuple[str, str, str, object]
    """Field path within the spec, what is wrong, what to do, and the value."""

_ALONE = "ReadWriteOncePod"


def of_modes(spec: dict[str, Any]) -> Iterator[Wrong]:
    """Yield what is wrong with the access modes of a claim or of a volume.

    Args:
        spec: its spec.
    """
    modes = sequence(spec.get("accessModes"))
    if not modes:
        yield "accessModes", "has no access mode", "add one, such as ReadWriteOnce", NO_VALUE
    elif _ALONE in modes and len(modes) > 1:
        yield "accessModes", f"has {_ALONE} beside other access modes", f"keep {_ALONE} alone, or remove it", modes


def of_claim(spec: dict[str, Any]) -> Iterator[Wrong]:
    """Yield what is wrong with a claim.

    Args:
        spec: its spec.
    """
    yield from of_modes(spec)
    requests = inner(spec, "resources", "requests")
    least, most = (amounts(inner(spec, "resources", side)).get("storage") for side in ("requests", "limits"))
    at = "resources.requests[storage]"
    if "storage" not in requests:
        yield "resources.requests", "asks for no amount of storage", "set resources.requests.storage", NO_VALUE
    elif least == 0:
        yield at, "asks for no storage", "ask for more than 0", requests["storage"]
    elif most is not None and least is not None and least > most:
        yield at, "asks for more than its limit", "lower the request, or raise the limit", requests["storage"]
    source, other = mapping(spec.get("dataSource")), mapping(spec.get("dataSourceRef"))
    if source and other and any((source.get(k) or "") != (other.get(k) or "") for k in ("apiGroup", "kind", "name")):
        yield "dataSourceRef", "is filled from two sources", "make dataSource and dataSourceRef equal, or keep one of them", other
    for key, it in (("dataSource", source), ("dataSourceRef", other)):
        if it and not it.get("apiGroup") and it.get("kind") != "PersistentVolumeClaim":
            help = "set its apiGroup; only a PersistentVolumeClaim has none"
            yield f"{key}.kind", "is filled from a kind without a group", help, it.get("kind")
