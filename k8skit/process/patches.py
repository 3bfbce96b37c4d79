"""Apply the patches of objects: last, in order, and each must change something."""

from __future__ import annotations

from ..errors import CheckError
from ..finding import Finding, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest


def apply_patches(manifests: list[Manifest]) -> list[Manifest]:
    """Apply every manifest's patches.

    Raises:
        CheckError: K8S908 for each patch that changes nothing, K8S909 for each that does not apply; all together.
    """
    if not any(m.patches for m in manifests):
        return manifests
    out = []
    findings: list[Finding] = []
    for m in manifests:
        if m.patches:
            object: Any = m.object
            for patch, at in m.patches:
                origin = Origin(at[0], at[1], m.origin.path if m.origin else "", m.origin.type if m.origin else "")
                changed = merge_patch(object, patch) if type(patch) is dict else _json_patch(object, patch, m, origin, findings)
                if changed is None:
                    continue
                if same(changed, object):
                    findings.append(
                        Finding(
                            "K8S908",
                            f"the patch of {m.id} changes nothing",
                            origin=origin,
                            object=m.id,
                            value=patch,
                            help="the object already is so; remove the patch, or mend its path",
                        )
                    )
                elif type(changed) is not dict:
                    findings.append(
                        Finding(
                            "K8S909",
                            f"the patch of {m.id} leaves no object",
                            origin=origin,
                            object=m.id,
                            value=patch,
                            help="a manifest must stay a mapping",
                        )
                    )
                else:
                    object = changed
            m = m.replace(object)
        out.append(m)
    if findings:
        raise CheckError(*findings)
    return out


def merge_patch(target: Any, patch: Any) -> Any:
    """Return `target` with a merge patch applied (RFC 7386); neither is changed."""
    if type(patch) is not dict:
        return patch
    out = dict(target) if type(target) is dict else {}
    for key, value in patch.items():
        if value is None:
            out.pop(key, None)
        else:
            out[key] = merge_patch(out.get(key), value)
    return out


def _json_patch(object: dict[str, Any], patch: list[Any], m: Manifest, origin: Origin, findings: list[Finding]) -> Any:
    """Return the object with a JSON Patch (RFC 6902) applied, or None after noting why it cannot be."""
    from jsonpatch import JsonPatch, JsonPatchException
    from jsonpointer import JsonPointerException

    for i, op in enumerate(patch):
        try:
            object = JsonPatch([op]).apply(object)
        except (JsonPatchException, JsonPointerException, TypeError) as e:
            reason = str(e).strip() or type(e).__name__
            findings.append(
                Finding(
                    "K8S909",
                    f"operation [{i}] of the patch of {m.id} does not apply: {reason}",
                    origin=origin,
                    object=m.id,
                    value=op,
                    help="the path must exist, but for the last part of an add",
                )
            )
            return None
    return object


def same(a: Any, b: Any) -> bool:
    """Whether two pieces of plain data are equal, types included: True is not 1, 1 is not 1.0."""
    if type(a) is not type(b):
        return False
    if type(a) is dict:
        return a.keys() == b.keys() and all(same(v, b[k]) for k, v in a.items())
    if type(a) is list:
        return len(a) == len(b) and all(map(same, a, b))
    return bool(a == b)
