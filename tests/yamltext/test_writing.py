"""How text looks: order, quotes, blocks, numbers, headers."""

from __future__ import annotations

import collections
import enum
import string
import subprocess
import sys
from typing import Any

import pytest

from k8skit.yamltext import dump, dump_all, emitter, load_data, quoting


def value(data: object) -> str:
    """Return what stands after `k: `."""
    text = dump({"k": data})
    assert text.startswith("k:")
    assert text.endswith("\n")
    return text[2:-1].removeprefix(" ")


def test_an_object_is_written_in_block_style_with_its_head_first() -> None:
    assert dump(
        {
            "status": {"z": 1},
            "spec": {"containers": [{"name": "a", "ports": [{"containerPort": 80}, {"containerPort": 81}], "args": []}, {"name": "b"}]},
            "metadata": {"name": "x", "labels": {"b": "1", "a": "2"}, "annotations": {}},
            "kind": "Thing",
            "extra": None,
            "apiVersion": "example.com/v1",
        }
    ) == (
        "apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: x\n  labels:\n    b: '1'\n    a: '2'\n  annotations: {}\n"
        "spec:\n  containers:\n  - name: a\n    ports:\n    - containerPort: 80\n    - containerPort: 81\n    args: []\n  - name: b\n"
        "status:\n  z: 1\nextra: null\n"
    )


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        ("apiVersion kind metadata spec", "apiVersion kind metadata spec"),
        ("spec metadata kind apiVersion", "apiVersion kind metadata spec"),
        ("kind data apiVersion", "apiVersion kind data"),
        ("data kind", "kind data"),
        ("b a", "b a"),
        ("metadata z spec a", "metadata spec z a"),
        ("z apiVersion", "apiVersion z"),
        ("apiVersion kind metadata z spec", "apiVersion kind metadata spec z"),
        ("apiVersion kind metadata spec z", "apiVersion kind metadata spec z"),
        ("apiVersion kind metadata z", "apiVersion kind metadata z"),
    ],
)
def test_only_the_head_is_moved(keys: str, written: str) -> None:
    data = dict.fromkeys(keys.split(), 1)
    assert [line.split(":")[0] for line in dump(data).splitlines()] == written.split()
    assert list(data) == keys.split()


def test_the_order_below_the_top_is_the_authors() -> None:
    inner = {"spec": 1, "kind": 2, "apiVersion": 3}
    assert dump({"x": inner, "l": [inner]}) == "x:\n  spec: 1\n  kind: 2\n  apiVersion: 3\nl:\n- spec: 1\n  kind: 2\n  apiVersion: 3\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({}, "{}\n"),
        ([], "[]\n"),
        ((), "[]\n"),
        (None, "null\n"),
        ("a", "a\n"),
        ("a\nb", '"a\\nb"\n'),
        (1, "1\n"),
        ([1, [2, [3]], [], {}, [{}], {"a": [4]}], "- 1\n- - 2\n  - - 3\n- []\n- {}\n- - {}\n- a:\n  - 4\n"),
        ([[{"a": 1, "b": [2]}]], "- - a: 1\n    b:\n    - 2\n"),
        ([["a\nb\n"], {"c": "d\n", "e": 1}], "- - |\n    a\n    b\n- c: |\n    d\n  e: 1\n"),
    ],
)
def test_any_root_can_be_written(data: object, text: str) -> None:
    assert dump(data) == text


