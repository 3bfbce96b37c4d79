"""Manifests: look up the API objects of an app, a construct or a text, to assert on them.

Used in tests. Gives plain dicts out, so that anything can be compared with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..manifest import Manifest
from ..names import closest
from .subject import objects

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class Manifests:
    """The API objects that a value stands for.

    Example: `assert Manifests(app).one("Deployment", "web") == Partial({"spec": {"replicas": 3}})`

    Args:
        subject: an App or any construct, a manifest, a list of manifests, or YAML text.

    Raises:
        CallError: the value is none of these.
        UsageError: the text is not YAML, or not API objects.
        CheckError: the manifests of the construct have errors.
    """

    def __init__(self, subject: object) -> None:
        self._manifests = [Manifest(entry) for entry in objects(subject)]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (manifest.object for manifest in self._manifests)

    def __len__(self) -> int:
        return len(self._manifests)

    def __repr__(self) -> str:
        return f"Manifests({', '.join(str(manifest.id) for manifest in self._manifests)})"

    def kinds(self) -> dict[str, int]:
        """Count the objects of each kind, in order of first appearance."""
        found: dict[str, int] = {}
        for manifest in self._manifests:
            found[manifest.kind] = found.get(manifest.kind, 0) + 1
        return found

    def all(self, kind: str, *, namespace: str | None = None, api_version: str | None = None) -> list[dict[str, Any]]:
        """List the objects of a kind.

        Args:
            kind: kind, such as `Deployment`.
            namespace: only those of this namespace, `""` for those without one (default: any).
            api_version: only those of this version, such as `apps/v1` (default: any).

        Returns:
            The objects in order; none if there is none.
        """
        return [manifest.object for manifest in self._select(kind, None, namespace, api_version)]

    def one(self, kind: str, name: str | None = None, *, namespace: str | None = None, api_version: str | None = None) -> dict[str, Any]:
        """Return the only object of a kind, or the one with a name.

        Args:
            kind: kind, such as `Deployment`.
            name: metadata.name (default: any).
            namespace: metadata.namespace, `""` for an object without one (default: any).
            api_version: apiVersion, such as `apps/v1` (default: any).

        Returns:
            The object.

        Raises:
            AssertionError: there is none, or more than one; lists what there is.
        """
        __tracebackhide__ = True
        found = self._select(kind, name, namespace, api_version)
        if len(found) == 1:
            return found[0].object
        wanted = f"{kind} {name}" if name is not None else kind
        if namespace is not None:
            wanted += f" in namespace {namespace!r}"
        if found:
            listed = ", ".join(str(manifest.id) for manifest in found)
            raise AssertionError(f"{len(found)} objects are {wanted}: {listed}; say which (name, namespace, api_version)")
        near = closest(kind, list(self.kinds()))
        if near and near != kind:
            hint = f"; did you mean {near}?"
        else:
            same = self._select(kind, None, None, None)
            near = closest(name, [manifest.name for manifest in same]) if name else None
            hint = f"; did you mean {near!r}?" if near else "."
        raise AssertionError(
            f"no object is {wanted}{hint} There are: {', '.join(str(manifest.id) for manifest in self._manifests) or 'none'}"
        )

    def _select(self, kind: str, name: str | None, namespace: str | None, api_version: str | None) -> list[Manifest]:
        return [
            manifest
            for manifest in self._manifests
            if manifest.kind == kind
            and (name is None or manifest.name == name)
            and (namespace is None or manifest.namespace == namespace)
            and (api_version is None or manifest.object.get("apiVersion") == api_version)
        ]
