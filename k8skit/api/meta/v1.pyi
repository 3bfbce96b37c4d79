# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

class FieldSelectorRequirement(_t.TypedDict, total=False):
    key: _t.Required[str]
    operator: _t.Required[str]
    values: list[str] | None

class GroupResource(_t.TypedDict, total=False):
    group: _t.Required[str]
    resource: _t.Required[str]

class LabelSelector(_t.TypedDict, total=False):
    matchExpressions: list[LabelSelectorRequirement]
    matchLabels: _Mapping[str, str] | None

class LabelSelectorRequirement(_t.TypedDict, total=False):
    key: _t.Required[str]
    operator: _t.Required[str]
    values: list[str] | None

class ManagedFieldsEntry(_t.TypedDict, total=False):
    apiVersion: str | None
    fieldsType: str | None
    fieldsV1: _Mapping[str, _t.Any] | None
    manager: str | None
    operation: str | None
    subresource: str | None
    time: str | None

class ObjectMeta(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    creationTimestamp: str | None
    deletionGracePeriodSeconds: int | None
    deletionTimestamp: str | None
    finalizers: list[str] | None
    generateName: str | None
    generation: int | None
    labels: _Mapping[str, str] | None
    managedFields: list[ManagedFieldsEntry]
    name: str | None
    namespace: str | None
    ownerReferences: list[OwnerReference]
    resourceVersion: str | None
    selfLink: str | None
    uid: str | None

class OwnerReference(_t.TypedDict, total=False):
    apiVersion: _t.Required[str]
    blockOwnerDeletion: bool | None
    controller: bool | None
    kind: _t.Required[str]
    name: _t.Required[str]
    uid: _t.Required[str]