PLAIN_WORDS = """
    a A Always orders-db registry.example.com/shop/orders:1.4.2 apps/v1 /healthz http://x:80/y?z=1#w ClusterIP None 100m 128Mi
    0.5Gi 30s 1h30m 25% 10.0.0.0/16 1.5.2-alpine 2024-W01-1 v1 a,b a:b a#b --port=8080 -c -v/x yesterday none nul offset nano
    trueish a\\b a"b it's x{y} a] a! k8skit.dev/read 1/2 CN=x,O=y a~ a` a|b a>b a&b a*b a%b a@b a?b a;b a<b a^b a(b) a$b
"""
QUOTED_WORDS = """
    a: - -- --- -1 --1 -.5 -y --no -é :a _a y Y n yes Yes YES yEs no on On off true True false null NULL ~ .inf nan Inf 0 1 007
    0x1f 0o17 0b1 1_000 1,000 1.5 .5 5. 1e3 12e03 1E5 1:30 12:30:45 1:60 +1 3d 0xabc 2001-01-01 2001-12-14T21:59:43Z 1.4.2
    10.0.0.1 12ab 1f 0x1p 8080:80 = << *a &a !a !!str | > %a @a `a {a} [a] , " $x (a) ^ é 日本語 a日 ;
"""
PLAIN = [*PLAIN_WORDS.split(), "a b", "a - b", "a (b)", "5 apples", "a , b"]
QUOTED = [
    *QUOTED_WORDS.split(),
    *[
        "",
        " ",
        "a ",
        " a",
        "a-longer-text:",
        "-a-longer-text:",
        "a: b",
        "a #b",
        "a :b",
        "a  b",
        "#a",
        "- a",
        "? a",
        ", ",
        "2001-12-14 21:59:43",
        "\u3000",
        "9 to 5",
    ],
]


@pytest.mark.parametrize("text", PLAIN)
def test_text_that_is_text_to_every_reader_is_plain(text: str) -> None:
    assert value(text) == text
    assert dump({text: 1}) == f"{text}: 1\n"
    assert dump([text]) == f"- {text}\n"


@pytest.mark.parametrize("text", QUOTED)
def test_text_that_some_reader_takes_for_something_else_is_in_single_quotes(text: str) -> None:
    assert value(text) == f"'{text}'"
    assert dump({text: 1}) == f"'{text}': 1\n"
    assert dump([text]) == f"- '{text}'\n"


def test_every_letter_and_sign_is_judged_by_itself() -> None:
    for c in string.printable[:95]:
        plain = c in string.ascii_letters + string.digits + "_./@+=,%()$*&!?;|<>{}[]~^\\'\"`-:#"
        assert (value(f"a{c}b")[0] == "a") == (plain or c == " ")
        assert (value(f"{c}abc")[0] == c) == (c in string.ascii_letters + "/-")
        assert (value(f"1{c}2")[0] == "1") == (c in "ghijklmnqrsuvwyGHIJKLMNQRSUVWY%/@=$"), c
        assert load_data(dump([f"a{c}", f"{c}a", f"1{c}", f"{c}1", c, f"{c}{c}"]), "test") == [f"a{c}", f"{c}a", f"1{c}", f"{c}1", c, c + c]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("'", '"\'"'),
        ("'it's'", "\"'it's'\""),
        ("'\"\\", '"\'\\"\\\\"'),
        ("a\tb", '"a\\tb"'),
        ("\t", '"\\t"'),
        ("a\rb", '"a\\rb"'),
        ("\x00\x07\x1b", '"\\u0000\\u0007\\u001b"'),
        ("\x7f\x80\x85\x9f\xa0\xad", '"\\u007f\\u0080\\u0085\\u009f\\u00a0\\u00ad"'),
        ("a\u200b\u200f\u2028\u2029\u202eb", '"a\\u200b\\u200f\\u2028\\u2029\\u202eb"'),
        ("\u2060\u206f\ufeff\ufff9\ufffb", '"\\u2060\\u206f\\ufeff\\ufff9\\ufffb"'),
        ("\ufffe\uffff\ufdd0\ufdef\u061c\u180e", '"\\ufffe\\uffff\\ufdd0\\ufdef\\u061c\\u180e"'),
        ("\U0001fffe\U0010ffff\U000e0000\U000e007f", '"\\U0001fffe\\U0010ffff\\U000e0000\\U000e007f"'),
        ("é\x07", '"é\\u0007"'),
        ("\u200b\u0378", '"\\u200b\u0378"'),
    ],
)
def test_what_cannot_be_seen_or_held_is_escaped_in_double_quotes(text: str, written: str) -> None:
    assert value(text) == written
    assert dump({text: 1}) == f"{written}: 1\n"


