"""The Apps of one program: one, or several of cdk8s, each of which is written to a folder of its own, as its `outdir` says.

Called by the command line. It orders what `pipeline` does for one App, as `environments` does for one app.py and several environments.
"""

from __future__ import annotations

import os

from .core.collect import Collected
from .environments import told_once
from .errors import UsageError
from .finding import ERROR, Finding
from .pipeline import Checks, Gathered, Synthesis, judge, no_chart
from .process.order import order
from .render.plain import encode
from .verdict import harden, settle, unused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .core.construct import Construct
    from .files.config import Config
    from .manifest import Manifest


def synth_apps(apps: Sequence[Construct], config: Config, *, select: tuple[str, ...] = (), strict: bool = False) -> dict[str, Synthesis]:
    """Turn the Apps of one program into checked manifests.

    Apps that have no object in common are checked as what lives in one cluster, so one may refer to the objects of the other. Where two have an
    object in common they are for different clusters, and each is checked without the other.

    Args:
        apps: the Apps, of cdk8s.
        config: the configuration.
        select: names of charts; only their objects are returned, but all are checked. A chart need not be in all Apps (default: all).
        strict: warnings are errors too (default False).

    Returns:
        The folder of each App -> its result. Folders are relative to the nearest one that all are in; Apps with one `outdir` are one result, and
        where all have the same, its folder is `""`. A finding that several have is in the warnings of the first of these alone.

    Raises:
        CheckError: with every finding, sorted, each once, if one is an error.
        CallError: as `pipeline.synth`.
        UsageError: K8S904 where two Apps with one `outdir` have charts of one name; K8S934 where one of several Apps has something that delivers
            the output; K8S942 for a chart in `select` that does not exist.
    """
    built, found = _built(apps, Checks(config))
    settle(found, strict=strict or config.strict)
    charts = list(dict.fromkeys(name for synthesis in built.values() for name in synthesis.charts))
    unknown = [no_chart(name, charts) for name in select if name not in charts]
    if unknown:
        raise UsageError(*unknown)
    first = next(iter(built))
    for synthesis in built.values():
        if select:
            synthesis.manifests = [m for m in synthesis.manifests if m.chart in select]
    for f in found:
        built[f.environments[0] if f.environments else first].warnings.append(f)
    return built


def check_apps(apps: Sequence[Construct], config: Config, *, strict: bool = False) -> tuple[list[Finding], int]:
    """Check what the Apps of one program make.

    Args:
        apps: as for `synth_apps`, or one App.
        config: as for `synth_apps`.
        strict: as for `synth_apps`.

    Returns:
        The findings, sorted, each once, and the number of objects.

    Raises:
        K8skitError: as for `synth_apps`, but for what is found in manifests.
    """
    built, found = _built(apps, Checks(config))
    if not any(f.severity == ERROR for f in found):
        refused = {name: synthesis.refused(config.layout) for name, synthesis in built.items()}
        found += told_once(refused) if len(refused) > 1 else next(iter(refused.values()))
    if strict or config.strict:
        harden(found)
    found.sort(key=lambda f: f.sort_key)
    return found, sum(len(synthesis.manifests) for synthesis in built.values())


def one_stream(built: Mapping[str, Synthesis]) -> list[Manifest]:
    """Return the manifests of several Apps in the order in which they are applied.

    Args:
        built: folder -> result.

    Raises:
        UsageError: K8S942 where two Apps have an object in common: they are not for one cluster.
    """
    taken: dict[tuple[str, ...], str] = {}
    for name, synthesis in built.items():
        for m in synthesis.manifests:
            other = taken.setdefault(m.key, name)
            if other != name:
                help = "leave --stdout out: each App has a folder of its own in the output"
                what = f"--stdout is for one cluster, and {m.id} is in {other} and in {name}"
                raise UsageError(Finding("K8S942", what, origin=m.origin, object=m.id, help=help))
    return order([m for synthesis in built.values() for m in synthesis.manifests])


