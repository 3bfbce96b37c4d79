"""Which snapshot files a run may call unused: the matrix of ways to run a part of the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.testing.conftest import Project

pytest_plugins = ["pytester"]

HEAD = """
import pytest

def thing(name):
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}}

"""
WEB = (
    HEAD
    + """
def test_one(manifest_snapshot):
    assert thing("one") == manifest_snapshot

@pytest.mark.slow
def test_two(manifest_snapshot):
    assert thing("two") == manifest_snapshot
    assert thing("svc") == manifest_snapshot(name="svc")

@pytest.mark.parametrize("env", ["dev", "prod"])
def test_env(env, manifest_snapshot):
    assert thing(env) == manifest_snapshot

class TestClass:
    def test_in(self, manifest_snapshot):
        assert thing("in") == manifest_snapshot
"""
)
DB = HEAD + "def test_db(manifest_snapshot):\n    assert thing('db') == manifest_snapshot\n"
PLAIN = "def test_plain():\n    pass\n"

WEB_FILES = {
    "test_web/test_one.yaml",
    "test_web/test_two.yaml",
    "test_web/test_two--svc.yaml",
    "test_web/test_env-dev.yaml",
    "test_web/test_env-prod.yaml",
    "test_web/TestClass.test_in.yaml",
}
ALL = {*WEB_FILES, "sub/test_db/test_db.yaml"}
STRANGERS = {
    "README.md",
    "render/out.yaml",
    "test_web/notes.yaml",
    "test_web/test_one.txt",
    "data/test_one.yaml",
    ".hidden/test_web/test_x.yaml",
}

SUBTESTS = """def test_two(manifest_snapshot, subtests):
    with subtests.test("first part"):
        pass
    assert False"""


@pytest.fixture
def full(project: Project) -> Project:
    """Two modules with all their snapshots, a module without any, and strangers' files beside them."""
    project.write(test_web=WEB, sub__test_db=DB, test_plain=PLAIN)
    assert project.run("--snapshot-update").ret == 0
    assert project.files == ALL
    for stranger in STRANGERS:
        project.file(f"snapshots/{stranger}", "kind: Stranger\n")
    return project


PARTS = {
    "everything": [],
    "the root folder": ["."],
    "the tests folder": ["tests"],
    "a node id": ["tests/test_web.py::test_one"],
    "two node ids": ["tests/test_web.py::test_one", "tests/sub/test_db.py::test_db"],
    "a class": ["tests/test_web.py::TestClass"],
    "a parameter": ["tests/test_web.py::test_env[dev]"],
    "a file": ["tests/test_web.py"],
    "a file without snapshots": ["tests/test_plain.py"],
    "a folder": ["tests/sub"],
    "-k": ["-k", "one"],
    "-k not": ["-k", "not two"],
    "-m": ["-m", "slow"],
    "--deselect": ["--deselect", "tests/test_web.py::test_two"],
    "--ignore": ["--ignore", "tests/sub"],
    "--ignore of the used module": ["--ignore", "tests/test_web.py"],
    "--ignore-glob": ["--ignore-glob", "*web*"],
    "--stepwise": ["--stepwise"],
    "--collect-only": ["--collect-only"],
    "--setup-plan": ["--setup-plan"],
    "xdist": ["-n", "2"],
    "xdist with a node id": ["-n", "2", "tests/test_web.py::test_one"],
    "xdist with a file": ["-n", "2", "tests/test_web.py"],
    "xdist with -k": ["-n", "2", "-k", "one"],
    "xdist by file": ["-n", "2", "--dist", "loadfile"],
}


@pytest.mark.parametrize("update", [False, True], ids=["plain", "update"])
@pytest.mark.parametrize("part", PARTS)
def test_no_part_of_the_tests_calls_a_used_file_unused_or_deletes_it(full: Project, part: str, update: bool) -> None:
    result = full.run(*PARTS[part], *(["--snapshot-update"] if update else []))
    assert result.ret == 0
    assert full.files == ALL | STRANGERS
    assert "no test uses" not in result.stdout.str()


@pytest.mark.parametrize("part", [[], ["."], ["tests"], ["tests/test_web.py"], ["-n", "2"], ["--ignore", "tests/sub"]], ids=str)
def test_the_snapshots_of_a_test_that_is_gone_fail_the_run_and_are_deleted_by_the_update(full: Project, part: list[str]) -> None:
    full.write(test_web=WEB.replace("def test_two", "def test_three"))
    full.run("--snapshot-update", "tests/test_web.py::test_three")
    assert full.files == ALL | STRANGERS | {"test_web/test_three.yaml", "test_web/test_three--svc.yaml"}
    result = full.run(*part)
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "2 snapshot files that no test uses:",
            "  snapshots/test_web/test_two--svc.yaml",
            "  snapshots/test_web/test_two.yaml",
            "Run pytest with --snapshot-update to delete them.",
        ]
    )
    result = full.run(*part, "--snapshot-update")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["2 snapshot files that no test uses, deleted:"])
    assert full.files == (ALL | STRANGERS | {"test_web/test_three.yaml", "test_web/test_three--svc.yaml"}) - {
        "test_web/test_two.yaml",
        "test_web/test_two--svc.yaml",
    }


