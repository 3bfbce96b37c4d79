"""The CEL engine: expressions compiled and evaluated as the API server does.

The engine is the package `cel-expr-python` (the extra `k8skit[cel]`), Google's own implementation in C++. This module is the only one that
knows it. It adds Kubernetes' functions, and tells apart a rule that fails on a value from one that this engine cannot evaluate.
"""

from __future__ import annotations

from ..validate.problem import type_name
from . import cost, schemas, syntax
from .library import ABSENT, SCALARS, Failed, names, rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from .library import Row

PACKAGE = "k8skit[cel]"


class CompileError(Exception):
    """An expression is not valid CEL."""


class Unsupported(Exception):  # noqa: N818
    """An expression cannot be evaluated here; it may be fine in the API server."""


class EvaluationError(Exception):
    """An expression fails on a value, as it does in the API server."""


def available() -> bool:
    """Tell whether the engine is installed."""
    from importlib.util import find_spec

    return find_spec("cel_expr_python") is not None


class Engine:
    """Compiles expressions. Make one and keep it: environments are shared between expressions with variables of equal types."""

    def __init__(self) -> None:
        from cel_expr_python import cel
        from cel_expr_python.ext import ext_bindings, ext_optional

        self._cel = cel
        self._types: dict[str, Any] = {
            "bool": cel.Type.BOOL,
            "int": cel.Type.INT,
            "double": cel.Type.DOUBLE,
            "string": cel.Type.STRING,
            "bytes": cel.Type.BYTES,
            "timestamp": cel.Type.TIMESTAMP,
            "duration": cel.Type.DURATION,
            "null": cel.Type.NULL,
            "dyn": cel.Type.DYN,
            "list": cel.Type.List(cel.Type.DYN),
            "map": cel.Type.Map(cel.Type.STRING, cel.Type.DYN),
        }
        self._extensions = [ext_bindings.ExtBindings(), ext_optional.ExtOptional()]
        self._functions = self._declare()
        self._environments: dict[tuple[tuple[str, str], ...], Any] = {}

    # ---- the library

    def _declare(self) -> list[Any]:
        """Return the declarations of all functions that Kubernetes adds."""
        overloads: dict[str, list[Any]] = {}
        extra: list[Row] = [
            (syntax.MERGED, False, ("map", "map"), "map", lambda a, b: {**a, **b}),
            (syntax.TIMES["duration"], False, ("string",), "duration", schemas.duration_of),
            (syntax.TIMES["timestamp"], False, ("string",), "timestamp", schemas.timestamp_of),
            (syntax.PROBLEMS, False, ("map", "string"), "list", names.problems),
        ]
        for name, member, arguments, result, function in [*rows(), *extra]:
            for variant in _spread(arguments):
                overloads.setdefault(name, []).append(
                    self._cel.Overload(
                        f"{name}({','.join(variant)}){'.' if member else ''}",
                        return_type=self._types[result],
                        parameters=[self._types[t] for t in variant],
                        is_member=member,
                        impl=_guarded(function),
                    )
                )
        return [self._cel.FunctionDecl(name, found) for name, found in overloads.items()]

    def type_of(self, text: str) -> Any:
        """Return a type of the engine: one of the names of the library, `list(T)` or `map(T)` (keys are strings)."""
        known = self._types.get(text)
        if known is None:
            inner = self.type_of(text[text.index("(") + 1 : -1])
            made = self._cel.Type.List(inner) if text[0] == "l" else self._cel.Type.Map(self._cel.Type.STRING, inner)
            known = self._types[text] = made
        return known

    def _environment(self, variables: Mapping[str, str]) -> Any:
        key = tuple(sorted(variables.items()))
        found = self._environments.get(key)
        if found is None:
            types = {name: self.type_of(t) for name, t in key}
            found = self._environments[key] = self._cel.NewEnv(variables=types, extensions=self._extensions, functions=self._functions)
        return found

    # ---- expressions

    def tree(self, expression: str, variables: Mapping[str, str], given: Mapping[str, syntax.Node]) -> syntax.Node:
        """Return the tree of an expression, to be given to others as one of their variables.

        Args:
            expression: the expression.
            variables: name -> type, see `type_of`.
            given: name -> expression, for `variables.name`.

        Raises:
            CompileError: it is not valid.
            Unsupported: it uses what this engine does not have.
        """
        self.compile(expression, variables, given=given)
        return syntax.tree_of(self._environment(variables).compile(expression, disable_check=True).serialize(), given)

    def parsed(self, expression: str) -> syntax.Node:
        """Return the tree of an expression of which nothing but its form is checked, without the macros that the engine lacks.

        Args:
            expression: the expression.

        Raises:
            CompileError: it has not the form of an expression.
            Unsupported: it is too deep for this engine.
        """
        try:
            return syntax.final(self._environment({}).compile(expression, disable_check=True).serialize())
        except (RuntimeError, ValueError) as e:
            if _TOO_DEEP in str(e).lower():
                raise Unsupported(_TOO_DEEP_SAID) from e
            raise CompileError(_first_line(e)) from e

    def compile(
        self,
        expression: str,
        variables: Mapping[str, str],
        *,
        result: tuple[str, ...] = (),
        given: Mapping[str, syntax.Node] | None = None,
        times: Mapping[str, str] | None = None,
    ) -> Program:
        """Compile an expression.

        Args:
            expression: the expression.
            variables: name -> type, see `type_of`.
            result: types that the result may have (default: any).
            given: name -> expression, for `variables.name` (default: there is no `variables`).
            times: field of `self` -> `duration` or `timestamp`: texts that are times, which the engine does not take within objects (default: none).

        Raises:
            CompileError: it is not valid.
            Unsupported: it uses what this engine does not have.
        """
        if given is not None:
            variables = {**variables, "variables": "map"}
        environment = self._environment(variables)
        try:
            parsed = environment.compile(expression, disable_check=True)
        except (RuntimeError, ValueError) as e:
            if _TOO_DEEP in str(e).lower():
                raise Unsupported(_TOO_DEEP_SAID) from e
            raise CompileError(_first_line(e)) from e
        try:
            serialised = parsed.serialize()
            costly = _costly(syntax.final(serialised, given))
            if syntax.expanded(serialised) is None:
                compiled = environment.compile(expression)
                self._check_result(compiled, result)
                if given is None and not times:
                    return Program(environment, compiled, frozenset(variables), costly)
            tree = syntax.expanded(serialised, given) or serialised
            if times:
                tree = syntax.packed(tree, syntax.timed(syntax.tree_of(tree), times))
            return Program(environment, environment.deserialize(tree), frozenset(variables), costly)
        except syntax.Unknown as e:
            raise CompileError(str(e)) from e
        except syntax.Mixed as e:
            raise Unsupported(str(e)) from e
        except (RuntimeError, ValueError) as e:
            message = _first_line(e)
            if _TOO_DEEP in message.lower():
                raise Unsupported(_TOO_DEEP_SAID) from e
            absent = next((name for name in ABSENT if f"undeclared reference to '{name}" in str(e)), None)
            if absent is not None:
                raise Unsupported(f"{absent} is not supported") from e
            if "overload" in message and "map(string, dyn)" in message:  # may be a value of one of Kubernetes' own types
                raise Unsupported(message) from e
            raise CompileError(message) from e

    def _check_result(self, compiled: Any, result: tuple[str, ...]) -> None:
        if result:
            found = compiled.return_type()
            if found not in (self._types["dyn"], *(self._types[t] for t in result)):
                raise CompileError(f"the result must be {' or '.join(result)}, not {str(found.name()).lower()}")


