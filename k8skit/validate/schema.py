"""Schemas: definitions of the facts, compiled to checks.

A definition is compiled when the first object of it is met, a field when it is first seen; after that a valid object costs one dictionary
look-up and one comparison for each plain field. Knows definitions and values; nothing of manifests, kinds or names of objects.
"""

from __future__ import annotations

from ..finding import WARNING
from . import fieldchecks, fieldrules, formats, leaves, lists, unions
from .problem import Problem, field_step, under, wrong_type
from .suggest import listed, nearest, same_letters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ..facts import Facts
    from .problem import Check, Problems

CORE = "io.k8s."
"""Prefix of the definitions of Kubernetes itself; those of CRDs have other names."""
_JSON_SCHEMA = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps"


def short(definition: str) -> str:
    """Return the short name of a built-in definition: `core.v1.Container`, `meta.v1.ObjectMeta`."""
    for prefix in (
        "io.k8s.api.",
        "io.k8s.apimachinery.pkg.apis.",
        "io.k8s.apiextensions-apiserver.pkg.apis.",
        "io.k8s.kube-aggregator.pkg.apis.",
    ):
        if definition.startswith(prefix):
            return definition[len(prefix) :]
    return definition


class Schemas:
    """The checks of all definitions of one `Facts`, made on demand.

    Args:
        facts: what is true for the target minor.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._checks: dict[str, Check] = {}
        self._rules = fieldrules.for_minor(facts.minor)

    def definition(self, name: str) -> Check:
        """Return the check of one definition.

        Args:
            name: name of the definition, as in the facts.
        """
        check = self._checks.get(name)
        if check is None:
            check = self._checks[name] = self._object(name)
        return check

    def of_kind(self, name: str, head: Mapping[str, str]) -> Check:
        """Return the check of the objects of one kind.

        Args:
            name: name of the definition of the kind.
            head: `apiVersion` and `kind` as all of them have it.
        """
        return self._object(name, head)

    def _object(self, name: str, head: Mapping[str, str] = {}) -> Check:
        definition = self.facts.definition(name)
        specs: Mapping[str, Any] = definition["properties"]
        required = _required(name, specs)
        open = bool(definition.get("open"))
        fields: dict[str, Any] = {k: str for k, x in head.items() if specs.get(k, {}).get("const") == x}
        whole = self._whole(name, definition)
        first, others = (required[0], required[1:]) if required else (None, ())
        pair = self._pair(name)

        def check(v: Any) -> Problems:
            if type(v) is not dict:
                return wrong_type(v, "an object") if not isinstance(v, dict) else check(dict(v))
            k = None
            try:
                for k in v:  # few keys each: `items` would cost more
                    x = v[k]
                    c = fields[k]
                    if type(x) is c:
                        continue
                    if c is str:
                        return rest(v, k, None)
                    problems = c(x)
                    if problems is not None:
                        return rest(v, k, problems)
            except KeyError:  # a field that is seen for the first time, or that nobody knows
                return rest(v, k, None)
            if first is not None:
                try:
                    if v[first] is None:
                        return rest(v, None, None)
                    if others:
                        for k in others:
                            if v[k] is None:
                                return rest(v, None, None)
                except KeyError:
                    return rest(v, None, None)
            return None if whole is None or (pair is not None and pair not in v) else whole(v)

        def rest(v: dict[Any, Any], at: str | None, problems: Problems) -> Problems:
            """Go on where something is not as usual.

            Args:
                v: the object.
                at: the key where that is; the fields before it are fine. None if all are, and one is missing.
                problems: what its check has found; None if it was not asked.
            """
            found: list[Problem] | None = None
            fine = at in v
            for k, x in v.items():
                if fine:
                    if k is not at:
                        continue
                    fine = False
                    if problems is not None:
                        found = None if x is None else under(problems, at or "")
                        continue
                c = fields.get(k)
                if c is None:
                    if k in specs:
                        c = fields[k] = _but_bool(self._field(name, k, specs[k]))
                    elif open and type(k) is str:
                        continue
                    else:
                        found = [*(found or ()), self._unknown(name, k, x, specs, v)]
                        continue
                if x is None or type(x) is c:
                    continue  # null is unset; a required field is looked at below
                some = leaves.not_a_string(x) if c is str else c(x)
                if some is not None:
                    found = [*(found or ()), *under(some, k)]
            for k in required:
                if v.get(k) is None:
                    problem = self._missing(name, k, v)
                    if problem is not None and not (found and any(p.hint == k for p in found)):
                        found = [*(found or ()), problem]
            return whole(v) if found is None and whole is not None else found

        return check

    def _missing(self, name: str, field: str, v: Mapping[str, Any]) -> Problem | None:
        if field in v:
            if name.startswith(CORE) and (name.endswith("Status") or f"{short(name)}.{field}" in fieldrules.NULL_WILL_DO):
                return None
            problem = Problem("K8S103", f"the required field {field} is null", help=f"give {field} a value")
        else:
            problem = Problem("K8S103", f"the required field {field} is missing", help=f"give {field} a value")
        problem.path.append(field)
        return problem

    def _unknown(self, name: str, key: object, x: object, specs: Mapping[str, Any], v: Mapping[str, Any]) -> Problem:
        """Say what is wrong with a field that the definition does not have in this minor."""
        if type(key) is not str:
            problem = Problem("K8S102", f"the key {key!r} is not a string", key, "put it in quotes")
            problem.path.append(field_step(key))
            return problem
        history = self.facts.history(name, key)
        if history is not None:
            since, until = history
            if since and since > self.facts.minor:
                message, help = (
                    f"Kubernetes {self.facts.minor} has no field {key}; it exists since {since}",
                    f"remove it, or target Kubernetes {since}",
                )
            elif until:
                message, help = f"Kubernetes {self.facts.minor} has no field {key}; it existed until {until}", "remove it"
            else:
                message, help = (
                    f"the field {key} exists in the experimental channel only",
                    'remove it, or set gateway-api-channel = "experimental" where the cluster has that channel',
                )
            problem = Problem("K8S109", message, x, help)
        else:
            near = nearest(key, specs)
            if near:
                help = f"did you mean {near}?"
            elif "matchLabels" in specs:
                help = "put labels in matchLabels"
            else:
                help = f"the fields here are {listed(sorted(specs), 'and', 20)}" if specs else "no field may stand here"
            problem = Problem("K8S101", f"unknown field {key}", x, help, hint=near)
            if near and near not in v and same_letters(key, specs) == near and self._fits(name, near, x, specs):
                problem.edit = ("rename", near)
            if not near:
                problem.lost, problem.place = key, self.place_of(name, key)
        problem.path.append(field_step(key))
        return problem

    def _fits(self, name: str, field: str, x: object, specs: Mapping[str, Any]) -> bool:
        """Whether a value is right for a field."""
        check = self._field(name, field, specs[field])
        return type(x) is check or (not isinstance(check, type) and x is not None and check(x) is None)

    def place_of(self, definition: str, field: str) -> str:
        """Return where below a definition a field of this name exists, such as `spec.template.spec`; `""` if nowhere near.

        Args:
            definition: name of the definition to look below.
            field: name of the field.
        """
        level = [("", definition)]
        seen = {definition}
        for _ in range(6):
            below: list[tuple[str, str]] = []
            for path, name in level:
                for key, spec in self.facts.definition(name)["properties"].items():
                    ref, end = spec.get("ref"), ""
                    if ref is None and spec.get("type") == "array":
                        ref, end = spec.get("items", {}).get("ref"), "[]"
                    if ref is None or ref in seen or key == "status":
                        continue
                    seen.add(ref)
                    place = f"{path}.{key}{end}" if path else f"{key}{end}"
                    if field in self.facts.definition(ref)["properties"]:
                        return place
                    below.append((place, ref))
            level = below
        return ""

    # ---- parts of a definition

    def _union(self, name: str, definition: Mapping[str, Any]) -> Check:
        """Return the check by the unions of a definition of a CRD; they see the object with its defaults."""
        union, filled = unions.schema_union(definition), self._filled(name)
        return union if filled is None else lambda v: union(filled(v))

    def _pair(self, name: str) -> str | None:
        """Return the field without which `_whole` finds nothing; None if there is no such field."""
        own = short(name)
        if not name.startswith(CORE) or own in self._rules.whole or own in fieldrules.TOGETHER:
            return None
        fields, least = unions.BUILT_IN.get(own, ((), 0))
        return fields[1] if len(fields) == 2 and not least else None

    def _whole(self, name: str, definition: Mapping[str, Any]) -> Check | None:
        """Return the check of what several fields of a definition say together; None if there is nothing to check."""
        if not name.startswith(CORE):
            return self._union(name, definition) if any(k in definition for k in unions.KEYWORDS) else None
        own = self._rules.whole.get(short(name))
        if own is not None:
            return own
        function = fieldrules.TOGETHER.get(short(name))
        if function is not None:
            from . import together

            check: Check = getattr(together, function)
            return check
        union = unions.BUILT_IN.get(short(name))
        if union is None:
            members = [f for f, s in definition["properties"].items() if "unionMember" in s.get("rules", ())]
            if len(members) < 2:
                return None
            union = (tuple(members), 0)
        return unions.at_most_one(*union)

    def _field(self, name: str, field: str, spec: Mapping[str, Any]) -> Any:
        """Return the check of a field, or the type `str` or `bool` where any value of it will do."""
        core = name.startswith(CORE)
        if core:
            rule = self._rules.fields.get(f"{short(name)}.{field}")
            if rule is not None:
                return self._unique(spec, rule, f"{short(name)}.{field}") if spec.get("type") == "array" else rule
        elif spec.get("type") == "integer" and fieldrules.port_in_crd(name, field, spec):
            return fieldchecks.port_or_unset
        return self._value(spec, f"{short(name)}.{field}" if core else "", optional=not spec.get("required"))

    def _value(self, spec: Mapping[str, Any], field: str, *, optional: bool = False) -> Any:
        """Return the check of a value by its spec.

        Args:
            spec: as in the facts.
            field: the field of a built-in definition; `""` within a CRD.
            optional: whether `""` means "unset" where the field is one of a built-in kind.
        """
        check = self._typed(spec, field, optional)
        if field:
            rules = spec.get("rules")
            return fieldrules.by_markers(check, rules, spec) if rules else check
        if "enum" in spec and spec.get("type") not in _WITH_ENUM:
            check = _both(_as_check(check), leaves.listed_value(spec["enum"]))
        if "ref" in spec:
            return self._limited(lists.sized(check, spec, self._filled(spec["ref"])), spec)
        if any(k in spec for k in unions.KEYWORDS):
            return _both(_as_check(check), unions.schema_union(spec))
        return check

    def _filled(self, definition: str) -> Callable[[Any], Any] | None:
        """Return what fills in the defaults of a CRD's definition; None if it has none."""
        if definition.startswith(CORE) or not any("default" in s for s in self.facts.definition(definition)["properties"].values()):
            return None
        from .defaults import Defaults

        applied = Defaults(self.facts).applied
        return lambda v: applied(v, definition)

    def _limited(self, check: Check, spec: Mapping[str, Any]) -> Check:
        """Return the check of an object with what its place adds to single fields: a CRD may limit the name of its objects."""
        limits = {k: s for part in spec.get("allOf", ()) for k, s in part.get("properties", {}).items() if s.get("type") == "string"}
        if not limits:
            return check
        fields = {k: leaves.limited_string(s) for k, s in limits.items()}

        def limited(v: Any) -> Problems:
            problems = check(v)
            if problems is not None:
                return problems
            for k, one in fields.items():
                if v.get(k) is not None:
                    problems = one(v[k])
                    if problems is not None:
                        return under(problems, k)
            return None

        return limited

    def _typed(self, spec: Mapping[str, Any], field: str, optional: bool) -> Any:
        if "ref" in spec:
            return self.definition(spec["ref"])
        kind = spec.get("type")
        if kind == "string":
            return self._string(spec, field, optional)
        if kind == "boolean":
            return bool
        if kind == "integer":
            low, high = leaves.INT32 if spec.get("format") == "int32" else leaves.INT64
            base = leaves.int32 if high == leaves.INT32[1] else leaves.int64
            return leaves.limited_number(spec, base, low, high) if spec.keys() & _NUMBER_LIMITS else base
        if kind == "array":
            return self._array(spec, field)
        if kind == "object":
            return self._map(spec, field)
        if kind == "quantity":
            return leaves.quantity if field else leaves.crd_quantity
        if kind == "int-or-string":
            return leaves.int_or_string if field else leaves.crd_int_or_string(spec)
        if kind == "number":
            return leaves.limited_number(spec, leaves.number) if spec.keys() & _NUMBER_LIMITS else leaves.number
        return _SCALARS[kind] if kind in _SCALARS else self._schema_or(kind) if kind in _SCHEMA_OR else leaves.anything

    def _string(self, spec: Mapping[str, Any], field: str, optional: bool) -> Any:
        if field:
            if "const" in spec:
                return leaves.one_of([spec["const"]], empty=True)
            if "enum" in spec:
                return leaves.one_of(spec["enum"], empty=optional)
            if "known" in spec:
                known = spec["known"]
                return leaves.one_of(known, empty=optional) if field in fieldrules.CLOSED else leaves.near_known(known)
            if spec.get("format") == "byte":
                return leaves.text("the value", formats.byte, "K8S107", recurs=False)
            return str
        return leaves.limited_string(spec) if spec.keys() & _STRING_LIMITS else str

    def _array(self, spec: Mapping[str, Any], field: str) -> Check:
        items = spec.get("items", {})
        item = self._value(items, field)
        nulls = bool(items.get("nullable"))
        if item is bool:
            item = leaves.boolean
        elif item is str and nulls:
            item = leaves.string
        check = lists.list_of(item, nulls=nulls)
        return self._unique(spec, lists.sized(check, spec), field)

    def _unique(self, spec: Mapping[str, Any], check: Check, field: str) -> Check:
        """Add to the check of a list that its items or their keys differ, where the facts say so."""
        severity = WARNING if field in fieldrules.TOLERATED_TWICE else "error"
        if spec.get("list_type") == "set":
            return lists.unique_items(check, severity)
        keys = spec.get("list_map_keys")
        if spec.get("list_type") == "map" and keys:
            ref = spec.get("items", {}).get("ref")
            fields = self.facts.definition(ref)["properties"] if ref else {}
            defaults = {k: fields[k]["default"] for k in keys if "default" in fields.get(k, ())}
            return lists.unique_keys(check, keys, defaults, severity)
        return check

    def _map(self, spec: Mapping[str, Any], field: str) -> Check:
        values = spec.get("values")
        if values is None:
            return lists.sized(leaves.any_object, spec)
        value = self._value(values, field)
        check = lists.map_of(leaves.boolean if value is bool else value, nulls=bool(values.get("nullable")))
        return lists.sized(check, spec)

    def _schema_or(self, kind: str) -> Check:
        """Return the check of a JSON schema, or of what may stand in its place."""
        schema = self.definition(_JSON_SCHEMA)
        other = _SCHEMA_OR[kind] or lists.list_of(schema)
        return lambda v: schema(v) if isinstance(v, dict) else other(v)


