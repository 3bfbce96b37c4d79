"""Real applications and the project's own examples: the rules find nothing in them but what they do wrong."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import facts, pipeline, rules
from k8skit.errors import K8skitError
from k8skit.files.config import load_config
from k8skit.files.read import read_manifests
from k8skit.finding import ERROR
from k8skit.manifest import Manifest
from k8skit.testing import build

if TYPE_CHECKING:
    from pathlib import Path

    from k8skit.finding import Finding

FACTS = facts.load()
EXAMPLES = ("blue_green", "fleet", "fleet_kustomize", "own_construct", "shop", "tenants", "voting_app")


def line(f: Finding) -> str:
    return f"{f.code} {f.severity} {f.object} {f.field}"


@pytest.mark.parametrize("folder", ["release", "kubernetes-manifests", "istio-manifests"])
@pytest.mark.parametrize("closed", [True, False])
def test_online_boutique_is_right(corpora: Path, folder: str, *, closed: bool) -> None:
    manifests = read_manifests([str(corpora / "online-boutique" / folder)], None)
    expected: list[str] = []
    if closed and folder == "istio-manifests":
        # its routes are written for the Services of the application, which are in another folder
        expected = [
            "K8S701 error VirtualService frontend spec.http[0].route[0].destination.host",
            "K8S701 error VirtualService frontend-ingress spec.http[0].route[0].destination.host",
        ]
    assert sorted(line(f) for f in rules.run(manifests, FACTS, closed=closed)) == expected


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_no_finding(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = root / "examples" / name
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    before = set(sys.modules)
    try:
        synthesis = pipeline.synth(build(), load_config(str(folder / "k8skit.toml")))
    finally:
        for module in set(sys.modules) - before:
            if (getattr(sys.modules[module], "__file__", None) or "").startswith(str(folder) + os.sep):
                del sys.modules[module]
    assert [line(f) for f in synthesis.warnings] == []
    assert synthesis.manifests


def test_all_examples_are_tried(root: Path) -> None:
    assert sorted(p.parent.name for p in (root / "examples").glob("*/app.py")) == sorted(EXAMPLES)


NOT_FOUND = {
    ("gatewayNoWorkload", "IST0101", "Gateway httpbin-gateway"): "the set has no workloads: the gateway's pods may well stand elsewhere",
    (
        "DestinationRuleWithFakeHost",
        "IST0174",
        "DestinationRule default/fake-host",
    ): "the set has no Services: which there are is not known",
    (
        "DestinationRuleSubsetsNotSelectPods",
        "IST0173",
        "DestinationRule default/subsets-not-select-pods",
    ): "the set has no workloads: which pods there are is not known",
}
"""Case, code and object of what Istio's analyzers find and the rules do not -> why."""


UNANSWERED = {
    "IST0001": "an error of istioctl itself",
    "IST0141": "what the user may do in a cluster",
    "IST0142": "the version of a cluster",
    "IST0168": "needs the version that is upgraded from",
    "IST0169": "needs the version that is upgraded from",
    "IST0170": "needs the Services of several clusters, apart from each other",
}
"""Istio's codes that no rule answers -> why."""


def test_every_message_of_istio_is_answered_or_it_is_said_why_not(corpora: Path) -> None:
    messages = json.loads((corpora / "istio-analyze" / "cases.json").read_text())["messages"]
    assert {m["code"] for m in messages.values()} - set(istio_rules()) == set(UNANSWERED)
    assert set(istio_rules()) <= {m["code"] for m in messages.values()}


