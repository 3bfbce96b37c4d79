"""Matching: which objects a policy and its binding are about.

Source: Kubernetes API reference, ValidatingAdmissionPolicy v1: MatchResources, NamedRuleWithOperations.
"""

from __future__ import annotations

from ..semantics.selectors import from_label_selector

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ..facts import Kind
    from ..manifest import Manifest

NAME_LABEL = "kubernetes.io/metadata.name"
"""Label that every Namespace has."""


class Uncertain(Exception):  # noqa: N818
    """Whether an object is matched cannot be told from the manifests."""


def mapping(value: object) -> Mapping[str, Any]:
    """Return a mapping; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[Any]:
    """Return a list; an empty one for anything else."""
    return value if isinstance(value, list) else []


class Namespaces:
    """The Namespaces of a set.

    Args:
        manifests: the objects.
    """

    def __init__(self, manifests: Iterable[Manifest]) -> None:
        self._found = {m.name: m for m in manifests if m.kind == "Namespace" and not m.group}

    def get(self, name: str) -> Manifest | None:
        """Return the Namespace of this name; None if the set has none."""
        return self._found.get(name)

    def labels(self, name: str) -> dict[str, str] | None:
        """Return the labels of a Namespace; None if the set has none of this name."""
        m = self._found.get(name)
        return None if m is None else {**labels_of(m.object), NAME_LABEL: name}


def labels_of(obj: Mapping[str, Any]) -> dict[str, str]:
    """Return the labels of an object."""
    labels = mapping(mapping(obj.get("metadata")).get("labels"))
    return {str(k): str(v) for k, v in labels.items() if v is not None}


def matches(resources: object, m: Manifest, kind: Kind, namespace: str, namespaces: Namespaces) -> bool:
    """Tell whether an object that is created is matched.

    Args:
        resources: the value of `matchConstraints` or `matchResources`; what is left out matches everything.
        m: the object.
        kind: its kind.
        namespace: where it stands; `""` for cluster-scoped objects.
        namespaces: the Namespaces of the set.

    Raises:
        Uncertain: the manifests do not tell.
    """
    given = mapping(resources)
    rules = given.get("resourceRules")
    exact = given.get("matchPolicy") == "Exact"
    if isinstance(rules, list) and rules and not _by_rules(rules, m, kind, exact=exact):
        return False
    if _by_rules(sequence(given.get("excludeResourceRules")), m, kind, exact=exact):
        return False
    selector = given.get("objectSelector")
    if selector is not None and not from_label_selector(selector).matches(labels_of(m.object)):
        return False
    selector = given.get("namespaceSelector")
    return selector is None or _by_namespace(selector, m, namespace, namespaces)


def _by_rules(rules: list[Any], m: Manifest, kind: Kind, *, exact: bool) -> bool:
    other = ""
    for rule in map(mapping, rules):
        found = _by_rule(rule, m, kind)
        if found is True:
            return True
        if found is None and not exact:
            other = f"{kind.plural} of another version than {m.version}"
    if other:
        raise Uncertain(f"a rule names {other}, to which the API server would convert the object")
    return False


def _by_rule(rule: Mapping[str, Any], m: Manifest, kind: Kind) -> bool | None:
    """Tell whether a rule matches; None if it does but for the version."""
    names = sequence(rule.get("resourceNames"))
    scope = rule.get("scope") or "*"
    if (
        not _one_of(rule.get("operations"), "CREATE")
        or not _one_of(rule.get("apiGroups"), m.group)
        or not {kind.plural, "*", "*/*"} & {str(r) for r in sequence(rule.get("resources"))}
        or (scope != "*" and (scope == "Namespaced") != kind.namespaced)
        or (names and m.name not in names)
    ):
        return False
    return True if _one_of(rule.get("apiVersions"), m.version) else None


def _one_of(values: object, value: str) -> bool:
    found = sequence(values)
    return "*" in found or value in found


def _by_namespace(selector: object, m: Manifest, namespace: str, namespaces: Namespaces) -> bool:
    wanted = from_label_selector(selector)
    if wanted.everything:
        return True
    if m.kind == "Namespace" and not m.group:
        return wanted.matches({**labels_of(m.object), NAME_LABEL: m.name})
    if not namespace:
        return True  # cluster-scoped objects are in no namespace, and are not left out
    labels = namespaces.labels(namespace)
    if labels is not None:
        return wanted.matches(labels)
    keys = {
        *mapping(mapping(selector).get("matchLabels")),
        *(mapping(e).get("key") for e in sequence(mapping(selector).get("matchExpressions"))),
    }
    if keys <= {NAME_LABEL}:
        return wanted.matches({NAME_LABEL: namespace})
    raise Uncertain(f"the labels of the Namespace {namespace} are not known, since it is not among the manifests")
