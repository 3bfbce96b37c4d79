"""A container runs as a user that is not root, and not in root's group.

Reads `runAsNonRoot`, `runAsUser` and `runAsGroup` of containers and, where they say nothing, of their pods, and `fsGroup` and `supplementalGroups` of these.
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

CODE = "K8S427"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each container that runs, or may run, as root."""
    for w in context.workloads():
        security = mapping(w.spec.get("securityContext"))
        for key, some in (("fsGroup", [security.get("fsGroup")]), ("supplementalGroups", sequence(security.get("supplementalGroups")))):
            if any(type(group) is int and group == 0 for group in some):
                at, message = w.field(f"spec.securityContext.{key}"), f"the containers of {w.title} are in the group of root"
                yield context.finding(CODE, w.manifest, at, message, severity=WARNING, value=security[key], help="take another group")
        for path, c in w.containers:
            user, group = w.security(c, "runAsUser"), w.security(c, "runAsGroup")
            at = w.field(f"{path}.securityContext")
            if user == 0 and type(user) is int:
                message = f"{w.called(c)} runs as root"
                yield context.finding(
                    CODE, w.manifest, f"{at}.runAsUser", message, severity=WARNING, value=user, help="run as another user"
                )
            elif w.security(c, "runAsNonRoot") is not True and type(user) is not int:
                help = "set runAsNonRoot: true, and runAsUser if the image names its user by name"
                message = f"{w.called(c)} may run as root: its image decides"
                yield context.finding(CODE, w.manifest, f"{at}.runAsNonRoot", message, severity=WARNING, help=help)
            if group == 0 and type(group) is int:
                message = f"{w.called(c)} runs in the group of root"
                yield context.finding(
                    CODE, w.manifest, f"{at}.runAsGroup", message, severity=WARNING, value=group, help="run in another group"
                )


RULE = Rule(
    CODE,
    "a container does not run as root",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="A hole in the runtime makes root in a container root on the node.",
    source="Kubernetes documentation, Configure a Security Context for a Pod or Container",
    fix="Set runAsNonRoot: true, and a user and group of the program's own.",
    known_as=(
        "kube-linter run-as-non-root",
        "polaris runAsRootAllowed",
        "checkov CKV_K8S_23",
        "trivy KSV012",
        "kubescape C-0013",
        "trivy KSV029",
        "trivy KSV116",
        "kubescape C-0198",
        "kubesec RunAsNonRoot",
        "datree CONTAINERS_INCORRECT_RUNASNONROOT_VALUE",
    ),
)
