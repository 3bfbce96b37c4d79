"""The named types of parameters: what they take, in the words of Kubernetes.

To a type checker they are plain Python types; at run time each has its rule (see `annotations.Named`).
"""

from __future__ import annotations

from .. import names, quantities
from ..errors import CallError
from ..finding import Finding
from ..manifest import Marked
from .annotations import Named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias


_LOWER_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789"
_LOWER_DIGITS_DASH = _LOWER_DIGITS + "-"
_TAG = _LOWER_DIGITS_DASH + "ABCDEFGHIJKLMNOPQRSTUVWXYZ_."


def image_problem(value: Any) -> str:
    """Return "" for an image reference `[host[:port]/]path[:tag][@digest]`, else what must hold (OCI distribution specification)."""
    if value.split() != [value]:
        return "must be an image reference without blanks, such as registry.example.com/orders:1.4.2"
    rest, at, digest = value.partition("@")
    if at:
        algorithm, _, hexa = digest.partition(":")
        if not algorithm or len(hexa) < 32 or hexa.strip("0123456789abcdef"):
            return "must end in a digest such as @sha256:<64 hexadecimal digits>"
    path = rest.split("/")
    path[-1], colon, tag = path[-1].partition(":")
    if colon and (not tag or len(tag) > 128 or tag[0] in ".-" or tag.strip(_TAG)):
        return "must have a tag of letters, digits, '_', '.' or '-' after the colon"
    if len(path) > 1 and ("." in path[0] or ":" in path[0] or path[0] == "localhost" or path[0] != path[0].lower()):
        del path[0]  # the host of the registry
    if not all(map(_is_path_component, path)):
        return "must have a repository of lower case letters and digits, with single '.', '_', '__' or '-' between them, and '/'"
    return ""


def _is_path_component(text: str) -> bool:
    """Letters and digits, with `.`, `_`, `__` or any number of `-` between them."""
    if not text or text[0] in ".-_" or text[-1] in ".-_":
        return False
    if not text.strip(_LOWER_DIGITS):
        return True
    words = text.replace("__", "_").replace(".", "_").split("_")
    return not any(not word or word[0] == "-" or word[-1] == "-" or word.strip(_LOWER_DIGITS_DASH) for word in words)


class ImageType(Named):
    """The named type of images, which can be called to set a marker.

        WebService(shop, "web", image=Image("registry.example.com/web:1.4.2", marker="flux-system:web"))

    Type checkers take `Image` for `str`, so that parameters of this type take plain text; they know the same as `Marked`.
    """

    __slots__ = ()

    def __call__(self, text: str, *, marker: str = "") -> str:  # type: ignore[override]
        """Return an image reference, with a comment at the end of its line in plain output if there is a marker.

        Args:
            text: the image.
            marker: name of an ImagePolicy of Flux, such as `flux-system:web`; or a whole comment that starts with `#` or `{` (default: none).

        Raises:
            CallError: K8S902 for a text that is no image reference, or a marker that cannot be one.
        """
        problem = image_problem(text) if isinstance(text, str) else f"must be {self.words}, got {type(text).__name__}"
        if problem:
            help = 'for example Image("registry.example.com/web:1.4.2", marker="flux-system:web")'
            raise CallError(Finding("K8S902", f"Image {problem}", field="text", value=text, help=help))
        if not marker:
            return text
        return Marked(text, comment=marker) if marker[0] in "#{" else Marked(text, policy=marker)


def port_problem(value: int) -> str:
    """Return "" for a port number, else what must hold."""
    return "" if 1 <= value <= 65535 else "must be a port number between 1 and 65535"


def _quantity_problem(value: Any) -> str:
    text = quantities.problem(value)
    return text and f"must be a quantity such as 250m, 2, 512Mi or 20Gi: {text}"


def _must(what: str, check: Any) -> Any:
    def problem(value: Any) -> str:
        text = check(value)
        return text and f"is no valid {what}: it {text}"

    return problem


def _non_negative(value: int) -> str:
    return "" if 0 <= value < 2**31 else "must be between 0 and 2147483647"


