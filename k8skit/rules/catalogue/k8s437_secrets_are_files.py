"""Containers read Secrets from mounted files, not from environment variables.

Reads `env` and `envFrom` of all containers.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S437"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each variable from a Secret."""
    for w in context.workloads():
        for path, c in w.containers:
            uses = [
                (
                    f"env[{i}].valueFrom.secretKeyRef",
                    mapping(mapping(v).get("valueFrom")).get("secretKeyRef"),
                    f"the variable {mapping(v).get('name')}",
                )
                for i, v in enumerate(sequence(c.get("env")))
            ]
            uses += [
                (f"envFrom[{i}].secretRef", mapping(source).get("secretRef"), "variables")
                for i, source in enumerate(sequence(c.get("envFrom")))
            ]
            for at, reference, what in uses:
                if reference is not None:
                    message = f"{w.called(c)} has {what} from a Secret"
                    help = "mount the Secret as files: variables show up in crash reports, logs and child processes"
                    yield context.finding(CODE, w.manifest, w.field(f"{path}.{at}"), message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "a container reads secrets from files",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("secretKeyRef", "secretRef"),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Environment variables show up in crash reports, logs and child processes, and do not change when the Secret does.",
    source="Kubernetes documentation, Good practices for Kubernetes Secrets; CIS Kubernetes Benchmark 5.4.1",
    fix="Mount the Secret as files.",
    known_as=(
        "kube-linter read-secret-from-env-var",
        "checkov CKV_K8S_35",
        "kubescape C-0207",
        "kubesec SecretsAsEnvironmentVariables",
    ),
)
