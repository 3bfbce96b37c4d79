"""Defaults: an object as the API server sees it after it has filled in what the schema of its CRD says.

Constraints of a CRD speak of the object with its defaults, so they are checked on such a copy; the manifest itself stays as it is written.
Source: Kubernetes documentation, Extend the Kubernetes API with CustomResourceDefinitions, Defaulting (and Defaulting and Nullable).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..facts import Facts

_NESTED = frozenset(("items", "ref", "values"))
_CORE = "io.k8s."
"""Prefix of the definitions of Kubernetes itself."""


def _is_core(spec: Mapping[str, Any]) -> bool:
    return bool(spec.get("ref", "").startswith(_CORE))


class Defaults:
    """Fills in defaults by the definitions of one `Facts`, and keeps what it has read of them.

    Args:
        facts: what is true for the target minor.
        builtin: definition -> field -> default, for the kinds of Kubernetes itself, whose schema does not tell (default: these are left as
            they are).
    """

    def __init__(self, facts: Facts, builtin: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self._facts = facts
        self._builtin = builtin
        self._plans: dict[str, tuple[dict[str, Any], dict[str, Mapping[str, Any]], frozenset[str]]] = {}

    def applied(self, value: Mapping[str, Any], definition: str) -> dict[str, Any]:
        """Return an object with its defaults; a null that the schema does not allow counts as not written.

        Args:
            value: an object that fits the definition; it is not changed, and parts that stay equal are shared.
            definition: name of its definition, as in the facts.
        """
        plan = self._plans.get(definition)
        if plan is None:
            plan = self._plans[definition] = self._plan(definition)
        given, nested, nullable = plan
        out = {k: x for k, x in value.items() if x is not None or k in nullable}
        for k, default in given.items():
            out.setdefault(k, default)
        for k, spec in nested.items():
            x = out.get(k)
            if x is not None:
                out[k] = self._value(x, spec)
        return out

    def _plan(self, definition: str) -> tuple[dict[str, Any], dict[str, Mapping[str, Any]], frozenset[str]]:
        """Return the defaults of the fields, the fields that hold others, and those that may be null."""
        properties: Mapping[str, Mapping[str, Any]] = self._facts.definition(definition)["properties"]
        core = definition.startswith(_CORE)
        given = {k: s["default"] for k, s in properties.items() if s.get("default") is not None and not core}
        if core and self._builtin is not None:
            given = {k: x for k, x in self._builtin.get(definition, {}).items() if k in properties}
        nested = {k: s for k, s in properties.items() if s.keys() & _NESTED and (self._builtin is not None or not _is_core(s))}
        return given, nested, frozenset(k for k, s in properties.items() if s.get("nullable"))

    def _value(self, x: Any, spec: Mapping[str, Any]) -> Any:
        if isinstance(x, dict):
            if "ref" in spec:
                return self.applied(x, spec["ref"])
            values = spec.get("values")
            return {k: self._value(v, values) for k, v in x.items()} if values else x
        if isinstance(x, list):
            items = spec.get("items")
            return [self._value(v, items) for v in x] if items and items.keys() & _NESTED else x
        return x
