"""Exceptions of k8skit. Each carries findings, so that programs need not parse prose."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .finding import Finding


class K8skitError(Exception):
    """Base of every error that k8skit raises on purpose.

    Args:
        *findings: what is wrong, at least one; all errors of one call come together.

    Attributes:
        findings: the findings, in the order given.
        exit_code: what the command line exits with.
    """

    exit_code = 2

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__(*findings)

    def __str__(self) -> str:
        lines = []
        for f in self.findings:
            where = f" ({f.origin.file}:{f.origin.line})" if f.origin else ""
            at = f"{f.origin.path} " if f.origin and f.origin.path else ""
            field = f"{f.field}: " if f.field else ""
            lines.append(f"{f.code}: {at}{field}{f.message}{where}" + (f"; {f.help}" if f.help else ""))
        return "\n".join(lines)


class CallError(K8skitError):
    """A construct, a value or a method was called with something it cannot take. Raised at that call."""


class UsageError(K8skitError):
    """The command line, the configuration or app.py as a whole is wrong."""


class CheckError(K8skitError):
    """The manifests have findings that stop synth. Carries all of them, sorted."""

    exit_code = 1


class OutputError(K8skitError):
    """The output cannot be written: a stranger's file in the way, no permission, a full disk, two files with one path."""
