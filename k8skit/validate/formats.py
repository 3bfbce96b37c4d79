"""Formats of strings: base64, times, durations, addresses, UUIDs, as the API server reads them.

Each function takes a string and returns `""` if it is fine, else one short problem ("must be ..."), as `k8skit.names` does. Knows no
schema.

Sources: Go's `time.Parse` and `encoding/base64` for built-in kinds; for CRDs the formats that `apiextensions.k8s.io/v1` names (Kubernetes
documentation, Extend the API with CustomResourceDefinitions, Validation).
"""

from __future__ import annotations

from .. import names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_HEX = frozenset("0123456789abcdefABCDEF")
_IN_HOSTS = "-$+<=>^`|~"
"""The dash, and the signs that Unicode calls symbols, which the format allows too."""
_ANY_VARIANT = "0123456789abcdef"


def _number(text: str, most: int, digits: int = 2) -> bool:
    """Tell whether `text` is a number of exactly `digits` ASCII digits, at most `most`."""
    return len(text) == digits and text.isascii() and text.isdigit() and int(text) <= most


def byte(v: str) -> str:
    """Check standard base64 with padding; line breaks between are fine, as in Go."""
    from binascii import Error, a2b_base64

    if not v.isascii():
        return "must be base64"
    try:
        a2b_base64(v.replace("\n", "").replace("\r", ""), strict_mode=True)
    except Error:
        return "must be base64 (standard alphabet, with padding)"
    return ""


def _date(v: str) -> bool:
    if len(v) != 10 or v[4] != "-" or v[7] != "-" or not (_number(v[:4], 9999, 4) and _number(v[5:7], 12) and _number(v[8:], 31)):
        return False
    year, month, day = int(v[:4]), int(v[5:7]), int(v[8:])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return month >= 1 and 1 <= day <= _DAYS[month - 1] + (month == 2 and leap)


def _clock(v: str) -> str | None:
    """Check `hh:mm:ss[.fraction]zone` and return the digits of the fraction; None if it is malformed."""
    if v.endswith("Z"):
        time = v[:-1]
    elif len(v) > 6 and v[-6] in "+-" and v[-3] == ":" and _number(v[-5:-3], 24) and _number(v[-2:], 59):
        time = v[:-6]
    else:
        return None
    fraction = ""
    if len(time) > 8:
        fraction = time[9:]
        if time[8] not in ".," or not (fraction.isascii() and fraction.isdigit()):
            return None
        time = time[:8]
    if len(time) != 8 or time[2] != ":" or time[5] != ":":
        return None
    return fraction if _number(time[:2], 23) and _number(time[3:5], 59) and _number(time[6:], 59) else None


_TIME = "must be a time as in RFC 3339, such as 2026-01-31T12:00:00Z"


def date_time(v: str) -> str:
    """Check a time as `metav1.Time` reads it: RFC 3339."""
    day, _, clock = v.partition("T")
    return "" if _date(day) and _clock(clock) is not None else _TIME


def date_time_any_case(v: str) -> str:
    """Check a time as CRDs do: RFC 3339, where `t` and `z` may be small."""
    return date_time(v.upper())


def micro_time(v: str) -> str:
    """Check a time as `metav1.MicroTime` reads it: RFC 3339 with exactly six digits after the point."""
    day, _, clock = v.partition("T")
    if _date(day):
        fraction = _clock(clock)
        if fraction is not None and len(fraction) == 6:
            return ""
    return "must be a time as in RFC 3339 with six digits after the point, such as 2026-01-31T12:00:00.000000Z"


def date(v: str) -> str:
    """Check a date: `2026-01-31`."""
    return "" if _date(v) else "must be a date such as 2026-01-31"


_WORDS = ("ns", "nano", "us", "µs", "micro", "ms", "milli", "s", "sec", "m", "min", "h", "hr", "hour", "d", "day", "w", "wk", "week")
_STEMS = ("nano", "micro", "milli", "sec", "min", "hour", "day", "week")


