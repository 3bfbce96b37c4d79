"""URLs: `url`, `isURL`, `getScheme`, `getHost`, `getHostname`, `getPort`, `getEscapedPath`, `getQuery`.

Source: Kubernetes documentation, CEL URL library.
"""

from __future__ import annotations

from ...semantics.urls import Url, read
from . import Failed, boxed, unboxed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from . import Row

URL = "kubernetes.URL"


def _url(text: str) -> dict[str, Any]:
    if read(text) is None:
        raise Failed(f"not a URL: {text!r}")
    return boxed(URL, text)


def _of(value: Any) -> Url:
    url = read(unboxed(URL, value))
    assert url is not None
    return url


def _query(value: Any) -> dict[str, Any]:
    from urllib.parse import unquote_plus

    out: dict[str, Any] = {}
    for part in _of(value).query.split("&"):
        if part:
            name, _, text = part.partition("=")
            out.setdefault(unquote_plus(name), []).append(unquote_plus(text))
    return out


FUNCTIONS: tuple[Row, ...] = (
    ("url", False, ("string",), "map", _url),
    ("isURL", False, ("string",), "bool", lambda text: read(text) is not None),
    ("getScheme", True, ("map",), "string", lambda u: _of(u).scheme),
    ("getHost", True, ("map",), "string", lambda u: _of(u).host),
    ("getHostname", True, ("map",), "string", lambda u: _of(u).hostname),
    ("getPort", True, ("map",), "string", lambda u: _of(u).port),
    ("getEscapedPath", True, ("map",), "string", lambda u: _of(u).escaped_path),
    ("getQuery", True, ("map",), "map", _query),
)
