"""Syntax trees of CEL: what the engine has parsed, read, changed and given back to it.

The engine hands out a parsed expression as a protocol buffer and takes one back. This module reads and writes the few messages of it, so that
macros of Kubernetes' CEL that the engine does not have (comprehensions with two variables, formats that answer with an optional) become what it
has. It knows bytes and trees only, not the engine.

Sources: CEL specification, `cel/expr/syntax.proto`; documentation of cel-go, comprehensions with two variables; Protocol Buffers, Encoding.
"""

from __future__ import annotations

from itertools import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeAlias

    Fields: TypeAlias = "list[tuple[int, int, int | bytes]]"

_ANY_VALUE = 2
_EXPR = 2
_ID, _CONST, _IDENT, _SELECT, _CALL, _LIST, _STRUCT, _COMPREHENSION = range(2, 10)
_ENTRY = 0
"""Stands for an entry of a structure, which is no expression."""
_TARGET, _FUNCTION, _ARGS = 1, 2, 3
_NESTED: dict[int, tuple[int, ...]] = {_SELECT: (1,), _CALL: (_TARGET, _ARGS), _LIST: (1,), _COMPREHENSION: (2, 4, 5, 6, 7)}
"""Message of an expression -> its fields that hold expressions."""
_RESULT = "@result"


class Node:
    """One expression.

    Args:
        kind: number of the message: constant, identifier, selection, call, list, structure or comprehension.
        fields: its fields as (number, wire type, value); those that hold expressions are `Node`.
    """

    __slots__ = ("fields", "kind")

    def __init__(self, kind: int, fields: list[tuple[int, int, int | bytes | Node]]) -> None:
        self.kind = kind
        self.fields = fields

    def all(self, number: int) -> list[Node]:
        """Return the expressions of one field."""
        return [v for n, _, v in self.fields if n == number and isinstance(v, Node)]

    def text(self, number: int) -> str:
        """Return a field that holds a text; `""` if it is not there."""
        return next((v.decode() for n, _, v in self.fields if n == number and isinstance(v, bytes)), "")


# ---- bytes


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def _read(data: bytes) -> Fields:
    """Return the fields of a message: (number, wire type, value)."""
    out: Fields = []
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            value, at = _varint(data, at)
            out.append((number, wire, value))
        else:
            size = 8
            if wire == 2:
                size, at = _varint(data, at)
            out.append((number, wire, data[at : at + size]))
            at += size
    return out


def _number(value: int) -> bytes:
    out = bytearray()
    while True:
        byte, value = value & 127, value >> 7
        if not value:
            out.append(byte)
            return bytes(out)
        out.append(byte | 128)


def _write(fields: list[tuple[int, int, int | bytes | Node]], ids: Iterator[int]) -> bytes:
    out = bytearray()
    for number, wire, value in fields:
        out += _number(number << 3 | wire)
        if isinstance(value, int):
            out += _number(value)
            continue
        data = _write_node(value, ids) if isinstance(value, Node) else value
        out += _number(len(data)) + data if wire == 2 else data
    return bytes(out)


def _write_node(node: Node, ids: Iterator[int]) -> bytes:
    if node.kind == _ENTRY:
        return b"\x08" + _number(next(ids)) + _write([f for f in node.fields if f[0] != 1], ids)
    body = _write(node.fields, ids)
    return b"\x10" + _number(next(ids)) + _number(node.kind << 3 | 2) + _number(len(body)) + body


def _node(data: bytes) -> Node:
    for number, _, value in _read(data):
        if number >= _CONST and isinstance(value, bytes):
            return Node(number, [(n, w, _inner(number, n, v)) for n, w, v in _read(value)])
    return Node(_CONST, [])


def _inner(kind: int, number: int, value: int | bytes) -> int | bytes | Node:
    if not isinstance(value, bytes):
        return value
    if number in _NESTED.get(kind, ()):
        return _node(value)
    if kind == _STRUCT and number == 2:  # an entry: its key and its value
        return Node(_ENTRY, [(n, w, _node(v) if n in (3, 4) and isinstance(v, bytes) else v) for n, w, v in _read(value)])
    return value


# ---- making expressions


def ident(name: str) -> Node:
    """Return a name."""
    return Node(_IDENT, [(1, 2, name.encode())])


def call(function: str, *args: Node) -> Node:
    """Return a call of a function or an operator."""
    return Node(_CALL, [(_FUNCTION, 2, function.encode()), *((_ARGS, 2, a) for a in args)])


