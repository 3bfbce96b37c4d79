"""The one place that orders the steps: tree -> manifests -> process -> validate -> texts.

Called by the command line, by `App` and by the pytest plugin; it knows no terminal and prints nothing.
"""

from __future__ import annotations

from os.path import isdir

from .core.api_object import ApiObject
from .core.collect import collect
from .errors import CallError, OutputError, UsageError
from .finding import ERROR, WARNING, Finding
from .manifest import Manifest, Marked
from .names import closest
from .process.labels import common_labels
from .process.namespaces import stamp_namespaces
from .process.order import order
from .process.quantities import canonical_quantities
from .render.plain import placed, render, stream, text
from .rules import run as run_rules
from .rules import runs
from .validate import check as validate
from .verdict import Policy, Silence, harden, not_silenced, settle, silenced_by_annotation, unused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from .ahead import Ahead
    from .core.collect import Collected
    from .core.construct import Construct
    from .core.delivery import Stage
    from .facts import Facts
    from .files.config import Config
    from .process.images import Outcome, Versions
    from .rules import Rule

_WITH_EXPRESSIONS = frozenset(
    ("MutatingAdmissionPolicy", "MutatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingWebhookConfiguration")
)
"""Kinds with expressions of CEL in them."""
_MANY = 500
"""So many objects are worth a second process."""


class Synthesis:
    """What a synth gives: checked manifests in order, and what was noticed.

    Attributes:
        manifests: processed and ordered; every error would have been raised.
        warnings: findings that do not stop synth.
        charts: the names of the units of output, in the order in which they were made.
        namespaces: chart name -> namespace.
        externals: the declared externals: group, kind, namespace, name, keys, reason, origin.
        silences: what was silenced, and whether it silenced something.
        stages: what each construct that delivers the output is told of it (see `core.delivery`).
        images: what became of versions of images; None where nothing else than the app could say any.
        teams: chart name -> the team that has it, and the owners of its output.
        facts: what the manifests were checked against.
    """

    __slots__ = ("_texts", "charts", "externals", "facts", "images", "manifests", "namespaces", "silences", "stages", "teams", "warnings")

    def __init__(self, manifests: list[Manifest], warnings: list[Finding], collected: Collected, silences: list[Silence]) -> None:
        self.manifests = manifests
        self.warnings = warnings
        self._texts: tuple[str, dict[str, str]] | None = None
        self.charts = list(collected.units)
        self.namespaces = {u.name: u.namespace for u in collected.units.values()}
        self.externals = collected.externals
        self.silences = silences
        self.stages: list[Stage] = []
        self.images: Outcome | None = None
        self.teams: dict[str, tuple[str, tuple[str, ...]]] = {}
        self.facts: Facts | None = None

    def texts(self, layout: str = "file-per-object") -> dict[str, str]:
        """Return path -> text of the plain output (see `render.plain.render`).

        Raises:
            CallError: K8S922 and K8S924 for every value that no text can carry.
            OutputError: K8S950 where two objects would have one file.
        """
        if self._texts is not None and self._texts[0] == layout:
            return dict(self._texts[1])
        try:
            return render(self.manifests, layout, self.namespaces, is_namespaced=self.is_namespaced, teams=self._team_of())
        except CallError as e:
            raise _where_made(e, self.manifests) from None

    def _team_of(self) -> dict[str, str]:
        return {chart: team for chart, (team, _) in self.teams.items()}

    def placed(self, layout: str) -> list[tuple[str, list[Manifest]]]:
        """Return the files of the plain output, and the manifests in each (see `render.plain.placed`)."""
        return placed(self.manifests, layout, self.namespaces, is_namespaced=self.is_namespaced, teams=self._team_of())

    def refused(self, layout: str) -> list[Finding]:
        """Return why there are no texts of a layout: K8S922, K8S924, K8S950; nothing where there are.

        Args:
            layout: as for `texts`.
        """
        try:
            self.texts(layout)
        except (CallError, OutputError) as e:
            return list(e.findings)
        return []

    def is_namespaced(self, m: Manifest) -> bool:
        """Return whether the kind of an object is namespaced; of a kind that is not known, whether the object has a namespace."""
        kind = self.facts.kind_any(m.group, m.version, m.kind) if self.facts is not None else None
        return bool(m.namespace) if kind is None else kind.namespaced

    def stream(self) -> str:
        """Return all manifests as one YAML stream.

        Raises:
            CallError: K8S922 and K8S924 for every value that no text can carry.
        """
        try:
            return stream(self.manifests)
        except CallError as e:
            raise _where_made(e, self.manifests) from None


