"""Findings as a SARIF 2.1.0 log, for code scanning and editors.

Source of the format: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

from k8skit._version import __version__
from k8skit.finding import ERROR, NO_VALUE
from k8skit.report.places import from_root
from k8skit.report.values import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from k8skit.finding import Finding
    from k8skit.report import Options

_HELP = "Each finding says what to do."
_STDIN = "stdin"
"""Stands for the file of findings about standard input: code scanning takes no result without a place."""
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def report(findings: Sequence[Finding], options: Options) -> str:
    """Return findings as a SARIF log with one run, in ASCII.

    Args:
        findings: the findings, sorted.
        options: `root`, `here` and `about` count: files below `root` are relative to `%SRCROOT%`, others are absolute URIs.
    """
    import json

    codes = sorted({finding.code for finding in findings})
    index = {code: number for number, code in enumerate(codes)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "k8skit",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(code, options) for code in codes],
            }
        },
        "results": [_result(finding, index[finding.code], options) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str, options: Options) -> dict[str, Any]:
    """Return what is said of a code; GitHub's code scanning wants all three texts of each."""
    rule = options.about.get(code)
    if rule is None:
        from k8skit.report.codes import MEANINGS

        title = MEANINGS.get(code, code)
        return {
            "id": code,
            "shortDescription": {"text": title},
            "fullDescription": {"text": f"{title[0].upper()}{title[1:]}."},
            "help": {"text": _HELP},
        }
    help = " ".join(part for part in (rule.fix, f"Source: {rule.source}." if rule.source else "") if part)
    return {
        "id": code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or f"{rule.title[0].upper()}{rule.title[1:]}."},
        "help": {"text": help or _HELP},
        "defaultConfiguration": {"level": "error" if rule.severity == ERROR else "warning"},
    }


def _result(finding: Finding, index: int, options: Options) -> dict[str, Any]:
    text = finding.message
    if finding.environments:
        text += f" in {', '.join(finding.environments)}"
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
    location = _location(finding, options)
    if location:
        result["locations"] = [location]
    result["partialFingerprints"] = {"objectAndField/v1": _fingerprint(finding, options)}
    return result


def _location(finding: Finding, options: Options) -> dict[str, Any]:
    location: dict[str, Any] = {}
    origin = finding.origin
    if origin is not None and origin.file:
        artifact = {"uri": _STDIN} if origin.file.startswith("<") else _artifact(origin.file, options)
        location["physicalLocation"] = {"artifactLocation": artifact, "region": {"startLine": origin.line or 1}}
    logical = []
    if origin is not None and origin.path:
        logical.append({"fullyQualifiedName": origin.path, "kind": "object"})
    if finding.object is not None:
        name = f"{finding.object}: {finding.field}" if finding.field else str(finding.object)
        logical.append({"fullyQualifiedName": name, "kind": "resource"})
    if logical:
        location["logicalLocations"] = logical
    return location


def _artifact(file: str, options: Options) -> dict[str, str]:
    import os
    from urllib.parse import quote

    path = from_root(file, options.root, options.here)
    uri = quote(path, safe="/~")
    if os.path.isabs(path):
        return {"uri": "file://" + (uri if uri.startswith("/") else "/" + uri)}
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _fingerprint(finding: Finding, options: Options) -> str:
    """Return what stays while lines move: code, file, object, field, construct; for a finding about none of these, its message."""
    import hashlib

    origin = finding.origin
    parts = [*(finding.object.key if finding.object else ()), finding.field, origin.path if origin else ""]
    if not any(parts):
        parts.append(finding.message)
    parts += [finding.code, from_root(origin.file, options.root, options.here) if origin else ""]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]
