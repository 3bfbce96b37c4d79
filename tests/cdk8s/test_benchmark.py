"""The benchmark of the bridge to cdk8s runs, once through; how fast it is, is measured elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.bridge import PAIRS, bridge

if TYPE_CHECKING:
    from pathlib import Path


def test_both_directions_are_measured(tmp_path: Path) -> None:
    found = bridge(tmp_path, 1)
    assert [(budget.name, budget.most) for budget in found] == [(name, most) for name, _, _, most, _ in PAIRS]
    assert all(0.2 < budget.value < 20 for budget in found)
    assert list(tmp_path.iterdir()) == []
