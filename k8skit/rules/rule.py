"""Rule: one entry of the catalogue, with all that its documentation says."""

from __future__ import annotations

from ..finding import ERROR, WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from ..finding import Finding
    from .context import Context

SEVERITIES = (ERROR, WARNING)


class Rule:
    """One rule.

    Args:
        code: its stable code: `K8Snnn`, or for a rule of a project other letters and three digits.
        title: what must hold, in a few words.
        severity: `ERROR` or `WARNING` (default): the gravest that its findings are.
        on: the kinds whose presence makes it run, as `group/Kind` (the core group without a slash); `*` alone for any.
        least: fewest objects of these kinds that it can find something about (default 1).
        needs: keys of which at least one must occur somewhere in the set, or the rule can find nothing; a domain of two parts with a slash, such as
            `istio.io/`, stands for all keys of it and its subdomains (default: none, so it always runs).
        opt_in: whether it is a matter of taste, and runs only where it is enabled (default False).
        reads: the kinds it looks at, `*` for every object; a test holds this to what it really reads (default: those of `on`).
        check: yields findings for a context.
        why: what happens otherwise, one or two sentences (default: nothing is said).
        source: documentation that says so, by name (default: nothing is said).
        fix: what to do (default: nothing is said).
        known_as: what other tools call a check that asks the same, as `tool name` (default: nothing).
        options: what a configuration may set of it: name -> default and what it says. The default is an integer of 0 or more, a text, or a tuple of
            texts, and so is what is set (default: nothing can be set).
    """

    __slots__ = (
        "check",
        "code",
        "fix",
        "known_as",
        "least",
        "needs",
        "on",
        "opt_in",
        "options",
        "reads",
        "severity",
        "source",
        "title",
        "why",
    )

    def __init__(
        self,
        code: str,
        title: str,
        *,
        severity: str = WARNING,
        on: tuple[str, ...],
        least: int = 1,
        needs: tuple[str, ...] = (),
        opt_in: bool = False,
        reads: tuple[str, ...] = (),
        check: Callable[[Context], Iterable[Finding]],
        why: str = "",
        source: str = "",
        fix: str = "",
        known_as: tuple[str, ...] = (),
        options: Mapping[str, tuple[int | str | tuple[str, ...], str]] = {},
    ) -> None:
        self.code = code
        self.title = title
        self.severity = severity
        self.on = on
        self.least = least
        self.needs = needs
        self.opt_in = opt_in
        self.reads = reads or on
        self.check = check
        self.why = why
        self.source = source
        self.fix = fix
        self.known_as = known_as
        self.options = options

    def option(self, context: Context, name: str) -> Any:
        """Return what an option is set to, else its default.

        Args:
            context: what the rule is given, which has the configuration's options.
            name: the name of the option.

        Raises:
            KeyError: the rule has no such option.
        """
        default = self.options[name][0]
        return context.options.get(self.code, {}).get(name, default)

    @property
    def about(self) -> str:
        """What it looks at, in full sentences: the docstring of its module."""
        from sys import modules

        return (modules[self.check.__module__].__doc__ or "").strip()


def shown_option(value: object) -> str:
    """Write the value of an option as a configuration does: `3`, `"owner"`, `["a", "b"]`."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(shown_option, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
