"""What rules are given of an object with pods: its containers, and the variables of these."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from k8skit import facts
from k8skit.manifest import Manifest
from k8skit.rules.context import Context
from k8skit.rules.workload import WORKLOADS, Environment, Workload, template_of


def pod(spec: Any) -> Workload:
    object = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": spec}
    return Workload(Manifest(object), "default", "", object)


TEXTS = st.sampled_from(("", "a", "b", "$(a)"))
VARIABLES: st.SearchStrategy[Any] = st.one_of(
    st.fixed_dictionaries({"name": TEXTS, "value": TEXTS}),
    st.fixed_dictionaries(
        {}, optional={"name": TEXTS | st.none() | st.just(1), "value": TEXTS | st.none() | st.just(1), "valueFrom": st.just({})}
    ),
    st.sampled_from((None, "name", [], 1)),
)


@given(st.lists(VARIABLES, min_size=1, max_size=5))
def test_the_variables_of_a_container_are_literal_where_each_has_a_name_and_a_value_and_nothing_else(items: list[Any]) -> None:
    plain = all(type(v) is dict and v.keys() == {"name", "value"} and {type(x) for x in v.values()} == {str} for v in items)
    assert Environment(pod({}), "spec.containers[0]", {}, items).is_literal == plain


@given(st.lists(VARIABLES, min_size=1, max_size=5))
def test_the_variables_of_a_container_are_told_with_all_names_and_values_that_are_texts(items: list[Any]) -> None:
    found = Environment(pod({}), "spec.containers[0]", {}, items)
    for key, told in (("name", found.names), ("value", found.values)):
        assert told == "\n".join(v[key] for v in items if type(v) is dict and type(v.get(key)) is str)


def test_the_containers_of_a_pod_are_told_in_the_order_in_which_they_start() -> None:
    init, stays, main, debug = {"name": "i"}, {"name": "s", "restartPolicy": "Always"}, {"name": "m"}, {"name": "d"}
    w = pod({"ephemeralContainers": [debug], "containers": [None, main], "initContainers": [init, stays]})
    assert w.containers == [
        ("spec.initContainers[0]", init),
        ("spec.initContainers[1]", stays),
        ("spec.containers[1]", main),
        ("spec.ephemeralContainers[0]", debug),
    ]
    assert w.running == [("spec.initContainers[1]", stays), ("spec.containers[1]", main)]
    assert w.main == [("spec.containers[1]", main)]


def test_the_main_containers_are_all_where_there_are_no_others() -> None:
    w = pod({"containers": [{"name": "m", "restartPolicy": "Never"}]})
    assert w.containers == w.running == w.main == [("spec.containers[0]", {"name": "m", "restartPolicy": "Never"})]


@given(
    st.recursive(
        st.none() | st.just("x"),
        lambda x: (
            st.lists(x, max_size=2)
            | st.dictionaries(st.sampled_from(("spec", "containers", "initContainers", "metadata", "labels", "annotations")), x)
        ),
        max_leaves=10,
    )
)
def test_a_pod_of_any_shape_is_read(spec: Any) -> None:
    w = pod(spec)
    assert all(type(c) is dict for _, c in w.containers + w.running)
    assert type(w.labels) is type(w.annotations) is type(w.spec) is dict


def test_a_pod_template_stands_where_its_kind_has_it() -> None:
    template: dict[str, Any] = {"spec": {"containers": []}}
    assert template_of({"spec": {"template": template}}, WORKLOADS["apps/Deployment"]) is template
    assert template_of({"spec": {"jobTemplate": {"spec": {"template": template}}}}, WORKLOADS["batch/CronJob"]) is template
    assert template_of({"spec": {"template": template}}, None) is template
    assert template_of({"spec": {"template": {"spec": {}}}}, None) is None
    assert template_of({"spec": {"template": []}}, WORKLOADS["apps/Deployment"]) is None
    assert template_of({"spec": "x"}, WORKLOADS["apps/Deployment"]) is None


def test_a_set_has_the_variables_of_each_container_that_lists_some() -> None:
    containers = [{"name": "a", "env": [{"name": "A", "value": "1"}]}, {"name": "b"}, {"name": "c", "env": []}, {"name": "d", "env": "x"}]
    object = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": containers}}
    (found,) = Context([Manifest(object)], facts.load(), closed=True).environments()
    assert (found.path, found.container, found.names, found.values) == ("spec.containers[0]", containers[0], "A", "1")


def test_a_set_has_its_services_with_the_workloads_that_they_select() -> None:
    def service(name: str, spec: Any, namespace: str = "shop") -> Manifest:
        return Manifest({"apiVersion": "v1", "kind": "Service", "metadata": {"name": name, "namespace": namespace}, "spec": spec})

    labels = {"app": "web"}
    web = Manifest({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "shop", "labels": labels}, "spec": {}})
    some = [
        service("web", {"selector": labels}),
        service("elsewhere", {"selector": labels}, "other"),
        service("none", {"selector": "app"}),
        service("odd", []),
    ]
    context = Context([*some, web], facts.load(), closed=True)
    found = [(m.name, spec, [w.manifest for w in selected]) for m, spec, selected in context.services()]
    assert found == [
        ("web", {"selector": labels}, [web]),
        ("elsewhere", {"selector": labels}, []),
        ("none", {"selector": "app"}, []),
        ("odd", {}, []),
    ]
    assert context.read >= {"Service", "Pod"}


def test_a_set_has_objects_with_their_namespace_and_spec_and_who_asks_has_read_the_kind() -> None:
    a = Manifest({"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}, "spec": {"type": "ClusterIP"}})
    b = Manifest({"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "b", "namespace": "shop"}, "spec": None})
    context = Context([b, a], facts.load(), closed=True)
    wanted = [(a, "default", {"type": "ClusterIP"}), (b, "shop", {})]
    for _ in range(2):
        context.read.clear()
        assert context.specs("Service", "policy/PodDisruptionBudget") == wanted
        assert context.read == {"Service", "policy/PodDisruptionBudget"}
    assert context.specs("Service") == wanted[:1]
