"""Names: every rule against the public corpus, against Kubernetes' own regular expressions, and on its edges."""

from __future__ import annotations

import ipaddress
import itertools
import json
import re
import string
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from k8skit import names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Rule = Callable[[object], str]

FUNCTIONS: dict[str, Rule] = {
    "IsCIdentifier": names.c_identifier,
    "IsConfigMapKey": names.configmap_key,
    "IsDNS1035Label": names.dns1035_label,
    "IsDNS1123Label": names.dns1123_label,
    "IsDNS1123Subdomain": names.dns1123_subdomain,
    "IsDNS1123SubdomainCaseless": names.dns1123_subdomain_caseless,
    "IsDecimalInteger": names.decimal_integer,
    "IsDomainPrefixedPath": names.domain_prefixed_path,
    "IsFullyQualifiedDomainName": names.fully_qualified_domain_name,
    "IsFullyQualifiedName": names.fully_qualified_name,
    "IsHTTPHeaderName": names.http_header_name,
    "IsLabelKey": names.label_key,
    "IsLabelValue": names.label_value,
    "IsPrefixedLabelKey": names.prefixed_label_key,
    "IsQualifiedName": names.qualified_name,
    "IsRelaxedEnvVarName": names.env_name,
    "IsValidLabelValue": names.label_value,
    "IsValidPercent": names.percent,
    "IsValidPortName": names.port_name,
    "IsValidPortNum": names.port_number,
    "IsWildcardDNS1123Subdomain": names.wildcard_dns1123_subdomain,
}
OTHERS: tuple[Rule, ...] = (names.annotation_key, names.path_segment_name, names.generate_name, names.ip, names.cidr)
RULES: list[Rule] = [*dict.fromkeys(FUNCTIONS.values()), *OTHERS]
TEXT_RULES = [rule for rule in RULES if rule is not names.port_number]

L = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
S = rf"{L}(\.{L})*"
N = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"
# (rule, most characters, regular expression), as Kubernetes states them.
PATTERNS: list[tuple[Rule, int, str]] = [
    (names.dns1123_label, 63, L),
    (names.dns1035_label, 63, "[a-z]([-a-z0-9]*[a-z0-9])?"),
    (names.dns1123_subdomain, 253, S),
    (names.dns1123_subdomain_caseless, 253, S.replace("a-z", "a-zA-Z")),
    (names.wildcard_dns1123_subdomain, 253, rf"\*\.{S}"),
    (names.label_value, 63, f"({N})?"),
    (names.label_key, 9999, rf"((?=[^/]{{1,253}}/){S}/)?(?=[^/]{{1,63}}\Z){N}"),
    (names.configmap_key, 253, r"(?!\.\Z|\.\.)[-._a-zA-Z0-9]+"),
    (names.env_name, 9999, "[ -<>-~]+"),
    (names.c_identifier, 9999, "[A-Za-z_][A-Za-z0-9_]*"),
    (names.port_name, 15, "(?=.*[a-z])(?!.*--)(?!-)[-a-z0-9]+(?<!-)"),
    (names.percent, 9999, "[0-9]+%"),
    (names.http_header_name, 9999, "[-A-Za-z0-9]+"),
    (names.decimal_integer, 9999, "0|-?[1-9][0-9]*"),
    (names.domain_prefixed_path, 9999, rf"(?=[^/]{{1,253}}/){S}/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+"),
    (names.fully_qualified_domain_name, 9999, rf"(?=.{{1,253}}\.?\Z)(?!.*[^.]{{64}}){L}(\.{L})+\.?"),
    (names.fully_qualified_name, 253, rf"{L}(\.{L}){{2,}}"),
    (names.path_segment_name, 9999, r"(?!\.{1,2}\Z)[^/%\x00-\x1f\x7f]+"),
]

near_names = st.one_of(
    st.text(alphabet="ab09-._/AXZ*%=: \n~é٣", max_size=12),
    st.from_regex(rf"\A{S}\Z"),
    st.from_regex(rf"\A{S}/{N}\Z"),
    st.builds(
        lambda c, n, tail: c * n + tail,
        st.sampled_from("a-.A0/"),
        st.sampled_from([14, 15, 16, 62, 63, 64, 252, 253, 254]),
        st.text(alphabet="a.-/*1", max_size=2),
    ),
)


