"""Kinds: is this apiVersion and kind one that the target minor serves, and for how long?

Knows the facts about kinds; nothing of fields. `check` asks once for each apiVersion and kind of a run.
"""

from __future__ import annotations

from ..facts import minor_number
from ..finding import WARNING
from .problem import Problem
from .suggest import listed, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..facts import Facts, Kind, Lifecycle


_BETA_OFF = 24
"""Minor since which new beta versions are off by default."""


def problem_of_type(api_version: object, kind: object) -> Problem | None:
    """Return what is wrong with apiVersion and kind by themselves: absent, not strings, not `group/version`."""
    for field, value in (("apiVersion", api_version), ("kind", kind)):
        if value is None or value == "":
            problem = Problem("K8S113", f"the object has no {field}", help=f"every API object names its {field}")
        elif not isinstance(value, str):
            problem = Problem("K8S113", f"{field} must be a string", value)
        elif field == "apiVersion" and (value.count("/") > 1 or value.startswith("/") or value.endswith("/") or " " in value):
            problem = Problem("K8S113", "apiVersion must be a version such as v1, or a group and a version such as apps/v1", value)
        else:
            continue
        problem.path.append(field)
        return problem
    return None


def _api(group: str, version: str) -> str:
    return f"{group}/{version}" if group else version


def problems_of_kind(facts: Facts, group: str, version: str, kind: str) -> tuple[Kind | None, list[Problem]]:
    """Look a kind up.

    Args:
        facts: what is true for the target minor.
        group: API group, `""` for core.
        version: version within the group.
        kind: the kind.

    Returns:
        The kind, None where its fields cannot be checked; and what is to be said about it, errors and warnings.
    """
    known = facts.kind(group, version, kind)
    cycle = facts.lifecycle(group, version, kind)
    if known is not None:
        return known, _served(facts, known, cycle)
    return None, [_not_served(facts, group, version, kind, cycle)]


def _served(facts: Facts, known: Kind, cycle: Lifecycle | None) -> list[Problem]:
    name = f"{known.api_version} {known.kind}"
    found = []
    if known.deprecated or (cycle is not None and cycle.deprecated and minor_number(cycle.deprecated) <= minor_number(facts.minor)):
        when = f" since Kubernetes {cycle.deprecated}" if cycle is not None and cycle.deprecated else ""
        then = f", and goes in {cycle.removed}" if cycle is not None and cycle.removed else ""
        found.append(
            _at(
                "apiVersion",
                Problem(
                    "K8S602",
                    f"{name} is deprecated{when}{then}",
                    name,
                    _instead(facts, known.group, known.kind, cycle, known.version),
                    WARNING,
                ),
            )
        )
    if cycle is not None and _off(known.version, cycle):
        what = "alpha" if "alpha" in known.version else "beta"
        help = f"enable it with --runtime-config={_api(known.group, known.version)}=true, or leave it out"
        instead = [v for v in facts.versions(known.group, known.kind) if "alpha" not in v and "beta" not in v]
        if instead:
            help = f"use {_api(known.group, instead[0])} {known.kind}"
        message = f"{name} is {what}, and API servers do not serve it by default"
        found.append(_at("apiVersion", Problem("K8S606", message, name, help, WARNING)))
    if known.list or not known.creatable:
        help = "write each of its items as an object of its own" if known.list else "leave it out: the API server makes these itself"
        found.append(
            _at(
                "kind",
                Problem(
                    "K8S110",
                    f"{known.kind} cannot be applied: the API server has no resource of this kind to create",
                    known.kind,
                    help,
                    WARNING,
                ),
            )
        )
    return found


def _off(version: str, cycle: Lifecycle) -> bool:
    """Tell whether an API server serves a version only where it is told to: alpha, and beta that is new since 1.24.

    Source: Kubernetes documentation, Kubernetes Feature Gates and API versions; KEP-3136.
    """
    return "alpha" in version or ("beta" in version and bool(cycle.introduced) and minor_number(cycle.introduced) >= _BETA_OFF)


def _not_served(facts: Facts, group: str, version: str, kind: str, cycle: Lifecycle | None) -> Problem:
    name = f"{_api(group, version)} {kind}"
    minor = minor_number(facts.minor)
    if cycle is not None and cycle.removed and minor_number(cycle.removed) <= minor:
        return _removed(facts, name, cycle.removed, group, kind, cycle)
    other = facts.kind_any(group, version, kind)
    if other is not None:
        if other.since and minor_number(other.since) > minor:
            return _not_yet(facts, name, other.since, group, kind)
        if other.until and minor_number(other.until) < minor:
            return _removed(facts, name, f"1.{minor_number(other.until) + 1}", group, kind, cycle)
        if other.channel:
            return _at(
                "apiVersion",
                Problem(
                    "K8S110", f"{name} is in the experimental channel of the Gateway API only", name, _served_versions(facts, group, kind)
                ),
            )
        return _at("apiVersion", Problem("K8S110", f"{name} is defined, but not served", name, _served_versions(facts, group, kind)))
    if cycle is not None and cycle.introduced and minor_number(cycle.introduced) > minor:
        return _not_yet(facts, name, cycle.introduced, group, kind)
    if not facts.has_group(group):
        return _unknown_group(facts, group, version, kind)
    versions = facts.versions(group, kind)
    if not versions and (facts.is_partial(group) or _may_have_more(facts, group, kind)):
        return _unknown_group(facts, group, version, kind)
    if versions:
        builtin = any(k.kind == kind and k.definition.startswith("io.k8s.") for k in facts.kinds(group))
        where = f"Kubernetes {facts.minor}" if builtin else "its CustomResourceDefinition"
        return _at(
            "apiVersion", Problem("K8S110", f"{kind} has no version {version} in {where}", name, _served_versions(facts, group, kind))
        )
    return _unknown_kind(facts, group, kind)


