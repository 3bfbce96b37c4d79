"""Pods keep to the Pod Security level baseline, unless their Namespace says that they need not.

Reads the pod templates and the labels of their Namespaces. Where the level that a Namespace enforces, warns of or audits is at least baseline, the checks
of baseline that belong to it count, in the version that the label names; where no level is known, those of baseline, as a warning. Left alone:
`kube-system` where its labels say nothing.
"""

from __future__ import annotations

from ...finding import ERROR
from ...semantics.pod_security import BASELINE
from ..context import WORKLOADS, mapping
from ..rule import Rule
from ..standards import judge, mislabelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S401"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each label that is none, and for each check of baseline that a pod does not pass."""
    for m in context.of("Namespace"):
        labels = mapping(mapping(m.object.get("metadata")).get("labels"))
        for severity, label, wrong in mislabelled(labels):
            field, message = f"metadata.labels[{label}]", f'the label {label} of Namespace "{m.name}" {wrong.partition(";")[0]}'
            help = wrong.partition("; ")[2] or "the API server refuses the Namespace"
            yield context.finding(CODE, m, field, message, severity=severity, value=labels[label], help=help)
    yield from judge(context, CODE, BASELINE)


RULE = Rule(
    CODE,
    "pods need no more rights than baseline allows",
    severity=ERROR,
    on=("Namespace", *WORKLOADS),
    reads=("Namespace", *WORKLOADS),
    check=check,
    why="A namespace that enforces the level refuses the pods: the workload is there, and none of its pods ever starts.",
    source="Kubernetes documentation, Pod Security Standards: Baseline; Pod Security Admission",
    fix="Set the field as the finding says, or label the Namespace privileged if its pods really need it.",
    known_as=(
        "kube-linter host-ipc",
        "kube-linter host-network",
        "kube-linter host-pid",
        "kube-linter privileged-container",
        "kube-linter unsafe-proc-mount",
        "kube-linter unsafe-sysctls",
        "kube-score container-security-context-privileged",
        "polaris hostIPCSet",
        "polaris hostNetworkSet",
        "polaris hostPIDSet",
        "polaris hostPathSet",
        "polaris hostPortSet",
        "polaris hostProcess",
        "polaris procMount",
        "polaris runAsPrivileged",
        "polaris dangerousCapabilities",
        "polaris insecureCapabilities",
        "checkov CKV_K8S_16",
        "checkov CKV_K8S_17",
        "checkov CKV_K8S_18",
        "checkov CKV_K8S_19",
        "checkov CKV_K8S_25",
        "checkov CKV_K8S_26",
        "checkov CKV_K8S_39",
        "kubescape C-0038",
        "kubescape C-0041",
        "kubescape C-0044",
        "kubescape C-0046",
        "kubescape C-0048",
        "kubescape C-0057",
        "trivy KSV005",
        "trivy KSV008",
        "trivy KSV009",
        "trivy KSV010",
        "trivy KSV017",
        "trivy KSV022",
        "trivy KSV023",
        "trivy KSV024",
        "trivy KSV025",
        "trivy KSV026",
        "trivy KSV027",
        "trivy KSV103",
        "trivy KSV104",
        "trivy KSV119",
        "trivy KSV120",
        "trivy KSV121",
        "kubescape C-0193",
        "kubescape C-0194",
        "kubescape C-0195",
        "kubescape C-0196",
        "kubescape C-0200",
        "kubescape C-0202",
        "kubescape C-0203",
        "kubescape C-0204",
        "kubesec CapSysAdmin",
        "kubesec HostIPC",
        "kubesec HostNetwork",
        "kubesec HostPID",
        "kubesec Privileged",
        "kubesec ProcMount",
        "kubesec SeccompUnconfined",
        "datree CONTAINERS_INCORRECT_HOSTIPC_VALUE_TRUE",
        "datree CONTAINERS_INCORRECT_HOSTNETWORK_VALUE_TRUE",
        "datree CONTAINERS_INCORRECT_HOSTPID_VALUE_TRUE",
        "datree CONTAINERS_INCORRECT_KEY_HOSTPATH",
        "datree CONTAINERS_INCORRECT_KEY_HOSTPORT",
        "datree CONTAINERS_INCORRECT_PRIVILEGED_VALUE_TRUE",
        "datree CONTAINERS_INVALID_CAPABILITIES_VALUE",
        "kyverno disallow-capabilities",
        "kyverno disallow-host-namespaces",
        "kyverno disallow-host-path",
        "kyverno disallow-host-ports",
        "kyverno disallow-host-process",
        "kyverno disallow-privileged-containers",
        "kyverno disallow-proc-mount",
        "kyverno disallow-selinux",
        "kyverno restrict-apparmor-profiles",
        "kyverno restrict-seccomp",
        "kyverno restrict-sysctls",
    ),
)
