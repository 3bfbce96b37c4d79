"""What the rules about the mesh share: its configuration, names of ports, certificates."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit import facts, rules
from k8skit.manifest import Manifest
from k8skit.rules.certificates import is_authority, is_certificate
from k8skit.rules.context import Context
from k8skit.rules.gateway_api import have_in_common
from k8skit.rules.mesh_config import mesh_config
from k8skit.rules.port_names import is_protocol, protocol_of
from k8skit.yamltext import load_all


def config_map(name: str, data: Any) -> Manifest:
    return Manifest({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "namespace": "istio-system"}, "data": data})


def context(*manifests: Manifest) -> Context:
    return Context(list(manifests), facts.load(), closed=True)


@pytest.mark.parametrize("name", ["istio", "istio-canary"])
def test_the_mesh_is_configured_by_the_config_map_of_a_revision(name: str) -> None:
    text = (
        "rootNamespace: root\ndefaultConfig: {proxyMetadata: {A: b}}\nextensionProviders: [{name: a, zipkin: {}}, {name: b, lightstep: {}}]"
    )
    config = mesh_config(context(config_map("other", {"mesh": "rootNamespace: x"}), config_map(name, {"mesh": text})))
    assert (config.root, config.proxy_metadata(), config.providers("lightstep")) == ("root", {"A": "b"}, {"b"})


@pytest.mark.parametrize("data", [{}, {"mesh": ""}, {"mesh": "- 1"}, {"mesh": "a: ["}, {"mesh": 1}, {"mesh": "rootNamespace: ''"}, None])
def test_a_mesh_without_a_readable_configuration_has_the_defaults(data: Any) -> None:
    config = mesh_config(context(config_map("istio", data)))
    assert (config.root, config.proxy_metadata(), config.providers("zipkin"), config.networks) == ("istio-system", {}, set(), {})


@pytest.mark.parametrize(
    ("port", "protocol", "known"),
    [
        ({"name": "http"}, "http", True),
        ({"name": "HTTP-web"}, "http", True),
        ({"name": "grpc-web-x"}, "grpc-web", True),
        ({"name": "grpc-x"}, "grpc", True),
        ({"name": "httpx"}, "httpx", False),
        ({"name": "web", "appProtocol": "https"}, "https", True),
        ({"name": "http", "appProtocol": "example.com/x"}, "example.com/x", False),
        ({"name": "web", "protocol": "UDP"}, "udp", True),
        ({}, "", False),
        ({"name": 1}, "", False),
    ],
)
def test_the_name_of_a_port_begins_with_its_protocol(port: dict[str, Any], protocol: str, known: bool) -> None:
    assert protocol_of(port) == protocol
    assert is_protocol(protocol) is known


def pem(der: bytes) -> str:
    return f"-----BEGIN CERTIFICATE-----\n{base64.b64encode(der).decode()}\n-----END CERTIFICATE-----\n"


@given(st.binary(max_size=300))
def test_a_certificate_is_one_der_sequence_in_pem(content: bytes) -> None:
    size = (
        bytes([len(content)])
        if len(content) < 128
        else (b"\x81" if len(content) < 256 else b"\x82") + len(content).to_bytes(1 + (len(content) > 255), "big")
    )
    der = b"\x30" + size + content
    right = len(der) >= 4
    assert is_certificate({"stringData": {"a": "x\n" + pem(der)}}, "a") is right
    assert is_certificate({"data": {"a": base64.b64encode(pem(der).encode()).decode()}}, "a") is right
    assert not is_certificate({"stringData": {"a": pem(der + b"\0")}}, "a")
    assert not is_certificate({"stringData": {"a": pem(b"\x31" + der[1:])}}, "a")


@pytest.mark.parametrize(
    "text", ["", "x", "-----BEGIN CERTIFICATE-----\nMAMCAQE=", "-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----"]
)
def test_other_text_is_no_certificate(text: str) -> None:
    assert not is_certificate({"stringData": {"a": text}}, "a")


@pytest.mark.parametrize("secret", [{}, {"data": {"a": "?"}}, {"data": {"a": 1}}, {"data": None}])
def test_what_cannot_be_read_is_another_finding(secret: dict[str, Any]) -> None:
    assert is_certificate(secret, "a")


HOSTS = st.builds(
    lambda star, parts: star + ".".join(parts), st.sampled_from(["", "*."]), st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=3)
)


@given(HOSTS, HOSTS)
def test_two_hosts_have_a_name_in_common_if_some_name_fits_both(one: str, other: str) -> None:
    def fits(pattern: str, name: str) -> bool:
        return name.endswith(pattern[1:]) and name != pattern[1:] if pattern.startswith("*.") else name == pattern

    names = {host.removeprefix("*.") for host in (one, other)}
    names |= {f"a.{name}" for name in names}
    assert have_in_common(one, other) is any(fits(one, name) and fits(other, name) for name in names)
    assert have_in_common(one, other) is have_in_common(other, one)


REASONS = {
    "BackendNotFound": "k8s208",
    "Conflicted": "k8s755",
    "HostnameConflict": "k8s753",
    "InvalidCACertificateKind": "k8s752",
    "InvalidCACertificateRef": "k8s75",
    "InvalidCertificateRef": "k8s752",
    "InvalidKind": "k8s75",
    "InvalidRouteKinds": "k8s752",
    "NoMatchingListenerHostname": "k8s750",
    "NoMatchingParent": "k8s750",
    "NotAllowed": "k8s754",
    "NotAllowedByListeners": "k8s750",
    "ProtocolConflict": "k8s753",
    "RefNotPermitted": "k8s75",
    "TargetNotFound": "k8s755",
}
"""Reason of a condition of the Gateway API -> the fixtures in which it is told."""


@pytest.mark.parametrize("reason", REASONS)
def test_a_finding_names_the_reason_that_a_controller_gives(reason: str) -> None:
    messages = []
    for path in sorted((Path(__file__).parent / "fixtures").glob(f"{REASONS[reason]}*.yaml")):
        manifests = [Manifest(d.object) for d in load_all(path.read_text(), path.name)]
        messages += [f.message for f in rules.run(manifests, facts.load(), closed=True)]
    assert [m for m in messages if m.endswith(f"({reason})")]


def test_a_certificate_of_an_authority_is_text_in_a_config_map_and_encoded_in_a_secret() -> None:
    right, wrong = pem(b"\x30\x03\x02\x01\x01"), "x"
    assert is_authority(None)
    assert is_authority(config_map("a", {"ca.crt": right}))
    assert not is_authority(config_map("a", {"ca.crt": wrong}))
    for text in (right, wrong):
        secret = Manifest({"apiVersion": "v1", "kind": "Secret", "data": {"ca.crt": base64.b64encode(text.encode()).decode()}})
        assert is_authority(secret) is (text == right)
