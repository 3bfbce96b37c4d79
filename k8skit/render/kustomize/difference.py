"""What leads from one object to another: a merge patch where that is exact, else a JSON Patch (RFC 6902)."""

from __future__ import annotations

from marshal import dumps

from .lists import align, label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Path = tuple[str | int, ...]

ADD, REMOVE, REPLACE = "add", "remove", "replace"


class Change:
    """One operation on an object.

    Attributes:
        op: `add`, `remove` or `replace`.
        path: keys and indexes from the root; `-` as the last one is the end of a list.
        at: where the value stands in the new object.
        value: the new value; None for `remove`.
        labels: the names of the items of lists on the way, each with its list, such as `containers: web`.
        merges: whether a merge patch can say it.
    """

    __slots__ = ("at", "labels", "merges", "op", "path", "value")

    def __init__(self, op: str, path: Path, at: Path, value: Any, labels: tuple[str, ...], *, merges: bool) -> None:
        self.op = op
        self.path = path
        self.at = at
        self.value = value
        self.labels = labels
        self.merges = merges


def changes(old: Any, new: Any) -> list[Change]:
    """Return the operations that make `old` equal to `new`, in order.

    The items of a list are changed from its end to its start, so that every index is that of the item in `old`. Numbers are equal if they
    are one number to JSON (1 and 1.0); True is no number.

    Args:
        old: plain data.
        new: plain data.
    """
    found: list[Change] = []
    _compare(old, new, (), (), (), found, merges=True)
    return found


def merges(found: list[Change]) -> bool:
    """Return whether a merge patch says all of it exactly: every path leads through mappings, nothing is removed, no list, null or empty mapping is set.

    Args:
        found: operations.
    """
    return all(change.merges for change in found)


def merge_patch(found: list[Change]) -> dict[str, Any]:
    """Return operations as a merge patch.

    Args:
        found: operations for which `merges` is true.
    """
    patch: dict[str, Any] = {}
    for change in found:
        at = patch
        for key in change.path[:-1]:
            at = at.setdefault(str(key), {})
        at[str(change.path[-1])] = change.value
    return patch


def json_patch(found: list[Change]) -> tuple[list[dict[str, Any]], dict[Path, str]]:
    """Return operations as a JSON Patch, and the comments that name the items of lists.

    Args:
        found: operations.

    Returns:
        The patch; and place of a path in it -> comment.
    """
    patch = []
    comments: dict[Path, str] = {}
    for n, change in enumerate(found):
        operation = {"op": change.op, "path": pointer(change.path)}
        if change.op != REMOVE:
            operation["value"] = change.value
        patch.append(operation)
        if change.labels:
            comments[n, "path"] = ", ".join(change.labels)
    return patch, comments


def pointer(path: Path) -> str:
    """Return a JSON Pointer (RFC 6901).

    Args:
        path: keys and indexes from the root.
    """
    return "".join([f"/{part}" if type(part) is int else "/" + str(part).replace("~", "~0").replace("/", "~1") for part in path])


def equal(a: Any, b: Any) -> bool:
    """Return whether two values are one value to JSON.

    Args:
        a: plain data.
        b: plain data.
    """
    kind = type(a)
    if kind is dict:
        return type(b) is dict and a.keys() == b.keys() and all(equal(v, b[k]) for k, v in a.items())
    if kind is list:
        return type(b) is list and len(a) == len(b) and all(map(equal, a, b))
    if kind is bool or type(b) is bool:
        return a is b
    return bool(a == b)


def _compare(old: Any, new: Any, path: Path, at: Path, labels: tuple[str, ...], found: list[Change], *, merges: bool) -> None:
    if type(old) is dict and type(new) is dict:
        for key, value in old.items():
            if key not in new:
                found.append(Change(REMOVE, (*path, key), at, None, labels, merges=False))
                continue
            other = new[key]
            if value == other and dumps(value, 0) == dumps(other, 0):  # at the speed of C; `==` alone takes True for 1
                continue
            _compare(value, other, (*path, key), (*at, key), labels, found, merges=merges and _mergeable_key(key))
        for key, value in new.items():
            if key not in old:
                found.append(
                    Change(ADD, (*path, key), (*at, key), value, labels, merges=merges and _mergeable_key(key) and _settable(value))
                )
    elif type(old) is list and type(new) is list:
        _compare_lists(old, new, path, at, labels, found)
    elif not equal(old, new):
        found.append(Change(REPLACE, path, at, new, labels, merges=merges and _replaceable(old, new)))


