"""Rule: one entry of the catalogue, with all that its documentation says."""

from __future__ import annotations

from ..finding import ERROR, WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..finding import Finding
    from .context import Context

SEVERITIES = (ERROR, WARNING)


class Rule:
    """One rule.

    Args:
        code: its stable code, `K8Snnn`.
        title: what must hold, in a few words.
        severity: `ERROR` or `WARNING`: the gravest that its findings are.
        on: the kinds whose presence makes it run, as `group/Kind` (the core group without a slash).
        least: fewest objects of these kinds that it can find something about (default 1).
        reads: the kinds it looks at; a test holds this to what it really reads.
        check: yields findings for a context.
        why: what happens otherwise, one or two sentences.
        source: documentation that says so, by name.
        fix: what to do.
    """

    __slots__ = ("check", "code", "fix", "least", "on", "reads", "severity", "source", "title", "why")

    def __init__(
        self,
        code: str,
        title: str,
        *,
        severity: str,
        on: tuple[str, ...],
        least: int = 1,
        reads: tuple[str, ...],
        check: Callable[[Context], Iterable[Finding]],
        why: str,
        source: str,
        fix: str,
    ) -> None:
        self.code = code
        self.title = title
        self.severity = severity
        self.on = on
        self.least = least
        self.reads = reads
        self.check = check
        self.why = why
        self.source = source
        self.fix = fix

    @property
    def about(self) -> str:
        """What it looks at, in full sentences: the docstring of its module."""
        from sys import modules

        return (modules[self.check.__module__].__doc__ or "").strip()
