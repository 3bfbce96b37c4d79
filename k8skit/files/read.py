"""Reads manifests that k8skit did not make: YAML and JSON files, folders of them, standard input.

Called by `k8skit check -f` and by tests. What it returns is judged elsewhere; here only text that cannot be read is an error. It knows
lists, which are taken apart, and the files of Kustomize that are no API objects, which are passed over.
"""

from __future__ import annotations

import os

from ..errors import UsageError
from ..finding import Finding, Origin
from ..manifest import Manifest
from .paths import STAGING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, Protocol

    class Readable(Protocol):
        """What standard input is: text or bytes."""

        def read(self) -> str | bytes:
            """Return all of it."""
            ...


SUFFIXES = (".yaml", ".yml", ".json")
"""Names that count as manifests in a folder; a file that is named itself may have any."""

KUSTOMIZATIONS = ("kustomization.yaml", "kustomization.yml", "Kustomization")
"""Names of the files that configure Kustomize."""

STDIN = "<stdin>"
"""What standard input is called in findings."""
_READ_TWICE = 8 * 2**20
"""Size of the largest file of which the lines of fields are looked up, in bytes."""
_KUSTOMIZE_GROUP = "kustomize.config.k8s.io/"
_REFERENCES = ("path", "valuesFile", "additionalValuesFiles", "values", "files", "envs", "env")
"""Keys of entries of a kustomization whose values name files that are no complete objects."""
_LISTS = (
    "patches",
    "patchesStrategicMerge",
    "patchesJson6902",
    "replacements",
    "configurations",
    "transformers",
    "generators",
    "validators",
    "crds",
    "helmCharts",
    "helmChartInflationGenerator",
    "configMapGenerator",
    "secretGenerator",
    "openapi",
)
"""Keys of a kustomization that refer to such files."""


class Manifests(list["Manifest"] if TYPE_CHECKING else list):  # type: ignore[misc]
    """The manifests that were read, and what was read.

    Attributes:
        files: how many files were read, standard input among them.
        skipped: the paths of files that hold nothing but configuration or patches of Kustomize.
        stdin: the text of standard input, where it was read.
        broken: the paths of links in folders that lead nowhere and are named as manifests.
        externals: the ConfigMaps and Secrets that Kustomize generates beside the manifests, as `k8skit.rules.run` takes what lives elsewhere.
    """

    def __init__(self) -> None:
        self.broken: list[str] = []
        self.externals: list[dict[str, Any]] = []
        self.files = 0
        self.stdin: str | bytes = ""
        self.skipped: list[str] = []


class ItemOrigin(Origin):
    """Where an item of a list is.

    Args:
        file: path of the file.
        line: line at which the document begins.
        item: keys and indexes that lead to the item in its document.
        path: path of the construct that it became (default: none).
        type: class name of that (default: none).
    """

    __slots__ = ("item",)

    def __init__(self, file: str, line: int, item: tuple[str | int, ...], path: str = "", type: str = "") -> None:
        super().__init__(file, line, path, type)
        self.item = item


def at_their_lines(found: Iterable[Finding], stdin: str | bytes = "") -> None:
    """Let findings on objects of files say the line of the field that they are about, or of what is closest around it.

    Args:
        found: the findings; their origins say the line at which the document begins, and are replaced. Those of files that are too large to
            be read twice stay.
        stdin: the text of standard input, where it was read (default: it was not).
    """
    from ..yamltext.places import documents, line_of

    files: dict[str, list[Finding]] = {}
    for f in found:
        if f.object is not None and f.origin is not None and f.origin.line and (not f.origin.path or type(f.origin) is ItemOrigin):
            files.setdefault(f.origin.file, []).append(f)
    for file, some in files.items():
        text = text_again(file, stdin, most=_READ_TWICE)
        places = {lines[()]: lines for lines in documents(text) if () in lines}
        for f in some:
            assert f.origin is not None
            lines = places.get(f.origin.line)
            if lines is not None:
                base = f.origin.item if isinstance(f.origin, ItemOrigin) else ()
                f.origin = Origin(file, line_of(lines, f.field, base) or f.origin.line, f.origin.path, f.origin.type)


