"""PyYAML's parsers, as Kubernetes would have them.

libyaml where PyYAML has it; PyYAML's own Python parser elsewhere, and for the one construct that libyaml refuses and go-yaml accepts: a
plain scalar in a flow collection that ends in a colon, such as `[1.2.3.4, 001:db8::]`. Called by the reader only.
"""

from __future__ import annotations

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import ScalarToken

try:
    from yaml import cyaml
except ImportError:  # PyYAML without libyaml
    cyaml = None  # type: ignore[assignment]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_END = "\0 \t\r\n\x85\u2028\u2029"
"""What ends a word in YAML 1.1, the end of the text among it."""


class _PythonParser(Reader, Scanner, Parser):
    """PyYAML's Python parser, with go-yaml's reading of plain scalars in flow collections."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_plain(self) -> ScalarToken:
        """Scan a plain scalar; in a flow collection only a colon before a blank ends it, as in go-yaml."""
        if not self.flow_level:
            token: ScalarToken = super().scan_plain()
            return token
        start = end = self.get_mark()
        words: list[str] = []
        blanks: list[str] | None = []
        while blanks is not None and self.peek() != "#":
            length = 0
            while not self._ends_word(length):
                length += 1
            if not length:
                break
            self.allow_simple_key = False
            words += blanks
            words.append(self.prefix(length))
            self.forward(length)
            end = self.get_mark()
            blanks = self.scan_plain_spaces(self.indent + 1, start) or None
        return ScalarToken("".join(words), plain=True, start_mark=start, end_mark=end)

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> list[str]:
        """Scan a part of a quoted scalar; refuse escapes of what is no character, as libyaml does."""
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
            "".join(chunks).encode()
        except ValueError:  # UnicodeEncodeError is one
            message = "found invalid Unicode character escape code"
            raise ScannerError("while scanning a double-quoted scalar", start_mark, message, self.get_mark()) from None
        return chunks

    def _ends_word(self, length: int) -> bool:
        c = self.peek(length)
        return c in _END or c in ",?[]{}" or (c == ":" and self.peek(length + 1) in _END)


def next_event(text: str, *, python: bool = False) -> Callable[[], Any]:
    """Return a function that gives the events of `text` one by one, then None.

    Args:
        text: the whole text, without byte order mark.
        python: use the Python parser even where libyaml is at hand; default False.

    Raises:
        yaml.YAMLError: from the call and from the function, as the text is read piece by piece.
    """
    if python or cyaml is None:
        return _PythonParser(text).get_event
    parser: Any = cyaml.CParser(text)  # type: ignore[attr-defined]
    get: Callable[[], Any] = parser.get_event
    return get


def is_flow_colon(error: Exception) -> bool:
    """Tell whether an error of libyaml means the one construct that only the Python parser here reads."""
    return getattr(error, "problem", None) == "found unexpected ':'"
