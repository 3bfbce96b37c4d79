"""What introductions to Kubernetes say in passing, row by row: each slip that a reader makes has a code.

A row is a statement that a manifest can keep or break. For each there is a set that breaks it, as small as it gets, and the code of the finding; or the
reason why no manifest can tell.
"""

from __future__ import annotations

import pytest

from k8skit import facts, rules, validate
from k8skit.finding import ERROR
from k8skit.manifest import Manifest
from k8skit.yamltext import load_all

FACTS = facts.load()


def pod(spec: str = "", labels: str = "app: web", container: str = "") -> str:
    inner = f", {container}" if container else ""
    more = f", {spec}" if spec else ""
    return f"{{metadata: {{labels: {{{labels}}}}}, spec: {{containers: [{{name: web, image: 'web:1'{inner}}}]{more}}}}}"


def workload(
    kind: str = "Deployment", name: str = "web", template: str = "", more: str = "", selector: str = "{matchLabels: {app: web}}"
) -> str:
    extra = f", {more}" if more else ""
    chosen = f"selector: {selector}, " if selector else ""
    return obj("apps/v1", kind, name, f"{{{chosen}template: {template or pod()}{extra}}}")


def obj(api: str, kind: str, name: str, spec: str, key: str = "spec", namespace: str = "shop") -> str:
    where = f", namespace: {namespace}" if namespace else ""
    body = f"\n{key}: {spec}" if spec else ""
    return f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: {name}{where}}}{body}\n"


def bare_pod(labels: str) -> str:
    metadata = f"{{name: nginx, namespace: shop, labels: {{{labels}}}}}"
    return f"apiVersion: v1\nkind: Pod\nmetadata: {metadata}\nspec: {{containers: [{{name: a, image: 'a:1'}}]}}\n"


def batch(kind: str, spec: str) -> str:
    return obj("batch/v1", kind, "task", spec)


WEB = workload(template=pod(container="ports: [{name: http, containerPort: 8080}]"))
NETWORKING = "networking.k8s.io/v1"
RBAC = "rbac.authorization.k8s.io/v1"

