"""Ports: which port of a pod a target means."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit.semantics.ports import ContainerPort, declared, is_declared, resolve, target_of

POD: dict[str, Any] = {
    "containers": [
        {"name": "web", "ports": [{"name": "http", "containerPort": 8080}, {"containerPort": 9090, "protocol": "UDP"}]},
        {"name": "none"},
        {
            "name": "dns",
            "ports": [
                {"name": "dns", "containerPort": 53, "protocol": "UDP"},
                {"name": "dns", "containerPort": 5353, "protocol": "TCP"},
                {"name": "http", "containerPort": 1},
            ],
        },
    ],
    "initContainers": [
        {"name": "setup", "ports": [{"name": "setup", "containerPort": 7}]},
        {
            "name": "proxy",
            "restartPolicy": "Always",
            "ports": [{"name": "admin", "containerPort": 15000}, {"name": "http", "containerPort": 2}],
        },
        {"name": "once", "restartPolicy": "OnFailure", "ports": [{"name": "once", "containerPort": 8}]},
    ],
}


def test_ports_of_running_containers_are_declared_in_the_order_of_lookup() -> None:
    assert declared(POD) == [
        ContainerPort("web", "http", 8080, "TCP"),
        ContainerPort("web", "", 9090, "UDP"),
        ContainerPort("dns", "dns", 53, "UDP"),
        ContainerPort("dns", "dns", 5353, "TCP"),
        ContainerPort("dns", "http", 1),
        ContainerPort("proxy", "admin", 15000),
        ContainerPort("proxy", "http", 2),
    ]


@pytest.mark.parametrize(
    ("target", "protocol", "number"),
    [
        ("http", "TCP", 8080),
        ("dns", "UDP", 53),
        ("dns", "TCP", 5353),
        ("admin", "TCP", 15000),
        ("http", "UDP", None),
        ("setup", "TCP", None),
        ("once", "TCP", None),
        ("8080", "TCP", None),
        ("", "UDP", None),
        (8080, "TCP", 8080),
        (12345, "TCP", 12345),
    ],
)
def test_a_target_means_this_number(target: int | str, protocol: str, number: int | None) -> None:
    assert resolve(target, POD, protocol) == number


def test_the_protocol_is_tcp_unless_said() -> None:
    assert resolve("dns", POD) == 5353
    assert is_declared("dns", POD)
    assert not is_declared(9090, POD)


@pytest.mark.parametrize(
    ("target", "protocol", "there"),
    [
        (8080, "TCP", True),
        (8080, "UDP", False),
        (9090, "UDP", True),
        (7, "TCP", False),
        ("http", "TCP", True),
        ("setup", "TCP", False),
        ("8080", "TCP", False),
        (15000, "TCP", True),
        ("", "UDP", False),
    ],
)
def test_a_number_is_declared_only_if_a_container_says_so(target: int | str, protocol: str, there: bool) -> None:
    assert is_declared(target, POD, protocol) is there


@pytest.mark.parametrize(
    ("port", "target"),
    [
        ({"port": 80}, 80),
        ({"port": 80, "targetPort": 8080}, 8080),
        ({"port": 80, "targetPort": "http"}, "http"),
        ({"port": 80, "targetPort": 0}, 80),
        ({"port": 80, "targetPort": ""}, 80),
        ({"port": 80, "targetPort": None}, 80),
        ({"port": 80, "targetPort": True}, 80),
        ({"port": 80, "targetPort": 8.5}, 80),
        ({}, None),
        ("80", None),
        (None, None),
    ],
)
def test_a_service_port_points_at_its_target_port_or_else_at_itself(port: Any, target: int | str | None) -> None:
    assert target_of(port) == target


@pytest.mark.parametrize(
    "spec",
    [
        None,
        [],
        "x",
        {},
        {"containers": None, "initContainers": None},
        {"containers": {}},
        {"containers": ["x", None, {}]},
        {
            "containers": [
                {"name": "a", "ports": None},
                {"name": "b", "ports": [None, {}, {"containerPort": "80"}, {"containerPort": True}]},
            ]
        },
    ],
)
def test_what_is_malformed_declares_nothing_and_raises_nothing(spec: Any) -> None:
    assert declared(spec) == []
    assert resolve("http", spec) is None


def test_absent_names_and_protocols_have_their_defaults() -> None:
    assert declared({"containers": [{"ports": [{"containerPort": 1, "name": None, "protocol": None}]}]}) == [
        ContainerPort("", "", 1, "TCP")
    ]


def test_a_port_is_a_value() -> None:
    port = ContainerPort("web", "http", 80)
    assert repr(port) == "ContainerPort('web', 'http', 80, 'TCP')"
    assert len({port, ContainerPort("web", "http", 80, "TCP")}) == 1
    assert port.__eq__(80) is NotImplemented
    others: list[object] = [
        ContainerPort("a", "http", 80),
        ContainerPort("web", "a", 80),
        ContainerPort("web", "http", 1),
        ContainerPort("web", "http", 80, "UDP"),
        80,
    ]
    assert [o for o in others if o == port] == []
