"""What istiod's validating webhook asks of the values that several kinds have: hosts, durations, labels, targets, scopes and texts that are compared.

Each function gives what is wrong with one value, as `Wrong`s with fields below the value. What the schema of the CRD refuses already is left to it.
"""

from __future__ import annotations

from ..finding import NO_VALUE
from ..names import cidr, ip, label_key, label_value
from ..semantics.durations import parse, problem
from ..semantics.re2 import problem as re2_problem
from .context import mapping, sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from .istiod import Wrong

_MILLISECOND = 1_000_000
_LONGEST_HOST = 255
_LONGEST_LABEL = 63
_LONGEST_EXPRESSION = 1024
_HEADER = "-_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_TARGETS = {
    ("", "Service"),
    ("core", "Service"),
    ("networking.istio.io", "ServiceEntry"),
    ("gateway.networking.k8s.io", "Gateway"),
    ("gateway.networking.k8s.io", "GatewayClass"),
    ("gateway.networking.k8s.io", "GRPCRoute"),
    ("gateway.networking.k8s.io", "HTTPRoute"),
    ("gateway.networking.k8s.io", "ListenerSet"),
    ("gateway.networking.x-k8s.io", "XListenerSet"),
}


def is_label(text: str, *, wildcard: bool = False) -> bool:
    """Tell whether a text is one part of a host's name to Istio, which takes capital letters too.

    Args:
        text: the text.
        wildcard: whether it may be `*`, or begin with one (default: False).
    """
    if len(text) > _LONGEST_LABEL:
        return False
    if wildcard and text[:1] == "*":
        if text == "*":
            return True
        text = text[1:].removeprefix("-")
    return bool(text) and text.isascii() and text.replace("-", "").isalnum() and text[0] != "-" and text[-1] != "-"


def is_host(text: str, *, wildcard: bool = True) -> bool:
    """Tell whether a text is the name of a host to Istio.

    Args:
        text: the text.
        wildcard: whether its first part may be `*`, or begin with one (default: True).
    """
    if not 0 < len(text) <= _LONGEST_HOST:
        return False
    labels = text.split(".")
    if wildcard:
        if not is_label(labels[0], wildcard=True):
            return False
        if len(labels) == 1:
            return True
        labels = labels[1:]
    if labels[-1].isdecimal():
        return False
    if labels[-1] == "":  # a dot ends the name
        labels.pop()
    return all(is_label(label) for label in labels)


def host(field: str, value: object, *, wildcard: bool = True, addresses: bool = False) -> Iterator[Wrong]:
    """Yield what is wrong with a host.

    Args:
        field: where it is.
        value: the host.
        wildcard: whether its first part may be `*`, or begin with one (default: True).
        addresses: whether it may be an IP address (default: False).
    """
    if type(value) is str and value and not is_host(value, wildcard=wildcard) and not (addresses and not ip(value)):
        yield field, f"has the host {value}, which is no name of a host", value, "write a name such as orders.example.com"


def scoped_host(field: str, value: object, *, of_gateway: bool) -> Iterator[Wrong]:
    """Yield what is wrong with the host of a Gateway's server, or of what a Sidecar sends to: `namespace/host`.

    Args:
        field: where it is.
        value: the host.
        of_gateway: whether it is a Gateway's, for which the namespace may be left out and the host may be an address.
    """
    if type(value) is not str or not value:
        return
    namespace, slash, name = value.partition("/")
    if not slash:
        if not of_gateway:
            yield field, f"has the host {value}, which says no namespace", value, f"write ./{value}, */{value} or NAMESPACE/{value}"
            return
        namespace, name = "*", value
    if namespace not in ("*", ".") and not is_label(namespace) and (of_gateway or namespace != "~"):
        yield field, f"has the host {value}, whose namespace is none", value, "write a namespace, . for its own, or * for all"
    if name == "*":
        return
    if not is_host(name) and not (of_gateway and not ip(name)):
        yield field, f"has the host {value}, which is no name of a host", value, "write a name such as orders.example.com"
    elif "." not in name and (not of_gateway or ip(name)):
        yield field, f"has the short name {name} among its hosts", value, f"write the full name, as in {name}.shop.svc.cluster.local"
    elif name[0] == "*" and name[1:2] != ".":
        yield field, f"has the host {name}, with a wildcard for a part of a name", value, "write * for a whole part, as in *.example.com"


def duration(field: str, value: object) -> Iterator[Wrong]:
    """Yield what is wrong with a duration that is long enough: Istio counts milliseconds."""
    if type(value) is str and not problem(value):
        nanoseconds = parse(value)
        if nanoseconds > _MILLISECOND and nanoseconds % _MILLISECOND:
            yield (
                field,
                f"has the duration {value}, which is no whole number of milliseconds",
                value,
                "write it in milliseconds, as in 1500ms",
            )


def durations(at: str, given: Mapping[str, Any], *keys: str) -> Iterator[Wrong]:
    """Yield what is wrong with some durations.

    Args:
        at: where the map is.
        given: the map.
        *keys: the keys of the durations.
    """
    for key in keys:
        yield from duration(f"{at}.{key}", given.get(key))


