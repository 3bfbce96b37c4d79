"""What a program of cdk8s-plus says is made elsewhere: `Secret.from_secret_name` and its kin, for k8skit what `external()` is."""

from __future__ import annotations

import cdk8s

from ..finding import Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_RBAC = "rbac.authorization.k8s.io"
_METHODS = {
    "fromSecretName": ("", "Secret", True),
    "fromConfigMapName": ("", "ConfigMap", True),
    "fromServiceAccountName": ("", "ServiceAccount", True),
    "fromClaimName": ("", "PersistentVolumeClaim", True),
    "fromPersistentVolumeName": ("", "PersistentVolume", False),
    "fromRoleName": (_RBAC, "Role", True),
    "fromClusterRoleName": (_RBAC, "ClusterRole", False),
}
"""Static method -> group and kind of what it names, and whether that has a namespace."""
_HERE = "_k8skit_elsewhere"


def note(kind: Any, method: str, args: list[Any], at: tuple[str, int]) -> None:
    """Remember what a call says is made elsewhere, at its chart; any other call is let pass.

    Args:
        kind: the class of cdk8s-plus.
        method: its static method, as JavaScript calls it.
        args: the arguments: scope, id, name, options.
        at: the line of the call.
    """
    meant = _METHODS.get(method)
    if meant is None or len(args) < 3 or not isinstance(args[2], str):
        return
    try:
        chart = cdk8s.Chart.of(args[0])
    except RuntimeError:
        return  # in no chart: nothing there is written
    group, name, namespaced = meant
    namespace = getattr(args[3], "namespace_name", None) if len(args) > 3 else None
    origin = Origin(*at, f"{args[0].node.path}/{args[1]}", kind.__name__)
    vars(chart).setdefault(_HERE, []).append(
        {
            "group": group,
            "kind": name,
            "namespace": (namespace or chart.namespace or "") if namespaced else "",
            "name": args[2],
            "keys": [],
            "reason": "",
            "origin": origin,
        }
    )


def noted(chart: Any) -> list[dict[str, Any]]:
    """Return what is said to be made elsewhere, as `Collected.externals` has it.

    Args:
        chart: the chart of cdk8s in which it is said.
    """
    return list(chart.__dict__.get(_HERE, ()))