@pytest.mark.parametrize(
    "text", ["é", "\u3000", "\u0378", "\u200a", "😀", "\ue000", "\u2010", "\u202f", "\u205f", "\u2070", "\ufdcf", "\ufdf0", "\U000e0080"]
)
def test_other_characters_stay_as_they_are_whatever_python_knows_of_them(text: str) -> None:
    assert value(f"a{text}b") == f"'a{text}b'"


def test_every_escaped_character_is_unprintable_to_python() -> None:
    assert not [ascii(c) for c in quoting._escapes() if c.isprintable()]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\nb", "|-\n  a\n  b"),
        ("a\nb\n", "|\n  a\n  b"),
        ("a\n", "|\n  a"),
        ("a\n\n", "|+\n  a\n"),
        ("a\nb\n\n\n", "|+\n  a\n  b\n\n"),
        ("a\n\nb", "|-\n  a\n\n  b"),
        ("a\n\n\n\nb\n", "|\n  a\n\n\n\n  b"),
        ("\na", "|-\n\n  a"),
        ("\n\na\n", "|\n\n\n  a"),
        ("\na\n\n", "|+\n\n  a\n"),
        ("a\n b", "|-\n  a\n   b"),
        ("a\n\tb", "|-\n  a\n  \tb"),
        ("a\tb\nc", "|-\n  a\tb\n  c"),
        ("#!/bin/sh\necho 'a' \"b\" \\\n", "|\n  #!/bin/sh\n  echo 'a' \"b\" \\"),
        ("a: b\n---\n...\n", "|\n  a: b\n  ---\n  ..."),
        ("é\n日本語\u3000x\n", "|\n  é\n  日本語\u3000x"),
        ("\u0378\nb", "|-\n  \u0378\n  b"),
    ],
)
def test_text_of_several_lines_is_a_literal_block(text: str, written: str) -> None:
    assert value(text) == written
    deeper = written.replace("\n  ", "\n      ")
    assert dump({"a": {"b": [{"c": text}]}}) == f"a:\n  b:\n  - c: {deeper}\n"
    assert dump({"a": {"b": [text]}}) == "a:\n  b:\n  - {}\n".format(written.replace("\n  ", "\n    "))


@pytest.mark.parametrize(
    "text",
    [
        *["\n", "\n\n", " \n", "\n ", "\t\n", " a\nb", "\ta\nb", "\n a\nb", "\n\n\ta", "a \nb", "a\t\nb", "a\n \nb", "a\n\t\nb"],
        *["a\nb ", "a\nb\t", "a\nb \n", "a\n  \n\n", "a\r\nb", "a\rb\nc", "a\x85\nb", "a\n\u2028b", "a\n\ufeffb", "\x00\n", "a\n\x7f"],
        *["a\n\u200bb", "a\n\x1b[0m\n"],
    ],
)
def test_text_whose_lines_a_reader_or_an_editor_would_change_is_in_double_quotes(text: str) -> None:
    written = value(text)
    assert written[0] == written[-1] == '"'
    assert "\n" not in written
    assert load_data(f"k: {written}", "test") == {"k": text}


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (-1, "-1"),
        (2**63 - 1, "9223372036854775807"),
        (-(2**63), "-9223372036854775808"),
        (True, "true"),
        (False, "false"),
        (1.0, "1.0"),
        (-0.0, "-0.0"),
        (0.1, "0.1"),
        (1e15, "1000000000000000.0"),
        (1e16, "10000000000000000.0"),
        (1.2345678901234567e19, "12345678901234567000.0"),
        (-1.5e21, "-1500000000000000000000.0"),
        (1e22, "1.0e+22"),
        (-1.25e300, "-1.25e+300"),
        (0.0001, "0.0001"),
        (1e-05, "0.00001"),
        (-1.25e-07, "-0.000000125"),
        (1e-21, "0.000000000000000000001"),
        (1e-22, "1.0e-22"),
        (5e-324, "5.0e-324"),
    ],
)
def test_numbers_are_exact_and_numbers_to_every_reader(number: float, written: str) -> None:
    assert value(number) == written
    assert dump([number]) == f"- {written}\n"
    assert float(written) == number if isinstance(number, float) else True


class Colour(enum.StrEnum):
    """An enumeration of text."""

    RED = "yes"
    TEXT = "a\nb\n"


