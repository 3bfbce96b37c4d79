"""The verdict on findings: which are silenced, which severity they have here, and which of them stop a synth.

Called by the pipeline when everything has been found. Takes findings and manifests, whoever made them; looks at nothing else.
"""

from __future__ import annotations

from .errors import CheckError
from .finding import ERROR, WARNING, Finding, is_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from .manifest import Manifest

PREFIX = "silence.k8skit.dev/"
"""Annotations that begin so silence the finding whose code follows at their object; the value is the reason."""
_OF_CHANGES = "K8S8"
"""Findings about changes appear only when something changes; silencing them beforehand is no mistake."""


class Silence:
    """One silenced finding code over some objects.

    Attributes:
        code: the code.
        reason: why.
        origin: where it was silenced.
        object: the object whose annotation says so; None where a construct does.
        used: whether it silenced something in this run.
    """

    __slots__ = ("code", "object", "origin", "reason", "used")

    def __init__(self, code: str, reason: str, origin: Any, object: Any = None) -> None:
        self.code = code
        self.reason = reason
        self.origin = origin
        self.object = object
        self.used = False


def silenced_by_annotation(manifests: Iterable[Manifest]) -> tuple[list[Silence], list[Finding]]:
    """Note at the manifests what their annotations silence.

    `silence.k8skit.dev/K8S203: the operator makes these pods` accepts K8S203 at the object that has it. What a construct silences at the
    same object counts first.

    Args:
        manifests: the objects.

    Returns:
        The silencings, and a finding K8S911 for each annotation without a code or a reason.
    """
    silences: list[Silence] = []
    findings: list[Finding] = []
    for m in manifests:
        metadata = m.object.get("metadata")
        if type(metadata) is not dict or "annotations" not in metadata:
            continue
        annotations = metadata["annotations"]
        if type(annotations) is not dict:
            continue
        for key, reason in annotations.items():
            if type(key) is not str or not key.startswith(PREFIX):
                continue
            code = key[len(PREFIX) :]
            if not is_code(code) or type(reason) is not str or not reason.strip():
                findings.append(
                    Finding(
                        "K8S911",
                        "a silenced finding needs its code and a reason",
                        origin=m.origin,
                        object=m.id,
                        field=f"metadata.annotations[{key}]",
                        value=reason,
                        help=f'for example {PREFIX}K8S203: "the pods are made by an operator"',
                    )
                )
                continue
            silence = Silence(code, reason, m.origin, m.id)
            silences.append(silence)
            m.silenced = {code: silence, **(m.silenced or {})}
    return silences, findings


def not_silenced(findings: list[Finding], manifests: Iterable[Manifest], silences: Sequence[Silence]) -> list[Finding]:
    """Return the findings without those that are silenced, and note which silencings were used.

    Args:
        findings: what was found.
        manifests: the objects, which know what is silenced at them.
        silences: all silencings; those of constructs cover findings about constructs too.
    """
    if not silences:
        return findings
    by_key = {m.key: m.silenced for m in manifests if m.silenced}
    kept = []
    for f in findings:
        silence = (by_key.get(f.object.key) or {}).get(f.code) if f.object else _at_construct(f, silences)
        if silence is None:
            kept.append(f)
        else:
            silence.used = True
    return kept


def unused(silences: Iterable[Silence], runs: Callable[[str], bool] | None = None) -> list[Finding]:
    """Return a finding K8S910 for each silencing that silences nothing.

    Args:
        silences: the silencings.
        runs: tells whether findings of a code were looked for in this run at all (default: they were).
    """
    return [
        Finding(
            "K8S910",
            f"silencing {s.code} silences nothing",
            severity=WARNING,
            origin=s.origin,
            object=s.object,
            field=f"metadata.annotations[{PREFIX}{s.code}]" if s.object is not None else "",
            help=f"remove it; its reason was: {s.reason}",
        )
        for s in silences
        if not s.used and s.code[:4] != _OF_CHANGES and (runs is None or runs(s.code))
    ]


class Policy:
    """What a configuration says of findings.

    Args:
        root: folder that the patterns are relative to.
        severity: code, or beginning of codes -> `error` or `warning`; the longest that fits counts.
        ignore: pattern of files -> codes, or beginnings of codes, of which nothing is said there. `*` and `?` stand for characters of one
            name, `**` for any folders; a pattern without a slash fits the name of a file in any folder.
    """

    __slots__ = ("_ignore", "_root", "_severity")

    def __init__(self, root: str, severity: Mapping[str, str], ignore: Mapping[str, Sequence[str]]) -> None:
        self._root = root
        self._severity = sorted(severity.items(), key=lambda entry: -len(entry[0]))
        self._ignore = [(_pattern(pattern), tuple(codes)) for pattern, codes in ignore.items()]

    def apply(self, findings: list[Finding]) -> list[Finding]:
        """Return what is left of findings, each with the severity that it has here. Findings about the app itself (K8S9xx) stay as they are."""
        if self._ignore:
            findings = [f for f in findings if not self._ignored(f)]
        for f in findings if self._severity else ():
            if not f.code.startswith("K8S9"):
                f.severity = next((severity for code, severity in self._severity if f.code.startswith(code)), f.severity)
        return findings

    def _ignored(self, f: Finding) -> bool:
        if f.origin is None or f.code.startswith("K8S9"):
            return False
        import os

        path = os.path.relpath(os.path.join(os.getcwd(), f.origin.file), self._root).replace(os.sep, "/")
        return any(f.code.startswith(codes) and pattern.fullmatch(path) for pattern, codes in self._ignore)


def settle(findings: list[Finding], *, strict: bool) -> None:
    """Sort findings; raise them if one is an error, or if there is one at all and `strict` is set.

    Raises:
        CheckError: with all of them.
    """
    if not findings:
        return
    if strict:
        harden(findings)
    findings.sort(key=lambda f: f.sort_key)
    if any(f.severity == ERROR for f in findings):
        raise CheckError(*findings)


def harden(findings: Iterable[Finding]) -> None:
    """Make every finding an error."""
    for f in findings:
        f.severity = ERROR


def _at_construct(f: Finding, silences: Iterable[Silence]) -> Silence | None:
    """What silences a finding that is about a construct, not an object: the nearest of those set at it or around it."""
    path = f.origin.path if f.origin else ""
    found = [
        s for s in silences if s.object is None and s.code == f.code and (f"{path}/".startswith(f"{s.origin.path}/") or not s.origin.path)
    ]
    return max(found, key=lambda s: len(s.origin.path), default=None)


def _pattern(text: str) -> Any:
    """The compiled form of a pattern of files."""
    import re

    if "/" not in text.rstrip("/"):
        text = f"**/{text}"
    if text.endswith("/"):
        text += "**"
    out, at = "", 0
    for part in re.finditer(r"\*\*/|\*\*|\*|\?", text.removeprefix("./")):
        out += re.escape(text.removeprefix("./")[at : part.start()])
        out += {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}[part[0]]
        at = part.end()
    return re.compile(out + re.escape(text.removeprefix("./")[at:]))
