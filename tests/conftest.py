"""Fixtures shared by all tests."""

from __future__ import annotations

import functools
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from k8skit.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("k8skit", deadline=None)  # no clock decides whether a test passes
settings.load_profile("k8skit")

ROOT = Path(__file__).resolve().parent.parent


_without_help: list[str] = []
_init = Finding.__init__


@functools.wraps(_init)
def _noting(self: Finding, code: str, message: str, **more: Any) -> None:
    _init(self, code, message, **more)
    made_in = str(sys._getframe(1).f_globals.get("__name__"))
    if not more.get("help") and made_in.partition(".")[0] == "k8skit":
        _without_help.append(f"{code} {message} ({made_in})")


Finding.__init__ = _noting  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def every_finding_says_what_to_do() -> Iterator[None]:
    """Whatever finding of k8skit a test provokes in this process has a help text."""
    _without_help.clear()
    yield
    assert not _without_help


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Manifests of public projects with their own verdicts; they are not part of the project and may be absent."""
    folder = ROOT.parent / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the corpora of public manifests are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def kubectl_program() -> str:
    """Path of kubectl; without it the test is skipped, and fails in CI."""
    program = shutil.which("kubectl")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("kubectl is not installed; CI must run the tests that let it read our output")
        pytest.skip("kubectl is not installed")
    return program


@pytest.fixture
def crd_without_a_schema() -> dict[str, Any]:
    """The CRD of `example.com/v1` Thing as an API server of today would refuse it: its version has no schema."""
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": "things.example.com"},
        "spec": {
            "group": "example.com",
            "scope": "Namespaced",
            "names": {"kind": "Thing", "plural": "things"},
            "versions": [{"name": "v1", "served": True, "storage": True}],
        },
    }
