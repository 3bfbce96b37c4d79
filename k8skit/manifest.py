"""Manifest: one API object as plain data, with its identity, its chart and its origin.

The flat list of these is what every consumer eats (process, validate, rules, render): made by constructs or read from YAML, it makes no difference.
"""

from __future__ import annotations

from .errors import CallError
from .finding import Finding, ObjectId, Origin
from .names import dns1123_label, dns1123_subdomain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self


class Marked(str):
    """A text with a comment at the end of its line in plain output: a marker by which a bot finds what it may change.

        WebService(shop, "web", image=Marked("registry.example.com/web:1.4.2", policy="flux-system:web"))

    It can stand wherever a text can. Source of the markers: Flux documentation, "Configure image update for custom resources".

    Args:
        text: the text.
        policy: name of an ImagePolicy of Flux, `namespace:name` for a whole image; with `:tag`, `:name` or `:digest` behind it for a text
            that is only that part of one.
        comment: any other comment of one line, with or without `#`.

    Raises:
        CallError: K8S902 for a policy or comment that cannot be one, or for both or none of them.
    """

    __slots__ = ("comment",)

    made = False
    """Whether there is any in this process; looking for them is saved until then."""
    comment: str

    def __new__(cls, text: str, *, policy: str = "", comment: str = "") -> Self:
        """Make one; see the class."""
        problem = _policy_problem(policy) if policy else ""
        if bool(policy) == bool(comment):
            problem = "takes a policy or a comment: " + ("both are given" if policy else "none is given")
        elif comment and (not comment.strip("# ") or not comment.isprintable()):
            problem = "takes a comment of one line of visible characters"
        if problem:
            help = 'for example Marked("registry.example.com/web:1.4.2", policy="flux-system:web")'
            field = "policy" if policy else "comment"
            raise CallError(Finding("K8S902", f"Marked {problem}", field=field, value=policy or comment, help=help))
        new = super().__new__(cls, text)
        new.comment = f'{{"$imagepolicy": "{policy}"}}' if policy else comment.lstrip("# ")
        Marked.made = True
        return new

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> Any:
        return (_marked, (str(self), self.comment))

    def __repr__(self) -> str:
        return f"Marked({str.__repr__(self)}, comment={self.comment!r})"


def _marked(text: str, comment: str) -> Marked:
    return Marked(text, comment=comment)


def _policy_problem(policy: str) -> str:
    parts = policy.split(":")
    if len(parts) not in (2, 3) or (len(parts) == 3 and parts[2] not in ("tag", "name", "digest")):
        return "takes a policy such as flux-system:web, with :tag, :name or :digest behind it"
    for what, text in (("namespace", dns1123_label(parts[0])), ("name", dns1123_subdomain(parts[1]))):
        if text:
            return f"takes a policy whose {what} {text}"
    return ""


_versions: dict[str, tuple[str, str]] = {}
"""apiVersion -> group and version: few texts that are the same at thousands of objects."""


class Manifest:
    """One API object and what is known about it. Read-only by convention: steps make new ones, but for those before which nobody else has them.

    Args:
        object: the object as plain data (dict, list, str, int, float, bool, None).
        origin: where it was made (default None: unknown).
        chart: name of the unit of output it belongs to (default `""`: foreign YAML).
        source: the construct that made it; None for YAML (default).
        patches: patches still to be applied, in order (see `k8skit.process.patches`; default: none).
        silenced: code -> what silences it, for findings silenced at this object (default: none).
        rank: how many dependencies deep it stands; a higher rank is applied later (default 0).
        comments: path of a scalar -> comment for the end of its line in plain output (see `k8skit.process.markers`; default: none).
        text: the object as YAML that must be written byte for byte, such as an encrypted file (default `""`: it is written from `object`).
        stamped: the namespace that another tool has put on it along with its chart's labels; None where k8skit does (default).

    Attributes:
        group, version, kind, namespace, name: the identity, read from `object`; `""` where absent or not a string.
    """

    __slots__ = (
        "chart",
        "comments",
        "group",
        "kind",
        "name",
        "namespace",
        "object",
        "origin",
        "patches",
        "rank",
        "silenced",
        "source",
        "stamped",
        "text",
        "version",
    )

    def __init__(
        self,
        object: dict[str, Any],
        origin: Origin | None = None,
        chart: str = "",
        source: Any = None,
        *,
        patches: tuple[Any, ...] = (),
        silenced: dict[str, Any] | None = None,
        rank: int = 0,
        comments: dict[tuple[str | int, ...], str] | None = None,
        text: str = "",
        stamped: str | None = None,
    ) -> None:
        self.object = object
        self.origin = origin
        self.chart = chart
        self.patches = patches
        self.silenced = silenced
        self.rank = rank
        self.comments = comments
        self.text = text
        self.source = source
        self.stamped = stamped
        gv = object.get("apiVersion")
        if type(gv) is str:
            known = _versions.get(gv)
            if known is None:
                group, _, version = gv.rpartition("/")
                known = _versions[gv] = (group, version)
            self.group, self.version = known
        else:
            self.group = self.version = ""
        kind = object.get("kind")
        self.kind: str = kind if type(kind) is str else ""
        self.namespace = self.name = ""
        meta = object.get("metadata")
        if type(meta) is dict:
            if "namespace" in meta:  # many have none yet
                namespace = meta["namespace"]
                if type(namespace) is str:
                    self.namespace = namespace
            name = meta.get("name")
            if type(name) is str:
                self.name = name
            elif name is None:
                generate = meta.get("generateName")
                if type(generate) is str:
                    self.name = f"{generate}*"

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Group, kind, namespace and name: equal keys mean one object to the API server."""
        return (self.group, self.kind, self.namespace, self.name)

    @property
    def id(self) -> ObjectId:
        """The identity as a value for findings."""
        return ObjectId(self.group, self.version, self.kind, self.namespace, self.name)

    def replace(self, object: dict[str, Any]) -> Manifest:
        """Return this manifest with another object, and without a text; all else that is known stays.

        Args:
            object: the object.
        """
        return Manifest(
            object,
            origin=self.origin,
            chart=self.chart,
            patches=self.patches,
            silenced=self.silenced,
            rank=self.rank,
            comments=self.comments,
            source=self.source,
            stamped=self.stamped,
        )

    def __repr__(self) -> str:
        return f"Manifest({self.kind} {self.namespace}/{self.name})"
