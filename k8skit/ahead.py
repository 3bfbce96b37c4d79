"""The texts of many objects, made by a second process while the first one runs the rules.

Called by the pipeline where that is worth its cost. It changes no result: where the second process does not come to an end, or finds that the
facts refuse something, the first one does that part itself.
"""

from __future__ import annotations

from .beside import Beside, possible
from .validate import check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from .facts import Facts
    from .manifest import Manifest

__all__ = ["Ahead", "possible"]

_PART = 250
"""How many texts come back at once, so that the whole output is never in memory twice."""


class Ahead:
    """A second process that checks manifests against the facts and makes the texts of the output.

    Args:
        manifests: what is checked.
        facts: what it is checked against.
        render: makes the texts.
    """

    __slots__ = ("_beside", "_texts")

    def __init__(self, manifests: list[Manifest], facts: Facts, render: Callable[[], dict[str, str]]) -> None:
        def work() -> Iterator[Any]:
            if check(manifests, facts):
                return  # the first process finds it again, and can tell
            texts = list(render().items())
            for start in range(0, len(texts), _PART):
                yield texts[start : start + _PART]

        self._beside = Beside(work)
        self._texts: dict[str, str] = {}

    def is_valid(self) -> bool:
        """Wait for the second process, and tell whether it has found nothing wrong."""
        for part in self._beside.parts() or ():
            self._texts.update(part)
        return bool(self._texts)

    def texts(self) -> dict[str, str] | None:
        """Return path -> text, once `is_valid` has been asked; None where it has found something, or has come to no end."""
        return self._texts or None

    def stop(self) -> None:
        """End the second process."""
        self._beside.stop()
