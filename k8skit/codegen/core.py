"""Core facts: the built-in kinds of five Kubernetes minors, merged into one fact set.

Inputs: the published OpenAPI definitions of each minor (package kubernetes-validate), scope, verbs and subresources of each kind (package
lightkube-models, its sources are parsed, not run), and the tables of what neither says (`tables/`). Called by `k8skit.codegen.__main__`;
knows nothing of files written.
"""

from __future__ import annotations

import ast
import json
from typing import Any

from ..facts import MINORS
from . import markers
from .holding import mark_quantities
from .markers import TABLES
from .packages import Package, package

DEFINITIONS = ("kubernetes-validate", "1.37.0")
"""Package and version with the OpenAPI definitions of every minor."""
RESOURCES = {"1.33": "1.33.1.8", "1.34": "1.34.0.8", "1.35": "1.35.0.8", "1.36": "1.36.3.8", "1.37": "1.37.0.8"}
"""Version of lightkube-models for each minor."""

_META = "io.k8s.apimachinery.pkg.apis.meta.v1."
_EXTENSIONS = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1."
SCALARS = {
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString": "int-or-string",
    "io.k8s.apimachinery.pkg.api.resource.Quantity": "quantity",
    f"{_META}Time": "time",
    f"{_META}MicroTime": "microtime",
    f"{_META}FieldsV1": "any-object",
    f"{_META}Patch": "any-object",
    "io.k8s.apimachinery.pkg.runtime.RawExtension": "any-object",
    f"{_EXTENSIONS}JSON": "any",
    f"{_EXTENSIONS}JSONSchemaPropsOrArray": "schema-or-array",
    f"{_EXTENSIONS}JSONSchemaPropsOrBool": "schema-or-bool",
    f"{_EXTENSIONS}JSONSchemaPropsOrStringArray": "schema-or-string-array",
}
"""Definitions that are one value and no object with fields, with the type that fields of them get."""

_KEPT = {
    "format": "format",
    "enum": "enum",
    "default": "default",
    "minimum": "minimum",
    "maximum": "maximum",
    "pattern": "pattern",
    "x-kubernetes-list-type": "list_type",
    "x-kubernetes-list-map-keys": "list_map_keys",
    "x-kubernetes-map-type": "map_type",
    "x-kubernetes-patch-merge-key": "patch_merge_key",
    "x-kubernetes-patch-strategy": "patch_strategy",
}
_VERBS = {"post": "create", "put": "update", "global_list": "list", "global_watch": "watch"}

Definitions = dict[str, dict[str, Any]]
Gvk = tuple[str, str, str]


# ---- one minor


def _type(schema_type: Any) -> Any:
    """Return the JSON type without `null`, which kubernetes-validate adds to every optional field."""
    if isinstance(schema_type, list):
        rest = [t for t in schema_type if t != "null"]
        return rest[0] if len(rest) == 1 else rest
    return schema_type