def _where_made(error: CallError, manifests: Iterable[Manifest]) -> CallError:
    """Return an error of the writer with all that cannot be written, and where it was made."""
    from .validate.written import unwritable

    found = unwritable(manifests)
    found.sort(key=lambda f: f.sort_key)
    return CallError(*found) if found else error


def load_facts(config: Config | None) -> Facts:
    """Return the facts for the configured Kubernetes minor, with those of the user's CRDs.

    Raises:
        UsageError: where a CRD cannot be read or is malformed.
    """
    from . import facts

    if config is None:
        return facts.load()
    experimental = config.gateway_api_channel == "experimental"
    if not config.crds:
        return facts.load(config.kubernetes, experimental=experimental)
    from .codegen.user_crds import load_crds

    return facts.load(config.kubernetes, crds=load_crds(config.root, config.crds), experimental=experimental)


class Checks:
    """What manifests are judged by: the facts, the rules of the project, and what the configuration says of findings.

    Args:
        config: the configuration (default: its defaults).
        facts: the facts (default: those of the configuration).

    Raises:
        UsageError: a CRD or a rule of the project that cannot be used; K8S916 for a code or an option in the configuration that nothing has.
    """

    __slots__ = ("_policy", "config", "disable", "enable", "facts", "own")

    def __init__(self, config: Config | None, facts: Facts | None = None) -> None:
        self.config = config
        self.facts = load_facts(config) if facts is None else facts
        self.enable, self.disable = (config.enable, config.disable) if config else ((), ())
        self.own: list[Rule] = []
        self._policy = None
        if config is None:
            return
        if config.rules:
            from .files.own_rules import load_rules

            self.own = load_rules(config.root, config.rules)
        if config.enable or config.disable or config.severity or config.ignore:
            from .files.own_rules import refuse_unknown_codes

            refuse_unknown_codes(config, self.own)
        if config.options:
            from .files.own_rules import refuse_wrong_options

            refuse_wrong_options(config, self.own)
        if config.severity or config.ignore:
            self._policy = Policy(config.root, config.severity, config.ignore)

    def find(
        self,
        manifests: list[Manifest],
        *,
        closed: bool,
        externals: Iterable[dict[str, Any]] = (),
        progress: Callable[[str], None] | None = None,
        is_valid: Callable[[], bool] | None = None,
    ) -> list[Finding]:
        """Return everything that is found in manifests, with the severities of the configuration, but for what it ignores.

        CRDs among the manifests add to the facts.

        Args:
            manifests: what to judge.
            closed: whether they are all there is.
            externals: what is declared to live elsewhere (default: nothing).
            progress: is told the code of each rule before it runs (default: nobody).
            is_valid: tells, once the rules have run, whether somebody else has found that the facts accept all manifests (default: nobody has
                looked).
        """
        facts, findings = self.knowing(manifests)
        by_rules = run_rules(
            manifests,
            facts,
            closed=closed,
            externals=externals,
            enable=self.enable,
            disable=self.disable,
            own=self.own,
            options=self.config.options if self.config else {},
            progress=progress,
        )
        said = [] if is_valid is not None and is_valid() else validate(manifests, facts)
        if facts.has_rules or not _WITH_EXPRESSIONS.isdisjoint({m.kind for m in manifests}):
            from .admission import check as admit

            said += admit(manifests, facts, said)
        if self.disable:
            said = [f for f in said if f.severity == ERROR or not f.code.startswith(self.disable)]
        findings += said
        findings += by_rules
        return findings if self._policy is None else self._policy.apply(findings)

    def knowing(self, manifests: Iterable[Manifest]) -> tuple[Facts, list[Finding]]:
        """Return the facts with the CRDs that are among the manifests, and what is wrong with these."""
        for m in manifests:
            if m.kind == "CustomResourceDefinition":
                from .codegen.user_crds import with_crds_of

                return with_crds_of(manifests, self.facts)
        return self.facts, []

    def run(self, code: str) -> bool:
        """Tell whether findings of a code are looked for at all."""
        opt_in = next((rule.opt_in for rule in self.own if rule.code == code), None)
        return runs(code, self.enable, self.disable, opt_in=opt_in)


