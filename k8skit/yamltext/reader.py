"""The YAML reader: text in, plain data out, as Kubernetes itself would read it; or findings with file and line.

Called by whoever reads manifests, CRDs or values that are not ours, so nothing in the text is trusted: no tags, no duplicate keys, bounds
on size, depth and aliases. It opens no file. PyYAML is loaded with the first YAML text; JSON is read without it.
"""

from __future__ import annotations

from ..errors import UsageError
from ..finding import Finding, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_BYTES = 64 * 2**20
"""Size of the largest text that is read; a cluster takes objects of at most 1.5 MiB."""


class Document:
    """One API object as it was read.

    Args:
        object: the object as plain data.
        line: line of its first key, from 1.
    """

    __slots__ = ("line", "object")

    def __init__(self, object: dict[str, Any], line: int) -> None:
        self.object = object
        self.line = line

    def __repr__(self) -> str:
        return f"Document({self.object!r}, line={self.line})"


def load_all(text: str | bytes, source: str) -> list[Document]:
    """Read all objects of a YAML or JSON text.

    Values are read as Kubernetes reads them (see `scalars`). Empty documents are passed over.

    Args:
        text: the text; bytes are UTF-8, or UTF-16 with a byte order mark.
        source: name of the file for findings.

    Returns:
        The documents in order.

    Raises:
        UsageError: all that is wrong, with file and line: K8S920 syntax, encoding, tags; K8S921 duplicate keys; K8S922 size, depth,
            aliases; K8S923 a document that is no object; K8S924 values and keys that do not survive the way to Kubernetes.
    """
    documents = []
    findings = []
    for root, line in _read(text, source):
        if type(root) is dict:
            documents.append(Document(root, line))
        else:
            name, help = _OTHERS.get(type(root).__name__, ("a single value", "an API object is a mapping with apiVersion and kind"))
            findings.append(Finding("K8S923", f"the document is {name}, not an object", origin=Origin(source, line), help=help))
    if findings:
        raise UsageError(*findings)
    return documents


_OTHERS = {
    "list": ("a list", "write each object as a document of its own, with `---` between them, or as items of `kind: List`"),
    "str": ("text", "an API object is a mapping with apiVersion and kind; is a colon missing?"),
}


def load_data(text: str | bytes, source: str) -> Any:
    """Read one YAML or JSON document with any root, such as a file of values.

    Args:
        text: the text; bytes are UTF-8, or UTF-16 with a byte order mark.
        source: name of the file for findings.

    Returns:
        Plain data; None for an empty text.

    Raises:
        UsageError: as for `load_all`, but any root will do; K8S920 for more than one document.
    """
    documents = _read(text, source)
    if len(documents) > 1:
        raise _error(
            "K8S920", f"the text holds {len(documents)} documents; one is wanted", source, documents[1][1], "split it at the `---` lines"
        )
    return documents[0][0] if documents else None


def _error(code: str, message: str, source: str, line: int, help: str) -> UsageError:
    """Return the error for one finding at one line."""
    return UsageError(Finding(code, message, origin=Origin(source, line), help=help))


def decoded(text: str | bytes, source: str) -> str:
    """Return the text without byte order marks.

    Raises:
        UsageError: too large, or no text in a known encoding.
    """
    if len(text) > MAX_BYTES:
        message = f"the text has more than the {MAX_BYTES // 2**20} MiB that are read"
        raise _error("K8S922", message, source, 1, "split the file")
    if isinstance(text, bytes):
        if text[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\0" in text[:512]:
            message = "the text has null characters: it is no text, or UTF-16 without a byte order mark"
            raise _error("K8S920", message, source, 1, "save it as UTF-8")
        encoding = "utf-16" if text[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        try:
            text = text.decode(encoding)
        except UnicodeDecodeError as e:
            line = e.object.count(b"\n", 0, e.start) + 1
            message = f"the text is not {encoding.upper()}: byte 0x{e.object[e.start]:02x} at offset {e.start}"
            raise _error("K8S920", message, source, line, "save it as UTF-8") from None
    else:
        try:
            text.encode()
        except UnicodeEncodeError as e:
            line = text.count("\n", 0, e.start) + 1
            message = f"the text holds half a surrogate pair, {text[e.start]!a}"
            raise _error("K8S920", message, source, line, "decode the bytes as UTF-8") from None
    if "\ufeff" in text:
        text = "\n".join([line.removeprefix("\ufeff") for line in text.split("\n")])
    return text


def _read(text: str | bytes, source: str) -> list[tuple[Any, int]]:
    """Return root and first line of each document that is not empty.

    Raises:
        UsageError: anything is wrong with any of them.
    """
    text = decoded(text, source)
    if text.lstrip()[:1] in ("{", "["):
        from .jsontext import DuplicateKey, NotJson, read

        try:
            return read(text, source)
        except DuplicateKey as e:
            raise _duplicate(text, source, e.key, e.line) from None
        except NotJson as e:
            if source.endswith(".json"):
                raise _error("K8S920", f"not valid JSON: {e.message}", source, e.line, "correct it there, or just before") from None
    return _read_yaml(text, source)


def _duplicate(text: str, source: str, key: str, line: int) -> UsageError:
    """Return the error for duplicate keys in JSON; the YAML parser knows their lines, if it can read the text."""
    try:
        _read_yaml(text, source)
    except UsageError as e:
        duplicates = [f for f in e.findings if f.code == "K8S921"]
        if duplicates:
            return UsageError(*duplicates)
    return _error("K8S921", f"the key {key!r} is set twice in one mapping", source, line, "keep one of them")


def _read_yaml(text: str, source: str, *, python: bool = False) -> list[tuple[Any, int]]:
    """Read YAML; the Python parser takes over where libyaml refuses what Kubernetes accepts."""
    from yaml.error import YAMLError

    from .build import Builder, Stop
    from .parsers import is_flow_colon, next_event
    from .syntax import finding

    builder = Builder(source)
    try:
        builder.run(next_event(text, python=python))
    except Stop:
        pass
    except YAMLError as e:
        if not python and is_flow_colon(e):
            return _read_yaml(text, source, python=True)
        builder.findings.append(finding(e, text, source))
    if builder.findings:
        raise UsageError(*builder.findings)
    return builder.documents
