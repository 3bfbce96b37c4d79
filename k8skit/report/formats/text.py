"""Findings as text for people: what, where, which value, what to do; then a summary line."""

from __future__ import annotations

from k8skit.finding import ERROR, NO_VALUE
from k8skit.report import MANY, colour
from k8skit.report.places import Lines, shown
from k8skit.report.values import LIMIT, one_line, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from k8skit.finding import Finding
    from k8skit.report import Options


_WIDTH = 120


def report(findings: Sequence[Finding], options: Options) -> str:
    """Return findings as text for people.

    Args:
        findings: the findings, sorted.
        options: all of them count.

    Returns:
        One block per finding, an empty line between two, a table by code where there are many, and a summary line; each line ends with a newline.
    """
    paint = colour.paint if options.color else _unpainted
    lines = Lines(options.root) if options.excerpt else None
    out: list[str] = []
    for finding in findings:
        _block(finding, options, paint, lines, out)
        out.append("")
    if len(findings) > MANY:
        out.append(overview(findings, options))
    out.append(summary(findings, options.objects, color=options.color))
    out.append("")
    return "\n".join(out)


def overview(findings: Sequence[Finding], options: Options) -> str:
    """Return a table of the codes of findings: how many there are of each, most first, and what each is about.

    Args:
        findings: the findings.
        options: `about` and `color` count.
    """
    from k8skit.report.table import table

    numbers: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = (finding.severity, finding.code)
        numbers[key] = numbers.get(key, 0) + 1
    rows = []
    for (severity, code), number in sorted(numbers.items(), key=lambda entry: (entry[0][0] != ERROR, -entry[1], entry[0][1])):
        rule = options.about.get(code)
        first = next(finding.message for finding in findings if finding.code == code)
        rows.append((code, severity, str(number), rule.title if rule else first))
    return table(("code", "severity", "number", "what holds, or the first of them"), rows, width=_WIDTH, color=options.color)


def summary(findings: Sequence[Finding], objects: int | None = None, *, color: bool = False) -> str:
    """Return a line such as "3 errors, 1 warning in 12 objects", without a newline.

    Args:
        findings: the findings.
        objects: number of API objects that were checked; None leaves it out.
        color: whether to use ANSI colours.
    """
    errors = sum(finding.severity == ERROR for finding in findings)
    warnings = len(findings) - errors
    parts = []
    if errors:
        parts.append(_painted(counted(errors, "error"), color, colour.BOLD, colour.RED))
    if warnings:
        parts.append(_painted(counted(warnings, "warning"), color, colour.BOLD, colour.YELLOW))
    found = ", ".join(parts) if parts else "no findings"
    return found if objects is None else f"{found} in {counted(objects, 'object')}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as "1 object" and "2 objects"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _block(finding: Finding, options: Options, paint: Callable[..., str], lines: Lines | None, out: list[str]) -> None:
    severity = colour.RED if finding.severity == ERROR else colour.YELLOW
    message = _indented(finding.message, 6)
    out.append(f"{paint(f'{finding.severity}[{finding.code}]', colour.BOLD, severity)}: {paint(message, colour.BOLD)}")
    where = place(finding, options)
    if where:
        out.append(f"  {paint('-->', colour.BLUE)} {printable(where)}")
    origin = finding.origin
    if lines is not None and origin is not None and origin.line:
        source = lines.line(origin.file, origin.line)
        if source:
            cut = source if len(source) <= LIMIT else source[: LIMIT - 3] + "..."
            out.append(f"   {paint(f'{origin.line} |', colour.BLUE)} {printable(cut)}")
    if finding.environments:
        out.append(f"  {paint('in', colour.CYAN)}    {', '.join(finding.environments)}")
    if finding.value is not NO_VALUE:
        out.append(f"  {paint('got', colour.CYAN)}   {one_line(finding.value)}")
    if finding.help:
        out.append(f"  {paint('help', colour.CYAN)}  {_indented(finding.help, 8)}")


def place(finding: Finding, options: Options) -> str:
    """Return where a finding is: file and line, construct, and (object, field), as far as known; "" if nothing is."""
    parts = []
    origin = finding.origin
    if origin is not None:
        file = shown(origin.file, options.root, options.here)
        if file:
            parts.append(f"{file}:{origin.line}" if origin.line else file)
        construct = f"{origin.type} {origin.path}".strip()
        if construct:
            parts.append(construct)
    about = ", ".join(part for part in (str(finding.object) if finding.object else "", finding.field) if part)
    if about:
        parts.append(f"({about})" if parts else about)
    return "  ".join(parts)


def _indented(text: str, by: int) -> str:
    """Return text safe for a terminal, further lines indented."""
    return printable(text.rstrip()).replace("\n", "\n" + " " * by)


def _painted(text: str, color: bool, *codes: str) -> str:
    return colour.paint(text, *codes) if color else text


def _unpainted(text: str, *_codes: str) -> str:
    return text
