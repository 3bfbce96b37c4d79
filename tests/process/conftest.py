"""Fixtures of the tests of process steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit.core.plain import plain
from k8skit.finding import Origin
from k8skit.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def manifest() -> Callable[..., Manifest]:
    """Make a manifest: kind with group and version, name, and the rest of the object."""

    def make(gvk: str, name: str = "x", *, chart: str = "shop", patches: Any = (), **rest: Any) -> Manifest:
        api_version, _, kind = gvk.rpartition("/")
        metadata = {"name": name, **rest.pop("metadata", {})}
        object = plain({"apiVersion": api_version, "kind": kind, "metadata": metadata, **rest})
        return Manifest(
            object, chart=chart, origin=Origin("app.py", 3, f"shop/{name}", kind), patches=tuple((p, ("app.py", 9)) for p in patches)
        )

    return make


@pytest.fixture
def untouched() -> Callable[..., Any]:
    """Run a step that returns manifests, or changes those that it is given, and hold that it changed no object, at any depth."""

    def run(step: Callable[..., Any], manifests: list[Manifest], *args: Any) -> Any:
        before = [(m.object, plain(m.object), m, m.origin, m.chart, m.patches, m.silenced, m.rank) for m in manifests]
        given = plain(list(args[:2])) if args and isinstance(args[0], dict) and len(args) > 1 and isinstance(args[1], dict) else None
        found = step(manifests, *args)
        assert [m for _, _, m, *_ in before] == manifests
        for object, as_it_was, m, *known in before:
            assert object == as_it_was
            assert [m.origin, m.chart, m.patches, m.silenced, m.rank] == known
            assert found is None or m.object is object
        assert given is None or list(args[:2]) == given
        return manifests if found is None else found

    return run
