"""Listing: a data file of facts as text, a line for each field, so that people can read one and compare two.

`git diff` shows changes of facts this way after `git config diff.facts.textconv "python -m k8skit.codegen show"`. Called by
`k8skit.codegen.__main__`.
"""

from __future__ import annotations

import json
from marshal import loads
from typing import TYPE_CHECKING, Any

from ..facts import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN_FIRST = ("type", "ref", "items", "values", "required", "since", "until")


def _type(spec: dict[str, Any]) -> str:
    """Return the type of a spec in a few characters, with what its items or values are held to."""
    if "items" in spec:
        return f"list of {_spec(spec['items'])}"
    if "values" in spec:
        return f"map of {_spec(spec['values'])}"
    return str(spec["ref"] if "ref" in spec else spec["type"])


def _spec(spec: dict[str, Any]) -> str:
    words = [_type(spec)]
    if spec.get("required"):
        words.append("required")
    if "since" in spec or "until" in spec:
        words.append(f"{spec.get('since', '')}..{spec.get('until', '')}")
    rest = sorted(spec.keys() - {*_SHOWN_FIRST, "was", "experimental"})
    words += (key if spec[key] is True else f"{key}={json.dumps(spec[key])}" for key in rest)
    text = " ".join(words)
    for minor, old in sorted(spec.get("was", {}).items()):
        text += f" [{minor}: {_spec(old)}]"
    if "experimental" in spec:
        text += f" [experimental: {_spec(spec['experimental'])}]"
    return text


def _definition(name: str, d: dict[str, Any]) -> Iterator[str]:
    rest = {k: v for k, v in d.items() if k not in ("properties", "varies")}
    yield name + "".join(f" {k}" if v is True else f" {k}={json.dumps(v)}" for k, v in sorted(rest.items()))
    for field, spec in d["properties"].items():
        yield f"  {field}: {_spec(spec)}"


def lines(data: bytes) -> Iterator[str]:
    """Yield the lines of the text of a data file.

    Args:
        data: its content.
    """
    content = loads(data)  # noqa: S302 - a file of this package, named by its developer
    if "definitions" not in content:
        for key, value in content.items():
            yield f"{key} {json.dumps(value)}"
        return
    view = memoryview(data)
    definitions: dict[str, Any] = {}
    for group, place in content["kinds"].items():
        rows, own = loads(view[-place:])  # noqa: S302 - the same file
        definitions.update(own)
        for key, row in rows.items():
            version, _, name = key.partition("/")
            kind = Kind(group, version, name, row)
            rest = " ".join(f"{a}={json.dumps(v)}" for a in sorted(Kind.__slots__) if (v := getattr(kind, a)) not in ("", False, ()))
            yield f"{kind.api_version} {name} {rest}"
    for part, place in content["definitions"].items():
        for name, at in loads(view[-place:]).items():  # noqa: S302 - the same file
            full = f"{part}.{name}"
            yield from _definition(full, loads(view[-at:]) if isinstance(at, int) else definitions[full])  # noqa: S302 - the same file
