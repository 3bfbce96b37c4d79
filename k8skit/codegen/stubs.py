"""Stubs: the typed API, a class for each kind and a TypedDict for each definition, as `.pyi` files with two-line modules beside them.

Made from the shipped facts alone, all minors in one. Called by `k8skit.codegen.__main__`, which writes the files. Names out of schemas are
written as identifiers that were checked, or as string literals: what a schema says cannot become code.
"""

from __future__ import annotations

import json
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from ..facts import Kind, raw_definitions, raw_kinds, shipped
from .naming import module_of

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER = "# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.\n"
_SCALARS = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "quantity": "str | int",
    "int-or-string": "int | str",
    "time": "str",
    "microtime": "str",
    "any": "_t.Any",
    "any-object": "_Mapping[str, _t.Any]",
}
_SCHEMA = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps"
_SCHEMA_OR = {"schema-or-array": "list[{0}]", "schema-or-bool": "bool", "schema-or-string-array": "list[str]"}
_SHADOWING = frozenset({"str", "int", "float", "bool", "list"})
"""Field names that would hide, in the body of a class, a type that other fields need."""
_META = "io.k8s.apimachinery.pkg.apis.meta.v1"

Module = tuple[str, str]
"""Name of the package below `k8skit.api`, and of the module in it, such as `("apps", "v1")`."""


class Stubs:
    """The whole typed API, module by module."""

    def __init__(self) -> None:
        self._definitions: dict[str, dict[str, Any]] = {}
        self._kinds: dict[Module, dict[str, Kind]] = {}
        self._kind_of: dict[str, Kind] = {}
        parts: dict[str, Module] = {_META: ("meta", "v1")}
        for project in shipped()["sets"]:
            self._definitions |= raw_definitions(project)
            for kind in raw_kinds(project):
                module = (module_of(kind.group), kind.version)
                parts.setdefault(kind.definition.rpartition(".")[0], module)
                if kind.creatable:
                    self._kinds.setdefault(module, {})[kind.kind] = kind
                    self._kind_of.setdefault(kind.definition, kind)
        self._parts = parts
        self._objects: set[str] = set()
        self._needed: dict[Module, set[str]] = {}
        self._collect()

    # ---- what is needed

    def _place(self, definition: str) -> tuple[Module, str]:
        """Return the module and the name of the TypedDict of a definition."""
        part, _, name = definition.rpartition(".")
        module = self._parts.get(part)
        if module is None:  # of a CRD project: project.package.version
            _, package, version = part.split(".")
            module = (package, version)
        return module, name

    def _fields(self, definition: str) -> dict[str, dict[str, Any]]:
        """Return the fields that a user writes: `status` is left out where the API server drops it."""
        d = self._definitions[definition]
        kind = self._kind_of.get(definition)
        skipped = ("apiVersion", "kind", "status") if kind and kind.status else ("apiVersion", "kind") if kind else ()
        return {field: _widest(spec) for field, spec in d["properties"].items() if field not in skipped}

    def _collect(self) -> None:
        """Find the definitions that the kinds' bodies reach."""
        todo = [kind.definition for kinds in self._kinds.values() for kind in kinds.values()]
        seen: set[str] = set()
        while todo:
            name = todo.pop()
            if name in seen:
                continue
            seen.add(name)
            self._needed.setdefault(self._place(name)[0], set()).add(name)
            for spec in self._fields(name).values():
                for ref in _references(spec):
                    todo.append(ref)
                    if ref in self._kind_of:
                        self._objects.add(ref)

    # ---- text

    def modules(self) -> Iterator[tuple[Module, str]]:
        """Yield each module with the text of its stub, sorted."""
        for module in sorted({*self._needed, *self._kinds}):
            yield module, self._module(module)

    def _module(self, module: Module) -> str:
        imports: set[Module] = set()
        kinds = self._kinds.get(module, {})
        bodies = {k.definition for k in kinds.values()}
        parts = []
        for definition in sorted(self._needed.get(module, ()), key=lambda d: d.rpartition(".")[2]):
            name = definition.rpartition(".")[2]
            fields = self._fields(definition)
            if definition not in self._kind_of:
                parts.append(self._typed_dict(name, fields, module, imports))
                continue
            if definition in bodies:
                parts.append(self._typed_dict(f"{name}Body", fields, module, imports))
            if definition in self._objects:
                kind = self._kind_of[definition]
                head = {"apiVersion": {"type": "string", "enum": [kind.api_version]}, "kind": {"type": "string", "enum": [kind.kind]}}
                parts.append(self._typed_dict(f"{name}Object", head | fields, module, imports))
        parts += [self._kind(kinds[name], module, imports) for name in sorted(kinds)]
        text = HEADER + "import typing as _t\nfrom collections.abc import Mapping as _Mapping\n"
        if kinds:
            text += "\nfrom k8skit.core.api_object import ApiObject as _ApiObject\nfrom k8skit.core.guests import AnyScope as _Scope\n"
        for package, version in sorted(imports):
            text += f"from k8skit.api.{package} import {version} as _{package}_{version}\n"
        names = [p.split("(", 1)[0].removeprefix("class ").partition(" ")[0] for p in parts]
        if len({*names}) != len(names):
            raise ValueError(f"{module[0]}/{module[1]}: two definitions of one name: {sorted(n for n in {*names} if names.count(n) > 1)}")
        return text + "\n" + "\n".join(parts)

    def _reference(self, definition: str, module: Module, imports: set[Module]) -> str:
        """Return the type of a reference, as written in `module`."""
        place, name = self._place(definition)
        if self._definitions[definition].get("open"):
            return "_Mapping[str, _t.Any]"
        if definition in self._kind_of:
            name += "Object"
        if place == module:
            return name
        imports.add(place)
        return f"_{place[0]}_{place[1]}.{name}"

    def _type(self, spec: dict[str, Any], module: Module, imports: set[Module]) -> str:
        """Return the type of a spec, as written in `module`."""
        if "ref" in spec:
            return self._reference(spec["ref"], module, imports)
        of_type = spec["type"]
        if of_type == "array":
            return f"list[{self._type(spec['items'], module, imports)}]"
        if of_type == "object":
            values = self._type(spec["values"], module, imports) if "values" in spec else "_t.Any"
            return f"_Mapping[str, {values}]"
        if of_type in _SCHEMA_OR:
            schema = self._reference(_SCHEMA, module, imports)
            return f"{schema} | {_SCHEMA_OR[of_type].format(schema)}"
        if "enum" in spec:
            literals = sorted({json.dumps(v) if isinstance(v, str) else repr(v) for v in spec["enum"]})
            return f"_t.Literal[{', '.join(literals)}]"
        return _SCALARS[of_type]

    def _typed_dict(self, name: str, fields: dict[str, dict[str, Any]], module: Module, imports: set[Module]) -> str:
        """Return a TypedDict; in the functional form where a field cannot be written as an attribute."""
        types = {}
        for field, spec in fields.items():
            of_type = self._type(spec, module, imports)
            none = " | None" if _takes_none(spec) else ""
            types[field] = f"_t.Required[{of_type}]" if spec.get("required") and not spec.get("nullable") else of_type + none
        if (
            all(f.isidentifier() and f.isascii() and not iskeyword(f) and not f.startswith("__") for f in types)
            and not _SHADOWING & types.keys()
        ):
            body = "".join(f"    {field}: {of_type}\n" for field, of_type in types.items()) or "    pass\n"
            return f"class {name}(_t.TypedDict, total=False):\n{body}"
        body = "".join(f"        {json.dumps(field)}: {of_type},\n" for field, of_type in types.items())
        return f'{name} = _t.TypedDict(\n    "{name}",\n    {{\n{body}    }},\n    total=False,\n)\n'

    def _kind(self, kind: Kind, module: Module, imports: set[Module]) -> str:
        place, name = self._place(kind.definition)
        body = f"{name}Body"
        if place != module:
            imports.add(place)
            body = f"_{place[0]}_{place[1]}.{body}"
        only = ", /" if {"scope", "id"} & self._fields(kind.definition).keys() else ""
        return (
            f"class {kind.kind}(_ApiObject):\n"
            f"    def __init__(self, scope: _Scope, id: str{only}, **body: _t.Unpack[{body}]) -> None: ...\n"
        )


