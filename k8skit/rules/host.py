"""Host: what containers mount of their node. The rules about such mounts share this."""

from __future__ import annotations

from .context import mapping, sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .context import Context, Workload


def host_mounts(context: Context) -> Iterator[tuple[Workload, str, dict[str, Any], dict[str, Any], str]]:
    """Give each mount of a folder or file of the node: workload, field path within the pod, container, mount, and path on the node.

    Args:
        context: the set.
    """
    for w in context.workloads():
        volumes = {}
        for volume in sequence(w.spec.get("volumes")):
            path = mapping(mapping(volume).get("hostPath")).get("path")
            if type(path) is str and type(volume.get("name")) is str:
                volumes[volume["name"]] = path
        if not volumes:
            continue
        for at, c in w.containers:
            for i, mount in enumerate(sequence(c.get("volumeMounts"))):
                name = mapping(mount).get("name")
                if type(name) is str and name in volumes:
                    yield w, f"{at}.volumeMounts[{i}]", c, mount, volumes[name]
