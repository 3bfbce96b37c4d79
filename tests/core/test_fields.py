"""Fields of constructs and values: what a call may give, what it gets back, and what it is told when it is wrong."""

from __future__ import annotations

import dataclasses
import datetime
import importlib
import os
import sys
import typing
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NewType, NotRequired

import pytest
from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from k8skit import App, CallError, Chart, Construct, Count, LabelName, Port, Quantity, Value, field
from k8skit.core import fields
from k8skit.core.annotations import _GOOD, NO, exactly, is_class_var, phrase, resolve, taker
from k8skit.manifest import Marked

if TYPE_CHECKING:
    from fractions import Fraction

PACKAGE = os.path.dirname(os.path.dirname(fields.__file__))


class Size(Value):
    width: int = field(kw_only=False)
    height: int = field(default=1, kw_only=False)
    name: str = ""


class Web(Construct):
    image: str
    port: Port = 8080
    hosts: Sequence[str] = ()
    labels: Mapping[str, str] = {}
    size: Size | None = None
    made: str = field(init=False)

    def compose(self) -> None:
        self.made = f"{self.image}:{self.port}"


def here(offset: int = 0) -> tuple[str, int]:
    """The file and line of the call of this function, some lines further."""
    frame = sys._getframe(1)
    return frame.f_code.co_filename, frame.f_lineno + offset


def errors(call: Any, *args: Any, **given: Any) -> list[tuple[str, str, str, str]]:
    """Code, field, message and help of every error of a call."""
    with pytest.raises(CallError) as raised:
        call(*args, **given)
    return [(f.code, f.field, f.message, f.help) for f in raised.value.findings]


def scope() -> Chart:
    return Chart(App(), "shop")


def test_all_errors_of_one_call_come_together_with_the_users_line_the_path_and_the_field() -> None:
    web: Any = Web
    shop = scope()
    at = here(2)
    with pytest.raises(CallError) as raised:
        web(shop, "orders", "extra", port=70000, hosts=["a", 1], prt=1, made="x")
    found = raised.value.findings
    assert [(f.code, f.field) for f in found] == [
        ("K8S902", "port"),
        ("K8S902", "hosts[1]"),
        ("K8S901", ""),
        ("K8S901", "prt"),
        ("K8S901", "made"),
        ("K8S903", "image"),
    ]
    for f in found:
        assert f.origin is not None
        assert (f.origin.file, f.origin.line) == at
        assert (f.origin.path, f.origin.type) == ("shop/orders", "Web")
    assert [f.value for f in found[:5]] == [70000, 1, "extra", 1, "x"]
    text = str(raised.value)
    assert (
        f"K8S902: shop/orders port: port must be a port number between 1 and 65535 ({at[0]}:{at[1]}); give port a port number"
        in text.splitlines()
    )
    assert len(text.splitlines()) == 6


def test_a_wrong_call_leaves_nothing_in_the_tree() -> None:
    shop = scope()
    web: Any = Web
    with pytest.raises(CallError):
        web(shop, "orders")
    assert shop.node.children == []
    assert Web(shop, "orders", image="x").made == "x:8080"


