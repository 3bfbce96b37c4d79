"""`k8skit list`: show the objects of an app, where each is made, and what the app expects to exist elsewhere."""

from __future__ import annotations

from k8skit.cli.options import EACH, Option
from k8skit.cli.project import APP, ENVIRONMENT, KUBERNETES, STRICT, chosen, configure, synthesise_all

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from k8skit.cli.options import Arguments
    from k8skit.cli.terminal import Terminal
    from k8skit.finding import Origin
    from k8skit.manifest import Manifest
    from k8skit.pipeline import Synthesis

SUMMARY = "show objects, where each is made, and externals"
DESCRIPTION = """Run app.py and show its objects by chart, each with the file and line that makes it and its construct; then the
externals: what the app refers to and something else makes. Nothing is written. With environments, what several of them have is shown once,
with the environments that have it. What makes Argo CD or Flux read the output is shown apart, with its file; it is about all environments and
charts, so it is shown only where all of them are.

With --format json: an object with the lists `charts`, `objects`, `externals` and `delivery`; with environments each entry has a list
`environments`, but for those of `delivery`. Where a program of cdk8s has several Apps, their folders stand in the place of environments, in a
list `apps`."""
OPTIONS = (
    APP,
    ENVIRONMENT,
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

    config = configure(args)
    environments = chosen(args, config)
    built = synthesise_all(args, config, environments, terminal)
    root = folder()

    def show(file: str) -> str:
        return shown(file, root)

    selected = args.texts("select")
    delivery: dict[str, Manifest] = {}
    if environments == config.builds and not selected:
        from k8skit.environments import delivered_objects

        delivery = delivered_objects(built, config)
    if args.text("format") == "json":
        terminal.out(_json(built, "environments" if environments else "apps", delivery, show))
    else:
        terminal.out(_tables(built, environments, selected, show, terminal) + _delivery_table(delivery, show, terminal))
    return 0


def _tables(
    built: dict[str, Synthesis], environments: Sequence[str], selected: list[str], show: Callable[[str], str], terminal: Terminal
) -> str:
    from k8skit.report.table import table

    def tabulate(head: tuple[str, ...], rows: dict[tuple[str, ...], list[str]]) -> str:
        if "" in built:
            return table(head, [list(row) for row in rows], width=terminal.width(), color=terminal.color_out)
        lines = [[*row, "all" if len(names) == len(built) else ", ".join(names)] for row, names in rows.items()]
        return table((*head, "ENVIRONMENTS" if environments else "APPS"), lines, width=terminal.width(), color=terminal.color_out)

    rows: dict[tuple[str, ...], list[str]] = {}
    empty: dict[tuple[str, ...], list[str]] = {}
    externals: dict[tuple[str, ...], list[str]] = {}
    for environment, synthesis in built.items():
        for m in synthesis.manifests:
            rows.setdefault((m.chart, m.kind, m.namespace or "-", m.name, _made(m.origin, show)), []).append(environment)
        filled = {m.chart for m in synthesis.manifests}
        for name in synthesis.charts:
            if name not in filled and (not selected or name in selected):
                empty.setdefault((name, "-", "-", "-", "-"), []).append(environment)
        for e in _elsewhere(synthesis):
            row = (e["kind"], e["namespace"] or "-", e["name"], ", ".join(e["keys"]) or "-", e["reason"] or "-", _made(e["origin"], show))
            externals.setdefault(row, []).append(environment)
    text = tabulate(("CHART", "KIND", "NAMESPACE", "NAME", "MADE BY"), {**rows, **empty})
    if externals:
        text += "\n" + tabulate(("EXTERNAL", "NAMESPACE", "NAME", "KEYS", "MADE BY", "USED BY"), externals)
    return text


def _elsewhere(synthesis: Synthesis) -> list[dict[str, Any]]:
    """The externals without those that a construct only took for external, and that the app makes."""
    made = {(m.group, m.kind, m.namespace or "", m.name) for m in synthesis.manifests}
    return [
        {k: v for k, v in e.items() if k != "assumed"}
        for e in synthesis.externals
        if "assumed" not in e or (e["group"], e["kind"], e["namespace"] or "", e["name"]) not in made
    ]


def _delivery_table(delivery: dict[str, Manifest], show: Callable[[str], str], terminal: Terminal) -> str:
    from k8skit.report.table import table

    if not delivery:
        return ""
    head = ("DELIVERY", "KIND", "NAMESPACE", "NAME", "MADE BY")
    rows = [[path, m.kind, m.namespace or "-", m.name, _made(m.origin, show)] for path, m in delivery.items()]
    return "\n" + table(head, rows, width=terminal.width(), color=terminal.color_out)


def _made(origin: Origin | None, show: Callable[[str], str]) -> str:
    if origin is None:
        return "-"
    return f"{show(origin.file)}:{origin.line}  {origin.type} {origin.path}"


def _json(built: dict[str, Synthesis], several: str, delivery: dict[str, Manifest], show: Callable[[str], str]) -> str:
    import json

    def origin(of: Origin | None) -> dict[str, Any] | None:
        return None if of is None else {"file": show(of.file), "line": of.line or None, "path": of.path, "type": of.type}

    def identity(of: Manifest) -> dict[str, Any]:
        return {"group": of.group, "version": of.version, "kind": of.kind, "namespace": of.namespace, "name": of.name}

    data: dict[str, list[dict[str, Any]]] = {"charts": [], "objects": [], "externals": [], "delivery": []}
    known: dict[str, dict[str, Any]] = {}

    def add(where: str, entry: dict[str, Any], environment: str) -> None:
        """Add an entry, or its environment to the equal one that is there."""
        key = where + json.dumps(entry)
        if key not in known:
            known[key] = entry if not environment else {**entry, several: []}
            data[where].append(known[key])
        if environment:
            known[key][several].append(environment)

    for environment, synthesis in built.items():
        counts = dict.fromkeys(synthesis.charts, 0)
        for m in synthesis.manifests:
            counts[m.chart] += 1
        for name, count in counts.items():
            add("charts", {"name": name, "namespace": synthesis.namespaces[name] or None, "objects": count}, environment)
        for m in synthesis.manifests:
            add("objects", {**identity(m), "chart": m.chart, "origin": origin(m.origin)}, environment)
        for external in _elsewhere(synthesis):
            add("externals", {**external, "origin": origin(external["origin"])}, environment)
    data["delivery"] = [{**identity(m), "path": path, "origin": origin(m.origin)} for path, m in delivery.items()]
    return json.dumps(data, indent=2) + "\n"
