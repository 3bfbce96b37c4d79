"""A plain synth loads nothing that costs more than it does itself."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

HEAVY = {
    *(
        "argparse",
        "re",
        "json",
        "typing",
        "dataclasses",
        "inspect",
        "pathlib",
        "contextlib",
        "enum",
        "functools",
        "collections",
        "tempfile",
    ),
    *("shutil", "logging", "hashlib", "importlib.metadata", "threading", "traceback", "difflib", "subprocess", "tomllib", "click", "rich"),
    *("pydantic", "yaml", "jsonpatch", "jsonschema", "shtab", "syrupy", "pytest"),
}


def loaded(project: Project, code: str) -> set[str]:
    """Return the modules that a program loads, beyond those of an interpreter that does nothing."""
    # -S and -E: what the environment puts into every interpreter is not ours to count.
    program = f"import sys; sys.path[:0] = {[path for path in sys.path if path]!r}\n{code}\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-S", "-E", "-c", program], cwd=project.folder, capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("words", [[], ["--stdout"], ["--check", "-q"], ["--layout", "file-per-chart", "-o", "out"]])
def test_a_synth_of_a_web_service_is_light(project: Project, words: list[str]) -> None:
    project.app('WebService(shop, "web", image="registry.example.com/web:1.0", port=8080, host="web.example.com")')
    assert project.process("synth").code == 0
    names = loaded(project, f"from k8skit.cli import main\nassert main({['synth', *words]!r}) == 0")
    assert "k8skit.constructs.web_service" in names
    assert not names & HEAVY
    assert not {name for name in names if name.startswith(("k8skit.testing", "k8skit.codegen", "k8skit.report.formats"))}


def test_a_command_loads_no_other_command(project: Project) -> None:
    project.app()
    names = loaded(project, "from k8skit.cli import main\nassert main(['synth']) == 0")
    assert {name for name in names if name.startswith("k8skit.cli.commands.")} == {"k8skit.cli.commands.synth"}
