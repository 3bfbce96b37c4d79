"""Fixtures of the validation tests: facts per minor, judging, good objects to break, and objects drawn from the facts."""

from __future__ import annotations

import copy
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import strategies as st

from k8skit.facts import MINORS, Facts, load
from k8skit.manifest import Manifest
from k8skit.validate import Checker

if TYPE_CHECKING:
    from collections.abc import Callable

    from k8skit.finding import Finding

    Draw = Callable[[st.SearchStrategy[Any]], Any]

META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"


@cache
def _facts(minor: str) -> Facts:
    return load(minor)


@cache
def _checker(minor: str) -> Checker:
    return Checker(_facts(minor))


@pytest.fixture(scope="session")
def facts_of() -> Callable[[str], Facts]:
    """Minor -> facts, loaded once."""
    return _facts


@pytest.fixture(scope="session")
def findings() -> Callable[..., list[Finding]]:
    """Judge objects: `findings(object, ..., minor="1.35")`."""

    def judge(*objects: Any, minor: str = "1.35", facts: Facts | None = None) -> list[Finding]:
        checker = _checker(minor) if facts is None else Checker(facts)
        return checker.check([Manifest(o) for o in objects])

    return judge


@pytest.fixture(scope="session")
def said(findings: Callable[..., list[Finding]]) -> Callable[..., list[tuple[str, str]]]:
    """Judge objects and return (code, field) of each finding."""

    def judge(*objects: Any, minor: str = "1.35") -> list[tuple[str, str]]:
        return [(f.code, f.field) for f in findings(*objects, minor=minor)]

    return judge


_LABELS = {"app.kubernetes.io/name": "orders", "app.kubernetes.io/instance": "orders"}
_GOOD: dict[str, dict[str, Any]] = {
    "Deployment": {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "orders", "namespace": "shop", "labels": dict(_LABELS), "annotations": {"example.com/team": "shop"}},
        "spec": {
            "replicas": 3,
            "selector": {"matchLabels": dict(_LABELS)},
            "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": "25%"}},
            "template": {
                "metadata": {"labels": dict(_LABELS)},
                "spec": {
                    "serviceAccountName": "orders",
                    "containers": [
                        {
                            "name": "orders",
                            "image": "registry.example.com/orders:1.4.2",
                            "ports": [{"name": "http", "containerPort": 8080, "protocol": "TCP"}, {"name": "admin", "containerPort": 8081}],
                            "env": [
                                {"name": "LOG_LEVEL", "value": "info"},
                                {"name": "PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}}},
                            ],
                            "livenessProbe": {"httpGet": {"path": "/", "port": "http"}, "periodSeconds": 5},
                            "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "256Mi"}},
                            "volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}, {"name": "tmp", "mountPath": "/cache", "subPath": "c"}],
                        },
                        {"name": "sidecar", "image": "sidecar:1"},
                    ],
                    "volumes": [{"name": "tmp", "emptyDir": {}}],
                },
            },
        },
    },
    "Service": {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": "orders", "namespace": "shop"},
        "spec": {
            "selector": {"app": "orders"},
            "ports": [{"name": "http", "port": 80, "targetPort": "http"}, {"name": "grpc", "port": 9000, "targetPort": 9000}],
        },
    },
    "ConfigMap": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings"}, "data": {"a.txt": "1"}},
    "Secret": {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "db"}, "type": "Opaque", "data": {"password": "c2VjcmV0"}},
    "ClusterRole": {
        "apiVersion": "rbac.authorization.k8s.io/v1",
        "kind": "ClusterRole",
        "metadata": {"name": "read"},
        "rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}],
    },
    "Ingress": {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "Ingress",
        "metadata": {"name": "shop"},
        "spec": {
            "rules": [
                {
                    "host": "shop.example.com",
                    "http": {
                        "paths": [{"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "shop", "port": {"number": 80}}}}]
                    },
                }
            ]
        },
    },
}


@pytest.fixture(scope="session")
def good() -> Callable[[str], Any]:
    """Kind -> a good object of it, a fresh copy each time."""
    return lambda kind: copy.deepcopy(_GOOD[kind])


@pytest.fixture(scope="session")
def crd_facts() -> Callable[..., Facts]:
    """Make facts with one CRD of group `example.com`, kind `Thing`, whose spec has the given schema."""
    from k8skit.codegen.crds import facts_from_crds

    def make(spec: dict[str, Any], minor: str = "1.35", **more: Any) -> Facts:
        crd = {
            "apiVersion": "apiextensions.k8s.io/v1",
            "kind": "CustomResourceDefinition",
            "metadata": {"name": "things.example.com"},
            "spec": {
                "group": "example.com",
                "scope": more.get("scope", "Namespaced"),
                "names": {"kind": "Thing", "plural": "things", "singular": "thing"},
                "versions": [
                    {
                        "name": "v1",
                        "served": True,
                        "storage": True,
                        "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": spec}}},
                        **more.get("version", {}),
                    }
                ],
            },
        }
        facts, wrong = facts_from_crds([(crd, None)])
        assert not wrong, wrong
        return load(minor, (facts,))

    return make


