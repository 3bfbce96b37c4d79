"""Objects drawn from the facts: all of them pass; break one thing, and exactly that is reported, at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
SETTINGS = settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
RICH = (
    "CronJob",
    "Deployment",
    "HorizontalPodAutoscaler",
    "LimitRange",
    "PersistentVolume",
    "Pod",
    "ReplicaSet",
    "ResourceQuota",
    "Service",
    "StatefulSet",
)
SKIPPED = ("apiVersion", "kind")


class Place:
    """One field of a drawn object: where it stands, in what, what the facts say about it, and whether its owner is refused without it."""

    def __init__(self, path: str, owner: Any, key: Any, spec: dict[str, Any], definition: str) -> None:
        self.path = path
        self.owner = owner
        self.key = key
        self.spec = spec
        self.definition = definition
        self.needed = False

    @property
    def value(self) -> Any:
        return self.owner[self.key]


def places(facts: Any, definition: str, obj: dict[str, Any], path: str = "") -> Iterator[Place]:
    """Walk an object along its definition."""
    specs = facts.definition(definition)["properties"]
    for field in list(obj):
        if field in SKIPPED or (not path and field == "metadata"):
            continue
        yield from within(facts, Place(f"{path}.{field}" if path else field, obj, field, specs[field], definition))


def within(facts: Any, place: Place) -> Iterator[Place]:
    yield place
    spec, value = place.spec, place.value
    if "ref" in spec and isinstance(value, dict) and "JSONSchemaProps" not in spec["ref"]:
        yield from places(facts, spec["ref"], value, place.path)
    elif spec.get("type") == "array":
        for i in range(len(value)):
            yield from within(facts, Place(f"{place.path}[{i}]", value, i, spec["items"], place.definition))
    elif spec.get("type") == "object" and "values" in spec:
        for k in value:
            yield from within(facts, Place(f"{place.path}[{k}]", value, k, spec["values"], place.definition))


@pytest.fixture(scope="module")
def drawn(from_facts: Any) -> Callable[[Any, Callable[[Place], bool]], tuple[str, dict[str, Any], Place]]:
    """Draw a minor, an object and one place in it that will do."""

    def draw(data: Any, wanted: Callable[[Place], bool]) -> tuple[str, dict[str, Any], Place]:
        minor = data.draw(st.sampled_from(["1.33", "1.35", "1.37"]))
        source = from_facts(minor)
        kinds = source.kinds()
        kind = data.draw(st.sampled_from([k for k in kinds if k.kind in RICH]) | st.sampled_from(kinds))
        obj = source.object(data.draw, kind)
        every = list(places(source.facts, kind.definition, obj))
        for p in every:
            p.needed = not p.path.endswith("]") and source.needed(p.definition, p.key)
        found = [p for p in every if wanted(p)]
        assume(found)
        return minor, obj, data.draw(st.sampled_from(found))

    return draw


@pytest.fixture(scope="module")
def verdict(findings: Any) -> Callable[[dict[str, Any], str], list[tuple[str, str]]]:
    """(code, field) of all findings but those about the kind's own end of life."""
    return lambda obj, minor: [(f.code, f.field) for f in findings(obj, minor=minor) if f.code not in ("K8S602", "K8S606")]


@SETTINGS
@given(data=st.data())
def test_a_valid_object_of_any_kind_and_minor_passes(data: Any, from_facts: Any, findings: Any, minors: Any) -> None:
    minor = data.draw(st.sampled_from(minors))
    source = from_facts(minor)
    kind = data.draw(st.sampled_from(source.kinds()))
    obj = source.object(data.draw, kind)
    found = [f for f in findings(obj, minor=minor) if f.code not in ("K8S602", "K8S606")]
    assert not found, (found, [f.value for f in found], obj)


@SETTINGS
@given(data=st.data())
def test_a_field_that_nobody_knows_is_the_only_finding(data: Any, drawn: Any, verdict: Any) -> None:
    minor, obj, place = drawn(data, lambda p: "ref" in p.spec and isinstance(p.value, dict) and "JSONSchemaProps" not in p.spec["ref"])
    place.value["qqqzzz"] = data.draw(st.sampled_from([1, "x", None, {}, []]))
    assert verdict(obj, minor) == [("K8S101", f"{place.path}.qqqzzz")]


