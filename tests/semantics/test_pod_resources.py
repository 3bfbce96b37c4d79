"""What a pod requests and is limited to, after defaults; and what LimitRanges refuse."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.semantics.pod_resources import PodResources, Range, amounts, refusals, write

ONE = 10**9


def container(name: str = "main", requests: Any = None, limits: Any = None, **more: Any) -> dict[str, Any]:
    resources = {key: value for key, value in (("requests", requests), ("limits", limits)) if value is not None}
    return {"name": name, "resources": resources, **more}


def pod(*containers: dict[str, Any], ranges: list[Range] | None = None, **more: Any) -> PodResources:
    return PodResources({"containers": list(containers), **more}, ranges or [])


def limit_range(**item: Any) -> list[Range]:
    return [Range({"type": "Container", **item})]


def shown(found: dict[str, int]) -> dict[str, str]:
    return {key: write(value, "1Gi" if "memory" in key else None) for key, value in found.items()}


class TestAmounts:
    def test_quantities_are_read_exactly_and_what_is_none_is_left_out(self) -> None:
        given = {"cpu": "100m", "memory": "1Gi", "pods": 5, "bad": "much", "true": True, "float": 1.5, "none": None}
        assert amounts(given) == {"cpu": ONE // 10, "memory": 2**30 * ONE, "pods": 5 * ONE}

    @pytest.mark.parametrize("value", [None, [], "cpu", 1])
    def test_what_is_no_mapping_has_none(self, value: Any) -> None:
        assert amounts(value) == {}

    @pytest.mark.parametrize(
        ("amount", "like", "text"), [(2**31 * ONE, "1Gi", "2Gi"), (1500 * 10**6, "1", "1500m"), (5 * ONE, 50, "5"), (ONE, "x", "1")]
    )
    def test_an_amount_is_written_like_another(self, amount: int, like: Any, text: str) -> None:
        assert write(amount, like) == text


class TestTogether:
    def test_containers_add_up_and_a_limit_stands_in_for_a_request(self) -> None:
        found = pod(container(requests={"cpu": "100m"}), container(limits={"cpu": "200m", "memory": "1Gi"}))
        assert shown(found.requests) == {"cpu": "300m", "memory": "1Gi"}
        assert shown(found.limits) == {"cpu": "200m", "memory": "1Gi"}

    def test_an_init_container_counts_only_where_it_needs_more_than_all_that_run(self) -> None:
        small, large = container(requests={"cpu": "100m"}), container(requests={"cpu": "1"})
        assert shown(pod(small, small, initContainers=[large]).requests) == {"cpu": "1"}
        assert shown(pod(large, small, initContainers=[large]).requests) == {"cpu": "1100m"}

    def test_a_sidecar_runs_beside_the_init_containers_after_it(self) -> None:
        sidecar = container("proxy", requests={"cpu": "500m"}, restartPolicy="Always")
        init, main = container("init", requests={"cpu": "1"}), container(requests={"cpu": "100m"})
        assert shown(pod(main, initContainers=[sidecar, init]).requests) == {"cpu": "1500m"}
        assert shown(pod(main, initContainers=[init, sidecar]).requests) == {"cpu": "1"}

    def test_overhead_comes_on_top_and_only_where_there_is_a_limit_of_the_limits(self) -> None:
        found = pod(container(requests={"cpu": "100m"}, limits={"memory": "1Gi"}), overhead={"cpu": "50m", "memory": "1Gi"})
        assert shown(found.requests) == {"cpu": "150m", "memory": "2Gi"}
        assert shown(found.limits) == {"memory": "2Gi"}

    def test_resources_of_the_whole_pod_count_in_place_of_its_containers(self) -> None:
        found = pod(container(requests={"cpu": "100m"}), resources={"requests": {"cpu": "1"}, "limits": {"memory": "1Gi"}})
        assert found.whole
        assert shown(found.requests) == {"cpu": "1", "memory": "1Gi"}
        assert shown(found.limits) == {"memory": "1Gi"}

    def test_best_effort_is_without_cpu_and_memory(self) -> None:
        assert pod(container()).best_effort
        assert pod(container(requests={"ephemeral-storage": "1Gi", "cpu": "0"})).best_effort
        assert not pod(container(limits={"memory": "1Gi"})).best_effort


class TestDefaults:
    def test_a_range_fills_in_what_is_missing_only(self) -> None:
        ranges = limit_range(default={"cpu": "1", "memory": "1Gi"}, defaultRequest={"cpu": "100m"})
        found = pod(container(requests={"cpu": "200m"}), ranges=ranges)
        assert shown(found.requests) == {"cpu": "200m", "memory": "1Gi"}
        assert shown(found.limits) == {"cpu": "1", "memory": "1Gi"}

    @pytest.mark.parametrize(
        ("item", "requests", "limits"),
        [
            ({"max": {"cpu": "2"}}, {"cpu": "2"}, {"cpu": "2"}),
            ({"max": {"cpu": "2"}, "default": {"cpu": "1"}}, {"cpu": "1"}, {"cpu": "1"}),
            ({"min": {"cpu": "2"}}, {"cpu": "2"}, {}),
            ({"min": {"cpu": "50m"}, "max": {"cpu": "2"}}, {"cpu": "2"}, {"cpu": "2"}),
            ({"min": {"cpu": "50m"}, "defaultRequest": {"cpu": "100m"}, "max": {"cpu": "2"}}, {"cpu": "100m"}, {"cpu": "2"}),
        ],
    )
    def test_what_an_item_does_not_say_follows_from_what_it_says(self, item: Any, requests: Any, limits: Any) -> None:
        found = pod(container(), ranges=limit_range(**item))
        assert (shown(found.requests), shown(found.limits)) == (requests, limits)

    def test_a_limit_that_the_container_has_is_its_request_before_any_default(self) -> None:
        found = pod(container(limits={"cpu": "1"}), ranges=limit_range(defaultRequest={"cpu": "100m"}))
        assert shown(found.requests) == {"cpu": "1"}

    def test_items_for_pods_and_claims_give_no_defaults(self) -> None:
        for kind in ("Pod", "PersistentVolumeClaim"):
            assert pod(container(), ranges=[Range({"type": kind, "default": {"cpu": "1"}, "max": {"cpu": "2"}})]).limits == {}


class TestRefusals:
    def told(self, found: PodResources, ranges: list[Range]) -> list[tuple[str, str]]:
        return [(field, bound) for field, _, bound in refusals(found, ranges)]

    def test_a_minimum_needs_a_request_and_holds_for_the_limit_too(self) -> None:
        ranges = [Range({"type": "Container", "min": {"cpu": "100m"}, "defaultRequest": {"cpu": "100m"}})]
        at = "spec.containers[0].resources"
        assert self.told(pod(container(), ranges=ranges), ranges) == []
        assert self.told(pod(container()), ranges) == [(f"{at}.requests[cpu]", "min 100m")]
        assert self.told(pod(container(requests={"cpu": "99m"})), ranges) == [(f"{at}.requests[cpu]", "min 100m")]
        assert self.told(pod(container(requests={"cpu": "100m"}, limits={"cpu": "99m"})), ranges) == [(f"{at}.limits[cpu]", "min 100m")]

    def test_a_maximum_needs_a_limit_and_holds_for_the_request_too(self) -> None:
        ranges = limit_range(max={"cpu": "1"})
        at = "spec.containers[0].resources"
        assert self.told(pod(container(limits={"cpu": "1"})), ranges) == []
        assert self.told(pod(container(requests={"cpu": "1"})), ranges) == [(f"{at}.limits[cpu]", "max 1")]
        assert self.told(pod(container(limits={"cpu": "1001m"})), ranges) == [(f"{at}.limits[cpu]", "max 1")]
        assert self.told(pod(container(requests={"cpu": "2"}, limits={"cpu": "1"})), ranges) == [(f"{at}.requests[cpu]", "max 1")]

    def test_a_ratio_needs_both_and_is_exact(self) -> None:
        ranges = limit_range(maxLimitRequestRatio={"cpu": "1500m"})
        assert self.told(pod(container(requests={"cpu": "2"}, limits={"cpu": "3"})), ranges) == []
        assert len(self.told(pod(container(requests={"cpu": "2"}, limits={"cpu": "3001m"})), ranges)) == 1
        assert self.told(pod(container(requests={"cpu": "2"})), ranges) == [
            ("spec.containers[0].resources.limits[cpu]", "maxLimitRequestRatio 1500m")
        ]
        assert self.told(pod(container(requests={"cpu": "0"}, limits={"cpu": "1"})), ranges)[0][0].endswith("requests[cpu]")

    def test_init_containers_are_bound_too_and_a_pod_by_all_together(self) -> None:
        ranges = [*limit_range(max={"cpu": "1"}), Range({"type": "Pod", "max": {"cpu": "1"}})]
        one = container(limits={"cpu": "1"})
        assert self.told(pod(one, initContainers=[one]), ranges) == []
        assert self.told(pod(one, one), ranges) == [("spec.containers", "max 1")]
        assert self.told(pod(one, initContainers=[container(limits={"cpu": "2"})]), ranges) == [
            ("spec.initContainers[0].resources.limits[cpu]", "max 1"),
            ("spec.containers", "max 1"),
        ]

    def test_a_request_above_the_limit_that_is_filled_in_is_refused(self) -> None:
        ranges = limit_range(default={"cpu": "500m"})
        assert self.told(pod(container(requests={"cpu": "600m"}), ranges=ranges), ranges) == [
            ("spec.containers[0].resources.requests[cpu]", "default 500m")
        ]
        assert self.told(pod(container(requests={"cpu": "600m"}, limits={"cpu": "600m"}), ranges=ranges), ranges) == []


CPUS = st.sampled_from(["0", "50m", "100m", "1", "2500m"])
SIDES = st.fixed_dictionaries(
    {}, optional={"requests": st.fixed_dictionaries({"cpu": CPUS}), "limits": st.fixed_dictionaries({"cpu": CPUS})}
)
PODS = st.lists(SIDES, min_size=1, max_size=4)


@given(PODS, PODS)
def test_a_pod_needs_at_least_what_each_of_its_containers_needs_and_at_most_all_together(main: list[Any], init: list[Any]) -> None:
    found = PodResources({"containers": [{"resources": r} for r in main], "initContainers": [{"resources": r} for r in init]}, [])
    each = [c.requests.get("cpu", 0) for c in found.containers]
    assert max(each) <= found.requests.get("cpu", 0) <= sum(each)


@given(PODS, CPUS, CPUS)
def test_after_defaults_every_container_has_what_the_range_gives(main: list[Any], default: str, most: str) -> None:
    ranges = limit_range(default={"cpu": default}, max={"memory": most})
    for c in PodResources({"containers": [{"resources": r} for r in main]}, ranges).containers:
        assert {"cpu", "memory"} <= c.limits.keys() & c.requests.keys()
