"""Objects stand in a namespace other than `default`.

Reads the namespace of workloads and of what belongs to them. An object without a namespace counts where the set is all there is; else it stands in whatever
namespace it is applied to. Left alone: what every cluster puts there itself.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S435"
KINDS = (
    "ConfigMap",
    "PersistentVolumeClaim",
    "Secret",
    "Service",
    "ServiceAccount",
    "autoscaling/HorizontalPodAutoscaler",
    "networking.k8s.io/Ingress",
    "networking.k8s.io/NetworkPolicy",
    "policy/PodDisruptionBudget",
    "rbac.authorization.k8s.io/Role",
    "rbac.authorization.k8s.io/RoleBinding",
    *WORKLOADS,
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each object of the namespace."""
    for m in context.of(*KINDS):
        given = m.namespace or ("default" if context.closed else "")
        if given == "default" and not (
            m.kind in ("ConfigMap", "Service", "ServiceAccount") and m.name in ("default", "kube-root-ca.crt", "kubernetes")
        ):
            message = f'{m.kind} "{m.name}" stands in the namespace default'
            help = "give each application a namespace of its own"
            yield context.finding(CODE, m, "metadata.namespace", message, severity=WARNING, value="default", help=help)


RULE = Rule(
    CODE,
    "nothing stands in the namespace default",
    severity=WARNING,
    on=KINDS,
    opt_in=True,
    reads=KINDS,
    check=check,
    why="Rights, quotas and policies are by namespace: in this one everything is together.",
    source="Kubernetes documentation, Namespaces: Initial namespaces",
    fix="Give it a namespace of its own.",
    known_as=(
        "kube-linter use-namespace",
        "checkov CKV_K8S_21",
        "trivy KSV110",
        "kubescape C-0061",
        "kubescape C-0212",
        "datree WORKLOAD_INCORRECT_NAMESPACE_VALUE_DEFAULT",
        "kyverno disallow-default-namespace",
    ),
)
