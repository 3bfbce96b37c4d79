"""Rules of single fields of the built-in kinds that no schema tells: which is a port, a name, a label, an address, and what its limits are.

A table from definition and field to a check, after Kubernetes' API validation (packages `pkg/apis/*/validation`) and the Kubernetes
documentation of each field. `schema` puts these checks in the place of those that it would make from the type. Knows no object and no path.
"""

from __future__ import annotations

from .. import names
from ..finding import ERROR
from . import fieldchecks as checks
from . import formats, leaves, lists

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from .problem import Check

CLOSED = frozenset(
    (
        "apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted",
        "apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled",
        "autoscaling.v2.HPAScalingPolicy.type",
        "autoscaling.v2.HPAScalingRules.selectPolicy",
        "autoscaling.v2.MetricSpec.type",
        "autoscaling.v2.MetricTarget.type",
        "core.v1.Container.restartPolicy",
        "core.v1.ContainerResizePolicy.restartPolicy",
        "core.v1.ContainerRestartRule.action",
        "core.v1.ContainerRestartRuleOnExitCodes.operator",
        "core.v1.PodOS.name",
        "core.v1.PodSecurityContext.seLinuxChangePolicy",
        "core.v1.VolumeMount.recursiveReadOnly",
        "flowcontrol.v1.FlowDistinguisherMethod.type",
        "flowcontrol.v1.LimitResponse.type",
        "flowcontrol.v1.PriorityLevelConfigurationSpec.type",
        "flowcontrol.v1.Subject.kind",
        "meta.v1.FieldSelectorRequirement.operator",
        "meta.v1.LabelSelectorRequirement.operator",
        "storage.v1.CSIDriverSpec.fsGroupPolicy",
    )
)
"""Fields whose Go type is an open string with known constants, but which the API server's validation closes."""

TOLERATED_TWICE = frozenset(
    (
        "core.v1.Container.env",
        "core.v1.Container.ports",
        "core.v1.EphemeralContainer.env",
        "core.v1.EphemeralContainer.ports",
        "core.v1.PodSpec.hostAliases",
        "core.v1.PodSpec.imagePullSecrets",
        "core.v1.ServiceAccount.secrets",
        "meta.v1.ObjectMeta.finalizers",
        "meta.v1.ObjectMeta.ownerReferences",
    )
)
"""Lists with unique keys by schema where the API server nevertheless takes a key twice (the last one counts, or both do).

Server-side apply refuses it.
"""

_REQUIRED_TOO = """
apiregistration.v1.APIService: spec
apiregistration.v1.APIServiceSpec: version
admissionregistration.v1.MutatingAdmissionPolicy: spec
admissionregistration.v1.MutatingAdmissionPolicyBinding: spec
admissionregistration.v1.MutatingAdmissionPolicyBindingSpec: policyName
admissionregistration.v1.MutatingAdmissionPolicySpec: matchConstraints mutations
admissionregistration.v1.ParamKind: apiVersion kind
admissionregistration.v1.ValidatingAdmissionPolicyBinding: spec
admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec: policyName
apps.v1.ControllerRevision: data
apps.v1.DaemonSet: spec
apps.v1.Deployment: spec
apps.v1.ReplicaSet: spec
apps.v1.ReplicaSetSpec: template
apps.v1.StatefulSet: spec
autoscaling.v1.HorizontalPodAutoscaler: spec
autoscaling.v2.HorizontalPodAutoscaler: spec
batch.v1.CronJob: spec
batch.v1.Job: spec
batch.v1.JobTemplateSpec: spec
certificates.v1.CertificateSigningRequestSpec: usages
core.v1.ConfigMapEnvSource: name
core.v1.ConfigMapKeySelector: name
core.v1.ConfigMapProjection: name
core.v1.ConfigMapVolumeSource: name
core.v1.EphemeralVolumeSource: volumeClaimTemplate
core.v1.ExecAction: command
core.v1.Pod: spec
core.v1.PodTemplate: template
core.v1.PodTemplateSpec: spec
core.v1.ReplicationController: spec
core.v1.ReplicationControllerSpec: template
core.v1.SecretEnvSource: name
core.v1.SecretKeySelector: name
core.v1.SecretProjection: name
core.v1.SecretVolumeSource: secretName
core.v1.VolumeNodeAffinity: required
flowcontrol.v1.FlowSchema: spec
flowcontrol.v1.PriorityLevelConfiguration: spec
networking.v1.IPAddress: spec
networking.v1.IngressClass: spec
networking.v1.IngressClassSpec: controller
networking.v1.ServiceCIDR: spec
networking.v1.ServiceCIDRSpec: cidrs
"""
REQUIRED_TOO = {name: tuple(fields.split()) for name, _, fields in (line.partition(": ") for line in _REQUIRED_TOO.strip().splitlines())}
"""Definition -> fields that the schema of some or all minors does not require, and without which the API server refuses the object."""

