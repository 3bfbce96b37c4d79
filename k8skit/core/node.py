"""Node: a construct's place in the tree, kept apart so that the construct's own names stay the user's."""

from __future__ import annotations

from ..errors import CallError
from ..finding import Finding
from ..names import closest
from .construct import Construct
from .origins import caller, path_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from .guests import AnyScope


class Node:
    """What the tree knows of one construct. Made on demand by `Construct.node`; two of the same construct are equal.

    Args:
        construct: the construct.
    """

    __slots__ = ("construct",)

    def __init__(self, construct: Construct) -> None:
        self.construct = construct

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and other.construct is self.construct

    def __hash__(self) -> int:
        return id(self.construct)

    @property
    def id(self) -> str:
        """The id among the parts of the scope; `""` for the root."""
        return self.construct.id

    @property
    def scope(self) -> Construct | None:
        """The construct that this one is part of; None for the root."""
        return self.construct.scope

    @property
    def root(self) -> Construct:
        """The root of the tree: the App."""
        return self.construct._root

    @property
    def scopes(self) -> list[Construct]:
        """All constructs from the root down to this one, both included."""
        found = [self.construct]
        while found[-1].scope is not None:
            found.append(found[-1].scope)
        return found[::-1]

    @property
    def path(self) -> str:
        """The ids from below the root, joined with `/`; `""` for the root."""
        return path_of(self.construct)

    @property
    def label(self) -> str:
        """The class and the path, for messages: `Chart shop`."""
        path = self.path
        return f"{type(self.construct).__name__} {path}" if path else f"the {type(self.construct).__name__}"

    @property
    def children(self) -> list[Construct]:
        """The parts, in the order in which they were made."""
        return list((self.construct._children or {}).values())

    def find_child(self, id: str) -> Construct:
        """Return the part with this id.

        Args:
            id: the id.

        Raises:
            KeyError: where there is none; the message lists the ids that exist.
        """
        child = self.try_find_child(id)
        if child is None:
            known = list(self.construct._children or {})
            near = closest(id, known)
            raise KeyError(
                f"{self.label} has no part {id!r}" + (f", did you mean {near!r}?" if near else f"; it has {', '.join(known) or 'none'}")
            )
        return child

    def try_find_child(self, id: str) -> Construct | None:
        """Return the part with this id, or None.

        Args:
            id: the id.
        """
        return (self.construct._children or {}).get(id)

    def find_all(self) -> list[Construct]:
        """Return this construct and everything in it, each before its parts."""
        return list(self.walk())

    def walk(self) -> Iterator[Construct]:
        """Yield this construct and everything in it, each before its parts; depth is not limited."""
        stack = [self.construct]
        while stack:
            at = stack.pop()
            yield at
            if at._children:
                stack.extend(reversed(at._children.values()))

    def add_dependency(self, *others: AnyScope) -> None:
        """Let everything in this construct come after everything in others, in every ordered output.

        Args:
            *others: what must be applied first.

        Raises:
            CallError: K8S905 where one is no construct of the same tree.
        """
        at = caller()
        self.construct._refuse_late("a dependency", at)
        host = self.root._host
        for other in others:
            passed_on = host is not None and host.depends(self.construct, other)
            if passed_on and not isinstance(other, Construct):
                continue
            if not isinstance(other, Construct) or other._root is not self.root:
                raise CallError(
                    Finding(
                        "K8S905",
                        "a dependency must be a construct of the same app",
                        origin=self.construct._origin_at(at),
                        value=other,
                        help="pass the construct itself",
                    )
                )
            d = self.construct.__dict__
            if d.get("_after") is None:
                d["_after"] = []
            d["_after"].append((other, at))

    @property
    def dependencies(self) -> list[Construct]:
        """What was given to `add_dependency`, in order."""
        return [other for other, _ in self.construct._after or ()]

    def add_validation(self, validate: Callable[[], list[str]]) -> None:
        """Add a check that runs at synth; each text it returns is an error (K8S912) at this construct.

        Args:
            validate: called without arguments once per synth; returns messages, none if all is well.
        """
        self.construct._refuse_late("a validation", caller())
        d = self.construct.__dict__
        if d.get("_validations") is None:
            d["_validations"] = []
        d["_validations"].append(validate)

    def set_context(self, key: str, value: Any) -> None:
        """Set a value that this construct and all in it can read.

        Args:
            key: its name.
            value: anything.

        Raises:
            CallError: K8S906 where parts were already made: they could have read another value.
        """
        at = caller()
        self.construct._refuse_late("context", at)
        if self.construct._children:
            raise CallError(
                Finding(
                    "K8S906",
                    f"context {key!r} is set after parts were made: {', '.join(list(self.construct._children)[:5])}",
                    origin=self.construct._origin_at(at),
                    value=value,
                    help="set context before making constructs in it",
                )
            )
        d = self.construct.__dict__
        if d.get("_context") is None:
            d["_context"] = {}
        d["_context"][key] = value

    def get_context(self, key: str) -> Any:
        """Return the value set here or in the nearest scope.

        Args:
            key: its name, as given to `set_context`.

        Raises:
            KeyError: where it is not set anywhere.
        """
        for construct in reversed(self.scopes):
            if construct._context and key in construct._context:
                return construct._context[key]
        raise KeyError(f"no context {key!r} at {self.label} or above")

    def try_get_context(self, key: str) -> Any:
        """Return the value set here or in the nearest scope, or None.

        Args:
            key: its name, as given to `set_context`.
        """
        try:
            return self.get_context(key)
        except KeyError:
            return None

    @property
    def locked(self) -> bool:
        """Whether the tree is synthesised, so that no more constructs can be made."""
        return self.construct._root._locked
