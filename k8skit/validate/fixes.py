"""Fixes of problems: from what a check is certain of to edits of the object.

Loaded with the first problem that has an edit, or an API version that is gone or going.
"""

from __future__ import annotations

from ..fix import QUOTE, SET, Edit, Fix, value_at
from ..names import label_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..facts import Facts
    from ..fix import Path
    from ..manifest import Manifest
    from .problem import Problem

_LABELS = frozenset(("labels", "matchLabels", "nodeSelector"))
_TEXTS = frozenset(("annotations", "data"))
_WORDS = frozenset(("args", "command"))
_PUBLIC = frozenset(("apiVersion", "kind", "metadata"))
"""Fields of a Secret whose values are no secret, and which may be misspelled."""


def of_problem(m: Manifest, p: Problem) -> Fix | None:
    """Return the fix of a problem with an edit; None where it is not certain after all.

    Args:
        m: the object.
        p: the problem.
    """
    assert p.edit is not None
    action, value = p.edit
    path = _path(p)
    if m.kind == "Secret" and path[0] not in _PUBLIC and value not in _PUBLIC:
        return None
    if action == QUOTE and not _is_text(path, value):
        return None
    try:
        value_at(m.object, path)
    except LookupError:
        return None
    return Fix(m.object, Edit(action, path, value or None))


def _path(p: Problem) -> Path:
    """Return the path of a problem from the root; a key of a map without the brackets that messages have around it."""
    return tuple([step[1:-1] if isinstance(step, str) and step[:1] == "[" else step for step in reversed(p.path)])


def _is_text(path: Path, text: str) -> bool:
    """Whether any text may stand at a path, so that quotes around a number or boolean are all that is missing."""
    last, above = path[-1], path[-2:-1]
    if above and above[0] in _LABELS:
        return not label_value(text)
    if above and above[0] in _TEXTS:
        return True
    if type(last) is int:
        return bool(above) and above[0] in _WORDS
    return last == "value" and len(path) > 2 and path[-3] == "env"


_OTHER_MEANING = frozenset(("admissionregistration.k8s.io", "apiextensions.k8s.io"))
"""Groups whose versions have other defaults, so that the same text means something else."""


def other_version(facts: Facts, m: Manifest) -> Manifest | None:
    """Return the object with the API version that took the place of its own; None where the kind is another, or the text means another thing.

    Source: Kubernetes documentation, Deprecated API Migration Guide.

    Args:
        facts: what is true for the target minor.
        m: the object, of a version that is gone or deprecated.
    """
    group, version = m.group, ""
    cycle = facts.lifecycle(group, m.version, m.kind)
    if cycle is not None and cycle.replacement is not None:
        group, version, kind = cycle.replacement
        if kind != m.kind:
            return None
    else:
        version = next((v for v in facts.versions(group, m.kind) if v != m.version), "")
    if not version or group in _OTHER_MEANING or _selects_otherwise(m.object, m.kind):
        return None
    from ..manifest import Manifest

    return Manifest({**m.object, "apiVersion": f"{group}/{version}" if group else version}, origin=m.origin)


def _selects_otherwise(object: dict[str, Any], kind: str) -> bool:
    """Whether this is a disruption budget that selects nothing in v1beta1 and every pod in v1."""
    spec = object.get("spec")
    selector = spec.get("selector") if isinstance(spec, dict) else None
    return kind == "PodDisruptionBudget" and not (isinstance(selector, dict) and any(selector.values()))


def of_version(m: Manifest, other: Manifest) -> Fix:
    """Return the fix that gives an object the API version of another.

    Args:
        m: the object.
        other: the same object in the version to use.
    """
    return Fix(m.object, Edit(SET, ("apiVersion",), other.object["apiVersion"]))
