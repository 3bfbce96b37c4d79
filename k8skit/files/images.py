"""Image versions in files: what bots and people write there, read before an output is made, and written by `k8skit image`.

For Kustomize output they stand in the overlay of each environment; for plain output in `images/<environment>/kustomization.yaml` beside the
configuration (`images/kustomization.yaml` where there are no environments), if that exists, and before the markers of Flux in the output
itself. The record in the output says what app.py said when it was written.
"""

from __future__ import annotations

import os

from ..errors import OutputError, UsageError
from ..finding import Finding, Origin
from ..process.images import POLICY, Outcome, Versions, split

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from .config import Config

RECORD = ".image-versions"
"""The file in the output with what app.py said of images when the output was written."""
FOLDER = "images"
FILE = "kustomization.yaml"
_HEAD = "# k8skit: what app.py said of images when this output was written (environment, image; or environment, policy, text). Commit it."
_NONE = "-"
"""Stands in the record where there are no environments."""


def place(config: Config, environment: str) -> str:
    """Return the file with the versions of an environment, which need not exist.

    Args:
        config: the configuration.
        environment: the environment, or `<environment>/<cluster>`; `""` where there are none.
    """
    if config.format == "kustomize":
        return os.path.join(config.output, "overlays", environment, FILE)
    return os.path.join(config.root, FOLDER, environment, FILE) if environment else os.path.join(config.root, FOLDER, FILE)


def read_versions(config: Config, environment: str) -> Versions:
    """Read what is said of the images of an environment.

    Of a cluster that has no output yet, that of its environment is read: what a bot wrote before there were clusters is kept. In plain output, the
    file of an environment counts for all its clusters, and that of a cluster before it.

    Args:
        config: the configuration.
        environment: the environment, or `<environment>/<cluster>`; `""` where there are none.

    Raises:
        UsageError: K8S949 for a file whose `images` cannot be read; K8S920-924 for YAML that cannot be.
    """
    file = place(config, environment)
    whole, cluster, _ = environment.partition("/")
    if config.format == "kustomize" and cluster and not os.path.lexists(file):
        environment, file = whole, place(config, whole)
    entries = read_entries(file)
    if config.format == "kustomize":
        return Versions(entries, recorded=_recorded(config, environment) if entries else None, source=file)
    if cluster:
        named = {entry["name"] for entry in entries}
        entries += [entry for entry in read_entries(place(config, whole)) if entry["name"] not in named]
    if entries:
        return Versions(entries, source=file)
    if cluster and not os.path.isdir(os.path.join(config.output, environment)):
        environment = whole
    marked = dict(_markers(os.path.join(config.output, environment)))
    return Versions((), marked, _recorded(config, environment), source=os.path.join(config.output, environment))


def read_entries(file: str) -> list[dict[str, str]]:
    """Return the items of `images` of a kustomization; none if there is no such file.

    Raises:
        UsageError: as for `read_versions`.
    """
    text = _text(file)
    if text is None:
        return []
    from ..yamltext import load_data
    from ..yamltext.places import lines

    data = load_data(text, file)
    found = data.get("images") if isinstance(data, dict) else None
    if found is None:
        return []
    places = lines(text)
    problems = []
    items = found if isinstance(found, list) else [found]
    if not isinstance(found, list):
        problems.append(
            Finding(
                "K8S949",
                "images is no list",
                origin=Origin(file, places.get(("images",), 0)),
                field="images",
                help="write images: and below it a list of entries",
            )
        )
        items = []
    for i, item in enumerate(items):
        what = _problem(item)
        if what:
            help = "write `- name: registry.example.com/web` with newTag, digest or newName below; texts in quotes where they look like numbers"
            at = Origin(file, places.get(("images", i), 0))
            problems.append(Finding("K8S949", f"images[{i}] {what}", origin=at, field=f"images[{i}]", value=item, help=help))
    if problems:
        raise UsageError(*problems)
    return [{key: value for key, value in item.items() if value} for item in items]


def _problem(item: Any) -> str:
    if not isinstance(item, dict) or not isinstance(item.get("name"), str) or not item["name"]:
        return "has no name"
    for key, value in item.items():
        if key not in ("name", "newName", "newTag", "digest", "tagSuffix"):
            return f"has a key {key!r} that kustomize does not know"
        if key == "tagSuffix":
            return "has a tagSuffix, which k8skit cannot follow"
        if value is not None and not isinstance(value, str):
            return f"has a {key} that is no text"
    return ""


def record(config: Config, outcomes: Mapping[str, Outcome]) -> str:
    """Return the text of the record for an output that is to be written; `""` if there is nothing to record.

    Args:
        config: the configuration.
        outcomes: environment -> what became of its images; lines of other environments stay as they are.
    """
    lines = [line for line in _record_lines(config) if line.split(" ", 1)[0] not in {name or _NONE for name in outcomes}]
    for environment, outcome in outcomes.items():
        for name, code in outcome.codes.items():
            if name.startswith(POLICY):
                if config.format != "kustomize":
                    lines.append(f"{environment or _NONE} {name[len(POLICY) :].rstrip('}').rstrip(chr(34))} {code}")
            elif config.format == "kustomize":
                lines += [f"{environment or _NONE} {image}" for image in code.split(" ")]
    known = [*config.builds, _NONE]
    lines = [line for line in lines if line.split(" ", 1)[0] in known]
    return "\n".join([_HEAD, *sorted(set(lines)), ""]) if lines else ""


