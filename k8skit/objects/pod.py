"""Pod: what every workload's pods are made of, with defaults that Pod Security "restricted" accepts."""

from __future__ import annotations

from ..core.fields import Value
from ..core.plain import plain
from ..core.types import Count, LabelKey, LabelValue, ObjectName, Seconds
from .container import Container
from .typed import EMPTY
from .volume import Volume

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal


class Spread(Value):
    """How a workload's pods are spread, so that one node or zone takes only its share of them with it.

    Args:
        topology_key: label of the nodes that names the domain, such as `kubernetes.io/hostname` or `topology.kubernetes.io/zone`.
        max_skew: how many pods more one domain may have than another (default 1).
        required: do not schedule a pod rather than break this (default False: schedule anyway).
    """

    topology_key: LabelKey
    max_skew: int = 1
    required: bool = False

    def to_manifest(self, labels: Mapping[str, str], hashed: bool) -> dict[str, Any]:
        """The item of `topologySpreadConstraints`.

        Args:
            labels: the labels that select the pods.
            hashed: count each rollout by itself, by the label that a Deployment puts on its pods.
        """
        out: dict[str, Any] = {
            "maxSkew": self.max_skew,
            "topologyKey": self.topology_key,
            "whenUnsatisfiable": "DoNotSchedule" if self.required else "ScheduleAnyway",
            "labelSelector": {"matchLabels": dict(labels)},
        }
        if hashed:
            out["matchLabelKeys"] = ["pod-template-hash"]
        return out


