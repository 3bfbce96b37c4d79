"""Istio's annotations: where they belong, and what their values look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.semantics.istio_annotations import BELONGS, DEPRECATED, is_istio, is_unknown, problem

if TYPE_CHECKING:
    import ipaddress

TRAFFIC = "traffic.sidecar.istio.io/"


@pytest.mark.parametrize(
    ("key", "istio", "unknown"),
    [
        ("sidecar.istio.io/inject", True, False),
        ("istio.io/rev", True, False),
        ("kubernetes.io/ingress.class", True, False),
        ("sidecar.istio.io/injekt", True, True),
        ("new.istio.io/x", True, True),
        ("operator.istio.io/component", True, False),
        ("notistio.io/x", False, True),
        ("istio.io", False, True),
        ("example.com/istio.io", False, True),
    ],
)
def test_istios_annotations_are_told_from_others(key: str, istio: bool, unknown: bool) -> None:
    assert is_istio(key) is istio
    assert is_unknown(key) is unknown


def test_what_is_deprecated_is_known_and_all_of_it_is_istios() -> None:
    assert set(DEPRECATED) <= set(BELONGS)
    assert all(map(is_istio, BELONGS))


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        ("readiness.status.sidecar.istio.io/periodSeconds", ["0", "10", "4294967295"], ["", "-1", "1.5", "4294967296", "ten", "\u0661"]),
        ("status.sidecar.istio.io/port", ["0", "15021", " 80 "], ["65536", "http"]),
        ("prometheus.istio.io/merge-metrics", ["true", "F", "1"], ["yes", ""]),
        ("sidecar.istio.io/interceptionMode", ["REDIRECT", "TPROXY", "NONE"], ["redirect", ""]),
        ("proxy.istio.io/config", ["", "{}", "concurrency: 2"], ["- 1", "a: [", "text"]),
        (f"{TRAFFIC}excludeInboundPorts", ["", "80", "80, 90"], ["*", "80;90", "80,"]),
        (f"{TRAFFIC}includeInboundPorts", ["", "*", "80,90"], ["*,80"]),
        (
            f"{TRAFFIC}includeOutboundIPRanges",
            ["", "*", "10.0.0.0/8", "10.1.2.3/8,2001:db8::/32"],
            ["10.0.0.1", "10.0.0.0/33", "10.0.0.0/8,", "x"],
        ),
        (f"{TRAFFIC}excludeOutboundIPRanges", ["", "0.0.0.0/0"], ["*", "10.0.0.0/255.0.0.0"]),
        ("sidecar.istio.io/logLevel", ["anything"], []),
    ],
)
def test_a_value_has_the_format_of_its_annotation(key: str, right: list[str], wrong: list[str]) -> None:
    assert [value for value in right if problem(key, value)] == []
    assert [value for value in wrong if not problem(key, value)] == []


def test_what_is_no_text_is_another_finding() -> None:
    assert problem("status.sidecar.istio.io/port", 80) == ""


@given(st.lists(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)), max_size=4), st.integers(0, 128))
def test_ranges_are_those_that_python_reads(addresses: list[ipaddress.IPv4Address | ipaddress.IPv6Address], length: int) -> None:
    text = ",".join(f"{address}/{length}" for address in addresses)
    fits = all(length <= address.max_prefixlen for address in addresses)
    assert (problem(f"{TRAFFIC}excludeOutboundIPRanges", text) == "") is fits
