"""Defaults of built-in kinds that policies ask for most: what the API server writes into an object before policies see it.

Source: Kubernetes API reference, the fields' descriptions ("Defaults to ..."). It is no full list: a policy that misses a field is told apart
from one that denies (see `policies`).
"""

from __future__ import annotations

from ..validate.defaults import Defaults

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..facts import Facts

_MODE = {"defaultMode": 0o644}
_ROLLING = {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": "25%"}}
_CONTAINER = {"resources": {}, "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File"}

TABLE: dict[str, dict[str, Any]] = {
    "io.k8s.api.apps.v1.DaemonSetSpec": {
        "revisionHistoryLimit": 10,
        "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 0, "maxUnavailable": 1}},
    },
    "io.k8s.api.apps.v1.DeploymentSpec": {"progressDeadlineSeconds": 600, "replicas": 1, "revisionHistoryLimit": 10, "strategy": _ROLLING},
    "io.k8s.api.apps.v1.ReplicaSetSpec": {"replicas": 1},
    "io.k8s.api.apps.v1.StatefulSetSpec": {
        "persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Retain", "whenScaled": "Retain"},
        "podManagementPolicy": "OrderedReady",
        "replicas": 1,
        "revisionHistoryLimit": 10,
        "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"partition": 0}},
    },
    "io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerSpec": {"minReplicas": 1},
    "io.k8s.api.batch.v1.CronJobSpec": {
        "concurrencyPolicy": "Allow",
        "failedJobsHistoryLimit": 1,
        "successfulJobsHistoryLimit": 3,
        "suspend": False,
    },
    "io.k8s.api.batch.v1.JobSpec": {"backoffLimit": 6, "completionMode": "NonIndexed", "parallelism": 1, "suspend": False},
    "io.k8s.api.core.v1.ConfigMapVolumeSource": _MODE,
    "io.k8s.api.core.v1.Container": _CONTAINER,
    "io.k8s.api.core.v1.ContainerPort": {"protocol": "TCP"},
    "io.k8s.api.core.v1.DownwardAPIVolumeSource": _MODE,
    "io.k8s.api.core.v1.HTTPGetAction": {"path": "/", "scheme": "HTTP"},
    "io.k8s.api.core.v1.PersistentVolumeClaimSpec": {"volumeMode": "Filesystem"},
    "io.k8s.api.core.v1.PodSpec": {
        "dnsPolicy": "ClusterFirst",
        "enableServiceLinks": True,
        "restartPolicy": "Always",
        "schedulerName": "default-scheduler",
        "securityContext": {},
        "terminationGracePeriodSeconds": 30,
    },
    "io.k8s.api.core.v1.Probe": {"failureThreshold": 3, "periodSeconds": 10, "successThreshold": 1, "timeoutSeconds": 1},
    "io.k8s.api.core.v1.ProjectedVolumeSource": _MODE,
    "io.k8s.api.core.v1.Secret": {"type": "Opaque"},
    "io.k8s.api.core.v1.SecretVolumeSource": _MODE,
    "io.k8s.api.core.v1.ServicePort": {"protocol": "TCP"},
    "io.k8s.api.core.v1.ServiceSpec": {"internalTrafficPolicy": "Cluster", "sessionAffinity": "None", "type": "ClusterIP"},
}
"""Definition -> field -> what is written there if nothing is."""
_CONTAINERS = frozenset(("io.k8s.api.core.v1.Container", "io.k8s.api.core.v1.EphemeralContainer"))


class BuiltinDefaults(Defaults):
    """Fills in the defaults of CRDs and those of `TABLE`.

    Args:
        facts: what is true for the target minor.
    """

    def __init__(self, facts: Facts) -> None:
        super().__init__(facts, TABLE)

    def applied(self, value: Mapping[str, Any], definition: str) -> dict[str, Any]:
        """Return an object with its defaults; see `Defaults.applied`."""
        out = super().applied(value, definition)
        if definition in _CONTAINERS and "imagePullPolicy" not in out and isinstance(out.get("image"), str):
            name, _, digest = out["image"].partition("@")
            tag = name.rpartition("/")[2].partition(":")[2]
            out["imagePullPolicy"] = "Always" if tag == "latest" or not (tag or digest) else "IfNotPresent"
        return out