@pytest.fixture(scope="module")
def cases(corpora: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((corpora / "names-labels-quantities" / "cases.json").read_text(encoding="utf-8"))
    return found


def test_every_value_of_the_corpus_gets_kubernetes_own_verdict(cases: list[dict[str, Any]]) -> None:
    mine = [c for c in cases if c["function"] in FUNCTIONS]
    verdicts: dict[tuple[str, object], set[bool]] = {}
    for c in mine:
        verdicts.setdefault((c["function"], c["value"]), set()).add(c["valid"])
    # Where the corpus says both, it is of no use for that value.
    judged = {k: v for k, v in verdicts.items() if len(v) == 1}
    wrong = [k for k, v in judged.items() if (FUNCTIONS[k[0]](k[1]) == "") not in v]
    assert wrong == []
    assert len(judged) > 300
    assert {k for k, v in verdicts.items() if len(v) == 2} <= {("IsValidPortNum", 0)}


@pytest.mark.parametrize(("rule", "most", "pattern"), PATTERNS, ids=lambda v: getattr(v, "__name__", ""))
@given(value=near_names)
def test_a_rule_agrees_with_the_regular_expression_of_kubernetes(rule: Rule, most: int, pattern: str, value: str) -> None:
    fine = len(value) <= most and re.fullmatch(pattern, value) is not None
    assert (rule(value) == "") is fine, rule(value)


@pytest.mark.parametrize(("rule", "most", "pattern"), [p for p in PATTERNS if "(?" not in p[2]], ids=lambda v: getattr(v, "__name__", ""))
@given(data=st.data())
def test_a_rule_accepts_what_the_regular_expression_generates(rule: Rule, most: int, pattern: str, data: st.DataObject) -> None:
    value = data.draw(st.from_regex(rf"\A(?:{pattern})\Z"))
    assume(len(value) <= most)
    assert rule(value) == ""


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.__name__)
@pytest.mark.parametrize("value", [None, True, 0.5, [], {}, b"abc", object(), ("a",)])
def test_a_value_of_another_type_is_a_problem_and_no_exception(rule: Rule, value: object) -> None:
    assert rule(value).startswith("must be a")


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda r: r.__name__)
def test_an_integer_is_no_name(rule: Rule) -> None:
    assert rule(80) == "must be a string, not an integer"


BROKEN = ["abc\n", "a.b.c\n", "*.a.b\n", "a/b\n", "25%\n", "1\n", "10.0.0.1\n", "10.0.0.0/8\n", "\nabc", "a\x00b", "a\x7f"]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.__name__)
@pytest.mark.parametrize("value", BROKEN)
def test_line_breaks_and_control_characters_are_refused(rule: Rule, value: str) -> None:
    assert rule(value).startswith("must ")


@pytest.mark.parametrize("rule", [r for r in RULES if r is not names.path_segment_name], ids=lambda r: r.__name__)
@pytest.mark.parametrize(
    "value", ["\ud800", "\u0663", "a\u0663", "\u0661%", "\u0661.\u0661.\u0661.\u0661", "é", "\u0430", "\uff41", "a\u00ad", "\u00b2"]
)
def test_characters_outside_ascii_are_refused(rule: Rule, value: str) -> None:
    assert rule(value).startswith("must ")


@pytest.mark.parametrize("rule", [r for r in TEXT_RULES if r is not names.label_value], ids=lambda r: r.__name__)
def test_an_empty_string_is_refused_except_as_a_labels_value(rule: Rule) -> None:
    assert rule("").startswith("must ")
    assert names.label_value("") == ""


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda r: r.__name__)
@given(value=near_names | st.text(max_size=300) | st.text(alphabet="0123456789abcdef:./", max_size=20))
def test_a_problem_is_one_printable_line_that_starts_with_must(rule: Rule, value: str) -> None:
    text = rule(value)
    assert text == "" or (text.startswith("must ") and text.isprintable() and len(text) < 200), text


