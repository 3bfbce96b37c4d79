"""Chart: a unit of output, with the namespace and labels of what is in it."""

from __future__ import annotations

from .construct import Construct
from .references import NamespaceRef
from .types import LabelKey, LabelValue, NamespaceName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Chart(Construct):
    """A unit of output: one folder, file or Argo CD application, named by its id.

    Args:
        scope: the App, or a construct in it.
        id: the chart's name in the output.
        namespace: the namespace of every namespaced object in it that has none of its own (default: none is written). Cluster-scoped kinds
            never get one.
        labels: labels for every object and pod template in it; an object's own labels win, selectors never change (default: none).
        annotations: annotations for every object in it; an object's own win (default: none).
    """

    _is_unit = True
    _inherits = True  # takes the namespace and labels of a chart around it

    namespace: NamespaceName | NamespaceRef | None = None
    labels: Mapping[LabelKey, LabelValue] = {}
    annotations: Mapping[str, str] = {}

    @property
    def namespace_name(self) -> str:
        """The name of the namespace, `""` where none is set."""
        namespace: Any = self.namespace
        return namespace.name if isinstance(namespace, NamespaceRef) else namespace or ""
