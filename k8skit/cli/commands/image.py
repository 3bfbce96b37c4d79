"""`k8skit image`: show the versions of images, and set them where bots set them too."""

from __future__ import annotations

import os

from k8skit.cli.options import Option
from k8skit.cli.project import APP, ENVIRONMENT, chosen, configure, synthesise_all
from k8skit.errors import UsageError
from k8skit.finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from k8skit.cli.options import Arguments
    from k8skit.cli.terminal import Terminal
    from k8skit.files.config import Config
    from k8skit.pipeline import Synthesis

ACTIONS = ("list", "lock", "set")

SUMMARY = "show and set the versions of images"
DESCRIPTION = """Show the versions of images, or set one in the file that bots change too: for Kustomize output that is the kustomization.yaml
of the overlay, for plain output images/ENVIRONMENT/kustomization.yaml beside the configuration (images/kustomization.yaml without
environments). The next `k8skit synth` takes the version from there.

`list` shows for each image what app.py says and what is used. `set` sets one: NAME=TAG, NAME=OTHER/NAME:TAG, NAME@DIGEST or both; a NAME may
be its last part where that is clear. `lock` writes all images with their present versions into the file for plain output, so that bots find
them."""
OPTIONS = (
    Option("action", metavar="ACTION", choices=lambda: ACTIONS, required=True, help="what to do"),
    Option("version", metavar="VERSION", help="for set: the image and its version"),
    APP,
    ENVIRONMENT,
    Option("--format", metavar="FORMAT", choices=lambda: ("table", "json"), help="for list: how to show it"),
)
EXAMPLES = (
    ("k8skit image list", "every image with its versions"),
    ("k8skit image set web=1.4.3 --environment prod", "another tag"),
    ("k8skit image set web=mirror.example.com/web:1.4.3", "another repository too"),
    ("k8skit image set web@sha256:0123...cdef -e prod", "a digest"),
    ("k8skit image lock", "plain output: write the file that bots change"),
)


def run(args: Arguments, terminal: Terminal) -> int:
    """Show or set versions; see the module."""
    config = configure(args)
    environments = chosen(args, config)
    action, version = args.text("action"), args.text("version")
    if (action == "set") != bool(version):
        what = "image set needs a version" if action == "set" else f"image {action} takes no version"
        raise UsageError(Finding("K8S942", what, help="for example `k8skit image set web=1.4.3 --environment prod`"))
    if action == "set" and len(environments) > 1 and not args.texts("environment"):
        help = f"add --environment {environments[0]}, say, once for each that is meant"
        raise UsageError(Finding("K8S942", f"image set needs an environment; there are {', '.join(environments)}", help=help))
    if action == "lock" and config.format == "kustomize":
        help = "`k8skit synth` writes them into the overlays"
        raise UsageError(Finding("K8S942", "image lock is for plain output", help=help))
    built = synthesise_all(args, config.replace(images="keep"), environments, terminal)
    if action == "list":
        terminal.out(_json(built) if args.text("format") == "json" else _table(built, terminal))
    elif action == "lock":
        _lock(built, config, terminal)
    else:
        assert version is not None
        _set(version, built, config, terminal)
    return 0


def _used(synthesis: Synthesis) -> dict[str, list[tuple[str, str]]]:
    """Return name -> pairs of what app.py says and what is used."""
    from k8skit.process.images import images_of

    kept = {k.used: k for k in synthesis.images.kept} if synthesis.images is not None else {}
    out: dict[str, list[tuple[str, str]]] = {}
    for name, images in images_of(synthesis.manifests).items():
        for image in sorted(images):
            known = kept.get(image)
            home = name if known is None or known.name.startswith("{") else known.name
            out.setdefault(home, []).append((known.code if known is not None else image, image))
    return {name: out[name] for name in sorted(out)}


def _rows(built: dict[str, Synthesis]) -> dict[tuple[str, str, str], list[str]]:
    rows: dict[tuple[str, str, str], list[str]] = {}
    for environment, synthesis in built.items():
        for name, images in _used(synthesis).items():
            for code, used in images:
                rows.setdefault((name, code, used), []).append(environment)
    return rows


def _version(image: str, name: str) -> str:
    """Return an image without its name, where it has that name."""
    rest = image.removeprefix(name)
    return rest.lstrip(":") if rest != image and rest[:1] in (":", "@") else image if rest else "-"


def _table(built: dict[str, Synthesis], terminal: Terminal) -> str:
    from k8skit.report.table import table

    head = ("IMAGE", "APP.PY", "USED") + (() if "" in built else ("ENVIRONMENTS",))
    lines = []
    for (name, code, used), names in _rows(built).items():
        where = [] if "" in built else ["all" if len(names) == len(built) else ", ".join(names)]
        lines.append([name, _version(code, name), _version(used, name), *where])
    return table(head, lines, width=terminal.width(), color=terminal.color_out)


def _json(built: dict[str, Synthesis]) -> str:
    import json

    rows = [
        {"name": name, "app": code, "used": used, **({} if "" in built else {"environments": names})}
        for (name, code, used), names in _rows(built).items()
    ]
    return json.dumps(rows, indent=2) + "\n"


