"""Selectors as text: `app=web,tier in (a,b),!canary`, read as `kubectl get -l` and the API server read them.

The command line and answers call this. It makes `selectors.Selector`s and knows nothing else of manifests. It is as lenient as Kubernetes:
`in` and `notin` are names where a name must be, values may be empty, and spare commas within parentheses stand for empty values.

Sources: Kubernetes documentation, "Labels and Selectors"; k8s.io/apimachinery `pkg/labels` for the details.
"""

from __future__ import annotations

from ..errors import CallError
from ..finding import Finding
from ..names import label_key, label_value
from .selectors import DOES_NOT_EXIST, EXISTS, GT, IN, LT, NOT_IN, Requirement, Selector, integer

_SPECIAL = "=!(),><"
_BLANK = " \t\r\n"
_END = ""
_COMPARISONS = {"=": IN, "==": IN, "!=": NOT_IN, "in": IN, "notin": NOT_IN, ">": GT, "<": LT}


class _MalformedError(Exception):
    """Carries the problem of a text that is no selector."""


def _tokens(text: str) -> list[str]:
    """Split a text into names and operators; `_END` ends the list. A name never has a special character, an operator only such."""
    found = []
    i, n = 0, len(text)
    while i < n:
        c = text[i]
        if c in _BLANK:
            i += 1
        elif c in _SPECIAL:
            step = 2 if text[i : i + 2] in ("==", "!=") else 1
            found.append(text[i : i + step])
            i += step
        else:
            start = i
            while i < n and text[i] not in _SPECIAL and text[i] not in _BLANK:
                i += 1
            found.append(text[start:i])
    found.append(_END)
    return found


def _is_name(token: str) -> bool:
    return token != _END and token[0] not in _SPECIAL


def _quoted(token: str) -> str:
    return repr(token) if token else "the end"


def _values(tokens: list[str], at: int) -> tuple[list[str], int]:
    """Read `(a,b)` and return its values and the place after it."""
    if tokens[at] != "(":
        raise _MalformedError(f"must have '(' and values after {tokens[at - 1]!r}, not {_quoted(tokens[at])}")
    at += 1
    values = [""] if tokens[at] in (")", ",") else []
    while tokens[at] != ")":
        if _is_name(tokens[at]):
            values.append(tokens[at])
            at += 1
            if tokens[at] not in (",", ")"):
                raise _MalformedError(f"must have ',' or ')' after {tokens[at - 1]!r}, not {_quoted(tokens[at])}")
        elif tokens[at] == ",":
            at += 1
            if tokens[at] in (",", ")"):
                values.append("")
        else:
            raise _MalformedError(f"must have a value, ',' or ')' between the parentheses, not {_quoted(tokens[at])}")
    return values, at + 1


def _requirement(tokens: list[str], at: int) -> tuple[Requirement, int]:
    """Read one requirement and return it and the place after it."""
    absent = tokens[at] == "!"
    at += absent
    key = tokens[at]
    if not _is_name(key):
        raise _MalformedError(f"must have a label's key {'after ' + repr('!') if absent else 'first'}, not {_quoted(key)}")
    text = label_key(key)
    if text:
        raise _MalformedError(f"must have valid keys: {key!r} {text}")
    at += 1
    if absent:
        return Requirement(key, DOES_NOT_EXIST), at
    if tokens[at] in (_END, ","):
        return Requirement(key, EXISTS), at
    sign = tokens[at]
    operator = _COMPARISONS.get(sign)
    if operator is None:
        raise _MalformedError(f"must have an operator of =, ==, !=, in, notin, > or < after {key!r}, not {_quoted(sign)}")
    at += 1
    if sign in ("in", "notin"):
        values, at = _values(tokens, at)
    elif tokens[at] in (_END, ","):
        values = [""]
    elif _is_name(tokens[at]):
        values = [tokens[at]]
        at += 1
    else:
        raise _MalformedError(f"must have a value after {key + sign!r}, not {_quoted(tokens[at])}")
    for value in values:
        text = label_value(value)
        if text:
            raise _MalformedError(f"must have valid values: {value!r} {text}")
    if operator in (GT, LT) and integer(values[0]) is None:
        raise _MalformedError(f"must have an integer after {key + sign!r}, not {values[0]!r}")
    return Requirement(key, operator, values), at


def _read(text: str) -> Selector:
    tokens = _tokens(text)
    requirements: list[Requirement] = []
    at = 0
    while tokens[at] != _END or requirements:
        requirement, at = _requirement(tokens, at)
        requirements.append(requirement)
        if tokens[at] == _END:
            break
        if tokens[at] != ",":
            raise _MalformedError(f"must have ',' after {str(requirement)!r}, not {_quoted(tokens[at])}")
        at += 1
    return Selector(requirements)


def problem(text: object) -> str:
    """Say what is wrong with a selector in its text form.

    Args:
        text: a text such as `app=web,tier in (a,b),!canary`; the empty text selects everything.

    Returns:
        `""` if it is fine, else one short problem ("must ...").
    """
    if not isinstance(text, str):
        return "must be a string"
    try:
        _read(text)
    except _MalformedError as e:
        return str(e)
    return ""


def parse(text: str) -> Selector:
    """Read a selector from its text form, as `kubectl get -l` takes it.

    Args:
        text: a text such as `app=web,tier in (a,b),!canary`; the empty text selects everything.

    Raises:
        CallError: (K8S902) the text is no selector.
    """
    try:
        return _read(text)
    except _MalformedError as e:
        raise CallError(
            Finding(
                "K8S902",
                f"a selector {e}",
                value=text,
                help="write requirements such as app=web, tier!=db, zone in (a,b), canary or !canary",
            )
        ) from None
