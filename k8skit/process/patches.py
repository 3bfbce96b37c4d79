"""Apply the patches of objects: last, in order, and each must change something."""

from __future__ import annotations

from ..errors import CheckError
from ..finding import NO_VALUE, Finding, Origin
from ..names import closest, kind_of

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
    findings: list[Finding] = []
    out = [_patched(m, findings) if m.patches else m for m in manifests]
    if findings:
        raise CheckError(*findings)
    return out


def _patched(m: Manifest, findings: list[Finding]) -> Manifest:
    object: Any = m.object
    for patch, (file, line) in m.patches:
        if callable(patch):  # of another tree, which knows what it does
            try:
                object = patch(object)
            except CheckError as e:
                findings += e.findings
            continue
        origin = Origin(file, line, m.origin.path if m.origin else "", m.origin.type if m.origin else "")
        code = message = help = ""
        value = patch
        if type(patch) is dict:
            changed = merge_patch(object, patch)
        else:
            changed, i, reason = json_patch(object, patch)
            if reason:
                value = patch[i]
                code, message = "K8S909", f"operation [{i}] of the patch of {m.id} does not apply: {reason}"
                help = "each path must exist, but for the last part of an add"
        if code:
            pass
        elif same(changed, object):
            code, message = "K8S908", f"the patch of {m.id} changes nothing"
            help = "the object already is so; remove the patch, or mend its path"
        elif type(changed) is not dict:
            code, message, help = "K8S909", f"the patch of {m.id} leaves no object", "a manifest must stay a mapping"
        else:
            object = changed
        if code:
            shown = NO_VALUE if m.kind == "Secret" else value
            findings.append(Finding(code, message, origin=origin, object=m.id, value=shown, help=help))
    done = m.replace(object)
    done.patches = ()
    return done


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


def json_patch(object: Any, patch: list[Any]) -> tuple[Any, int, str]:
    """Apply a JSON Patch (RFC 6902).

    Args:
        object: plain data; it is not changed.
        patch: the operations.

    Returns:
        The changed data, and an empty reason; or what is there before the first operation that does not apply, its index, and the reason.
    """
    from jsonpatch import JsonPatch, JsonPatchException
    from jsonpointer import JsonPointerException

    for i, op in enumerate(patch):
        try:
            object = JsonPatch([op]).apply(object)
        except (JsonPatchException, JsonPointerException, TypeError) as e:
            return object, i, _reason(object, op, str(e))
    return object, len(patch), ""


def _reason(object: Any, op: dict[str, Any], told: str) -> str:
    """Why an operation does not apply, without showing what the object holds: it may be a Secret."""
    makes = op["op"] in ("add", "move", "copy")
    if op["op"] in ("move", "copy"):
        stuck = _where_stuck(object, op["from"], new=False)
        if stuck:
            return stuck
    stuck = _where_stuck(object, op["path"], new=makes)
    if stuck:
        return stuck
    if op["op"] == "test":
        return f"the value at {op['path'] or 'the root'} is another one"
    return told if told and not set(told) & set("{[") else "it cannot be done there"


def _where_stuck(object: Any, pointer: str, *, new: bool) -> str:
    """Follow a JSON Pointer; return "" where it leads somewhere (or, for something new, to its place), else where it ends."""
    seen = ""
    parts = pointer.split("/")[1:]
    for i, part in enumerate(parts):
        place = new and i == len(parts) - 1
        key = part.replace("~1", "/").replace("~0", "~")
        if type(object) is dict:
            if key not in object:
                if place:
                    return ""
                near = closest(key, object)
                return f"{seen or 'the object'} has no {key!r}" + (
                    f", did you mean {near!r}?" if near else f"; it has {', '.join(object) or 'nothing'}"
                )
            object = object[key]
        elif type(object) is list:
            count = len(object)
            if place and (part == "-" or part == str(count)):
                return ""
            if part not in map(str, range(count)):
                return f"{seen} has {count} items, and no [{part}]"
            object = object[int(part)]
        else:
            return f"{seen or 'the root'} is {kind_of(object)}, and has no {key!r}"
        seen += f"/{part}"
    return ""


def same(a: Any, b: Any) -> bool:
    """Whether two pieces of plain data are equal, types included: True is not 1, 1 is not 1.0."""
    if type(a) is not type(b):
        return False
    if type(a) is dict:
        return a.keys() == b.keys() and all(same(v, b[k]) for k, v in a.items())
    if type(a) is list:
        return len(a) == len(b) and all(map(same, a, b))
    return bool(a == b)
