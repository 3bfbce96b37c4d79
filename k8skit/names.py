"""Names: the validation functions of Kubernetes for names, labels, keys, ports and addresses, and "did you mean".

Each function takes a value of any type and returns `""` if it is fine, else one short problem that reads well after the value: "must be at
most 63 characters (it has 70)". Everything that checks or proposes a name calls these. Pure; knows no kind, no field and no finding.
One flat module: all of it is on the path of every synth, and a second import would cost more than the functions.

Sources: Kubernetes documentation, "Object Names and IDs", "Labels and Selectors", "Annotations"; the functions of the same names in
k8s.io/apimachinery (`pkg/util/validation`, `pkg/api/validate/content`).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_DIGITS = "0123456789"
_LOWER = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = _LOWER + _LOWER.upper()
_ALNUM = _LETTERS + _DIGITS
_LABEL = _LOWER + _DIGITS + "-"
_SUBDOMAIN = _LABEL + "."
_CASELESS = _ALNUM + "-."
_NAME = _ALNUM + "-_."
_IDENTIFIER = _ALNUM + "_"
_HEADER = _ALNUM + "-"
_PATH = _NAME + "/~%!$&'()*+,;=:"
_ENV = "".join(chr(c) for c in range(0x20, 0x7F) if c != 0x3D)
_HEX = _DIGITS + "abcdefABCDEF"

# The same as bytes: their `strip` is faster than that of texts.
_LABEL_BYTES, _SUBDOMAIN_BYTES, _NAME_BYTES = _LABEL.encode(), _SUBDOMAIN.encode(), _NAME.encode()

LABEL_LENGTH = 63
"""Most characters of a DNS label, a label's value and the name part of a label's key."""
SUBDOMAIN_LENGTH = 253
"""Most characters of a DNS subdomain, which is also the limit of most objects' names."""

_ENDS = "a lower case letter or a digit"
_PARTS = "must have parts between the dots that start and end with a letter or a digit"
_KINDS = {
    "NoneType": "null",
    "bool": "a boolean",
    "int": "an integer",
    "float": "a number",
    "str": "a string",
    "dict": "an object",
    "list": "a list",
}
_CHARACTERS = {" ": "a blank", "\n": "a line break", "\r": "a line break", "\t": "a tab"}


def kind_of(v: object) -> str:
    """Return what a value is, in the words of manifests: `a string`, `an object`, `null`; for other types the name of the type."""
    return _KINDS.get(type(v).__name__, type(v).__name__)


def _not_a_string(v: object) -> str:
    return f"must be a string, not {kind_of(v)}"


def _char(c: str) -> str:
    return _CHARACTERS.get(c) or (repr(c) if c.isprintable() else ascii(c))


def _too_long(v: str, most: int) -> str:
    return f"must be at most {most} characters (it has {len(v)})"


def _shown(v: str) -> str:
    return repr(v if len(v) <= 40 else f"{v[:37]}...")


def _why(
    v: object, most: int, allowed: str, words: str, first: str = "", first_words: str = "", last: str = "", last_words: str = ""
) -> str:
    """Return what is wrong with a value, `""` if nothing is.

    Args:
        v: the value.
        most: most characters; 0 for no limit.
        allowed: the characters that it may have.
        words: these in words.
        first: the characters that it may start with; `""` for all that are allowed.
        first_words: these in words.
        last: the characters that it may end with; `""` for all that are allowed.
        last_words: these in words.
    """
    if not isinstance(v, str):
        return _not_a_string(v)
    if not v:
        return "must not be empty"
    if most and len(v) > most:
        return _too_long(v, most)
    rest = v.lstrip(allowed)
    if rest:
        return f"must consist of {words}, not {_char(rest[0])}"
    if first and v[0] not in first:
        return f"must start with {first_words}, not {_char(v[0])}"
    if last and v[-1] not in last:
        return f"must end with {last_words}, not {_char(v[-1])}"
    return ""


# The functions below first decide with a few string methods whether a value is fine, as nearly all are; only if not, why not.


def dns1123_label(v: object) -> str:
    """Check a DNS label (RFC 1123): `my-name`, `123-abc`; at most 63 characters. Names of namespaces and containers."""
    if isinstance(v, str) and v and len(v) <= 63 and v.isascii() and not v.encode().strip(_LABEL_BYTES) and v[0] != "-" and v[-1] != "-":
        return ""
    return _why(v, LABEL_LENGTH, _LABEL, "lower case letters, digits and '-'", _ALNUM, _ENDS, _ALNUM, _ENDS)


