"""`from k8skit import X`: lazy, complete, and helpful where a name is misspelled."""

from __future__ import annotations

import subprocess
import sys

import pytest

import k8skit


def python(program: str) -> str:
    text = f"import sys; sys.path[:] = {sys.path!r}\n{program}"
    return subprocess.run([sys.executable, "-I", "-S", "-c", text], capture_output=True, text=True, check=True, timeout=60).stdout.strip()


NAMES = sorted(name for names in k8skit._HOME.values() for name in names.split())


def test_no_name_is_there_twice() -> None:
    assert len(NAMES) == len(set(NAMES))


def test_importing_k8skit_loads_none_of_its_modules() -> None:
    assert python("import k8skit, sys; print([m for m in sys.modules if m.startswith('k8skit')])") == "['k8skit']"


def test_a_name_loads_only_what_it_needs_and_stays() -> None:
    program = "import k8skit, sys; k8skit.Finding; print('k8skit.core' in sys.modules, 'Finding' in vars(k8skit))"
    assert python(program) == "False True"


def test_a_star_gives_every_public_name_and_nothing_else() -> None:
    given = python("before = set(globals()); from k8skit import *; print(*sorted(set(globals()) - before - {'before'}))")
    assert given.split() == NAMES


def test_dir_lists_them() -> None:
    assert set(NAMES) <= set(dir(k8skit))
    assert dir(k8skit) == sorted(dir(k8skit))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_what_its_home_says(name: str) -> None:
    value = getattr(k8skit, name)
    assert name in vars(k8skit)
    assert getattr(value, "__name__", name) == name or name == "__version__"


def test_a_misspelled_name_gets_a_hint() -> None:
    with pytest.raises(AttributeError, match=r"module 'k8skit' has no attribute 'WebServce'. Did you mean WebService\?"):
        _ = k8skit.WebServce  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match=r"^module 'k8skit' has no attribute 'zzzzzzzzzz'$"):
        _ = k8skit.zzzzzzzzzz  # type: ignore[attr-defined]
    with pytest.raises(ImportError, match="cannot import name 'Webservce'"):
        from k8skit import Webservce  # type: ignore[attr-defined]  # noqa: F401


def test_modules_are_found_as_modules() -> None:
    program = "import k8skit.manifest; print(k8skit.manifest.Manifest.__name__)"
    assert python(program) == "Manifest"
