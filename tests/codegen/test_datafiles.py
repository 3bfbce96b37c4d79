"""A data file gives back, through the loader, the fact set that it was made of, and reads no more of it than is asked for."""

from __future__ import annotations

from marshal import loads
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.codegen.datafiles import fact_set_bytes, index_bytes
from k8skit.facts import raw_definitions, raw_kinds, store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GROUPS = ("", "apps", "example.com")
PARTS = ("some.apps.v1", "some.core.v1", "some.v1beta1")
NAMES = ("Thing", "ThingList", "ThingSpec", "Other")
SPECS: list[dict[str, Any]] = [{"type": "string"}, {"ref": "some.core.v1.ThingSpec"}, {"type": "integer", "since": "1.35"}]
definition_names = st.sampled_from([f"{part}.{name}" for part in PARTS for name in NAMES])
definitions_made = st.dictionaries(
    definition_names, st.fixed_dictionaries({"properties": st.dictionaries(st.sampled_from("abc"), st.sampled_from(SPECS))})
)
kinds_made = st.dictionaries(
    st.sampled_from(GROUPS),
    st.dictionaries(
        st.sampled_from(["v1/Thing", "v1/Other", "v1beta1/Thing"]),
        definition_names.map(lambda name: (name, True, "things", (), True, False, "", "", "", False, True, False, "")),
    ),
)


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    """Leave nothing behind in the loader."""
    store.forget()
    yield
    store.forget()


class Loader:
    """Gives the data of fact sets that are in no file."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def get_data(self, path: str) -> bytes:
        return self.files[path.rpartition("/")[2].removesuffix(".facts")]


def put(kinds: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Let the loader find one fact set, `some`."""
    store.forget()
    index = index_bytes({group: ["some"] for group in kinds}, {"some": {"project": "Some"}})
    store.__spec__.loader = Loader({"index": index, "some": fact_set_bytes(kinds, definitions)})  # type: ignore[assignment]


@pytest.fixture
def loader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the loader of the module back after the test."""
    assert store.__spec__ is not None
    monkeypatch.setattr(store.__spec__, "loader", store.__spec__.loader)


@pytest.mark.usefixtures("loader")
@given(kinds_made, definitions_made, st.booleans())
def test_every_kind_and_every_definition_comes_back(kinds: dict[str, Any], definitions: dict[str, Any], kinds_first: bool) -> None:
    put(kinds, definitions)
    if kinds_first:
        raw_kinds("some")
    found = raw_definitions("some")
    assert {name: {k: v for k, v in d.items() if k != "varies"} for name, d in found.items()} == definitions
    assert {name for name, d in found.items() if d.get("varies")} == {
        name for name, d in definitions.items() if any("since" in s for s in d["properties"].values())
    }
    rows = {(k.group, f"{k.version}/{k.kind}"): k.definition for k in raw_kinds("some")}
    assert rows == {(group, key): row[0] for group, content in kinds.items() for key, row in content.items()}


@pytest.mark.usefixtures("loader")
@given(kinds_made, definitions_made, definition_names)
def test_each_definition_can_be_the_first_one_that_is_asked_for(kinds: dict[str, Any], definitions: dict[str, Any], name: str) -> None:
    put(kinds, definitions)
    found = store._raw(name)
    assert (found is None) == (name not in definitions)
    assert found is store._raw(name)


def test_a_definition_that_kinds_of_two_groups_have_is_read_with_neither() -> None:
    row = ("some.core.v1.Thing", True, "things", (), True, False, "", "", "", False, True, False, "")
    definitions: dict[str, Any] = {"some.core.v1.Thing": {"properties": {}}, "some.core.v1.Other": {"properties": {}}}
    other = ("some.core.v1.Other", *row[1:])
    data = fact_set_bytes({"": {"v1/Thing": row, "v1/Other": other}, "apps": {"v1/Thing": row}}, definitions)
    index = loads(data)
    assert [sorted(loads(data[-place:])[1]) for place in index["kinds"].values()] == [["some.core.v1.Other"], []]
    places = loads(data[-index["definitions"]["some.core.v1"] :])
    assert places["Other"] == ""
    assert loads(data[-places["Thing"] :]) == {"properties": {}}


def test_only_what_is_asked_for_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0

    def counted(data: bytes) -> Any:
        nonlocal read
        read += 1
        return loads(data)

    monkeypatch.setattr(store, "_read", counted)
    assert store._raw("io.k8s.api.apps.v1.DeploymentSpec") is not None
    assert read == 4  # the list of fact sets, the index of core, the part apps.v1, the definition
    assert store._raw("io.k8s.api.apps.v1.Deployment") is not None
    assert store._raw("io.k8s.api.apps.v1.StatefulSet") is not None
    assert read == 5  # the kinds of apps
