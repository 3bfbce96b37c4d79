"""Keys that a model does not take, in every shape that a model can have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar

import pytest
from pydantic import AliasChoices, AliasPath, BaseModel, ConfigDict, Field, RootModel
from pydantic.alias_generators import to_camel
from typing_extensions import TypedDict

from k8skit.files.taken import unknown_keys

T = TypeVar("T")


class Inner(BaseModel):
    a: int = 0


class Other(BaseModel):
    kind: Literal["other"] = "other"
    b: int = 0


class Typed(TypedDict, total=False):
    a: int


@dataclass
class Data:
    a: int = 0


class Listed(RootModel[list[Inner]]):
    pass


class Box(BaseModel, Generic[T]):
    content: T


class Camel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)
    max_surge: int = 0


class OnlyAlias(BaseModel):
    name: int = Field(default=0, alias="called")


class Choices(BaseModel):
    x: int = Field(default=0, validation_alias=AliasChoices("x", "ex", AliasPath("deep", "er")))


def model_of(annotation: Any) -> type[BaseModel]:
    return type("Model", (BaseModel,), {"__annotations__": {"f": annotation}})


@pytest.mark.parametrize(
    ("annotation", "value", "unknown"),
    [
        (Inner, {"a": 1}, []),
        (Inner, {"a": 1, "z": 1}, ["f.z"]),
        (Inner | None, {"z": 1}, ["f.z"]),
        (Annotated[Inner, Field(description="d")], {"z": 1}, ["f.z"]),
        (list[Inner], [{"a": 1}, {"z": 1}], ["f.1.z"]),
        (tuple[Inner, ...], [{"z": 1}], ["f.0.z"]),
        (tuple[int, Inner], [1, {"z": 1}], ["f.1.z"]),
        (dict[str, Inner], {"k": {"z": 1}, "l": {"a": 1}}, ["f.k.z"]),
        (dict[str, list[Inner]], {"k": [{"z": 1}]}, ["f.k.0.z"]),
        (dict[str, Any], {"k": {"z": 1}}, []),
        (Any, {"k": {"z": 1}}, []),
        (dict, {"k": {"z": 1}}, []),
        (Typed, {"a": 1, "z": 1}, ["f.z"]),
        (Data, {"a": 1, "z": 1}, ["f.z"]),
        (Listed, [{"z": 1}], ["f.0.z"]),
        (Box[Inner], {"content": {"z": 1}}, ["f.content.z"]),
        (Box[Inner], {"content": {"a": 1}, "z": 1}, ["f.z"]),
        (Inner | Other, {"b": 1, "kind": "other"}, []),
        (Inner | Other, {"b": 1, "z": 1, "kind": "other"}, ["f.z"]),
        (Annotated[Other | Inner, Field(union_mode="left_to_right")], {"kind": "other", "z": 1}, ["f.z"]),
        (Inner | dict[str, int], {"k": 1}, []),
        (Camel, {"maxSurge": 1}, []),
        (Camel, {"max_surge": 1}, []),
        (Camel, {"maxsurge": 1}, ["f.maxsurge"]),
        (OnlyAlias, {"called": 1}, []),
        (OnlyAlias, {"name": 1}, ["f.name"]),
        (Choices, {"ex": 1}, []),
        (Choices, {"deep": {"er": 1}}, []),
        (Choices, {"y": 1}, ["f.y"]),
        (int, 3, []),
    ],
)
def test_of_a_model_that_was_made(annotation: Any, value: Any, unknown: list[str]) -> None:
    model = model_of(annotation)
    data = {"f": value}
    found = unknown_keys(model, data, model.model_validate(data))
    assert [".".join(map(str, path)) for path, _ in found] == unknown


@pytest.mark.parametrize(
    ("annotation", "value", "unknown"),
    [
        (Inner, {"a": "x", "z": 1}, ["f.z"]),
        (list[Inner], [{"a": "x"}, {"z": 1}], ["f.1.z"]),
        (dict[str, Inner], {"k": {"a": "x", "z": 1}}, ["f.k.z"]),
        (Inner | Other, {"a": "x", "b": "x"}, []),
        (Inner | Other, {"a": "x", "b": "x", "z": 1}, ["f.z"]),
        (Inner | dict[str, int], {"a": "x", "k": "x"}, []),
        (Listed, [{"a": "x", "z": 1}], ["f.0.z"]),
    ],
)
def test_of_a_model_that_could_not_be_made_what_is_certain(annotation: Any, value: Any, unknown: list[str]) -> None:
    model = model_of(annotation)
    data = {"f": value}
    with pytest.raises(ValueError):
        model.model_validate(data)
    assert [".".join(map(str, path)) for path, _ in unknown_keys(model, data)] == unknown


def test_what_could_stand_there_comes_along() -> None:
    assert unknown_keys(Inner, {"z": 1}) == [(("z",), ["a"])]