def _compare_lists(old: list[Any], new: list[Any], path: Path, at: Path, labels: tuple[str, ...], found: list[Change]) -> None:
    if equal(old, new):
        return  # but for the order of keys, or 1.0 for 1
    pairs, gaps = align(old, new)
    if not pairs and not (len(old) == len(new) == 1):
        if gaps:
            found.append(Change(REPLACE, path, at, new, labels, merges=False))
        return
    name = next((part for part in reversed(path) if type(part) is str), "")
    of_gap = {gap.old: gap for gap in gaps}
    # from the end to the start: what is before has the index that it has in `old`
    steps = sorted([*[(i, i + 1, j, True) for i, j in pairs], *[(*gap.old, gap.new[0], False) for gap in of_gap.values()]], reverse=True)
    for start, end, j, is_pair in steps:
        if is_pair:
            a, b = old[start], new[j]
            if not (a == b and dumps(a, 0) == dumps(b, 0)):
                _compare(a, b, (*path, start), (*at, j), _labelled(labels, name, a), found, merges=False)
            continue
        stop = of_gap[start, end].new[1]
        both = min(end - start, stop - j)
        gone = range(end - 1, start + both - 1, -1)
        found += [Change(REMOVE, (*path, i), at, None, _labelled(labels, name, old[i]), merges=False) for i in gone]
        for n in range(j + both, stop):
            place: str | int = "-" if end == len(old) else end + n - (j + both)
            found.append(Change(ADD, (*path, place), (*at, n), new[n], labels, merges=False))
        for n in range(both - 1, -1, -1):
            _change_item(old[start + n], new[j + n], (*path, start + n), (*at, j + n), _labelled(labels, name, old[start + n]), found)


def _change_item(old: Any, new: Any, path: Path, at: Path, labels: tuple[str, ...], found: list[Change]) -> None:
    """Change one item into another that stands in its place: field by field if that is shorter."""
    if type(old) is dict and type(new) is dict:
        inner: list[Change] = []
        _compare(old, new, path, at, labels, inner, merges=False)
        if len(inner) <= 1 or len(inner) < len(new):
            found += inner
            return
    found.append(Change(REPLACE, path, at, new, labels, merges=False))


def _labelled(labels: tuple[str, ...], name: str, item: Any) -> tuple[str, ...]:
    """Labels with that of one more item; without, if a comment could not hold it."""
    text = label(item)
    if (
        not text
        or len(text) > 60
        or len(name) > 60
        or not (text.isascii() and text.isprintable() and name.isascii() and name.isprintable())
    ):
        return labels
    return (*labels, f"{name}: {text}")


def _mergeable_key(key: str) -> bool:
    """Whether kustomize takes a key of a merge patch for a key: `$patch` and others direct the merge, and it stumbles over an empty one."""
    return key[:1] != "$" and key != ""


def _replaceable(old: Any, new: Any) -> bool:
    """Whether a merge patch can put one value in the place of another.

    Both are scalars. kustomize keeps the style of the old one: what replaces a text in quotes becomes a text, and in a block of lines it cannot
    write every text.
    """
    if old is None or new is None or type(old) in (dict, list) or type(new) in (dict, list):
        return False
    return type(old) is not str or (type(new) is str and "\n" not in old)


def _settable(value: Any) -> bool:
    """Whether a merge patch can set a value: it holds no list, no null and no empty mapping."""
    if type(value) is dict:
        return bool(value) and all(_mergeable_key(k) and _settable(v) for k, v in value.items())
    return value is not None and type(value) is not list
