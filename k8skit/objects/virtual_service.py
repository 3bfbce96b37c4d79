"""VirtualService: how requests to a host are routed in an Istio mesh. Its routes are tried from the top; the first match wins."""

from __future__ import annotations

from ..core.fields import Value, field
from ..core.types import Count, LabelKey, LabelValue, Port
from .typed import EMPTY, TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


class RequestMatch(Value):
    """What a request must be like; all that is given must fit.

    Args:
        prefix: start of the path, as text: `/green` also fits `/greenery`; write `/green/` for whole path elements (default: any).
        exact: the whole path (default: any).
        regex: regular expression (RE2) for the whole path (default: any).
        headers: headers that must be exactly so (default: none).
        header_patterns: headers that must match a regular expression (RE2) as a whole (default: none).
        method: HTTP method (default: every one).
        gateways: only for these gateways of the VirtualService (default: all of them).
        source_labels: only from pods with these labels, within the mesh (default: all).
    """

    prefix: str | None = None
    exact: str | None = None
    regex: str | None = None
    headers: Mapping[str, str] = EMPTY
    header_patterns: Mapping[str, str] = EMPTY
    method: str | None = None
    gateways: Sequence[str] = ()
    source_labels: Mapping[LabelKey, LabelValue] = EMPTY

    def verify(self) -> None:
        """At most one form of path."""
        given = [n for n in ("prefix", "exact", "regex") if getattr(self, n) is not None]
        if len(given) > 1:
            raise self.refuse(
                f"a match has one form of path, got {' and '.join(given)}",
                field=given[1],
                value=getattr(self, given[1]),
                help="make two matches: they are alternatives",
            )

    def to_manifest(self) -> dict[str, Any]:
        """The item of `match`."""
        out: dict[str, Any] = {}
        for form in ("prefix", "exact", "regex"):
            if getattr(self, form) is not None:
                out["uri"] = {form: getattr(self, form)}
        headers: dict[str, Any] = {k: {"exact": v} for k, v in self.headers.items()}
        headers.update((k, {"regex": v}) for k, v in self.header_patterns.items())
        if headers:
            out["headers"] = headers
        if self.method:
            out["method"] = {"exact": self.method}
        if self.gateways:
            out["gateways"] = list(self.gateways)
        if self.source_labels:
            out["sourceLabels"] = dict(self.source_labels)
        return out


class Destination(Value):
    """Where requests go.

    Args:
        host: name of the Service; a full name (`orders.shop.svc.cluster.local`) means the same everywhere.
        subset: name of a subset of a DestinationRule for this host (default: all pods).
        port: the Service's port; needed where it has more than one (default: the one).
        weight: share in percent, where there are several (default: all).
    """

    host: str
    subset: str | None = None
    port: Port | None = None
    weight: Count | None = None

    def to_manifest(self) -> dict[str, Any]:
        """The item of `route`."""
        destination: dict[str, Any] = {"host": self.host}
        if self.subset:
            destination["subset"] = self.subset
        if self.port is not None:
            destination["port"] = {"number": self.port}
        out: dict[str, Any] = {"destination": destination}
        if self.weight is not None:
            out["weight"] = self.weight
        return out


class Retries(Value):
    """How a failed request is tried again.

    Args:
        attempts: how often, beside the first time; 0 switches Istio's own two off.
        per_try_timeout: time for one try, such as `"2s"` (default: the route's timeout).
        on: when: Envoy's conditions, such as `5xx,connect-failure` (default: Istio's own).
    """

    attempts: Count = field(kw_only=False)
    per_try_timeout: str | None = None
    on: str | None = None

    def to_manifest(self) -> dict[str, Any]:
        """The `retries` of a route."""
        out: dict[str, Any] = {"attempts": self.attempts}
        if self.per_try_timeout:
            out["perTryTimeout"] = self.per_try_timeout
        if self.on:
            out["retryOn"] = self.on
        return out


