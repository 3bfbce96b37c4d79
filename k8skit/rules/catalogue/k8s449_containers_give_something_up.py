"""A container gives up something of what it could do: capabilities, or what a profile of its system calls, AppArmor or SELinux forbids.

Reads `securityContext` of containers and, where they say nothing, of their pods. Left alone: pods for Windows.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S449"
_PROFILES = ("appArmorProfile", "seccompProfile")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each container that has all that a container can have."""
    for w in context.workloads():
        if mapping(w.spec.get("os")).get("name") == "windows" or any(
            key.startswith("container.apparmor") for key in map(str, w.annotations)
        ):
            continue
        for path, c in w.containers:
            dropped = mapping(mapping(c.get("securityContext")).get("capabilities")).get("drop")
            profiles = (mapping(w.security(c, key)).get("type") for key in _PROFILES)
            if dropped or w.security(c, "seLinuxOptions") or any(kind not in (None, "Unconfined") for kind in profiles):
                continue
            message = f"{w.called(c)} gives up nothing of what the runtime lets a container do"
            help = "drop ALL capabilities, and set seccompProfile: {type: RuntimeDefault}"
            yield context.finding(CODE, w.manifest, w.field(f"{path}.securityContext"), message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "a container gives something up",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Whoever breaks into the program has all of it to break out of the container.",
    source="Kubernetes documentation, Configure a Security Context for a Pod or Container; Linux kernel security constraints for Pods and containers",
    fix="Drop capabilities, and set a profile of system calls.",
    known_as=("kubescape C-0055", "polaris linuxHardening"),
)
