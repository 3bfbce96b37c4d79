"""Validation rules of CRDs: `x-kubernetes-validations` compiled once for each version of a CRD, and evaluated on objects.

An object is new: rules that compare with an old one are not asked, as when the API server creates it. Source: Kubernetes documentation,
Extend the Kubernetes API with CustomResourceDefinitions, Validation rules.
"""

from __future__ import annotations

from ..finding import ERROR, WARNING, Finding
from ..manifest import Marked
from ..validate.defaults import Defaults
from ..validate.problem import map_key, written
from . import schemas, syntax
from .engine import CompileError, EvaluationError, Unsupported
from .fields import Unordered, Wrong, result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..facts import CrdSchema, Facts
    from ..manifest import Manifest
    from .engine import Engine, Program

DENIED, UNKNOWN, WRONG = "K8S135", "K8S136", "K8S138"
_MOST_SHOWN = 300
_HEAD = {"apiVersion": {"type": "string"}, "kind": {"type": "string"}}
_METADATA = {"type": "object", "properties": {"name": {"type": "string"}, "generateName": {"type": "string"}}}


class _Rule:
    """One rule, compiled.

    Attributes:
        program: the rule; None if it cannot be evaluated.
        message: the program of `messageExpression`; None if there is none.
        row: the rule as the CRD has it.
    """

    __slots__ = ("message", "program", "row", "unknown")

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.row = row
        self.program: Program | None = None
        self.message: Program | None = None
        self.unknown = ""

    @property
    def said(self) -> str:
        """What the author of the CRD says of a value that the rule refuses."""
        message = self.row.get("message")
        return message.strip() if isinstance(message, str) and message.strip() else f"the rule does not hold: {shown(self.row['rule'])}"


class _Node:
    """The rules of one place of a schema, and the places below it that have some."""

    __slots__ = ("convert", "fields", "items", "rules", "values")

    def __init__(self) -> None:
        self.rules: list[_Rule] = []
        self.convert: schemas.Converter | None = None
        self.fields: dict[str, _Node] = {}
        self.items: _Node | None = None
        self.values: _Node | None = None