def dns1035_label(v: object) -> str:
    """Check a DNS label that starts with a letter (RFC 1035): `my-name`, `abc-123`; at most 63 characters. Names of Services."""
    if isinstance(v, str) and v and len(v) <= 63 and v.isascii() and not v.encode().strip(_LABEL_BYTES) and v[0] in _LOWER and v[-1] != "-":
        return ""
    return _why(v, LABEL_LENGTH, _LABEL, "lower case letters, digits and '-'", _LOWER, "a lower case letter", _ALNUM, _ENDS)


def dns1123_subdomain(v: object) -> str:
    """Check DNS labels joined by dots (RFC 1123): `example.com`; at most 253 characters in all. Names of most objects."""
    if (
        isinstance(v, str)
        and v
        and len(v) <= 253
        and v.isascii()
        and not v.encode().strip(_SUBDOMAIN_BYTES)
        and v[0] not in "-."
        and v[-1] not in "-."
        and ("." not in v or (".." not in v and "-." not in v and ".-" not in v))
    ):
        return ""
    return _why(v, SUBDOMAIN_LENGTH, _SUBDOMAIN, "lower case letters, digits, '-' and '.'", _ALNUM, _ENDS, _ALNUM, _ENDS) or _PARTS


def dns1123_subdomain_caseless(v: object) -> str:
    """Check DNS labels joined by dots, with upper case letters too, as Kubernetes still does for names of CSI and DRA drivers."""
    ends = "a letter or a digit"
    text = _why(v, SUBDOMAIN_LENGTH, _CASELESS, "letters, digits, '-' and '.'", _ALNUM, ends, _ALNUM, ends)
    if text or not isinstance(v, str):
        return text
    return _PARTS if ".." in v or "-." in v or ".-" in v else ""


def wildcard_dns1123_subdomain(v: object) -> str:
    """Check a DNS subdomain after `*.`: `*.example.com`. Hosts of Ingresses, certificates and Gateways."""
    if not isinstance(v, str):
        return _not_a_string(v)
    if len(v) > SUBDOMAIN_LENGTH:
        return _too_long(v, SUBDOMAIN_LENGTH)
    if v[:2] != "*.":
        return "must start with '*.', as in *.example.com"
    text = dns1123_subdomain(v[2:])
    return text and f"must have a DNS subdomain after '*.': {_shown(v[2:])} {text}"


def fully_qualified_domain_name(v: object) -> str:
    """Check a domain of two or more DNS labels of at most 63 characters; one dot may end it: `example.com`, `example.com.`."""
    if not isinstance(v, str):
        return _not_a_string(v)
    name = v[:-1] if v[-1:] == "." else v
    text = dns1123_subdomain(name)
    if text:
        return text
    parts = name.split(".")
    if len(parts) < 2:
        return "must have at least two parts joined by dots, as in example.com"
    for part in parts:
        if len(part) > LABEL_LENGTH:
            return f"must have parts of at most {LABEL_LENGTH} characters between the dots ({_shown(part)} has {len(part)})"
    return ""


def fully_qualified_name(v: object) -> str:
    """Check a DNS subdomain of at least three parts: `a.example.com`. Names that older API groups ask for."""
    text = dns1123_subdomain(v)
    if not text and str(v).count(".") < 2:
        return "must have at least three parts joined by dots, as in a.example.com"
    return text


def domain_prefixed_path(v: object) -> str:
    """Check a DNS subdomain, a slash and a path of HTTP path characters: `example.com/foo/bar`. Controllers of classes."""
    if not isinstance(v, str):
        return _not_a_string(v)
    host, _, path = v.partition("/")
    if not host or not path:
        return "must be a domain, a '/' and a path, as in example.com/foo"
    text = dns1123_subdomain(host)
    if text:
        return f"must have a DNS subdomain before the '/': {_shown(host)} {text}"
    rest = path.lstrip(_PATH)
    return f"must have a path of HTTP path characters after the '/', not {_char(rest[0])}" if rest else ""


