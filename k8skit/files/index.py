"""The ownership index: which files of an output folder are k8skit's, and what it put into them.

A text file in the output folder, committed with it, so that a fresh clone knows what may be replaced and deleted. The writer reads and
writes it; the index knows no file but itself.

The checksum is CRC-32 with the size: it only has to tell a file that someone changed by hand from one that nobody touched, and whoever
wanted to deceive it could write the index as well; every comparison that decides about writing compares whole contents.
"""

from __future__ import annotations

from zlib import crc32

from ..errors import OutputError
from ..finding import Finding, Origin
from .paths import INDEX, problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

HEADER = "# k8skit index 1: the files in this folder that k8skit made (checksum, size, path). Commit it; do not edit it."
"""First line of every index. The number is the form of the file, not the version of k8skit."""

SHARED = "00000000 0"
"""The mark of a file in which others may change something; the next synth keeps it."""

_START = "# k8skit index "
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


def mark(content: bytes) -> str:
    """Return what the index notes about a content: CRC-32 in hex and size in bytes."""
    return f"{crc32(content):08x} {len(content)}"


def marks(contents: Mapping[str, bytes], shared: Collection[str] = ()) -> dict[str, str]:
    """Return path -> mark for path -> content.

    Args:
        contents: path -> content.
        shared: paths of files in which others may change versions: nothing of their contents is noted (default: none).
    """
    found = {path: f"{crc32(content):08x} {len(content)}" for path, content in contents.items()}
    for path in shared:
        found[path] = SHARED
    return found


def render(entries: Mapping[str, str]) -> bytes:
    """Return the text of an index: sorted, without time or version, so that equal outputs have equal indexes.

    Args:
        entries: path -> mark.
    """
    lines = [HEADER]
    lines += [f"{entries[path]} {path}" for path in sorted(entries)]
    lines.append("")
    return "\n".join(lines).encode()


def parse(content: bytes, source: str) -> dict[str, str]:
    """Read an index.

    Args:
        content: the bytes of the file.
        source: its path, for messages.

    Returns:
        path -> mark.

    Raises:
        OutputError: K8S951 for a file that is no index; K8S952 for one with merge conflicts, a broken line or an unknown form;
            K8S954 for a path that would leave the output folder.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = ""
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if line.startswith(_CONFLICT) and line[7:8] in ("", " "):
            raise _broken(
                source,
                number,
                "has merge conflicts",
                "keep the lines of both sides, delete only the marker lines, and run `k8skit synth`: it makes the file right",
            )
    if not lines[0].startswith(_START):
        help = f"move it away: k8skit keeps the list of its files under the name {INDEX}"
        raise OutputError(Finding("K8S951", f"{source} is not an index of k8skit", origin=Origin(source, 1), help=help))
    if lines[0][len(_START) :].partition(":")[0] != "1":
        raise _broken(source, 1, "was written by a newer k8skit", "use that k8skit, or a newer one")
    entries = {}
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        crc, _, rest = line.partition(" ")
        size, _, path = rest.partition(" ")
        code, text = problem(path)
        if code == "K8S954":
            raise OutputError(Finding(code, f"the path {path!r} in {source} {text}", origin=Origin(source, number), help="delete the line"))
        if code or len(crc) != 8 or not crc.isalnum() or not size.isdecimal():
            raise _broken(
                source, number, "has a line that is not `checksum size path`", "take the file back from version control, or delete the line"
            )
        entries[path] = f"{crc} {size}"
    return entries


def _broken(source: str, line: int, what: str, help: str) -> OutputError:
    return OutputError(Finding("K8S952", f"{source} {what}", origin=Origin(source, line), help=help))
