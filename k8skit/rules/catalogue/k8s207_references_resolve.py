"""What pods refer to by name is there: ConfigMaps and Secrets with their keys, claims, ServiceAccounts, image pull Secrets; and TLS Secrets of Ingresses.

Reads the containers' `env` and `envFrom`, `volumes`, `imagePullSecrets` and `serviceAccountName` of pods, and what of that is in the set or made by
something in it (ExternalSecrets, SealedSecrets, Certificates, claim templates). What is optional or declared external may be absent. A key that is not in
an object of the set is an error wherever the object stands.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule
from ..sources import CONFIG_KINDS, SECRET_KINDS, Sources, config_maps, secrets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context, Workload

CODE = "K8S207"
_ISSUED = ("cert-manager.io/", "kubernetes.io/tls-acme", "acme.cert-manager.io/", "certmanager.k8s.io/")


class Reference:
    """One reference.

    Args:
        kind: `ConfigMap` or `Secret`.
        name: the name.
        field: field path of the name within the object.
        keys: the keys that are used, with their field paths.
    """

    __slots__ = ("field", "keys", "kind", "name")

    def __init__(self, kind: str, name: str, field: str, keys: list[tuple[str, str]]) -> None:
        self.kind = kind
        self.name = name
        self.field = field
        self.keys = keys


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each reference to something absent."""
    sources: dict[str, Sources] = {}
    for w in context.workloads():
        for reference in _of_pod(w):
            yield from _resolve(context, sources, w, reference)
        yield from _account(context, w)
        yield from _claims(context, w)
        yield from _pull_secrets(context, sources, w)
    for ingress in context.of("networking.k8s.io/Ingress"):
        yield from _certificates(context, sources, ingress)


def _of_pod(w: Workload) -> Iterator[Reference]:
    """Give the references to ConfigMaps and Secrets that a pod cannot start without."""
    for path, container in w.containers:
        for i, variable in enumerate(sequence(container.get("env"))):
            source = variable.get("valueFrom") if type(variable) is dict else None
            if type(source) is dict:
                for kind, key in (("ConfigMap", "configMapKeyRef"), ("Secret", "secretKeyRef")):
                    if key in source:
                        yield from _at(kind, source[key], w.field(f"{path}.env[{i}].valueFrom.{key}"), named_key=True)
        for i, source in enumerate(sequence(container.get("envFrom"))):
            for kind, key in (("ConfigMap", "configMapRef"), ("Secret", "secretRef")):
                if type(source) is dict and key in source:
                    yield from _at(kind, source[key], w.field(f"{path}.envFrom[{i}].{key}"))
    for i, volume in enumerate(sequence(w.spec.get("volumes"))):
        if type(volume) is dict:
            yield from _of_volume(volume, w.field(f"spec.volumes[{i}]"))


def _of_volume(volume: dict[str, Any], at: str) -> Iterator[Reference]:
    if "configMap" in volume:
        yield from _at("ConfigMap", volume["configMap"], f"{at}.configMap")
    elif "secret" in volume:
        yield from _at("Secret", volume["secret"], f"{at}.secret", name="secretName")
    elif "projected" in volume:
        for i, source in enumerate(sequence(mapping(volume["projected"]).get("sources"))):
            for kind, key in (("ConfigMap", "configMap"), ("Secret", "secret")):
                if type(source) is dict and key in source:
                    yield from _at(kind, source[key], f"{at}.projected.sources[{i}].{key}")


def _at(kind: str, source: object, at: str, *, name: str = "name", named_key: bool = False) -> Iterator[Reference]:
    """Give the reference of a source, unless it is optional or has another shape."""
    if type(source) is not dict or source.get("optional") is True or type(source.get(name)) is not str or not source[name]:
        return
    if named_key:
        keys = [(source.get("key"), f"{at}.key")]
    else:
        keys = [(mapping(item).get("key"), f"{at}.items[{i}].key") for i, item in enumerate(sequence(source.get("items")))]
    yield Reference(kind, source[name], f"{at}.{name}", [(key, field) for key, field in keys if type(key) is str])


def _found(context: Context, sources: dict[str, Sources], kind: str) -> Sources:
    """The ConfigMaps or Secrets of the set, looked up once."""
    if kind not in sources:
        sources[kind] = config_maps(context) if kind == "ConfigMap" else secrets(context)
    return sources[kind]


def _resolve(context: Context, sources: dict[str, Sources], w: Workload, reference: Reference) -> Iterator[Finding]:
    kind, name = reference.kind, reference.name
    there = _found(context, sources, kind)
    if there.has(w.namespace, name):
        keys = there.keys(w.namespace, name)
    else:
        declared = context.external("", kind, w.namespace, name)
        if declared is None:
            kinds = CONFIG_KINDS if kind == "ConfigMap" else SECRET_KINDS
            yield from _absent(context, w.manifest, w.namespace, kind, name, reference.field, w.title, there.names(w.namespace), *kinds)
            return
        keys = set(declared["keys"]) or None
    for key, field in reference.keys:
        if keys is not None and key not in keys:
            yield context.finding(
                CODE,
                w.manifest,
                field,
                f'{kind} "{name}", which {w.title} uses, has no key "{key}"',
                value=key,
                help=_choose(key, sorted(map(str, keys)), "its keys are", "it has none"),
            )


