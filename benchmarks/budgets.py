"""What k8skit promises of its speed, as ratios within one run; a broken promise is an exit code.

Called by `python -m benchmarks budgets`, as in CI.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from . import environments, layers
from .compare import OBJECTS, Bench
from .measure import interleave
from .peers import K8SKIT, PASS, PEERS

if TYPE_CHECKING:
    from pathlib import Path

    from .measure import Series

SIZES = (1, 100, 1000)


class Budget:
    """One promise.

    Args:
        name: what is measured.
        value: what was found.
        most: what it may be at most.
    """

    def __init__(self, name: str, value: float, most: float) -> None:
        self.name = name
        self.value = value
        self.most = most

    @property
    def held(self) -> bool:
        """True if the promise is kept."""
        return self.value <= self.most


def budgets(cache: Path, work: Path, rounds: int) -> list[Budget]:
    """Measure everything that is promised and needs no other tool.

    Args:
        cache: the cache of the benchmarks.
        work: the folder for temporary files.
        rounds: rounds for one service; fewer for more.

    Returns:
        The promises, in order.
    """
    with Bench(cache, work, SIZES) as bench:
        python = PEERS[0].command(bench.setup, 1, bench.work)[0]
        light = [peer for peer in PEERS if peer.name.startswith(("k8skit", "plain Python + json", PASS))]
        found: dict[int, dict[str, Series]] = {}
        for size in SIZES:
            steps = {peer.name: partial(bench.run, peer, size) for peer in light}
            if size == 1:
                steps["import"] = partial(bench.launcher.run, [python, "-c", "import k8skit"], bench.work, bench.env)
            found[size] = interleave(steps, max(3, rounds // (1 if size == 1 else 3)), error=bench.launcher.error)
    one, hundred, thousand = (found[size] for size in SIZES)
    again = "k8skit synth, nothing changed"

    def per_object(series: dict[str, Series], size: int) -> float:
        return (series[K8SKIT].cpu - one[K8SKIT].cpu) / (size - 1) / OBJECTS

    return [
        Budget("import k8skit / python -c pass", one["import"].wall / one[PASS].wall, 1.5),
        Budget("synth of 1 service / python -c pass", one[K8SKIT].wall / one[PASS].wall, 4.0),
        Budget("CPU per object, 1000 services / 100", per_object(thousand, 1000) / per_object(hundred, 100), 1.25),
        Budget("KiB per object beyond one service, 1000", (thousand[K8SKIT].peak - one[K8SKIT].peak) / 999 / OBJECTS / 1024, 8.0),
        Budget("base and overlays of 3 environments / synth, 1000 services", environments.ratio(max(1, rounds // 3)), 4.0),
        Budget("all rules, those of taste too / synth, 10200 objects", layers.rules_against_synth(max(1, rounds // 3)), 3.0),
        Budget("second synth / first, 1000 services", thousand[again].wall / thousand[K8SKIT].wall, 1.0),
    ]
