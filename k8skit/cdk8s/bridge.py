"""What core asks for by name: the construct of k8skit that stands for one of `constructs`."""

from __future__ import annotations

from ..core.construct import Construct
from .stand_ins import native_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def native(scope: Any) -> Construct | None:
    """Return the construct that stands for one of `constructs`, made where there is none yet; None for anything else.

    Args:
        scope: what was given as the scope of a k8skit construct.
    """
    import constructs

    return native_of(scope) if isinstance(scope, constructs.Construct) else None
