"""Plain scalars are read as Kubernetes reads them; kubectl is the judge."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from k8skit.yamltext import load_data
from k8skit.yamltext.scalars import as_json, as_key, resolve

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBERS = {
    "0": 0, "-0": 0, "+0": 0, "00": 0, "7": 7, "+7": 7, "-7": -7, "010": 8, "-010": -8, "+010": 8, "0644": 420, "0o17": 15, "0O17": 15,
    "+0o17": 15, "-0o17": -15, "0x1F": 31, "0X1f": 31, "-0x10": -16, "+0x1f": 31, "0b101": 5, "0B11": 3, "-0b11": -3, "+0b1": 1,
    "08": 8, "089": 89, "-08": -8, "0_7": 7, "1_000": 1000, "1_": 1, "1__0": 10, "0x_1": 1, "-_1": -1, "0_": 0, "1_.5": 1.5,
    "1e3": 1000, "1E+3": 1000, "12e03": 12000, "-1e3": -1000, "1e-3": 0.001, "1.": 1, "5.e1": 50, ".5": 0.5, "+.5": 0.5, "-.5": -0.5,
    ".5e1": 5, ".1_0": 0.1, ".5e1_0": 5000000000, "1.10": 1.1, "3.0": 3, "-0.0": 0, "1e4_0": 1e+40, "1e18": 1000000000000000000,
    "9.2e18": 9200000000000000000, "9.3e18": 9.3e+18, "-9.2e18": -9200000000000000000, "-9223372036854775808": -(2**63), "1e21": 1e+21,
    "-9223372036854775809": -(2.0**63), "9223372036854775807": 2**63 - 1, "9223372036854775808": 2.0**63,
    "18446744073709551615": 2.0**64, "1e-400": 0, "18446744073709551616": 2.0**64, "+18446744073709551615": 2.0**64,
    "0x7fffffffffffffff": 2**63 - 1, "0xffffffffffffffff": 2.0**64, "-0x8000000000000000": -(2**63),
    "1234567890123456789.0": 1234567890123456800, "123456789012345678901234567890": 1.2345678901234568e+29,
    "-9223372036854775808.0": -(2.0**63), "0" * 80 + "7": 7, "1" + "0" * 80: 1e80, "0" * 71 + "8.5": 8.5,
}  # fmt: skip

TEXTS = """
    a _1 __ + - +_ -_ e3 .e3 . .. ._5 .1_ .1__0 .5e 5e 5e+ 1e400 -1e999 1:30 12:30:45 190:20:30 2001-01-01 2001-1-1
    2001-12-14T21:59:43Z 0x 0xg 0b 0b2 0o 0o8 0x1p3 -0x 1.2.3 1.2.3.4 0x10000000000000000 -0x8000000000000001
    0xffffffffffffffffff yEs oN nULL tRue None inf nan NaN +.nan -.nan Infinity = 1,000 12ab 1f ++1 --1 +-1 1+1 ٣ 1٣ ⅷ
    .٣ 0b1e