class Activation:
    """The values of the variables of an evaluation.

    Args:
        given: the values.
        values: the same, as the engine holds them.
    """

    __slots__ = ("_given", "_size", "values")

    def __init__(self, given: Mapping[str, Any], values: Any) -> None:
        self._given = given
        self._size: tuple[int, int] | None = None
        self.values = values

    @property
    def size(self) -> tuple[int, int]:
        """The longest list or map and the longest text in them."""
        if self._size is None:
            self._size = cost.size_of(list(self._given.values()))
        return self._size


def _costly(tree: syntax.Node) -> syntax.Node | None:
    """Return an expression whose cost depends on the size of its values so much that it is to be asked each time; None for any other."""
    try:
        return None if cost.steps(tree, cost.USUAL) * 100 < cost.MOST_STEPS else tree
    except cost.TooMuch:
        return tree


class Program:
    """A compiled expression.

    Attributes:
        variables: the names of its variables; programs with the same ones can share an activation.
    """

    __slots__ = ("_costly", "_environment", "_expression", "variables")

    def __init__(self, environment: Any, expression: Any, variables: frozenset[str], costly: syntax.Node | None = None) -> None:
        self._environment = environment
        self._expression = expression
        self._costly = costly
        self.variables = variables

    def activation(self, values: Mapping[str, Any]) -> Activation:
        """Return values for `evaluate`, converted once for several programs with the same variables."""
        given = {k: v for k, v in values.items() if k in self.variables}
        return Activation(given, self._environment.Activation(given))

    def evaluate(self, activation: Activation) -> Any:
        """Return the result: true or false, a number, a text or null.

        Args:
            activation: made by `activation` of a program with the same variables.

        Raises:
            EvaluationError: the expression fails on these values.
            Unsupported: this engine cannot evaluate it on these values.
        """
        if self._costly is not None:
            try:
                cost.steps(self._costly, activation.size)
            except cost.TooMuch as e:
                raise Unsupported(str(e)) from e
        try:
            result = self._expression.eval(activation.values)
            kind = result.type().name()
        except (RuntimeError, TypeError, ValueError) as e:
            raise Unsupported(_ROUNDS_SAID if _ROUNDS in str(e) else _first_line(e)) from e
        if kind == "ERROR":
            try:
                message = str(result.value())
            except TypeError as e:
                raise Unsupported("the result is an optional") from e
            raise _failure(message)
        if kind not in _PLAIN:  # the engine does not survive handing out all that a list or a map may hold
            raise Unsupported(f"the result is of type {kind.lower()}")
        return result.plain_value()


