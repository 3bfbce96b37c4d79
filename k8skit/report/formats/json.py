"""Findings as a JSON list for programs: one object per finding, the same keys in the same order each time."""

from __future__ import annotations

from k8skit.finding import NO_VALUE
from k8skit.report.places import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from k8skit.finding import Finding
    from k8skit.report import Options

DEPTH = 50
"""Levels of a value that are written; below, a value is text."""


def report(findings: Sequence[Finding], options: Options) -> str:
    """Return findings as a JSON list, in ASCII.

    Each has `code`, `severity`, `message`, `file`, `line`, `object` (`group`, `version`, `kind`, `namespace`, `name`), `field`, `value`,
    `help`, `origin` (`file`, `line`, and `path` and `type` of the construct), where it is certain what puts it right, `fix` (a JSON Patch of
    the object, RFC 6902) and, where the app is built for environments, or a program has several Apps, `environments`. What is unknown is null; `value`
    alone is left out where there is none, since null is a value.

    Args:
        findings: the findings, sorted.
        options: `root` and `here` count.
    """
    import json

    return json.dumps([_record(finding, options) for finding in findings], indent=2) + "\n"


def _record(finding: Finding, options: Options) -> dict[str, Any]:
    origin, about = finding.origin, finding.object
    file = (shown(origin.file, options.root, options.here) or None) if origin else None
    line = (origin.line or None) if origin else None
    record: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "file": file,
        "line": line,
        "object": None
        if about is None
        else {"group": about.group, "version": about.version, "kind": about.kind, "namespace": about.namespace, "name": about.name},
        "field": finding.field or None,
    }
    if finding.value is not NO_VALUE:
        record["value"] = plain(finding.value)
    record["help"] = finding.help or None
    record["origin"] = None if origin is None else {"file": file, "line": line, "path": origin.path or None, "type": origin.type or None}
    if finding.fix is not None:
        record["fix"] = plain(finding.fix.operations())
    if finding.environments:
        record["environments"] = list(finding.environments)
    return record


def plain(value: object, depth: int = DEPTH) -> Any:
    """Return a value as JSON can carry it: what it cannot (other types, NaN, too deep, integers of thousands of digits) becomes text."""
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int) and -(2**63) <= value < 2**64:
        return int(value)
    if isinstance(value, float) and value - value == 0:
        return float(value)
    if depth > 0:
        if isinstance(value, dict):
            return {key if type(key) is str else _text(key): plain(item, depth - 1) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [plain(item, depth - 1) for item in value]
    return _text(value)


def _text(value: object) -> str:
    from k8skit.report.values import one_line

    return one_line(value, 1000)