def label_key(v: object) -> str:
    """Check a label's key: a name of at most 63 characters, before it optionally a DNS subdomain and a slash: `app`, `example.com/app`."""
    if not isinstance(v, str):
        return _not_a_string(v)
    prefix, slash, name = v.partition("/")
    if not slash:
        return label_value(v) if v else "must not be empty"
    text = dns1123_subdomain(prefix)
    if text:
        return f"must have a DNS subdomain before the '/': {_shown(prefix)} {text}"
    if "/" in name:
        return "must have at most one '/'"
    text = label_value(name) if name else "must not be empty"
    return text and f"must have a name after the '/': {_shown(name)} {text}"


qualified_name = label_key
"""Check what Kubernetes calls a qualified name: the same as a label's key."""


def prefixed_label_key(v: object) -> str:
    """Check a label's key that must have a prefix: `example.com/app`."""
    return label_key(v) or ("" if "/" in str(v) else "must have a prefix, as in example.com/app")


def annotation_key(v: object) -> str:
    """Check an annotation's key: as a label's key, but the prefix may have upper case letters."""
    return label_key(v.lower() if isinstance(v, str) and v.isascii() else v)


def label_value(v: object) -> str:
    """Check a label's value: empty, or at most 63 letters, digits, `-`, `_` and `.`, a letter or digit at both ends."""
    if isinstance(v, str) and (
        not v or (len(v) <= 63 and v.isascii() and not v.encode().strip(_NAME_BYTES) and v[0] in _ALNUM and v[-1] in _ALNUM)
    ):
        return ""
    ends = "a letter or a digit"
    return _why(v, LABEL_LENGTH, _NAME, "letters, digits, '-', '_' and '.'", _ALNUM, ends, _ALNUM, ends)


def configmap_key(v: object) -> str:
    """Check a key of a ConfigMap or Secret: at most 253 letters, digits, `-`, `_` and `.`; not `.`, and nothing that starts with `..`."""
    text = _why(v, SUBDOMAIN_LENGTH, _NAME, "letters, digits, '-', '_' and '.'")
    if text or not isinstance(v, str):
        return text
    if v == ".":
        return "must not be '.'"
    return "must not start with '..'" if v[:2] == ".." else ""


def env_name(v: object) -> str:
    """Check the name of an environment variable: printable ASCII characters without `=`.

    That is the relaxed rule, which is on in every supported minor of Kubernetes.
    """
    if isinstance(v, str) and v and not v.strip(_ENV):
        return ""
    return _why(v, 0, _ENV, "printable ASCII characters without '='")


def c_identifier(v: object) -> str:
    """Check an identifier of C: letters, digits and `_`, no digit first."""
    return _why(v, 0, _IDENTIFIER, "letters, digits and '_'", _LETTERS + "_", "a letter or '_'")


def port_name(v: object) -> str:
    """Check the name of a port: at most 15 lower case letters, digits and `-`, one letter at least, no `-` at an end or twice in a row."""
    if isinstance(v, str) and len(v) <= 15 and v.islower() and v.isalnum() and v.isascii():
        return ""  # such as `http`
    if isinstance(v, str) and 0 < len(v) <= 15 and "--" not in v and not dns1123_label(v) and v.strip(_DIGITS + "-"):
        return ""  # such as `http-metrics`
    text = _why(v, 15, _LABEL, "lower case letters, digits and '-'", _ALNUM, _ENDS, _ALNUM, _ENDS)
    if text or not isinstance(v, str):
        return text
    if not v.strip(_DIGITS + "-"):
        return "must have at least one letter"
    return "must not have two '-' in a row" if "--" in v else ""


def port_number(v: object) -> str:
    """Check a port number: an integer from 1 to 65535."""
    if isinstance(v, bool) or not isinstance(v, int):
        return f"must be an integer, not {kind_of(v)}"
    return "" if 0 < v < 65536 else "must be between 1 and 65535"


def percent(v: object) -> str:
    """Check a percentage: digits and `%`: `25%`."""
    if not isinstance(v, str):
        return _not_a_string(v)
    return "" if v[-1:] == "%" and v[:-1] and not v[:-1].strip(_DIGITS) else "must be digits and '%', as in 25%"


def http_header_name(v: object) -> str:
    """Check the name of an HTTP header: letters, digits and `-`: `X-Request-Id`."""
    return _why(v, 0, _HEADER, "letters, digits and '-'")