def address_range(field: str, value: object) -> Iterator[Wrong]:
    """Yield what is wrong with an IP address or a range of them."""
    if type(value) is str and (cidr(value) if "/" in value else ip(value)):
        yield (
            field,
            f"has {value}, which is neither an address nor a range of them",
            value,
            "write it as in 192.0.2.7 or 192.0.2.0/24",
        )


def labels(at: str, given: object) -> Iterator[Wrong]:
    """Yield what is wrong with labels: keys and values that no pod can have."""
    for key, value in mapping(given).items():
        if type(key) is str and label_key(key):
            yield f"{at}[{key}]", f"has the label {key}, whose key {label_key(key)}", key, "write a key that a label can have"
        elif type(value) is str and label_value(value):
            yield (
                f"{at}[{key}]",
                f"has a value for the label {key}, which {label_value(value)}",
                value,
                "write a value that a label can have",
            )


def targets(spec: Mapping[str, Any]) -> Iterator[Wrong]:
    """Yield what is wrong with `targetRef` and `targetRefs`: kinds that no policy can be for."""
    given = [(".targetRef", spec.get("targetRef"))]
    given += [(f".targetRefs[{i}]", target) for i, target in enumerate(sequence(spec.get("targetRefs")))]
    for at, target in given:
        kind, group = mapping(target).get("kind"), mapping(target).get("group", "")
        if type(kind) is str and kind and type(group) is str and (group, kind) not in _TARGETS:
            yield (
                f"{at}.kind",
                f"is for a {kind}" + (f" of the group {group}" if group else ""),
                kind,
                "name a Gateway, a Service or a ServiceEntry, with its group, or select pods",
            )


def scope(spec: Mapping[str, Any], namespace: str, *, of_entry: bool = False, of_pods: bool = False) -> Iterator[Wrong]:
    """Yield what is wrong with `exportTo`.

    Args:
        spec: `spec` of the object.
        namespace: the object's namespace.
        of_entry: whether it is a ServiceEntry, which may be for nobody (default: False).
        of_pods: whether it is a DestinationRule for the pods that a selector selects, which is for its own namespace alone (default: False).
    """
    seen: set[str] = set()
    given = [target for target in sequence(spec.get("exportTo")) if type(target) is str]
    for i, target in enumerate(given):
        at, meant = f".exportTo[{i}]", namespace if target == "." else target
        if meant in seen:
            yield at, f"is exported to {target} twice", target, "remove one of the two"
        elif target == "~" and not of_entry:
            yield at, "is exported to nobody", target, "write the namespaces that it is for; . is its own"
        elif target not in (".", "*", "~") and not is_label(target):
            yield at, f"is exported to {target}, which is no namespace", target, "write a namespace, . for its own, or * for all"
        elif of_pods and meant != namespace:
            yield (
                at,
                f"is exported to {target}, and its selector is for pods of its own namespace",
                target,
                "remove exportTo, or the selector",
            )
        seen.add(meant)
    for all_of_them, whom in (("*", "everybody"), ("~", "nobody")):
        if all_of_them in given and len(seen) > 1 and not (of_pods or (all_of_them == "~" and not of_entry)):
            yield ".exportTo", f"is exported to {whom}, and to some", given, f"remove {all_of_them}, or the others"
            return


def match(field: str, value: object, *, of_path: bool = False) -> Iterator[Wrong]:
    """Yield what is wrong with a text that is compared: `exact`, `prefix` or `regex`.

    Args:
        field: where it is.
        value: the map with one of them.
        of_path: whether it is a path, of which every one begins with nothing (default: False).
    """
    given = mapping(value)
    if given.get("prefix") == "" and not of_path:
        yield f"{field}.prefix", "compares with an empty prefix", "", "write what it begins with, or leave the comparison out"
    yield from regex(f"{field}.regex", given.get("regex"))


def regex(field: str, value: object) -> Iterator[Wrong]:
    """Yield what is wrong with a regular expression."""
    if type(value) is not str:
        return
    if not value:
        yield field, "has an empty regular expression", "", "write .* for any text"
    elif len(value) > _LONGEST_EXPRESSION:
        yield (
            field,
            f"has a regular expression of {len(value)} characters, and the most are {_LONGEST_EXPRESSION}",
            NO_VALUE,
            "write several",
        )
    elif re2_problem(value):
        yield field, f"has a regular expression that {re2_problem(value)}", value, "write it as RE2 reads it"


def header(field: str, name: object) -> Iterator[Wrong]:
    """Yield what is wrong with the name of a header that is compared, or that a browser is told about."""
    if type(name) is str and (not name or name.strip(_HEADER)):
        yield field, f"has {name or 'an empty text'} for the name of a header", name, "write letters, digits, - and _"


def port_name(field: str, name: object) -> Iterator[Wrong]:
    """Yield what is wrong with the name of a port."""
    if type(name) is str and name and not is_label(name):
        yield field, f"has a port named {name}, which is no name of one", name, "write letters, digits and -"


def socket(field: str, path: str) -> Iterator[Wrong]:
    """Yield what is wrong with the address of a socket.

    Args:
        field: where it is.
        path: what follows `unix://`.
    """
    if path[:1] != "@" and (path[:1] != "/" or path[-1:] == "/"):
        yield (
            field,
            f"has the socket {path or 'without a path'}, which is no absolute path of a file",
            path,
            "write it as in unix:///run/app.sock",
        )
