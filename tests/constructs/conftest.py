"""What the tests of constructs ask of every construct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit import App, Chart

if TYPE_CHECKING:
    from collections.abc import Callable

    from k8skit import Construct


@pytest.fixture
def chart() -> Chart:
    """A chart of a new app, in the namespace `shop`."""
    return Chart(App(), "shop", namespace="shop")


@pytest.fixture
def of() -> Callable[[Construct], dict[tuple[str, str], dict[str, Any]]]:
    """What an app gives, by kind and name; the pipeline has checked it."""

    def read(construct: Construct) -> dict[tuple[str, str], dict[str, Any]]:
        root = construct.node.root
        assert isinstance(root, App)
        return {(m["kind"], m["metadata"]["name"]): m for m in root.manifests()}

    return read


def restricted_problems(pod: dict[str, Any]) -> list[str]:
    """What Pod Security "restricted" forbids of a pod spec (Kubernetes documentation, Pod Security Standards), by the words of that page."""
    at_pod = pod.get("securityContext", {})
    found = [f"host namespaces: {key}" for key in ("hostNetwork", "hostPID", "hostIPC") if pod.get(key)]
    allowed = {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}
    for volume in pod.get("volumes", []):
        found += [f"volume types: {key}" for key in volume if key != "name" and key not in allowed]
    for c in [*pod.get("initContainers", []), *pod["containers"]]:
        own = c.get("securityContext", {})
        if own.get("privileged"):
            found.append("privileged")
        if own.get("allowPrivilegeEscalation") is not False:
            found.append("privilege escalation")
        if own.get("runAsNonRoot", at_pod.get("runAsNonRoot")) is not True:
            found.append("running as non-root")
        if own.get("runAsUser", at_pod.get("runAsUser")) == 0:
            found.append("running as non-root user")
        if own.get("seccompProfile", at_pod.get("seccompProfile", {})).get("type") not in ("RuntimeDefault", "Localhost"):
            found.append("seccomp")
        capabilities = own.get("capabilities", {})
        if "ALL" not in capabilities.get("drop", []) or set(capabilities.get("add", [])) - {"NET_BIND_SERVICE"}:
            found.append("capabilities")
        found += ["host ports" for p in c.get("ports", []) if p.get("hostPort")]
    return found


@pytest.fixture
def restricted() -> Callable[[dict[str, Any]], list[str]]:
    """What Pod Security "restricted" forbids of a pod spec."""
    return restricted_problems
