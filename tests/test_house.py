"""The house rules that machines can see: style, types, floors, public names, and that nothing generated has drifted."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent


def run(root: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)} failed\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("lint-imports",),
        ("pyright", "--pythonpath", sys.executable),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_the_code_is_clean(root: Path, command: tuple[str, ...]) -> None:
    run(root, str(BIN / command[0]), *command[1:])


def test_every_public_name_is_imported_for_type_checkers_and_loads(root: Path) -> None:
    import k8skit

    tree = ast.parse((root / "k8skit/__init__.py").read_text())
    guarded = next(node for node in tree.body if isinstance(node, ast.If) and isinstance(node.test, ast.Name))
    typed = {(f"{node.module}", alias.asname) for node in guarded.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    lazy = {(module, name) for module, names in k8skit._HOME.items() for name in names.split()}
    assert typed == lazy
    for module, name in lazy:
        assert getattr(k8skit, str(name)) is getattr(import_module(f"k8skit.{module}"), str(name))


def test_every_construct_and_object_is_public(root: Path) -> None:
    import k8skit

    public = set(k8skit._HOME)
    for folder in ("constructs", "objects"):
        for file in (root / "k8skit" / folder).glob("*.py"):
            classes = [n.name for n in ast.parse(file.read_text()).body if isinstance(n, ast.ClassDef)]
            if file.stem not in ("__init__", "typed") and classes:
                module = f"{folder}.{file.stem}"
                assert module in public, f"{module} has classes but no public name"
                assert set(classes) == set(k8skit._HOME[module].split())


def test_a_wrong_public_name_is_explained() -> None:
    with pytest.raises(AttributeError, match="Did you mean WebService"):
        import_module("k8skit").WebServcie  # noqa: B018


def test_every_module_says_what_it_is(root: Path) -> None:
    silent = [
        str(p.relative_to(root))
        for p in (root / "k8skit").rglob("*.py")
        if "api" not in p.parts and not ast.get_docstring(ast.parse(p.read_text()))
    ]
    assert silent == []