ROWS: list[tuple[str, str, str, tuple[str, ...]]] = [
    # ---- workloads, pods, probes, rollout, autoscaling
    (
        "4",
        "the containers of a pod share its ports",
        "K8S310",
        (
            workload(
                template=pod(
                    "initContainers: [{name: proxy, image: 'a:1', restartPolicy: Always, ports: [{containerPort: 80}]}]",
                    container="ports: [{containerPort: 80}]",
                )
            ),
        ),
    ),
    ("8", "a ReplicaSet selects its own pods", "K8S201", (workload("ReplicaSet", selector="{matchLabels: {app: other}}"),)),
    ("9", "a ReplicationController is legacy", "K8S608", (obj("v1", "ReplicationController", "web", f"{{template: {pod()}}}"),)),
    (
        "9",
        "a ReplicationController without a selector adopts a bare pod",
        "K8S302",
        (
            obj("v1", "ReplicationController", "web", f"{{template: {pod()}}}"),
            bare_pod("app: web, type: front"),
        ),
    ),
    (
        "10",
        "a ReplicaSet with a broad selector adopts any bare pod",
        "K8S302",
        (
            workload("ReplicaSet", template=pod(labels="app: web, type: front"), selector="{matchLabels: {type: front}}"),
            bare_pod("type: front"),
        ),
    ),
    (
        "11",
        "a Deployment adopts a ReplicaSet that it selects",
        "K8S302",
        (workload(), workload("ReplicaSet", "web-rs", selector="{matchLabels: {app: web}}")),
    ),
    ("12", "a Deployment has a selector", "K8S103", (workload(selector=""),)),
    ("12", "a Deployment has containers", "K8S103", (workload(template="{metadata: {labels: {app: web}}, spec: {}}"),)),
    ("12", "a list of containers is not empty", "K8S174", (workload(template="{metadata: {labels: {app: web}}, spec: {containers: []}}"),)),
    (
        "13",
        "keys are spelled as the API does",
        "K8S101",
        ("apiVersion: v1\nkind: Pod\nmetaData: {name: web}\nspec: {containers: [{name: a, image: 'a:1'}]}\n",),
    ),
    ("13", "labels are no labls", "K8S101", ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, labls: {a: b}}\n",)),
    ("13", "the kind is written as the API does", "K8S110", ("apiVersion: apps/v1\nkind: deployment\nmetadata: {name: web}\n",)),
    ("13", "the version is written as the API does", "K8S110", ("apiVersion: apps/V1\nkind: Deployment\nmetadata: {name: web}\n",)),
    (
        "14",
        "replicas that something else sets are not in the file",
        "K8S502",
        (
            workload(more="replicas: 3"),
            obj(
                "autoscaling/v2",
                "HorizontalPodAutoscaler",
                "web",
                "{maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}",
            ),
        ),
    ),
    (
        "24",
        "an autoscaler cannot scale a DaemonSet",
        "K8S213",
        (
            workload("DaemonSet"),
            obj(
                "autoscaling/v2",
                "HorizontalPodAutoscaler",
                "web",
                "{maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: DaemonSet, name: web}}",
            ),
        ),
    ),
    ("25", "the pods of a Job end", "K8S151", (batch("Job", f"{{template: {pod()}}}"),)),
    ("25", "finished Jobs are removed", "K8S526", (batch("Job", f"{{template: {pod('restartPolicy: Never')}}}"),)),
    (
        "26",
        "a CronJob has a schedule of five fields",
        "K8S107",
        (batch("CronJob", f"{{schedule: '* * *', jobTemplate: {{spec: {{template: {pod('restartPolicy: Never')}}}}}}}"),),
    ),
    (
        "27",
        "a probe asks one thing",
        "K8S115",
        (workload(template=pod(container="livenessProbe: {exec: {command: [a]}, tcpSocket: {port: 80}}")),),
    ),
    (
        "27",
        "a liveness probe succeeds at once",
        "K8S154",
        (workload(template=pod(container="livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}")),),
    ),
    (
        "29",
        "a hook ends within the time of the pod",
        "K8S154",
        (workload(template=pod(container="lifecycle: {preStop: {sleep: {seconds: 45}}}")),),
    ),
    (
        "29",
        "a pod with a volume of its own has time to end",
        "K8S546",
        (workload("StatefulSet", "db", template=pod("terminationGracePeriodSeconds: 0"), selector="{matchLabels: {app: web}}"),),
    ),
    ("30", "a quantity has no blank", "K8S106", (workload(template=pod(container="resources: {limits: {memory: 1 Gi}}")),)),
    (
        "30",
        "memory is written in bytes, not in thousandths",
        "K8S160",
        (workload(template=pod(container="resources: {limits: {memory: 512m}}")),),
    ),
    (
        "31",
        "a container requests no more than its limit",
        "K8S160",
        (workload(template=pod(container="resources: {requests: {cpu: 2}, limits: {cpu: 1}}")),),
    ),
    (
        "33",
        "one scaler has a workload",
        "K8S303",
        (
            workload(),
            *(
                obj(
                    "autoscaling/v2",
                    "HorizontalPodAutoscaler",
                    name,
                    "{maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}",
                )
                for name in ("a", "b")
            ),
        ),
    ),
    (
        "33",
        "requests are not changed under an autoscaler that goes by them",
        "K8S303",
        (
            workload(),
            obj(
                "autoscaling/v2",
                "HorizontalPodAutoscaler",
                "web",
                "{maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}",
            ),
            obj("autoscaling.k8s.io/v1", "VerticalPodAutoscaler", "web", "{targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}"),
        ),
    ),
    (
        "34",
        "a budget lets a node be drained",
        "K8S503",
        (
            workload(more="replicas: 2"),
            obj("policy/v1", "PodDisruptionBudget", "web", "{minAvailable: 2, selector: {matchLabels: {app: web}}}"),
        ),
    ),
    (
        "35",
        "what is scaled by its use has requests",
        "K8S501",
        (
            workload(),
            obj(
                "autoscaling/v2",
                "HorizontalPodAutoscaler",
                "web",
                "{maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web},"
                " metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]}",
            ),
        ),
    ),
    (
        "37",
        "the control plane has another taint",
        "K8S604",
        (workload(template=pod("tolerations: [{key: node-role.kubernetes.io/master, effect: NoSchedule}]")),),
    ),
    (
        "38",
        "an affinity compares with one number",
        "K8S157",
        (
            workload(
                template=pod(
                    "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                    " {nodeSelectorTerms: [{matchExpressions: [{key: cores, operator: Gt, values: [many]}]}]}}}"
                )
            ),
        ),
    ),
    ("41", "replicas keep apart", "K8S516", (workload(more="replicas: 3"),)),
    # ---- Services, DNS, networking
    (
        "45",
        "a port of the nodes needs the type",
        "K8S162",
        (WEB, obj("v1", "Service", "web", "{selector: {app: web}, ports: [{port: 80, targetPort: http, nodePort: 30080}]}")),
    ),
    (
        "46",
        "a port of the nodes is of their range",
        "K8S162",
        (WEB, obj("v1", "Service", "web", "{type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: http, nodePort: 8080}]}")),
    ),
    (
        "46",
        "a port of the nodes is one Service's",
        "K8S305",
        (
            WEB,
            *(
                obj("v1", "Service", name, "{type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: http, nodePort: 30008}]}")
                for name in ("a", "b")
            ),
        ),
    ),
    (
        "46b",
        "each LoadBalancer costs one",
        "K8S432",
        (WEB, obj("v1", "Service", "web", "{type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: http}]}")),
    ),
    ("47", "an ExternalName names a host", "K8S174", (obj("v1", "Service", "db", "{type: ExternalName}"),)),
    ("47", "an ExternalName is no address", "K8S433", (obj("v1", "Service", "db", "{type: ExternalName, externalName: 192.0.2.1}"),)),
    (
        "48",
        "the Service of a StatefulSet is headless",
        "K8S205",
        (
            workload("StatefulSet", "db", more="serviceName: db", selector="{matchLabels: {app: web}}"),
            obj("v1", "Service", "db", "{selector: {app: web}, ports: [{port: 80}]}"),
        ),
    ),
    ("49", "a Service has ports", "K8S174", (WEB, obj("v1", "Service", "web", "{selector: {app: web}}"))),
    (
        "50",
        "a Service selects pods",
        "K8S203",
        (WEB, obj("v1", "Service", "web", "{selector: {app: web, type: backend}, ports: [{port: 80}]}")),
    ),
    (
        "51",
        "a Service leads to a port that pods have",
        "K8S204",
        (WEB, obj("v1", "Service", "web", "{selector: {app: web}, ports: [{port: 80, targetPort: web}]}")),
    ),
    (
        "52",
        "a Service has a name that DNS takes",
        "K8S120",
        (WEB, obj("v1", "Service", "Web_1", "{selector: {app: web}, ports: [{port: 8080}]}")),
    ),
    (
        "58",
        "a network policy selects pods",
        "K8S215",
        (WEB, obj(NETWORKING, "NetworkPolicy", "a", "{podSelector: {matchLabels: {app: wep}}, ingress: [{}]}")),
    ),
    (
        "58",
        "a peer is somebody",
        "K8S164",
        (WEB, obj(NETWORKING, "NetworkPolicy", "a", "{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{}]}]}")),
    ),
    (
        "58",
        "a network policy keeps somebody out",
        "K8S448",
        (WEB, obj(NETWORKING, "NetworkPolicy", "a", "{podSelector: {}, ingress: [{}]}")),
    ),
    # ---- Ingress, Gateway API, GKE
    ("60", "an Ingress leads somewhere", "K8S163", (obj(NETWORKING, "Ingress", "web", "{ingressClassName: nginx}"),)),
    (
        "60",
        "an Ingress is for HTTP: a host has no port",
        "K8S163",
        (obj(NETWORKING, "Ingress", "web", "{rules: [{host: 'db.example.com:5432'}]}"),),
    ),
    (
        "61",
        "a backend is a Service with that port",
        "K8S208",
        (
            obj(
                NETWORKING,
                "Ingress",
                "web",
                "{rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}",
            ),
        ),
    ),
    (
        "62",
        "a certificate's Secret exists",
        "K8S220",
        (obj(NETWORKING, "Ingress", "web", "{tls: [{hosts: [a.example.com], secretName: web}], rules: [{host: a.example.com}]}"),),
    ),
    (
        "62",
        "a certificate is for a host of the rules",
        "K8S163",
        (obj(NETWORKING, "Ingress", "web", "{tls: [{hosts: [b.example.com]}], rules: [{host: a.example.com}]}"),),
    ),
    (
        "62",
        "each host has a certificate",
        "K8S441",
        (
            obj(
                NETWORKING,
                "Ingress",
                "web",
                "{tls: [{hosts: [a.example.com], secretName: web}], rules: [{host: a.example.com}, {host: b.example.com}]}",
            ),
        ),
    ),
    ("62", "a Secret with a certificate has both of its keys", "K8S169", (obj("v1", "Secret", "web", "kubernetes.io/tls", "type"),)),
    (
        "63",
        "ingress-nginx is retired",
        "K8S607",
        (obj(NETWORKING, "Ingress", "web", "{ingressClassName: nginx, rules: [{host: a.example.com}]}"),),
    ),
    (
        "68",
        "a route leads to a Service",
        "K8S208",
        (obj("gateway.networking.k8s.io/v1", "HTTPRoute", "web", "{rules: [{backendRefs: [{name: web, port: 80}]}]}"),),
    ),
    (
        "69",
        "a class is one of those that there are",
        "K8S757",
        (
            obj(
                "gateway.networking.k8s.io/v1",
                "Gateway",
                "web",
                "{gatewayClassName: gke-l7-rlib, listeners: [{name: http, port: 80, protocol: HTTP}]}",
            ),
        ),
    ),
    (
        "70",
        "there is no class within one cluster and across regions",
        "K8S757",
        (
            obj(
                "gateway.networking.k8s.io/v1",
                "Gateway",
                "web",
                "{gatewayClassName: gke-l7-cross-regional-internal-managed, listeners: [{name: http, port: 80, protocol: HTTP}]}",
            ),
        ),
    ),
    # ---- tenancy, access, quota, security
    (
        "85",
        "a Role and its binding are in one namespace",
        "K8S211",
        (
            obj(RBAC, "Role", "reader", "[{apiGroups: [''], resources: [pods], verbs: [get]}]", "rules", "other"),
            obj(RBAC, "RoleBinding", "reader", "{apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}", "roleRef"),
        ),
    ),
    (
        "85",
        "a ClusterRole is in no namespace",
        "K8S127",
        (obj(RBAC, "ClusterRole", "reader", "[{apiGroups: [''], resources: [pods], verbs: [get]}]", "rules"),),
    ),
    ("86", "the account of a pod exists", "K8S207", (workload(template=pod("serviceAccountName: web")),)),
    ("86", "a pod has an account of its own", "K8S417", (workload(),)),
    (
        "88",
        "a quota is written with the keys that there are",
        "K8S505",
        (obj("v1", "ResourceQuota", "quota", "{hard: {limits: {cpu: 8}}}"),),
    ),
    ("88", "a quota counts whole pods", "K8S168", (obj("v1", "ResourceQuota", "quota", "{hard: {pods: 500m}}"),)),
    (
        "89",
        "what a LimitRange gives is within its bounds",
        "K8S506",
        (obj("v1", "LimitRange", "limits", "{limits: [{type: Container, default: {cpu: 2}, max: {cpu: 1}}]}"),),
    ),
    ("91", "runAsNonRoot is written so", "K8S101", (workload(template=pod(container="securityContext: {runasnonroot: true}")),)),
    (
        "91",
        "what must not be root is no root",
        "K8S155",
        (workload(template=pod(container="securityContext: {runAsNonRoot: true, runAsUser: 0}")),),
    ),
    ("91", "a container does not write to its file system", "K8S426", (workload(),)),
    ("92", "PodSecurityPolicies are gone", "K8S601", (obj("policy/v1beta1", "PodSecurityPolicy", "a", "{}", namespace=""),)),
    ("92", "a Namespace says which level it enforces", "K8S434", (obj("v1", "Namespace", "shop", "", namespace=""),)),
    (
        "93",
        "the Secrets are given to nobody",
        "K8S406",
        (
            obj(RBAC, "Role", "reader", "[{apiGroups: [''], resources: [secrets], verbs: [get]}]", "rules"),
            obj(RBAC, "RoleBinding", "reader", "{apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}", "roleRef")
            + "subjects: [{kind: ServiceAccount, name: web}]\n",
        ),
    ),
    # ---- storage, configuration, secrets
    (
        "96",
        "the claim of a pod exists",
        "K8S207",
        (workload(template=pod("volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]")),),
    ),
    ("96", "a claim says how much it asks for", "K8S165", (obj("v1", "PersistentVolumeClaim", "data", "{accessModes: [ReadWriteOnce]}"),)),
    (
        "97",
        "a pod does not use its node's folders",
        "K8S401",
        (workload(template=pod("volumes: [{name: data, hostPath: {path: /data}}]")),),
    ),
    (
        "97",
        "a local volume is on a node",
        "K8S165",
        (
            obj(
                "v1",
                "PersistentVolume",
                "data",
                "{accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, local: {path: /mnt/a}}",
                namespace="",
            ),
        ),
    ),
    ("98", "a mount has its volume", "K8S206", (workload(template=pod(container="volumeMounts: [{name: cache, mountPath: /cache}]")),)),
    ("98", "Ceph is mounted by its driver", "K8S603", (workload(template=pod("volumes: [{name: data, cephfs: {monitors: [a]}}]")),)),
    (
        "100",
        "a ConfigMap has the key that is asked for",
        "K8S207",
        (
            obj("v1", "ConfigMap", "web", "{a: b}", "data"),
            workload(template=pod(container="env: [{name: A, valueFrom: {configMapKeyRef: {name: web, key: b}}}]")),
        ),
    ),
    ("101", "the values of a Secret are base64", "K8S107", (obj("v1", "Secret", "web", "{a: plain text}", "data"),)),
    (
        "100",
        "a file of a ConfigMap is one of its keys",
        "K8S207",
        (
            obj("v1", "ConfigMap", "web", "{level: info}", "data"),
            workload(
                template=pod(
                    "volumes: [{name: config, configMap: {name: web}}]",
                    container="volumeMounts: [{name: config, mountPath: /etc/level, subPath: lvel}]",
                )
            ),
        ),
    ),
    (
        "101",
        "a file of a ConfigMap holds no password",
        "K8S411",
        (obj("v1", "ConfigMap", "web", '{app.properties: "user=shop\\npassword=hunter2\\n"}', "data"),),
    ),
    (
        "101",
        "a secret does not stand in plain text",
        "K8S411",
        (workload(template=pod(container="env: [{name: DB_PASSWORD, value: hunter2}]")),),
    ),
    ("101", "a Secret for pulling images exists", "K8S221", (workload(template=pod("imagePullSecrets: [{name: registry}]")),)),
    # ---- operations
    ("105", "there is no such kind", "K8S110", (obj("v1", "Deploymint", "web", "{}"),)),
    (
        "110",
        "a monitor finds something to scrape",
        "K8S218",
        (obj("monitoring.coreos.com/v1", "ServiceMonitor", "web", "{selector: {matchLabels: {app: web}}, endpoints: [{port: http}]}"),),
    ),
    ("114", "what was tested is deployed", "K8S414", (workload(),)),
    ("115", "a label can be selected", "K8S121", (workload(template=pod(labels="app: web, note: 'has blanks'")),)),
    (
        "116",
        "an image has a tag that stays",
        "K8S413",
        (workload(template="{metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: 'web:latest'}]}}"),),
    ),
]