def synth(
    root: Construct,
    config: Config | None = None,
    *,
    select: tuple[str, ...] = (),
    strict: bool = False,
    facts: Facts | None = None,
    only: Callable[[Finding], bool] | None = None,
    keep_images: bool = False,
    layout: str = "",
) -> Synthesis:
    """Turn a tree into checked manifests.

    Args:
        root: the App, or any construct of one; then references to what is not in it are warnings, not errors.
        config: target version, CRDs and strictness (default: the defaults of the configuration).
        select: names of charts; only their objects are returned, but all are checked (default: all).
        strict: warnings are errors too (default False).
        facts: the facts to check against (default: those of the configuration).
        only: says which findings count (default: all).
        keep_images: whether versions of images that the output says count, as the configuration has it (default False: those of the app).
        layout: the layout in which the result is going to be written: the texts of many objects are then made while they are judged (default:
            it is not known, or nothing is going to be written).

    Raises:
        CheckError: with every finding, sorted, if one is an error.
        CallError: K8S907 and what else only the whole tree shows.
        UsageError: K8S942 for a chart in `select` that does not exist.
    """
    checks = Checks(config, facts)
    synthesis = synthesise(root, checks, "" if keep_images else None, "" if select else layout)
    found = synthesis.warnings
    if only is not None:
        found[:] = [f for f in found if only(f)]
    found += unused(synthesis.silences, checks.run)
    settle(found, strict=strict or bool(config and config.strict))
    if select:
        unknown = [name for name in select if name not in synthesis.charts]
        if unknown:
            raise UsageError(*(no_chart(name, synthesis.charts) for name in unknown))
        synthesis.manifests = [m for m in synthesis.manifests if m.chart in select]
    return synthesis


def synthesise(root: Construct, checks: Checks, environment: str | None, layout: str = "") -> Synthesis:
    """Do all steps; what was found, errors too, is in `warnings` of the result, but for silencings that silence nothing.

    Args:
        root: as for `synth`.
        checks: what is checked, and against what.
        environment: whose image versions in the output count; None for nobody's.
        layout: as for `synth`.
    """
    gathered = Gathered(root, checks, environment)
    closed = root is root._root
    synthesis = gathered.synthesis(gathered.manifests, [])
    ahead = None
    try:
        if layout and len(gathered.manifests) >= _MANY:
            ahead = _ahead(synthesis, gathered.checked, checks, layout)
        synthesis.warnings = judge([gathered], checks, closed=closed, is_valid=None if ahead is None else ahead.is_valid)
    finally:
        if ahead is not None:
            ahead.stop()
    texts = None if ahead is None else ahead.texts()
    synthesis._texts = None if texts is None else (layout, texts)
    return synthesis


def _ahead(synthesis: Synthesis, checked: list[Manifest], checks: Checks, layout: str) -> Ahead | None:
    """Let a second process make the texts of a layout; None where this process had better do everything."""
    from .ahead import Ahead, possible

    if not possible():
        return None
    facts, _ = checks.knowing(checked)
    return Ahead(checked, facts, lambda: synthesis.placed(layout), lambda some: text(some, layout))