def truth(*, value: bool) -> Node:
    """Return true or false."""
    return Node(_CONST, [(2, 0, int(value))])


def integer(value: int) -> Node:
    """Return an integer that is not negative."""
    return Node(_CONST, [(3, 0, value)])


def _comprehension(key: str, value: str, over: Node, start: Node, goes_on: Node, step: Node, result: Node) -> Node:
    return Node(
        _COMPREHENSION,
        [
            (1, 2, key.encode()), (2, 2, over), (3, 2, _RESULT.encode()), (4, 2, start),
            (5, 2, goes_on), (6, 2, step), (7, 2, result), (8, 2, value.encode()),
        ],
    )  # fmt: skip


# ---- asking expressions

_NAMES = {_CONST: "constant", _SELECT: "select", _CALL: "call", _LIST: "list", _STRUCT: "structure", _COMPREHENSION: "comprehension"}


def ident_of(node: Node) -> str | None:
    """Return the name that an expression is; None if it is something else."""
    return node.text(1) if node.kind == _IDENT else None


def is_empty_list(node: Node) -> bool:
    """Tell whether an expression is `[]`."""
    return node.kind == _LIST and not node.all(1)


def parts(node: Node) -> tuple[str, str, list[Node], int]:
    """Return the kind of an expression, the function that it calls, the expressions right in it, and how long a constant is."""
    inner = [v for _, _, v in node.fields if isinstance(v, Node)]
    if node.kind == _STRUCT:
        inner = [n for entry in inner for n in (*entry.all(3), *entry.all(4))]
    length = max((len(v) for _, _, v in node.fields if isinstance(v, bytes)), default=0) if node.kind == _CONST else 0
    return _NAMES.get(node.kind, ""), node.text(_FUNCTION) if node.kind == _CALL else "", inner, length


def is_presence(node: Node) -> bool:
    """Tell whether a selection asks whether a field is there: `has(self.a)`."""
    return any(n == 3 and value for n, _, value in node.fields)


def constant_kind(node: Node) -> int:
    """Return which field of a constant is set: 1 null, 2 boolean, 3 integer, 5 double, 6 string, 7 bytes; 0 for what is no constant."""
    return node.fields[0][0] if node.kind == _CONST and node.fields else 0


def text_of(node: Node) -> str:
    """Return the text that a constant is; `""` for anything else."""
    return node.text(6) if node.kind == _CONST else ""


def targets(node: Node) -> list[Node]:
    """Return what a call is made on: one expression before the dot, or none."""
    return node.all(_TARGET) if node.kind == _CALL else []


def arguments(node: Node) -> list[Node]:
    """Return the arguments of a call."""
    return node.all(_ARGS) if node.kind == _CALL else []


def loop_of(node: Node) -> tuple[bool, str, str, str]:
    """Return of a comprehension whether its result is more than what it gathers, that variable's name, and those of the one or two of each round."""
    gathered = node.text(3)
    [result] = node.all(7)
    return ident_of(result) != gathered, gathered, node.text(1), node.text(8)


def structure_name(node: Node) -> str:
    """Return the type of a structure; `""` for a map, and for what is no structure."""
    return node.text(1) if node.kind == _STRUCT else ""


def structures(tree: Node) -> Iterator[str]:
    """Yield the types of the structures in an expression; `""` for maps."""
    return (structure_name(node) for node in nodes(tree) if node.kind == _STRUCT)


def fields_of(tree: Node, scope: str) -> Iterator[str]:
    """Yield the fields of a variable that an expression names."""
    for node in nodes(tree):
        if node.kind == _SELECT and ident_of(node.all(1)[0]) == scope:
            yield node.text(2)