class FromFacts:
    """Draws valid objects of built-in kinds from the facts.

    What is valid is written down here once more, apart from the code under test: by type, by enum, and by the few fields whose content must
    have a form.
    """

    ADDRESSES = ("ip", "nameservers", "externalIPs", "clusterIP", "clusterIPs", "podIP", "hostIP")
    RANGES = ("cidr", "except", "cidrs")
    MOST = {"weight": 80, "defaultMode": 80, "mode": 80}
    ONLY = {
        "iqn": "iqn.2026-01.com.example:abc",
        "managedBy": "example.com/abc",
        "reason": "Invalid",
        "signerName": "example.com/abc",
        "trafficDistribution": "PreferClose",
        "volumeLifecycleModes": "Persistent",
    }
    RESOURCES = ("limits", "requests")

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def kinds(self) -> list[Any]:
        """All kinds of Kubernetes itself that can be applied."""
        return sorted(
            (k for k in self.facts.kinds() if k.creatable and k.definition.startswith("io.k8s.")),
            key=lambda k: (k.group, k.version, k.kind),
        )

    def object(self, draw: Draw, kind: Any) -> dict[str, Any]:
        """Draw one object."""
        body = self.of(draw, kind.definition, 0, skip=("apiVersion", "kind", "metadata", "status"))
        name = "10.0.0.1" if kind.kind == "IPAddress" else "abc"
        meta: dict[str, Any] = {"name": name, "labels": {"app": "abc"}}
        if kind.namespaced:
            meta["namespace"] = "abc"
        if kind.kind == "CustomResourceDefinition":
            body["spec"]["names"]["plural"] = "abc"
            body["spec"]["group"] = meta["name"] = "abc.example.com"
            meta["name"] = "abc.abc.example.com"
        if kind.kind == "APIService":
            meta["name"] = "v1.example.com"
            body["spec"] = {"version": "v1", "group": "example.com", "groupPriorityMinimum": 80, "versionPriority": 80}
        return {"apiVersion": kind.api_version, "kind": kind.kind, "metadata": meta, **body}

    def needed(self, definition: str, field: str) -> bool:
        """Whether an object of a definition is refused without a field: by schema, or although the schema of the minor does not say so."""
        short = ".".join(definition.rsplit(".", 3)[1:])
        if field in _NEEDED.get(short, ()):
            return True
        required = bool(self.facts.definition(definition)["properties"][field].get("required"))
        return required and f"{short}.{field}" not in _DONE_WITHOUT

    def of(self, draw: Draw, definition: str, depth: int, skip: tuple[str, ...] = ()) -> dict[str, Any]:
        """Draw an object of one definition: what is required, and some of the rest."""
        specs = self.facts.definition(definition)["properties"]
        fields = [f for f in specs if f not in skip or (f == "status" and specs[f].get("required"))]
        required = [f for f in fields if specs[f].get("required") or self.needed(definition, f)]
        optional = [f for f in fields if f not in required]
        union = _UNIONS.get(definition.rpartition("io.k8s.api.")[2])
        if union:
            optional = [f for f in optional if f in union[1]]
        chosen = set(required)
        if optional and depth < 5:
            chosen |= set(draw(st.lists(st.sampled_from(optional), max_size=4 if depth < 3 else 2, unique=True)))
        if union:
            chosen.add(draw(st.sampled_from([f for f in union[0] if f in specs])))
        members = [f for f in chosen if "unionMember" in specs[f].get("rules", ())]
        for extra in sorted(members)[1:]:
            chosen.discard(extra)
        if definition.endswith("core.v1.ConfigMap") and "data" in chosen:
            chosen.discard("binaryData")
        if definition.endswith("core.v1.EnvVar"):
            chosen.discard("valueFrom")
        if definition.endswith("meta.v1.LabelSelectorRequirement"):
            drawn = {f: self.value(draw, specs[f], definition, f, depth + 1) for f in ("key", "operator")}
            return {**drawn, "values": ["abc"]} if drawn["operator"] in ("In", "NotIn") else drawn
        for end, together in _TOGETHER.items():
            if definition.endswith(end):
                chosen -= together
        if definition.endswith("PodDisruptionBudgetSpec") and "minAvailable" in chosen:
            chosen.discard("maxUnavailable")
        return {f: self.value(draw, specs[f], definition, f, depth + 1) for f in fields if f in chosen}

    def value(self, draw: Draw, spec: dict[str, Any], definition: str, field: str, depth: int) -> Any:
        """Draw a value for one field."""
        if "ref" in spec:
            if depth > 12 or "JSONSchemaProps" in spec["ref"]:
                return {}
            skip: tuple[str, ...] = ("name", "generateName", "namespace") if spec["ref"] == META else ()
            if spec["ref"].endswith(".PersistentVolumeClaim"):
                skip = ("status",)  # of a template: nobody reads its values
            return self.of(draw, spec["ref"], depth, skip)
        kind = spec["type"]
        if kind == "array":
            items = spec.get("items", {})
            return [self.value(draw, items, definition, field, depth + 1)] if items else []
        if kind == "object":
            values = spec.get("values")
            key = "cpu" if field in self.RESOURCES else "abc"
            return {key: self.value(draw, values, definition, field, depth + 1)} if values else {}
        if kind == "string":
            if definition.endswith(".ContainerResizePolicy") and field == "resourceName":
                return draw(st.sampled_from(["cpu", "memory"]))
            return self.text(draw, spec, field)
        if kind in ("integer", "number"):
            return 3600 if field == "expirationSeconds" else 80
        simple = {
            "boolean": True,
            "int-or-string": 80,
            "quantity": draw(st.sampled_from(["80", "100m", "1Gi", 80])),
            "time": "2026-01-31T12:00:00Z",
            "microtime": "2026-01-31T12:00:00.000000Z",
            "any-object": {"abc": 1},
            "any": "abc",
        }
        return simple.get(kind, {})

    def text(self, draw: Draw, spec: dict[str, Any], field: str) -> str:
        """Draw a string."""
        if "const" in spec:
            return str(spec["const"])
        if field in self.ONLY:
            return self.ONLY[field]
        choices = spec.get("enum") or spec.get("known")
        if choices:
            return str(draw(st.sampled_from([c for c in choices if c])))
        if spec.get("format") == "byte":
            return "YWJj"
        if any("k8s-uuid" in r for r in spec.get("rules", ())):
            return "123e4567-e89b-12d3-a456-426614174000"
        if field in self.ADDRESSES:
            return "10.0.0.1"
        if field == "timeZone":
            return str(draw(st.sampled_from(["Europe/Berlin", "Etc/UTC", "America/Argentina/La_Rioja"])))
        if field == "schedule":
            return "@daily"
        if field in self.RANGES:
            return "10.0.0.0/24"
        return "abc"


