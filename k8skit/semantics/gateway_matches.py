"""Matches of the Gateway API: which of them are the same, however they are written.

Rules about routes ask this. A match is made comparable: what is implied is spelled out, and order does not count where it means nothing. Regular expressions
are compared as text.

Source: Gateway API documentation, HTTPRouteMatch, GRPCRouteMatch.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable
    from typing import Any


def _map(value: Any) -> dict[str, Any]:
    return value if type(value) is dict else {}


def http_key(match: Any) -> Hashable | None:
    """Return what two matches of HTTPRoutes share if they take the same requests; None for one that is malformed.

    Args:
        match: the match, as in the manifest.
    """
    match = _map(match)
    path = _map(match.get("path"))
    how, value = path.get("type", "PathPrefix"), path.get("value", "/")
    if type(how) is not str or type(value) is not str:
        return None
    if how == "PathPrefix":
        value = value.rstrip("/") or "/"  # prefixes are compared by the parts of a path
    method = match.get("method")
    headers, params = _texts(match.get("headers"), fold=True), _texts(match.get("queryParams"), fold=False)
    if headers is None or params is None or (method is not None and type(method) is not str):
        return None
    return (how, value, method, headers, params)


def grpc_key(match: Any) -> Hashable | None:
    """Return what two matches of GRPCRoutes share if they take the same requests; None for one that is malformed.

    Args:
        match: the match, as in the manifest.
    """
    match = _map(match)
    method = _map(match.get("method"))
    parts = (method.get("type", "Exact"), method.get("service"), method.get("method"))
    headers = _texts(match.get("headers"), fold=True)
    if headers is None or any(part is not None and type(part) is not str for part in parts):
        return None
    return (*(parts if parts[1:] != (None, None) else ("Exact", None, None)), headers)


def _texts(entries: Any, *, fold: bool) -> Hashable | None:
    """Headers or parameters by name; of several with one name the first counts."""
    found: dict[str, tuple[str, str]] = {}
    for entry in entries if type(entries) is list else ():
        name, how, value = _map(entry).get("name"), _map(entry).get("type", "Exact"), _map(entry).get("value")
        if type(name) is not str or type(how) is not str or type(value) is not str:
            return None
        found.setdefault(name.lower() if fold else name, (how, value))
    return frozenset(found.items())