@pytest.mark.parametrize(
    ("rule", "value", "text"),
    [
        (names.dns1123_label, "", "must not be empty"),
        (names.dns1123_label, None, "must be a string, not null"),
        (names.dns1123_label, True, "must be a string, not a boolean"),
        (names.dns1123_label, [1], "must be a string, not a list"),
        (names.dns1123_label, {}, "must be a string, not an object"),
        (names.dns1123_label, 0.5, "must be a string, not a number"),
        (names.dns1123_label, b"a", "must be a string, not bytes"),
        (names.dns1123_label, "a" * 64, "must be at most 63 characters (it has 64)"),
        (names.dns1123_label, "My_Pod", "must consist of lower case letters, digits and '-', not 'M'"),
        (names.dns1123_label, "a b", "must consist of lower case letters, digits and '-', not a blank"),
        (names.dns1123_label, "a\tb", "must consist of lower case letters, digits and '-', not a tab"),
        (names.dns1123_label, "a\n", "must consist of lower case letters, digits and '-', not a line break"),
        (names.dns1123_label, "a\r", "must consist of lower case letters, digits and '-', not a line break"),
        (names.dns1123_label, "a\x07", "must consist of lower case letters, digits and '-', not '\\x07'"),
        (names.dns1123_label, "a.b", "must consist of lower case letters, digits and '-', not '.'"),
        (names.dns1123_label, "-a", "must start with a lower case letter or a digit, not '-'"),
        (names.dns1123_label, "a-", "must end with a lower case letter or a digit, not '-'"),
        (names.dns1035_label, "1a", "must start with a lower case letter, not '1'"),
        (names.dns1035_label, "a-", "must end with a lower case letter or a digit, not '-'"),
        (names.dns1035_label, "A", "must consist of lower case letters, digits and '-', not 'A'"),
        (names.dns1035_label, "a" * 64, "must be at most 63 characters (it has 64)"),
        (names.dns1123_subdomain, "a..b", "must have parts between the dots that start and end with a letter or a digit"),
        (names.dns1123_subdomain, "a.-b", "must have parts between the dots that start and end with a letter or a digit"),
        (names.dns1123_subdomain, "a-.b", "must have parts between the dots that start and end with a letter or a digit"),
        (names.dns1123_subdomain, "a_b", "must consist of lower case letters, digits, '-' and '.', not '_'"),
        (names.dns1123_subdomain, ".a", "must start with a lower case letter or a digit, not '.'"),
        (names.dns1123_subdomain, "a.", "must end with a lower case letter or a digit, not '.'"),
        (names.dns1123_subdomain, "a" * 254, "must be at most 253 characters (it has 254)"),
        (names.dns1123_subdomain_caseless, "A_b", "must consist of letters, digits, '-' and '.', not '_'"),
        (names.dns1123_subdomain_caseless, "-A", "must start with a letter or a digit, not '-'"),
        (names.dns1123_subdomain_caseless, "A-", "must end with a letter or a digit, not '-'"),
        (names.dns1123_subdomain_caseless, "A..b", "must have parts between the dots that start and end with a letter or a digit"),
        (names.wildcard_dns1123_subdomain, "a.b", "must start with '*.', as in *.example.com"),
        (
            names.wildcard_dns1123_subdomain,
            "*.B",
            "must have a DNS subdomain after '*.': 'B' must consist of lower case letters, digits, '-' and '.', not 'B'",
        ),
        (names.wildcard_dns1123_subdomain, "*." + "a" * 252, "must be at most 253 characters (it has 254)"),
        (names.fully_qualified_domain_name, "com", "must have at least two parts joined by dots, as in example.com"),
        (
            names.fully_qualified_domain_name,
            "b" * 64 + ".com",
            f"must have parts of at most 63 characters between the dots ('{'b' * 37}...' has 64)",
        ),
        (names.fully_qualified_name, "a.b", "must have at least three parts joined by dots, as in a.example.com"),
        (names.fully_qualified_name, "A.b.c", "must consist of lower case letters, digits, '-' and '.', not 'A'"),
        (names.domain_prefixed_path, "a", "must be a domain, a '/' and a path, as in example.com/foo"),
        (
            names.domain_prefixed_path,
            "A/b",
            "must have a DNS subdomain before the '/': 'A' must consist of lower case letters, digits, '-' and '.', not 'A'",
        ),
        (names.domain_prefixed_path, "a/b?", "must have a path of HTTP path characters after the '/', not '?'"),
        (names.label_key, "", "must not be empty"),
        (names.label_key, "b c", "must consist of letters, digits, '-', '_' and '.', not a blank"),
        (names.label_key, "-b", "must start with a letter or a digit, not '-'"),
        (names.label_key, "b-", "must end with a letter or a digit, not '-'"),
        (names.label_key, "/b", "must have a DNS subdomain before the '/': '' must not be empty"),
        (names.label_key, "a/", "must have a name after the '/': '' must not be empty"),
        (names.label_key, "a/b/c", "must have at most one '/'"),
        (names.label_key, "a/-b", "must have a name after the '/': '-b' must start with a letter or a digit, not '-'"),
        (names.prefixed_label_key, "a", "must have a prefix, as in example.com/app"),
        (names.configmap_key, ".", "must not be '.'"),
        (names.configmap_key, "..", "must not start with '..'"),
        (names.configmap_key, "a/b", "must consist of letters, digits, '-', '_' and '.', not '/'"),
        (names.configmap_key, "a" * 254, "must be at most 253 characters (it has 254)"),
        (names.env_name, "A=B", "must consist of printable ASCII characters without '=', not '='"),
        (names.env_name, "", "must not be empty"),
        (names.c_identifier, "1a", "must start with a letter or '_', not '1'"),
        (names.c_identifier, "a-b", "must consist of letters, digits and '_', not '-'"),
        (names.port_name, "8080", "must have at least one letter"),
        (names.port_name, "8-80", "must have at least one letter"),
        (names.port_name, "a--b", "must not have two '-' in a row"),
        (names.port_name, "-a", "must start with a lower case letter or a digit, not '-'"),
        (names.port_name, "a-", "must end with a lower case letter or a digit, not '-'"),
        (names.port_name, "a" * 16, "must be at most 15 characters (it has 16)"),
        (names.port_name, "A", "must consist of lower case letters, digits and '-', not 'A'"),
        (names.port_number, 70000, "must be between 1 and 65535"),
        (names.port_number, "8080", "must be an integer, not a string"),
        (names.port_number, True, "must be an integer, not a boolean"),
        (names.percent, "25", "must be digits and '%', as in 25%"),
        (names.http_header_name, "X_A", "must consist of letters, digits and '-', not '_'"),
        (names.decimal_integer, "007", "must be an integer without leading zeros and without '+', as in 42"),
        (names.path_segment_name, "..", "must not be '..'"),
        (names.path_segment_name, "", "must not be empty"),
        (names.path_segment_name, "a/b", "must not contain '/'"),
        (names.path_segment_name, "a\n", "must not contain a line break"),
        (names.ip, "10.0.0.256", "must be an IP address, as in 10.9.8.7 or 2001:db8::ffff"),
        (names.ip, "010.000.0.01", "must not have leading zeros: 10.0.0.1"),
        (names.ip, "1::2::3", "must be an IP address, as in 10.9.8.7 or 2001:db8::ffff"),
        (names.cidr, "10.0.0.0", "must be an IP address, a '/' and a length, as in 10.9.8.0/24 or 2001:db8::/64"),
        (names.cidr, "10.0.0.0/33", "must have a length of at most 32 after the '/'"),
        (names.cidr, "::/129", "must have a length of at most 128 after the '/'"),
        (names.cidr, "10.0.0/8", "must be an IP address, as in 10.9.8.7 or 2001:db8::ffff"),
    ],
)
def test_a_problem_says_what_is_wrong(rule: Rule, value: object, text: str) -> None:
    assert rule(value) == text


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        (names.dns1123_label, ["a", "0", "a-b", "a--b", "a" * 63]),
        (names.dns1035_label, ["a", "a-0", "a" * 63]),
        (names.dns1123_subdomain, ["a.b", "0.0", "a" * 253]),
        (names.wildcard_dns1123_subdomain, ["*.a", "*." + "a" * 251]),
        (names.fully_qualified_domain_name, ["a.b", "a.b.", "a" * 63 + ".b"]),
        (names.fully_qualified_name, ["a.b.c", "a" * 64 + ".b.c"]),
        (names.domain_prefixed_path, ["a/b", "a.b/c//d~%20!$&'()*+,;=:"]),
        (names.label_key, ["a", "A_.-9", "a.b/C", "a" * 63, "a" * 253 + "/" + "b" * 63]),
        (names.annotation_key, ["Example.COM/a", "A/B", "a"]),
        (names.configmap_key, ["-", "_", ".a", "a..b", "a" * 253]),
        (names.env_name, [" ", "~", "a b", "1", "-", ":"]),
        (names.c_identifier, ["_", "a1", "_1"]),
        (names.port_name, ["a", "1-a", "a" * 15]),
        (names.port_number, [1, 65535]),
        (names.percent, ["0%", "00100%"]),
        (names.http_header_name, ["-", "X-1"]),
        (names.decimal_integer, ["0", "10", "-10"]),
        (names.path_segment_name, ["...", "system:node", "a b", "é", " "]),
    ],
    ids=lambda v: getattr(v, "__name__", ""),
)
def test_values_at_the_edge_of_a_rule_are_fine(rule: Rule, values: list[object]) -> None:
    assert {v: rule(v) for v in values} == dict.fromkeys(values, "")


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        (names.port_number, [0, -1, 65536]),
        (names.percent, ["%", "-1%", "+1%", "1.5%", "1%%", "1 %"]),
        (names.decimal_integer, ["-", "-0", "+1", "00", "1_000", "--1", "-01"]),
        (names.annotation_key, ["Example.COM/-a", "a/B/c", "é/a", "\u212a/a"]),
        (names.label_key, ["a" * 64, "a/" + "b" * 64, "a" * 254 + "/b", "A/b"]),
        (names.path_segment_name, [".", "a%b", "\x7f"]),
        (names.fully_qualified_domain_name, [".", "a..", "a.b..", "a"]),
    ],
    ids=lambda v: getattr(v, "__name__", ""),
)
def test_values_just_over_the_edge_of_a_rule_are_refused(rule: Rule, values: list[object]) -> None:
    assert [v for v in values if rule(v) == ""] == []


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (names.dns1123_label, "aXb"),
        (names.dns1123_label, "X"),
        (names.dns1035_label, "aXb"),
        (names.dns1035_label, "Xa"),
        (names.dns1123_subdomain, "a.X"),
        (names.wildcard_dns1123_subdomain, "*.X"),
        (names.port_name, "aX"),
        (names.percent, "X1%"),
        (names.percent, "1X%"),
        (names.decimal_integer, "1X"),
        (names.decimal_integer, "X1"),
        (names.ip, "1.1.1.1X"),
        (names.ip, "X1.1.1.1"),
        (names.ip, "X::"),
        (names.ip, "::1X"),
        (names.cidr, "1.1.1.1/1X"),
        (names.cidr, "1.1.1.1/X1"),
    ],
)
def test_a_letter_where_there_must_be_none_is_refused(rule: Rule, value: str) -> None:
    assert rule(value).startswith("must ")