NOT_REQUIRED = frozenset(
    (
        "core.v1.ISCSIVolumeSource.lun",
        "core.v1.ISCSIPersistentVolumeSource.lun",
        "discovery.v1.EndpointSlice.endpoints",
        "networking.v1.NetworkPolicySpec.podSelector",
        "rbac.v1.RoleRef.apiGroup",
        "scheduling.v1.PriorityClass.value",
    )
)
"""Fields that the schema of some or all minors requires, and that the API server fills in, or does without, in all of them."""

NULL_WILL_DO = frozenset(
    (
        "core.v1.ScaleIOPersistentVolumeSource.secretRef",
        "core.v1.ScaleIOVolumeSource.secretRef",
        "discovery.v1.EndpointSlice.endpoints",
    )
)
"""Fields that are required by schema, but that Go writes as null where they are unset, and that the API server takes so."""


class Rules:
    """The rules for one Kubernetes minor.

    Attributes:
        fields: `<definition>.<field>` -> check of the value, type included.
        whole: definition -> check of what several of its fields say together, given an object whose fields are fine each.
    """

    __slots__ = ("fields", "whole")

    def __init__(self, fields: dict[str, Check], whole: dict[str, Check]) -> None:
        self.fields = fields
        self.whole = whole


def _each(check: Check, table: str) -> Iterator[tuple[str, Check]]:
    """Give one check to many fields.

    Args:
        check: the check.
        table: lines of a definition, a colon and fields of it.
    """
    for line in table.strip().splitlines():
        definition, _, fields = line.partition(":")
        for field in fields.split():
            yield f"{definition.strip()}.{field}", check


def _text(subject: str, test: Callable[[str], str], code: str = "K8S120", *, empty: bool = True) -> Check:
    return leaves.text(subject, test, code, empty=empty)


def _some(v: str) -> str:
    return "" if v else "must not be empty"


def _trimmed(v: str) -> str:
    return "" if v == v.strip() else "must not begin or end with a blank"


def _driver(v: str) -> str:
    return names.dns1123_subdomain(v.lower()) or ("must be at most 63 characters" if len(v) > 63 else "")


def _manager(v: str) -> str:
    return names.domain_prefixed_path(v) or ("must be at most 63 characters" if len(v) > 63 else "")


def _windows_user(v: str) -> str:
    """A user of Windows: a name, or a domain and a name with a backslash between them."""
    domain, slash, user = v.rpartition("\\")
    if any(c < " " or c == "\x7f" for c in v) or "\\" in domain or not user or (slash and not domain):
        return "must be a name, or a domain and a name such as EXAMPLE\\web"
    if len(user) > 104 or len(domain) >= 256:
        return "must be at most 104 characters, with a domain of less than 256"
    return "must not be of dots and blanks alone" if not user.strip(". ") else ""


def _iscsi_name(v: str) -> str:
    return "" if v.startswith(("eui.", "iqn.", "naa.")) else "must begin with iqn., eui. or naa."


def _sysctl(v: str) -> str:
    parts = v.replace("/", ".").split(".")
    fine = all(p and p[0].isalnum() and p[-1].isalnum() and p.replace("-", "").replace("_", "").isalnum() for p in parts)
    return (
        ""
        if fine and v.isascii() and v == v.lower() and len(v) <= 253
        else "must be the name of a kernel parameter, such as net.core.somaxconn"
    )


def _search_domain(v: str) -> str:
    """Since 1.32 a search domain may have underscores, and be the root."""
    return "" if v == "." else names.dns1123_subdomain(v.removesuffix(".").replace("_", "a"))


