"""URLs as Go reads those of a request: an absolute URL, or a path from the root.

Istio's URLs and the URL functions of Kubernetes' CEL follow it. Knows texts only.

Source: Go documentation, `net/url.ParseRequestURI`; RFC 3986.
"""

from __future__ import annotations

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_DIGITS = frozenset("0123456789")
_HEX = frozenset("0123456789abcdefABCDEF")
_UNRESERVED = _LETTERS | _DIGITS | frozenset("-_.~")
_IN_HOST = _UNRESERVED | frozenset("!$&'()*+,;=:[]<>\"")
_IN_USER = _UNRESERVED | frozenset(":!$&'()*+,;=%@")
_IN_PATH = _UNRESERVED | frozenset("$&+,/:;=@!'()*[]")


class Url:
    """The parts of a URL.

    Attributes:
        scheme: in lower case; `""` for a path from the root.
        host: host and port as written, without escapes.
        path: the path without escapes.
        query: what stands after `?`, as written.
        text: the URL as it was written.
    """

    __slots__ = ("host", "path", "query", "scheme", "text")

    def __init__(self, text: str, scheme: str, host: str, path: str, query: str) -> None:
        self.text = text
        self.scheme = scheme
        self.host = host
        self.path = path
        self.query = query

    @property
    def hostname(self) -> str:
        """The host without its port, an IPv6 address without brackets."""
        host = self._split()[0]
        return host[1:-1] if host[:1] == "[" and host[-1:] == "]" else host

    @property
    def port(self) -> str:
        """The port, `""` if there is none."""
        return self._split()[1]

    def _split(self) -> tuple[str, str]:
        host, found, port = self.host.rpartition(":")
        return (host, port) if found and _DIGITS.issuperset(port) else (self.host, "")

    @property
    def escaped_path(self) -> str:
        """The path with what must be escaped escaped."""
        if self.path == "*":
            return "*"
        return "".join(c if c in _IN_PATH else "".join(f"%{b:02X}" for b in c.encode("utf-8", "surrogatepass")) for c in self.path)


def read(text: str) -> Url | None:
    """Return the parts of a URL; None if it is none.

    Args:
        text: such as `https://example.com:8443/a?b=c` or `/a`.
    """
    if not text or any(c < " " or c == "\x7f" for c in text):
        return None
    if text == "*":
        return Url(text, "", "", "*", "")
    parts = _scheme(text)
    if parts is None:
        return None
    scheme, rest = parts
    rest, _, query = rest.partition("?")
    if rest[:1] != "/":
        return Url(text, scheme, "", "", query) if scheme else None
    host = ""
    if scheme and rest[:2] == "//":
        authority, slash, path = rest[2:].partition("/")
        found = _host(authority)
        if found is None:
            return None
        host, rest = found, slash + path
    path_read = _unescape(rest)
    return None if path_read is None else Url(text, scheme, host, path_read, query)


def _scheme(text: str) -> tuple[str, str] | None:
    """Split the scheme off; None if the text begins with a colon."""
    for i, c in enumerate(text):
        if c in _LETTERS or (i and (c in _DIGITS or c in "+-.")):
            continue
        if c == ":":
            return (text[:i].lower(), text[i + 1 :]) if i else None
        break
    return "", text


def _host(authority: str) -> str | None:
    """Return the host of an authority with its port; None if it is malformed."""
    user, _, host = authority.rpartition("@")
    if user and (not _IN_USER.issuperset(user) or _unescape(user) is None):
        return None
    if host[:1] == "[":
        address, found, port = host.rpartition("]")
        if not found or (port and (port[0] != ":" or not _DIGITS.issuperset(port[1:]))):
            return None
        inside, zone, name = address.partition("%25")
        if zone:
            named = _unescape(name)
            return None if named is None or not _plain(inside) else f"{inside}%{named}]{port}"
    elif ":" in host and not _DIGITS.issuperset(host.rpartition(":")[2]):
        return None
    return _plain(host)


def _plain(host: str) -> str | None:
    """Return a host without escapes; only characters beyond ASCII may be escaped in it."""
    rest = host
    while "%" in rest:
        _, _, rest = rest.partition("%")
        if len(rest) < 2 or not _HEX.issuperset(rest[:2]) or int(rest[0], 16) < 8:
            return None
    if any(c < "\x80" and c not in _IN_HOST and c != "%" for c in host):
        return None
    return _unescape(host)


def _unescape(text: str) -> str | None:
    """Return a text without its escapes; None if one of them is malformed."""
    if "%" not in text:
        return text
    head, *rest = text.split("%")
    out = bytearray(head.encode("utf-8", "surrogatepass"))
    for part in rest:
        if len(part) < 2 or not _HEX.issuperset(part[:2]):
            return None
        out.append(int(part[:2], 16))
        out += part[2:].encode("utf-8", "surrogatepass")
    return out.decode("utf-8", "replace")