def istio_cases(folder: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((folder / "cases.json").read_text())["cases"]
    return cases


def istio_set(folder: Path, case: dict[str, Any]) -> list[Manifest]:
    """The input of a case, with its configuration of the mesh as users have it: in the ConfigMap `istio`."""
    manifests = read_manifests([str(folder / file) for file in case["files"] if file != case["mesh_networks"]], None)
    files = {"mesh": case["mesh_config"], "meshNetworks": case["mesh_networks"]}
    data = {key: (folder / file).read_text() for key, file in files.items() if file}
    metadata = {"name": "istio", "namespace": "istio-system"}
    return [*manifests, *([Manifest({"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data})] if data else [])]


def istio_rules() -> dict[str, set[str]]:
    """Istio's code -> the codes of the rules that say that they answer it."""
    out: dict[str, set[str]] = {}
    for rule in rules.load_all():
        for name in rule.known_as:
            if name.startswith("istioctl "):
                out.setdefault(name.removeprefix("istioctl "), set()).add(rule.code)
    return out


def istio_subject(origin: str) -> tuple[str, str]:
    kind, name = origin.split(" ")
    return ("ConfigMap", "istio-system/istio") if kind == "MeshNetworks" else (kind, name)


def test_istio_analyses_its_test_cases_the_same_way(corpora: Path) -> None:
    folder = corpora / "istio-analyze"
    answered = istio_rules()
    missed, seen = set(), 0
    for case in istio_cases(folder):
        found = rules.run(istio_set(folder, case), FACTS, closed=False, enable=("K8S7",))
        subjects = {
            (f.code, f.object.kind, name) for f in found if f.object for name in (f.object.name, f"{f.object.namespace}/{f.object.name}")
        }
        for e in case["expected"]:
            seen += 1
            if not any((code, *istio_subject(e["origin"])) in subjects for code in answered.get(e["code"], ())):
                missed.add((case["name"], e["code"], e["origin"]))
    assert missed == set(NOT_FOUND)
    assert len(missed) < 0.1 * seen
    assert seen > 100


ANALYZERS = {
    "annotations": {"K8S717"},
    "authn": {"K8S726"},
    "conditions": {"K8S742"},
    "deployment.ApplicationUIDAnalyzer": {"K8S736"},
    "deployment.ServiceAssociationAnalyzer": {"K8S722"},
    "destinationrule.CaCertificateAnalyzer": {"K8S728"},
    "destinationrule.PodNotSelectedAnalyzer": {"K8S703", "K8S704"},
    "envoyfilter": {"K8S738"},
    "externalcontrolplane": {"K8S739"},
    "gateway.CertificateAnalyzer": {"K8S732"},
    "gateway.ConflictingGatewayAnalyzer": {"K8S731"},
    "gateway.IngressGatewayPortAnalyzer": {"K8S729"},
    "gateway.SecretAnalyzer": {"K8S729", "K8S730"},
    "injection.Analyzer": {"K8S712", "K8S713", "K8S714"},
    "injection.ImageAnalyzer": {"K8S715"},
    "injection.ImageAutoAnalyzer": {"K8S716"},
    "k8sgateway": {"K8S741"},
    "multicluster": {"K8S725"},
    "service": {"K8S723", "K8S724"},
    "serviceentry.ConflictingServiceEntryProtocolAnalyzer": {"K8S734"},
    "serviceentry.ProtocolAddressesAnalyzer": {"K8S733"},
    "sidecar": {"K8S719"},
    "telemetry.DefaultSelectorAnalyzer": {"K8S720"},
    "telemetry.LightstepAnalyzer": {"K8S721"},
    "telemetry.ProviderAnalyzer": {"K8S721"},
    "telemetry.SelectorAnalyzer": {"K8S720"},
    "virtualservice.ConflictingMeshGatewayHostsAnalyzer": {"K8S718", "K8S786"},
    "virtualservice.DestinationHostAnalyzer": {"K8S735"},
    "virtualservice.DestinationRuleAnalyzer": {"K8S702"},
    "virtualservice.GatewayAnalyzer": {"K8S708"},
}
"""Analyzer, or package of analyzers -> the rules that ask the same."""


def test_no_rule_finds_more_than_the_analyzer_that_asks_the_same(corpora: Path) -> None:
    folder = corpora / "istio-analyze"
    tried = set()
    for case in istio_cases(folder):
        name = case["analyzer"] if case["analyzer"] in ANALYZERS else case["analyzer"].partition(".")[0]
        tried.add(name)
        expected = {istio_subject(e["origin"]) for e in case["expected"]}
        for f in rules.run(istio_set(folder, case), FACTS, closed=False, enable=("K8S7",)):
            if f.code in ANALYZERS[name] and f.object:
                names = {(f.object.kind, f.object.name), (f.object.kind, f"{f.object.namespace}/{f.object.name}")}
                assert names & expected, (case["name"], line(f))
    assert tried == set(ANALYZERS)


def test_what_is_clean_to_istio_has_no_finding_but_for_other_faults(corpora: Path) -> None:
    folder = corpora / "istio-analyze"
    faults = {
        # entries that Istio's other analyzer finds fault with: one host and port with several protocols
        "missing Addresses and Protocol in Service Entry with ISTIO_META_DNS_AUTO_ALLOCATE enabled": {"K8S734"},
    }
    clean = [case for case in istio_cases(folder) if not case["expected"]]
    for case in clean:
        found = {f.code for f in rules.run(istio_set(folder, case), FACTS, closed=False) if f.code.startswith("K8S7")}
        assert found == faults.get(case["name"], set()), case["name"]
    assert len(clean) > 10


def test_no_rule_calls_anything_in_pod_security_s_passing_pods_an_error(corpora: Path) -> None:
    for path in sorted((corpora / "pss").rglob("pass/*.yaml")):
        found = rules.run(read_manifests([str(path)], None), FACTS, closed=False)
        assert [line(f) for f in found if f.severity == ERROR] == [], path


def test_rules_never_fail_on_public_manifests_of_any_shape(corpora: Path) -> None:
    seen = 0
    for name in ("k8s-api-testdata", "kubeconform", "istio-validation", "gateway-api", "kustomize-examples"):
        for path in sorted((corpora / name).rglob("*.yaml"))[::3]:
            try:
                manifests = read_manifests([str(path)], None)
            except K8skitError:
                continue
            for closed in (True, False):
                rules.run(manifests, FACTS, closed=closed)
            seen += 1
    assert seen > 100


def test_the_examples_of_the_gateway_api_are_right(corpora: Path) -> None:
    examples = corpora / "gateway-api" / "examples"
    folders = [p for p in examples.rglob("*") if p.is_dir() and not any(inner.is_dir() for inner in p.iterdir())]
    paths = [*examples.rglob("*.yaml"), *folders]
    for path in sorted(paths):
        found = rules.run(read_manifests([str(path)], None), FACTS, closed=False, enable=("K8S7",))
        assert [line(f) for f in found if f.code.startswith("K8S7")] == [], path
    assert len(paths) > 30


def test_valid_documents_of_the_gateway_api_and_istio_have_no_error_of_a_rule(corpora: Path) -> None:
    seen = 0
    for name in ("gateway-api", "istio-validation"):
        for entry in json.loads((corpora / name / "expected.json").read_text())["entries"]:
            path = corpora / name / entry["file"]
            if not entry["verdict"].startswith("valid") or path.suffix not in (".yaml", ".yml"):
                continue
            manifests = read_manifests([str(path)], None)
            some = [manifests[entry["doc"]]] if "doc" in entry else list(manifests)
            assert [line(f) for f in rules.run(some, FACTS, closed=False) if f.severity == ERROR] == [], entry
            seen += 1
    assert seen > 100
