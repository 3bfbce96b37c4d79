"""Installs the other tools into the cache: a Python environment and a node_modules folder, from their registries.

Called by `python -m benchmarks install`. Versions are pinned, so that tables can be compared.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from typing import TYPE_CHECKING

from .peers import NODE_PACKAGES, PYTHON_PACKAGES

if TYPE_CHECKING:
    from pathlib import Path


def install(cache: Path) -> None:
    """Install what is missing.

    Args:
        cache: the folder to install into.
    """
    python = cache / "python"
    if not (python / "bin" / "python").exists():
        venv.create(python, with_pip=True)
    pip = [str(python / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, *PYTHON_PACKAGES], cache)
    npm = shutil.which("npm")
    if npm is None:
        print("there is no npm on PATH: cdk8s in JavaScript, js-yaml and helm are left out", file=sys.stderr)
        return
    (cache / "node").mkdir(exist_ok=True)
    _run([npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(cache / "node"), *NODE_PACKAGES], cache)


def _run(argv: list[str], cache: Path) -> None:
    run = subprocess.run(argv, cwd=cache)
    if run.returncode:
        print(f"{' '.join(argv)} failed; the tools that it brings are left out", file=sys.stderr)
