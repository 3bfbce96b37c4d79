"""Fixes of findings, as a diff of the files that people write, or of the objects that an app makes."""

from __future__ import annotations

import os

from k8skit.errors import K8skitError
from k8skit.fix import QUOTE, Fix, applied
from k8skit.report.diff import one, shows_secret

from .failure import folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from k8skit.finding import Finding


class Shown:
    """A diff, and how many fixes are in it.

    Args:
        text: the diff; `""` for none.
        made: number of fixes in it.
        refused: number of fixes that cannot be shown.
    """

    __slots__ = ("made", "refused", "text")

    def __init__(self, text: str, made: int, refused: int) -> None:
        self.text = text
        self.made = made
        self.refused = refused

    def counts(self) -> str:
        """Return such as "3 fixes in the diff, 1 fix cannot be shown as text"."""
        parts = [f"{_fixes(self.made)} in the diff"]
        if self.refused:
            parts.append(f"{_fixes(self.refused)} cannot be shown as text")
        return ", ".join(parts)


def _fixes(number: int) -> str:
    return f"{number} fix" if number == 1 else f"{number} fixes"


def of_files(found: Sequence[Finding], *, color: bool = False) -> Shown:
    """Return the fixes of findings on files, as a diff that `patch -p0` and `git apply -p0` take.

    Everything in a file but the edits stays as it is. Not shown are fixes of standard input, those that cannot be made in the text for
    certain, and those of files where the diff would show the value of a Secret.

    Args:
        found: the findings.
        color: whether to use ANSI colours.
    """
    from k8skit.yamltext.edit import edited

    out = []
    made = refused = 0
    for file, some in sorted(_by_file(found).items()):
        text = _text(file)
        if text is None:
            refused += len(some)
            continue
        result = edited(text, some)
        if shows_secret(text, result.text):
            refused += len(some)
            continue
        made += len(result.made)
        refused += len(result.refused)
        out.append(one(_name(file), text, result.text, color=color))
    return Shown("".join(out), made, refused)


def as_written(found: Sequence[Finding]) -> None:
    """Give the fixes that make text of numbers and booleans the text that stands in the file; where it cannot be told, there is no fix.

    Args:
        found: the findings on files; their `fix` is replaced.
    """
    from k8skit.yamltext.edit import edited

    quoting = [f for f in found if f.fix is not None and any(edit.action == QUOTE for edit in f.fix.edits)]
    made: dict[int, Fix] = {}
    for file, some in _by_file(quoting).items():
        text = _text(file)
        if text is not None:
            made.update((id(old), Fix(old.object, *edits)) for old, edits in edited(text, some).made)
    for f in quoting:
        f.fix = made.get(id(f.fix))


def of_objects(found: Sequence[Finding], *, color: bool = False) -> Shown:
    """Return the fixes of findings on the objects of an app, as a diff of each object's YAML under the name of its construct.

    Args:
        found: the findings.
        color: whether to use ANSI colours.
    """
    from k8skit.report.secrets import hide
    from k8skit.yamltext import dump

    objects: dict[tuple[str, int], list[Finding]] = {}
    for f in found:
        if f.fix is not None:
            objects.setdefault((_construct(f), id(f.fix.object)), []).append(f)
    out = []
    made = refused = 0
    for (name, _), some in objects.items():
        assert some[0].fix is not None
        old = new = some[0].fix.object
        for f in some:
            assert f.fix is not None
            try:
                new = applied(new, f.fix.edits)
                made += 1
            except LookupError:
                refused += 1
        try:
            before, after = hide(dump(old), dump(new))
        except K8skitError:  # other values of the object cannot be written
            made -= len(some)
            refused += len(some)
            continue
        out.append(one(name, before, after, color=color))
    return Shown("".join(out), made, refused)


def _construct(f: Finding) -> str:
    """Return where an object is made: `WebService shop/web, app.py:12: Deployment shop/web`."""
    o = f.origin
    if o is None:
        return str(f.object)
    where = f"{_name(o.file)}:{o.line}" if o.line else _name(o.file)
    return f"{o.type} {o.path}, {where}: {f.object}".strip()


def _by_file(found: Sequence[Finding]) -> dict[str, list[tuple[int, Fix]]]:
    files: dict[str, list[tuple[int, Fix]]] = {}
    for f in found:
        if f.fix is not None and f.origin is not None:
            files.setdefault(f.origin.file, []).append((f.origin.line, f.fix))
    return files


def _text(file: str) -> str | None:
    """Return what is in a file, with its line ends; None where that is no UTF-8, or cannot be read a second time, such as a pipe."""
    if not os.path.isfile(file) or not file.isprintable():
        return None
    try:
        with open(file, encoding="utf-8", newline="") as opened:
            return opened.read()
    except (OSError, ValueError):
        return None


def _name(file: str) -> str:
    """Return a path as `patch -p0` in the current folder takes it."""
    here = folder()
    return file[len(here) + 1 :] if here and file.startswith(here + "/") else file
