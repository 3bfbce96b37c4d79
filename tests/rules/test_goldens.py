"""What people get wrong when they learn Kubernetes and Istio, and what k8skit says to it."""

from __future__ import annotations

from textwrap import dedent

from k8skit import facts, rules
from k8skit.finding import ERROR, WARNING, Finding
from k8skit.manifest import Manifest
from k8skit.rules.context import Context
from k8skit.rules.rights import bound, given
from k8skit.validate import check as validate
from k8skit.yamltext import load_all

FACTS = facts.load()

SERVICE = """
    apiVersion: v1
    kind: Service
    metadata: {name: myapp, namespace: prod}
    spec: {selector: {app: myapp}, ports: [{port: 80, targetPort: http}]}
    ---
"""


def deployment(name: str, labels: str, *, image: str = "registry.example.com/myapp:1.0.0", more: str = "") -> str:
    return f"""
    apiVersion: apps/v1
    kind: Deployment
    metadata: {{name: {name}, namespace: prod}}
    spec:
      {more}
      selector: {{matchLabels: {labels}}}
      template:
        metadata: {{labels: {labels}}}
        spec: {{containers: [{{name: myapp, image: "{image}", ports: [{{name: http, containerPort: 8080}}]}}]}}
    ---
    """


def manifests(*texts: str) -> list[Manifest]:
    return [Manifest(d.object) for text in texts for d in load_all(dedent(text), "test.yaml")]


def found(*texts: str) -> list[Finding]:
    return sorted(rules.run(manifests(*texts), FACTS, closed=True), key=lambda f: f.sort_key)


def told(*texts: str) -> list[tuple[str, str, str]]:
    return [(f.code, f.severity, f"{f.object} {f.field}") for f in found(*texts)]


def test_a_service_that_asks_for_a_label_more_than_the_pods_have_reaches_none_and_the_label_is_named() -> None:
    service = """
    apiVersion: v1
    kind: Service
    metadata: {name: myapp, namespace: prod}
    spec: {selector: {app: myapp, type: backend}, ports: [{port: 80}]}
    ---
    """
    (f,) = found(service, deployment("myapp", "{app: myapp}"))
    assert (f.code, f.severity, f.field, f.value) == ("K8S203", ERROR, "spec.selector", {"app": "myapp", "type": "backend"})
    assert f.message == 'Service "myapp" selects no pod'
    assert f.help == 'the closest is Deployment "myapp" with {app: myapp}, without type'
    assert found(SERVICE, deployment("myapp", "{app: myapp}")) == []


def test_misspelled_fields_are_named_with_what_was_meant() -> None:
    text = """
    apiVersion: v1
    kind: Pod
    metaData: {labls: {app: nginx}}
    metadata: {name: nginx, labls: {app: nginx}}
    spec: {containers: [{name: nginx, image: "nginx:1.29"}]}
    """
    said = {f.field: f.help for f in validate(manifests(text), FACTS) if f.code == "K8S101"}
    assert "metadata" in said["metaData"]
    assert "labels" in said["metadata.labls"]


def test_a_deployment_adopts_a_replica_set_with_its_labels_and_scales_it_to_zero() -> None:
    replica_set = """
    apiVersion: apps/v1
    kind: ReplicaSet
    metadata: {name: myapp-rs, namespace: prod}
    spec:
      replicas: 3
      selector: {matchLabels: {app: myapp}}
      template:
        metadata: {labels: {app: myapp}}
        spec: {containers: [{name: myapp, image: "x:1"}]}
    ---
    """
    (f,) = found(replica_set, deployment("myapp", "{app: myapp}"))
    assert (f.code, f.severity, str(f.object)) == ("K8S302", WARNING, "Deployment prod/myapp")
    assert f.message == 'Deployment "myapp" also selects the pods of ReplicaSet "myapp-rs"'
    assert "adopts the ReplicaSet" in f.help
    assert "scales it to 0" in f.help


