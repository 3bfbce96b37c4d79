"""Guests: trees of cdk8s and constructs, which k8skit works with where they are and never imports by itself.

The one place below `k8skit.cdk8s` that knows it, by its name and only once somebody else has imported `constructs`.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol, TypeAlias, overload

    from ..finding import Finding
    from .api_object import ApiObject
    from .construct import Construct

    class Guest(Protocol):
        """A construct of `constructs`, as type checkers see it: k8skit takes it as a scope and does not need to know the package."""

        @property
        def node(self) -> Any:
            """Its place in its tree."""

        @classmethod
        def is_construct(cls, x: Any) -> bool:
            """Whether something is one."""
            ...

    AnyScope: TypeAlias = Construct | Guest
    """What constructs take as their scope."""

    class Scope:
        """The field `scope`: what is given may be a guest, what is read is always a construct of k8skit."""

        @overload
        def __get__(self, construct: None, owner: Any) -> Scope: ...
        @overload
        def __get__(self, construct: object, owner: Any) -> Construct | None: ...
        def __get__(self, construct: object, owner: Any) -> Any:
            """Read it."""

        def __set__(self, construct: object, value: AnyScope | None) -> None:
            """Give it."""

    class Host(Protocol):
        """What a tree that lives in another one tells of itself; see `k8skit.cdk8s.hosting.Host`."""

        def made(self, construct: Construct) -> None:
            """A construct is made."""

        def removed(self, construct: Construct) -> None:
            """A construct could not be made after all."""

        def depends(self, construct: Construct, other: Any) -> bool:
            """Pass a dependency on; False where `other` is nothing of this tree."""
            ...

        def begin(self) -> None:
            """The tree is about to be collected."""

        def end(self) -> None:
            """It is collected."""

        def base_rank(self, construct: ApiObject) -> int:
            """How many dependencies deep an object stands by what the other tree says."""
            ...

        def changes(self, construct: ApiObject) -> tuple[Any, ...]:
            """Patches that the other tree has for an object, after its own; each is a function of the object."""
            ...


_PACKAGE = "k8skit.cdk8s"


def bridge(module: str = "bridge") -> Any:
    """Return a module of `k8skit.cdk8s`.

    Args:
        module: its name.
    """
    return __import__(f"{_PACKAGE}.{module}", fromlist=("_",))


def native(scope: object) -> Construct | None:
    """Return the construct that stands for one of `constructs` in a tree of k8skit; None for anything else.

    Args:
        scope: what was given as a scope.
    """
    if "constructs" not in sys.modules:
        return None
    found: Construct | None = bridge().native(scope)
    return found


def explain(e: BaseException, file: str) -> list[Finding]:
    """Return what an error that comes out of cdk8s means; nothing for other errors.

    Args:
        e: the error, with its traceback.
        file: the program.
    """
    found: list[Finding] = bridge("errors").explain(e, file)
    return found


class Watch:
    """Sees a program that k8skit runs import cdk8s, so that its `app.synth()` ends here and its errors name the program's lines."""

    __slots__ = ("_entered",)

    def __init__(self) -> None:
        self._entered = False

    def enter(self) -> None:
        """Start; where cdk8s is there already, at once."""
        if "cdk8s" in sys.modules:
            self._watch()
        else:
            sys.meta_path.insert(0, self)

    def leave(self) -> None:
        """End."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)
        if self._entered:
            bridge("watch").leave()
            self._entered = False

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Find nothing by itself, but have a hand in the import of two names; see `importlib.abc.MetaPathFinder`."""
        if name == "jsii":
            bridge("node").prepare()
        elif name == "cdk8s":
            for finder in sys.meta_path:
                spec = finder.find_spec(name, path, target) if finder is not self else None
                if spec is not None and spec.loader is not None:
                    self._follow(spec.loader)
                    return spec
        return None

    def _follow(self, loader: Any) -> None:
        execute = loader.exec_module

        def exec_module(module: Any) -> None:
            execute(module)
            self._watch()

        loader.exec_module = exec_module

    def _watch(self) -> None:
        bridge("watch").enter()
        self._entered = True
