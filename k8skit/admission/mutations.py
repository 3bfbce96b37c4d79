"""Mutations: expressions of MutatingAdmissionPolicies, which the API server compiles before it takes the policy.

They are read and not evaluated: what a policy changes is not in the manifests. Match conditions are compiled as in policies that judge; an expression
that makes a patch is of types that this engine does not have (`Object`, `JSONPatch`), so it is parsed, and what it names and makes is looked at.

Source: Kubernetes documentation, Mutating Admission Policy; API reference, MutatingAdmissionPolicy v1.
"""

from __future__ import annotations

from ..finding import Finding
from . import syntax
from .engine import CompileError, Unsupported
from .matching import mapping, sequence
from .policies import INPUTS, WRONG
from .rules import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from ..manifest import Manifest
    from .engine import Engine

KIND = "MutatingAdmissionPolicy"
_TYPES = frozenset(
    ("bool", "bytes", "double", "google", "int", "list", "map", "null_type", "optional_type", "string", "timestamp", "type", "uint")
)
_OBJECT, _PATCH = "Object", "JSONPatch"
_CHOICE, _JOINED = "_?_:_", "_+_"


def check(manifests: Iterable[Manifest], engine: Engine) -> Iterator[Finding]:
    """Yield a finding for each expression of a mutating policy that the API server does not compile.

    Args:
        manifests: the objects of one run.
        engine: the engine.
    """
    for m in manifests:
        if m.kind == KIND:
            for field, text, problem in _problems(mapping(m.object.get("spec")), engine):
                help = "correct the policy: the API server refuses it"
                message = f"the expression is not valid CEL: {problem}"
                yield Finding(WRONG, message, origin=m.origin, object=m.id, field=field, value=shown(text), help=help)


def _problems(spec: Mapping[str, Any], engine: Engine) -> Iterator[tuple[str, str, str]]:
    """Yield field, text and what is wrong of each expression."""
    inputs = {**INPUTS, "params": "dyn"} if spec.get("paramKind") is not None else dict(INPUTS)
    for field, text in _texts(spec, "matchConditions", "expression"):
        try:
            engine.compile(text, inputs, result=("bool",))
        except Unsupported:
            continue  # such as a use of the authorizer, which only a cluster has
        except CompileError as e:
            yield field, text, str(e)
    variables: set[str] = set()
    rows = [mapping(row) for row in sequence(spec.get("variables"))]
    for field, text in _texts(spec, "variables", "expression"):
        tree, problem = _parsed(text, engine)
        if tree is not None:
            problem = _unknown(tree, inputs, variables)
        if problem:
            yield field, text, problem
        name = rows[int(field[field.index("[") + 1 : field.index("]")])].get("name")
        if isinstance(name, str):
            variables.add(name)
    for key, wanted in (("applyConfiguration", _object), ("jsonPatch", _patches)):
        for i, mutation in enumerate(map(mapping, sequence(spec.get("mutations")))):
            written = mapping(mutation.get(key)).get("expression")
            if not isinstance(written, str) or not written.strip():
                continue  # another finding
            tree, problem = _parsed(written, engine)
            if tree is not None:
                problem = _unknown(tree, inputs, variables) or wanted(tree)
            if problem:
                yield f"spec.mutations[{i}].{key}.expression", written, problem


def _texts(spec: Mapping[str, Any], key: str, field: str) -> Iterator[tuple[str, str]]:
    for i, row in enumerate(map(mapping, sequence(spec.get(key)))):
        text = row.get(field)
        if isinstance(text, str) and text.strip():
            yield f"spec.{key}[{i}].{field}", text


def _parsed(text: str, engine: Engine) -> tuple[syntax.Node | None, str]:
    """Return the tree of an expression, or what is wrong with it; neither where it is too much for the engine."""
    try:
        return engine.parsed(text), ""
    except CompileError as e:
        return None, str(e)
    except Unsupported:
        return None, ""


def _unknown(tree: syntax.Node, inputs: Mapping[str, str], variables: set[str]) -> str:
    """Return what is wrong with the names in an expression."""
    for name in syntax.free_names(tree):
        if name not in (*inputs, "authorizer", "variables") and name not in _TYPES:
            return f"undeclared reference to '{name}'"
    for name in syntax.fields_of(tree, "variables"):
        if name not in variables:
            return f"undeclared reference to 'variables.{name}'"
    for name in syntax.structures(tree):
        if name not in ("", _OBJECT, _PATCH) and not name.startswith(f"{_OBJECT}."):
            return f"undeclared reference to '{name}': a patch is made of {_OBJECT} and {_PATCH}"
    return ""


def _ends(tree: syntax.Node) -> Iterator[syntax.Node]:
    """Yield the expressions of which one is the result."""
    function = syntax.parts(tree)[1]
    if function == _CHOICE:
        for end in syntax.parts(tree)[2][1:]:
            yield from _ends(end)
    else:
        yield tree


def _object(tree: syntax.Node) -> str:
    """Return what is wrong with the result of an expression that makes an apply configuration."""
    for end in _ends(tree):
        kind = syntax.parts(end)[0]
        if kind in ("constant", "list") or (kind == "structure" and syntax.structure_name(end) != _OBJECT):
            return f"the result must be an {_OBJECT}"
    return ""


def _patches(tree: syntax.Node) -> str:
    """Return what is wrong with the result of an expression that makes a list of patches."""
    for end in _ends(tree):
        kind, function, inner, _ = syntax.parts(end)
        if function == _JOINED:
            problem = next((p for p in map(_patches, inner) if p), "")
        elif kind == "list":
            wrong = [e for item in inner for e in _ends(item) if not _may_be_patch(e)]
            problem = f"the result must be a list of {_PATCH}" if wrong else ""
        else:
            problem = f"the result must be a list of {_PATCH}" if kind in ("constant", "structure") else ""
        if problem:
            return problem
    return ""


def _may_be_patch(node: syntax.Node) -> bool:
    kind = syntax.parts(node)[0]
    return kind not in ("constant", "list") and (kind != "structure" or syntax.structure_name(node) == _PATCH)