@pytest.mark.parametrize("value", ["0123456789", "abcdefghijklmnopqrstuvwxyz"])
def test_every_small_letter_and_digit_is_fine_at_every_place(value: str) -> None:
    rules = (
        names.dns1123_label,
        names.dns1123_subdomain,
        names.label_value,
        names.label_key,
        names.configmap_key,
        names.env_name,
        names.http_header_name,
    )
    for rule in rules:
        assert [c for c in value if rule(c) or rule(f"{c}a{c}")] == []
        assert rule(value) == ""


def test_every_capital_letter_is_fine_where_capitals_are() -> None:
    rules = (
        names.dns1123_subdomain_caseless,
        names.label_value,
        names.label_key,
        names.configmap_key,
        names.env_name,
        names.http_header_name,
        names.c_identifier,
    )
    for rule in rules:
        assert [c for c in string.ascii_uppercase if rule(c)] == []
        assert rule(string.ascii_letters) == ""


def test_generate_name_may_end_in_a_dash_and_follows_the_rule_of_the_kind() -> None:
    assert names.generate_name("job-") == ""
    assert names.generate_name("a-") == ""
    assert names.generate_name("a.b-") == ""
    assert names.generate_name("a-b") == ""
    assert names.generate_name("-").startswith("must start with")
    assert names.generate_name("a.-") == ""
    assert names.generate_name("A-").startswith("must consist of")
    assert names.generate_name("a.b-", names.dns1123_label).endswith("not '.'")
    assert names.generate_name("a--") == ""