def decimal_integer(v: object) -> str:
    """Check a string that is an integer as people write it: `0`, `42`, `-7`; no leading zero, no `+`, no `-0`."""
    if not isinstance(v, str):
        return _not_a_string(v)
    digits = v[1:] if v[:1] == "-" else v
    fine = digits and not digits.strip(_DIGITS) and (digits[0] != "0" or v == "0")
    return "" if fine else "must be an integer without leading zeros and without '+', as in 42"


def path_segment_name(v: object) -> str:
    """Check a name that is only a segment of a path, such as those of RBAC kinds: not `.` or `..`, and no `/`, `%` or control character."""
    if not isinstance(v, str):
        return _not_a_string(v)
    if not v:
        return "must not be empty"
    if v in (".", ".."):
        return f"must not be {v!r}"
    if v.isprintable() and "/" not in v and "%" not in v:
        return ""
    for c in v:
        if c in "/%" or c < " " or c == "\x7f":
            return f"must not contain {_char(c)}"
    return ""


def generate_name(v: object, rule: Callable[[object], str] = dns1123_subdomain) -> str:
    """Check metadata.generateName, to which the API server appends five letters and digits; a `-` at its end is fine.

    Args:
        v: the value.
        rule: the function for names of that kind (default: `dns1123_subdomain`).

    Returns:
        The problem of the names that would come of it.
    """
    return rule(f"{v[:-1]}a" if isinstance(v, str) and len(v) > 1 and v[-1] == "-" else v)


_IP = "must be an IP address, as in 10.9.8.7 or 2001:db8::ffff"


def _ipv4(v: str) -> bool:
    parts = v.split(".")
    return len(parts) == 4 and all(0 < len(p) < 4 and not p.strip(_DIGITS) and (p[0] != "0" or p == "0") and int(p) < 256 for p in parts)


def _ipv6(v: str) -> bool:
    head, gap, tail = v.partition("::")
    groups = (head.split(":") if head else []) + (tail.split(":") if tail else [])
    count = len(groups)
    if "." in v:
        # The last two groups may be written as an IPv4 address.
        if not v.endswith(groups[-1]) or not _ipv4(groups.pop()):
            return False
        count += 1
    return (count < 8 if gap else count == 8) and all(0 < len(g) < 5 and not g.strip(_HEX) for g in groups)


def _number(v: str) -> int:
    """Return a valid IP address as an integer."""
    if ":" not in v:
        a, b, c, d = v.split(".")
        return int(a) << 24 | int(b) << 16 | int(c) << 8 | int(d)
    head, _, last = v.rpartition(":")
    if "." in last:
        v = f"{head}:{_number(last) >> 16:x}:{_number(last) & 0xFFFF:x}"
    left, _, right = v.partition("::")
    before, after = left.split(":") if left else [], right.split(":") if right else []
    value = 0
    for group in before + ["0"] * (8 - len(before) - len(after)) + after:
        value = value << 16 | int(group, 16)
    return value


def ip(v: object, *, strict: bool = False) -> str:
    """Check an IP address: `10.9.8.7`, `2001:db8::ffff`. Leading zeros are refused: readers differ about what they mean.

    Args:
        v: the value.
        strict: whether to refuse IPv4 written as IPv6 too (`::ffff:10.9.8.7`), as newer fields of Kubernetes do (KEP-4858; default: False).
    """
    if not isinstance(v, str):
        return _not_a_string(v)
    if ":" in v:
        if not _ipv6(v):
            return _IP
        return "must not be an IPv4 address written as IPv6" if strict and _number(v) >> 32 == 0xFFFF else ""
    if _ipv4(v):
        return ""
    plain = ".".join(part.lstrip("0") or part[:1] for part in v.split("."))
    return f"must not have leading zeros: {plain}" if _ipv4(plain) else _IP


def cidr(v: object, *, strict: bool = False) -> str:
    """Check a range of IP addresses: `10.9.8.0/24`, `2001:db8::/64`.

    Args:
        v: the value.
        strict: whether to refuse bits after the prefix (`10.9.8.7/24`) and IPv4 written as IPv6 too (default: False).
    """
    if not isinstance(v, str):
        return _not_a_string(v)
    address, _, length = v.partition("/")
    if not 0 < len(length) < 4 or decimal_integer(length) or length[0] == "-":
        return "must be an IP address, a '/' and a length, as in 10.9.8.0/24 or 2001:db8::/64"
    text = ip(address, strict=strict)
    if text:
        return text
    bits, most = int(length), 128 if ":" in address else 32
    if bits > most:
        return f"must have a length of at most {most} after the '/'"
    if strict and _number(address) & ((1 << (most - bits)) - 1):
        return f"must have only zeros after the first {bits} bits"
    return ""