def duration(v: str) -> str:
    """Check a duration as CRDs do: Go's form (`1h30m`), or numbers with units up to weeks anywhere in the text (`2 days`)."""
    from ..semantics import durations

    if not durations.problem(v):
        return ""
    i, n = 0, len(v)
    while i < n:
        if v[i] not in "0123456789":
            i += 1
            continue
        while i < n and v[i] in "0123456789":
            i += 1
        while i < n and v[i] in " \t\n\f\r":
            i += 1
        start = i
        while i < n and (v[i] == "µ" or (v[i].isascii() and v[i].isalpha())):
            i += 1
        unit = v[start:i].lower()
        if unit in _WORDS or unit.startswith(_STEMS):
            return ""
    return "must be a duration such as 1h30m"


def ipv4(v: str) -> str:
    """Check an IPv4 address."""
    return "" if ":" not in v and not names.ip(v) else "must be an IPv4 address such as 192.0.2.1"


def ipv6(v: str) -> str:
    """Check an IPv6 address."""
    return "" if ":" in v and not names.ip(v) else "must be an IPv6 address such as 2001:db8::1"


def mac(v: str) -> str:
    """Check a hardware address as Go's `net.ParseMAC` does: 6, 8 or 20 bytes, in pairs with `:` or `-` or in fours with `.`."""
    for sep, width in ((":", 2), ("-", 2), (".", 4)):
        groups = v.split(sep)
        if len(groups) * width in (12, 16, 40) and all(len(g) == width and _HEX.issuperset(g) for g in groups):
            return ""
    return "must be a hardware address such as 00:00:5e:00:53:01"


def uuid(v: str) -> str:
    """Check a UUID: 32 hexadecimal digits, with or without the four dashes."""
    parts = v.split("-")
    plain = "".join(parts)
    dashed = len(parts) == 1 or [len(p) for p in parts] == [8, 4, 4, 4, 12]
    return "" if dashed and len(plain) == 32 and _HEX.issuperset(plain) else "must be a UUID such as 123e4567-e89b-12d3-a456-426614174000"


def _uuid_of(version: str, variants: str) -> Callable[[str], str]:
    """Return the check of a UUID of one version."""

    def check(v: str) -> str:
        plain = v.replace("-", "").lower()
        fine = not uuid(v) and plain[12] == version and plain[16] in variants
        return "" if fine else f"must be a UUID of version {version}"

    return check


def hostname(v: str) -> str:
    """Check that a text can be a host name: labels of letters, digits and dashes, at most 63 characters each and 255 together."""
    labels = v.split(".")
    fine = all(
        0 < len(label) <= 63 and label[0] != "-" and all(c.isalnum() or c in _IN_HOSTS or c > "\x7f" for c in label) for label in labels
    )
    return "" if fine and len(v) <= 255 else "must be a host name"


def uri(v: str) -> str:
    """Check that a text can be an absolute URI or path; like Go's `url.ParseRequestURI`, not every detail."""
    scheme, colon, _ = v.partition(":")
    absolute = v[:1] == "/" or (
        colon and scheme[:1].isalpha() and scheme.isascii() and scheme.replace("+", "").replace("-", "").replace(".", "").isalnum()
    )
    return "" if absolute and all(c > " " and c != "\x7f" for c in v) else "must be a URI such as https://example.com/path"


def email(v: str) -> str:
    """Check that a text can be a mail address: something on both sides of an `@`."""
    user, at, host = v.rpartition("@")
    return "" if at and user and host else "must be a mail address"


BY_NAME: dict[str, Callable[[str], str]] = {
    "byte": byte,
    "cidr": names.cidr,
    "date": date,
    "date-time": date_time_any_case,
    "datetime": date_time_any_case,
    "duration": duration,
    "email": email,
    "hostname": hostname,
    "ipv4": ipv4,
    "ipv6": ipv6,
    "k8s-label-key": names.label_key,
    "k8s-long-name": names.dns1123_subdomain,
    "k8s-long-name-caseless": names.dns1123_subdomain_caseless,
    "k8s-path-segment-name": names.path_segment_name,
    "k8s-short-name": names.dns1123_label,
    "k8s-uuid": uuid,
    "mac": mac,
    "uri": uri,
    "uuid": uuid,
    "uuid3": _uuid_of("3", _ANY_VARIANT),
    "uuid4": _uuid_of("4", "89ab"),
    "uuid5": _uuid_of("5", "89ab"),
}
"""Name of a format in a schema or in a `+k8s:format` marker -> check.

A format that is not here is not checked; the API server ignores those that it does not know.
"""
