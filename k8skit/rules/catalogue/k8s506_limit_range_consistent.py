"""A LimitRange does not contradict itself, nor the ResourceQuota beside it.

Reads the items of LimitRanges: min, defaultRequest, default and max are in this order, each where it may be; and what it gives a container by default is
not more than a ResourceQuota of the namespace allows for all of them together.
"""

from __future__ import annotations

from ...errors import CallError
from ...finding import ERROR
from ...quantities import parse
from ...semantics.pod_resources import CLAIM, CONTAINER, POD, Range, amounts, write
from ...semantics.quotas import COMPUTE, has_scopes
from ..context import mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S506"
_ORDER = ("min", "defaultRequest", "default", "max")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each contradiction."""
    quotas: dict[str, list[Manifest]] = {}
    for quota in context.of("ResourceQuota"):
        if not has_scopes(mapping(quota.object.get("spec"))):
            quotas.setdefault(context.namespace_of(quota), []).append(quota)
    for m in context.of("LimitRange"):
        types: list[object] = []
        for i, item in enumerate(sequence(mapping(m.object.get("spec")).get("limits"))):
            if type(item) is dict:
                if item.get("type") in types:
                    help = "make the items of one type one item"
                    yield _wrong(context, m, f"spec.limits[{i}].type", f"lists the type {item.get('type')} twice", item.get("type"), help)
                types.append(item.get("type"))
                yield from _itself(context, m, item, f"spec.limits[{i}]")
                for quota in quotas.get(context.namespace_of(m), ()):
                    yield from _quota(context, m, item, f"spec.limits[{i}]", quota)


def _itself(context: Context, m: Manifest, item: dict[str, Any], at: str) -> Iterator[Finding]:
    kind = item.get("type")
    given = {key: amounts(item.get(key)) for key in _ORDER}
    if kind == POD:
        for key in ("default", "defaultRequest"):
            if item.get(key):
                help = "set it in an item of type Container; only a container gets defaults"
                yield _wrong(context, m, f"{at}.{key}", f"has a {key} for the type Pod", item[key], help)
    if kind == CLAIM and not any("storage" in given[key] for key in ("min", "max")):
        yield _wrong(context, m, at, "bounds claims and sets neither min nor max of storage", item, "set min.storage or max.storage")
    resources = {resource: None for key in _ORDER for resource in given[key]}
    for resource in resources:
        for i, low in enumerate(_ORDER):
            for high in _ORDER[i + 1 :]:
                if resource in given[low] and resource in given[high] and given[low][resource] > given[high][resource]:
                    value = item[low][resource]
                    message = f"has a {low} of {resource}, {value}, above its {high}, {item[high][resource]}"
                    help = "min, defaultRequest, default and max must be in this order"
                    yield _wrong(context, m, f"{at}.{low}[{resource}]", message, value, help)
    for resource, ratio in amounts(item.get("maxLimitRequestRatio")).items():
        value, field = item["maxLimitRequestRatio"][resource], f"{at}.maxLimitRequestRatio[{resource}]"
        least, most = given["min"].get(resource), given["max"].get(resource)
        if ratio < 10**9:
            help = "a limit is never less than its request: write 1 or more"
            yield _wrong(context, m, field, f"has a ratio of {resource} below 1", value, help)
        elif least and most and ratio * least > most * 10**9:
            message = f"has a ratio of {resource} above that of its max and its min"
            help = f"with min {item['min'][resource]} and max {item['max'][resource]} no container can have it: write a smaller one"
            yield _wrong(context, m, field, message, value, help)


def _quota(context: Context, m: Manifest, item: dict[str, Any], at: str, quota: Manifest) -> Iterator[Finding]:
    """What containers get without asking, and what they must have at least, against what all of them may have together."""
    r = Range(item)
    if r.type != CONTAINER:
        return
    for key, value in mapping(mapping(quota.object.get("spec")).get("hard")).items():
        side, resource = COMPUTE.get(key) or ("", "")
        try:
            bound = parse(value).nano if side and type(value) in (str, int) else None
        except CallError:
            bound = None
        default = r.limits.get(resource) if side == "limits" else r.requests.get(resource)
        if bound is None or default is None or default <= bound:
            continue
        field, word = _origin(item, side, resource)
        yield _wrong(
            context,
            m,
            f"{at}.{field}[{resource}]",
            f"gives every container without one a {word} of {write(default, item[field][resource])} of {resource},"
            f' and ResourceQuota "{quota.name}" allows {value} for all together',
            item[field][resource],
            "set a smaller default, or allow more in the quota; a container that relies on it is refused",
        )


def _origin(item: dict[str, Any], side: str, resource: str) -> tuple[str, str]:
    """Which field of an item a default comes from, and what it is called."""
    keys = ("default", "max") if side == "limits" else ("defaultRequest", "default", "max", "min")
    return next(key for key in keys if resource in amounts(item.get(key))), "limit" if side == "limits" else "request"


def _wrong(context: Context, m: Manifest, field: str, message: str, value: object, help: str) -> Finding:
    return context.finding(CODE, m, field, f'LimitRange "{m.name}" {message}', value=value, help=help)


RULE = Rule(
    CODE,
    "a LimitRange contradicts neither itself nor the quota",
    severity=ERROR,
    on=("LimitRange",),
    reads=("LimitRange", "ResourceQuota"),
    check=check,
    why="The API server refuses it, or it gives containers a default with which the quota refuses them.",
    source="Kubernetes documentation, Limit Ranges; Resource Quotas",
    fix="Order min, defaultRequest, default and max, and keep the defaults below the quota.",
)