def test_a_replication_controller_without_a_selector_takes_its_labels_and_adopts_a_bare_pod() -> None:
    text = """
    apiVersion: v1
    kind: ReplicationController
    metadata: {name: myapp-rc, namespace: prod}
    spec:
      replicas: 3
      template:
        metadata: {labels: {app: nginx, type: frontend}}
        spec: {containers: [{name: nginx, image: "nginx:1.29"}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: nginx, namespace: prod, labels: {app: nginx, type: frontend}}
    spec: {containers: [{name: nginx, image: "nginx:1.29"}]}
    """
    (f,) = found(text)
    assert (f.code, f.severity, f.value) == ("K8S302", WARNING, {"app": "nginx", "type": "frontend"})
    assert f.message == 'ReplicationController "myapp-rc" also selects the bare Pod "nginx"'
    assert "adopts the Pod as one of its replicas" in f.help


COLOURS = """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: myapp, namespace: prod}
    spec:
      hosts: [myapp.example.com]
      gateways: [istio-system/myapp-gateway]
      http:
      - match: [{uri: {prefix: /green}}]
        rewrite: {uri: /}
        route: [{destination: {host: myapp.prod.svc.cluster.local, subset: green}}]
      - match: [{uri: {prefix: /blue}}]
        rewrite: {uri: /}
        route: [{destination: {host: myapp.prod.svc.cluster.local, subset: blue}}]
      - route: [{destination: {host: myapp.prod.svc.cluster.local, subset: blue}}]
    ---
"""
BOTH = deployment("myapp-blue", "{app: myapp, version: blue}") + deployment("myapp-green", "{app: myapp, version: green}")


def rule(*subsets: str, namespace: str = "prod") -> str:
    listed = ", ".join(f"{{name: {s}, labels: {{version: {s}}}}}" for s in subsets)
    return f"""
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {{name: myapp, namespace: {namespace}}}
    spec: {{host: myapp.prod.svc.cluster.local, subsets: [{listed}]}}
    ---
    """


def test_a_rewritten_prefix_doubles_slashes_and_takes_longer_words_and_the_safe_form_is_shown() -> None:
    green, blue = found(COLOURS, rule("blue", "green"), SERVICE, BOTH)
    assert [(f.code, f.severity, f.field) for f in (green, blue)] == [
        ("K8S706", WARNING, "spec.http[0].match[0].uri.prefix"),
        ("K8S706", WARNING, "spec.http[1].match[0].uri.prefix"),
    ]
    assert "/green/x becomes //x" in green.message
    assert "/greenx is taken too, and becomes /x" in green.message
    assert green.help == "match {uri: {exact: /green}} or {uri: {prefix: /green/}}, and rewrite to /"
    safe = COLOURS
    for colour in ("green", "blue"):
        safe = safe.replace(f"[{{uri: {{prefix: /{colour}}}}}]", f"[{{uri: {{exact: /{colour}}}}}, {{uri: {{prefix: /{colour}/}}}}]")
    assert found(safe, rule("blue", "green"), SERVICE, BOTH) == []


def test_a_subset_that_no_destination_rule_defines_is_an_error() -> None:
    said = [f for f in found(COLOURS, rule("blue"), SERVICE, BOTH) if f.code != "K8S706"]
    assert [(f.code, f.severity, f.value, f.help) for f in said] == [("K8S702", ERROR, "green", "its subsets are blue")]


def test_a_subset_whose_label_no_pod_has_is_an_error() -> None:
    only_blue = deployment("myapp-blue", "{app: myapp, version: blue}")
    said = [f for f in found(COLOURS, rule("blue", "green"), SERVICE, only_blue) if f.code != "K8S706"]
    assert [(f.code, f.severity, f.field, f.value) for f in said] == [("K8S703", ERROR, "spec.subsets[1].labels", {"version": "green"})]


def test_a_destination_rule_where_neither_caller_nor_service_is_counts_for_nothing() -> None:
    said = [f for f in found(COLOURS, rule("blue", "green", namespace="elsewhere"), SERVICE, BOTH) if f.code != "K8S706"]
    assert {f.code for f in said} == {"K8S702"}
    assert "defines it in namespace elsewhere, where the caller does not look" in said[0].help


QUOTA = """
    apiVersion: v1
    kind: ResourceQuota
    metadata: {name: quota, namespace: prod}
    spec: {hard: {limits.cpu: "8", limits.memory: 32Gi, pods: "50"}}
    ---
"""


