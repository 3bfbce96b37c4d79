"""Limits of sizes and lengths, to the byte: annotations, ConfigMaps, Secrets, port names, labels."""

from __future__ import annotations

import base64
from typing import Any

import pytest

KIB = 1024


def config_map(**more: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, **more}


def secret(**more: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}, **more}


def encoded(size: int) -> str:
    return base64.b64encode(b"x" * size).decode()


@pytest.mark.parametrize(
    ("annotations", "fine"),
    [
        ({"k": "x" * (256 * KIB - 1)}, True),
        ({"k": "x" * (256 * KIB)}, False),
        ({"k": "ä" * (128 * KIB - 1)}, True),
        ({"k": "ä" * (128 * KIB)}, False),
        ({"k": "x" * (128 * KIB), "m": "x" * (128 * KIB - 2)}, True),
        ({"k": "x" * (128 * KIB), "m": "x" * (128 * KIB - 1)}, False),
        ({"k": "\U0001f600" * (64 * KIB)}, False),
        ({"k": "\ud800" * 100}, True),
        ({"k": "\ud800" * (90 * KIB)}, False),
    ],
    ids=range(9),
)
def test_annotations_together_are_at_most_256_kib(annotations: dict[str, str], fine: bool, said: Any) -> None:
    obj = config_map()
    obj["metadata"]["annotations"] = annotations
    assert said(obj) == ([] if fine else [("K8S122", "metadata.annotations")])


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"data": {"k": "x" * KIB * KIB}}, ""),
        ({"data": {"k": "x" * KIB * KIB, "m": "x"}}, "data"),
        ({"data": {"k": "ä" * (KIB * KIB // 2)}}, ""),
        ({"data": {"k": "ä" * (KIB * KIB // 2), "m": "x"}}, "data"),
        ({"data": {"k": "\ud800" * (400 * KIB)}}, "data"),
        ({"binaryData": {"k": encoded(KIB * KIB)}}, ""),
        ({"binaryData": {"k": encoded(KIB * KIB + 1)}}, "binaryData"),
        ({"binaryData": {"k": encoded(KIB * KIB), "m": encoded(1)}}, "binaryData"),
        ({"data": {"k": "x" * KIB}, "binaryData": {"m": encoded(KIB * KIB - KIB)}}, ""),
        ({"data": {"k": "x" * KIB}, "binaryData": {"m": encoded(KIB * KIB - KIB + 1)}}, "data"),
        ({"data": None, "binaryData": None}, ""),
        ({"data": {}, "binaryData": {"k": None}}, "binaryData[k]"),
    ],
    ids=range(12),
)
def test_values_of_a_config_map_together_are_at_most_1_mib(more: dict[str, Any], field: str, findings: Any) -> None:
    found = findings(config_map(**more))
    assert [f.field for f in found] == ([field] if field else [])
    if field and "[" not in field:
        assert found[0].code == "K8S105"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"data": {"k": encoded(KIB * KIB)}}, ""),
        ({"data": {"k": encoded(KIB * KIB + 1)}}, "data"),
        ({"data": {"k": encoded(KIB * KIB + 2)}}, "data"),
        ({"data": {"k": "\n".join([encoded(KIB * KIB - 4)] + ["\r\n"] * 50)}}, ""),
        ({"stringData": {"k": "x" * KIB * KIB}}, ""),
        ({"stringData": {"k": "x" * (KIB * KIB + 1)}}, "stringData"),
        ({"data": {"k": encoded(KIB * KIB)}, "stringData": {"k": "x"}}, ""),
        ({"data": {"k": encoded(KIB * KIB)}, "stringData": {"m": "x"}}, "data"),
        ({"data": {"k": encoded(KIB)}, "stringData": {"m": "x" * (KIB * KIB - KIB)}}, ""),
        ({"data": None, "stringData": None}, ""),
    ],
    ids=range(10),
)
def test_values_of_a_secret_together_are_at_most_1_mib(more: dict[str, Any], field: str, said: Any) -> None:
    assert said(secret(**more)) == ([("K8S105", field)] if field else [])


def test_the_size_is_told(findings: Any) -> None:
    [finding] = findings(config_map(data={"k": "x" * KIB * KIB}, binaryData={"m": encoded(5)}))
    assert finding.message == f"all values together must be at most 1 MiB, not {KIB * KIB + 5} bytes"


def test_a_key_in_both_parts_of_a_config_map_is_an_error(findings: Any) -> None:
    [finding] = findings(config_map(data={"a": "x", "b": "x"}, binaryData={"c": "eA==", "b": "eA=="}))
    assert (finding.code, finding.field, finding.value) == ("K8S124", "binaryData[b]", "b")


@pytest.mark.parametrize(
    ("value", "fine"),
    [("a" * 63, True), ("a" * 64, False), ("é", False), ("a-b", True), ("-a", False), ("", True), ("a_b.c-d", True), ("²", False)],
)
def test_a_label_value(value: str, fine: bool, said: Any) -> None:
    obj = config_map()
    obj["metadata"]["labels"] = {"a": value}
    assert said(obj) == ([] if fine else [("K8S121", "metadata.labels[a]")])


@pytest.mark.parametrize(
    ("port", "fine"),
    [
        ("a" * 15, True),
        ("a" * 16, False),
        ("é", False),
        ("a1", True),
        ("1", False),
        ("a-b", True),
        ("a--b", False),
        ("A", False),
        (1, True),
        (65535, True),
        (0, False),
        (65536, False),
    ],
)
def test_a_port_by_number_or_name(port: Any, fine: bool, said: Any, good: Any) -> None:
    obj = good("Deployment")
    obj["spec"]["template"]["spec"]["containers"][0]["livenessProbe"]["httpGet"]["port"] = port
    field = "spec.template.spec.containers[0].livenessProbe.httpGet.port"
    assert said(obj) == ([] if fine else [("K8S123", field)])


@pytest.mark.parametrize(
    ("block", "field"),
    [
        ({"cidr": "10.0.0.0/8", "except": ["10.1.0.0/16"]}, ""),
        ({"cidr": "10.0.0.0"}, "cidr"),
        ({"cidr": "10.0.0.0/8", "except": ["10.1.0.0/16", "x"]}, "except[1]"),
    ],
)
def test_address_ranges_of_a_network_policy(block: dict[str, Any], field: str, findings: Any) -> None:
    policy = {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "a"}}
    found = findings({**policy, "spec": {"podSelector": {}, "egress": [{"to": [{"ipBlock": block}]}]}})
    assert [(f.code, f.field) for f in found] == ([("K8S107", f"spec.egress[0].to[0].ipBlock.{field}")] if field else [])
    if field:
        assert found[0].message.startswith("the address range must")


def test_nothing_more_is_asked_where_nothing_need_be_set(findings: Any, good: Any) -> None:
    obj = good("Deployment")
    pod = obj["spec"]["template"]["spec"]
    pod["containers"][0]["env"] = [{"name": "A"}]
    pod["containers"][0]["volumeMounts"] = []
    pod["volumes"] = [{"name": "a"}, {"name": "b", "projected": {"sources": [{}]}}]
    budget = {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "a"}, "spec": {"selector": {}}}
    assert findings(obj, budget) == []


