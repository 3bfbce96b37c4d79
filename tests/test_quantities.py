"""Quantities: the public corpus, an exact oracle of fractions, and what other readings get wrong."""

from __future__ import annotations

import copy
import json
import pickle
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit import quantities
from k8skit.errors import CallError
from k8skit.quantities import BINARY_SI, DECIMAL_EXPONENT, DECIMAL_SI, Quantity, add, canonical, compare, multiply, parse, problem, subtract

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GRAMMAR = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(|[numkMGTPE]|[KMGTPE]i|[eE]([+-]?[0-9]+))")
LETTERS = "numkMGTPE"
POWERS = dict(zip(LETTERS, (-9, -6, -3, 3, 6, 9, 12, 15, 18), strict=True))
BINARY = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6}


def exact(text: str) -> tuple[Fraction, str]:
    """The value of a quantity by the words of the API reference, with fractions only; and its format."""
    match = GRAMMAR.fullmatch(text)
    assert match, text
    sign, whole, fraction, suffix, exponent = match.groups()
    number = Fraction(int((whole or "") + (fraction or "") or "0"), 10 ** len(fraction or ""))
    form = DECIMAL_SI
    if suffix in BINARY:
        number *= 1024 ** BINARY[suffix]
        form = BINARY_SI
    elif exponent is not None:
        number *= Fraction(10) ** int(exponent)
        form = DECIMAL_EXPONENT
    elif suffix:
        number *= Fraction(10) ** POWERS[suffix]
    nano = number * 10**9
    number = Fraction(-((-nano.numerator) // nano.denominator), 10**9)
    if form == BINARY_SI:
        number = min(number, Fraction(2**63 - 1))
        if 0 < number < 1:
            form = DECIMAL_SI
    return -number if sign == "-" else number, form


digits = st.one_of(
    st.integers(0, 3000).map(str),
    st.integers(0, 10**25).map(str),
    st.builds(lambda n, zeros, lead: "0" * lead + str(n) + "0" * zeros, st.integers(0, 999), st.integers(0, 9), st.integers(0, 2)),
    st.builds(lambda n, k: str(n * 1024**k), st.integers(1, 2000), st.integers(0, 6)),
)
numbers = st.builds(
    lambda sign, whole, fraction: sign + whole + fraction,
    st.sampled_from(["", "", "+", "-"]),
    digits,
    st.sampled_from(["", "", "."])
    | digits.map(lambda d: f".{d}")
    | st.builds(lambda zeros, d: "." + "0" * zeros + d, st.integers(0, 12), digits),
)
suffixes = (
    st.sampled_from(["", *LETTERS, *BINARY])
    | st.builds(lambda e, n: f"{e}{n}", st.sampled_from(["e", "E", "e+"]), st.integers(0, 25))
    | st.integers(-25, -1).map(lambda n: f"e{n}")
)
texts = st.builds(lambda number, suffix: number + suffix, numbers, suffixes)


def test_every_quantity_of_the_corpus_gets_kubernetes_own_verdict_and_form(corpora: Path) -> None:
    cases: list[dict[str, Any]] = json.loads((corpora / "names-labels-quantities" / "cases.json").read_text(encoding="utf-8"))
    mine = [c for c in cases if c["function"] == "ParseQuantity"]
    assert len(mine) > 100
    assert [c for c in mine if (problem(c["value"]) == "") is not c["valid"]] == []
    formed = [c for c in mine if c.get("canonical") is not None]
    assert len(formed) > 40
    assert [(c["value"], canonical(c["value"]), c["canonical"]) for c in formed if canonical(c["value"]) != c["canonical"]] == []


@given(texts)
def test_the_amount_is_that_of_the_fractions(text: str) -> None:
    value, form = exact(text)
    q = parse(text)
    assert problem(text) == ""
    assert (Fraction(q.nano, 10**9), q.format) == (value, form)
    assert q.value == (1 if value > 0 else -1) * -((-abs(value)) // 1)
    assert q.milli == (1 if value > 0 else -1) * -((-abs(value) * 1000) // 1)


@pytest.mark.parametrize("suffix", ["", *LETTERS, *BINARY, "e0", "e7", "E-7"])
def test_each_suffix_is_its_power_and_comes_back(suffix: str) -> None:
    value, form = exact(f"7{suffix}")
    assert (Fraction(parse(f"7{suffix}").nano, 10**9), parse(f"7{suffix}").format) == (value, form)
    assert exact(canonical(f"7000{suffix}"))[0] == exact(f"7000{suffix}")[0]
    if suffix in (*LETTERS, *BINARY):
        assert canonical(f"0007{suffix}") == f"7{suffix}"


@given(texts)
def test_the_canonical_form_keeps_the_value_and_is_its_own_canonical_form(text: str) -> None:
    form = canonical(text)
    assert exact(form)[0] == exact(text)[0]
    assert canonical(form) == form
    assert str(parse(text)) == str(parse(form)) == form


@given(texts)
def test_the_canonical_form_has_no_fraction_no_spare_sign_and_the_largest_suffix(text: str) -> None:
    form = canonical(text)
    match = re.fullmatch(r"(-?(?:0|[1-9][0-9]*))(|[numkMGTPE]|[KMGTPE]i|e-?[1-9][0-9]*)", form)
    assert match
    number, suffix = int(match[1]), match[2]
    if number == 0:
        assert form == "0"
    elif suffix in BINARY:
        assert suffix == "Ei" or number % 1024
    elif parse(text).format == BINARY_SI and not suffix:
        assert number % 1024 or abs(number) < 1024
    else:
        assert suffix == "Ei" or number % 1000
        assert suffix[:1] != "e" or int(suffix[1:]) % 3 == 0


@given(texts, texts)
def test_amounts_are_compared_by_value_alone(a: str, b: str) -> None:
    x, y = exact(a)[0], exact(b)[0]
    p, q = parse(a), parse(b)
    assert compare(a, b) == (x > y) - (x < y)
    assert (p == q, p != q, p < q, p <= q, p > q, p >= q) == (x == y, x != y, x < y, x <= y, x > y, x >= y)
    assert hash(p) == hash(parse(canonical(a)))


@given(texts, texts)
def test_sums_and_differences_are_exact(a: str, b: str) -> None:
    x, y = exact(a)[0], exact(b)[0]
    assert Fraction(add(a, b).nano, 10**9) == x + y
    assert Fraction(subtract(a, b).nano, 10**9) == x - y
    assert add(a, b).format == subtract(a, b).format == parse(a if x else b).format
    assert -parse(a) == subtract("0", a)


@given(texts, st.integers(-(10**6), 10**6))
def test_products_are_exact_and_keep_the_format(text: str, factor: int) -> None:
    product = multiply(text, factor)
    assert Fraction(product.nano, 10**9) == exact(text)[0] * factor
    assert product.format == parse(text).format
    assert factor * parse(text) == product


@given(st.lists(texts, max_size=6))
def test_sorting_orders_by_amount(values: list[str]) -> None:
    assert [q.nano for q in sorted(map(parse, values))] == sorted(parse(v).nano for v in values)


@given(st.integers(-(10**30), 10**30))
def test_an_integer_is_read_as_its_digits(value: int) -> None:
    assert problem(value) == ""
    assert canonical(value) == canonical(str(value))
    assert parse(value) == parse(str(value))
    assert parse(value).value == value


@given(st.text(alphabet="0123456789.+-eEinumkKMGTPB ,_\n٣", max_size=8))
def test_whatever_the_text_there_is_a_problem_or_a_value(text: str) -> None:
    found = problem(text)
    match = GRAMMAR.fullmatch(text)
    # A point alone is zero to Kubernetes; a text without digit or point is nothing to its documented grammar.
    fine = match is not None and (match[2] != "" or match[3] is not None)
    if fine and abs(exact(text)[0]) >= 10**991:
        assert found == "must be less than 10^991"
        return
    assert (found == "") is fine, found
    if fine:
        assert exact(canonical(text))[0] == exact(text)[0]
    else:
        assert found.startswith("must ")
        with pytest.raises(CallError) as caught:
            parse(text)
        assert caught.value.findings[0].code == "K8S106"
        assert caught.value.findings[0].value == text
        assert found in caught.value.findings[0].message


@given(texts.flatmap(lambda t: st.sampled_from([f" {t}", f"{t} ", f"{t}\n", f"{t}\t", f"{t[:1]} {t[1:]}"])))
def test_blanks_are_refused_wherever_they_are(text: str) -> None:
    assert problem(text).startswith("must not contain blanks")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1000m", "1"),
        ("1500m", "1500m"),
        ("0.5", "500m"),
        (".5", "500m"),
        ("1.", "1"),
        (".", "0"),
        ("+5", "5"),
        ("-0", "0"),
        ("007", "7"),
        ("1.500", "1500m"),
        ("100.035k", "100035"),
        ("1000", "1k"),
        ("1e3", "1e3"),
        ("1E3", "1e3"),
        ("1e4", "10e3"),
        ("1e-2", "10e-3"),
        ("1e0", "1"),
        ("1.5e3", "1500"),
        ("5e+3", "5e3"),
        ("0.1n", "1n"),
        ("-0.1n", "-1n"),
        ("1e-12", "1e-9"),
        ("1e-5000", "1e-9"),
        ("-1e-2147483647", "-1e-9"),
        ("0e2147483647", "0"),
        ("0.5Gi", "512Mi"),
        ("1.5Ki", "1536"),
        ("0.9Ki", "921600m"),
        ("1Ki", "1Ki"),
        ("1024Ki", "1Mi"),
        ("2048", "2048"),
        ("1048576Ki", "1Gi"),
        ("1023Ki", "1023Ki"),
        ("-1024Mi", "-1Gi"),
        ("-0.5Ki", "-512"),
        ("0.1Ki", "102400m"),
        ("1.0Ki", "1Ki"),
        ("-1Ki", "-1Ki"),
        ("0.9765625Ki", "1k"),
        ("-0.9765625Ki", "-1k"),
        ("0.99Ki", "1013760m"),
        ("-9.5Gi", "-9728Mi"),
        ("1.0000000001Gi", "1073741824107374183n"),
        ("7Ei", "7Ei"),
        ("8Ei", "9223372036854775807"),
        ("-20Ei", "-9223372036854775807"),
        ("9007199254740992Ki", "9223372036854775807"),
        ("1E", "1E"),
        ("100E", "100E"),
        ("999000E", "999e21"),
        ("1000E", "1e21"),
        ("10000E", "10e21"),
        ("1000000000000000000000", "1e21"),
        ("1e21", "1e21"),
        ("1e980", "100e978"),
        ("0Ki", "0"),
        ("0.000", "0"),
        ("999999Ti", "999999Ti"),
        ("1048576Ti", "1Ei"),
        ("1000000", "1M"),
        ("1000001", "1000001"),
        ("123456000k", "123456M"),
    ],
)
def test_a_text_has_this_canonical_form(text: str, form: str) -> None:
    assert canonical(text) == form
    assert problem(text) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1 Gi", "must not contain blanks: write 1Gi"),
        ("1Gi\n", "must not contain blanks: write 1Gi"),
        ("1 x", "must not contain blanks"),
        ("1GB", "must not end in GB: write 1G (powers of 1000) or 1Gi (powers of 1024)"),
        ("2K", "must not end in K: write 2k (powers of 1000) or 2Ki (powers of 1024)"),
        ("2kb", "must not end in kb: write 2k (powers of 1000) or 2Ki (powers of 1024)"),
        ("1.5t", "must not end in t: write 1.5T (powers of 1000) or 1.5Ti (powers of 1024)"),
        ("1gi", "must not end in gi: write 1Gi"),
        ("-1MiB", "must not end in MiB: write -1Mi"),
        ("12b", "must not end in b: write 12"),
        ("12B", "must not end in B: write 12"),
        ("0,5", "must have a point instead of the comma: write 0.5"),
        ("1,25Gi", "must have a point instead of the comma: write 1.25Gi"),
        ("1,2500Gi", "must have a point instead of the comma: write 1.2500Gi"),
        ("", "must not be empty"),
        ("Gi", quantities._SHAPE),
        ("m", quantities._SHAPE),
        ("-", quantities._SHAPE),
        ("1.1.1", quantities._SHAPE),
        ("1..Gi", quantities._SHAPE),
        ("--1", quantities._SHAPE),
        ("aoeu", quantities._SHAPE),
        ("1,000", quantities._PROPER),
        ("1,000Gi", quantities._PROPER),
        ("1X", quantities._PROPER),
        ("X1", quantities._SHAPE),
        ("1eX1", quantities._PROPER),
        ("1e1X", quantities._PROPER),
        ("X1b", quantities._SHAPE),
        ("1,X5", quantities._PROPER),
        ("1,x", quantities._PROPER),
        ("1x", quantities._PROPER),
        ("1giga", quantities._PROPER),
        ("1xi", quantities._PROPER),
        ("1XiB", quantities._PROPER),
        ("1e", "must not end in e: write 1E (powers of 1000) or 1Ei (powers of 1024)"),
        ("1e+", quantities._PROPER),
        ("1e1.5", quantities._PROPER),
        ("1e1_0", quantities._PROPER),
        ("1x5", quantities._PROPER),
        ("1_000", quantities._PROPER),
        ("1e٣", quantities._PROPER),
        ("1Kie3", quantities._PROPER),
        ("1E5k", quantities._PROPER),
        ("1²", quantities._PROPER),
        ("1e991", "must be less than 10^991"),
        ("1" + "0" * 991, "must be less than 10^991"),
        (10**991, "must be less than 10^991"),
        (-(10**991), "must be less than 10^991"),
        ("1e2147483648", "must have an exponent between -2147483647 and 2147483647"),
        ("0e-2147483648", "must have an exponent between -2147483647 and 2147483647"),
        ("1" * 1001, "must be at most 1000 characters (it has 1001)"),
        (0.5, "must be a string or an integer: write '500m'"),
        (1e22, "must be a string or an integer: write '10e21'"),
        (float("inf"), "must be a finite amount"),
        (float("nan"), "must be a finite amount"),
        (True, "must be a string or an integer, not a boolean"),
        (None, "must be a string or an integer, not null"),
        ([], "must be a string or an integer, not a list"),
        (b"1", "must be a string or an integer, not bytes"),
    ],
)
def test_a_problem_says_what_to_write(value: Any, text: str) -> None:
    assert problem(value) == text
    for function in (parse, canonical, Quantity):
        call: Callable[[Any], object] = function
        with pytest.raises(CallError) as caught:
            call(value)
        assert caught.value.findings[0].message == f"a quantity {text}"


