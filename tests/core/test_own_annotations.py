"""The annotations of k8skit's own constructs and values are read late and once per text; this reads all of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from types import FunctionType
from typing import Any, Literal

import pytest

import k8skit
from k8skit import CallError
from k8skit.core.annotations import literals, own_taker, resolve, taker
from k8skit.core.fields import Fields


def own_classes() -> list[type[Fields]]:
    """Return every class of the package that has fields."""
    for module in pkgutil.walk_packages(k8skit.__path__, "k8skit."):
        if not module.name.startswith(("k8skit.api.", "k8skit.cdk8s", "k8skit.cli.starter", "k8skit.testing", "k8skit.__main__")):
            importlib.import_module(module.name)
    found, todo = [], [Fields]
    while todo:
        cls = todo.pop()
        todo += cls.__subclasses__()
        if cls.__module__.startswith("k8skit."):
            found.append(cls)
    return sorted(set(found), key=lambda cls: (cls.__module__, cls.__qualname__))


def parameters() -> list[tuple[type, str, str]]:
    """Return class, field and text of every annotation that is one of a parameter."""
    found = {(owner, name, text): None for cls in own_classes() for name, (owner, text) in cls.plan().specs.items()}
    return [(owner, name, text) for owner, name, text in found if owner.__module__.startswith("k8skit.")]


def same(a: Any, b: Any) -> bool:
    """Tell whether two meanings are one."""
    if a is b:
        return True
    if type(a) is not type(b):
        return False
    values = literals(a)
    if values is not None:
        return values == literals(b)
    first, second = getattr(a, "__args__", None), getattr(b, "__args__", None)
    if first is None or second is None or isinstance(a, type):
        return bool(a == b)
    origins = getattr(a, "__origin__", None) is getattr(b, "__origin__", None)
    return origins and len(first) == len(second) and all(same(x, y) for x, y in zip(first, second, strict=True))


def test_there_are_some() -> None:
    assert len(parameters()) > 300


def test_each_can_be_read() -> None:
    for cls, name, text in parameters():
        assert resolve(text, cls, name) is not None


def test_the_check_that_is_made_of_the_text_is_that_of_the_meaning() -> None:
    for cls, name, text in parameters():
        assert shape(own_taker(text, cls, name)) == shape(taker(resolve(text, cls, name))), f"{text} of {cls.__qualname__}.{name}"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Any", Any),
        ("str | Any", Any),
        ("Any | None", Any),
        ("None", None),
        ("str | int | None", str | int | None),
        ("Sequence[str | None] | int", Sequence[str | None] | int),
        ("Mapping[str, Mapping[str, int | None]] | None", Mapping[str, Mapping[str, int | None]] | None),
        ("Sequence[Literal['a | b', 'a, b']]", Sequence[Literal["a | b", "a, b"]]),
        ("Sequence", Sequence),
        ("Mapping", Mapping),
        ("list[str]", list[str]),
        ("tuple[str, int] | None", tuple[str, int] | None),
        ("Sequence[tuple[str, int]]", Sequence[tuple[str, int]]),
        ("Mapping[str, tuple[str, int]]", Mapping[str, tuple[str, int]]),
    ],
)
def test_a_text_is_taken_apart_at_the_right_places(text: str, meaning: Any) -> None:
    assert shape(own_taker(text, Fields, "x")) == shape(taker(meaning))


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(CallError, match="there is no Nothing at run time"):
        own_taker("Sequence[Nothing] | None", Fields, "x")


def shape(value: Any) -> Any:
    """Return what a short check is made of: its code, and what the code works on; texts that it has found good are not part of it."""
    if isinstance(value, FunctionType) and value.__code__.co_filename == taker.__code__.co_filename:
        return value.__code__, [shape(cell.cell_contents) for cell in value.__closure__ or ()]
    if isinstance(value, list):
        return [shape(each) for each in value]
    return "good texts" if isinstance(value, set) else value


def test_one_text_means_the_same_everywhere() -> None:
    first: dict[str, tuple[type, str, Any]] = {}
    for cls, name, text in parameters():
        meaning = resolve(text, cls, name)
        other, field, known = first.setdefault(text, (cls, name, meaning))
        assert same(known, meaning), f"{text} of {cls.__qualname__}.{name} is not that of {other.__qualname__}.{field}"


@pytest.mark.parametrize(
    ("a", "b", "answer"), [(list[int], list[int], True), (list[int], list[str], False), (int | None, int | None, True), (str, int, False)]
)
def test_meanings_are_compared(a: Any, b: Any, answer: bool) -> None:
    assert same(a, b) is answer
