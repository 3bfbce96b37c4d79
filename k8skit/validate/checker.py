"""The check of manifests against the facts: every object, every field, all findings at once.

Takes manifests and facts, gives findings; knows no construct, no file and no rule about what objects do together.
"""

from __future__ import annotations

from ..finding import ERROR, Finding
from . import kinds
from .identities import duplicates
from .naming import Naming
from .problem import written
from .schema import CORE, Schemas

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..facts import Facts, Kind
    from ..manifest import Manifest
    from .defaults import Defaults
    from .problem import Check, Problem

_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
NOT_SHOWN = "(not shown)"
"""Stands for a value that may be a secret."""
_TEMPLATE = "io.k8s.api.core.v1.PodTemplateSpec"
_WITH_TEMPLATE = frozenset((("apps.openshift.io", "DeploymentConfig"),))
"""Kinds of which nothing is known but that `spec.template` is the template of a pod (OpenShift API reference, DeploymentConfig)."""
_PUBLIC = frozenset(("apiVersion", "immutable", "kind", "metadata", "type"))
"""Fields of a Secret whose values are no secret."""
_OF_VALUES = frozenset(("K8S103", "K8S104", "K8S107", "K8S108", "K8S114", "K8S115"))
"""Codes of problems that an API server finds after it has read an object: of values that it can read, and of what is not there."""


class _Plan:
    """How the objects of one apiVersion and kind are checked."""

    __slots__ = ("constraints", "fields", "kind", "naming", "said")

    def __init__(
        self, kind: Kind | None, said: list[Problem], fields: Check | None, naming: Naming | None, constraints: Check | None = None
    ) -> None:
        self.kind = kind
        self.said = said  # about the kind itself
        self.fields = fields
        self.naming = naming
        self.constraints = constraints  # asked where the fields are fine


