"""Files that go through as they are: encrypted Secrets. Read at synth, checked, and never shown.

Called by the pipeline where the tree has such a file; the rest of the way sees an object with the file's keys and no values.
"""

from __future__ import annotations

import os

from ..errors import UsageError
from ..finding import Finding
from ..manifest import Manifest
from ..yamltext import load_all

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..core.collect import Collected
    from ..objects.secret_file import SecretFile


def pass_through(collected: Collected, namespaces: Mapping[str, str]) -> tuple[list[Manifest], dict[int, Manifest]]:
    """Read the files of a tree and put their objects into its manifests.

    Args:
        collected: what the tree holds; its manifests are replaced, its findings get what is wrong: K8S960 for a file that cannot be passed
            through, K8S969 for one that would have to be changed.
        namespaces: chart name -> namespace.

    Returns:
        The manifests of files, which no step changes; id of each -> the manifest that checks see in its place.
    """
    found, seen = [], {}
    for index, construct in collected.files.items():
        reader: SecretFile = construct  # type: ignore[assignment]
        before = collected.manifests[index]
        path = os.path.normpath(os.path.join(os.path.dirname(reader._at[0]), reader.path))
        finding, text, object = _read(reader, path)
        m = before
        if finding is None:
            m = Manifest(object, origin=before.origin, chart=before.chart, rank=before.rank, text=text, source=before.source)
            collected.manifests[index] = m
            finding = _misplaced(reader, path, m, namespaces.get(m.chart, ""))
        if finding is not None:
            finding.origin, finding.object = before.origin, m.id
            collected.findings.append(finding)
        found.append(m)
        shown = m if finding is not None and finding.code == "K8S960" else m.replace(reader.stand_in(m.object))
        seen[id(m)] = shown
    return found, seen


def _read(reader: SecretFile, path: str) -> tuple[Finding | None, str, dict[str, Any]]:
    """What is wrong with a file, its text and its object; nothing of its content is told."""
    help = "encrypt it: `sops --encrypt --encrypted-regex '^(data|stringData)$' FILE`, or `kubeseal -o yaml`"
    try:
        with open(path, "rb") as file:
            text = file.read().decode()
    except OSError as e:
        return (
            Finding("K8S960", f"cannot read {path}: {(e.strerror or str(e)).lower()}", help="paths start from the file that names them"),
            "",
            {},
        )
    except UnicodeDecodeError:
        return Finding("K8S960", f"{path} is not UTF-8", help=help), "", {}
    try:
        documents = load_all(text, path)
    except UsageError as e:
        line = next((f.origin.line for f in e.findings if f.origin), 0)
        return Finding("K8S960", f"{path} cannot be read as YAML{f' (line {line})' if line else ''}", help=help), "", {}
    if len(documents) != 1 or not isinstance(documents[0].object, dict):
        return Finding("K8S960", f"{path} has {len(documents)} documents, and must have one object", help="write a file for each"), "", {}
    object: dict[str, Any] = documents[0].object
    if (object.get("apiVersion"), object.get("kind")) != (reader.API_VERSION, reader.KIND):
        return Finding("K8S960", f"{path} holds no {reader.KIND} of {reader.API_VERSION}", help=help), "", {}
    problem = reader.check(object)
    if problem:
        return Finding("K8S960", f"{path} {problem}", help=help), "", {}
    return None, text, object


def _misplaced(reader: SecretFile, path: str, m: Manifest, namespace: str) -> Finding | None:
    """What the file says otherwise than the app, and cannot be changed."""
    wanted = reader.name or reader.id
    if m.name != wanted:
        help = f'write name="{m.name}", or rename the Secret in the file and encrypt it again'
        return Finding("K8S969", f"{path} is the Secret {m.name}, not {wanted}", field="metadata.name", value=m.name, help=help)
    if namespace and not m.namespace:
        help = (
            f"write metadata.namespace: {namespace} into the file (for SOPS: with `sops edit`): it cannot be changed once it is encrypted"
        )
        return Finding("K8S969", f"{path} says no namespace, and the chart's is {namespace}", field="metadata.namespace", help=help)
    return None
