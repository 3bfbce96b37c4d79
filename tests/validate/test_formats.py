"""Formats: each says yes to what the API server takes and no to the rest."""

from __future__ import annotations

import base64
import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.validate import formats

if TYPE_CHECKING:
    import uuid

GOOD = {
    "byte": ["", "YQ==", "YWI=", "YWJj", "Y\nQ=\r\n=", "+/+/"],
    "date": ["2026-01-31", "2024-02-29", "2000-02-29", "0001-01-01"],
    "date-time": ["2026-01-31T12:00:00Z", "2026-01-31t12:00:00z", "2026-01-31T12:00:00.123456789+05:30", "2026-12-31T23:59:59-11:00"],
    "duration": [
        "1h30m",
        "1.5s",
        "-2m",
        "+3ms",
        "0",
        "5us",
        "5µs",
        ".5h",
        "1 day",
        "2 weeks",
        "3d",
        "1W",
        "x5s",
        "2 nanoseconds",
        "3 microseconds",
        "4 milliseconds",
        "5 hours",
    ],
    "email": ["a@b", "a.b+c@example.com"],
    "ipv4": ["10.0.0.1", "255.255.255.255"],
    "ipv6": ["::1", "2001:db8::1", "::ffff:10.0.0.1"],
    "cidr": ["10.0.0.0/8", "2001:db8::/32", "10.0.0.1/24"],
    "hostname": ["a", "web-1", "web.example.com", "A.b", "1.2.3.4", "bücher.example", "a" * 63],
    "uuid3": ["a3bb189e-8bf9-3888-9912-ace4e6543002"],
    "uuid4": ["123e4567-e89b-42d3-a456-426614174000", "123E4567E89B42D3B456426614174000"],
    "uuid5": ["886313e1-3b8a-5372-9b90-0c9aee199e5d"],
    "mac": ["00:00:5e:00:53:01", "00-00-5E-00-53-01", "0000.5e00.5301", "02:00:5e:10:00:00:00:01", ":".join(["00"] * 20)],
    "uri": ["https://example.com/a?b#c", "/a/b", "urn:x", "a+b-c.d:x"],
    "uuid": ["123e4567-e89b-12d3-a456-426614174000", "123E4567E89B12D3A456426614174000"],
}
BAD = {
    "byte": ["YQ", "YQ=", "Y", "=", "YQ==YQ==", "YQ==x", "a b=", "ä", "YW-_", "Y\tQ="],
    "date": [
        "2026-1-31",
        "2026-02-29",
        "2100-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "2026-01-32",
        "20260131",
        "2026/01/31",
        "",
        "2026-04-31",
        "٢٠٢٦-01-31",
    ],
    "date-time": [
        "",
        "2026-01-31",
        "2026-01-31 12:00:00Z",
        "2026-01-31T12:00:00",
        "2026-01-31T24:00:00Z",
        "2026-01-31T12:60:00Z",
        "2026-01-31T12:00:60Z",
        "2026-01-31T12:00Z",
        "2026-01-31T12:00:00.Z",
        "2026-01-31T12:00:00,5.5Z",
        "2026-01-31T12:00:00+0530",
        "2026-01-31T12:00:00+25:00",
        "2026-01-31T12:00:00+05:60",
        "2026-02-30T12:00:00Z",
        "2026-01-31T12-00-00Z",
        "2026-01-31T12:00-00Z",
        "2026-01-31T12:00:00x5Z",
        "2026-01-31T12:00:00*05:30",
        "2026-01-31T12:00:00+05.30",
    ],
    "duration": ["", "abc", "1", "5 parsecs", "-", "1.h.m", "h", "."],
    "email": ["", "a", "@b", "a@"],
    "ipv4": ["", "10.0.0", "10.0.0.256", "::1", "01.2.3.4"],
    "ipv6": ["", "10.0.0.1", ":::", "g::1"],
    "cidr": ["10.0.0.0", "10.0.0.0/33", "x/8"],
    "mac": ["", "00:00:5e:00:53", "00:00:5e:00:53:0g", "0:00:5e:00:53:010", "0000:5e00:5301", "00:00-5e:00:53:01"],
    "hostname": ["", "a_b", "a..b", ".a", "-a", "a b", "a/b", "a:80", "a" * 64, ".".join(["a" * 63] * 4) + ".a"],
    "uuid3": ["123e4567-e89b-42d3-a456-426614174000", "a3bb189e-8bf9-3888-9912-ace4e654300"],
    "uuid4": ["", "123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-42d3-c456-426614174000"],
    "uuid5": ["123e4567-e89b-42d3-a456-426614174000", "886313e1-3b8a-5372-7b90-0c9aee199e5d"],
    "uri": ["", "example.com", "http://a b", "://x", "\x7f", "/a\n", "1a:x"],
    "uuid": [
        "",
        "123e4567-e89b-12d3-a456-42661417400",
        "123e4567e89b-12d3-a456-426614174000",
        "g23e4567-e89b-12d3-a456-426614174000",
        "-" * 4,
    ],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in GOOD.items() for v in values])
