"""No field is used that Kubernetes has deprecated, or that no longer does anything.

Reads pods, PersistentVolumes, StorageClasses and Services. A volume whose driver is gone never mounts, which is an error; what a CSI driver has taken over
works where that driver is installed.
"""

from __future__ import annotations

from ...facts import minor_number
from ...finding import ERROR, WARNING
from ..context import WORKLOADS, mapping
from ..pods import finding, items, pods
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S603"
_GONE = {
    "cephfs": "1.31",
    "flocker": "1.25",
    "glusterfs": "1.26",
    "photonPersistentDisk": "1.16",
    "quobyte": "1.25",
    "rbd": "1.31",
    "scaleIO": "1.22",
    "storageos": "1.25",
}
"""Source of a volume -> the minor since which nothing mounts it."""
_TAKEN_OVER = {
    "awsElasticBlockStore": "ebs.csi.aws.com",
    "azureDisk": "disk.csi.azure.com",
    "azureFile": "file.csi.azure.com",
    "cinder": "cinder.csi.openstack.org",
    "gcePersistentDisk": "pd.csi.storage.gke.io",
    "portworxVolume": "pxd.portworx.com",
    "vsphereVolume": "csi.vsphere.vmware.com",
}
"""Source of a volume -> the CSI driver that mounts it now."""
_PROVISIONERS = {
    "kubernetes.io/aws-ebs": "ebs.csi.aws.com",
    "kubernetes.io/azure-disk": "disk.csi.azure.com",
    "kubernetes.io/azure-file": "file.csi.azure.com",
    "kubernetes.io/cinder": "cinder.csi.openstack.org",
    "kubernetes.io/gce-pd": "pd.csi.storage.gke.io",
    "kubernetes.io/portworx-volume": "pxd.portworx.com",
    "kubernetes.io/vsphere-volume": "csi.vsphere.vmware.com",
}
_GONE_PROVISIONERS = tuple(f"kubernetes.io/{name}" for name in ("glusterfs", "quobyte", "rbd", "scaleio", "storageos"))
_EXTERNAL_IPS = 36
"""Minor that deprecates spec.externalIPs of Services."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such field."""
    for w in pods(context):
        for i, volume in items(w.spec, "volumes"):
            subject = f'volume "{volume.get("name")}" of {w.title}'
            yield from _source(context, w.manifest, w.field(f"spec.volumes[{i}]"), subject, volume)
            if volume.get("gitRepo") is not None:
                help = "clone in an init container, into an emptyDir"
                message = f"{subject} clones a repository, which kubelets refuse by default since Kubernetes 1.33"
                yield finding(context, CODE, w, f"spec.volumes[{i}].gitRepo", message, severity=WARNING, help=help)
    for m in context.of("PersistentVolume"):
        spec = mapping(m.object.get("spec"))
        yield from _source(context, m, "spec", f'PersistentVolume "{m.name}"', spec)
        if spec.get("persistentVolumeReclaimPolicy") == "Recycle":
            message, at = f'PersistentVolume "{m.name}" is recycled, which is deprecated', "spec.persistentVolumeReclaimPolicy"
            yield context.finding(CODE, m, at, message, severity=WARNING, value="Recycle", help="use Retain, or volumes made on demand")
    for m in context.of("storage.k8s.io/StorageClass"):
        provisioner = m.object.get("provisioner")
        if type(provisioner) is not str:
            continue
        subject = f'StorageClass "{m.name}"'
        if provisioner in _GONE_PROVISIONERS:
            message = f"{subject} has the provisioner {provisioner}, which Kubernetes no longer has"
            yield context.finding(CODE, m, "provisioner", message, value=provisioner, help="use the CSI driver of this storage")
        elif provisioner in _PROVISIONERS:
            message = f"{subject} has the provisioner {provisioner}, which is deprecated"
            help = f"write {_PROVISIONERS[provisioner]}, and check that its CSI driver is installed"
            yield context.finding(CODE, m, "provisioner", message, severity=WARNING, value=provisioner, help=help)
    if minor_number(context.facts.minor) >= _EXTERNAL_IPS:
        for m in context.of("Service"):
            addresses = mapping(m.object.get("spec")).get("externalIPs")
            if addresses:
                message = f'Service "{m.name}" sets externalIPs, which is deprecated since Kubernetes 1.{_EXTERNAL_IPS}'
                help = "use the type LoadBalancer, or a Gateway"
                yield context.finding(CODE, m, "spec.externalIPs", message, severity=WARNING, value=addresses, help=help)


def _source(context: Context, m: Manifest, at: str, subject: str, volume: dict[str, object]) -> Iterator[Finding]:
    for key in volume:
        if type(key) is not str or volume[key] is None:
            continue
        if key in _GONE:
            message = f"{subject} is of the kind {key}, which nothing mounts since Kubernetes {_GONE[key]}"
            yield context.finding(CODE, m, f"{at}.{key}", message, help="use a PersistentVolumeClaim with the CSI driver of this storage")
        elif key in _TAKEN_OVER:
            message = f"{subject} is of the kind {key}, which is deprecated"
            help = f"use csi with the driver {_TAKEN_OVER[key]}, which has to be installed either way"
            yield context.finding(CODE, m, f"{at}.{key}", message, severity=WARNING, help=help)
        elif key == "flexVolume":
            message = f"{subject} is of the kind flexVolume, which is deprecated"
            help = "use csi with a driver of this storage"
            yield context.finding(CODE, m, f"{at}.{key}", message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "no field is deprecated or without effect",
    severity=ERROR,
    on=("PersistentVolume", "Service", "storage.k8s.io/StorageClass", *WORKLOADS),
    needs=(
        "awsElasticBlockStore",
        "azureDisk",
        "azureFile",
        "cephfs",
        "cinder",
        "externalIPs",
        "flexVolume",
        "flocker",
        "gcePersistentDisk",
        "gitRepo",
        "glusterfs",
        "persistentVolumeReclaimPolicy",
        "photonPersistentDisk",
        "portworxVolume",
        "provisioner",
        "quobyte",
        "rbd",
        "scaleIO",
        "storageos",
        "vsphereVolume",
    ),
    reads=("PersistentVolume", "Service", "storage.k8s.io/StorageClass", *WORKLOADS),
    check=check,
    why="A later minor drops the field, or this one already ignores it.",
    source="Kubernetes documentation, Volumes: Types of volumes; Storage Classes: Provisioner; Service: External IPs",
    fix="Use what took its place.",
)
