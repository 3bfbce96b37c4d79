"""Durations: Go's form (`1h30m`, `1.5s`) as most of Kubernetes and Istio read it, and the stricter form of the Gateway API.

Rules, constructs and answers call this. It knows texts and nanoseconds only, no field.

Sources: Go documentation, `time.ParseDuration` and `Duration.String`; Gateway API, GEP-2257.
"""

from __future__ import annotations

from ..errors import CallError
from ..finding import Finding
from ..names import kind_of

_DIGITS = "0123456789"
_UNITS = {
    "ns": 1,
    "us": 1_000,
    "\u00b5s": 1_000,  # the micro sign
    "\u03bcs": 1_000,  # the Greek letter, which looks the same
    "ms": 1_000_000,
    "s": 1_000_000_000,
    "m": 60_000_000_000,
    "h": 3_600_000_000_000,
}
_GATEWAY_UNITS = ("h", "m", "s", "ms")
_LIMIT = 2**63
_MOST_GATEWAY = 100_000 * _UNITS["h"]

_FORM = "must be numbers with units (h, m, s, ms, us, ns), as in 1h30m or 1.5s"
_GATEWAY_FORM = "must be one to four numbers of at most five digits with units (h, m, s, ms), as in 1h30m or 500ms"


def _read(text: str) -> int | str:
    """Return the nanoseconds of a text in Go's form, or what is wrong with it."""
    if not text:
        return "must not be empty"
    rest = text[1:] if text[0] in "+-" else text
    if rest == "0":
        return 0
    if not rest:
        return _FORM
    total = 0
    while rest:
        after = rest.lstrip(_DIGITS)
        whole = rest[: len(rest) - len(after)]
        fraction = ""
        if after[:1] == ".":
            rest = after[1:]
            after = rest.lstrip(_DIGITS)
            fraction = rest[: len(rest) - len(after)]
        if not whole and not fraction:
            return _FORM
        name = after
        for i, c in enumerate(after):
            if c == "." or c in _DIGITS:
                name = after[:i]
                break
        unit = _UNITS.get(name)
        if unit is None:
            return (
                f"must have a unit (h, m, s, ms, us, ns) after {whole or '.' + fraction}"
                if not name
                else f"must not have the unit {_short(name)}: {_FORM[8:]}"
            )
        rest = after[len(name) :]
        if len(whole.lstrip("0")) > 19:
            return "must be at most about 292 years"
        total += int(whole or "0") * unit + _part(fraction, unit)
        if total > _LIMIT:
            return "must be at most about 292 years"
    if text[0] == "-":
        return -total
    return total if total < _LIMIT else "must be at most about 292 years"


def _part(fraction: str, unit: int) -> int:
    """Return the nanoseconds of the digits after the point, computed in double precision and cut off, as Go does."""
    value, scale = 0, 1.0
    for digit in fraction:
        if value * 10 + int(digit) > _LIMIT:
            break
        value = value * 10 + int(digit)
        scale *= 10
    return int(float(value) * (float(unit) / scale))


def _short(name: str) -> str:
    return repr(name if len(name) <= 20 else f"{name[:17]}...")


def problem(value: object) -> str:
    """Say what is wrong with a duration in Go's form.

    Args:
        value: the value as in the manifest.

    Returns:
        `""` if it is fine, else one short problem ("must ...").
    """
    if not isinstance(value, str):
        return f"must be a string, not {kind_of(value)}"
    read = _read(value)
    return read if isinstance(read, str) else ""


def parse(text: str) -> int:
    """Return the nanoseconds of a duration in Go's form.

    Args:
        text: a duration such as `1h30m`, `-1.5s` or `0`.

    Raises:
        CallError: (K8S107) the text is no duration.
    """
    read = _read(text) if isinstance(text, str) else problem(text)
    if isinstance(read, str):
        raise CallError(Finding("K8S107", f"a duration {read}", value=text, help='write it as in "30s" or "1h30m"'))
    return read


def to_seconds(text: str) -> float:
    """Return the seconds of a duration in Go's form.

    Args:
        text: a duration such as `10s`, `1m30s` or `500ms`.

    Raises:
        CallError: (K8S107) the text is no duration.
    """
    return parse(text) / 1_000_000_000


