"""What changes from old texts to new ones: a unified diff per file, as `git apply` and `patch -p1` take it.

`synth --check` shows it. Lines are matched at those that occur once on both sides (Bram Cohen's "patience diff"), which keeps objects
together and stays fast on files of a million lines. Values of Secrets are hidden.
"""

from __future__ import annotations

from k8skit.report import colour
from k8skit.report.secrets import hide, split_lines
from k8skit.report.values import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONTEXT = 3
"""Unchanged lines around a change."""
_SMALL = 250_000
"""Pairs of lines up to which a stretch without anchors is compared line by line."""


def unified(old: Mapping[str, str], new: Mapping[str, str], *, color: bool = False) -> str:
    """Return the differences between two sets of files, sorted by path.

    Args:
        old: path -> text as it is.
        new: path -> text as it should be.
        color: whether to use ANSI colours; control characters are then shown as escapes too.

    Returns:
        A unified diff; `""` if nothing differs. A file that is only in `old` is removed, one that is only in `new` is added.
    """
    out: list[str] = []
    for path in sorted(old.keys() | new.keys()):
        before, after = old.get(path), new.get(path)
        if before == after:
            continue
        head = [
            f"--- {_name('a/', path) if before is not None else '/dev/null'}\n",
            f"+++ {_name('b/', path) if after is not None else '/dev/null'}\n",
        ]
        if color:
            head = [colour.paint(printable(line[:-1]), colour.BOLD) + "\n" for line in head]
        out += head
        shown_before, shown_after = hide(before or "", after or "")
        out += _hunks(split_lines(shown_before), split_lines(shown_after), color)
    return "".join(out)


def one(name: str, old: str, new: str, *, color: bool = False) -> str:
    """Return the difference of one text, under its name alone, as `git apply -p0` and `patch -p0` take it. Nothing is hidden.

    Args:
        name: path of the file, or any other name.
        old: the text as it is.
        new: the text as it should be.
        color: whether to use ANSI colours; control characters are then shown as escapes too.

    Returns:
        A unified diff; `""` if nothing differs.
    """
    if old == new:
        return ""
    head = [f"--- {_name('', name)}\n", f"+++ {_name('', name)}\n"]
    if color:
        head = [colour.paint(printable(line[:-1]), colour.BOLD) + "\n" for line in head]
    return "".join(head + _hunks(split_lines(old), split_lines(new), color))


def shows_secret(old: str, new: str) -> bool:
    """Whether the difference of one text shows the value of a Secret.

    Args:
        old: the text as it is.
        new: the text as it should be.
    """
    before, after = hide(old, new)
    return (before, after) != (old, new) and one("", before, after) != one("", old, new)


def summary(added: int, changed: int, removed: int) -> str:
    """Return a line such as "1 file to add, 2 to change, 1 to remove", without a newline; "no change" if all are 0."""
    parts = [f"{number} {verb}" for number, verb in ((added, "to add"), (changed, "to change"), (removed, "to remove")) if number]
    if not parts:
        return "no change"
    number, _, rest = parts[0].partition(" ")
    return ", ".join([f"{number} {'file' if number == '1' else 'files'} {rest}", *parts[1:]])


def _name(prefix: str, path: str) -> str:
    """Return a path as a diff header has it: a tab ends a name with a space, as git and GNU diff write it."""
    return f"{prefix}{path}\t" if " " in path else prefix + path


def _hunks(old: list[str], new: list[str], color: bool) -> list[str]:
    out: list[str] = []
    changes = _changes(old, new)
    start = 0
    while start < len(changes):
        end = start + 1
        while end < len(changes) and changes[end][0] - changes[end - 1][1] <= 2 * CONTEXT:
            end += 1
        _hunk(old, new, changes[start:end], color, out)
        start = end
    return out


def _hunk(old: list[str], new: list[str], changes: Sequence[tuple[int, int, int, int]], color: bool, out: list[str]) -> None:
    first, last = changes[0], changes[-1]
    lead = min(CONTEXT, first[0], first[2])
    i, j = first[0] - lead, first[2] - lead
    old_end = min(last[1] + CONTEXT, len(old))
    new_end = last[3] + old_end - last[1]
    about = _object(new, j) or _object(old, i)
    head = f"@@ -{_range(i, old_end)} +{_range(j, new_end)} @@{' ' + about if about else ''}"
    out.append((colour.paint(printable(head), colour.CYAN) if color else head) + "\n")
    for a, b, c, d in changes:
        out += [_line(" ", line, color) for line in old[i:a]]
        out += [_line("-", line, color) for line in old[a:b]]
        out += [_line("+", line, color) for line in new[c:d]]
        i = b
    out += [_line(" ", line, color) for line in old[i:old_end]]


