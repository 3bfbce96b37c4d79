"""What the plugin costs projects that do not use it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

    from tests.testing.conftest import Project

pytest_plugins = ["pytester"]

OURS = ["k8skit", "k8skit.core", "k8skit.core.session", "k8skit.testing", "k8skit.testing.plugin"]

SHOW = r"""
import sys

def test_modules():
    print("\nLOADED", *sorted(name for name in sys.modules if name.partition(".")[0] in ("k8skit", "yaml", "pydantic", "syrupy")))
"""


def loaded(result: pytest.RunResult) -> list[str]:
    (line,) = [line for line in result.outlines if line.startswith("LOADED")]
    return line.split()[1:]


def test_a_run_without_the_fixture_loads_the_plugin_and_nothing_else_of_ours(project: Project) -> None:
    project.write(test_a=SHOW)
    result = project.pytester.runpytest_subprocess(*project.plugins, "-p", "no:syrupy", "-s")
    result.assert_outcomes(passed=1)
    assert loaded(result) == OURS


def test_with_syrupy_about_the_plugin_does_not_touch_it(project: Project) -> None:
    project.write(test_a=SHOW)
    result = project.pytester.runpytest_subprocess(*project.plugins, "-s")
    assert [name for name in loaded(result) if not name.startswith("syrupy")] == OURS


def test_importing_the_plugin_imports_the_standard_library_and_pytest_only(project: Project) -> None:
    code = (
        "import sys, pytest; before = set(sys.modules); import k8skit.testing.plugin; print('LOADED', *sorted(set(sys.modules) - before))"
    )
    result = project.pytester.run(sys.executable, "-c", code)
    assert set(loaded(result)) <= set(OURS)


def test_the_package_gives_its_public_names_and_no_others(project: Project) -> None:
    code = """
import sys
import k8skit.testing as t
assert "k8skit.testing.matchers" not in sys.modules
print("LOADED", *[getattr(t, name).__name__ for name in t.__all__])
try:
    t.Nothing
except AttributeError as error:
    print(error)
"""
    result = project.pytester.run(sys.executable, "-c", code)
    assert loaded(result) == [
        "Absent",
        "Anything",
        "ArrayWith",
        "Exact",
        "ManifestSnapshot",
        "Manifests",
        "Matcher",
        "Partial",
        "Regex",
        "assert_rule",
        "assert_rules",
        "build",
    ]
    result.stdout.fnmatch_lines(["module 'k8skit.testing' has no attribute 'Nothing'"])


def test_an_app_that_a_test_imports_writes_nothing(project: Project) -> None:
    project.file("app.py", "from k8skit import App, Chart\napp = App()\nChart(app, 'shop')\napp.synth()\n")
    project.write(test_runs_an_app="import runpy\ndef test_app():\n    assert runpy.run_path('app.py')['app'].manifests() == []\n")
    result = project.run()
    result.assert_outcomes(passed=1)
    assert not (project.root / "dist").exists()


def test_the_apps_of_a_test_are_forgotten_after_it(project: Project) -> None:
    project.write(
        test_apps="""
from k8skit import App
from k8skit.core import session

def test_a():
    App().synth()
    assert len(session.current().apps) == len(session.current().synths) == 1

def test_b():
    assert session.current().apps == session.current().synths == []
"""
    )
    project.run().assert_outcomes(passed=2)
