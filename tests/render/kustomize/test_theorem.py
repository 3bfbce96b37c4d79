"""The theorem: kustomize builds of each overlay exactly the manifests of its environment, object for object and field for field."""

from __future__ import annotations

import os
from random import Random
from typing import Any

import pytest
from hypothesis import find, given, seed, settings
from hypothesis import strategies as st

from k8skit.manifest import Manifest
from k8skit.render.kustomize import render
from tests.render.kustomize.apps import AnyApp, apps
from tests.render.kustomize.conftest import disagreements

APPS = int(os.environ.get("K8SKIT_KUSTOMIZE_APPS", "200"))
"""So many apps are drawn by hypothesis; each is built in three environments."""
BATCHES = 10
CLUSTERS = ("dev/eu", "dev/us", "prod/eu", "prod/us")


def hold(kustomize: Any, app: AnyApp, *, pin_images: bool, without: str = "") -> None:
    """Render an app, and hold its overlays to its manifests: by our own evaluation, and by kustomize."""
    texts = render(app, pin_images=pin_images)
    wanted = {name: [m.object for m in manifests] for name, manifests in app.items() if name != without}
    assert disagreements(texts, wanted) == []
    assert kustomize.differences(texts, wanted) == []


@pytest.mark.parametrize("batch", range(BATCHES))
def test_an_overlay_of_any_app_gives_the_manifests_of_its_environment(batch: int, kustomize: Any) -> None:
    @seed(batch)
    @settings(max_examples=APPS // BATCHES)
    # the first environment is the base itself: few ways to be wrong, and a process costs as much as for the others
    @given(apps(), st.booleans(), st.sampled_from(["", "e0", "e0", "e0"]))
    def holds(app: AnyApp, pin_images: bool, without: str) -> None:
        hold(kustomize, app, pin_images=pin_images, without=without)

    holds()


@pytest.mark.parametrize("batch", range(BATCHES))
def test_an_overlay_of_a_cluster_gives_the_manifests_of_that_cluster(batch: int, kustomize: Any) -> None:
    @seed(100 + batch)
    @settings(max_examples=APPS // 2 // BATCHES)
    @given(apps(CLUSTERS), st.booleans(), st.booleans())
    def holds(app: AnyApp, pin_images: bool, alike: bool) -> None:
        if alike and app["prod/eu"]:  # clusters that differ little: most of it stands in what their environment has
            last = app["prod/eu"][-1].key
            app = AnyApp({**app, "prod/us": [*app["prod/eu"][:-1], *(m for m in app["prod/us"] if m.key == last)]})
        hold(kustomize, app, pin_images=pin_images)

    holds()


def test_the_apps_have_everything_that_an_overlay_can_say() -> None:
    """Else the theorem would hold of too little."""
    seen: dict[str, int] = {}
    marks = {"\nnamespace:": "namespace", "\nimages:": "images", "\nreplicas:": "replicas"}

    @seed(1)
    @settings(max_examples=200, database=None)
    @given(apps())
    def look(app: AnyApp) -> None:
        for path, text in render(app).items():
            found = [what for mark, what in marks.items() if mark in text and path.endswith("/kustomization.yaml")]
            if "/patches/" in path:
                found.append("a JSON Patch" if "\n- op: " in text else "a merge patch")
            elif path.startswith("overlays/") and not path.endswith("/kustomization.yaml"):
                found.append("an object of its own")
            for what in found:
                seen[what] = seen.get(what, 0) + 1

    look()
    assert {what for what, count in seen.items() if count >= 2} == {
        *marks.values(),
        "a JSON Patch",
        "a merge patch",
        "an object of its own",
    }


def test_an_app_that_fails_is_shrunk_until_a_person_can_read_it() -> None:
    app = find(
        apps(("dev", "prod"), objects=2),
        lambda app: any("\n- op: " in text for text in render(app).values()),
        random=Random(1),
        settings=settings(database=None),
    )
    assert [len(manifests) for manifests in app.values()] == [1, 1]
    assert len(repr(app)) < 400
    assert "of a feature in shop: {" in repr(AnyApp(dev=[Manifest({"kind": "Thing"}, chart="shop")]))
