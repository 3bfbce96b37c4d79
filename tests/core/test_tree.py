"""The tree: ids, scopes, places, the lock, and what a construct lets be set."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from k8skit import ApiObject, App, CallError, Chart, ConfigMap, Construct, Node, WebService, field
from k8skit.core import session
from k8skit.core.construct import id_problem

Line = Callable[..., tuple[str, int]]
Refused = Callable[..., Any]


class Part(Construct):
    n: int = 0


class Group(Construct):
    """A user's own construct, made of public names only."""

    first: Part = field(init=False)
    second: Part = field(init=False)

    def compose(self) -> None:
        self.first = Part(self, "first")
        self.second = Part(self, "second", n=2)


def test_a_construct_knows_its_place(app: App) -> None:
    chart = Chart(app, "shop")
    group = Group(chart, "group")
    node = group.second.node
    assert (node.id, node.path, node.label) == ("second", "shop/group/second", "Part shop/group/second")
    assert node.scope is group
    assert node.root is app
    assert node.scopes == [app, chart, group, group.second]
    assert node.construct is group.second
    assert group.node.children == [group.first, group.second]
    assert (app.node.id, app.node.path, app.node.scope, app.node.label) == ("", "", None, "the App")
    assert app.node.scopes == [app]
    assert repr(group.second) == "<Part shop/group/second>"
    assert repr(app) == "<App (root)>"


def test_nodes_of_one_construct_are_equal(app: App) -> None:
    part = Part(app, "a")
    assert part.node == part.node
    assert len({part.node, part.node, app.node}) == 2
    assert part.node != app.node
    assert part.node != part
    assert isinstance(part.node, Node)


def test_all_constructs_are_found_each_before_its_parts(app: App) -> None:
    a, b = Group(app, "a"), Group(app, "b")
    assert app.node.find_all() == [app, a, a.first, a.second, b, b.first, b.second]
    assert a.second.node.find_all() == [a.second]
    assert list(b.node.walk()) == [b, b.first, b.second]


def test_a_tree_may_be_very_deep(app: App) -> None:
    at: Construct = app
    for _ in range(3000):
        at = Part(at, "x")
    assert len(app.node.find_all()) == 3001
    assert at.node.path.count("/") == 2999
    assert app.manifests() == []


def test_children_are_found_by_id(app: App) -> None:
    group = Group(app, "group")
    assert group.node.find_child("first") is group.first
    assert group.node.try_find_child("third") is None
    assert app.node.try_find_child("x") is None
    with pytest.raises(KeyError, match=r"Group group has no part 'frist', did you mean 'first'\?"):
        group.node.find_child("frist")
    with pytest.raises(KeyError, match="Group group has no part 'zzz'; it has first, second"):
        group.node.find_child("zzz")
    with pytest.raises(KeyError, match="Part group/first has no part 'zzz'; it has none"):
        group.first.node.find_child("zzz")


@pytest.mark.parametrize(
    ("id", "problem", "help"),
    [
        ("../../evil", "must consist of letters", "for example 'evil'"),
        ("", "must not be empty", "give an id"),
        ("a/b", "must consist of letters", "for example 'a-b'"),
        ("a b", "must consist of letters", "for example 'a-b'"),
        ("löwe", "must consist of letters", "for example 'lowe'"),
        ("日本", "must consist of letters", "give an id"),
        ("-a", "start with a letter or digit", "for example 'a'"),
        (".a", "start with a letter or digit", "for example 'a'"),
        ("_a", "start with a letter or digit", "for example 'a'"),
        ("a\n", "must consist of letters", "for example 'a'"),
        ("x" * 300, "must be at most 253 characters", f"for example '{'x' * 63}'"),
        (5, "must be a string", "give an id"),
        (None, "must be a string", "give an id"),
        (b"a", "must be a string", "give an id"),
    ],
)
def test_a_bad_id_is_refused(app: App, refused: Refused, line: Line, id: Any, problem: str, help: str) -> None:
    chart = Chart(app, "shop")
    at = line(1)
    f = refused(lambda: Part(chart, id))
    assert (f.code, f.field, f.value, f.help) == ("K8S904", "id", id, help)
    assert f.message.startswith("the id of Part must ")
    assert problem in f.message
    assert (f.origin.file, f.origin.line, f.origin.path, f.origin.type) == (*at, "shop", "Part")
    assert chart.node.children == []


