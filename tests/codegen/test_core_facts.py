"""Core facts are read from published schemas, resources and tables, and merged over the minors."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.codegen import core, markers, packages
from k8skit.codegen.packages import Package
from k8skit.errors import UsageError
from k8skit.facts import MINORS, load

if TYPE_CHECKING:
    from pathlib import Path


def test_a_schema_becomes_a_spec() -> None:
    assert core.field({"type": ["string", "null"]}) == {"type": "string"}
    assert core.field({"type": ["integer", "null"], "format": "int32"}) == {"type": "integer", "format": "int32"}
    assert core.field({"type": ["string", "integer", "null"]}) == {"type": ["string", "integer"]}
    assert core.field({"$ref": "#/$defs/io.k8s.apimachinery.pkg.api.resource.Quantity"}) == {"type": "quantity"}
    assert core.field({"$ref": "#/$defs/io.k8s.api.core.v1.Pod"}) == {"ref": "io.k8s.api.core.v1.Pod"}
    assert core.field({"type": "object", "additionalProperties": {"type": "string"}}) == {"type": "object", "values": {"type": "string"}}
    assert core.field({"type": "object", "additionalProperties": False}) == {"type": "object"}
    assert core.field({"type": "array", "items": {"type": "string"}, "x-kubernetes-list-type": "set", "description": "x"}) == {
        "type": "array",
        "items": {"type": "string"},
        "list_type": "set",
    }


def test_definitions_know_their_kind_and_required_fields() -> None:
    raw = {
        "a.Widget": {
            "x-kubernetes-group-version-kind": [{"group": "g", "version": "v1", "kind": "Widget"}],
            "required": ["size"],
            "properties": {"kind": {"type": "string", "enum": ["Widget"]}, "size": {"type": "integer"}},
        },
        "a.Options": {
            "x-kubernetes-group-version-kind": [{"group": g, "version": "v1", "kind": "Options"} for g in ("a", "b")],
            "x-kubernetes-unions": [{"x": 1}],
            "x-kubernetes-map-type": "atomic",
            "properties": {"kind": {"type": "string", "enum": ["Options"]}},
        },
        "io.k8s.apimachinery.pkg.apis.meta.v1.Time": {"type": "string"},
    }
    assert core.definitions(raw) == {
        "a.Widget": {
            "gvk": ["g", "v1", "Widget"],
            "properties": {"kind": {"type": "string", "const": "Widget"}, "size": {"type": "integer", "required": True}},
        },
        "a.Options": {"map_type": "atomic", "unions": [{"x": 1}], "properties": {"kind": {"type": "string"}}},
    }


SOURCE = """
class Widget(res.NamespacedResourceG, m.Widget):
    _api_info = res.ApiInfo(
        resource=res.ResourceDef('g', 'v1', 'Widget'),
        plural='widgets',
        verbs=['delete', 'post', 'global_list', 'put'],
    )
    Scale = WidgetScale

class WidgetScale(res.NamespacedSubResource, m.Scale):
    _api_info = res.ApiInfo(
        resource=res.ResourceDef('autoscaling', 'v1', 'Scale'),
        parent=res.ResourceDef('g', 'v1', 'Widget'),
        plural='widgets',
        verbs=['get'],
        action='scale',
    )

class Zone(res.GlobalResource, m.Zone):
    _api_info = res.ApiInfo(resource=res.ResourceDef('g', 'v1', 'Zone'), plural='zones', verbs=['get'])

class Helper:
    x = 1
"""


def test_resources_are_read_from_the_sources_without_running_them() -> None:
    files = {
        "lightkube/resources/g_v1.py": SOURCE,
        "lightkube/resources/__init__.py": "raise SystemExit",
        "lightkube/models/x.py": "raise SystemExit",
    }
    found = core.resources(Package(list(files), lambda name: files[name].encode()))
    assert found == {
        ("g", "v1", "Widget"): {
            "plural": "widgets",
            "namespaced": True,
            "verbs": {"delete", "create", "list", "update"},
            "subresources": {"scale"},
        },
        ("g", "v1", "Zone"): {"plural": "zones", "namespaced": False, "verbs": {"get"}},
    }


def d(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"properties": fields}


def test_minors_are_merged_into_one_set_with_their_differences() -> None:
    text, number = {"type": "string"}, {"type": "integer"}
    merged = core.merge(
        {
            "1": {"A": d(a=text, gone=text), "Old": d(x=text)},
            "2": {"A": d(a={**text, "required": True}, gone=text)},
            "3": {"A": d(a={**number, "rules": ["r"]}, new=text), "New": d(x=text)},
            "4": {"A": d(a={**number, "rules": ["r", "s"]}, new=text), "New": d(x=text)},
        }
    )
    assert merged == {
        "A": d(
            a={"type": "integer", "rules": ["r", "s"], "was": {"1": text, "2": {**text, "required": True}}},
            gone={"type": "string", "until": "2"},
            new={"type": "string", "since": "3"},
        ),
        "New": {"since": "3", **d(x=text)},
        "Old": {"until": "1", **d(x=text)},
    }


TABLE = """# a comment

g.A
  mode enum ["a", "b"]
  mode[] known 2.. ["c"]
  size default ..2 1.5
  size feature_gate 2..2 "Gate"
