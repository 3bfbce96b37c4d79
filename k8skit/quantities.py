"""Quantities: amounts such as `250m`, `512Mi` and `1e3`, exactly as Kubernetes reads, rounds, compares and writes them.

Checks, process steps and the arithmetic of quotas and limits call this. It knows numbers only: no resource, no field, no kind.

Sources: Kubernetes documentation, "Quantity" in the API reference (the grammar and the canonical form); k8s.io/apimachinery
`pkg/api/resource` for what the grammar leaves open: rounding away from zero at nano, the cap of binary values at 2^63-1, the change of
format of small and fractional binary values.
"""

from __future__ import annotations

from .errors import CallError
from .finding import Finding
from .names import kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Amount: TypeAlias = "Quantity | str | int"

DECIMAL_SI = "DecimalSI"
"""Format of `250m`, `5` and `2G`: powers of 1000 with a letter."""
BINARY_SI = "BinarySI"
"""Format of `512Mi`: powers of 1024 with a letter and `i`."""
DECIMAL_EXPONENT = "DecimalExponent"
"""Format of `1e3`: powers of 10 with an exponent."""

_DIGITS = "0123456789"
_DECIMAL = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
_BINARY = {"Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60}
_DECIMAL_SUFFIXES = {power: suffix for suffix, power in _DECIMAL.items()}
_BINARY_SUFFIXES = ("", *_BINARY)
_SMALL_BINARY = frozenset(("Ki", "Mi", "Gi", "Ti"))

_ONE = 10**9
"""One, in the unit that amounts are kept in: nano."""
_LARGEST_BINARY = (2**63 - 1) * _ONE
_MOST_CHARACTERS = 1000
_MOST_DIGITS = 1000
_LIMIT = 10 ** (_MOST_DIGITS - 9)
_TOO_LARGE = f"must be less than 10^{_MOST_DIGITS - 9}"
_LARGEST_EXPONENT = 2**31 - 1

_PROPER = (
    "must have a suffix of n, u, m, k, M, G, T, P, E (powers of 1000), Ki, Mi, Gi, Ti, Pi, Ei (powers of 1024) or an exponent such as e3"
)
_SHAPE = "must be digits, optionally with a point, and a suffix, as in 250m, 0.5 or 512Mi"


def _away(numerator: int, denominator: int) -> int:
    """Divide a non-negative by a positive number and round up."""
    return -(-numerator // denominator)


def _read(text: str) -> tuple[int, str] | str:
    """Return amount (in nano) and format of a text, or what is wrong with it."""
    if not text:
        return "must not be empty"
    if len(text) > _MOST_CHARACTERS:
        return f"must be at most {_MOST_CHARACTERS} characters (it has {len(text)})"
    body = text[1:] if text[0] in "+-" else text
    suffix = body.lstrip("0123456789.")
    whole, _, fraction = body[: len(body) - len(suffix)].partition(".")
    if "." in fraction or body == suffix:
        return _near_miss(text) or _SHAPE
    digits = (whole + fraction).lstrip("0")
    power = _DECIMAL.get(suffix)
    form = DECIMAL_SI
    if power is None:
        shift = _BINARY.get(suffix)
        if shift is not None:
            amount = _away((int(digits or "0") << shift) * _ONE, 10 ** len(fraction))
            # A binary amount below one is decimal from then on, however it was written.
            form = DECIMAL_SI if 0 < amount < _ONE else BINARY_SI
            amount = min(amount, _LARGEST_BINARY)
            return (-amount if text[0] == "-" else amount), form
        exponent = suffix[1:]
        number = exponent[1:] if exponent[:1] in ("+", "-") else exponent
        if suffix[0] not in "eE" or not number or number.strip(_DIGITS):
            return _near_miss(text) or _PROPER
        power = int(exponent)
        form = DECIMAL_EXPONENT
        if abs(power) > _LARGEST_EXPONENT:
            return f"must have an exponent between -{_LARGEST_EXPONENT} and {_LARGEST_EXPONENT}"
    if not digits:
        return 0, form
    power += 9 - len(fraction)
    if power >= 0:
        if power + len(digits) > _MOST_DIGITS:
            return _TOO_LARGE
        amount = int(digits) * 10**power
    elif -power >= len(digits):
        amount = 1
    else:
        amount = _away(int(digits), 10**-power)
    return (-amount if text[0] == "-" else amount), form


def _near_miss(text: str) -> str:
    """Return a problem that says what to write, for the usual mistakes: blanks, `GB`, `K`, `gi`, a comma; `""` if it is none of these."""
    joined = "".join(text.split())
    if joined != text and joined:
        return f"must not contain blanks: write {joined}" if type(_read(joined)) is tuple else "must not contain blanks"
    suffix = text.lstrip("+-0123456789.")
    number = text[: len(text) - len(suffix)]
    if not number.lstrip("+-").replace(".", "", 1).isdigit() or not suffix:
        return ""
    if suffix[0] == ",":
        # Three digits after it may be meant as thousands.
        pointed = f"{number}.{suffix[1:]}"
        digits = len(suffix) - 1 - len(suffix[1:].lstrip(_DIGITS))
        return f"must have a point instead of the comma: write {pointed}" if type(_read(pointed)) is tuple and digits != 3 else ""
    letter, rest = suffix[0].upper(), suffix[1:].lower()
    if letter + "i" in _BINARY and rest in ("", "b"):
        decimal = number + ("k" if letter == "K" else letter)
        return f"must not end in {suffix}: write {decimal} (powers of 1000) or {number}{letter}i (powers of 1024)"
    if letter + "i" in _BINARY and rest in ("i", "ib"):
        return f"must not end in {suffix}: write {number}{letter}i"
    return f"must not end in {suffix}: write {number}" if suffix in ("b", "B") else ""


def _write(amount: int, form: str) -> str:
    """Return the canonical text of an amount (in nano)."""
    if not amount:
        return "0"
    if form == BINARY_SI and not -1024 * _ONE < amount < 1024 * _ONE and amount % _ONE == 0:
        amount //= _ONE
        step = 0
        while step < 6 and amount & 1023 == 0:
            amount >>= 10
            step += 1
        return f"{amount}{_BINARY_SUFFIXES[step]}"
    power = -9
    while amount % 1000 == 0:
        amount //= 1000
        power += 3
    if form != DECIMAL_EXPONENT and power <= 18:
        return f"{amount}{_DECIMAL_SUFFIXES[power]}"
    return f"{amount}e{power}" if power else str(amount)


def is_canonical(text: str) -> bool:
    """Tell of nearly every canonical text in a few steps that it is one.

    Args:
        text: any text.

    Returns:
        False where the text is not canonical, is no quantity, or has to be read to know.
    """
    suffix = text.lstrip(_DIGITS)
    length = len(text) - len(suffix)
    if not 0 < length < 7 or text[0] == "0":
        return False
    if suffix in _SMALL_BINARY:
        return int(text[:length]) & 1023 != 0
    return suffix in _DECIMAL and text[length - 3 : length] != "000"


def problem(value: object) -> str:
    """Say what is wrong with a quantity.

    Args:
        value: a string or an integer, as in a manifest, or a `Quantity`.

    Returns:
        `""` if Kubernetes takes it; else one short problem ("must ...") that proposes what to write where it can.
    """
    if isinstance(value, str):
        if is_canonical(value):
            return ""
        read = _read(value)
        return read if isinstance(read, str) else ""
    if isinstance(value, Quantity):
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return "" if -_LIMIT < value < _LIMIT else _TOO_LARGE
    if isinstance(value, float):
        text = repr(value)
        return f"must be a string or an integer: write {canonical(text)!r}" if type(_read(text)) is tuple else "must be a finite amount"
    return f"must be a string or an integer, not {kind_of(value)}"


class Quantity:
    """An exact amount, with the format that it is written in. Immutable; equal and ordered by amount alone: `1Gi` equals `1024Mi`.

    `str()` gives the canonical form. Adding and subtracting keep the format of the left side unless that is zero, as Kubernetes does.

    Args:
        value: a text such as `"250m"`, an integer, or another Quantity.

    Raises:
        CallError: (K8S106) the value is no quantity.
    """

    __slots__ = ("_amount", "_format")

    _amount: int
    _format: str

    def __init__(self, value: Amount) -> None:
        if isinstance(value, Quantity):
            self._amount, self._format = value._amount, value._format
            return
        text = problem(value)
        if text:
            raise CallError(Finding("K8S106", f"a quantity {text}", value=value, help='write it as in 2, "250m" or "1Gi"'))
        if isinstance(value, str):
            read = _read(value)
            assert not isinstance(read, str)
            self._amount, self._format = read
        else:
            self._amount, self._format = value * _ONE, DECIMAL_SI

    @classmethod
    def _made(cls, amount: int, form: str) -> Quantity:
        made = cls.__new__(cls)
        made._amount = amount
        made._format = form
        return made

    @property
    def format(self) -> str:
        """`DecimalSI`, `BinarySI` or `DecimalExponent`."""
        return self._format

    @property
    def nano(self) -> int:
        """The amount in units of 10^-9, exact."""
        return self._amount

    @property
    def milli(self) -> int:
        """The amount in thousandths, rounded away from zero."""
        return self._rounded(10**6)

    @property
    def value(self) -> int:
        """The amount in whole units, rounded away from zero."""
        return self._rounded(_ONE)

    def _rounded(self, unit: int) -> int:
        amount = _away(abs(self._amount), unit)
        return -amount if self._amount < 0 else amount

    def __add__(self, other: Quantity) -> Quantity:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._made(self._amount + other._amount, self._format if self._amount else other._format)

    def __sub__(self, other: Quantity) -> Quantity:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._made(self._amount - other._amount, self._format if self._amount else other._format)

    def __mul__(self, factor: int) -> Quantity:
        if not isinstance(factor, int) or isinstance(factor, bool):
            return NotImplemented
        return self._made(self._amount * factor, self._format)

    __rmul__ = __mul__

    def __neg__(self) -> Quantity:
        return self._made(-self._amount, self._format)

    def __eq__(self, other: object) -> bool:
        return self._amount == other._amount if isinstance(other, Quantity) else NotImplemented

    def __lt__(self, other: Quantity) -> bool:
        return self._amount < other._amount if isinstance(other, Quantity) else NotImplemented

    def __le__(self, other: Quantity) -> bool:
        return self._amount <= other._amount if isinstance(other, Quantity) else NotImplemented

    def __gt__(self, other: Quantity) -> bool:
        return self._amount > other._amount if isinstance(other, Quantity) else NotImplemented

    def __ge__(self, other: Quantity) -> bool:
        return self._amount >= other._amount if isinstance(other, Quantity) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._amount)

    def __str__(self) -> str:
        return _write(self._amount, self._format)

    def __repr__(self) -> str:
        return f"Quantity({str(self)!r})"


def parse(value: Amount) -> Quantity:
    """Read a quantity.

    Args:
        value: a text such as `"250m"` or an integer; a `Quantity` is returned as it is.

    Raises:
        CallError: (K8S106) the value is no quantity.
    """
    return value if isinstance(value, Quantity) else Quantity(value)


def canonical(value: Amount) -> str:
    """Return the canonical form of a quantity: `1000m` gives `1`, `1024Mi` gives `1Gi`, `0.5` gives `500m`.

    Every version of Kubernetes stores a canonical text as it is. (It also keeps some texts that are not canonical, such as `1.500`, as they
    were written; these are given in canonical form here.)

    Args:
        value: a text such as `"250m"`, an integer, or a `Quantity`.

    Raises:
        CallError: (K8S106) the value is no quantity.
    """
    if isinstance(value, str):
        if is_canonical(value):
            return value
        read = _read(value)
        if not isinstance(read, str):
            return _write(*read)
    return str(parse(value))


def compare(a: Amount, b: Amount) -> int:
    """Return -1, 0 or 1, as the first amount is less than, equal to or greater than the second.

    Args:
        a: the first amount.
        b: the second amount.

    Raises:
        CallError: (K8S106) one of them is no quantity.
    """
    left, right = _amount(a), _amount(b)
    return (left > right) - (left < right)


def _amount(value: Amount) -> int:
    """The amount in nano, of a text without making a `Quantity`."""
    read = _read(value) if isinstance(value, str) else ""
    return parse(value)._amount if isinstance(read, str) else read[0]


def add(a: Amount, b: Amount) -> Quantity:
    """Return the sum of two amounts, in the format of the first unless that is zero.

    Args:
        a: the first amount.
        b: the second amount.

    Raises:
        CallError: (K8S106) one of them is no quantity.
    """
    return parse(a) + parse(b)


def subtract(a: Amount, b: Amount) -> Quantity:
    """Return the first amount less the second, in the format of the first unless that is zero.

    Args:
        a: the amount to subtract from.
        b: the amount to subtract.

    Raises:
        CallError: (K8S106) one of them is no quantity.
    """
    return parse(a) - parse(b)


def multiply(a: Amount, factor: int) -> Quantity:
    """Return an amount times an integer, in its format.

    Args:
        a: the amount.
        factor: the integer.

    Raises:
        CallError: (K8S106) the amount is no quantity.
    """
    return parse(a) * factor
