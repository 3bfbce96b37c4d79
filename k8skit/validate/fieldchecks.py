"""Checks of what the built-in kinds' fields mean: ports, labels, annotations, data, resources, addresses, names.

Each takes a value and checks its type too. `fieldrules` says which field gets which; nothing here knows fields. Source: Kubernetes' API
validation (packages `pkg/apis/core/validation` and `pkg/apis/networking/validation`) and the Kubernetes documentation of each concept.
"""

from __future__ import annotations

from .. import names
from . import formats, leaves, lists
from .problem import Problem, under, wrong_type
from .suggest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .problem import Problems

# ---- ports

port = leaves.integer(1, 65535, "K8S123", "the port number")
port_or_unset = leaves.integer(0, 65535, "K8S123", "the port number")
port_name = leaves.text("the port name", names.port_name, "K8S123")


_good_port_names = leaves.good(names.port_name)
_any_port_name = leaves.text("the port name", names.port_name, "K8S123", empty=False)


def port_or_name(x: object) -> Problems:
    """Check a port by number or by name."""
    if type(x) is int:
        return port(x)
    if isinstance(x, str):
        if x in _good_port_names:
            return None
        problems = _any_port_name(x)
        if problems is not None and x.isascii() and x.isdigit():
            problems[0].help = "leave the quotes out to give the number"
        return problems
    return wrong_type(x, "a port number or a port name")


def target_port(x: object) -> Problems:
    """Check a Service's targetPort: 0 and `""` mean the port itself."""
    return None if (type(x) is int and x == 0) or x == "" else port_or_name(x)


# ---- labels and annotations

_good_keys = leaves.good(names.label_key)
_good_values = leaves.good(names.label_value)
_ANNOTATIONS_MOST = 256 * 1024
_DATA_MOST = 1024 * 1024


def label_map(v: object) -> Problems:
    """Check labels, or a selector that names them: keys and values."""
    if type(v) is not dict:
        return wrong_type(v, "an object")
    try:
        fine = _good_keys.issuperset(v)
        if fine and _good_values.issuperset(v.values()):
            return None
    except TypeError:  # a value that is a list or an object
        return _any_label_map(v)
    for k, x in v.items():
        if type(x) is not str:
            return _any_label_map(v)
        if not fine and k not in _good_keys:
            if type(k) is not str or names.label_key(k):
                return _any_label_map(v)
            leaves.remember(_good_keys, k)
        if x not in _good_values:
            if names.label_value(x):
                return _any_label_map(v)
            leaves.remember(_good_values, x)
    return None


_any_label_map = lists.map_of(
    leaves.text("the label value", names.label_value, "K8S121"),
    lambda k: _text_problem("K8S121", "the label key", names.label_key(k), k),
)


def _text_problem(code: str, subject: str, problem: str, value: object) -> Problems:
    return [Problem(code, f"{subject} {problem}", value)] if problem else None


_any_annotation_map = lists.map_of(str, lambda k: _text_problem("K8S122", "the annotation key", names.annotation_key(k), k))


def annotation_map(v: object) -> Problems:
    """Check annotations: keys, and their size together."""
    if type(v) is not dict:
        return wrong_type(v, "an object")
    n = 0
    for k, x in v.items():
        if type(x) is not str or type(k) is not str or names.annotation_key(k):
            return _any_annotation_map(v)
        n += len(k) + len(x)
    if n * 4 > _ANNOTATIONS_MOST:  # only then may the bytes be too many
        size = sum(len(k.encode("utf-8", "surrogatepass")) + len(x.encode("utf-8", "surrogatepass")) for k, x in v.items())
        if size > _ANNOTATIONS_MOST:
            return [Problem("K8S122", f"the annotations together must be at most 256 KiB, not {size} bytes")]
    return None


# ---- ConfigMap and Secret


def _data_key(k: str) -> Problems:
    return _text_problem("K8S124", "the key", names.configmap_key(k), k)


