"""The texts of many objects, made by a second process while the first one runs the rules, and by both once these have run.

Called by the pipeline where that is worth its cost. It changes no result: where the second process does not come to an end, or finds that the
facts refuse something, the first one does everything itself.
"""

from __future__ import annotations

from .beside import Beside, Shares, possible
from .validate import check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from .facts import Facts
    from .manifest import Manifest

__all__ = ["Ahead", "possible"]

_PIECES = 64
"""So many pieces are small enough that neither process waits long for the other, and large enough to cost nothing."""


class Ahead:
    """A second process that checks manifests against the facts and makes the texts of the output.

    Args:
        manifests: what is checked.
        facts: what it is checked against.
        placed: gives the files of the output, and the manifests in each (see `render.plain.placed`).
        text: makes the text of the manifests of one file.
    """

    __slots__ = ("_beside", "_placed", "_shares", "_text", "_texts")

    def __init__(
        self,
        manifests: list[Manifest],
        facts: Facts,
        placed: Callable[[], list[tuple[str, list[Manifest]]]],
        text: Callable[[list[Manifest]], str],
    ) -> None:
        def work() -> Iterator[Any]:
            if check(manifests, facts):  # the first process finds it again, and can tell
                while self._shares.take() is not None:
                    pass  # nobody needs a text
                return
            yield None
            yield from self._pieces()

        self._placed = placed
        self._text = text
        self._texts: dict[str, str] = {}
        self._shares = Shares(_PIECES)
        self._beside = Beside(work)

    def _pieces(self) -> Iterator[tuple[int, list[tuple[str, str]]]]:
        """Make pieces of the output until all are taken; for each its number, and its paths and texts."""
        files = self._placed()
        while (piece := self._shares.take()) is not None:
            first, end = piece * len(files) // _PIECES, (piece + 1) * len(files) // _PIECES
            yield piece, [(path, self._text(some)) for path, some in files[first:end]]

    def is_valid(self) -> bool:
        """Help to make the texts, wait for the second process, and tell whether it has found nothing wrong."""
        if not self._beside.is_running:
            return False
        try:
            made = list(self._pieces())
        except Exception:
            return False
        there = list(self._beside.parts() or ())
        if not there:
            return False
        for _, texts in sorted(made + there[1:]):
            self._texts.update(texts)
        return True

    def texts(self) -> dict[str, str] | None:
        """Return path -> text, once `is_valid` has been asked; None where it has found something, or has come to no end."""
        return self._texts or None

    def stop(self) -> None:
        """End the second process."""
        self._beside.stop()
        self._shares.close()
