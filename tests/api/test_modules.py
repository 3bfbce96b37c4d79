"""Every kind of every stub has a class at run time, and costs nothing until it is used."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import k8skit.api
from k8skit.core.api_object import ApiObject

API = Path(k8skit.api.__file__).parent
STUBS = sorted(API.glob("*/*.pyi"))


def names(stub: Path) -> tuple[list[str], list[str]]:
    """Return the kinds and the TypedDicts of a stub."""
    kinds: list[str] = []
    types: list[str] = []
    for node in ast.parse(stub.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            (kinds if ast.unparse(node.bases[0]) == "_ApiObject" else types).append(node.name)
        elif isinstance(node, ast.Assign):
            types.append(ast.unparse(node.targets[0]))
    return kinds, types


def test_there_is_a_module_for_each_stub() -> None:
    assert len(STUBS) > 80
    assert [s.with_suffix(".py").exists() for s in STUBS] == [True] * len(STUBS)


@pytest.mark.parametrize("stub", STUBS, ids=lambda s: f"{s.parent.name}.{s.stem}")
def test_each_name_of_a_stub_is_there_at_run_time(stub: Path) -> None:
    module = importlib.import_module(f"k8skit.api.{stub.parent.name}.{stub.stem}")
    kinds, types = names(stub)
    for name in kinds:
        cls = getattr(module, name)
        assert issubclass(cls, ApiObject)
        assert cls is getattr(module, name)
        assert cls.__module__ == module.__name__
    for name in types:
        assert getattr(module, name) is dict, name


def test_a_misspelled_kind_is_an_error_with_the_closest_name() -> None:
    with pytest.raises(ImportError):
        from k8skit.api.apps.v1 import Deploymnt  # type: ignore[attr-defined]  # noqa: F401
    module = importlib.import_module("k8skit.api.apps.v1")
    with pytest.raises(AttributeError, match=r"apps/v1 has no kind 'Deploymnt'; did you mean Deployment\?"):
        module.Deploymnt  # noqa: B018


def test_lists_and_options_are_no_constructs() -> None:
    module = importlib.import_module("k8skit.api.apps.v1")
    with pytest.raises(AttributeError):
        module.DeploymentList  # noqa: B018


def test_importing_a_module_loads_no_facts_and_no_typing() -> None:
    code = "import sys; before = set(sys.modules); import k8skit.api.apps.v1; print(*set(sys.modules) - before)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "k8skit.core.kinds" in loaded
    assert {"k8skit.facts", "typing", "pydantic", "inspect"}.isdisjoint(loaded)