def field(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the spec of one property's schema."""
    spec: dict[str, Any] = {}
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name in SCALARS:
            spec["type"] = SCALARS[name]
        else:
            spec["ref"] = name
    elif "type" in schema:
        spec["type"] = _type(schema["type"])
    if "items" in schema:
        spec["items"] = field(schema["items"])
    if isinstance(schema.get("additionalProperties"), dict):
        spec["values"] = field(schema["additionalProperties"])
    for key, ours in _KEPT.items():
        if key in schema:
            spec[ours] = schema[key]
    return spec


def definitions(raw: dict[str, Any]) -> Definitions:
    """Return the definitions of one minor.

    Args:
        raw: name -> JSON schema, as in the `$defs` of kubernetes-validate.
    """
    out: Definitions = {}
    for name, schema in raw.items():
        if name in SCALARS:
            continue
        d: dict[str, Any] = {}
        gvks = schema.get("x-kubernetes-group-version-kind", ())
        if len(gvks) == 1:
            d["gvk"] = [gvks[0]["group"], gvks[0]["version"], gvks[0]["kind"]]
        if "x-kubernetes-map-type" in schema:
            d["map_type"] = schema["x-kubernetes-map-type"]
        if "x-kubernetes-unions" in schema:
            d["unions"] = schema["x-kubernetes-unions"]
        required = set(schema.get("required", ()))
        d["properties"] = properties = {}
        for key, sub in schema.get("properties", {}).items():
            spec = field(sub)
            if key in required:
                spec["required"] = True
            if key in ("apiVersion", "kind") and "enum" in spec:  # kubernetes-validate adds it; for a kind it is the one value
                values = spec.pop("enum")
                if "gvk" in d:
                    spec["const"] = values[0]
            properties[key] = spec
        out[name] = d
    return out


def resources(source: Package) -> dict[Gvk, dict[str, Any]]:
    """Return scope, plural, verbs and subresources of each kind of one minor, from the sources of lightkube-models."""
    out: dict[Gvk, dict[str, Any]] = {}
    below: dict[Gvk, set[str]] = {}

    def gvk(call: ast.expr) -> Gvk:
        assert isinstance(call, ast.Call)
        group, version, kind = (str(ast.literal_eval(a)) for a in call.args)
        return group, version, kind

    for name in source.names:
        if not name.startswith("lightkube/resources/") or not name.endswith(".py") or name.endswith("__init__.py"):
            continue
        for node in ast.parse(source.read(name)).body:
            if not isinstance(node, ast.ClassDef):
                continue
            info = next((s.value for s in node.body if isinstance(s, ast.Assign) and ast.unparse(s.targets[0]) == "_api_info"), None)
            if not isinstance(info, ast.Call):
                continue
            args = {k.arg: k.value for k in info.keywords}
            if "parent" in args:
                below.setdefault(gvk(args["parent"]), set()).add(ast.literal_eval(args["action"]))
            else:
                out[gvk(args["resource"])] = {
                    "plural": ast.literal_eval(args["plural"]),
                    "namespaced": ast.unparse(node.bases[0]).rpartition(".")[2].startswith("Namespaced"),
                    "verbs": {_VERBS.get(v, v) for v in ast.literal_eval(args["verbs"])},
                }
    for key, names in below.items():
        if key in out:
            out[key]["subresources"] = names
    return out


# ---- all minors in one


def _span(present: list[str], all_minors: list[str]) -> dict[str, str]:
    """Return `since` and `until` where `present` does not reach the ends of `all_minors`."""
    out = {}
    if present[0] != all_minors[0]:
        out["since"] = present[0]
    if present[-1] != all_minors[-1]:
        out["until"] = present[-1]
    return out


def _plain(spec: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in spec.items() if k != "rules"}  # known for the newest minor in full: not a difference


def merge(per_minor: dict[str, Definitions]) -> Definitions:
    """Return one set of definitions for all minors.

    A field has the spec of the newest minor that has it, `since`/`until` where not all minors of its definition have it, and `was` (minor
    -> spec) where an older one differs.
    """
    minors = list(per_minor)
    out: Definitions = {}
    for name in sorted({n for d in per_minor.values() for n in d}):
        present = [m for m in minors if name in per_minor[m]]
        newest = per_minor[present[-1]][name]
        merged = {k: v for k, v in newest.items() if k != "properties"} | _span(present, minors)
        merged["properties"] = properties = {}
        for key in sorted({k for m in present for k in per_minor[m][name]["properties"]}):
            having = [m for m in present if key in per_minor[m][name]["properties"]]
            specs = {m: per_minor[m][name]["properties"][key] for m in having}
            spec = dict(specs[having[-1]])
            was = {m: _plain(s) for m, s in specs.items() if _plain(s) != _plain(spec)}
            properties[key] = spec | _span(having, present) | ({"was": was} if was else {})
        out[name] = merged
    return out


def short_names() -> dict[str, tuple[str, ...]]:
    """Return plural -> short names of kubectl, from `tables/short-names.txt`."""
    out = {}
    for line in (TABLES / "short-names.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            plural, *shorts = line.split()
            out[plural] = tuple(shorts)
    return out


def lifecycle() -> dict[str, tuple[str, str, str, tuple[str, str, str] | None]]:
    """Return `group/version/Kind` -> (introduced, deprecated, removed, replacement), from `tables/lifecycle.txt`."""
    out: dict[str, tuple[str, str, str, tuple[str, str, str] | None]] = {}
    for line in (TABLES / "lifecycle.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        api_version, kind, introduced, deprecated, removed, *rest = ("" if w == "-" else w for w in line.split())
        group, _, version = api_version.rpartition("/")
        replacement = None
        if rest:
            group2, _, version2 = rest[0].rpartition("/")
            replacement = (group2, version2, rest[1])
        out[f"{group}/{version}/{kind}"] = (introduced, deprecated, removed, replacement)
    return out


def fact_set(*, download: bool = True) -> tuple[dict[str, dict[str, tuple[Any, ...]]], Definitions]:
    """Return the core facts: rows of kinds and definitions, as `datafiles.fact_set_bytes` takes them.

    Args:
        download: whether packages that are not at hand may be downloaded.

    Raises:
        UsageError: a package is missing and cannot be downloaded.
    """
    minors: list[str] = list(MINORS)
    schemas = package(*DEFINITIONS, download=download)
    marks = markers.parse((TABLES / "markers.txt").read_text(encoding="utf-8"), minors)
    per_minor: dict[str, Definitions] = {}
    kinds: dict[Gvk, dict[str, Any]] = {}
    for minor in minors:
        raw = json.loads(schemas.read(f"kubernetes_validate/kubernetes-json-schema/v{minor}.0-local/_definitions.json"))["$defs"]
        per_minor[minor] = found = definitions(raw)
        markers.apply(found, marks[minor])
        served = resources(package("lightkube-models", RESOURCES[minor], download=download))
        for name, d in found.items():
            if "gvk" in d:
                gvk: Gvk = tuple(d["gvk"])
                entry = kinds.setdefault(gvk, {"minors": []})
                entry.update(served.get(gvk, {}), definition=name, list=gvk[2].endswith("List") and "items" in d["properties"])
                entry["minors"].append(minor)
    shorts = short_names()
    rows: dict[str, dict[str, tuple[Any, ...]]] = {}
    for (group, version, kind), e in kinds.items():
        span = _span(e["minors"], minors)
        below = e.get("subresources", ())
        rows.setdefault(group, {})[f"{version}/{kind}"] = (
            e["definition"],
            e.get("namespaced", False),
            e.get("plural", ""),
            shorts.get(e.get("plural", ""), ()),
            "create" in e.get("verbs", ()),
            e["list"],
            span.get("since", ""),
            span.get("until", ""),
            ".spec.replicas" if "scale" in below else "",
            "status" in below,
            True,
            False,
            "",
        )
    merged = mark_quantities(merge(per_minor))
    return rows, {name: {k: v for k, v in d.items() if k != "gvk"} for name, d in merged.items()}  # the rows say which kinds they are of
