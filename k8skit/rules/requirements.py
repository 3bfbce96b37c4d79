"""Requirements: which containers ask for no CPU or memory, or are not limited. The rules about resources share this."""

from __future__ import annotations

from ..finding import WARNING
from .context import mapping, sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..finding import Finding
    from .context import Context, Workload

_DEFAULTS = {"limits": ("default",), "requests": ("defaultRequest", "default")}


def findings(context: Context, code: str, verb: str, resource: str, what: str, help: str) -> Iterator[Finding]:
    """Yield a warning for each container without a request or limit, see `without`.

    Args:
        context: the set.
        code: code of the findings.
        verb: `requests` or `limits`.
        resource: `cpu`, `memory` or `ephemeral-storage`.
        what: what the container has none of, such as `CPU request`.
        help: what to do.
    """
    for w, path, c in without(context, verb, resource):
        message = f"{w.called(c)} has no {what}"
        yield context.finding(code, w.manifest, w.field(f"{path}.resources.{verb}"), message, severity=WARNING, help=help)


def without(context: Context, verb: str, resource: str) -> Iterator[tuple[Workload, str, dict[str, Any]]]:
    """Give the containers, init containers among them, without a request or limit: workload, field path within the pod, container.

    What the pod asks for as a whole counts for each of its containers, and so do the defaults of the LimitRanges of its namespace; a limit is also a request.

    Args:
        context: the set.
        verb: `requests` or `limits`.
        resource: `cpu`, `memory` or `ephemeral-storage`.
    """
    defaulted = {
        context.namespace_of(m)
        for m in context.of("LimitRange")
        for item in sequence(mapping(m.object.get("spec")).get("limits"))
        if mapping(item).get("type") == "Container" and any(resource in mapping(mapping(item).get(key)) for key in _DEFAULTS[verb])
    }
    for w in context.workloads():
        if w.namespace in defaulted or _is_set(w.spec.get("resources"), verb, resource):
            continue
        for path, c in w.containers:
            if not path.startswith("spec.ephemeral") and not _is_set(c.get("resources"), verb, resource):
                yield w, path, c


def _is_set(resources: object, verb: str, resource: str) -> bool:
    given = mapping(resources)
    found = mapping(given.get(verb)).get(resource)
    if found is None and verb == "requests":
        found = mapping(given.get("limits")).get(resource)
    return found is not None and str(found) not in ("", "0")
