"""Manifest: one API object as plain data, with its identity, its chart and its origin.

The flat list of these is what every consumer eats (process, validate, rules, render): made by constructs or read from YAML, it makes no difference.
"""

from __future__ import annotations

from .finding import ObjectId, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Manifest:
    """One API object and what is known about it. Read-only by convention: steps make new ones.

    Args:
        object: the object as plain data (dict, list, str, int, float, bool, None).
        origin: where it was made; None if unknown.
        chart: name of the unit of output it belongs to; `""` for foreign YAML.
        patches: patches still to be applied, in order (see `k8skit.process.patches`).
        silenced: code -> what silences it, for findings silenced at this object.
        rank: how many dependencies deep it stands; a higher rank is applied later (default 0).

    Attributes:
        group, version, kind, namespace, name: the identity, read from `object`; `""` where absent or not a string.
    """

    __slots__ = ("chart", "group", "kind", "name", "namespace", "object", "origin", "patches", "rank", "silenced", "version")

    def __init__(
        self,
        object: dict[str, Any],
        *,
        origin: Origin | None = None,
        chart: str = "",
        patches: tuple[Any, ...] = (),
        silenced: dict[str, Any] | None = None,
        rank: int = 0,
    ) -> None:
        self.object = object
        self.origin = origin
        self.chart = chart
        self.patches = patches
        self.silenced = silenced
        self.rank = rank
        gv = object.get("apiVersion")
        if type(gv) is str:
            self.group, _, self.version = gv.rpartition("/")
        else:
            self.group = self.version = ""
        kind = object.get("kind")
        self.kind: str = kind if type(kind) is str else ""
        meta = object.get("metadata")
        if type(meta) is dict:
            ns = meta.get("namespace")
            self.namespace: str = ns if type(ns) is str else ""
            name = meta.get("name")
            if name is None:
                generate = meta.get("generateName")
                name = f"{generate}*" if type(generate) is str else ""
            self.name: str = name if type(name) is str else ""
        else:
            self.namespace = self.name = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Group, kind, namespace and name: equal keys mean one object to the API server."""
        return (self.group, self.kind, self.namespace, self.name)

    @property
    def id(self) -> ObjectId:
        """The identity as a value for findings."""
        return ObjectId(self.group, self.version, self.kind, self.namespace, self.name)

    def replace(self, object: dict[str, Any]) -> Manifest:
        """Return this manifest with another object: same origin, chart, patches, silenced findings and rank."""
        return Manifest(object, origin=self.origin, chart=self.chart, patches=self.patches, silenced=self.silenced, rank=self.rank)

    def __repr__(self) -> str:
        return f"Manifest({self.kind} {self.namespace}/{self.name})"
