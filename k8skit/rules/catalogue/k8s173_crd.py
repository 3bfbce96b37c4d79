"""A CustomResourceDefinition can be served: names, versions, schemas, columns and subresources are as the API server wants them.

Reads CustomResourceDefinitions, but for what K8S943 tells of their schemas, and their validation rules.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ...names import dns1035_label
from ..context import mapping, sequence
from ..crd_schemas import field_at, of_root
from ..pods import inner, items
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S173"
_APPROVED = "api-approved.kubernetes.io"
_PROTECTED = ("k8s.io", "kubernetes.io")
_COLUMN_TYPES = ("boolean", "date", "integer", "number", "string")
_COLUMN_FORMATS = ("byte", "date", "date-time", "double", "float", "int32", "int64", "password")
_MOST_BYTES = 1024 * 1024 * 3 // 2
"""What etcd takes in one request by default."""
_MOST_SELECTABLE = 8
_LONGEST_WARNING = 256
"""Characters of a warning."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each part that the API server refuses."""
    for m in context.of("apiextensions.k8s.io/CustomResourceDefinition"):
        spec = mapping(m.object.get("spec"))
        yield from _names(context, m, spec)
        size = _size(m.object)
        if size > _MOST_BYTES:
            help = "shorten its descriptions, or keep fewer versions; etcd takes 1.5 MiB at a time, unless it is set up otherwise"
            yield _wrong(context, m, "spec", f"has {size} bytes as it is stored", help, size)
        yield from _versions(context, m, items(spec, "versions"))
        if spec.get("preserveUnknownFields") is True:
            help = "remove it, and set x-kubernetes-preserve-unknown-fields in the schema where any field may stand"
            yield _wrong(context, m, "spec.preserveUnknownFields", "keeps fields that no schema knows", help, value=True)
        conversion = mapping(spec.get("conversion"))
        if conversion.get("strategy") == "Webhook":
            hook = mapping(conversion.get("webhook"))
            if not hook.get("clientConfig"):
                at = "spec.conversion.webhook.clientConfig"
                yield _wrong(context, m, at, "is converted by a webhook and does not say by which", "set webhook.clientConfig")
            if not hook.get("conversionReviewVersions"):
                at = "spec.conversion.webhook.conversionReviewVersions"
                yield _wrong(context, m, at, "is converted by a webhook that reads no review", "list v1")
        elif conversion.get("webhook") is not None:
            yield _wrong(
                context, m, "spec.conversion.webhook", "has a webhook and is not converted by it", "set strategy: Webhook, or remove it"
            )


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return context.finding(CODE, m, at, f'CustomResourceDefinition "{m.name}" {message}', value=value, help=help)