@pytest.mark.parametrize(
    ("args", "given", "expected"),
    [
        ((), {}, [("K8S903", "scope"), ("K8S903", "id"), ("K8S903", "image")]),
        ((), {"id": "a", "image": "x"}, [("K8S903", "scope")]),
        (("scope",), {"image": "x"}, [("K8S903", "id")]),
        (("scope", "a"), {"scope": 1, "id": 2, "image": "x"}, [("K8S901", "scope"), ("K8S901", "id")]),
        ((5, "a"), {"imge": "x"}, [("K8S905", "scope"), ("K8S901", "imge"), ("K8S903", "image")]),
        (("scope", "a b"), {"image": 1}, [("K8S904", "id"), ("K8S902", "image")]),
        (("scope", "a", "x"), {}, [("K8S901", ""), ("K8S903", "image")]),
    ],
)
def test_scope_and_id_are_checked_with_the_rest(args: tuple[Any, ...], given: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    shop = scope()
    web: Any = Web
    at = here(2)
    with pytest.raises(CallError) as raised:
        web(*[shop if a == "scope" else a for a in args], **given)
    assert [(f.code, f.field) for f in raised.value.findings] == expected
    assert all(f.origin is not None and (f.origin.file, f.origin.line, f.origin.type) == (*at, "Web") for f in raised.value.findings)
    assert shop.node.children == []


def test_scope_and_id_can_be_given_by_name() -> None:
    shop = scope()
    assert Web(scope=shop, id="a", image="x").node.path == "shop/a"
    assert Web(shop, id="b", image="x").node.path == "shop/b"


def test_what_to_do_is_said() -> None:
    web: Any = Web
    shop = scope()
    assert errors(web, shop, "a", image="x", prot=1) == [("K8S901", "prot", "unknown parameter prot", "did you mean port?")]
    takes = "Web takes hosts, image, labels, port, size"
    assert errors(web, shop, "a", image="x", zzzzzz=1) == [("K8S901", "zzzzzz", "unknown parameter zzzzzz", takes)]
    own = "made is made by Web itself and cannot be given"
    assert errors(web, shop, "a", image="x", made=1) == [("K8S901", "made", "unknown parameter made", own)]
    assert errors(web, shop, "a") == [("K8S903", "image", "parameter image is missing", "Web needs image")]
    by_name = "by position Web takes scope and id only; name the others: image=..., port=..., hosts=..., labels=..."
    assert ("K8S901", "", "a parameter is given by position", by_name) in errors(web, shop, "a", "x", image="x")


def test_a_value_takes_by_position_only_what_says_so() -> None:
    size: Any = Size
    assert size(2, 3).height == 3
    assert size(2).height == 1
    assert size(width=2, height=5) == size(2, 5)
    by_name = "by position Size takes width, height only; name the others: name=..."
    assert errors(size, 2, 3, "x") == [("K8S901", "", "a parameter is given by position", by_name)]
    assert errors(size, 2, width=3) == [("K8S901", "width", "parameter width is given twice", "give it once")]
    assert errors(size, "a", "b") == [
        ("K8S902", "width", "width must be an integer, got str", "give width an integer"),
        ("K8S902", "height", "height must be an integer, got str", "give height an integer"),
    ]

    class Named(Value):
        name: str

    named: Any = Named
    assert errors(named, "x")[0] == (
        "K8S901",
        "",
        "a parameter is given by position",
        "by position Named takes nothing; name the others: name=...",
    )

    class Nothing(Value):
        pass

    nothing: Any = Nothing
    assert errors(nothing, x=1) == [("K8S901", "x", "unknown parameter x", "Nothing takes no parameters")]


class HasX(Value):
    """A value with an x."""

    x: str = field(kw_only=False)


@pytest.mark.parametrize(
    ("annotation", "value", "message"),
    [
        ("str", 1, "x must be a string, got int"),
        ("int", True, "x must be an integer, got bool"),
        ("int", "8080", "x must be an integer, got str"),
        ("bool", 1, "x must be True or False, got int"),
        ("float", "1", "x must be a number, got str"),
        ("bytes", "a", "x must be bytes, got str"),
        ("None", 0, "x must be None, got int"),
        ("list[str]", "ab", "x must be a list, got str"),
        ("list[int]", [1, "2"], "x[1] must be an integer, got str"),
        ("dict[str, int]", {1: 1}, "x[1] (key) must be a string, got int"),
        ("dict[str, list[int]]", {"a": [1, None]}, "x['a'][1] must be an integer, got NoneType"),
        ("Literal['a', 1]", "b", "x must be 'a' or 1, got 'b'"),
        ("Literal[1, 2, 3]", True, "x must be 1, 2 or 3, got True"),
        ("Literal['a']", ["a"], "x must be 'a', got list"),
        ("Literal['a']", "b" * 50, "x must be 'a', got str"),
        ("Port", 0, "x must be a port number between 1 and 65535"),
        ("Port", "80", "x must be a port number, got str"),
        ("int | None", "1", "x must be an integer or None, got '1'"),
        ("int | str | None", [], "x must be an integer, a string or None, got list"),
        ("Port | LabelName", 0, "x must be a port number between 1 and 65535"),
        ("Port | LabelName", 1.5, "x must be a port number or a name, got 1.5"),
        ("list[int] | None", [1, "2"], "x[1] must be an integer, got str"),
        ("list[int] | dict[str, int]", {"a": "b"}, "x['a'] must be an integer, got str"),
        ("list[int] | list[str]", [None], "x must be a list of integers or a list of strings, got list"),
        ("list[int | None] | str", [1, "a"], "x[1] must be an integer or None, got 'a'"),
        ("Size", {"width": 1}, "x must be a Size, got dict"),
        ("Size | None", 1, "x must be a Size or None, got 1"),
        ("dict[str, Size]", {"a": None}, "x['a'] must be a Size, got NoneType"),
        ("Sequence[Size]", (Size(1), 5), "x[1] must be a Size, got int"),
        ("datetime.date", "2020-01-01", "x must be a valid date, got str"),
        ("Annotated[int, Field(gt=0)]", 0, "x must be greater than 0"),
        ("Annotated[int, Field(gt=0)] | None", 0, "x must be greater than 0"),
        ("tuple[int, ...]", [1], "x must be a valid tuple, got list"),
        ("set[int]", [1], "x must be a valid set, got list"),
    ],
)
def test_a_wrong_value_is_told_in_words(annotation: str, value: Any, message: str) -> None:
    made: Any = type("Made", (Value,), {"__annotations__": {"x": annotation}, "__module__": __name__})
    found = errors(made, x=value)
    assert [e[2] for e in found] == [message]


def test_help_says_what_the_whole_field_takes_or_the_closest_word() -> None:
    class Made(Value):
        ports: Mapping[str, Sequence[Port]] = {}
        mode: Literal["Always", "Never"] = "Never"

    made: Any = Made
    assert errors(made, ports={"a": [0]})[0][3] == "ports takes a mapping of strings to list of port numbers"
    assert errors(made, ports=1)[0][3] == "give ports a mapping of strings to list of port numbers"
    assert errors(made, mode="always") == [("K8S902", "mode", "mode must be 'Always' or 'Never', got 'always'", "did you mean 'Always'?")]
    assert errors(made, mode=3)[0][3] == "give mode 'Always' or 'Never'"


@pytest.mark.parametrize(
    ("annotation", "value", "help"),
    [
        ("Port", "8080", "write it without quotes, as a number"),
        ("Port", "80800", "give x a port number"),
        ("Port", "\u0668\u0660", "give x a port number"),
        ("str", 17, "write it in quotes, as text"),
        ("LabelName", 1.5, "give x a name"),
        ("bool", "true", "write True, without quotes"),
        ("bool", "yes", "give x True or False"),
        ("Sequence[str]", "group:x", "write it as a list, in [ ]"),
        ("Sequence[str]", ["a", 1], "write it in quotes, as text"),
        ("Sequence[str]", [1, 2], "x takes a list of strings"),
        ("Mapping[str, str]", {"a": 1}, "write it in quotes, as text"),
        ("Mapping[str, Sequence[int]]", {"a": (1, "2")}, "write it without quotes, as a number"),
        ("Mapping[str, str]", {1: "a"}, "x takes a mapping of strings to strings"),
        ("Literal['on', 'off'] | int", "of", "did you mean 'off'?"),
        ("int", HasX("3"), "give x an integer"),
        ("str", HasX("3"), "give its x: add .x"),
        ("datetime.date", "2020-01-01", "give x a date"),
    ],
)
def test_help_says_how_to_write_what_was_surely_meant(annotation: str, value: Any, help: str) -> None:
    made: Any = type("Made", (Value,), {"__annotations__": {"x": annotation}, "__module__": __name__})
    assert {e[3] for e in errors(made, x=value)} == {help}


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        (None, "None"),
        (int, "an integer"),
        (dict, "a mapping"),
        (list, "a list"),
        (list[Any], "a list"),
        (Sequence, "a list"),
        (Mapping, "a mapping"),
        (type("Xenon", (), {}), "a Xenon"),
        (dict[str, Any], "a mapping"),
        (list[int], "a list of integers"),
        (dict[str, bool], "a mapping of strings to booleans"),
        (Sequence[float], "a list of numbers"),
        (Any, "anything"),
        (int | Any, "anything"),
        (Size, "a Size"),
        (App, "an App"),
        (int | None, "an integer or None"),
        (int | str | None, "an integer, a string or None"),
        (list[Size], "a list of Size"),
        (list[Port], "a list of port numbers"),
        (list[Quantity], "a list of quantity such as 250m or 512Mi"),
        (dict[LabelName, str | Size | None], "a mapping of names to strings, Size or None"),
        (list[int | Any], "a list"),
        (list[Literal["a", "b"]], "a list of 'a' or 'b'"),
        (Annotated[int, "x"], "an integer"),
        (Annotated[int, ["x"]], "an integer"),
        (Literal["a"], "'a'"),
        (Literal["a", 2, True], "'a', 2 or True"),
        (tuple[int, ...], "a tuple[int, ...]"),
        (Port, "a port number"),
        (NewType("UserId", int), f"a {__name__}.UserId"),
    ],
)
def test_a_type_is_said_in_words(annotation: Any, words: str) -> None:
    assert phrase(annotation) == words