"""


def test_markers_hold_for_the_minors_that_their_line_names() -> None:
    parsed = markers.parse(TABLE, ["1", "2", "3"])
    assert parsed == {
        "1": {"g.A": {"mode": {"enum": ["a", "b"]}, "size": {"default": 1.5}}},
        "2": {"g.A": {"mode": {"enum": ["a", "b"]}, "mode[]": {"known": ["c"]}, "size": {"default": 1.5, "feature_gate": "Gate"}}},
        "3": {"g.A": {"mode": {"enum": ["a", "b"]}, "mode[]": {"known": ["c"]}}},
    }


def test_markers_are_written_into_fields_and_items() -> None:
    definitions = {"g.A": d(mode={"type": "array", "items": {"type": "string"}})}
    markers.apply(definitions, {"g.A": {"mode[]": {"enum": ["a"]}, "mode": {"rules": ["required"]}}})
    assert definitions["g.A"]["properties"]["mode"] == {"type": "array", "items": {"type": "string", "enum": ["a"]}, "rules": ["required"]}


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("g.A\n  mode enum [", "line 2: 'mode enum \\[': "),
        ("g.A\n  mode", "line 2: 'mode'"),
        ("  mode enum []", "line 1: 'mode enum \\[\\]': no definition above"),
        ("g.A\n  mode colour []", "unknown key 'colour'"),
        ("g.A\n  mode enum 1..9 []", "line 2"),
    ],
)
def test_a_malformed_line_is_named(table: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        markers.parse(table, ["1", "2"])


@pytest.mark.parametrize("field", ["size", "mode[]"])
def test_a_marker_of_no_field_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match=r"g\.A has no field"):
        markers.apply({"g.A": d(mode={"type": "string"})}, {"g.A": {field: {"enum": []}}})
    with pytest.raises(ValueError, match=r"g\.B has no field"):
        markers.apply({}, {"g.B": {"x": {"enum": []}}})


def test_every_marker_of_the_table_has_arrived() -> None:
    parsed = markers.parse((markers.TABLES / "markers.txt").read_text(encoding="utf-8"), MINORS)
    checked = 0
    for minor in MINORS:
        facts = load(minor)
        for name, fields in parsed[minor].items():
            properties = facts.definition(name)["properties"]
            for field, facts_of in fields.items():
                spec = properties[field.removesuffix("[]")]
                spec = spec["items"] if field.endswith("[]") else spec
                for key, value in facts_of.items():
                    if key != "rules":
                        assert spec[key] == value, (minor, name, field)
                        checked += 1
    assert checked > 1000


def test_the_life_cycle_table_has_every_removal_of_the_migration_guide() -> None:
    facts = load()
    for group, version, kind, removed, replacement in (
        ("batch", "v1beta1", "CronJob", "1.25", ("batch", "v1", "CronJob")),
        ("policy", "v1beta1", "PodSecurityPolicy", "1.25", None),
        ("autoscaling", "v2beta2", "HorizontalPodAutoscaler", "1.26", ("autoscaling", "v2", "HorizontalPodAutoscaler")),
        ("flowcontrol.apiserver.k8s.io", "v1beta3", "FlowSchema", "1.32", ("flowcontrol.apiserver.k8s.io", "v1", "FlowSchema")),
        ("networking.k8s.io", "v1beta1", "IngressClass", "1.22", ("networking.k8s.io", "v1", "IngressClass")),
    ):
        life = facts.lifecycle(group, version, kind)
        assert life is not None
        assert (life.removed, life.replacement) == (removed, replacement), kind
    endpoints = facts.lifecycle("", "v1", "Endpoints")
    assert endpoints is not None
    assert (endpoints.deprecated, endpoints.removed, endpoints.replacement) == ("1.33", "", ("discovery.k8s.io", "v1", "EndpointSlice"))


def test_short_names_are_those_of_kubectl() -> None:
    k = load().kind("networking.k8s.io", "v1", "NetworkPolicy")
    assert k is not None
    assert k.shorts == ("netpol",)
    plurals = {kind.plural for kind in load("1.37").kinds()}
    assert set(core.short_names()) <= plurals


def wheel(folder: Path, name: str) -> None:
    import zipfile

    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / name, "w") as archive:
        archive.writestr("b.txt", "content")
        archive.writestr("a.txt", "")


def test_a_cached_wheel_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    wheel(tmp_path / "k8skit", "no_such_thing-1.2-py3-none-any.whl")
    found = packages.package("no-such-thing", "1.2", download=False)
    assert found.names == ["a.txt", "b.txt"]
    assert found.read("b.txt") == b"content"


def test_without_a_cached_wheel_and_a_download_the_error_says_where_to_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(UsageError, match="neither installed nor in"):
        packages.package("no-such-thing", "1.2", download=False)


def test_a_failed_download_says_what_pip_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(UsageError, match=r"no-such-thing 1\.2 cannot be downloaded"):
        packages.package("no-such-thing", "1.2")


def test_a_downloaded_wheel_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    pip = tmp_path / "pip"
    wheel(tmp_path / "made", "no_such_thing-1.2-py3-none-any.whl")
    pip.write_text(f'#!/bin/sh\nwhile [ "$1" != --dest ]; do shift; done\ncp {tmp_path}/made/*.whl "$2"\n')
    pip.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(pip))
    assert packages.package("no-such-thing", "1.2").names == ["a.txt", "b.txt"]
    assert (tmp_path / "k8skit" / "no_such_thing-1.2-py3-none-any.whl").exists()


def test_an_installed_package_of_the_very_version_is_read_in_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from importlib import metadata

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    installed = packages.package("pytest", metadata.version("pytest"), download=False)
    assert "pytest/__init__.py" in installed.names
    assert b"pytest" in installed.read("pytest/__init__.py")
    with pytest.raises(UsageError):
        packages.package("pytest", "0.0.1", download=False)
