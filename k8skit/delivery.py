"""From checked manifests to what delivers them: the objects of Argo CD and Flux about the whole output.

Called by the pipeline where the app has a construct that delivers the output, twice: for each environment, and once all are built.
"""

from __future__ import annotations

from .core.delivery import Part, Stage, order_of_charts, shared_objects, units_after
from .errors import CheckError, OutputError
from .finding import Finding
from .manifest import Manifest
from .process.order import order
from .render.plain import HEADER, encode, file_paths, shortened, team_folder
from .rules import run as run_rules
from .validate import check as validate
from .yamltext import dump

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from .core.collect import Collected
    from .core.construct import Construct
    from .facts import Facts
    from .files.config import Config


def prepare(
    app: Construct,
    collected: Collected,
    manifests: list[Manifest],
    facts: Facts,
    config: Config | None,
    teams: dict[str, tuple[str, tuple[str, ...]]],
    findings: list[Finding],
) -> tuple[list[Manifest], list[Stage]]:
    """Let the constructs that deliver the output of an environment have their say on its objects.

    Args:
        app: the App.
        collected: what its tree holds.
        manifests: processed and in order.
        facts: which kinds are namespaced.
        config: the configuration, for the format and the layout of the output.
        teams: chart -> its team and the owners.
        findings: gets what is wrong.

    Returns:
        The manifests as they are to be written; what each construct is told once all environments are built.

    Raises:
        CheckError: K8S964 for charts that must come after each other.
    """
    deliveries = app.__dict__["_deliveries"]
    layout = "file-per-object" if config is None else "kustomize" if config.format == "kustomize" else config.layout
    for delivery in deliveries:
        manifests = delivery.adjust(manifests, findings, joined=layout in ("kustomize", "file-per-app"))
    environment = "/".join(n for n in app._built_for() if n)  # type: ignore[attr-defined]
    charts = [name for name in collected.units if any(m.chart == name for m in manifests)]
    before = order_of_charts(units_after(app, collected.unit_of), manifests, charts)
    made = {m.name for m in manifests if m.kind == "Namespace" and not m.group}
    made |= {e["name"] for e in collected.externals if e["kind"] == "Namespace" and not e["group"]}
    namespaces = {unit.name: unit.namespace for unit in collected.units.values()}
    is_namespaced = _scope(facts)
    on = [name for name, has in config.features_of(environment).items() if has] if config is not None else []
    parts = parts_of(manifests, namespaces, before, layout, environment, {c: team for c, (team, _) in teams.items()}, is_namespaced, on)
    stages = [Stage(environment, delivery, parts, frozenset(made), is_namespaced) for delivery in deliveries]
    for stage in stages:
        findings += stage.delivery.warnings(stage)
    return manifests, stages


def parts_of(
    manifests: list[Manifest],
    namespaces: dict[str, str],
    before: dict[str, list[str]],
    layout: str,
    environment: str,
    teams: dict[str, str],
    is_namespaced: Callable[[Manifest], bool],
    features: Sequence[str] = (),
) -> list[Part]:
    """Return the parts of the output of one environment that are applied as a whole.

    Args:
        manifests: its objects.
        namespaces: chart -> namespace.
        before: chart -> charts that come before it, for all charts with objects, in order.
        layout: the layout of the output; `kustomize` for overlays.
        environment: its name, or `<environment>/<cluster>`; `""` for none.
        teams: chart -> its team.
        is_namespaced: says whether the kind of an object is namespaced.
        features: the features that it has, which overlays have as components (default: none).
    """
    if layout == "kustomize":
        name, slash, _ = environment.partition("/")
        bases = ["base", f"environments/{name}"] if slash else ["base"]
        bases += [f"components/{feature}" for feature in features]
        return [Part("", "", f"overlays/{environment}", "", manifests, bases=bases)] if manifests else []
    if layout == "file-per-app":
        return [Part("", "", environment, "app.yaml", manifests)] if manifests else []
    of_chart: dict[str, list[Manifest]] = {chart: [] for chart in before}
    for m in manifests:
        of_chart[m.chart].append(m)
    parts = []
    top = f"{environment}/" if environment else ""
    for chart, own in of_chart.items():
        name, namespace, after = shortened(encode(chart)), namespaces.get(chart, ""), before[chart]
        if layout == "file-per-chart":
            parts.append(Part(chart, namespace, environment, f"{name}.yaml", own, after))
        elif layout == "folder-per-scope":
            for scope in ("cluster", "namespaced"):
                some = [m for m in own if is_namespaced(m) == (scope == "namespaced")]
                if some:
                    place = namespace if scope == "namespaced" else ""
                    parts.append(Part(chart, place, f"{top}{name}/{scope}", "", some, after, scope))
        else:
            place = f"{team_folder(chart, teams)}/{name}" if layout == "folder-per-team" else name
            parts.append(Part(chart, namespace, f"{top}{place}", "", own, after))
    return parts


