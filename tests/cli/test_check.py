"""`k8skit check`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

GOOD = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  k: v\n"
BAD = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\ndat:\n  k: v\n"
UNKNOWN = "apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: t\n"
BAD_REPORT = """error[K8S101]: unknown field dat
  --> {file}:{line}  (ConfigMap b, dat)
  got   {{k: v}}
  help  did you mean data?

1 error in {objects}
"""


class TestApp:
    def test_a_good_app_has_no_findings_and_nothing_is_written(self, project: Project) -> None:
        project.app(project.config_map("a"), project.config_map("b"))
        assert tuple(project.run("check")) == (0, "no findings in 2 objects\n", "")
        assert not (project.folder / "dist").exists()

    def test_a_bad_one_is_told_on_standard_output(self, project: Project) -> None:
        project.app(
            project.config_map("a"), 'ApiObject(shop, "b", {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}, "dat": {}})'
        )
        code, out, err = project.run("check")
        assert (code, err) == (1, "")
        assert "  --> app.py:5  ApiObject shop/b  (ConfigMap b, dat)\n" in out
        assert out.endswith("\n1 error in 2 objects\n")

    @pytest.mark.parametrize("environments", ["", 'environments = ["one", "two"]\n'])
    def test_objects_that_could_not_both_be_written_are_told(self, project: Project, environments: str) -> None:
        roles = [
            f'ApiObject(shop, "{id}", {{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {{"name": "{name}"}}}})'
            for id, name in (("a", "Web"), ("b", "web"), ("c", "web"))
        ]
        project.write("k8skit.toml", environments)
        project.app(*roles[:2])
        code, out, err = project.run("check")
        assert (code, err) == (1, "")
        assert "error[K8S950]" in out
        assert "  --> app.py:5  ApiObject shop/b  (Role web)\n" in out
        assert out.count("error[") == 1
        project.app(*roles)
        out = project.run("check").out
        assert "error[K8S301]" in out
        assert "K8S950" not in out, "what is made twice is said once"

    def test_a_broken_app_is_told_on_standard_error(self, project: Project) -> None:
        code, out, err = project.run("check")
        assert (code, out) == (2, "")
        assert "error[K8S930]" in err

    def test_programs_learn_of_both_the_same_way(self, project: Project) -> None:
        code, out, err = project.run("check", "--format", "json")
        assert (code, err, [finding["code"] for finding in json.loads(out)]) == (2, "", ["K8S930"])

    def test_quiet_tells_errors_only(self, project: Project) -> None:
        project.app('ApiObject(shop, "t", {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "t"}})')
        assert project.run("check").out.endswith("\n1 warning in 1 object\n")
        assert tuple(project.run("check", "-q")) == (0, "", "")
        code, out, _ = project.run("check", "-q", "--strict")
        assert code == 1
        assert out.endswith("\n1 error in 1 object\n")


class TestSelection:
    LOST = 'ApiObject(shop, "s", {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "s"}, "spec": {"selector": {"a": "b"}, "ports": [{"port": 80}]}})'

    def test_a_rule_is_disabled_by_its_code_or_its_beginning(self, project: Project) -> None:
        project.app(self.LOST)
        assert "error[K8S203]" in project.run("check").out
        for word in ("K8S203", "k8s20", "K8S"):
            assert tuple(project.run("check", "--disable", word)) == (0, "no findings in 1 object\n", "")
        assert project.run("synth", "--disable", "K8S203").code == 0

    def test_a_warning_that_is_no_rule_s_is_disabled_and_an_error_is_not(self, project: Project) -> None:
        project.write("pool.yaml", "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: {name: a, labels: {b: 1}}\n")
        assert [f["code"] for f in json.loads(project.run("check", "-f", "pool.yaml", "--format", "json").out)] == ["K8S102", "K8S112"]
        done = project.run("check", "-f", "pool.yaml", "--format", "json", "--disable", "K8S1")
        assert [f["code"] for f in json.loads(done.out)] == ["K8S102"]

    def test_the_configuration_disables_too_and_the_command_line_adds_to_it(self, project: Project) -> None:
        project.app(self.LOST)
        project.write("k8skit.toml", 'disable = ["K8S203"]\n')
        assert project.run("check", "--disable", "K8S204").code == 0

    def test_a_code_that_nothing_has_is_an_error(self, project: Project) -> None:
        project.app(self.LOST)
        code, out, err = project.run("check", "--disable", "K8S2O3")
        assert (code, out) == (2, "")
        assert "error[K8S916]: disable: no rule has the code K8S2O3" in err
        assert "did you mean K8S203?" in err

    def test_a_code_that_nothing_has_cannot_be_ignored_either(self, project: Project) -> None:
        project.app(self.LOST)
        project.write("k8skit.toml", '[ignore]\n"legacy/**" = ["K8S2", "K8S299"]\n"old/**" = ["K8S1", "K8S911"]\n')
        code, out, err = project.run("check")
        assert (code, out) == (2, "")
        assert [line for line in err.splitlines() if line.startswith("error")] == [
            "error[K8S916]: ignore: no rule has the code K8S299",
            "error[K8S916]: ignore: no rule has the code K8S911",
        ]


class TestFiles:
    def test_files_and_folders_are_checked(self, project: Project) -> None:
        project.write("one.yaml", GOOD)
        project.write("more/two.yaml", BAD)
        assert tuple(project.run("check", "-f", "one.yaml", "more")) == (
            1,
            BAD_REPORT.format(file="more/two.yaml", line=5, objects="2 objects"),
            "",
        )
        assert tuple(project.run("check", "-f", "one.yaml")) == (0, "no findings in 1 object\n", "")

    def test_no_app_is_needed_and_none_is_run(self, project: Project) -> None:
        project.write("app.py", "1 / 0\n")
        project.write("one.yaml", GOOD)
        assert project.run("check", "-f", "one.yaml").code == 0

    @pytest.mark.parametrize(
        "words", [("-f", "one.yaml", "-f", "two.yaml"), ("--file", "one.yaml", "two.yaml"), ("--file=one.yaml", "--file=two.yaml")]
    )
    def test_files_are_given_in_several_ways(self, project: Project, words: tuple[str, ...]) -> None:
        project.write("one.yaml", GOOD)
        project.write("two.yaml", UNKNOWN)
        assert project.run("check", *words).out.endswith("\n1 warning in 2 objects\n")

    def test_standard_input_is_read(self, project: Project) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "k8skit", "check", "-f", "-"],
            input=f"{GOOD}---\n{BAD}",
            cwd=project.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (1, BAD_REPORT.format(file="<stdin>", line=12, objects="2 objects"), "")

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
    def test_a_named_pipe_is_read_once(self, project: Project) -> None:
        pipe = project.folder / "pipe"
        os.mkfifo(pipe)
        words = [sys.executable, "-m", "k8skit", "check", "-f", "pipe"]
        with subprocess.Popen(words, cwd=project.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as check:
            pipe.write_text(BAD)
            try:
                out, err = check.communicate(timeout=60)  # for ever, if it were opened again
            finally:
                check.kill()
        assert (check.returncode, out, err) == (1, BAD_REPORT.format(file="pipe", line=1, objects="1 object"), "")

    def test_a_file_that_is_no_yaml_does_not_hide_the_others(self, project: Project) -> None:
        project.write("broken.yaml", "a: [\n")
        project.write("two.yaml", BAD)
        code, out, err = project.run("check", "-f", ".")
        assert (code, err) == (1, "")
        assert "error[K8S920]" in out
        assert "broken.yaml:" in out
        assert "unknown field dat" in out
        assert out.endswith("\n2 errors in 1 object\n")

    def test_a_path_that_is_not_there_is_a_wrong_call(self, project: Project) -> None:
        project.write("two.yaml", BAD)
        code, out, _ = project.run("check", "-f", "two.yaml", "nope.yaml")
        assert code == 2
        assert "there is no file or folder nope.yaml" in out
        assert "unknown field dat" in out

    def test_a_folder_without_manifests_is_no_success(self, project: Project) -> None:
        (project.folder / "empty").mkdir()
        code, out, _ = project.run("check", "-f", "empty")
        assert code == 2
        assert "empty holds no manifests" in out

    def test_what_kustomize_uses_is_passed_over_and_told_on_request(self, project: Project) -> None:
        project.write("kustomization.yaml", "resources: [one.yaml]\npatches:\n- path: patch.yaml\n")
        project.write("one.yaml", GOOD)
        project.write("patch.yaml", BAD)
        assert tuple(project.run("check", "-f", ".")) == (0, "no findings in 1 object\n", "")
        err = project.run("check", "-v", "-f", ".").err
        assert "passed over, since Kustomize uses it: ./patch.yaml\n" in err

    def test_app_and_files_exclude_each_other(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        project.write("one.yaml", GOOD)
        code, _, err = project.run("check", "-f", "one.yaml", "--app", "app.py")
        assert code == 2
        assert "--app and --file exclude each other" in err
        monkeypatch.setenv("K8SKIT_APP", "app.py")
        assert project.run("check", "-f", "one.yaml").code == 0

    def test_files_are_all_there_is_where_the_call_says_so(self, project: Project) -> None:
        project.write(
            "pod.yaml",
            "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\n"
            "spec: {serviceAccountName: web, containers: [{name: web, image: 'r.example.com/web:1'}]}\n",
        )
        assert project.run("check", "-f", "pod.yaml").code == 0
        code, out, _ = project.run("check", "--whole", "-f", "pod.yaml")
        assert code == 1
        assert "error[K8S207]" in out
        code, _, err = project.run("check", "--whole")
        assert code == 2
        assert "--whole is for files" in err

    def test_a_file_given_as_an_argument(self, project: Project) -> None:
        code, _, err = project.run("check", "one.yaml")
        assert code == 2
        assert "help  a file is named with --file one.yaml\n" in err

    def test_the_kubernetes_version_counts(self, project: Project) -> None:
        project.write("one.yaml", "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: a\n")
        code, out, _ = project.run("check", "-f", "one.yaml", "--kubernetes", "1.34")
        assert code == 1
        assert "K8S601" in out
        assert "policy/v1" in out

    def test_programs_get_the_object_and_the_place(self, project: Project) -> None:
        project.write("two.yaml", BAD)
        code, out, err = project.run("check", "-f", "two.yaml", "--format", "json")
        assert (code, err) == (1, "")
        assert json.loads(out) == [
            {
                "code": "K8S101",
                "severity": "error",
                "message": "unknown field dat",
                "file": "two.yaml",
                "line": 5,
                "object": {"group": "", "version": "v1", "kind": "ConfigMap", "namespace": "", "name": "b"},
                "field": "dat",
                "value": {"k": "v"},
                "help": "did you mean data?",
                "origin": {"file": "two.yaml", "line": 5, "path": None, "type": None},
            }
        ]

    def test_a_finding_says_the_line_of_its_field(self, project: Project) -> None:
        project.write(
            "many.yaml",
            """# the first of several
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: a, labels: {
    example.com/a: "x y"}}
