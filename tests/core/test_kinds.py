"""The classes of k8skit.api: one per kind, made on first use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from k8skit import ApiObject, App, CallError, Chart
from k8skit.core.kinds import kinds
from k8skit.facts import load

Line = Callable[..., tuple[str, int]]

apps = kinds("apps/v1", "k8skit.api.apps.v1")
core = kinds("v1", "k8skit.api.core.v1")


def test_a_kind_is_a_class_that_implies_api_version_and_kind(app: App) -> None:
    made = apps("Deployment")(app, "web", spec={"replicas": 2})
    assert made.manifest == {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"replicas": 2}}
    assert list(made.manifest) == ["apiVersion", "kind", "metadata", "spec"]
    assert isinstance(made, ApiObject)
    assert (type(made).__name__, type(made).__module__) == ("Deployment", "k8skit.api.apps.v1")
    assert (type(made).__doc__ or "").startswith("One Deployment (apps/v1).")
    assert core("ConfigMap")(app, "config", metadata={"name": "x"}, data={"a": "b"}).object_name == "x"


def test_a_class_is_made_once() -> None:
    assert apps("Deployment") is apps("Deployment")


def test_what_is_no_kind_is_an_attribute_error_with_the_closest_name() -> None:
    with pytest.raises(AttributeError, match=r"apps/v1 has no kind 'Deploymnt'; did you mean Deployment\? \(module 'k8skit.api.apps.v1'\)"):
        apps("Deploymnt")
    with pytest.raises(AttributeError, match="apps/v1 has no kind 'Zzzzzzzz'; it has ControllerRevision, DaemonSet, Deployment, "):
        apps("Zzzzzzzz")
    for name in ("__path__", "_private", "path", "spec", ""):
        with pytest.raises(AttributeError, match=r"module 'k8skit\.api\.apps\.v1' has no attribute"):
            apps(name)


def test_every_kind_of_the_facts_begins_with_a_capital() -> None:
    """Other attributes of a module are no kinds, and are answered without loading facts."""
    assert all(kind.kind[:1].isupper() for kind in load().kinds())


@pytest.mark.parametrize(
    ("args", "given", "expected"),
    [
        ((), {}, [("K8S903", "scope"), ("K8S903", "id")]),
        (("x", {"spec": 1}), {}, [("K8S901", "")]),
        (("x",), {"kind": "Pod", "apiVersion": "v1"}, [("K8S901", "apiVersion"), ("K8S901", "kind")]),
        (("x",), {"scope": 1}, [("K8S901", "scope")]),
    ],
)
def test_wrong_calls_are_told_with_the_users_line(app: App, line: Line, args: Any, given: Any, expected: Any) -> None:
    at = line(2)
    with pytest.raises(CallError) as raised:
        apps("Deployment")(*((app, *args) if args else ()), **given)
    assert [(f.code, f.field) for f in raised.value.findings] == expected
    assert all(f.origin is not None and (f.origin.file, f.origin.line, f.origin.type) == (*at, "Deployment") for f in raised.value.findings)
    assert app.node.children == []


def test_scope_and_id_may_be_named(app: App) -> None:
    assert apps("Deployment")(scope=app, id="x").node.path == "x"


def test_a_duplicate_and_a_wrong_value_show_the_users_line(app: App, line: Line) -> None:
    chart = Chart(app, "shop")
    at = line(1)
    apps("Deployment")(chart, "web")
    with pytest.raises(CallError, match=rf"Deployment, made at .*:{at[1]}"):
        apps("Deployment")(chart, "web")
    with pytest.raises(CallError, match=r"K8S924: shop/other spec: a manifest cannot hold a set"):
        apps("Deployment")(chart, "other", spec={1})


def test_a_kind_that_the_shipped_facts_know_is_checked(app: App) -> None:
    apps("Deployment")(app, "web", spec={"replcas": 2})
    with pytest.raises(Exception, match="replcas") as raised:
        app.manifests()
    assert "K8S101" in [f.code for f in raised.value.findings]  # type: ignore[attr-defined]
