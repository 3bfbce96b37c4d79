"""Each layer of k8skit by itself: what one service or one object costs in it.

Called by the command line. Runs in this process, CPU time, medians; what a process costs as a whole is measured by whole processes.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
from functools import partial
from time import process_time
from typing import TYPE_CHECKING, Any

from . import workload
from .compare import OBJECTS, Bench
from .measure import Run, interleave
from .peers import PASS, PEERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SERVICES = 500
"""Services that the layers inside a process work on."""
IMPORTS = ("k8skit", "k8skit.cli", "k8skit.pipeline", "k8skit.constructs.web_service")
GROWTH = (1, 100, 1000, 10000)
"""Numbers of services that show whether cost and memory per object stay the same."""


def cpu(work: Callable[[], Any], rounds: int) -> float:
    """Measure work in this process.

    Args:
        work: called once per round.
        rounds: how often; one more comes first and does not count.

    Returns:
        Median of the CPU time in seconds, the garbage collector at rest as in a synth.
    """
    taken = []
    for _ in range(rounds + 1):
        gc.collect()
        gc.disable()
        start = process_time()
        work()
        taken.append(process_time() - start)
        gc.enable()
    return statistics.median(taken[1:])


def layers(rounds: int) -> dict[str, float]:
    """Measure the layers on the workload.

    Args:
        rounds: how many rounds.

    Returns:
        Layer -> seconds of CPU per object; the construct layer counts per object that it makes.
    """
    from k8skit import facts
    from k8skit.core.collect import collect
    from k8skit.pipeline import synth
    from k8skit.process.labels import common_labels
    from k8skit.process.namespaces import stamp_namespaces
    from k8skit.process.order import order
    from k8skit.process.patches import apply_patches
    from k8skit.process.quantities import canonical_quantities
    from k8skit.render.plain import render, stream
    from k8skit.rules import run as judge
    from k8skit.validate import check

    code = compile(workload.app(SERVICES), "app.py", "exec")
    known = facts.load()
    root = build(code)
    collected = collect(root)
    units = collected.units.values()
    spaces = {unit.name: unit.namespace for unit in units}
    labels = {unit.name: unit.labels for unit in units}
    notes = {unit.name: unit.annotations for unit in units}

    def process() -> Any:
        found = collect(root).manifests
        stamp_namespaces(found, spaces, known)
        common_labels(found, labels, notes)
        return order(canonical_quantities(apply_patches(found), known))

    manifests = process()
    objects = len(manifests)
    work: dict[str, Callable[[], Any]] = {
        "constructs (run app.py)": partial(build, code),
        "collect": lambda: collect(root),
        "collect and process": process,
        "validate against the facts": lambda: check(manifests, known),
        "rules": lambda: judge(manifests, known, closed=True, externals=collected.externals),
        "emit, a text per object": lambda: render(manifests, "file-per-object", spaces),
        "emit, one stream": lambda: stream(manifests),
        "the whole synth, warm": lambda: synth(build(code)).texts(),
    }
    return {name: cpu(step, rounds) / objects for name, step in work.items()}


def build(code: Any) -> Any:
    """Run a compiled app.py and return its App.

    Args:
        code: what `compile` makes of it.
    """
    from k8skit.core import session

    names: dict[str, Any] = {"__name__": "app", "__file__": "app.py"}
    session.begin()
    try:
        exec(code, names)
    finally:
        session.end()
    return names["app"]


def rules(rounds: int) -> dict[str, list[float]]:
    """Measure each rule by itself, on few and on many services: one that compares everything with everything shows here.

    Args:
        rounds: how many rounds.

    Returns:
        Code -> seconds of CPU per object, for 100 and for 1000 services.
    """
    from k8skit import facts
    from k8skit.pipeline import synth
    from k8skit.rules import Context, load

    known = facts.load()
    found: dict[str, list[float]] = {}
    for size in (100, 1000):
        manifests = synth(build(compile(workload.app(size), "app.py", "exec"))).manifests

        def judge(check: Callable[[Any], Any], manifests: list[Any] = manifests) -> list[Any]:
            return list(check(Context(manifests, known, closed=True)))

        base = cpu(lambda: judge(lambda _: ()), rounds)
        for rule in load(Context(manifests, known, closed=True).count()):
            taken = cpu(partial(judge, rule.check), rounds) - base
            found.setdefault(rule.code, []).append(max(taken, 0) / len(manifests))
    return found


def rules_against_synth(rounds: int, services: int = 1700) -> float:
    """Return CPU time of all rules, those of taste too, over that of the whole synth of the same objects, in one process.

    Args:
        rounds: how many rounds.
        services: how many services, of six objects each (default 1700: 10,200 objects).
    """
    from k8skit import facts
    from k8skit.pipeline import synth
    from k8skit.rules import run as judge

    code = compile(workload.app(services), "app.py", "exec")
    known = facts.load()
    made = synth(build(code))
    every = partial(judge, made.manifests, known, closed=True, externals=made.externals, enable=("K8S",))
    return cpu(every, rounds) / cpu(lambda: synth(build(code)).texts(), rounds)


def writing(folder: Path, rounds: int) -> dict[str, float]:
    """Measure the writer on the texts of the workload.

    Args:
        folder: where it writes.
        rounds: how many rounds.

    Returns:
        Case -> seconds of CPU per file.
    """
    from k8skit.files.write import write
    from k8skit.pipeline import synth

    texts = synth(build(compile(workload.app(SERVICES), "app.py", "exec"))).texts()
    other = {path: text.replace("registry.example.com", "registry.example.org") for path, text in texts.items()}
    found = {}
    number = iter(range(rounds + 1))
    found["write, empty folder"] = cpu(lambda: write(f"{folder}/{next(number)}", texts), rounds)
    target = f"{folder}/same"
    write(target, texts)
    found["write, nothing changed"] = cpu(lambda: write(target, texts), rounds)
    turn = iter([other, texts] * (rounds + 1))
    found["write, a sixth changed"] = cpu(lambda: write(target, next(turn)), rounds)
    return {name: taken / len(texts) for name, taken in found.items()}


def facts_loading(bench: Bench, rounds: int) -> dict[str, float]:
    """Measure how long facts take to load, each time in a new process.

    Args:
        bench: whose environment they run in.
        rounds: how many processes; one more comes first, which compiles modules.

    Returns:
        Case -> seconds of CPU.
    """
    kinds = [("apps", "v1", "Deployment"), ("", "v1", "Service"), ("", "v1", "ServiceAccount"), ("policy", "v1", "PodDisruptionBudget")]
    kinds += [("networking.k8s.io", "v1", "Ingress"), ("autoscaling", "v2", "HorizontalPodAutoscaler")]
    six = f"f = facts.load()\nfor g, v, k in {kinds!r}: f.definition(f.kind(g, v, k).definition)"
    every = "f = facts.load()\nfor k in f.kinds(): f.definition(k.definition)"
    found = {}
    for name, body in (("facts of the six kinds", six), ("facts of all kinds", every)):
        code = f"from time import process_time as t\ns = t()\nfrom k8skit import facts\n{body}\nprint(t() - s)"
        argv = [sys.executable, "-c", code]
        taken = [float(subprocess.run(argv, capture_output=True, text=True, check=True, env=bench.env).stdout) for _ in range(rounds + 1)]
        found[name] = statistics.median(taken[1:])
    return found


def imports(bench: Bench, rounds: int) -> dict[str, float]:
    """Measure imports as whole processes.

    Args:
        bench: where they run.
        rounds: how many rounds.

    Returns:
        `import x` -> wall time divided by that of `python -c pass` in the same rounds.
    """

    def step(code: str) -> Run:
        return bench.launcher.run([sys.executable, "-c", code], bench.work, bench.env)

    steps = {PASS: partial(step, "pass")} | {f"import {name}": partial(step, f"import {name}") for name in IMPORTS}
    found = interleave(steps, rounds, error=bench.launcher.error)
    return {name: series.wall / found[PASS].wall for name, series in found.items() if name != PASS}


def growth(bench: Bench, rounds: int) -> dict[str, dict[str, float]]:
    """Measure what a further object costs a whole synth, from one service on.

    Args:
        bench: with an app for each of `GROWTH`.
        rounds: how many rounds per size.

    Returns:
        Number of services -> seconds of wall and CPU and bytes of memory per object beyond one service.
    """
    synth = PEERS[1]
    found = {}
    for size in GROWTH:
        series = interleave(
            {synth.name: partial(bench.run, synth, size)}, rounds if size < 10000 else min(rounds, 3), error=bench.launcher.error
        )
        found[size] = series[synth.name]
    one = found[1]
    return {
        str(size): {
            "wall": (series.wall - one.wall) / (size - 1) / OBJECTS,
            "cpu": (series.cpu - one.cpu) / (size - 1) / OBJECTS,
            "memory": (series.peak - one.peak) / (size - 1) / OBJECTS,
        }
        for size, series in found.items()
        if size > 1
    }


def run(cache: Path, work: Path, rounds: int) -> dict[str, Any]:
    """Measure all layers.

    Args:
        cache: the cache of the benchmarks.
        work: the folder for temporary files.
        rounds: how many rounds.

    Returns:
        Plain data, a part per kind of measurement.
    """
    with Bench(cache, work, GROWTH) as bench:
        return {
            "imports": imports(bench, rounds * 3),
            "facts": facts_loading(bench, rounds),
            "layers": layers(rounds),
            "rules": rules(rounds),
            "writing": writing(bench.work / "writing", rounds),
            "growth": growth(bench, rounds),
        }