def text_again(file: str, stdin: str | bytes = "", *, most: int | None = None) -> str:
    """Return the text of a file that was read before.

    Args:
        file: its path, or `STDIN`.
        stdin: the text of standard input, where it was read (default: it was not).
        most: size of the largest file that is read, in bytes (default: any that the reader takes).

    Returns:
        The text; `""` of a larger file, of a pipe, which has given all it had, and where the file has changed to something that is no text.
    """
    from ..yamltext.reader import decoded

    try:
        if file == STDIN:
            return decoded(stdin, file)
        if not os.path.isfile(file) or (most is not None and os.path.getsize(file) > most):
            return ""
        return decoded(_content(file), file)
    except (OSError, UsageError):
        return ""


def read_manifests(
    paths: Iterable[str],
    stdin: Readable | None = None,
    *,
    progress: Callable[[str, int], None] | None = None,
    errors: list[Finding] | None = None,
) -> Manifests:
    """Read all API objects of some files and folders, in order.

    A folder is searched for `*.yaml`, `*.yml` and `*.json`, also in the folders below it, in the order of the names; names that begin with
    a dot, folders that k8skit prepares an output in, and links to folders are passed over. Of a folder with a kustomization, patches and
    other files that the kustomization names, but not as resources, are passed over. A Helm chart is not looked into: its templates are no
    manifests. Objects of kind List, and of kinds such as ConfigMapList, are replaced by their items. No file is read twice.

    Args:
        paths: files and folders; `-` is standard input.
        stdin: what `-` reads from (default: `sys.stdin`).
        progress: called with the path of each file before it is read, and the number of files read so far (default: nothing).
        errors: takes the findings about what cannot be read, instead of an exception.

    Returns:
        The manifests; their origins are file and line, with the paths as given.

    Raises:
        UsageError: K8S942 for a path that does not exist or cannot be read, and for a folder without any such file; K8S920 to K8S924 for
            text that cannot be read (see `k8skit.yamltext.load_all`), K8S920 for a Helm chart too. All findings come together.
    """
    manifests = Manifests()
    findings: list[Finding] = [] if errors is None else errors
    files, passed_over = _search(paths, findings, manifests)
    seen: set[str] = set()
    for path, named in files:
        real = path if path == "-" else os.path.realpath(path)
        if real in seen:
            continue
        seen.add(real)
        if not named and real in passed_over:
            manifests.skipped.append(path)
            continue
        if progress is not None:
            progress(path, manifests.files)
        try:
            text = _stdin(stdin) if path == "-" else _content(path)
            manifests.files += 1
            if path == "-":
                manifests.stdin = text
            _load(text, STDIN if path == "-" else path, manifests)
        except UsageError as e:
            findings += e.findings
    if findings and errors is None:
        raise UsageError(*findings)
    return manifests


def _search(paths: Iterable[str], findings: list[Finding], manifests: Manifests) -> tuple[list[tuple[str, bool]], set[str]]:
    """Return the files to read, and whether each was named itself; and the real paths of those to pass over."""
    files: list[tuple[str, bool]] = []
    passed_over: set[str] = set()
    for path in paths:
        if path == "-" or os.path.isfile(path):
            files.append((path, True))
        elif os.path.isdir(path):
            before = len(findings)
            found = list(_walk(path, passed_over, findings, manifests))
            if not found and len(findings) == before:
                help = f"name files, or a folder with {', '.join(f'*{s}' for s in SUFFIXES)}"
                findings.append(Finding("K8S942", f"{path} holds no manifests", help=help))
            files += [(file, False) for file in found]
        elif os.path.exists(path):
            files.append((path, True))  # a pipe
        else:
            findings.append(Finding("K8S942", f"there is no file or folder {path}", help="name files and folders, or - for standard input"))
    return files, passed_over


def _walk(folder: str, passed_over: set[str], findings: list[Finding], manifests: Manifests) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as e:
        findings.append(_cannot(e, folder))
        return
    if {"Chart.yaml", "templates"} <= {entry.name for entry in found}:
        help = f"check what it makes: helm template {folder} | k8skit check -f -"
        origin = Origin(os.path.join(folder, "Chart.yaml"), 1)
        findings.append(Finding("K8S920", f"{folder} is a Helm chart, and its templates are no manifests", origin=origin, help=help))
        return
    for entry in found:
        if entry.name.startswith(".") or entry.name.endswith(STAGING):  # the latter: what a killed synth left beside its output
            continue
        path = os.path.join(folder, entry.name)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, passed_over, findings, manifests)
        elif entry.name in KUSTOMIZATIONS or entry.name.endswith(SUFFIXES):
            try:
                if not entry.is_file():
                    if entry.is_symlink() and not os.path.exists(path):
                        manifests.broken.append(path)
                    continue
            except OSError as e:  # links that lead to each other
                findings.append(_cannot(e, path))
                findings[-1].help = "remove the link, or let it lead to a file"
                continue
            if entry.name in KUSTOMIZATIONS:
                _kustomization(path, passed_over, manifests.externals)
            yield path


