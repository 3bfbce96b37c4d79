"""The order in which manifests are applied."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from k8skit.manifest import Manifest
from k8skit.process.order import FIRST, LAST, order

Make = Callable[..., Manifest]


def test_kinds_stand_in_one_list_once() -> None:
    assert len({*FIRST, *LAST}) == len(FIRST) + len(LAST)


@pytest.mark.parametrize("seed", range(5))
def test_kinds_come_as_a_cluster_wants_them_then_namespaces_and_names(manifest: Make, seed: int) -> None:
    middle = ["AAA", "HTTPRoute", "ZZZ"]
    kinds = [*FIRST, *middle, *LAST]
    made = [
        manifest(f"example.com/v1/{kind}", name, metadata={"namespace": space})
        for kind in kinds
        for space in ("a", "b")
        for name in ("x", "y")
    ]
    mixed = made.copy()
    random.Random(seed).shuffle(mixed)
    before = mixed.copy()
    assert order(mixed) == made
    assert mixed == before, "the list itself is left"


def test_groups_of_one_kind_are_kept_together(manifest: Make) -> None:
    a, b, c = manifest("b.com/v1/X", "1"), manifest("a.com/v1/X", "2"), manifest("v1/X", "3")
    assert order([a, b, c]) == [c, b, a]


def test_rank_comes_before_everything(manifest: Make) -> None:
    early, late = manifest("v1/Service"), manifest("v1/Namespace")
    late.rank = 1
    assert order([late, early]) == [early, late]


def test_equals_keep_their_order(manifest: Make) -> None:
    made = [manifest("v1/ConfigMap") for _ in range(5)]
    assert order(made) == made


def test_what_others_need_comes_first(manifest: Make) -> None:
    names = [
        "Deployment",
        "Service",
        "ServiceAccount",
        "ConfigMap",
        "Namespace",
        "CustomResourceDefinition",
        "Ingress",
        "HorizontalPodAutoscaler",
        "Role",
    ]
    found = [m.kind for m in order([manifest(f"v1/{kind}") for kind in names])]
    expected = ["Namespace", "CustomResourceDefinition", "ServiceAccount", "Role", "ConfigMap", "Service", "Deployment"]
    assert found == [*expected, "HorizontalPodAutoscaler", "Ingress"]