def write(nanoseconds: int) -> str:
    """Return a duration as Go writes it: `1h30m0s`, `1.5s`, `20ms`, `0s`.

    Args:
        nanoseconds: the duration.
    """
    sign, rest = ("-", -nanoseconds) if nanoseconds < 0 else ("", nanoseconds)
    if rest < _UNITS["s"]:
        for name in ("ms", "\u00b5s", "ns"):
            if rest >= _UNITS[name]:
                return sign + _decimal(rest, _UNITS[name]) + name
        return "0s"
    minutes, rest = divmod(rest, _UNITS["m"])
    seconds = _decimal(rest, _UNITS["s"]) + "s"
    if not minutes:
        return sign + seconds
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours}h{minutes}m{seconds}" if hours else f"{sign}{minutes}m{seconds}"


def _decimal(amount: int, unit: int) -> str:
    whole, rest = divmod(amount, unit)
    return f"{whole}.{rest:0{len(str(unit)) - 1}}".rstrip("0") if rest else str(whole)


def canonical(text: str) -> str:
    """Return a duration in Go's form as Go writes it: `90m` gives `1h30m0s`.

    Args:
        text: a duration such as `90m`.

    Raises:
        CallError: (K8S107) the text is no duration.
    """
    return write(parse(text))


def _read_gateway(text: str) -> int | str:
    rest, total, count = text, 0, 0
    while rest:
        after = rest.lstrip(_DIGITS)
        digits = len(rest) - len(after)
        # The longest unit that fits: after `m` or `s` alone there must be a digit or the end.
        unit = "ms" if after[:2] == "ms" else after[:1]
        if not 0 < digits < 6 or unit not in _GATEWAY_UNITS:
            return _GATEWAY_FORM
        total += int(rest[:digits]) * _UNITS[unit]
        rest = after[len(unit) :]
        count += 1
    return total if 0 < count < 5 else _GATEWAY_FORM


def gateway_problem(value: object) -> str:
    """Say what is wrong with a duration of the Gateway API.

    Args:
        value: the value as in the manifest.

    Returns:
        `""` if it is fine, else one short problem ("must ...").
    """
    if not isinstance(value, str):
        return f"must be a string, not {kind_of(value)}"
    read = _read_gateway(value)
    return read if isinstance(read, str) else ""


def gateway_parse(text: str) -> int:
    """Return the nanoseconds of a duration of the Gateway API.

    Args:
        text: a duration such as `1h30m` or `500ms`.

    Raises:
        CallError: (K8S107) the text is no such duration.
    """
    read = _read_gateway(text) if isinstance(text, str) else gateway_problem(text)
    if isinstance(read, str):
        raise CallError(Finding("K8S107", f"a duration of the Gateway API {read}", value=text, help='write it as in "500ms" or "1h30m"'))
    return read


def gateway_write(nanoseconds: int) -> str:
    """Return a duration as the Gateway API writes it, each unit at most once, the largest first: `1h30m`, `1s500ms`, `0s`.

    Args:
        nanoseconds: the duration; whole milliseconds, from 0 to less than 100,000 hours.

    Raises:
        CallError: (K8S107) the Gateway API has no form for it.
    """
    if nanoseconds % _UNITS["ms"] or not 0 <= nanoseconds < _MOST_GATEWAY:
        raise CallError(
            Finding(
                "K8S107",
                "a duration of the Gateway API must be whole milliseconds, from 0 to less than 100000h",
                value=write(nanoseconds),
                help="round it to milliseconds within these limits",
            )
        )
    out = ""
    for name in _GATEWAY_UNITS:
        count, nanoseconds = divmod(nanoseconds, _UNITS[name])
        if count:
            out += f"{count}{name}"
    return out or "0s"


def gateway_canonical(text: str) -> str:
    """Return a duration of the Gateway API as it writes it: `90m` gives `1h30m`.

    Args:
        text: a duration such as `90m`.

    Raises:
        CallError: (K8S107) the text is no such duration, or the Gateway API has no form for so long a one.
    """
    return gateway_write(gateway_parse(text))