@pytest.mark.parametrize("id", ["a", "A", "0", "a.b", "a_b", "a-b", "a.", "x" * 253, "Orders-2.0_x"])
def test_a_good_id_is_taken(app: App, id: str) -> None:
    assert Part(app, id).node.path == id


@given(st.text(max_size=5) | st.text("ab.-_/", max_size=260))
@example("a" * 254)
def test_an_id_never_makes_a_path_of_more_than_one_part(id: str) -> None:
    good = bool(id) and len(id) <= 253 and id.isascii() and all(c.isalnum() or c in "-_." for c in id) and id[0].isalnum()
    assert (id_problem(id) == "") == good
    if good:
        assert id not in (".", "..")
        assert "/" not in id


def test_an_id_may_be_an_enum_member(app: App) -> None:
    class Team(enum.StrEnum):
        A = "team-a"

    part = Part(app, Team.A)
    assert type(part.id) is str
    assert app.node.find_child("team-a") is part


def test_a_duplicate_id_names_both_places(app: App, refused: Refused, line: Line) -> None:
    chart = Chart(app, "shop")
    first = line(1)
    Part(chart, "web")
    Part(chart, "web-2")
    second = line(1)
    f = refused(lambda: Group(chart, "web"))
    assert f.code == "K8S904"
    assert f.message == f"Chart shop already has a part with the id 'web': Part, made at {first[0]}:{first[1]}"
    assert f.help == "ids are unique among the parts of one scope; for example 'web-3'"
    assert (f.origin.file, f.origin.line, f.origin.path, f.origin.type, f.value) == (*second, "shop/web", "Group", "web")
    assert f.field == "id"
    assert [type(c) for c in chart.node.children] == [Part, Part]
    top = refused(Chart, app, "shop")
    assert top.message.startswith("the App already has a part with the id 'shop': Chart, made at ")
    assert top.origin.path == "shop"


def test_an_id_is_free_again_after_a_failed_call(app: App) -> None:
    class Fails(Construct):
        def compose(self) -> None:
            Part(self, "part")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Fails(app, "x")
    assert app.node.children == []
    Part(app, "x")


@pytest.mark.parametrize("scope", [None, "shop", 1, Part, object()])
def test_a_scope_must_be_a_construct(refused: Refused, line: Line, scope: Any) -> None:
    at = line(1)
    f = refused(lambda: Part(scope, "a"))
    assert (f.code, f.field, f.value) == ("K8S905", "scope", scope)
    assert f.message == "the scope of Part must be a construct"
    assert (f.origin.file, f.origin.line, f.origin.type) == (*at, "Part")
    assert "an App, a Chart or another construct" in f.help


def test_a_scope_that_was_not_made_is_explained(refused: Refused) -> None:
    class Hasty(Construct):
        def __init__(self) -> None:
            Part(self, "part")

    f = refused(Hasty)
    assert f.code == "K8S905"
    assert f.message == "the scope of Part has not been made: its __init__ has not called super().__init__(scope, id)"
    assert refused(lambda: Part(object.__new__(Group), "a")).code == "K8S905"


def test_nothing_is_made_while_the_app_is_synthesised(app: App, refused: Refused, line: Line) -> None:
    chart = Chart(app, "shop")
    config = ConfigMap(chart, "config", data={"a": "b"})
    late: list[Any] = []

    def validate() -> list[str]:
        assert chart.node.locked
        at = line()
        for do in (
            lambda: Part(chart, "late"),
            lambda: config.patch({"data": {"a": "c"}}),
            lambda: config.silence("K8S101", reason="late"),
            lambda: chart.node.add_dependency(config),
            lambda: chart.node.add_validation(list),
            lambda: chart.node.set_context("a", 1),
        ):
            f = refused(do)
            assert (f.origin.file, f.origin.line > at[1]) == (at[0], True)
            late.append((f.code, f.message, f.help))
        return []

    chart.node.add_validation(validate)
    assert app.manifests()[0]["data"] == {"a": "b"}
    too_late = "comes too late: the app is already synthesised"
    what = ["Part 'late'", "the patch", "silencing a finding", "a dependency", "a validation", "context"]
    assert late == [("K8S906", f"{w} {too_late}", "do everything before app.synth()") for w in what]
    assert not chart.node.locked
    Part(chart, "now")


