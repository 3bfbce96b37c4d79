"""What pods refer to by name is there: ConfigMaps and Secrets with their keys, claims, and ServiceAccounts.

Reads the containers' `env`, `envFrom` and `subPath` of mounts, `volumes` and `serviceAccountName` of pods, and what of that is in the set or made by
something in it (ExternalSecrets, SealedSecrets, Certificates, claim templates). What is optional or declared external may be absent; Secrets for pulling
images are the matter of K8S221. A key that is not in an object of the set is an error whether the set is all there is or not.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import CONFIG_KINDS, SECRET_KINDS, SECRET_SOURCES, WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload
    from ..workload import Environment

CODE = "K8S207"
_CREDENTIALS = {
    "azureFile": "",
    "cephfs": "secretRef",
    "csi": "nodePublishSecretRef",
    "flexVolume": "secretRef",
    "iscsi": "secretRef",
    "rbd": "secretRef",
    "scaleIO": "secretRef",
    "storageos": "secretRef",
}
"""Sources of volumes that are reached with a Secret -> the field that refers to it; `""` where `secretName` names it."""
_REFERRING = frozenset(("configMap", "persistentVolumeClaim", "projected", "secret", *_CREDENTIALS))


class Reference:
    """One reference.

    Args:
        kind: `ConfigMap`, `Secret` or `PersistentVolumeClaim`.
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
    context.of(*CONFIG_KINDS, *SECRET_SOURCES, "PersistentVolumeClaim", "ServiceAccount")
    for e in context.environments():
        if not e.is_literal:
            for reference in _of_variables(e):
                yield from _resolve(context, e.workload, reference)
    for w in context.workloads():
        for path, c in w.containers:
            if "envFrom" in c:
                for reference in _of_sources(w, path, sequence(c["envFrom"])):
                    yield from _resolve(context, w, reference)
        if "volumes" in w.spec:
            for reference in _of_volumes(w, sequence(w.spec["volumes"])):
                yield from _resolve(context, w, reference)
        for key in ("serviceAccountName", "serviceAccount"):
            name = w.spec.get(key)
            if type(name) is str and name and name != "default":
                if context.find("ServiceAccount", w.namespace, name) is None:
                    yield from _account(context, w, key, name)
                break


def _of_variables(e: Environment) -> list[Reference]:
    """The references of variables that a container cannot start without."""
    found: list[Reference] = []
    for i, variable in enumerate(e.items):
        if type(variable) is dict and "valueFrom" in variable:
            source, at = mapping(variable["valueFrom"]), e.workload.field(f"{e.path}.env[{i}].valueFrom")
            for kind, key in (("ConfigMap", "configMapKeyRef"), ("Secret", "secretKeyRef")):
                if key in source:
                    _add(found, kind, source[key], f"{at}.{key}", named_key=True)
    return found


def _of_sources(w: Workload, path: str, sources: list[Any]) -> list[Reference]:
    """The references to what a container takes all its variables from."""
    found: list[Reference] = []
    for i, source in enumerate(sources):
        for kind, key in (("ConfigMap", "configMapRef"), ("Secret", "secretRef")):
            if type(source) is dict and key in source:
                _add(found, kind, source[key], w.field(f"{path}.envFrom[{i}].{key}"))
    return found


def _of_volumes(w: Workload, volumes: list[Any]) -> list[Reference]:
    """The references of volumes that a pod cannot start without."""
    found: list[Reference] = []
    for i, volume in enumerate(volumes):
        if type(volume) is dict and not _REFERRING.isdisjoint(volume):
            _of_volume(found, volume, w.field(f"spec.volumes[{i}]"))
            if "items" not in mapping(volume.get("configMap")) and "items" not in mapping(volume.get("secret")):
                _of_mounts(found, w, volume.get("name"), w.field(f"spec.volumes[{i}]."))
    return found


def _of_mounts(found: list[Reference], w: Workload, volume: object, at: str) -> None:
    """Add the keys that mounts take out of a volume, which is the last reference, to its keys."""
    if not found or found[-1].kind == "PersistentVolumeClaim" or found[-1].field not in (f"{at}configMap.name", f"{at}secret.secretName"):
        return
    for path, container in w.containers:
        for i, mount in enumerate(sequence(container.get("volumeMounts"))):
            if type(mount) is dict and "subPath" in mount and mount.get("name") == volume:
                key = mount["subPath"]
                if type(key) is str and key.strip("./"):
                    found[-1].keys.append((key.removesuffix("/"), w.field(f"{path}.volumeMounts[{i}].subPath")))


def _of_volume(found: list[Reference], volume: dict[str, Any], at: str) -> None:
    if "configMap" in volume:
        _add(found, "ConfigMap", volume["configMap"], f"{at}.configMap")
    elif "secret" in volume:
        _add(found, "Secret", volume["secret"], f"{at}.secret", name="secretName")
    elif "persistentVolumeClaim" in volume:
        _add(found, "PersistentVolumeClaim", volume["persistentVolumeClaim"], f"{at}.persistentVolumeClaim", name="claimName")
    elif "projected" not in volume:
        for key, inner in _CREDENTIALS.items():
            source = mapping(volume.get(key))
            if inner and inner in source:
                _add(found, "Secret", source[inner], f"{at}.{key}.{inner}")
            elif not inner and source:
                _add(found, "Secret", source, f"{at}.{key}", name="secretName")
    else:
        for i, source in enumerate(sequence(mapping(volume["projected"]).get("sources"))):
            for kind, key in (("ConfigMap", "configMap"), ("Secret", "secret")):
                if type(source) is dict and key in source:
                    _add(found, kind, source[key], f"{at}.projected.sources[{i}].{key}")


