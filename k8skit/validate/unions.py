"""Checks of unions: which fields may stand together.

Two sources: `oneOf`, `anyOf`, `allOf` and `not` of a CRD's schema, and a table of the built-in kinds. Used by `schema`; knows no path.
"""

from __future__ import annotations

from . import formats
from .leaves import is_multiple
from .problem import Problem, type_name
from .suggest import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from .problem import Check, Problems

KEYWORDS = ("oneOf", "anyOf", "allOf", "not")

_PERSISTENT = (
    "awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker gcePersistentDisk glusterfs hostPath iscsi local nfs"
    " photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume"
)
_VOLUME = (
    _PERSISTENT.replace(" local", "") + " configMap downwardAPI emptyDir ephemeral gitRepo image persistentVolumeClaim projected secret"
)
_METRIC = "containerResource external object pods resource"

BUILT_IN: dict[str, tuple[tuple[str, ...], int]] = {
    name: (tuple(fields.split()), least)
    for name, fields, least in (
        ("autoscaling.v2.MetricSpec", _METRIC, 1),
        ("core.v1.ClusterTrustBundleProjection", "name signerName", 1),
        ("core.v1.DownwardAPIVolumeFile", "fieldRef resourceFieldRef", 1),
        ("core.v1.EnvFromSource", "configMapRef secretRef", 1),
        ("core.v1.EnvVar", "value valueFrom", 0),
        ("core.v1.EnvVarSource", "configMapKeyRef fieldRef fileKeyRef resourceFieldRef secretKeyRef", 1),
        ("core.v1.LifecycleHandler", "exec httpGet sleep tcpSocket", 1),
        ("core.v1.PersistentVolumeSpec", _PERSISTENT, 1),
        ("core.v1.Probe", "exec grpc httpGet tcpSocket", 1),
        ("core.v1.Volume", _VOLUME, 0),
        ("core.v1.VolumeProjection", "clusterTrustBundle configMap downwardAPI podCertificate secret serviceAccountToken", 0),
        ("networking.v1.IngressBackend", "resource service", 1),
        ("policy.v1.PodDisruptionBudgetSpec", "maxUnavailable minAvailable", 0),
        ("resource.v1.DeviceRequest", "exactly firstAvailable", 1),
    )
}
"""Definition -> (fields of which at most one may be set, how many must be set). Source: Kubernetes API validation of these types."""


def at_most_one(fields: Sequence[str], least: int) -> Check:
    """Return a check that at most one of `fields` is set, and at least `least`. Null and `""` count as not set."""
    names = frozenset(fields)
    if len(fields) == 2 and least == 0:
        one, other = fields
        whole = _at_most_one(names, least)
        return lambda v: whole(v) if one in v and other in v else None
    return _at_most_one(names, least)


def _at_most_one(names: frozenset[str], least: int) -> Check:
    def check(v: Any) -> Problems:
        n = 0
        for k in v:
            if k in names and v[k] is not None:
                n += 1
        if n == 1 or n == least:
            return None
        found = [k for k in v if k in names and v[k] is not None and v[k] != ""]
        if len(found) > 1:
            return [Problem("K8S115", f"{' and '.join(found)} must not stand together", found, "keep one of them")]
        if not found and least:
            return [Problem("K8S115", f"one of {listed(sorted(names))} is missing")]
        return None

    return check


def _required_one(schema: Mapping[str, Any]) -> tuple[tuple[str, ...], int] | None:
    """Read the usual form of a union: `oneOf` single required fields, with "none of them" as a further branch or not.

    Returns:
        (fields, how many at least); None if the schema has another form.
    """
    fields, least = [], 1
    for branch in schema.get("oneOf", ()):
        if tuple(branch) == ("required",) and len(branch["required"]) == 1:
            fields.append(branch["required"][0])
        elif tuple(branch) == ("not",) and all(tuple(b) == ("required",) for b in branch["not"].get("anyOf", ({},))):
            least = 0
        else:
            return None
    return (tuple(fields), least) if fields else None


