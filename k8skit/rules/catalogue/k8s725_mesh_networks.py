"""The networks of the mesh name registries that there are.

Reads `meshNetworks` of the `istio` ConfigMap, and the remote secrets of other clusters: a registry is `Kubernetes`, `External`, `Mock`, or a cluster that
such a Secret has a key for.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import mapping, sequence
from ..injection import labels_of
from ..mesh_config import mesh_config
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S725"
_REMOTE = "istio/multiCluster"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each registry that is unknown."""
    config = mesh_config(context)
    if config.manifest is None:
        return
    known = {"Kubernetes", "External", "Mock"}
    for m in context.of("Secret"):
        if labels_of(m).get(_REMOTE) == "true":
            known.update(str(key) for part in ("data", "stringData") for key in mapping(m.object.get(part)))
    for name, network in config.networks.items():
        for i, endpoint in enumerate(sequence(mapping(network).get("endpoints"))):
            registry = mapping(endpoint).get("fromRegistry")
            if type(registry) is str and registry not in known:
                yield context.finding(
                    CODE,
                    config.manifest,
                    "data.meshNetworks",
                    f"the network {name} of the mesh takes its endpoint {i} from the registry {registry}, which is unknown",
                    severity=context.missing(),
                    value=registry,
                    help=context.choose(registry, sorted(known), "the registries are", f"add a remote secret, labelled {_REMOTE}"),
                )


RULE = Rule(
    CODE,
    "mesh networks name registries that exist",
    severity=ERROR,
    on=("ConfigMap",),
    needs=("meshNetworks",),
    reads=("ConfigMap", "Secret"),
    check=check,
    why="The endpoints of that cluster belong to no network, and cannot be reached through its gateway.",
    source="Istio documentation, Global Mesh Options: Network.NetworkEndpoints; Configuration Analysis, UnknownMeshNetworksServiceRegistry",
    fix="Name a cluster whose remote secret there is.",
    known_as=("istioctl IST0126",),
)
