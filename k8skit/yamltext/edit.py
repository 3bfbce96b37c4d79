"""Edits of a YAML or JSON text that leave every other byte as it is: comments, quotes, order and blank lines.

Called to show fixes of files that people write. What an edit would do is compared with what it shall do, by the reader: a text that anchors,
flow style or anything else make mean another thing is refused.
"""

from __future__ import annotations

import yaml

from ..errors import UsageError
from ..fix import QUOTE, REMOVE, RENAME, Edit, applied
from .quoting import scalar
from .reader import load_all

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..fix import Fix, Path

    Change = tuple[int, int, str]
    """Start and end in the text, and what comes there."""
    Index = dict[int, dict[str, tuple[Any, Any]]]
    """Mappings that were looked into: identity of the node -> key -> nodes of key and value."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Refused(Exception):  # noqa: N818 - a signal inside this module
    """The edit cannot be made in the text for certain."""


class Edited:
    """A text with fixes made in it.

    Attributes:
        text: the new text.
        made: the fixes that are made in it, each with the edits as they are made: `QUOTE` has the text as it stands in the file.
        refused: those that cannot be made in the text for certain.
    """

    __slots__ = ("made", "refused", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.made: list[tuple[Fix, tuple[Edit, ...]]] = []
        self.refused: list[Fix] = []


class _Made:
    """One fix, as changes of the text."""

    __slots__ = ("changes", "document", "edits", "fix", "own")

    def __init__(self, fix: Fix, document: int) -> None:
        self.fix = fix
        self.document = document
        self.own: tuple[Edit, ...] = ()
        """The edits as they are made, with paths from the object."""
        self.edits: tuple[Edit, ...] = ()
        """The same, with paths from the root of the document."""
        self.changes: list[Change] = []


def edited(text: str, fixes: Sequence[tuple[int, Fix]]) -> Edited:
    """Make fixes in a text.

    Args:
        text: YAML or JSON, one document or more.
        fixes: for each the line of the first key of its document, from 1, and the fix; its object is the document or an item of it.

    Returns:
        The new text, and which fixes are in it.
    """
    out = Edited(text)
    try:
        if "\ufeff" in text:
            raise Refused
        documents = load_all(text, "")
        roots = [node for node in yaml.compose_all(text, Loader=_Loader) if not _is_nothing(node)]
    except (UsageError, yaml.YAMLError, RecursionError, Refused):
        out.refused = [fix for _, fix in fixes]
        return out
    objects = [document.object for document in documents]
    if len(roots) != len(objects):
        out.refused = [fix for _, fix in fixes]
        return out
    starts = {document.line: number for number, document in enumerate(documents)}
    some: list[_Made] = []
    index: Index = {}
    for line, fix in fixes:
        try:
            number = starts[line]
            some.append(_made(fix, number, objects[number], roots[number], text, index))
        except (KeyError, LookupError, Refused):
            out.refused.append(fix)
    some = _right(text, [], _apart(some, out), objects, out)
    out.text = _changed(text, some)
    out.made = [(made.fix, made.own) for made in some]
    return out


def _is_nothing(node: Any) -> bool:
    return node is None or (isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null")


def _made(fix: Fix, number: int, object: Any, root: Any, text: str, index: Index) -> _Made:
    """Return the changes of one fix.

    Raises:
        Refused: it cannot be made in the text.
        LookupError: its object or a path is not there.
    """
    base = _place(fix.object, object)
    made = _Made(fix, number)
    for edit in fix.edits:
        path = base + edit.path
        value = edit.value
        if edit.action == QUOTE:
            node = _find(root, path, index)[1]
            value = _source(node, text)
            if node.style or not value or not all(c.isalnum() or c in "._-" for c in value) or not value.isascii():
                raise Refused
        full = Edit(edit.action, path, value)
        made.changes.append(_change(full, root, text, index))
        made.edits += (full,)
        made.own += (Edit(edit.action, edit.path, value),)
    return made


def _place(wanted: Any, object: Any) -> Path:
    """Return where in a document an object is: at its root, or once among the items of a list.

    Raises:
        Refused: it is not there, or more than once.
    """
    if object == wanted:
        return ()
    items = object.get("items")
    found = []
    if isinstance(items, list):
        for i, item in enumerate(items):
            if isinstance(item, dict) and {"apiVersion": wanted.get("apiVersion"), "kind": wanted.get("kind"), **item} == wanted:
                found.append(i)
    if len(found) != 1:
        raise Refused
    return ("items", found[0])


def _find(root: Any, path: Path, index: Index) -> tuple[Any, Any, Any]:
    """Return the nodes of the key (None in a list), of the value, and of what holds them.

    Raises:
        Refused: there is no such thing in the text itself.
    """
    key, node, owner = None, root, None
    for step in path:
        owner = node
        if type(step) is int:
            if not isinstance(node, yaml.SequenceNode) or step >= len(node.value):
                raise Refused
            key, node = None, node.value[step]
        else:
            pairs = index.get(id(node))
            if pairs is None:
                if not isinstance(node, yaml.MappingNode):
                    raise Refused
                pairs = index[id(node)] = {pair[0].value: pair for pair in node.value if isinstance(pair[0], yaml.ScalarNode)}
            if step not in pairs:
                raise Refused
            key, node = pairs[step]
    return key, node, owner


def _source(node: Any, text: str) -> str:
    """Return a scalar as it is written.

    Raises:
        Refused: it is no scalar of one line, or has a tag or an anchor.
    """
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
        raise Refused
    source = text[node.start_mark.index : node.end_mark.index]
    if "\n" in source or "\r" in source or source[:1] in ("&", "!", "*"):
        raise Refused
    return source


def _change(edit: Edit, root: Any, text: str, index: Index) -> Change:
    """Return what an edit changes in the text.

    Raises:
        Refused: it cannot be made there for certain.
    """
    key, node, owner = _find(root, edit.path, index)
    if edit.action == REMOVE:
        return _removal(key, node, owner, text)
    target = key if edit.action == RENAME else node
    source = _source(target, text)
    if edit.action == QUOTE:
        written = f'"{edit.value}"'
    elif not isinstance(edit.value, str) or not edit.value.isprintable() or "\\" in edit.value:
        raise Refused
    elif source[:1] in ('"', "'") and not ({'"', "'"} & set(edit.value)):
        written = source[0] + edit.value + source[0]
    else:
        written = scalar(edit.value)
    return target.start_mark.index, target.end_mark.index, written


def _removal(key: Any, node: Any, owner: Any, text: str) -> Change:
    """Return what removes a key and its value, with the comment behind it.

    Raises:
        Refused: the value is more than one line, or the last in its mapping, or a comment stands in between.
    """
    if key is None or len(owner.value) < 2:
        raise Refused
    _source(key, text)
    _source(node, text)
    number = next(i for i, pair in enumerate(owner.value) if pair[0] is key)
    start, end = key.start_mark.index, node.end_mark.index
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text.find("\n", end)
    after = len(text) if after < 0 else after + 1
    if not owner.flow_style and not before.strip(" "):
        rest = text[end:after].strip()
        if rest and not rest.startswith("#"):
            raise Refused
        return start - len(before), after, ""
    if number + 1 < len(owner.value):
        following = owner.value[number + 1][0].start_mark.index
        between = text[end:following]
        if between.replace(",", "", 1).strip():
            raise Refused
        return start, following, ""
    if not owner.flow_style:
        raise Refused
    return owner.value[number - 1][1].end_mark.index, end, ""


def _apart(some: list[_Made], out: Edited) -> list[_Made]:
    """Return the fixes whose changes do not meet those of another; of two that meet, the later one in the text is refused."""
    refused: set[int] = set()
    last = 0
    for start, end, number in sorted((start, end, number) for number, made in enumerate(some) for start, end, _ in made.changes):
        if start < last:
            refused.add(number)
        else:
            last = end
    out.refused += [some[number].fix for number in sorted(refused)]
    return [made for number, made in enumerate(some) if number not in refused]


def _right(text: str, kept: list[_Made], some: list[_Made], objects: list[Any], out: Edited) -> list[_Made]:
    """Return `kept` and those of `some` after which the text says what it shall; halves are tried where not all can be made."""
    if not some or _is_right(text, [*kept, *some], objects):
        return kept + some
    if len(some) == 1:
        out.refused.append(some[0].fix)
        return kept
    half = len(some) // 2
    return _right(text, _right(text, kept, some[:half], objects, out), some[half:], objects, out)


def _changed(text: str, some: list[_Made]) -> str:
    out = []
    at = 0
    for start, end, new in sorted(change for made in some for change in made.changes):
        out += [text[at:start], new]
        at = end
    return "".join([*out, text[at:]])


def _is_right(text: str, some: list[_Made], objects: list[Any]) -> bool:
    """Whether the reader finds in the changed text what it found in the old one, but for the edits."""
    wanted = list(objects)
    try:
        for made in some:
            wanted[made.document] = applied(wanted[made.document], made.edits)
        documents = load_all(_changed(text, some), "")
    except (UsageError, LookupError):
        return False
    return [document.object for document in documents] == wanted and [_kinds(d.object) for d in documents] == [_kinds(w) for w in wanted]


def _kinds(value: Any) -> Any:
    """Return the types of all values, since True equals 1, and the order of keys."""
    if isinstance(value, dict):
        return [(key, _kinds(item)) for key, item in value.items()]
    if isinstance(value, list):
        return [_kinds(item) for item in value]
    return type(value)
