"""Admission in the pipeline: which CRDs count, and what is said without the engine."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.admission import check
from k8skit.codegen.user_crds import with_crds_of
from k8skit.facts import load
from k8skit.files.config import Config
from k8skit.finding import ERROR, WARNING, Origin
from k8skit.manifest import Manifest
from k8skit.pipeline import check as check_set

if TYPE_CHECKING:
    from pathlib import Path

SPEC = {
    "type": "object",
    "properties": {"n": {"type": "integer", "x-kubernetes-validations": [{"rule": "self > 0", "message": "n must be more than 0"}]}},
}


def thing(n: int) -> dict[str, Any]:
    return {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "a", "namespace": "b"}, "spec": {"n": n}}


@pytest.fixture
def config(tmp_path: Path, crd: Any) -> Config:
    (tmp_path / "crd.yaml").write_text(json.dumps(crd(SPEC)))
    return Config(tmp_path, crds=("crd.yaml",))


def told(objects: list[Any], config: Config | None = None, **more: Any) -> list[tuple[str, str]]:
    return [(f.code, f.severity) for f in check_set([Manifest(o) for o in objects], config, **more)]


def test_the_rules_of_configured_crds_hold(config: Config) -> None:
    assert told([thing(1)], config) == []
    assert told([thing(0)], config) == [("K8S135", ERROR)]


def test_the_rules_of_crds_in_the_set_hold(crd: Any) -> None:
    assert told([thing(1), crd(SPEC)]) == []
    assert told([thing(0), crd(SPEC)]) == [("K8S135", ERROR)]
    assert told([thing(0)]) == [("K8S112", WARNING)]


def test_fields_are_checked_by_crds_in_the_set(crd: Any) -> None:
    assert told([{**thing(1), "spec": {"m": 1}}, crd(SPEC)]) == [("K8S101", ERROR)]


def test_a_malformed_crd_in_the_set_is_an_error_of_it(crd: Any) -> None:
    findings = check_set([Manifest(crd({"type": "object", "properties": {"n": {}}}), origin=Origin("a.yaml", 3))])
    [finding] = [f for f in findings if f.code == "K8S943"]
    assert str(finding.object) == "CustomResourceDefinition things.example.com"
    assert finding.origin == Origin("a.yaml", 3)


def test_a_rule_of_a_crd_in_the_set_is_compiled_though_no_object_needs_it(crd: Any) -> None:
    broken = {"type": "object", "x-kubernetes-validations": [{"rule": "self."}]}
    assert told([crd(broken)]) == [("K8S138", ERROR)]
    assert told([crd(broken), {**thing(1), "spec": {}}]) == [("K8S138", ERROR)]


def test_a_configured_crd_comes_before_one_in_the_set(config: Config, crd: Any) -> None:
    other = {"type": "object", "properties": {"n": {"type": "integer"}}}
    assert told([thing(0), crd(other)], config) == [("K8S135", ERROR)]


def test_a_crd_in_the_set_replaces_shipped_facts() -> None:
    schema = {"type": "object", "properties": {"spec": {"type": "object", "properties": {"own": {"type": "string"}}}}}
    crd = {
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "certificates.cert-manager.io"},
        "spec": {"group": "cert-manager.io", "scope": "Namespaced", "names": {"kind": "Certificate", "plural": "certificates"},
                 "versions": [{"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": schema}}]},
    }  # fmt: skip
    own = {"apiVersion": "cert-manager.io/v1", "kind": "Certificate", "metadata": {"name": "a"}, "spec": {"own": "x"}}
    assert told([own, crd]) == []
    assert ("K8S101", ERROR) in told([own])


def test_a_version_that_is_not_served_is_an_error(crd: Any) -> None:
    assert [f for f in told([thing(1), crd(SPEC, served=False)]) if f[1] == ERROR] == [("K8S110", ERROR)]


def test_a_kind_whose_crd_is_elsewhere_is_no_error(config: Config, crd: Any) -> None:
    other = {**thing(1), "kind": "Other"}
    assert ("K8S112", WARNING) in told([other, crd(SPEC)])
    assert not [f for f in told([other, crd(SPEC)]) if f[1] == ERROR]
    assert told([other], config) == [("K8S110", ERROR)]


# ---- without the engine


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("k8skit.admission.available", lambda: False)


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_each_crd_is_named_once(config: Config) -> None:
    found = check_set([Manifest(thing(0)), Manifest(thing(1))], config)
    assert [f.code for f in found if f.code != "K8S301"] == ["K8S137"]
    [finding] = [f for f in found if f.code == "K8S137"]
    assert finding.severity == WARNING
    assert "things.example.com" in finding.message
    assert 'pip install "k8skit[cel]"' in finding.help


@pytest.mark.usefixtures("no_engine")
def test_what_is_not_checked_can_be_disabled_under_strict_too(config: Config) -> None:
    assert told([thing(0)], config, strict=True) == [("K8S137", ERROR)]
    assert told([thing(0)], config.replace(disable=("K8S137",)), strict=True) == []


def test_errors_cannot_be_disabled(config: Config) -> None:
    assert told([thing(0)], config.replace(disable=("K8S1",))) == [("K8S135", ERROR)]


@pytest.mark.usefixtures("no_engine")
def test_a_crd_without_rules_is_not_named(crd: Any) -> None:
    assert told([thing(1), crd({"type": "object", "properties": {"n": {"type": "integer"}}})]) == []


def test_the_engine_is_found_or_not() -> None:
    code = "import sys; sys.modules['cel_expr_python'] = None\nfrom k8skit.admission.engine import available\nprint(available())"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_nothing_of_this_is_imported_without_crds() -> None:
    code = (
        "import sys\nfrom k8skit.pipeline import check\nfrom k8skit.manifest import Manifest\n"
        "check([Manifest({'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'a'}})])\n"
        "print([m for m in sys.modules if 'admission' in m or 'cel_expr' in m or 'codegen' in m])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_rules_are_compiled_once(crd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    facts, wrong = with_crds_of([Manifest(crd(SPEC))], load())
    assert not wrong
    from k8skit.admission import rules

    made: list[object] = []
    compile_all = rules.CrdRules.__init__

    def count(self: Any, *args: Any) -> None:
        made.append(self)
        compile_all(self, *args)

    monkeypatch.setattr(rules.CrdRules, "__init__", count)
    for _ in range(2):
        assert [f.code for f in check([Manifest(thing(0))] * 3, facts)] == ["K8S135"] * 3
    assert len(made) == 1
