"""Autoscaling: the replicas that metrics ask for, pinned on published examples."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.errors import CallError
from k8skit.semantics.autoscaling import desired_replicas, for_metric, utilization


@pytest.mark.parametrize(
    ("replicas", "current", "target", "wanted"),
    [
        # Five replicas at 90 % of their requests with a target of 70 %: 6.43, rounded up.
        (5, 90, 70, 7),
        # 75 % is within a tenth of 70 %: nothing happens.
        (5, 75, 70, 5),
        (10, 77, 70, 10),
        (10, 63, 70, 10),
        (5, 78, 70, 6),
        (5, 62, 70, 5),
        (10, 62, 70, 9),
        (1, 200, 100, 2),
        (1, 50, 100, 1),
        (4, 50, 100, 2),
        (3, 0, 70, 0),
        (0, 90, 70, 0),
        (3, 0.5, 0.25, 6),
        (3, 100, 50, 6),
        (2, 1e300, 1e-300, 2**31 - 1),
        (2, 2**40, 1, 2**31 - 1),
        (2, 2**30, 1, 2**31 - 1),
        (2, 2**30 - 1, 1, 2**31 - 2),
        (2**30, 2, 1, 2**31 - 1),
    ],
)
def test_a_metric_asks_for_this_many_replicas(replicas: int, current: float, target: float, wanted: int) -> None:
    assert for_metric(replicas, current, target) == wanted


@pytest.mark.parametrize(
    ("up", "down", "current", "wanted"),
    [
        (0, 0, 71, 11),
        (0, 0, 70, 10),
        (0, 0.1, 69, 10),
        (0, 0, 69, 10),
        (0.1, 0, 60, 9),
        (0.1, 0, 76, 10),
        ("0", "50%", 71, None),
        ("50m", "100m", 74, 11),
        ("50m", "100m", 73, 10),
        ("0.05", "0.2", 57, 10),
        ("0.05", "0.2", 55, 8),
        (0.5, 0.1, 104, 10),
        (0.5, 0.1, 106, 16),
    ],
)
def test_each_direction_has_its_own_tolerance(up: float | str, down: float | str, current: int, wanted: int | None) -> None:
    if wanted is None:
        with pytest.raises(CallError, match="a quantity must have a suffix"):
            for_metric(10, current, 70, scale_up_tolerance=up, scale_down_tolerance=down)
        return
    assert for_metric(10, current, 70, scale_up_tolerance=up, scale_down_tolerance=down) == wanted


@given(st.integers(1, 1000), st.integers(0, 1000), st.integers(1, 1000))
def test_the_number_is_the_exact_one_or_one_more_where_double_precision_is_short(replicas: int, current: int, target: int) -> None:
    ratio = Fraction(current, target)
    wanted = for_metric(replicas, current, target)
    if abs(ratio - 1) < Fraction(1, 10):
        assert wanted == replicas
    elif abs(ratio - 1) > Fraction(1, 10):
        assert wanted - ceil(ratio * replicas) in (0, 1)


class TestDesiredReplicas:
    def test_the_metric_that_asks_for_most_wins(self) -> None:
        assert desired_replicas(5, [(90, 70), (10, 70), (300, 200)], max_replicas=20) == 8
        assert desired_replicas(5, iter([(10, 70)]), max_replicas=20) == 1

    def test_the_number_stays_within_its_bounds(self) -> None:
        assert desired_replicas(5, [(90, 70)], max_replicas=6) == 6
        assert desired_replicas(5, [(10, 70)], min_replicas=3, max_replicas=6) == 3
        assert desired_replicas(5, [(90, 70)], min_replicas=2, max_replicas=10) == 7
        assert desired_replicas(5, [(75, 70)], min_replicas=2, max_replicas=10) == 5
        assert desired_replicas(1, [(0, 70)], max_replicas=10) == 1
        assert desired_replicas(1, [(0, 70)], min_replicas=0, max_replicas=10) == 0

    def test_without_metrics_only_the_bounds_count(self) -> None:
        assert [desired_replicas(n, [], min_replicas=2, max_replicas=4) for n in (1, 3, 5)] == [2, 3, 4]

    def test_no_replicas_pause_it(self) -> None:
        assert desired_replicas(0, [(900, 70)], min_replicas=2, max_replicas=4) == 0

    def test_the_tolerances_are_handed_on(self) -> None:
        assert desired_replicas(10, [(75, 70)], max_replicas=20, scale_up_tolerance=0) == 11
        assert desired_replicas(10, [(60, 70)], max_replicas=20, scale_down_tolerance="0.2") == 10

    def test_bounds_that_are_equal_are_fine(self) -> None:
        assert desired_replicas(1, [(90, 70)], min_replicas=3, max_replicas=3) == 3

    def test_bounds_that_cross_are_refused(self) -> None:
        with pytest.raises(CallError, match="min_replicas must not be greater than max_replicas 2") as caught:
            desired_replicas(1, [], min_replicas=3, max_replicas=2)
        assert (caught.value.findings[0].code, caught.value.findings[0].value) == ("K8S902", 3)


def test_a_utilization_has_whole_percents_cut_off() -> None:
    assert [utilization(*u) for u in ((100, 300), (1, 1), (0, 5), (299, 300), (1500, 1000))] == [33, 100, 0, 99, 150]


@pytest.mark.parametrize("requests", [0, -1])
def test_there_is_no_utilization_without_requests(requests: int) -> None:
    with pytest.raises(CallError, match=r"K8S902: a utilization needs requests greater than 0; "):
        utilization(1, requests)


@pytest.mark.parametrize(
    ("arguments", "text", "value"),
    [
        ((-1, 1, 1), "replicas and metrics must not be negative", -1),
        ((-1, -2, 1), "replicas and metrics must not be negative", -1),
        ((0, -2, 1), "replicas and metrics must not be negative", -2),
        ((1, -1, 1), "replicas and metrics must not be negative", -1),
        ((1, float("nan"), 1), "replicas and metrics must not be negative", None),
        ((1, 1, 0), "a target must be greater than 0", 0),
        ((1, 1, -1), "a target must be greater than 0", -1),
        ((1, 1, float("nan")), "a target must be greater than 0", None),
    ],
)
def test_numbers_that_make_no_sense_are_refused(arguments: Any, text: str, value: Any) -> None:
    with pytest.raises(CallError) as caught:
        for_metric(*arguments)
    assert caught.value.findings[0].message == text
    assert value is None or caught.value.findings[0].value == value


@pytest.mark.parametrize(
    "tolerances", [{"scale_up_tolerance": -0.1}, {"scale_down_tolerance": "-1m"}, {"scale_up_tolerance": float("nan")}]
)
def test_a_negative_tolerance_is_refused(tolerances: dict[str, Any]) -> None:
    with pytest.raises(CallError, match=r"K8S902: a tolerance must not be negative; "):
        for_metric(1, 1, 1, **tolerances)