def _positive(value: int) -> str:
    return "" if 1 <= value < 2**31 else "must be between 1 and 2147483647"


def _percent_or_count(value: Any) -> str:
    if type(value) is int:
        return _non_negative(value)
    return "" if not names.percent(value) else "must be a count or a percentage such as 25%"


def _hostname_problem(value: str) -> str:
    text = names.wildcard_dns1123_subdomain(value) if value[:2] == "*." else names.dns1123_subdomain(value)
    return text and f"must be a host name such as orders.example.com: {text}"


def _path_problem(value: str) -> str:
    return "" if value[:1] == "/" and value.split() == [value] else "must be an absolute path such as /healthz"


def _gateway_problem(value: str) -> str:
    """What is wrong with `name`, `namespace/name` or `namespace/name/listener`."""
    parts = value.split("/")
    checks = (names.dns1123_subdomain,) if len(parts) == 1 else (names.dns1123_label, names.dns1123_subdomain, names.dns1123_subdomain)
    for part, check in zip(parts, checks, strict=False):
        text = check(part)
        if text:
            return f"must name a gateway, as in istio-system/public: {f'{part!r} {text}' if part else 'a part of it is empty'}"
    return "" if len(parts) <= 3 else "must name a gateway, as in istio-system/public, and at most a listener behind it"


if TYPE_CHECKING:
    Port: TypeAlias = int
    Count: TypeAlias = int
    PositiveCount: TypeAlias = int
    Seconds: TypeAlias = int
    Image: TypeAlias = str
    Quantity: TypeAlias = str | int
    ObjectName: TypeAlias = str
    LabelName: TypeAlias = str
    ServiceName: TypeAlias = str
    NamespaceName: TypeAlias = str
    PortName: TypeAlias = str
    LabelKey: TypeAlias = str
    LabelValue: TypeAlias = str
    EnvName: TypeAlias = str
    ConfigKeyName: TypeAlias = str
    HostName: TypeAlias = str
    GatewayName: TypeAlias = str
    Path: TypeAlias = str
    CountOrPercent: TypeAlias = int | str
else:
    Port = Named("Port", (int,), port_problem, "a port number")
    Count = Named("Count", (int,), _non_negative, "a count")
    PositiveCount = Named("PositiveCount", (int,), _positive, "a count of at least 1")
    Seconds = Named("Seconds", (int,), _non_negative, "a number of seconds")
    Image = ImageType("Image", (str,), image_problem, "an image reference")
    Quantity = Named(
        "Quantity",
        (str, int),
        _quantity_problem,
        "a quantity such as 250m or 512Mi",
        lambda v: quantities.canonical(v if type(v) is str else str(v)),
        quantities.is_canonical,
    )
    ObjectName = Named("ObjectName", (str,), _must("object name", names.dns1123_subdomain), "the name of an object")
    LabelName = Named("LabelName", (str,), _must("name", names.dns1123_label), "a name")
    ServiceName = Named("ServiceName", (str,), _must("Service name", names.dns1035_label), "the name of a Service")
    NamespaceName = Named("NamespaceName", (str,), _must("namespace name", names.dns1123_label), "the name of a namespace")
    PortName = Named("PortName", (str,), _must("port name", names.port_name), "a port name")
    LabelKey = Named("LabelKey", (str,), _must("label key", names.label_key), "a label key")
    LabelValue = Named("LabelValue", (str,), _must("label value", names.label_value), "a label value")
    EnvName = Named("EnvName", (str,), _must("variable name", names.env_name), "a variable name")
    ConfigKeyName = Named("ConfigKeyName", (str,), _must("key", names.configmap_key), "a key")
    HostName = Named("HostName", (str,), _hostname_problem, "a host name")
    GatewayName = Named("GatewayName", (str,), _gateway_problem, "a gateway")
    Path = Named("Path", (str,), _path_problem, "a path")
    CountOrPercent = Named("CountOrPercent", (int, str), _percent_or_count, "a count or a percentage")
