"""What a match of an HTTPRoute takes, found out request by request: tests hold against it what is computed."""

from __future__ import annotations

from typing import Any

Request = tuple[str, str, dict[str, str], dict[str, str]]
"""Path, method, headers with names in lower case, query."""


def first(entries: list[dict[str, str]], *, fold: bool) -> dict[str, str]:
    out: dict[str, str] = {}
    for entry in entries:
        out.setdefault(entry["name"].lower() if fold else entry["name"], entry["value"])
    return out


def takes(match: dict[str, Any], request: Request) -> bool:
    """Whether a match takes a request: prefixes by the parts of a path, names of headers in any case."""
    path, method, headers, query = request
    wanted = match.get("path", {})
    value = wanted.get("value", "/")
    if wanted.get("type", "PathPrefix") == "Exact":
        if path != value:
            return False
    else:
        parts = [p for p in value.split("/") if p]
        if [p for p in path.split("/") if p][: len(parts)] != parts:
            return False
    if match.get("method", method) != method:
        return False
    if not first(match.get("headers", []), fold=True).items() <= headers.items():
        return False
    return first(match.get("queryParams", []), fold=False).items() <= query.items()