def free_names(tree: Node, bound: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the names in an expression that stand for values and that no macro of it makes.

    Names before the dot of a call may be those of a library, such as `math.least`, and are left out.

    Args:
        tree: the expression, without the macros that the engine lacks.
        bound: names that are made around it.
    """
    if tree.kind == _IDENT:
        name = tree.text(1)
        if name not in bound and name[:1] not in ("@", "#", ".", ""):
            yield name
        return
    if tree.kind == _COMPREHENSION:
        bound = bound | {tree.text(1), tree.text(3), tree.text(8)}
    for number, _, value in tree.fields:
        if isinstance(value, Node) and not (
            tree.kind == _CALL and number == _TARGET and value.kind == _IDENT and value.text(1) not in bound
        ):
            yield from free_names(value, bound)


# ---- macros


def _two_variables(function: str, target: Node, args: list[Node]) -> Node | None:
    """Return the comprehension that a macro with two variables stands for; None if it is none."""
    most = {"all": 3, "exists": 3, "existsOne": 3, "exists_one": 3, "transformList": 4, "transformMap": 4, "transformMapEntry": 4}
    if function not in most or not 3 <= len(args) <= most[function] or args[0].kind != _IDENT or args[1].kind != _IDENT:
        return None
    key, value, result = args[0].text(1), args[1].text(1), ident(_RESULT)
    body = args[-1]
    if function == "all":
        goes_on = call("@not_strictly_false", result)
        return _comprehension(key, value, target, truth(value=True), goes_on, call("_&&_", result, body), result)
    if function == "exists":
        goes_on = call("@not_strictly_false", call("!_", result))
        return _comprehension(key, value, target, truth(value=False), goes_on, call("_||_", result, body), result)
    if function in ("existsOne", "exists_one"):
        step = call("_?_:_", body, call("_+_", result, integer(1)), result)
        return _comprehension(key, value, target, integer(0), truth(value=True), step, call("_==_", result, integer(1)))
    if function == "transformList":
        start, step = Node(_LIST, []), call("_+_", result, Node(_LIST, [(1, 2, body)]))
    elif function == "transformMap":
        entry = Node(_ENTRY, [(3, 2, ident(key)), (4, 2, body)])
        start, step = Node(_STRUCT, []), call(MERGED, result, Node(_STRUCT, [(2, 2, entry)]))
    else:
        start, step = Node(_STRUCT, []), call(MERGED, result, body)
    if len(args) == 4:
        step = call("_?_:_", args[2], step, result)
    return _comprehension(key, value, target, start, truth(value=True), step, result)


TIMES = {"duration": "k8skit_duration", "timestamp": "k8skit_timestamp"}
"""Kind of a time -> function that changed trees call to read it."""
MERGED, PROBLEMS = "k8skit_merged", "k8skit_problems"
"""Functions that changed trees call: two maps as one; what a named format finds wrong with a text, as a list."""


def _optional_problems(function: str, target: Node, args: list[Node]) -> Node | None:
    """Return what `format.validate(text)` stands for: nothing where the list of problems is empty."""
    if function != "validate" or len(args) != 1:
        return None
    problems = call(PROBLEMS, target, args[0])
    optional = ident("optional")
    none = Node(_CALL, [(_TARGET, 2, optional), (_FUNCTION, 2, b"none")])
    some = Node(_CALL, [(_TARGET, 2, optional), (_FUNCTION, 2, b"of"), (_ARGS, 2, problems)])
    return call("_?_:_", call("_==_", call("size", problems), integer(0)), none, some)


_MACROS: tuple[Callable[[str, Node, list[Node]], Node | None], ...] = (_two_variables, _optional_problems)


def _expand(node: Node) -> tuple[Node, bool]:
    """Return an expression without the macros that the engine lacks, and whether there were any."""
    changed = False
    fields: list[tuple[int, int, int | bytes | Node]] = []
    for number, wire, value in node.fields:
        if isinstance(value, Node):
            new, there = _expand(value)
            changed = changed or there
            fields.append((number, wire, new))
        else:
            fields.append((number, wire, value))
    out = Node(node.kind, fields)
    targets = out.all(_TARGET) if out.kind == _CALL else []
    if targets:
        for macro in _MACROS:
            made = macro(out.text(_FUNCTION), targets[0], out.all(_ARGS))
            if made is not None:
                return made, True
    return out, changed


_OPTIONAL = frozenset(("none", "of", "ofNonZeroValue", "optFlatMap", "optMap", "or", "_?._", "_[?_]"))
"""Functions and operators whose result is an optional."""


def nodes(node: Node) -> Iterator[Node]:
    """Yield an expression and all that are in it."""
    yield node
    for _, _, value in node.fields:
        if isinstance(value, Node):
            yield from nodes(value)


def _mixes(tree: Node) -> bool:
    """Tell whether a map may hold an optional: handed to a function, or as a result, the engine does not survive it."""
    every = list(nodes(tree))
    if not any(n.kind == _CALL and n.text(_FUNCTION) in _OPTIONAL for n in every):
        return False
    return any(v.kind != _CONST for n in every if n.kind == _ENTRY for v in n.all(4))


def _compares_with_null(tree: Node) -> bool:
    """Tell whether an optional is compared with null, about which implementations of CEL differ."""
    for n in nodes(tree):
        if n.kind == _CALL and n.text(_FUNCTION) in ("_==_", "_!=_"):
            sides = n.all(_ARGS)
            if any(s.kind == _CONST and s.fields and s.fields[0][0] == 1 for s in sides) and any(
                s.kind == _CALL and s.text(_FUNCTION) in (*_OPTIONAL, "validate") for s in sides
            ):
                return True
    return False


class Mixed(Exception):  # noqa: N818
    """An expression uses an optional where the engine cannot be trusted with it."""


class Unknown(Exception):  # noqa: N818
    """An expression names a variable that is not defined."""


_MOST_NODES = 20_000
"""Size of the largest tree: variables that use variables can make one that grows without end."""


def _inlined(node: Node, scope: str, given: Mapping[str, Node], budget: list[int]) -> Node:
    """Return an expression in which the fields of `scope` are what they stand for."""
    budget[0] -= 1
    if budget[0] < 0:
        raise Mixed("the expression is too large")
    if node.kind == _SELECT:
        [operand] = node.all(1)
        if operand.kind == _IDENT and operand.text(1) == scope:
            name = node.text(2)
            if name not in given:
                raise Unknown(f"undeclared reference to '{scope}.{name}'")
            budget[0] -= sum(1 for _ in nodes(given[name]))
            if any(n == 3 and value for n, _, value in node.fields):  # has(variables.x): it is there
                return truth(value=True)
            return given[name]
    return Node(node.kind, [(n, w, _inlined(v, scope, given, budget) if isinstance(v, Node) else v) for n, w, v in node.fields])


def tree_of(parsed: bytes, given: Mapping[str, Node] | None = None, scope: str = "variables") -> Node:
    """Return the tree of a parsed expression.

    Args:
        parsed: a `ParsedExpr` in a `google.protobuf.Any`, as the engine serialises it.
        given: name -> expression; a field of `scope` with this name is replaced by the expression.
        scope: the variable whose fields are replaced.

    Raises:
        Unknown: the expression names a field of `scope` that is not given.
        Mixed: the tree is too large.
    """
    message = next(v for n, _, v in _read(parsed) if n == _ANY_VALUE and isinstance(v, bytes))
    tree = _node(next(v for n, _, v in _read(message) if n == _EXPR and isinstance(v, bytes)))
    return tree if given is None else _inlined(tree, scope, given, [_MOST_NODES])


def final(parsed: bytes, given: Mapping[str, Node] | None = None) -> Node:
    """Return the tree that is evaluated: without names of `given`, and without the macros that the engine lacks.

    Args:
        parsed: a `ParsedExpr` in a `google.protobuf.Any`, as the engine serialises it.
        given: name -> expression, for `variables.name`.
    """
    return _expand(tree_of(parsed, given))[0]


def timed(node: Node, times: Mapping[str, str]) -> Node:
    """Return an expression in which fields of `self` that are written as texts are read as times.

    Args:
        node: the expression.
        times: field -> `duration` or `timestamp`.
    """
    out = Node(node.kind, [(n, w, timed(v, times) if isinstance(v, Node) else v) for n, w, v in node.fields])
    if out.kind == _SELECT and not any(n == 3 and value for n, _, value in out.fields):  # not has(self.field)
        [operand] = out.all(1)
        if ident_of(operand) == "self" and out.text(2) in times:
            return call(TIMES[times[out.text(2)]], out)
    return out


def packed(parsed: bytes, tree: Node) -> bytes:
    """Return a parsed expression with another tree.

    Args:
        parsed: a `ParsedExpr` in a `google.protobuf.Any`, as the engine serialises it.
        tree: the tree.
    """
    inner = _write([(_EXPR, 2, _write_node(tree, count(1)))], count(1))
    return _write([(n, w, inner if n == _ANY_VALUE else v) for n, w, v in _read(parsed)], count(1))


def expanded(parsed: bytes, given: Mapping[str, Node] | None = None) -> bytes | None:
    """Return a parsed expression without the macros that the engine lacks; None if it has none of them.

    Args:
        parsed: a `ParsedExpr` in a `google.protobuf.Any`, as the engine serialises it.
        given: name -> expression, for `variables.name`; if there are any, the expression is returned in any case.

    Raises:
        Unknown: the expression names a variable that is not given.
        Mixed: the expression may put an optional into a map, which the engine cannot hand out, or compares one with null.
    """
    before = tree_of(parsed, given)
    if _compares_with_null(before):
        raise Mixed("an optional is compared with null")
    tree, changed = _expand(before)
    if _mixes(tree):
        raise Mixed("an optional may be in a map")
    if not changed and given is None:
        return None
    return packed(parsed, tree)
