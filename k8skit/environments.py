"""The builds of several environments: the app is run for each, and what they have in common is told once.

Called by the command line. It orders what `pipeline` does for one environment, and turns all results into the texts of one output.
"""

from __future__ import annotations

from .errors import CallError, CheckError, K8skitError, UsageError
from .finding import ERROR, WARNING, Finding, Origin
from .manifest import Manifest
from .pipeline import Checks, load_facts, no_chart, synthesise
from .verdict import harden, unused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .core.delivery import Stage
    from .files.config import Config
    from .pipeline import Synthesis
    from .render.kustomize import Features


def synth_all(
    config: Config,
    environments: Sequence[str] = (),
    *,
    select: tuple[str, ...] = (),
    strict: bool = False,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Synthesis]:
    """Run the app once for each environment and turn each tree into checked manifests.

    Args:
        config: the configuration, which names the app and the environments.
        environments: those to build, of `config.builds`: `<environment>/<cluster>` where clusters are configured (default: all).
        select: as for `synth`; a chart need not be in all environments.
        strict: as for `synth`.
        progress: is told the name of each environment before it is built (default: nobody).

    Returns:
        Environment -> its result, in the order of the configuration; their `warnings` know their environments, and one that several
        environments have is in the first of these alone.

    Raises:
        CheckError: with every finding of every environment, sorted, each once, if one is an error.
        K8skitError: what is wrong with the app in some environment, with that of the others.
    """
    built = _Built(config, environments, progress)
    found = built.findings()
    if built.failed or any(f.severity == ERROR for f in found) or (found and (strict or config.strict)):
        built.refuse(found, strict=strict or config.strict)
    charts = list(dict.fromkeys(name for synthesis in built.done.values() for name in synthesis.charts))
    unknown = [no_chart(name, charts) for name in select if name not in charts]
    if unknown:
        raise UsageError(*unknown)
    for synthesis in built.done.values():
        if select:
            synthesis.manifests = [m for m in synthesis.manifests if m.chart in select]
        synthesis.warnings = []
    for f in found:
        built.done[f.environments[0]].warnings.append(f)
    return built.done


def check_all(config: Config, environments: Sequence[str] = (), *, strict: bool = False) -> tuple[list[Finding], int]:
    """Run the app once for each environment and check what it makes.

    Args:
        config: as for `synth_all`.
        environments: as for `synth_all`.
        strict: as for `synth_all`.

    Returns:
        The findings of all environments, sorted, each once, and the number of objects of all environments.

    Raises:
        K8skitError: what is wrong with the app in some environment, with the findings of the others.
    """
    built = _Built(config, environments, None)
    found = built.findings()
    if built.failed:
        built.refuse(found, strict=strict or config.strict)
    if not any(f.severity == ERROR for f in found):
        found += told_once({name: synthesis.refused(config.layout) for name, synthesis in built.done.items()})
    if strict or config.strict:
        harden(found)
    found.sort(key=lambda f: f.sort_key)
    return found, sum(len(synthesis.manifests) for synthesis in built.done.values())


class _Built:
    """The builds of several environments.

    Attributes:
        done: environment -> its result; its `warnings` are all its findings.
        failed: environment -> why there is no result.
    """

    def __init__(self, config: Config, environments: Sequence[str], progress: Callable[[str], None] | None) -> None:
        from .files.run import run_app
        from .files.values import Reading

        self.done: dict[str, Synthesis] = {}
        self.failed: dict[str, K8skitError] = {}
        self._asked: set[str] = set()
        self._config = config
        reading = Reading(config.values, config.environments, config.clusters)
        self._checks = checks = Checks(config)
        for environment in [name for name in config.builds if not environments or name in environments]:
            if progress is not None:
                progress(environment)
            try:
                on = config.features_of(environment)
                root = run_app(config.app, environment=environment, values=config.values, features=on)
                self._asked |= root.__dict__.get("_features_asked", set())
                self.done[environment] = synthesise(root, checks, environment)
                reading.noted(environment, read=root.__dict__.get("_values_read", False))
            except K8skitError as e:
                self.failed[environment] = e
        self._reading = reading

    def findings(self) -> list[Finding]:
        """Return what was found in all environments, each finding once."""
        used = {(s.code, s.origin) for synthesis in self.done.values() for s in synthesis.silences if s.used}
        found: dict[str, list[Finding]] = {}
        for name, synthesis in self.done.items():
            # What silences something in one environment need not in the others.
            idle = [s for s in synthesis.silences if (s.code, s.origin) not in used]
            found[name] = synthesis.warnings + unused(idle, self._checks.run) + self._reading.unread(name)
        for name, error in self.failed.items():
            found[name] = list(error.findings)
        return told_once(found) + self._reading.strays() + self._idle_features()

    def _idle_features(self) -> list[Finding]:
        """Return K8S973 for each feature that the app never asks for, where all environments could be built."""
        config = self._config
        if self.failed or len(self.done) < len(config.builds):
            return []
        help = f'write `if app.feature("..."):` in {config.app.rpartition("/")[2]}, or remove it from the configuration'
        found = []
        for name in config.features:
            if name not in self._asked:
                message = f"the app never asks for the feature {name}"
                f = Finding("K8S973", message, severity=WARNING, origin=Origin(config.file), value=name, help=help)
                f.environments = tuple(self.done)
                found.append(f)
        return found

    def refuse(self, found: list[Finding], *, strict: bool) -> None:
        """Raise the findings, as the worst that there is."""
        if strict:
            harden(found)
        found.sort(key=lambda f: f.sort_key)
        worst = max(self.failed.values(), key=lambda e: e.exit_code, default=CheckError())
        raise type(worst)(*found)