@SETTINGS
@given(data=st.data())
def test_a_misspelled_field_is_one_finding_that_names_the_right_one(data: Any, drawn: Any, findings: Any) -> None:
    def field_of_object(p: Place) -> bool:
        return isinstance(p.key, str) and not p.path.endswith("]") and len(p.key) > 4 and p.path != p.key

    minor, obj, place = drawn(data, field_of_object)
    wrong = data.draw(
        st.sampled_from([f"{place.key[:2]}_{place.key[2:]}", place.key.swapcase(), place.key[:-1] + "qq"[: len(place.key) % 2 + 1]])
    )
    place.owner[wrong] = place.owner.pop(place.key)
    found = [f for f in findings(obj, minor=minor) if f.code not in ("K8S602", "K8S606")]
    assert [(f.code, f.field) for f in found] == [("K8S101", place.path[: -len(place.key)] + wrong)], found
    assert found[0].help.startswith("did you mean")


@SETTINGS
@given(data=st.data())
def test_a_value_of_another_type_is_the_only_finding(data: Any, drawn: Any, verdict: Any) -> None:
    minor, obj, place = drawn(
        data, lambda p: p.spec.get("type") not in ("any", "any-object") and "JSONSchemaProps" not in p.spec.get("ref", "")
    )
    kind = place.spec.get("type", "object")
    wrong: dict[str, list[Any]] = {
        "string": [1, True, {}, [], 1.5],
        "integer": ["1", True, {}, [], 1.5],
        "boolean": ["true", 0, 1, {}, []],
        "array": [{}, "x", 1],
        "object": [[], "x", 1],
        "any-object": [[], "x"],
        "int-or-string": [True, 1.5, {}, []],
        "quantity": [True, {}, []],
    }
    place.owner[place.key] = data.draw(st.sampled_from(wrong.get(kind, [{}, []])))
    if kind.startswith("schema-or"):
        return
    assert verdict(obj, minor) == [("K8S102", place.path)]


@SETTINGS
@given(data=st.data())
def test_a_required_field_left_out_or_null_is_the_only_finding(data: Any, drawn: Any, verdict: Any) -> None:
    def will_do(p: Place) -> bool:
        tolerated = p.definition.endswith("Status") or p.key == "secretRef"
        return p.needed and not tolerated and p.owner.get(p.key) is not None and not p.path.endswith("]")

    minor, obj, place = drawn(data, will_do)
    if data.draw(st.booleans()):
        del place.owner[place.key]
    else:
        place.owner[place.key] = None
    assert verdict(obj, minor) == [("K8S103", place.path)]


@SETTINGS
@given(data=st.data())
def test_null_in_an_optional_field_passes(data: Any, drawn: Any, verdict: Any) -> None:
    minor, obj, place = drawn(data, lambda p: not p.path.endswith("]") and not p.needed)
    place.owner[place.key] = None
    assert [code for code, _ in verdict(obj, minor) if code != "K8S115"] == []


@SETTINGS
@given(data=st.data())
def test_null_in_a_list_is_the_only_finding(data: Any, drawn: Any, verdict: Any) -> None:
    minor, obj, place = drawn(data, lambda p: p.spec.get("type") == "array")
    place.value.insert(0, None)
    assert verdict(obj, minor) == [("K8S102", f"{place.path}[0]")]


@SETTINGS
@given(data=st.data())
def test_a_value_outside_a_closed_list_is_the_only_finding(data: Any, drawn: Any, verdict: Any) -> None:
    minor, obj, place = drawn(data, lambda p: "enum" in p.spec)
    place.owner[place.key] = data.draw(st.sampled_from(["Qqqq", f"{place.value}x", f"{place.value.swapcase()}."]))
    assert verdict(obj, minor) == [("K8S104", place.path)]