class OldColour(str, enum.Enum):  # noqa: UP042 - the older spelling is common
    """The same, as it was written before Python 3.11."""

    RED = "yes"


class Level(enum.IntEnum):
    """An enumeration of numbers."""

    HIGH = 3


class Loud(str):
    """Text that prints as other text."""

    __slots__ = ()

    def __str__(self) -> str:
        return "loud"

    def __repr__(self) -> str:
        return "loud"


class Odd(int):
    """A number that prints as another."""

    def __repr__(self) -> str:
        return "odd"

    __str__ = __repr__


class Half(float):
    """A float that prints as something else."""

    def __repr__(self) -> str:
        return "half"


class Pair(tuple[int, ...]):
    """A tuple by another name."""

    __slots__ = ()


@pytest.mark.parametrize(
    ("data", "plain"),
    [
        (Colour.RED, "yes"),
        (Colour.TEXT, "a\nb\n"),
        (OldColour.RED, "yes"),
        (Level.HIGH, 3),
        (Loud("x"), "x"),
        (Loud("x\ny"), "x\ny"),
        (Odd(7), 7),
        (Half(0.5), 0.5),
        (collections.OrderedDict(a=1), {"a": 1}),
        (collections.OrderedDict(), {}),
        (collections.defaultdict(list, a=[1]), {"a": [1]}),
        (Pair((1, 2)), [1, 2]),
        ((), []),
        ((1, (2,)), [1, [2]]),
        ({Loud("x"): 1, Colour.RED: 2}, {"x": 1, "yes": 2}),
        ({"l": (Pair((1,)), collections.OrderedDict(b=2, c=3))}, {"l": [[1], {"b": 2, "c": 3}]}),
    ],
)
def test_subclasses_are_written_by_the_value_of_their_base(data: object, plain: object) -> None:
    assert dump({"k": data, "l": [data, data]}) == dump({"k": plain, "l": [plain, plain]})
    assert dump(data) == dump(plain)


def test_shared_parts_are_written_each_time() -> None:
    labels = {"a": "b"}
    ports = [1]
    assert dump({"x": labels, "w": [labels, ports], "z": ports}) == "x:\n  a: b\nw:\n- a: b\n- - 1\nz:\n- 1\n"


@pytest.mark.parametrize("length", [998, 1000])
def test_a_key_that_fits_is_followed_by_its_colon(length: int) -> None:
    assert dump({"k" * length: 1}) == "k" * length + ": 1\n"


def test_a_key_too_long_for_readers_to_look_for_its_colon_is_marked() -> None:
    long = "k" * 1001
    assert dump({long: 1, "b": 2}) == f"? {long}\n: 1\nb: 2\n"
    assert dump({"a": {long: {"b": 1}}}) == f"a:\n  ? {long}\n  :\n    b: 1\n"
    assert dump([{long: [1, "a\nb"], "c": {}}]) == f"- ? {long}\n  :\n  - 1\n  - |-\n    a\n    b\n  c: {{}}\n"
    assert dump({"a": [[{long: "x\n"}]]}) == f"a:\n- - ? {long}\n    : |\n      x\n"


def test_a_header_comes_first_and_once() -> None:
    assert dump({"a": 1}, header="made by k8skit, do not edit") == "# made by k8skit, do not edit\na: 1\n"
    assert dump({"a": 1}, header="# one\n\ntwo: x\n") == "# one\n#\n# two: x\na: 1\n"
    assert dump({"a": 1}, header="#!x") == "#!x\na: 1\n"
    assert dump_all([{"a": 1}, {"b": 2}], header="h") == "# h\na: 1\n---\nb: 2\n"
    assert dump_all([], header="h") == "# h\n"


def test_documents_are_joined_by_separators() -> None:
    assert dump_all([]) == ""
    assert dump_all([{"a": 1}]) == "a: 1\n"
    assert dump_all(iter([{"a": 1}, {}, ["x"]])) == "a: 1\n---\n{}\n---\n- x\n"
    assert dump_all([{"kind": 1, "apiVersion": 2}]) == "apiVersion: 2\nkind: 1\n"


