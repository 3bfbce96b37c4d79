"""What it costs to derive a Kustomize base and three overlays, against one plain synth of the same services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import workload

if TYPE_CHECKING:
    from k8skit.manifest import Manifest

NAMES = ("dev", "staging", "production")


def environments(services: int) -> dict[str, list[Manifest]]:
    """Make the manifests of three environments that differ in each Deployment: image, replicas, a variable.

    Args:
        services: how many services, of six objects each.

    Returns:
        Environment -> manifests.
    """
    from k8skit.pipeline import synth

    from .layers import build

    code = compile(workload.app(services), "app.py", "exec")
    found = {}
    for n, name in enumerate(NAMES):
        found[name] = synth(build(code)).manifests
        for m in found[name]:
            if n and m.kind == "Deployment":
                spec = m.object["spec"]
                container = spec["template"]["spec"]["containers"][0]
                spec["replicas"] = n + 1
                container["image"] = f"{container['image'].rpartition(':')[0]}:{n}"
                container["env"][0]["value"] = name
    return found


def ratio(rounds: int, services: int = 1000) -> float:
    """Return CPU time of deriving the texts of base and overlays over that of one plain synth, in one process.

    Args:
        rounds: how many rounds.
        services: how many services.
    """
    from k8skit.pipeline import synth
    from k8skit.render.kustomize import render

    from .layers import build, cpu

    code = compile(workload.app(services), "app.py", "exec")
    manifests = environments(services)
    return cpu(lambda: render(manifests), rounds) / cpu(lambda: synth(build(code)).texts(), rounds)
