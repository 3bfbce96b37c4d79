"""Streams that app.py, or whoever starts k8skit, has closed or replaced: what k8skit has to say still arrives."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Project

CLOSING = [
    "sys.stdout.close()",
    "sys.stderr.close()",
    "sys.__stdout__.close()",
    "sys.stdout = None",
    "sys.stderr = None",
    "sys.stdout = io.StringIO()",
    "sys.stderr = io.StringIO()",
    "os.close(1)",
]


def shell(project: Project, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f"{sys.executable} -m k8skit {command}"], cwd=project.folder, capture_output=True, check=False, text=True
    )


@pytest.mark.parametrize("closing", CLOSING)
def test_what_an_app_does_to_its_streams_hides_nothing(project: Project, closing: str) -> None:
    project.app(f"import io, os, sys\n{closing}\n{project.config_map()}")
    done = shell(project, "synth")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("dist: 1 object in 1 chart; 1 ")
    done = shell(project, "synth --stdout")
    assert done.returncode == 0
    assert "kind: ConfigMap\n" in done.stdout
    project.app(f"import io, os, sys\n{closing}\n1 / 0\n")
    done = shell(project, "synth")
    assert (done.returncode, done.stdout) == (2, "")
    assert "error[K8S931]: ZeroDivisionError" in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_streams_that_are_closed_from_the_start_hinder_nothing(project: Project, closed: str) -> None:
    project.app(project.config_map())
    done = shell(project, f"synth {closed}")
    assert done.returncode == 0
    assert "Error" not in done.stderr
    assert len(list(project.folder.glob("dist/**/*.yaml"))) == 1
