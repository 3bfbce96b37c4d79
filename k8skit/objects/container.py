"""Container: one container of a pod, with defaults that Pod Security "restricted" accepts."""

from __future__ import annotations

from ..core.fields import Value
from ..core.references import ConfigKey, SecretKey
from ..core.types import Count, EnvName, Image, LabelName, Port, PortName, Seconds
from .env import EnvFrom, FieldRef, ResourceRef, env_from_list, env_list
from .probe import Probe
from .resources import Resources
from .typed import EMPTY
from .volume import Mount

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal


class Container(Value):
    """One container.

    Args:
        image: image reference.
        name: its name in the pod, a DNS label (default `main`).
        command: replaces the image's entry point (default: the image's).
        args: replaces the image's arguments (default: the image's).
        ports: name -> number of the ports it listens on; the first is what probes ask (default: none).
        env: name -> text or reference (default: none).
        env_from: whole ConfigMaps and Secrets as variables (default: none).
        readiness: decides whether it gets traffic (default: none).
        liveness: restarts it when it fails (default: none).
        startup: protects a slow start from the other two (default: none).
        resources: requests and limits (default: none).
        mounts: volumes it sees (default: none).
        working_dir: working folder (default: the image's).
        pull_policy: when the image is pulled (default: Kubernetes' own: always for `:latest`, else if not present).
        pre_stop_sleep: seconds to go on serving after the pod is told to stop, so that load balancers can take it out first (default 0).
        read_only_root: make the root file system read-only (default True).
        run_as_user: user id (default: the image's, which must not be root).
        run_as_group: group id (default: the image's).
        capabilities: Linux capabilities to add; all others are dropped (default: none).
        privileged: full access to the node, all capabilities among it; Pod Security forbids it (default False).
        restart_always: for init containers: run it beside the others as a sidecar (default False).
    """

    image: Image
    name: LabelName = "main"
    command: Sequence[str] = ()
    args: Sequence[str] = ()
    ports: Mapping[PortName, Port] = EMPTY
    env: Mapping[EnvName, str | SecretKey | ConfigKey | FieldRef | ResourceRef] = EMPTY
    env_from: Sequence[EnvFrom] = ()
    readiness: Probe | None = None
    liveness: Probe | None = None
    startup: Probe | None = None
    resources: Resources | None = None
    mounts: Sequence[Mount] = ()
    working_dir: str | None = None
    pull_policy: Literal["Always", "IfNotPresent", "Never"] | None = None
    pre_stop_sleep: Seconds = 0
    read_only_root: bool = True
    run_as_user: Count | None = None
    run_as_group: Count | None = None
    capabilities: Sequence[str] = ()
    privileged: bool = False
    restart_always: bool = False

    def verify(self) -> None:
        """Refuse what the API server refuses of single probes, at the line that wrote it."""
        for name, probe in (("liveness", self.liveness), ("startup", self.startup)):
            if probe is not None and probe.success_threshold != 1:
                raise self.refuse(
                    f"the {name} probe must have success_threshold 1",
                    field=name,
                    value=probe.success_threshold,
                    help="Kubernetes allows more only for readiness",
                )
        if self.privileged and self.capabilities:
            help = "leave capabilities out, or privileged"
            raise self.refuse("a privileged container has all capabilities", field="capabilities", value=self.capabilities, help=help)
        paths = [m.path for m in self.mounts] if len(self.mounts) > 1 else ()
        if len(set(paths)) != len(paths):
            twice = next(p for p in paths if paths.count(p) > 1)
            raise self.refuse(f"two volumes are mounted at {twice}", field="mounts", value=twice, help="give one another path")

    def to_manifest(self) -> dict[str, Any]:
        """The item of `containers`."""
        out: dict[str, Any] = {"name": self.name, "image": self.image}
        if self.pull_policy:
            out["imagePullPolicy"] = self.pull_policy
        if self.restart_always:
            out["restartPolicy"] = "Always"
        if self.command:
            out["command"] = list(self.command)
        if self.args:
            out["args"] = list(self.args)
        if self.working_dir:
            out["workingDir"] = self.working_dir
        first_port = first_name = None
        if self.ports:
            out["ports"] = [{"name": name, "containerPort": port} for name, port in self.ports.items()]
            first_name, first_port = next(iter(self.ports.items()))
        if self.env_from:
            out["envFrom"] = env_from_list(self.env_from)
        if self.env:
            out["env"] = env_list(self.env)
        if self.resources is not None:
            resources = self.resources.to_manifest()
            if resources:
                out["resources"] = resources
        if self.startup is not None:
            out["startupProbe"] = self.startup.to_manifest(first_port, first_name)
        if self.liveness is not None:
            out["livenessProbe"] = self.liveness.to_manifest(first_port, first_name)
        if self.readiness is not None:
            out["readinessProbe"] = self.readiness.to_manifest(first_port, first_name)
        if self.pre_stop_sleep:
            out["lifecycle"] = {"preStop": {"sleep": {"seconds": self.pre_stop_sleep}}}
        out["securityContext"] = self._security()
        if self.mounts:
            out["volumeMounts"] = [m.to_manifest() for m in self.mounts]
        return out

    def _security(self) -> dict[str, Any]:
        out: dict[str, Any] = {"privileged": True}  # has all capabilities, and may escalate
        if not self.privileged:
            out = {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}
            if self.capabilities:
                out["capabilities"]["add"] = list(self.capabilities)
        if self.read_only_root:
            out["readOnlyRootFilesystem"] = True
        if self.run_as_user is not None:
            out["runAsUser"] = self.run_as_user
        if self.run_as_group is not None:
            out["runAsGroup"] = self.run_as_group
        return out
