"""Sources: the ConfigMaps and Secrets of a set with their keys, whether they are there as such or something of the set makes them.

Rules about references and quotas ask this. A Secret's values are never looked at, only the names of its keys.
"""

from __future__ import annotations

from .context import CONFIG_KINDS, SECRET_SOURCES, mapping, sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeAlias

    from .context import Context

    Keys: TypeAlias = set[str] | None
    """The keys of an object; None where they are not all known."""

_EVERYWHERE = {"kube-root-ca.crt", "istio-ca-root-cert", "openshift-service-ca.crt"}
"""ConfigMaps that controllers put into every namespace."""
_FILLED_IN = ("config.openshift.io/inject-trusted-cabundle", "service.beta.openshift.io/inject-cabundle")
_OF_DATABASES = ("app", "ca", "replication", "server", "superuser")
"""What CloudNativePG appends to the name of a Cluster for each of its Secrets. Source: CloudNativePG documentation, Connecting from an application."""
_CERTIFICATE = {"tls.crt", "tls.key", "ca.crt", "tls-combined.pem", "key.der"}
_CERTIFICATE |= {f"{store}.{form}" for store in ("keystore", "truststore") for form in ("jks", "p12")}


class Sources:
    """What ConfigMaps or Secrets there are.

    Args:
        found: namespace and name, `""` as the namespace for all of them -> the keys.
    """

    __slots__ = ("_found", "_names", "_spaces")

    def __init__(self, found: Iterator[tuple[str, object, Keys]]) -> None:
        self._found: dict[tuple[str, str], Keys] = {}
        self._names: dict[str, list[str]] | None = None
        self._spaces: dict[str, list[str]] | None = None
        for namespace, name, keys in found:
            if type(name) is str:
                known = self._found.get((namespace, name), set())
                self._found[(namespace, name)] = None if keys is None or known is None else known | keys

    def has(self, namespace: str, name: str) -> bool:
        """Tell whether there is one of this name in a namespace."""
        return (namespace, name) in self._found or ("", name) in self._found

    def keys(self, namespace: str, name: str) -> Keys:
        """Return the keys of one; None where they are not all known."""
        return self._found.get((namespace, name), self._found.get(("", name)))

    def names(self, namespace: str) -> list[str]:
        """Return the names of those that are known to be in a namespace, sorted."""
        if self._names is None:
            self._names = {}
            for at, name in sorted(self._found):
                self._names.setdefault(at, []).append(name)
        return self._names.get(namespace, [])

    def namespaces(self, name: str) -> list[str]:
        """Return the namespaces with one of this name, sorted."""
        if self._spaces is None:
            self._spaces = {}
            for at, known in sorted(self._found):
                self._spaces.setdefault(known, []).append(at)
        return self._spaces.get(name, [])


def config_maps(context: Context) -> Sources:
    """Return the ConfigMaps."""
    found: Sources = context.shared("config maps", lambda context: Sources(_config_maps(context)))
    return found


def secrets(context: Context) -> Sources:
    """Return the Secrets."""
    found: Sources = context.shared("secrets", lambda context: Sources(_secrets(context)))
    return found


def _config_maps(context: Context) -> Iterator[tuple[str, object, Keys]]:
    for name in _EVERYWHERE:
        yield "", name, None
    for m in context.of(*CONFIG_KINDS):
        if m.kind == "Bundle":
            yield "", m.name, None
            continue
        metadata = mapping(m.object.get("metadata"))
        filled = any(mark in mapping(metadata.get(part)) for part in ("labels", "annotations") for mark in _FILLED_IN)
        keys = {*mapping(m.object.get("data")), *mapping(m.object.get("binaryData"))}
        yield context.namespace_of(m), m.name, None if filled else keys


def _secrets(context: Context) -> Iterator[tuple[str, object, Keys]]:
    for m in context.of(*SECRET_SOURCES):
        spec = mapping(m.object.get("spec"))
        namespace = context.namespace_of(m)
        if m.kind == "Secret":
            account = m.object.get("type") == "kubernetes.io/service-account-token"
            yield namespace, m.name, None if account else {*mapping(m.object.get("data")), *mapping(m.object.get("stringData"))}
        elif m.kind == "SealedSecret":
            template = mapping(spec.get("template"))
            yield namespace, m.name, {*mapping(spec.get("encryptedData")), *mapping(template.get("data"))}
        elif m.kind == "Certificate":
            yield namespace, spec.get("secretName"), _CERTIFICATE
        elif m.kind == "ExternalSecret":
            yield namespace, mapping(spec.get("target")).get("name") or m.name, _external(spec)
        elif m.kind == "ClusterExternalSecret":
            inner = mapping(spec.get("externalSecretSpec"))
            yield "", mapping(inner.get("target")).get("name") or spec.get("externalSecretName") or m.name, _external(inner)
        elif m.kind == "SopsSecret":
            for template in sequence(spec.get("secretTemplates")):
                yield namespace, mapping(template).get("name"), None
        elif m.kind == "Cluster":
            for part in _OF_DATABASES:
                yield namespace, f"{m.name}-{part}", None
        else:
            for made in sequence(spec.get("secretObjects")):
                keys = {str(mapping(d).get("key")) for d in sequence(mapping(made).get("data"))}
                yield namespace, mapping(made).get("secretName"), keys


def _external(spec: dict[str, Any]) -> Keys:
    """The keys of the Secret that an ExternalSecret makes."""
    target = mapping(spec.get("target"))
    template = mapping(target.get("template"))
    if template.get("templateFrom") or target.get("creationPolicy") in ("Merge", "Orphan"):
        return None
    given = mapping(template.get("data"))
    if given and template.get("mergePolicy") != "Merge":
        return {*given}
    if spec.get("dataFrom"):
        return None
    return {*given, *(str(mapping(d).get("secretKey")) for d in sequence(spec.get("data")))}
