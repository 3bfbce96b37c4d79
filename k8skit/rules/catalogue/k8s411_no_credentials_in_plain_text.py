"""No credential is written out in environment variables, arguments or ConfigMaps.

Reads `env`, `command` and `args` of all containers and `data` of ConfigMaps: values of names that speak of a credential (`DB_PASSWORD`, `apiKey`), and texts
that look like one whatever their name (private keys, tokens of well-known services, URLs with a password); of files in ConfigMaps also lines that set a
password. Left alone: references, paths, URLs without a password, switches and numbers, and values that are the name of a Secret of the set. No finding shows
the value.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..credentials import is_literal, is_named_so, line_with_password, looks_like, may_be_named_so, may_look_like
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context
    from ..workload import Environment

CODE = "K8S411"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each credential that is written out."""
    for e in context.environments():
        if may_be_named_so(e.names) or may_look_like(e.values):
            yield from _of_variables(context, e)
    for w in context.workloads():
        for path, c in w.containers:
            for key in ("command", "args"):
                if key in c:
                    for i, name, what in _of_arguments(context, w.namespace, sequence(c[key])):
                        yield _finding(context, w.manifest, w.field(f"{path}.{key}[{i}]"), f"{name} of {w.called(c)} is {what}")
    for m in context.of("ConfigMap"):
        for key, value in mapping(m.object.get("data")).items():
            what = _what(
                context, context.namespace_of(m), key, value if type(value) is not str or "\n" not in value.strip() else None
            ) or looks_like(value)
            if what:
                yield _finding(context, m, f"data[{key}]", f'the key {key} of ConfigMap "{m.name}" is {what}')
            elif type(value) is str and "\n" in value and (line := line_with_password(value)):
                yield _finding(
                    context, m, f"data[{key}]", f'the key {key} of ConfigMap "{m.name}" sets a password in plain text, in its line {line}'
                )


def _of_variables(context: Context, e: Environment) -> Iterator[Finding]:
    w = e.workload
    for i, variable in enumerate(e.items):
        if type(variable) is dict and "value" in variable:
            name = variable.get("name")
            what = _what(context, w.namespace, name, variable["value"])
            if what:
                message = f"the variable {name} of {w.called(e.container)} is {what}"
                yield _finding(context, w.manifest, w.field(f"{e.path}.env[{i}].value"), message)


def _what(context: Context, namespace: str, name: object, value: object) -> str:
    """What a value is, if it is a credential."""
    found = looks_like(value)
    if found or type(name) is not str or not is_named_so(name) or not is_literal(value):
        return found
    return "" if context.find("Secret", namespace, value) else "a credential in plain text"


def _of_arguments(context: Context, namespace: str, items: list[Any]) -> Iterator[tuple[int, str, str]]:
    """Index, name and what it is of each argument that is a credential: `--password=x`, or `--password` and `x`."""
    for i, item in enumerate(items):
        if type(item) is not str:
            continue
        name, given, value = item.partition("=")
        before = items[i - 1] if i else None
        if item.startswith("-") and given and " " not in name:
            what = _what(context, namespace, name, value)
        elif type(before) is str and before.startswith("--") and "=" not in before and not item.startswith("-"):
            name, what = before, _what(context, namespace, before, item)
        else:
            name, what = "an argument", looks_like(item)
        if what:
            yield i, name if name.startswith("-") else "an argument", what


def _finding(context: Context, m: Manifest, field: str, message: str) -> Finding:
    help = "keep it in a Secret, made by an ExternalSecret or a SealedSecret, and refer to it (secretKeyRef, or mounted as a file)"
    return context.finding(CODE, m, field, message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "no credential stands in plain text",
    severity=WARNING,
    on=("ConfigMap", *WORKLOADS),
    needs=("args", "command", "data", "env"),
    reads=("ConfigMap", "Secret", *WORKLOADS),
    check=check,
    why="Whoever can read the repository, the pod or the ConfigMap has it, and it stays in the history of all of them.",
    source="Kubernetes documentation, Good practices for Kubernetes Secrets; Secrets",
    fix="Keep it in a Secret, and refer to it.",
    known_as=(
        "polaris sensitiveContainerEnvVar",
        "polaris sensitiveConfigmapContent",
        "kubescape C-0012",
        "trivy KSV109",
    ),
)
