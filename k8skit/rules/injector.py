"""Injector: the values in the ConfigMap of Istio's sidecar injector. The rules about proxies share this."""

from __future__ import annotations

from .context import mapping
from .mesh_config import parsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .context import Context

NAME = "istio-sidecar-injector"
"""Name of the injector's ConfigMap; that of another revision than the default one is followed by a dash and the revision."""


def values_of(context: Context, revision: str) -> dict[str, Any]:
    """Return the values of the injector of a revision; an empty mapping where the set does not have them.

    Args:
        context: the set.
        revision: the revision; `""` or `default` for the default one.
    """
    found: dict[str, Any] = mapping(context.shared("injector values", _read).get("" if revision == "default" else revision))
    return found


def _read(context: Context) -> dict[str, Any]:
    """Revision -> values."""
    return {
        m.name[len(NAME) :].removeprefix("-"): parsed(mapping(m.object.get("data")).get("values"))
        for m in context.of("ConfigMap")
        if m.name.startswith(NAME)
    }
