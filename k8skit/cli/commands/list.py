"""`k8skit list`: show the objects of an app, where each is made, and what the app expects to exist elsewhere."""

from __future__ import annotations

from k8skit.cli.options import EACH, Option
from k8skit.cli.project import APP, KUBERNETES, STRICT, configure, synthesise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from k8skit.cli.options import Arguments
    from k8skit.cli.terminal import Terminal
    from k8skit.finding import Origin
    from k8skit.pipeline import Synthesis

SUMMARY = "show objects, where each is made, and externals"
DESCRIPTION = """Run app.py and show its objects by chart, each with the file and line that makes it and its construct; then the
externals: what the app refers to and something else makes. Nothing is written.

With --format json: an object with the lists `charts`, `objects` and `externals`."""
OPTIONS = (
    APP,
    Option("-s", "--select", metavar="CHART", kind=EACH, help="show this chart only"),
    STRICT,
    KUBERNETES,
    Option("--format", metavar="FORMAT", choices=lambda: ("table", "json"), help="how to show it"),
)
EXAMPLES = (
    ("k8skit list", ""),
    ("k8skit list --select shop", "one chart"),
    ("k8skit list --format json | jq '.objects[].kind'", "for programs"),
)


def run(args: Arguments, terminal: Terminal) -> int:
    """Show the list; see the module."""
    from k8skit.cli.failure import folder
    from k8skit.report.places import shown

    synthesis = synthesise(args, configure(args), terminal)
    root = folder()

    def show(file: str) -> str:
        return shown(file, root)

    terminal.out(_json(synthesis, show) if args.text("format") == "json" else _tables(synthesis, args.texts("select"), show, terminal))
    return 0


def _tables(synthesis: Synthesis, selected: list[str], show: Callable[[str], str], terminal: Terminal) -> str:
    from k8skit.report.table import table

    def tabulate(head: tuple[str, ...], rows: list[list[str]]) -> str:
        return table(head, rows, width=terminal.width(), color=terminal.color_out)

    rows = [[m.chart, m.kind, m.namespace or "-", m.name, _made(m.origin, show)] for m in synthesis.manifests]
    filled = {m.chart for m in synthesis.manifests}
    empty = [name for name in synthesis.charts if name not in filled and (not selected or name in selected)]
    text = tabulate(("CHART", "KIND", "NAMESPACE", "NAME", "MADE BY"), rows + [[name, "-", "-", "-", "-"] for name in empty])
    if synthesis.externals:
        rows = [
            [e["kind"], e["namespace"] or "-", e["name"], ", ".join(e["keys"]) or "-", e["reason"] or "-", _made(e["origin"], show)]
            for e in synthesis.externals
        ]
        text += "\n" + tabulate(("EXTERNAL", "NAMESPACE", "NAME", "KEYS", "MADE BY", "USED BY"), rows)
    return text


def _made(origin: Origin | None, show: Callable[[str], str]) -> str:
    if origin is None:
        return "-"
    return f"{show(origin.file)}:{origin.line}  {origin.type} {origin.path}"


def _json(synthesis: Synthesis, show: Callable[[str], str]) -> str:
    import json

    def origin(of: Origin | None) -> dict[str, Any] | None:
        return None if of is None else {"file": show(of.file), "line": of.line or None, "path": of.path, "type": of.type}

    counts = dict.fromkeys(synthesis.charts, 0)
    for m in synthesis.manifests:
        counts[m.chart] += 1
    data = {
        "charts": [{"name": name, "namespace": synthesis.namespaces[name] or None, "objects": count} for name, count in counts.items()],
        "objects": [
            {
                "group": m.group,
                "version": m.version,
                "kind": m.kind,
                "namespace": m.namespace,
                "name": m.name,
                "chart": m.chart,
                "origin": origin(m.origin),
            }
            for m in synthesis.manifests
        ],
        "externals": [{**external, "origin": origin(external["origin"])} for external in synthesis.externals],
    }
    return json.dumps(data, indent=2) + "\n"