def _words(text: str) -> str:
    """Return text in small ASCII letters, with a `-` where a new word of CamelCase starts."""
    plain = text
    if not text.isascii():
        from unicodedata import normalize

        plain = normalize("NFKD", text).encode("ascii", "ignore").decode()
    out = ""
    for i, c in enumerate(plain):
        before, after = plain[i - 1 : i], plain[i + 1 : i + 2]
        if c.isupper() and (before.islower() or before.isdigit() or (before.isupper() and after.islower())):
            out += "-"
        out += c.lower()
    return out


def _joined(text: str) -> str:
    parts = "".join(c if c in _LABEL else "-" for c in text).split("-")
    return "-".join(p for p in parts if p)


def suggest_dns1123_label(text: str) -> str:
    """Propose a DNS label for a text, for the help of an error: `My_Pod` and `MyPod` give `my-pod`.

    Args:
        text: any text.

    Returns:
        A valid DNS label; `""` if the text has no letter or digit that ASCII has too.
    """
    if not dns1123_label(text) and "--" not in text:
        return text
    return _joined(_words(text))[:LABEL_LENGTH].rstrip("-")


def suggest_dns1123_subdomain(text: str) -> str:
    """Propose a DNS subdomain for a text: as `suggest_dns1123_label`, but dots are kept.

    Args:
        text: any text.

    Returns:
        A valid DNS subdomain; `""` if the text has no letter or digit that ASCII has too.
    """
    parts = [_joined(part) for part in _words(text).split(".")]
    return ".".join(p for p in parts if p)[:SUBDOMAIN_LENGTH].rstrip("-.")


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _limit(length: int) -> int:
    """Return how many slips may separate two words, the longer of which has that many characters."""
    return 0 if length < 3 else 1 if length < 5 else 2 if length < 8 else 3


def _distance(a: str, b: str, limit: int) -> int:
    """Return how many slips (a letter too many, too few, wrong, or two swapped) separate two words; `limit + 1` if more than `limit` do.

    Only the cells within `limit` of the diagonal are computed, so that the cost is linear: cell `k` of row `i` is about `i` letters of `a`
    and `i + k - limit` letters of `b`.
    """
    far, width = limit + 1, 2 * limit + 1
    if abs(len(a) - len(b)) > limit:
        return far
    before: list[int] = []
    row = [k - limit if 0 <= k - limit <= len(b) else far for k in range(width)]
    for i, x in enumerate(a, 1):
        now = [far] * width
        for k in range(max(0, limit - i), min(width, len(b) - i + limit + 1)):
            j = i + k - limit
            if not j:
                now[k] = i
                continue
            cost = row[k] + (x != b[j - 1])
            if k and now[k - 1] < cost:
                cost = now[k - 1] + 1
            if k + 1 < width and row[k + 1] < cost:
                cost = row[k + 1] + 1
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == b[j - 1] and before[k] < cost:
                cost = before[k] + 1
            now[k] = cost
        if min(now) > limit:  # a swap from the row before would cost as much as the letter too many that is in this one
            return far
        before, row = row, now
    return min(row[len(b) - len(a) + limit], far)


def closest(word: object, choices: Iterable[str]) -> str | None:
    """Return the choice that a word was probably meant to be, for "did you mean".

    The same letters in another spelling (case, `_`, `-`, `.`) come first: `image_pull_policy` for `imagePullPolicy`. Then the fewest slips
    (Damerau-Levenshtein without regard to case), at most one in a word of 3 letters, two in one of 5, three in one of 8.

    Args:
        word: what was written; anything but a string is near to nothing.
        choices: what could have been written; their order does not matter.

    Returns:
        The choice, or None if none is near.
    """
    if not isinstance(word, str) or not word:
        return None
    lower, letters = word.lower(), _letters(word)
    best: tuple[int, int, str] | None = None
    for choice in choices:
        if letters and _letters(choice) == letters:
            found = (-3 if choice == word else -2 if choice.lower() == lower else -1, 0, choice)
        else:
            limit = _limit(max(len(word), len(choice)))
            found = (_distance(lower, choice.lower(), limit), abs(len(word) - len(choice)), choice)
            if found[0] > limit:
                continue
        if best is None or found < best:
            best = found
    return best[2] if best else None
