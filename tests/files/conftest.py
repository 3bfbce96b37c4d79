"""Folders to write into, and a look at what is in them."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def quick_path() -> Iterator[Path]:
    """A folder of its own, in memory where the system has that: for tests that make thousands of files."""
    memory = "/dev/shm"
    folder = Path(tempfile.mkdtemp(prefix="k8skit-test-", dir=memory if os.access(memory, os.W_OK) else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def environment(root: Path) -> dict[str, str]:
    """Environment variables for another Python that finds k8skit; it is not measured, since it may be killed or lose its rights."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return {**kept, "PYTHONPATH": str(root)}
