"""The theorem: kustomize builds of each overlay exactly the manifests of its environment, object for object and field for field."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.render.kustomize import render

if TYPE_CHECKING:
    from collections.abc import Callable

APPS = int(os.environ.get("K8SKIT_KUSTOMIZE_APPS", "200"))
"""So many apps are made from chance; each is built in three environments."""
BATCHES = 10


@pytest.mark.parametrize("batch", range(BATCHES))
def test_an_overlay_of_any_app_gives_the_manifests_of_its_environment(batch: int, kustomize: Any, maker: Callable[[Random], Any]) -> None:
    wrong = []
    for n in range(batch, APPS, BATCHES):
        app = maker(Random(n)).app()
        texts = render(app, pin_images=n % 2 == 1)
        wanted = {name: [m.object for m in manifests] for name, manifests in app.items()}
        if n % 4:
            del wanted["e0"]  # the base itself: few ways to be wrong, and a process costs as much as for the others
        found = kustomize.differences(texts, wanted)
        wrong += [f"app {n}, {line}" for line in found]
    assert wrong == []


CLUSTERS = {"e0": "dev/eu", "e1": "dev/us", "e2": "prod/eu", "e3": "prod/us"}


@pytest.mark.parametrize("batch", range(BATCHES))
def test_an_overlay_of_a_cluster_gives_the_manifests_of_that_cluster(batch: int, kustomize: Any, maker: Callable[[Random], Any]) -> None:
    wrong = []
    for n in range(batch, APPS // 2, BATCHES):
        made = maker(Random(5000 + n)).app(environments=4)
        app = {CLUSTERS[name]: manifests for name, manifests in made.items()}
        if n % 2:  # clusters that differ little: most of it stands in what their environment has
            app["prod/us"] = [*app["prod/eu"][:-1], *(m for m in app["prod/us"] if m.key == app["prod/eu"][-1].key)]
        texts = render(app, pin_images=n % 3 == 1)
        wanted = {name: [m.object for m in manifests] for name, manifests in app.items()}
        found = kustomize.differences(texts, wanted)
        wrong += [f"app {n}, {line}" for line in found]
    assert wrong == []
