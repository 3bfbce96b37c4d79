"""What istiod asks of values: hosts, localities and percent signs, against what is said of them in other words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from k8skit.rules.istiod_http import changes
from k8skit.rules.istiod_traffic import locality_problems
from k8skit.rules.istiod_values import is_host, is_label, scope, scoped_host

LABEL = re.compile(r"[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?", re.ASCII)
WILD = re.compile(r"\*|(\*-?)?[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?", re.ASCII)

HOSTS = st.text("aA1*-._/\u00e4", max_size=8)


@given(HOSTS)
def test_a_part_of_a_host_is_letters_and_digits_with_hyphens_between(text: str) -> None:
    assert is_label(text) == (LABEL.fullmatch(text) is not None)
    assert is_label(text, wildcard=True) == (WILD.fullmatch(text) is not None)


@given(HOSTS)
@example("*-")
def test_a_host_is_parts_of_which_the_last_is_no_number(text: str) -> None:
    labels = text.split(".")
    first, rest = labels[0], labels[1:]
    ends = rest[:-1] if rest and rest[-1] == "" else rest
    fine = WILD.fullmatch(first) is not None and all(LABEL.fullmatch(label) for label in ends) and not (rest and rest[-1].isdecimal())
    assert is_host(text) == fine


@given(HOSTS)
def test_what_is_a_host_without_a_wildcard_is_one_with_it(text: str) -> None:
    if is_host(text, wildcard=False):
        assert is_host(text) == ("*" not in text)


@pytest.mark.parametrize("host", ["*", "a.com", "./*", "*/*.a.com", "shop/a.com", "10.0.0.1", "::1"])
def test_a_gateway_takes_these_hosts(host: str) -> None:
    assert list(scoped_host("f", host, of_gateway=True)) == []


@pytest.mark.parametrize("host", ["./*", "*/*", "~/*", "shop/*.a.com", "./a.shop.svc.cluster.local"])
def test_a_sidecar_takes_these_hosts(host: str) -> None:
    assert list(scoped_host("f", host, of_gateway=False)) == []


@pytest.mark.parametrize("host", ["a", "a_b.com", "*a.com", "/a.com", "A_/a.com"])
@pytest.mark.parametrize("of_gateway", [True, False])
def test_nobody_takes_these_hosts(host: str, *, of_gateway: bool) -> None:
    assert len(list(scoped_host("f", host, of_gateway=of_gateway))) == 1


def locality(parts: list[str]) -> str:
    return "/".join(parts)


LOCALITIES = st.lists(st.sampled_from(["a", "b", "*"]), min_size=1, max_size=3).filter(lambda p: "*" not in p[:-1]).map(locality)
PLACES = [(x, y, z) for x in "abc" for y in "abc" for z in "abc"]


def covers(name: str, place: tuple[str, ...]) -> bool:
    return all(part in ("*", here) for part, here in zip(name.split("/"), place, strict=False))


@given(st.lists(LOCALITIES, min_size=1, max_size=4))
def test_localities_that_share_a_place_overlap_and_others_do_not(names: list[str]) -> None:
    shares: list[Any] = [{"from": name, "to": {"x": 100}} for name in names]
    found = {field for field, *_ in locality_problems({"distribute": shares})}
    for i, name in enumerate(names):
        overlaps = any(covers(name, p) and covers(other, p) for other in names[:i] for p in PLACES)
        assert (f".loadBalancer.localityLbSetting.distribute[{i}].from" in found) == overlaps


@given(st.lists(st.sampled_from(["%%", "a", "%A%", "%B(x)%", '%C( ["y"] ) %', " "]), max_size=5).map("".join))
def test_values_of_headers_made_of_whole_parts_are_fine(text: str) -> None:
    assert list(changes({"headers": {"request": {"set": {"x": text}}}})) == []


@given(st.lists(st.sampled_from(["%%", "a", "%A%", "%B(x)%"]), max_size=4).map("".join), st.sampled_from(["%", "%A", "%B(x", "%B(x)"]))
def test_a_value_of_a_header_that_ends_within_a_part_is_not(text: str, end: str) -> None:
    assert len(list(changes({"headers": {"response": {"add": {"x": text + end}}}}))) == 1


@pytest.mark.parametrize(
    ("export_to", "entry", "pods", "count"),
    [
        ([], False, False, 0),
        (["."], False, True, 0),
        (["*"], False, False, 0),
        (["shop", "test"], False, False, 0),
        (["~"], True, False, 0),
        (["~"], False, False, 1),
        ([".", "shop"], False, False, 1),
        (["*", "test"], False, False, 1),
        (["~", "test"], True, False, 1),
        (["A_"], False, False, 1),
        (["test"], False, True, 1),
    ],
)
def test_a_scope_is_its_namespaces_each_once(export_to: list[str], count: int, *, entry: bool, pods: bool) -> None:
    assert len(list(scope({"exportTo": export_to}, "shop", of_entry=entry, of_pods=pods))) == count
