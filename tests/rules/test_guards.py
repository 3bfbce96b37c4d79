"""Where other tools raise false alarms, these rules are silent: each guard with a set that must have no finding of the rules that would be wrong.

Other tools' users complain of the same few mistakes again and again: settings of the pod that are not seen at the container, selectors that are read with OR,
kinds of workloads that are forgotten, namespaces and hosts that are compared as text.
"""

from __future__ import annotations

import pytest

from k8skit import facts, rules
from k8skit.manifest import Manifest
from k8skit.rules.workload import WORKLOADS
from k8skit.yamltext import load_all

FACTS = facts.load()
KINDS = {
    "Pod": "v1",
    "ReplicationController": "v1",
    "Deployment": "apps/v1",
    "DaemonSet": "apps/v1",
    "ReplicaSet": "apps/v1",
    "StatefulSet": "apps/v1",
    "Job": "batch/v1",
    "CronJob": "batch/v1",
    "DeploymentConfig": "apps.openshift.io/v1",
    "Rollout": "argoproj.io/v1alpha1",
}
LONG = ("Deployment", "DaemonSet", "StatefulSet")
LABELS = "{app: web, tier: front}"
CONTAINER = "name: web, image: 'registry.example.com/web:1.2', ports: [{name: http, containerPort: 8080}]"


def workload(kind: str = "Deployment", spec: str = "", container: str = "", more: str = "", namespace: str = "shop") -> str:
    """A workload whose pods have two labels and one container."""
    pod = f"{{containers: [{{{CONTAINER}{', ' if container else ''}{container}}}]{', ' if spec else ''}{spec}}}"
    metadata = f"{{name: web{f', namespace: {namespace}' if namespace else ''}, labels: {LABELS}}}"
    template = f"{{metadata: {{labels: {LABELS}}}, spec: {pod}}}"
    selector = "{app: web}" if kind in ("ReplicationController", "DeploymentConfig") else "{matchLabels: {app: web}}"
    body = {
        "Pod": pod,
        "Job": f"{{template: {template}}}",
        "CronJob": f"{{schedule: '@daily', jobTemplate: {{spec: {{template: {template}}}}}}}",
    }.get(kind, f"{{selector: {selector}, template: {template}{', ' if more else ''}{more}}}")
    return f"apiVersion: {KINDS[kind]}\nkind: {kind}\nmetadata: {metadata}\nspec: {body}\n"


def obj(api: str, kind: str, name: str, body: str = "", namespace: str = "shop") -> str:
    where = f", namespace: {namespace}" if namespace else ""
    return f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: {name}{where}}}\n{body}\n"


def service(name: str, spec: str) -> str:
    return obj("v1", "Service", name, f"spec: {spec}")


def told(*documents: str, closed: bool = True) -> set[str]:
    manifests = [Manifest(d.object) for d in load_all("---\n".join(documents), "set")]
    return {f.code for f in rules.run(manifests, FACTS, closed=closed, enable=("K8S",))}


HARDENED = (
    "securityContext: {runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, seccompProfile: {type: RuntimeDefault}}",
    "securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}",
)
RESTRICTED = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: restricted}}\n"
SERVICE = service("web", "{selector: {app: web}, ports: [{port: 80, targetPort: http}]}")
HEADLESS = service("web", "{clusterIP: None, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}")
ENDPOINTS = obj("v1", "Endpoints", "db", "subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]")
SLICE = obj(
    "discovery.k8s.io/v1", "EndpointSlice", "db-1", "addressType: IPv4\nendpoints: [{addresses: [192.0.2.1]}]\nports: [{port: 5432}]"
)
UNSELECTING = service("db", "{ports: [{port: 5432}]}")
POLICY = "networking.k8s.io/v1"

GUARDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "settings of the pod hold for its containers": (
        (RESTRICTED, workload(spec=HARDENED[0], container=HARDENED[1])),
        ("K8S402", "K8S427", "K8S439", "K8S440"),
    ),
    "an empty selector of pods selects all": (
        (workload(), obj(POLICY, "NetworkPolicy", "all", "spec: {podSelector: {}}")),
        ("K8S215", "K8S418"),
    ),
    "all labels of a selector must fit, and no more": (
        (workload(), obj(POLICY, "NetworkPolicy", "both", "spec: {podSelector: {matchLabels: {app: web, tier: front}}}")),
        ("K8S215", "K8S418"),
    ),
    "a budget is compared with the pods that have all of its labels": (
        (
            workload(more="replicas: 3"),
            workload(more="replicas: 1").replace("name: web,", "name: back,").replace("tier: front", "tier: back"),
            obj("policy/v1", "PodDisruptionBudget", "web", "spec: {minAvailable: 2, selector: {matchLabels: {app: web, tier: front}}}"),
        ),
        ("K8S503", "K8S214"),
    ),
    **{f"pods of a {kind} are pods": ((workload(kind), SERVICE), ("K8S203", "K8S204")) for kind in KINDS},
    "a Service without a selector has its Endpoints": ((workload(), UNSELECTING, ENDPOINTS), ("K8S203", "K8S204")),
    "a Service without a selector has its EndpointSlice": ((workload(), UNSELECTING, SLICE), ("K8S203", "K8S204")),
    "a Service without a selector may have its endpoints elsewhere": ((workload(), UNSELECTING), ("K8S203",)),
    "a Service of another name selects nothing": (
        (workload(), service("db", "{type: ExternalName, externalName: db.example.com}")),
        ("K8S203",),
    ),
    "a Service of one pod of a StatefulSet": (
        (
            workload("StatefulSet", more="serviceName: web"),
            HEADLESS,
            service("web-0", "{selector: {statefulset.kubernetes.io/pod-name: web-0}, ports: [{port: 80, targetPort: 8080}]}"),
        ),
        ("K8S203", "K8S205"),
    ),
    "init containers have no probes": ((workload(spec=f"initContainers: [{{{CONTAINER}}}]".replace("name: web", "name: init")),), ()),
    **{f"a {kind} has no probes": ((workload(kind),), ("K8S510", "K8S511", "K8S513")) for kind in ("Job", "CronJob")},
    "one replica is not spread": ((workload(more="replicas: 1"),), ("K8S516", "K8S517", "K8S519")),
    **{
        f"the pods of a {kind} are not spread": ((workload(kind),), ("K8S516", "K8S517", "K8S519"))
        for kind in ("DaemonSet", "Job", "CronJob", "Pod")
    },
    "a policy of Cilium isolates": (
        (workload(), obj("cilium.io/v2", "CiliumNetworkPolicy", "all", "spec: {endpointSelector: {}}")),
        ("K8S418",),
    ),
    "a policy of Calico isolates": (
        (workload(), obj("projectcalico.org/v3", "NetworkPolicy", "all", "spec: {selector: all()}")),
        ("K8S418",),
    ),
    "a policy of Calico for all isolates": (
        (workload(), obj("crd.projectcalico.org/v1", "GlobalNetworkPolicy", "all", "spec: {selector: all()}", "")),
        ("K8S418",),
    ),
    "a policy of Antrea isolates": (
        (workload(), obj("crd.antrea.io/v1beta1", "ClusterNetworkPolicy", "all", "spec: {appliedTo: [{podSelector: {}}]}", "")),
        ("K8S418",),
    ),
    "an optional reference may lead nowhere": (
        (
            workload(
                container="envFrom: [{secretRef: {name: a, optional: true}}], env: [{name: A, valueFrom: {secretKeyRef: {key: c, name: b, optional: true}}}]",
                spec="volumes: [{name: v, secret: {secretName: nowhere, optional: true}}]",
            ),
        ),
        ("K8S207",),
    ),
    "a claim template is a claim": (
        (
            workload(
                "StatefulSet",
                container="volumeMounts: [{name: data, mountPath: /data}]",
                more="serviceName: web, volumeClaimTemplates: [{metadata: {name: data}, spec: {}}]",
            ),
            HEADLESS,
        ),
        ("K8S206", "K8S207"),
    ),
    "each namespace has a default account": ((workload(spec="serviceAccountName: default"),), ("K8S207",)),
}
"""What holds -> the set, and the rules that have nothing to say of it."""


