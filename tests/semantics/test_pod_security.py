"""Pod Security, held to the pods that Kubernetes tests its own admission with, and to its parts by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.semantics.pod_security import (
    BASELINE,
    PRIVILEGED,
    RESTRICTED,
    checks,
    is_plainly_baseline,
    is_plainly_restricted,
    policy_minor,
    violations,
)
from k8skit.semantics.pod_security_checks import CAPABILITIES, CHECKS, SYSCTLS
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from pathlib import Path

OVERRIDDEN = {c.overrides: c.name for c in CHECKS if c.overrides}
MORE = {
    ("privileged", "allowPrivilegeEscalation"),  # a privileged container cannot set it to false: the API server refuses both together
    ("windowsHostProcess", "hostNamespaces"),  # a host process must use the host's network
    ("allowPrivilegeEscalation", "capabilities_restricted"),  # one pod has a container without any security context
}
"""Check that a pod of Kubernetes' tests is for, and what else it cannot help failing."""


def failed(pod: dict[str, Any], level: str, minor: int) -> set[str]:
    return {v.check for v in violations(pod["metadata"], pod["spec"], level, minor)}


@pytest.fixture(scope="session")
def cases(corpora: Path) -> list[tuple[dict[str, Any], dict[str, Any], int]]:
    """Entry, pod and minor of each pod of Kubernetes' own tests."""
    out = []
    for entry in json.loads((corpora / "pss" / "expected.json").read_text())["entries"]:
        minor = policy_minor(entry["version"])
        assert minor is not None
        out.append((entry, load_all((corpora / "pss" / entry["file"]).read_text(), entry["file"])[0].object, minor))
    assert len(out) > 500
    return out


Cases = list[tuple[dict[str, Any], dict[str, Any], int]]


def test_every_pod_that_kubernetes_lets_pass_passes(cases: Cases) -> None:
    assert [e["file"] for e, pod, minor in cases if e["verdict"] == "pss-pass" and failed(pod, e["level"], minor)] == []


def test_every_pod_that_kubernetes_refuses_fails_the_check_that_it_is_for_and_no_other(cases: Cases) -> None:
    wrong = []
    for entry, pod, minor in cases:
        if entry["verdict"] == "pss-pass":
            continue
        active = {c.name for c in checks(entry["level"], minor)}
        expected = entry["check"] if entry["check"] in active else OVERRIDDEN[entry["check"]]
        found = failed(pod, entry["level"], minor)
        if expected not in found or any((expected, other) not in MORE for other in found - {expected}):
            wrong.append((entry["file"], found, expected))
    assert wrong == []


def test_every_check_is_failed_by_a_pod_of_kubernetes_own_tests(cases: Cases) -> None:
    assert {e["check"] for e, _, _ in cases if e["verdict"] == "pss-fail"} == {c.name for c in CHECKS}


def test_the_short_look_lets_no_pod_pass_that_any_version_of_baseline_refuses(cases: Cases) -> None:
    plain = 0
    for entry, pod, _ in cases:
        if is_plainly_baseline(pod["metadata"].get("annotations", {}), pod["spec"]):
            plain += 1
            assert not any(failed(pod, BASELINE, minor) for minor in (0, 18, 19, 27, 31, 34, 35, 37)), entry["file"]
    assert plain > 50


def test_every_violation_names_a_field_of_the_pod_and_the_value_in_it(cases: Cases) -> None:
    for entry, pod, minor in cases:
        for v in violations(pod["metadata"], pod["spec"], entry["level"], minor):
            at: Any = pod
            for part in v.field.replace("[", ".[").split(".") if not v.field.startswith("metadata") else []:
                index = part[1:-1] if part.startswith("[") else ""
                at = at[int(index)] if index else (at or {}).get(part)
            if v.field.startswith("metadata.annotations["):
                at = pod["metadata"]["annotations"][v.field[len("metadata.annotations[") : -1]]
            assert at == v.value, (entry["file"], v)
            assert v.message
            assert v.fix


POD: dict[str, Any] = {"metadata": {}, "spec": {"containers": [{"name": "main", "image": "x"}]}}
HARD: dict[str, Any] = {
    "metadata": {},
    "spec": {
        "securityContext": {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}},
        "containers": [
            {"name": "main", "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}},
        ],
    },
}


