r"""Patterns of CRD schemas: a matcher for Go's regular expressions (RE2) in linear time.

A schema's pattern comes from somebody else's file and its author tested it with Go. Python's `re` reads some of them differently (`$`
before a last line break, `(?i)` in the middle, `[[:alpha:]]`), refuses some, and can take exponential time on others; this matcher reads
RE2's grammar, follows all alternatives at once and remembers the transitions it has seen. What it does not know (`\b`, `\pL`, multi-line
mode) makes `compile_pattern` return None: such a pattern is not checked.

Used by the checks of string fields; knows no schema. Source of the grammar: the syntax page of the RE2 project.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Ranges: TypeAlias = "tuple[tuple[str, str], ...]"
    Node: TypeAlias = "tuple[object, ...]"

_MOST_STATES = 20_000
"""Size of the largest automaton: a pattern that needs more (huge counted repetitions) is not checked."""
_MOST_CACHED = 2_000
"""How many sets of states are remembered for one pattern before the memory is emptied."""
_DEEPEST = 100
"""How deep groups may nest."""

_DIGIT: Ranges = (("0", "9"),)
_WORD: Ranges = (("0", "9"), ("A", "Z"), ("_", "_"), ("a", "z"))
_SPACE: Ranges = (("\t", "\n"), ("\f", "\r"), (" ", " "))
_POSIX: dict[str, Ranges] = {
    "alnum": (("0", "9"), ("A", "Z"), ("a", "z")),
    "alpha": (("A", "Z"), ("a", "z")),
    "ascii": (("\0", "\x7f"),),
    "blank": (("\t", "\t"), (" ", " ")),
    "cntrl": (("\0", "\x1f"), ("\x7f", "\x7f")),
    "digit": _DIGIT,
    "graph": (("!", "~"),),
    "lower": (("a", "z"),),
    "print": ((" ", "~"),),
    "punct": (("!", "/"), (":", "@"), ("[", "`"), ("{", "~")),
    "space": (("\t", "\r"), (" ", " ")),
    "upper": (("A", "Z"),),
    "word": _WORD,
    "xdigit": (("0", "9"), ("A", "F"), ("a", "f")),
}
_ESCAPES = {"a": "\a", "f": "\f", "t": "\t", "n": "\n", "r": "\r", "v": "\v"}
_LAST = "\U0010ffff"


class _Unsupported(Exception):  # noqa: N818
    """The pattern uses what this matcher does not know, or is no RE2 pattern at all."""


def _complement(ranges: Ranges) -> Ranges:
    """Return the ranges of all other characters."""
    out, start = [], 0
    for low, high in sorted(ranges):
        if ord(low) > start:
            out.append((chr(start), chr(ord(low) - 1)))
        start = max(start, ord(high) + 1)
    if start <= ord(_LAST):
        out.append((chr(start), _LAST))
    return tuple(out)


class _Parser:
    """Reads a pattern into a tree of nodes.

    ("set", ranges, fold), ("cat", nodes), ("alt", nodes), ("repeat", node, least, most), ("begin",), ("end",).
    """

    def __init__(self, pattern: str) -> None:
        self.text = pattern
        self.at = 0
        self.fold = False
        self.dot_all = False

    def more(self) -> bool:
        return self.at < len(self.text)

    def take(self) -> str:
        if not self.more():
            raise _Unsupported
        c = self.text[self.at]
        self.at += 1
        return c

    def looking_at(self, prefix: str) -> bool:
        return self.text.startswith(prefix, self.at)

    def parse(self) -> Node:
        node = self.alternatives(0)
        if self.more():  # a `)` too many
            raise _Unsupported
        return node

    def alternatives(self, depth: int) -> Node:
        """Read up to the end of the group. Flags set inside hold to its end, over `|` too."""
        if depth > _DEEPEST:
            raise _Unsupported
        flags = (self.fold, self.dot_all)
        branches: list[Node] = []
        sequence: list[Node] = []
        while self.more() and not self.looking_at(")"):
            c = self.take()
            if c == "|":
                branches.append(("cat", sequence))
                sequence = []
                continue
            if c == "\\" and self.looking_at("Q"):
                literal = self.literal()
                sequence += literal[:-1]
                node = literal[-1] if literal else None  # a repetition behind it is of its last letter
            else:
                node = self.atom(c, depth)
            if node is not None:
                sequence.append(self.repeated(node))
        branches.append(("cat", sequence))
        self.fold, self.dot_all = flags
        return ("alt", branches)

    def atom(self, c: str, depth: int) -> Node | None:
        if c == "(":
            return self.group(depth)
        if c == "[":
            return self.bracket()
        if c == "\\":
            return self.escape()
        if c == ".":
            return ("set", (("\0", _LAST),) if self.dot_all else (("\0", "\t"), ("\v", _LAST)), False)
        if c == "^":
            return ("begin",)
        if c == "$":
            return ("end",)
        if c in "*+?":
            raise _Unsupported
        return ("set", ((c, c),), self.fold)

    def group(self, depth: int) -> Node | None:
        if self.looking_at("?"):
            self.at += 1
            if self.looking_at("P<") or (self.looking_at("<") and not self.looking_at("<=") and not self.looking_at("<!")):
                self.at = self.text.find(">", self.at) + 1
                if not self.at:
                    raise _Unsupported
            else:
                outer = (self.fold, self.dot_all)
                if self.flags() == ")":
                    return None  # the flags hold for the rest of the group
                node = self.alternatives(depth + 1)
                self.fold, self.dot_all = outer
                if not self.more() or self.take() != ")":
                    raise _Unsupported
                return node
        node = self.alternatives(depth + 1)
        if not self.more() or self.take() != ")":
            raise _Unsupported
        return node

    def flags(self) -> str:
        """Read `i`, `s`, `U` and `-`, up to `:` or `)`, which is returned. `U` swaps greediness: no matter for whether a text matches."""
        on = True
        while True:
            c = self.take()
            if c == "i":
                self.fold = on
            elif c == "s":
                self.dot_all = on
            elif c == "-" and on:
                on = False
            elif c == "m" and not on:
                pass
            elif c in ":)":
                return c
            elif c != "U":  # multi-line mode, look-around, anything that RE2 has not
                raise _Unsupported

    def literal(self) -> list[Node]:
        r"""Read what stands between `\\Q` and `\\E`, or the end."""
        end = self.text.find("\\E", self.at)
        text = self.text[self.at + 1 :] if end < 0 else self.text[self.at + 1 : end]
        self.at = len(self.text) if end < 0 else end + 2
        return [("set", ((x, x),), self.fold) for x in text]

    def escape(self) -> Node:
        c = self.take()
        if c in "dwsDWS":
            ranges = {"d": _DIGIT, "w": _WORD, "s": _SPACE}[c.lower()]
            return ("set", _complement(ranges) if c.isupper() else ranges, self.fold)
        if c == "A":
            return ("begin",)
        if c == "z":
            return ("end",)
        x = self.escaped_char(c)
        return ("set", ((x, x),), self.fold)

    def escaped_char(self, c: str) -> str:
        if c in _ESCAPES:
            return _ESCAPES[c]
        if c == "x":
            if self.looking_at("{"):
                end = self.text.find("}", self.at)
                digits = self.text[self.at + 1 : end] if end > 0 else ""
                self.at = end + 1
            else:
                digits = self.text[self.at : self.at + 2]
                self.at += 2
            try:
                return chr(int(digits, 16))
            except (ValueError, OverflowError):
                raise _Unsupported from None
        if c == "0":
            digits = ""
            while len(digits) < 3 and self.more() and self.text[self.at] in "01234567":
                digits += self.take()
            return chr(int(digits or "0", 8))
        if c.isascii() and c.isalnum():  # \b, \pL, \1 and the like
            raise _Unsupported
        return c

    def bracket(self) -> Node:
        negated = self.looking_at("^")
        if negated:
            self.at += 1
        ranges: list[tuple[str, str]] = []
        first = True
        while first or not self.looking_at("]"):
            first = False
            if self.looking_at("[:"):
                end = self.text.find(":]", self.at)
                name = self.text[self.at + 2 : end]
                inverse = name.startswith("^")
                posix = _POSIX.get(name.removeprefix("^"))
                if end < 0 or posix is None:
                    raise _Unsupported
                ranges.extend(_complement(posix) if inverse else posix)
                self.at = end + 2
                continue
            low = self.take()
            if low == "\\":
                c = self.take()
                if c in "dwsDWS":
                    known = {"d": _DIGIT, "w": _WORD, "s": _SPACE}[c.lower()]
                    ranges.extend(_complement(known) if c.isupper() else known)
                    continue
                low = self.escaped_char(c)
            high = low
            if self.looking_at("-") and self.at + 1 < len(self.text) and self.text[self.at + 1] != "]":
                self.at += 1
                high = self.take()
                if high == "\\":
                    high = self.escaped_char(self.take())
                if high < low:
                    raise _Unsupported
            ranges.append((low, high))
        self.at += 1
        if negated and self.fold:  # fold first, then negate
            ranges.extend((c.swapcase(), c.swapcase()) for c in _letters(ranges))
        return ("set", _complement(tuple(ranges)) if negated else tuple(ranges), self.fold and not negated)

    def repeated(self, node: Node) -> Node:
        """Read the repetition behind an atom, if there is one."""
        times = self.times()
        if times is None:
            return node
        if self.looking_at("?"):
            self.at += 1  # greediness: no matter
        if self.times() is not None:
            raise _Unsupported
        return ("repeat", node, *times)

    def times(self) -> tuple[int, int] | None:
        """Read `*`, `+`, `?` or `{2,5}`: least and most, -1 for no limit; None if none of them stands here."""
        c = self.text[self.at : self.at + 1]
        if c and c in "*+?":
            self.at += 1
            return {"*": (0, -1), "+": (1, -1), "?": (0, 1)}[c]
        end = self.text.find("}", self.at) if c == "{" else -1
        low, comma, high = self.text[self.at + 1 : max(end, 0)].partition(",")
        if end < 0 or not low.isdigit() or (high and not high.isdigit()):
            return None  # a plain brace, or no repetition
        self.at = end + 1
        least = int(low)
        most = int(high) if high else (-1 if comma else least)
        if least > 1000 or most > 1000 or (most >= 0 and most < least):
            raise _Unsupported
        return least, most


def _letters(ranges: list[tuple[str, str]]) -> list[str]:
    """Return the ASCII letters in ranges."""
    return [c for c in map(chr, (*range(65, 91), *range(97, 123))) if any(low <= c <= high for low, high in ranges)]


class _State:
    """A set of places in the pattern that a text read so far may have led to."""

    __slots__ = ("after", "ends", "leaves", "matched")

    def __init__(self, leaves: tuple[int, ...], matched: bool, ends: bool) -> None:
        self.leaves = leaves
        self.matched = matched  # a match is found, whatever follows
        self.ends = ends  # a match is found if the text ends here
        self.after: dict[str, _State] = {}


class Pattern:
    """A compiled pattern.

    Args:
        pattern: text of the pattern, in RE2's grammar.

    Raises:
        ValueError: the pattern is not supported; see `compile_pattern`.
    """

    def __init__(self, pattern: str) -> None:
        # Each state: ("set", ranges, fold, next), ("split", nexts), ("begin", next), ("end", next) or ("match",).
        self._states: list[Node] = []
        try:
            self._start = self._build(_Parser(pattern).parse(), self._add(("match",)))
        except _Unsupported:
            raise ValueError(pattern) from None
        self._cached: dict[tuple[tuple[int, ...], bool, bool], _State] = {}
        self._anywhere, _ = self._reach((self._start,), begin=False, end=False)
        self._first = self._state((self._start,), begin=True)

    def _add(self, state: Node) -> int:
        if len(self._states) >= _MOST_STATES:
            raise _Unsupported
        self._states.append(state)
        return len(self._states) - 1

    def _build(self, node: Node, then: int) -> int:
        """Add the states of `node`, leading on to the state `then`; return the first of them."""
        kind = node[0]
        if kind == "set":
            return self._add(("set", node[1], node[2], then))
        if kind in ("begin", "end"):
            return self._add((kind, then))
        if kind == "cat":
            for part in reversed(node[1]):  # type: ignore[call-overload]
                then = self._build(part, then)
            return then
        if kind == "alt":
            branches: list[Node] = node[1]  # type: ignore[assignment]
            return (
                self._build(branches[0], then)
                if len(branches) == 1
                else self._add(("split", tuple(self._build(b, then) for b in branches)))
            )
        _, part, least, most = node
        assert isinstance(part, tuple)
        assert isinstance(least, int)
        assert isinstance(most, int)
        if most < 0:
            loop = self._add(("split", ()))
            self._states[loop] = ("split", (self._build(part, loop), then))
            then = loop
        else:
            for _ in range(most - least):
                then = self._add(("split", (self._build(part, then), then)))
        for _ in range(least):
            then = self._build(part, then)
        return then

    def _reach(self, places: tuple[int, ...] | set[int], *, begin: bool, end: bool) -> tuple[tuple[int, ...], bool]:
        """Follow all steps that read no character: the places that read one, and whether the end of the pattern is among them."""
        seen: set[int] = set()
        todo = list(places)
        leaves = []
        matched = False
        while todo:
            i = todo.pop()
            if i in seen:
                continue
            seen.add(i)
            state = self._states[i]
            kind = state[0]
            if kind == "set":
                leaves.append(i)
            elif kind == "split":
                todo.extend(state[1])  # type: ignore[arg-type]
            elif kind == "match":
                matched = True
            elif (kind == "begin" and begin) or (kind == "end" and end):
                todo.append(state[1])  # type: ignore[arg-type]
        leaves.sort()
        return tuple(leaves), matched

    def _state(self, places: tuple[int, ...] | set[int], *, begin: bool) -> _State:
        leaves, matched = self._reach(places, begin=begin, end=False)
        _, ends = self._reach(places, begin=begin, end=True)
        key = (leaves, matched, ends)
        state = self._cached.get(key)
        if state is None:
            if len(self._cached) >= _MOST_CACHED:  # forget everything but the state that asks
                self._cached.clear()
                self._first.after.clear()
            state = self._cached[key] = _State(leaves, matched, ends)
        return state

    def _step(self, state: _State, c: str) -> _State:
        """Return the state after reading `c`, and remember it."""
        places = {self._start}  # a match may start anywhere
        for i in state.leaves:
            _, ranges, fold, then = self._states[i]
            cases = (c, c.lower(), c.upper()) if fold else (c,)
            if any(low <= x <= high for low, high in ranges for x in cases):  # type: ignore[attr-defined]
                places.add(then)  # type: ignore[arg-type]
        state.after[c] = after = self._state(places, begin=False)
        return after

    def search(self, text: str) -> bool:
        """Tell whether the pattern matches anywhere in `text`, as Go's `MatchString` does."""
        state = self._first
        for c in text:
            if state.matched:
                return True
            after = state.after.get(c)
            state = after if after is not None else self._step(state, c)
            if not state.leaves and not self._anywhere and not state.matched and not state.ends:
                return False
        return state.matched or state.ends


def compile_pattern(pattern: str) -> Callable[[str], bool] | None:
    """Return a function that tells whether a text matches `pattern`; None where the pattern is not supported: it cannot be checked."""
    try:
        return Pattern(pattern).search
    except ValueError:
        return None
