"""The proxies of running pods are those that the injector puts there.

Reads Pods with a container `istio-proxy`, Namespaces, the injector's ConfigMap of their revision, and what chooses a variant of the image: ProxyConfigs, the
mesh configuration, annotations. Pods that choose an image by annotation are left alone.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping
from ..injection import INJECTION, PROXY, REVISION, labels_of
from ..injector import values_of
from ..mesh_config import mesh_config, parsed
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S715"
_CHOSEN = "sidecar.istio.io/proxyImage"
_CONFIG = "proxy.istio.io/config"
_KIND = "networking.istio.io/ProxyConfig"
_VARIANTS = ("-distroless", "-debug")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each namespace with pods of another image."""
    configs: dict[str, list[dict[str, Any]]] = {}
    for m in context.of(_KIND):
        configs.setdefault(context.namespace_of(m), []).append(mapping(m.object.get("spec")))
    for m in context.of("Namespace"):
        labels = labels_of(m)
        if labels.get(INJECTION) != "enabled" and REVISION not in labels:
            continue
        image = _image(context, labels.get(REVISION, ""))
        other: dict[str, tuple[str, str]] = {}
        for w in context.workloads(m.name) if image else ():
            if w.manifest.kind == "Pod" and not w.annotations.get(_CHOSEN):
                wanted = _of_variant(image, _variant(context, w, configs))
                for _, c in w.containers:
                    if c.get("name") == PROXY and type(c.get("image")) is str and c["image"] != wanted:
                        other[w.manifest.name] = (c["image"], wanted)
        if other:
            name, (running, wanted) = next(iter(other.items()))
            yield context.finding(
                CODE,
                m,
                "",
                f'{len(other)} pods of Namespace "{m.name}" run another proxy than the injector puts in, such as "{name}": {running}, not {wanted}',
                severity=WARNING,
                help="restart their workloads: the injector puts in the new proxy when a pod is created",
            )


def _image(context: Context, revision: object) -> str:
    """The image that the injector of a revision puts in; `""` where the set does not tell."""
    values = mapping(values_of(context, str(revision)).get("global"))
    image = mapping(values.get("proxy")).get("image")
    if type(image) is not str or not image:
        return ""
    return image if "/" in image else f"{values.get('hub')}/{image}:{values.get('tag')}"


def _variant(context: Context, w: Workload, configs: dict[str, list[dict[str, Any]]]) -> str:
    """The variant of the image that a pod asks for: by annotation, by a ProxyConfig for it, its namespace or the mesh, or in the mesh configuration."""
    config = mesh_config(context)
    written = w.annotations.get(_CONFIG)
    asked = [parsed(written)] if type(written) is str else []
    own = configs.get(w.namespace, [])
    labels = [(p, mapping(mapping(p.get("selector")).get("matchLabels"))) for p in own]
    asked += [p for p, wanted in labels if wanted and w.selected_by(wanted)]
    asked += [p for p, wanted in labels if not wanted]
    asked += [p for p in configs.get(config.root, ()) if not p.get("selector")]
    asked.append(mapping(config.mesh.get("defaultConfig")))
    found = (mapping(p.get("image")).get("imageType") for p in asked)
    return next((variant for variant in found if type(variant) is str and variant), "")


def _of_variant(image: str, variant: str) -> str:
    """The image with the variant that is asked for, in place of the one that its tag may name."""
    if not variant:
        return image
    for suffix in _VARIANTS:
        image = image.removesuffix(suffix)
    return image if variant == "default" else f"{image}-{variant}"


RULE = Rule(
    CODE,
    "the proxies of running pods are those of the injector",
    severity=WARNING,
    on=("Pod",),
    needs=("values",),
    reads=("Namespace", "ConfigMap", _KIND, *WORKLOADS),
    check=check,
    why="After an upgrade the old proxies stay until their pods are made anew.",
    source="Istio documentation, Canary Upgrades: Data plane; Configuration Analysis, PodsIstioProxyImageMismatchInNamespace",
    fix="Restart the workloads of the namespace.",
    known_as=("istioctl IST0158",),
)