def spec(**fields: Any) -> dict[str, Any]:
    return {"metadata": {}, "spec": {**POD["spec"], **fields}}


def container(**fields: Any) -> dict[str, Any]:
    return spec(containers=[{"name": "main", "image": "x", **fields}])


@pytest.mark.parametrize("level", ["privileged", "", "other"])
def test_the_level_privileged_and_what_is_none_forbid_nothing(level: str) -> None:
    assert failed(spec(hostPID=True), level, 35) == set()
    assert failed(spec(hostPID=True), BASELINE, 35) == {"hostNamespaces"}


def test_a_plain_pod_is_baseline_and_not_restricted() -> None:
    assert failed(POD, BASELINE, 35) == set()
    assert failed(POD, RESTRICTED, 35) == {
        "allowPrivilegeEscalation",
        "capabilities_restricted",
        "runAsNonRoot",
        "seccompProfile_restricted",
    }
    assert failed(HARD, RESTRICTED, 37) == set()


def test_what_many_containers_lack_is_told_once_at_the_pod_and_names_them() -> None:
    pod = spec(containers=[{"name": "a"}, {"name": "b", "securityContext": {"runAsNonRoot": True}}], initContainers=[{"name": "c"}])
    (told,) = [v for v in violations(pod["metadata"], pod["spec"], RESTRICTED, 35) if v.check == "runAsNonRoot"]
    assert (told.field, told.value) == ("spec.securityContext.runAsNonRoot", None)
    assert 'container "c" and container "a"' in told.message
    assert '"b"' not in told.message


@pytest.mark.parametrize(("sysctl", "since"), SYSCTLS.items())
def test_a_sysctl_is_allowed_from_its_minor_on(sysctl: str, since: int) -> None:
    pod = spec(securityContext={"sysctls": [{"name": sysctl, "value": "1"}]})
    assert failed(pod, BASELINE, since) == set()
    if since:
        assert failed(pod, BASELINE, since - 1) == {"sysctls"}


@pytest.mark.parametrize(
    ("pod", "check", "since"),
    [
        (container(livenessProbe={"httpGet": {"port": 80, "host": "169.254.169.254"}}), "hostProbesAndHostLifecycle", 34),
        (container(lifecycle={"preStop": {"tcpSocket": {"port": 80, "host": "x"}}}), "hostProbesAndHostLifecycle", 34),
        (spec(securityContext={"seccompProfile": {"type": "Unconfined"}}), "seccompProfile_baseline", 19),
    ],
)
def test_a_check_holds_from_its_minor_on(pod: dict[str, Any], check: str, since: int) -> None:
    assert failed(pod, BASELINE, since) == {check}
    assert failed(pod, BASELINE, since - 1) == set()


def test_an_selinux_type_is_allowed_from_its_minor_on_and_user_and_role_never() -> None:
    engine = spec(securityContext={"seLinuxOptions": {"type": "container_engine_t"}})
    assert (failed(engine, BASELINE, 30), failed(engine, BASELINE, 31)) == ({"seLinuxOptions"}, set())
    for key in ("user", "role"):
        assert failed(container(securityContext={"seLinuxOptions": {key: "x"}}), BASELINE, 37) == {"seLinuxOptions"}


def test_pods_with_a_user_namespace_may_run_as_root_from_1_35_on() -> None:
    context = {**HARD["spec"]["securityContext"], "runAsNonRoot": False, "runAsUser": 0}
    pod = {"metadata": {}, "spec": {**HARD["spec"], "hostUsers": False, "securityContext": context}}
    assert failed(pod, RESTRICTED, 34) == {"runAsNonRoot", "runAsUser"}
    assert failed(pod, RESTRICTED, 35) == set()


def test_an_unmasked_proc_is_for_user_namespaces_in_baseline_from_1_35_on_and_never_in_restricted() -> None:
    pod = {**container(securityContext={"procMount": "Unmasked"})}
    pod["spec"] = {**pod["spec"], "hostUsers": False}
    assert (failed(pod, BASELINE, 34), failed(pod, BASELINE, 35)) == ({"procMount"}, set())
    assert "procMount" in failed(pod, RESTRICTED, 34)
    assert "procMount_restricted" in failed(pod, RESTRICTED, 35)


