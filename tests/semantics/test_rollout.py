"""Rollouts and disruptions: the rounding of the controllers, pinned on published examples."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.errors import CallError
from k8skit.semantics.rollout import Fenceposts, daemon_set, deployment, desired_healthy, disruptions_allowed, scaled, stateful_set

counts = st.integers(0, 2000)
amounts = st.integers(0, 300) | st.integers(0, 150).map(lambda n: f"{n}%")


def exact(value: int | str, total: int) -> Fraction:
    return Fraction(int(value[:-1]) * total, 100) if isinstance(value, str) else Fraction(value)


@given(amounts, counts)
def test_a_percentage_is_rounded_as_asked(value: int | str, total: int) -> None:
    assert scaled(value, total, round_up=True) == ceil(exact(value, total))
    assert scaled(value, total, round_up=False) == floor(exact(value, total))


@pytest.mark.parametrize("value", [None, True, 0.25, "25", "", "%", "-5%", "+5%", "2.5%", " 5%", "5%\n", "٣%", "1" * 20 + "%", []])
def test_what_is_neither_a_count_nor_a_percentage_is_refused(value: Any) -> None:
    with pytest.raises(CallError) as caught:
        scaled(value, 10, round_up=True)
    finding = caught.value.findings[0]
    assert (finding.code, finding.message) == ("K8S107", "a number of pods must be a count or a percentage")


def test_a_percentage_has_at_most_twenty_characters() -> None:
    assert scaled("1" * 19 + "%", 100, round_up=True) == int("1" * 19)
    with pytest.raises(CallError):
        scaled("1" * 20 + "%", 100, round_up=True)


def test_the_finding_carries_the_text_or_the_type() -> None:
    number: Any = 0.5
    for value, shown in (("25", "25"), (number, "a number")):
        with pytest.raises(CallError) as caught:
            scaled(value, 10, round_up=True)
        assert caught.value.findings[0].value == shown


class TestDeployment:
    @pytest.mark.parametrize(
        ("replicas", "surge", "unavailable", "expected"),
        [
            # 30 % more and 20 % fewer of ten pods: at most 13, at least 8.
            (10, "30%", "20%", (3, 2, 13, 8)),
            # 25 % of one pod: one more, none fewer, so the new one comes first.
            (1, "25%", "25%", (1, 0, 2, 1)),
            # Both come to nothing: one pod may be missing, else there would be no progress.
            (2, 0, "25%", (0, 1, 2, 1)),
            (6, "25%", "25%", (2, 1, 8, 5)),
            (40, "25%", "25%", (10, 10, 50, 30)),
            (41, "25%", "25%", (11, 10, 52, 31)),
            (2, "0%", "1%", (0, 1, 2, 1)),
            (1, "1%", "25%", (1, 0, 2, 1)),
            (3, 1, 0, (1, 0, 4, 3)),
            (3, 0, 1, (0, 1, 3, 2)),
            (3, 0, 5, (0, 5, 3, 0)),
            (0, "25%", "25%", (0, 1, 0, 0)),
            (4, "100%", "100%", (4, 4, 8, 0)),
            (4, "150%", 0, (6, 0, 10, 4)),
        ],
    )
    def test_the_fenceposts_are_those_of_the_controller(
        self, replicas: int, surge: int | str, unavailable: int | str, expected: tuple[int, ...]
    ) -> None:
        posts = deployment(replicas, surge, unavailable)
        assert (posts.surge, posts.unavailable, posts.most, posts.least) == expected

    def test_the_defaults_are_a_quarter_each(self) -> None:
        assert deployment(10) == deployment(10, "25%", "25%") == Fenceposts(10, 3, 2)

    @given(counts, amounts, amounts)
    def test_a_rollout_can_always_make_progress_within_its_bounds(self, replicas: int, surge: int | str, unavailable: int | str) -> None:
        posts = deployment(replicas, surge, unavailable)
        assert posts.surge + posts.unavailable > 0
        assert posts.surge == ceil(exact(surge, replicas))
        assert posts.unavailable in (floor(exact(unavailable, replicas)), 1)
        assert 0 <= posts.least <= replicas <= posts.most


class TestDaemonSet:
    @pytest.mark.parametrize(
        ("nodes", "surge", "unavailable", "expected"),
        [
            (10, 0, 1, (0, 1)),
            (10, 0, "5%", (0, 1)),
            (10, 0, "11%", (0, 2)),
            (10, "1%", 0, (1, 0)),
            (10, "25%", 0, (3, 0)),
            (10, 0, 0, (0, 1)),
            (10, "0%", "0%", (0, 1)),
            (0, 0, "10%", (0, 0)),
        ],
    )
    def test_both_percentages_are_rounded_up(self, nodes: int, surge: int | str, unavailable: int | str, expected: tuple[int, int]) -> None:
        posts = daemon_set(nodes, surge, unavailable)
        assert (posts.surge, posts.unavailable) == expected

    def test_the_default_is_one_node_at_a_time(self) -> None:
        assert daemon_set(5) == Fenceposts(5, 0, 1)


class TestStatefulSet:
    @pytest.mark.parametrize(
        ("replicas", "unavailable", "expected"),
        [(5, 1, 1), (5, "10%", 1), (10, "25%", 2), (10, 3, 3), (10, "100%", 10), (0, "50%", 1), (5, 0, 1)],
    )
    def test_a_percentage_is_rounded_down_to_at_least_one(self, replicas: int, unavailable: int | str, expected: int) -> None:
        assert stateful_set(replicas, unavailable) == Fenceposts(replicas, 0, expected)

    def test_the_default_is_one_pod_at_a_time(self) -> None:
        assert stateful_set(3) == Fenceposts(3, 0, 1)
        assert stateful_set(3).least == 2


class TestDisruptions:
    @pytest.mark.parametrize(("pods", "allowed"), [(5, 1), (10, 1), (15, 2)])
    def test_ten_percent_unavailable_is_rounded_up(self, pods: int, allowed: int) -> None:
        assert disruptions_allowed(pods, max_unavailable="10%") == allowed
        assert desired_healthy(pods, max_unavailable="10%") == pods - allowed

    @pytest.mark.parametrize(
        ("expected", "healthy", "budget", "allowed"),
        [
            (7, None, {"min_available": "50%"}, 3),
            (3, None, {"min_available": 2}, 1),
            (3, None, {"min_available": 3}, 0),
            (3, None, {"min_available": 4}, 0),
            (3, None, {"min_available": "100%"}, 0),
            (3, None, {"min_available": "1%"}, 2),
            (3, None, {"min_available": 0}, 3),
            (1, None, {"max_unavailable": "30%"}, 1),
            (3, None, {"max_unavailable": 0}, 0),
            (3, None, {"max_unavailable": "0%"}, 0),
            (3, None, {"max_unavailable": 5}, 3),
            (5, 4, {"max_unavailable": 1}, 0),
            (5, 4, {"max_unavailable": 2}, 1),
            (5, 2, {"min_available": 3}, 0),
            (5, 0, {"max_unavailable": 1}, 0),
            (0, 0, {"max_unavailable": 1}, 0),
            (0, 3, {"min_available": 1}, 0),
            (-1, 3, {"min_available": 1}, 0),
            (3, 5, {"min_available": 3}, 2),
            (5, None, {}, 0),
            (5, None, {"min_available": 1, "max_unavailable": 2}, 2),
        ],
    )
    def test_the_number_is_that_of_the_controller(self, expected: int, healthy: int | None, budget: dict[str, Any], allowed: int) -> None:
        assert disruptions_allowed(expected, healthy, **budget) == allowed

    def test_a_budget_without_a_number_wants_none_healthy(self) -> None:
        assert desired_healthy(5) == 0
        assert desired_healthy(3, max_unavailable=5) == 0

    @given(st.integers(1, 500), st.integers(0, 500), amounts, st.sampled_from(["min_available", "max_unavailable"]))
    def test_evicting_what_is_allowed_keeps_the_budget(self, expected: int, healthy: int, value: int | str, field: str) -> None:
        budget: dict[str, Any] = {field: value}
        allowed = disruptions_allowed(expected, healthy, **budget)
        least = ceil(exact(value, expected)) if field == "min_available" else max(0, expected - ceil(exact(value, expected)))
        assert allowed >= 0
        assert allowed == 0 or healthy - allowed == least


def test_fenceposts_are_values() -> None:
    posts = deployment(10, "30%", "20%")
    assert repr(posts) == "Fenceposts(surge=3, unavailable=2, most=13, least=8)"
    assert len({posts, Fenceposts(10, 3, 2)}) == 1
    assert posts.__eq__((3, 2)) is NotImplemented
    others: list[object] = [Fenceposts(10, 3, 1), Fenceposts(10, 2, 2), Fenceposts(9, 3, 2), (3, 2)]
    assert [o for o in others if o == posts] == []
