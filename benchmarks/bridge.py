"""What it costs to use cdk8s in k8skit and k8skit in cdk8s, beside the same amount of cdk8s alone; ratios within one run.

Called by `python -m benchmarks bridge`. It needs the development dependencies, Node.js among them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from k8skit.cdk8s.node import find_node

from .budgets import Budget
from .measure import Launcher

if TYPE_CHECKING:
    from .measure import Run

PROGRAM = Path(__file__).with_name("programs") / "cdk8s_bridge.py"
NOTHING = "nothing"
PAIRS = (
    ("program of 300 objects of cdk8s-plus, in k8skit / under cdk8s", "plus-in-k8skit", "plus", 1.3, True),
    ("600 objects of k8skit in cdk8s / bare ApiObjects, without the start", "k8skit-in-cdk8s", "bare", 4.0, False),
)
"""What is compared: the way that is looked at, the way it is measured by, how many times the latter it may cost, with the start of both or without."""


def bridge(work: Path, rounds: int) -> list[Budget]:
    """Measure both directions, all ways in turns: the CPU of the program and of its Node.js.

    Args:
        work: the folder for temporary files.
        rounds: how often each way is run; the cheapest counts.

    Returns:
        The promises.
    """
    best: dict[str, float] = {}
    with tempfile.TemporaryDirectory(dir=work) as folder, Launcher(Path(folder)) as launcher:
        once = partial(_once, launcher, Path(folder))
        for _ in range(rounds):
            for way in (NOTHING, *(way for _, *ways, _, _ in PAIRS for way in ways)):
                best[str(way)] = min(once(str(way)).cpu, best.get(str(way), float("inf")))
    start = {True: 0.0, False: best[NOTHING]}
    return [Budget(name, (best[way] - start[whole]) / (best[other] - start[whole]), most) for name, way, other, most, whole in PAIRS]


def _once(launcher: Launcher, folder: Path, way: str) -> Run:
    env = {**os.environ, "JSII_NODE": find_node(), "PYTHONPATH": str(PROGRAM.parent.parent.parent)}
    done = launcher.run([sys.executable, str(PROGRAM), way, str(folder / way)], folder, env)
    if done.code:
        raise RuntimeError(launcher.error())
    return done
