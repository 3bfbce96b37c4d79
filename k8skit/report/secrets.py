"""Hide the values of Secrets in YAML text that is about to be shown.

Works on lines, without a YAML reader, since it also meets text that is no valid YAML; when in doubt it hides more.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

HIDDEN = "<hidden>"
CHANGED = "<hidden, changed>"


def hide(old: str, new: str) -> tuple[str, str]:
    """Return both texts with the values below `data` and `stringData` of each Secret hidden.

    Args:
        old: YAML as it is, one document or more.
        new: YAML as it should be.

    Returns:
        The texts; a value of `new` that was another in `old` reads `<hidden, changed>`, so that a diff still shows that it changes.
    """
    if "Secret" not in old and "Secret" not in new:
        return old, new
    known: dict[tuple[str, str], set[str]] = {}
    shown = "".join(_hidden(document, known, record=True) for document in _documents(old))
    return shown, "".join(_hidden(document, known, record=False) for document in _documents(new))


def split_lines(text: str) -> list[str]:
    """Return the lines with their line ends; only a line feed ends a line, unlike `str.splitlines`."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    if not lines[-1]:
        lines.pop()
    return lines


def _documents(text: str) -> Iterator[list[str]]:
    document: list[str] = []
    for line in split_lines(text):
        if line.startswith("---") and document:
            yield document
            document = []
        document.append(line)
    yield document


def _hidden(document: list[str], known: dict[tuple[str, str], set[str]], *, record: bool) -> str:
    if not any("Secret" in line and "kind" in line for line in document):
        return "".join(document)
    kinds = [_kind(line) for line in document]
    if "{" in kinds:  # flow style: there are no lines to tell a name from a value
        return HIDDEN + "\n"
    return "".join(_values_hidden(document, known, record)) if "Secret" in kinds else "".join(document)


def _kind(line: str) -> str:
    """Return "Secret" if a line says `kind: Secret` and nothing else, "{" if it says so among other things, else ""."""
    bare = line.replace('"', "").replace("'", "")
    words = bare.partition("#")[0].strip(" -,\t\r\n").split()
    if words == ["kind:", "Secret"]:
        return "Secret"
    flow = bare.replace(" ", "").replace("\t", "").replace("}", ",").replace("\n", ",")
    return "{" if "kind:Secret," in flow else ""


def _values_hidden(document: list[str], known: dict[tuple[str, str], set[str]], record: bool) -> list[str]:
    name = next((line.strip() for line in document if line.strip().startswith("name:")), "")
    out: list[str] = []
    base = indent = -1  # columns of `data` and of the keys below it
    key = ""
    value: list[str] = []

    def close() -> None:
        if not key:
            return
        found = "".join(value).strip()
        place = (name, key.strip())
        if record:
            known.setdefault(place, set()).add(found)
        out.append(f"{key}: {HIDDEN if found in known.get(place, (found,)) else CHANGED}\n")

    for line in document:
        body = line.lstrip(" -")
        depth = len(line) - len(body)
        blank = not body.strip() or body.startswith("#")
        if base >= 0 and not blank and depth <= base:
            close()
            base, key = -1, ""
        if base < 0:
            head, colon, rest = line.partition(":")
            if not colon or head.strip(" -\"'") not in ("data", "stringData"):
                out.append(line)
                continue
            base, indent = depth, -1
            if not rest.strip() or rest.strip().startswith("#"):
                out.append(line)
            else:
                key, value, indent = head, [rest], depth
        elif blank or (key and depth > indent):
            if key:
                value.append(line)
        else:
            close()
            head, colon, rest = line.partition(":")
            if not colon or line[depth - 2 : depth] in ("- ", "? ") or line.startswith("?", depth):
                head, rest = " " * depth + "?", line
            key, value, indent = head.rstrip() or "?", [rest], depth
    close()
    return out
