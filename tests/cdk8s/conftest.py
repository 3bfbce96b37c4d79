"""Tests with the real cdk8s: they need its packages and Node.js, and are skipped without, but in CI."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from k8skit.cdk8s import node

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def _unavailable() -> str:
    missing = [name for name in ("cdk8s", "constructs", "jsii") if find_spec(name) is None]
    if missing:
        return f"{', '.join(missing)} is not installed"
    program = node.find_node()
    os.environ["JSII_NODE"] = program
    return "" if program else "Node.js is not installed"


REASON = _unavailable()
PLUS = "cdk8s_plus_36"


class _Unavailable(pytest.Module):
    def collect(self) -> Iterable[pytest.Item]:
        reason = REASON or f"{PLUS} is not installed"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}; CI must run the tests with cdk8s", pytrace=False)
        pytest.skip(reason)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Skip the modules of this folder as a whole: importing cdk8s is what they begin with."""
    plus = find_spec(PLUS) is None and PLUS in module_path.read_text(encoding="utf-8")
    return _Unavailable.from_parent(parent, path=module_path) if REASON or plus else None