_ROUNDS, _ROUNDS_SAID = "Iteration budget exceeded", "its loops take more than 10,000 rounds on this value, the most that the engine allows"
_TOO_DEEP, _TOO_DEEP_SAID = "recursion", "it is nested deeper than the engine allows"
"""Limits of the engine: what it says, and what is said of it."""
_PLAIN = frozenset(("BOOL", "BYTES", "DOUBLE", "INT", "NULL", "STRING"))
_OURS, _FAILED = "k8skit cannot: ", "k8skit says: "
_MEANT = ("NOT_FOUND: ", "OUT_OF_RANGE: ", "INVALID_ARGUMENT: ", "UNKNOWN: Index error")
"""What begins the message of a failure that the API server has too."""


def _failure(message: str) -> Exception:
    """Return the exception for a failed evaluation."""
    for mark, kind in ((_OURS, Unsupported), (_FAILED, EvaluationError)):
        _, found, own = message.partition(mark)
        if found:
            return kind(own)
    if _ROUNDS in message:
        return Unsupported(_ROUNDS_SAID)
    if message.startswith(_MEANT) and "Non-CEL value" not in message:
        return EvaluationError(message.partition(": ")[2])
    return Unsupported(message.partition(": ")[2] or message)


def _guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of the library that tells what fails in the API server too from what only fails here."""

    def guarded(*arguments: Any) -> Any:
        try:
            return function(*(bytes(a) if isinstance(a, bytearray) else a for a in arguments))
        except Failed as e:
            raise ValueError(f"{_FAILED}{e}") from e
        except Exception as e:
            kinds = ", ".join(type_name(a) for a in arguments)
            raise ValueError(f"{_OURS}{type(e).__name__} in a function on {kinds}") from e

    return guarded


def _spread(arguments: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the arguments with `dyn` replaced by each type: the engine chooses by the type of a value."""
    out: list[tuple[str, ...]] = [()]
    for a in arguments:
        out = [(*before, t) for before in out for t in (SCALARS if a == "dyn" else (a,))]
    return out


def _first_line(e: Exception) -> str:
    """Return what the engine says is wrong, without its drawing of the place."""
    line = str(e).removeprefix("INVALID_ARGUMENT: ").partition("\n")[0].strip()
    for start in ("ERROR: ", "<input>:"):
        line = line.removeprefix(start)
    return line.replace(" (in container '')", "").removesuffix(" [INVALID_ARGUMENT]")
