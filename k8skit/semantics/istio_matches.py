"""Matches of a VirtualService: whether one takes every request that another takes, so that a route behind it is never reached.

The rule about routes asks this. It errs on one side only: where it cannot tell, the answer is no.

Sources: Istio documentation, "Virtual Service": HTTPMatchRequest, L4MatchAttributes, TLSMatchAttributes; for what they leave open, the translation of
matches in istio.io/istio: a match with gateways does not look at the labels and the namespace of the caller.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

EXACT, PREFIX, REGEX = "exact", "prefix", "regex"
_ALL = (".*", "/.*")
_IGNORED = frozenset(("name", "statPrefix"))
_HTTP = frozenset(
    (
        "authority",
        "gateways",
        "headers",
        "ignoreUriCase",
        "method",
        "port",
        "queryParams",
        "scheme",
        "sourceLabels",
        "sourceNamespace",
        "uri",
        "withoutHeaders",
    )
)
_L4 = frozenset(("destinationSubnets", "gateways", "port", "sniHosts", "sourceLabels", "sourceNamespace"))


def _map(value: Any) -> dict[str, Any]:
    return value if type(value) is dict else {}


def _given(match: Any) -> dict[str, Any]:
    """What a match asks for; what is empty asks for nothing."""
    return {k: v for k, v in _map(match).items() if k not in _IGNORED and v not in (None, "", 0, False, {}, [])}


def http_covers(wide: Any, narrow: Any) -> bool:
    """Tell whether a match of an http route takes every request that another takes.

    Args:
        wide: the one that is tried first; `{}` takes everything.
        narrow: the other.
    """
    a, b = _given(wide), _given(narrow)
    if not _HTTP.issuperset(a):
        return False
    folded = bool(a.get("ignoreUriCase"))
    if not _path_covers(a.get("uri"), b.get("uri"), folded=folded, other=bool(b.get("ignoreUriCase"))):
        return False
    for key in ("scheme", "method", "authority"):
        if key in a and not _text_covers(a[key], b.get(key)):
            return False
    for key, fold in (("headers", True), ("queryParams", False)):
        if not _texts_cover(_map(a.get(key)), _map(b.get(key)), fold=fold):
            return False
    if not _map(a.get("withoutHeaders")).items() <= _map(b.get("withoutHeaders")).items():
        return False
    return _callers_cover(a, b) and _same_or_any(a, b, "port")


def l4_covers(wide: Any, narrow: Any) -> bool:
    """Tell whether a match of a tcp or tls route takes every connection that another takes.

    Args:
        wide: the one that is tried first; `{}` takes everything.
        narrow: the other.
    """
    a, b = _given(wide), _given(narrow)
    if not _L4.issuperset(a):
        return False
    if "sniHosts" in a and not _all_in(b.get("sniHosts"), a["sniHosts"], _host_covers):
        return False
    if "destinationSubnets" in a and not _all_in(b.get("destinationSubnets"), a["destinationSubnets"], lambda x, y: bool(x == y)):
        return False
    return _callers_cover(a, b) and _same_or_any(a, b, "port")


def _all_in(narrow: Any, wide: Any, covers: Any) -> bool:
    """Whether each item of one list, which is not empty, is covered by one of the other."""
    if type(narrow) is not list or type(wide) is not list or not narrow:
        return False
    return all(any(covers(w, n) for w in wide) for n in narrow)


def _host_covers(wide: Any, narrow: Any) -> bool:
    if type(wide) is not str or type(narrow) is not str:
        return False
    return wide == narrow or (wide[:1] == "*" and narrow.endswith(wide[1:]))


def _same_or_any(a: dict[str, Any], b: dict[str, Any], key: str) -> bool:
    return key not in a or (key in b and a[key] == b[key])


def _callers_cover(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether one match is for every gateway and caller that another is for."""
    if "gateways" in a:
        return _all_in(b.get("gateways"), a["gateways"], lambda x, y: bool(x == y))
    asks = "sourceLabels" in a or "sourceNamespace" in a
    if asks and "gateways" in b:
        return False  # the other one does not look at the caller
    return _map(a.get("sourceLabels")).items() <= _map(b.get("sourceLabels")).items() and _same_or_any(a, b, "sourceNamespace")


def _how(text: Any) -> tuple[str, str] | None:
    """How a StringMatch compares, and with what; None where it says no such thing."""
    found = [(how, text[how]) for how in (EXACT, PREFIX, REGEX) if how in _map(text) and type(text[how]) is str]
    return found[0] if len(found) == 1 and len(_map(text)) == 1 else None


def _path_covers(wide: Any, narrow: Any, *, folded: bool, other: bool) -> bool:
    """Whether a match of the path takes all that another takes; `None` takes all.

    Args:
        wide: the first.
        narrow: the second.
        folded: whether the first takes small and capital letters for the same.
        other: whether the second does.
    """
    if wide is None:
        return True
    a = _how(wide)
    if a is None:
        return False
    if a == (PREFIX, "/") or (a[0] == REGEX and a[1] in _ALL):
        return True
    b = _how(narrow)
    if b is None or (other and not folded):
        return False
    if REGEX in (a[0], b[0]):
        return a == b  # letter case does not count in expressions
    x, y = (a[1].lower(), b[1].lower()) if folded else (a[1], b[1])
    return (a[0] == b[0] == EXACT and x == y) or (a[0] == PREFIX and y.startswith(x))


def _text_covers(wide: Any, narrow: Any) -> bool:
    a, b = _how(wide), _how(narrow)
    if a is None or b is None:
        return False
    if a[0] == REGEX:
        return a == b
    if a[0] == EXACT:
        return a == b
    return b[0] in (EXACT, PREFIX) and b[1].startswith(a[1])


def _is_there(text: Any) -> bool:
    """Whether a match of a header asks for one that is there and not empty."""
    how = _how(text)
    return how is not None and how[0] != REGEX and bool(how[1])


def _texts_cover(wide: dict[str, Any], narrow: dict[str, Any], *, fold: bool) -> bool:
    """Whether each header or parameter that the first asks for is asked for by the second, in no wider a way.

    Args:
        wide: name -> match, of the first.
        narrow: name -> match, of the second.
        fold: whether names are the same in small and capital letters.
    """
    asked: dict[str, list[Any]] = {}
    for name, match in narrow.items():
        asked.setdefault(str(name).lower() if fold else str(name), []).append(match)
    for name, match in wide.items():
        others = asked.get(str(name).lower() if fold else str(name), ())
        if not any(match == other or (match == {} and _is_there(other)) or _text_covers(match, other) for other in others):
            return False
    return True
