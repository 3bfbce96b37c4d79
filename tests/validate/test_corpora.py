"""Manifests of public projects with verdicts of their own: what they call valid has no error here, what they call invalid has one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.errors import UsageError
from k8skit.facts import load
from k8skit.finding import ERROR
from k8skit.manifest import Manifest
from k8skit.validate import Checker

if TYPE_CHECKING:
    from collections.abc import Callable

    from k8skit.facts import Facts
    from k8skit.finding import Finding

STRUCTURE = {"K8S101", "K8S102", "K8S103", "K8S109", "K8S110", "K8S111", "K8S112", "K8S113", "K8S601"}
"""What a schema says.

The dummy objects of the API's test data hold any text for names, choices and addresses, so the other codes say nothing there.
"""


def entries(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "expected.json").read_text())["entries"]
    return found


def errors(objects: list[Any], facts: Facts) -> list[Finding]:
    return [f for f in Checker(facts).check([Manifest(o) for o in objects if isinstance(o, dict)]) if f.severity == ERROR]


@pytest.fixture(scope="module")
def judge(read_all: Any) -> Callable[[Path, Facts], list[Finding]]:
    """Errors of all objects of a file; those of the reader too."""

    def run(path: Path, facts: Facts) -> list[Finding]:
        try:
            objects = read_all(path)
        except UsageError as e:
            return list(e.findings)
        return errors(objects, facts)

    return run


NOT_SERVED = {
    "v1.33.0/networking.k8s.io.v1alpha1.IPAddress.yaml",
    "v1.33.0/networking.k8s.io.v1alpha1.ServiceCIDR.yaml",
    "v1.33.0/node.k8s.io.v1alpha1.RuntimeClass.yaml",
    "v1.34.0/node.k8s.io.v1alpha1.RuntimeClass.yaml",
}
"""Go types that are still in the source of that minor, but that no API server of it serves, with any feature on."""


def test_api_test_data_is_valid_or_removed_as_upstream_says(corpora: Path, judge: Any, facts_of: Any) -> None:
    folder = corpora / "k8s-api-testdata"
    seen = {"schema-valid": 0, "api-removed": 0}
    for entry in entries(folder):
        version = entry["file"].partition("/")[0]
        facts = facts_of("1.37" if version == "HEAD" else version[1:5])
        found = judge(folder / entry["file"], facts)
        codes = {f.code for f in found} & STRUCTURE
        if entry["file"] in NOT_SERVED:
            assert codes == {"K8S110"}
        elif entry["verdict"] == "schema-valid":
            assert not codes, (entry["file"], [f for f in found if f.code in codes])
        else:
            assert codes == {"K8S601"}, (entry["file"], codes)
            [finding] = [f for f in found if f.code == "K8S601"]
            assert f"gone since Kubernetes {entry['removed_in']}" in finding.message
        seen[entry["verdict"]] += 1
    assert min(seen.values()) > 100


def test_kubeconform_files_have_the_strict_verdict(corpora: Path, judge: Any, facts_of: Any) -> None:
    folder = corpora / "kubeconform"
    seen = set()
    for entry in entries(folder):
        if entry["verdict"] not in ("valid", "invalid"):
            continue
        found = judge(folder / entry["file"], facts_of("1.35"))
        assert bool(found) == (entry["verdict_strict"] == "invalid"), (entry["file"], found)
        seen.add((entry["verdict"], entry["verdict_strict"]))
    assert seen == {("valid", "valid"), ("valid", "invalid"), ("invalid", "invalid")}


@pytest.mark.parametrize(
    ("file", "twice"),
    [
        ("duplicates.yaml", 1),
        ("duplicates-with-namespace.yaml", 1),
        ("duplicates-non-namespaced.yaml", 1),
        ("duplicates-with-namespace-default.yaml", 0),
        ("multi_valid.yaml", 0),
    ],
)
def test_kubeconform_duplicates_are_found(file: str, twice: int, corpora: Path, judge: Any, facts_of: Any) -> None:
    assert len([f for f in judge(corpora / "kubeconform" / file, facts_of("1.35")) if f.code == "K8S301"]) == twice


def test_names_labels_and_quantities_are_judged_as_upstream_does(corpora: Path, facts_of: Any) -> None:
    places: dict[str, tuple[Callable[[Any], dict[str, Any]], str]] = {
        "IsValidLabelValue": (lambda v: {"metadata": {"labels": {"a": v}}}, "K8S121"),
        "IsLabelValue": (lambda v: {"metadata": {"labels": {"a": v}}}, "K8S121"),
        "IsQualifiedName": (lambda v: {"metadata": {"labels": {v: "a"}}}, "K8S121"),
        "IsLabelKey": (lambda v: {"metadata": {"labels": {v: "a"}}}, "K8S121"),
        "IsConfigMapKey": (lambda v: {"data": {v: "a"}}, "K8S124"),
        "IsDNS1123Subdomain": (lambda v: {"metadata": {"name": v}}, "K8S120"),
        "IsDNS1123Label": (lambda v: {"metadata": {"namespace": v}}, "K8S126"),
        "IsDNS1035Label": (lambda v: {"kind": "Service", "metadata": {"name": v}}, "K8S120"),
        "IsValidPortName": (lambda v: pod({"ports": [{"name": v, "containerPort": 1}]}), "K8S123"),
        "IsRelaxedEnvVarName": (lambda v: pod({"env": [{"name": v}]}), "K8S125"),
        "ParseQuantity": (lambda v: pod({"resources": {"limits": {"example.com/a": v}}}), "K8S106"),
        "IsValidPercent": (
            lambda v: {
                "apiVersion": "apps/v1", "kind": "Deployment",
                "spec": {"selector": {}, "template": {"spec": {"containers": []}}, "strategy": {"rollingUpdate": {"maxSurge": v}}},
            },
            "K8S107",
        ),
    }  # fmt: skip
    cases = json.loads((corpora / "names-labels-quantities" / "cases.json").read_text())
    cases = cases if isinstance(cases, list) else cases["cases"]
    seen = 0
    for case in cases:
        function = case["function"].rpartition(".")[2]
        if function not in places or not isinstance(case["value"], str) or case["value"] == "":
            continue
        place, code = places[function]
        more = place(case["value"])
        meta = {"name": "a", **more.get("metadata", {})}
        found = errors([{"apiVersion": "v1", "kind": "ConfigMap", **more, "metadata": meta}], facts_of("1.35"))
        if function == "ParseQuantity" and case["valid"]:
            found = [f for f in found if "negative" not in f.message]
        assert bool(found) == (not case["valid"]), (case, found)
        assert {f.code for f in found} <= {code}, (case, found)
        seen += 1
    assert seen > 300


def pod(container: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "Pod", "spec": {"containers": [{"name": "a", **container}]}}


def test_online_boutique_has_no_error(corpora: Path, judge: Any, facts_of: Any) -> None:
    folder = corpora / "online-boutique"
    files = [e["file"] for e in entries(folder) if e["verdict"] == "valid"]
    assert len(files) > 10
    for minor in ("1.33", "1.35", "1.37"):
        for file in files:
            assert judge(folder / file, facts_of(minor)) == [], file


def test_pods_of_the_pod_security_tests_are_valid(corpora: Path, read_all: Any, facts_of: Any) -> None:
    folder = corpora / "pss"
    judged = 0
    for entry in entries(folder):
        for obj in read_all(folder / entry["file"]):
            obj["metadata"]["name"] = obj["metadata"]["name"].replace("_", "-")  # the tests of upstream rename them too
            found = list(errors([obj], facts_of("1.37")))
            assert found == [], (entry["file"], found)
            judged += 1
    assert judged > 500


KUBE_LINTER_WRONG = {
    "K8S101", "K8S103", "K8S104", "K8S108", "K8S120", "K8S121", "K8S123", "K8S127", "K8S128", "K8S301", "K8S601", "K8S921",
}  # fmt: skip


def test_lint_fixtures_are_refused_only_for_what_is_wrong_in_them(corpora: Path, judge: Any, facts_of: Any) -> None:
    folder = corpora / "kube-linter"
    clean = set()
    for entry in entries(folder):
        if not entry["file"].endswith((".yml", ".yaml")):
            continue
        found = judge(folder / entry["file"], facts_of("1.35"))
        assert {f.code for f in found} <= KUBE_LINTER_WRONG, (entry["file"], found)
        if not found:
            clean.add(Path(entry["file"]).name)
    assert len(clean) >= 14


def crds_of(read_all: Any, files: list[Path]) -> Facts:
    from k8skit.codegen.crds import facts_from_crds

    facts, wrong = facts_from_crds([(o, None) for f in files for o in read_all(f) if o.get("kind") == "CustomResourceDefinition"])
    assert not wrong
    return load("1.35", (facts,))


def test_gateway_api_examples_have_their_verdict(corpora: Path, read_all: Any, judge: Any) -> None:
    folder = corpora / "gateway-api"
    facts = {c: crds_of(read_all, sorted((folder / "crd" / c).glob("*.yaml"))) for c in ("standard", "experimental")}
    refused = invalid = 0
    for entry in entries(folder):
        path = folder / entry["file"]
        if path.suffix not in (".yaml", ".yml") or entry["file"].startswith("crd/") or entry["verdict"] == "template":
            continue
        channel = "experimental" if "experimental" in entry["file"] or entry["verdict"] == "valid-experimental" else "standard"
        found = judge(path, facts[channel])
        if entry["verdict"] == "invalid":
            invalid += 1
            refused += bool(found)
        else:
            assert found == [], (entry["file"], found)
    assert refused >= 0.5 * invalid > 0  # the rest is refused by CEL rules alone


def test_istio_documents_have_their_verdict(corpora: Path, read_all: Any) -> None:
    folder = corpora / "istio-validation"
    facts = crds_of(read_all, [next(folder.rglob("crd-all.gen.yaml"))])
    refused = invalid = 0
    for entry in entries(folder):
        if entry["file"].endswith("rule-websocket-route.yaml") or "crd-all" in entry["file"]:
            continue  # a field that is no longer in the CRD; the CRDs themselves
        documents = read_all(folder / entry["file"])
        for obj in [documents[entry["doc"]]] if "doc" in entry else documents:
            obj.pop("_err", None)
            found = errors([obj], facts)
            if entry["verdict"] == "invalid":
                invalid += 1
                refused += bool(found)
            else:
                assert found == [], (entry, found)
    assert refused >= 0.5 * invalid > 0  # the rest is refused by CEL rules alone


def test_shipped_facts_give_gateway_api_examples_their_verdict(corpora: Path, judge: Any) -> None:
    folder = corpora / "gateway-api"
    facts = {"standard": load("1.35"), "experimental": load("1.35", experimental=True)}
    invalid = 0
    for entry in entries(folder):
        path = folder / entry["file"]
        if path.suffix not in (".yaml", ".yml") or entry["file"].startswith("crd/") or entry["verdict"] == "template":
            continue
        channel = "experimental" if "experimental" in entry["file"] or entry["verdict"] == "valid-experimental" else "standard"
        found = judge(path, facts[channel])
        assert bool(found) == (entry["verdict"] == "invalid"), (entry["file"], found)
        invalid += bool(found)
    assert invalid > 20


NEWER_THAN_THE_SHIPPED_ISTIO = {("destinationrule-valid.yaml", 3), ("envoyfilter-valid.yaml", 4)}
"""Documents with a field or a value that the release of the shipped facts does not have."""


def test_shipped_facts_give_istio_documents_their_verdict(corpora: Path, read_all: Any) -> None:
    folder = corpora / "istio-validation"
    facts, invalid = load("1.35"), 0
    for entry in entries(folder):
        name = Path(entry["file"]).name
        if name in ("rule-websocket-route.yaml", "crd-all.gen.yaml") or (name, entry.get("doc")) in NEWER_THAN_THE_SHIPPED_ISTIO:
            continue
        documents = read_all(folder / entry["file"])
        for obj in [documents[entry["doc"]]] if "doc" in entry else documents:
            obj.pop("_err", None)
            found = errors([obj], facts)
            assert bool(found) == (entry["verdict"] == "invalid"), (entry, found)
            invalid += bool(found)
    assert invalid > 50


def test_the_crds_themselves_are_valid(corpora: Path, judge: Any, facts_of: Any) -> None:
    files = [*(corpora / "gateway-api" / "crd").rglob("*.yaml"), *(corpora / "istio-validation").rglob("crd-all.gen.yaml")]
    seen = 0
    for path in files:
        if path.name != "kustomization.yaml":
            assert judge(path, facts_of("1.35")) == [], path
            seen += 1
    assert seen > 15