class Checker:
    """Checks manifests against one `Facts`, and keeps what it compiled for the next ones.

    Args:
        facts: what is true for the target minor.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._schemas = Schemas(facts)
        self._defaults: Defaults | None = None
        self._plans: dict[tuple[object, object], _Plan] = {}

    def check(self, manifests: Sequence[Manifest]) -> list[Finding]:
        """Return all findings about the manifests, sorted.

        Args:
            manifests: the objects of one run.
        """
        return self._check(manifests, versions=True)

    def _check(self, manifests: Sequence[Manifest], *, versions: bool) -> list[Finding]:
        """Check objects; `versions` says whether to try other API versions for those that are going away."""
        out: list[Finding] = []
        going: list[tuple[Manifest, Finding]] = []
        plans = self._plans
        for m in manifests:
            obj = m.object
            try:
                plan = plans.get((obj.get("apiVersion"), obj.get("kind")))
            except TypeError:  # not even hashable
                plan = None
            if plan is None:
                problem = kinds.problem_of_type(obj.get("apiVersion"), obj.get("kind"))
                if problem is not None:
                    out.append(_finding(m, problem))
                    plan = self._unknown()
                else:
                    plan = plans[obj["apiVersion"], obj["kind"]] = self._plan(m)
            problems = plan.fields(obj) if plan.fields is not None else None
            if problems:
                problems = [p for p in problems if not _is_dropped(p)]
            if plan.constraints is not None and all(p.severity != ERROR for p in problems or ()):
                problems = [*(problems or ()), *(plan.constraints(obj) or ())]
            about_names = plan.naming.check(obj) if plan.naming is not None else None
            if problems or about_names or plan.said:
                if problems and plan.kind is not None:
                    self._find_lost(problems, plan.kind.definition)
                found = _findings(m, plan, problems or [], about_names or [])
                if plan.said:
                    going += [(m, f) for f in found if f.code in ("K8S601", "K8S602")]
                out += found
        if going and versions:
            self._add_versions(manifests, going)
        out += duplicates(manifests, self._namespaced)
        out.sort(key=lambda f: f.sort_key)
        return out

    def _plan(self, m: Manifest) -> _Plan:
        known, said = kinds.problems_of_kind(self.facts, m.group, m.version, m.kind)
        if known is not None and known.list:
            return _Plan(known, said, None, None)  # no object, but several
        fields: Check = self._metadata if (m.group, m.kind) not in _WITH_TEMPLATE else self._metadata_and_template
        if known is not None and known.definition:
            fields = self._schemas.of_kind(known.definition, {"apiVersion": known.api_version, "kind": known.kind})
        constraints = self._constraints(known) if known is not None else None
        return _Plan(known, said, fields, Naming(m.group, m.kind, self.facts.minor, known or self._any_version(m)), constraints)

    def _constraints(self, kind: Kind) -> Check | None:
        """Return the check of what a kind of a shipped CRD demands beyond its schema; it sees the object with its defaults."""
        if kind.definition.startswith(CORE):
            return None
        from .constraints import for_kind

        found = for_kind(kind, experimental=self.facts.experimental)
        if found is None:
            return None
        if self._defaults is None:
            from .defaults import Defaults

            self._defaults = Defaults(self.facts)
        applied, definition = self._defaults.applied, kind.definition
        return lambda obj: found(applied(obj, definition))

    def _any_version(self, m: Manifest) -> Kind | None:
        """Return the kind by another version, for its scope."""
        versions = self.facts.versions(m.group, m.kind)
        return self.facts.kind(m.group, versions[0], m.kind) if versions else self.facts.kind_any(m.group, m.version, m.kind)

    def _unknown(self) -> _Plan:
        return _Plan(None, [], self._metadata, Naming("", "", self.facts.minor, None))

    def _metadata(self, obj: Any) -> list[Problem] | None:
        """Check the metadata of an object of which nothing else is known: it is the same for all kinds."""
        meta = obj.get("metadata")
        if meta is None:
            return None
        problems = self._schemas.definition(_META)(meta)
        if problems is not None:
            for p in problems:
                p.path.append("metadata")
        return problems

    def _metadata_and_template(self, obj: Any) -> list[Problem] | None:
        """Check the metadata of an object and its template of a pod, but for the images, which triggers of OpenShift fill in."""
        problems = self._metadata(obj) or []
        spec = obj.get("spec")
        template = spec.get("template") if type(spec) is dict else None
        if template is not None:
            for p in self._schemas.definition(_TEMPLATE)(template) or ():
                if p.path[:1] != ["image"]:
                    p.path += ["template", "spec"]
                    problems.append(p)
        return problems or None

    def _find_lost(self, problems: list[Problem], definition: str) -> None:
        """Say where in the object the fields belong that stand in the wrong place."""
        for p in problems:
            if p.lost:
                if p.place:
                    owner = written(p.path[1:])
                    place = f"{owner}.{p.place}" if owner else p.place
                else:
                    place = self._schemas.place_of(definition, p.lost)
                if place:
                    p.help = f"a field of this name is in {place}"

    def _add_versions(self, manifests: Sequence[Manifest], going: list[tuple[Manifest, Finding]]) -> None:
        """Add a fix to findings about API versions where the same object in the version to use has no finding, and is not there already."""
        from .fixes import of_version, other_version

        taken = {m.key for m in manifests}
        for m, f in going:
            other = other_version(self.facts, m)
            if other is not None and (other.key == m.key or other.key not in taken) and not self._check([other], versions=False):
                taken.add(other.key)
                f.fix = of_version(m, other)

    def _namespaced(self, m: Manifest) -> bool | None:
        try:
            plan = self._plans.get((m.object.get("apiVersion"), m.object.get("kind")))
        except TypeError:
            return None
        if plan is None or plan.kind is None or not plan.kind.plural:
            return None
        return plan.kind.namespaced


def _is_dropped(p: Problem) -> bool:
    """Whether a problem is in a status that can be read: who creates an object cannot set it, so API servers empty it before they validate.

    What cannot be read at all, an unknown field or a wrong type or a time that is none, is refused wherever it stands (Kubernetes documentation,
    API concepts: Field validation; Kubernetes API conventions: Spec and status).
    """
    path = p.path
    if p.code not in _OF_VALUES or p.message.startswith("the time "):
        return False
    if path[-1:] == ["status"]:
        return len(path) > 1
    return path[-2:] == ["volumeClaimTemplates", "spec"] and path[-4:-3] == ["status"] and len(path) > 4


def _findings(m: Manifest, plan: _Plan, problems: list[Problem], about_names: list[Problem]) -> list[Finding]:
    """Turn problems into findings, without those that another one explains."""
    hints = {(tuple(p.path[1:]), p.hint) for p in problems if p.hint}
    out = [_finding(m, p) for p in (*plan.said, *problems)]
    for p in about_names:
        if p.code == "K8S128" and (
            ((), "metadata") in hints or (("metadata",), "name") in hints or (("metadata",), "generateName") in hints
        ):
            continue  # the name is there, in a misspelled field
        out.append(_finding(m, p))
    return out


def _finding(m: Manifest, p: Problem) -> Finding:
    value = p.value
    if m.kind == "Secret" and p.path and p.path[-1] not in _PUBLIC:
        value = NOT_SHOWN
    help = p.help
    if not help:
        from .advice import advice

        help = advice(p)
    fix = None
    if p.edit is not None:
        from .fixes import of_problem

        fix = of_problem(m, p)
    return Finding(p.code, p.message, severity=p.severity, origin=m.origin, object=m.id, field=p.field, value=value, help=help, fix=fix)


_last: Checker | None = None


def check(manifests: Sequence[Manifest], facts: Facts) -> list[Finding]:
    """Check manifests against the facts: fields, types, values, names, kinds, identities.

    Args:
        manifests: the objects of one run.
        facts: what is true for the target minor, see `k8skit.facts.load`.

    Returns:
        All findings, errors and warnings, in the order of reports (`Finding.sort_key`).
    """
    global _last
    checker = _last
    if checker is None or checker.facts is not facts:
        checker = _last = Checker(facts)
    return checker.check(manifests)
