"""Manifest snapshots on syrupy: `assert app == manifest_snapshot`, one YAML file per case.

Loaded by the plugin when a test asks for the fixture. syrupy reads, compares, writes and counts; where the file lies, what is in it and
how a difference is shown is decided here; which files are unused decides `usage`, never syrupy (it would delete other tests' files).
"""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.data import SnapshotCollections
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from syrupy.terminal import bold, context_style, disable_color, received_style, reset, snapshot_style

from ..errors import CallError, K8skitError
from ..finding import Finding
from .difference import changes, documents
from .locations import FOLDER, SUFFIX, base_name, file_stem
from .subject import text

if TYPE_CHECKING:
    from typing import Any

    from syrupy.data import SnapshotCollection

    from .locations import Layout
    from .usage import Usage

UPDATE = "--snapshot-update"
"""The option of syrupy that alone writes and deletes snapshots."""


class ManifestSnapshot:
    """The stored manifests of one test: equal to what synth would write, or the test fails and shows what changed.

    Compare an App, any construct, a manifest, a list of manifests or YAML text with it. `manifest_snapshot(name="svc")` is a further
    snapshot of the same test under a name; without names the second comparison is stored as number 2, and so on.

    Args:
        request: pytest's request of the test.
        usage: knows where snapshots lie, takes note of the files that are used.
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, request: pytest.FixtureRequest, usage: Usage) -> None:
        config: Any = request.config
        item: pytest.Item = request.node
        self._folder = usage.layout.folder(item.path)
        self._base = base_name(item)
        self._node = item.nodeid
        self._usage = usage
        self._colourless = bool(config.option.no_colors)
        self._assertion = SnapshotAssertion(
            session=config._syrupy,
            extension_class=_bound(usage),
            test_location=PyTestLocation(item),
            update_snapshots=config.option.update_snapshots,
            update_new_snapshots_only=config.option.update_new_snapshots_only,
        )

    def __call__(self, *, name: str) -> NamedSnapshot:
        """Take the snapshot of this test that has a name.

        Args:
            name: any text; what cannot be in a file name is replaced and a hash added.

        Returns:
            Something to compare with, once or more.

        Raises:
            CallError: the name is empty or not a string.
        """
        if not isinstance(name, str) or not name:
            raise CallError(
                Finding(
                    "K8S902",
                    f"a snapshot's name must be a text that is not empty (got {name!r})",
                    help="give the case a short name of its own",
                )
            )
        return NamedSnapshot(self, name)

    def __eq__(self, other: object) -> bool:
        __tracebackhide__ = True
        return self.compare(other, None)

    def __repr__(self) -> str:
        return f"manifest_snapshot({self._folder}/{self._base})"

    def compare(self, subject: object, name: str | None) -> bool:
        """Compare a value with a snapshot, or write it where the update option is given.

        The test fails here, in the comparison: pytest cuts what `assert` itself explains down to a few lines.

        Args:
            subject: what is under test.
            name: the snapshot's name; None for the numbered one.

        Returns:
            True: the texts are equal or were made equal.

        Raises:
            AssertionError: they differ, or there is no snapshot; shows what changed and how to update.
        """
        __tracebackhide__ = True
        refusal = problem = ""
        try:
            problem = self._compare(text(subject), name)
        except K8skitError as error:
            refusal = f"{_place()}: {error}"
        if refusal:
            # Without a traceback, nor that of the error: pytest shows the arguments of each call in it, and a Secret may be among them.
            pytest.fail(refusal, pytrace=False)
        if problem:
            raise AssertionError(problem)
        return True

    def _compare(self, received: str, name: str | None) -> str:
        index = name if name is not None else self._assertion.num_executions
        location = f"{self._folder}/{file_stem(self._base, index)}{SUFFIX}"
        self._usage.use(location, f"{self._node} {'' if name is None else repr(name)}")
        assertion = self._assertion if name is None else self._assertion(name=name)
        if assertion == received:
            return ""
        result = self._assertion.executions[self._assertion.num_executions - 1]
        if result.exception:
            raise result.exception
        with disable_color() if self._colourless else nullcontext():
            return "\n".join(_explained(f"{FOLDER}/{location}", result.recalled_data, received))


class NamedSnapshot:
    """A snapshot of a test under a name of its own; made by calling `manifest_snapshot`.

    Args:
        case: the test's snapshots.
        name: name of this one.
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, case: ManifestSnapshot, name: str) -> None:
        self._case = case
        self._name = name

    def __eq__(self, other: object) -> bool:
        __tracebackhide__ = True
        return self._case.compare(other, self._name)

    def __repr__(self) -> str:
        return f"{self._case!r}[{self._name}]"