def test_a_good_value_passes(name: str, value: str) -> None:
    assert formats.BY_NAME[name](value) == ""


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in BAD.items() for v in values])
def test_a_bad_value_is_told_what_it_must_be(name: str, value: str) -> None:
    assert formats.BY_NAME[name](value).startswith("must ")


@pytest.mark.parametrize(
    ("value", "good"), [("2026-01-31T12:00:00Z", True), ("2026-01-31t12:00:00Z", False), ("2026-01-31T12:00:00z", False)]
)
def test_times_of_built_in_kinds_are_in_capitals(value: str, good: bool) -> None:
    assert (formats.date_time(value) == "") is good


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("2026-01-31T12:00:00.123456Z", True),
        ("2026-01-31T12:00:00.123Z", False),
        ("2026-01-31T12:00:00Z", False),
        ("x", False),
        ("2026-02-31T12:00:00.123456Z", False),
        ("2026-01-31Tx", False),
    ],
)
def test_micro_times_have_six_digits(value: str, good: bool) -> None:
    assert (formats.micro_time(value) == "") is good


@given(st.binary(max_size=40))
def test_what_is_encoded_is_base64(data: bytes) -> None:
    assert formats.byte(base64.b64encode(data).decode()) == ""


@given(st.datetimes(timezones=st.just(datetime.UTC), min_value=datetime.datetime(1000, 1, 1)))
def test_what_python_writes_is_a_time(moment: datetime.datetime) -> None:
    assert formats.date_time(moment.isoformat()) == ""
    assert formats.date_time(moment.isoformat().replace("+00:00", "Z")) == ""
    assert formats.micro_time(moment.isoformat(timespec="microseconds")) == ""


@given(st.text(alphabet="0123456789-T:Z.+", max_size=26))
def test_what_passes_as_a_time_python_reads(text: str) -> None:
    if formats.date_time(text) == "" and text[:4] != "0000" and "24:" not in text:
        datetime.datetime.fromisoformat(text.replace(",", ".")[:19])


@given(st.uuids())
def test_what_python_writes_is_a_uuid(value: uuid.UUID) -> None:
    assert formats.uuid(str(value)) == ""
    assert formats.uuid(value.hex) == ""


@given(st.integers(0, 10**6), st.sampled_from(["ns", "us", "ms", "s", "m", "h"]), st.integers(0, 59))
def test_what_go_writes_is_a_duration(n: int, unit: str, m: int) -> None:
    assert formats.duration(f"{n}{unit}") == ""
    assert formats.duration(f"{n}h{m}m{m}.5s") == ""


@pytest.mark.parametrize("year", [2023, 2024])
def test_each_month_has_its_days(year: int) -> None:
    import calendar

    for month in range(1, 13):
        last = calendar.monthrange(year, month)[1]
        assert formats.date(f"{year}-{month:02}-{last:02}") == ""
        assert formats.date(f"{year}-{month:02}-{last + 1:02}") != ""


@pytest.mark.parametrize(
    "unit",
    [
        "ns",
        "us",
        "µs",
        "ms",
        "s",
        "m",
        "h",
        "d",
        "w",
        "hr",
        "wk",
        "nano",
        "nanos",
        "micro",
        "microseconds",
        "milli",
        "millis",
        "sec",
        "secs",
        "min",
        "mins",
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
    ],
)
def test_each_unit_of_a_duration_of_crds_may_stand_apart_from_its_number(unit: str) -> None:
    assert formats.duration(f"5 {unit}") == ""
    assert formats.duration(f"5 x{unit}") != ""
