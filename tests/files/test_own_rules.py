"""Rules of a project: found by path or entry point, run beside ours, and every mistake in them told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from k8skit.errors import UsageError
from k8skit.files.config import Config
from k8skit.files.own_rules import load_rules
from k8skit.manifest import Manifest
from k8skit.pipeline import check

if TYPE_CHECKING:
    from pathlib import Path

    from k8skit.finding import Finding

TEAM = """
from k8skit.rules import Rule

def check(context):
    for m in context.of("apps/Deployment"):
        if "team" not in m.object["metadata"].get("labels", {}):
            yield context.finding("ACME001", m, "metadata.labels", "no team", severity="warning", help="name one")

RULE = Rule("ACME001", "a Deployment names its team", on=("apps/Deployment",), check=check)
"""
POD = {"containers": [{"name": "main", "image": "x:1"}]}


def deployment(**labels: str) -> Manifest:
    template = {"metadata": {"labels": {"a": "b"}}, "spec": POD}
    spec = {"selector": {"matchLabels": {"a": "b"}}, "template": template}
    return Manifest({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "labels": labels}, "spec": spec})


def found(tmp_path: Path, manifests: list[Manifest], **more: object) -> list[Finding]:
    config = Config(tmp_path, rules=("rules/*.py",)).replace(**more)
    return [f for f in check(manifests, config) if f.code.startswith(("ACME", "K8S9"))]


@pytest.fixture
def team(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "team.py").write_text(TEAM)
    return tmp_path


def wrong(root: Path, *named: str) -> list[Finding]:
    with pytest.raises(UsageError) as caught:
        load_rules(root, named)
    assert {f.code for f in caught.value.findings} == {"K8S916"}
    return list(caught.value.findings)


def test_a_rule_of_the_project_is_found_and_runs(team: Path) -> None:
    (f,) = found(team, [deployment()])
    assert (f.code, f.severity, f.message, f.help) == ("ACME001", "warning", "no team", "name one")
    assert found(team, [deployment(team="a")]) == []


def test_it_runs_only_where_its_kinds_are(team: Path) -> None:
    assert found(team, [Manifest({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}})]) == []


def test_it_is_disabled_and_graded_like_ours(team: Path) -> None:
    assert found(team, [deployment()], disable=("ACME",)) == []
    assert [f.severity for f in found(team, [deployment()], severity={"ACME0": "error"})] == ["error"]


def test_a_rule_of_taste_waits_until_it_is_enabled(team: Path) -> None:
    (team / "rules" / "team.py").write_text(TEAM.replace("check=check", "check=check, opt_in=True"))
    assert found(team, [deployment()]) == []
    assert len(found(team, [deployment()], enable=("ACME001",))) == 1


def test_a_rule_that_needs_keys_or_more_objects_waits_for_them(team: Path) -> None:
    (team / "rules" / "team.py").write_text(TEAM.replace("check=check", "check=check, needs=('hostPort',)"))
    assert found(team, [deployment()]) == []
    (team / "rules" / "team.py").write_text(TEAM.replace("check=check", "check=check, least=2"))
    assert found(team, [deployment()]) == []


def test_an_exception_in_a_rule_is_told_with_its_line_and_stops_nothing_else(team: Path) -> None:
    bad = 'from k8skit.rules import Rule\ndef check(context):\n    yield {}["x"]\nRULE = Rule("ACME000", "t", on=("apps/Deployment",), check=check)\n'
    (team / "rules" / "bad.py").write_text(bad)
    first, second = found(team, [deployment()])
    assert {first.code, second.code} == {"K8S917", "ACME001"}
    failed = first if first.code == "K8S917" else second
    assert failed.message == "the rule ACME000 failed: KeyError: 'x'"
    assert failed.origin is not None
    assert (failed.origin.file, failed.origin.line) == (str(team / "rules" / "bad.py"), 3)


def of_check(body: str) -> str:
    """A file with a rule whose check is this, from line 3 on."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return f'from k8skit.rules import Rule\ndef check(context):\n{lines}RULE = Rule("ACME000", "t", on=("apps/Deployment",), check=check)\n'