class ManifestFiles(SingleFileSnapshotExtension):
    """One YAML file per snapshot, in the folder of its test module. syrupy makes instances, so a subclass per run knows the layout."""

    file_extension = SUFFIX[1:]
    _write_mode = WriteMode.TEXT
    layout: Layout

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        """Name the folder of the snapshots of a test."""
        return str(cls.layout.home / cls.layout.folder(test_location.item.path))

    @classmethod
    def discovery_dirname(cls, *, test_location: PyTestLocation) -> str:  # noqa: ARG003 (the signature is syrupy's)
        """Name the folder that syrupy would search for unused files; nothing is found in it, see `discover_snapshots`."""
        return str(cls.layout.home)

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: int | str = 0) -> str:
        """Name a snapshot: its file without suffix."""
        return file_stem(base_name(test_location.item), index)

    @classmethod
    def matches_test_location(cls, *, test_location: PyTestLocation, snapshot_location: str) -> bool:
        """Tell whether a file can be a snapshot of this test."""
        return str(Path(snapshot_location).parent) == cls.dirname(test_location=test_location)

    def discover_snapshots(
        self,
        *,
        test_location: PyTestLocation,  # noqa: ARG002
        ignore_extensions: list[str] | None = None,  # noqa: ARG002
    ) -> SnapshotCollections:
        """Find nothing: what syrupy does not know of, it cannot call unused nor delete."""
        return SnapshotCollections()

    @classmethod
    def write_snapshot_collection(
        cls,
        *,
        snapshot_collection: SnapshotCollection,
        name_order: dict[str, int] | None = None,  # noqa: ARG003
    ) -> None:
        """Write a snapshot: UTF-8, LF on every system, the old file whole until the new one is."""
        target = Path(snapshot_collection.location)
        staged = target.with_name(f".{target.name}.{os.getpid()}")
        staged.write_text(str(next(iter(snapshot_collection)).data), encoding="utf-8", newline="\n")
        staged.replace(target)


def _explained(path: str, stored: Any, received: str) -> list[str]:
    if stored is None:
        lines = [f"there is no snapshot {path}", *(reset(received_style(f"+ {label}")) for label in documents(received))]
        return [*lines, f"Run pytest with {UPDATE} to write it."]
    lines = [reset(f"{snapshot_style(f'[- {path}]')} == {received_style('[+ received]')}")]
    for change in changes(str(stored), received):
        lines.append(reset(bold(f"{change.label} ({change.state})")))
        for line in change.lines:
            style = received_style if line[0] == "+" else snapshot_style if line[0] == "-" else context_style
            lines.append(reset(style(line)))
    return [*lines, f"Run pytest with {UPDATE} to take over what is received."]


def _place() -> str:
    """File and line of the comparison in the test."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(str(Path(__file__).parent)):
        frame = frame.f_back
    return f"{os.path.relpath(frame.f_code.co_filename)}:{frame.f_lineno}"


def _bound(usage: Usage) -> type[ManifestFiles]:
    if usage.extension is None:
        usage.extension = type("ManifestFiles", (ManifestFiles,), {"layout": usage.layout})
    return usage.extension