def _scope(facts: Facts) -> Callable[[Manifest], bool]:
    """What says of an object whether its kind is namespaced; of a kind that is not known, whether it has a namespace."""

    def is_namespaced(m: Manifest) -> bool:
        kind = facts.kind_any(m.group, m.version, m.kind)
        return bool(m.namespace) if kind is None else kind.namespaced

    return is_namespaced


def deliver(stages: list[Stage], facts: Facts) -> dict[str, str]:
    """Return path -> text of the objects that tell a cluster what to apply.

    Args:
        stages: those of all environments.
        facts: what the objects are checked against.

    Raises:
        CheckError: as for `objects_of`.
        OutputError: as for `objects_of`.
    """
    return {path: dump(m.object, header=HEADER) for path, m in objects_of(stages, facts).items()}


def objects_of(stages: list[Stage], facts: Facts) -> dict[str, Manifest]:
    """Return path -> object that tells a cluster what to apply.

    Args:
        stages: those of all environments.
        facts: what the objects are checked against.

    Raises:
        CheckError: with every finding on the objects; K8S965 where the output cannot be delivered so; K8S971 for what two environments put into
            one cluster.
        OutputError: K8S950 where a folder is one of the app's own.
    """
    groups: dict[tuple[type, str], list[Stage]] = {}
    for stage in stages:
        groups.setdefault((type(stage.delivery), stage.delivery.id), []).append(stage)
    folders: dict[str, list[Manifest]] = {}
    shared = [f for some in groups.values() for f in shared_objects(some)]
    if shared:
        raise CheckError(*shared)
    for (cls, _), some in groups.items():
        made: dict[str, list[tuple[dict[str, Any], Any]]] = cls.deliver(some)  # type: ignore[attr-defined]
        for folder, objects in made.items():
            folders.setdefault(folder, []).extend(Manifest(object, origin=origin) for object, origin in objects)
    _refuse_taken(stages, folders)
    findings = []
    found = {}
    for folder, unordered in folders.items():
        manifests = order(unordered)
        findings += validate(manifests, facts)
        findings += run_rules(manifests, facts, closed=False)
        own = next(m.namespace for m in manifests)
        for path, m in zip(file_paths(manifests, {"": own}), manifests, strict=True):
            found[f"{folder}/{path}"] = m
    if findings:
        findings.sort(key=lambda f: f.sort_key)
        raise CheckError(*findings)
    return found


def _refuse_taken(stages: list[Stage], folders: dict[str, list[Manifest]]) -> None:
    """Raise where a folder is that of an environment or a chart: it would be applied with what it delivers."""
    taken = {part.folder.partition("/")[0] or part.include for stage in stages for part in stage.parts}
    taken |= {base.partition("/")[0] for stage in stages for part in stage.parts for base in part.bases}
    findings = []
    for folder, manifests in folders.items():
        top = folder.partition("/")[0]
        if top in taken:
            message = f"the folder {top} is one of the app's own, and cannot hold what makes a cluster read it"
            findings.append(Finding("K8S950", message, origin=manifests[0].origin, value=top, help='choose another one: folder="..."'))
    if findings:
        raise OutputError(*findings)
