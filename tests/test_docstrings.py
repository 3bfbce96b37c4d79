"""What people call says what it takes: every parameter, its default, and what is raised, in the docstring of the thing itself."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from types import FunctionType
from typing import TYPE_CHECKING, Any

import pytest

import k8skit
from k8skit import testing
from k8skit.core.fields import Fields

if TYPE_CHECKING:
    from collections.abc import Iterator

PUBLIC = {name: getattr(k8skit, name) for names in k8skit._HOME.values() for name in names.split()}
PUBLIC |= {f"testing.{name}": getattr(testing, name) for name in testing.__all__}


def documented(doc: str) -> dict[str, str]:
    """The parameters of a docstring, with their texts."""
    blocks = "".join(re.findall(r"^Args:\n(.*?)(?=^\S|\Z)", doc, re.MULTILINE | re.DOTALL))
    found: dict[str, str] = {}
    for names, text in re.findall(r"^    (\*{0,2}\w[\w, *]*):((?:.|\n(?!    \S))*)", blocks, re.MULTILINE):
        found |= {name.strip(" *"): text for name in names.split(",")}
    return found


def callables() -> Iterator[tuple[str, Any, str, dict[str, Any]]]:
    """Name, object, docstring, and parameter -> default (`...` for none), of every public class, function and method."""
    for name, value in PUBLIC.items():
        if isinstance(value, FunctionType):
            yield name, value, inspect.getdoc(value) or "", parameters(value)
        if not isinstance(value, type):
            continue
        if issubclass(value, Fields):
            text = source(value)
            own = [n for n in vars(value).get("__annotations__", {}) if n[0] != "_" and not n.isupper()]
            given = [n for n in own if not re.search(rf"^    {n}: .*field\(init=False\)", text, re.MULTILINE)]
            takes = {n: vars(value).get(n, ...) for n in given}
        else:
            takes = parameters(vars(value).get("__init__"))
        yield name, value, inspect.getdoc(value) or "", takes
        for method, function in vars(value).items():
            plain = getattr(function, "__func__", function)
            if method[0] != "_" and isinstance(plain, FunctionType):
                theirs = [getattr(vars(base)[method], "__doc__", "") or "" for base in value.__mro__ if method in vars(base)]
                yield f"{name}.{method}", plain, "\n\n".join(inspect.cleandoc(text) for text in theirs), parameters(plain)


def source(value: Any) -> str:
    try:
        return inspect.getsource(value)
    except (OSError, TypeError):
        return ""


def parameters(function: Any) -> dict[str, Any]:
    if not isinstance(function, FunctionType):
        return {}
    found = inspect.signature(function).parameters.values()
    return {p.name: ... if p.default is p.empty else p.default for p in found if p.name not in ("self", "cls")}


def raised(value: Any) -> set[str]:
    """The classes of the exceptions that a function raises by name."""
    try:
        tree = ast.parse(textwrap.dedent(source(value)))
    except SyntaxError:
        return set()
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            name = ast.unparse(node.exc.func)
            found.add("CallError" if name == "self.refuse" else name)
    return {name for name in found if name.endswith("Error") and name[0].isupper() and name != "NotImplementedError"}


CASES = list(callables())


@pytest.mark.parametrize(("value", "doc", "takes"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_every_parameter_is_explained_with_its_default(value: Any, doc: str, takes: dict[str, Any]) -> None:
    assert doc
    told = documented(doc)
    assert takes.keys() - told.keys() == set()
    silent = [n for n, default in takes.items() if default is not ... and "default" not in told[n] and f"`{n}`" not in doc]
    assert silent == []


@pytest.mark.parametrize(
    ("value", "doc"),
    [(c[1], c[2]) for c in CASES if isinstance(c[1], FunctionType)],
    ids=[c[0] for c in CASES if isinstance(c[1], FunctionType)],
)
def test_what_is_raised_is_said(value: Any, doc: str) -> None:
    assert {name for name in raised(value) if name not in doc} == set()


def test_nothing_public_is_left_out() -> None:
    assert len(CASES) > 150
    assert {"WebService", "WebService.variant", "Construct.refuse", "external", "testing.build"} <= {c[0] for c in CASES}
