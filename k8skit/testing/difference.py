"""What changed between two texts of manifests, object by object, for people.

Called by the snapshot fixture. Works on text alone, so that it also shows a stored file that no longer parses.
"""

from __future__ import annotations

from difflib import unified_diff

ADDED = "added"
CHANGED = "changed"
REMOVED = "removed"
REORDERED = "in another place"


class Change:
    """One object that differs.

    Args:
        label: kind, namespace and name, such as `Deployment shop/web`.
        state: `ADDED`, `CHANGED`, `REMOVED` or `REORDERED`.
        lines: what differs: the first character is `-` (stored), `+` (received), ` ` (both) or `@` (the path of what follows).
    """

    __slots__ = ("label", "lines", "state")

    def __init__(self, label: str, state: str, lines: list[str]) -> None:
        self.label = label
        self.state = state
        self.lines = lines

    def __repr__(self) -> str:
        return f"Change({self.label!r}, {self.state!r}, {self.lines!r})"


def changes(stored: str, received: str) -> list[Change]:
    """Compare two texts of manifests.

    Args:
        stored: text of the snapshot.
        received: text of now.

    Returns:
        One entry per object that differs, in the order of the stored text, then the added ones; never empty unless the texts are equal.
        The values of a Secret are left out.
    """
    if stored == received:
        return []
    old, new = documents(stored), documents(received)
    found = []
    for label in dict.fromkeys([*old, *new]):
        before, after = old.get(label), new.get(label)
        if before == after:
            continue
        state = ADDED if before is None else REMOVED if after is None else CHANGED
        if _may_hold_secrets(label, [*(before or []), *(after or [])]):
            found.append(Change(label, state, ["  (the lines of a Secret are not shown)"]))
        else:
            found.append(Change(label, state, _lines(before or [], after or [])))
    if not found:
        found = [Change(label, REORDERED, []) for label, other in zip(old, new, strict=True) if label != other]
    return found or [Change("the text around the objects", CHANGED, _lines(stored.split("\n"), received.split("\n")))]


def documents(text: str) -> dict[str, list[str]]:
    """Split a text into its YAML documents.

    Args:
        text: YAML text of any number of documents, `---` between them.

    Returns:
        Label -> lines, in order; a label that occurs again gets ` #2` and so on.
    """
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in [*text.split("\n"), "---"]:
        if line.rstrip() != "---":
            lines.append(line)
            continue
        while lines and not lines[-1]:
            lines.pop()
        if lines:
            label = _label(lines) or f"document {len(found) + 1}"
            number = 2
            unique = label
            while unique in found:
                unique = f"{label} #{number}"
                number += 1
            found[unique] = lines
        lines = []
    return found


def _may_hold_secrets(label: str, lines: list[str]) -> bool:
    if label.startswith("document "):
        # Not block YAML of one object, so the kind is not known.
        return any("Secret" in line for line in lines)
    return label.startswith("Secret ")


def _label(lines: list[str]) -> str:
    kind = namespace = name = ""
    inside = False
    for line in lines:
        if line.startswith("kind:"):
            kind = _scalar(line[5:])
        if line[:1] not in ("", " "):
            inside = line.rstrip() == "metadata:"
        elif inside and line.startswith("  name:"):
            name = _scalar(line[7:])
        elif inside and line.startswith("  generateName:"):
            name = name or f"{_scalar(line[15:])}*"
        elif inside and line.startswith("  namespace:"):
            namespace = _scalar(line[12:])
    if not kind:
        return ""
    return f"{kind} {namespace}/{name}" if namespace else f"{kind} {name}"


def _scalar(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _lines(before: list[str], after: list[str]) -> list[str]:
    found: list[str] = []
    old = new = 0
    path_wanted = -1
    for line in list(unified_diff(before, after, lineterm="", n=2))[2:]:
        if line.startswith("@@"):
            # "@@ -12,5 +12,6 @@" counts lines; people read paths: of the first line that differs.
            spans = line.split()
            old, new = (int(span[1:].partition(",")[0]) - (not span.endswith(",0")) for span in spans[1:3])
            path_wanted = len(found)
            found.append("@")
            continue
        if line[0] != " " and path_wanted >= 0:
            path = _path(before, old) if line[0] == "-" else _path(after, new)
            found[path_wanted] = f"@ {path}" if path else "@ (top)"
            path_wanted = -1
        old += line[0] != "+"
        new += line[0] != "-"
        found.append(line)
    return found


def _path(lines: list[str], index: int) -> str:
    """Say in which mapping or list item a line of block YAML lies: `spec.template.spec.containers[0]`."""
    parts: list[str] = []
    indent, dash = _depth(lines[index])
    items = 0
    for line in reversed(lines[: index + 1] if dash else lines[:index]):
        if not line.strip():
            continue
        depth, starts = _depth(line)
        if dash and starts and depth == indent:
            items += 1
            continue
        if dash and (depth < indent or (depth == indent and not starts)):
            # The key that holds the list.
            parts.append(f"{_key(line)}[{items - 1}]")
            indent, dash, items = depth, False, 0
            if starts:
                indent, dash, items = depth, True, 1
            continue
        if not dash and depth < indent:
            if starts and depth + 2 == indent:
                # A sibling on the dash line itself: same mapping, so only the item counts.
                indent, dash, items = depth, True, 1
                continue
            parts.append(_key(line))
            indent = depth
            if starts:
                indent, dash, items = depth, True, 1
    return ".".join(reversed(parts))


def _depth(line: str) -> tuple[int, bool]:
    bare = line.lstrip(" ")
    return len(line) - len(bare), bare.startswith("- ") or bare == "-"


def _key(line: str) -> str:
    bare = line.strip()
    while bare.startswith("- "):
        bare = bare[2:].lstrip()
    return bare.partition(":")[0].strip("\"'")
