"""Dependencies: what comes before what, in linear time, and cycles named by the lines that made them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k8skit import ApiObject, App, CallError, Chart, ConfigMap, Construct, External
from k8skit.core import ranks as module
from k8skit.core.collect import collect

Line = Callable[..., tuple[str, int]]
Refused = Callable[..., Any]


class Group(Construct):
    count: int = 2

    def compose(self) -> None:
        for i in range(self.count):
            ConfigMap(self, f"{self.id}-{i}")


class Empty(Construct):
    pass


def ranks(app: App) -> dict[str, int]:
    return {m.name: m.rank for m in collect(app).manifests}


def test_without_dependencies_all_ranks_are_zero(app: App) -> None:
    Group(app, "a")
    assert ranks(app) == {"a-0": 0, "a-1": 0}


def test_everything_in_a_construct_comes_after_everything_in_what_it_depends_on(app: App) -> None:
    a, b, c = Group(app, "a"), Group(app, "b"), Group(app, "c")
    a.node.add_dependency(b)
    b.node.add_dependency(c)
    assert a.node.dependencies == [b]
    assert c.node.dependencies == []
    assert ranks(app) == {"a-0": 2, "a-1": 2, "b-0": 1, "b-1": 1, "c-0": 0, "c-1": 0}
    assert [m["metadata"]["name"] for m in app.manifests()] == ["c-0", "c-1", "b-0", "b-1", "a-0", "a-1"]


def test_a_rank_is_one_more_than_the_highest_it_depends_on(app: App) -> None:
    a, b, c, d = (ConfigMap(app, i) for i in "abcd")
    d.node.add_dependency(a, b, c)
    c.node.add_dependency(b)
    b.node.add_dependency(a)
    assert ranks(app) == {"a": 0, "b": 1, "c": 2, "d": 3}


def test_what_is_in_between_may_be_empty(app: App) -> None:
    a, nothing, b = Group(app, "a"), Empty(app, "nothing"), Group(app, "b")
    a.node.add_dependency(nothing)
    nothing.node.add_dependency(b)
    assert ranks(app) == {"a-0": 1 + 1, "a-1": 2, "b-0": 0, "b-1": 0}


def test_externals_may_be_depended_on(app: App) -> None:
    operator = External(app, "operator", kind="Deployment", group="apps", name="operator")
    a = Group(app, "a")
    a.node.add_dependency(operator)
    assert set(ranks(app).values()) == {1}


def test_charts_depend_on_charts(app: App) -> None:
    one, two = Chart(app, "one"), Chart(app, "two")
    Group(one, "a")
    Group(two, "b")
    one.node.add_dependency(two)
    assert ranks(app) == {"a-0": 1, "a-1": 1, "b-0": 0, "b-1": 0}
    assert [m.chart for m in app.synthesis().manifests] == ["two", "two", "one", "one"]


def test_a_construct_may_come_after_its_own_parts(app: App) -> None:
    chart = Chart(app, "shop")
    first, second, rest = ConfigMap(chart, "first"), ConfigMap(chart, "second"), Group(chart, "rest")
    chart.node.add_dependency(first, second)
    assert ranks(app) == {"first": 0, "second": 0, "rest-0": 1, "rest-1": 1}
    rest.node.add_dependency(second)
    assert ranks(app) == {"first": 0, "second": 0, "rest-0": 1, "rest-1": 1}


def test_parts_may_come_after_everything_else_in_their_scope(app: App) -> None:
    chart = Chart(app, "shop")
    last, other, rest = ConfigMap(chart, "last"), ConfigMap(chart, "other"), Group(chart, "rest")
    last.node.add_dependency(chart)
    other.node.add_dependency(chart)
    outside = ConfigMap(app, "outside")
    outside.node.add_dependency(last)
    assert ranks(app) == {"last": 1, "other": 1, "rest-0": 0, "rest-1": 0, "outside": 2}
    rest.node.add_dependency(app)
    with pytest.raises(CallError, match="K8S907"):
        ranks(app)


def test_a_part_deep_inside_counts_as_part(app: App) -> None:
    chart = Chart(app, "shop")
    group = Group(chart, "group")
    inner = group.node.find_child("group-0")
    ConfigMap(chart, "else")
    app.node.add_dependency(inner)
    assert ranks(app) == {"group-0": 0, "group-1": 1, "else": 1}


def test_a_dependency_on_a_construct_outside_of_what_is_collected_does_not_count(app: App) -> None:
    one, two = Chart(app, "one"), Chart(app, "two")
    a, b = ConfigMap(one, "a"), ConfigMap(two, "b")
    a.node.add_dependency(b)
    assert {m.name for m in collect(one).manifests} == {"a"}
    assert ranks(app) == {"a": 1, "b": 0}


@pytest.mark.parametrize("other", [None, "a", App, Construct])
def test_a_dependency_must_be_a_construct(app: App, refused: Refused, line: Line, other: Any) -> None:
    a = ConfigMap(app, "a")
    at = line(1)
    f = refused(lambda: a.node.add_dependency(other))
    assert (f.code, f.message, f.value) == ("K8S905", "a dependency must be a construct of the same app", other)
    assert (f.origin.file, f.origin.line, f.origin.path, f.help) == (*at, "a", "pass the construct itself")


def test_a_dependency_must_be_of_the_same_app(app: App, refused: Refused) -> None:
    stranger = ConfigMap(App(), "b")
    assert refused(ConfigMap(app, "a").node.add_dependency, stranger).code == "K8S905"


def test_a_cycle_is_named_with_the_lines_that_made_it(app: App, line: Line, refused: Refused) -> None:
    chart = Chart(app, "shop")
    a, b, c = Group(chart, "a"), Group(chart, "b"), Group(chart, "c")
    d = ConfigMap(chart, "d")
    first = line(1)
    a.node.add_dependency(b)
    b.node.add_dependency(c)
    c.node.add_dependency(a)
    d.node.add_dependency(a)
    a.node.add_dependency(ConfigMap(chart, "e"))
    f = refused(collect, app)
    file, n = first
    assert f.code == "K8S907"
    assert f.message == "dependencies form a cycle: shop/a -> shop/b -> shop/c -> shop/a"
    places = (f"shop/a after shop/b ({file}:{n})", f"shop/b after shop/c ({file}:{n + 1})", f"shop/c after shop/a ({file}:{n + 2})")
    assert f.help == f"remove one of: {', '.join(places)}"
    assert (f.origin.file, f.origin.line, f.origin.path, f.origin.type) == (file, n, "shop/a", "Group")
    with pytest.raises(CallError):
        app.manifests()


def test_a_construct_cannot_depend_on_itself(app: App, refused: Refused) -> None:
    a = ConfigMap(app, "a")
    a.node.add_dependency(a)
    assert refused(collect, app).message == "dependencies form a cycle: a -> a"
    empty = App()
    nothing = Empty(empty, "nothing")
    nothing.node.add_dependency(nothing)
    assert refused(collect, empty).message == "dependencies form a cycle: nothing -> nothing"


def test_a_cycle_through_a_scope_is_named(app: App, refused: Refused) -> None:
    chart = Chart(app, "shop")
    a, b = ConfigMap(chart, "a"), ConfigMap(chart, "b")
    chart.node.add_dependency(a)
    a.node.add_dependency(b)
    f = refused(collect, app)
    assert f.message == "dependencies form a cycle: shop -> shop/a -> shop/b -> shop"
    assert f.help.startswith("remove one of: shop after shop/a (")
    assert f.help.count(" after ") == 2, "that b is in shop is no declared dependency"
    other = App()
    a = ConfigMap(Chart(other, "x"), "a")
    ConfigMap(other, "b")
    other.node.add_dependency(a)
    a.node.add_dependency(other)
    assert "the app" in refused(collect, other).message


class Counting(module._Graph):
    made: list[Counting] = []

    def __init__(self, spans: Any, count: int) -> None:
        super().__init__(spans, count)
        self.made.append(self)


def edges(app: App, monkeypatch: pytest.MonkeyPatch) -> int:
    Counting.made.clear()
    monkeypatch.setattr(module, "_Graph", Counting)
    collect(app)
    [graph] = Counting.made
    return sum(map(len, graph.edges)) + len(graph.edges)


def layers(count: int, size: int) -> App:
    """Each layer depends on the whole layer before it: all to all."""
    app = App()
    before = Group(app, "layer-0", count=size)
    for i in range(1, count):
        layer = Group(app, f"layer-{i}", count=size)
        layer.node.add_dependency(before)
        before = layer
    return app


def test_the_work_is_linear_for_ten_thousand_objects_in_all_to_all_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    app = layers(100, 100)
    assert edges(app, monkeypatch) <= 4 * 10_000
    found = collect(app).manifests
    assert len(found) == 10_000
    assert all(m.rank == int(m.name.split("-")[1]) for m in found)
    assert edges(layers(50, 100), monkeypatch) * 2 >= edges(app, monkeypatch) - 10


def test_the_work_is_linear_where_a_scope_depends_on_many_of_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(count: int) -> App:
        app = App()
        chart = Chart(app, "shop")
        parts = [ConfigMap(chart, f"p-{i}") for i in range(count)]
        ConfigMap(chart, "rest")
        chart.node.add_dependency(*parts)
        return app

    assert edges(build(4000), monkeypatch) <= 8 * 4000
    found = collect(build(4000)).manifests
    assert [m.rank for m in found] == [0] * 4000 + [1]


PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12)


@settings(max_examples=150, deadline=None)
@given(PAIRS, st.lists(st.integers(0, 7), min_size=8, max_size=8))
def test_ranks_fit_every_declared_dependency_or_there_is_a_cycle(pairs: list[tuple[int, int]], sizes: list[int]) -> None:
    """The ranks are those of the plain definition, worked out object by object."""
    app = App()
    groups = [Group(app, f"g{i}", count=sizes[i] % 3) for i in range(8)]
    for a, b in pairs:
        groups[a].node.add_dependency(groups[b])

    found: dict[int, int] = {}

    def rank(i: int, above: tuple[int, ...]) -> int:
        if i in above:
            raise RecursionError
        if i not in found:
            found[i] = max((rank(b, (*above, i)) + 1 for a, b in pairs if a == i), default=0)
        return found[i]

    try:
        expected = {f"g{i}-{n}": rank(i, ()) for i in range(8) for n in range(sizes[i] % 3)}
        for i in range(8):
            rank(i, ())
    except RecursionError:
        with pytest.raises(CallError, match="K8S907"):
            collect(app)
    else:
        assert ranks(app) == expected


def test_objects_that_are_equal_in_rank_are_ordered_by_kind_and_name(app: App) -> None:
    for i, kind in enumerate(["Deployment", "Service", "ConfigMap"]):
        ApiObject(app, f"o{i}", {"apiVersion": "apps/v1" if kind == "Deployment" else "v1", "kind": kind, "metadata": {"name": "x"}})
    found = collect(app).manifests
    assert [m.rank for m in found] == [0, 0, 0]