def told_once(found: Mapping[str, Iterable[Finding]]) -> list[Finding]:
    """Return the findings of several environments, each once, with the environments that have it.

    Args:
        found: environment -> its findings.
    """
    told: dict[tuple[object, ...], tuple[Finding, list[str]]] = {}
    for environment, findings in found.items():
        for f in findings:
            key = (f.code, f.severity, f.message, f.origin, f.object and f.object.key, f.field, repr(f.value), f.help)
            _, names = told.setdefault(key, (f, []))
            if environment not in names:
                names.append(environment)
    for f, names in told.values():
        f.environments = tuple(names)
    return [f for f, _ in told.values()]


def delivered(built: Mapping[str, Synthesis], config: Config | None = None) -> dict[str, str]:
    """Return path -> text of the objects that tell Argo CD or Flux what to apply; empty where the app has no such construct.

    Args:
        built: environment -> its result; all environments of the configuration.
        config: the configuration.

    Raises:
        CheckError: with every finding on these objects; K8S965 where the output cannot be delivered so.
        OutputError: K8S950 where a folder is taken.
    """
    stages = _stages(built)
    if not stages:
        return {}
    from .delivery import deliver

    return deliver(stages, load_facts(config))


def delivered_objects(built: Mapping[str, Synthesis], config: Config | None = None) -> dict[str, Manifest]:
    """Return path -> object that tells Argo CD or Flux what to apply (see `delivered`).

    Args:
        built: environment -> its result; all environments of the configuration.
        config: the configuration.

    Raises:
        CheckError: as for `delivered`.
        OutputError: as for `delivered`.
    """
    stages = _stages(built)
    if not stages:
        return {}
    from .delivery import objects_of

    return objects_of(stages, load_facts(config))


def _variants(built: Mapping[str, Synthesis], config: Config) -> Features:
    """Build the app without its features, and for each feature with that one alone: what a component changes is the difference.

    Args:
        built: environment -> its result, for all environments.
        config: the configuration.

    Raises:
        K8skitError: what is wrong with the app where a feature is off.
    """
    from .files.run import run_app
    from .render.kustomize import Features

    checks = Checks(config)
    on = {build: [name for name, has in config.features_of(build).items() if has] for build in built}

    def manifests(build: str, only: str) -> list[Manifest]:
        names = {name: name == only for name in config.features}
        try:
            root = run_app(config.app, environment=build, values=config.values, features=names)
            return synthesise(root, checks, build).manifests
        except K8skitError as e:
            for f in e.findings:
                f.environments = (f"{build} with only {only}" if only else f"{build} without features",)
            raise

    bare = {build: manifests(build, "") for build, names in on.items() if names}
    alone = {}
    for name in config.features:
        first = next((build for build, names in on.items() if name in names), None)
        if first is not None:
            alone[name] = (first, built[first].manifests if on[first] == [name] else manifests(first, name))
    return Features(on, bare, alone)


def _stages(built: Mapping[str, Synthesis]) -> list[Stage]:
    return [stage for synthesis in built.values() for stage in synthesis.stages]