def _kustomization(path: str, passed_over: set[str], externals: list[dict[str, Any]]) -> None:
    """Note the files that a kustomization uses as something else than resources, and the objects that it generates."""
    from ..yamltext import load_data

    try:
        content = load_data(_content(path), path)
    except UsageError:
        return  # the file is read again with all others, and told then
    if not isinstance(content, dict) or not _is_kustomize(content, path):
        return  # an object of Flux, say, in a file of that name
    folder = os.path.dirname(path)
    used = {item for key in _LISTS for item in _texts(content.get(key))}
    resources = {item for key in ("resources", "bases", "components") for item in _texts(content.get(key))}
    for name in used - resources:
        if "\n" not in name and "\0" not in name:
            passed_over.add(os.path.realpath(os.path.join(folder, name)))
    for key, kind in (("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret")):
        made = content.get(key)
        externals += [
            {"group": "", "kind": kind, "namespace": "", "name": item["name"], "keys": ()}
            for item in (made if isinstance(made, list) else ())
            if isinstance(item, dict) and isinstance(item.get("name"), str)
        ]


def _texts(value: Any) -> Iterator[str]:
    """Return every file name in a part of a kustomization; other texts among them do no harm."""
    if isinstance(value, str):
        yield value.rpartition("=")[2]
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key in _REFERENCES:
            yield from _texts(value.get(key))


def _is_kustomize(content: dict[str, Any], source: str) -> bool:
    """Whether an object configures Kustomize; in a file of that name, it need not say so."""
    version = content.get("apiVersion")
    if isinstance(version, str):
        return version.startswith(_KUSTOMIZE_GROUP)
    return version is None and "kind" not in content and os.path.basename(source) in KUSTOMIZATIONS


def _content(path: str) -> bytes:
    from ..yamltext.reader import MAX_BYTES

    try:
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as e:
        raise UsageError(_cannot(e, path)) from e


def _stdin(given: Readable | None) -> str | bytes:
    import sys

    if given is None and sys.stdin is None:
        raise UsageError(Finding("K8S942", "cannot read standard input: it is closed", help="run without `<&-`"))
    stdin: Readable = sys.stdin.buffer if given is None else given
    try:
        return stdin.read()
    except OSError as e:
        raise UsageError(_cannot(e, "standard input")) from e


def _cannot(e: OSError, path: str) -> Finding:
    return Finding("K8S942", f"cannot read {path}: {(e.strerror or str(e)).lower()}", help="give this user the right to read it")


def _load(text: str | bytes, source: str, manifests: Manifests) -> None:
    from ..yamltext import load_all

    before = len(manifests)
    kustomize = False
    findings: list[Finding] = []
    for document in load_all(text, source):
        if _is_kustomize(document.object, source):
            kustomize = True
        else:
            _take(document.object, Origin(source, document.line), manifests, findings)
    if kustomize and len(manifests) == before:
        manifests.skipped.append(source)
    if findings:
        raise UsageError(*findings)


def _take(object: dict[str, Any], origin: Origin, manifests: Manifests, findings: list[Finding]) -> None:
    """Add an object, or the items of a list."""
    kind = object.get("kind")
    items = object.get("items")
    if not (isinstance(kind, str) and kind.endswith("List") and "items" in object and (items is None or isinstance(items, list))):
        manifests.append(Manifest(object, origin=origin))
        return
    above = origin.item if isinstance(origin, ItemOrigin) else ()
    for number, item in enumerate(items or ()):
        if not isinstance(item, dict):
            message = f"item {number} of the {kind} is no object"
            findings.append(
                Finding("K8S923", message, origin=origin, field=f"items[{number}]", help="each item is a mapping with apiVersion and kind")
            )
            continue
        if kind != "List":
            # What the API server answers for many objects of one kind: the items do not repeat it.
            item = {"apiVersion": object.get("apiVersion"), "kind": kind.removesuffix("List"), **item}
        _take(item, ItemOrigin(origin.file, origin.line, (*above, "items", number)), manifests, findings)
