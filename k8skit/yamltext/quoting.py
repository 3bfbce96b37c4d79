"""Scalars as YAML text: plain, in quotes, as a literal block, as a number.

Called by the emitter for each text and number it meets for the first time. Here it is decided what is safe for every reader; it knows
nothing of mappings and lists, imports nothing, and says only that something cannot be written, not why.
"""

from __future__ import annotations

INT_MIN, INT_MAX = -(2**63), 2**63 - 1
"""The integers that Kubernetes keeps exactly; beyond them its readers make floating point numbers."""

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_INSIDE = _LETTERS.encode() + b"0123456789_./@+=,%()$*&!?;|<>{}[]~^\\'\"`-:#"
"""Characters that mean nothing inside a plain scalar in block style, where no blank is beside them; but no colon ends one."""
_INSIDE_BLANK = _INSIDE + b" "
_START = frozenset(_LETTERS + "/")
_DIGITS = frozenset("0123456789")
_NOT_A_NUMBER = frozenset(_LETTERS + "%/@=$") - frozenset("abcdefABCDEFxXoOpPtTzZ")
"""None of these occurs in any spelling of a number, a time or a date in any reader: decimal, 0x, 0b, 0o, exponents, base 60, timestamps."""
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"))
"""Words that some reader takes for a boolean, null or a number, in lower case."""
_LONGEST_WORD = 5


class Unwritable(Exception):  # noqa: N818 - a signal, turned into findings before it leaves this package
    """Something in the data cannot be written; `refusals.explain` says what and where."""


def _escapes() -> dict[str, str]:
    """Return character -> escape for every character that is written as one.

    That is what YAML calls not printable, what YAML 1.1 calls a line break, and what a reader of a diff cannot see: no-break and zero-width
    blanks, direction marks, byte order marks, tags. The set is fixed: it must not depend on the Unicode version of the Python at hand.
    """
    codes = [*range(0x20), *range(0x7F, 0xA1), 0xAD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x202F)]
    codes += [*range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xFDD0, 0xFDF0), *range(0xE0000, 0xE0080)]
    codes += [plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)]
    return {chr(code): f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}" for code in codes}


_escape_table: dict[str, str] = {}


def spelled(text: str) -> str:
    """Return `text` with an escape for each character that needs one; printable characters stay, `"` and the backslash among them.

    Raises:
        Unwritable: `text` holds a lone surrogate, which is no character and has no UTF-8.
    """
    if text.isprintable():  # whatever is escaped is unprintable to every version of Python; the reverse does not hold
        return text
    if not _escape_table:
        _escape_table.update(_escapes())
    for c in set(text):
        if not c.isprintable():
            if "\ud800" <= c <= "\udfff":
                raise Unwritable
            text = text.replace(c, _escape_table.get(c, c))
    return text


def quoted(text: str) -> str:
    """Return `text` as a double-quoted scalar.

    Raises:
        Unwritable: `text` holds a lone surrogate.
    """
    inside = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return f'"{spelled(inside)}"'


def _is_plain(text: str) -> bool:
    """Tell whether `text` may stand without quotes, as a key or a value in block style, for every reader."""
    word = text
    first = text[:1]
    if first in _DIGITS:
        if _NOT_A_NUMBER.isdisjoint(text):
            return False
    else:
        if first == "-":  # `-c` and `--port=80`; `-` alone opens a list, `---` a document
            word = text[2:] if text[1:2] == "-" else text[1:]
            first = word[:1]
        if first not in _START or (len(word) <= _LONGEST_WORD and word.lower() in _WORDS):
            return False
    if not text.isascii() or text[-1] == ":":
        return False
    characters = text.encode()  # `strip` takes bytes faster than text; nothing is left where it knows all of them
    if not characters.strip(_INSIDE):  # the usual case
        return True
    return not (text[-1] == " " or ": " in text or " #" in text or " :" in text or "  " in text or characters.strip(_INSIDE_BLANK))


def scalar(text: str) -> str:
    """Return `text` as a scalar on one line: plain, in single quotes or in double quotes.

    Raises:
        Unwritable: `text` holds a lone surrogate.
    """
    if len(text) > _LONGEST_WORD and text[0] in _START and text[-1] != ":" and text.isascii() and not text.encode().strip(_INSIDE):
        return text  # what `_is_plain` would find, for most texts at once
    if _is_plain(text):
        return text
    if "'" in text or spelled(text) != text:
        return quoted(text)
    return f"'{text}'"


def lines(text: str, depth: int) -> str:
    """Return text with line feeds as what follows `key:` or `-`: a literal block where that is exact, else double quotes.

    The line feed that ends it is not part of it. No literal block where a line ends in a blank or a tab (editors and commit hooks trim those
    in silence), and none where the first line that is not empty starts with one (readers differ on the indentation).
    """
    body = text.strip("\n")
    if not body or body[0] in " \t" or body[-1] in " \t" or " \n" in body or "\t\n" in body:
        return f" {quoted(text)}"
    line = body.replace("\n", "")
    if not line.isprintable():
        line = line.replace("\t", "")
        if spelled(line) != line:
            return f" {quoted(text)}"
    pad = "  " * (depth + 1)
    if text[-1] != "\n":
        head = " |-\n"
    else:
        head = " |+\n" if text[-2] == "\n" else " |\n"
        text = text[:-1]
    if "\n\n" in text or text[0] == "\n" or text[-1] == "\n":
        return head + "\n".join([pad + line if line else "" for line in text.split("\n")])
    return head + pad + text.replace("\n", "\n" + pad)


def float_text(value: float) -> str:
    """Return a float exactly, in a spelling that every reader takes for a float: a dot always, an exponent only signed and far out.

    Raises:
        Unwritable: `value` is infinite or not a number.
    """
    text = float.__repr__(value)
    if text[-1] in "fn":  # inf, nan
        raise Unwritable
    mantissa, mark, exponent = text.partition("e")
    if not mark:
        return text
    power = int(exponent)
    if not -22 < power < 22:
        return text if "." in mantissa else f"{mantissa}.0e{exponent}"
    sign = "-" if value < 0 else ""
    digits = mantissa.lstrip("-").replace(".", "")
    return f"{sign}0.{'0' * (-power - 1)}{digits}" if power < 0 else f"{sign}{digits.ljust(power + 1, '0')}.0"