data_map = lists.map_of(str, _data_key)
bytes_map = lists.map_of(leaves.text("the value", formats.byte, "K8S107", recurs=False), _data_key)


def config_map(v: Any) -> Problems:
    """Check a ConfigMap as a whole: keys of data and binaryData differ, and all values together are at most 1 MiB."""
    data, binary = v.get("data") or {}, v.get("binaryData") or {}
    for k in binary:
        if k in data:
            problem = Problem("K8S124", "the key stands in data already", k, "remove one of the two")
            return under(under([problem], f"[{k}]"), "binaryData")
    return _too_large(_characters(data), _bytes_in(binary), "data" if data else "binaryData")


def secret(v: Any) -> Problems:
    """Check a Secret as a whole: all values together are at most 1 MiB."""
    data, strings = v.get("data") or {}, v.get("stringData") or {}
    encoded = _bytes_in({k: x for k, x in data.items() if k not in strings})
    return _too_large(_characters(strings), encoded, "data" if data else "stringData")


def _characters(data: Mapping[str, str | None]) -> int:
    n = sum(len(x) for x in data.values() if x)
    return n if n * 4 <= _DATA_MOST else sum(len(x.encode("utf-8", "surrogatepass")) for x in data.values() if x)


def _bytes_in(data: Mapping[str, str | None]) -> int:
    """Return how many bytes base64 values hold."""
    return sum((len(x) - x.count("\n") - x.count("\r")) // 4 * 3 - x[-2:].count("=") for x in data.values() if x)


def _too_large(plain: int, encoded: int, field: str) -> Problems:
    if plain + encoded <= _DATA_MOST:
        return None
    return under([Problem("K8S105", f"all values together must be at most 1 MiB, not {plain + encoded} bytes")], field)


# ---- resources

_RESOURCES = ("cpu", "ephemeral-storage", "memory")


def _resource_name(k: str) -> Problems:
    """Check the name of a resource that a container asks for: one that Kubernetes knows, or one with a domain in front."""
    if k in _RESOURCES or "/" in k or k.startswith("hugepages-"):
        return None if k in _RESOURCES else _text_problem("K8S104", "the resource name", names.qualified_name(k), k)
    near = nearest(k, _RESOURCES)
    help = "an extended resource has a domain in front, such as example.com/gpu"
    if near:
        help = f"did you mean {near}? {help}"
    return [Problem("K8S104", "must be cpu, memory, ephemeral-storage, hugepages-<size> or an extended resource", k, help)]


_good_amounts = leaves.good(leaves.amount)
_any_container_resources = lists.map_of(leaves.quantity_from_zero, _resource_name)


def container_resources(v: object) -> Problems:
    """Check the requests or limits of a container: names and quantities."""
    if type(v) is not dict:
        return wrong_type(v, "an object")
    for k, x in v.items():
        if k in _RESOURCES and type(x) is str and x in _good_amounts:
            continue
        if k not in _RESOURCES or leaves.quantity_from_zero(x) is not None:
            return _any_container_resources(v)
    return None


amounts = lists.map_of(leaves.quantity_from_zero)

# ---- addresses

ip = leaves.text("the address", names.ip, "K8S107")
cidr = leaves.text("the address range", names.cidr, "K8S107")


def cluster_ip(x: object) -> Problems:
    """Check a Service's clusterIP: an address, `None` for headless, or `""`."""
    return None if x == "None" else ip(x)


# ---- schedules


def _schedule(v: str) -> str:
    from ..semantics import cron

    return cron.problem(v)


def _time_zone(v: str) -> str:
    from ..semantics import cron

    return cron.time_zone_problem(v)


schedule = leaves.text("the schedule", _schedule, "K8S107", empty=False)
time_zone = leaves.text("the time zone", _time_zone, "K8S107", empty=False)

# ---- names


def env_name(x: object) -> Problems:
    """Check the name of an environment variable."""
    if type(x) is str and x.isidentifier() and x.isascii():
        return None
    return _any_env_name(x)


_any_env_name = leaves.text("the name of the variable", names.env_name, "K8S125", empty=False)
