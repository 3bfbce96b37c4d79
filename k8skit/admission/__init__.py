"""Admission: what the API server decides by expressions, as it would for new objects.

Validation rules of the user's CRDs and ValidatingAdmissionPolicies of the set are evaluated, and match conditions of webhooks and
expressions of MutatingAdmissionPolicies compiled, with the engine of the extra `k8skit[cel]`; without it one warning for each CRD, one for the policies of
each kind and one for the conditions says that they are not checked. Loaded only where there is something to evaluate.
"""

from __future__ import annotations

from ..finding import ERROR, WARNING, Finding
from .engine import PACKAGE, Engine, available

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..facts import Facts
    from ..manifest import Manifest
    from .rules import CrdRules

__all__ = ["check"]

NOT_CHECKED = "K8S137"
POLICY = "ValidatingAdmissionPolicy"
MUTATING = "MutatingAdmissionPolicy"
WEBHOOKS = "WebhookConfiguration"
"""How the kinds end that have webhooks."""

_engine: Engine | None = None
_rules: tuple[Facts, dict[tuple[str, str, str], CrdRules | None]] | None = None


def _shared() -> Engine:
    """Return the engine, made once."""
    global _engine
    if _engine is None:
        _engine = Engine()
    return _engine


def check(manifests: Sequence[Manifest], facts: Facts, found: Iterable[Finding] = ()) -> list[Finding]:
    """Return what expressions say of the manifests.

    Args:
        manifests: the objects of one run.
        facts: what is true for the target minor, with the user's CRDs.
        found: what validation has found; objects with errors are not looked at, since the API server stops there too.

    Returns:
        The findings; not sorted.
    """
    if not available():
        return _not_checked(manifests, facts)
    broken: set[object] = {(f.object.key, f.origin) for f in found if f.severity == ERROR and f.object is not None}
    out = _custom_resources(manifests, facts, broken) if facts.has_rules else []
    if any(m.kind == POLICY for m in manifests):
        from .policies import Policies

        out += Policies(manifests, facts, _shared()).check(broken)
    if any(m.kind.endswith(WEBHOOKS) for m in manifests):
        from .webhooks import check as compiled

        out += compiled(manifests, _shared())
    if any(m.kind == MUTATING for m in manifests):
        from .mutations import check as read

        out += read(manifests, _shared())
    return out


def _not_checked(manifests: Sequence[Manifest], facts: Facts) -> list[Finding]:
    """Return a warning for each CRD whose rules would be asked, one for the policies of each kind, and one for match conditions."""
    out: dict[str, Finding] = {}
    help = f'pip install "{PACKAGE}", or write disable = ["{NOT_CHECKED}"] into the configuration'
    for m in manifests:
        crd = facts.crd_schema(m.group, m.version, m.kind)
        if crd is not None and crd.name not in out:
            message = f"the validation rules (CEL) of the CRD {crd.name} are not checked"
            out[crd.name] = Finding(NOT_CHECKED, message, severity=WARNING, origin=crd.origin, object=crd.id, help=help)
    policies = [m for m in manifests if m.kind == POLICY]
    found = list(out.values())
    if policies:
        m = policies[0]
        more = f" and {len(policies) - 1} more" if len(policies) > 1 else ""
        message = f"the ValidatingAdmissionPolicy {m.name}{more} is not evaluated (CEL)"
        found.append(Finding(NOT_CHECKED, message, severity=WARNING, origin=m.origin, object=m.id, help=help))
    for m in [m for m in manifests if m.kind == MUTATING][:1]:
        message = f"the expressions of {m.kind} {m.name} are not checked (CEL)"
        found.append(Finding(NOT_CHECKED, message, severity=WARNING, origin=m.origin, object=m.id, help=help))
    hooked = [m for m in manifests if m.kind.endswith(WEBHOOKS)]
    if hooked:
        from .webhooks import expressions

        for m in hooked:
            if expressions(m):
                message = f"the match conditions of {m.kind} {m.name} are not checked (CEL)"
                found.append(Finding(NOT_CHECKED, message, severity=WARNING, origin=m.origin, object=m.id, help=help))
                break
    return found


def _custom_resources(manifests: Sequence[Manifest], facts: Facts, broken: set[object]) -> list[Finding]:
    """Return what the rules of the user's CRDs say, and what is wrong with the rules of CRDs that are used or among the manifests."""
    global _rules
    if _rules is None or _rules[0] is not facts:
        _rules = (facts, {})
    known = _rules[1]
    out: list[Finding] = []
    told: set[tuple[str, str, str]] = set()
    for m in manifests:
        for key in _keys(m):
            if key not in known:
                known[key] = _compiled(key, facts)
            rules = known[key]
            if rules is not None and key not in told:
                told.add(key)
                out += rules.findings
        rules = known[m.group, m.version, m.kind]
        if rules is not None and (m.key, m.origin) not in broken:
            out += rules.check(m)
    return out


def _keys(m: Manifest) -> list[tuple[str, str, str]]:
    """Return the kinds whose rules an object needs: its own, and those that it defines."""
    keys = [(m.group, m.version, m.kind)]
    if m.kind == "CustomResourceDefinition":
        spec = m.object.get("spec")
        if isinstance(spec, dict) and isinstance(spec.get("names"), dict) and isinstance(spec.get("versions"), list):
            versions = [v.get("name") for v in spec["versions"] if isinstance(v, dict)]
            keys += [(str(spec.get("group")), str(v), str(spec["names"].get("kind"))) for v in versions]
    return keys


def _compiled(key: tuple[str, str, str], facts: Facts) -> CrdRules | None:
    crd = facts.crd_schema(*key)
    kind = facts.kind_any(*key)
    if crd is None or kind is None:
        return None
    from .rules import CrdRules

    return CrdRules(crd, _shared(), facts, kind.definition)