def test_pods_of_windows_need_no_linux_settings_from_1_25_on() -> None:
    pod = spec(os={"name": "windows"}, securityContext={"runAsNonRoot": True})
    assert failed(pod, RESTRICTED, 25) == set()
    assert failed(pod, RESTRICTED, 24) == {"allowPrivilegeEscalation", "capabilities_restricted", "seccompProfile_restricted"}


@pytest.mark.parametrize("source", ["hostPath", "nfs", "gitRepo"])
def test_restricted_tells_of_a_volume_once(source: str) -> None:
    pod = {"metadata": {}, "spec": {**HARD["spec"], "volumes": [{"name": "v", source: {"path": "/x"}}]}}
    (told,) = violations(pod["metadata"], pod["spec"], RESTRICTED, 35)
    assert (told.check, told.field) == ("restrictedVolumes", f"spec.volumes[0].{source}")


def test_a_volume_without_a_source_and_one_from_an_image_are_allowed() -> None:
    pod = {
        "metadata": {},
        "spec": {**HARD["spec"], "volumes": [{"name": "v"}, {"name": "w", "image": {"reference": "x"}, "hostPath": None}]},
    }
    assert failed(pod, RESTRICTED, 37) == set()
    assert failed(pod, BASELINE, 37) == set()


def test_annotations_count_for_seccomp_before_1_19_and_for_apparmor_always() -> None:
    seccomp = {"metadata": {"annotations": {"container.seccomp.security.alpha.kubernetes.io/main": "unconfined"}}, "spec": POD["spec"]}
    assert (failed(seccomp, BASELINE, 18), failed(seccomp, BASELINE, 19)) == ({"seccompProfile_baseline"}, set())
    armor = {"metadata": {"annotations": {"container.apparmor.security.beta.kubernetes.io/main": "unconfined"}}, "spec": POD["spec"]}
    assert failed(armor, BASELINE, 0) == failed(armor, BASELINE, 37) == {"appArmorProfile"}
    armor["metadata"]["annotations"]["container.apparmor.security.beta.kubernetes.io/main"] = "localhost/mine"
    assert failed(armor, BASELINE, 37) == set()


@pytest.mark.parametrize(
    ("version", "minor"),
    [
        ("v1.35", 35),
        ("v1.0", 0),
        ("latest", None),
        ("", None),
        ("1.35", None),
        ("v1.035", None),
        ("v2.1", None),
        ("v1.", None),
        ("v1.x", None),
    ],
)
def test_a_version_is_read_as_the_label_has_it(version: str, minor: int | None) -> None:
    assert policy_minor(version) == minor


CONTEXTS = st.fixed_dictionaries(
    {},
    optional={
        "privileged": st.booleans() | st.none(),
        "allowPrivilegeEscalation": st.booleans(),
        "procMount": st.sampled_from(["Default", "Unmasked"]),
        "runAsUser": st.integers(0, 2),
        "runAsNonRoot": st.booleans() | st.none(),
        "seccompProfile": st.fixed_dictionaries({"type": st.sampled_from(["RuntimeDefault", "Unconfined"])}),
        "appArmorProfile": st.fixed_dictionaries({"type": st.sampled_from(["Localhost", "Unconfined"])}),
        "seLinuxOptions": st.fixed_dictionaries({}, optional={"type": st.sampled_from(["", "spc_t", "container_t"]), "user": st.just("u")}),
        "capabilities": st.fixed_dictionaries(
            {}, optional={"add": st.lists(st.sampled_from(["CHOWN", "SYS_ADMIN"])), "drop": st.just(["ALL"])}
        ),
        "windowsOptions": st.fixed_dictionaries({}, optional={"hostProcess": st.booleans()}),
        "sysctls": st.just([{"name": "kernel.msgmax"}]),
    },
)
ACTIONS = st.fixed_dictionaries({}, optional={"httpGet": st.sampled_from([{"port": 1}, {"port": 1, "host": "h"}]), "exec": st.just({})})
CONTAINERS = st.fixed_dictionaries(
    {"name": st.sampled_from(["a", "b"])},
    optional={
        "securityContext": CONTEXTS,
        "ports": st.lists(st.sampled_from([{"containerPort": 1}, {"containerPort": 1, "hostPort": 2}])),
        "readinessProbe": ACTIONS,
        "lifecycle": st.fixed_dictionaries({}, optional={"preStop": ACTIONS}),
    },
)
SPECS = st.fixed_dictionaries(
    {"containers": st.lists(CONTAINERS, min_size=1, max_size=2)},
    optional={
        "initContainers": st.lists(CONTAINERS, max_size=1),
        "ephemeralContainers": st.lists(CONTAINERS, max_size=1),
        "securityContext": CONTEXTS,
        "hostNetwork": st.booleans(),
        "hostUsers": st.booleans(),
        "volumes": st.lists(st.sampled_from([{"name": "v"}, {"name": "v", "hostPath": {}}, {"name": "v", "emptyDir": {}}])),
    },
)


