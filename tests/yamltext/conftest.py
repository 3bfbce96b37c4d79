"""The readers that clusters are fed by: kubectl (go-yaml 2) and kustomize (go-yaml 3), and a comparison that tells 1 from True."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


NEXT_LINE, CONTROL, MERGE, LONG_KEY = "next line", "control", "merge", "long key"
KUSTOMIZE_BUGS = {
    NEXT_LINE: "U+0085 becomes a blank: kustomize writes the character as such, and go-yaml 3 folds it as a line break",
    CONTROL: "DEL, C1 controls, U+FFFE and U+FFFF are refused: kustomize writes the character as such, and go-yaml refuses to read that",
    MERGE: "a key `<<`, quoted or not, vanishes: kustomize takes it for a merge",
    LONG_KEY: "a key of more than 1024 characters is refused: kustomize writes it without `? `",
}
"""What kustomize cannot carry however it is written, in JSON too: name -> why."""


def bug_of_kustomize(value: Any) -> str:
    """Return the name of the bug of kustomize that a value meets, `""` for none."""
    if isinstance(value, str):
        if "\x85" in value:
            return NEXT_LINE
        if any(c == "\x7f" or "\x80" <= c <= "\x9f" or c in "\ufffe\uffff" for c in value):
            return CONTROL
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key == "<<":
                return MERGE
            if len(repr(key)) > 1000:
                return LONG_KEY
            bug = bug_of_kustomize(key) or bug_of_kustomize(inner)
            if bug:
                return bug
    elif isinstance(value, list):
        return next(filter(None, map(bug_of_kustomize, value)), "")
    return ""


def same(left: Any, right: Any) -> bool:
    """Tell whether two values are one JSON value: types count, but 3 and 3.0 are one number, as are two spellings of a large float."""
    if left is None or right is None or isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float):
        return isinstance(right, int | float) and (left == right or (isinstance(left, float) and left == float(right)))
    if isinstance(left, dict):
        return isinstance(right, dict) and left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list | tuple):
        return isinstance(right, list) and len(left) == len(right) and all(map(same, left, right))
    return isinstance(right, str) and left == right


class Kubectl:
    """kubectl without a cluster."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program = program
        self.folder = folder
        self.calls = 0

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            [self.program, *arguments], capture_output=True, env={**os.environ, "KUBECONFIG": os.devnull}, timeout=120, check=False
        )
        if done.returncode:
            raise ValueError(done.stderr.decode())
        return done.stdout.decode()

    def _new(self, name: str) -> Path:
        self.calls += 1
        path = self.folder / str(self.calls) / name
        path.parent.mkdir()
        return path

    def read(self, text: str) -> list[Any]:
        """Return the objects of a YAML text as kubectl reads them, without the label that it sets to do so."""
        path = self._new("in.yaml")
        path.write_bytes(text.encode())
        out = self._run("label", "--local", "--dry-run=client", "-f", str(path), "k8skit.dev/read=1", "-o", "json")
        decoder = json.JSONDecoder()
        objects = []
        at = 0
        while at < len(out.rstrip()):
            found, at = decoder.raw_decode(out, at)
            at += 1
            del found["metadata"]["labels"]["k8skit.dev/read"]
            if not found["metadata"]["labels"]:
                del found["metadata"]["labels"]
            objects.append(found)
        return objects

    def kustomize(self, text: str) -> str:
        """Return what `kubectl kustomize` makes of a YAML text as its only resource."""
        path = self._new("in.yaml")
        path.write_bytes(text.encode())
        (path.parent / "kustomization.yaml").write_text("resources: [in.yaml]\n")
        return self._run("kustomize", str(path.parent))


@pytest.fixture(scope="session")
def kubectl(tmp_path_factory: pytest.TempPathFactory) -> Kubectl:
    """kubectl; without it the test is skipped, and fails in CI."""
    program = shutil.which("kubectl")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("kubectl is not installed; CI must run the tests that read YAML with it")
        pytest.skip("kubectl is not installed")
    return Kubectl(program, tmp_path_factory.mktemp("kubectl"))


@pytest.fixture(scope="session")
def thing() -> Callable[[str, Any], dict[str, Any]]:
    """Return a function (name, data) -> object of a kind that no tool knows, with the data as its spec."""
    return lambda name, data: {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": name}, "spec": data}


@pytest.fixture(scope="session")
def equal() -> Callable[[Any, Any], bool]:
    """Return the comparison of JSON values."""
    return same


@pytest.fixture(scope="session")
def kustomize_bug() -> Callable[[Any], str]:
    """Return the function that names the bug of kustomize that a value meets, `""` for none; see KUSTOMIZE_BUGS."""
    return bug_of_kustomize
