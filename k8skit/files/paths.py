"""Output paths: which relative paths may be written below an output folder, and which two of them would be one file somewhere.

The writer and its index ask here before they touch the disk; this module reads nothing but the texts of the paths.
"""

from __future__ import annotations

import os

from ..finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

INDEX = ".k8skit"
"""Name of the ownership index in the output folder. No YAML or JSON suffix: GitOps controllers read those, dot-files too."""
STAGING = ".k8skit-staging"
"""Name of the folder in the output folder that holds what is about to be put into place; it exists only while a run writes."""

LONGEST_NAME = 255
"""The most bytes (UTF-8) that one part of a path may have: NAME_MAX of every common file system."""

_WINDOWS_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789\xb9\xb2\xb3")]
)
_WINDOWS_CHARACTERS = frozenset('<>:"|?*')


def problem(path: str, *, windows: bool = os.name == "nt") -> tuple[str, str]:
    """Say what is wrong with a path as a place below an output folder.

    Args:
        path: relative path with `/` between its parts.
        windows: hold the path to the rules of Windows too (default: on Windows). Source: Microsoft documentation, Naming Files, Paths, and
            Namespaces.

    Returns:
        A code and a short problem text; `("", "")` if the path is fine. K8S954 where the path would leave the output, K8S950 where it is
        kept for k8skit's own files, K8S952 where no file can have that name.
    """
    if "\\" in path:
        return "K8S954", "has a backslash, which separates folders on Windows"
    parts = path.split("/")
    if parts[0] == "" and len(parts) > 1:
        return "K8S954", "is absolute"
    if ".." in parts:
        return "K8S954", "has a part '..'"
    if windows and len(parts[0]) > 1 and parts[0][1] == ":":
        return "K8S954", "names a drive"
    if "" in parts or "." in parts:
        return "K8S952", "is empty" if not path else "has an empty part" if "" in parts else "has a part '.'"
    if parts[0].casefold().startswith(INDEX):
        return "K8S950", "is kept for k8skit's own bookkeeping"
    if not (path.isascii() and path.isprintable()):
        for c in path:
            if c < " " or c == "\x7f":
                return "K8S952", "has a control character"
            if "\ud800" <= c <= "\udfff":
                return "K8S952", "has a surrogate, which UTF-8 cannot carry"
    if len(path) * 4 > LONGEST_NAME:
        for part in parts:
            size = len(part.encode())
            if size > LONGEST_NAME:
                return "K8S952", f"has a part of {size} bytes; a file name can have {LONGEST_NAME}"
    if windows:
        for part in parts:
            if part.partition(".")[0].rstrip(" ").casefold() in _WINDOWS_DEVICES:
                return "K8S952", f"has the part {part!r}, which Windows keeps for a device"
            if part[-1] in ". ":
                return "K8S952", f"has the part {part!r}, whose last character Windows would drop"
            if not _WINDOWS_CHARACTERS.isdisjoint(part):
                return "K8S952", f"has the part {part!r} with a character that Windows does not allow in file names"
    return "", ""


def key(path: str) -> str:
    """Return what two paths have in common if some file system takes them for one: case and Unicode normalisation do not count."""
    if path.isascii():
        return path.lower()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFD", path).casefold())


def folders(paths: Collection[str]) -> set[str]:
    """Return every folder on the way to the paths, without the output folder itself."""
    found: set[str] = set()
    for path in paths:
        end = path.rfind("/")
        while end > 0:
            folder = path[:end]
            if folder in found:
                break
            found.add(folder)
            end = path.rfind("/", 0, end)
    return found


def check(paths: Collection[str]) -> list[Finding]:
    """Judge all paths of one output together.

    Args:
        paths: relative paths, all different.

    Returns:
        Findings, empty if all is fine: K8S954, K8S952 and K8S950 of `problem`; then K8S950 for two paths that are one file where case or
        Unicode normalisation does not count, and for a file where another path needs a folder.
    """
    findings = []
    for path in paths:
        code, text = problem(path)
        if code:
            help = "rename the object, the chart or the environment that gives the path its name"
            findings.append(Finding(code, f"output path {path!r} {text}", help=help))
    if findings:
        return findings
    files = {key(path): path for path in paths}
    parents = folders(paths)
    places = {key(folder): folder for folder in parents}
    if len(files) == len(paths) and len(places) == len(parents) and files.keys().isdisjoint(places):
        return []
    for some, what in ((paths, "paths"), (parents, "folders")):
        seen: dict[str, str] = {}
        for path in sorted(some):
            other = seen.setdefault(key(path), path)
            if other != path:
                text = f"output {what} {other!r} and {path!r} are one where case or Unicode normalisation does not count"
                findings.append(_collision(text))
    both = sorted(files.keys() & places.keys())
    return findings + [_collision(f"output path {files[k]!r} is a file, and a folder on the way to another file") for k in both]


def _collision(message: str) -> Finding:
    help = "rename one of the objects or charts; names that differ only in case do not survive on every file system"
    return Finding("K8S950", message, help=help)
