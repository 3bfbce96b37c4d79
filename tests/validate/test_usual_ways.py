"""What nearly every object has is passed over in a few steps: those steps find what the longer way finds."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from k8skit import names, quantities
from k8skit.validate import fieldchecks, leaves, lists

if TYPE_CHECKING:
    from collections.abc import Callable

PORT: dict[Any, Any] = {
    "containerPort": 80,  # fine
    "protocol": None,  # unset
    "hostPort": "8080",
    "hostIP": 7,
    "name": "Web",
    "nam": "web",
}
WRONG = {("K8S102", "hostPort"), ("K8S102", "hostIP"), ("K8S123", "name"), ("K8S101", "nam")}


def pod(**container: Any) -> dict[str, Any]:
    """Return a Pod with one container."""
    spec = {"containers": [{"name": "a", "image": "a", **container}]}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a", "namespace": "shop"}, "spec": spec}


@pytest.mark.parametrize("minor", ["1.35", "1.36"])
def test_every_problem_of_an_object_is_found_whatever_comes_first(minor: str, said: Callable[..., list[tuple[str, str]]]) -> None:
    for keys in itertools.permutations(PORT):
        port = {key: PORT[key] for key in keys}
        found = said(pod(ports=[port]), minor=minor)
        assert {(code, field.removeprefix("spec.containers[0].ports[0].")) for code, field in found} == WRONG
        assert len(found) == len(WRONG)
        del port["containerPort"]
        assert ("K8S103", "spec.containers[0].ports[0].containerPort") in said(pod(ports=[port]), minor=minor)


def test_a_required_field_that_is_null_is_missing_wherever_it_stands(said: Callable[..., list[tuple[str, str]]]) -> None:
    constraint = {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"}
    for key, empty in itertools.product(constraint, (True, False)):
        broken: dict[str, Any] = {k: x for k, x in constraint.items() if k != key}
        if empty:
            broken[key] = None
        found = pod()
        found["spec"]["topologySpreadConstraints"] = [broken]
        assert said(found) == [("K8S103", f"spec.topologySpreadConstraints[0].{key}")]


def test_apiversion_and_kind_are_checked_below_the_top_too(said: Callable[..., list[tuple[str, str]]]) -> None:
    claim = {"apiVersion": "v2", "kind": "Claim", "metadata": {"name": "a"}, "spec": {"accessModes": ["ReadWriteOnce"]}}
    claim["spec"]["resources"] = {"requests": {"storage": "1Gi"}}  # type: ignore[index]
    stateful = {
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": {"name": "a", "namespace": "shop"},
        "spec": {
            "serviceName": "a",
            "selector": {"matchLabels": {"app": "a"}},
            "template": {"metadata": {"labels": {"app": "a"}}, "spec": {"containers": [{"name": "a", "image": "a"}]}},
            "volumeClaimTemplates": [claim],
        },
    }
    at = "spec.volumeClaimTemplates[0]"
    assert said(stateful) == [("K8S104", f"{at}.apiVersion"), ("K8S104", f"{at}.kind")]


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ({"name": "A", "value": "1"}, []),
        ({"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}, []),
        ({"name": "A", "value": "1", "valueFrom": None}, []),
        ({"name": "A", "value": "", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}, []),
        ({"name": "A", "value": "1", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}, ["K8S115"]),
        ({"valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}, "value": "1", "name": "A"}, ["K8S115"]),
    ],
)
def test_two_fields_that_exclude_each_other(entry: Any, codes: list[str], said: Callable[..., list[tuple[str, str]]]) -> None:
    assert [code for code, _ in said(pod(env=[entry]))] == codes


KEYED = lists.unique_keys(lists.list_of(leaves.any_object), ("port", "protocol"), {"port": 80, "protocol": "TCP"}, "error")


@given(
    st.lists(
        st.fixed_dictionaries(
            {}, optional={"port": st.sampled_from([80, 81, None, True, 1]), "protocol": st.sampled_from(["TCP", "UDP", None])}
        )
    )
)
@example([{"port": None}, {"port": 80}])
@example([{"port": 80}, {"port": 80, "protocol": "TCP"}])
def test_keys_are_compared_with_their_defaults_and_true_is_not_1(entries: list[dict[str, Any]]) -> None:
    def key(entry: dict[str, Any]) -> tuple[Any, ...]:
        port = 80 if entry.get("port") is None else entry["port"]
        return (type(port), port, entry.get("protocol") or "TCP")

    found = KEYED(entries)
    twice = [i for i, entry in enumerate(entries) if key(entry) in map(key, entries[:i])]
    assert [p.path[-1] for p in found or ()] == twice


@given(st.text("0123456789mMGKi-+.e ٣", max_size=6) | st.from_regex("-?[0-9]{1,2}(m|Ki|Mi)?", fullmatch=True))
@example("-1")
@example("-0")
@example("-5m")
def test_a_usual_amount_is_a_quantity_that_is_not_below_zero(text: str) -> None:
    if leaves.is_usual_amount(text):
        assert not quantities.problem(text)
        assert text[0] != "-"
    assert (leaves.quantity(text) is None) == (not quantities.problem(text))
    fine = not quantities.problem(text) and quantities.compare(text, "0") >= 0
    assert [leaves.quantity_from_zero(text) is None for _ in range(2)] == [fine, fine]
    assert (fieldchecks.container_resources({"cpu": text}) is None) == fine


@pytest.mark.parametrize("text", ["0", "5", "5m", "100m", "1Mi", "256Mi", "4Gi"])
def test_amounts_as_nearly_everybody_writes_them_are_usual(text: str) -> None:
    assert leaves.is_usual_amount(text)


@pytest.mark.parametrize("text", ["", "m", "i", "Mi", "1Ki", "-1", "-5m", "1.5", "1mm", "1mMi", "1i", "٣", "٣m", "1 "])
def test_no_other_text_is_a_usual_amount(text: str) -> None:
    assert not leaves.is_usual_amount(text)


NAMES = st.text("aZ09-._/% éK\ud800\u0660", max_size=9) | st.sampled_from(
    ["a--b", "a%b", "a/b", "8-0", *["a" * n for n in (15, 16, 63, 64, 253, 254)]]
)


@given(NAMES)
def test_what_a_name_is_does_not_depend_on_what_was_looked_at_before(text: str) -> None:
    for test in (names.dns1123_label, names.dns1123_subdomain, names.label_value, names.port_name, names.label_key):
        check = leaves.text("the name", test, "K8S120", empty=False)
        wanted = bool(test(text))
        assert [bool(check(text)) for _ in range(2)] == [wanted, wanted]
        assert (text in leaves.good(test)) == (not wanted and len(text) <= leaves._LONGEST)


@given(NAMES)
@example("a--b")
@example("a%b")
@example("8-0")
def test_names_are_told_from_others_by_their_characters_and_ends(text: str) -> None:
    ascii = [c for c in text if c.isascii()]
    lower = len(ascii) == len(text) and all(c == "-" or (c.isalnum() and not c.isupper()) for c in text)
    ends = bool(text) and text[0] != "-" and text[-1] != "-"
    assert (not names.dns1123_label(text)) == (lower and ends and len(text) <= 63)
    letters = any(c.isalpha() for c in text)
    assert (not names.port_name(text)) == (lower and ends and len(text) <= 15 and letters and "--" not in text)
    segment = text not in ("", ".", "..") and not any(c in "/%" or c < " " or c == "\x7f" for c in text)
    assert (not names.path_segment_name(text)) == segment


def test_texts_that_were_looked_at_once_are_remembered_but_not_without_end() -> None:
    known: set[str] = set()
    for n in range(leaves._REMEMBERED + 2):
        leaves.remember(known, f"name-{n}")
    assert known == {f"name-{leaves._REMEMBERED}", f"name-{leaves._REMEMBERED + 1}"}
    leaves.remember(known, "x" * (leaves._LONGEST + 1))
    assert len(known) == 2


def test_what_may_be_a_secret_is_not_remembered(said: Callable[..., list[tuple[str, str]]]) -> None:
    value = "c2VjcmV0LXRoYXQtbm9ib2R5LWtub3dz"
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a", "namespace": "shop"}, "data": {"a": value}}
    assert said({**secret, "stringData": {"b": "a-plain-secret"}}) == []
    assert "a" in leaves.good(names.dns1123_subdomain)
    assert not [texts for texts in leaves._good.values() if value in texts or "a-plain-secret" in texts]


@pytest.mark.parametrize("value", [["a"], {"a": "b"}, 7, None, True])
def test_labels_that_are_no_text_are_found_after_good_ones(value: Any, said: Callable[..., list[tuple[str, str]]]) -> None:
    assert fieldchecks.label_map({"app": "a", "tier": "web"}) is None
    labelled = pod()
    labelled["metadata"]["labels"] = {"app": "a", "tier": value}
    assert said(labelled) == [("K8S102", "metadata.labels[tier]")]