def test_lists_and_dicts_are_copied_and_values_keep_their_identity() -> None:
    size = Size(1)
    hosts, labels = ["a"], {"a": "b"}
    web = Web(scope(), "a", image="x", hosts=hosts, labels=labels, size=size)
    hosts.append("b")
    labels["c"] = "d"
    assert web.hosts == ["a"]
    assert web.labels == {"a": "b"}
    assert web.size is size


def test_defaults_are_never_shared() -> None:
    class Made(Value):
        a: list[list[int]] = [[1]]
        b: dict[str, list[int]] = field(default={"x": [1]})
        c: set[int] = {1}
        d: list[int] = field(default_factory=lambda: [1])
        e: Sequence[int] = field(default=(1, 2))
        f: Mapping[str, int] = MappingProxyType({"a": 1})
        g: Size = Size(3)
        h: Mapping[str, int] = field(default=MappingProxyType({"a": 1}))

    one, two = Made(), Made()
    for name in "abcd":
        assert getattr(one, name) == getattr(two, name)
        assert getattr(one, name) is not getattr(two, name)
    assert one.a[0] is not two.a[0]
    assert one.b["x"] is not two.b["x"]
    assert one.e == (1, 2)
    assert one.f == one.h == {"a": 1}
    assert one.g is two.g, "values cannot change, so they may be shared"
    slow = Made(e=typing.cast("Any", [Number(1)]))
    assert slow.a == [[1]]
    assert slow.a is not one.a


class Number(int):
    """Not exact: pydantic decides."""


