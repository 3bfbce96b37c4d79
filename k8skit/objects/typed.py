"""TypedObject: base of the lower-level objects."""

from __future__ import annotations

from ..core.api_object import ApiObject
from ..core.construct import Construct
from ..core.references import NamespaceRef
from ..core.types import LabelKey, LabelValue, NamespaceName, ObjectName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

EMPTY: Mapping[str, Any] = type(type.__dict__)({})
"""An empty mapping that cannot be changed: a default that need not be copied."""


class TypedObject(ApiObject):
    """An API object whose manifest is made from fields.

    Args:
        scope: the construct that this one is part of.
        id: its id, and its name where `name` is not given.
        name: metadata.name (default: the id).
        namespace: metadata.namespace (default: that of the chart).
        labels: metadata.labels (default: none of its own).
        annotations: metadata.annotations (default: none).
    """

    API_VERSION = ""
    KIND = ""

    name: ObjectName | None = None
    namespace: NamespaceName | NamespaceRef | None = None
    labels: Mapping[LabelKey, LabelValue] = EMPTY
    annotations: Mapping[str, str] = EMPTY

    if not TYPE_CHECKING:
        __init__ = Construct.__init__

    def compose(self) -> None:
        """Make the manifest."""
        manifest = {"apiVersion": self.API_VERSION, "kind": self.KIND, "metadata": self.metadata()}
        manifest.update(self.body())
        self.__dict__["manifest"] = manifest

    def body(self) -> dict[str, Any]:
        """The top-level fields of the manifest beside apiVersion, kind and metadata.

        Raises:
            CallError: K8S902 for parameters that contradict each other.
        """
        raise NotImplementedError(f"{type(self).__name__} makes no body")

    def metadata(self) -> dict[str, Any]:
        """The metadata of the manifest: name, and what was given of namespace, labels and annotations."""
        out: dict[str, Any] = {"name": self.name or self.id}
        if self.namespace:
            out["namespace"] = str(self.namespace)
        if self.labels:
            out["labels"] = dict(self.labels)
        if self.annotations:
            out["annotations"] = dict(self.annotations)
        return out
