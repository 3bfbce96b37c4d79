"""Real applications and the project's own examples: the rules find nothing in them but what they do wrong."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from k8skit import facts, pipeline, rules
from k8skit.errors import K8skitError
from k8skit.files.config import load_config
from k8skit.files.read import read_manifests
from k8skit.files.run import run_app
from k8skit.finding import ERROR

if TYPE_CHECKING:
    from pathlib import Path

    from k8skit.finding import Finding

FACTS = facts.load()
EXAMPLES = ("blue_green", "own_construct", "shop", "tenants", "voting_app")


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
        synthesis = pipeline.synth(run_app(str(folder / "app.py")), load_config(str(folder / "k8skit.toml")))
    finally:
        for module in set(sys.modules) - before:
            if (getattr(sys.modules[module], "__file__", None) or "").startswith(str(folder) + os.sep):
                del sys.modules[module]
    assert [line(f) for f in synthesis.warnings] == []
    assert synthesis.manifests


def test_all_examples_are_tried(root: Path) -> None:
    assert sorted(p.parent.name for p in (root / "examples").glob("*/app.py")) == sorted(EXAMPLES)


def test_istio_analyses_its_test_cases_the_same_way(corpora: Path) -> None:
    folder = corpora / "istio-analyze"
    codes = {"IST0132": "K8S708", "IST0101": "K8S702"}
    analyzers = {"virtualservice.GatewayAnalyzer": {"IST0132"}, "virtualservice.DestinationRuleAnalyzer": {"IST0101"}}
    seen = 0
    for case in json.loads((folder / "cases.json").read_text())["cases"]:
        wanted = analyzers.get(case["analyzer"])
        if wanted is None:
            continue
        manifests = read_manifests([str(folder / f) for f in case["files"]], None)
        found = {(f.code, f.object.kind, f.object.name) for f in rules.run(manifests, FACTS, closed=False) if f.object}
        for e in case["expected"]:
            if e["code"] in wanted:
                kind, name = e["origin"].split(" ")
                name = name.rpartition("/")[2]
                if (case["name"], name) == ("virtualServiceGateways", "httpbin-bogus"):
                    continue  # Istio also misses the host on a gateway that is not there; here that is one finding
                seen += 1
                assert (codes[e["code"]], kind, name) in found, (case["name"], e)
        subjects = {e["origin"].split(" ")[1].rpartition("/")[2] for e in case["expected"]}
        assert {name for code, _, name in found if code in {codes[c] for c in wanted}} <= subjects, case["name"]
    assert seen > 8


def test_what_kube_linter_finds_missing_is_found_and_what_it_passes_is_passed(corpora: Path) -> None:
    checks = corpora / "kube-linter" / "tests" / "checks"
    expected = {
        "env-var-value-from.yml": {
            "K8S207": {"should-fire-secret", "should-fire-configmap", "should-fire-missing-configmap", "should-fire-missing-secret"}
        },
        "dangling-service.yml": {"K8S203": {"app1", "app2"}},
        "dangling-ingress.yml": {"K8S208": {"missing-service", "bad-port"}},
        "non-existent-service-account.yml": {"K8S207": {"app"}},
        "mismatching-selector.yml": {"K8S201": {"app1", "app2"}},
        "privileged-container.yml": {"K8S401": {"app1", "app2"}},
        "host-pid.yml": {"K8S401": {"app"}},
    }
    for file, by_code in expected.items():
        found = rules.run(read_manifests([str(checks / file)], None), FACTS, closed=False)
        for code, names in by_code.items():
            assert {f.object.name for f in found if f.code == code and f.object} == names, file


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
