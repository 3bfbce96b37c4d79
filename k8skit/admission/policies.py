"""Policies: ValidatingAdmissionPolicies and their bindings, evaluated on the objects that they are applied with.

Each object is taken as new. What only the cluster knows (an `authorizer`, the labels of a Namespace or a parameter that is not among the
manifests, the user) makes a policy unknown for an object, and that is said. Audit annotations are compiled only; MutatingAdmissionPolicies are not
evaluated, see `mutations`.

Source: Kubernetes documentation, Validating Admission Policy; API reference, ValidatingAdmissionPolicy v1.
"""

from __future__ import annotations

from ..finding import ERROR, NO_VALUE, WARNING, Finding
from ..semantics.selectors import from_label_selector
from .builtin_defaults import BuiltinDefaults
from .engine import CompileError, EvaluationError, Unsupported
from .matching import NAME_LABEL, Namespaces, Uncertain, labels_of, mapping, matches, sequence
from .rules import shown
from .schemas import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ..facts import Facts, Kind
    from ..manifest import Manifest
    from .engine import Engine, Program
    from .syntax import Node

GROUP = "admissionregistration.k8s.io"
DENIED, UNKNOWN, WRONG = "K8S140", "K8S141", "K8S142"
POLICY, BINDING = "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"
_EXEMPT = frozenset((POLICY, BINDING, "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding",
                     "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"))  # fmt: skip
INPUTS = {"object": "dyn", "oldObject": "dyn", "request": "map", "namespaceObject": "dyn"}
"""What an expression may name, and its type."""
_MISSING = "Key not found"
"""How the engine says that a field is not there; the API server may have filled it in."""


class _Expression:
    """One compiled expression of a policy.

    Attributes:
        text: the expression.
        field: where it stands in the policy.
        program: None if it cannot be evaluated here.
        unknown: why it cannot.
    """

    __slots__ = ("field", "program", "text", "unknown")

    def __init__(self, text: str, field: str) -> None:
        self.text = text
        self.field = field
        self.program: Program | None = None
        self.unknown = ""


class _Policy:
    """One policy, compiled.

    Attributes:
        findings: what is wrong with its expressions.
        fails: whether an error in an expression denies the object.
    """

    def __init__(self, m: Manifest, engine: Engine) -> None:
        self.m = m
        self.spec = mapping(m.object.get("spec"))
        self.findings: list[Finding] = []
        self._engine = engine
        self._inputs = {**INPUTS, "params": "dyn"} if self.spec.get("paramKind") is not None else dict(INPUTS)
        self._given: dict[str, Node] = {}
        self._lost: dict[str, str] = {}
        self.fails = self.spec.get("failurePolicy") != "Ignore"
        self.conditions = self._expressions("matchConditions", given=False)
        self._read_variables()
        self.validations = self._expressions("validations", given=True)
        self.messages = self._messages()
        self._compile_annotations()

    def _read_variables(self) -> None:
        for i, row in enumerate(map(mapping, sequence(self.spec.get("variables")))):
            name, text = row.get("name"), row.get("expression")
            if not isinstance(name, str) or not isinstance(text, str):
                continue
            try:
                self._given[name] = self._engine.tree(text, self._inputs, self._given)
            except Unsupported as e:
                self._lost[name] = str(e)
            except CompileError as e:
                self._explain(e, text, f"spec.variables[{i}].expression", name)

    def _explain(self, e: CompileError, text: str, field: str, variable: str = "") -> None:
        """Note a wrong expression; one that only uses a variable that cannot be evaluated is not wrong."""
        lost = next((why for name, why in self._lost.items() if f"variables.{name}'" in str(e)), None)
        if lost is None:
            help = "correct the policy: the API server refuses it"
            message = f"the expression is not valid CEL: {e}"
            self.findings.append(Finding(WRONG, message, origin=self.m.origin, object=self.m.id, field=field, value=shown(text), help=help))
        if variable:
            self._lost[variable] = lost or "a variable of the policy is wrong"

    def _expressions(self, key: str, *, given: bool) -> list[_Expression]:
        out = []
        for i, row in enumerate(map(mapping, sequence(self.spec.get(key)))):
            text = row.get("expression")
            if isinstance(text, str):
                expression = _Expression(text, f"spec.{key}[{i}].expression")
                self._compile(expression, ("bool",), given=given)
                out.append(expression)
        return out

    def _compile_annotations(self) -> None:
        """Note what is wrong with the values of audit annotations: texts, or null for none."""
        for i, row in enumerate(map(mapping, sequence(self.spec.get("auditAnnotations")))):
            text = row.get("valueExpression")
            if isinstance(text, str) and text.strip():
                self._compile(_Expression(text, f"spec.auditAnnotations[{i}].valueExpression"), ("string", "null"), given=True)

    def _compile(self, expression: _Expression, result: tuple[str, ...], *, given: bool) -> None:
        try:
            expression.program = self._engine.compile(expression.text, self._inputs, result=result, given=self._given if given else None)
        except Unsupported as e:
            expression.unknown = str(e)
        except CompileError as e:
            expression.unknown = next((why for name, why in self._lost.items() if f"variables.{name}'" in str(e)), str(e))
            self._explain(e, expression.text, expression.field)

    def _messages(self) -> list[tuple[str, _Expression | None]]:
        """Return the fixed message and the expression of one for each validation."""
        out: list[tuple[str, _Expression | None]] = []
        for i, row in enumerate(map(mapping, sequence(self.spec.get("validations")))):
            if not isinstance(row.get("expression"), str):
                continue
            fixed, text = row.get("message"), row.get("messageExpression")
            made = None
            if isinstance(text, str) and text.strip():
                made = _Expression(text, f"spec.validations[{i}].messageExpression")
                self._compile(made, ("string",), given=True)
            default = f"the expression does not hold: {shown(row['expression'])}"
            out.append((fixed.strip() if isinstance(fixed, str) and fixed.strip() else default, made))
        return out