def _add(found: list[Reference], kind: str, source: object, at: str, *, name: str = "name", named_key: bool = False) -> None:
    """Add the reference of a source, unless it is optional or has another shape."""
    if type(source) is not dict or source.get("optional") is True or type(source.get(name)) is not str or not source[name]:
        return
    keys: list[tuple[Any, str]] = []
    if named_key:
        keys = [(source.get("key"), f"{at}.key")]
    elif "items" in source:
        keys = [(mapping(item).get("key"), f"{at}.items[{i}].key") for i, item in enumerate(sequence(source["items"]))]
    found.append(Reference(kind, source[name], f"{at}.{name}", [(key, field) for key, field in keys if type(key) is str]))


def _resolve(context: Context, w: Workload, reference: Reference) -> Iterator[Finding]:
    kind, name = reference.kind, reference.name
    if kind == "PersistentVolumeClaim":
        if context.find(kind, w.namespace, name) is None:
            yield from _claim(context, w, reference)
        return
    from ..sources import config_maps, secrets

    there = config_maps(context) if kind == "ConfigMap" else secrets(context)
    if there.has(w.namespace, name):
        keys = there.keys(w.namespace, name) if reference.keys else None
    else:
        declared = context.external("", kind, w.namespace, name)
        if declared is None:
            kinds = CONFIG_KINDS if kind == "ConfigMap" else SECRET_KINDS
            elsewhere = there.namespaces(name)
            yield from _absent(context, w, kind, name, reference.field, there.names(w.namespace), *kinds, elsewhere=elsewhere)
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
                help=context.choose(key, sorted(map(str, keys)), "its keys are"),
            )


def _absent(
    context: Context, w: Workload, kind: str, name: str, field: str, names: list[str], *kinds: str, elsewhere: Sequence[str] = ()
) -> Iterator[Finding]:
    severity = context.absent(w.namespace, *kinds)
    if severity:
        made = " (a Secret may also be made by an ExternalSecret or a SealedSecret)" if kind == "Secret" else ""
        otherwise = f"make it{made}, or declare it with external()"
        help = context.choose(name, names, f"the {kind}s of namespace {w.namespace} are", otherwise)
        if elsewhere:
            listed = ", ".join(elsewhere[:3]) + (", ..." if len(elsewhere) > 3 else "")
            help = f"one of that name is in namespace {listed}, and pods read those of their own, {w.namespace}, only: {otherwise}"
        yield context.finding(
            CODE,
            w.manifest,
            field,
            f'{w.title} uses the {kind} "{name}", which does not exist',
            severity=severity,
            value=name,
            help=help,
        )


def _account(context: Context, w: Workload, key: str, name: str) -> Iterator[Finding]:
    if context.external("", "ServiceAccount", w.namespace, name) is None:
        kind = "ServiceAccount"
        yield from _absent(context, w, kind, name, w.field(f"spec.{key}"), context.names(kind, w.namespace), kind)


def _claim(context: Context, w: Workload, reference: Reference) -> Iterator[Finding]:
    kind = reference.kind
    if context.external("", kind, w.namespace, reference.name) is None and not _of_stateful_set(context, w.namespace, reference.name):
        yield from _absent(context, w, kind, reference.name, reference.field, context.names(kind, w.namespace), kind)


def _of_stateful_set(context: Context, namespace: str, name: str) -> bool:
    """Whether a claim is one that a StatefulSet makes: template, set and ordinal joined."""
    stem, _, ordinal = name.rpartition("-")
    if not ordinal.isdecimal():
        return False
    for name in context.names("apps/StatefulSet", namespace):
        m = context.find("apps/StatefulSet", namespace, name) if stem.endswith(f"-{name}") else None
        if m is not None:
            templates = sequence(mapping(m.object.get("spec")).get("volumeClaimTemplates"))
            if any(mapping(mapping(t).get("metadata")).get("name") == stem[: -len(name) - 1] for t in templates):
                return True
    return False


RULE = Rule(
    CODE,
    "what pods refer to exists",
    severity=ERROR,
    on=(*WORKLOADS,),
    reads=(*WORKLOADS, *CONFIG_KINDS, *SECRET_SOURCES, "PersistentVolumeClaim", "ServiceAccount"),
    check=check,
    why="A pod waits for ever for a ConfigMap, Secret, key or claim that is not there; without its ServiceAccount it is not even made.",
    source="Kubernetes documentation, ConfigMaps; Secrets; Persistent Volumes; Configure Service Accounts for Pods",
    fix="Make what is missing, correct the name, mark the reference optional, or declare with external() that it lives elsewhere.",
    known_as=("kube-linter env-value-from", "kube-linter non-existent-service-account"),
)
