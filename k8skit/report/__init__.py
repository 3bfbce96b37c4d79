"""Reports: findings, differences and lists as text for people and machines.

The command line, `App.synth` and the pytest plugin print what these functions return. Nothing here prints, exits or knows how a finding
came to be.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Protocol

    from k8skit.finding import Finding

    class About(Protocol):
        """What reports use of a rule."""

        title: str
        severity: str
        why: str
        fix: str
        source: str


MANY = 20
"""More findings than this are counted by code in a table below them (format `text`)."""


class Options:
    """How a report is written; a format takes what concerns it.

    Args:
        color: whether to use ANSI colours (text only).
        root: folder that paths are shown relative to; `""` shows them as they are.
        objects: number of API objects that were checked, for the summary; None leaves it out.
        excerpt: whether to show the line of the user's file, where it can be read (text only).
        here: folder that relative paths of findings start from, where that is not `root`; `""` leaves those paths as they are.
        about: code -> what its rule says of itself, for the codes that are rules'.
    """

    __slots__ = ("about", "color", "excerpt", "here", "objects", "root")

    def __init__(
        self,
        *,
        color: bool = False,
        root: str = "",
        objects: int | None = None,
        excerpt: bool = False,
        here: str = "",
        about: Mapping[str, About] | None = None,
    ) -> None:
        self.about = about or {}
        self.color = color
        self.root = root
        self.here = here
        self.objects = objects
        self.excerpt = excerpt


def format_names() -> list[str]:
    """Return the names of the formats that `findings` knows, sorted: the modules of `k8skit.report.formats`."""
    import os

    names = os.listdir(os.path.join(os.path.dirname(__file__), "formats"))
    return sorted(name[:-3] for name in names if name.endswith(".py") and not name.startswith("_"))


def findings(
    found: Iterable[Finding],
    format: str = "text",
    *,
    color: bool = False,
    root: str = "",
    objects: int | None = None,
    excerpt: bool = False,
    here: str = "",
    about: Mapping[str, About] | None = None,
) -> str:
    """Return findings as one text, errors first, then by file and line.

    Args:
        found: the findings, in any order.
        format: one of `format_names()`.
        color: whether to use ANSI colours (format `text` only).
        root: folder that paths are shown relative to; `""` shows them as they are.
        objects: number of API objects that were checked, for the summary line of `text`; None leaves it out.
        excerpt: whether `text` shows the line of the user's file too.
        here: folder that relative paths of findings start from, where that is not `root`; `""` leaves those paths as they are.
        about: code -> what its rule says of itself, for the table of `text` and for `sarif` (default: nothing).

    Returns:
        The report; it ends with a newline unless it is empty.

    Raises:
        ValueError: there is no such format.
    """
    name = f"{__name__}.formats.{format}"
    if format != "text" and format not in format_names():
        raise ValueError(f"no report format {format!r}; choose from {', '.join(format_names())}")
    module = __import__(name, fromlist=("report",))
    options = Options(color=color, root=root, objects=objects, excerpt=excerpt, here=here, about=about)
    result: str = module.report(sorted(found, key=_sort_key), options)
    return result


def text(
    found: Iterable[Finding],
    *,
    color: bool = False,
    root: str = "",
    objects: int | None = None,
    excerpt: bool = False,
) -> str:
    """Return findings as text for people: `findings` with its default format."""
    return findings(found, color=color, root=root, objects=objects, excerpt=excerpt)


def _sort_key(finding: Finding) -> tuple[int, str, int, str, tuple[str, str, str, str], str, str, str]:
    return finding.sort_key