@pytest.mark.parametrize(
    ("body", "line", "told", "help"),
    [
        ("return None", 2, "returned None, which is no list of findings", "yield context.finding("),
        ("return 5", 2, "returned an object of int, which is no list of findings", "yield context.finding("),
        (
            "return context.finding('ACME000', context.of('apps/Deployment')[0], '', 'x', help='h')",
            2,
            "returned an object of Finding",
            "yield",
        ),
        ("return 'bad'", 2, "gave 'b', which is no finding", "yield context.finding("),
        ("yield None", 2, "gave None, which is no finding", "yield context.finding("),
        ("yield RULE", 2, "gave an object of Rule, which is no finding", "yield context.finding("),
        ("yield GOOD(context, code='ACME999')", 2, "gave a finding with the code 'ACME999'", "its own code alone: ACME000"),
        ("yield GOOD(context, code='K8S203')", 2, "gave a finding with the code 'K8S203'", "its own code alone: ACME000"),
        ("yield GOOD(context, severity='fatal')", 2, "gave a finding with the severity 'fatal'", "choose from error, warning"),
        ("yield GOOD(context, severity=None)", 2, "gave a finding with the severity None", "choose from error, warning"),
        ("yield GOOD(context, message=None)", 2, "gave a finding with the message None", "one sentence"),
        ("yield GOOD(context, message='')", 2, "gave a finding with the message ''", "one sentence"),
        ("yield GOOD(context, field=None)", 2, "gave a finding with the field None", "field is a text"),
        ("yield GOOD(context, help=3)", 2, "gave a finding with the help an object of int", "help is a text"),
        ("x = 1\nfor a in 5: yield a", 4, "failed: TypeError: 'int' object is not iterable", "may lack every field"),
        ("x = 1\nimport sys; sys.exit(2)", 4, "failed: it calls sys.exit", "run to its end"),
        ("x = 1\nimport sys; sys.exit(2)\nyield x", 4, "failed: it calls sys.exit", "run to its end"),
        ("class E(Exception):\n    def __str__(self): return 1/0\nraise E", 5, "failed: E", "may lack every field"),
        ("def f(): f()\nf()", 3, "failed: RecursionError", "may lack every field"),
    ],
)
def test_a_rule_that_gives_no_findings_of_its_own_is_told(team: Path, body: str, line: int, told: str, help: str) -> None:
    good = (
        "def GOOD(context, code='ACME000', message='m', field='metadata', severity='error', help='h'):\n"
        "    return context.finding(code, context.of('apps/Deployment')[0], field, message, severity=severity, help=help)\n"
    )
    (team / "rules" / "bad.py").write_text(of_check(body) + good)
    first, second = sorted(found(team, [deployment()]), key=lambda f: f.code, reverse=True)
    assert (first.code, second.code) == ("K8S917", "ACME001")
    assert first.message.startswith(f"the rule ACME000 {told}")
    assert help in first.help
    assert first.origin is not None
    assert (first.origin.file, first.origin.line) == (str(team / "rules" / "bad.py"), line)


def test_a_check_may_be_any_callable_and_its_file_is_told(team: Path) -> None:
    start = "import functools\nfrom k8skit.rules import Rule\n"
    ways = {
        "ACME010": "def check(a, context):\n    return 1/0\ncheck = functools.partial(check, 1)\n",
        "ACME011": "class Check:\n    def __call__(self, context):\n        return 1/0\ncheck = Check()\n",
        "ACME012": "check = lambda context: 1/0\n",
    }
    for code, text in ways.items():
        (team / "rules" / f"{code}.py").write_text(f'{start}{text}RULE = Rule("{code}", "t", on=("apps/Deployment",), check=check)\n')
    told = {f.message.split()[2]: f.origin for f in found(team, [deployment()]) if f.code == "K8S917"}
    assert {code: (o.file, o.line) for code, o in told.items() if o} == {
        "ACME010": (str(team / "rules" / "ACME010.py"), 4),
        "ACME011": (str(team / "rules" / "ACME011.py"), 5),
        "ACME012": (str(team / "rules" / "ACME012.py"), 3),
    }


def test_a_check_without_code_of_python_is_told_where_the_call_leads(team: Path) -> None:
    text = "import operator\nfrom k8skit.rules import Rule\n"
    text += 'RULE = Rule("ACME000", "t", on=("apps/Deployment",), check=operator.attrgetter("nothing"))\n'
    (team / "rules" / "bad.py").write_text(text)
    (f,) = (f for f in found(team, [deployment()]) if f.code == "K8S917")
    assert f.message.startswith("the rule ACME000 failed: AttributeError")


