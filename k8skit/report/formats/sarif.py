"""Findings as a SARIF 2.1.0 log, for code scanning and editors.

Source of the format: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

from k8skit._version import __version__
from k8skit.finding import ERROR, NO_VALUE
from k8skit.report.formats.text import place
from k8skit.report.places import shown
from k8skit.report.values import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from k8skit.finding import Finding
    from k8skit.report import Options

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def report(findings: Sequence[Finding], options: Options) -> str:
    """Return findings as a SARIF log with one run, in ASCII.

    Args:
        findings: the findings, sorted.
        options: `root` counts: files below it are relative to `%SRCROOT%`, others are absolute URIs.
    """
    import json

    codes = sorted({finding.code for finding in findings})
    index = {code: number for number, code in enumerate(codes)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {"name": "k8skit", "version": __version__, "semanticVersion": __version__, "rules": [{"id": code} for code in codes]}
        },
        "results": [_result(finding, index[finding.code], options.root) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(finding: Finding, index: int, root: str) -> dict[str, Any]:
    text = finding.message
    if finding.value is not NO_VALUE:
        text += f" (got {one_line(finding.value)})"
    if finding.help:
        text += f". {finding.help}"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": "error" if finding.severity == ERROR else "warning",
        "message": {"text": text},
    }
    location = _location(finding, root)
    if location:
        result["locations"] = [location]
    result["partialFingerprints"] = {"objectAndField/v1": _fingerprint(finding)}
    return result


def _location(finding: Finding, root: str) -> dict[str, Any]:
    location: dict[str, Any] = {}
    origin = finding.origin
    if origin is not None and origin.file and not origin.file.startswith("<"):
        physical: dict[str, Any] = {"artifactLocation": _artifact(origin.file, root)}
        if origin.line:
            physical["region"] = {"startLine": origin.line}
        location["physicalLocation"] = physical
    logical = []
    if origin is not None and origin.path:
        logical.append({"fullyQualifiedName": origin.path, "kind": "object"})
    if finding.object is not None:
        name = f"{finding.object}: {finding.field}" if finding.field else str(finding.object)
        logical.append({"fullyQualifiedName": name, "kind": "resource"})
    if logical:
        location["logicalLocations"] = logical
    return location


def _artifact(file: str, root: str) -> dict[str, str]:
    import os
    from urllib.parse import quote

    path = shown(file, root)
    uri = quote(path.replace(os.sep, "/"), safe="/~")
    if os.path.isabs(path):
        return {"uri": "file://" + (uri if uri.startswith("/") else "/" + uri)}
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _fingerprint(finding: Finding) -> str:
    """Return what stays while lines move: code, object, field, construct; for a finding about none of these, its place and message."""
    import hashlib

    path = finding.origin.path if finding.origin else ""
    parts = [finding.code, *(finding.object.key if finding.object else ()), finding.field, path]
    if not any(parts[1:]):
        parts += [place(finding, ""), finding.message]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]