""".split()  # noqa: SIM905

WORDS: dict[str, object] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
for _true, _false in (("y", "n"), ("yes", "no"), ("true", "false"), ("on", "off")):
    for _form in (str.lower, str.title, str.upper):
        WORDS |= {_form(_true): True, _form(_false): False}


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_numbers(text: str, value: float) -> None:
    got = resolve(text)[1]
    assert type(got) is type(value)
    assert got == value


@pytest.mark.parametrize("text", TEXTS)
def test_texts(text: str) -> None:
    assert resolve(text) == ("str", text)


@pytest.mark.parametrize(("text", "value"), WORDS.items())
def test_words(text: str, value: object) -> None:
    assert resolve(text) == ("null" if value is None else "bool", value)


@pytest.mark.parametrize("text", [".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF"])
def test_infinities(text: str) -> None:
    assert resolve(text) == ("float", -math.inf if text[0] == "-" else math.inf)


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_what_is_not_a_number(text: str) -> None:
    kind, value = resolve(text)
    assert kind == "float"
    assert value != value


def test_kinds() -> None:
    assert [resolve(text)[0] for text in ("1", "0x1", "1.0", "1e3", "<<", "18446744073709551615", "18446744073709551616", "08", "x")] == (
        ["int", "int", "float", "float", "merge", "int", "float", "float", "str"]
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *[
            (text, text)
            for text in (
                "a",
                "_1",
                "1.2.3",
                "80",
                "0",
                "-1",
                "true",
                "false",
                "1.5",
                "-0.25",
                "999.125",
                "1:30",
                "2001-01-01",
                "None",
                "<<",
            )
        ],
        *[
            (text, None)
            for text in (
                "y",
                "on",
                "True",
                "FALSE",
                "no",
                "010",
                "0x1",
                "1_0",
                "+1",
                "1.10",
                "1e3",
                "1000.5",
                "0.1234",
                "18446744073709551615",
            )
        ],
        *[(text, None) for text in ("", "~", "null", ".inf", ".nan", "08", "5.", ".5", "00.5", "1.0", "-0")],
    ],
)
def test_keys_that_kubernetes_would_change_have_no_name(text: str, name: str | None) -> None:
    assert as_key(*resolve(text), text) == name


def spelled(texts: list[str]) -> list[str]:
    """Return the texts that stand for one plain scalar in a list item, and a finite one."""
    kept = []
    for text in texts:
        value = resolve(text)[1]
        if (
            not text
            or text[0] in ":,[]{}#&*!|>'\"%@`?="
            or text in ("-", "---", "...")
            or text[:2] == "- "
            or ": " in text
            or text[-1] in ": "
        ):
            continue
        if not (isinstance(value, float) and value - value != 0):
            kept.append(text)
    return kept


numbers = (
    st.text(st.sampled_from("01234567890+-_.eExXoObBaAfF"), min_size=1, max_size=8)
    | st.from_regex(r"[-+]?[0-9]{1,3}_?[0-9]{0,20}\.?[0-9]{0,3}(e[-+]?[0-9]{1,3})?", fullmatch=True)
    | st.from_regex(r"[-+]?0[xXbBoO]?[01_7f]{1,70}", fullmatch=True)
    | st.from_regex(r"[0-9]{1,4}[-:][0-9]{1,2}[-:][0-9]{1,2}([Tt ][0-9]{1,2}:[0-9]{2})?", fullmatch=True)
    | st.floats(allow_nan=False, allow_infinity=False).map(repr)
    | st.sampled_from([*NUMBERS, *TEXTS, *WORDS])
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(numbers, min_size=80, max_size=150).map(spelled))
def test_every_spelling_is_what_it_is_to_kubectl(kubectl: Any, equal: Callable[[Any, Any], bool], texts: list[str]) -> None:
    text = "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: x}\nspec:\n" + "".join([f"- {text}\n" for text in texts]) + "- end\n"
    for spelling, wanted, got in zip([*texts, "end"], kubectl.read(text)[0]["spec"], load_data(text, "test")["spec"], strict=True):
        # kubectl writes large floats as digits, which JSON reads as integers
        assert equal(got, wanted), spelling
        assert type(got) is type(wanted) or (isinstance(got, float) and abs(got) >= 2**63), spelling


@settings(max_examples=300)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_an_integer_after_json_only_without_fraction_and_within_64_bits(value: float) -> None:
    got = as_json(value)
    assert isinstance(got, int) == (value.is_integer() and -(2**63) < value < 2**63)
    assert float(got) == value


@pytest.mark.parametrize("value", [2.0**63, -(2.0**63), 9.223372036854774e18, 1e18, 1.5e18, -1e16, 1.7e19, 1e22, 123456789.0, -0.0, 0.5])
def test_edges_of_floats_as_json(value: float) -> None:
    got = as_json(value)
    assert float(got) == value
    assert isinstance(got, int) == (value.is_integer() and -(2**63) < value < 2**63)