def test_a_subclass_adds_fields_and_changes_defaults() -> None:
    class Base(Construct):
        image: str
        port: int = 1
        tags: list[str] = ["a"]
        more: list[str] = ["a"]
        kept: str = "kept"

    class Sub(Base):
        image = "given"
        port = 2
        tags = ["b"]
        more = None  # type: ignore[assignment]
        team: str = "t"

    class Renewed(Sub):
        port: str  # type: ignore[assignment]

    root = App()
    made: Any = Sub
    sub = made(root, "a")
    assert (sub.image, sub.port, sub.tags, sub.more, sub.kept, sub.team) == ("given", 2, ["b"], None, "kept", "t")
    assert made(root, "b", tags=["c"], port=7).tags == ["c"]
    assert sub.tags is not made(root, "c").tags
    assert errors(made, root, "d", port="x")[0][2] == "port must be an integer, got str"
    renewed: Any = Renewed
    assert errors(renewed, root, "e") == [("K8S903", "port", "parameter port is missing", "Renewed needs port")]
    assert renewed(root, "e", port="x").port == "x"
    assert Base(root, "f", image="x").tags == ["a"]


def test_a_property_in_place_of_a_parameter_is_no_parameter() -> None:
    class Sub(Web):
        @property  # type: ignore[misc]
        def image(self) -> str:  # type: ignore[override]
            return "fixed"

    made: Any = Sub
    assert made(scope(), "a").made == "fixed:8080"
    assert errors(made, scope(), "a", image="x") == [
        ("K8S901", "image", "unknown parameter image", "image is made by Sub itself and cannot be given")
    ]


@pytest.mark.parametrize("name", sorted({"scope", "id"} | {name for name in vars(Construct) if name[0] != "_"}))
def test_what_every_construct_has_can_be_no_field(name: str) -> None:
    for default in ({}, {name: 3}, {name: field(init=False)}):
        made: Any = type("Made", (Construct,), {"__annotations__": {name: int}, "__module__": __name__, **default})
        with pytest.raises(CallError) as caught:
            made(Chart(App(), "c"), "a")
        (f,) = caught.value.findings
        assert (f.code, f.field) == ("K8S902", name)
        assert f.message == f"the annotation of Made.{name} cannot be used: every construct has a {name} of its own"
        assert f.origin is not None
        assert f.origin.file == __file__


def test_an_output_can_become_a_parameter_and_a_parameter_an_output() -> None:
    class One(Value):
        a: int = field(init=False)
        b: int = field(kw_only=False)

    class Two(One):
        a: int = field(kw_only=False)
        b: int = field(init=False)

    two: Any = Two
    assert two(5).a == 5
    assert errors(two, a=1, b=2)[0][3] == "b is made by Two itself and cannot be given"


def test_a_field_without_a_type_is_an_error() -> None:
    class Made(Value):
        size = field(default=1)

    made: Any = Made
    [(code, name, message, help)] = errors(made)
    assert (code, name, help) == ("K8S902", "size", "write size: its type = field(...)")
    assert "size cannot be used: it is a field() without a type" in message


def test_class_variables_and_private_names_are_no_parameters() -> None:
    class Made(Value):
        a: ClassVar[int] = 1
        b: ClassVar = 2
        c: typing.ClassVar[list[int]] = [1]
        _d: int = 4
        x: int = 0

    made: Any = Made
    assert list(Made.plan().takers) == ["x"]
    assert made(x=1).c is Made.c
    assert errors(made, a=1)[0][0] == "K8S901"


def test_class_variables_are_seen_when_typing_is_only_there_for_type_checkers() -> None:
    made: Any = type(
        "Made", (Value,), {"__annotations__": {"a": "ClassVar[int]", "b": "ClassVar", "x": "int"}, "__module__": "builtins", "a": 1, "b": 2}
    )
    assert list(made.plan().takers) == ["x"]


@pytest.mark.parametrize(
    ("annotation", "good", "bad"),
    [
        ("Annotated[int, 'x']", 1, "a"),
        ("Callable[[], int]", int, 1),
        ("Dict[str, int]", {"a": 1}, {"a": "b"}),
        ("FrozenSet[int]", frozenset({1}), {1}),
        ("Iterable[int]", [1], 1),
        ("List[int]", [1], ["a"]),
        ("Mapping[str, int]", {"a": 1}, {"a": "b"}),
        ("Optional[int]", None, "a"),
        ("Sequence[int]", [1], ["a"]),
        ("Set[int]", {1}, [1]),
        ("Tuple[int, str]", (1, "a"), (1, 2)),
        ("Type[int]", bool, str),
        ("Union[int, str]", "a", 1.5),
        ("Literal['a']", "a", "b"),
        ("list[Any]", [object()], 1),
    ],
)
def test_names_of_typing_may_be_there_for_type_checkers_only(annotation: str, good: Any, bad: Any) -> None:
    made: Any = type("Made", (Value,), {"__annotations__": {"x": annotation}, "__module__": "builtins"})
    found = made(x=good).x
    assert annotation.startswith("Iterable") or found == good
    assert {e[0] for e in errors(made, x=bad)} == {"K8S902"}


