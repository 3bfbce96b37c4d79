"""What PyYAML's syntax errors mean, in words for people who write manifests.

Called by the reader only.
"""

from __future__ import annotations

from ..finding import Finding, Origin
from .emitter import MAX_LEVELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from yaml.error import YAMLError

_HELP = (
    ("cannot start any token", "put the value into quotes"),
    ("mapping values are not allowed", "a value with `: ` in it needs quotes; else check the indentation of this line and the one before"),
    ("expected key", "keys of one mapping start in one column; text with quotes in it needs quotes around all of it"),
    ("expected <block end>", "keys of one mapping start in one column; text with quotes in it needs quotes around all of it"),
    ("expected '-' indicator", "items of one list start in one column"),
    ("sequence entries are not allowed", "start the list on the next line, below its key"),
    ("parsing a flow node", "close the bracket or brace, or put the value into quotes"),
    ("expected ','", "close the bracket or brace, or put the value into quotes"),
    ("end of stream", "close the quote"),
    ("expected ':'", "a key needs a colon and a blank after it"),
    ("simple key", "a key needs a colon and a blank after it"),
    ("control characters", "write it as an escape in double quotes, such as \\u0007"),
    ("special characters", "write it as an escape in double quotes, such as \\u0007"),
    ("escape", "in double quotes a backslash starts an escape; double it, or use single quotes"),
    ("expected alphabetic or numeric", "`&` and `*` start anchors and aliases; put the value into quotes"),
    ("expected the node content", "put the value into quotes"),
    ("expected node content", "put the value into quotes"),
    ("document start", "separate documents by a line `---`"),
)
"""Part of the parser's message -> what to do."""


def finding(error: YAMLError, text: str, source: str) -> Finding:
    """Return the K8S920 finding for what a parser says.

    Args:
        error: the parser's error.
        text: the text that was parsed.
        source: name of the file.
    """
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed")
    context = str(getattr(error, "context", None) or "")
    start = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or start
    if start is not None and ("simple key" in context or "quoted scalar" in context):
        mark = start  # the parser goes on to where it gives up, which is far away
    if mark is not None:
        line, column = mark.line + 1, mark.column + 1
    else:
        line, column = _place(text, error)
    if "nesting depth" in problem:  # newer versions of libyaml look ahead, and give up before the reader counts
        return too_deep(Origin(source, line))
    shown = _line(text, line)
    c = shown[column - 1 : column]
    if "cannot start any token" in problem:
        problem = f"no value can start with {c!a}"
    if start is not None and context.startswith("while parsing"):
        problem += f" {context} from line {start.line + 1}"
    message = f"not valid YAML: {problem}, column {column}".replace("\t", "\\t").replace("\n", "\\n")
    return Finding("K8S920", message, origin=Origin(source, line), help=_help(problem, shown, c))


def too_deep(origin: Origin) -> Finding:
    """Return the K8S922 finding for a document that is nested too deep.

    Args:
        origin: where it is.
    """
    message = f"the document goes more than {MAX_LEVELS} levels deep"
    return Finding("K8S922", message, origin=origin, help="flatten it, or keep the inner part as text")


def _place(text: str, error: object) -> tuple[int, int]:
    """Return line and column of an error about a character; libyaml counts bytes, the Python parser characters."""
    position: int = getattr(error, "position", 0)
    before = text[:position] if getattr(error, "encoding", "") == "unicode" else text.encode()[:position].decode(errors="ignore")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _help(problem: str, shown: str, c: str) -> str:
    """Return what to do about a problem in a line."""
    if "{{" in shown:
        return "this looks like a template, not YAML; give the output of `helm template`"
    if c == "\t":
        return "indent with blanks; YAML takes no tabs there"
    if c in ("%", "@", "`"):
        return "put the value into quotes"
    for part, help in _HELP:
        if part in problem:
            return help
    return "correct that line, or the one before it"


def _line(text: str, number: int) -> str:
    """Return one line of the text, `""` beyond its end."""
    lines = text.split("\n", number)
    return lines[number - 1] if number <= len(lines) else ""
