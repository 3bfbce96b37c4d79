"""User CRDs: the files that a project's configuration names (`crds = ["crds/*.yaml"]`) to a fact set, at run time.

Called by the pipeline when a project has such files. Reads them; leaves YAML to `k8skit.yamltext` and schemas to `k8skit.codegen.crds`.
"""

from __future__ import annotations

import glob
import os
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..finding import Finding, Origin
from ..yamltext import load_all
from .crds import facts_from_crds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ..facts import Facts
    from ..manifest import Manifest
    from .crds import FactSet

_SUFFIXES = (".yaml", ".yml", ".json")


def load_crds(root: str | os.PathLike[str], patterns: Sequence[str]) -> tuple[FactSet, ...]:
    """Return the facts of a project's own CRDs, for the `crds` of `k8skit.facts.load`.

    Args:
        root: folder that the patterns are relative to.
        patterns: paths of files or folders, with `*`, `?`, `[...]` and `**`; of a folder all YAML and JSON files below it are read.

    Returns:
        One fact set; none if `patterns` is empty.

    Raises:
        UsageError: with every finding: a pattern that matches nothing, a file that cannot be read or holds no CRD, a malformed CRD.
    """
    if not patterns:
        return ()
    findings: list[Finding] = []
    documents: list[tuple[Any, Origin | None]] = []
    for path in _files(os.fspath(root), patterns, findings):
        try:
            with open(path, "rb") as file:
                found = load_all(file.read(), path)
        except UsageError as e:
            findings += e.findings
            continue
        except OSError as e:
            findings.append(
                Finding(
                    "K8S943",
                    f"the CRD file cannot be read: {e.strerror}",
                    origin=Origin(path),
                    value=path,
                    help="make it readable, or leave it out of crds",
                )
            )
            continue
        documents += [(d.object, Origin(path, d.line)) for d in found]
        if not any(_holds_crd(d.object) for d in found):
            findings.append(
                Finding(
                    "K8S943",
                    "the file holds no CustomResourceDefinition",
                    origin=Origin(path),
                    value=path,
                    help="name files with CustomResourceDefinitions of apiextensions.k8s.io/v1 in `crds`",
                )
            )
    facts, wrong = facts_from_crds(documents)
    findings += wrong
    if findings:
        raise UsageError(*findings)
    return (facts,)


def with_crds_of(manifests: Iterable[Manifest], facts: Facts) -> tuple[Facts, list[Finding]]:
    """Return the facts with the CRDs that are among the manifests, and what is wrong with these.

    A kind that the configured CRDs define stays as they say.

    Args:
        manifests: the objects of one run.
        facts: what is known so far; returned as it is where there is no CRD.
    """
    found = [m for m in manifests if m.kind == "CustomResourceDefinition" and m.group == "apiextensions.k8s.io" and m.version == "v1"]
    if not found:
        return facts, []
    more, wrong = facts_from_crds([(m.object, m.origin) for m in found], project="set")
    return facts.with_crds(more), wrong


def _holds_crd(document: Any) -> bool:
    items = document.get("items")
    return document.get("kind") == "CustomResourceDefinition" or (
        isinstance(items, list) and any(isinstance(i, dict) and i.get("kind") == "CustomResourceDefinition" for i in items)
    )


def _files(root: str, patterns: Sequence[str], findings: list[Finding]) -> list[str]:
    """Return the files that the patterns name, each once, sorted; patterns without any become findings."""
    out: set[str] = set()
    for pattern in patterns:
        matches = glob.glob(os.path.join(root, pattern), recursive=True)
        found = {m for m in matches if os.path.isfile(m)}
        for folder in matches:
            if folder not in found:
                below = glob.glob(os.path.join(glob.escape(folder), "**", "*"), recursive=True)
                found.update(f for f in below if f.endswith(_SUFFIXES) and os.path.isfile(f))
        if not found:
            help = f"paths are relative to {root or 'the configuration'}"
            findings.append(Finding("K8S940", f"crds: {pattern!r} matches no file", field="crds", value=pattern, help=help))
        out |= found
    return sorted(out)