_NEEDED = {
    "admissionregistration.v1.MutatingAdmissionPolicy": ("spec",),
    "admissionregistration.v1.MutatingAdmissionPolicyBinding": ("spec",),
    "admissionregistration.v1.MutatingAdmissionPolicyBindingSpec": ("policyName",),
    "admissionregistration.v1.MutatingAdmissionPolicySpec": ("matchConstraints", "mutations"),
    "admissionregistration.v1.ParamKind": ("apiVersion", "kind"),
    "admissionregistration.v1.ValidatingAdmissionPolicyBinding": ("spec",),
    "admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec": ("policyName",),
    "apiregistration.v1.APIService": ("spec",),
    "apiregistration.v1.APIServiceSpec": ("version",),
    "apps.v1.ControllerRevision": ("data",),
    "apps.v1.DaemonSet": ("spec",),
    "apps.v1.Deployment": ("spec",),
    "apps.v1.ReplicaSet": ("spec",),
    "apps.v1.ReplicaSetSpec": ("template",),
    "apps.v1.StatefulSet": ("spec",),
    "autoscaling.v1.HorizontalPodAutoscaler": ("spec",),
    "autoscaling.v2.HorizontalPodAutoscaler": ("spec",),
    "batch.v1.CronJob": ("spec",),
    "batch.v1.Job": ("spec",),
    "batch.v1.JobTemplateSpec": ("spec",),
    "certificates.v1.CertificateSigningRequestSpec": ("usages",),
    "core.v1.ConfigMapEnvSource": ("name",),
    "core.v1.ConfigMapKeySelector": ("name",),
    "core.v1.ConfigMapProjection": ("name",),
    "core.v1.ConfigMapVolumeSource": ("name",),
    "core.v1.EphemeralVolumeSource": ("volumeClaimTemplate",),
    "core.v1.ExecAction": ("command",),
    "core.v1.Pod": ("spec",),
    "core.v1.PodTemplate": ("template",),
    "core.v1.PodTemplateSpec": ("spec",),
    "core.v1.ReplicationController": ("spec",),
    "core.v1.ReplicationControllerSpec": ("template",),
    "core.v1.SecretEnvSource": ("name",),
    "core.v1.SecretKeySelector": ("name",),
    "core.v1.SecretProjection": ("name",),
    "core.v1.SecretVolumeSource": ("secretName",),
    "core.v1.VolumeNodeAffinity": ("required",),
    "flowcontrol.v1.FlowSchema": ("spec",),
    "flowcontrol.v1.PriorityLevelConfiguration": ("spec",),
    "meta.v1.LabelSelectorRequirement": ("values",),
    "networking.v1.IPAddress": ("spec",),
    "networking.v1.IngressClass": ("spec",),
    "networking.v1.IngressClassSpec": ("controller",),
    "networking.v1.ServiceCIDR": ("spec",),
    "networking.v1.ServiceCIDRSpec": ("cidrs",),
}
"""Definition -> fields without which it is refused, whatever the schema of the minor says."""