def _built(apps: Sequence[Construct], checks: Checks) -> tuple[dict[str, Synthesis], list[Finding]]:
    """Return folder -> result, and what was found in all of them, each finding once."""
    if len(apps) == 1:
        one = Gathered(apps[0], checks, "")
        found = judge([one], checks, closed=True) + unused(one.silences, checks.run)
        return {"": one.synthesis(one.manifests, [])}, found
    delivering = {d._at: d for app in apps for d in app.__dict__.get("_deliveries", ())}  # one for each line
    if delivering:
        help = "make one App, and a Chart in it for each unit of output"
        raise UsageError(
            *(
                Finding(
                    "K8S934",
                    f"{type(d).__name__} describes the output of one App, and there are {len(apps)}",
                    origin=d._origin(),
                    help=help,
                )
                for d in delivering.values()
            )
        )
    names = folders(
        [os.path.abspath(app.__dict__["_outdir"]) for app in apps]
    )  # where the command stands: Node.js does not follow os.chdir
    gathered: dict[str, list[Gathered]] = {}
    for name, app in zip(names, apps, strict=True):
        gathered.setdefault(name, []).append(Gathered(app, checks, None))
    _refuse_shared_charts(gathered)
    of: dict[str, list[Finding]] = {name: [] for name in gathered}
    for group in _clusters(gathered):
        members = [one for name in group for one in gathered[name]]
        for f in judge(members, checks, closed=True):
            key = f.object.key if f.object else None
            for name in [n for n in group if any(m.key == key for one in gathered[n] for m in one.manifests)] or group[:1]:
                of[name].append(f)
    silences = [s for them in gathered.values() for one in them for s in one.silences]
    used = {(s.code, s.origin) for s in silences if s.used}
    for name, them in gathered.items():
        of[name] += unused([s for one in them for s in one.silences if (s.code, s.origin) not in used], checks.run)
    told = told_once(of)
    if len(gathered) == 1:
        for f in told:
            f.environments = ()
    return {name: _one(them) for name, them in gathered.items()}, told


def folders(outdirs: Sequence[str]) -> list[str]:
    """Return the folder of each App in the output: where it is below the nearest folder that all are in, and that is the folder of none.

    Args:
        outdirs: what `outdir` of each App says, absolute.
    """
    if len(set(outdirs)) == 1:
        return [""] * len(outdirs)
    top = os.path.commonpath(outdirs)
    if top in outdirs:
        top = os.path.dirname(top)
    return ["/".join(encode(part) for part in os.path.relpath(outdir, top).split(os.sep)) for outdir in outdirs]


def _refuse_shared_charts(gathered: Mapping[str, Sequence[Gathered]]) -> None:
    """Where Apps with one outdir have charts of one name, cdk8s writes one over the other."""
    found = []
    for them in gathered.values():
        first: dict[str, Construct] = {}
        for one in them:
            for construct, chart in one.collected.unit_of.items():
                other = first.setdefault(chart, construct)
                if other._root is not construct._root:
                    at = other._at
                    what = f"a second chart {chart!r} in one outdir; the first is made at {at[0]}:{at[1]}"
                    help = "give it another id, or its App another outdir"
                    found.append(Finding("K8S904", what, origin=construct._origin(), field="id", value=construct.id, help=help))
    if found:
        raise UsageError(*found)


def _clusters(gathered: Mapping[str, Sequence[Gathered]]) -> list[list[str]]:
    """Return the sets of Apps that are checked together: for each App all that have no object in common with it, and with each other."""
    keys = {name: {m.key for one in them for m in one.manifests} for name, them in gathered.items()}
    groups: list[list[str]] = []
    for name in gathered:
        group, taken = {name}, set(keys[name])
        for other in gathered:
            if other != name and not taken & keys[other]:
                group.add(other)
                taken |= keys[other]
        ordered = [n for n in gathered if n in group]
        if ordered not in groups:
            groups.append(ordered)
    return groups


def _one(them: Sequence[Gathered]) -> Synthesis:
    """Return the result for Apps with one outdir, without findings."""
    if len(them) == 1:
        return them[0].synthesis(them[0].manifests, [])
    collected = Collected()
    for one in them:
        collected.units.update(one.collected.units)
        collected.externals += one.collected.externals
    synthesis = Synthesis(order([m for one in them for m in one.manifests]), [], collected, [s for one in them for s in one.silences])
    synthesis.facts = them[0].facts
    for one in them:
        synthesis.teams.update(one.teams)
    return synthesis
