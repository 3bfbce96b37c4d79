"""The pytest plugin of k8skit: the fixture `manifest_snapshot` and what it needs of a test run.

pytest loads this module in every project of an environment that has k8skit, so it imports the standard library, pytest and the few lines of
`core.session` only; the snapshot library and the rest of k8skit are loaded when a test asks for the fixture. Hooks and fixtures only:
`usage` decides.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ..core import session as app_session

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from .snapshots import ManifestSnapshot
    from .usage import Usage

FIXTURE = "manifest_snapshot"
UPDATE_IN_CI = "--k8skit-update-in-ci"
PAYLOAD = "k8skit_snapshots"
PROTECTED = "a folder of syrupy that holds manifest snapshots"

_modules = pytest.StashKey[dict[Path, bool]]()
_narrowed = pytest.StashKey[str]()
_usage = pytest.StashKey["Usage"]()
_problem = pytest.StashKey[str]()
_lines = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one option of k8skit."""
    parser.getgroup("k8skit").addoption(
        UPDATE_IN_CI,
        action="store_true",
        default=False,
        dest="k8skit_update_in_ci",
        help="let --snapshot-update write manifest snapshots although the environment variable CI is set",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Start with nothing collected, and let `app.synth()` in an imported app.py write nothing."""
    app_session.begin()
    config.stash[_modules] = {}
    config.stash[_narrowed] = ""
    config.stash[_problem] = ""
    config.stash[_lines] = []


def pytest_unconfigure() -> None:
    """From here on `app.synth()` writes again."""
    app_session.end()


def pytest_runtest_logfinish() -> None:
    """Forget the apps that a test made."""
    current = app_session.current()
    if current is not None:
        current.apps.clear()
        current.synths.clear()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Note which test modules were collected whole."""
    report = yield
    if isinstance(collector, (pytest.Module, pytest.Class)):
        modules = collector.config.stash[_modules]
        modules[collector.path] = modules.get(collector.path, True) and report.outcome == "passed"
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None]:
    """Note whether a plugin takes tests away."""
    before = len(items)
    yield
    if len(items) < before:
        config.stash[_narrowed] = "a plugin that left tests out"


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start to keep account where a collected test uses the fixture."""
    config = session.config
    if not any(FIXTURE in getattr(item, "fixturenames", ()) for item in session.items) or _unavailable(config):
        return
    from .usage import narrowed, shared_folder

    usage = _account(config)
    usage.narrowed = narrowed(config) or config.stash[_narrowed]
    usage.collected(session.items, [path for path, whole in config.stash[_modules].items() if whole])
    config.stash[_problem] = shared_folder(session.items, str(config.option.snapshot_dirname), usage.layout)
    if config.stash[_problem]:
        usage.narrowed = PROTECTED
        _protect(config)


@pytest.fixture
def manifest_snapshot(request: pytest.FixtureRequest) -> ManifestSnapshot:
    """Compare what k8skit would write with the file of this test under `snapshots/`.

    `assert app == manifest_snapshot`, or `manifest_snapshot(name="svc")` for further files of one test. The value may be an App, any
    construct, a manifest, a list of manifests or YAML text. Only `pytest --snapshot-update` writes; it is refused where `CI` is set.
    """
    config = request.config
    problem = _unavailable(config) or config.stash[_problem] or _refused(config)
    if problem:
        pytest.fail(problem, pytrace=False)
    from .snapshots import ManifestSnapshot

    if _usage not in config.stash:
        # Asked for by request.getfixturevalue: collection did not see it, so this run cannot tell what is unused.
        _account(config).narrowed = "tests that ask for the fixture while they run"
    return ManifestSnapshot(request, config.stash[_usage])


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Show what a comparison with one of our values found."""
    if op == "in" and type(left).__module__ == "k8skit.testing.matchers" and isinstance(right, (list, tuple)):
        absence: list[str] = left.explain_absence(list(right))  # type: ignore[attr-defined]
        return absence
    if op != "==":
        return None
    for side, other in ((right, left), (left, right)):
        explain = getattr(side, "explain_difference", None) if type(side).__module__.startswith("k8skit.testing.") else None
        if explain is not None:
            lines: list[str] | None = explain(other)
            return lines
    return None


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take over what a worker of pytest-xdist knows."""
    config: pytest.Config = node.config
    payload = getattr(node, "workeroutput", {}).get(PAYLOAD)
    if error or payload is None:
        # What a worker knew that crashed, nobody can tell now.
        config.stash[_narrowed] = "a worker that ended early"
    if payload is not None:
        _account(config).merge(payload)
        if payload["narrowed"] == PROTECTED:
            _protect(config)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Hand over to the controller, or report (and with the update option delete) what no test uses."""
    config = session.config
    usage = config.stash.get(_usage, None)
    if usage is None:
        return
    output = getattr(config, "workeroutput", None)
    if output is not None:
        output[PAYLOAD] = usage.payload()
        return
    whole = exitstatus in (0, 1) and not session.shouldfail and not session.shouldstop
    usage.narrowed = usage.narrowed or config.stash[_narrowed] or ("" if whole else "a run that ended early")
    lines, failed = usage.settle(config, update=bool(config.option.update_snapshots) and not _refused(config))
    config.stash[_lines] = lines
    if failed and not exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say which snapshot files no test uses."""
    lines = config.stash[_lines]
    if lines:
        terminalreporter.write_sep("-", "manifest snapshots")
        for line in lines:
            terminalreporter.write_line(line)


def _account(config: pytest.Config) -> Usage:
    if _usage not in config.stash:
        from .locations import Layout
        from .usage import Usage

        usage = Usage(Layout.of(config))
        config.stash[_usage] = usage
        config.pluginmanager.register(usage)
    return config.stash[_usage]


def _protect(config: pytest.Config) -> None:
    """Switch syrupy's clean-up off: it comes at the end whatever happens before."""
    config.option.disable_unused_snapshots = True


def _unavailable(config: pytest.Config) -> str:
    """Say why the fixture cannot work here; empty if it can."""
    try:
        from syrupy.extensions.base import SnapshotCollectionStorage
    except ImportError:
        return f"{FIXTURE} needs syrupy 7, which is not installed: pip install 'k8skit[test]'"
    if not hasattr(SnapshotCollectionStorage, "owns_snapshot_collection"):
        return f"{FIXTURE} needs syrupy 7, an older one is installed: pip install 'k8skit[test]'"
    if not hasattr(config, "_syrupy"):
        return f"{FIXTURE} needs the plugin of syrupy, which is switched off here: leave out -p no:syrupy, or add -p syrupy"
    return ""


def _refused(config: pytest.Config) -> str:
    """Say why snapshots must not be written now; empty if they may, or need not."""
    option = config.option
    if option.k8skit_update_in_ci or not (option.update_snapshots or option.update_new_snapshots_only):
        return ""
    from .usage import in_ci

    if not in_ci(os.environ):
        return ""
    return (
        f"--snapshot-update is refused for {FIXTURE} because the environment variable CI is set: there it would hide every difference. "
        f"Update where you can review the change and commit it, or add {UPDATE_IN_CI}"
    )
