"""Fixtures of the tests of Kustomize output: the real kustomize, and apps from chance (see `apps`)."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.errors import K8skitError
from k8skit.finding import Origin
from k8skit.manifest import Manifest
from k8skit.render.kustomize.build import build
from k8skit.yamltext import load_all
from tests.render.kustomize.apps import Chance, Maker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from random import Random

    Objects = list[dict[str, Any]]


def same(left: Any, right: Any) -> bool:
    """Tell whether two values are one JSON value: types count, but 3 and 3.0 are one number."""
    if left is None or right is None or isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float):
        return isinstance(right, int | float) and left == right
    if isinstance(left, dict):
        return isinstance(right, dict) and left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return isinstance(right, list) and len(left) == len(right) and all(map(same, left, right))
    return isinstance(right, str) and bool(left == right)


def identity(object: dict[str, Any]) -> tuple[str, ...]:
    metadata = object["metadata"]
    return object["apiVersion"], object["kind"], metadata.get("namespace") or "", metadata["name"]


def disagreements(texts: Mapping[str, str], wanted: Mapping[str, Objects]) -> list[str]:
    """Return the environments of which our own evaluation gives something else: it is fast, so that what fails is shrunk soon."""
    return [
        name
        for name, objects in wanted.items()
        if not same(sorted(build(f"overlays/{name}", texts.get), key=identity), sorted(objects, key=identity))
    ]


class Kustomize:
    """kustomize as kubectl has it.

    Args:
        program: path of kubectl.
        folder: where to write.
    """

    def __init__(self, program: str, folder: Path) -> None:
        self.program = program
        self.folder = folder
        self.runs = 0

    def write(self, texts: Mapping[str, str]) -> Path:
        """Write texts into a new folder."""
        self.runs += 1
        folder = self.folder / str(self.runs)
        for path, text in texts.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        return folder

    def start(self, folder: Path) -> subprocess.Popen[bytes]:
        """Start a build of a folder."""
        env = {**os.environ, "KUBECONFIG": os.devnull}
        return subprocess.Popen([self.program, "kustomize", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)

    def finish(self, process: subprocess.Popen[bytes]) -> Objects:
        """Return what a build gives; it must warn of nothing."""
        out, err = process.communicate(timeout=300)
        if process.returncode or err:
            raise AssertionError(err.decode())
        return [d.object for d in load_all(out.decode(), "kustomize")]

    def build(self, folder: Path) -> Objects:
        """Return the objects of a folder."""
        return self.finish(self.start(folder))

    def differences(self, texts: Mapping[str, str], wanted: Mapping[str, Objects]) -> list[str]:
        """Return where the overlays do not give what is wanted, for each environment."""
        folder = self.write(texts)
        started = {name: self.start(folder / "overlays" / name) for name in wanted}
        wrong = []
        for name, objects in wanted.items():
            try:
                found = self.finish(started[name])
            except (AssertionError, K8skitError) as error:
                wrong.append(f"{name}: {error}")
                continue
            left, right = sorted(objects, key=identity), sorted(found, key=identity)
            if [identity(o) for o in left] != [identity(o) for o in right]:
                wrong.append(f"{name}: {[identity(o) for o in left]} != {[identity(o) for o in right]}")
            wrong += [f"{name}: wanted {o}\n  got {f}" for o, f in zip(left, right, strict=False) if not same(o, f)]
        if not wrong:
            shutil.rmtree(folder)
        return wrong


@pytest.fixture(scope="session")
def kustomize(kubectl_program: str, tmp_path_factory: pytest.TempPathFactory) -> Kustomize:
    """The real kustomize; without it the test is skipped, and fails in CI."""
    return Kustomize(kubectl_program, tmp_path_factory.mktemp("kustomize"))


@pytest.fixture(scope="session")
def equal() -> Callable[[Any, Any], bool]:
    """Return the comparison of JSON values."""
    return same


@pytest.fixture(scope="session")
def manifests() -> Callable[..., list[Manifest]]:
    """Return a function: objects -> manifests of one chart."""

    def make(*objects: dict[str, Any], chart: str = "shop") -> list[Manifest]:
        return [
            Manifest(o, chart=chart, origin=Origin("app.py", n + 1, f"{chart}/{o['metadata'].get('name')}", o["kind"]))
            for n, o in enumerate(objects)
        ]

    return make


@pytest.fixture(scope="session")
def maker() -> Callable[[Random], Maker]:
    """Return what makes apps from a seed."""
    return lambda random: Maker(Chance(random))