- apiVersion: v1
  kind: List
  items:
  - kind: ConfigMap
    apiVersion: v1
    metadata: {name: b}
    dta: {}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: d}
spec:
  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: a:1.0.0}]}}
""",
        )
        found = json.loads(project.run("check", "-f", "many.yaml", "--format", "json").out)
        assert [(f["code"], f["line"], f["field"]) for f in found] == [
            ("K8S121", 8, "metadata.labels[example.com/a]"),
            ("K8S101", 15, "dta"),
            ("K8S103", 20, "spec.selector"),
        ]

    def test_empty_standard_input_is_no_success(self, project: Project) -> None:
        command = [sys.executable, "-m", "k8skit", "check", "-f", "-"]
        for text in ("", "---\n# nothing\n"):
            done = subprocess.run(command, cwd=project.folder, input=text, capture_output=True, text=True, check=False)
            assert (done.returncode, done.stderr) == (2, "")
            assert "standard input holds no manifests" in done.stdout
        done = subprocess.run(["sh", "-c", f"{' '.join(command)} <&-"], cwd=project.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "cannot read standard input: it is closed" in done.stdout + done.stderr

    def test_paths_are_shown_as_they_were_given(self, project: Project) -> None:
        file = project.write("sub/two.yaml", BAD)
        assert "--> sub/two.yaml:5  " in project.run("check", "-f", str(file)).out
        assert "--> ./sub/two.yaml:5  " in project.run("check", "-f", "./sub").out


def test_annotations_are_relative_to_the_checkout(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("shop/two.yaml", BAD)
    monkeypatch.chdir(project.folder / "shop")
    assert project.run("check", "-f", "two.yaml", "--format", "github").out.startswith("::error file=two.yaml,line=5,")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.folder))
    assert project.run("check", "-f", "two.yaml", "--format", "github").out.startswith("::error file=shop/two.yaml,line=5,")
    assert '"uri": "shop/two.yaml"' in project.run("check", "-f", "two.yaml", "--format", "sarif").out
    assert "  --> two.yaml:5  " in project.run("check", "-f", "two.yaml").out
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.folder) + "-other")
    assert project.run("check", "-f", "two.yaml", "--format", "github").out.startswith("::error file=two.yaml,line=5,")


def test_a_sarif_log_names_the_line(project: Project) -> None:
    project.app('ApiObject(shop, "b", {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}, "dat": {}})')
    location = json.loads(project.run("check", "--format", "sarif").out)["runs"][0]["results"][0]["locations"][0]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "app.py", "uriBaseId": "%SRCROOT%"}, "region": {"startLine": 4}}


def test_many_findings_are_counted_by_code(project: Project) -> None:
    project.app(
        *[
            f'ApiObject(shop, "t{i}", {{"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {{"name": "t{i}"}}}})'
            for i in range(21)
        ]
    )
    out = project.run("check").out
    table = out[out.index("code ") :].splitlines()
    assert table[0].split() == ["code", "severity", "number", "what", "holds,", "or", "the", "first", "of", "them"]
    assert table[1].split()[:3] == ["K8S112", "warning", "21"]
    assert table[2:] == ["", "21 warnings in 21 objects"]


class TestExplain:
    def test_a_rule_says_what_it_is_about_and_what_to_do(self, project: Project) -> None:
        code, out, err = project.run("check", "--explain", "k8s203")
        assert (code, err) == (0, "")
        assert out.startswith("K8S203: a Service selects pods\n\nA Service with a selector selects")
        assert "\nfix       Make the selector a part of the labels of the pods" in out

    def test_a_code_that_is_no_rule_s_is_explained_in_one_sentence(self, project: Project) -> None:
        code, out, err = project.run("check", "--explain", "k8s102")
        assert (code, err) == (0, "")
        assert (
            out
            == "K8S102: wrong type\n\nno rule: found by a check of its own, whose errors cannot be disabled; each finding says what to do\n"
        )

    def test_the_code_of_no_rule_is_refused_and_the_rules_are_named(self, project: Project) -> None:
        code, out, err = project.run("check", "--explain", "K8S2O3")
        assert (code, out) == (2, "")
        assert "error[K8S942]: K8S2O3 is the code of no rule" in err
        assert "did you mean K8S203?" in err

    def test_a_rule_of_the_project_is_explained_too(self, project: Project) -> None:
        project.write("k8skit.toml", 'rules = ["team.py"]\n')
        project.write(
            "team.py", 'from k8skit.rules import Rule\nRULE = Rule("ACME001", "a team", on=("Pod",), check=lambda _: (), opt_in=True)\n'
        )
        assert project.run("check", "--explain", "acme001").out == (
            "ACME001: a team\n\nat worst  warning; a rule of taste: --enable ACME001\n"
        )