def test_the_short_check_takes_names_of_typing_without_typing() -> None:
    made = type("Made", (Value,), {"__module__": "not.imported"})
    assert resolve("Sequence", made, "x") is Sequence
    assert resolve("Sequence", made, "x", full=True) is typing.Sequence
    assert resolve("Any", made, "x") is not Any
    assert resolve("Any", made, "x", full=True) is Any


def test_annotations_are_resolved_where_the_class_was_made() -> None:
    class Inner(Value):
        n: int = 0

    class Outer(Value):
        one: Inner
        many: Sequence[Inner] = ()
        quoted: list["Inner"] = []
        own: Outer | None = None

    inner = Inner(n=1)
    outer = Outer(one=inner, many=(inner,), quoted=[inner])
    assert Outer(one=inner, own=outer).own is outer
    made: Any = Outer
    assert errors(made, one=1, many=[1], quoted=[1], own=1) == [
        ("K8S902", "one", "one must be an Inner, got int", "give one an Inner"),
        ("K8S902", "many[0]", "many[0] must be an Inner, got int", "many takes a list of Inner"),
        ("K8S902", "quoted[0]", "quoted[0] must be an Inner, got int", "quoted takes a list of Inner"),
        ("K8S902", "own", "own must be an Outer or None, got 1", "give own an Outer or None"),
    ]


def test_text_inside_of_evaluated_annotations_is_resolved_too() -> None:
    class Inner(Value):
        n: int = 0

    annotations = {
        "a": typing.Optional["Inner"],
        "b": list["Inner"],
        "c": typing.Dict[str, "Inner"],  # noqa: UP006
        "d": list["Inner"] | None,
        "e": "list['Inner'] | None",
        "f": typing.Literal["Inner"],
        "g": Annotated["Inner", 1],
        "h": "'Inner'",
    }
    made: Any = type("Made", (Value,), {"__annotations__": annotations, "__module__": __name__})
    plan = made.plan()
    assert plan.takers["f"]("Inner") == "Inner"
    inner = Inner()
    found = made(a=inner, b=[inner], c={"x": inner}, d=[inner], e=[inner], f="Inner", g=inner, h=inner)
    assert found.a is found.b[0] is found.c["x"] is found.d[0] is found.e[0] is found.g is found.h is inner
    assert [e[1] for e in errors(made, a=1, b=[1], c={"x": 1}, d=[1], e=[1], f="x", g=1, h=1)] == [
        "a",
        "b[0]",
        "c['x']",
        "d[0]",
        "e[0]",
        "f",
        "g",
        "h",
    ]


def test_a_class_in_a_class_in_a_function_sees_the_functions_names() -> None:
    class Inner(Value):
        n: int = 0

    class Around:
        class Made(Value):
            x: Inner

    inner = Inner()
    assert Around.Made(x=inner).x is inner


def test_names_of_the_class_itself_may_stand_in_annotations() -> None:
    class Made(Value):
        Mode = Literal["a", "b"]
        mode: Mode = "a"

    made: Any = Made
    assert made(mode="b").mode == "b"
    assert errors(made, mode="c")[0][2] == "mode must be 'a' or 'b', got 'c'"


def test_a_name_for_type_checkers_only_is_explained_at_the_class() -> None:
    at = here(2)

    class Made(Value):
        ratio: Fraction

    made: Any = Made
    with pytest.raises(CallError) as raised:
        made(ratio=1)
    [f] = raised.value.findings
    assert f.origin is not None
    assert (f.code, f.origin.file, f.origin.line) == ("K8S902", *at)
    assert "Made.ratio cannot be used: there is no Fraction at run time" in f.message
    assert f.value == "Fraction"
    assert "outside of TYPE_CHECKING" in f.help


@pytest.mark.parametrize("annotation", ["Container", "int +", "1/0", "nothing.at.all", "list[Missing]"])
def test_an_annotation_that_means_nothing_is_explained(annotation: str) -> None:
    made: Any = type("Made", (Value,), {"__annotations__": {"x": annotation}, "__module__": __name__})
    [(code, name, message, help)] = errors(made, x=1)
    assert (code, name) == ("K8S902", "x")
    assert message.startswith("the annotation of Made.x cannot be used: ")
    assert help


@pytest.mark.parametrize("annotation", ["typing.Required[int]", "5", "typing.List[int, str]", "Recursive"])
def test_an_annotation_that_pydantic_does_not_know_is_explained(annotation: str) -> None:
    made: Any = type("Made", (Value,), {"__annotations__": {"x": annotation}, "__module__": __name__})
    [(code, _, message, help)] = errors(made, x=1)
    assert code == "K8S902"
    start, reason = "the annotation of Made.x cannot be used: ", message.rpartition("cannot be used: ")[2]
    assert message == start + reason
    assert reason.strip()
    assert "\n" not in reason
    assert help


class Recursive(TypedDict):
    more: list[Recursive]


class Model(BaseModel):
    a: int = 1


class Sub(Model):
    b: int = 2