@given(SPECS, st.integers(0, 37))
def test_the_short_look_is_never_more_lenient_than_the_long_one(pod: dict[str, Any], minor: int) -> None:
    if is_plainly_baseline({}, pod):
        assert violations({}, pod, BASELINE, minor) == []
    if is_plainly_restricted(pod):
        assert [v for v in violations({}, pod, RESTRICTED, minor) if v.level == RESTRICTED] == []


@given(SPECS, st.integers(0, 37))
def test_the_short_look_at_hardened_pods_is_never_more_lenient_than_the_long_one(pod: dict[str, Any], minor: int) -> None:
    hard = {**pod.get("securityContext", {}), **HARD["spec"]["securityContext"]}
    for c in [c for key in ("containers", "initContainers", "ephemeralContainers") for c in pod.get(key, [])]:
        c["securityContext"] = {**c.get("securityContext", {}), **HARD["spec"]["containers"][0]["securityContext"]}
    if is_plainly_restricted({**pod, "securityContext": hard}):
        assert [v for v in violations({}, {**pod, "securityContext": hard}, RESTRICTED, minor) if v.level == RESTRICTED] == []


def test_the_short_look_takes_the_usual_hardened_pod() -> None:
    assert is_plainly_restricted(HARD["spec"])
    assert is_plainly_baseline({}, HARD["spec"])
    assert not is_plainly_restricted(POD["spec"])


@given(SPECS, st.integers(35, 37))
def test_what_baseline_forbids_restricted_forbids_too(pod: dict[str, Any], minor: int) -> None:
    at_baseline = {OVERRIDDEN.get(v.check, v.check) for v in violations({}, pod, BASELINE, minor)}
    assert at_baseline <= {v.check for v in violations({}, pod, RESTRICTED, minor)}
    assert violations({}, pod, PRIVILEGED, minor) == []


@given(st.recursive(st.none() | st.booleans() | st.text() | st.integers(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_nothing_malformed_makes_it_fail(value: Any) -> None:
    keys = ["containers", "volumes", "securityContext", "initContainers", "os"]
    for level in (BASELINE, RESTRICTED):
        violations(value, dict.fromkeys(keys, value), level, 37)
        violations(
            value, {"containers": [{"securityContext": value, "ports": value, "lifecycle": value, "readinessProbe": value}]}, level, 37
        )
        context = dict.fromkeys(("capabilities", "seLinuxOptions", "seccompProfile", "procMount", "runAsUser", "sysctls"), value)
        deep = {"capabilities": {"add": [value], "drop": value}, "seLinuxOptions": {"type": value}, "sysctls": [{"name": value}]}
        for security in (context, deep):
            pod = {"containers": [{"securityContext": security, "ports": [value]}], "securityContext": security, "volumes": [value]}
            violations({"annotations": value}, pod, level, 37)
            is_plainly_baseline({}, pod)


def test_capabilities_of_baseline_are_those_of_a_container_runtime_by_default() -> None:
    pod = container(securityContext={"capabilities": {"add": sorted(CAPABILITIES)}})
    assert failed(pod, BASELINE, 37) == set()
    assert failed(container(securityContext={"capabilities": {"add": ["NET_RAW"]}}), BASELINE, 0) == {"capabilities_baseline"}
