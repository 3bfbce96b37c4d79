"""The writer: makes an output folder hold exactly the texts that were rendered, and touches nothing that is not k8skit's.

Called with the finished texts of a synth (path -> text); it knows no manifests. What is right already is compared and left alone.
Everything new is staged before the first file changes (see `staging`), and which files are k8skit's own stands in the index (see `index`).
"""

from __future__ import annotations

import os

from ..errors import OutputError
from ..finding import Finding, Origin
from . import paths as rules
from .index import render
from .lock import Lock
from .paths import INDEX, STAGING
from .staging import Staging
from .survey import UNCHANGED, Changes, Survey, owned_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

__all__ = ["Changes", "check", "drift", "plan", "write"]

_AGAIN = "the output is partly new; remove the cause and run `k8skit synth` again: it finishes what is left"


def plan(output_dir: str, texts: Mapping[str, str], *, keep: Callable[[str], bool] | None = None) -> Changes:
    """Compare an output folder with the texts that it should hold, without writing.

    Args:
        output_dir: the folder; it need not exist.
        texts: path below the folder, with `/`, -> text.
        keep: says for the path of an own file without text that it belongs to a part of the output that this run does not make, and stays
            (default: all such files are removed).

    Returns:
        The changes, with strangers in the way instead of an error.

    Raises:
        OutputError: K8S950, K8S952, K8S954 for the paths (see `paths.check`); K8S954 for a symbolic link on the way; K8S951, K8S952 for an
            index or a folder that cannot be used.
    """
    return _survey(output_dir, texts, keep, want_old=False).changes


def check(output_dir: str, texts: Mapping[str, str], *, keep: Callable[[str], bool] | None = None, shared: Collection[str] = ()) -> Changes:
    """Compare as `plan` does, and note the old texts for a diff. Never writes.

    Args:
        output_dir: as for `plan`.
        texts: as for `plan`.
        keep: as for `plan`.
        shared: paths of texts in which others may change versions of images: that is no change by hand (default: none).

    Returns:
        The changes; false if `write` would change nothing.

    Raises:
        OutputError: as for `plan`, and K8S951 for every stranger's file in the way.
    """
    changes = _survey(output_dir, texts, keep, want_old=True, shared=shared).changes
    _refuse(changes.strangers, output_dir)
    return changes


def drift(output_dir: str, changes: Changes) -> list[Finding]:
    """Return a finding K8S953 for each file that synth would write or delete.

    Args:
        output_dir: the folder, for messages.
        changes: the result of `check`.
    """
    edited = set(changes.edited)
    found = [(path, "is missing") for path in changes.added]
    found += [(path, "was changed by hand" if path in edited else "is out of date") for path in changes.changed]
    found += [(path, "is no longer made" + (", and was changed by hand" if path in edited else "")) for path in changes.removed]
    if changes.index_changed and not found:
        found = [(INDEX, "is out of date")]
    help = "run `k8skit synth` and commit the result"
    return [
        Finding("K8S953", f"{output_dir}/{path} {what}", origin=Origin(f"{output_dir}/{path}"), help=help) for path, what in sorted(found)
    ]


def write(output_dir: str, texts: Mapping[str, str], *, keep: Callable[[str], bool] | None = None, shared: Collection[str] = ()) -> Changes:
    """Make an output folder hold exactly the texts, as far as its files are k8skit's.

    Until everything is staged nothing changes; what a run leaves undone because it is killed, the next one finishes. Files that are right
    already are not touched.

    Args:
        output_dir: the folder; made if it does not exist.
        texts: path below the folder, with `/`, -> text.
        keep: as for `plan`.
        shared: paths of texts in which others may change versions of images: that is no change by hand (default: none).

    Returns:
        What was done.

    Raises:
        OutputError: as for `plan`; K8S951 for every stranger's file in the way; K8S952 where the output cannot be written; K8S955 if
            another run is writing to it.
    """
    root = _root(output_dir)
    if texts and not os.path.lexists(root) and os.path.isdir(os.path.dirname(root) or "."):
        changes = _fresh(root, texts, shared)
        if changes is not None:
            return changes
    contents = _encode(texts)
    made: list[str] = []
    lock = Lock(root)
    free: bool | None = None  # not known yet
    done = False
    try:
        if not os.path.isdir(root):
            if not contents and not os.path.lexists(root):
                return Changes()
            _make(root, made)
        free = lock.take()
        if free and os.path.isdir(f"{root}{STAGING}"):
            from .fresh import clear

            clear(root)
        changes = _write(root, contents, keep, free=free, shared=shared)
        done = True
        return changes  # noqa: TRY300 (no else: finally reads `done`)
    except OSError as e:
        raise _cannot(e, root, "cannot write", UNCHANGED) from e
    finally:
        if made and not done and (free is not False or not os.path.isdir(root)):
            _unmake(made)
        lock.release()


def _root(output_dir: str) -> str:
    return output_dir.rstrip("/") or "/"


def _survey(
    output_dir: str, texts: Mapping[str, str], keep: Callable[[str], bool] | None, *, want_old: bool, shared: Collection[str] = ()
) -> Survey:
    contents = _encode(texts)
    root = _root(output_dir)
    try:
        return Survey(root, contents, keep, want_old=want_old, shared=shared)
    except OSError as e:
        raise _cannot(e, root, "cannot read", "") from e


def _fresh(root: str, texts: Mapping[str, str], shared: Collection[str]) -> Changes | None:
    """Make an output where there is none; None where that is to be done step by step."""
    findings = rules.check(texts)
    for path, text in texts.items():
        if not text.isascii():
            _encoded(path, text, findings)
    if findings:
        raise OutputError(*findings)
    from . import fresh

    found = fresh.make(root, texts, shared)
    if found == fresh.BUSY:
        raise _in_use(root)
    if found != fresh.MADE:
        return None
    changes = Changes()
    changes.added = sorted(texts)
    changes.index_changed = True
    return changes


