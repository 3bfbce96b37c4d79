"""An environment variable whose name has `secret` in it takes its value from somewhere.

Reads `env` of all containers. This asks less closely than K8S411 and so also finds what is no secret, such as the name of one.
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

CODE = "K8S412"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such variable."""
    for w in context.workloads():
        for path, c in w.containers:
            for i, variable in enumerate(sequence(c.get("env"))):
                name, value = mapping(variable).get("name"), mapping(variable).get("value")
                if type(name) is str and "secret" in name.lower() and value not in (None, ""):
                    message = f"the variable {name} of {w.called(c)} has its value written out"
                    help = "take it from a Secret with secretKeyRef, or mount the Secret"
                    yield context.finding(CODE, w.manifest, w.field(f"{path}.env[{i}].value"), message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "a variable named after a secret has no plain value",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("env",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Whoever can read the pod or the repository has the secret.",
    source="Kubernetes documentation, Good practices for Kubernetes Secrets",
    fix="Take the value from a Secret.",
    known_as=("kube-linter env-var-secret",),
)
