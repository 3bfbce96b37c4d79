"""What the tests of constructs ask of every construct."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import App, Chart
from k8skit.core.fields import Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from k8skit import Construct


def same(value: Any) -> Any:
    """A value as a part has it, whether it was taken as it is or copied by a check: a tuple is a list, an empty mapping an empty dict."""
    if isinstance(value, (list, tuple)):
        return [same(v) for v in value]
    if isinstance(value, (dict, MappingProxyType)):
        return {k: same(v) for k, v in value.items()}
    return (type(value), value)


@pytest.fixture(scope="module", autouse=True)
def parts_are_checked() -> Iterator[None]:
    """Let every part that a construct makes of values taken on trust be checked, too: the check accepts them and changes nothing."""
    trust = Plan.trust

    def checked(plan: Plan, target: dict[str, Any], args: tuple[Any, ...], given: dict[str, Any]) -> None:
        again: dict[str, Any] = {name: target[name] for name in ("scope", "id", "_root") if name in target}
        plan.fill(again, args, given)
        trust(plan, target, args, given)
        assert {name: same(target[name]) for name in again} == {name: same(value) for name, value in again.items()}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Plan, "trust", checked)
        yield


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
