"""Named formats: `format.dns1123Label().validate(name)`.

`validate` itself is a macro here (see `syntax`), since a function cannot answer with an optional.

Source: Kubernetes documentation, CEL format library.
"""

from __future__ import annotations

from ... import names
from ...validate import formats
from . import boxed, unboxed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from . import Row

FORMAT = "kubernetes.NamedFormat"


def _prefix(rule: Callable[[object], str]) -> Callable[[str], str]:
    """Return the rule for names to which something is added: they may end with '-'."""
    return lambda v: rule(f"{v[:-1]}a" if v.endswith("-") else v)


_FORMATS: dict[str, Callable[[str], str]] = {
    "dns1123Label": names.dns1123_label,
    "dns1123Subdomain": names.dns1123_subdomain,
    "dns1035Label": names.dns1035_label,
    "qualifiedName": names.label_key,
    "dns1123LabelPrefix": _prefix(names.dns1123_label),
    "dns1123SubdomainPrefix": _prefix(names.dns1123_subdomain),
    "dns1035LabelPrefix": _prefix(names.dns1035_label),
    "labelValue": names.label_value,
    "uri": formats.uri,
    "uuid": formats.uuid,
    "byte": formats.byte,
    "date": formats.date,
    "datetime": formats.date_time_any_case,
}


def _make(name: str) -> Callable[[], dict[str, Any]]:
    return lambda: boxed(FORMAT, name)


def problems(value: Any, text: str) -> list[str]:
    """Return what is wrong with a text by a named format."""
    problem = _FORMATS[unboxed(FORMAT, value)](text)
    return [problem] if problem else []


FUNCTIONS: tuple[Row, ...] = tuple((f"format.{name}", False, (), "map", _make(name)) for name in _FORMATS)
