"""What tests hand to k8skit.testing (an app, a construct, manifests, YAML text) as plain objects and as the text that synth writes.

Called by the snapshot fixture and by `Manifests`; loads only what the value at hand needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..errors import CallError
from ..finding import Finding, ObjectId
from ..manifest import Manifest

if TYPE_CHECKING:
    from typing import Any

    from ..core.construct import Construct
    from ..pipeline import Synthesis


def objects(subject: object) -> list[dict[str, Any]]:
    """List the API objects that a value stands for.

    Args:
        subject: an App or any construct, an App or a Chart of cdk8s, a Manifest, a mapping, a list or tuple of the latter two, or YAML text.

    Returns:
        The objects as plain data, in the order in which synth writes them.

    Raises:
        CallError: the value is none of these.
        UsageError: the text is not YAML, or not API objects.
        CheckError: the manifests of the construct have errors.
    """
    if isinstance(subject, str):
        from ..yamltext import load_all

        return [document.object for document in load_all(subject, "the text under test")]
    if isinstance(subject, Manifest):
        return [subject.object]
    if isinstance(subject, Mapping):
        return [dict(subject)]
    if isinstance(subject, (list, tuple)):
        found: list[dict[str, Any]] = []
        for index, entry in enumerate(subject):
            if isinstance(entry, Manifest):
                found.append(entry.object)
            elif isinstance(entry, Mapping):
                found.append(dict(entry))
            else:
                raise _unusable(entry, f"item {index} of the list")
        return found
    construct = _construct(subject)
    if construct is not None:
        return [manifest.object for manifest in _synth(construct).manifests]
    raise _unusable(subject, "the value")


def text(subject: object) -> str:
    """Write a value as synth would.

    Args:
        subject: as for `objects`.

    Returns:
        YAML text that ends with a line feed; text is kept as it is.

    Raises:
        CallError: the value is not usable, or an object is a Secret with values (see `refuse_secret_values`).
        UsageError: the text is not YAML, or not API objects.
        CheckError: the manifests of the construct have errors.
    """
    construct = _construct(subject)
    if construct is not None:
        synthesis = _synth(construct)
        refuse_secret_values([manifest.object for manifest in synthesis.manifests])
        return synthesis.stream()
    found = objects(subject)
    refuse_secret_values(found)
    if isinstance(subject, str):
        return subject if subject.endswith("\n") or not subject else f"{subject}\n"
    from ..render.plain import stream

    given = subject if isinstance(subject, (list, tuple)) else [subject]
    return stream([entry if isinstance(entry, Manifest) else Manifest(plain) for entry, plain in zip(given, found, strict=True)])


def refuse_secret_values(found: list[dict[str, Any]]) -> None:
    """Stop where an object is a Secret with readable values: they must reach no file and no output of a test.

    Args:
        found: API objects; lists of them (`kind: List`) are looked into. Values that SOPS encrypted pass.

    Raises:
        CallError: names the Secrets and their keys, never a value.
    """
    findings = []
    for entry in found:
        items = entry.get("items")
        if str(entry.get("kind", "")).endswith("List") and isinstance(items, list):
            refuse_secret_values([item for item in items if isinstance(item, dict)])
        keys = secret_keys(entry)
        if keys:
            manifest = Manifest(entry)
            findings.append(
                Finding(
                    "K8S961",
                    f"{manifest.id} holds values ({', '.join(keys)}); a snapshot would make them readable",
                    object=ObjectId(manifest.group, manifest.version, manifest.kind, manifest.namespace, manifest.name),
                    help="refer to a Secret that lives elsewhere, or leave this object out of the comparison; assert on its keys instead",
                )
            )
    if findings:
        raise CallError(*findings)


def secret_keys(entry: Mapping[str, Any]) -> list[str]:
    """List the keys of an object's secret values.

    Args:
        entry: any API object.

    Returns:
        Paths such as `stringData.password`, sorted; empty for anything but a Secret, and for one encrypted by SOPS.
    """
    if entry.get("kind") != "Secret" or entry.get("apiVersion", "v1") != "v1":
        return []
    encrypted = isinstance(entry.get("sops"), Mapping)
    keys = []
    for part in ("data", "stringData"):
        values = entry.get(part)
        if isinstance(values, Mapping):
            keys += [f"{part}.{k}" for k, v in values.items() if v not in ("", None) and not (encrypted and str(v).startswith("ENC["))]
        elif values is not None:
            keys.append(part)
    return sorted(keys)


def _construct(subject: object) -> Construct | None:
    """The construct that a value is, or that stands for one of cdk8s."""
    # Whoever holds a construct has loaded the core; nobody else needs it.
    core = sys.modules.get("k8skit.core.construct")
    if core is not None:
        kind: type[Construct] = core.Construct
        if isinstance(subject, kind):
            return subject
    cdk8s = sys.modules.get("cdk8s")
    if cdk8s is None or not isinstance(subject, (cdk8s.App, cdk8s.Chart)):
        return None
    from ..core.guests import native

    return native(subject)


def _synth(construct: Construct) -> Synthesis:
    """Synth with the configuration of the project that the app's file lies in, as the command line does."""
    from ..files.config import find_config, load_config
    from ..pipeline import synth

    made_in = construct.node.root._at[0]
    path = find_config(os.path.dirname(made_in))
    return synth(construct, load_config(path) if path else None)


def _unusable(value: object, what: str) -> CallError:
    return CallError(
        Finding(
            "K8S963",
            f"{what} is of type {type(value).__name__}, which is no manifest",
            help="give an App, a construct, a manifest (dict or Manifest), a list of manifests, or YAML text; of cdk8s an App or a Chart",
        )
    )
