"""Findings as workflow commands of GitHub Actions: each becomes an annotation at its line.

Source of the syntax and its escapes: GitHub documentation, "Workflow commands for GitHub Actions", and the toolkit's `command.ts`.
"""

from __future__ import annotations

from k8skit.finding import ERROR, NO_VALUE
from k8skit.report.formats.text import place
from k8skit.report.places import from_root
from k8skit.report.values import one_line, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from k8skit.finding import Finding
    from k8skit.report import Options


def report(findings: Sequence[Finding], options: Options) -> str:
    """Return one workflow command per finding, a line each.

    Args:
        findings: the findings, sorted.
        options: `root`, which should be the root of the checkout, and `here` count.
    """
    return "".join(_command(finding, options) for finding in findings)


def _command(finding: Finding, options: Options) -> str:
    origin = finding.origin
    properties = []
    if origin is not None and origin.file:
        properties.append(f"file={_property(from_root(origin.file, options.root, options.here))}")
        if origin.line:
            properties.append(f"line={origin.line}")
    properties.append(f"title={_property(finding.code)}")
    message = [finding.message]
    where = place(finding, options)
    if where:
        message.append(where)
    if finding.environments:
        message.append(f"in {', '.join(finding.environments)}")
    if finding.value is not NO_VALUE:
        message.append(f"got {one_line(finding.value)}")
    if finding.help:
        message.append(f"help: {finding.help}")
    level = "error" if finding.severity == ERROR else "warning"
    return f"::{level} {','.join(properties)}::{_data(_shown(chr(10).join(message)))}\n"


def _shown(text: str) -> str:
    """What a log can show: control characters as escapes, but for line ends."""
    return "\r".join(map(printable, text.split("\r")))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
