"""An AuthorizationPolicy holds for pods, and speaks of namespaces that there are.

Reads AuthorizationPolicies without `targetRefs`, workloads, Namespaces and the mesh configuration: one of the root namespace is for the whole mesh. In `from`,
names of namespaces may begin or end with `*`.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE, WARNING
from ..context import WORKLOADS, mapping, sequence, shown
from ..gateways import is_default
from ..injection import is_live, is_outside
from ..mesh_config import mesh_config
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S727"
KIND = "security.istio.io/AuthorizationPolicy"
_GATEWAYS = ("egress", "gateway", "ingress")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each policy that holds for nothing, and each namespace that is not there."""
    root = mesh_config(context).root
    names = {m.name.lower() for m in context.of("Namespace")}
    for m in context.of(KIND):
        spec = mapping(m.object.get("spec"))
        if not spec.get("targetRef") and not spec.get("targetRefs"):
            yield from _pods(context, m, mapping(mapping(spec.get("selector")).get("matchLabels")), root)
        yield from _namespaces(context, m, spec, names)


def _pods(context: Context, m: Manifest, labels: dict[str, Any], root: str) -> Iterator[Finding]:
    namespace = context.namespace_of(m)
    spaces = context.populated() if namespace == root else [namespace]
    populated = any(context.workloads(space) for space in spaces)
    if any(context.makes_pods(space) for space in spaces) or not (populated or (labels and context.closed)):
        if not populated and not labels and context.namespace(namespace) and any(map(is_live, context.workloads())):
            yield context.finding(
                CODE,
                m,
                "spec",
                f'AuthorizationPolicy "{m.name}" is for the pods of namespace {namespace}, which has none',
                severity=WARNING,
                help="put it into the namespace of the pods, or remove it",
            )
        return
    selected = [w for space in spaces for w in (context.selected(space, labels) if labels else context.workloads(space))]
    if selected and all(is_outside(context, w) for w in selected):
        yield context.finding(
            CODE,
            m,
            "spec.selector.matchLabels" if labels else "spec",
            f'AuthorizationPolicy "{m.name}" is for pods outside of the mesh only, such as those of {selected[0].title}',
            severity=WARNING,
            value=labels or NO_VALUE,
            help="let them join the mesh: a policy is enforced by the proxy",
        )
    elif not selected and not _is_gateway(context, labels):
        yield context.finding(
            CODE,
            m,
            "spec.selector.matchLabels",
            f'AuthorizationPolicy "{m.name}" selects no pod',
            severity=context.missing(),
            value=labels,
            help=f"no workload of {'the mesh' if namespace == root else f'namespace {namespace}'} has the labels {shown(labels)}",
        )


def _is_gateway(context: Context, labels: dict[str, Any]) -> bool:
    """Whether a selector is that of a gateway, which is mostly installed apart from what it serves."""
    return is_default(labels) or (not context.closed and any(word in str(value) for value in labels.values() for word in _GATEWAYS))


def _namespaces(context: Context, m: Manifest, spec: dict[str, Any], names: set[str]) -> Iterator[Finding]:
    for i, rule in enumerate(sequence(spec.get("rules"))):
        for j, entry in enumerate(sequence(mapping(rule).get("from"))):
            source = mapping(mapping(entry).get("source"))
            for key in ("namespaces", "notNamespaces"):
                for k, written in enumerate(sequence(source.get(key))):
                    if names and type(written) is str and not _is_there(context, written, names):
                        yield context.finding(
                            CODE,
                            m,
                            f"spec.rules[{i}].from[{j}].source.{key}[{k}]",
                            f'AuthorizationPolicy "{m.name}" speaks of the namespace {written}, which does not exist',
                            severity=context.missing(),
                            value=written,
                            help=context.choose(written, sorted(names), "the namespaces are", "declare it with external()"),
                        )


def _is_there(context: Context, written: str, names: set[str]) -> bool:
    wanted = written.lower()
    if wanted.startswith("*"):
        return any(name.endswith(wanted[1:]) for name in names)
    if wanted.endswith("*"):
        return any(name.startswith(wanted[:-1]) for name in names)
    if wanted in names or context.external("", "Namespace", "", written):
        return True
    # Namespaces that are always there, or in which something of the set stands, need no object.
    return wanted in ("default", "istio-system", "kube-system") or bool(context.workloads(written))


RULE = Rule(
    CODE,
    "an AuthorizationPolicy holds for pods and namespaces that exist",
    severity=ERROR,
    on=(KIND,),
    reads=(KIND, "Namespace", "ConfigMap", *WORKLOADS),
    check=check,
    why="A policy without pods protects nothing; a rule about a namespace that is not there lets nobody in.",
    source="Istio documentation, Authorization Policy; Configuration Analysis, NoMatchingWorkloadsFound, ReferencedResourceNotFound",
    fix="Select labels that pods of the namespace have.",
    known_as=("istioctl IST0101", "istioctl IST0127"),
)
