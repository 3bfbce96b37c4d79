"""The one workload: N web services of six objects each, for k8skit and, object for object, for every other tool.

The other tools' sources are made from what k8skit writes for one service, so all write the same objects. cdk8s-plus is the exception: its
constructs decide themselves what is in an object.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAMS = Path(__file__).with_name("programs")
MARK = 77077
"""The number of the service that stands for all: wherever it occurs in an object, another service has its own number."""
KINDS = {"Deployment", "Service", "Ingress", "HorizontalPodAutoscaler", "PodDisruptionBudget", "ServiceAccount"}
"""The kinds of the six objects."""


def app(count: int, first: int = 0) -> str:
    """Write the app.py of k8skit.

    Args:
        count: how many services.
        first: number of the first one.

    Returns:
        Python source.
    """
    return (PROGRAMS / "app.py.txt").read_text().replace("@FIRST@", str(first)).replace("@LAST@", str(first + count))


def one_service() -> list[dict[str, Any]]:
    """Return the six objects that k8skit makes for the service with the number `MARK`."""
    from k8skit.core import session

    names: dict[str, Any] = {"__name__": "app", "__file__": "app.py"}
    session.begin()
    try:
        exec(compile(app(1, MARK), "app.py", "exec"), names)
    finally:
        session.end()
    objects: list[dict[str, Any]] = names["app"].manifests()
    kinds = {entry["kind"] for entry in objects}
    if kinds != KINDS or len(objects) != len(KINDS):
        raise RuntimeError(
            f"the workload is six objects, one of each of {sorted(KINDS)}, but k8skit made {[entry['kind'] for entry in objects]}"
        )
    return objects


def _template(entry: object, number: Callable[[str], str], plain: Callable[[object], str] = json.dumps) -> str:
    """Write an object as source whose texts that hold the number of the service are expressions.

    Args:
        entry: plain data.
        number: turns a text with `MARK` in it into an expression.
        plain: writes any other text, number, truth value or null.
    """
    if isinstance(entry, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {_template(value, number, plain)}" for key, value in entry.items()) + "}"
    if isinstance(entry, list):
        return "[" + ", ".join(_template(value, number, plain) for value in entry) + "]"
    if isinstance(entry, str) and str(MARK) in entry:
        return number(entry)
    return plain(entry)


def python_objects(objects: list[dict[str, Any]]) -> str:
    """Write a Python function `objects(i)` that returns the objects of service i as dict displays."""

    def expression(text: str) -> str:
        quoted = repr(text.replace("{", "{{").replace("}", "}}"))
        return "f" + quoted.replace(str(MARK), "{i}")

    return f"def objects(i):\n    return {_template(objects, expression, repr)}\n"


def javascript_objects(objects: list[dict[str, Any]]) -> str:
    """Write a JavaScript module with a function `objects(i)`."""

    def expression(text: str) -> str:
        return "`" + text.replace("\\", "\\\\").replace("`", "\\`").replace("$", "\\$").replace(str(MARK), "${i}") + "`"

    return f"exports.objects = (i) => {_template(objects, expression)};\n"


def jsonnet_objects(objects: list[dict[str, Any]]) -> str:
    """Write a Jsonnet function of i."""

    def expression(text: str) -> str:
        return " + i + ".join(json.dumps(part) for part in text.split(str(MARK)))

    return f"function(i) {_template(objects, expression)}\n"


def helm_template(objects: list[dict[str, Any]]) -> str:
    """Write a Helm template that ranges over the services of the value `n`."""
    from k8skit.yamltext import dump_all

    text = dump_all(objects).replace("{{", '{{ "{{" }}').replace(str(MARK), "{{ $i }}")
    return "{{- range $i := until (int .Values.n) }}\n---\n" + text + "{{- end }}\n"