NO_MANIFEST_TELLS = {
    "20": "a container that a command names wrongly; in a file the names meet in one place, and a patch that changes nothing is K8S908",
    "23": "what cannot change is seen between two states: K8S801 to K8S803",
    "55": "a construct switches the variables off; a pod that wants them is right too",
    "65": "who may reach a dashboard is said in the words of each controller",
}
"""Row -> why no manifest breaks it."""


@pytest.mark.parametrize(
    ("row", "what", "code", "documents"), ROWS, ids=lambda v: str(v).replace(" ", "_")[:60] if isinstance(v, str) else ""
)
def test_a_slip_has_its_code(row: str, what: str, code: str, documents: tuple[str, ...]) -> None:
    manifests = [Manifest(d.object) for d in load_all("---\n".join(documents), what)]
    found = validate.check(manifests, FACTS)
    found += rules.run(manifests, FACTS, closed=True, enable=("K8S",))
    told = {f.code for f in found}
    assert code in told, (row, what, sorted(told))
    assert all(f.help for f in found if f.code == code and f.severity == ERROR and f.code >= "K8S150"), what


def test_every_row_is_answered_once() -> None:
    rows = {row for row, *_ in ROWS}
    assert not rows & NO_MANIFEST_TELLS.keys()
    assert len({(row, what) for row, what, *_ in ROWS}) == len(ROWS)


def test_what_breaks_no_row_has_no_error() -> None:
    manifests = [
        Manifest(d.object)
        for d in load_all(
            WEB + "---\n" + obj("v1", "Service", "web", "{selector: {app: web}, ports: [{port: 80, targetPort: http}]}"), "web"
        )
    ]
    found = validate.check(manifests, FACTS) + rules.run(manifests, FACTS, closed=True)
    assert [f for f in found if f.severity == ERROR] == []