def _range(start: int, end: int) -> str:
    """Return a range of lines as a hunk's head has it: from 1, the count left out if 1, an empty range at the line before."""
    if end - start == 1:
        return str(start + 1)
    return f"{start + 1 if end > start else start},{end - start}"


def _line(mark: str, line: str, color: bool) -> str:
    end = "" if line.endswith("\n") else "\n\\ No newline at end of file"
    text = f"{mark}{line.removesuffix(chr(10))}"
    if color:
        text = printable(text)
        if mark != " ":
            text = colour.paint(text, colour.RED if mark == "-" else colour.GREEN)
    return f"{text}{end}\n"


def _object(lines: list[str], at: int) -> str:
    """Return the kind and name of the YAML document around a line, such as "Deployment orders"; "" if they are not to be seen."""
    if not lines:
        return ""
    start = at
    while start > 0 and lines[start] != "---\n":
        start -= 1
    kind = name = ""
    for number in range(start, len(lines)):
        line = lines[number]
        if number > start and line == "---\n":
            break
        if line.startswith("kind: "):
            kind = line[6:].strip()
        elif line.startswith("  name: ") and not name:
            name = line[8:].strip()
        if kind and name:
            return f"{kind} {name}"
    return ""


def _changes(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Return what is not equal as (old start, old end, new start, new end), in order."""
    same = sorted(_matches(old, new))
    same.append((len(old), len(new), 0))
    changes: list[tuple[int, int, int, int]] = []
    i = j = 0
    for a, b, size in same:
        if a > i or b > j:
            changes.append((i, a, j, b))
        i, j = a + size, b + size
    return changes


def _matches(old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    """Return equal stretches as (old start, new start, length), in no order; they never cross."""
    found: list[tuple[int, int, int]] = []
    work = [(0, len(old), 0, len(new))]
    while work:
        a, b, c, d = work.pop()
        size = 0
        while a < b and c < d and old[a] == new[c]:
            a, c, size = a + 1, c + 1, size + 1
        if size:
            found.append((a - size, c - size, size))
        size = 0
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d, size = b - 1, d - 1, size + 1
        if size:
            found.append((b, d, size))
        if a == b or c == d:
            continue
        anchors = _anchors(old, a, b, new, c, d)
        if anchors:
            for x, y in anchors:
                work.append((a, x, c, y))
                found.append((x, y, 1))
                a, c = x + 1, y + 1
            work.append((a, b, c, d))
        elif (b - a) * (d - c) <= _SMALL:
            from difflib import SequenceMatcher

            matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
            found += [(a + x, c + y, n) for x, y, n in matcher.get_matching_blocks() if n]
    return found


def _anchors(old: list[str], a: int, b: int, new: list[str], c: int, d: int) -> list[tuple[int, int]]:
    """Return pairs of lines that occur once on each side, as many as keep their order on both (a longest increasing subsequence)."""
    from bisect import bisect_left

    where: dict[str, int] = {}
    for number in range(c, d):
        line = new[number]
        where[line] = -1 if line in where else number
    once: dict[str, int] = {}
    for number in range(a, b):
        line = old[number]
        if where.get(line, -1) >= 0:
            once[line] = -1 if line in once else number
    ends: list[int] = []
    chain: list[tuple[int, int, int]] = []
    tops: list[int] = []
    for line, x in once.items():
        if x < 0:
            continue
        y = where[line]
        pile = bisect_left(ends, y)
        chain.append((x, y, tops[pile - 1] if pile else -1))
        if pile == len(ends):
            ends.append(y)
            tops.append(len(chain) - 1)
        else:
            ends[pile] = y
            tops[pile] = len(chain) - 1
    pairs: list[tuple[int, int]] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        x, y, at = chain[at]
        pairs.append((x, y))
    pairs.reverse()
    return pairs