@pytest.mark.parametrize("rule", [names.dns1123_subdomain, names.dns1123_subdomain_caseless])
@pytest.mark.parametrize("value", ["a..b", "a-.b", "a.-b"])
def test_each_part_between_dots_starts_and_ends_with_a_letter_or_digit(rule: Rule, value: str) -> None:
    assert rule(value) == rule("a..b") != ""


@pytest.mark.parametrize("value", ["/foo", "example.com/", "/", "example.com"])
def test_a_path_with_a_domain_has_both(value: str) -> None:
    assert names.domain_prefixed_path(value) == "must be a domain, a '/' and a path, as in example.com/foo"


class TestAddresses:
    @given(st.ip_addresses(v=4).map(str))
    def test_every_ipv4_address_is_fine(self, value: str) -> None:
        assert names.ip(value) == names.ip(value, strict=True) == ""

    @given(st.ip_addresses(v=6))
    def test_every_ipv6_address_is_fine_in_short_and_in_long(self, value: ipaddress.IPv6Address) -> None:
        assert [names.ip(text) for text in (str(value), value.exploded, str(value).upper())] == [""] * 3
        assert (names.ip(value.exploded, strict=True) == "") is (value.ipv4_mapped is None)

    @given(
        st.text(alphabet="01f:.", max_size=14)
        | st.lists(st.sampled_from(["0", "ffff", "12345", "", "1.2.3.4", "g", "01"]), max_size=9).map(":".join)
    )
    def test_the_verdict_is_that_of_the_standard_library(self, value: str) -> None:
        try:
            ipaddress.ip_address(value)
        except ValueError:
            assert names.ip(value).startswith("must ")
        else:
            assert names.ip(value) == ""

    @pytest.mark.parametrize("value", ["::ffff:10.9.8.7", "::FFFF:a09:807", "0:0:0:0:0:ffff:10.9.8.7", "0:0:0:0:0:ffff:1:2"])
    def test_ipv4_written_as_ipv6_is_refused_only_if_strict(self, value: str) -> None:
        assert names.ip(value) == names.cidr(f"{value}/128") == ""
        assert names.ip(value, strict=True) == "must not be an IPv4 address written as IPv6"
        assert names.cidr(f"{value}/128", strict=True) == "must not be an IPv4 address written as IPv6"

    @pytest.mark.parametrize("value", ["::fffe:10.9.8.7", "::1:ffff:10.9.8.7", "::10.9.8.7", "fe80::1", "::", "ffff::1:2"])
    def test_other_ipv6_addresses_are_strictly_fine(self, value: str) -> None:
        assert names.ip(value, strict=True) == ""

    @pytest.mark.parametrize(
        "value",
        [
            "fe80::1%eth0",
            "[::1]",
            "1.2.3",
            "1.2.3.4.5",
            "1.2.3.4:80",
            "::1.2.3",
            "1.2.3.4::",
            "1:2:3:4:5:6:7:8::",
            "12345::",
            ":1",
            "1:",
            ":::",
            "x",
            "0x1.2.3.4",
            "...",
        ],
    )
    def test_what_is_no_address_is_refused(self, value: str) -> None:
        assert names.ip(value) == "must be an IP address, as in 10.9.8.7 or 2001:db8::ffff"

    @given(st.ip_addresses(), st.integers(0, 130))
    def test_a_range_is_judged_as_the_standard_library_does(
        self, address: ipaddress.IPv4Address | ipaddress.IPv6Address, length: int
    ) -> None:
        text = f"{address}/{length}"
        assert (names.cidr(text) == "") is (length <= address.max_prefixlen)
        if length > address.max_prefixlen or getattr(address, "ipv4_mapped", None):
            return
        exact = ipaddress.ip_network(text, strict=False).network_address == address
        assert names.cidr(text, strict=True) == ("" if exact else f"must have only zeros after the first {length} bits")

    @pytest.mark.parametrize(
        ("value", "bits"),
        [
            ("fe80::/8", 8),
            ("fe80::0/8", 8),
            ("fe80::0/9", 0),
            ("fe80::/9", 0),
            ("1:2::/16", 16),
            ("1:2::/32", 0),
            ("::2:0/111", 0),
            ("1::3:0/111", 111),
        ],
    )
    def test_the_zeros_of_a_gap_are_counted(self, value: str, bits: int) -> None:
        assert names.cidr(value) == ""
        assert names.cidr(value, strict=True) == (f"must have only zeros after the first {bits} bits" if bits else "")

    @pytest.mark.parametrize(
        "value",
        [
            "10.0.0.0/",
            "10.0.0.0/08",
            "10.0.0.0/-1",
            "10.0.0.0/+8",
            "10.0.0.0/8/8",
            "/8",
            "10.0.0.0/255.0.0.0",
            "10.0.0.0/ 8",
            "10.0.0.0/1000",
        ],
    )
    def test_a_malformed_range_is_refused(self, value: str) -> None:
        assert names.cidr(value).startswith("must ")

    @pytest.mark.parametrize(("family", "bits"), [(ipaddress.IPv4Address, 32), (ipaddress.IPv6Address, 128)])
    def test_each_bit_of_an_address_counts_as_the_range_says(self, family: Any, bits: int) -> None:
        for bit in range(bits):
            address = family(1 << bit)
            assert names.cidr(f"{address}/{bits - bit}", strict=True) == "", address
            assert names.cidr(f"{address}/{bits - bit - 1}", strict=True) != "", address


