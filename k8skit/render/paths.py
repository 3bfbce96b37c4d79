"""Where objects are written: file names that every system takes. Shared by the renderers."""

from __future__ import annotations

from ..errors import OutputError
from ..finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..manifest import Manifest

HEADER = "made by k8skit, do not edit"
"""First line of every file, as a comment. No version and no time: an upgrade must not touch every file."""

_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
_LONGEST = 240


def file_paths(manifests: list[Manifest], namespaces: dict[str, str]) -> list[str]:
    """The paths of objects, in their order: `<chart>/<kind>-<name>.yaml`.

    The namespace stands before the name (`role-team-a.admin.yaml`) where it is neither the chart's nor the chart's own name. Where kinds of
    the same name in several groups would share a path, all but the first group in the alphabet have theirs in it
    (`service.serving.knative.dev-web.yaml`). Objects whose names the cluster makes are numbered where they would share one.

    Args:
        manifests: the objects.
        namespaces: chart name -> namespace.
    """
    paths = [file_path(m, namespaces.get(m.chart, "")) for m in manifests]
    sharing: dict[str, list[int]] = {}
    for i, path in enumerate(paths):
        sharing.setdefault(path, []).append(i)
    if len(sharing) == len(paths):
        return paths
    taken = set(sharing)
    for path, members in sharing.items():
        if len(members) > 1:
            first = min(manifests[i].group for i in members)
            for i in members:
                if manifests[i].group != first:
                    paths[i] = file_path(manifests[i], namespaces.get(manifests[i].chart, ""), with_group=True)
            generated = [i for i in members if paths[i] == path and is_generated(manifests[i])]
            if len(generated) == len([i for i in members if paths[i] == path]):
                del generated[0]
            n = 2
            for i in generated:
                while f"{path[:-5]}-{n}.yaml" in taken:
                    n += 1
                paths[i] = f"{path[:-5]}-{n}.yaml"
                taken.add(paths[i])
    return paths


def file_path(m: Manifest, namespace: str, *, with_group: bool = False) -> str:
    """The path of one object by itself (see `file_paths`).

    Characters that a file name may not have are written as `%XX`; the name of an object that the cluster names is its generateName and
    `generate`; what is too long ends in a checksum.

    Args:
        m: the object.
        namespace: that of its chart.
        with_group: put its API group behind the kind (default False).
    """
    name = encode(m.name[:-1].rstrip("-") + ".generate" if m.name[-1:] == "*" and is_generated(m) else m.name)
    if m.namespace and m.namespace != namespace and m.namespace != m.chart:
        name = f"{encode(m.namespace)}.{name}"
    kind = encode(m.kind.lower()) + (f".{encode(m.group)}" if with_group and m.group else "")
    file = shortened(f"{kind}-{name}")
    return f"{shortened(encode(m.chart))}/{file}.yaml" if m.chart else f"{file}.yaml"


def is_generated(m: Manifest) -> bool:
    """Whether the cluster makes the object's name (metadata.generateName)."""
    metadata = m.object.get("metadata")
    return type(metadata) is dict and metadata.get("name") is None and type(metadata.get("generateName")) is str


def shortened(text: str) -> str:
    """A name that every file system takes: what is too long ends in a checksum of the whole."""
    if len(text) <= _LONGEST:
        return text
    from zlib import crc32

    return f"{text[: _LONGEST - 9]}-{crc32(text.encode()):08x}"


def encode(text: str) -> str:
    """Write every character that a file name on some system may not have as `%XX` (UTF-8)."""
    if _SAFE.issuperset(text):
        return text if text.strip(".") else text.replace(".", "%2E")
    return "".join(c if c in _SAFE else "".join(f"%{b:02X}" for b in c.encode("utf-8", "surrogatepass")) for c in text)


def refuse_same(files: list[tuple[str, Manifest]]) -> None:
    """Raise where two paths are one, on file systems that do not tell upper from lower case too.

    Args:
        files: path and object of each file.

    Raises:
        OutputError: K8S950 for each two.
    """
    owners: dict[str, tuple[str, Manifest]] = {}
    findings = []
    for path, m in files:
        other_path, other = owners.setdefault(path.lower(), (path, m))
        if other is not m:
            at = f" (made at {other.origin.file}:{other.origin.line})" if other.origin else ""
            where = path if path == other_path else f"{path} and {other_path}, which is one file where case does not count"
            message = f"two objects would be written to {where}: {m.id} and {other.id}{at}"
            help = "give one another name, or put it into another chart"
            findings.append(Finding("K8S950", message, origin=m.origin, object=m.id, help=help))
    if findings:
        raise OutputError(*findings)
