"""A CustomResourceDefinition can be served: names, versions, lists and subresources are as the API server wants them.

Reads CustomResourceDefinitions, but for what K8S943 tells of their schemas, and their validation rules.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ...names import dns1035_label
from ..context import mapping, sequence
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
_DEEPEST = 60


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each part that the API server refuses."""
    for m in context.of("apiextensions.k8s.io/CustomResourceDefinition"):
        spec = mapping(m.object.get("spec"))
        yield from _names(context, m, spec)
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
        schema = inner(version, "schema", "openAPIV3Schema")
        yield from _schema(context, m, f"{at}.schema.openAPIV3Schema", schema, 0)


def _schema(context: Context, m: Manifest, at: str, schema: dict[str, Any], depth: int) -> Iterator[Finding]:
    if depth > _DEEPEST:
        return
    properties, values = mapping(schema.get("properties")), schema.get("additionalProperties")
    if properties and values:
        yield _wrong(context, m, f"{at}.additionalProperties", "has an object of both named fields and any", "keep one of the two")
    if schema.get("uniqueItems") is True:
        help = "use x-kubernetes-list-type: set"
        yield _wrong(context, m, f"{at}.uniqueItems", "has a list of unique items, which is too dear to check", help, value=True)
    kind, keys = schema.get("x-kubernetes-list-type"), sequence(schema.get("x-kubernetes-list-map-keys"))
    if kind is not None and schema.get("type") not in (None, "array"):
        yield _wrong(context, m, f"{at}.x-kubernetes-list-type", "has a list type for something else than a list", "remove it", kind)
    elif kind == "map":
        yield from _map(context, m, at, mapping(schema.get("items")), keys)
    elif keys:
        help = "set x-kubernetes-list-type: map"
        yield _wrong(context, m, f"{at}.x-kubernetes-list-map-keys", "has keys for a list that is no map", help, keys)
    for name, part in properties.items():
        if type(part) is dict:
            yield from _schema(context, m, f"{at}.properties[{name}]", part, depth + 1)
    for key in ("items", "additionalProperties"):
        if type(schema.get(key)) is dict:
            yield from _schema(context, m, f"{at}.{key}", schema[key], depth + 1)


def _map(context: Context, m: Manifest, at: str, item: dict[str, Any], keys: list[Any]) -> Iterator[Finding]:
    if not keys:
        help = "set x-kubernetes-list-map-keys"
        yield _wrong(context, m, f"{at}.x-kubernetes-list-map-keys", "has a list that is a map, without keys", help)
    properties, required = mapping(item.get("properties")), sequence(item.get("required"))
    for i, key in enumerate(keys):
        if type(key) is not str:
            continue
        field = f"{at}.x-kubernetes-list-map-keys[{i}]"
        if key not in properties:
            help = context.choose(key, sorted(k for k in properties if type(k) is str), "the fields of an item are")
            yield _wrong(context, m, field, f"has a list by the key {key}, which its items do not have", help, key)
        elif key not in required and "default" not in mapping(properties[key]):
            help = "make it required, or give it a default"
            yield _wrong(context, m, field, f"has a list by the key {key}, which an item may lack", help, key)


RULE = Rule(
    CODE,
    "a CustomResourceDefinition can be served",
    severity=ERROR,
    on=("apiextensions.k8s.io/CustomResourceDefinition",),
    reads=("apiextensions.k8s.io/CustomResourceDefinition",),
    check=check,
    why="The API server refuses the definition, and with it all of its objects.",
    source="Kubernetes documentation, Extend the Kubernetes API with CustomResourceDefinitions; Versions in CustomResourceDefinitions",
    fix="Correct the name, the version or the schema as the finding says.",
)