def _size(crd: dict[str, Any]) -> int:
    """How many bytes a definition has as JSON, the form in which it is stored; 0 for what JSON cannot hold, which is another finding."""
    from json import dumps

    try:
        return len(dumps(crd, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except (RecursionError, TypeError, ValueError):
        return 0


def _names(context: Context, m: Manifest, spec: dict[str, Any]) -> Iterator[Finding]:
    group, names = spec.get("group"), mapping(spec.get("names"))
    if type(group) is str and group:
        if "." not in group:
            yield _wrong(context, m, "spec.group", "has a group without a domain", "write a domain, such as example.com", group)
        own = mapping(mapping(m.object.get("metadata")).get("annotations"))
        if any(group == p or group.endswith(f".{p}") for p in _PROTECTED) and not own.get(_APPROVED):
            help = 'use a group of your own, or set the annotation to the review of the API, or to "unapproved" and why'
            yield _wrong(context, m, f"metadata.annotations[{_APPROVED}]", "has a group of Kubernetes' own and no approval", help)
    for key in ("plural", "singular", "kind", "listKind"):
        name = names.get(key)
        problem = dns1035_label(name.lower() if key in ("kind", "listKind") else name) if type(name) is str and name else ""
        if problem:
            yield _wrong(context, m, f"spec.names.{key}", f"has a {key} that {problem}", "correct the name", name)
    for key in ("shortNames", "categories"):
        for i, name in enumerate(sequence(names.get(key))):
            problem = dns1035_label(name) if type(name) is str else ""
            if problem:
                message = f"has a {'short name' if key == 'shortNames' else 'category'} that {problem}"
                yield _wrong(context, m, f"spec.names.{key}[{i}]", message, "correct the name", name)
    if names.get("kind") and names.get("kind") == names.get("listKind"):
        yield _wrong(context, m, "spec.names.listKind", "has one name for its kind and its list", "add List to it", names["listKind"])


def _versions(context: Context, m: Manifest, versions: list[tuple[int, dict[str, Any]]]) -> Iterator[Finding]:
    stored = [v.get("name") for _, v in versions if v.get("storage") is True]
    if versions and len(stored) != 1:
        what = "no version" if not stored else f"the versions {', '.join(map(str, stored))}"
        yield _wrong(context, m, "spec.versions", f"stores its objects in {what}", "set storage: true in one version", stored or NO_VALUE)
    seen: list[object] = []
    for i, version in versions:
        at, name = f"spec.versions[{i}]", version.get("name")
        if name in seen:
            yield _wrong(context, m, f"{at}.name", f"has the version {name} twice", "give each version its own name", name)
        elif type(name) is str and dns1035_label(name):
            yield _wrong(context, m, f"{at}.name", f"has a version whose name {dns1035_label(name)}", "write it as v1 or v1beta1", name)
        seen.append(name)
        scale = inner(version, "subresources", "scale")
        for key, start in (("specReplicasPath", ".spec."), ("statusReplicasPath", ".status.")):
            path = scale.get(key)
            if type(path) is str and not path.startswith(start):
                help = f"begin the path with {start}"
                yield _wrong(context, m, f"{at}.subresources.scale.{key}", "is scaled by a field that cannot be it", help, path)
        path = scale.get("labelSelectorPath")
        if type(path) is str and path and not path.startswith((".spec.", ".status.")):
            help = "begin the path with .spec. or .status."
            yield _wrong(
                context, m, f"{at}.subresources.scale.labelSelectorPath", "has its selector in a field that cannot be it", help, path
            )
        warning = version.get("deprecationWarning")
        if type(warning) is str and (version.get("deprecated") is not True or not 0 < len(warning) <= _LONGEST_WARNING):
            help = f"set deprecated: true, and warn in 1 to {_LONGEST_WARNING} characters"
            yield _wrong(context, m, f"{at}.deprecationWarning", "warns of a version in a way that it cannot", help, warning)
        yield from _columns(context, m, at, version)
        schema = inner(version, "schema", "openAPIV3Schema")
        if schema:
            yield from _selectable(context, m, at, version, schema)
        for field, message, help, value in of_root(schema):
            yield _wrong(context, m, f"{at}.schema.openAPIV3Schema{field}", message, help, value)


def _columns(context: Context, m: Manifest, at: str, version: dict[str, Any]) -> Iterator[Finding]:
    for i, column in items(version, "additionalPrinterColumns"):
        kind, form, path = column.get("type"), column.get("format"), column.get("jsonPath")
        if type(kind) is str and kind not in _COLUMN_TYPES:
            help = context.choose(kind, _COLUMN_TYPES, "a column is one of")
            yield _wrong(context, m, f"{at}.additionalPrinterColumns[{i}].type", "has a column of an unknown type", help, kind)
        if type(form) is str and form and form not in _COLUMN_FORMATS:
            help = context.choose(form, _COLUMN_FORMATS, "a format is one of")
            yield _wrong(context, m, f"{at}.additionalPrinterColumns[{i}].format", "has a column of an unknown format", help, form)
        if type(path) is str and path[:1] != ".":
            help = "begin the path with a dot, such as .spec.replicas"
            yield _wrong(context, m, f"{at}.additionalPrinterColumns[{i}].jsonPath", "has a column from nowhere", help, path or NO_VALUE)


def _selectable(context: Context, m: Manifest, at: str, version: dict[str, Any], schema: dict[str, Any]) -> Iterator[Finding]:
    rows = items(version, "selectableFields")
    if len(rows) > _MOST_SELECTABLE:
        message = f"has {len(rows)} fields to select objects by"
        yield _wrong(context, m, f"{at}.selectableFields", message, f"keep {_MOST_SELECTABLE} at most", len(rows))
    for i, row in rows:
        path = row.get("jsonPath")
        if type(path) is not str:
            continue
        field = field_at(schema, path)
        if field is None or path.startswith(".metadata") or field.get("type") not in (None, "boolean", "integer", "string"):
            help = "name a text, an integer or a boolean that the schema has, such as .spec.color; metadata can be selected by anyway"
            message = "lets objects be selected by a field that cannot be it"
            yield _wrong(context, m, f"{at}.selectableFields[{i}].jsonPath", message, help, path)


RULE = Rule(
    CODE,
    "a CustomResourceDefinition can be served",
    severity=ERROR,
    on=("apiextensions.k8s.io/CustomResourceDefinition",),
    reads=("apiextensions.k8s.io/CustomResourceDefinition",),
    check=check,
    why="The API server refuses the definition, and with it all of its objects.",
    source="Kubernetes documentation, Custom Resources: CustomResourceDefinitions, Versions; etcd documentation, System limits",
    fix="Correct the name, the version or the schema as the finding says.",
)
