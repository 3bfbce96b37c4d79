"""The Secrets that pods and ServiceAccounts pull images with, and those that ServiceAccounts list, exist.

Reads `imagePullSecrets` of pods and ServiceAccounts and `secrets` of ServiceAccounts. A pod starts without them if its images can be pulled without, so
this is a warning.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import SECRET_KINDS, SECRET_SOURCES, WORKLOADS, mapping, sequence
from ..rule import Rule
from ..sources import secrets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S221"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Secret that is not there."""
    context.of(*SECRET_SOURCES)
    for m, namespace, at, items in _uses(context):
        for i, item in enumerate(sequence(items)):
            name = mapping(item).get("name")
            if type(name) is not str or not name:
                continue
            there = secrets(context)
            if (
                there.has(namespace, name)
                or context.external("", "Secret", namespace, name)
                or not context.absent(namespace, *SECRET_KINDS)
            ):
                continue
            what = f"the Secrets of namespace {namespace} are"
            help = context.choose(name, there.names(namespace), what, "make it, or declare it with external()")
            message = f'{m.kind} "{m.name}" refers to the Secret "{name}", which does not exist'
            yield context.finding(CODE, m, f"{at}[{i}].name", message, severity=WARNING, value=name, help=help)


def _uses(context: Context) -> Iterator[tuple[Manifest, str, str, object]]:
    """Object, namespace, field path and value of each list of Secrets."""
    for w in context.workloads():
        yield w.manifest, w.namespace, w.field("spec.imagePullSecrets"), w.spec.get("imagePullSecrets")
    for m in context.of("ServiceAccount"):
        for key in ("imagePullSecrets", "secrets"):
            yield m, context.namespace_of(m), key, m.object.get(key)


RULE = Rule(
    CODE,
    "secrets for pulling images exist",
    severity=WARNING,
    on=("ServiceAccount", *WORKLOADS),
    needs=("imagePullSecrets", "secrets"),
    reads=("ServiceAccount", *SECRET_SOURCES, *WORKLOADS),
    check=check,
    why="Images of a private registry cannot be pulled: the pods stay in ImagePullBackOff.",
    source="Kubernetes documentation, Pull an Image from a Private Registry; Configure Service Accounts for Pods",
    fix="Make the Secret, correct its name, or declare with external() that it lives elsewhere.",
)
