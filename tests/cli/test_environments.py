"""An app is built once for each environment, and every command knows what that means."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

CONFIG = 'environments = ["dev", "staging", "prod"]\n'
HEAD = ["from k8skit import *", "app = App()", 'shop = Chart(app, "shop")']


def config_map(name: str, value: str = "app.environment", where: str = "shop") -> str:
    """Return a line that makes a ConfigMap with the value of an expression."""
    return (
        f'ApiObject({where}, "{name}", '
        f'{{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {{"name": "{name}"}}, "data": {{"k": {value}}}}})'
    )


@pytest.fixture
def three(project: Project) -> Project:
    """A project with three environments and a ConfigMap that knows its own."""
    project.write("k8skit.toml", CONFIG)
    project.app(config_map("a"))
    return project


class TestOutput:
    def test_each_environment_has_a_folder(self, three: Project) -> None:
        code, out, err = three.run("synth")
        assert (code, out) == (0, "")
        assert err.startswith("dist: 3 objects in 1 chart, 3 environments; 3 written (")
        assert list(three.tree()) == [f"{name}/shop/configmap-a.yaml" for name in ("dev", "prod", "staging")]
        for name in ("dev", "prod", "staging"):
            assert f"k: {name}\n" in three.tree()[f"{name}/shop/configmap-a.yaml"]

    @pytest.mark.parametrize(("layout", "file"), [("file-per-chart", "prod/shop.yaml"), ("file-per-app", "prod/app.yaml")])
    def test_every_layout_has_the_folders(self, three: Project, layout: str, file: str) -> None:
        assert three.run("synth", "--layout", layout).code == 0
        assert file in three.tree()

    def test_without_environments_there_is_none(self, project: Project) -> None:
        project.app(config_map("a", "repr(app.environment)"))
        assert project.run("synth").code == 0
        assert "k: \"''\"" in project.tree()["shop/configmap-a.yaml"]

    def test_one_that_is_gone_from_the_configuration_loses_its_files(self, three: Project) -> None:
        three.run("synth")
        three.write("k8skit.toml", 'environments = ["dev", "prod"]\n')
        assert three.run("synth").err.startswith("dist: 2 objects in 1 chart, 2 environments; 1 removed, 2 unchanged (")
        assert list(three.tree()) == ["dev/shop/configmap-a.yaml", "prod/shop/configmap-a.yaml"]

    def test_a_stranger_in_one_environment_stops_all(self, three: Project) -> None:
        three.write("dist/prod/shop/configmap-a.yaml", "mine: true\n")
        code, _, err = three.run("synth")
        assert code == 2
        assert "K8S951" in err
        assert list(three.tree()) == ["prod/shop/configmap-a.yaml"]

    def test_an_error_in_one_environment_stops_all(self, three: Project) -> None:
        three.app(config_map("a"), 'if app.environment == "prod": ' + config_map("b", "3"))
        code, _, err = three.run("synth")
        assert code == 1
        assert "error[K8S102]" in err
        assert "\n  in    prod\n" in err
        assert not (three.folder / "dist").exists()


class TestChoosing:
    def test_only_the_chosen_ones_are_built_and_the_others_stay(self, three: Project) -> None:
        three.run("synth")
        before = three.tree()
        three.app(config_map("b"))
        assert three.run("synth", "-e", "dev", "--environment", "prod").code == 0
        after = three.tree()
        assert list(after) == ["dev/shop/configmap-b.yaml", "prod/shop/configmap-b.yaml", "staging/shop/configmap-a.yaml"]
        assert after["staging/shop/configmap-a.yaml"] == before["staging/shop/configmap-a.yaml"]
        assert three.run("synth", "--check", "-e", "dev").code == 0
        assert three.run("synth", "--check").code == 1

    def test_an_unknown_one_is_named_with_the_nearest(self, three: Project) -> None:
        for command in ("synth", "check", "list"):
            code, _, err = three.run(command, "-e", "prdo", "-e", "other")
            assert code == 2
            assert "there is no environment 'prdo'" in err
            assert 'did you mean "prod"? the environments are dev, staging, prod' in err
            assert "there is no environment 'other'" in err

    def test_there_must_be_some(self, project: Project) -> None:
        project.app()
        code, _, err = project.run("synth", "-e", "prod")
        assert code == 2
        assert "no environments are configured" in err
        assert 'environments = ["prod", ...]' in err

    def test_a_chart_of_one_environment_can_be_selected(self, three: Project) -> None:
        extra = 'if app.environment == "prod": ' + config_map("m", where='Chart(app, "monitoring")')
        three.app(config_map("a"), extra)
        three.run("synth")
        three.app(config_map("c"), extra.replace('"m"', '"n"'))
        assert three.run("synth", "--select", "monitoring").code == 0
        assert sorted(path for path in three.tree() if "monitoring" in path) == ["prod/monitoring/configmap-n.yaml"]
        assert "dev/shop/configmap-a.yaml" in three.tree()
        code, _, err = three.run("synth", "--select", "monitorin")
        assert (code, err.count("there is no chart")) == (2, 1)
        assert "did you mean monitoring?" in err

    def test_a_stream_holds_one(self, three: Project) -> None:
        code, out, err = three.run("synth", "--stdout")
        assert (code, out) == (2, "")
        assert "--stdout needs one environment, and there are dev, staging, prod" in err
        assert "--environment dev" in err
        code, out, err = three.run("synth", "--stdout", "-e", "staging")
        assert (code, err) == (0, "")
        assert "k: staging\n" in out
        assert not (three.folder / "dist").exists()


class TestDrift:
    def test_all_environments_are_compared(self, three: Project) -> None:
        three.run("synth")
        code, out, err = three.run("synth", "--check")
        assert (code, out, err) == (0, "", "dist: up to date, 3 files\n")
        (three.folder / "dist/prod/shop/configmap-a.yaml").write_text("other: true\n")
        code, out, _ = three.run("synth", "--check")
        assert code == 1
        assert "dist/prod/shop/configmap-a.yaml" in out
        assert "dist/dev" not in out


class TestFreshModules:
    def test_nothing_of_one_environment_is_left_in_the_next(self, three: Project) -> None:
        three.write(
            "helper.py",
            "import functools\nSEEN = []\n@functools.cache\ndef first(_=0):\n    return SEEN[0]\ndef see(name):\n    SEEN.append(name)\n",
        )
        three.write("pkg/__init__.py", "from .deep import COUNT\n")
        three.write("pkg/deep.py", "COUNT = []\n")
        three.app(
            "import helper, pkg",
            "helper.see(app.environment)",
            "pkg.COUNT.append(1)",
            config_map("a", 'f"{helper.first()} {len(helper.SEEN)} {len(pkg.COUNT)}"'),
        )
        assert three.run("synth").code == 0
        for name in ("dev", "staging", "prod"):
            assert f"k: {name} 1 1\n" in three.tree()[f"{name}/shop/configmap-a.yaml"]


class TestFindings:
    UNKNOWN = 'ApiObject(shop, "t", {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "t"}})'

    def test_one_of_several_environments_is_told_once(self, three: Project) -> None:
        three.app(f'if app.environment != "dev": {self.UNKNOWN}')
        code, _, err = three.run("synth")
        assert code == 0
        assert err.count("K8S112") == 1
        assert "\n  in    staging, prod\n" in err

    def test_other_values_are_other_findings(self, three: Project) -> None:
        three.app(config_map("a", '{"dev": 1, "staging": 2, "prod": 1}[app.environment]'))
        code, out, _ = three.run("check", "--format", "json")
        assert code == 1
        assert [(f["value"], f["environments"]) for f in json.loads(out)] == [(1, ["dev", "prod"]), (2, ["staging"])]

    def test_check_counts_the_objects_of_all(self, three: Project) -> None:
        assert three.run("check").out == "no findings in 3 objects\n"
        assert three.run("check", "-e", "dev").out == "no findings in 1 object\n"
        three.app(self.UNKNOWN, config_map("b", "2"))
        assert "1 error, 1 warning in 6 objects" in three.run("check").out

    @pytest.mark.parametrize("format", ["text", "github", "sarif"])
    def test_every_report_names_the_environments(self, three: Project, format: str) -> None:
        three.app(self.UNKNOWN)
        assert "dev, staging, prod" in three.run("check", "--report", format).out

    def test_strict_makes_a_warning_of_one_environment_an_error(self, three: Project) -> None:
        three.app(f'if app.environment == "dev": {self.UNKNOWN}')
        assert three.run("synth", "--strict").code == 1
        assert three.run("check", "--strict").code == 1
        assert not (three.folder / "dist").exists()

    def test_an_exception_in_one_environment_is_told_with_its_name(self, three: Project) -> None:
        three.app('if app.environment == "prod": raise ValueError("no")', self.UNKNOWN)
        for command in ("synth", "check"):
            code, _, err = three.run(command)
            assert code == 2
            assert "error[K8S931]" in err
            assert "\n  in    prod\n" in err
            assert "\n  in    dev, staging\n" in err

    def test_files_are_in_no_environment(self, three: Project) -> None:
        three.write("a.yaml", "{}")
        code, _, err = three.run("check", "-f", "a.yaml", "-e", "dev")
        assert code == 2
        assert "--environment and --file exclude each other" in err

    def test_what_silences_something_in_one_environment_need_not_in_the_others(self, three: Project) -> None:
        silence = 'shop.silence("K8S112", reason="our own kind")'
        three.app(f'if app.environment == "dev": {self.UNKNOWN}', silence)
        assert three.run("check").out == "no findings in 1 object\n"
        three.app(silence)
        out = three.run("check").out
        assert out.count("K8S910") == 1
        assert "in    dev, staging, prod\n" in out


class TestValues:
    MODEL = ["from pydantic import BaseModel", "class Values(BaseModel):", "    replicas: int = 1", "values = app.values(Values)"]

    def files(self, three: Project, **texts: str) -> None:
        for name in ("dev", "staging", "prod"):
            three.write(f"environments/{name}.yaml", texts.get(name, ""))

    def test_each_environment_has_its_own(self, three: Project) -> None:
        self.files(three, prod="replicas: 3")
        three.write("environments/common.toml", "replicas = 2")
        three.app(*self.MODEL, config_map("a", "str(values.replicas)"))
        assert three.run("synth", "--strict").code == 0
        texts = three.tree().items()
        assert {path.split("/")[0]: text.splitlines()[-1] for path, text in texts} == {
            "dev": "  k: '2'",
            "prod": "  k: '3'",
            "staging": "  k: '2'",
        }

    def test_mistakes_of_all_environments_come_together(self, three: Project) -> None:
        self.files(three, dev="replcas: 3", prod="# three\nreplicas: three")
        three.app(*self.MODEL)
        code, out, err = three.run("synth")
        assert (code, out) == (2, "")
        assert "--> environments/dev.yaml:1" in err
        assert 'did you mean "replicas"?' in err
        assert "--> environments/prod.yaml:2  replicas" in err or "--> environments/prod.yaml:2" in err
        assert "\n  in    prod\n  got   three\n" in err
        assert err.endswith("2 errors\n")

    def test_a_file_of_no_environment_is_an_error(self, three: Project) -> None:
        self.files(three)
        three.write("environments/stagin.yaml", "")
        three.app(*self.MODEL)
        for command in ("synth", "check"):
            code, out, err = three.run(command)
            assert code == 1
            assert "error[K8S947]: environments/stagin.yaml holds the values of no environment" in out + err
            assert 'did you mean "staging"?' in out + err

    def test_a_file_that_nobody_reads_is_an_error(self, three: Project) -> None:
        self.files(three)
        code, out, err = three.run("synth")
        assert (code, out) == (1, "")
        assert err.count("error[K8S948]") == 3
        assert not (three.folder / "dist").exists()
        three.write("k8skit.toml", CONFIG + 'values = "values"\n')
        assert three.run("synth").code == 0

    def test_the_folder_is_configured(self, three: Project) -> None:
        three.write("k8skit.toml", CONFIG + 'values = "settings"\n')
        for name in ("dev", "staging", "prod"):
            three.write(f"settings/{name}.toml", "replicas = 4")
        three.app(*self.MODEL, config_map("a", "str(values.replicas)"))
        assert three.run("synth").code == 0
        assert "k: '4'" in three.tree()["prod/shop/configmap-a.yaml"]

    def test_an_app_without_environments_cannot_ask(self, project: Project) -> None:
        project.app(*self.MODEL)
        code, _, err = project.run("synth")
        assert code == 2
        assert "error[K8S945]: app.values is called, but no environments are configured" in err
        assert "--> app.py:7" in err

    def test_a_broken_file_is_shown_at_its_line(self, three: Project) -> None:
        self.files(three, dev="a: [\n", staging="replicas: 1\nreplicas: 2\n")
        three.app(*self.MODEL)
        code, _, err = three.run("synth")
        assert code == 2
        assert "K8S920" in err
        assert "--> environments/staging.yaml:2" in err

    def test_an_app_that_asks_for_none_loads_no_pydantic(self, three: Project) -> None:
        three.app(config_map("a"))
        three.write("k8skit.toml", CONFIG)
        program = (
            "import sys\nfrom k8skit.cli import main\nassert main(['synth', '-q']) == 0\nassert not {'pydantic', 'yaml'} & set(sys.modules)"
        )
        subprocess.run([sys.executable, "-c", program], cwd=three.folder, check=True)


class TestList:
    def test_what_several_environments_have_is_shown_once(self, three: Project) -> None:
        three.app(config_map("a"), 'if app.environment == "prod": ' + config_map("b"))
        code, out, _ = three.run("list")
        assert code == 0
        head, first, second = out.splitlines()
        assert head.split()[-1] == "ENVIRONMENTS"
        assert (first.split()[3], first.split()[-1]) == ("a", "all")
        assert (second.split()[3], second.split()[-1]) == ("b", "prod")

    def test_one_environment_is_chosen(self, three: Project) -> None:
        three.app('if app.environment == "prod": ' + config_map("b"))
        assert " b " not in three.run("list", "-e", "dev").out
        assert " b " in three.run("list", "-e", "prod").out

    def test_programs_get_the_environments_of_each_entry(self, three: Project) -> None:
        three.app(config_map("a"), 'if app.environment == "prod": ' + config_map("b"))
        data = json.loads(three.run("list", "--format", "json").out)
        assert [(o["name"], o["environments"]) for o in data["objects"]] == [("a", ["dev", "staging", "prod"]), ("b", ["prod"])]
        assert [(c["objects"], c["environments"]) for c in data["charts"]] == [(1, ["dev", "staging"]), (2, ["prod"])]


class TestStandalone:
    def python(self, project: Project, *words: str) -> tuple[int, str, str]:
        done = subprocess.run([sys.executable, *words], cwd=project.folder, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr.partition(" (")[0]

    @pytest.mark.parametrize("value", ["app.environment", "'same'"])
    def test_it_builds_all_of_them(self, three: Project, value: str) -> None:
        three.app(config_map("a", value))
        assert self.python(three, "app.py") == (0, "", "dist: 3 objects in 1 chart, 3 environments; 3 written")
        assert three.process("synth", "--check", "-q").code == 0
        assert len(three.tree()) == 3

    def test_it_takes_the_same_options(self, three: Project) -> None:
        assert self.python(three, "app.py", "-e", "prod", "--stdout")[1] == three.process("synth", "-e", "prod", "--stdout").out
        assert self.python(three, "app.py", "-e", "prdo")[0] == 2

    def test_errors_have_the_same_exit_code(self, three: Project) -> None:
        three.app(config_map("a", "len(app.environment)"))
        assert self.python(three, "app.py", "-q") == (1, "", three.process("synth", "-q").err.partition(" (")[0])

    def test_nothing_of_the_program_runs_twice_in_one_environment(self, three: Project) -> None:
        three.app('open("log", "a").write(app.environment + " ")', config_map("a"))
        self.python(three, "app.py")
        assert (three.folder / "log").read_text() == "dev staging prod "


class TestOptions:
    def test_the_formats_of_output_and_of_findings_are_two_options(self, three: Project) -> None:
        code, _, err = three.run("synth", "--format", "json")
        assert code == 2
        assert "choose from plain" in err
        assert json.loads(three.run("synth", "--report", "json").out) == []
        assert three.run("check", "--report", "json").out == three.run("check", "--format", "json").out
