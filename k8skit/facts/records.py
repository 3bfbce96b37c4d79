"""What facts are made of: kinds, life cycles, and the minors that they are about.

Plain records; `k8skit.facts.store` fills them. They know no file.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..finding import ObjectId, Origin

MINORS = ("1.33", "1.34", "1.35", "1.36", "1.37")
"""The Kubernetes minor versions that the facts cover, oldest first."""
DEFAULT_MINOR = "1.35"
"""The minor that is assumed where a project names none: the oldest one that Kubernetes itself maintains in November 2026."""


class Kind:
    """One kind of one API group and version.

    Attributes:
        group: API group; `""` for the core group.
        version: version within the group, such as `v1`.
        kind: kind, such as `Deployment`.
        definition: name of the definition of its fields; `""` where nothing is known about them (then nothing can be checked).
        namespaced: whether its objects live in a namespace.
        plural: name of the resource, such as `deployments`; `""` for kinds that are no resource (lists, options, subresources).
        shorts: short names that kubectl takes.
        creatable: whether an object of it can be applied (its resource has the verb `create`).
        list: whether it is a list kind, such as `DeploymentList`.
        since: first of `MINORS` that serves it; `""` if the oldest already does.
        until: last of `MINORS` that serves it; `""` if the newest still does.
        scale: path of the replicas field behind the scale subresource, such as `.spec.replicas`; `""` without one.
        status: whether `status` is a subresource: what an apply writes there is dropped.
        served: False for a CRD version that exists in the CRD but is not served by the API server.
        deprecated: whether its CRD marks this version as deprecated. For core kinds see `Facts.lifecycle`.
        channel: `"experimental"` for versions of Gateway API kinds that only its experimental channel serves; else `""`. (Kinds of
            `gateway.networking.x-k8s.io` exist in that channel alone and cannot be mistaken: they have `""`.)
    """

    __slots__ = (
        "channel",
        "creatable",
        "definition",
        "deprecated",
        "group",
        "kind",
        "list",
        "namespaced",
        "plural",
        "scale",
        "served",
        "shorts",
        "since",
        "status",
        "until",
        "version",
    )

    def __init__(self, group: str, version: str, kind: str, row: Sequence[Any]) -> None:
        self.group = group
        self.version = version
        self.kind = kind
        self.definition: str
        self.namespaced: bool
        self.plural: str
        self.shorts: tuple[str, ...]
        self.creatable: bool
        self.list: bool
        self.since: str
        self.until: str
        self.scale: str
        self.status: bool
        self.served: bool
        self.deprecated: bool
        self.channel: str
        (
            self.definition,
            self.namespaced,
            self.plural,
            self.shorts,
            self.creatable,
            self.list,
            self.since,
            self.until,
            self.scale,
            self.status,
            self.served,
            self.deprecated,
            self.channel,
        ) = row

    @property
    def api_version(self) -> str:
        """The value of `apiVersion`, such as `apps/v1` or `v1`."""
        return f"{self.group}/{self.version}" if self.group else self.version

    def __repr__(self) -> str:
        return f"Kind({self.api_version} {self.kind})"


class CrdSchema:
    """The schema of one version of a user's CRD that has validation rules, as the CRD gives it.

    Attributes:
        name: name of the CRD, such as `widgets.example.com`.
        schema: the value of `openAPIV3Schema`.
        path: where it stands in the CRD.
        status: whether `status` is a subresource.
        id: the CRD as an object.
        origin: where the CRD stands; None if nothing is known.
    """

    __slots__ = ("id", "name", "origin", "path", "schema", "status")

    def __init__(self, name: str, schema: dict[str, Any], path: str, status: bool, id: ObjectId, origin: Origin | None) -> None:
        self.name = name
        self.schema = schema
        self.path = path
        self.status = status
        self.id = id
        self.origin = origin

    def __repr__(self) -> str:
        return f"CrdSchema({self.name!r}, {self.path!r})"


class Lifecycle:
    """When an API comes and goes, by Kubernetes minor.

    Source: the life-cycle markers of the Kubernetes API types, and the Deprecated API Migration Guide.

    Attributes:
        introduced: minor that first served it; `""` if unknown.
        deprecated: minor since which it is deprecated; `""` if it is not.
        removed: first minor that no longer serves it (for one in the future: as planned); `""` if none is planned.
        replacement: (group, version, kind) to use instead; None if there is none.
    """

    __slots__ = ("deprecated", "introduced", "removed", "replacement")

    def __init__(self, introduced: str, deprecated: str, removed: str, replacement: tuple[str, str, str] | None) -> None:
        self.introduced = introduced
        self.deprecated = deprecated
        self.removed = removed
        self.replacement = replacement

    def __repr__(self) -> str:
        return f"Lifecycle({self.introduced!r}, {self.deprecated!r}, {self.removed!r}, {self.replacement!r})"


def minor_number(minor: str) -> int:
    """Return the number after the dot: `minor_number("1.9") == 9`; lets minors be compared."""
    return int(minor[minor.index(".") + 1 :])


def version_rank(version: str) -> tuple[int, int, int]:
    """Return a key that sorts versions as Kubernetes does, best first: v2, v1, v1beta2, v1beta1, v1alpha1.

    Source: Kubernetes documentation, Versions in CustomResourceDefinitions, Version priority.
    """
    text = version[1:]
    for rank, level in ((1, "beta"), (2, "alpha")):
        major, found, minor = text.partition(level)
        if found and major.isdigit() and minor.isdigit():
            return (rank, -int(major), -int(minor))
    return (0, -int(text), 0) if text.isdigit() else (3, 0, 0)