class VirtualRoute(Value):
    """One route: what matches, and where it goes.

    Args:
        to: where, at least one.
        match: alternatives, one of which must fit (default: every request).
        name: its name, for logs (default: none).
        rewrite: replaces the matched prefix, or the whole path of an exact match (default: the path stays).
        rewrite_regex: pattern and substitution for the path instead of `rewrite` (default: none).
        timeout: time for the whole request, such as `"10s"` (default: none).
        retries: how a failed request is tried again (default: Istio's own, two times).
        mirror: also send a copy of every request there; answers are thrown away (default: not).
        set_headers: request headers to set (default: none).
        set_response_headers: response headers to set (default: none).
        add_response_headers: response headers to add (default: none).
    """

    to: Sequence[Destination]
    match: Sequence[RequestMatch] = ()
    name: str | None = None
    rewrite: str | None = None
    rewrite_regex: tuple[str, str] | None = None
    timeout: str | None = None
    retries: Retries | None = None
    mirror: Destination | None = None
    set_headers: Mapping[str, str] = EMPTY
    set_response_headers: Mapping[str, str] = EMPTY
    add_response_headers: Mapping[str, str] = EMPTY

    def verify(self) -> None:
        """Somewhere to go, shares that say something, one rewrite."""
        if not self.to:
            raise self.refuse("a route needs a destination", field="to", value=[], help="name the host that the requests go to")
        if len(self.to) > 1 and sum(d.weight or 0 for d in self.to) <= 0:
            raise self.refuse("the weights of a route add up to 0", field="to", help="Istio refuses that; give at least one a weight")
        if self.rewrite is not None and self.rewrite_regex is not None:
            raise self.refuse(
                "a route has one rewrite", field="rewrite_regex", value=self.rewrite_regex, help="give rewrite or rewrite_regex"
            )

    def to_manifest(self) -> dict[str, Any]:
        """The item of `http`."""
        out: dict[str, Any] = {}
        if self.name:
            out["name"] = self.name
        if self.match:
            out["match"] = [m.to_manifest() for m in self.match]
        if self.rewrite is not None:
            out["rewrite"] = {"uri": self.rewrite}
        elif self.rewrite_regex is not None:
            out["rewrite"] = {"uriRegexRewrite": {"match": self.rewrite_regex[0], "rewrite": self.rewrite_regex[1]}}
        out["route"] = [d.to_manifest() for d in self.to]
        if self.timeout:
            out["timeout"] = self.timeout
        if self.retries is not None:
            out["retries"] = self.retries.to_manifest()
        if self.mirror is not None:
            out["mirror"] = self.mirror.to_manifest()["destination"]
        headers: dict[str, Any] = {}
        if self.set_headers:
            headers["request"] = {"set": dict(self.set_headers)}
        response: dict[str, Any] = {}
        if self.set_response_headers:
            response["set"] = dict(self.set_response_headers)
        if self.add_response_headers:
            response["add"] = dict(self.add_response_headers)
        if response:
            headers["response"] = response
        if headers:
            out["headers"] = headers
        return out


class VirtualService(TypedObject):
    """A VirtualService (networking.istio.io/v1).

    Args:
        hosts: names that clients use: outside names for a gateway, names of Services within the mesh.
        http: the routes, tried from the top.
        gateways: where it applies: `namespace/name` of gateways, `mesh` for the sidecars (default: Istio's own, `mesh` alone).
        export_to: namespaces that see it: `.` for its own, `*` for all (default: Istio's own, all).
    """

    API_VERSION = "networking.istio.io/v1"
    KIND = "VirtualService"

    hosts: Sequence[str]
    http: Sequence[VirtualRoute]
    gateways: Sequence[str] = ()
    export_to: Sequence[str] = ()

    def body(self) -> dict[str, Any]:
        """The spec."""
        spec: dict[str, Any] = {"hosts": list(self.hosts)}
        if self.gateways:
            spec["gateways"] = list(self.gateways)
        if self.export_to:
            spec["exportTo"] = list(self.export_to)
        spec["http"] = [r.to_manifest() for r in self.http]
        return {"spec": spec}
