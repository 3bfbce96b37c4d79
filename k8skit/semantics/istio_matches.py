"""Matches of a VirtualService: whether one takes every request that another takes, so that a route behind it is never reached.

The rule about routes asks this. It errs on one side only: where it cannot tell, the answer is no.

Sources: Istio documentation, "Virtual Service": HTTPMatchRequest, L4MatchAttributes, TLSMatchAttributes; for what they leave open, the translation of
matches in istio.io/istio: a match with gateways does not look at the labels and the namespace of the caller.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    _Path = tuple[str, str]
    _Text = tuple[str, str, str, str]

_ANY = ("", "")
EXACT, PREFIX, REGEX = "exact", "prefix", "regex"
_ALL = (".*", "/.*")
_REMEMBERED = 2000
_KNOWN: dict[str, tuple[tuple[str, ...] | None, str]] = {}
"""Expression -> what is understood of it; each is compared with many others."""
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


class HttpMatches:
    """Matches of http routes in their order, found by the path that they ask for, and by one other text.

    So a table of thousands of paths or headers is not compared each with each. Of those that a path and such a text do not rule out, `most` at most are
    compared.

    Args:
        most: how many matches are compared with one at most.
    """

    __slots__ = ("_found", "_lengths", "_most")

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: dict[tuple[_Path, _Text | None], list[tuple[int, Any]]] = {}
        self._lengths: set[int] = set()

    def add(self, match: Any, number: int) -> None:
        """Add a match; numbers do not fall.

        Args:
            match: the match.
            number: the number of its route.
        """
        asked = _given(match)
        text = next((only for _, only in _other_texts(asked) if only), None)
        for path in self._paths_of(asked.get("uri")):
            self._found.setdefault((path, text), []).append((number, match))

    def _paths_of(self, uri: Any) -> set[_Path]:
        """Under which paths a match is found; under none where it covers nothing."""
        how = _how(uri)
        if uri is None or how == (PREFIX, "/") or (how is not None and how[0] == REGEX and how[1] in _ALL):
            return {_ANY}
        if how is None:
            return set()
        texts, begin = _known_texts(*how)
        alike: set[_Path] = {(REGEX, how[1])} if how[0] == REGEX else set()
        if texts is not None:
            return alike | {(EXACT, text.lower()) for text in texts}
        if how[0] == REGEX and not _is_prefix(how[1]):
            return alike
        self._lengths.add(len(begin.lower()))
        return alike | {(PREFIX, begin.lower())}

    def first(self, match: Any) -> tuple[Any, int] | None:
        """Return the first match that takes every request that another takes, and the number of its route; None where there is none.

        Args:
            match: the other.
        """
        asked = _given(match)
        paths: list[_Path] = [_ANY]
        how = _how(asked.get("uri"))
        if how is not None:
            texts, begin = _known_texts(*how)
            text = (begin if texts is None else texts[0]).lower()
            paths += [(REGEX, how[1])] if how[0] == REGEX else []
            paths += [(EXACT, text)] if texts is not None else []
            paths += [(PREFIX, text[:length]) for length in self._lengths if length <= len(text)]
        others = [None, *(some for pair in _other_texts(asked) for some in pair if some)]
        some = [one for path in paths for other in others for one in self._found.get((path, other), ())[: self._most]]
        some.sort(key=lambda one: one[0])
        return next(((wide, number) for number, wide in some[: self._most] if http_covers(wide, match)), None)


def _other_texts(asked: dict[str, Any]) -> Iterator[tuple[_Text, _Text | None]]:
    """Give for each text that a match asks for, beside the path, what is found by it, and the same where only an equal one is covered by it."""
    places: list[tuple[str, str, Any]] = [(key, "", asked.get(key)) for key in ("scheme", "method", "authority") if key in asked]
    places += [("headers", str(name).lower(), text) for name, text in _map(asked.get("headers")).items()]
    places += [("queryParams", str(name), text) for name, text in _map(asked.get("queryParams")).items()]
    for key, name, text in places:
        how = _how(text)
        if how is not None:
            texts, _ = _known_texts(*how)
            if texts is not None:
                yield (key, name, EXACT, texts[0]), (key, name, EXACT, texts[0]) if len(texts) == 1 else None
                if how[0] == REGEX:
                    yield (key, name, *how), None
            else:
                yield (key, name, *how), (key, name, *how) if how[0] == REGEX and not _is_prefix(how[1]) else None


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
    if other and a[0] == REGEX != b[0]:
        return False
    if REGEX not in (a[0], b[0]) and folded:
        a, b = (a[0], a[1].lower()), (b[0], b[1].lower())
    return _takes(a, b)  # letter case counts in expressions, whatever ignoreUriCase says


def _text_covers(wide: Any, narrow: Any) -> bool:
    a, b = _how(wide), _how(narrow)
    return a is not None and b is not None and _takes(a, b)


def _takes(wide: tuple[str, str], narrow: tuple[str, str]) -> bool:
    """Whether all texts that one comparison accepts are accepted by another."""
    if wide == narrow:
        return True
    texts, begin = _known_texts(*narrow)
    if texts is not None:
        return all(_accepts(wide, text) for text in texts)
    own, all_with = _known_texts(*wide)
    is_prefix = own is None and (wide[0] == PREFIX or _is_prefix(wide[1]))
    return is_prefix and begin.startswith(all_with)


def _accepts(how: tuple[str, str], text: str) -> bool:
    """Whether a comparison accepts a text, as far as that is plain to see."""
    texts, begin = _known_texts(*how)
    if texts is not None:
        return text in texts
    return (how[0] == PREFIX or _is_prefix(how[1])) and text.startswith(begin)


def _known_texts(how: str, value: str) -> tuple[tuple[str, ...] | None, str]:
    """The texts that a comparison accepts, None where they cannot be listed; and how each of them begins.

    Expressions are matched against the whole text. Of one, plain characters are understood, alternatives of these, and what follows plain characters.
    """
    if how == EXACT:
        return (value,), value
    if how == PREFIX:
        return None, value
    known = _KNOWN.get(value)
    if known is None:
        inner = _bare(value)
        choices = [_literal(part) for part in inner.split("|")]
        if all(rest == "" for _, rest in choices):
            known = tuple(text for text, _ in choices), ""
        else:
            known = None, "" if "|" in inner else choices[0][0]
        if len(_KNOWN) >= _REMEMBERED:
            _KNOWN.clear()
        _KNOWN[value] = known
    return known


def _is_prefix(expression: str) -> bool:
    """Whether an expression is plain characters, and then anything."""
    inner = _bare(expression)
    return "|" not in inner and _literal(inner)[1] in (".*", "(.*)", "(?:.*)")


def _bare(expression: str) -> str:
    """An expression without what says that it is about the whole text, and without a group around all of it."""
    inner = expression.removeprefix("^")
    if inner.endswith("$") and not inner.endswith("\\$"):
        inner = inner[:-1]
    if inner[:1] == "(" and inner[-1:] == ")" and inner[-2:-1] != "\\" and not any(c in inner[1:-1] for c in "()"):
        inner = inner[1:-1].removeprefix("?:")
    return inner


def _literal(expression: str) -> tuple[str, str]:
    """The plain characters that an expression begins with, and what follows them."""
    out: list[str] = []
    i, n = 0, len(expression)
    while i < n:
        char, width = expression[i], 1
        if char == "\\":
            char, width = expression[i + 1 : i + 2], 2
            if char.isalnum() or not char:
                break  # a class of characters
        elif char in ".*+?()[]{}|^$":
            break
        if expression[i + width : i + width + 1] in ("*", "?", "{", "+"):
            break  # there may be none of it, or several
        out.append(char)
        i += width
    return "".join(out), expression[i:]


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
