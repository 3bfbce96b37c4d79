r"""RE2: whether a regular expression is one that Go, Envoy and Istio read.

Only what is certainly wrong is told: an expression that nothing is said about may still be refused for its size. It knows texts, no field.

Source: the syntax page of the RE2 project; Go documentation, `regexp/syntax`.
"""

from __future__ import annotations

_DIGITS = "0123456789"
_LETTERS = "abfnrtvdwsDWSAzBCQpPx"
"""Letters that mean something behind a backslash."""
_IN_BRACKETS = "afnrtvdwsDWSpPx"
_MOST = 1000
"""Most repetitions that an expression can ask for by a number."""


def problem(expression: str) -> str:
    r"""Return what makes a text no expression of RE2: `has a '(' that nothing closes`; `""` if nothing certainly does.

    Args:
        expression: the regular expression.
    """
    opened, at, length = 0, 0, len(expression)
    before = ""  # what stands before: "" for nothing that can be repeated, "x" for something, "r" for a repetition
    while at < length:
        c = expression[at]
        at += 1
        if c == "\\":
            if expression[at : at + 1] == "Q":
                end = expression.find("\\E", at)
                before, at = "x", length if end < 0 else end + 2
                continue
            text = _escape(expression, at, _LETTERS)
            if text:
                return text
            before, at = "x", at + 1
        elif c == "[":
            at, text = _bracket(expression, at)
            if text:
                return text
            before = "x"
        elif c == "(":
            opened += 1
            before = ""
            if expression[at : at + 1] == "?":
                at, closes, text = _group(expression, at + 1)
                if text:
                    return text
                opened -= closes
        elif c == ")":
            if not opened:
                return "has a ')' that nothing opens"
            opened -= 1
            before = "x"
        elif c == "|":
            before = ""
        elif c in "*+?":
            if c == "?" and before == "r":
                before = "l"  # the repetition takes as little as it can
                continue
            if before != "x":
                return f"repeats a repetition with {c!r}" if before else f"has nothing that {c!r} could repeat"
            before = "r"
        elif c == "{":
            end, text = _times(expression, at)
            if text:
                return text
            if end and before != "x":
                return "repeats a repetition with '{'" if before else "has nothing that '{' could repeat"
            before, at = ("r", end) if end else ("x", at)
        else:
            before = "x"
    return "has a '(' that nothing closes" if opened else ""


def _escape(expression: str, at: int, letters: str) -> str:
    """What is wrong with what stands behind a backslash."""
    c = expression[at : at + 1]
    if not c:
        return "ends with a backslash"
    if c in "123456789" and not (c < "8" and expression[at + 1 : at + 2] and expression[at + 1] in "01234567"):
        return f"refers back with \\{c}, which RE2 cannot"
    if c.isascii() and c.isalpha() and c not in letters:
        return f"has \\{c}, which means nothing to RE2"
    return ""


def _group(expression: str, at: int) -> tuple[int, int, str]:
    """Where what stands behind `(?` ends, 1 if it closes the group, and what is wrong with it."""
    for mark, what in (("=", "ahead"), ("!", "ahead"), ("<=", "behind"), ("<!", "behind")):
        if expression.startswith(mark, at):
            return at, 0, f"looks {what} with (?{mark}, which RE2 cannot"
    if expression.startswith(("P<", "<"), at):
        end = expression.find(">", at)
        return end + 1, 0, "" if end > 0 else "has the name of a group without an end"
    start = at
    while expression[at : at + 1] and expression[at] in "imsU-":
        at += 1
    last = expression[at : at + 1]
    if last not in (":", ")") or not last or (last == ")" and at == start):
        return at, 0, f"has the group (?{expression[start : at + 1]}, which RE2 does not know"
    return at + 1, int(last == ")"), ""


def _bracket(expression: str, at: int) -> tuple[int, str]:
    """Where what stands behind a `[` ends, and what is wrong with it."""
    length = len(expression)
    at += expression[at : at + 1] == "^"
    first = True
    while at < length and (first or expression[at] != "]"):
        first = False
        if expression.startswith("[:", at):
            end = expression.find(":]", at + 2)
            if end > 0:
                at = end + 2
                continue
        plain = expression[at] != "\\"
        text = "" if plain else _escape(expression, at + 1, _IN_BRACKETS)
        if text:
            return at, text
        low = expression[at]
        at += 1 if plain else 2
        if plain and expression[at : at + 1] == "-" and expression[at + 1 : at + 2] not in ("]", "\\", ""):
            if expression[at + 1] < low:
                return at, f"has the range {low}-{expression[at + 1]}, which is the wrong way round"
            at += 2
    return (at + 1, "") if at < length else (at, "has a '[' that nothing closes")


def _times(expression: str, at: int) -> tuple[int, str]:
    """Where the numbers behind a `{` end, 0 if it is a plain brace, and what is wrong with them."""
    end = expression.find("}", at)
    low, _, high = expression[at : max(end, at)].partition(",")
    if end < 0 or not low or low.strip(_DIGITS) or high.strip(_DIGITS):
        return 0, ""
    if len(low) > 4 or len(high) > 4 or int(low) > _MOST or (high and int(high) > _MOST):
        return end + 1, f"repeats something more than {_MOST} times"
    if high and int(high) < int(low):
        return end + 1, f"repeats something at least {low} and at most {high} times"
    return end + 1, ""