class Pod(Value):
    """What the pods of a workload are.

    Volumes are collected from the mounts of the containers; a name that stands for two different volumes is an error.

    Args:
        containers: the containers, at least one.
        init_containers: run one after the other before the containers; those with `restart_always` stay as sidecars (default: none).
        labels: labels of the pods beside those of the selector (default: none).
        annotations: annotations of the pods (default: none).
        service_account: name of the ServiceAccount (default: the namespace's `default`).
        automount_token: mount the ServiceAccount's token (default False).
        restart_policy: what happens when a container ends (default: Kubernetes' own, Always).
        termination_grace: seconds between being told to stop and being killed (default 30).
        spreads: how the pods are spread (default: not).
        run_as_non_root: refuse images that run as root (default True).
        run_as_user: user id for all containers (default: the images').
        run_as_group: group id for all containers (default: the images').
        fs_group: group that owns mounted volumes (default: none).
        node_selector: labels that the node must have (default: none).
        tolerations: taints that are accepted, as Kubernetes spells them (default: none).
        affinity: affinity, as Kubernetes spells it (default: none).
        image_pull_secrets: names of Secrets with registry credentials (default: none).
        priority_class: name of the PriorityClass (default: none).
        host_network: use the node's network; Pod Security forbids it (default False).
        host_pid: see the node's processes; Pod Security forbids it (default False).
    """

    containers: Sequence[Container]
    init_containers: Sequence[Container] = ()
    labels: Mapping[LabelKey, LabelValue] = EMPTY
    annotations: Mapping[str, str] = EMPTY
    service_account: ObjectName | None = None
    automount_token: bool = False
    restart_policy: Literal["Always", "OnFailure", "Never"] | None = None
    termination_grace: Seconds = 30
    spreads: Sequence[Spread] = ()
    run_as_non_root: bool = True
    run_as_user: Count | None = None
    run_as_group: Count | None = None
    fs_group: Count | None = None
    node_selector: Mapping[LabelKey, LabelValue] = EMPTY
    tolerations: Sequence[Mapping[str, Any]] = ()
    affinity: Mapping[str, Any] = EMPTY
    image_pull_secrets: Sequence[ObjectName] = ()
    priority_class: ObjectName | None = None
    host_network: bool = False
    host_pid: bool = False

    def verify(self) -> None:
        """Containers there and named apart; a grace period longer than the sleep before the stop."""
        if not self.containers:
            raise self.refuse(
                "a pod needs at least one container", field="containers", value=[], help="give it a Container, with a name and an image"
            )
        names = [c.name for c in (*self.init_containers, *self.containers)] if self.init_containers or len(self.containers) > 1 else ()
        if len(set(names)) != len(names):
            twice = next(n for n in names if list(names).count(n) > 1)
            raise self.refuse(f"two containers are named {twice}", field="containers", value=twice, help="give each container its name=")
        for c in self.init_containers:
            for name in () if c.restart_always else ("readiness", "liveness", "startup", "pre_stop_sleep"):
                if getattr(c, name):
                    help = "only a sidecar has it: give restart_always=True"
                    raise self.refuse(f"the init container {c.name} has {name}", field="init_containers", value=c.name, help=help)
        if self.run_as_non_root and 0 in (self.run_as_user, *[c.run_as_user for c in (*self.init_containers, *self.containers)]):
            raise self.refuse("user 0 is root, and run_as_non_root refuses it", field="run_as_user", value=0, help="give another user id")
        for c in self.containers:
            if c.pre_stop_sleep and c.pre_stop_sleep >= self.termination_grace:
                raise self.refuse(
                    f"termination_grace {self.termination_grace} is not longer than pre_stop_sleep {c.pre_stop_sleep}",
                    field="termination_grace",
                    value=self.termination_grace,
                    help="the grace period starts before the sleep; leave the app time to stop after it",
                )

    def volumes(self) -> list[Volume]:
        """The volumes that the containers mount, in the order of first use.

        Raises:
            CallError: K8S902 for two different ones of one name.
        """
        found: dict[str, Volume] = {}
        for c in (*self.init_containers, *self.containers):
            for m in c.mounts:
                known = found.setdefault(m.volume.name, m.volume)
                if known is not m.volume and known != m.volume:
                    raise self.refuse(
                        f"two different volumes are named {m.volume.name}",
                        field="mounts",
                        value=m.volume.name,
                        help="give one another name",
                    )
        return list(found.values())

    def template(self, selector: Mapping[str, str], *, hashed: bool = False) -> dict[str, Any]:
        """The pod template.

        Args:
            selector: labels that select the pods; they are the pods' first labels.
            hashed: whether a Deployment makes the pods (for spreading each rollout by itself; default False).

        Raises:
            CallError: K8S902 for labels that contradict the selector, and for what `spec` refuses.
        """
        for key, value in selector.items():
            if self.labels.get(key, value) != value:
                help = f"the selector says {value!r}; leave the label out"
                raise self.refuse(f"the label {key} contradicts the selector", field="labels", value=self.labels[key], help=help)
        metadata: dict[str, Any] = {"labels": {**selector, **self.labels}}
        if self.annotations:
            metadata["annotations"] = dict(self.annotations)
        return {"metadata": metadata, "spec": self.spec(selector, hashed)}

    def spec(self, selector: Mapping[str, str], hashed: bool = False) -> dict[str, Any]:
        """The pod spec.

        Args:
            selector: labels that select the pods, for spreading.
            hashed: whether a Deployment makes the pods (default False).
        """
        out: dict[str, Any] = {}
        if self.service_account:
            out["serviceAccountName"] = self.service_account
        out["automountServiceAccountToken"] = self.automount_token
        out["enableServiceLinks"] = False
        if self.restart_policy:
            out["restartPolicy"] = self.restart_policy
        if self.termination_grace != 30:
            out["terminationGracePeriodSeconds"] = self.termination_grace
        if self.priority_class:
            out["priorityClassName"] = self.priority_class
        if self.host_network:
            out["hostNetwork"] = True
            out["dnsPolicy"] = "ClusterFirstWithHostNet"
        if self.host_pid:
            out["hostPID"] = True
        out["securityContext"] = self._security()
        if self.image_pull_secrets:
            out["imagePullSecrets"] = [{"name": n} for n in self.image_pull_secrets]
        if self.node_selector:
            out["nodeSelector"] = dict(self.node_selector)
        if self.affinity:
            out["affinity"] = plain(self.affinity)
        if self.tolerations:
            out["tolerations"] = plain(self.tolerations)
        if self.spreads:
            out["topologySpreadConstraints"] = [s.to_manifest(selector, hashed) for s in self.spreads]
        if self.init_containers:
            out["initContainers"] = [c.to_manifest() for c in self.init_containers]
        out["containers"] = [c.to_manifest() for c in self.containers]
        volumes = self.volumes()
        if volumes:
            out["volumes"] = [v.to_manifest() for v in volumes]
        return out

    def _security(self) -> dict[str, Any]:
        out: dict[str, Any] = {}
        if self.run_as_non_root:
            out["runAsNonRoot"] = True
        if self.run_as_user is not None:
            out["runAsUser"] = self.run_as_user
        if self.run_as_group is not None:
            out["runAsGroup"] = self.run_as_group
        if self.fs_group is not None:
            out["fsGroup"] = self.fs_group
            out["fsGroupChangePolicy"] = "OnRootMismatch"
        out["seccompProfile"] = {"type": "RuntimeDefault"}
        return out
