"""Type checkers take constructs of cdk8s as scopes, and nothing else that is no construct."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
PROGRAM = """\
import cdk8s
from constructs import Construct
from k8skit import ApiObject, Chart, Deployment, WebService, external
from k8skit.api.core.v1 import ConfigMap

chart = cdk8s.Chart(cdk8s.App(), "c")
web = WebService(chart, "web", image="registry.example.com/web:1")
ConfigMap(Construct(chart, "x"), "y", data={"a": "b"})
ApiObject(cdk8s.App(), "z", {})
Chart(cdk8s.App(), "k")
external(chart, "Secret", "db")
assert web.scope is not None
web.scope.node.set_context("a", 1)
"""
WRONG = """\
WebService("chart", "web", image="x")
ConfigMap(5, "y")
"""
CHECKERS = {"mypy": ["mypy", "--strict"], "pyright": ["pyright", "--pythonpath", sys.executable]}


@pytest.mark.parametrize("checker", CHECKERS)
def test_a_scope_may_be_of_cdk8s_and_must_be_a_construct(checker: str, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(PROGRAM + WRONG)
    command = [str(BIN / CHECKERS[checker][0]), *CHECKERS[checker][1:], str(tmp_path / "main.py")]
    done = subprocess.run(command, cwd=ROOT if checker == "mypy" else tmp_path, capture_output=True, text=True, check=False)
    first = PROGRAM.count("\n") + 1
    lines = {int(line) for line in re.findall(r"main\.py:(\d+):(?:\d+ -)? error", done.stdout)}
    assert lines == {first, first + 1}, done.stdout
