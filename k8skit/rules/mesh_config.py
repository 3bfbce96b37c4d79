"""Mesh configuration: what the `istio` ConfigMap of a set says of the whole mesh.

Rules ask this. Istio reads the keys `mesh` and `meshNetworks` of the ConfigMap `istio` (`istio-REVISION` for another revision) of the root namespace.
"""

from __future__ import annotations

from ..errors import UsageError
from ..semantics.istio import ROOT
from .context import mapping, sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest
    from .context import Context


class MeshConfig:
    """What the mesh is told.

    Args:
        manifest: the ConfigMap; None where the set has none.
        mesh: the mesh configuration; empty where nothing is known of it.
        networks: the mesh networks: name -> network.

    Attributes:
        root: the root namespace, whose policies are for the whole mesh.
    """

    __slots__ = ("manifest", "mesh", "networks", "root")

    def __init__(self, manifest: Manifest | None, mesh: dict[str, Any], networks: dict[str, Any]) -> None:
        self.manifest = manifest
        self.mesh = mesh
        self.networks = networks
        root = mesh.get("rootNamespace")
        self.root = root if type(root) is str and root else ROOT

    def proxy_metadata(self) -> dict[str, Any]:
        """The environment that all proxies get."""
        return mapping(mapping(self.mesh.get("defaultConfig")).get("proxyMetadata"))

    def providers(self, type_of: str) -> set[str]:
        """Return the names of the extension providers of a type, such as `lightstep`."""
        found = [p for p in sequence(self.mesh.get("extensionProviders")) if type_of in mapping(p)]
        return {str(p.get("name")) for p in found}


def mesh_config(context: Context) -> MeshConfig:
    """Return the mesh configuration of a set; Istio's defaults where it has none."""
    found: MeshConfig = context.shared("mesh config", _read)
    return found


def _read(context: Context) -> MeshConfig:
    for m in context.of("ConfigMap"):
        data = mapping(m.object.get("data"))
        if (m.name == "istio" or m.name.startswith("istio-")) and ("mesh" in data or "meshNetworks" in data):
            return MeshConfig(m, parsed(data.get("mesh")), mapping(parsed(data.get("meshNetworks")).get("networks")))
    return MeshConfig(None, {}, {})


def parsed(text: object) -> dict[str, Any]:
    """Return the mapping that a YAML text is; an empty one where it is none, which other findings speak of."""
    if type(text) is not str or not text.strip():
        return {}
    from ..yamltext import load_data

    try:
        return mapping(load_data(text, "mesh configuration"))
    except UsageError:
        return {}
