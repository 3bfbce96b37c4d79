# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class CustomResourceColumnDefinition(_t.TypedDict, total=False):
    description: str | None
    format: str | None
    jsonPath: _t.Required[str]
    name: _t.Required[str]
    priority: int | None
    type: _t.Required[str]

class CustomResourceConversion(_t.TypedDict, total=False):
    strategy: _t.Required[str]
    webhook: WebhookConversion

class CustomResourceDefinitionBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[CustomResourceDefinitionSpec]

class CustomResourceDefinitionNames(_t.TypedDict, total=False):
    categories: list[str] | None
    kind: _t.Required[str]
    listKind: str | None
    plural: _t.Required[str]
    shortNames: list[str] | None
    singular: str | None

class CustomResourceDefinitionSpec(_t.TypedDict, total=False):
    conversion: CustomResourceConversion
    group: _t.Required[str]
    names: _t.Required[CustomResourceDefinitionNames]
    preserveUnknownFields: bool | None
    scope: _t.Required[str]
    versions: _t.Required[list[CustomResourceDefinitionVersion]]

class CustomResourceDefinitionVersion(_t.TypedDict, total=False):
    additionalPrinterColumns: list[CustomResourceColumnDefinition]
    deprecated: bool | None
    deprecationWarning: str | None
    name: _t.Required[str]
    schema: CustomResourceValidation
    selectableFields: list[SelectableField]
    served: _t.Required[bool]
    storage: _t.Required[bool]
    subresources: CustomResourceSubresources

class CustomResourceSubresourceScale(_t.TypedDict, total=False):
    labelSelectorPath: str | None
    specReplicasPath: _t.Required[str]
    statusReplicasPath: _t.Required[str]

class CustomResourceSubresourceStatus(_t.TypedDict, total=False):
    pass

class CustomResourceSubresources(_t.TypedDict, total=False):
    scale: CustomResourceSubresourceScale
    status: CustomResourceSubresourceStatus

class CustomResourceValidation(_t.TypedDict, total=False):
    openAPIV3Schema: JSONSchemaProps

class ExternalDocumentation(_t.TypedDict, total=False):
    description: str | None
    url: str | None

JSONSchemaProps = _t.TypedDict(
    "JSONSchemaProps",
    {
        "$ref": str | None,
        "$schema": str | None,
        "additionalItems": JSONSchemaProps | bool,
        "additionalProperties": JSONSchemaProps | bool,
        "allOf": list[JSONSchemaProps],
        "anyOf": list[JSONSchemaProps],
        "default": _t.Any,
        "definitions": _Mapping[str, JSONSchemaProps],
        "dependencies": _Mapping[str, JSONSchemaProps | list[str]] | None,
        "description": str | None,
        "enum": list[_t.Any] | None,
        "example": _t.Any,
        "exclusiveMaximum": bool | None,
        "exclusiveMinimum": bool | None,
        "externalDocs": ExternalDocumentation,
        "format": str | None,
        "id": str | None,
        "items": JSONSchemaProps | list[JSONSchemaProps],
        "maxItems": int | None,
        "maxLength": int | None,
        "maxProperties": int | None,
        "maximum": float | None,
        "minItems": int | None,
        "minLength": int | None,
        "minProperties": int | None,
        "minimum": float | None,
        "multipleOf": float | None,
        "not": JSONSchemaProps,
        "nullable": bool | None,
        "oneOf": list[JSONSchemaProps],
        "pattern": str | None,
        "patternProperties": _Mapping[str, JSONSchemaProps],
        "properties": _Mapping[str, JSONSchemaProps],
        "required": list[str] | None,
        "title": str | None,
        "type": str | None,
        "uniqueItems": bool | None,
        "x-kubernetes-embedded-resource": bool | None,
        "x-kubernetes-int-or-string": bool | None,
        "x-kubernetes-list-map-keys": list[str] | None,
        "x-kubernetes-list-type": str | None,
        "x-kubernetes-map-type": str | None,
        "x-kubernetes-preserve-unknown-fields": bool | None,
        "x-kubernetes-validations": list[ValidationRule],
    },
    total=False,
)

class SelectableField(_t.TypedDict, total=False):
    jsonPath: _t.Required[str]

class ServiceReference(_t.TypedDict, total=False):
    name: _t.Required[str]
    namespace: _t.Required[str]
    path: str | None
    port: int | None

class ValidationRule(_t.TypedDict, total=False):
    fieldPath: str | None
    message: str | None
    messageExpression: str | None
    optionalOldSelf: bool | None
    reason: str | None
    rule: _t.Required[str]

class WebhookClientConfig(_t.TypedDict, total=False):
    caBundle: str | None
    service: ServiceReference
    url: str | None

class WebhookConversion(_t.TypedDict, total=False):
    clientConfig: WebhookClientConfig
    conversionReviewVersions: _t.Required[list[str]]

class CustomResourceDefinition(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[CustomResourceDefinitionBody]) -> None: ...
