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
    """Run a step and hold that it changed nothing it was given, at any depth."""

    def run(step: Callable[..., Any], manifests: list[Manifest], *args: Any) -> Any:
        before = [(id(m), plain(m.object), m.origin, m.chart, m.patches, m.silenced, m.rank) for m in manifests]
        given = plain(list(args[:2])) if args and isinstance(args[0], dict) and len(args) > 1 and isinstance(args[1], dict) else None
        found = step(manifests, *args)
        assert [(id(m), m.object, m.origin, m.chart, m.patches, m.silenced, m.rank) for m in manifests] == before
        assert given is None or list(args[:2]) == given
        return found

    return run