ELSEWHERE = [["tests/sub"], ["tests/sub/test_db.py"], ["tests/test_web.py::test_one"], ["-k", "one"], ["-m", "slow"]]
NARROWED = [
    ["--deselect", "tests/test_web.py::test_one"],
    ["--stepwise"],
    ["--stepwise-skip"],
    ["--last-failed"],
    ["--collect-only"],
    ["--setup-only"],
    ["--setup-plan"],
    ["tests/test_web.py", "tests/sub/test_db.py::test_db"],
    ["-n", "2", "-k", "not one"],
]


@pytest.mark.parametrize("part", [*ELSEWHERE, *NARROWED], ids=str)
def test_a_run_that_does_not_cover_a_test_that_is_gone_leaves_its_snapshots(full: Project, part: list[str]) -> None:
    full.write(test_web=WEB.replace("def test_env", "def test_renamed").replace("@pytest.mark.slow", ""))
    result = full.run("--snapshot-update", *part)
    assert "no test uses" not in result.stdout.str()
    assert full.files >= ALL | STRANGERS
    result = full.run(*part)
    assert "no test uses" not in result.stdout.str()


@pytest.mark.parametrize("part", [[], ["-n", "2"]], ids=str)
def test_a_parameter_or_a_name_that_is_gone_is_unused(full: Project, part: list[str]) -> None:
    full.write(test_web=WEB.replace('["dev", "prod"]', '["dev"]').replace('    assert thing("svc") == manifest_snapshot(name="svc")\n', ""))
    full.run("--snapshot-update", *part)
    assert full.files == (ALL | STRANGERS) - {"test_web/test_env-prod.yaml", "test_web/test_two--svc.yaml"}


@pytest.mark.parametrize("part", [[], ["tests"], ["-n", "2"]], ids=str)
def test_the_snapshots_of_a_module_that_is_gone_are_deleted_with_their_folder(full: Project, part: list[str]) -> None:
    (full.root / "tests" / "sub" / "test_db.py").unlink()
    assert full.run(*part).ret == 1
    assert full.run(*part, "--snapshot-update").ret == 0
    assert full.files == WEB_FILES | STRANGERS
    assert not (full.root / "snapshots" / "sub").exists()


@pytest.mark.parametrize("part", [["tests/test_web.py"], ["tests/other"]], ids=str)
def test_a_run_elsewhere_leaves_the_snapshots_of_a_module_that_is_gone(full: Project, part: list[str]) -> None:
    full.write(other__test_o=DB)
    (full.root / "tests" / "sub" / "test_db.py").unlink()
    full.run(*part, "--snapshot-update")
    assert "sub/test_db/test_db.yaml" in full.files


def test_a_module_whose_last_test_is_gone_has_unused_snapshots(full: Project) -> None:
    full.write(sub__test_db="")
    assert full.run().ret == 1
    assert full.run("--snapshot-update").ret == 0
    assert full.files == WEB_FILES | STRANGERS


@pytest.mark.parametrize(
    "change",
    [
        {"test_web": WEB.replace("def test_two(manifest_snapshot):", "def test_two(manifest_snapshot):\n    pytest.skip('today')")},
        {"test_web": WEB.replace("def test_two(manifest_snapshot):", "def test_two(manifest_snapshot):\n    assert False")},
        {"test_web": WEB.replace("@pytest.mark.slow", "@pytest.mark.skipif(True, reason='today')")},
        {"test_web": WEB.replace("@pytest.mark.slow", "@pytest.mark.xfail(run=False)")},
        {"test_web": WEB.replace("@pytest.mark.slow", "@pytest.mark.xfail").replace('thing("two")', "1 / 0")},
        {"test_web": WEB.replace("def test_two(", "@pytest.fixture\ndef bad():\n    1 / 0\n\ndef test_two(bad, ")},
        {"test_web": WEB.replace("def test_two(manifest_snapshot):", SUBTESTS)},
        {"sub__test_db": "import pytest\npytest.skip('today', allow_module_level=True)\n" + DB},
        {"sub__test_db": "import pytest\npytest.importorskip('nothing_of_this_name')\n" + DB},
    ],
    ids=[
        "skipped inside",
        "failed before",
        "skipped by mark",
        "xfail not run",
        "xfail",
        "setup failed",
        "failed after subtests",
        "module skipped",
        "import skipped",
    ],
)
def test_a_test_that_could_not_use_its_snapshots_keeps_them(full: Project, change: dict[str, str]) -> None:
    full.write(**change)
    result = full.run("--snapshot-update")
    assert "no test uses" not in result.stdout.str()
    assert full.files == ALL | STRANGERS