class Strict(BaseModel, strict=True):
    a: int = 1


@dataclasses.dataclass
class Data:
    a: int = 1


class Keys(TypedDict):
    a: int
    b: NotRequired[list[int]]


class TypingKeys(typing.TypedDict, total=False):
    a: typing.Required[Literal[1, 2]]
    b: Keys


class Opaque:
    pass


class Free(Value):
    """A user's own fields with whatever pydantic knows."""

    model: Model | None = None
    models: Sequence[Model] = ()
    strict: Strict | None = None
    data: Data | None = None
    by_name: Mapping[str, Data] = {}
    keys: Keys | None = None
    typing_keys: TypingKeys | None = None
    when: datetime.datetime | None = None
    opaque: Opaque | None = None
    positive: Annotated[int, Field(gt=0)] = 1
    some: Annotated[Sequence[str], Field(min_length=1)] = ("x",)
    either: Model | Data | int | None = None


def test_a_users_own_fields_may_use_what_pydantic_knows() -> None:
    model, sub, data, opaque, strict = Model(), Sub(), Data(), Opaque(), Strict()
    now = datetime.datetime(2026, 1, 1)
    free = Free(
        model=sub,
        models=(model, sub),
        strict=strict,
        data=data,
        by_name={"x": data},
        keys={"a": 1, "b": [2]},
        typing_keys={"a": 2, "b": {"a": 1}},
        when=now,
        opaque=opaque,
        positive=3,
        some=("a",),
        either=data,
    )
    assert free.model is sub
    assert free.models[0] is model
    assert free.models[1] is sub
    assert type(free.models) is list
    assert free.strict is strict
    assert free.data is data
    assert free.by_name["x"] is data
    assert free.keys == {"a": 1, "b": [2]}
    assert free.typing_keys == {"a": 2, "b": {"a": 1}}
    assert free.when is now
    assert free.opaque is opaque
    assert free.some == ["a"]
    assert free.either is data


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({"model": {"a": 1}}, "model", "model must be a Model or None, got dict"),
        ({"models": [{"a": 1}]}, "models[0]", "models[0] must be a Model, got dict"),
        ({"strict": {"a": "1"}}, "strict", "strict must be a Strict or None, got dict"),
        ({"data": {"a": 1}}, "data", "data must be a Data or None, got dict"),
        ({"by_name": {"x": {"a": 1}}}, "by_name['x']", "by_name['x'] must be a Data, got dict"),
        ({"keys": {"a": "1"}}, "keys['a']", "keys['a'] must be an integer, got str"),
        ({"keys": {"b": [1]}}, "keys['a']", "keys['a'] is missing"),
        ({"keys": {"a": 1, "c": 1}}, "keys['c']", "keys['c'] is not known"),
        ({"typing_keys": {"a": True}}, "typing_keys['a']", "typing_keys['a'] must be 1 or 2, got True"),
        (
            {"typing_keys": {"a": 1, "b": {"a": 1, "b": [""]}}},
            "typing_keys['b']['b'][0]",
            "typing_keys['b']['b'][0] must be an integer, got str",
        ),
        ({"when": "2026-01-01"}, "when", "when must be a datetime or None, got '2026-01-01'"),
        ({"opaque": 1}, "opaque", "opaque must be an Opaque or None, got 1"),
        ({"positive": -1}, "positive", "positive must be greater than 0"),
        ({"some": []}, "some", "some value should have at least 1 item after validation, not 0"),
        ({"some": [1]}, "some[0]", "some[0] must be a string, got int"),
        ({"either": {"a": 1}}, "either", "either must be a Model, a Data, an integer or None, got dict"),
    ],
)
def test_a_users_own_fields_are_strict(given: dict[str, Any], field: str, message: str) -> None:
    free: Any = Free
    assert [e[1:3] for e in errors(free, **given)] == [(field, message)]


def test_a_model_with_a_configuration_of_its_own_keeps_it() -> None:
    class Open(TypedDict):
        a: int

    Open.__pydantic_config__ = {"extra": "allow"}  # type: ignore[attr-defined]
    made: Any = type("Made", (Value,), {"__annotations__": {"x": Open}, "__module__": __name__})
    assert made(x={"a": 1, "b": 2}).x == {"a": 1, "b": 2}


def test_values_cannot_change() -> None:
    size = Size(1)
    at = here(2)
    with pytest.raises(CallError) as raised:
        size.width = 2
    [f] = raised.value.findings
    assert f.origin is not None
    assert (f.code, f.field, f.value, f.origin.file, f.origin.line, f.origin.type) == ("K8S906", "width", 2, *at, "Size")
    assert f.help == "make another one with the value you need"
    with pytest.raises(CallError) as raised:
        del size.width
    [f] = raised.value.findings
    assert (f.code, f.field, f.value) == ("K8S906", "width", None)
    assert size.width == 1


def test_a_field_is_given_by_name_unless_it_says_otherwise() -> None:
    class Made(Value):
        a: int = field(default=1)
        b: int = field(default=2, kw_only=False)

    made: Any = Made
    assert (made(5).a, made(5).b) == (1, 5)
    assert [e[0] for e in errors(made, 5, 6)] == ["K8S901"]


