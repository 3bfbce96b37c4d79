"""One mistake at a time: what people type wrong, and what they are told: code, field, value, message and help."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit.finding import ERROR, NO_VALUE, WARNING

DELETE = object()
POD = ("spec", "template", "spec")
WEB = (*POD, "containers", 0)


def change(obj: Any, path: tuple[Any, ...], value: object) -> Any:
    """Set, or delete, what stands at `path`."""
    at = obj
    for step in path[:-1]:
        at = at[step]
    if value is DELETE:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return obj


def case(
    kind: str, path: tuple[Any, ...], value: object, code: str, field: str, message: str = "", help: str = "", *, severity: str = ERROR
) -> Any:
    what = "missing" if value is DELETE else str(value)[:20]
    return pytest.param(kind, path, value, code, field, message, help, severity, id=f"{kind}-{'.'.join(map(str, path))}-{what}")


MISTAKES = [
    # fields that do not exist
    case("Deployment", ("metaData",), {"name": "x"}, "K8S101", "metaData", "unknown field metaData", "did you mean metadata?"),
    case("Deployment", ("spec", "Replicas"), 3, "K8S101", "spec.Replicas", "unknown field Replicas", "did you mean replicas?"),
    case(
        "Deployment",
        (*POD, "service_account_name"),
        "x",
        "K8S101",
        "spec.template.spec.service_account_name",
        "",
        "did you mean serviceAccountName?",
    ),
    case(
        "Deployment",
        (*WEB, "imagePulPolicy"),
        "Always",
        "K8S101",
        "spec.template.spec.containers[0].imagePulPolicy",
        "",
        "did you mean imagePullPolicy?",
    ),
    case(
        "Deployment",
        (*WEB, "ports", 1, "conatinerPort"),
        80,
        "K8S101",
        "spec.template.spec.containers[0].ports[1].conatinerPort",
        "",
        "containerPort",
    ),
    case("Deployment", (*WEB, "port"), [], "K8S101", "spec.template.spec.containers[0].port", "", "did you mean ports?"),
    case(
        "Deployment",
        (*WEB, "runAsUser"),
        1,
        "K8S101",
        "spec.template.spec.containers[0].runAsUser",
        "",
        "in spec.template.spec.containers[0].securityContext",
    ),
    case("Deployment", ("containers",), [], "K8S101", "containers", "", "a field of this name is in spec.template.spec"),
    case("Deployment", ("spec", "selector", "app"), "x", "K8S101", "spec.selector.app", "", "put labels in matchLabels"),
    case("Deployment", ("spec", "a b"), 1, "K8S101", "spec[a b]", "unknown field a b", "the fields here are minReadySeconds"),
    case("Deployment", ("spec", 1), 1, "K8S102", "spec[1]", "the key 1 is not a string"),
    case(
        "Deployment", (*WEB, "nodeSelector"), {}, "K8S101", "spec.template.spec.containers[0].nodeSelector", "", "is in spec.template.spec"
    ),
    case(
        "Deployment",
        (*POD, "replicas"),
        3,
        "K8S101",
        "spec.template.spec.replicas",
        "unknown field replicas",
        "a field of this name is in spec",
    ),
    case(
        "ConfigMap",
        ("spec",),
        {},
        "K8S101",
        "spec",
        "unknown field spec",
        "the fields here are apiVersion, binaryData, data, immutable, kind and metadata",
    ),
    case("Deployment", ("spec", "mountPath"), "/", "K8S101", "spec.mountPath", "", "is in spec.template.spec.containers[].volumeMounts[]"),
    case("Deployment", ("labels",), {}, "K8S101", "labels", "", "a field of this name is in metadata"),
    case(
        "Deployment",
        ("spec", "observedGeneration"),
        1,
        "K8S101",
        "spec.observedGeneration",
        "",
        "the fields here are minReadySeconds, paused,",
    ),
    case("Deployment", (*WEB, "qqqq"), 1, "K8S101", "spec.template.spec.containers[0].qqqq", "", "terminationMessagePath and 5 more"),
    # types
    case(
        "Deployment",
        ("spec", "replicas"),
        "3",
        "K8S102",
        "spec.replicas",
        "a string stands where an integer is expected",
        "leave the quotes out",
    ),
    case("Deployment", ("spec", "replicas"), "three", "K8S102", "spec.replicas", "a string stands where an integer is expected"),
    case("Deployment", ("spec", "replicas"), True, "K8S102", "spec.replicas", "true or false stands where an integer is expected"),
    case(
        "Deployment", ("spec", "replicas"), 1.5, "K8S102", "spec.replicas", "a number with a fraction stands where an integer is expected"
    ),
    case("Deployment", ("spec", "replicas"), 2.0, "K8S102", "spec.replicas", "", "leave the fraction out", severity=WARNING),
    case(
        "Deployment",
        ("spec", "paused"),
        "true",
        "K8S102",
        "spec.paused",
        "a string stands where true or false is expected",
        "leave the quotes out",
    ),
    case("Deployment", ("spec", "paused"), 1, "K8S102", "spec.paused", "an integer stands where true or false is expected"),
    case(
        "Deployment",
        (*WEB, "env", 0, "value"),
        1,
        "K8S102",
        "spec.template.spec.containers[0].env[0].value",
        "an integer stands where a string",
        "quotes",
    ),
    case(
        "Deployment",
        (*WEB, "env", 0, "value"),
        True,
        "K8S102",
        "spec.template.spec.containers[0].env[0].value",
        "true or false stands where a string",
        "quotes",
    ),
    case(
        "Deployment",
        (*WEB, "env", 0, "value"),
        ["x"],
        "K8S102",
        "spec.template.spec.containers[0].env[0].value",
        "a list stands where a string",
    ),
    case(
        "Deployment",
        (*WEB, "args"),
        "x",
        "K8S102",
        "spec.template.spec.containers[0].args",
        "a string stands where a list is expected",
        "in a list",
    ),
    case("Deployment", (*WEB, "args"), ["x", 1], "K8S102", "spec.template.spec.containers[0].args[1]", "an integer stands where a string"),
    case("Deployment", (*WEB, "args"), ["x", None], "K8S102", "spec.template.spec.containers[0].args[1]", "null stands in a list"),
    case(
        "Deployment",
        (*WEB, "args"),
        ("x",),
        "K8S102",
        "spec.template.spec.containers[0].args",
        "a Python tuple stands where a list",
        "make it a list",
    ),
    case(
        "Deployment",
        (*WEB, "env"),
        {"A": "b"},
        "K8S102",
        "spec.template.spec.containers[0].env",
        "an object stands where a list is expected",
    ),
    case(
        "Deployment",
        (*WEB, "resources"),
        [],
        "K8S102",
        "spec.template.spec.containers[0].resources",
        "a list stands where an object is expected",
    ),
    case(
        "Deployment",
        (*WEB, "resources", "limits"),
        [],
        "K8S102",
        "spec.template.spec.containers[0].resources.limits",
        "a list stands where an object",
    ),
    case(
        "Deployment",
        (*WEB, "resources", "limits", "memory"),
        True,
        "K8S102",
        "spec.template.spec.containers[0].resources.limits[memory]",
        "a quantity",
    ),
    case("Deployment", ("metadata", "labels"), "x", "K8S102", "metadata.labels", "a string stands where an object is expected"),
    case(
        "Deployment",
        ("metadata", "labels", "a"),
        1,
        "K8S102",
        "metadata.labels[a]",
        "an integer stands where a string is expected",
        "quotes",
    ),
    case("Deployment", ("metadata", "labels", 1), "a", "K8S102", "metadata.labels[1]", "the key is an integer, not a string"),
    case("Deployment", ("metadata", "annotations"), [], "K8S102", "metadata.annotations", "a list stands where an object is expected"),
    case(
        "Deployment",
        ("metadata", "annotations", "a"),
        True,
        "K8S102",
        "metadata.annotations[a]",
        "true or false stands where a string is expected",
    ),
    case("Deployment", ("metadata",), "x", "K8S102", "metadata", "a string stands where an object is expected"),
    case(
        "Deployment",
        (*WEB, "livenessProbe", "httpGet", "port"),
        1.5,
        "K8S102",
        "spec.template.spec.containers[0].livenessProbe.httpGet.port",
        "a port",
    ),
    case(
        "Deployment",
        ("spec", "strategy", "rollingUpdate", "maxSurge"),
        1.5,
        "K8S102",
        "spec.strategy.rollingUpdate.maxSurge",
        "an integer or a string",
    ),
    case(
        "ConfigMap",
        ("data", "n"),
        None,
        "K8S102",
        "data[n]",
        "null stands where a value is expected",
        "leave the key out",
        severity=WARNING,
    ),
    case("ConfigMap", ("data", "n"), 1, "K8S102", "data[n]", "an integer stands where a string is expected", "quotes"),
    # required
    case(
        "Deployment",
        ("spec", "selector"),
        DELETE,
        "K8S103",
        "spec.selector",
        "the required field selector is missing",
        "give selector a value",
    ),
    case("Deployment", ("spec", "template"), None, "K8S103", "spec.template", "the required field template is null"),
    case("Deployment", (*POD, "containers"), DELETE, "K8S103", "spec.template.spec.containers", "the required field containers is missing"),
    case("Deployment", (*WEB, "name"), DELETE, "K8S103", "spec.template.spec.containers[0].name", "the required field name is missing"),
    case("Deployment", (*WEB, "ports", 1, "containerPort"), DELETE, "K8S103", "spec.template.spec.containers[0].ports[1].containerPort"),
    case("Ingress", ("spec", "rules", 0, "http", "paths", 0, "pathType"), DELETE, "K8S103", "spec.rules[0].http.paths[0].pathType"),
    # closed lists
    case(
        "Deployment",
        (*WEB, "imagePullPolicy"),
        "always",
        "K8S104",
        "spec.template.spec.containers[0].imagePullPolicy",
        "must be Always",
        "did you mean",
    ),
    case(
        "Deployment",
        (*WEB, "imagePullPolicy"),
        "Sometimes",
        "K8S104",
        "spec.template.spec.containers[0].imagePullPolicy",
        "must be Always, IfNotPresent or Never",
    ),
    case(
        "Deployment",
        (*POD, "restartPolicy"),
        "Allways",
        "K8S104",
        "spec.template.spec.restartPolicy",
        "must be Always, Never or OnFailure",
        "Always",
    ),
    case(
        "Deployment",
        (*WEB, "ports", 0, "protocol"),
        "tcp",
        "K8S104",
        "spec.template.spec.containers[0].ports[0].protocol",
        "SCTP, TCP or UDP",
        "TCP",
    ),
    case("Deployment", (*POD, "dnsPolicy"), "Cluster", "K8S104", "spec.template.spec.dnsPolicy"),
    case("Deployment", ("spec", "strategy", "type"), "Rolling", "K8S104", "spec.strategy.type", "must be Recreate or RollingUpdate"),
    case(
        "Ingress",
        ("spec", "rules", 0, "http", "paths", 0, "pathType"),
        "Glob",
        "K8S104",
        "spec.rules[0].http.paths[0].pathType",
        "must be Exact, Im",
    ),
    case(
        "Ingress",
        ("spec", "rules", 0, "http", "paths", 0, "pathType"),
        "",
        "K8S104",
        "spec.rules[0].http.paths[0].pathType",
        "must be Exact, Im",
    ),
    case("Service", ("spec", "type"), "Loadbalancer", "K8S104", "spec.type", "must be ClusterIP", "did you mean LoadBalancer?"),
    case("Service", ("spec", "ipFamilies"), ["ipv4"], "K8S104", "spec.ipFamilies[0]", "must be", "did you mean IPv4?"),
    case("Secret", ("type",), "opaque", "K8S104", "type", "is close to a known value", "did you mean Opaque?", severity=WARNING),
    case(
        "Deployment",
        (*WEB, "resources", "limits", "memry"),
        "1Gi",
        "K8S104",
        "spec.template.spec.containers[0].resources.limits[memry]",
        "must be cpu",
        "memory",
    ),
    case(
        "Deployment",
        (*WEB, "resources", "limits", "gpu"),
        1,
        "K8S104",
        "spec.template.spec.containers[0].resources.limits[gpu]",
        "",
        "example.com/gpu",
    ),
    case(
        "Deployment",
        (*WEB, "resources", "limits", "a b/gpu"),
        1,
        "K8S104",
        "spec.template.spec.containers[0].resources.limits[a b/gpu]",
        "resource name",
    ),
    case("Deployment", (*WEB, "imagePullPolicy"), 5, "K8S102", "spec.template.spec.containers[0].imagePullPolicy", "a string is expected"),
    # ranges
    case("Deployment", ("spec", "replicas"), 2**31, "K8S105", "spec.replicas", "the number must be between 0 and 2147483647"),
    case("Deployment", ("spec", "replicas"), -1, "K8S105", "spec.replicas", "the number must be between 0 and"),
    case("Deployment", ("metadata", "generation"), 2**63, "K8S105", "metadata.generation", "the number must be between 0"),
    case("Deployment", (*POD, "priority"), 2**31, "K8S105", "spec.template.spec.priority", "the number must fit into 32 bits"),
    case(
        "Deployment",
        (*POD, "terminationGracePeriodSeconds"),
        2**63,
        "K8S105",
        "spec.template.spec.terminationGracePeriodSeconds",
        "fit into 64 bits",
    ),
    case(
        "Deployment",
        ("spec", "strategy", "rollingUpdate", "maxSurge"),
        2**31,
        "K8S105",
        "spec.strategy.rollingUpdate.maxSurge",
        "fit into 32 bits",
    ),
    case(
        "Deployment",
        ("spec", "strategy", "rollingUpdate", "maxSurge"),
        -1,
        "K8S105",
        "spec.strategy.rollingUpdate.maxSurge",
        "must be at least 0",
    ),
    case(
        "Deployment",
        ("spec", "strategy", "rollingUpdate", "maxUnavailable"),
        "101%",
        "K8S105",
        "spec.strategy.rollingUpdate.maxUnavailable",
        "100%",
    ),
    case(
        "Deployment",
        (*POD, "volumes", 0),
        {"name": "tmp", "secret": {"secretName": "s", "defaultMode": 644}},
        "K8S105",
        "spec.template.spec.volumes[0].secret.defaultMode",
        "the mode",
    ),
    case(
        "Deployment",
        (*WEB, "securityContext"),
        {"runAsUser": -1},
        "K8S105",
        "spec.template.spec.containers[0].securityContext.runAsUser",
        "the id must",
    ),
    case(
        "Deployment",
        (*WEB, "livenessProbe", "timeoutSeconds"),
        -1,
        "K8S105",
        "spec.template.spec.containers[0].livenessProbe.timeoutSeconds",
    ),
    # quantities
    case(
        "Deployment",
        (*WEB, "resources", "limits", "memory"),
        "1 Gi",
        "K8S106",
        "spec.template.spec.containers[0].resources.limits[memory]",
        "the quantity",
    ),
    case(
        "Deployment", (*WEB, "resources", "limits", "memory"), "1GB", "K8S106", "spec.template.spec.containers[0].resources.limits[memory]"
    ),
    case(
        "Deployment",
        (*WEB, "resources", "limits", "cpu"),
        "-100m",
        "K8S106",
        "spec.template.spec.containers[0].resources.limits[cpu]",
        "not be negative",
    ),
    case(
        "Deployment",
        (*WEB, "resources", "limits", "cpu"),
        -1,
        "K8S106",
        "spec.template.spec.containers[0].resources.limits[cpu]",
        "not be negative",
    ),
    case(
        "Deployment",
        (*WEB, "resources", "limits", "cpu"),
        "-.5",
        "K8S106",
        "spec.template.spec.containers[0].resources.limits[cpu]",
        "not be negative",
    ),
    case("Deployment", (*POD, "volumes", 0, "emptyDir", "sizeLimit"), "1x", "K8S106", "spec.template.spec.volumes[0].emptyDir.sizeLimit"),
    # formats
    case(
        "Deployment",
        ("spec", "strategy", "rollingUpdate", "maxSurge"),
        "25",
        "K8S107",
        "spec.strategy.rollingUpdate.maxSurge",
        "the share",
        "percentage",
    ),
    case(
        "Deployment", ("spec", "strategy", "rollingUpdate", "maxSurge"), "a%", "K8S107", "spec.strategy.rollingUpdate.maxSurge", "the share"
    ),
    case(
        "Deployment",
        ("metadata", "creationTimestamp"),
        "yesterday",
        "K8S107",
        "metadata.creationTimestamp",
        "must be a time as in RFC 3339",
    ),
    case("Deployment", ("metadata", "creationTimestamp"), "2026-02-30T00:00:00Z", "K8S107", "metadata.creationTimestamp"),
    case("Service", ("spec", "clusterIP"), "none", "K8S107", "spec.clusterIP", "the address must be an IP address"),
    case("Service", ("spec", "externalIPs"), ["10.0.0.256"], "K8S107", "spec.externalIPs[0]", "the address must be an IP address"),
    case("Deployment", (*POD, "hostAliases"), [{"ip": "db"}], "K8S107", "spec.template.spec.hostAliases[0].ip"),
    case("Secret", ("data", "password"), "not base64!", "K8S107", "data[password]", "the value must be base64"),
    # twice
    case(
        "Deployment",
        (*POD, "containers", 1, "name"),
        "orders",
        "K8S108",
        "spec.template.spec.containers[1].name",
        "the same name as [0]",
        "its own name",
    ),
    case(
        "Deployment", (*WEB, "volumeMounts", 1, "mountPath"), "/tmp", "K8S108", "spec.template.spec.containers[0].volumeMounts[1].mountPath"
    ),
    case(
        "Deployment",
        (*WEB, "env", 1),
        {"name": "LOG_LEVEL", "value": "x"},
        "K8S108",
        "spec.template.spec.containers[0].env[1].name",
        severity=WARNING,
    ),
    case(
        "Deployment",
        (*WEB, "ports", 1, "containerPort"),
        8080,
        "K8S108",
        "spec.template.spec.containers[0].ports[1]",
        "containerPort and protocol",
        severity=WARNING,
    ),
    case("Service", ("spec", "ports", 1, "port"), 80, "K8S108", "spec.ports[1]", "the same port and protocol as [0]"),
    case(
        "Deployment",
        ("metadata", "finalizers"),
        ["a.b/c", "a.b/c"],
        "K8S108",
        "metadata.finalizers[1]",
        "stands at [0] already",
        severity=WARNING,
    ),
    # unions
    case(
        "Deployment",
        (*WEB, "livenessProbe", "exec"),
        {"command": ["true"]},
        "K8S115",
        "spec.template.spec.containers[0].livenessProbe",
        "httpGet and exec must not",
        "keep one",
    ),
    case(
        "Deployment",
        (*WEB, "livenessProbe", "httpGet"),
        DELETE,
        "K8S115",
        "spec.template.spec.containers[0].livenessProbe",
        "one of exec, grpc, httpGet or",
    ),
    case(
        "Deployment",
        (*WEB, "livenessProbe", "httpGet"),
        None,
        "K8S115",
        "spec.template.spec.containers[0].livenessProbe",
        "one of exec, grpc, httpGet or",
    ),
    case(
        "Deployment",
        (*WEB, "env", 1, "value"),
        "x",
        "K8S115",
        "spec.template.spec.containers[0].env[1]",
        "valueFrom and value must not stand together",
    ),
    case(
        "Deployment", (*POD, "volumes", 0, "secret"), {"secretName": "s"}, "K8S115", "spec.template.spec.volumes[0]", "emptyDir and secret"
    ),
    # ports
    case(
        "Deployment",
        (*WEB, "ports", 0, "containerPort"),
        70000,
        "K8S123",
        "spec.template.spec.containers[0].ports[0].containerPort",
        "between 1 and 65535",
    ),
    case("Deployment", (*WEB, "ports", 0, "containerPort"), 0, "K8S123", "spec.template.spec.containers[0].ports[0].containerPort"),
    case(
        "Deployment",
        (*WEB, "ports", 0, "hostPort"),
        -1,
        "K8S123",
        "spec.template.spec.containers[0].ports[0].hostPort",
        "between 0 and 65535",
    ),
    case("Deployment", (*WEB, "ports", 0, "name"), "Web", "K8S123", "spec.template.spec.containers[0].ports[0].name", "the port name must"),
    case(
        "Deployment",
        (*WEB, "ports", 0, "name"),
        "a-name-that-is-long",
        "K8S123",
        "spec.template.spec.containers[0].ports[0].name",
        "at most 15",
    ),
    case(
        "Deployment",
        (*WEB, "livenessProbe", "httpGet", "port"),
        70000,
        "K8S123",
        "spec.template.spec.containers[0].livenessProbe.httpGet.port",
    ),
    case(
        "Deployment",
        (*WEB, "livenessProbe", "httpGet", "port"),
        "8080",
        "K8S123",
        "spec.template.spec.containers[0].livenessProbe.httpGet.port",
        "letter",
    ),
    case(
        "Deployment",
        (*WEB, "livenessProbe", "httpGet", "port"),
        "",
        "K8S123",
        "spec.template.spec.containers[0].livenessProbe.httpGet.port",
    ),
    case("Service", ("spec", "ports", 0, "port"), 70000, "K8S123", "spec.ports[0].port", "the port number must be between 1 and 65535"),
    case("Service", ("spec", "ports", 0, "targetPort"), 65536, "K8S123", "spec.ports[0].targetPort"),
    case("Service", ("spec", "ports", 0, "targetPort"), "HTTP", "K8S123", "spec.ports[0].targetPort"),
    case("Service", ("spec", "ports", 0, "nodePort"), 70000, "K8S123", "spec.ports[0].nodePort"),
    case("Service", ("spec", "ports", 0, "name"), "my_port", "K8S123", "spec.ports[0].name"),
    case(
        "Ingress",
        ("spec", "rules", 0, "http", "paths", 0, "backend", "service", "port", "number"),
        65536,
        "K8S123",
        "spec.rules[0].http.paths[0].backend.service.port.number",
    ),
    # labels, annotations, keys, variables
    case("Deployment", ("metadata", "labels", "team"), "b c", "K8S121", "metadata.labels[team]", "the label value must"),
    case("Deployment", ("metadata", "labels", "a b"), "c", "K8S121", "metadata.labels[a b]", "the label key must"),
    case("Deployment", ("metadata", "labels", "team"), "x" * 64, "K8S121", "metadata.labels[team]", "at most 63 characters"),
    case("Deployment", ("spec", "template", "metadata", "labels", "team"), "-x", "K8S121", "spec.template.metadata.labels[team]"),
    case("Deployment", ("spec", "selector", "matchLabels", "team"), "b c", "K8S121", "spec.selector.matchLabels[team]"),
    case("Deployment", (*POD, "nodeSelector"), {"disk": "s s d"}, "K8S121", "spec.template.spec.nodeSelector[disk]"),
    case(
        "Deployment",
        (*POD, "tolerations"),
        [{"key": "a b", "operator": "Exists"}],
        "K8S121",
        "spec.template.spec.tolerations[0].key",
        "the label key",
    ),
    case("Service", ("spec", "selector", "app"), "b c", "K8S121", "spec.selector[app]"),
    case(
        "Deployment",
        ("spec", "selector", "matchExpressions"),
        [{"key": "", "operator": "Exists"}],
        "K8S121",
        "spec.selector.matchExpressions[0].key",
    ),
    case("Deployment", ("metadata", "annotations", "a b"), "c", "K8S122", "metadata.annotations[a b]", "the annotation key must"),
    case("Deployment", ("metadata", "annotations", "big"), "x" * 262144, "K8S122", "metadata.annotations", "at most 256 KiB, not 262"),
    case("ConfigMap", ("data", "a/b"), "x", "K8S124", "data[a/b]", "the key must"),
    case("ConfigMap", ("data", ".."), "x", "K8S124", "data[..]"),
    case("ConfigMap", ("binaryData",), {"a.txt": "eA=="}, "K8S124", "binaryData[a.txt]", "the key stands in data already", "remove one"),
    case("ConfigMap", ("data", "big"), "x" * 1048576, "K8S105", "data", "all values together must be at most 1 MiB, not 1048577 bytes"),
    case("ConfigMap", ("binaryData",), {"b": "a"}, "K8S107", "binaryData[b]", "the value must be base64"),
    case("Secret", ("stringData",), {"a b": "x"}, "K8S124", "stringData[a b]", "the key must"),
    case(
        "Deployment",
        (*WEB, "env", 1, "valueFrom", "secretKeyRef", "key"),
        "a/b",
        "K8S124",
        "spec.template.spec.containers[0].env[1].valueFrom.secretKeyRef.key",
    ),
    case(
        "Deployment",
        (*WEB, "env", 0, "name"),
        "A=B",
        "K8S125",
        "spec.template.spec.containers[0].env[0].name",
        "the name of the variable must",
    ),
    case("Deployment", (*WEB, "env", 0, "name"), "", "K8S125", "spec.template.spec.containers[0].env[0].name"),
    case("Deployment", (*WEB, "env", 0, "name"), "GRÖSSE", "K8S125", "spec.template.spec.containers[0].env[0].name"),
    # names inside
    case("Deployment", (*WEB, "name"), "My_App", "K8S120", "spec.template.spec.containers[0].name", "the container name must"),
    case("Deployment", (*POD, "volumes", 0, "name"), "t.mp", "K8S120", "spec.template.spec.volumes[0].name", "the volume name must"),
    case("Deployment", (*POD, "serviceAccountName"), "My_SA", "K8S120", "spec.template.spec.serviceAccountName"),
    case("Deployment", (*POD, "hostname"), "a.b", "K8S120", "spec.template.spec.hostname"),
    case("Ingress", ("spec", "ingressClassName"), "A", "K8S120", "spec.ingressClassName"),
]


@pytest.mark.parametrize(("kind", "path", "value", "code", "field", "message", "help", "severity"), MISTAKES)
def test_the_mistake_is_the_one_finding(
    kind: str, path: tuple[Any, ...], value: object, code: str, field: str, message: str, help: str, severity: str, good: Any, findings: Any
) -> None:
    obj = change(good(kind), path, value)
    if (kind, path) == ("Deployment", ("metaData",)):
        del obj["metadata"]
    found = findings(obj)
    assert [(f.code, f.field, f.severity) for f in found] == [(code, field, severity)], [(f, f.message) for f in found]
    assert message in found[0].message
    assert help in found[0].help


def test_the_words_are_those_that_were_agreed(good: Any, findings: Any, told: Any) -> None:
    cases = []
    for mistake in MISTAKES:
        kind, path, value = mistake.values[:3]
        cases.append((str(mistake.id), findings(change(good(kind), path, value))))
    told("mistakes", cases)


@pytest.mark.parametrize("kind", ["Deployment", "Service", "ConfigMap", "Secret", "ClusterRole", "Ingress"])
@pytest.mark.parametrize("minor", ["1.33", "1.34", "1.35", "1.36", "1.37"])
def test_good_objects_have_no_finding(kind: str, minor: str, good: Any, findings: Any) -> None:
    assert findings(good(kind), minor=minor) == []


def test_a_finding_carries_the_value_the_object_and_its_origin(good: Any) -> None:
    from k8skit.facts import load
    from k8skit.finding import Origin
    from k8skit.manifest import Manifest
    from k8skit.validate import check

    obj = change(good("Deployment"), ("spec", "replicas"), "three")
    m = Manifest(obj, origin=Origin("app.py", 14, "shop/orders", "WebService"))
    [finding] = check([m], load("1.35"))
    assert finding.value == "three"
    assert finding.origin is m.origin
    assert finding.object == m.id


def test_the_value_of_something_missing_is_no_value(good: Any, findings: Any) -> None:
    [finding] = findings(change(good("Deployment"), ("spec", "selector"), DELETE))
    assert finding.value is NO_VALUE


def test_all_mistakes_of_all_objects_are_found_in_the_order_of_reports(good: Any, findings: Any) -> None:
    one = change(change(good("Deployment"), ("spec", "replicas"), "3"), (*WEB, "ports", 0, "containerPort"), 70000)
    two = change(good("Service"), ("spec", "ports", 0, "port"), 0)
    three = change(good("Deployment"), (*WEB, "env", 1), {"name": "LOG_LEVEL"})
    three["metadata"]["name"] = "other"
    found = findings(two, three, one)
    assert [f.code for f in found] == ["K8S123", "K8S102", "K8S123", "K8S108"] or [f.code for f in found] == [
        "K8S123",
        "K8S123",
        "K8S102",
        "K8S108",
    ]
    assert found == sorted(found, key=lambda f: f.sort_key)
    assert found[-1].severity == WARNING


def test_two_mistakes_in_one_place_are_both_found(good: Any, said: Any) -> None:
    obj = change(change(good("Deployment"), (*WEB, "image"), 1), (*WEB, "name"), DELETE)
    at = "spec.template.spec.containers[0]"
    assert said(obj) == [("K8S102", f"{at}.image"), ("K8S103", f"{at}.name")]


def test_a_misspelled_required_field_is_not_said_to_be_missing_too(good: Any, findings: Any) -> None:
    obj = good("Deployment")
    obj["spec"]["templates"] = obj["spec"].pop("template")
    obj["spec"]["Selector"] = obj["spec"].pop("selector")
    assert [(f.code, f.field) for f in findings(obj)] == [("K8S101", "spec.Selector"), ("K8S101", "spec.templates")]


def test_a_misspelled_name_is_not_said_to_be_missing_too(good: Any, said: Any) -> None:
    obj = good("Deployment")
    obj["metadata"]["nmae"] = obj["metadata"].pop("name")
    assert said(obj) == [("K8S101", "metadata.nmae")]


def test_a_misspelled_start_of_the_name_is_not_said_to_be_missing_too(good: Any, said: Any) -> None:
    obj = good("Deployment")
    obj["metadata"]["generatename"] = obj["metadata"].pop("name")
    obj["metadata"]["namespace"] = "A"
    assert said(obj) == [("K8S101", "metadata.generatename"), ("K8S126", "metadata.namespace")]


def test_a_field_that_an_older_schema_requires_and_the_api_server_fills_in_may_be_left_out(findings: Any, minors: Any) -> None:
    named = {"metadata": {"name": "abc"}}
    rbac = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "roleRef": {"kind": "ClusterRole", "name": "view"}}
    policy = {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "spec": {"policyTypes": ["Ingress"]}}
    priority = {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass"}
    addresses = {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4"}
    for minor in minors:
        assert findings(*({**o, **named} for o in (rbac, policy, priority, addresses)), minor=minor) == []


_SELECTOR = {"matchLabels": {"app": "a"}}
_REFUSED = {
    "v1/Pod": ({}, "spec"),
    "v1/PodTemplate": ({}, "template"),
    "v1/ReplicationController": ({}, "spec"),
    "apps/v1/ControllerRevision": ({"revision": 1}, "data"),
    "apps/v1/DaemonSet": ({}, "spec"),
    "apps/v1/Deployment": ({}, "spec"),
    "apps/v1/ReplicaSet": ({}, "spec"),
    "apps/v1/StatefulSet": ({}, "spec"),
    "autoscaling/v1/HorizontalPodAutoscaler": ({}, "spec"),
    "autoscaling/v2/HorizontalPodAutoscaler": ({}, "spec"),
    "batch/v1/CronJob": ({}, "spec"),
    "batch/v1/Job": ({}, "spec"),
    "flowcontrol.apiserver.k8s.io/v1/FlowSchema": ({}, "spec"),
    "flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration": ({}, "spec"),
    "networking.k8s.io/v1/IngressClass": ({}, "spec"),
}
_INSIDE = [
    ("apps/v1/Deployment", {"selector": _SELECTOR, "template": {"metadata": {"labels": {"app": "a"}}}}, "spec.template.spec"),
    ("apps/v1/ReplicaSet", {"selector": _SELECTOR}, "spec.template"),
    ("batch/v1/Job", {"template": {}}, "spec.template.spec"),
    ("batch/v1/CronJob", {"schedule": "@daily", "jobTemplate": {}}, "spec.jobTemplate.spec"),
    ("networking.k8s.io/v1/IngressClass", {}, "spec.controller"),
    ("v1/ReplicationController", {}, "spec.template"),
]
_SOURCES = [
    ({"configMap": {}}, "configMap.name"),
    ({"secret": {}}, "secret.secretName"),
    ({"ephemeral": {}}, "ephemeral.volumeClaimTemplate"),
    ({"projected": {"sources": [{"secret": {}}]}}, "projected.sources[0].secret.name"),
    ({"projected": {"sources": [{"configMap": {}}]}}, "projected.sources[0].configMap.name"),
]


def _of(kind: str) -> dict[str, Any]:
    api_version, _, name = kind.rpartition("/")
    return {"apiVersion": api_version, "kind": name, "metadata": {"name": "abc"}}


@pytest.mark.parametrize("kind", _REFUSED)
def test_an_object_without_what_its_validation_needs_is_refused_in_each_minor(kind: str, findings: Any, minors: Any) -> None:
    more, field = _REFUSED[kind]
    for minor in minors:
        assert [(f.code, f.field) for f in findings({**_of(kind), **more}, minor=minor)] == [("K8S103", field)]


@pytest.mark.parametrize(("kind", "spec", "field"), _INSIDE)
def test_a_part_that_only_validation_needs_is_named(kind: str, spec: Any, field: str, said: Any) -> None:
    assert said({**_of(kind), "spec": spec}) == [("K8S103", field)]


@pytest.mark.parametrize("kind", ["v1/LimitRange", "v1/Namespace", "v1/Node", "v1/ResourceQuota", "policy/v1/PodDisruptionBudget"])
def test_a_kind_that_does_without_a_spec_may_have_none(kind: str, findings: Any, minors: Any) -> None:
    for minor in minors:
        assert findings(_of(kind), minor=minor) == []


@pytest.mark.parametrize(("source", "field"), _SOURCES)
def test_a_volume_names_its_source(source: Any, field: str, good: Any, said: Any) -> None:
    obj = good("Deployment")
    obj["spec"]["template"]["spec"]["volumes"].append({"name": "more", **source})
    assert said(obj) == [("K8S103", f"spec.template.spec.volumes[1].{field}")]


@pytest.mark.parametrize("key", ["configMap", "secret"])
def test_the_source_of_a_volume_has_a_name_that_is_not_empty(key: str, good: Any, said: Any) -> None:
    field = "secretName" if key == "secret" else "name"
    obj = good("Deployment")
    obj["spec"]["template"]["spec"]["volumes"].append({"name": "more", key: {field: ""}})
    assert said(obj) == [("K8S105", f"spec.template.spec.volumes[1].{key}.{field}")]


@pytest.mark.parametrize("command", [{}, {"command": []}])
def test_a_probe_runs_some_command(command: Any, good: Any, said: Any) -> None:
    obj = good("Deployment")
    obj["spec"]["template"]["spec"]["containers"][0]["livenessProbe"] = {"exec": command}
    code = "K8S105" if command else "K8S103"
    assert said(obj) == [(code, "spec.template.spec.containers[0].livenessProbe.exec.command")]


def test_a_file_of_a_volume_tells_a_field_or_a_resource(good: Any, said: Any) -> None:
    obj = good("Deployment")
    obj["spec"]["template"]["spec"]["volumes"].append({"name": "more", "downwardAPI": {"items": [{"path": "a"}]}})
    assert said(obj) == [("K8S115", "spec.template.spec.volumes[1].downwardAPI.items[0]")]


def test_only_cpu_and_memory_are_resized(good: Any, findings: Any) -> None:
    obj = good("Deployment")
    policies = [
        {"resourceName": name, "restartPolicy": "NotRequired"} for name in ("cpu", "memory", "ephemeral-storage", "example.com/gpu")
    ]
    obj["spec"]["template"]["spec"]["containers"][0]["resizePolicy"] = policies
    at = "spec.template.spec.containers[0].resizePolicy"
    assert [(f.code, f.field, f.message) for f in findings(obj)] == [
        ("K8S104", f"{at}[{i}].resourceName", "must be cpu or memory") for i in (2, 3)
    ]


def test_null_means_unset_where_a_field_is_optional(good: Any, findings: Any) -> None:
    obj = good("Deployment")
    obj["spec"]["replicas"] = None
    obj["status"] = None
    obj["metadata"]["creationTimestamp"] = None
    obj["metadata"]["labels"] = None
    obj["spec"]["template"]["spec"]["containers"][0]["args"] = None
    assert findings(obj) == []
    assert obj["spec"]["replicas"] is None


def test_an_empty_string_means_unset_in_optional_closed_lists(good: Any, findings: Any) -> None:
    obj = good("Deployment")
    obj["spec"]["template"]["spec"]["restartPolicy"] = ""
    obj["spec"]["template"]["spec"]["containers"][0]["ports"][0]["name"] = ""
    assert findings(obj) == []


def test_values_that_the_api_server_takes_pass(good: Any, findings: Any) -> None:
    obj = good("Deployment")
    web = obj["spec"]["template"]["spec"]["containers"][0]
    web["resources"]["limits"] = {"cpu": 1, "memory": 0.5, "hugepages-2Mi": "2Mi", "example.com/gpu": "1", "ephemeral-storage": "-0"}
    web["env"] += [
        {"name": "my.var-1", "value": ""},
        {"name": "BOTH", "value": "", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
    ]
    web["ports"][0]["hostPort"] = 0
    obj["spec"]["strategy"]["rollingUpdate"] = {"maxSurge": "150%", "maxUnavailable": "100%"}
    obj["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] = 0
    service = good("Service")
    service["spec"]["ports"][0].update(targetPort=0, nodePort=30000)
    service["spec"]["ports"][1]["targetPort"] = ""
    service["spec"]["clusterIP"] = "None"
    assert findings(obj, service) == []


def test_subclasses_of_plain_types_pass(good: Any, findings: Any) -> None:
    class Text(str):
        __slots__ = ()

    class Number(int):
        pass

    class Object(dict):  # type: ignore[type-arg]
        pass

    obj = good("Deployment")
    web = obj["spec"]["template"]["spec"]["containers"][0]
    web["image"] = Text("nginx")
    web["imagePullPolicy"] = Text("Always")
    web["securityContext"] = Object(privileged=True)
    web["livenessProbe"]["httpGet"]["port"] = Text("http")
    web["env"][0]["name"] = Text("A")
    web["args"] = [Text("a")]
    obj["spec"]["replicas"] = Number(2)
    obj["spec"]["strategy"]["rollingUpdate"]["maxSurge"] = Number(2)
    obj["metadata"]["labels"]["team"] = Text("x")
    assert findings(obj) == []
    obj["spec"]["replicas"] = Number(-2)
    obj["metadata"]["labels"]["team"] = Text("a b")
    assert [f.code for f in findings(obj)] == ["K8S121", "K8S105"]


def test_fields_of_which_one_may_be_set_by_the_markers_of_the_type(findings: Any) -> None:
    review: dict[str, Any] = {
        "apiVersion": "authorization.k8s.io/v1",
        "kind": "SelfSubjectAccessReview",
        "spec": {"resourceAttributes": {}},
    }
    assert findings(review) == []
    review["spec"] = {}
    assert findings(review) == []
    review["spec"] = {"resourceAttributes": {}, "nonResourceAttributes": {}}
    assert [(f.code, f.field) for f in findings(review)] == [("K8S115", "spec")]


def test_what_a_status_lacks_does_not_matter(findings: Any) -> None:
    budget = {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "a"}, "status": {}}
    assert findings(budget, minor="1.33") == []
    fields = ("currentHealthy", "desiredHealthy", "disruptionsAllowed", "expectedPods")
    assert findings({**budget, "status": dict.fromkeys(fields)}, minor="1.33") == []


def stateful(good: Any, templates: list[Any]) -> Any:
    """A StatefulSet with these templates of claims."""
    spec = good("Deployment")["spec"]
    spec = {key: spec[key] for key in ("selector", "template")}
    spec |= {"serviceName": "a", "volumeClaimTemplates": templates}
    return {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "a"}, "spec": spec}


def test_a_status_is_emptied_before_its_values_are_judged(findings: Any, good: Any) -> None:
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a"}, "status": {"phase": "Gone"}}
    assert findings(namespace) == []
    spec = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
    metadata = {"name": "a"}
    other = {**spec, "volumeMode": "Gone"}
    obj = stateful(good, [{"metadata": metadata, "spec": spec, "status": {"phase": "Gone"}}, {"metadata": metadata, "spec": other}])
    assert [(f.code, f.field) for f in findings(obj)] == [("K8S104", "spec.volumeClaimTemplates[1].spec.volumeMode")]


def test_a_status_that_cannot_be_read_is_refused(findings: Any, good: Any) -> None:
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a"}}
    assert [f.code for f in findings({**namespace, "status": {"phase": 5}})] == ["K8S102"]
    assert [f.code for f in findings({**namespace, "status": {"fase": "Active"}})] == ["K8S101"]
    assert [f.code for f in findings({**namespace, "status": 5})] == ["K8S102"]
    condition = {"type": "a", "status": "True", "lastTransitionTime": "yesterday"}
    assert [f.code for f in findings({**namespace, "status": {"conditions": [condition]}})] == ["K8S107"]
    version = {"apiVersion": "internal.apiserver.k8s.io/v1alpha1", "kind": "StorageVersion", "metadata": {"name": "a"}, "spec": {}}
    assert "K8S103" in [f.code for f in findings(version)]
    obj = stateful(good, [{"metadata": {"name": "a"}, "spec": {"accessModes": ["ReadWriteOnce"]}, "status": {"fase": "x"}}])
    assert [(f.code, f.field) for f in findings(obj)] == [("K8S101", "spec.volumeClaimTemplates[0].status.fase")]


def test_mistakes_beside_each_other_are_all_found(findings: Any, good: Any) -> None:
    obj = good("Deployment")
    obj["spec"] = {"qqqq": 1, "wwww": 2, "paused": 3, **obj["spec"], "replicas": None, "strategy": 5, "progressDeadlineSeconds": "x"}
    assert [f.field for f in findings(obj)] == ["spec.paused", "spec.progressDeadlineSeconds", "spec.qqqq", "spec.strategy", "spec.wwww"]


def test_fields_beside_those_that_a_crd_leaves_open_are_checked(findings: Any, crd_facts: Any) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}, "x-kubernetes-preserve-unknown-fields": True}
    thing = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "a"}, "spec": {"other": 1, "a": 5}}
    assert [(f.code, f.field) for f in findings(thing, facts=crd_facts(schema))] == [("K8S102", "spec.a")]


def test_the_kind_of_a_nested_object_cannot_be_another(findings: Any, good: Any) -> None:
    claim = {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "data"}, "spec": {}}
    deployment = good("Deployment")
    spec = {"selector": {}, "serviceName": "a", "template": deployment["spec"]["template"], "volumeClaimTemplates": [claim]}
    obj = {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "a"}, "spec": spec}
    assert findings(obj) == []
    claim["kind"] = "ConfigMap"
    [finding] = findings(obj)
    assert (finding.code, finding.field) == ("K8S104", "spec.volumeClaimTemplates[0].kind")
    assert finding.message == "must be PersistentVolumeClaim"
    claim["kind"] = ""
    assert findings(obj) == []


def test_bytes_in_built_in_kinds_are_base64(findings: Any) -> None:
    request = {"apiVersion": "certificates.k8s.io/v1", "kind": "CertificateSigningRequest", "metadata": {"name": "a"}}
    assert findings({**request, "spec": {"request": "YWJj", "signerName": "a.b/c", "usages": ["client auth"]}}) == []
    [finding] = findings({**request, "spec": {"request": "abc", "signerName": "a.b/c", "usages": ["client auth"]}})
    assert (finding.code, finding.field) == ("K8S107", "spec.request")
    assert finding.message == "the value must be base64 (standard alphabet, with padding)"


@pytest.mark.parametrize(
    ("value", "code", "severity"), [(3e9, "K8S105", ERROR), (-1.0, "K8S105", ERROR), (3.0, "K8S102", WARNING), (0.5, "K8S102", ERROR)]
)
def test_a_number_with_a_fraction_is_judged_by_its_value(value: float, code: str, severity: str, good: Any, findings: Any) -> None:
    [finding] = findings(change(good("Deployment"), ("spec", "replicas"), value))
    assert (finding.code, finding.severity, finding.field) == (code, severity, "spec.replicas")


@pytest.mark.parametrize("value", ["-3", "3"])
def test_an_integer_in_quotes_is_told_to_lose_them(value: str, good: Any, findings: Any) -> None:
    [finding] = findings(change(good("Deployment"), ("spec", "replicas"), value))
    assert finding.help == "leave the quotes out"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("schedule", "* * * *", "the schedule must have 5 fields"),
        ("schedule", "", "the schedule must not be empty"),
        ("schedule", "@dayly", "the schedule must be one of"),
        ("schedule", "TZ=UTC * * * * *", "the schedule must not name a time zone: use timeZone"),
        ("schedule", "61 * * * *", "the schedule must"),
        ("timeZone", "", "the time zone must be a name"),
        ("timeZone", "Local", "the time zone must name a time zone"),
    ],
)
def test_a_malformed_schedule_is_the_one_finding(field: str, value: str, message: str, findings: Any) -> None:
    job = {"spec": {"template": {"spec": {"containers": [{"name": "a"}]}}}}
    spec: dict[str, Any] = {"schedule": "30 2 * * mon-fri", "timeZone": "Europe/Berlin", "jobTemplate": job}
    cron = {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "a"}, "spec": spec}
    assert findings(cron) == []
    spec[field] = value
    [finding] = findings(cron)
    assert (finding.code, finding.field) == ("K8S107", f"spec.{field}")
    assert finding.message.startswith(message)


def test_a_priority_of_the_system_is_not_for_users(findings: Any) -> None:
    priority = {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "high"}, "value": 10**9}
    assert findings(priority) == []
    assert [(f.code, f.field) for f in findings({**priority, "value": 10**9 + 1})] == [("K8S105", "value")]


@pytest.mark.parametrize(
    ("obj", "field", "wrong", "code"),
    [
        ({"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "spec": {}}, "renewTime", "2026-01-31T12:00:00Z", "K8S107"),
        ({"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "spec": {}}, "acquireTime", 5, "K8S102"),
        (
            {"apiVersion": "resource.k8s.io/v1", "kind": "DeviceClass", "spec": {"config": []}},
            "config",
            [{"opaque": {"driver": "a.b", "parameters": 5}}],
            "K8S102",
        ),
    ],
)
def test_rare_types_of_built_in_kinds(obj: dict[str, Any], field: str, wrong: Any, code: str, findings: Any) -> None:
    obj = {**obj, "metadata": {"name": "a"}}
    assert findings(obj) == []
    assert [f.code for f in findings({**obj, "spec": {field: wrong}})] == [code]


def test_data_of_any_form_passes(findings: Any) -> None:
    revision = {"apiVersion": "apps/v1", "kind": "ControllerRevision", "metadata": {"name": "a"}, "revision": 1}
    assert findings({**revision, "data": {"a": [1, None, {}]}}) == []
    assert [(f.code, f.field) for f in findings({**revision, "data": "x"})] == [("K8S102", "data")]


def test_where_no_field_exists_at_all_this_is_said(findings: Any) -> None:
    version = {"apiVersion": "internal.apiserver.k8s.io/v1alpha1", "kind": "StorageVersion", "metadata": {"name": "a"}, "status": {}}
    [finding] = findings({**version, "spec": {"a": 1}})
    assert (finding.code, finding.field, finding.help) == ("K8S101", "spec.a", "no field may stand here")


@pytest.mark.parametrize(("minor", "refused"), [("1.33", True), ("1.34", False), ("1.35", False)])
def test_values_that_came_with_a_minor_are_known_from_it_on(said: Any, minor: str, refused: bool) -> None:
    spec = {"ports": [{"port": 80}], "trafficDistribution": "PreferSameNode"}
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}, "spec": spec}
    assert said(service, minor=minor) == [("K8S104", "spec.trafficDistribution")] * refused


def test_a_finalizer_and_the_item_of_a_list_are_not_unset_where_they_are_empty(said: Any) -> None:
    claim = {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "a", "finalizers": [""]}}
    claim["spec"] = {"accessModes": [""], "resources": {"requests": {"storage": "1Gi"}}}
    assert said(claim) == [("K8S120", "metadata.finalizers[0]"), ("K8S104", "spec.accessModes[0]")]


@pytest.mark.parametrize(("port", "codes"), [(0, []), (65535, []), (65536, ["K8S123"] * 2)])
def test_ports_of_istio_are_ports_although_its_schema_has_them_as_numbers(findings: Any, port: int, codes: list[str]) -> None:
    rule = {"match": [{"port": port}], "route": [{"destination": {"host": "b", "port": {"number": port}}}]}
    routes = {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService", "metadata": {"name": "a"}}
    assert [f.code for f in findings({**routes, "spec": {"hosts": ["a"], "http": [rule]}})] == codes