def _may_have_more(facts: Facts, group: str, kind: str) -> bool:
    """Tell whether a kind that is not known may be one of a CRD all the same.

    Projects share groups, as those of Argo do, and add kinds; what is spelt nearly as a known kind, or is one of another group, is a mistake. Of a
    group that the user's CRDs define, they define all kinds.
    """
    if not facts.is_shipped(group):
        return False
    kinds = list(facts.kinds(group))
    if any(k.definition.startswith("io.k8s.") for k in kinds) or nearest(kind, sorted({k.kind for k in kinds})):
        return False
    return not any(k.kind == kind for g in facts.groups for k in facts.kinds(g))


def _unknown_kind(facts: Facts, group: str, kind: str) -> Problem:
    where = f"the group {group}" if group else "the core group"
    if kind == "List" and group == "":
        return _at("kind", Problem("K8S110", "a List is no object of its own", kind, "write each of its items as an object of its own"))
    homes = sorted({k.api_version for g in facts.groups for k in facts.kinds(g) if k.kind == kind and not k.list})
    if homes:
        help = f"{kind} is in {listed(homes)}"
    else:
        near = nearest(kind, sorted({k.kind for k in facts.kinds(group) if k.creatable}))
        if near:
            help = f"did you mean {near}?"
        else:
            found = [(k.kind, k.api_version) for g in facts.groups for k in facts.kinds(g) if k.creatable]
            near = nearest(kind, sorted({k for k, _ in found}))
            help = f"did you mean {near} of {listed(sorted({a for k, a in found if k == near}))}?" if near else ""
    return _at("kind", Problem("K8S110", f"there is no kind {kind} in {where}", kind, help))


def _unknown_group(facts: Facts, group: str, version: str, kind: str) -> Problem:
    homes = sorted({k.api_version for g in facts.groups for k in facts.kinds(g) if k.kind == kind and not k.list})
    near = ""
    if not facts.has_group(group):
        near = nearest(group, [h.partition("/")[0] for h in homes if "/" in h]) or nearest(group, facts.groups)
    help = f"did you mean {near}?" if near else f"{kind} is in {listed(homes, 'and')}." if homes else ""
    if "." not in group:  # the group of a CRD must have a dot; without one it is built in
        return _at("apiVersion", Problem("K8S110", f"there is no API group {group}", _api(group, version), help))
    more = "add its CRD to `crds` in the configuration to have it checked"
    what = f"the kind {kind} of {group}" if facts.has_group(group) else f"the API group {group}"
    message = f"nothing is known of {what}: only the metadata of this {kind} is checked"
    return _at("apiVersion", Problem("K8S112", message, _api(group, version), f"{help} Else {more}" if help else more, WARNING))


def _removed(facts: Facts, name: str, since: str, group: str, kind: str, cycle: Lifecycle | None) -> Problem:
    gone = f"{name} is gone since Kubernetes {since}"
    return _at("apiVersion", Problem("K8S601", f"{gone}; the target is {facts.minor}", name, _instead(facts, group, kind, cycle)))


def _not_yet(facts: Facts, name: str, since: str, group: str, kind: str) -> Problem:
    help = _served_versions(facts, group, kind) or f"target Kubernetes {since}, or leave it out"
    return _at("apiVersion", Problem("K8S111", f"{name} exists since Kubernetes {since}; the target is {facts.minor}", name, help))


def _served_versions(facts: Facts, group: str, kind: str) -> str:
    versions = facts.versions(group, kind)
    if not versions:
        return ""
    known = facts.kind(group, versions[0], kind)
    who = f"Kubernetes {facts.minor} serves" if known is None or known.definition.startswith("io.k8s.") else "it has"
    return f"{who} {listed([_api(group, v) for v in versions], 'and')}"


def _instead(facts: Facts, group: str, kind: str, cycle: Lifecycle | None, but: str = "") -> str:
    """Return what to use in place of a kind that is gone or going."""
    if cycle is not None and cycle.replacement is not None:
        new_group, new_version, new_kind = cycle.replacement
        return f"use {_api(new_group, new_version)} {new_kind}"
    versions = [v for v in facts.versions(group, kind) if v != but]
    return f"use {_api(group, versions[0])} {kind}" if versions else "there is no replacement"


def _at(field: str, problem: Problem) -> Problem:
    problem.path.append(field)
    return problem