def test_a_quota_with_nested_limits_has_no_such_keys_and_the_right_ones_are_shown() -> None:
    nested = """
    apiVersion: v1
    kind: ResourceQuota
    metadata: {name: quota, namespace: prod}
    spec: {hard: {limits: {cpu: "8", memory: 32Gi}, pods: "50"}}
    """
    (f,) = found(nested)
    assert (f.code, f.severity, f.field) == ("K8S505", ERROR, "spec.hard[limits]")
    assert f.help == "keys are not nested: write limits.cpu and limits.memory"


def test_under_a_quota_of_limits_pods_without_limits_are_refused_unless_a_limit_range_gives_them_some() -> None:
    (f,) = found(QUOTA, deployment("myapp", "{app: myapp}"))
    assert (f.code, f.severity, f.field) == ("K8S505", ERROR, "spec.template.spec.containers[0].resources")
    assert "has no limits.cpu and no limits.memory" in f.message
    limits = """
    apiVersion: v1
    kind: LimitRange
    metadata: {name: limits, namespace: prod}
    spec: {limits: [{type: Container, default: {cpu: 100m, memory: 128Mi}}]}
    """
    assert found(QUOTA, limits, deployment("myapp", "{app: myapp}")) == []


PODS = QUOTA.replace('limits.cpu: "8", limits.memory: 32Gi, ', "")


def test_forty_pods_and_a_surge_of_a_quarter_fit_a_quota_of_fifty_and_one_more_does_not() -> None:
    assert found(PODS, deployment("myapp", "{app: myapp}", more="replicas: 40")) == []
    (f,) = found(PODS, deployment("myapp", "{app: myapp}", more="replicas: 41"))
    assert (f.code, f.severity, f.field) == ("K8S505", WARNING, "spec.strategy")
    assert f.value == {"replicas": 41, "maxSurge": 11, "maxUnavailable": 10}
    assert f.message == 'a rollout of Deployment "myapp" takes the namespace to 52 pods (allowed 50), over ResourceQuota "quota"'
    assert f.help.startswith("at most 9 of 11 new pods start beside the old ones, the rest as old ones are taken down, 10 at a time")
    assert told(PODS, deployment("myapp", "{app: myapp}", more="replicas: 51")) == [
        ("K8S505", ERROR, "ResourceQuota prod/quota spec.hard[pods]")
    ]


def test_a_rollout_without_room_for_one_pod_that_may_not_take_one_down_never_gets_on() -> None:
    more = "replicas: 50\n      strategy: {rollingUpdate: {maxUnavailable: 0}}"
    (f,) = found(PODS, deployment("myapp", "{app: myapp}", more=more))
    assert f.help.startswith("no new pod starts and, since maxUnavailable is 0, no old one is taken down: it never gets on")


def test_of_two_peer_authentications_for_a_namespace_one_is_ignored() -> None:
    text = """
    apiVersion: security.istio.io/v1
    kind: PeerAuthentication
    metadata: {name: default, namespace: prod}
    spec: {mtls: {mode: STRICT}}
    ---
    apiVersion: security.istio.io/v1
    kind: PeerAuthentication
    metadata: {name: permissive, namespace: prod}
    spec: {mtls: {mode: PERMISSIVE}}
    """
    assert told(text) == [("K8S709", ERROR, "PeerAuthentication prod/permissive spec")]


def test_all_fields_that_fail_one_check_of_pod_security_are_told_in_one_finding() -> None:
    volumes = "".join(f"{{name: v{i}, hostPath: {{path: /var/{i}}}}}, " for i in range(8))
    pod = f"""
    apiVersion: v1
    kind: Pod
    metadata: {{name: agent, namespace: prod}}
    spec:
      hostNetwork: true
      volumes: [{volumes}]
      containers: [{{name: main, image: "registry.example.com/agent:1.0.0"}}]
    ---
    """
    found_here = [f for f in found(pod) if f.code == "K8S401"]
    assert [f.field for f in found_here] == ["spec.hostNetwork", "spec.volumes[0].hostPath"]
    assert found_here[1].message.endswith(
        "; the same holds for spec.volumes[1].hostPath, spec.volumes[2].hostPath, spec.volumes[3].hostPath, spec.volumes[4].hostPath,"
        " spec.volumes[5].hostPath and 2 more"
    )


