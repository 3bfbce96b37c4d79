"""Which snapshot files this run used, and which files no test uses any more.

Loaded by the plugin once a test asks for the snapshot fixture. A file counts as unused only where this run proves it: the run was not
narrowed down, the file's module was collected whole or is gone from the disk, and every test that could own the file has passed without it.
Everything else stays, whatever the reason why it was not used.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..finding import Finding
from .locations import FOLDER, SUFFIX, base_name, looks_like_ours

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

    import pytest

    from .locations import Layout
    from .snapshots import ManifestFiles


class Usage:
    """What one process of a test run knows; under pytest-xdist the controller merges those of its workers.

    Args:
        layout: where snapshots of this project lie.

    Attributes:
        narrowed: why this run cannot tell what is unused; empty if it can.
        modules: folders (relative to `snapshots/`) of the test modules that were collected whole.
        owners: node id -> (folder, base name) of the collected tests of modules that have snapshots.
        extension: the class that the fixture hands to syrupy, made on first use.
    """

    __slots__ = ("_cases", "_reached", "_spoiled", "extension", "layout", "modules", "narrowed", "owners")

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.narrowed = ""
        self.extension: type[ManifestFiles] | None = None
        self.modules: set[str] = set()
        self.owners: dict[str, tuple[str, str]] = {}
        self._reached: set[str] = set()
        self._spoiled: set[str] = set()
        self._cases: dict[str, tuple[str, str]] = {}

    @property
    def used(self) -> set[str]:
        """Files that tests compared with, relative to `snapshots/`."""
        return {location for location, _ in self._cases.values()}

    def use(self, location: str, case: str) -> None:
        """Note that a test compares with a file.

        Args:
            location: path relative to `snapshots/`.
            case: node id and snapshot name.

        Raises:
            UsageError: another case has the same file, at least where file systems do not tell upper from lower case.
        """
        before = self._cases.setdefault(location.casefold(), (location, case))
        if before[1] != case:
            raise UsageError(
                Finding(
                    "K8S962",
                    f"{case.strip()} and {before[1].strip()} would share the snapshot file {FOLDER}/{location}",
                    help="rename a test, a parameter or a snapshot (on some systems names that differ in upper and lower case are one)",
                )
            )

    def collected(self, items: Iterable[pytest.Item], modules: Iterable[Path]) -> None:
        """Note what was collected.

        Args:
            items: the tests that will run.
            modules: test modules that were collected without an error.
        """
        here: dict[Path, str] = {}
        for path in modules:
            folder = self._folder(path)
            if folder and (self.layout.home / folder).is_dir():
                here[path] = folder
        self.modules.update(here.values())
        for item in items:
            folder = here.get(item.path, "")
            if folder:
                self.owners[item.nodeid] = (folder, base_name(item))

    def _folder(self, path: Path) -> str:
        try:
            return self.layout.folder(path)
        except UsageError:
            return ""  # the fixture reports it, where it is used

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note which tests passed; pytest calls it, since the plugin registers this object. Subtests report under the id of their test."""
        if report.outcome in ("failed", "skipped"):
            self._spoiled.add(report.nodeid)
        elif report.when == "call" and report.outcome == "passed":
            self._reached.add(report.nodeid)

    @property
    def passed(self) -> set[str]:
        """Node ids of the tests that passed, with all their parts."""
        return self._reached - self._spoiled

    def payload(self) -> dict[str, Any]:
        """Return everything known as plain data that pytest-xdist can send."""
        return {
            "narrowed": self.narrowed,
            "modules": sorted(self.modules),
            "owners": {node: list(owner) for node, owner in self.owners.items()},
            "passed": sorted(self.passed & self.owners.keys()),
            "cases": [list(case) for case in self._cases.values()],
        }

    def merge(self, payload: dict[str, Any]) -> None:
        """Add what a worker knows.

        Args:
            payload: the worker's `payload()`.

        Raises:
            UsageError: two workers used one file for different cases.
        """
        self.narrowed = self.narrowed or payload["narrowed"]
        self.modules.update(payload["modules"])
        self.owners.update({node: (folder, base) for node, (folder, base) in payload["owners"].items()})
        self._reached.update(payload["passed"])
        for location, case in payload["cases"]:
            self.use(location, case)

    def unused(self, config: pytest.Config) -> list[str]:
        """List the snapshot files that no test uses any more.

        Args:
            config: pytest's configuration.

        Returns:
            Paths relative to `snapshots/`, sorted; empty where the run was narrowed down.
        """
        if self.narrowed or not self.layout.home.is_dir():
            return []
        start = config.invocation_params.dir
        folders = [path for path in (start / argument for argument in config.args) if path.is_dir()]
        waiting: dict[str, list[str]] = {}
        passed = self.passed
        for node, (folder, base) in self.owners.items():
            if node not in passed:
                waiting.setdefault(folder, []).append(base)
        used = self.used
        found = []
        for parent, names, files in os.walk(self.layout.home):
            names[:] = [name for name in names if not name.startswith(".")]
            folder = Path(parent).relative_to(self.layout.home).as_posix()
            ours = [name for name in files if name.endswith(SUFFIX) and looks_like_ours(folder, name[: -len(SUFFIX)], config)]
            if not ours or not self._decided(folder, folders):
                continue
            bases = waiting.get(folder, [])
            for name in ours:
                location = f"{folder}/{name}"
                stem = name[: -len(SUFFIX)]
                if location not in used and not any(stem == base or stem.startswith(f"{base}--") for base in bases):
                    found.append(location)
        return sorted(found)

    def _decided(self, folder: str, ran: Collection[Path]) -> bool:
        """Tell whether this run can judge a folder: its module was collected whole, or is gone and the run covered its place."""
        if self.layout.modules(folder):
            return folder in self.modules
        return any(home.is_relative_to(path) for home in self.layout.homes(folder) for path in ran)

    def settle(self, config: pytest.Config, *, update: bool) -> tuple[list[str], bool]:
        """Report what is unused at the end of a run, and delete it where that is asked for.

        Args:
            config: pytest's configuration, with the options of syrupy.
            update: True if snapshots may be written.

        Returns:
            Lines for the user, and whether the run has failed because of unused files.
        """
        option: Any = config.option
        unused = [] if option.disable_unused_snapshots else self.unused(config)
        if not unused:
            return [], False
        delete = update and not option.no_cleanup
        if delete:
            self.delete(unused)
        head = f"{len(unused)} snapshot file{'s' if len(unused) > 1 else ''} that no test uses{', deleted' if delete else ''}:"
        lines = [head, *(f"  {FOLDER}/{location}" for location in unused)]
        if not update:
            lines.append("Run pytest with --snapshot-update to delete them.")
        return lines, not update and not option.warn_unused_snapshots

    def delete(self, locations: Iterable[str]) -> None:
        """Delete snapshot files, and the folders that this empties.

        Args:
            locations: paths relative to `snapshots/`.
        """
        for location in locations:
            path = self.layout.home / location
            path.unlink(missing_ok=True)
            folder = path.parent
            while folder != self.layout.home and not any(folder.iterdir()):
                folder.rmdir()
                folder = folder.parent