@pytest.mark.parametrize("closed", [True, False], ids=["all there is", "a part"])
@pytest.mark.parametrize("guard", GUARDS)
def test_a_guard_holds(guard: str, *, closed: bool) -> None:
    documents, silent = GUARDS[guard]
    found = told(*documents, closed=closed)
    assert found.isdisjoint(silent), guard
    if guard == "init containers have no probes":
        assert {"K8S510", "K8S511", "K8S513"} <= found  # of the main container
        manifests = [Manifest(d.object) for d in load_all("---\n".join(documents), "set")]
        fields = {
            f.field for f in rules.run(manifests, FACTS, closed=closed, enable=("K8S51",)) if f.code in ("K8S510", "K8S511", "K8S513")
        }
        assert all("initContainers" not in field for field in fields)


def test_an_object_without_a_namespace_stands_where_the_others_do() -> None:
    assert "K8S203" not in told(workload(namespace=""), SERVICE, closed=False)
    assert "K8S203" in told(workload(namespace=""), SERVICE, closed=True)


@pytest.mark.parametrize(
    "document",
    [
        obj("v1", "ConfigMap", "web", "data: {level: info}"),
        obj("rbac.authorization.k8s.io/v1", "ClusterRole", "web", "rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]", ""),
        obj("example.com/v1", "Thing", "web", "spec: {replicas: 3, containers: none}"),
    ],
)
def test_what_has_no_pods_is_not_judged_as_if_it_had(document: str) -> None:
    assert told(document) <= {"K8S435", "K8S535"}


FAULTS = {
    "K8S401": ("hostNetwork: true", ""),
    "K8S414": ("", ""),
    "K8S413": ("initContainers: [{name: init, image: 'registry.example.com/web:latest'}]", ""),
    "K8S416": ("", ""),
    "K8S417": ("", ""),
    "K8S419": ("volumes: [{name: v, hostPath: {path: /var/run/docker.sock}}]", "volumeMounts: [{name: v, mountPath: /v}]"),
    "K8S420": ("volumes: [{name: v, hostPath: {path: /etc}}]", "volumeMounts: [{name: v, mountPath: /v}]"),
    "K8S421": ("volumes: [{name: v, hostPath: {path: /data}}]", "volumeMounts: [{name: v, mountPath: /v}]"),
    "K8S426": ("", ""),
    "K8S427": ("", ""),
    "K8S428": ("", "securityContext: {privileged: true}"),
    "K8S429": ("", ""),
    "K8S437": ("", "env: [{name: A, valueFrom: {secretKeyRef: {name: a, key: b}}}]"),
    "K8S207": ("serviceAccountName: nobody", ""),
    "K8S209": ("", "livenessProbe: {httpGet: {path: /, port: wep}}"),
    "K8S509": ("serviceAccount: web", ""),
    "K8S521": ("", ""),
    "K8S522": ("", ""),
    "K8S532": ("", ""),
    "K8S533": ("", ""),
}
"""Rule -> what breaks it, in the pod and in the container; nothing where a pod without any settings does."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_of_a_pod_is_found_in_every_kind_with_pods(code: str, kind: str) -> None:
    spec, container = FAULTS[code]
    assert code in told(workload(kind, spec, container)), kind


def test_every_kind_with_pods_is_tried() -> None:
    assert {k.rpartition("/")[2] for k in WORKLOADS} - {"PodTemplate"} == set(KINDS)