_TOGETHER: dict[str, set[str]] = {
    "core.v1.CSIPersistentVolumeSource": {
        "controllerExpandSecretRef",
        "controllerPublishSecretRef",
        "nodeExpandSecretRef",
        "nodePublishSecretRef",
        "nodeStageSecretRef",
    },
    "networking.v1.IngressClassParametersReference": {"namespace", "scope"},
}
"""Definition -> fields that are not drawn, since others must fit them."""

_DONE_WITHOUT = (
    "core.v1.ISCSIPersistentVolumeSource.lun",
    "core.v1.ISCSIVolumeSource.lun",
    "discovery.v1.EndpointSlice.endpoints",
    "networking.v1.NetworkPolicySpec.podSelector",
    "rbac.v1.RoleRef.apiGroup",
    "scheduling.v1.PriorityClass.value",
)
"""Fields without which it is taken, although the schema of some minor requires them."""

_UNIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "autoscaling.v2.MetricSpec": (("containerResource", "external", "object", "pods", "resource"), ()),
    "core.v1.ClusterTrustBundleProjection": (("name", "signerName"), ("path",)),
    "core.v1.DownwardAPIVolumeFile": (("fieldRef", "resourceFieldRef"), ("mode",)),
    "core.v1.EnvFromSource": (("configMapRef", "secretRef"), ("prefix",)),
    "core.v1.EnvVarSource": (("configMapKeyRef", "fieldRef", "resourceFieldRef", "secretKeyRef"), ()),
    "core.v1.LifecycleHandler": (("exec", "httpGet", "tcpSocket"), ()),
    "core.v1.PersistentVolumeSpec": (("hostPath", "csi", "nfs", "local"), ("accessModes", "capacity", "storageClassName", "volumeMode")),
    "core.v1.Probe": (("exec", "grpc", "httpGet", "tcpSocket"), ("periodSeconds", "failureThreshold", "terminationGracePeriodSeconds")),
    "core.v1.Volume": (("emptyDir", "configMap", "secret", "hostPath", "scaleIO", "projected"), ()),
    "core.v1.VolumeProjection": (("configMap", "secret", "downwardAPI"), ()),
    "networking.v1.IngressBackend": (("resource", "service"), ()),
    "resource.v1.DeviceRequest": (("exactly", "firstAvailable"), ()),
}
"""Definition -> (fields of which exactly one is drawn, other fields that may be drawn)."""


@pytest.fixture(scope="session")
def unions() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The unions of which drawn objects have one field."""
    return _UNIONS


@pytest.fixture(scope="session")
def told() -> Callable[[str, list[tuple[str, list[Finding]]]], None]:
    """Compare what people are told, word for word, with `told/<name>.txt`; UPDATE_TOLD=1 writes that file anew, for review."""

    def compare(name: str, cases: list[tuple[str, list[Finding]]]) -> None:
        lines = []
        for case, found in cases:
            lines.append(f"== {case}")
            for f in found:
                lines.append(f"{f.severity}[{f.code}] {f.field}: {f.message}")
                if f.help:
                    lines.append(f"  help  {f.help}")
        text = "\n".join(lines) + "\n"
        path = Path(__file__).parent / "told" / f"{name}.txt"
        if os.environ.get("UPDATE_TOLD"):
            assert not os.environ.get("CI"), "what people are told is not updated in CI"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")

    return compare


@pytest.fixture(scope="session")
def from_facts() -> Callable[[str], FromFacts]:
    """Minor -> what draws valid objects of it."""
    return cache(lambda minor: FromFacts(_facts(minor)))


@pytest.fixture(scope="session")
def minors() -> tuple[str, ...]:
    """The supported minors."""
    return MINORS


@pytest.fixture(scope="session")
def read_all() -> Callable[[Path], list[Any]]:
    """Read all objects of a YAML file; Lists are taken apart."""
    from k8skit.yamltext import load_all

    def items(document: Any) -> list[Any]:
        if isinstance(document, dict) and isinstance(document.get("items"), list) and str(document.get("kind")).endswith("List"):
            return [x for item in document["items"] for x in items(item)]
        return [] if document is None or (isinstance(document, dict) and document.get("kind") == "List") else [document]

    return lambda path: [x for d in load_all(path.read_bytes(), str(path)) for x in items(d.object)]