def owned_places(built: Mapping[str, Synthesis], config: Config) -> list[tuple[str, tuple[str, ...]]]:
    """Return the folders and files of the output that teams own, folders with `/` at the end, sorted, with their owners.

    Args:
        built: environment -> its result.
        config: the configuration.
    """
    from .render.plain import encode, shortened, team_folder

    found: dict[str, dict[str, None]] = {}
    for environment, synthesis in built.items():
        charts = {m.chart for m in synthesis.manifests}
        teams = {chart: team for chart, (team, _) in synthesis.teams.items()}
        for chart, (_, owners) in synthesis.teams.items():
            name, top = shortened(encode(chart)), f"{environment}/" if environment else ""
            if chart not in charts or not owners:
                continue
            if config.format == "kustomize":
                overlays = [f"overlays/{environment}"] + [f"environments/{environment.partition('/')[0]}"] * ("/" in environment)
                overlays += [f"components/{feature}" for feature, has in config.features_of(environment).items() if has]
                places = [f"base/{name}/", *(f"{overlay}/{below}{name}/" for overlay in overlays for below in ("", "patches/"))]
            elif config.layout == "file-per-app":
                places = [f"{top}app.yaml"]
            elif config.layout == "file-per-chart":
                places = [f"{top}{name}.yaml"]
            elif config.layout == "folder-per-team":
                folder = team_folder(chart, teams)
                places = [f"{top}{folder}/" if folder != "shared" else f"{top}{folder}/{name}/"]
            else:
                places = [f"{top}{name}/"]
            for place in places:
                found.setdefault(place, {}).update(dict.fromkeys(owners))
    return [(place, tuple(owners)) for place, owners in sorted(found.items())]


def forbidden_changes(synthesis: Synthesis, texts: dict[str, str], old: Callable[[str], str | None]) -> list[Finding]:
    """Return what the API server would refuse of the step from the output that is there to the new one.

    Args:
        synthesis: the new manifests.
        texts: path -> text of the new output.
        old: gives the text that a path of the output has now; None where it has none.

    Returns:
        Findings (K8S801-803) that are not silenced at their objects.
    """
    sets = {m.key: m for m in synthesis.manifests if m.kind == "StatefulSet" and m.group == "apps"}
    if not sets:
        return []
    from .plan.stateful_set import forbidden
    from .yamltext import load_all

    findings: list[Finding] = []
    for path, text in texts.items():
        if "\nkind: StatefulSet\n" not in text:
            continue
        before = old(path)
        if before is None or before == text:
            continue
        try:
            documents = load_all(before, path)
        except UsageError:
            continue  # edited by hand until it cannot be read: synth puts it right, and there is nothing to compare
        for document in documents:
            m = sets.get(Manifest(document.object).key)
            if m is not None:
                findings += [f for f in forbidden(document.object, m) if f.code not in (m.silenced or {})]
    return findings


def overlays(
    built: Mapping[str, Synthesis], old: Callable[[str], str | None], config: Config | None = None
) -> tuple[dict[str, str], list[Finding]]:
    """Return the texts of a Kustomize base with an overlay per environment, and what the API server would refuse of the step to them.

    Args:
        built: environment -> its manifests, for all environments.
        old: gives the text that a path of the output has now; None where it has none.
        config: the configuration, whose features become components (default: there are none).

    Returns:
        Path -> text (see `render.kustomize.render`); and findings (K8S801-803) that are not silenced at their objects.

    Raises:
        CallError: K8S922 and K8S924 for every value that no text can carry.
        OutputError: what kustomize cannot carry.
    """
    from .render.kustomize import render as render_overlays

    environments = {name: s.manifests for name, s in built.items()}
    features = _variants(built, config) if config is not None and config.features else None
    try:
        texts = render_overlays(environments, {name: s.namespaces for name, s in built.items()}, pin_images=True, features=features)
    except CallError as e:
        from .validate.written import unwritable

        found = told_once({name: unwritable(synthesis.manifests) for name, synthesis in built.items()})
        found.sort(key=lambda f: f.sort_key)
        raise CallError(*(found or e.findings)) from None
    refused: dict[str, list[Finding]] = {}
    for name, synthesis in built.items():
        sets = {m.key: m for m in synthesis.manifests if m.kind == "StatefulSet" and m.group == "apps"}
        if not sets:
            continue
        from .plan.stateful_set import forbidden
        from .render.kustomize.build import build

        try:
            before = build(f"overlays/{name}", old, ("StatefulSet",))
        except (UsageError, ValueError):
            continue  # there is none yet, or it was edited by hand until it cannot be read: there is nothing to compare
        for object in before:
            m = sets.get(Manifest(object).key)
            if m is not None:
                refused.setdefault(name, []).extend(f for f in forbidden(object, m) if f.code not in (m.silenced or {}))
    return texts, told_once(refused)
