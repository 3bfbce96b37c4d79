"""No container of an application runs as the user of Istio's proxy, 1337.

Reads `securityContext.runAsUser` of pods and containers. Istio's own pods and the proxy's container are left out.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping
from ..injection import PROXY, is_control_plane
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S736"
UID = 1337
_OWN = (PROXY, "istio-init", "istio-validation", "istio-operator")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each user that is the proxy's."""
    for w in context.workloads():
        if is_control_plane(w.manifest) or "istio" in w.labels:
            continue
        found = []
        if mapping(w.spec.get("securityContext")).get("runAsUser") == UID and not w.annotations.get("sidecar.istio.io/status"):
            found.append("spec.securityContext.runAsUser")
        for path, c in w.containers:
            if c.get("name") not in _OWN and mapping(c.get("securityContext")).get("runAsUser") == UID:
                found.append(f"{path}.securityContext.runAsUser")
        for path in found:
            message = f"{w.title} runs as the user {UID}, which is that of Istio's proxy"
            yield context.finding(CODE, w.manifest, w.field(path), message, severity=WARNING, value=UID, help="take another user")


RULE = Rule(
    CODE,
    "no application runs as the proxy's user",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("runAsUser",),
    reads=tuple(WORKLOADS),
    check=check,
    why="What this user sends is not redirected into the proxy: the application is past the mesh.",
    source="Istio documentation, Application Requirements: Application UIDs; Configuration Analysis, InvalidApplicationUID",
    fix="Run as another user.",
    known_as=("istioctl IST0144",),
)
