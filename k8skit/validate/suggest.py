"""Suggestions: which name was probably meant. Computed only once something is wrong.

Used by the checks of fields, kinds and values; knows names only.
"""

from __future__ import annotations

from ..names import closest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def _letters(name: str) -> str:
    """Return the letters and digits of a name in lower case, so that `node_selector`, `NodeSelector` and `nodeSelector` are equal."""
    return "".join(c for c in name.lower() if c.isalnum())


def nearest(name: object, choices: Iterable[str]) -> str:
    """Return the choice that `name` was probably meant to be.

    Args:
        name: what was written; anything but a string is near to nothing.
        choices: what could have been written.

    Returns:
        The choice, or `""` if none is near. Another spelling of the same letters (case, underscores, dashes) comes first, then the plural
        or singular, then the closest word.
    """
    if not isinstance(name, str):
        return ""
    names = list(choices)
    wanted = _letters(name)
    if wanted:
        for choice in names:
            if _letters(choice) == wanted:
                return choice
        for choice in names:
            letters = _letters(choice)
            if letters == f"{wanted}s" or wanted == f"{letters}s":
                return choice
    return closest(name, names) or ""


def same_letters(name: object, choices: Iterable[str]) -> str:
    """Return the one choice that differs from `name` in case, dashes and underscores alone, so that it is certain what was meant.

    Args:
        name: what was written; anything but a string is like nothing.
        choices: what could have been written.

    Returns:
        The choice, or `""` if there is none, or more than one.
    """
    if not isinstance(name, str) or not name:
        return ""
    wanted = _bare(name)
    alike = [choice for choice in choices if _bare(choice) == wanted]
    return alike[0] if len(alike) == 1 else ""


def _bare(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")


def listed(choices: Iterable[object], joint: str = "or", most: int = 12) -> str:
    """Return choices as prose: `A, B or C`; at most `most` of them, then how many more there are.

    Args:
        choices: what there is to choose from; at least one.
        joint: the word before the last one, "or" or "and".
        most: how many are named.
    """
    words = [c if isinstance(c, str) and c else repr(c) for c in choices]
    if len(words) > most:
        return f"{', '.join(words[:most])} {joint} {len(words) - most} more"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"