def _references(spec: dict[str, Any]) -> Iterator[str]:
    if "ref" in spec:
        yield spec["ref"]
    if spec.get("type") in _SCHEMA_OR:
        yield _SCHEMA
    for key in ("items", "values"):
        if key in spec:
            yield from _references(spec[key])


def _takes_none(spec: dict[str, Any]) -> bool:
    """Tell whether a field is typed to take None, which means unset to the API server.

    All optional fields take it; but where fields or items are below, a checker that is offered None beside them no longer says which one is
    wrong.
    """
    inner = spec
    while "items" in inner or "values" in inner:
        inner = inner.get("items") or inner["values"]
    return "ref" not in inner and spec["type"] not in ("any", *_SCHEMA_OR)


def _widest(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a spec that takes what any minor or channel takes."""
    others = [*spec.get("was", {}).values(), *([spec["experimental"]] if "experimental" in spec else ())]
    if not others:
        return spec
    out = dict(spec)
    if not all(o.get("required") for o in others):
        out.pop("required", None)
    if "enum" in out:
        if all("enum" in o for o in others):
            out["enum"] = sorted({v for s in (spec, *others) for v in s["enum"]}, key=str)
        else:
            del out["enum"]
    for key in ("items", "values"):
        if key in out:
            out[key] = _widest({**out[key], "was": {str(i): o[key] for i, o in enumerate(others) if key in o}})
    return out


def files() -> Iterator[tuple[str, str]]:
    """Yield (path below `k8skit/api`, text) of every file of the typed API."""
    packages = set()
    for (package, version), text in Stubs().modules():
        packages.add(package)
        yield f"{package}/{version}.pyi", text
        group = {module_of(g): g for g in shipped()["groups"]}.get(package, package)
        api_version = f"{group}/{version}" if group else version
        yield (
            f"{package}/{version}.py",
            f'from k8skit.core.kinds import kinds\n\n__getattr__ = kinds("{api_version}", __name__)\n',
        )
    for package in sorted(packages):
        yield f"{package}/__init__.py", ""