def test_a_module_that_does_not_import_keeps_its_snapshots(full: Project) -> None:
    full.write(sub__test_db=f"import nothing_of_this_name\n{DB}")
    assert full.run("--snapshot-update", "--continue-on-collection-errors").ret == 1
    assert full.files == ALL | STRANGERS


@pytest.mark.parametrize("part", [["-x"], ["--maxfail=1"], ["-n", "2", "-x"]], ids=str)
def test_a_run_that_stops_early_deletes_nothing(full: Project, part: list[str]) -> None:
    full.write(test_aaa="def test_a():\n    assert False\n", test_web=WEB.replace("def test_two", "def test_three"))
    full.run("--snapshot-update", *part)
    assert full.files >= ALL | STRANGERS


def test_last_failed_runs_only_what_failed_and_deletes_nothing(full: Project) -> None:
    full.write(test_web=WEB.replace('thing("one")', 'thing("other")'))
    assert full.run().ret == 1
    assert full.run("--lf", "--snapshot-update").ret == 0
    assert full.files == ALL | STRANGERS
    assert "name: other" in full.read("test_web/test_one.yaml")


def test_a_plugin_that_leaves_tests_out_makes_the_run_a_part(full: Project) -> None:
    full.file("conftest.py", "def pytest_collection_modifyitems(items):\n    del items[2:]\n")
    assert full.run("--snapshot-update").ret == 0
    assert full.files == ALL | STRANGERS


def test_a_worker_that_crashes_leaves_everything(full: Project) -> None:
    full.write(test_web=WEB.replace("def test_two", "def test_three"), test_crash="import os\ndef test_crash():\n    os._exit(3)\n")
    full.run("-n", "2", "--snapshot-update")
    assert full.files >= ALL | STRANGERS


def test_nothing_is_deleted_in_ci(full: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    (full.root / "tests" / "sub" / "test_db.py").unlink()
    monkeypatch.setenv("CI", "true")
    result = full.run("--snapshot-update")
    assert result.ret == 1
    assert full.files == ALL | STRANGERS


def test_options_of_syrupy_for_unused_snapshots_hold_for_ours(full: Project) -> None:
    (full.root / "tests" / "sub" / "test_db.py").unlink()
    result = full.run("--snapshot-warn-unused")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["1 snapshot file that no test uses:"])
    assert "no test uses" not in full.run("--snapshot-disable-unused").stdout.str()
    assert full.run("--snapshot-update", "--snapshot-no-cleanup").ret == 0
    assert full.files == ALL | STRANGERS


@pytest.mark.parametrize("workers", [[], ["-n", "1"], ["-n", "2"]], ids=str)
@pytest.mark.parametrize("dirname", ["../snapshots", "{root}/snapshots", "{root}", "../snapshots/test_web"])
def test_a_folder_of_syrupy_in_which_it_would_delete_our_files_is_refused(full: Project, dirname: str, workers: list[str]) -> None:
    result = full.run(*workers, "--snapshot-update", f"--snapshot-dirname={dirname.format(root=full.root)}", "tests/test_web.py")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*syrupy would take these for its own and delete them; choose another --snapshot-dirname*"])
    assert full.files == ALL | STRANGERS


def test_snapshots_of_syrupy_live_beside_ours(full: Project) -> None:
    full.write(test_amber="def test_text(snapshot):\n    assert 'a' == snapshot\n")
    assert full.run("--snapshot-update").ret == 0
    assert (full.root / "tests" / "__snapshots__" / "test_amber.ambr").is_file()
    full.write(test_amber="def test_other(snapshot):\n    assert 'a' == snapshot\n")
    assert full.run("--snapshot-update").ret == 0
    assert full.files == ALL | STRANGERS


def test_two_workers_that_use_one_file_for_two_cases_are_an_error(full: Project) -> None:
    full.write(
        test_case=HEAD
        + """
@pytest.mark.parametrize("region", ["EU", "eu"])
def test_region(region, manifest_snapshot):
    assert thing("x") == manifest_snapshot
"""
    )
    result = full.run("-n", "2", "--dist", "each", "--tx", "2*popen", "tests/test_case.py", "--snapshot-update")
    assert "K8S962" in result.stdout.str()
