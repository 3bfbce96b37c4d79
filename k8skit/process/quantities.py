"""Canonical quantities: write each quantity as the API server would store it, so that GitOps controllers see no difference.

A step from manifests to manifests. It knows from the facts which fields are quantities, and nothing of findings: what is no quantity is
left for validation to report.
"""

from __future__ import annotations

from .. import quantities

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, TypeAlias

    from ..facts import Facts
    from ..manifest import Manifest

    Visit: TypeAlias = Callable[[Any], Any]

_UNSEEN = object()


def _scalar(x: Any) -> Any:
    """Return one quantity in canonical form; the very same object where it is so already, or is no quantity."""
    if type(x) is str:
        if quantities.is_canonical(x):
            return x
    elif not isinstance(x, (str, int, float)):
        return x
    text = x if isinstance(x, str) else repr(x)  # of True it is no quantity
    if quantities.problem(text):
        return x
    text = quantities.canonical(text)
    return x if text == x else text


def _keep(x: Any) -> Any:
    """Return a value of a field that this minor does not have, or not with a quantity."""
    return x


def _items(visit: Visit, names: Sequence[str] | None) -> Visit:
    """Return the step for lists.

    Args:
        visit: the step for what is in them.
        names: fields without which an object in them has no quantity; None where they hold something else than objects of a definition.
    """

    def visit_list(v: Any) -> Any:
        if type(v) is not list:
            return v
        out: list[Any] | None = None
        for i, x in enumerate(v):
            if names is not None and type(x) is dict:
                for k in names:
                    if k in x:
                        break
                else:
                    continue  # such as most environment variables: there is no need to go there
            y = visit(x)
            if y is not x:
                if out is None:
                    out = v[:]
                out[i] = y
        return v if out is None else out

    return visit_list


def _values(visit: Visit) -> Visit:
    def visit_map(v: Any) -> Any:
        if type(v) is not dict:
            return v
        out: dict[Any, Any] | None = None
        for k, x in v.items():
            y = visit(x)
            if y is not x:
                if out is None:
                    out = v.copy()
                out[k] = y
        return v if out is None else out

    return visit_map


def _quantities() -> Visit:
    """Return the step for maps of quantities. The same few texts stand in most of them, such as 100m and 128Mi, and need one look each."""
    visit_map = _values(_scalar)
    same: set[str] = set()  # texts that stay as they are

    def visit_quantities(v: Any) -> Any:
        if type(v) is not dict:
            return v
        try:
            if same.issuperset(v.values()):
                return v
        except TypeError:
            pass  # a value that is no quantity
        out = visit_map(v)
        if out is v:
            same.update(x for x in v.values() if type(x) is str)
        return out

    return visit_quantities


class _Paths:
    """The ways to the quantities of each definition, found when an object first goes there."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._visits: dict[str, Visit] = {}
        self._quantities = _quantities()

    def holding(self, definition: str) -> Sequence[str]:
        """Return the fields of a definition that can hold a quantity, at any depth."""
        names: Sequence[str] = self._facts.definition(definition).get("quantities", ())
        return names

    def visit(self, definition: str) -> Visit:
        """Return the step for objects of a definition that can hold quantities."""
        found = self._visits.get(definition)
        if found is not None:
            return found
        specs: Mapping[str, Any] = self._facts.definition(definition)["properties"]
        names = self.holding(definition)
        steps: dict[str, Visit] = {}

        def visit_object(v: Any) -> Any:
            if type(v) is not dict:
                return v
            out: dict[Any, Any] | None = None
            for k in names:
                if k in v:
                    if k not in steps:
                        steps[k] = self._of(specs.get(k, {})) or _keep
                    x = v[k]
                    y = steps[k](x)
                    if y is not x:
                        if out is None:
                            out = v.copy()
                        out[k] = y
            return v if out is None else out

        self._visits[definition] = visit_object
        return visit_object

    def _of(self, spec: Mapping[str, Any]) -> Visit | None:
        """Return the step for values of a field; None if they cannot hold a quantity."""
        if "items" in spec:
            items = spec["items"]
            inner = self._of(items)
            return None if inner is None else _items(inner, self.holding(items["ref"]) if "ref" in items else None)
        if "values" in spec:
            inner = self._of(spec["values"])
            return self._quantities if inner is _scalar else None if inner is None else _values(inner)
        if spec.get("type") == "quantity":
            return _scalar
        ref = spec.get("ref")
        return self.visit(ref) if ref is not None and self.holding(ref) else None


def canonical_quantities(manifests: list[Manifest], facts: Facts) -> list[Manifest]:
    """Write all quantities as the API server stores them.

    `1000m` becomes `1`, `0.5Gi` becomes `512Mi`, `1024Mi` becomes `1Gi`, the number 2 becomes the string `2`.

    Args:
        manifests: the objects; they are not changed.
        facts: tell which fields are quantities. Of a custom resource the API server stores the text that it is given, but controllers write
            theirs in canonical form.

    Returns:
        The manifests in the same order; those without a change are the very same.

    Source: the canonical form of `resource.Quantity` in the Kubernetes API reference.
    """
    paths = _Paths(facts)
    visits: dict[tuple[str, str, str], Visit | None] = {}
    out = []
    for m in manifests:
        key = (m.group, m.version, m.kind)
        visit: Any = visits.get(key, _UNSEEN)
        if visit is _UNSEEN:
            kind = facts.kind(*key)
            visit = visits[key] = (
                paths.visit(kind.definition) if kind is not None and kind.definition and paths.holding(kind.definition) else None
            )
        if visit is not None:
            changed = visit(m.object)
            if changed is not m.object:
                out.append(m.replace(changed))
                continue
        out.append(m)
    return out