def _required(name: str, specs: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields without which the API server refuses an object of a definition; for the built-in kinds, schemas do not tell them all."""
    if not name.startswith(CORE):
        return tuple(f for f, s in specs.items() if s.get("required"))
    own = short(name)
    more = fieldrules.REQUIRED_TOO.get(own, ())
    return tuple(f for f, s in specs.items() if f in more or (s.get("required") and f"{own}.{f}" not in fieldrules.NOT_REQUIRED))


_WITH_ENUM = frozenset(("int-or-string", "integer", "number", "string"))
"""Types whose own checks look at enums."""
_STRING_LIMITS = frozenset(("enum", "format", "maxLength", "minLength", "pattern"))
_NUMBER_LIMITS = frozenset(("enum", "exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"))
_SCALARS: dict[str, Check] = {
    "any": leaves.anything,
    "any-object": leaves.any_object,
    "microtime": leaves.micro_time,
    "time": leaves.time,
}
_SCHEMA_OR: dict[str, Check | None] = {
    "schema-or-array": None,  # a list of schemas
    "schema-or-bool": leaves.boolean,
    "schema-or-string-array": lists.list_of(str),
}


def _but_bool(check: Any) -> Any:
    """Return a check, or the type `str`, where `bool` may stand for one."""
    return leaves.boolean if check is bool else check


def _as_check(check: Any) -> Check:
    """Return a check where a plain type may stand for one."""
    return leaves.string if check is str else _but_bool(check)


def _both(first: Check, second: Check) -> Check:
    """Return a check that runs `second` where `first` found nothing."""

    def check(v: object) -> Problems:
        problems = first(v)
        return second(v) if problems is None else problems

    return check
