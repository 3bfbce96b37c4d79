"""Delegates: which matches of a VirtualService that others delegate to are left of a route that delegates.

Rules ask this. A match of the delegate must be within a match of the route that delegates to it: a path within its prefix, the same port. Regular expressions
are not compared by Istio: with one on either side nothing is left.

Source: Istio documentation, "Virtual Service: Delegate"; for what it leaves open, the merge of routes in istio.io/istio.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_TEXTS = ("uri", "scheme", "method", "authority")
_MAPS = ("headers", "withoutHeaders", "queryParams")


def _map(value: Any) -> dict[str, Any]:
    return value if type(value) is dict else {}


def conflict(root: Any, leaf: Any) -> str:
    """Return the field in which a match of a delegate is not within one of the route that delegates, `""` if it is in all of them.

    Args:
        root: a match of the route that delegates.
        leaf: a match of the delegate's route.
    """
    root, leaf = _map(root), _map(leaf)
    for key in _TEXTS:
        if key in root and key in leaf and _is_outside(_map(root[key]), _map(leaf[key])):
            return key
    for key in _MAPS:
        asked = _map(root.get(key))
        for name, text in _map(leaf.get(key)).items():
            if name in asked and _is_outside(_map(asked[name]), _map(text)):
                return f"{key}[{name}]"
    return "port" if root.get("port") and leaf.get("port") and root["port"] != leaf["port"] else ""


def _is_outside(root: dict[str, Any], leaf: dict[str, Any]) -> bool:
    """Whether a text of a delegate's match may be one that the other match does not take."""
    if root.get("regex") or leaf.get("regex"):
        return True
    exact, prefix = root.get("exact"), root.get("prefix")
    own, own_prefix = leaf.get("exact"), leaf.get("prefix")
    if type(exact) is str and exact:
        return bool(own_prefix) or own != exact
    if type(prefix) is str and prefix:
        return any(type(text) is str and text != "" and not text.startswith(prefix) for text in (own, own_prefix))
    return False


def is_left(roots: list[Any], leaves: list[Any]) -> bool:
    """Tell whether anything is left of a route of a delegate: whether each of its matches is within one of the route that delegates.

    Args:
        roots: the matches of the route that delegates; none for all requests.
        leaves: those of the delegate's route.
    """
    return not roots or all(any(not conflict(root, leaf) for root in roots) for leaf in leaves)
