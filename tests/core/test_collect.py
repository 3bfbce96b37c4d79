"""From the tree to the flat list: units of output, externals, validations, silenced findings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from k8skit import ApiObject, App, CallError, Chart, ConfigMap, Construct, NamespaceRef, WebService, external
from k8skit.core.collect import collect
from k8skit.manifest import Manifest

Line = Callable[..., tuple[str, int]]
Refused = Callable[..., Any]


def test_objects_come_in_the_order_in_which_they_were_made_with_place_and_chart(app: App, line: Line) -> None:
    chart = Chart(app, "shop", namespace="shop", labels={"team": "a"}, annotations={"note": "b"})
    at = line(1)
    ConfigMap(chart, "b")
    ConfigMap(chart, "a").patch({"data": {"x": "y"}})
    ConfigMap(app, "alone")
    found = collect(app)
    assert [(m.name, m.chart, m.rank) for m in found.manifests] == [("b", "shop", 0), ("a", "shop", 0), ("alone", "alone", 0)]
    origin = found.manifests[0].origin
    assert origin is not None
    assert (origin.file, origin.line, origin.path, origin.type) == (*at, "shop/b", "ConfigMap")
    assert found.manifests[0].patches == ()
    assert found.manifests[1].patches == (({"data": {"x": "y"}}, (at[0], at[1] + 1)),)
    units = found.units
    assert list(units) == ["shop", "alone"]
    assert (units["shop"].namespace, units["shop"].labels, units["shop"].annotations) == ("shop", {"team": "a"}, {"note": "b"})
    assert (units["alone"].namespace, units["alone"].labels, units["alone"].annotations) == ("", {}, {})


def test_charts_without_objects_are_units_too(app: App) -> None:
    Chart(app, "empty")
    assert list(collect(app).units) == ["empty"]
    assert app.synthesis().charts == ["empty"]
    assert app.synthesis().texts() == {}


def test_a_construct_below_the_app_is_a_unit_of_output(app: App) -> None:
    class Team(Construct):
        def compose(self) -> None:
            ConfigMap(self, "config", name="x")

    Team(app, "team-a")
    assert [(m.name, m.chart) for m in collect(app).manifests] == [("x", "team-a")]


def test_nested_charts_inherit_and_are_named_by_their_path(app: App) -> None:
    outer = Chart(app, "outer", namespace="one", labels={"a": "1", "b": "1"}, annotations={"n": "1"})
    inner = Chart(outer, "inner", labels={"b": "2"})
    other = Chart(outer, "other", namespace=NamespaceRef("two"), annotations={"n": "2", "m": "2"})
    between = Construct(other, "between")
    deep = Chart(between, "deep")
    for scope in (outer, inner, other, between, deep):
        ConfigMap(scope, f"in-{scope.id}")
    found = collect(app)
    assert {m.name: m.chart for m in found.manifests} == {
        "in-outer": "outer",
        "in-inner": "outer-inner",
        "in-other": "outer-other",
        "in-between": "outer-other",
        "in-deep": "outer-other-deep",
    }
    units = {u.name: (u.namespace, u.labels, u.annotations) for u in found.units.values()}
    assert units == {
        "outer": ("one", {"a": "1", "b": "1"}, {"n": "1"}),
        "outer-inner": ("one", {"a": "1", "b": "2"}, {"n": "1"}),
        "outer-other": ("two", {"a": "1", "b": "1"}, {"n": "2", "m": "2"}),
        "outer-other-deep": ("two", {"a": "1", "b": "1"}, {"n": "2", "m": "2"}),
    }


def test_a_users_own_chart_below_a_chart_is_a_unit(app: App) -> None:
    class Own(Chart):
        def compose(self) -> None:
            ConfigMap(self, "config", name=f"{self.id}-config")

    Own(Own(app, "outer"), "inner")
    assert [(m.name, m.chart) for m in collect(app).manifests] == [("outer-config", "outer"), ("inner-config", "outer-inner")]
    assert [(m["metadata"]["name"]) for m in app.manifests()] == ["inner-config", "outer-config"]


def test_two_charts_with_one_output_name_are_refused(app: App, line: Line, refused: Refused) -> None:
    Chart(app, "a-b")
    at = line(1)
    Chart(Chart(app, "a"), "b")
    f = refused(collect, app)
    assert (f.code, f.message, f.value) == ("K8S904", "two charts have the output name 'a-b'", "b")
    assert (f.origin.file, f.origin.line, f.origin.path) == (*at, "a/b")
    assert f.help == "a nested chart is named by its path joined with '-'; rename one"


def test_a_part_of_the_tree_can_be_collected(app: App) -> None:
    chart = Chart(app, "shop", namespace="shop")
    inner = Construct(chart, "inner")
    ConfigMap(inner, "a")
    ConfigMap(chart, "b")
    found = collect(inner)
    assert [(m.name, m.chart) for m in found.manifests] == [("a", "shop")]
    assert found.units["shop"].namespace == "shop"


def test_a_manifest_may_be_changed_until_synth(app: App, refused: Refused) -> None:
    made = ConfigMap(app, "a", data={"x": "1"})
    made.manifest["data"]["x"] = "2"
    assert collect(app).manifests[0].object["data"] == {"x": "2"}
    made.manifest = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}}
    assert collect(app).manifests[0].name == "b"
    made.manifest = 5  # type: ignore[assignment]
    f = refused(collect, app)
    assert (f.code, f.message, f.value, f.origin.path) == ("K8S902", "a manifest must be a mapping", 5, "a")


def test_what_is_looked_at_is_a_copy(app: App) -> None:
    made = ConfigMap(app, "a", data={"x": "1"})
    app.manifests()[0]["data"]["x"] = "2"
    assert made.manifest["data"] == {"x": "1"}
    assert app.manifests()[0]["data"] == {"x": "1"}


def test_externals_are_listed_with_the_namespace_of_their_chart(app: App, line: Line) -> None:
    chart = Chart(app, "shop", namespace="shop")
    at = line(1)
    external(chart, "Secret", "db", keys=["password"], reason="made by an operator")
    external(chart, "Gateway", "public", group="gateway.networking.k8s.io", namespace=NamespaceRef("edge"))
    external(app, "StorageClass", "fast", group="storage.k8s.io")
    first, second, third = collect(app).externals
    origin = first.pop("origin")
    assert (origin.file, origin.line) == at
    expected = {"group": "", "kind": "Secret", "namespace": "shop", "name": "db", "keys": ["password"], "reason": "made by an operator"}
    assert first == expected
    assert (second["namespace"], second["group"], second["keys"]) == ("edge", "gateway.networking.k8s.io", [])
    assert third["namespace"] == ""
    assert app.synthesis().externals[0]["name"] == "db"


@pytest.mark.parametrize(
    ("told", "messages"),
    [([], []), (None, []), (["too big"], ["too big"]), (("a", "b"), ["a", "b"]), ("one text", ["one text"]), ("", []), ([5], ["5"])],
)
def test_a_validation_tells_findings_at_its_construct(app: App, line: Line, told: Any, messages: list[str]) -> None:
    chart = Chart(app, "shop")
    at = line(1)
    part = Construct(chart, "part")
    part.node.add_validation(lambda: told)
    found = collect(app).findings
    assert [(f.code, f.message) for f in found] == [("K8S912", m) for m in messages]
    for f in found:
        assert f.origin is not None
        assert (f.origin.file, f.origin.line, f.origin.path) == (*at, "shop/part")


def test_validations_run_at_every_synth_in_order(app: App) -> None:
    seen: list[str] = []
    a, b = Construct(app, "a"), Construct(app, "b")
    b.node.add_validation(lambda: seen.append("b") or [])  # type: ignore[func-returns-value]
    a.node.add_validation(lambda: seen.append("a1") or [])  # type: ignore[func-returns-value]
    a.node.add_validation(lambda: seen.append("a2") or [])  # type: ignore[func-returns-value]
    app.manifests()
    app.manifests()
    assert seen == ["a1", "a2", "b"] * 2


def test_a_silenced_finding_covers_the_objects_of_its_construct(app: App, line: Line) -> None:
    ConfigMap(app, "before")
    chart = Chart(app, "shop")
    ConfigMap(chart, "a")
    b = ConfigMap(chart, "b")
    ConfigMap(app, "after")
    at = line(1)
    b.silence("K8S101", reason="because")
    chart.silence("K8S203", reason="all of them")
    Construct(app, "empty").silence("K8S204", reason="nothing there")
    silences = [(code, reason, origin.line, origin.path, first, last) for code, reason, origin, first, last in collect(app).silences]
    assert silences == [
        ("K8S101", "because", at[1], "shop/b", 2, 3),
        ("K8S203", "all of them", at[1] + 1, "shop", 1, 3),
        ("K8S204", "nothing there", at[1] + 2, "empty", 4, 4),
    ]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("K8S20", "x"),
        ("K8S2033", "x"),
        ("K8S²²²", "x"),
        ("K8SX203", "x"),
        ("K8Sabc", "x"),
        (203, "x"),
        ("K8S203", ""),
        ("K8S203", "  "),
        ("K8S203", None),
        ("K8S203", 1),
    ],
)
def test_silencing_needs_a_code_and_a_reason(app: App, line: Line, refused: Refused, code: Any, reason: Any) -> None:
    made = ConfigMap(app, "a")
    at = line(1)
    f = refused(lambda: made.silence(code, reason=reason))
    assert (f.code, f.message) == ("K8S911", "a silenced finding needs its code and a reason")
    assert f.value == {"code": code, "reason": reason}
    assert (f.origin.file, f.origin.line, f.origin.path) == (*at, "a")
    assert "for example silence(" in f.help
    assert collect(app).silences == []


def test_ids_alone_never_make_two_files_of_one(app: App) -> None:
    with pytest.raises(CallError):
        ApiObject(app, "../x", {"apiVersion": "v1", "kind": "ConfigMap"})


def test_what_an_app_composes_itself_has_an_origin_of_its_own() -> None:
    root: App = type("Own", (App,), {"compose": lambda self: [ConfigMap(self, id) for id in "ab"]})()  # all of it in one line
    assert {part._at for part in root.node.children} == {root._at}
    assert [(m.origin.path, m.origin.type) for m in collect(root).manifests if m.origin] == [("a", "ConfigMap"), ("b", "ConfigMap")]


def test_the_parts_of_a_construct_have_its_origin_and_parts_that_are_added_to_it_their_own(app: App, line: Line) -> None:
    chart = Chart(app, "shop")
    at = line(1)
    ConfigMap(WebService(chart, "web", image="registry.example.com/web:1.0.0", port=8080), "more", name="more")
    origins = {m.name: m.origin for m in collect(app).manifests if m.origin}
    assert {(o.file, o.line) for o in origins.values()} == {at}
    assert {name: o.path for name, o in origins.items()} == {"web": "shop/web", "more": "shop/web/more"}


def test_silences_cover_objects_from_elsewhere_and_none_behind_them(app: App) -> None:
    class Elsewhere(Construct):
        _has_foreign = True

        def _foreign(self, unit: str) -> list[Manifest]:
            objects = [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}} for name in ("x", "y")]
            return [Manifest(object, chart=unit) for object in objects]

    chart = Chart(app, "shop")
    ConfigMap(chart, "a")
    around = Construct(chart, "around")
    ConfigMap(Elsewhere(around, "elsewhere"), "b")
    ConfigMap(chart, "c").silence("K8S204", reason="one")
    around.silence("K8S203", reason="all in it")
    found = collect(app)
    covered = {code: [m.name for m in found.manifests[first:last]] for code, _, _, first, last in found.silences}
    assert covered == {"K8S203": ["x", "y", "b"], "K8S204": ["c"]}
    assert [code for code, *_ in found.silences] == ["K8S203", "K8S204"]