@pytest.mark.parametrize("value", ["1e990", "9" * 991, 10**991 - 1, 1 - 10**991, "0." + "0" * 997 + "1", "1" * 991, "0" * 999 + "1"])
def test_amounts_just_within_the_limits_are_fine(value: str | int) -> None:
    assert problem(value) == ""
    assert canonical(canonical(value)) == canonical(value)


class TestQuantity:
    def test_it_is_made_from_text_integers_and_itself(self) -> None:
        assert [str(Quantity(v)) for v in ("250m", 2, Quantity("1024Mi"))] == ["250m", "2", "1Gi"]
        assert Quantity(Quantity("1e3")).format == DECIMAL_EXPONENT
        assert problem(Quantity(1)) == ""
        same = Quantity(1)
        assert parse(same) is same

    def test_its_format_is_named_as_in_kubernetes(self) -> None:
        assert [Quantity(text).format for text in ("250m", "1Gi", "1e3")] == ["DecimalSI", "BinarySI", "DecimalExponent"]

    def test_a_binary_amount_below_one_is_decimal_but_zero_is_not(self) -> None:
        texts = ("0Ki", "0.0Mi", ".0000000000000000001Ki", "0.0009765624Ki", "0.0009765625Ki", "-0.0009765624Ki", "1Ki")
        assert [Quantity(text).format for text in texts] == [BINARY_SI, BINARY_SI, DECIMAL_SI, DECIMAL_SI, BINARY_SI, DECIMAL_SI, BINARY_SI]

    def test_equal_amounts_are_one_key_of_a_dict(self) -> None:
        assert len({Quantity("1Gi"), Quantity("1024Mi"), Quantity(2**30), Quantity("1073741824000m")}) == 1

    def test_it_equals_no_other_type_and_is_not_ordered_with_one(self) -> None:
        assert Quantity(1) != 1
        assert Quantity(1) != "1"
        for operation in ("__lt__", "__le__", "__gt__", "__ge__", "__add__", "__sub__"):
            assert getattr(Quantity(1), operation)(1) is NotImplemented
        factors: list[Any] = ["2", 2.0, True, Quantity(1)]
        assert [Quantity(1).__mul__(factor) for factor in factors] == [NotImplemented] * 4

    def test_zero_takes_the_format_of_what_is_added_or_subtracted(self) -> None:
        assert str(Quantity("0") + Quantity("1Gi")) == "1Gi"
        assert str(Quantity("0") - Quantity("1Gi")) == "-1Gi"
        assert str(Quantity("1Gi") + Quantity("0")) == "1Gi"
        assert str(Quantity("512Mi") + Quantity(2**29)) == "1Gi"
        assert str(Quantity(2**29) + Quantity("512Mi")) == "1073741824"

    def test_a_sum_past_the_cap_of_parsing_is_not_capped(self) -> None:
        assert str(multiply("1Ei", 2048)) == "2048Ei"
        assert str(add("7Ei", "7Ei")) == "14Ei"

    def test_whole_units_and_thousandths_are_rounded_away_from_zero(self) -> None:
        assert [(Quantity(t).value, Quantity(t).milli) for t in ("1", "1.0001", "-1.0001", "1n", "-1n", "0")] == [
            (1, 1000),
            (2, 1001),
            (-2, -1001),
            (1, 1),
            (-1, -1),
            (0, 0),
        ]

    def test_it_shows_itself_and_survives_copying_and_pickling(self) -> None:
        q = Quantity("1024Mi")
        assert repr(q) == "Quantity('1Gi')"
        for other in (copy.copy(q), copy.deepcopy(q), pickle.loads(pickle.dumps(q))):
            assert (other, other.format) == (q, BINARY_SI)

    def test_it_takes_no_other_attribute(self) -> None:
        with pytest.raises(AttributeError):
            Quantity(1).unit = "x"  # type: ignore[attr-defined]

    def test_comparing_takes_text_integers_and_quantities(self) -> None:
        assert [compare("1Gi", 2**30), compare(1, Quantity("1001m")), compare("2", 1)] == [0, -1, 1]
        with pytest.raises(CallError):
            compare("1", "x")
