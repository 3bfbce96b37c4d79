from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.testing import Absent, Anything, ArrayWith, Exact, Matcher, Partial, Regex

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(alphabet="ab", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3),
    max_leaves=8,
)

DEPLOYMENT: dict[str, Any] = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {"name": "web", "namespace": "shop", "labels": {"app.kubernetes.io/name": "web"}},
    "spec": {
        "replicas": 2,
        "template": {
            "spec": {
                "containers": [
                    {"name": "proxy", "image": "envoy:1"},
                    {"name": "app", "image": "web:1.0", "env": [{"name": "A", "value": "1"}]},
                ]
            }
        },
    },
}


def spec(**pod: Any) -> Partial:
    return Partial({"spec": {"template": {"spec": pod}}})


def told(matcher: Matcher, value: object) -> list[str]:
    return (matcher.explain_difference(value) or ["equal"])[1:]


def test_a_partial_mapping_matches_what_has_more_keys_at_every_depth() -> None:
    deployment = DEPLOYMENT
    assert Partial({"spec": {"replicas": 2}}) == DEPLOYMENT
    assert deployment == Partial({"spec": {"replicas": 2}})
    assert deployment != Partial({"spec": {"replicas": 3}})
    assert Partial({"spec": {"replicas": 2}}).explain_difference(DEPLOYMENT) is None


def test_each_place_that_differs_is_told_with_its_path() -> None:
    matcher = Partial({"kind": "StatefulSet", "spec": {"replicas": 3, "paused": True}})
    assert matcher.explain_difference(DEPLOYMENT) == [
        "Deployment shop/web differs from Partial at 3 places",
        "  kind: expected 'StatefulSet', got 'Deployment'",
        "  spec.replicas: expected 3, got 2",
        "  spec.paused: expected True, it is absent",
    ]


def test_a_key_of_another_case_is_pointed_out() -> None:
    assert told(Partial({"Spec": Anything()}), DEPLOYMENT) == ["  Spec: expected Anything(), it is absent ('spec' is there)"]


def test_keys_that_are_no_words_are_quoted_in_paths() -> None:
    matcher = Partial({"metadata": {"labels": {"app.kubernetes.io/name": "shop"}}})
    assert told(matcher, DEPLOYMENT) == ["  metadata.labels['app.kubernetes.io/name']: expected 'shop', got 'web'"]


def test_a_list_must_be_equal_in_length_and_order() -> None:
    assert told(spec(containers=[{"name": "app"}]), DEPLOYMENT)[0].startswith("  spec.template.spec.containers: expected 1 items, got 2")
    assert told(spec(containers=[{"name": "proxy"}, {"name": "web"}]), DEPLOYMENT) == [
        "  spec.template.spec.containers[1].name: expected 'web', got 'app'"
    ]
    assert spec(containers=[{"name": "proxy"}, {"name": "app"}]) == DEPLOYMENT


def test_an_array_with_items_matches_in_any_order_with_others_beside() -> None:
    assert spec(containers=ArrayWith({"image": Regex("^web:")}, {"name": "proxy"})) == DEPLOYMENT


def test_an_item_that_is_missing_is_compared_with_the_closest_one() -> None:
    matcher = spec(containers=ArrayWith({"name": "app", "image": Regex("web:2"), "env": ArrayWith({"name": "A", "value": "2"})}))
    assert told(matcher, DEPLOYMENT) == [
        "  spec.template.spec.containers[1].image: expected a text that matches /web:2/, got 'web:1.0'",
        "  spec.template.spec.containers[1].env[0].value: expected '2', got '1'",
    ]


def test_an_array_with_items_needs_a_list_with_items() -> None:
    assert told(ArrayWith(1), []) == ["  (the value): expected an item 1, the list is empty"]
    assert told(ArrayWith(1), {}) == ["  (the value): expected a list, got {}"]
    assert ArrayWith() == []


def test_absent_means_that_there_is_no_such_key() -> None:
    assert Partial({"status": Absent()}) == DEPLOYMENT
    assert told(Partial({"kind": Absent()}), DEPLOYMENT) == ["  kind: expected nothing, got 'Deployment'"]


def test_anything_is_any_value_but_null() -> None:
    assert Partial({"a": Anything()}) == {"a": 0}
    assert told(Partial({"a": Anything()}), {"a": None}) == ["  a: expected any value, got None"]


def test_a_regex_matches_texts_only() -> None:
    assert Regex("^1") == "1.0"
    assert Regex("^1") != 1
    assert Regex("^1") != "2.1"


def test_exact_refuses_other_keys_and_tells_each() -> None:
    matcher = Partial({"metadata": Exact({"name": "web", "namespace": "shop", "annotations": {}})})
    assert told(matcher, DEPLOYMENT) == [
        "  metadata.annotations: expected {}, it is absent",
        "  metadata.labels: expected nothing, got {'app.kubernetes.io/name': 'web'}",
    ]
    assert told(Exact([1]), [2]) == ["  [0]: expected 1, got 2"]


@pytest.mark.parametrize(("expected", "actual"), [(1, True), (0, False), (1, 1.0), (True, 1)])
def test_values_that_python_calls_equal_but_yaml_does_not_differ(expected: object, actual: object) -> None:
    assert Partial({"a": expected}) != {"a": actual}
    assert Exact({"a": expected}) != {"a": actual}
    assert Exact({"a": [{"b": expected}]}) != {"a": [{"b": actual}]}


def test_a_partial_mapping_matches_mappings_only() -> None:
    assert told(Partial({}), ["a"]) == ["  (the value): expected a mapping, got ['a']"]


def test_the_values_of_a_secret_are_not_shown() -> None:
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "db"}, "stringData": {"password": "hunter2"}}
    lines = Partial({"stringData": {"password": "hunter3"}}).explain_difference(secret)
    assert lines == ["Secret db differs from Partial at 1 place", "  stringData.password: differs (values of a Secret are not shown)"]


def test_a_list_without_a_match_shows_where_the_closest_item_differs() -> None:
    other = {"kind": "Service", "metadata": {"name": "web"}}
    assert Partial({"kind": "Deployment", "spec": {"replicas": 9}}).explain_absence([other, DEPLOYMENT]) == [
        "none of 2 matches Partial; the closest is Deployment shop/web",
        "  spec.replicas: expected 9, got 2",
    ]
    assert Partial({}).explain_absence([]) == ["Partial in an empty list"]


def test_every_matcher_shows_how_it_was_written() -> None:
    matcher = Partial({"a": [Absent(), Anything()], "b": ArrayWith(1, Regex("x")), "c": Exact({})})
    assert repr(matcher) == "Partial({'a': [Absent(), Anything()], 'b': ArrayWith(1, Regex('x')), 'c': Exact({})})"


def test_a_matcher_cannot_be_a_key() -> None:
    with pytest.raises(TypeError):
        hash(Anything())


@given(plain)
def test_any_value_matches_itself(value: Any) -> None:
    assert Exact(value) == value
    if isinstance(value, dict):
        assert Partial(value) == value
    if isinstance(value, list):
        assert ArrayWith(*value) == value


@given(plain, plain)
def test_exact_agrees_with_the_text_of_both_values(left: Any, right: Any) -> None:
    import json

    assert (Exact([left]) == [right]) == (json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True))


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), plain, min_size=1, max_size=3), st.data())
def test_a_partial_mapping_without_one_key_still_matches(value: dict[str, Any], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(sorted(value)))
    rest = {key: inner for key, inner in value.items() if key != gone}
    assert Partial(rest) == value
    assert Partial(value) != rest