def _absent(
    context: Context, m: Manifest, namespace: str, kind: str, name: str, field: str, title: str, names: list[str], *kinds: str
) -> Iterator[Finding]:
    severity = context.absent(namespace, *kinds)
    if severity:
        made = " (a Secret may also be made by an ExternalSecret or a SealedSecret)" if kind == "Secret" else ""
        help = _choose(name, names, f"the {kind}s of namespace {namespace} are", f"namespace {namespace} has none")
        yield context.finding(
            CODE,
            m,
            field,
            f'{title} uses the {kind} "{name}", which does not exist',
            severity=severity,
            value=name,
            help=f"{help}; make it{made}, or declare it with external()",
        )


def _choose(word: str, choices: list[str], some: str, none: str) -> str:
    from ...names import closest

    near = closest(word, choices)
    if near:
        return f"did you mean {near}?"
    listed = ", ".join(choices[:10]) + (", ..." if len(choices) > 10 else "")
    return f"{some} {listed}" if choices else none


def _account(context: Context, w: Workload) -> Iterator[Finding]:
    for key in ("serviceAccountName", "serviceAccount"):
        name = w.spec.get(key)
        if type(name) is str and name and name != "default":
            if context.find("ServiceAccount", w.namespace, name) is None and not context.external("", "ServiceAccount", w.namespace, name):
                names = [m.name for m in context.of("ServiceAccount") if context.namespace_of(m) == w.namespace]
                at = w.field(f"spec.{key}")
                yield from _absent(context, w.manifest, w.namespace, "ServiceAccount", name, at, w.title, names, "ServiceAccount")
            return


def _claims(context: Context, w: Workload) -> Iterator[Finding]:
    for i, volume in enumerate(sequence(w.spec.get("volumes"))):
        source = volume.get("persistentVolumeClaim") if type(volume) is dict else None
        name = source.get("claimName") if type(source) is dict else None
        kind = "PersistentVolumeClaim"
        if type(name) is not str or not name or context.find(kind, w.namespace, name) or context.external("", kind, w.namespace, name):
            continue
        if not _of_stateful_set(context, w.namespace, name):
            names = [m.name for m in context.of(kind) if context.namespace_of(m) == w.namespace]
            at = w.field(f"spec.volumes[{i}].persistentVolumeClaim.claimName")
            yield from _absent(context, w.manifest, w.namespace, kind, name, at, w.title, names, kind)


def _of_stateful_set(context: Context, namespace: str, name: str) -> bool:
    """Whether a claim is one that a StatefulSet makes: template, set and ordinal joined."""
    stem, _, ordinal = name.rpartition("-")
    if not ordinal.isdecimal():
        return False
    for m in context.of("apps/StatefulSet"):
        if context.namespace_of(m) == namespace and stem.endswith(f"-{m.name}"):
            templates = sequence(mapping(m.object.get("spec")).get("volumeClaimTemplates"))
            if any(mapping(mapping(t).get("metadata")).get("name") == stem[: -len(m.name) - 1] for t in templates):
                return True
    return False


def _pull_secrets(context: Context, sources: dict[str, Sources], w: Workload) -> Iterator[Finding]:
    """Pods start without an image pull Secret as long as the image needs none; and clusters often bring it. So this is never an error."""
    for i, item in enumerate(sequence(w.spec.get("imagePullSecrets"))):
        name = mapping(item).get("name")
        if not context.closed or type(name) is not str or not name or context.external("", "Secret", w.namespace, name):
            continue
        there = _found(context, sources, "Secret")
        if not there.has(w.namespace, name):
            yield context.finding(
                CODE,
                w.manifest,
                w.field(f"spec.imagePullSecrets[{i}].name"),
                f'{w.title} pulls its images with the Secret "{name}", which does not exist',
                severity=WARNING,
                value=name,
                help="make it, or declare it with external()",
            )


def _certificates(context: Context, sources: dict[str, Sources], ingress: Manifest) -> Iterator[Finding]:
    """A missing certificate leaves the Ingress with the controller's own; it is often made by what reads the annotations."""
    annotations = mapping(mapping(ingress.object.get("metadata")).get("annotations"))
    if not context.closed or any(key.startswith(_ISSUED) for key in annotations):
        return
    for i, entry in enumerate(sequence(mapping(ingress.object.get("spec")).get("tls"))):
        name, namespace = mapping(entry).get("secretName"), context.namespace_of(ingress)
        if type(name) is not str or not name or context.external("", "Secret", namespace, name):
            continue
        if not _found(context, sources, "Secret").has(namespace, name):
            yield context.finding(
                CODE,
                ingress,
                f"spec.tls[{i}].secretName",
                f'Ingress "{ingress.name}" names the certificate Secret "{name}", which does not exist',
                severity=WARNING,
                value=name,
                help="make it, have it issued (cert-manager), or declare it with external()",
            )


RULE = Rule(
    CODE,
    "what pods refer to exists",
    severity=ERROR,
    on=(*WORKLOADS, "networking.k8s.io/Ingress"),
    reads=(*WORKLOADS, *CONFIG_KINDS, *SECRET_KINDS, "PersistentVolumeClaim", "ServiceAccount", "networking.k8s.io/Ingress"),
    check=check,
    why="A pod waits for ever for a ConfigMap, Secret, key or claim that is not there; without its ServiceAccount it is not even made.",
    source="Kubernetes documentation, ConfigMaps; Secrets; Persistent Volumes; Configure Service Accounts for Pods",
    fix="Make what is missing, correct the name, mark the reference optional, or declare with external() that it lives elsewhere.",
)