def test_the_limits_of_annotated_collections_hold_without_their_types_too() -> None:
    class Made(Value):
        items: Annotated[list, Field(min_length=1)] = [1]  # type: ignore[type-arg]
        entries: Annotated[dict, Field(min_length=1)] = {"a": 1}  # type: ignore[type-arg]

    assert Made(items=[2], entries={"b": 2}).entries == {"b": 2}
    made: Any = Made
    assert [e[1] for e in errors(made, items=[], entries={})] == ["items", "entries"]


def test_what_annotated_adds_need_not_be_hashable() -> None:
    class Made(Value):
        x: Annotated[int, ["a list"]]

    assert Made(x=1).x == 1
    assert errors(Made, x="1") == [("K8S902", "x", "x must be an integer, got str", "give x an integer")]


def test_a_mapping_to_what_only_pydantic_knows_is_validated() -> None:
    class Made(Value):
        days: dict[str, datetime.date]

    day = datetime.date(2026, 1, 31)
    assert Made(days={"a": day}).days == {"a": day}
    made: Any = Made
    assert [e[1] for e in errors(made, days={"a": 1})] == ["days['a']"]


def test_a_class_of_a_module_keeps_no_copy_of_its_names() -> None:
    assert "_frame_locals" not in Size.__dict__


def test_a_field_without_a_value_of_the_class_leaves_nothing_on_it() -> None:
    class Made(Value):
        given: int = field()
        copied: list[int] = field(default=[1])
        made: int = field(init=False)
        plain: int = field(default=3)

    assert [name for name in ("given", "copied", "made", "plain") if hasattr(Made, name)] == ["plain"]
    one = Made(given=1)
    assert (one.copied, one.plain, hasattr(one, "made")) == ([1], 3, False)


def test_a_marked_text_keeps_its_mark_where_the_exact_type_is_asked_for() -> None:
    marked = Marked("a", comment="x")
    assert exactly(marked, (str,)) is exactly(marked, (int, str)) is marked
    assert exactly(marked, (int,)) is NO


def test_values_are_equal_when_class_and_fields_are() -> None:
    class Other(Size):
        pass

    assert Size(1) == Size(width=1, height=1)
    assert Size(1) != Size(2)
    assert Size(1) != Other(1)
    assert Size(1) != 1
    with pytest.raises(TypeError, match="unhashable type"):
        hash(Size(1))
    assert repr(Size(1, name="x")) == "Size(width=1, name='x')"


def test_verify_refuses_with_the_users_line() -> None:
    class Range(Value):
        low: int
        high: int

        def verify(self) -> None:
            if self.low > self.high:
                raise self.refuse("low is above high", field="low", value=self.low, help="swap them")

    at = here(2)
    with pytest.raises(CallError) as raised:
        Range(low=2, high=1)
    [f] = raised.value.findings
    assert f.origin is not None
    assert (f.code, f.message, f.field, f.value, f.help) == ("K8S902", "low is above high", "low", 2, "swap them")
    assert (f.origin.file, f.origin.line, f.origin.type, f.origin.path) == (*at, "Range", "")


def test_an_error_of_a_value_that_compose_makes_shows_the_construct() -> None:
    class Maker(Construct):
        width: int

        def compose(self) -> None:
            make(self.width)

    def make(width: int) -> None:
        raise Size(1).refuse("too wide", value=width)

    with pytest.raises(CallError) as raised:
        Maker(scope(), "m", width=9)
    [f] = raised.value.findings
    assert f.origin is not None
    assert f.origin.type == "Size", "made on another line than the construct: that line is shown"

    class Outer(Construct):
        def compose(self) -> None:
            Web(self, "web", image=5)  # type: ignore[arg-type]

    shop = scope()
    with pytest.raises(CallError) as raised:
        Outer(shop, "outer")
    [f] = raised.value.findings
    assert f.origin is not None
    assert (f.origin.path, f.origin.type) == ("shop/outer/web", "Web")
    assert shop.node.children == []


def test_named_types_take_subclasses_as_plain_values() -> None:
    class Made(Value):
        port: Port = 1
        name: LabelName = "a"
        size: Quantity = "1"
        count: Count = 0

    class Other(str):
        __slots__ = ()

        def __str__(self) -> str:
            return "other"

    made = Made(port=Number(80), name=Other("web"), size=Number(3), count=Number(2))
    assert [(type(v), v) for v in (made.port, made.name, made.size, made.count)] == [(int, 80), (str, "web"), (str, "3"), (int, 2)]
    assert Made(size=2).size == "2"
    wrong: Any = Made
    assert [e[1] for e in errors(wrong, port=True, name=Other("A b"), size=1.5, count=-1)] == ["port", "name", "size", "count"]