def test_what_a_rule_prints_is_no_part_of_the_output(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (team / "rules" / "bad.py").write_text(of_check('print("seen")\nreturn []'))
    assert [f.code for f in found(team, [deployment()])] == ["ACME001"]
    assert capsys.readouterr() == ("", "seen\n")


def test_rules_can_share_a_module_of_the_project(team: Path) -> None:
    (team / "teams.py").write_text("NAME = 'team'\n")
    (team / "rules" / "team.py").write_text("from teams import NAME\n" + TEAM)
    before = sys.path[:]
    assert [rule.code for rule in load_rules(team, ["rules/*.py"])] == ["ACME001"]
    assert sys.path == before


def test_several_rules_in_one_file_are_sorted_and_helpers_are_passed_over(team: Path) -> None:
    (team / "rules" / "_shared.py").write_text("raise SystemError\n")
    (team / "rules" / "team.py").write_text(TEAM + 'RULES = [Rule("ACME000", "t", on=("Pod",), check=check)]\n')
    assert [rule.code for rule in load_rules(team, ["rules/*.py"])] == ["ACME000", "ACME001"]


@pytest.mark.parametrize(
    ("text", "told", "help"),
    [
        ("x = 1\n", "team.py holds no rule", "RULE = Rule"),
        ("RULES = [1]\n", "team.py has 1 among its rules", "RULES = [...]"),
        ("import nothing_of_that_name\n", "nothing_of_that_name", ""),
        ("def f(:\n", "invalid syntax", ""),
        (TEAM.replace("ACME001", "K8S203"), "K8S203 begins with K8S", "ACME001"),
        (TEAM.replace("ACME001", "acme-1"), "'acme-1' is no code of a rule", "ACME001"),
        (TEAM + "RULES = [RULE]\n", "two rules have the code ACME001", "team.py"),
        (TEAM.replace("check=check", "check=check, severity='fatal'"), "the severity of ACME001 is 'fatal'", "warning"),
        (TEAM.replace('on=("apps/Deployment",)', "on=()"), "ACME001 says no kinds", "apps/Deployment"),
        (TEAM.replace('on=("apps/Deployment",)', 'on="apps/Deployment"'), "on of ACME001 is no tuple of texts", "with the comma"),
        (TEAM.replace('on=("apps/Deployment",)', "on=(5,)"), "on of ACME001 is no tuple of texts", "with the comma"),
        (TEAM.replace("check=check", "check=check, reads='Service'"), "reads of ACME001 is no tuple of texts", "with the comma"),
        (TEAM.replace("check=check", "check=check, needs='hostPort'"), "needs of ACME001 is no tuple of texts", 'needs=("hostPort",)'),
        (
            TEAM.replace('on=("apps/', 'on=("apps/v1/'),
            "ACME001 names the kind apps/v1/Deployment, which is none",
            "did you mean apps/Deployment?",
        ),
        (TEAM.replace('on=("apps/Depl', 'on=("Depl'), "ACME001 names the kind Deployment, which is none", "did you mean apps/Deployment?"),
        (TEAM.replace('on=("apps/', 'on=("app/'), "ACME001 names the kind app/Deployment, which is none", "did you mean apps/Deployment?"),
        (
            TEAM.replace("check=check", "check=check, reads=('Servce', 'x.example.com/A')"),
            "ACME001 names the kind Servce",
            "did you mean Service?",
        ),
        (TEAM.replace('"a Deployment names its team"', '""'), "ACME001 has no title", "what must hold"),
        (TEAM.replace('"a Deployment names its team"', "None"), "ACME001 has no title", "what must hold"),
        (TEAM.replace("check=check", "check=5"), "the check of ACME001 is no function", "def check(context)"),
        (TEAM.replace("check=check", "check=check, least='2'"), "least of ACME001 is no number of objects", "at least 1"),
        (TEAM.replace("check=check", "check=check, least=0"), "least of ACME001 is no number of objects", "at least 1"),
        (TEAM.replace('"ACME001", "a', '"a'), "missing 1 required positional argument", ""),
        ("import sys\nsys.exit(3)\n", "team.py calls sys.exit", "run to its end"),
    ],
)
def test_what_is_wrong_with_a_file_of_rules_is_told(team: Path, text: str, told: str, help: str) -> None:
    (team / "rules" / "team.py").write_text(text)
    (f,) = wrong(team, "rules/*.py")
    assert told in f.message
    assert help in f.help
    assert f.origin is not None
    assert f.origin.file == str(team / "rules" / "team.py")


def test_patterns_that_match_nothing_are_told_together(tmp_path: Path) -> None:
    first, second = wrong(tmp_path, "a/*.py", "b.py")
    assert "'a/*.py' matches no Python file" in first.message
    assert "'b.py' matches no Python file" in second.message


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    site = tmp_path / "site"
    info = site / "acme_rules-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[k8skit.rules]\nacme = acme_rules_for_tests\nbroken = acme_rules_for_tests:nothing\n")
    (site / "acme_rules_for_tests.py").write_text(TEAM)
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.delitem(sys.modules, "acme_rules_for_tests", raising=False)
    return tmp_path


def test_a_package_offers_rules_as_an_entry_point(package: Path) -> None:
    assert [rule.code for rule in load_rules(package, ["acme"])] == ["ACME001"]


def test_an_entry_point_that_is_not_there_or_does_not_load_is_told(package: Path) -> None:
    (f,) = wrong(package, "acne")
    assert "'acne'" in f.message
    assert "did you mean acme?" in f.help
    (f,) = wrong(package, "broken")
    assert "the rules of broken cannot be imported: AttributeError" in f.message
