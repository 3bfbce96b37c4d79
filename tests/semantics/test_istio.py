"""What names mean in Istio's configuration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.semantics.istio import expand, fits, gateway_of, is_visible, meant_service, server_host, service_of


@pytest.mark.parametrize(
    ("host", "full", "service"),
    [
        ("orders", "orders.shop.svc.cluster.local", ("shop", "orders")),
        ("Orders", "orders.shop.svc.cluster.local", ("shop", "orders")),
        ("orders.prod", "orders.prod", None),
        ("orders.prod.svc", "orders.prod.svc", None),
        ("orders.prod.svc.cluster.local", "orders.prod.svc.cluster.local", ("prod", "orders")),
        ("orders.prod.svc.k8s.example.com", "orders.prod.svc.k8s.example.com", ("prod", "orders")),
        ("api.example.com", "api.example.com", None),
        ("*", "*", None),
        ("*.prod.svc.cluster.local", "*.prod.svc.cluster.local", None),
        ("", "", None),
    ],
)
def test_only_a_name_without_a_dot_is_short(host: str, full: str, service: tuple[str, str] | None) -> None:
    assert expand(host, "shop") == full
    assert service_of(full) == service


def test_another_domain_is_appended_where_the_cluster_has_one() -> None:
    assert expand("orders", "shop", "k8s.example.com") == "orders.shop.svc.k8s.example.com"


@pytest.mark.parametrize(
    ("host", "meant"),
    [
        ("orders.prod", ("prod", "orders")),
        ("orders.prod.svc", ("prod", "orders")),
        ("www.example.com", None),
        ("orders.prod.svc.cluster.local", None),
    ],
)
def test_what_looks_like_a_service_and_is_none_is_recognised(host: str, meant: tuple[str, str] | None) -> None:
    assert meant_service(host) == meant


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("a.example.com", "a.example.com", True),
        ("a.example.com", "b.example.com", False),
        ("*.example.com", "a.example.com", True),
        ("*.example.com", "a.b.example.com", True),
        ("*.example.com", "example.com", False),
        ("*", "anything", True),
        ("*.b.example.com", "*.example.com", True),
        ("*.example.com", "*.example.org", False),
        ("*", "*.example.com", True),
    ],
)
def test_two_hosts_have_a_name_in_common(one: str, other: str, common: bool) -> None:
    assert fits(one, other) is common
    assert fits(other, one) is common


LABELS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3).map(".".join)
HOSTS = LABELS | LABELS.map(lambda name: f"*.{name}") | st.just("*")


@given(HOSTS, HOSTS, LABELS)
def test_hosts_that_both_take_a_name_have_one_in_common(one: str, other: str, name: str) -> None:
    assert fits(one, other) == fits(other, one)
    if fits(one, name) and fits(other, name):
        assert fits(one, other)


@pytest.mark.parametrize(
    ("export_to", "namespace", "seen"),
    [
        ([], "other", True),
        (["*"], "other", True),
        (["."], "own", True),
        (["."], "other", False),
        (["other"], "other", True),
        (["other"], "third", False),
        (["other"], "own", False),
        (["~"], "own", False),
        ([".", "third"], "third", True),
    ],
)
def test_what_is_exported_is_seen(export_to: list[str], namespace: str, seen: bool) -> None:
    assert is_visible(export_to, "own", namespace) is seen


@pytest.mark.parametrize(
    ("name", "gateway"),
    [
        ("public", ("shop", "public")),
        ("./public", ("shop", "public")),
        ("istio-system/public", ("istio-system", "public")),
        ("public.istio-system.svc.cluster.local", ("istio-system", "public")),
        ("public.istio-system", ("istio-system", "public")),
    ],
)
def test_a_gateway_is_named_in_four_ways(name: str, gateway: tuple[str, str]) -> None:
    assert gateway_of(name, "shop") == gateway


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.example.com", "www.example.com"),
        ("*/www.example.com", "www.example.com"),
        ("shop/*.example.com", "*.example.com"),
        ("./www.example.com", ""),
        ("other/www.example.com", ""),
        ("*/*", "*"),
    ],
)
def test_a_server_is_for_the_namespaces_that_it_names(host: str, name: str) -> None:
    assert server_host(host, "istio-system", "shop") == name


def test_a_server_of_its_own_namespace_is_for_the_gateways() -> None:
    assert server_host("./www.example.com", "istio-system", "istio-system") == "www.example.com"