def shown(text: str) -> str:
    """Return an expression on one line, cut off where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 3]}..."


class CrdRules:
    """The rules of one version of a CRD.

    Args:
        crd: its schema and where it comes from.
        engine: the engine.
        facts: the facts that know the CRD.
        definition: name of the definition of its objects.

    Attributes:
        findings: what is wrong with the rules themselves.
    """

    def __init__(self, crd: CrdSchema, engine: Engine, facts: Facts, definition: str) -> None:
        self._crd = crd
        self._engine = engine
        self._definition = definition
        self._defaults = Defaults(facts)
        self.findings: list[Finding] = []
        schema = crd.schema
        properties = {**(schema.get("properties") or {}), **_HEAD, "metadata": _METADATA}
        self._root = self._node({**schema, "type": "object", "properties": properties}, crd.path, old=True) or _Node()

    # ---- compiling

    def _node(self, schema: Mapping[str, Any], path: str, *, old: bool) -> _Node | None:
        """Return the rules at a place and below it; None if there are none.

        Args:
            schema: the schema of the place.
            path: where it stands in the CRD.
            old: whether the API server finds the old value of the place: not within lists that are no maps.
        """
        node = _Node()
        rows = schema.get("x-kubernetes-validations")
        for i, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, dict) and isinstance(row.get("rule"), str):
                rule = self._rule(row, schema, f"{path}.x-kubernetes-validations[{i}]", old=old)
                if rule is not None:
                    node.rules.append(rule)
        for name, sub in (schema.get("properties") or {}).items():
            below = self._node(sub, f"{path}.properties.{name}", old=old) if isinstance(sub, dict) else None
            if below is not None:
                node.fields[name] = below
        if isinstance(schema.get("items"), dict):
            node.items = self._node(schema["items"], f"{path}.items", old=old and schema.get("x-kubernetes-list-type") == "map")
        if isinstance(schema.get("additionalProperties"), dict):
            node.values = self._node(schema["additionalProperties"], f"{path}.additionalProperties", old=old)
        if not (node.rules or node.fields or node.items or node.values):
            return None
        if node.rules:
            node.convert = schemas.converter(schema)
        return node

    def _rule(self, row: Mapping[str, Any], schema: Mapping[str, Any], path: str, *, old: bool) -> _Rule | None:
        """Return one rule; None if it is not asked of new objects, or is wrong."""
        rule = _Rule(row)
        variables = {"self": schemas.type_of(schema)}
        text = row["rule"]
        readable = schemas.readable_times(schema)
        try:
            self._look(text, schema, "boolean", old=old)
        except Unordered as e:
            rule.unknown = str(e)
            return rule
        except Wrong as e:
            self._wrong(path, "rule", text, str(e))
            return None
        if row.get("optionalOldSelf"):
            text = _without_old(text)
        try:
            rule.program = self._engine.compile(text, variables, result=("bool",), times=readable)
        except Unsupported as e:
            rule.unknown = str(e)
        except CompileError as e:
            if "oldSelf" not in text or not self._is_transition(text, variables):
                self._wrong(path, "rule", row["rule"], str(e))
            return None
        times = [name for name in schemas.has_times(schema) if name in text and name not in readable]
        if times:
            rule.program, rule.unknown = None, f"the rule may look at a time ({times[0]}) inside an object"
        self._message(rule, variables, schema, path, old=old)
        return rule

    def _look(self, text: str, schema: Mapping[str, Any], wanted: str, *, old: bool) -> None:
        """Look at the fields that an expression names, and at its type.

        Raises:
            Wrong: the API server does not compile it.
            Unordered: it compares lists whose order does not count, which this engine cannot.
        """
        try:
            tree = self._engine.parsed(text)
        except (CompileError, Unsupported):
            return  # told where it is compiled
        if not old and "oldSelf" in set(syntax.free_names(tree)):
            raise Wrong("oldSelf cannot be named within a list that is no map: no item of it is known to be the same one as before")
        found = result(tree, {"self": schema, "oldSelf": None})
        if found not in ("", wanted):
            raise Wrong(f"the result must be {'bool' if wanted == 'boolean' else wanted}, not {found}")

    def _is_transition(self, text: str, variables: Mapping[str, str]) -> bool:
        """Tell whether an expression is valid with the old value; then it is asked when an object changes, and not now."""
        try:
            self._engine.compile(text, {**variables, "oldSelf": variables["self"]}, result=("bool",))
        except Unsupported:
            return True
        except CompileError:
            return False
        return True

    def _message(self, rule: _Rule, variables: Mapping[str, str], schema: Mapping[str, Any], path: str, *, old: bool) -> None:
        text = rule.row.get("messageExpression")
        if not isinstance(text, str) or not text.strip():
            return
        try:
            self._look(text, schema, "string", old=old)
        except Unordered:
            return  # the message stands in for it
        except Wrong as e:
            self._wrong(path, "messageExpression", text, str(e))
            return
        if rule.row.get("optionalOldSelf"):
            text = _without_old(text)
        try:
            rule.message = self._engine.compile(text, variables, result=("string",))
        except Unsupported:
            return  # the message stands in for it
        except CompileError as e:
            self._wrong(path, "messageExpression", rule.row["messageExpression"], str(e))

    def _wrong(self, path: str, key: str, text: str, problem: str) -> None:
        crd = self._crd
        message = f"the expression is not valid CEL: {problem}"
        help = "correct the CRD: the API server refuses it"
        self.findings.append(Finding(WRONG, message, origin=crd.origin, object=crd.id, field=f"{path}.{key}", value=shown(text), help=help))

    # ---- evaluating

    def check(self, m: Manifest) -> list[Finding]:
        """Return what the rules say of an object whose fields are fine."""
        value = self._defaults.applied(schemas.plain(m.object) if Marked.made else m.object, self._definition)
        if self._crd.status:
            value.pop("status", None)  # dropped by the API server before it looks
        out: list[Finding] = []
        self._visit(self._root, value, [], m, out)
        return out

    def _visit(self, node: _Node, value: Any, path: list[str | int], m: Manifest, out: list[Finding]) -> None:
        if node.rules:
            self._evaluate(node, value, path, m, out)
        if isinstance(value, dict):
            for name, below in node.fields.items():
                x = value.get(name)
                if x is not None:
                    path.append(name)
                    self._visit(below, x, path, m, out)
                    path.pop()
            if node.values is not None:
                for k, x in value.items():
                    if x is not None:
                        path.append(map_key(k))
                        self._visit(node.values, x, path, m, out)
                        path.pop()
        elif node.items is not None and isinstance(value, list):
            for i, x in enumerate(value):
                if x is not None:
                    path.append(i)
                    self._visit(node.items, x, path, m, out)
                    path.pop()

    def _evaluate(self, node: _Node, value: Any, path: list[str | int], m: Manifest, out: list[Finding]) -> None:
        activation: Any = None
        for rule in node.rules:
            if rule.program is None:
                out.append(self._unknown(rule, rule.unknown, path, m))
                continue
            if activation is None:
                try:
                    self_value = value if node.convert is None else node.convert(value)
                except (ArithmeticError, TypeError, ValueError) as e:
                    out.append(self._unknown(rule, f"the value cannot be read: {e}", path, m))
                    return
                activation = rule.program.activation({"self": self_value})
            try:
                if rule.program.evaluate(activation) is True:
                    continue
            except Unsupported as e:
                out.append(self._unknown(rule, str(e), path, m))
                continue
            except EvaluationError as e:
                out.append(self._denied(rule, f"{rule.said} (the rule fails: {e})", value, path, m))
                continue
            out.append(self._denied(rule, self._said(rule, activation), value, path, m))

    def _said(self, rule: _Rule, activation: Any) -> str:
        """Return the message for a value: that of the expression if it gives one line, else the fixed one."""
        if rule.message is not None:
            try:
                text = rule.message.evaluate(activation)
            except (EvaluationError, Unsupported):
                return rule.said
            if isinstance(text, str) and text.strip() and "\n" not in text.strip():
                return text.strip()
        return rule.said

    def _denied(self, rule: _Rule, message: str, value: Any, path: list[str | int], m: Manifest) -> Finding:
        field = written(path[::-1])
        own = rule.row.get("fieldPath")
        if isinstance(own, str) and own:
            field = f"{field}{own}".lstrip(".")
        why = rule.row.get("reason")
        reason = f"; reason {why}" if isinstance(why, str) and why else ""
        help = f"rule of the CRD {self._crd.name}, x-kubernetes-validations: {shown(rule.row['rule'])}{reason}"
        return Finding(DENIED, message, severity=ERROR, origin=m.origin, object=m.id, field=field, value=value, help=help)

    def _unknown(self, rule: _Rule, why: str, path: list[str | int], m: Manifest) -> Finding:
        message = f"not checked: a rule of the CRD {self._crd.name} cannot be evaluated: {why}"
        help = f"the rule is: {shown(rule.row['rule'])}"
        return Finding(UNKNOWN, message, severity=WARNING, origin=m.origin, object=m.id, field=written(path[::-1]), help=help)


def _without_old(text: str) -> str:
    """Return an expression in which there is no old value."""
    return f"cel.bind(oldSelf, optional.none(), (\n{text}\n))"
