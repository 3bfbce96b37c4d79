"""Durations: Go's form and the Gateway API's, against an exact oracle and pinned values of Go itself."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.errors import CallError
from k8skit.semantics import durations

if TYPE_CHECKING:
    from collections.abc import Callable

UNITS = {"ns": 1, "us": 10**3, "µs": 10**3, "μs": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": 3600 * 10**9}
PART = re.compile("([0-9]*)(?:\\.([0-9]*))?(ns|us|\u00b5s|\u03bcs|ms|s|m|h)")
GATEWAY = re.compile(r"([0-9]{1,5}(h|m|s|ms)){1,4}")

numbers = (
    st.integers(0, 10**6).map(str)
    | st.builds(lambda a, b: f"{a}.{b}", st.integers(0, 1000), st.integers(0, 9999))
    | st.integers(1, 999).map(lambda n: f".{n}")
)
parts = st.builds(lambda n, u: n + u, numbers, st.sampled_from(list(UNITS)))
texts = st.builds(lambda sign, ps: sign + "".join(ps), st.sampled_from(["", "+", "-"]), st.lists(parts, min_size=1, max_size=4))
gateway_texts = st.lists(
    st.builds(lambda n, u: f"{n}{u}", st.integers(0, 99999), st.sampled_from(["h", "m", "s", "ms"])), min_size=1, max_size=4
).map("".join)


def exact(text: str) -> int:
    """The nanoseconds of a duration, each part cut off to whole ones, with fractions only."""
    total = 0
    body = text.lstrip("+-")
    for whole, fraction, unit in PART.findall(body):
        total += int(whole or "0") * UNITS[unit] + int(Fraction(int(fraction or "0"), 10 ** len(fraction)) * UNITS[unit])
    return -total if text[0] == "-" else total


@given(texts)
def test_a_duration_is_the_sum_of_its_parts(text: str) -> None:
    assert durations.problem(text) == ""
    # Go computes fractions in double precision, which may lose one nanosecond of each part.
    assert abs(durations.parse(text) - exact(text)) <= text.count(".")
    assert durations.to_seconds(text) == durations.parse(text) / 10**9


@given(st.integers(-(2**63) + 1, 2**63 - 1) | st.integers(-(10**12), 10**12))
def test_what_is_written_reads_back(nanoseconds: int) -> None:
    text = durations.write(nanoseconds)
    assert durations.problem(text) == ""
    assert abs(durations.parse(text) - nanoseconds) <= 1
    assert re.fullmatch(r"-?((\d+h)?(\d+m)?\d+(\.\d*[1-9])?s|\d+(\.\d*[1-9])?(ms|µs)|\d+ns)", text)


@given(texts)
def test_the_canonical_form_is_its_own_canonical_form(text: str) -> None:
    form = durations.canonical(text)
    assert durations.canonical(form) == form


@given(st.text(alphabet="0123456789.hmsnu+- µ\n٣", max_size=8))
def test_whatever_the_text_there_is_a_problem_or_a_value(text: str) -> None:
    body = text[1:] if text[:1] in ("+", "-") else text
    fine = body == "0" or (re.fullmatch(r"([0-9]+(\.[0-9]*)?(ns|us|µs|ms|s|m|h)|\.[0-9]+(ns|us|µs|ms|s|m|h))+", body) is not None)
    found = durations.problem(text)
    assert (found == "") is fine, found
    assert fine or found.startswith("must ")


@pytest.mark.parametrize(
    ("text", "nanoseconds", "form"),
    [
        ("0", 0, "0s"),
        ("-0", 0, "0s"),
        ("+0", 0, "0s"),
        ("0h", 0, "0s"),
        ("5s", 5 * 10**9, "5s"),
        ("30s", 30 * 10**9, "30s"),
        ("1478s", 1478 * 10**9, "24m38s"),
        ("-5s", -5 * 10**9, "-5s"),
        ("+5s", 5 * 10**9, "5s"),
        ("5.0s", 5 * 10**9, "5s"),
        ("5.6s", 56 * 10**8, "5.6s"),
        ("5.s", 5 * 10**9, "5s"),
        (".5s", 5 * 10**8, "500ms"),
        ("1.004s", 1004 * 10**6, "1.004s"),
        ("100.00100s", 100001 * 10**6, "1m40.001s"),
        ("10ns", 10, "10ns"),
        ("11us", 11_000, "11µs"),
        ("12µs", 12_000, "12µs"),
        ("12μs", 12_000, "12µs"),
        ("1.5us", 1_500, "1.5µs"),
        ("13ms", 13 * 10**6, "13ms"),
        ("2.2ms", 2_200_000, "2.2ms"),
        ("14s", 14 * 10**9, "14s"),
        ("15m", 900 * 10**9, "15m0s"),
        ("90m", 5400 * 10**9, "1h30m0s"),
        ("16h", 57600 * 10**9, "16h0m0s"),
        ("3h30m", 12600 * 10**9, "3h30m0s"),
        ("10.5s4m", 2505 * 10**8, "4m10.5s"),
        ("-2m3.4s", -1234 * 10**8, "-2m3.4s"),
        ("1h2m3s4ms5us6ns", 3723004005006, "1h2m3.004005006s"),
        ("39h9m14.425s", 140954425 * 10**6, "39h9m14.425s"),
        ("52763797000ns", 52763797000, "52.763797s"),
        ("0.3333333333333333333h", 20 * 60 * 10**9, "20m0s"),
        ("9007199254740993ns", 2**53 + 1, "2501h59m59.254740993s"),
        ("9223372036854775807ns", 2**63 - 1, "2562047h47m16.854775807s"),
        ("9223372036854775.807us", 2**63 - 1, "2562047h47m16.854775807s"),
        ("-9223372036854775808ns", -(2**63), "-2562047h47m16.854775808s"),
        ("0.100000000000000000000h", 360 * 10**9, "6m0s"),
        ("0.9223372036854775807h", 3320413933267, "55m20.413933267s"),
        ("0.830103483285477580700h", 2988372539827, "49m48.372539827s"),
        ("00000000000000000000001s", 10**9, "1s"),
    ],
)
def test_a_duration_of_gos_own_tests_is_read_and_written_as_go_does(text: str, nanoseconds: int, form: str) -> None:
    assert durations.parse(text) == nanoseconds
    assert durations.canonical(text) == form


FORM = "numbers with units (h, m, s, ms, us, ns), as in 1h30m or 1.5s"
LONG = "must be at most about 292 years"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "must not be empty"),
        ("-", f"must be {FORM}"),
        ("3", "must have a unit (h, m, s, ms, us, ns) after 3"),
        (".5", "must have a unit (h, m, s, ms, us, ns) after .5"),
        ("s", f"must be {FORM}"),
        (".", f"must be {FORM}"),
        ("-.", f"must be {FORM}"),
        (".s", f"must be {FORM}"),
        ("+.s", f"must be {FORM}"),
        ("--1s", f"must be {FORM}"),
        ("1h-1m", f"must not have the unit 'h-': {FORM}"),
        ("3d", f"must not have the unit 'd': {FORM}"),
        ("1s ", f"must not have the unit 's ': {FORM}"),
        ("1s\n", f"must not have the unit 's\\n': {FORM}"),
        ("1 s", f"must not have the unit ' s': {FORM}"),
        ("1" + "y" * 20, f"must not have the unit '{'y' * 20}': {FORM}"),
        ("1minutes and more text", f"must not have the unit 'minutes and more ...': {FORM}"),
        ("٣s", f"must be {FORM}"),
        ("1h3", "must have a unit (h, m, s, ms, us, ns) after 3"),
        ("9223372036854775808ns", LONG),
        ("9223372036854775.808us", LONG),
        ("3000000h", LONG),
        ("9223372036854775807ns1ns", LONG),
        ("-9223372036854775809ns", LONG),
        ("99999999999999999999s", LONG),
        ("9" * 5000 + "s", LONG),
        (None, "must be a string, not null"),
        (5, "must be a string, not an integer"),
    ],
)
def test_a_malformed_duration_has_a_problem(text: Any, problem: str) -> None:
    assert durations.problem(text) == problem
    for function in (durations.parse, durations.canonical, durations.to_seconds):
        call: Callable[[Any], object] = function
        with pytest.raises(CallError) as caught:
            call(text)
        assert (caught.value.findings[0].code, caught.value.findings[0].message) == ("K8S107", f"a duration {problem}")


class TestGateway:
    @given(gateway_texts)
    def test_what_the_grammar_has_is_fine_and_means_what_it_means_to_go(self, text: str) -> None:
        assert durations.gateway_problem(text) == ""
        assert durations.gateway_parse(text) == durations.parse(text) == exact(text)

    @given(
        st.text(alphabet="0123456789hms.- \n٣", max_size=12)
        | gateway_texts.flatmap(lambda t: st.sampled_from([t * 2, t + "1", "1" + t, t + "\n"]))
    )
    def test_the_verdict_is_that_of_the_regular_expression(self, text: str) -> None:
        assert (durations.gateway_problem(text) == "") is (GATEWAY.fullmatch(text) is not None)

    @given(st.integers(0, 100_000 * 3600 * 1000 - 1))
    def test_what_is_written_reads_back_and_has_each_unit_once_the_largest_first(self, milliseconds: int) -> None:
        text = durations.gateway_write(milliseconds * 10**6)
        assert durations.gateway_parse(text) == milliseconds * 10**6
        assert re.fullmatch(r"0s|([1-9]\d{0,4}h)?([1-5]?\dm)?([1-5]?\ds)?([1-9]\d{0,2}ms)?", text)
        assert durations.gateway_canonical(text) == text

    @pytest.mark.parametrize(
        ("text", "form"),
        [
            ("0h", "0s"),
            ("0ms", "0s"),
            ("90m", "1h30m"),
            ("1s1500ms", "2s500ms"),
            ("1m1m", "2m"),
            ("61s", "1m1s"),
            ("99999h59m59s999ms", "99999h59m59s999ms"),
            ("24h", "24h"),
            ("1000ms", "1s"),
        ],
    )
    def test_the_canonical_form(self, text: str, form: str) -> None:
        assert durations.gateway_canonical(text) == form

    @pytest.mark.parametrize(
        "text", ["", "1", "s", "1.5s", "-1s", "+1s", "100000s", "1us", "1d", "1h1m1s1ms1h", "1s ", " 1s", "1s\n", "1S", "0", "1mss"]
    )
    def test_what_the_gateway_api_does_not_take_is_a_problem(self, text: str) -> None:
        problem = "must be one to four numbers of at most five digits with units (h, m, s, ms), as in 1h30m or 500ms"
        assert durations.gateway_problem(text) == problem
        for call in (durations.gateway_parse, durations.gateway_canonical):
            with pytest.raises(CallError) as caught:
                call(text)
            assert (caught.value.findings[0].code, caught.value.findings[0].message) == (
                "K8S107",
                f"a duration of the Gateway API {problem}",
            )

    def test_another_type_is_a_problem(self) -> None:
        assert durations.gateway_problem(5) == "must be a string, not an integer"
        number: Any = 5
        with pytest.raises(CallError, match="must be a string, not an integer"):
            durations.gateway_parse(number)

    @pytest.mark.parametrize("nanoseconds", [-(10**6), 1, 10**6 + 1, 100_000 * 3600 * 10**9])
    def test_what_has_no_form_is_refused(self, nanoseconds: int) -> None:
        with pytest.raises(CallError) as caught:
            durations.gateway_write(nanoseconds)
        assert caught.value.findings[0].code == "K8S107"
        assert caught.value.findings[0].message == "a duration of the Gateway API must be whole milliseconds, from 0 to less than 100000h"
        assert caught.value.findings[0].value == durations.write(nanoseconds)

    def test_a_text_too_long_to_be_written_again_is_refused(self) -> None:
        assert durations.gateway_problem("99999h99999h") == ""
        with pytest.raises(CallError):
            durations.gateway_canonical("99999h99999h")
