"""What becomes of findings: silenced by annotations, graded and ignored by the configuration."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.files.config import Config
from k8skit.finding import Finding, Origin, is_code
from k8skit.manifest import Manifest
from k8skit.pipeline import check
from k8skit.verdict import Policy

if TYPE_CHECKING:
    from pathlib import Path


def service(annotations: dict[str, object] | None = None) -> Manifest:
    """A Service that selects nothing beside a Deployment: K8S203."""
    metadata: dict[str, object] = {"name": "web", "namespace": "shop"}
    if annotations is not None:
        metadata["annotations"] = annotations
    spec = {"selector": {"app": "wib"}, "ports": [{"port": 80}]}
    return Manifest({"apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": spec}, origin=Origin("a.yaml", 3))


def deployment() -> Manifest:
    template = {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "main", "image": "x:1"}]}}
    spec = {"selector": {"matchLabels": {"app": "web"}}, "template": template}
    metadata = {"name": "web", "namespace": "shop"}
    return Manifest({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata, "spec": spec}, origin=Origin("b.yaml", 1))


def codes(manifests: list[Manifest], **config: object) -> list[str]:
    return [f.code for f in check(manifests, Config(**config)) if f.code[:4] in ("K8S2", "K8S9")]  # type: ignore[arg-type]


def test_an_annotation_with_a_reason_silences_at_its_object() -> None:
    assert codes([service(), deployment()]) == ["K8S203"]
    assert codes([service({"silence.k8skit.dev/K8S203": "made by an operator"}), deployment()]) == []


def test_an_annotation_that_silences_nothing_is_told_at_its_object() -> None:
    found = check([service({"silence.k8skit.dev/K8S204": "no"}), deployment()], Config())
    (f,) = [f for f in found if f.code == "K8S910"]
    assert f.message == "silencing K8S204 silences nothing"
    assert f.field == "metadata.annotations[silence.k8skit.dev/K8S204]"
    assert f.origin == Origin("a.yaml", 3)
    assert f.help == "remove it; its reason was: no"


def test_an_annotation_about_what_is_not_looked_for_is_left_alone() -> None:
    assert codes([service({"silence.k8skit.dev/K8S203": "x"}), deployment()], disable=("K8S203",)) == []


@pytest.mark.parametrize(
    ("code", "reason"), [("K8S203", ""), ("K8S203", "  "), ("K8S203", None), ("k8s203", "x"), ("K8S2033", "x"), ("", "x")]
)
def test_an_annotation_needs_a_code_and_a_reason(code: str, reason: object) -> None:
    found = check([service({f"silence.k8skit.dev/{code}": reason}), deployment()], Config())
    (f,) = [f for f in found if f.code == "K8S911"]
    assert f.field == f"metadata.annotations[silence.k8skit.dev/{code}]"
    assert "K8S203" in [f.code for f in found]


def test_severities_of_the_longest_beginning_count(tmp_path: Path) -> None:
    def severity(**table: str) -> list[str]:
        return [f.severity for f in check([service(), deployment()], Config(tmp_path, severity=table)) if f.code == "K8S203"]

    assert severity() == ["warning"]
    assert severity(K8S203="error") == ["error"]
    assert severity(K8S2="error", K8S203="warning") == ["warning"]
    assert severity(K8S2="error") == ["error"]


def test_findings_about_the_app_keep_their_severity() -> None:
    (f,) = Policy("/", {"K8S": "warning"}, {}).apply([Finding("K8S931", "x")])
    assert f.severity == "error"


def test_what_is_ignored_in_some_files_is_told_in_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert codes([service(), deployment()], ignore={"a.yaml": ("K8S2",)}) == []
    assert codes([service(), deployment()], ignore={"b.yaml": ("K8S2",)}) == ["K8S203"]
    assert codes([service(), deployment()], ignore={"a.yaml": ("K8S5",)}) == ["K8S203"]


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("a.yaml", ["a.yaml", "x/y/a.yaml"], ["aa.yaml", "a.yaml/b", "aXyaml"]),
        ("x/*.yaml", ["x/a.yaml"], ["x/y/a.yaml", "z/x/a.yaml", "x/a.yml"]),
        ("x/**", ["x/a.yaml", "x/y/a.yaml"], ["y/x/a.yaml", "xy/a"]),
        ("**/x/*.yaml", ["x/a.yaml", "q/x/a.yaml", "q/r/x/a.yaml"], ["qx/a.yaml"]),
        ("x/", ["x/a", "x/y/a", "q/x/a"], ["x", "xa/b"]),
        ("./x/?.yaml", ["x/a.yaml"], ["x/ab.yaml", "x//.yaml"]),
    ],
)
def test_patterns_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, inside: list[str], outside: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    policy = Policy(str(tmp_path), {}, {pattern: ("K8S",)})

    def kept(path: str) -> bool:
        return policy.apply([Finding("K8S203", "x", origin=Origin(path, 1))]) != []

    assert [p for p in inside if kept(p)] == []
    assert [p for p in outside if not kept(p)] == []


@given(st.text(max_size=8) | st.from_regex(r"[A-Z][A-Z0-9]{0,4}[0-9]{2,4}", fullmatch=True))
def test_a_code_is_letters_and_three_digits_and_ours_have_no_more(text: str) -> None:
    form = re.fullmatch(r"[A-Z][A-Z0-9]*[0-9]{3}", text, re.ASCII) is not None
    assert is_code(text) == (form and (not text.startswith("K8S") or re.fullmatch("K8S[0-9]{3}", text) is not None))