class TestProposals:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("My_Pod", "my-pod"),
            ("MyPod", "my-pod"),
            ("HTTPRoute", "http-route"),
            ("myHTTPRoute2Go", "my-http-route2-go"),
            ("orders v1.2", "orders-v1-2"),
            ("../../evil", "evil"),
            ("--a--b--", "a-b"),
            ("Größe", "groe"),
            ("café", "cafe"),
            ("注文", ""),
            ("", ""),
            ("ABC", "abc"),
            ("a" * 62 + "-b", "a" * 62),
        ],
    )
    def test_a_label_is_proposed_for_a_text(self, text: str, label: str) -> None:
        assert names.suggest_dns1123_label(text) == label

    @pytest.mark.parametrize(
        ("text", "name"), [("My_App.Example.COM", "my-app.example.com"), ("a..b-.c", "a.b.c"), ("...", ""), ("a" * 252 + ".b", "a" * 252)]
    )
    def test_a_subdomain_is_proposed_for_a_text(self, text: str, name: str) -> None:
        assert names.suggest_dns1123_subdomain(text) == name

    @given(st.text() | near_names)
    def test_a_proposal_is_valid_or_empty(self, text: str) -> None:
        label, name = names.suggest_dns1123_label(text), names.suggest_dns1123_subdomain(text)
        assert label == "" or names.dns1123_label(label) == ""
        assert name == "" or names.dns1123_subdomain(name) == ""

    @given(st.from_regex(rf"\A{L}\Z").filter(lambda v: len(v) < 64 and "--" not in v))
    def test_a_valid_label_is_proposed_as_it_is(self, text: str) -> None:
        assert names.suggest_dns1123_label(text) == names.suggest_dns1123_subdomain(text) == text