IN_THE_MESH = """
    apiVersion: v1
    kind: Namespace
    metadata: {name: prod, labels: {istio-injection: enabled}}
    ---
    apiVersion: security.istio.io/v1
    kind: PeerAuthentication
    metadata: {name: default, namespace: prod}
    spec: {mtls: {mode: STRICT}}
    ---
"""
OF_THE_PODS = """
    apiVersion: security.istio.io/v1
    kind: PeerAuthentication
    metadata: {name: myapp, namespace: prod}
    spec: {selector: {matchLabels: {app: myapp}}, mtls: {mode: UNSET}}
    ---
"""
PLAIN = """
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {name: plain, namespace: prod}
    spec: {host: myapp, trafficPolicy: {tls: {mode: DISABLE}}}
    ---
"""


def test_strict_refuses_plain_text_permissive_takes_it_and_a_workload_that_says_unset_inherits() -> None:
    app = (SERVICE, deployment("myapp", "{app: myapp}"), PLAIN)
    (f,) = found(IN_THE_MESH, *app)
    assert (f.code, f.severity, f.field, f.value) == ("K8S764", ERROR, "spec.trafficPolicy.tls.mode", "DISABLE")
    assert f.message == 'DestinationRule "plain" sends plain text to Deployment "myapp", which PeerAuthentication "default" makes STRICT'
    assert found(IN_THE_MESH.replace("STRICT", "PERMISSIVE"), *app) == []
    assert [f.code for f in found(IN_THE_MESH, OF_THE_PODS, *app)] == ["K8S764"]
    assert found(IN_THE_MESH, OF_THE_PODS.replace("UNSET", "PERMISSIVE"), *app) == []
    assert found(IN_THE_MESH.replace("enabled", "disabled"), *app) == []  # nobody there asks for a certificate


def test_a_role_for_pods_and_deployments_gives_nothing_else_and_nothing_elsewhere() -> None:
    text = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: team-a, namespace: team-a}
    rules:
    - {apiGroups: [""], resources: [pods], verbs: [get, list, watch, create, delete]}
    - {apiGroups: [apps], resources: [deployments], verbs: [get, list, watch, create, update, delete]}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: team-a, namespace: team-a}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: team-a}
    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: team-a}]
    """
    context = Context(manifests(text), FACTS, closed=True)

    def may(namespace: str, verb: str, resource: str, group: str = "") -> bool:
        return any(
            grant.allows((verb,), group, resource)
            for binding, role in bound(context)
            if context.namespace_of(binding) == namespace
            for grant in given(context, role)
        )

    assert may("team-a", "get", "pods")
    assert may("team-a", "update", "deployments", "apps")
    assert not may("team-b", "get", "pods")
    assert not may("team-a", "get", "pods/log")
    assert not may("team-a", "get", "secrets")
    assert not may("team-a", "get", "deployments")  # of another group than apps there are none
    told = rules.run(manifests(text), FACTS, closed=True, enable=("K8S406",))
    assert told == []
    widened = text.replace("resources: [pods]", "resources: [pods, secrets]")
    assert [f.code for f in rules.run(manifests(widened), FACTS, closed=True, enable=("K8S406",))] == ["K8S406"]


def test_a_secret_of_another_namespace_is_out_of_reach_and_that_is_said() -> None:
    secret = """
    apiVersion: external-secrets.io/v1
    kind: ExternalSecret
    metadata: {name: db, namespace: data}
    spec: {secretStoreRef: {name: vault, kind: ClusterSecretStore}, data: [{secretKey: password, remoteRef: {key: db}}]}
    ---
    """
    pod = deployment("myapp", "{app: myapp}").replace(
        "ports: [{name: http", "env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}], ports: [{name: http"
    )
    (f,) = found(secret, pod)
    assert (f.code, f.severity, f.value) == ("K8S207", ERROR, "db")
    assert f.help.startswith("one of that name is in namespace data, and pods read those of their own, prod, only: make it (")
    assert found(secret.replace("namespace: data", "namespace: prod"), pod) == []