class Policies:
    """The policies of a set.

    Args:
        manifests: the objects of one run.
        facts: what is true for the target minor.
        engine: the engine.
    """

    def __init__(self, manifests: Sequence[Manifest], facts: Facts, engine: Engine) -> None:
        self._manifests = manifests
        self._facts = facts
        self._namespaces = Namespaces(manifests)
        self._defaults = BuiltinDefaults(facts)
        self._policies = {m.name: _Policy(m, engine) for m in manifests if m.kind == POLICY and m.group == GROUP}
        self._bindings = [m for m in manifests if m.kind == BINDING and m.group == GROUP]
        self._unknown: dict[tuple[str, str, str], list[Manifest]] = {}

    def check(self, broken: set[object]) -> list[Finding]:
        """Return what the policies say.

        Args:
            broken: (key, origin) of objects with errors, which are not looked at.
        """
        out = [f for policy in self._policies.values() for f in policy.findings]
        bound = [
            (self._policies[name], b) for b in self._bindings if (name := mapping(b.object.get("spec")).get("policyName")) in self._policies
        ]
        for m in self._manifests if bound else ():
            if (m.group == GROUP and m.kind in _EXEMPT) or (m.key, m.origin) in broken:
                continue
            kind = self._facts.kind_any(m.group, m.version, m.kind)
            if kind is not None and kind.plural:
                out += self._object(m, kind, bound)
        return out + self._not_checked()

    def _object(self, m: Manifest, kind: Kind, bound: list[tuple[_Policy, Manifest]]) -> list[Finding]:
        out: list[Finding] = []
        namespace = (m.namespace or "default") if kind.namespaced else ""
        inputs: dict[str, Any] | None = None
        for policy, binding in bound:
            spec = mapping(binding.object.get("spec"))
            actions = sequence(spec.get("validationActions"))
            if not {"Deny", "Warn"} & {a for a in actions if isinstance(a, str)}:
                continue
            try:
                if not matches(policy.spec.get("matchConstraints"), m, kind, namespace, self._namespaces):
                    continue
                if not matches(spec.get("matchResources"), m, kind, namespace, self._namespaces):
                    continue
                params = self._params(policy, spec, namespace)
            except Uncertain as e:
                self._note(policy, "", str(e), m)
                continue
            if inputs is None:
                inputs = self._inputs(m, kind, namespace)
            severity = ERROR if "Deny" in actions else WARNING
            for param in params:
                out += self._evaluate(policy, binding, {**inputs, "params": param}, severity, m)
        return out

    def _inputs(self, m: Manifest, kind: Kind, namespace: str) -> dict[str, Any]:
        """Return the values of the variables for one object."""
        obj = self._filled(m, kind)
        obj["metadata"] = {**mapping(obj.get("metadata")), **({"namespace": namespace} if namespace else {})}
        resource = {"group": m.group, "version": m.version, "resource": kind.plural}
        gvk = {"group": m.group, "version": m.version, "kind": m.kind}
        request = {
            "kind": gvk,
            "resource": resource,
            "subResource": "",
            "requestKind": gvk,
            "requestResource": resource,
            "requestSubResource": "",
            "name": m.name,
            "namespace": namespace,
            "operation": "CREATE",
            "dryRun": False,
        }
        inputs: dict[str, Any] = {"object": obj, "oldObject": None, "request": request}
        if not namespace:
            inputs["namespaceObject"] = None
        else:
            found = self._namespaces.get(namespace)
            if found is not None:
                it = plain(found.object)
                labels = {**labels_of(it), NAME_LABEL: namespace}
                inputs["namespaceObject"] = {**it, "metadata": {**mapping(it.get("metadata")), "labels": labels}}
        return inputs

    def _filled(self, m: Manifest, kind: Kind) -> dict[str, Any]:
        obj = plain(m.object)
        return self._defaults.applied(obj, kind.definition) if kind.definition else dict(obj)

    def _params(self, policy: _Policy, spec: Mapping[str, Any], namespace: str) -> list[Any]:
        """Return the parameters of a binding for an object.

        Raises:
            Uncertain: they are not among the manifests.
        """
        wanted, ref = mapping(policy.spec.get("paramKind")), spec.get("paramRef")
        if not wanted or not isinstance(ref, dict):
            return [None]
        group, _, version = str(wanted.get("apiVersion")).rpartition("/")
        kind = self._facts.kind_any(group, version, str(wanted.get("kind")))
        if kind is None:
            raise Uncertain(f"nothing is known of its paramKind {wanted.get('kind')}")
        place = (ref.get("namespace") or namespace) if kind.namespaced else ""
        found = [
            m
            for m in self._manifests
            if (m.group, m.kind) == (group, kind.kind) and (not kind.namespaced or (m.namespace or "default") == place)
        ]
        if ref.get("name"):
            found = [m for m in found if m.name == ref["name"]]
        else:
            selector = from_label_selector(ref.get("selector"))
            found = [m for m in found if selector.matches(labels_of(m.object))]
        if not found:
            where = f" in the namespace {place}" if place else ""
            raise Uncertain(f"its parameter, {kind.kind} {ref.get('name') or 'by a selector'}{where}, is not among the manifests")
        return [self._filled(m, kind) for m in found]

    # ---- evaluating

    def _evaluate(self, policy: _Policy, binding: Manifest, inputs: dict[str, Any], severity: str, m: Manifest) -> list[Finding]:
        """Return what one policy says of one object with one parameter."""
        activations: dict[frozenset[str], Any] = {}
        if not self._conditions(policy, inputs, activations, m):
            return []
        out = []
        for expression, (fixed, made) in zip(policy.validations, policy.messages, strict=True):
            try:
                if self._value(expression, inputs, activations) is True:
                    continue
                message = self._message(fixed, made, inputs, activations, m)
            except Unsupported as e:
                self._note(policy, expression.field, str(e), m)
                continue
            except EvaluationError as e:
                if not policy.fails:
                    continue
                if _MISSING in str(e):
                    self._note(policy, expression.field, f"{e}; the API server may fill it in", m)
                    continue
                message = f"{fixed} (the expression fails: {e})"
            out.append(self._denied(policy, binding, expression, message, severity, m))
        return out

    def _conditions(self, policy: _Policy, inputs: dict[str, Any], activations: dict[frozenset[str], Any], m: Manifest) -> bool:
        """Tell whether all match conditions hold; where that cannot be told, it is noted and the object passed over."""
        unknown: list[tuple[str, str]] = []
        for condition in policy.conditions:
            try:
                if self._value(condition, inputs, activations) is not True:
                    return False
            except (EvaluationError, Unsupported) as e:
                unknown.append((condition.field, str(e)))
        for field, why in unknown:
            self._note(policy, field, why, m)
        return not unknown

    def _value(self, expression: _Expression, inputs: dict[str, Any], activations: dict[frozenset[str], Any]) -> Any:
        program = expression.program
        if program is None:
            raise Unsupported(expression.unknown)
        if "namespaceObject" not in inputs and "namespaceObject" in expression.text:
            raise Unsupported("the Namespace is not among the manifests")
        key = program.variables
        if key not in activations:
            activations[key] = program.activation(inputs)
        return program.evaluate(activations[key])

    def _message(
        self, fixed: str, made: _Expression | None, inputs: dict[str, Any], activations: dict[frozenset[str], Any], m: Manifest
    ) -> str:
        if made is None or m.kind == "Secret":  # an expression could tell the value of a Secret
            return fixed
        try:
            text = self._value(made, inputs, activations)
        except (EvaluationError, Unsupported):
            return fixed
        return text.strip() if isinstance(text, str) and text.strip() and "\n" not in text.strip() else fixed

    def _denied(self, policy: _Policy, binding: Manifest, expression: _Expression, message: str, severity: str, m: Manifest) -> Finding:
        help = f"ValidatingAdmissionPolicy {policy.m.name}, bound by {binding.name}, {expression.field}: {shown(expression.text)}"
        return Finding(DENIED, message, severity=severity, origin=m.origin, object=m.id, value=NO_VALUE, help=help)

    # ---- what is not known

    def _note(self, policy: _Policy, field: str, why: str, m: Manifest) -> None:
        self._unknown.setdefault((policy.m.name, field, why), []).append(m)

    def _not_checked(self) -> list[Finding]:
        """Return one warning for each expression and reason, at the policy."""
        out = []
        for (name, field, why), objects in self._unknown.items():
            m = self._policies[name].m
            more = f" and {len(objects) - 1} more" if len(objects) > 1 else ""
            message = f"not checked: the policy cannot be evaluated on {objects[0].id}{more}: {why}"
            help = "what it says of these objects shows in the cluster only"
            out.append(Finding(UNKNOWN, message, severity=WARNING, origin=m.origin, object=m.id, field=field, help=help))
        return out