class Gathered:
    """The finished manifests of a tree, before they are checked.

    Args:
        root: as for `synth`.
        checks: what is checked, and against what.
        environment: whose image versions in the output count; None for nobody's.

    Attributes:
        collected: what the tree holds.
        manifests: the manifests, ordered.
        outcome: what became of versions of images; None as in `Synthesis.images`.
        checked: what is checked in their place: of an encrypted file, what can be seen of the object in it.
        silences: what is silenced in the tree.
        findings: what was found on the way.
    """

    __slots__ = ("_stages", "checked", "collected", "facts", "findings", "manifests", "outcome", "silences", "teams")

    def __init__(self, root: Construct, checks: Checks, environment: str | None) -> None:
        top = root._root
        was_locked = top._locked
        top.__dict__["_locked"] = True
        try:
            collected = collect(root)
        finally:
            top.__dict__["_locked"] = was_locked
        config = checks.config
        facts, _ = checks.knowing(collected.manifests)
        units = collected.units.values()
        passed: list[Manifest] = []
        seen: dict[int, Manifest] = {}
        if collected.files:
            from .files.passed import pass_through

            passed, seen = pass_through(collected, {u.name: u.namespace for u in units})
        silences = _silenced_by_constructs(collected)
        manifests = [m for m in collected.manifests if id(m) not in seen] if passed else collected.manifests
        stamp_namespaces(manifests, {u.name: u.namespace for u in units}, facts)
        common_labels(manifests, {u.name: u.labels for u in units}, {u.name: u.annotations for u in units})
        if any(m.patches for m in manifests):
            from .process.patches import apply_patches

            manifests = apply_patches(manifests)
        self.outcome = None
        versions = _versions(config, environment) if config is not None and environment is not None else None
        if versions is not None:
            from .process.images import keep_versions

            manifests, self.outcome = keep_versions(manifests, versions)
        if Marked.made:
            from .process.markers import take_comments

            manifests = take_comments(manifests)
        manifests = canonical_quantities(manifests, facts)
        manifests = order(manifests + passed if passed else manifests)
        findings = collected.findings
        self._stages: list[Stage] = []
        self.teams: dict[str, tuple[str, tuple[str, ...]]] = {}
        if "_teams" in top.__dict__:
            from .core.teams import teams_of

            self.teams = teams_of(top, collected.unit_of, {u.name: u.namespace for u in units})
            if config is not None and config.file and not config.codeowners:
                findings += [_no_codeowners(t.construct) for t in top.__dict__["_teams"] if t.owners]
        if root is top and "_deliveries" in top.__dict__:
            from .delivery import prepare

            manifests, self._stages = prepare(top, collected, manifests, facts, config, self.teams, findings)
        self.checked = [seen.get(id(m), m) for m in manifests] if passed else manifests
        annotated, wrong = silenced_by_annotation(manifests)
        self.silences = silences + annotated
        findings += wrong
        findings += _literal_secrets(manifests)
        self.findings = findings
        self.collected = collected
        self.manifests = manifests
        self.facts = facts

    def synthesis(self, manifests: list[Manifest], found: list[Finding]) -> Synthesis:
        """Return the result.

        Args:
            manifests: the manifests.
            found: what was found.
        """
        synthesis = Synthesis(manifests, found, self.collected, self.silences)
        synthesis.stages = self._stages
        synthesis.images = self.outcome
        synthesis.facts = self.facts
        synthesis.teams = self.teams
        return synthesis


