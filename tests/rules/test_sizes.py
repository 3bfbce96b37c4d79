"""What is too large for the store of a cluster."""

from __future__ import annotations

import json
from typing import Any

import pytest

from k8skit import facts, rules
from k8skit.manifest import Manifest

FACTS = facts.load("1.35")
MOST = 1_572_864


def crd(text: str) -> dict[str, Any]:
    schema = {"type": "object", "description": text}
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": "things.example.com"},
        "spec": {
            "group": "example.com",
            "scope": "Namespaced",
            "names": {"plural": "things", "singular": "thing", "kind": "Thing", "listKind": "ThingList"},
            "versions": [{"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": schema}}],
        },
    }


@pytest.mark.parametrize(("more", "found"), [(0, []), (1, ["spec"])])
@pytest.mark.parametrize("sign", ["x", "ä"])
def test_a_crd_fits_into_one_request_to_etcd(more: int, found: list[str], sign: str) -> None:
    room = MOST - len(json.dumps(crd(""), separators=(",", ":")))
    width = len(sign.encode())
    text = sign * (room // width) + "x" * (room % width) + "x" * more
    assert [f.field for f in rules.run([Manifest(crd(text))], FACTS, closed=False) if f.code == "K8S173"] == found


def test_what_json_cannot_hold_has_no_size() -> None:
    broken = crd("")
    broken["spec"]["other"] = {1, 2}
    assert [f for f in rules.run([Manifest(broken)], FACTS, closed=False) if f.code == "K8S173"] == []