def _record_lines(config: Config) -> list[str]:
    text = _text(os.path.join(config.output, RECORD)) or ""
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def _recorded(config: Config, environment: str) -> dict[str, str] | None:
    """Return what app.py said of the images of an environment, by name or comment; None if that is not known."""
    found: dict[str, str] = {}
    for line in sorted(_record_lines(config)):
        parts = line.split(" ")
        if parts[0] == (environment or _NONE) and len(parts) == 2:
            name = split(parts[1])[0]
            found[name] = f"{found[name]} {parts[1]}" if name in found else parts[1]
        elif parts[0] == (environment or _NONE) and len(parts) > 2:
            found[f'{POLICY}{parts[1]}"}}'] = " ".join(parts[2:])
    return found or None


def _markers(folder: str) -> Iterator[tuple[str, str]]:
    """Yield comment and text of each marked line of the YAML below a folder; of several with one comment the first path counts."""
    from ..yamltext import load_data

    found: dict[str, str] = {}
    for top, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if name.endswith(".yaml"):
                path = os.path.join(top, name)
                text = _text(path) or ""
                for number, line in enumerate(text.split("\n") if POLICY in text else (), 1):
                    before, mark, rest = line.partition(" # " + POLICY)
                    if mark:
                        value = before.strip().removeprefix("- ")
                        try:
                            data = load_data(value, f"{path}:{number}")
                        except UsageError:
                            continue
                        while isinstance(data, dict) and len(data) == 1:
                            (data,) = data.values()
                        if isinstance(data, str):
                            found.setdefault(POLICY + rest.rstrip(), data)
    yield from found.items()


def _text(file: str) -> str | None:
    try:
        with open(file, encoding="utf-8") as opened:
            return opened.read()
    except (FileNotFoundError, NotADirectoryError):  # what stands in the way of the output is told where it is written
        return None
    except (OSError, UnicodeDecodeError) as e:
        reason = (e.strerror or str(e)).lower() if isinstance(e, OSError) else "it is not UTF-8"
        raise UsageError(
            Finding("K8S949", f"cannot read {file}: {reason}", origin=Origin(file), help="make it a readable text file in UTF-8")
        ) from e


def set_entry(file: str, entry: Mapping[str, str], comments: Mapping[str, str] | None = None) -> None:
    """Write one item of `images` into a kustomization, which keeps its comments and its form; it is made if there is none.

    Args:
        file: the file.
        entry: the item; one of the same name is replaced.
        comments: key of the item -> comment for the end of its line, where the line is new (default: none).

    Raises:
        UsageError: as for `read_entries`.
        OutputError: K8S952 if it cannot be written.
    """
    before = _text(file)
    entries = read_entries(file)
    wanted = [dict(entry) if item["name"] == entry["name"] else item for item in entries]
    if dict(entry) not in wanted:
        wanted.append(dict(entry))
    text = _edited(before or "", entry, wanted, dict(comments or {}))
    _written(file, text)


def _written(file: str, text: str) -> None:
    """Write a file in one step."""
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        staged = f"{file}.k8skit-new"
        with open(staged, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
        os.replace(staged, file)
    except OSError as e:
        reason = (e.strerror or str(e)).lower()
        raise OutputError(Finding("K8S952", f"cannot write {file}: {reason}", origin=Origin(file), help="it is as it was")) from e


def _edited(text: str, entry: Mapping[str, str], wanted: list[dict[str, str]], comments: dict[str, str]) -> str:
    """Return the text with an item: its lines changed where it is there, or added behind the others."""
    from ..yamltext import dump, load_data
    from ..yamltext.places import lines

    data = load_data(text, "") if text else None
    data = data if isinstance(data, dict) else {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization"}
    goal = {**data, "images": wanted}
    index = next(i for i, item in enumerate(wanted) if item["name"] == entry["name"])
    places, rows = lines(text), text.split("\n")
    known = [path for path in places if path[:2] == ("images", index) and len(path) == 3]
    if known:
        start = places["images", index] - 1
        end = max(places[path] for path in known)
        indent = rows[start][: len(rows[start]) - len(rows[start].lstrip(" "))]
        for path in known:
            row = rows[places[path] - 1]
            comment = row.partition(" #")[2]
            if comment:
                comments[str(path[2])] = comment.strip()
        new = _item(entry, indent, comments)
    else:
        already = [line for path, line in places.items() if path[:1] == ("images",)]
        end = start = max(already) if already else len(text.rstrip("\n").split("\n")) if text else 0
        first = next((line for path, line in places.items() if path == ("images", 0)), 0)
        indent = rows[first - 1][: len(rows[first - 1]) - len(rows[first - 1].lstrip(" "))] if first else ""
        new = ([] if already else ["images:"]) + _item(entry, indent, comments)
    edited = "\n".join([*rows[:start], *new, *rows[end:]])
    edited = edited if edited.endswith("\n") else edited + "\n"
    if text:
        try:
            if load_data(edited, "") == goal:
                return edited
        except UsageError:
            pass  # a form that lines cannot be put into: it is written anew
    spots: dict[tuple[str | int, ...], str] = {("images", index, key): comment for key, comment in comments.items() if key in entry}
    return dump(goal, comments=spots)


def _item(entry: Mapping[str, str], indent: str, comments: Mapping[str, str]) -> list[str]:
    from ..yamltext import dump

    spots: dict[tuple[str | int, ...], str] = {(0, key): comment for key, comment in comments.items() if key in entry}
    return [indent + row for row in dump([dict(entry)], comments=spots).rstrip("\n").split("\n")]