@SETTINGS
@given(data=st.data())
def test_an_integer_that_does_not_fit_is_the_only_finding(data: Any, drawn: Any, verdict: Any) -> None:
    minor, obj, place = drawn(data, lambda p: p.spec.get("type") == "integer")
    bits = 31 if place.spec.get("format") == "int32" else 63
    place.owner[place.key] = data.draw(st.sampled_from([2**bits, -(2**bits) - 1, 2**100]))
    [(code, field)] = verdict(obj, minor)
    assert code in ("K8S105", "K8S123")
    assert field == place.path


@SETTINGS
@given(data=st.data())
def test_a_malformed_quantity_is_the_only_finding(data: Any, drawn: Any, verdict: Any) -> None:
    minor, obj, place = drawn(data, lambda p: p.spec.get("type") == "quantity")
    place.owner[place.key] = data.draw(st.sampled_from(["1 Gi", "1GB", "1K", "abc", "", "1.2.3", "--1", "1Gi "]))
    assert verdict(obj, minor) == [("K8S106", place.path)]


@SETTINGS
@given(data=st.data())
def test_an_item_twice_in_a_list_map_or_set_is_the_only_finding(data: Any, drawn: Any, verdict: Any) -> None:
    import copy

    def will_do(p: Place) -> bool:
        keys = p.spec.get("list_map_keys", ())
        emptied = p.path.startswith("status.")  # by the API server, before it looks at values
        unique = p.spec.get("list_type") in ("map", "set") and not emptied
        return unique and bool(p.value) and all(p.value[0].get(k) is not None for k in keys)

    minor, obj, place = drawn(data, will_do)
    place.value.append(copy.deepcopy(place.value[0]))
    keys = place.spec.get("list_map_keys", ())
    end = f".{keys[0]}" if len(keys) == 1 else ""
    found = verdict(obj, minor)
    assert ("K8S108", f"{place.path}[1]{end}") in found
    assert {code for code, _ in found} == {"K8S108"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5) | st.just("1Gi"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5) | st.sampled_from(["name", "spec", "containers", "metadata"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@SETTINGS
@given(data=st.data())
def test_no_value_whatever_makes_the_check_fail(data: Any, from_facts: Any, findings: Any) -> None:
    source = from_facts("1.35")
    kind = data.draw(st.sampled_from(source.kinds()))
    obj: Any = source.object(data.draw, kind)
    found = list(places(source.facts, kind.definition, obj))
    for place in data.draw(st.lists(st.sampled_from(found), min_size=1, max_size=3)) if found else []:
        if isinstance(place.owner, dict) or place.key < len(place.owner):
            place.owner[place.key] = data.draw(JSON)
    if data.draw(st.booleans()):
        obj["metadata"] = data.draw(JSON)
    result = findings(obj, obj)
    assert result == sorted(result, key=lambda f: f.sort_key)
    for f in result:
        assert f.code.startswith("K8S")
        assert f.message


@SETTINGS
@given(
    obj=st.dictionaries(
        st.sampled_from(["apiVersion", "kind", "metadata", "spec", "x"]),
        JSON | st.sampled_from(["v1", "apps/v1", "Pod", "Deployment"]),
        max_size=5,
    )
)
def test_nothing_whatever_makes_the_check_fail(obj: Any, findings: Any) -> None:
    for f in findings(obj):
        assert f.message


@SETTINGS
@given(data=st.data())
def test_no_value_whatever_makes_the_canonical_form_fail(data: Any, from_facts: Any) -> None:
    import copy

    from k8skit.manifest import Manifest
    from k8skit.process.quantities import canonical_quantities

    source = from_facts("1.35")
    kind = data.draw(st.sampled_from([k for k in source.kinds() if k.kind in RICH]))
    obj: Any = source.object(data.draw, kind)
    found = list(places(source.facts, kind.definition, obj))
    for place in data.draw(st.lists(st.sampled_from(found), min_size=1, max_size=3)) if found else []:
        if isinstance(place.owner, dict) or place.key < len(place.owner):
            place.owner[place.key] = data.draw(JSON)
    before = copy.deepcopy(obj)
    [out] = canonical_quantities([Manifest(obj)], source.facts)
    assert repr(obj) == repr(before)
    [again] = canonical_quantities([out], source.facts)
    assert again is out