def test_the_lock_goes_away_when_synth_fails(app: App) -> None:
    app.node.add_validation(lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    with pytest.raises(ZeroDivisionError):
        app.manifests()
    Part(app, "a")


def test_nothing_is_made_after_synth(app: App, in_session: session.Session, refused: Refused) -> None:
    chart = Chart(app, "shop")
    app.synth()
    assert in_session.synths == [app]
    assert refused(Part, chart, "late").code == "K8S906"
    assert app.manifests() == []
    assert refused(Part, chart, "late").code == "K8S906", "a look at the manifests does not unlock it"


def test_sessions_nest_and_know_their_apps() -> None:
    before = session.current()
    outer = session.begin()
    first = App()
    inner = session.begin()
    second = App()
    assert session.current() is inner
    session.end()
    assert session.current() is outer
    session.end()
    assert (outer.apps, inner.apps, outer.synths) == ([first], [second], [])
    assert session.current() is before


def test_a_field_cannot_be_set_later(app: App, refused: Refused, line: Line) -> None:
    web = WebService(app, "web", image="a/b:1")
    at = line(1)
    f = refused(lambda: setattr(web, "replicas", 5))
    assert (f.code, f.field, f.value, f.help) == ("K8S906", "replicas", 5, "give it in the call, or patch the object")
    assert f.message == "replicas was read when WebService was made; setting it later changes nothing"
    assert (f.origin.file, f.origin.line, f.origin.path, f.origin.type) == (*at, "web", "WebService")
    assert web.replicas is None
    for name in ("id", "scope", "image"):
        assert refused(setattr, web, name, "x").code == "K8S906"
    assert web.id == "web"


def test_an_unknown_attribute_is_refused_with_the_closest_name(app: App, refused: Refused) -> None:
    web = WebService(app, "web", image="a/b:1")
    f = refused(setattr, web, "replcias", 5)
    assert (f.message, f.help) == ("WebService has no replcias; setting it changes nothing", "did you mean replicas?")
    assert refused(setattr, web, "zzzzzzzz", 5).help == "patch the object, or declare it as a field of the class"
    f = refused(setattr, web, "selector", {})
    assert (f.message, f.help) == ("selector is made by WebService itself and cannot be set", "leave it out, or patch the object")


def test_what_a_construct_sets_itself_may_be_set(app: App) -> None:
    class Own(Construct):
        made: int = field(init=False)

        def compose(self) -> None:
            self.extra = 1

        @property
        def twice(self) -> int:
            return self.extra * 2

        @twice.setter
        def twice(self, value: int) -> None:
            self.extra = value // 2

        def more(self) -> None:
            self.found = True

    own = Own(app, "a")
    own.extra = 2
    own.made = 3
    own.twice = 10
    own.more()
    own._note = "private"
    assert (own.extra, own.made, own.twice, own.found) == (5, 3, 10, True)


def test_a_construct_may_have_its_own_init(app: App, line: Line, refused: Refused) -> None:
    class Positional(Construct):
        def __init__(self, scope: Construct, id: str, *, size: int) -> None:
            super().__init__(scope, id)
            self.size = size
            self.part = Part(self, "part", n=size)

    at = line(1)
    made = Positional(app, "a", size=3)
    assert (made.size, made.part.n, made.part.node.path) == (3, 3, "a/part")
    assert made._at == at, "the place is where the class was called, not its own __init__"
    assert refused(Positional, app, "a", size=1).origin.path == "a"


def test_fields_may_be_changed_while_composing(app: App) -> None:
    class Sub(Group):
        width: int = 1

        def compose(self) -> None:
            self.width = 2
            super().compose()

    assert Sub(app, "a").width == 2


def test_refuse_makes_an_error_at_the_users_line(app: App, refused: Refused, line: Line) -> None:
    class Checked(Construct):
        a: int = 0

        def compose(self) -> None:
            self._check()

        def _check(self) -> None:
            if self.a:
                raise self.refuse("a is not 0", field="a", value=self.a, help="give 0")

        def later(self) -> CallError:
            return self.refuse("never")

    at = line(1)
    f = refused(lambda: Checked(app, "x", a=1))
    assert (f.code, f.message, f.field, f.value, f.help) == ("K8S902", "a is not 0", "a", 1, "give 0")
    assert (f.origin.file, f.origin.line, f.origin.path, f.origin.type) == (*at, "x", "Checked")
    checked = Checked(app, "x")
    at = line(1)
    [f] = checked.later().findings
    assert f.origin is not None
    assert (f.origin.file, f.origin.line) == at


def test_the_origin_is_the_outermost_construct_that_a_line_made(app: App, line: Line) -> None:
    at = line(1)
    web = WebService(Chart(app, "shop"), "web", image="a/b:1")
    origin = web.deployment._origin()
    assert (origin.file, origin.line, origin.path, origin.type) == (*at, "shop/web", "WebService")
    chart = app.node.find_child("shop")
    assert (chart._origin().path, chart._origin().type) == ("shop", "Chart")
    at = line(1)
    beta = web.variant("beta")
    assert (beta.deployment._origin().line, beta.deployment._origin().path) == (at[1], "shop/web/beta")
    group = Group(app, "group")
    assert group.first._origin().path == "group/first", "made by a line of the user's compose()"


def test_context_is_inherited_and_set_before_parts(app: App, refused: Refused) -> None:
    app.node.set_context("region", "eu")
    chart = Chart(app, "shop")
    chart.node.set_context("tier", None)
    chart.node.set_context("region", "us")
    part = Part(chart, "part")
    assert part.node.get_context("region") == "us"
    assert part.node.get_context("tier") is None
    assert app.node.get_context("region") == "eu"
    assert part.node.try_get_context("region") == "us"
    assert part.node.try_get_context("nothing") is None
    with pytest.raises(KeyError, match="no context 'nothing' at Part shop/part or above"):
        part.node.get_context("nothing")
    f = refused(chart.node.set_context, "late", 1)
    assert (f.code, f.value, f.help) == ("K8S906", 1, "set context before making constructs in it")
    assert f.message == "context 'late' is set after parts were made: part"
    assert f.origin.path == "shop"


def test_wrapping_a_construct_in_another_changes_no_name_and_no_selector() -> None:
    class Team(Construct):
        def compose(self) -> None:
            WebService(self, "orders", image="a/b:1", host="x.example.com", config={"A": "b"}).variant("beta")

    bare, wrapped = App(), App()
    WebService(Chart(bare, "shop"), "orders", image="a/b:1", host="x.example.com", config={"A": "b"}).variant("beta")
    Team(Chart(wrapped, "shop"), "team")
    assert wrapped.manifests() == bare.manifests()


def test_named_joins_a_name_and_a_suffix(app: App) -> None:
    class Called(Construct):
        name: str | None = None

    assert Called(app, "a").named("web") == "a-web"
    assert Called(app, "b", name="c").named("web") == "c-web"
    assert Part(app, "d").named("x") == "d-x"


def test_an_app_takes_nothing_and_may_have_fields_of_its_own(refused: Refused, line: Line) -> None:
    class Shop(App):
        region: str = "eu"

        def compose(self) -> None:
            Chart(self, self.region)

    make: Any = App
    at = line(1)
    f = refused(lambda: make(outdir="dist"))
    assert (f.code, f.message, f.help) == ("K8S901", "unknown parameter outdir", "App takes no parameters")
    assert (f.origin.file, f.origin.line, f.origin.path) == (*at, "")
    assert refused(make, "dist").help == "by position App takes nothing"
    shop: Any = Shop
    assert [c.id for c in shop(region="us").node.children] == ["us"]


def test_a_failed_app_is_in_no_session(in_session: session.Session) -> None:
    make: Any = App
    with pytest.raises(CallError):
        make("x")
    assert in_session.apps == []


def test_the_place_is_known_in_text_that_was_compiled(app: App) -> None:
    exec(compile("part = make(app, 'x')\n", "<string>", "exec"), {"make": Part, "app": app})
    assert app.node.find_child("x")._at == ("<string>", 1)


def test_an_api_object_is_a_construct_too(app: App) -> None:
    made = ApiObject(app, "x", {"apiVersion": "v1", "kind": "ConfigMap"})
    assert made.node.path == "x"
    assert app.node.children == [made]
