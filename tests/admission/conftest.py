"""Fixtures of the admission tests: CRDs with rules, judged with the engine."""

from __future__ import annotations

import tarfile
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.admission import check
from k8skit.admission.engine import Engine
from k8skit.codegen.crds import facts_from_crds
from k8skit.facts import load
from k8skit.manifest import Manifest
from k8skit.validate import Checker
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from k8skit.finding import Finding


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine."""
    return Engine()


@pytest.fixture(scope="session")
def evaluate(engine: Engine) -> Callable[..., Any]:
    """Evaluate an expression; `self` may be any value."""

    def run(expression: str, self: Any = None) -> Any:
        program = engine.compile(expression, {"self": "dyn"})
        return program.evaluate(program.activation({"self": self}))

    return run


@pytest.fixture(scope="session")
def shipped_crds(root: Path) -> Callable[[str], list[dict[str, Any]]]:
    """Project -> its CRDs as released, of the versions that the shipped facts are made of; they are not part of the project."""
    archive = root.parent / "shared" / "schemas" / "crds.tar.xz"
    if not archive.is_file():
        pytest.skip("the archive of CRDs is not beside this checkout")

    @cache
    def read(project: str) -> list[dict[str, Any]]:
        out = []
        with tarfile.open(archive) as tar:
            for member in tar:
                if member.name.startswith(f"crds/{project}/") and member.name.endswith(".yaml"):
                    file = tar.extractfile(member)
                    assert file is not None
                    out += [d.object for d in load_all(file.read(), member.name)]
        return [d for d in out if d.get("kind") == "CustomResourceDefinition"]

    return read


@pytest.fixture(scope="session")
def crd() -> Callable[..., dict[str, Any]]:
    """Make a CRD of group `example.com`, kind `Thing`, from the schema of its objects or of their `spec`."""

    def make(spec: dict[str, Any] | None = None, *, whole: dict[str, Any] | None = None, **version: Any) -> dict[str, Any]:
        schema = whole or {"type": "object", "properties": {"spec": spec}}
        v1 = {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": schema}, **version}
        names = {"kind": "Thing", "plural": "things"}
        return {
            "apiVersion": "apiextensions.k8s.io/v1",
            "kind": "CustomResourceDefinition",
            "metadata": {"name": "things.example.com"},
            "spec": {"group": "example.com", "scope": "Namespaced", "names": names, "versions": [v1]},
        }

    return make


@pytest.fixture(scope="session")
def judge(crd: Any) -> Callable[..., list[Finding]]:
    """Judge one object of a CRD: `judge(schema of spec, spec)`; what validation says comes first, as in the pipeline."""

    def run(spec_schema: dict[str, Any] | None, spec: Any, **more: Any) -> list[Finding]:
        facts, wrong = facts_from_crds([(crd(spec_schema, **more), None)])
        assert not wrong
        known = load("1.35", (facts,))
        thing = {
            "apiVersion": "example.com/v1",
            "kind": "Thing",
            "metadata": {"name": "a"},
            **(spec if more.get("whole") else {"spec": spec}),
        }
        manifests = [Manifest(thing)]
        found = Checker(known).check(manifests)
        return found + check(manifests, known, found)

    return run