def test_nothing_is_changed_in_the_data() -> None:
    data: dict[str, Any] = {"spec": {"a": (1, 2)}, "kind": "x"}
    dump(data, header="h", comments={("spec", "a", 1): "c"})
    assert data == {"spec": {"a": (1, 2)}, "kind": "x"}
    assert list(data) == ["spec", "kind"]


def levels() -> list[emitter._Level]:
    """Return the levels that the writer has made so far."""
    found = [emitter._top]
    while found[-1].below is not None:
        found.append(found[-1].below)
    return found


def test_caches_stay_small_and_change_nothing() -> None:
    objects = [
        {"data": {f"key-{n}": f"value {n}", "x" * 200 + str(n): "y" * 300 + str(n)}, "n": [{f"k{n}": n}, [{f"k{n}": n}]]}
        for n in range(6000)
    ]
    first = dump_all(objects)
    kept = [keys for level in levels() for keys in (level.keys, level.first, level.inner)]
    assert all(any(getattr(level, name) for level in levels()) for name in ("keys", "first", "inner"))
    assert len(emitter._texts) <= emitter._CACHED_TEXTS
    assert all(len(keys) <= emitter._CACHED_KEYS for keys in kept)
    assert max(len(text) for text in emitter._texts if isinstance(text, str)) <= emitter._CACHED_LENGTH
    assert max(len(key) for keys in kept for key in keys) <= emitter._CACHED_LENGTH
    emitter._texts.clear()
    for keys in kept:
        keys.clear()
    assert dump_all(objects) == first
    deep: dict[str, Any] = {}
    inner = deep
    for _ in range(60):
        inner["k"] = {}
        inner = inner["k"]
    dump(deep)
    assert len(levels()) >= 60
    assert not any(level.keys for level in levels() if level.depth > emitter._CACHED_DEPTH)


def test_the_text_is_one_whatever_the_hash_seed() -> None:
    program = (
        "from k8skit.yamltext import dump; print(dump({'b': ['\\x07\\u200b\\x85', {'z': 'y', 'a': 'x\\ny'}], 'kind': 'K', 'a': 1e30}))"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(texts) == 1


def test_writing_loads_nothing_heavy() -> None:
    program = (
        "import sys; from k8skit.yamltext import dump, dump_all\n"
        "text = dump({'a': ['b', 1, 1.5, None, True, 'x\\ny', '\\x07', {}], 'k'*1100: 'x'}, header='h')\n"
        "dump_all([{'a': 1}], header='h')\n"
        "heavy = 'yaml json re typing dataclasses collections enum functools pathlib inspect contextlib'.split()\n"
        "print([name for name in heavy if name in sys.modules])\n"
        "print('k8skit.yamltext.reader' in sys.modules, 'k8skit.yamltext.refusals' in sys.modules)"
    )
    paths = ":".join(sys.path)
    bare = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=True, env={"PYTHONPATH": paths})
    assert bare.stdout == "[]\nFalse False\n"


SHOWN = (
    0x7E,
    0xA2,
    0xAC,
    0xAE,
    0x061B,
    0x180F,
    0x200A,
    0x2010,
    0x2027,
    0x202F,
    0x205F,
    0x2070,
    0xFDCF,
    0xFDF0,
    0xFEFE,
    0xFF00,
    0xFFF8,
    0xFFFC,
    0xDFFFF,
    0xE0080,
)
HIDDEN = (
    0x00,
    0x1F,
    0x7F,
    0xA0,
    0xAD,
    0x061C,
    0x180E,
    0x200B,
    0x200F,
    0x2028,
    0x202E,
    0x2060,
    0x206F,
    0xFDD0,
    0xFDEF,
    0xFEFF,
    0xFFF9,
    0xFFFB,
    0xE0000,
    0xE007F,
)


def test_the_characters_that_are_escaped_begin_and_end_where_they_are_said_to() -> None:
    ends = [plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)]
    for code in (*HIDDEN, *ends):
        assert quoting.spelled(chr(code)) != chr(code), hex(code)
    for code in (*SHOWN, *(end - 2 for end in ends[::2] if end - 2 not in ends)):
        if code not in ends:
            assert quoting.spelled(chr(code)) == chr(code), hex(code)