def _lock(built: dict[str, Synthesis], config: Config, terminal: Terminal) -> None:
    from k8skit.files.images import place, read_entries, set_entry

    for environment, synthesis in built.items():
        file = place(config, environment)
        known = {entry["name"] for entry in read_entries(file)} | {entry.get("newName", "") for entry in read_entries(file)}
        added = 0
        for name, images in _used(synthesis).items():
            entry = _entry_of(images[0][1], name)
            if name not in known and len(images) == 1 and len(entry) > 1:
                set_entry(file, entry, _comments(synthesis, images[0][1], entry))
                added += 1
        terminal.note(f"{os.path.relpath(file)}: {added} added")


def _comments(synthesis: Synthesis, image: str, entry: dict[str, str]) -> dict[str, str]:
    """Return the comments for an entry about an image that is marked."""
    from k8skit.process.images import entry_comments, marks_of

    comment = marks_of(synthesis.manifests).get(image)
    return entry_comments(entry, comment) if comment else {}


def _set(text: str, built: dict[str, Synthesis], config: Config, terminal: Terminal) -> None:
    wanted, entry = parsed(text)
    from k8skit.files.images import place, read_entries, set_entry

    todo = []
    problems = []
    for environment, synthesis in built.items():
        file = place(config, environment)
        if config.format == "kustomize" and not os.path.isfile(file):
            problems.append(Finding("K8S949", f"there is no {file}", help="run `k8skit synth` first: it makes the overlay"))
            continue
        entries = read_entries(file)
        used = _used(synthesis)
        name, problem = _named(wanted, [*used, *(e["name"] for e in entries)])
        if problem:
            problem.environments = (environment,) if environment else ()
            problems.append(problem)
            continue
        before = next((e for key in ("name", "newName") for e in entries if e.get(key) == name), {"name": name})
        new = {"name": before["name"], "newName": entry.get("newName") or before.get("newName", "")}
        new |= {key: entry[key] for key in ("newTag", "digest") if key in entry}
        new = {key: value for key, value in new.items() if value and not (key == "newName" and value == new["name"])}
        images = used.get(name, ())
        todo.append((file, new, _comments(synthesis, images[0][1], new) if images else {}))
    if problems:
        raise UsageError(*problems)
    for file, new, comments in todo:
        set_entry(file, new, comments)
        terminal.note(f"{os.path.relpath(file)}: {new['name']} is {_told(new)}; run `k8skit synth`")


def parsed(text: str) -> tuple[str, dict[str, str]]:
    """Return the image that a version is for, and the keys of an entry that set it.

    Args:
        text: `NAME=TAG`, `NAME=IMAGE`, `NAME=@DIGEST`, `NAME=TAG@DIGEST`, `NAME:TAG` or `NAME@DIGEST`.

    Raises:
        UsageError: K8S942 for anything else.
    """
    from k8skit.core.types import image_problem
    from k8skit.process.images import split

    name, equals, right = text.partition("=")
    if not equals:
        name, tag, digest = split(text)
        new = ""
    elif right[:1] in ("@", ":") or not ({"/", ":"} & set(right.partition("@")[0])):
        if right.startswith("sha256:"):
            right = f"@{right}"
        tag, _, digest = right.lstrip(":").partition("@")
        new = ""
    else:
        new, tag, digest = split(right)
    if right.startswith("sha256:"):
        new, tag, digest = "", "", right
    full = (new or "x") + (f":{tag}" if tag else "") + (f"@{digest}" if digest or "@" in text else "")
    problem = image_problem(full) if name and (tag or digest or new) else "must say a tag, a digest or another image"
    if digest and not problem and not (digest.startswith("sha256:") and len(digest) == 71):
        problem = "must end in a digest such as @sha256:<64 hexadecimal digits>"
    if problem:
        help = "write web=1.4.3, web=mirror.example.com/web:1.4.3 or web@sha256:<64 hexadecimal digits>"
        raise UsageError(Finding("K8S942", f"the version {problem}", value=text, help=help))
    return name, {key: value for key, value in (("newName", new), ("newTag", tag), ("digest", digest)) if value}


def _named(wanted: str, known: Iterable[str]) -> tuple[str, Finding | None]:
    """Return the whole name of an image, or what is wrong with it."""
    names = list(dict.fromkeys(known))
    found = [name for name in names if name == wanted] or [name for name in names if name.rpartition("/")[2] == wanted]
    if len(found) == 1:
        return found[0], None
    if found:
        return "", Finding("K8S942", f"{wanted} may be {' or '.join(found)}", value=wanted, help="write the whole name")
    from k8skit.names import closest

    near = closest(wanted, [*names, *(name.rpartition("/")[2] for name in names)])
    help = f"the images are {', '.join(names) or 'none'}"
    return "", Finding("K8S942", f"there is no image {wanted}", value=wanted, help=f'did you mean "{near}"? {help}' if near else help)


def _entry_of(image: str, name: str) -> dict[str, str]:
    from k8skit.process.images import split

    new, tag, digest = split(image)
    entry = {"name": name, "newName": new if new != name else "", "newTag": tag, "digest": digest}
    return {key: value for key, value in entry.items() if value}


def _told(entry: dict[str, str]) -> str:
    from k8skit.process.images import joined

    return joined(entry.get("newName", ""), entry.get("newTag", ""), entry.get("digest", "")).lstrip(":@")