def _write(root: str, contents: dict[str, bytes], keep: Callable[[str], bool] | None, *, free: bool, shared: Collection[str]) -> Changes:
    staging = Staging(root)
    left_behind = staging.exists()
    if left_behind and free:
        _recover(root, staging)
        staging = Staging(root)
    try:
        survey = Survey(root, contents, keep, shared=shared)
    except (OutputError, OSError):
        if not free:
            raise _in_use(root) from None  # what was seen is half of another run's change
        raise
    changes = survey.changes
    if not free and (left_behind or changes or changes.strangers):
        raise _in_use(root)
    _refuse(changes.strangers, root)
    if not changes:
        return changes
    findings = survey.unwritable()
    if findings:
        raise OutputError(*findings)
    try:
        _stage(staging, survey, contents)
    except BaseException:
        if not staging.committed and staging.exists():
            staging.discard()
        raise
    try:
        refused = staging.apply()
    except OSError as e:
        raise _cannot(e, root, "cannot write", _AGAIN) from e
    _refuse(dict.fromkeys(refused, "it came while k8skit was writing"), root)
    return changes


def _stage(staging: Staging, survey: Survey, contents: dict[str, bytes]) -> None:
    """Write everything that is new into the staging folder and decide."""
    changes = survey.changes
    staging.open()
    for path in changes.removed:
        staging.drop(path)
    for folder in sorted(rules.folders(changes.removed) - rules.folders(contents), reverse=True):
        staging.clear(folder)
    for path in changes.changed:
        staging.put(path, contents[path])
    for path in survey.singles:
        staging.new(path, contents[path])
    for top, inside in survey.tops.items():
        staging.tree(top, inside)
    staging.commit(survey.index, survey.old_index)


def _recover(root: str, staging: Staging) -> None:
    """Finish what a killed run had decided, throw away what it had not."""
    if staging.load():
        present, owned = owned_files(root)
        try:
            if not staging.outdated(present):
                # What it refuses is no longer in the index: the survey that follows finds a stranger there.
                staging.apply()
                return
            staging.replace_index(render(owned))
        except OSError as e:
            raise _cannot(e, root, "cannot finish the run that was interrupted: cannot write", _AGAIN) from e
    staging.discard()


def _encode(texts: Mapping[str, str]) -> dict[str, bytes]:
    findings = rules.check(texts)
    contents = {path: _encoded(path, text, findings) for path, text in texts.items()}
    if findings:
        raise OutputError(*findings)
    return contents


def _encoded(path: str, text: str, findings: list[Finding]) -> bytes:
    """Return the content of a file; note why there is none."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        problem = f"the text of {path!r} holds a surrogate, which UTF-8 cannot carry"
        findings.append(Finding("K8S952", problem, help="remove it from the object"))
        return b""


def _refuse(strangers: Mapping[str, str], root: str) -> None:
    """Raise K8S951 for everything that is in the way."""
    if strangers:
        help = f"move it away, rename the object or chart, or choose another output; only files listed in {root}/{INDEX} are replaced"
        raise OutputError(
            *(
                Finding("K8S951", f"{root}/{path} is in the way: {kind}", origin=Origin(f"{root}/{path}"), help=help)
                for path, kind in sorted(strangers.items())
            )
        )


def _in_use(root: str) -> OutputError:
    return OutputError(
        Finding("K8S955", f"another k8skit is writing to {root}", origin=Origin(root), help="wait for it to end, then try again")
    )


def _make(root: str, made: list[str]) -> None:
    """Make the output folder and note what was made, the outermost first."""
    if os.path.lexists(root):
        what = "is a symbolic link that leads nowhere" if os.path.islink(root) else "is not a folder"
        help = "choose another output folder, or move it away"
        raise OutputError(Finding("K8S952", f"the output {root} {what}", origin=Origin(root), help=help))
    missing = []
    folder = root
    while folder and not os.path.lexists(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for folder in reversed(missing):
        try:
            os.mkdir(folder)
        except FileExistsError:
            continue  # another run was faster
        made.append(folder)


def _unmake(made: list[str]) -> None:
    for folder in reversed(made):
        try:
            os.rmdir(folder)
        except OSError:
            return  # something is in it by now: a journal, or someone else's file


def _cannot(e: OSError, root: str, what: str, help: str) -> OutputError:
    """Turn what the system said into K8S952."""
    from errno import EDQUOT, EFBIG, ENAMETOOLONG, ENOSPC, EROFS, EXDEV  # here: they cost more than a module of ours

    place = str(e.filename2 or e.filename or root)
    reasons = {
        ENOSPC: ("the disk is full", "make room"),
        EDQUOT: ("the disk quota is used up", "make room"),
        EFBIG: ("it is larger than this process may write", "raise the limit (ulimit -f)"),
        EROFS: ("the file system is read-only", "choose another output folder, or mount it for writing"),
        ENAMETOOLONG: ("its path is too long", "rename the object or chart, or choose an output folder with a shorter path"),
        EXDEV: ("it is on another file system than the output folder", "mount it elsewhere"),
    }
    reason, do = reasons.get(e.errno or 0, (os.strerror(e.errno) if e.errno else str(e), "put that right, or choose another output folder"))
    if isinstance(e, PermissionError):
        reason, do = "permission denied", "give this user the right to write to it, or choose another output folder"
    return OutputError(Finding("K8S952", f"{what} {place}: {reason}", origin=Origin(place), help="; ".join(x for x in (do, help) if x)))
