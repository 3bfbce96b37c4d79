"""What the API server forbids to change in a StatefulSet, and the steps that lead there all the same.

Source: Kubernetes API validation of StatefulSets (`updates to statefulset spec for fields other than ... are forbidden`); Kubernetes documentation,
StatefulSets: Limitations; Persistent Volumes: Expanding Persistent Volumes Claims.
"""

from __future__ import annotations

from ..errors import CallError
from ..finding import ERROR, Finding
from ..quantities import canonical, compare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest

FROZEN = "K8S801"
GROWS = "K8S802"
SHRINKS = "K8S803"

MUTABLE = (
    "replicas",
    "ordinals",
    "template",
    "updateStrategy",
    "revisionHistoryLimit",
    "persistentVolumeClaimRetentionPolicy",
    "minReadySeconds",
)
"""The fields of the spec that may change."""

_DEFAULTS = {"podManagementPolicy": "OrderedReady", "serviceName": ""}


def forbidden(old: dict[str, Any], new: Manifest) -> list[Finding]:
    """Return a finding for each change of a StatefulSet that the API server refuses.

    Defaults that are written out are no change, and quantities compare by value.

    Args:
        old: the object as it was.
        new: the object as it shall be: same identity.
    """
    before, after = _spec(old), _spec(new.object)
    findings = []
    for field in sorted({*before, *after} - {*MUTABLE, "volumeClaimTemplates"}):
        default = _DEFAULTS.get(field)
        if before.get(field, default) != after.get(field, default):
            findings.append(
                _finding(
                    FROZEN,
                    new,
                    f"spec.{field}",
                    f"{field} of StatefulSet {new.name} cannot change",
                    after.get(field),
                    f"it was {before.get(field, default)!r}; give the StatefulSet another name, or delete it without its pods "
                    f"(kubectl delete statefulset {new.name} --cascade=orphan) and apply again",
                )
            )
    return findings + _claims(new, before, after)


def _claims(new: Manifest, before: dict[str, Any], after: dict[str, Any]) -> list[Finding]:
    was = {_name(t): t for t in before.get("volumeClaimTemplates") or []}
    now = {_name(t): t for t in after.get("volumeClaimTemplates") or []}
    findings = []
    for i, name in enumerate(now):
        at = f"spec.volumeClaimTemplates[{i}]"
        if name not in was:
            findings.append(_frozen_claims(new, at, f"the claim template {name} is new"))
            continue
        if _without_size(was[name]) != _without_size(now[name]):
            findings.append(_frozen_claims(new, at, f"the claim template {name} is another"))
        try:
            difference = compare(_size(was[name]), _size(now[name]))
        except CallError:
            continue  # a malformed quantity is another finding
        field = f"{at}.spec.resources.requests.storage"
        if difference < 0:
            findings.append(_grows(new, field, name, was[name], now[name]))
        elif difference > 0:
            message = f"claims of StatefulSet {new.name} cannot shrink from {_size(was[name])} to {_size(now[name])}"
            help = f"keep {_size(was[name])}, or make a second StatefulSet with the smaller size and copy the data"
            findings.append(_finding(SHRINKS, new, field, message, _size(now[name]), help))
    findings += [_frozen_claims(new, "spec.volumeClaimTemplates", f"the claim template {name} is gone") for name in was if name not in now]
    return findings


def _grows(new: Manifest, field: str, name: str, was: dict[str, Any], now: dict[str, Any]) -> Finding:
    replicas = _spec(new.object).get("replicas", 1)
    space = f" -n {new.namespace}" if new.namespace else ""
    claims = (
        f"{name}-{new.name}-0"
        if replicas == 1
        else f"{name}-{new.name}-0 to -{replicas - 1}"
        if type(replicas) is int
        else f"{name}-{new.name}-*"
    )
    patch = f'kubectl{space} patch pvc CLAIM -p \'{{"spec":{{"resources":{{"requests":{{"storage":"{_size(now)}"}}}}}}}}\''
    return _finding(
        GROWS,
        new,
        field,
        f"claims of StatefulSet {new.name} cannot grow from {_size(was)} to {_size(now)} in place",
        _size(now),
        f"1. {patch} for {claims} (the StorageClass must allow it); 2. kubectl{space} delete statefulset {new.name} --cascade=orphan; "
        f"3. apply the new manifest; silence {GROWS} with the reason that this is done",
    )


def _frozen_claims(new: Manifest, field: str, message: str) -> Finding:
    help = f"a StatefulSet's claim templates never change; kubectl delete statefulset {new.name} --cascade=orphan, then apply again"
    return _finding(FROZEN, new, field, f"{message}, and StatefulSet {new.name} cannot change", None, help)


def _finding(code: str, m: Manifest, field: str, message: str, value: Any, help: str) -> Finding:
    found = Finding(code, message, severity=ERROR, origin=m.origin, object=m.id, field=field, help=help)
    if value is not None:
        found.value = value
    return found


def _spec(object: dict[str, Any]) -> dict[str, Any]:
    spec = object.get("spec")
    return spec if type(spec) is dict else {}


def _name(template: Any) -> str:
    metadata = template.get("metadata") if type(template) is dict else None
    return str(metadata.get("name", "")) if type(metadata) is dict else ""


def _size(template: dict[str, Any]) -> str:
    resources = _spec(template).get("resources") or {}
    return str((resources.get("requests") or {}).get("storage", "0"))


def _without_size(template: dict[str, Any]) -> dict[str, Any]:
    """A claim template without the requested storage, its defaults written out, its quantities in one form."""
    spec = {"volumeMode": "Filesystem", **{k: v for k, v in _spec(template).items() if v is not None}}
    resources = dict(spec.pop("resources", None) or {})
    requests = {k: v for k, v in (resources.pop("requests", None) or {}).items() if k != "storage"}
    limits = {k: canonical(v) for k, v in (resources.pop("limits", None) or {}).items()}
    metadata = {k: v for k, v in (template.get("metadata") or {}).items() if v}
    return {"metadata": metadata, "spec": spec, "requests": requests, "limits": limits, "more": resources}
