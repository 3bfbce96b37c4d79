"""Failures: what the command line says when something is wrong."""

from __future__ import annotations

import os

from k8skit import report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from k8skit.finding import Finding
    from k8skit.rules import Rule

    from .terminal import Terminal


def tell(
    found: Sequence[Finding],
    terminal: Terminal,
    format: str = "text",
    *,
    to_output: bool = False,
    objects: int | None = None,
    own: Iterable[Rule] = (),
) -> None:
    """Report findings.

    Args:
        found: the findings.
        terminal: where to.
        format: one of `report.format_names()`.
        to_output: whether they are what was asked for, so that they go to standard output.
        objects: number of objects that were checked, if known.
        own: rules of the project (default: none).
    """
    if any(f.origin is not None and f.origin.type == "Included" for f in found):
        from k8skit.files.read import at_their_lines

        at_their_lines(found)
    color = terminal.color_out if to_output else terminal.color_err
    here = folder()
    root = _checkout(here) if format in ("github", "sarif") else here
    about = {}
    if format == "sarif" or len(found) > report.MANY:
        from k8skit.rules import find

        theirs = {rule.code: rule for rule in own}
        rules = {finding.code: theirs.get(finding.code) or find(finding.code) for finding in found}
        about = {code: rule for code, rule in rules.items() if rule is not None}
    text = report.findings(
        found,
        format,
        color=color,
        root=root,
        objects=objects,
        excerpt=terminal.verbose,
        here="" if root == here else here,
        about=about,
    )
    if to_output:
        terminal.out(text)
    else:
        terminal.err(text)


def folder() -> str:
    """Return the current folder; "" if it was deleted."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return ""


def _checkout(here: str) -> str:
    """Return the root of the checkout that GitHub Actions works in, which annotations are relative to; else the current folder."""
    workspace = os.environ.get("GITHUB_WORKSPACE", "").rstrip("/")
    return workspace if workspace and (here + "/").startswith(workspace + "/") else here


def internal(error: Exception, *, verbose: bool) -> str:
    """Return what to say about a mistake of k8skit itself: never silent about it, the traceback on request.

    Args:
        error: the exception.
        verbose: whether to show the traceback.
    """
    from k8skit._version import __version__

    what = "".join(_traceback(error)) if verbose else f"{_last_frame(error)}{type(error).__name__}: {error}\n"
    more = "" if verbose else " Run the same command with -v for the traceback."
    return f"{what}This is a bug of k8skit {__version__}: it should not happen, whatever the input.{more} Please report it.\n"


def _traceback(error: Exception) -> list[str]:
    from traceback import format_exception

    return format_exception(error)


def _last_frame(error: Exception) -> str:
    trace = error.__traceback__
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}: "