def judge(together: Sequence[Gathered], checks: Checks, *, closed: bool, is_valid: Callable[[], bool] | None = None) -> list[Finding]:
    """Check the manifests of trees that are for one cluster; return what is found and not silenced.

    Args:
        together: the trees.
        checks: what is checked, and against what.
        closed: whether they are all there is.
        is_valid: as for `Checks.find` (default: nobody has looked).
    """
    manifests: list[Manifest] = []
    checked: list[Manifest] = []
    silences: list[Silence] = []
    externals: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for one in together:
        manifests += one.manifests
        checked += one.checked
        silences += one.silences
        externals += one.collected.externals
        findings += one.findings
    findings += checks.find(checked, closed=closed, externals=externals, is_valid=is_valid)
    for one in together:
        if one.outcome is not None:
            findings += one.outcome.findings
    return not_silenced(findings, manifests, silences)


def _no_codeowners(tenant: Construct) -> Finding:
    help = 'write codeowners = ".github/CODEOWNERS" into the configuration, or leave the owners out'
    return Finding("K8S967", "owners are given, and no file for them", severity=WARNING, origin=tenant._origin(), field="owners", help=help)


def _literal_secrets(manifests: list[Manifest]) -> list[Finding]:
    """Return K8S970 for each Secret with a value in it: whoever can read the repository could read it."""
    found = []
    for m in manifests:
        if m.kind == "Secret" and not m.group and not m.text:
            for field in ("data", "stringData"):
                values = m.object.get(field)
                keys = [str(key) for key, value in values.items() if value] if type(values) is dict else []
                if keys:
                    how = '.silence("K8S970", reason="...")'
                    if not isinstance(m.source, ApiObject):
                        how = "annotation silence.k8skit.dev/K8S970 with the reason"
                    help = f"refer to it instead: ExternalSecret, SopsFile, SealedSecretFile or external(); if the value is public, say so: {how}"
                    message = f"{m.id} would put a value into the output: {', '.join(keys)}"
                    found.append(Finding("K8S970", message, origin=m.origin, object=m.id, field=field, help=help))
    return found


def _versions(config: Config, environment: str) -> Versions | None:
    """Return what the output of an environment says of images; None where it can say nothing, which costs nothing to find out."""
    if config.format != "kustomize" and not Marked.made and not isdir(f"{config.root}/images"):
        return None
    if config.images == "code":
        from .process.images import Versions

        return Versions()
    from .files.images import read_versions

    return read_versions(config, environment)


def no_chart(name: str, known: list[str]) -> Finding:
    """Return K8S942 for a chart that is asked for and does not exist.

    Args:
        name: what was asked for.
        known: the charts.
    """
    near = closest(name, known)
    return Finding(
        "K8S942",
        f"there is no chart {name!r}",
        value=name,
        help=f"did you mean {near}?" if near else f"the charts are {', '.join(known) or 'none'}",
    )


def check(
    manifests: list[Manifest],
    config: Config | None = None,
    *,
    closed: bool = False,
    externals: Iterable[dict[str, Any]] = (),
    strict: bool = False,
    progress: Callable[[str], None] | None = None,
) -> list[Finding]:
    """Check any manifests, made by k8skit or not, as they are.

    Args:
        manifests: what to check.
        config: target version, CRDs and strictness.
        closed: whether they are all there is, so that a reference to something else is an error (default False).
        externals: what something else makes, as `k8skit.rules.run` takes it (default: nothing).
        strict: warnings become errors (default False).
        progress: is told the code of each rule before it runs (default: nobody).

    Returns:
        All findings, sorted; raises nothing for them.
    """
    from .validate.written import unwritable

    checks = Checks(config)
    silences, findings = silenced_by_annotation(manifests)
    findings += unwritable(manifests)
    findings += not_silenced(checks.find(manifests, closed=closed, externals=externals, progress=progress), manifests, silences)
    findings += unused(silences, checks.run)
    if strict or (config and config.strict):
        harden(findings)
    findings.sort(key=lambda f: f.sort_key)
    return findings


def _silenced_by_constructs(collected: Collected) -> list[Silence]:
    silences = []
    for code, reason, origin, first, last in collected.silences:
        silence = Silence(code, reason, origin)
        silences.append(silence)
        for i in range(first, last):
            m = collected.manifests[i]
            m.silenced = {code: silence, **(m.silenced or {})}
    return silences