def test_lists_that_are_sets_by_their_markers_have_no_item_twice(said: Any) -> None:
    claim: dict[str, Any] = {
        "requests": [{"name": "a", "exactly": {"deviceClassName": "a"}}],
        "constraints": [{"requests": ["a", "a"], "matchAttribute": "a.b/c"}],
    }
    obj = {"apiVersion": "resource.k8s.io/v1", "kind": "ResourceClaim", "metadata": {"name": "a"}, "spec": {"devices": claim}}
    assert said(obj) == [("K8S108", "spec.devices.constraints[0].requests[1]")]
    claim["constraints"][0]["requests"] = ["a"]
    assert said(obj) == []


def test_keys_of_counters_are_short_names(said: Any) -> None:
    def slice_with(key: str) -> dict[str, Any]:
        spec = {
            "driver": "a.example.com",
            "pool": {"name": "a", "generation": 1, "resourceSliceCount": 1},
            "nodeName": "a",
            "sharedCounters": [{"name": "a", "counters": {key: {"value": "1"}}}],
        }
        return {"apiVersion": "resource.k8s.io/v1", "kind": "ResourceSlice", "metadata": {"name": "a"}, "spec": spec}

    assert said(slice_with("memory")) == []
    assert said(slice_with("Memory")) == [("K8S107", "spec.sharedCounters[0].counters[Memory]")]


@pytest.mark.parametrize("character", ["é", "文", "😀"])
def test_characters_count_by_their_bytes(findings: Any, character: str) -> None:
    fitting = KIB * KIB // len(character.encode())
    assert findings(config_map(data={"k": character * fitting})) == []
    [finding] = findings(config_map(data={"k": character * (fitting + 1)}))
    assert finding.code == "K8S105"
