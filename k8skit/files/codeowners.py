"""CODEOWNERS: a block of lines in a file of the repository that says who must review which part of the output.

Called by `k8skit synth` where the configuration names the file. What stands outside of the block is never touched.
"""

from __future__ import annotations

import os

from ..errors import OutputError
from ..finding import Finding, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_FOLDERS = (".github", ".gitlab", "docs")
"""Folders in which a CODEOWNERS file speaks of the whole repository (GitHub and GitLab documentation, Code owners)."""


def wanted(file: str, output: str, owned: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[str | None, str]:
    """Return the text that a CODEOWNERS file has, None if there is none, and the text that it should have.

    The block is appended where there is none yet: of several patterns for a file, the last one counts.

    Args:
        file: the CODEOWNERS file, absolute; its place says where the repository begins.
        output: the output folder, absolute.
        owned: folders (with `/` at the end) and files below the output folder, each with its owners.

    Raises:
        OutputError: K8S967 for an output outside of the repository, a file that cannot be read, or a block that has lost one of its marks.
    """
    root = os.path.dirname(file)
    if os.path.basename(root) in _FOLDERS:
        root = os.path.dirname(root)
    place = os.path.relpath(output, root).replace(os.sep, "/")
    if place == ".." or place.startswith("../"):
        raise _wrong(file, f"the output {output} is not in the repository {root} that {file} speaks of", "name a file above the output")
    place = "" if place == "." else f"{place}/"
    try:
        with open(file, "rb") as stream:
            old: str | None = stream.read().decode()
    except FileNotFoundError:
        old = None
    except (OSError, UnicodeDecodeError) as e:
        raise _wrong(file, f"cannot read {file}: {e}", "it must be a text file in UTF-8") from e
    lines = [f"{_escaped(f'/{place}{path}')} {' '.join(owners)}\n" for path, owners in owned]
    return old, _with_block(file, old or "", f"k8skit {place or './'}", lines)


def _with_block(file: str, text: str, name: str, lines: list[str]) -> str:
    begin, end = f"# begin {name}: made by k8skit, do not edit\n", f"# end {name}\n"
    whole = text if not text or text.endswith("\n") else text + "\n"
    if whole.count(begin) > 1 or whole.count(end) > 1 or (begin in whole) != (end in whole) or whole.find(begin) > whole.find(end):
        help = f"delete what is left of the block between {begin.strip()!r} and {end.strip()!r}: it is made again"
        raise _wrong(file, f"{file} has lost a mark of its block", help)
    block = begin + "".join(lines) + end if lines else ""
    if begin in whole:
        head, _, rest = whole.partition(begin)
        return head + block + rest.partition(end)[2]
    return whole + block if block else text


def _escaped(path: str) -> str:
    return path.replace(" ", "\\ ")


def _wrong(file: str, message: str, help: str) -> OutputError:
    return OutputError(Finding("K8S967", message, origin=Origin(file), help=help))


def replace(file: str, text: str) -> None:
    """Put a text into a file in one step; the file stays as it was if that fails.

    Args:
        file: the file.
        text: its new text.

    Raises:
        OutputError: K8S967 where that cannot be done.
    """
    staged = f"{file}.k8skit-new"
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(staged, "wb") as stream:
            stream.write(text.encode())
        os.replace(staged, file)
    except OSError as e:
        try:
            os.unlink(staged)
        except OSError:
            pass
        raise _wrong(file, f"cannot write {file}: {e.strerror}", "give this user the right to write it") from e
