"""Findings: what a check says about a manifest, or an error about a call.

Everything that judges returns these; reports print them. This module knows nothing of the rest of k8skit.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .fix import Fix

ERROR = "error"
"""Severity: the API server rejects it, or it is certainly broken. Stops `k8skit synth`."""
WARNING = "warning"
"""Severity: likely wrong or risky. Shown; stops synth only with `--strict`."""


def is_code(text: object) -> bool:
    """Whether something is a code of findings: `K8S203`, or other capital letters and digits, a letter first and three digits last."""
    if type(text) is not str or not (text.isascii() and text.isalnum() and text.isupper()):
        return False
    return len(text) > 3 and text[0].isalpha() and text[-3:].isdigit() and (len(text) == 6 or not text.startswith("K8S"))


class Origin:
    """Where something was made: the user's file and line, and the construct.

    Args:
        file: path of the user's file, as Python knows it, or the path of a YAML file.
        line: line number, from 1; 0 where unknown.
        path: construct path such as `shop/orders`; empty for foreign YAML.
        type: class name of the construct, such as `WebService`; empty for foreign YAML.
    """

    __slots__ = ("file", "line", "path", "type")

    def __init__(self, file: str, line: int = 0, path: str = "", type: str = "") -> None:
        self.file = file
        self.line = line
        self.path = path
        self.type = type

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Origin):
            return NotImplemented
        return (self.file, self.line, self.path, self.type) == (other.file, other.line, other.path, other.type)

    def __hash__(self) -> int:
        return hash((self.file, self.line, self.path, self.type))

    def __repr__(self) -> str:
        return f"Origin({self.file!r}, {self.line}, {self.path!r}, {self.type!r})"


class ObjectId:
    """The identity of one API object: group, version, kind, namespace, name.

    Two objects are the same to the API server when group, kind, namespace and name agree; the version does not count.

    Args:
        group: API group, `""` for the core group.
        version: version within the group, such as `v1`.
        kind: kind, such as `Deployment`.
        namespace: namespace, `""` for cluster-scoped kinds or where none is set.
        name: metadata.name, or metadata.generateName followed by `*`.
    """

    __slots__ = ("group", "kind", "name", "namespace", "version")

    def __init__(self, group: str, version: str, kind: str, namespace: str, name: str) -> None:
        self.group = group
        self.version = version
        self.kind = kind
        self.namespace = namespace
        self.name = name

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Group, kind, namespace and name: equal keys mean one object."""
        return (self.group, self.kind, self.namespace, self.name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ObjectId):
            return NotImplemented
        return self.key == other.key and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.key)

    def __str__(self) -> str:
        name = f"{self.namespace}/{self.name}" if self.namespace else self.name
        return f"{self.kind} {name}".strip()

    def __repr__(self) -> str:
        return f"ObjectId({self.group!r}, {self.version!r}, {self.kind!r}, {self.namespace!r}, {self.name!r})"


NO_VALUE = object()
"""Stands for "there is no value to show" where None is a possible value."""


class Finding:
    """One statement about one place, with what to do about it.

    Args:
        code: stable code, `K8Snnn`.
        message: one sentence without a full stop at the end; names what is wrong.
        severity: `ERROR` (default) or `WARNING`.
        origin: where the user made it (default None: nothing is known).
        object: the API object (default None: the finding is not about one).
        field: field path such as `spec.template.spec.containers[0].image` (default empty: the whole object).
        value: the value found, as data (default `NO_VALUE`: there is none). Never a secret's.
        help: what to do, one or more sentences (default: empty).
        fix: the edits that put it right, where they are certain (default: None).

    Attributes:
        environments: names of the environments whose build has it, or the folders of the Apps of one program; empty where there is one build.
    """

    __slots__ = ("code", "environments", "field", "fix", "help", "message", "object", "origin", "severity", "value")

    def __init__(
        self,
        code: str,
        message: str,
        *,
        severity: str = ERROR,
        origin: Origin | None = None,
        object: ObjectId | None = None,
        field: str = "",
        value: object = NO_VALUE,
        help: str = "",
        fix: Fix | None = None,
    ) -> None:
        self.code = code
        self.message = message
        self.severity = severity
        self.origin = origin
        self.object = object
        self.field = field
        self.value = value
        self.help = help
        self.fix = fix
        self.environments: tuple[str, ...] = ()

    @property
    def sort_key(self) -> tuple[int, str, int, str, tuple[str, str, str, str], str, str, str]:
        """Errors first, then by file, line, construct, object, field, code and message: the order of every report."""
        o = self.origin
        return (
            0 if self.severity == ERROR else 1,
            o.file if o else "",
            o.line if o else 0,
            o.path if o else "",
            self.object.key if self.object else ("", "", "", ""),
            self.field,
            self.code,
            self.message,
        )

    def __repr__(self) -> str:
        return f"Finding({self.code!r}, {self.message!r}, severity={self.severity!r}, object={self.object!r}, field={self.field!r})"
