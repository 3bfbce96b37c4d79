"""Constraints of shipped CRDs that no schema tells: what their projects' API servers check beyond types, written down by hand.

The CRDs of Gateway API and Istio carry validation rules; here stands what their documentation says of the same fields, as data in the
language of `language`, so that these kinds are checked without any further package. Loaded only where such a kind occurs.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...facts import Kind
    from ..problem import Check

PROJECTS = {"gateway-api": "gateway_api", "istio": "istio"}
"""First part of the names of a project's definitions -> module with its constraints."""


def for_kind(kind: Kind, *, experimental: bool) -> Check | None:
    """Return the constraints of a kind; None if there are none.

    Args:
        kind: the kind, as the facts know it.
        experimental: whether the experimental channel of the Gateway API counts.
    """
    module = PROJECTS.get(kind.definition.partition(".")[0])
    if module is None:
        return None
    from .language import table

    rows = __import__(f"{__name__}.{module}", fromlist=("ROWS",)).ROWS
    return table(rows, kind.kind, kind.version, experimental=experimental)