def test_labels_are_checked_key_by_key_and_copied() -> None:
    labels = {"a": "b", "c": "d"}
    chart = Chart(App(), "shop", labels=labels)
    labels["x"] = "y"
    assert chart.labels == {"a": "b", "c": "d"}
    make: Any = Chart
    assert [e[1] for e in errors(make, App(), "shop", labels={"a": "b", "b c": "d"})] == ["labels['b c'] (key)"]
    assert [e[1] for e in errors(make, App(), "shop", labels={"a": "b", "c": "d e"})] == ["labels['c']"]
    assert [e[1] for e in errors(make, App(), "shop", labels={"a": "b", 5: "d", "e": 6})] == ["labels[5] (key)", "labels['e']"]
    assert Chart(App(), "shop", labels=MappingProxyType({})).labels == {}
    given = Chart(App(), "shop", labels={Text("a"): Text("b")}).labels
    assert [(type(k), type(v)) for k, v in given.items()] == [(str, str)]


class Text(str):
    """Not exact: pydantic decides."""

    __slots__ = ()


def test_names_that_were_checked_once_are_remembered_but_not_without_end() -> None:
    class Made(Value):
        name: LabelName = field(kw_only=False)

    make: Any = Made
    for _ in range(2):
        for i in range(3000):
            assert Made(f"name-{i}").name == f"name-{i}"
        assert errors(make, "Bad")[0][1] == "name"
    take = Made.plan().takers["name"]
    assert len(_GOOD[take]) <= 1024  # type: ignore[index]


def test_a_named_type_is_not_called() -> None:
    port: Any = Port
    with pytest.raises(TypeError, match="Port is a type of parameters, not a class"):
        port(1)
    assert typing.Optional[port] is not None  # noqa: UP045


def test_named_types_work_inside_of_what_only_pydantic_knows() -> None:
    annotations = {"a": tuple[Port, ...], "b": set[Port | None]}
    made: Any = type("Made", (Value,), {"__annotations__": annotations, "__module__": __name__, "b": frozenset()})
    assert made(a=(1, 2), b={1, None}).b == {1, None}
    assert [(e[1], e[2]) for e in errors(made, a=(1, 0))] == [("a[1]", "a[1] must be a port number between 1 and 65535")]
    assert errors(made, a=(), b={0})


def test_every_annotation_of_our_own_classes_has_a_meaning() -> None:
    # The checks of our own parameters are compiled when a value first comes, so nothing else would notice one that cannot be.
    for module in (name for name in os.listdir(os.path.join(PACKAGE, "objects")) if name.endswith(".py")):
        importlib.import_module(f"k8skit.objects.{module[:-3]}")
    for module in (name for name in os.listdir(os.path.join(PACKAGE, "constructs")) if name.endswith(".py")):
        importlib.import_module(f"k8skit.constructs.{module[:-3]}")
    seen = 0
    classes: list[type[fields.Fields]] = [fields.Fields]
    while classes:
        cls = classes.pop()
        classes += cls.__subclasses__()
        if cls.__module__.startswith("k8skit."):
            for name, (owner, annotation) in cls.plan().specs.items():
                meaning = resolve(annotation, owner, name)
                assert not is_class_var(meaning), f"{cls.__name__}.{name}"
                taker(meaning)
                seen += 1
    assert seen > 300


def test_a_refusal_without_a_field_is_about_the_call() -> None:
    class Range(Value):
        low: int = 0

    found = Range().refuse("it cannot be").findings[0]
    assert (found.code, found.field, found.help) == ("K8S902", "", "give the call another value")
    assert Range().refuse("it cannot be", field="low").findings[0].help == "give low another value"


class Own(Construct):
    """Stands for a construct of k8skit, which may trust what it was given."""

    part: Web = field(init=False)
    size: Size = field(init=False)

    def compose(self) -> None:
        self.size = self._part(Size)(2, name="s")
        self.part = self._part(Web)(self, "web", image="a/b:1", size=self.size)


Own._trusted = True


def test_a_part_of_checked_values_is_as_if_it_had_been_checked() -> None:
    app = App()
    own = Own(app, "own")
    checked = Web(own, "other", image="a/b:1", size=Size(2, name="s"))
    assert own.size == Size(2, name="s")
    assert own.size.__dict__ == {"width": 2, "name": "s"}
    assert own.part.labels == {}
    assert own.part.labels is not checked.labels, "a default that can change is everybody's own"
    assert own.part.made == checked.made
    assert own.part._at is own._at, "it counts as made where its scope was made"
    assert own.node.children == [own.part, checked]


def test_each_class_has_its_own_plan_also_when_its_base_was_used_before() -> None:
    class Base(Value):
        a: list[int] = []

    class More(Base):
        b: list[int] = []

    own = Own(App(), "own")
    assert own._part(Base)(a=[1]).__dict__ == {"a": [1]}
    assert own._part(More)(a=[1]).__dict__ == {"a": [1], "b": []}


def test_a_construct_of_somebody_else_trusts_nothing() -> None:
    app = App()
    assert Web(app, "web", image="a/b:1")._part(Size) is Size
    assert errors(Web(app, "other", image="a/b:1")._part(Size), "2")[0][0] == "K8S902"
