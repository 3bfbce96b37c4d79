"""What runs in every synth imports nothing that is slow to load."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SLOW = {
    "pydantic",
    "yaml",
    "dataclasses",
    "typing",
    "inspect",
    "pathlib",
    "json",
    "contextlib",
    "enum",
    "functools",
    "re",
    "datetime",
    "unicodedata",
    "decimal",
    "fractions",
}
MODULES = [
    "names",
    "quantities",
    *(f"semantics.{m}" for m in ("selectors", "selector_text", "durations", "ports", "rollout", "autoscaling", "cron")),
]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_nothing_slow(module: str, root: Path) -> None:
    code = f"import sys; before = set(sys.modules); import k8skit.{module}; print(' '.join(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(root)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert f"k8skit.{module}" in loaded
    assert loaded & SLOW == set()
