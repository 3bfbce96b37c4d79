"""A key of a mapping that cdk8s would drop is an error, wherever the mapping stands; one that it takes is none."""

from __future__ import annotations

import typing
from typing import Any

import cdk8s
import cdk8s_plus_36 as kplus
import pytest

from k8skit import App, CallError, Cdk8sChart
from k8skit.cdk8s import structs

k8s = kplus.k8s
IMAGE = "registry.example.com/web:1"


def pods(*containers: Any) -> Any:
    return {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": list(containers)}}


def kube(chart: Any, container: Any) -> Any:
    return k8s.KubeDeployment(chart, "web", spec={"selector": {"match_labels": {"a": "b"}}, "template": pods({"name": "m", **container})})


def typed(chart: Any, container: Any) -> Any:
    spec = k8s.PodSpec(containers=[k8s.Container(name="m", image=IMAGE, ports=[container])])
    return k8s.KubePod(chart, "web", spec=spec)


def plus(chart: Any, container: Any) -> Any:
    return kplus.Deployment(chart, "web", containers=[container])


def mounts(chart: Any, mount: Any) -> Any:
    volume = kplus.Volume.from_empty_dir(chart, "v", "v")
    return plus(chart, {"image": IMAGE}).add_container(image=IMAGE, name="b", volume_mounts=[{"path": "/x", "volume": volume, **mount}])


def rules(chart: Any, rule: Any) -> Any:
    backend = kplus.IngressBackend.from_service(kplus.Service(chart, "s", ports=[{"port": 80}], cluster_ip="None"))
    return kplus.Ingress(chart, "web", rules=[{"backend": backend, **rule}])


def more_tls(chart: Any, tls: Any) -> Any:
    backend = kplus.IngressBackend.from_service(kplus.Service(chart, "s", ports=[{"port": 80}], cluster_ip="None"))
    ingress = kplus.Ingress(chart, "web", default_backend=backend)
    ingress.add_tls([{"hosts": ["a.example.com"]}, tls])
    return ingress


DROPPED: dict[str, tuple[Any, dict[str, Any], str, str]] = {
    "in a pod": (kube, {"image": IMAGE, "prt": 1}, "spec.template.spec.containers[0].prt", "did you mean ports?"),
    "by its name in Python": (
        kube,
        {"image": IMAGE, "image_pull_policy": "Always"},
        "spec.template.spec.containers[0].image_pull_policy",
        "write imagePullPolicy, or Container(image_pull_policy=...)",
    ),
    "in a struct": (typed, {"containerPort": 80, "nme": "http"}, "spec.containers[0].ports[0].nme", "did you mean name?"),
    "two levels down": (
        plus,
        {"image": IMAGE, "securityContext": {"usr": 5}},
        "containers[0].securityContext.usr",
        "did you mean user?",
    ),
    "of cdk8s-plus": (plus, {"image": IMAGE, "port_number": 80}, "containers[0].port_number", "write portNumber"),
    "of a call": (mounts, {"read_only": True}, "volume_mounts[0].read_only", "write readOnly"),
    "of a method": (more_tls, {"hosts": ["b.example.com"], "scret": None}, "[1].scret", "did you mean secret?"),
    "far from any": (rules, {"whatever": 1}, "rules[0].whatever", "its fields are backend, host, path, pathType"),
}


@pytest.mark.parametrize("case", DROPPED)
def test_a_key_that_cdk8s_drops_is_an_error_with_its_place(case: str) -> None:
    build, given, field, help = DROPPED[case]
    with pytest.raises(CallError) as raised:
        Cdk8sChart(App(), "legacy", lambda chart: build(chart, given))
    [finding] = raised.value.findings
    assert (finding.code, finding.field) == ("K8S981", field)
    assert help in finding.help
    assert finding.origin is not None
    assert (finding.origin.file, finding.origin.path) == (__file__, "legacy/web")


@pytest.mark.parametrize("case", DROPPED)
def test_cdk8s_itself_drops_it_without_a_word(case: str) -> None:
    build, given, _, _ = DROPPED[case]
    inside: dict[str, Any] = given.get("securityContext", {})
    key = next(k for k in (*given, *inside) if k in ("prt", "nme", "usr", "scret", "whatever") or "_" in k)
    chart = cdk8s.Chart(cdk8s.Testing.app(), "c")
    build(chart, given)
    made = str(cdk8s.Testing.synth(chart))
    assert key not in made


@pytest.mark.parametrize(
    ("build", "given"),
    [
        (kube, {"image": IMAGE, "ports": [{"containerPort": 80}], "imagePullPolicy": "Always"}),
        (typed, {"containerPort": 80, "name": "http"}),
        (plus, {"image": IMAGE, "portNumber": 80, "envVariables": {"any key": kplus.EnvValue.from_value("1")}}),
        (mounts, {"readOnly": True}),
        (rules, {"pathType": kplus.HttpIngressPathType.EXACT, "path": "/x"}),
        (more_tls, {"hosts": ["b.example.com"]}),
    ],
)
def test_a_mapping_that_cdk8s_takes_is_none(build: Any, given: Any) -> None:
    legacy = Cdk8sChart(App(), "legacy", lambda chart: build(chart, given))
    assert legacy.chart is not None


def all_structs() -> list[Any]:
    homes = (cdk8s, kplus, k8s)
    return [one for home in homes for one in vars(home).values() if getattr(one, "__jsii_name_mapping__", None) is not None]


def test_the_type_of_every_field_of_every_struct_is_known() -> None:
    found = all_structs()
    assert len(found) > 700
    for struct in found:
        for name in struct.__jsii_name_mapping__:
            assert structs._hint(struct, name) is not None, (struct, name)


def test_a_text_means_what_its_own_module_means() -> None:
    meant = []
    for number in range(2):
        names: dict[str, Any] = {"List": typing.List}  # noqa: UP006 - as jsii writes it, which keeps what it resolved
        exec(f"class Port:\n    number = {number}\ndef ports() -> List['Port']: ...", names)
        [port] = typing.get_args(structs._resolved(names["ports"])["return"])
        meant.append(port.number)
    assert meant == [0, 1]