def slips(a: str, b: str) -> int:
    """Damerau-Levenshtein distance (optimal string alignment) by its definition, without any bound."""
    rows = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            ways = [rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1])]
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                ways.append(rows[i - 2][j - 2] + 1)
            rows[i][j] = min(ways)
    return rows[-1][-1]


words = st.text(alphabet="abc", min_size=1, max_size=9)
FIELDS = ["imagePullPolicy", "imagePullSecrets", "image", "name", "metadata", "labels", "ports", "protocol", "replicas", "spec", "selector"]


class TestClosest:
    @pytest.mark.parametrize(
        ("word", "found"),
        [
            ("metaData", "metadata"),
            ("labls", "labels"),
            ("image_pull_policy", "imagePullPolicy"),
            ("ImagePullPolicy", "imagePullPolicy"),
            ("imgPullPolicy", "imagePullPolicy"),
            ("image-pull-secret", "imagePullSecrets"),
            ("replica", "replicas"),
            ("port", "ports"),
            ("prots", "ports"),
            ("sepc", "spec"),
            ("nmae", "name"),
            ("slector", "selector"),
            ("xyz", None),
            ("command", None),
            ("", None),
            ("-", None),
            (None, None),
            (3, None),
        ],
    )
    def test_a_misspelled_field_finds_the_one_meant(self, word: object, found: str | None) -> None:
        assert names.closest(word, FIELDS) == found

    def test_equal_letters_win_over_few_slips(self) -> None:
        assert names.closest("host_ip", ["hostip2", "hostIP", "hostIPs"]) == "hostIP"
        assert names.closest("Hostip", ["host-ip", "hostIP"]) == "hostIP"
        assert names.closest("hostIP", ["HOSTIP", "hostIP"]) == "hostIP"
        assert names.closest("a-b", ["a.b", "a_b"]) == "a.b"

    def test_a_word_without_letters_is_compared_as_it_is(self) -> None:
        assert names.closest("***", ["---", "**-"]) == "**-"

    def test_the_limits_grow_with_the_length_of_the_longer_word(self) -> None:
        assert names.closest("ab", ["ac"]) is None
        assert names.closest("ab", ["abc"]) == "abc"
        assert names.closest("abcd", ["abxy"]) is None
        assert names.closest("abcde", ["abcxy"]) == "abcxy"
        assert names.closest("abcdefg", ["abcdxyz"]) is None
        assert names.closest("abcdefgh", ["abcdexyz"]) == "abcdexyz"
        assert names.closest("abcdefghijklmnop", ["abcdefghijkl1234"]) is None

    def test_a_tie_is_broken_by_length_and_then_by_the_alphabet(self) -> None:
        assert names.closest("abcde", ["abcdz", "abcdy"]) == "abcdy"
        assert names.closest("abcde", ["abcdef", "abcdz"]) == "abcdz"
        assert names.closest("abcde", ["abcd", "abcdz"]) == "abcdz"

    @given(words, words)
    def test_two_words_are_near_exactly_if_few_slips_separate_them(self, a: str, b: str) -> None:
        most = {1: 0, 2: 0, 3: 1, 4: 1, 5: 2, 6: 2, 7: 2}.get(max(len(a), len(b)), 3)
        assert (names.closest(a, [b]) == b) is (slips(a, b) <= most)

    @pytest.mark.parametrize("limit", range(4))
    def test_the_slips_between_all_short_words_are_counted_up_to_the_limit(self, limit: int) -> None:
        short = ["".join(letters) for n in range(1, 6) for letters in itertools.product("ab", repeat=n)]
        for a in short:
            for b in short:
                assert names._distance(a, b, limit) == min(slips(a, b), limit + 1), (a, b)

    @given(words, words)
    def test_nearness_is_symmetric(self, a: str, b: str) -> None:
        assert (names.closest(a, [b]) is None) is (names.closest(b, [a]) is None)

    @given(words, st.lists(words, max_size=8))
    def test_the_answer_is_the_nearest_choice(self, word: str, choices: list[str]) -> None:
        found = names.closest(word, choices)
        near = [c for c in choices if names.closest(word, [c])]
        assert (found is None) is (not near)
        if found is not None:
            assert slips(word, found) == min(slips(word, c) for c in near)

    @given(st.text(alphabet="aAbB_-.", max_size=6), st.lists(st.text(alphabet="aAbB_-.", max_size=6), max_size=6), st.randoms())
    def test_the_order_of_the_choices_does_not_matter(self, word: str, choices: list[str], random: Any) -> None:
        shuffled = list(choices)
        random.shuffle(shuffled)
        assert names.closest(word, choices) == names.closest(word, iter(shuffled))

    @given(st.sampled_from(FIELDS), st.sampled_from(["snake", "kebab", "upper", "title"]))
    def test_another_style_of_writing_finds_the_field(self, field: str, style: str) -> None:
        snake = re.sub("([A-Z])", r"_\1", field).lower()
        written = {
            "snake": snake,
            "kebab": snake.replace("_", "-"),
            "upper": snake.upper(),
            "title": string.capwords(snake, "_").replace("_", ""),
        }[style]
        assert names.closest(written, FIELDS) == field

    def test_very_long_words_cost_little(self) -> None:
        assert names.closest("a" * 100_000, ["b", "a" * 99_999 + "b", "a" * 50_000]) == "a" * 99_999 + "b"