def matches(schema: Mapping[str, Any], v: object) -> bool:
    """Tell whether `v` matches a part of a CRD's schema that stands in a union.

    What such a part may not hold in Kubernetes is not looked at.

    Args:
        schema: properties, required, items, enum, format, pattern, type, limits of numbers and sizes, the keywords of unions.
        v: the value; a field that is null counts as absent.
    """
    if isinstance(v, dict):
        if any(v.get(name) is None for name in schema.get("required", ())):
            return False
        for name, part in schema.get("properties", {}).items():
            if v.get(name) is not None and not matches(part, v[name]):
                return False
    if isinstance(v, list) and "items" in schema and not all(matches(schema["items"], x) for x in v):
        return False
    if "type" in schema and not _is_type(schema["type"], v):
        return False
    if "enum" in schema and not any(v == e and isinstance(v, bool) == isinstance(e, bool) for e in schema["enum"]):
        return False
    if isinstance(v, str):
        test = formats.BY_NAME.get(schema.get("format", ""))
        if test is not None and test(v):
            return False
        if "pattern" in schema:
            from .patterns import compile_pattern

            pattern = compile_pattern(schema["pattern"])
            if pattern is not None and not pattern(v):
                return False
        if not schema.get("minLength", 0) <= len(v) <= schema.get("maxLength", len(v)):
            return False
    if isinstance(v, (int, float)) and not isinstance(v, bool) and not _in_limits(schema, v):
        return False
    if isinstance(v, list) and not schema.get("minItems", 0) <= len(v) <= schema.get("maxItems", len(v)):
        return False
    if isinstance(v, dict) and not schema.get("minProperties", 0) <= len(v) <= schema.get("maxProperties", len(v)):
        return False
    if not all(matches(part, v) for part in schema.get("allOf", ())):
        return False
    if "anyOf" in schema and not any(matches(part, v) for part in schema["anyOf"]):
        return False
    if "oneOf" in schema and sum(matches(part, v) for part in schema["oneOf"]) != 1:
        return False
    return not ("not" in schema and matches(schema["not"], v))


def _in_limits(schema: Mapping[str, Any], v: float) -> bool:
    """Tell whether a number is within the limits of a schema."""
    low, high = schema.get("minimum", v), schema.get("maximum", v)
    if not low <= v <= high:
        return False
    if ("minimum" in schema and schema.get("exclusiveMinimum") is True and v == low) or (
        "maximum" in schema and schema.get("exclusiveMaximum") is True and v == high
    ):
        return False
    return is_multiple(v, schema.get("multipleOf"))


_TYPES = {
    "an object": ("object",),
    "a list": ("array",),
    "a string": ("string",),
    "true or false": ("boolean",),
    "an integer": ("integer", "number"),
}


def _is_type(wanted: object, v: object) -> bool:
    return wanted in _TYPES.get(type_name(v), ("number",))


def _parts(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Take the unions of a schema apart: each part must match."""
    for keyword in ("oneOf", "anyOf", "not"):
        if keyword in schema:
            yield {keyword: schema[keyword]}
    for sub in schema.get("allOf", ()):
        yield from _parts(sub)
        rest = {k: v for k, v in sub.items() if k not in KEYWORDS}
        if rest:
            yield rest


def schema_union(schema: Mapping[str, Any]) -> Check:
    """Return a check by the unions of a CRD's schema.

    Args:
        schema: holds at least one of `KEYWORDS`.
    """
    checks: list[Check] = []
    forms: list[Mapping[str, Any]] = []
    for part in _parts(schema):
        simple = _required_one(part)
        if simple is None:
            forms.append(part)
        else:
            checks.append(at_most_one(*simple))

    def check(v: object) -> Problems:
        for one in checks:
            problems = one(v)
            if problems is not None:
                return problems
        for form in forms:
            if not matches(form, v):
                return [Problem("K8S115", _unmatched(form))]
        return None

    return check if len(checks) != 1 or forms else checks[0]


def _unmatched(form: Mapping[str, Any]) -> str:
    if "not" in form:
        return "must not have this form; see the schema"
    return f"must have {'exactly one' if 'oneOf' in form else 'one'} of these forms: {describe(form)}"


def describe(schema: Mapping[str, Any]) -> str:
    """Return the forms of a union in a few words."""
    out = []
    for branch in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
        words = []
        if branch.get("required"):
            words.append(f"with {' and '.join(branch['required'])}")
        for name, part in branch.get("properties", {}).items():
            enum = part.get("enum") or part.get("not", {}).get("enum")
            if enum:
                words.append(f"{name} {'other than ' if 'not' in part else ''}{listed(enum)}")
            elif "anyOf" in part or "oneOf" in part or "format" in part:
                kinds = [x["format"] for x in (part, *part.get("anyOf", ()), *part.get("oneOf", ())) if "format" in x]
                words.append(f"{name} as {listed(kinds)}" if kinds else f"{name} of another form")
        if words:
            out.append(", ".join(words))
    return "; or ".join(out) or "see the schema"
