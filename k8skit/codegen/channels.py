"""Channels: two editions of the same CRDs become one that says what only the second has (Gateway API: standard, experimental).

Called by the shipped CRDs' generator. Works on schemas as plain data; knows nothing of facts.
"""

from __future__ import annotations

from typing import Any

_NESTED = ("properties", "items", "additionalProperties")
_IGNORED = ("description", "x-kubernetes-validations", *_NESTED)


def merge_schemas(standard: dict[str, Any], experimental: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Return the standard schema with what the experimental one adds.

    A property that only the experimental one has gets `x-k8skit-channel: experimental`; a value whose constraints differ gets them, whole,
    as `x-k8skit-experimental`.

    Raises:
        ValueError: constraints of an object, a list or its items differ, which has no form here; says where.
    """
    out = dict(standard)
    ours, theirs = standard.get("properties"), experimental.get("properties")
    if isinstance(ours, dict) and isinstance(theirs, dict):
        out["properties"] = {
            key: merge_schemas(ours[key], theirs[key], f"{path}.{key}")
            if key in ours and key in theirs
            else ours[key]
            if key in ours
            else {**theirs[key], "x-k8skit-channel": "experimental"}
            for key in sorted({*ours, *theirs})
        }
    for key in ("items", "additionalProperties"):
        if isinstance(standard.get(key), dict) and isinstance(experimental.get(key), dict):
            out[key] = merge_schemas(standard[key], experimental[key], f"{path}[]")
            if "x-k8skit-experimental" in out[key]:
                raise ValueError(f"the channels differ in the constraints of {path}[]")
    a = {k: v for k, v in standard.items() if k not in _IGNORED}
    b = {k: v for k, v in experimental.items() if k not in _IGNORED}
    if a != b:
        if any(k in standard for k in _NESTED):
            raise ValueError(f"the channels differ in the constraints of {path or 'the object'}")
        out["x-k8skit-experimental"] = b
    return out


def merge_crds(standard: list[dict[str, Any]], experimental: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one list of CRDs from those of the two channels.

    A version that the experimental channel alone serves is marked, unless its whole API group exists there alone.
    """
    ours = {c["metadata"]["name"]: c for c in standard}
    groups = {c["spec"]["group"] for c in standard}
    out = []
    for crd in experimental:
        twin = ours.pop(crd["metadata"]["name"], None)
        theirs = {v["name"]: v for v in twin["spec"]["versions"]} if twin else {}
        versions = []
        for version in crd["spec"]["versions"]:
            v = dict(version)
            other = theirs.pop(v["name"], None)
            if other is not None:
                merged = merge_schemas(other["schema"]["openAPIV3Schema"], v["schema"]["openAPIV3Schema"])
                v["schema"] = {"openAPIV3Schema": merged}
            if v["served"] and not (other and other["served"]) and crd["spec"]["group"] in groups:
                v["x-k8skit-channel"] = "experimental"
            versions.append(v)
        out.append({**crd, "spec": {**crd["spec"], "versions": [*versions, *theirs.values()]}})
    return [*out, *ours.values()]
