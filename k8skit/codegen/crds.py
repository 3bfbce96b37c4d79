"""CRD facts: CustomResourceDefinitions, as plain data, to a fact set; what is malformed in them becomes findings.

Called at synth time for a user's CRDs (`k8skit.codegen.user_crds`) and by `python -m k8skit.codegen` for the shipped ones. It reads no file
and knows no YAML. Source of the rules: Kubernetes documentation, Extend the Kubernetes API with CustomResourceDefinitions (structural
schemas).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..facts import CrdSchema, version_rank
from ..finding import NO_VALUE, Finding, ObjectId, Origin
from .holding import mark_quantities
from .naming import Owner, Structures, identifier, singular

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
_QUANTITY = r"^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$"
_NUMBER_OR_TEXT = [{"type": "integer"}, {"type": "string"}]
_TYPES = ("array", "boolean", "integer", "number", "object", "string")
_KEPT: dict[str, type | tuple[type, ...]] = {
    "format": str,
    "enum": list,
    "minimum": (int, float),
    "maximum": (int, float),
    "exclusiveMinimum": bool,
    "exclusiveMaximum": bool,
    "multipleOf": (int, float),
    "minLength": int,
    "maxLength": int,
    "minItems": int,
    "maxItems": int,
    "minProperties": int,
    "maxProperties": int,
    "pattern": str,
    "nullable": bool,
    "uniqueItems": bool,
}
"""Keywords that are kept under their own name, with the type that their value must have."""
_MARKS: dict[str, tuple[str, type]] = {
    "x-kubernetes-list-type": ("list_type", str),
    "x-kubernetes-list-map-keys": ("list_map_keys", list),
    "x-kubernetes-map-type": ("map_type", str),
    "x-kubernetes-preserve-unknown-fields": ("open", bool),
    "x-kubernetes-embedded-resource": ("embedded", bool),
    "x-k8skit-channel": ("channel", str),
}
_LOGIC = ("oneOf", "anyOf", "allOf", "not")
_TEXT = ("description", "title", "example", "externalDocs", "x-kubernetes-validations", "default")

FactSet = dict[str, Any]


def facts_from_crds(
    documents: Iterable[tuple[Any, Origin | None]],
    *,
    project: str = "crds",
    core_names: Mapping[frozenset[str], str] | None = None,
    taken: set[str] | None = None,
) -> tuple[FactSet, list[Finding]]:
    """Return the facts of the CRDs among `documents`, and what is wrong with them.

    Args:
        documents: (document as plain data, where it stands). What is no CustomResourceDefinition is passed over; `kind: List` is looked
            into.
        project: first part of the names of the definitions; two fact sets that are used together must differ in it.
        core_names: set of field names -> name of the core definition with these fields; gives definitions the name that people know. May be
            left out.
        taken: `module.version.Name` of the definitions of other fact sets, whose names are not given again; what is named here is added.

    Returns:
        The fact set (`kinds`: API group -> `version/Kind` -> row as `k8skit.facts.Kind` takes it; `definitions`: name -> definition;
        `schemas`: (group, version, kind) -> `k8skit.facts.CrdSchema` of those with validation rules), without what is malformed, and the
        findings.
    """
    reader = _Reader(project, core_names or {}, set() if taken is None else taken)
    crds = [d for d in _flat(documents) if d[0].get("kind") == "CustomResourceDefinition"]
    for document, origin in crds:
        reader.add(document, origin)
    definitions = mark_quantities(reader.structures.definitions())
    return {"kinds": reader.rows(), "definitions": definitions, "schemas": reader.schemas}, reader.findings


def _flat(documents: Iterable[tuple[Any, Origin | None]]) -> Iterable[tuple[dict[str, Any], Origin | None]]:
    for document, origin in documents:
        if isinstance(document, dict):
            items = document.get("items")
            if document.get("kind") in ("List", "CustomResourceDefinitionList") and isinstance(items, list):
                yield from _flat((item, origin) for item in items)
            else:
                yield document, origin


def _strip(fragment: Any) -> Any:
    """Return a fragment of a schema without texts, CEL rules and defaults."""
    if isinstance(fragment, dict):
        out = {k: _strip(v) for k, v in fragment.items() if k not in _TEXT}
        if isinstance(fragment.get("properties"), dict):
            out["properties"] = {k: _strip(v) for k, v in fragment["properties"].items()}
        return out
    return [_strip(item) for item in fragment] if isinstance(fragment, list) else fragment


_FITS: dict[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "int-or-string": (int, str),
    "integer": (int,),
    "number": (int, float),
    "object": (dict,),
    "quantity": (int, str),
    "string": (str,),
}


def _fits(value: object, spec: Mapping[str, Any]) -> bool:
    """Tell whether a default is of the type of its field; a null is where the field is nullable."""
    if value is None:
        return bool(spec.get("nullable")) or spec.get("type") == "any"
    wanted = (dict,) if "ref" in spec else _FITS.get(spec["type"])
    return wanted is None or (isinstance(value, wanted) and (bool in wanted or not isinstance(value, bool)))


def _has_rules(fragment: Any) -> bool:
    """Tell whether there are validation rules in a schema."""
    if not isinstance(fragment, dict):
        return False
    if fragment.get("x-kubernetes-validations"):
        return True
    below = fragment.get("properties")
    return (
        (isinstance(below, dict) and any(map(_has_rules, below.values())))
        or _has_rules(fragment.get("items"))
        or _has_rules(fragment.get("additionalProperties"))
    )


def _readable(fragment: Any) -> dict[str, Any]:
    """Return a malformed schema without what is malformed: its validation rules can be read, and of such a field they may say anything."""
    if not isinstance(fragment, dict):
        return {}
    wanted: dict[str, Any] = {**_KEPT, "type": str, "format": str}
    out = {k: v for k, v in fragment.items() if k not in wanted or isinstance(v, wanted[k])}
    for key in ("items", "additionalProperties"):
        if key in out and not isinstance(out[key], bool):
            out[key] = _readable(out[key])
    properties = out.pop("properties", None)
    if isinstance(properties, dict):
        out["properties"] = {str(k): _readable(v) for k, v in properties.items()}
    return out


class _Reader:
    """Turns one CRD after the other into rows and structures; collects findings."""

    def __init__(self, project: str, core_names: Mapping[frozenset[str], str], taken: set[str]) -> None:
        self.structures = Structures(project, core_names, taken)
        self.findings: list[Finding] = []
        self.schemas: dict[tuple[str, str, str], CrdSchema] = {}
        self._kinds: dict[str, dict[str, tuple[int | None, tuple[Any, ...]]]] = {}
        self._origin: Origin | None = None
        self._id: ObjectId | None = None

    def rows(self) -> dict[str, dict[str, tuple[Any, ...]]]:
        """Return API group -> `version/Kind` -> row."""
        name = self.structures.name
        return {
            group: {key: ("" if root is None else name(root), *row) for key, (root, row) in rows.items()}
            for group, rows in self._kinds.items()
        }

    # ---- findings

    def _wrong(self, path: str, message: str, value: object = NO_VALUE, help: str = "") -> None:
        self.findings.append(
            Finding(
                "K8S943",
                message,
                origin=self._origin,
                object=self._id,
                field=path,
                value=value,
                help=help or "correct the CRD, or leave its file out",
            )
        )

    def _get(self, parent: Mapping[str, Any], key: str, want: type | tuple[type, ...], path: str, *, required: bool = True) -> Any:
        """Return `parent[key]` if it has the type `want`; else None, with a finding."""
        value = parent.get(key)
        place = f"{path}.{key}" if path else key
        if value is None:
            if required:
                self._wrong(place, f"{place} is missing")
            return None
        if not isinstance(value, want) or (isinstance(value, bool) and want is not bool):
            names = {dict: "a mapping", list: "a list", str: "a text", bool: "true or false", int: "an integer", (int, float): "a number"}
            self._wrong(place, f"{place} must be {names[want]}", value)
            return None
        return value

    # ---- one CRD

    def add(self, crd: dict[str, Any], origin: Origin | None) -> None:
        """Read one CustomResourceDefinition."""
        metadata = crd.get("metadata")
        name = str(metadata.get("name") or "") if isinstance(metadata, dict) else ""
        self._origin, self._id = origin, ObjectId("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "", name)
        if crd.get("apiVersion") != "apiextensions.k8s.io/v1":
            self._wrong(
                "apiVersion",
                f"{crd.get('apiVersion')!r} is not read",
                crd.get("apiVersion"),
                "CustomResourceDefinitions must be of apiextensions.k8s.io/v1 (v1beta1 was removed in Kubernetes 1.22)",
            )
            return
        before = len(self.findings)
        spec = self._get(crd, "spec", dict, "")
        if spec is None:
            return
        group = self._get(spec, "group", str, "spec")
        scope = self._get(spec, "scope", str, "spec")
        names = self._get(spec, "names", dict, "spec") or {}
        kind = self._get(names, "kind", str, "spec.names")
        plural = self._get(names, "plural", str, "spec.names")
        shorts = self._get(names, "shortNames", list, "spec.names", required=False) or []
        versions = self._get(spec, "versions", list, "spec")
        if scope is not None and scope not in ("Namespaced", "Cluster"):
            self._wrong("spec.scope", "spec.scope must be Namespaced or Cluster", scope)
        if versions == []:
            self._wrong("spec.versions", "spec.versions is empty", versions)
        if len(self.findings) > before:
            return
        if name != f"{plural}.{group}":
            self._wrong("metadata.name", f"the name must be {plural}.{group} (plural and group)", name)
        if any(key.rpartition("/")[2] == kind for key in self._kinds.get(group, ())):
            self._wrong("spec.names.kind", f"{kind} of {group} is defined twice", kind, "keep one of the CRDs")
            return
        self._versions(group, kind, (scope == "Namespaced", plural, tuple(str(s) for s in shorts)), versions)

    def _versions(self, group: str, kind: str, names: tuple[bool, str, tuple[str, ...]], versions: list[Any]) -> None:
        found: dict[str, tuple[str, dict[str, Any]]] = {}
        for i, version in enumerate(versions):
            path = f"spec.versions[{i}]"
            if not isinstance(version, dict):
                self._wrong(path, f"{path} must be a mapping", version)
                continue
            name = self._get(version, "name", str, path)
            if name in found:
                self._wrong(f"{path}.name", f"version {name} is listed twice", name)
            elif name is not None:
                found[name] = (path, version)
        best = min(found, key=version_rank, default="")
        for name in sorted(found, key=version_rank):
            path, version = found[name]
            schema = self._get(version, "schema", dict, path)
            below = version.get("subresources")
            below = below if isinstance(below, dict) else {}
            root = None
            if schema is not None:
                open_schema = self._get(schema, "openAPIV3Schema", dict, f"{path}.schema")
                if open_schema is not None:
                    label = identifier(kind if name == best else kind + name.capitalize())
                    place = f"{path}.schema.openAPIV3Schema"
                    before = len(self.findings)
                    root = self._root(open_schema, place, Owner(group, name, kind, label))
                    if len(self.findings) > before:
                        open_schema = _readable(open_schema)
                    if root is not None and _has_rules(open_schema):
                        assert self._id is not None
                        status = "status" in below
                        self.schemas[group, name, kind] = CrdSchema(self._id.name, open_schema, place, status, self._id, self._origin)
            served = self._get(version, "served", bool, path)
            scale = below.get("scale")
            replicas = str(scale.get("specReplicasPath", "")) if isinstance(scale, dict) else ""
            channel = str(version.get("x-k8skit-channel", ""))
            row = (*names, True, False, "", "", replicas, "status" in below, bool(served), bool(version.get("deprecated")), channel)
            self._kinds.setdefault(group, {})[f"{name}/{kind}"] = (root, row)

    # ---- schemas

    def _root(self, schema: dict[str, Any], path: str, owner: Owner) -> int | None:
        if schema.get("type") != "object":
            self._wrong(f"{path}.type", f"{path}.type must be object", schema.get("type"))
            return None
        properties = dict(self._get(schema, "properties", dict, path, required=False) or {})
        metadata = properties.pop("metadata", None)
        head: dict[str, Any] = {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"ref": OBJECT_META}}
        limits = metadata.get("properties") if isinstance(metadata, dict) else None
        if limits:
            head["metadata"]["allOf"] = [{"properties": _strip(limits)}]
        for key in ("apiVersion", "kind"):
            properties.pop(key, None)
        required = self._get(schema, "required", list, path, required=False) or []
        rest = {**schema, "properties": properties, "required": [r for r in required if r not in [*head]]}
        return self._object(rest, path, owner, (), head)

    def _object(
        self,
        schema: dict[str, Any],
        path: str,
        owner: Owner,
        steps: tuple[str, ...],
        head: Mapping[str, Any] | None = None,
    ) -> int:
        """Return the number of the structure that a schema with properties describes."""
        properties: dict[str, Any] = dict(head or {})
        required = self._get(schema, "required", list, path, required=False) or []
        for key, sub in sorted((schema.get("properties") or {}).items(), key=lambda item: str(item[0])):
            sub_path = f"{path}.properties.{key}"
            if not isinstance(sub, dict):
                self._wrong(sub_path, f"{sub_path} must be a mapping", sub)
                continue
            spec = self._field(sub, sub_path, owner, (*steps, str(key)))
            if key in required and "default" not in spec:  # a default fills in what is left out
                spec["required"] = True
                if "experimental" in spec:
                    spec["experimental"]["required"] = True
            properties[str(key)] = spec
        definition: dict[str, Any] = {"properties": properties}
        if schema.get("x-kubernetes-preserve-unknown-fields"):
            definition["open"] = True
        for key in _LOGIC:
            if key in schema:
                definition[key] = _strip(schema[key])
        return self.structures.add(definition, owner, steps)

    def _field(self, schema: dict[str, Any], path: str, owner: Owner, steps: tuple[str, ...]) -> dict[str, Any]:
        """Return the spec of one property, item or value."""
        if "$ref" in schema:
            self._wrong(f"{path}.$ref", "a CRD must not refer to other schemas", schema["$ref"])
        spec: dict[str, Any] = {}
        if "default" in schema:
            spec["default"] = schema["default"]
        for key, want in _KEPT.items():
            if key in schema and self._get(schema, key, want, path, required=False) is not None:
                spec[key] = schema[key]
        for key, (ours, kind) in _MARKS.items():
            if schema.get(key) and self._get(schema, key, kind, path, required=False) is not None:
                spec[ours] = schema[key]
        if schema.get("uniqueItems") is True:
            self._wrong(f"{path}.uniqueItems", "uniqueItems must not be true", schema["uniqueItems"], "use x-kubernetes-list-type: set")
        self._value(schema, spec, path, owner, steps)
        if "default" in spec and not _fits(spec["default"], spec):
            self._wrong(f"{path}.default", f"{path}.default does not fit its type", spec["default"])
        if "x-k8skit-experimental" in schema:
            spec["experimental"] = self._field(schema["x-k8skit-experimental"], path, owner, steps)
        return spec

    def _value(self, schema: dict[str, Any], spec: dict[str, Any], path: str, owner: Owner, steps: tuple[str, ...]) -> None:
        """Write into `spec` what kind of value it is: its type, its fields, its items, its alternatives."""
        if schema.get("x-kubernetes-int-or-string") is True:
            spec["type"] = "int-or-string"
            if spec.get("pattern") == _QUANTITY:
                del spec["pattern"]
                spec["type"] = "quantity"
            logic = [k for k in _LOGIC if k in schema and schema[k] != _NUMBER_OR_TEXT]
        else:
            logic = [k for k in _LOGIC if k in schema]
            of_type = schema.get("type")
            if of_type is None:
                if not spec.get("open"):
                    self._wrong(f"{path}.type", f"{path}.type is missing", help="a structural schema gives each field a type")
                spec["type"] = "any"
            elif of_type not in _TYPES:
                self._wrong(f"{path}.type", f"{path}.type must be one of {', '.join(_TYPES)}", of_type)
                spec["type"] = "any"
            else:
                spec["type"] = of_type
        values = schema.get("additionalProperties")
        if spec["type"] == "array":
            items = self._get(schema, "items", dict, path)
            spec["items"] = (
                {"type": "any"} if items is None else self._field(items, f"{path}.items", owner, (*steps[:-1], singular(steps[-1])))
            )
        elif schema.get("properties") or spec.get("embedded") or (spec["type"] == "object" and not values and not spec.get("open")):
            # an object without any field keeps none: the API server prunes what is written there
            if self._get(schema, "properties", dict, path, required=False) is None and "properties" in schema:
                return
            del spec["type"]
            spec["ref"] = self._object(schema, path, owner, steps, self._embedded(spec))
            return
        elif values is True:
            spec["open"] = True
        elif values:
            values = self._get(schema, "additionalProperties", dict, path)
            if values is not None:
                spec["values"] = self._field(values, f"{path}.additionalProperties", owner, steps)
        for key in logic:
            spec[key] = _strip(schema[key])

    def _embedded(self, spec: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields that an embedded API object has without naming them."""
        if not spec.get("embedded"):
            return {}
        return {
            "apiVersion": {"type": "string", "required": True},
            "kind": {"type": "string", "required": True},
            "metadata": {"ref": OBJECT_META},
        }