def _limit_type(v: str) -> str:
    if v in ("Container", "PersistentVolumeClaim", "Pod"):
        return ""
    return names.qualified_name(v) if "/" in v else "must be Container, Pod or PersistentVolumeClaim"


def _signer(v: str) -> str:
    domain, slash, path = v.partition("/")
    if not slash or not path or "." not in domain:
        return "must be a domain and a path, such as example.com/clients"
    return names.dns1123_subdomain(domain)


_SOME = _text("the value", _some, "K8S105", empty=False)
_KEY = _text("the label key", names.label_key, "K8S121", empty=False)
_VALUE = _text("the label value", names.label_value, "K8S121")
_USER = leaves.integer(0, 2**31 - 1, subject="the id")

_FIELDS: dict[str, Check] = dict(
    (
        # ports
        *_each(
            checks.port,
            """
            admissionregistration.v1.ServiceReference: port
            apiextensions.v1.ServiceReference: port
            apiregistration.v1.ServiceReference: port
            core.v1.ContainerPort: containerPort
            core.v1.EndpointPort: port
            core.v1.GRPCAction: port
            core.v1.ServicePort: port
            networking.v1.NetworkPolicyPort: endPort
            """,
        ),
        *_each(
            checks.port_or_unset,
            """
            core.v1.ContainerPort: hostPort
            core.v1.ServicePort: nodePort
            core.v1.ServiceSpec: healthCheckNodePort
            discovery.v1.EndpointPort: port
            networking.v1.ServiceBackendPort: number
            """,
        ),
        *_each(
            checks.port_or_name,
            """
            core.v1.HTTPGetAction: port
            core.v1.TCPSocketAction: port
            networking.v1.NetworkPolicyPort: port
            """,
        ),
        *_each(checks.target_port, "core.v1.ServicePort: targetPort"),
        *_each(
            checks.port_name,
            """
            core.v1.ContainerPort: name
            networking.v1.ServiceBackendPort: name
            """,
        ),
        *_each(
            _text("the port name", names.dns1123_label, "K8S123"),
            """
            core.v1.EndpointPort: name
            core.v1.ServicePort: name
            discovery.v1.EndpointPort: name
            """,
        ),
        # labels, annotations, selectors
        *_each(
            checks.label_map,
            """
            core.v1.PodSpec: nodeSelector
            core.v1.ReplicationControllerSpec: selector
            core.v1.ServiceSpec: selector
            meta.v1.LabelSelector: matchLabels
            meta.v1.ObjectMeta: labels
            node.v1.Scheduling: nodeSelector
            """,
        ),
        *_each(checks.annotation_map, "meta.v1.ObjectMeta: annotations"),
        *_each(
            _KEY,
            """
            core.v1.NodeSelectorRequirement: key
            core.v1.PodAffinityTerm: topologyKey
            core.v1.Taint: key
            core.v1.TopologySelectorLabelRequirement: key
            core.v1.TopologySpreadConstraint: topologyKey
            meta.v1.LabelSelectorRequirement: key
            """,
        ),
        *_each(_text("the label key", names.label_key, "K8S121"), "core.v1.Toleration: key"),
        *_each(
            lists.list_of(_KEY),
            """
            core.v1.PodAffinityTerm: matchLabelKeys mismatchLabelKeys
            core.v1.TopologySpreadConstraint: matchLabelKeys
            """,
        ),
        *_each(
            _VALUE,
            """
            core.v1.Taint: value
            core.v1.Toleration: value
            """,
        ),
        *_each(lists.list_of(_VALUE), "meta.v1.LabelSelectorRequirement: values"),
        # names
        *_each(lists.list_of(_text("the finalizer", names.qualified_name, empty=False)), "meta.v1.ObjectMeta: finalizers"),
        *_each(
            _text("the container name", names.dns1123_label, empty=False),
            """
            core.v1.Container: name
            core.v1.EphemeralContainer: name
            """,
        ),
        *_each(_text("the volume name", names.dns1123_label, empty=False), "core.v1.Volume: name"),
        *_each(
            _text("the name", names.dns1123_label),
            """
            core.v1.PodResourceClaim: name
            core.v1.PodSpec: hostname subdomain
            """,
        ),
        *_each(lists.list_of(_text("the namespace", names.dns1123_label, "K8S126", empty=False)), "core.v1.PodAffinityTerm: namespaces"),
        *_each(
            _text("the name", names.dns1123_subdomain),
            """
            core.v1.PersistentVolumeClaimSpec: storageClassName
            core.v1.WindowsSecurityContextOptions: gmsaCredentialSpecName
            core.v1.PersistentVolumeSpec: storageClassName
            core.v1.PodSpec: nodeName priorityClassName runtimeClassName serviceAccountName
            networking.v1.IngressSpec: ingressClassName
            """,
        ),
        *_each(
            _text("the name", names.qualified_name),
            """
            batch.v1.PodFailurePolicyOnPodConditionsPattern: type
            core.v1.PodReadinessGate: conditionType
            core.v1.PodSchedulingGate: name
            """,
        ),
        *_each(
            _text("the name", names.dns1123_subdomain, empty=False),
            """
            core.v1.ConfigMapEnvSource: name
            core.v1.ConfigMapKeySelector: name
            core.v1.SecretEnvSource: name
            core.v1.SecretKeySelector: name
            """,
        ),
        *_each(lists.list_of(_text("the host name", names.dns1123_subdomain, empty=False)), "core.v1.HostAlias: hostnames"),
        *_each(_text("the name of the header", names.http_header_name, "K8S107", empty=False), "core.v1.HTTPHeader: name"),
        *_each(
            _text("the protocol", names.qualified_name, "K8S107", empty=False),
            """
            core.v1.EndpointPort: appProtocol
            core.v1.ServicePort: appProtocol
            discovery.v1.EndpointPort: appProtocol
            """,
        ),
        *_each(_text("the manager", _manager, "K8S107", empty=False), "batch.v1.JobSpec: managedBy"),
        *_each(
            _text("the name", names.path_segment_name, empty=False),
            """
            autoscaling.v1.CrossVersionObjectReference: kind name
            autoscaling.v2.CrossVersionObjectReference: kind name
            autoscaling.v2.MetricIdentifier: name
            rbac.v1.RoleRef: name
            """,
        ),
        *_each(_text("the user", _windows_user, "K8S107", empty=False), "core.v1.WindowsSecurityContextOptions: runAsUserName"),
        *_each(
            _SOME,
            """
            autoscaling.v2.ContainerResourceMetricSource: container name
            autoscaling.v2.ResourceMetricSource: name
            core.v1.CSIPersistentVolumeSource: volumeHandle
            core.v1.ConfigMapProjection: name
            core.v1.ConfigMapVolumeSource: name
            core.v1.DownwardAPIVolumeFile: path
            core.v1.ISCSIPersistentVolumeSource: targetPortal
            core.v1.ISCSIVolumeSource: targetPortal
            core.v1.HostPathVolumeSource: path
            core.v1.KeyToPath: key path
            core.v1.NFSVolumeSource: path server
            core.v1.PersistentVolumeClaimVolumeSource: claimName
            core.v1.SecretProjection: name
            core.v1.SecretVolumeSource: secretName
            core.v1.ServiceAccountTokenProjection: path
            core.v1.TypedLocalObjectReference: kind name
            core.v1.TypedObjectReference: kind name
            core.v1.VolumeDevice: devicePath name
            core.v1.VolumeMount: mountPath name
            rbac.v1.Subject: name
            """,
        ),
        *_each(
            _text("the name of the driver", _driver, empty=False),
            """
            core.v1.CSIPersistentVolumeSource: driver
            core.v1.CSIVolumeSource: driver
            storage.v1.VolumeAttributesClass: driverName
            """,
        ),
        *_each(
            _text("the name of the target", _iscsi_name, "K8S107", empty=False),
            """
            core.v1.ISCSIPersistentVolumeSource: iqn
            core.v1.ISCSIVolumeSource: iqn
            """,
        ),
        *_each(
            leaves.text("the image", _trimmed, "K8S107", recurs=False),
            """
            core.v1.Container: image
            core.v1.EphemeralContainer: image
            """,
        ),
        *_each(_text("the name", _sysctl, "K8S107", empty=False), "core.v1.Sysctl: name"),
        *_each(lists.list_of(_text("the search domain", _search_domain, "K8S107", empty=False)), "core.v1.PodDNSConfig: searches"),
        *_each(_text("the class", names.qualified_name, "K8S107"), "core.v1.ServiceSpec: loadBalancerClass"),
        *_each(_text("the name of the Secret", names.dns1123_subdomain), "networking.v1.IngressTLS: secretName"),
        *_each(
            _text("the provisioner", lambda v: names.qualified_name(v.lower()), "K8S107", empty=False),
            "storage.v1.StorageClass: provisioner",
        ),
        *_each(_text("the type", _limit_type, "K8S104", empty=False), "core.v1.LimitRangeItem: type"),
        *_each(
            leaves.one_of(("Forbidden", "Invalid", "RequestEntityTooLarge", "Unauthorized"), empty=True),
            "admissionregistration.v1.Validation: reason",
        ),
        *_each(leaves.one_of(("False", "True", "Unknown"), empty=True), "batch.v1.PodFailurePolicyOnPodConditionsPattern: status"),
        *_each(lists.list_of(leaves.one_of(("Ephemeral", "Persistent"), empty=False)), "storage.v1.CSIDriverSpec: volumeLifecycleModes"),
        *_each(leaves.one_of(("cpu", "memory"), empty=False), "core.v1.ContainerResizePolicy: resourceName"),
        *_each(_text("the signer", _signer, "K8S107", empty=False), "certificates.v1.CertificateSigningRequestSpec: signerName"),
        *_each(lists.sized(lists.list_of(str), {"minItems": 1}), "core.v1.ExecAction: command"),
        *_each(
            leaves.integer(600, 2**32),
            """
            core.v1.ServiceAccountTokenProjection: expirationSeconds
            storage.v1.TokenRequest: expirationSeconds
            """,
        ),
        *_each(leaves.integer(600, 2**31 - 1), "certificates.v1.CertificateSigningRequestSpec: expirationSeconds"),
        *_each(leaves.integer(1, 20_000), "apiregistration.v1.APIServiceSpec: groupPriorityMinimum"),
        *_each(leaves.integer(1, 1_000), "apiregistration.v1.APIServiceSpec: versionPriority"),
        *_each(checks.env_name, "core.v1.EnvVar: name"),
        *_each(_text("the prefix", names.env_name, "K8S125"), "core.v1.EnvFromSource: prefix"),
        # ConfigMaps and Secrets
        *_each(
            _text("the key", names.configmap_key, "K8S124", empty=False),
            """
            core.v1.ConfigMapKeySelector: key
            core.v1.SecretKeySelector: key
            """,
        ),
        *_each(
            checks.data_map,
            """
            core.v1.ConfigMap: data
            core.v1.Secret: stringData
            """,
        ),
        *_each(
            checks.bytes_map,
            """
            core.v1.ConfigMap: binaryData
            core.v1.Secret: data
            """,
        ),
        # amounts
        *_each(checks.container_resources, "core.v1.ResourceRequirements: limits requests"),
        *_each(
            checks.amounts,
            """
            core.v1.LimitRangeItem: default defaultRequest max min
            core.v1.PersistentVolumeSpec: capacity
            core.v1.PodSpec: overhead
            core.v1.ResourceQuotaSpec: hard
            core.v1.VolumeResourceRequirements: limits requests
            node.v1.Overhead: podFixed
            """,
        ),
        *_each(
            leaves.quantity_from_zero,
            """
            autoscaling.v2.HPAScalingRules: tolerance
            autoscaling.v2.MetricTarget: averageValue value
            core.v1.EmptyDirVolumeSource: sizeLimit
            """,
        ),
        *_each(
            leaves.count_or_percent(),
            """
            apps.v1.RollingUpdateDeployment: maxSurge
            """,
        ),
        *_each(
            leaves.count_or_percent(100),
            """
            apps.v1.RollingUpdateDaemonSet: maxSurge maxUnavailable
            apps.v1.RollingUpdateDeployment: maxUnavailable
            apps.v1.RollingUpdateStatefulSetStrategy: maxUnavailable
            policy.v1.PodDisruptionBudgetSpec: maxUnavailable minAvailable
            """,
        ),
        # addresses
        *_each(
            checks.ip,
            """
            core.v1.EndpointAddress: ip
            core.v1.HostAlias: ip
            """,
        ),
        *_each(
            lists.list_of(checks.ip),
            """
            core.v1.PodDNSConfig: nameservers
            core.v1.ServiceSpec: externalIPs
            """,
        ),
        *_each(checks.cluster_ip, "core.v1.ServiceSpec: clusterIP"),
        *_each(lists.list_of(checks.cluster_ip), "core.v1.ServiceSpec: clusterIPs"),
        *_each(checks.cidr, "networking.v1.IPBlock: cidr"),
        *_each(
            lists.list_of(checks.cidr),
            """
            networking.v1.IPBlock: except
            networking.v1.ServiceCIDRSpec: cidrs
            """,
        ),
        # schedules
        *_each(checks.schedule, "batch.v1.CronJobSpec: schedule"),
        *_each(checks.time_zone, "batch.v1.CronJobSpec: timeZone"),
        # numbers
        *_each(
            leaves.integer(0, 2**31 - 1),
            """
            apps.v1.DaemonSetSpec: minReadySeconds revisionHistoryLimit
            apps.v1.DeploymentSpec: minReadySeconds progressDeadlineSeconds replicas revisionHistoryLimit
            apps.v1.ReplicaSetSpec: minReadySeconds replicas
            apps.v1.RollingUpdateStatefulSetStrategy: partition
            apps.v1.StatefulSetOrdinals: start
            apps.v1.StatefulSetSpec: minReadySeconds replicas
            autoscaling.v1.HorizontalPodAutoscalerSpec: minReplicas
            autoscaling.v2.HPAScalingRules: stabilizationWindowSeconds
            autoscaling.v2.HorizontalPodAutoscalerSpec: minReplicas
            batch.v1.CronJobSpec: failedJobsHistoryLimit successfulJobsHistoryLimit
            coordination.v1.LeaseSpec: leaseTransitions
            batch.v1.JobSpec: backoffLimit backoffLimitPerIndex completions maxFailedIndexes parallelism ttlSecondsAfterFinished
            core.v1.Probe: failureThreshold initialDelaySeconds periodSeconds successThreshold timeoutSeconds
            """,
        ),
        *_each(
            leaves.integer(0, 2**63 - 1),
            """
            batch.v1.CronJobSpec: startingDeadlineSeconds
            batch.v1.JobSpec: activeDeadlineSeconds
            """,
        ),
        *_each(
            leaves.integer(1, 2**31 - 1),
            """
            autoscaling.v1.HorizontalPodAutoscalerSpec: maxReplicas
            autoscaling.v2.HPAScalingPolicy: periodSeconds value
            autoscaling.v2.HorizontalPodAutoscalerSpec: maxReplicas
            coordination.v1.LeaseSpec: leaseDurationSeconds
            core.v1.PodSpec: activeDeadlineSeconds
            core.v1.TopologySpreadConstraint: maxSkew minDomains
            """,
        ),
        *_each(leaves.integer(1, 2**63 - 1), "core.v1.Probe: terminationGracePeriodSeconds"),
        *_each(
            leaves.integer(1, 100, subject="the weight"),
            """
            core.v1.PreferredSchedulingTerm: weight
            core.v1.WeightedPodAffinityTerm: weight
            """,
        ),
        *_each(leaves.integer(1, 86400), "core.v1.ClientIPConfig: timeoutSeconds"),
        *_each(leaves.integer(-(2**31), 10**9), "scheduling.v1.PriorityClass: value"),
        *_each(
            _USER,
            """
            core.v1.PodSecurityContext: fsGroup runAsGroup runAsUser
            core.v1.SecurityContext: runAsGroup runAsUser
            """,
        ),
        *_each(lists.list_of(_USER), "core.v1.PodSecurityContext: supplementalGroups"),
        *_each(
            leaves.integer(0, 0o777, subject="the mode, an octal number such as 0644 or its decimal form 420,"),
            """
            core.v1.ConfigMapVolumeSource: defaultMode
            core.v1.DownwardAPIVolumeFile: mode
            core.v1.DownwardAPIVolumeSource: defaultMode
            core.v1.KeyToPath: mode
            core.v1.ProjectedVolumeSource: defaultMode
            core.v1.SecretVolumeSource: defaultMode
            """,
        ),
    )
)
_WHOLE: dict[str, Check] = {"core.v1.ConfigMap": checks.config_map, "core.v1.Secret": checks.secret}
TOGETHER = {
    "apiregistration.v1.APIServiceSpec": "api_service",
    "core.v1.CSIPersistentVolumeSource": "csi_persistent_volume",
    "core.v1.CSIVolumeSource": "csi_volume",
    "core.v1.FCVolumeSource": "fibre_channel",
    "core.v1.NodeSpec": "taints",
    "meta.v1.LabelSelectorRequirement": "label_requirement",
    "networking.v1.IngressClassParametersReference": "class_parameters",
    "networking.v1.ServiceCIDRSpec": "service_cidr",
    "storage.v1.CSIDriverSpec": "csi_driver",
}
"""Definition -> check of what several of its fields say together, by its name in `together`, which most runs need not load."""


