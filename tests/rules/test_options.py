"""Options of rules: what a configuration sets counts, what it cannot set is refused, and who reads about a rule finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit import facts, rules
from k8skit.cli import main
from k8skit.errors import UsageError
from k8skit.files.config import Config
from k8skit.files.own_rules import refuse_wrong_options
from k8skit.manifest import Manifest
from k8skit.pipeline import check
from k8skit.rules.rule import Rule, shown_option
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from k8skit.finding import Finding
    from k8skit.rules import Context

FACTS = facts.load()
WEB = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, labels: {team: shop}, annotations: {contact: shop@example.com}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      dnsConfig: {options: [{name: ndots, value: "1"}]}
      containers: [{name: web, image: registry.example.com/shop/web:1, securityContext: {runAsUser: 1001, runAsGroup: 1001}}]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api, namespace: shop}
spec: {minReplicas: 2, maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}}
"""
CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    # rule, options with which it finds something, options with which it finds nothing
    ("K8S440", {}, {"above": 1000}),
    ("K8S447", {"registries": ("registry.example.com/other", "registry.example.org")}, {"registries": ("registry.example.com/shop/",)}),
    ("K8S447", {"registries": ("registry.example.co",)}, {}),
    ("K8S514", {}, {"replicas": 2}),
    ("K8S515", {"replicas": 3}, {"replicas": 2}),
    ("K8S532", {}, {"ndots": 1}),
    ("K8S536", {}, {"label": "team"}),
    ("K8S537", {}, {"annotation": "contact"}),
]


def manifests() -> list[Manifest]:
    return [Manifest(d.object) for d in load_all(WEB, "web")]


@pytest.mark.parametrize(("code", "finds", "passes"), CASES)
def test_what_a_rule_finds_follows_its_options(code: str, finds: dict[str, Any], passes: dict[str, Any]) -> None:
    def told(options: dict[str, Any]) -> list[str]:
        found = rules.run(manifests(), FACTS, closed=True, enable=(code,), options={code: options, "K8S999": {"replicas": 1}})
        return [f.code for f in found if f.code == code]

    assert told(finds) == [code]
    assert told(passes) == []


def test_every_rule_with_options_is_tried() -> None:
    assert {code for code, *_ in CASES} == {rule.code for rule in rules.load_all() if rule.options}
    for code, *some in CASES:
        rule = rules.find(code)
        assert rule is not None
        assert {name for options in some for name in options} <= set(rule.options)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"K8S514": {"replicas": 2}}, None),
        ({"K8S447": {"registries": ["a"]}}, None),
        ({"K8S447": {"registries": []}}, None),
        ({"K8S514": {}}, None),
        ({"K8S514": {"replica": 2}}, "options.K8S514.replica: the rule K8S514 has no option replica"),
        ({"K8S514": {"replicas": "2"}}, "options.K8S514.replicas must be a number, 0 or more"),
        ({"K8S514": {"replicas": True}}, "options.K8S514.replicas must be a number, 0 or more"),
        ({"K8S514": {"replicas": -1}}, "options.K8S514.replicas must be a number, 0 or more"),
        ({"K8S536": {"label": 1}}, "options.K8S536.label must be a text"),
        ({"K8S536": {"label": ""}}, "options.K8S536.label must be a text"),
        ({"K8S447": {"registries": "a"}}, "options.K8S447.registries must be a list of texts"),
        ({"K8S447": {"registries": [1]}}, "options.K8S447.registries must be a list of texts"),
        ({"K8S203": {"a": 1}}, "options.K8S203.a: no rule K8S203 has options"),
        ({"K8S5": {"a": 1}}, "options.K8S5.a: no rule K8S5 has options"),
    ],
)
def test_what_cannot_be_set_is_refused(options: dict[str, dict[str, object]], told: str | None) -> None:
    config = Config(options=options)
    if told is None:
        refuse_wrong_options(config, ())
        return
    with pytest.raises(UsageError) as caught:
        check(manifests(), config)
    assert [(f.code, f.message) for f in caught.value.findings] == [("K8S916", told)]
    assert caught.value.findings[0].help


def test_a_rule_of_the_project_has_options_too(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        """\
from k8skit.rules import Rule

def check(context):
    for m in context.of("apps/Deployment"):
        for name in RULE.option(context, "names"):
            yield context.finding("ACME001", m, "metadata.name", name, help="none")

RULE = Rule("ACME001", "x", on=("apps/Deployment",), check=check, options={"names": (("a",), "which names")})
"""
    )

    def told(**options: Any) -> list[str]:
        config = Config(tmp_path, rules=("mine.py",), options={"ACME001": options} if options else {})
        return [f.message for f in check(manifests(), config) if f.code == "ACME001"]

    assert told() == ["a"]
    assert told(names=["b", "c"]) == ["b", "c"]
    with pytest.raises(UsageError, match="has no option name"):
        told(name=["b"])


def test_the_options_of_a_file_count(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "web.yaml").write_text(WEB)
    call = ["check", "-f", "web.yaml", "--enable", "K8S514", "--format", "json"]
    (tmp_path / "k8skit.toml").write_text("")
    assert main(call) == 0
    assert "K8S514" in capsys.readouterr().out
    (tmp_path / "k8skit.toml").write_text("[options.K8S514]\nreplicas = 2\n")
    assert main(call) == 0
    assert "K8S514" not in capsys.readouterr().out
    (tmp_path / "k8skit.toml").write_text("[options]\nK8S514 = 2\nnope = {}\n")
    assert main(call) == 2
    told = capsys.readouterr().out
    assert "options of K8S514 must be a table" in told
    assert "no beginning of one" in told


def test_who_reads_about_a_rule_finds_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "K8S514"]) == 0
    assert "option    replicas = 3: the fewest replicas" in capsys.readouterr().out


def test_options_are_shown_as_a_configuration_writes_them() -> None:
    assert [shown_option(v) for v in (3, "a", ("a", "b"), ())] == ["3", '"a"', '["a", "b"]', "[]"]


def test_a_rule_asks_only_for_options_that_it_has() -> None:
    def nothing(context: Context) -> Iterator[Finding]:
        yield from ()

    rule = Rule("ACME002", "x", on=("Pod",), check=nothing, options={"a": (1, "b")})
    context = rules.Context([], FACTS, closed=True, options={"ACME002": {"a": 2}})
    assert rule.option(context, "a") == 2
    with pytest.raises(KeyError):
        rule.option(context, "b")
