"""What is committed is what generation makes: making it again changes nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from k8skit import rules
from k8skit.codegen import __main__ as program
from k8skit.codegen import registries, rules_page, tools_page
from k8skit.codegen.__main__ import core_files, crd_files, main
from k8skit.codegen.catalog import projects
from k8skit.codegen.datafiles import DATA
from k8skit.errors import UsageError
from k8skit.facts import shipped

if TYPE_CHECKING:
    from pathlib import Path


def test_making_stubs_and_the_list_of_kinds_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stubs", "--check"]) == 0
    assert main(["docs", "--check"]) == 0
    assert capsys.readouterr().out == ""


def test_making_the_registries_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["registries", "--check"]) == 0
    assert capsys.readouterr().out == ""


def test_a_registry_that_lacks_a_rule_is_found_and_put_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "k8skit"
    shutil.copytree(registries.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "api", "data"))
    page = tmp_path / "docs" / "reference" / "codes.md"
    page.parent.mkdir(parents=True)
    shutil.copy(program.ROOT / "docs" / "reference" / "codes.md", page)
    monkeypatch.setattr(program, "ROOT", tmp_path)
    monkeypatch.setattr(registries, "PACKAGE", package)
    table = package / "rules" / "table.py"
    right = table.read_text(encoding="utf-8")
    table.write_text(right.replace('    "k8s203_service_selects_pods": ("Service",),\n', ""), encoding="utf-8")
    assert main(["registries", "--check"]) == 1
    assert capsys.readouterr().out == "would write k8skit/rules/table.py\n"
    assert main(["registries"]) == 0
    assert table.read_text(encoding="utf-8") == right


def test_the_page_of_rules_tells_of_every_rule() -> None:
    page = rules_page.page()
    for rule in rules.load_all():
        assert f"### {rule.code}\n" in page
        assert f"- Fix: {rule.fix}\n" in page


def test_the_page_of_other_tools_leads_from_each_of_their_checks_to_a_code() -> None:
    page = tools_page.page()
    for rule in rules.load_all():
        for name in rule.known_as:
            tool, _, check = name.partition(" ")
            row = next(line for line in page.split(f"\n## {tool}\n")[1].split("\n## ")[0].splitlines() if line.startswith(f"| `{check}` |"))
            assert f"[{rule.code}](rules.md#{rule.code.lower()})" + (" (opt-in)" if rule.opt_in else "") in row


def test_making_the_core_facts_again_changes_nothing() -> None:
    try:
        made = core_files()
    except UsageError as e:
        pytest.skip(str(e))  # no network and no cached packages
    for path, content in made.items():
        assert path.read_bytes() == content, path.name


def test_making_the_facts_of_the_crds_again_changes_nothing(root: Path) -> None:
    source = root.parent / "shared" / "schemas" / "crds.tar.xz"
    if not source.exists():
        pytest.skip("the CRDs of the shipped projects are not beside this checkout")
    made = crd_files(source)
    assert {p.name for p in made} | {"core.facts", "lifecycle.facts"} == {p.name for p in DATA.glob("*.facts")}
    for path, content in made.items():
        assert path.read_bytes() == content, path.name


def test_each_project_of_the_table_is_shipped() -> None:
    sets = shipped()["sets"]
    assert set(sets) == {"core", *(p.name for p in projects())}
    for p in projects():
        assert sets[p.name] == {"title": p.title, "version": p.version, "licence": p.licence, "source": p.source}


def test_data_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib, sys; from k8skit.codegen import stubs, kinds_page, datafiles; from k8skit.facts import raw_definitions\n"
        "h = hashlib.sha256(repr([*stubs.files()]).encode()); h.update(kinds_page.page().encode())\n"
        "h.update(datafiles.fact_set_bytes({}, raw_definitions('istio'))); print(h.hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(program.ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the generated files that a test may spoil."""
    api = tmp_path / "k8skit" / "api"
    shutil.copytree(program.API, api, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(program, "ROOT", tmp_path)
    monkeypatch.setattr(program, "API", api)
    monkeypatch.setattr(program, "KINDS_PAGE", tmp_path / "docs" / "kinds.md")
    monkeypatch.setattr(program, "RULES_PAGE", tmp_path / "docs" / "rules.md")
    return api


def test_a_changed_a_missing_and_a_stale_stub_are_found_and_put_right(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed, missing, stale = elsewhere / "apps" / "v1.pyi", elsewhere / "batch" / "v1.py", elsewhere / "apps" / "v9.pyi"
    changed.write_text("x")
    missing.unlink()
    stale.write_text("x")
    assert main(["stubs", "--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "would write k8skit/api/apps/v1.pyi",
        "would write k8skit/api/batch/v1.py",
        "would remove k8skit/api/apps/v9.pyi",
    ]
    assert changed.read_text() == "x"
    assert main(["stubs"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "write k8skit/api/apps/v1.pyi"
    assert not stale.exists()
    assert main(["stubs", "--check"]) == 0


def test_the_list_of_kinds_is_written_where_it_is_missing(elsewhere: Path) -> None:
    assert main(["docs", "--check"]) == 1
    assert main(["docs"]) == 0
    assert "| apps/v1 | `k8skit.api.apps.v1` | ControllerRevision, DaemonSet, Deployment" in program.KINDS_PAGE.read_text(encoding="utf-8")


def test_a_source_without_a_project_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["crds", "--check", "--source", str(tmp_path)]) == 2
    assert "the CRDs of Argo CD are missing: no folder argo-cd" in capsys.readouterr().err
    assert main(["crds", "--check", "--source", str(tmp_path / "nothing")]) == 2
    assert "there is no folder and no archive" in capsys.readouterr().err


def test_crds_need_a_source_and_show_needs_a_file() -> None:
    for arguments in (["crds"], ["show"]):
        with pytest.raises(SystemExit) as e:
            main(arguments)
        assert e.value.code == 2


def test_a_data_file_is_shown_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(DATA / "core.facts")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "io.k8s.api.apps.v1.DeploymentStrategy" in lines
    assert '  type: string enum=["Recreate", "RollingUpdate"]' in lines
    assert (
        '  matchConditions: list of io.k8s.api.admissionregistration.v1.MatchCondition list_map_keys=["name"] list_type="map" '
        in "\n".join(lines)
    )
    assert any(line.startswith("  data: any-object required [1.33: any-object]") for line in lines)
    assert main(["show", str(DATA / "lifecycle.facts")]) == 0
    assert 'extensions/v1beta1/Ingress ["1.1", "1.14", "1.22", ["networking.k8s.io", "v1", "Ingress"]]' in capsys.readouterr().out
    assert main(["show", str(DATA / "gateway-api.facts")]) == 0
    assert "[experimental: string required" in capsys.readouterr().out