def service_name(minor: str) -> Callable[[str], str]:
    """Return the rule for names of Services.

    Since 1.36 they may start with a digit: the feature RelaxedServiceNameValidation is on by default from then.
    """
    return names.dns1123_label if minor >= "1.36" else names.dns1035_label


def for_minor(minor: str) -> Rules:
    """Return the rules for one Kubernetes minor."""
    backend = _text("the name of the Service", service_name(minor))
    near = ("PreferClose",) if minor < "1.34" else ("PreferClose", "PreferSameNode", "PreferSameZone")
    return Rules(
        {
            **_FIELDS,
            "core.v1.ServiceSpec.trafficDistribution": leaves.one_of(near, empty=False),
            "networking.v1.IngressServiceBackend.name": backend,
        },
        _WHOLE,
    )


def port_in_crd(definition: str, field: str, spec: Mapping[str, Any]) -> bool:
    """Tell whether an integer in a CRD is a port although the schema does not say so.

    Those are the ports of containers in pod templates, and Istio's, whose type is a plain unsigned number.
    """
    if field in ("containerPort", "hostPort"):
        return True
    return definition.startswith("istio.") and field in ("number", "port", "portNumber", "targetPort") and spec.get("maximum") == 2**32 - 1


def by_markers(check: Any, markers: Iterable[str], spec: Mapping[str, Any]) -> Any:
    """Return a check with what the `+k8s:` markers of the Go type add: limits of numbers, lengths and sizes, formats.

    Args:
        check: the check by type, or a plain type.
        markers: such as `maxItems=32`; those that speak of updates or are not known are left out.
        spec: what the facts say about the field.
    """
    limits: dict[str, Any] = {}
    for marker in markers:
        if marker == "unique=set":
            check = lists.unique_items(check, ERROR)
        elif marker.startswith("eachKey=format=") and marker[15:] in formats.BY_NAME:
            check = lists.keys_of(check, formats.BY_NAME[marker[15:]])
        word, _, value = marker.partition("=")
        value = value.partition("#")[0].strip().strip('"')
        if word in ("minimum", "maximum", "maxItems", "maxLength", "maxBytes") and value.isdigit():
            limits[word] = int(value)
        elif word == "format" and value in formats.BY_NAME:
            limits["format"] = formats.BY_NAME[value]
    if not limits:
        return check
    if spec.get("type") == "integer":
        low, high = leaves.INT32 if spec.get("format") == "int32" else leaves.INT64
        return leaves.integer(limits.get("minimum", low), limits.get("maximum", high))
    if spec.get("type") == "array":
        return lists.sized(check, limits)
    if check is not str:
        return check
    test, most, most_bytes = limits.get("format"), limits.get("maxLength"), limits.get("maxBytes")

    def rest(x: str) -> str:
        if most is not None and len(x) > most:
            return f"must be at most {most} characters long"
        if most_bytes is not None and len(x.encode("utf-8", "surrogatepass")) > most_bytes:
            return f"must be at most {most_bytes} bytes long"
        return test(x) if test is not None else ""

    return leaves.text("the value", rest, "K8S107" if test is not None else "K8S105")
