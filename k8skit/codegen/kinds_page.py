"""The list of kinds: `docs/reference/kinds.md`, made from the shipped facts.

Called by `k8skit.codegen.__main__`, which writes the file.
"""

from __future__ import annotations

from typing import Any

from ..facts import DEFAULT_MINOR, MINORS, Facts, Kind, load, minor_number, raw_kinds, shipped, version_rank
from .naming import module_of

_HEAD = f"""# Kinds

<!-- Made by `python -m k8skit.codegen docs` from the facts. -->

Every kind below is checked field by field, and has a typed class: `from k8skit.api.apps.v1 import Deployment`. Add the kinds of your own
CRDs with `crds = ["crds/*.yaml"]` in the configuration. Objects of any other group pass with the warning K8S112 (an error with `--strict`).

Kubernetes minors: {", ".join(MINORS)}; {DEFAULT_MINOR} is assumed where a project names none.

- `C`: cluster-scoped; all others live in a namespace
- `1.34-`: since Kubernetes 1.34; `-1.35`: until 1.35
- `D`: deprecated, for built-in kinds with the minor since when
- `X`: served by the experimental channel of Gateway API only
- `not served`: the CRD still has the version, but the API server takes no objects of it
"""


def _marks(kind: Kind, facts: Facts) -> str:
    marks = []
    if not kind.namespaced:
        marks.append("C")
    if kind.since or kind.until:
        marks.append(f"{kind.since}-{kind.until}")
    life = facts.lifecycle(kind.group, kind.version, kind.kind)
    if life and life.deprecated and minor_number(life.deprecated) <= minor_number(MINORS[-1]):
        marks.append(f"D {life.deprecated}")
    elif kind.deprecated:
        marks.append("D")
    if kind.channel:
        marks.append("X")
    if not kind.served:
        marks.append("not served")
    return f" ({', '.join(marks)})" if marks else ""


def page() -> str:
    """Return the text of the page."""
    sets: dict[str, dict[str, Any]] = shipped()["sets"]
    facts = load()
    out = [_HEAD]
    for name in ("core", *(n for n in sorted(sets, key=lambda n: sets[n]["title"].lower()) if n != "core")):
        about = sets[name]
        rows: dict[tuple[str, tuple[int, int, int], str], list[Kind]] = {}
        for kind in raw_kinds(name):
            if kind.creatable:
                rows.setdefault((kind.group, version_rank(kind.version), kind.version), []).append(kind)
        out.append(f"## {about['title']} {about['version']}\n\nSource: {about['source']} ({about['licence']})\n")
        out.append("| apiVersion | module | kinds |\n| --- | --- | --- |")
        for group, _, version in sorted(rows):
            kinds = sorted(rows[group, version_rank(version), version], key=lambda k: k.kind)
            listed = ", ".join(k.kind + _marks(k, facts) for k in kinds)
            out.append(f"| {kinds[0].api_version} | `k8skit.api.{module_of(group)}.{version}` | {listed} |")
        out.append("")
    return "\n".join(out).rstrip("\n") + "\n"