def narrowed(config: pytest.Config) -> str:
    """Say by which option a run was narrowed down to some tests.

    Args:
        config: pytest's configuration.

    Returns:
        The option, such as `-k`; empty for a whole run of its files and folders.
    """
    if any("::" in str(argument) for argument in config.args):
        return "a node id"
    options = {
        "keyword": "-k",
        "markexpr": "-m",
        "deselect": "--deselect",
        "lf": "--last-failed",
        "stepwise": "--stepwise",
        "collectonly": "--collect-only",
        "setuponly": "--setup-only",
        "setupplan": "--setup-plan",
    }
    return next((name for option, name in options.items() if getattr(config.option, option, None)), "")


def shared_folder(items: Iterable[pytest.Item], dirname: str, layout: Layout) -> str:
    """Say whether syrupy's own snapshots would lie among the manifest snapshots: its update would then delete these.

    Args:
        items: the tests that will run.
        dirname: syrupy's `--snapshot-dirname`.
        layout: where manifest snapshots lie.

    Returns:
        A sentence for the user; empty if all is well.
    """
    home = layout.home.resolve()
    for folder in {item.path.parent for item in items}:
        other = (folder / dirname).resolve()
        if other.is_relative_to(home) or home.is_relative_to(other):
            return (
                f"--snapshot-dirname={dirname} puts syrupy's snapshots of {folder} into {other}, where the manifest snapshots are: "
                "syrupy would take these for its own and delete them; choose another --snapshot-dirname"
            )
    return ""


def in_ci(environ: dict[str, str] | os._Environ[str]) -> bool:
    """Tell whether this run is one of a CI service, by the variable `CI` that they all set.

    Args:
        environ: environment variables.

    Returns:
        True unless `CI` is absent, empty, `0`, `false` or `no`.
    """
    return environ.get("CI", "").strip().lower() not in ("", "0", "false", "no")
