"""Whole runs of k8skit beside other tools on the same workload.

Called by the command line. Prints progress to standard error and returns plain data.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from .measure import LIMIT, Launcher, Run, Series, child_environment, interleave
from .peers import PASS, PEERS, ROOT, Peer, Setup, checked, versions

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDS = {1: 15, 10: 11, 100: 7, 1000: 5}
"""Number of services -> rounds, where none are asked for; 3 for more services."""
OBJECTS = 6
"""Objects per service."""


class Bench:
    """A temporary folder with all sources, and what is needed to run programs in it.

    Args:
        cache: the folder with the other tools.
        work: the folder in which the temporary one is made.
        sizes: numbers of services; 1 is always added.
    """

    def __init__(self, cache: Path, work: Path, sizes: Sequence[int]) -> None:
        self.cache = cache
        self.work = Path(tempfile.mkdtemp(prefix="k8skit-bench-", dir=work))
        self.setup = Setup(cache, self.work)
        self.setup.write(sorted({1, *sizes}))
        own = self.work / "home"
        self.env = child_environment(
            cache,
            {
                "PYTHONPATH": str(ROOT),
                "NODE_PATH": str(self.setup.node_modules),
                "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1",
                "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1",
                "HELM_CACHE_HOME": str(own),
                "HELM_CONFIG_HOME": str(own),
                "HELM_DATA_HOME": str(own),
            },
        )
        # What is measured runs from compiled modules, as it does where it is installed.
        subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "k8skit")], env=self.env, check=True)
        self.launcher = Launcher(self.work)

    def run(self, peer: Peer, size: int) -> Run:
        """Run a program once.

        Args:
            peer: which.
            size: number of services.

        Returns:
            What it took.
        """
        out = self.out(peer, size)
        if peer.fresh and out.exists():
            shutil.rmtree(out)
        if not peer.fresh and not out.exists():
            first = next(other for other in PEERS if not other.fresh)
            out.mkdir(parents=True)
            self.launcher.run(first.command(self.setup, size, out), first.folder(self.setup, size), self.env)
        out.mkdir(parents=True, exist_ok=True)
        stream = out / "all.out" if peer.stream else None
        return self.launcher.run(peer.command(self.setup, size, out), peer.folder(self.setup, size), self.env, out=stream, limit=LIMIT)

    def out(self, peer: Peer, size: int) -> Path:
        """Name a program's output folder: those that look at what is there share k8skit's own."""
        shared = peer.fresh or not peer.name.startswith("k8skit")
        return self.work / "out" / f"{peer.name if shared else 'k8skit again'}-{size}".replace(" ", "-").replace(",", "")

    def close(self) -> None:
        """End the launcher and remove the folder."""
        self.launcher.close()
        shutil.rmtree(self.work, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def chosen(names: Sequence[str]) -> list[Peer]:
    """Pick programs by parts of their names.

    Args:
        names: parts of names; all programs where there is none.

    Returns:
        The programs, in order of the table; `python -c pass` and `k8skit synth` are always among them.

    Raises:
        SystemExit: a part is in no name.
    """
    for name in names:
        if not any(name.casefold() in peer.name.casefold() for peer in PEERS):
            raise SystemExit(f"no program's name holds {name!r}; there are: {', '.join(peer.name for peer in PEERS)}")
    return [peer for peer in PEERS[:2] if names] + [
        peer for peer in PEERS if not names or (peer not in PEERS[:2] and any(name.casefold() in peer.name.casefold() for name in names))
    ]


def memory_folder() -> Path:
    """Name a folder in memory where there is one (the programs are measured, not the disk), else the system's for temporary files."""
    shared = Path("/dev/shm")
    return shared if shared.is_dir() and os.access(shared, os.W_OK) else Path(tempfile.gettempdir())


def compare(cache: Path, work: Path, sizes: Sequence[int], peers: Sequence[Peer], rounds: int | None = None) -> dict[str, Any]:
    """Measure programs side by side.

    Args:
        cache: the folder with the other tools.
        work: the folder for temporary files.
        sizes: numbers of services.
        peers: the programs.
        rounds: how many rounds for every size (default: see `ROUNDS`).

    Returns:
        Plain data: versions, and per size and program what `Series.data` says.
    """
    with Bench(cache, work, sizes) as bench:
        ready, notes = _warm(bench, peers)
        result: dict[str, Any] = {"versions": versions(bench.setup), "machine": machine(), "sizes": {}}
        for size in sorted(sizes):
            wanted = rounds or ROUNDS.get(size, 3)
            tell(f"{size} services, {wanted} rounds, {len(ready)} programs")
            steps = {peer.name: partial(bench.run, peer, size) for peer in ready}
            found = interleave(steps, wanted, error=bench.launcher.error)
            missing = {name: {"note": note, "runs": []} for name, note in notes.items()}
            result["sizes"][str(size)] = {name: series.data() for name, series in found.items()} | missing
            for name, series in found.items():
                if series.note and not series.runs:
                    notes[name] = series.note if series.note.startswith("failed") else f"{series.note} with {size}"
            ready = [peer for peer in ready if peer.name not in notes]
            _clear(bench, peers, size)
        return result


def _warm(bench: Bench, peers: Sequence[Peer]) -> tuple[list[Peer], dict[str, str]]:
    """Run every program once with one service and look at its objects; say why others are left out."""
    ready, notes = [], {}
    for peer in peers:
        note = peer.missing(bench.setup)
        if not note:
            run = bench.run(peer, 1)
            note = f"failed: {bench.launcher.error()}" if run.code else ""
            if not note and peer.name != PASS:
                note = checked(peer, bench.out(peer, 1))
        if note:
            notes[peer.name] = note
            tell(f"{peer.name}: {note}")
        else:
            ready.append(peer)
    return ready, notes


def _clear(bench: Bench, peers: Sequence[Peer], size: int) -> None:
    for peer in peers:
        shutil.rmtree(bench.out(peer, size), ignore_errors=True)


def machine() -> dict[str, Any]:
    """Describe the machine."""
    return {"cpus": os.cpu_count(), "system": " ".join(os.uname()[i] for i in (0, 2, 4)), "load": round(os.getloadavg()[0], 2)}


def tell(text: str) -> None:
    """Print progress."""
    print(text, file=sys.stderr, flush=True)


__all__ = ["OBJECTS", "Bench", "Series", "chosen", "compare", "machine", "memory_folder", "tell"]
