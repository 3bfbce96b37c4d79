"""`k8skit synth`."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Project

A = """# made by k8skit, do not edit
apiVersion: v1
kind: ConfigMap
metadata:
  name: a
data:
  k: v
"""


def timeless(text: str) -> str:
    return re.sub(r"\(\d+ ms\)", "(0 ms)", text)


class TestWriting:
    def test_files_are_written_and_counted(self, project: Project) -> None:
        project.app(project.config_map("a"), project.config_map("b"))
        code, out, err = project.run("synth")
        assert (code, out, timeless(err)) == (0, "", "dist: 2 objects in 1 chart; 2 written (0 ms)\n")
        assert project.tree() == {"shop/configmap-a.yaml": A, "shop/configmap-b.yaml": A.replace("name: a", "name: b")}

    def test_a_second_run_says_what_changed(self, project: Project) -> None:
        project.app(project.config_map("a"), project.config_map("b"), project.config_map("c"))
        project.run("synth")
        project.app(project.config_map("a"), project.config_map("b", k="w"), project.config_map("d"))
        assert timeless(project.run("synth", "-v").err) == (
            "    added  dist/shop/configmap-d.yaml\n"
            "  changed  dist/shop/configmap-b.yaml\n"
            "  removed  dist/shop/configmap-c.yaml\n"
            "dist: 3 objects in 1 chart; 2 written, 1 removed, 1 unchanged (0 ms)\n"
        )
        assert timeless(project.run("synth").err) == "dist: 3 objects in 1 chart; 3 unchanged (0 ms)\n"

    def test_an_empty_app_writes_nothing(self, project: Project) -> None:
        project.app()
        assert timeless(project.run("synth").err) == "dist: 0 objects in 1 chart; nothing to write (0 ms)\n"

    def test_quiet_says_nothing(self, project: Project) -> None:
        project.app(project.config_map())
        assert tuple(project.run("synth", "-q")) == (0, "", "")
        assert list(project.tree()) == ["shop/configmap-a.yaml"]

    @pytest.mark.parametrize(
        ("layout", "files"),
        [
            ("file-per-object", ["other/configmap-b.yaml", "shop/configmap-a.yaml"]),
            ("file-per-chart", ["other.yaml", "shop.yaml"]),
            ("file-per-app", ["app.yaml"]),
        ],
    )
    def test_the_layout_is_chosen(self, project: Project, layout: str, files: list[str]) -> None:
        project.app(project.config_map("a"), 'other = Chart(app, "other")', project.config_map("b").replace("shop", "other"))
        assert project.run("synth", "--layout", layout).code == 0
        assert list(project.tree()) == files

    def test_the_output_and_the_app_are_chosen(self, project: Project) -> None:
        project.app(project.config_map(), name="deep/other.py")
        assert project.run("synth", "--app", "deep/other.py", "--output", "out").err.startswith("out: 1 object")
        assert project.tree("out") == {"shop/configmap-a.yaml": A}

    def test_without_output_files_go_beside_the_app_that_was_chosen(self, project: Project) -> None:
        project.app(project.config_map(), name="deep/app.py")
        assert project.run("synth", "--app", "deep/app.py").err.startswith("deep/dist: 1 object")
        assert project.tree("deep/dist") == {"shop/configmap-a.yaml": A}

    def test_the_configuration_is_found_upwards_and_options_come_first(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        project.app(project.config_map(), name="main.py")
        project.write("k8skit.toml", 'app = "main.py"\noutput = "out"\nlayout = "file-per-chart"\n')
        (project.folder / "sub").mkdir()
        monkeypatch.chdir(project.folder / "sub")
        assert project.run("synth").err.startswith("../out: 1 object")
        assert list(project.tree("out")) == ["shop.yaml"]
        monkeypatch.setenv("K8SKIT_LAYOUT", "file-per-app")
        assert project.run("synth").code == 0
        assert list(project.tree("out")) == ["app.yaml"]
        assert project.run("synth", "--layout", "file-per-object").code == 0
        assert list(project.tree("out")) == ["shop/configmap-a.yaml"]

    def test_a_configuration_is_named(self, project: Project) -> None:
        project.app(project.config_map(), name="conf/app.py")
        project.write("conf/prod.toml", 'output = "../out"\n')
        assert project.run("synth", "--config", "conf/prod.toml").code == 0
        assert list(project.tree("out")) == ["shop/configmap-a.yaml"]

    def test_another_folder_is_entered_first(self, project: Project) -> None:
        project.app(project.config_map(), name="deep/app.py")
        assert project.run("-C", "deep", "synth").err.startswith("dist: 1 object")
        assert list(project.tree("deep/dist")) == ["shop/configmap-a.yaml"]


class TestSelecting:
    def app(self, project: Project, value: str = "v") -> None:
        project.app(
            project.config_map("a", k=value), 'other = Chart(app, "other")', project.config_map("b", k=value).replace("shop", "other")
        )

    @pytest.mark.parametrize("layout", ["file-per-object", "file-per-chart"])
    def test_only_the_selected_chart_is_written_and_the_others_stay(self, project: Project, layout: str) -> None:
        self.app(project)
        project.run("synth", "--layout", layout)
        before = project.tree()
        self.app(project, "w")
        assert timeless(project.run("synth", "--layout", layout, "--select", "shop").err) == "dist: 1 object in 1 chart; 1 written (0 ms)\n"
        after = project.tree()
        assert [path for path in before if before[path] != after[path]] == [path for path in before if path.startswith("shop")]
        assert list(before) == list(after)

    def test_what_a_selected_chart_no_longer_makes_is_removed(self, project: Project) -> None:
        self.app(project)
        project.run("synth")
        project.app('other = Chart(app, "other")')
        assert "1 removed" in project.run("synth", "--select", "shop").err
        assert list(project.tree()) == ["other/configmap-b.yaml"]

    def test_a_chart_that_begins_alike_is_another(self, project: Project) -> None:
        project.app(project.config_map("a"), 'more = Chart(app, "shop-2")', project.config_map("b").replace("(shop", "(more"))
        project.run("synth")
        project.app('more = Chart(app, "shop-2")')
        project.run("synth", "--select", "shop")
        assert list(project.tree()) == ["shop-2/configmap-b.yaml"]

    def test_one_file_cannot_be_written_in_part(self, project: Project) -> None:
        self.app(project)
        code, _, err = project.run("synth", "--select", "shop", "--layout", "file-per-app")
        assert code == 2
        assert "error[K8S942]: --select cannot write a part of the one file of layout file-per-app" in err

    def test_an_unknown_chart_is_named_with_the_nearest(self, project: Project) -> None:
        self.app(project)
        code, _, err = project.run("synth", "--select", "shpo", "--select", "other")
        assert code == 2
        assert "there is no chart 'shpo'" in err
        assert "did you mean shop?" in err
        assert not (project.folder / "dist").exists()


class TestStream:
    def test_yaml_goes_to_standard_output_and_no_file_is_written(self, project: Project) -> None:
        project.app(project.config_map("a"), project.config_map("b"))
        code, out, err = project.run("synth", "--stdout")
        assert (code, err) == (0, "")
        assert out == A + "---\n" + A.partition("\n")[2].replace("name: a", "name: b")
        assert not (project.folder / "dist").exists()

    def test_a_chart_is_selected(self, project: Project) -> None:
        project.app(project.config_map("a"), 'other = Chart(app, "other")', project.config_map("b").replace("shop", "other"))
        assert project.run("synth", "--stdout", "--select", "shop").out == A

    def test_what_the_app_prints_stays_out_of_it(self, project: Project) -> None:
        project.app('print("hello")', 'import os; os.system("echo from a child")', project.config_map())
        code, out, err = project.process("synth", "--stdout")
        assert (code, out, err) == (0, A, "hello\nfrom a child\n")

    def test_a_reader_that_goes_away_is_no_error(self, project: Project) -> None:
        project.app(
            'for i in range(3000): ApiObject(shop, f"c{i}", {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": f"c{i}"}})'
        )
        shell = f"{sys.executable} -m k8skit synth --stdout | head -n 3; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", shell], cwd=project.folder, capture_output=True, check=False, text=True)
        assert (done.returncode, done.stdout, done.stderr) == (0, "# made by k8skit, do not edit\napiVersion: v1\nkind: ConfigMap\n", "")

    def test_a_full_disk_is_an_error(self, project: Project) -> None:
        project.app(project.config_map())
        shell = f"{sys.executable} -m k8skit synth --stdout > /dev/full"
        done = subprocess.run(["bash", "-c", shell], cwd=project.folder, capture_output=True, check=False, text=True)
        assert done.returncode == 2
        wrong, help, *_ = done.stderr.splitlines()
        assert wrong == "error[K8S952]: cannot write to standard output: No space left on device"
        assert help.split() == ["help", "make", "room", "where", "it", "goes,", "or", "send", "it", "elsewhere"]

    def test_it_excludes_check(self, project: Project) -> None:
        project.app(project.config_map())
        code, out, err = project.run("synth", "--stdout", "--check")
        assert (code, out) == (2, "")
        assert "--stdout and --check exclude each other" in err


class TestDrift:
    def test_no_difference_is_fine(self, project: Project) -> None:
        project.app(project.config_map())
        project.run("synth")
        assert tuple(project.run("synth", "--check")) == (0, "", "dist: up to date, 1 file\n")

    def test_differences_are_shown_and_nothing_is_written(self, project: Project) -> None:
        project.app(project.config_map("a"), project.config_map("b"))
        project.run("synth")
        project.app(project.config_map("a", k="w"), project.config_map("c"))
        before = project.tree()
        code, out, err = project.run("synth", "--check")
        assert code == 1
        assert err == "dist: 1 file to add, 1 to change, 1 to remove; run `k8skit synth` and commit the result\n"
        assert [line for line in out.splitlines() if line.startswith(("--- ", "+++ "))] == [
            "--- a/dist/shop/configmap-a.yaml",
            "+++ b/dist/shop/configmap-a.yaml",
            "--- a/dist/shop/configmap-b.yaml",
            "+++ /dev/null",
            "--- /dev/null",
            "+++ b/dist/shop/configmap-c.yaml",
        ]
        assert "-  k: v\n+  k: w\n" in out
        assert project.tree() == before

    def test_the_diff_applied_is_what_synth_writes(self, project: Project) -> None:
        project.app(project.config_map("a"), project.config_map("b"))
        project.run("synth")
        project.app(project.config_map("a", k="w"), project.config_map("c"))
        patch = project.run("synth", "--check").out
        subprocess.run(["git", "apply", "-"], cwd=project.folder, input=patch, text=True, check=True)
        applied = project.tree()
        project.run("synth")
        assert project.tree() == applied

    def test_a_file_edited_by_hand_is_a_difference(self, project: Project) -> None:
        project.app(project.config_map())
        project.run("synth")
        file = project.folder / "dist/shop/configmap-a.yaml"
        file.write_text(file.read_text() + "# mine\n")
        code, out, _ = project.run("synth", "--check")
        assert code == 1
        assert out.endswith("\n-# mine\n")

    def test_findings_name_the_files_for_programs(self, project: Project) -> None:
        project.app(project.config_map())
        code, out, err = project.run("synth", "--check", "--report", "json")
        assert (code, err) == (1, "")
        found = json.loads(out)
        assert [(finding["code"], finding["file"], finding["severity"]) for finding in found] == [
            ("K8S953", "dist/shop/configmap-a.yaml", "error")
        ]

    def test_only_the_selected_chart_is_compared(self, project: Project) -> None:
        project.app(project.config_map("a"), 'other = Chart(app, "other")')
        project.run("synth")
        project.app(project.config_map("a"), 'other = Chart(app, "other")', project.config_map("b").replace("shop", "other"))
        assert project.run("synth", "--check", "--select", "shop").code == 0
        assert project.run("synth", "--check", "--select", "other").code == 1

    def test_values_of_secrets_are_not_shown(self, project: Project) -> None:
        project.write("dist/.keep", "")
        project.app(project.config_map())
        project.run("synth")
        file = project.folder / "dist/shop/configmap-a.yaml"
        file.write_text("apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  password: hunter2\n")
        code, out, _ = project.run("synth", "--check")
        assert code == 1
        assert "hunter2" not in out
        assert "-  password: <hidden>\n" in out


class TestFindings:
    def test_an_error_stops_and_leaves_the_output_as_it_was(self, project: Project) -> None:
        project.app(project.config_map())
        project.run("synth")
        before = project.tree()
        project.app('ApiObject(shop, "a", {"apiVersion": "v1", "kind": "ConfigMap", "metaData": {"name": "a"}})')
        code, out, err = project.run("synth")
        assert (code, out) == (1, "")
        assert "  --> app.py:4  ApiObject shop/a" in err
        assert "Traceback" not in err
        assert re.search(r"\n\d+ errors?\n$", err)
        assert project.tree() == before

    def test_verbose_shows_the_line(self, project: Project) -> None:
        project.app('ApiObject(shop, "a", {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "dat": {}})')
        err = project.run("synth", "-v").err
        assert '   4 | ApiObject(shop, "a", {"apiVersion": "v1"' in err

    def test_a_warning_is_told_and_does_not_stop(self, project: Project) -> None:
        project.app('ApiObject(shop, "a", {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "a"}})')
        code, out, err = project.run("synth")
        assert (code, out) == (0, "")
        assert "warning[K8S112]" in err
        assert "1 warning\n" in err
        assert list(project.tree()) == ["shop/thing-a.yaml"]
        assert tuple(project.run("synth", "--quiet")) == (0, "", "")

    @pytest.mark.parametrize("how", ["option", "environment", "configuration"])
    def test_strict_makes_it_an_error(self, project: Project, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
        project.app('ApiObject(shop, "a", {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "a"}})')
        if how == "environment":
            monkeypatch.setenv("K8SKIT_STRICT", "1")
        if how == "configuration":
            project.write("k8skit.toml", "strict = true\n")
        code, _, err = project.run("synth", *(["--strict"] if how == "option" else []))
        assert code == 1
        assert "error[K8S112]" in err
        assert not (project.folder / "dist").exists()

    def test_the_kubernetes_version_counts(self, project: Project) -> None:
        rules = '"restartPolicy": "Never", "restartPolicyRules": [{"action": "Restart", "exitCodes": {"operator": "In", "values": [1]}}]'
        pod = '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": [{"name": "c", "image": "i", RULES}]}}'
        project.app(f'ApiObject(shop, "p", {pod.replace("RULES", rules)})')
        code, _, err = project.run("synth", "--kubernetes", "1.33")
        assert code == 1
        assert "K8S109" in err
        assert project.run("synth", "--kubernetes", "1.35").code == 0

    def test_a_version_that_is_not_known_lists_the_choices(self, project: Project) -> None:
        code, _, err = project.run("synth", "--kubernetes", "1.29")
        assert code == 2
        assert "choose from 1.33, 1.34, 1.35, 1.36, 1.37" in err

    def test_programs_get_findings_on_standard_output(self, project: Project) -> None:
        project.app('ApiObject(shop, "a", {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "a"}})')
        code, out, err = project.run("synth", "--report", "json")
        assert code == 0
        assert err.startswith("dist: 1 object")
        assert [finding["code"] for finding in json.loads(out)] == ["K8S112"]
        assert project.run("synth", "--report", "github", "-q").out.startswith("::warning file=app.py,line=4,title=K8S112::")

    def test_no_findings_are_an_empty_list(self, project: Project) -> None:
        project.app(project.config_map())
        assert project.run("synth", "--report", "json").out == "[]\n"

    def test_beside_yaml_they_go_to_standard_error(self, project: Project) -> None:
        project.app(project.config_map())
        code, out, err = project.run("synth", "--report", "json", "--stdout")
        assert (code, out, err) == (0, A, "[]\n")

    def test_programs_learn_of_a_broken_app_the_same_way(self, project: Project) -> None:
        code, out, err = project.run("synth", "--report", "json")
        assert (code, err) == (2, "")
        assert [finding["code"] for finding in json.loads(out)] == ["K8S930"]


class TestMistakes:
    """What a new user does: every mistake ends with a message, exit code 2, no traceback and no output."""

    @pytest.mark.parametrize(
        ("text", "code", "message"),
        [
            ("", "K8S932", "app.py makes no App"),
            ("import k8skit\n", "K8S932", "app.py makes no App"),
            ("from k8skit import App\napp = App()\n", "K8S932", "app.py never calls app.synth()"),
            ("from k8skit import App\napp = App(\n", "K8S931", "app.py:2"),
            ("from k8skit import App\n\tx = 1\n", "K8S931", "app.py:2"),
            ("from k8skit import Appp\n", "K8S931", "app.py:1"),
            ("import nowhere\n", "K8S931", "nowhere"),
            ("1 / 0\n", "K8S931", "ZeroDivisionError"),
            ("def f(): f()\nf()\n", "K8S931", "RecursionError"),
            ("import sys\nsys.exit(3)\n", "K8S935", "3"),
            ("raise KeyError('x')\n", "K8S931", "KeyError"),
            ("from k8skit import App, Chart\napp = App()\nChart(app, 'shop', namspace='x')\napp.synth()\n", "K8S901", "namspace"),
            ("from k8skit import App, Chart\napp = App()\nChart(app, '../../evil')\napp.synth()\n", "K8S904", "../../evil"),
            ("from k8skit import App, Chart\napp = App()\nChart(app, 'shop')\nChart(app, 'shop')\napp.synth()\n", "K8S904", "shop"),
            ("from k8skit import *\napp = App()\nWebService(app, 'b', image='i', port=70000)\napp.synth()\n", "K8S902", "70000"),
            ("from k8skit import *\napp = App()\nWebService(app, 'b')\napp.synth()\n", "K8S903", "image"),
            ("\0", "K8S931", "app.py"),
            ("# \xff\xfe\n".encode("latin-1").decode("latin-1"), "K8S932", "app.py"),
        ],
    )  # fmt: skip
    def test_in_the_app(self, project: Project, text: str, code: str, message: str) -> None:
        project.write("app.py", text)
        result = project.run("synth")
        assert (result.code, result.out) == (2, "")
        assert f"error[{code}]" in result.err
        assert message in result.err
        assert "Traceback" not in result.err
        assert "k8skit/cli" not in result.err
        assert not (project.folder / "dist").exists()

    def test_a_file_that_is_not_there(self, project: Project) -> None:
        code, out, err = project.run("synth", "--app", "nope.py")
        assert (code, out) == (2, "")
        assert "error[K8S930]: there is no" in err
        assert "nope.py" in err

    def test_a_folder_for_an_app(self, project: Project) -> None:
        project.app(project.config_map(), name="shop/app.py")
        code, _, err = project.run("synth", "--app", "shop")
        assert code == 2
        assert "is a folder, not an app" in err

    @pytest.mark.parametrize(
        ("text", "code", "line"),
        [
            ("output = 3\n", "K8S940", "k8skit.toml:1"),
            ("\nouput = 'x'\n", "K8S941", "k8skit.toml:2"),
            ("kubernetes = 1.35\n", "K8S940", "k8skit.toml:1"),
            ("output = \n", "K8S940", "k8skit.toml:1"),
        ],
    )
    def test_in_the_configuration(self, project: Project, text: str, code: str, line: str) -> None:
        project.app(project.config_map())
        project.write("k8skit.toml", text)
        result = project.run("synth")
        assert (result.code, result.out) == (2, "")
        assert f"error[{code}]" in result.err
        assert f"  --> {line}" in result.err

    def test_a_configuration_that_is_not_there(self, project: Project) -> None:
        project.app(project.config_map())
        code, _, err = project.run("synth", "--config", "nope.toml")
        assert code == 2
        assert "nope.toml" in err

    def test_an_app_given_as_an_argument(self, project: Project) -> None:
        project.app(project.config_map())
        code, _, err = project.run("synth", "app.py")
        assert code == 2
        assert "unexpected argument\n  got   app.py\n  help  a file is named with --app app.py\n" in err

    def test_a_place_that_cannot_be_written(self, project: Project) -> None:
        project.app(project.config_map())
        code, out, err = project.run("synth", "--output", "/proc/k8skit")
        assert (code, out) == (2, "")
        assert "error[K8S952]: cannot write /proc/k8skit" in err

    @pytest.mark.parametrize("text", ["'v'", "Marked('v', policy='flux-system:web')"])
    def test_an_output_that_is_a_file(self, project: Project, text: str) -> None:
        project.app("from k8skit import Marked", project.config_map().replace("'v'", text))
        project.write("dist", "mine")
        code, _, err = project.run("synth")
        assert code == 2
        assert "error[K8S952]" in err
        assert (project.folder / "dist").read_text() == "mine"

    def test_a_strangers_file_in_the_way(self, project: Project) -> None:
        project.app(project.config_map())
        project.write("dist/shop/configmap-a.yaml", "mine")
        code, _, err = project.run("synth")
        assert code == 2
        assert "error[K8S951]" in err
        assert project.tree() == {"shop/configmap-a.yaml": "mine"}

    def test_a_current_folder_that_is_gone(self, project: Project) -> None:
        shell = f"mkdir gone; cd gone; rmdir ../gone; {sys.executable} -m k8skit synth"
        done = subprocess.run(["bash", "-c", shell], cwd=project.folder, capture_output=True, check=False, text=True)
        assert done.returncode == 2
        assert "the current folder does not exist any more" in done.stderr
        assert "Traceback" not in done.stderr


class TestInterrupt:
    def test_nothing_is_half_done(self, project: Project) -> None:
        project.app(project.config_map())
        project.run("synth")
        before = project.tree()
        project.app(project.config_map("b"), 'import time; print("ready", flush=True)', "time.sleep(60)")
        before_us = signal.signal(signal.SIGINT, signal.default_int_handler)  # a suite in the background ignores it, and so would the child
        process = subprocess.Popen([sys.executable, "-m", "k8skit", "synth"], cwd=project.folder, stderr=subprocess.PIPE, text=True)
        signal.signal(signal.SIGINT, before_us)
        assert process.stderr is not None
        assert process.stderr.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (130, "k8skit: interrupted\n")
        assert project.tree() == before


class TestEnd:
    """The process ends without freeing memory; what others want done at the end is still done."""

    @pytest.mark.parametrize(
        "line",
        [
            'import atexit; atexit.register(lambda: open("done", "w").write("x"))',
            'f = open("done", "w"); f.write("x")',
            'import threading, time; threading.Thread(target=lambda: (time.sleep(0.3), open("done", "w").write("x"))).start()',
            'import tempfile, weakref; f = open("done", "w"); f.write("x"); t = tempfile.TemporaryDirectory()',
            'import sys; sys.f = open("done", "w"); sys.f.write("x")',
            'import os, sys; sys.f = open("done", "w"); sys.f.write("x"); os.set_inheritable(sys.f.fileno(), True)',
            'import os, sys; os.close(0); sys.f = open("done", "w"); assert sys.f.fileno() == 0; sys.f.write("x")',
        ],
    )
    def test_what_the_app_left_open_is_settled(self, project: Project, line: str) -> None:
        project.app(line, project.config_map())
        assert project.process("synth").code == 0
        assert (project.folder / "done").read_text() == "x"

    @pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="this system does not list open files")
    @pytest.mark.parametrize("line", ["", 'sys.file = open("other", "w")'])
    def test_it_ends_at_once_whatever_files_it_was_started_with(self, project: Project, line: str) -> None:
        project.app(
            "import os, sys",
            "class Freed:\n    def __del__(self, tell=os.write): tell(2, b'freed')\nsys.kept = Freed()",
            line,
            project.config_map(),
        )
        with (project.folder / "log").open("w") as log:
            os.set_inheritable(log.fileno(), True)
            result = project.process("synth", "-q", pass_fds=[log.fileno()])
        assert (result.code, result.err) == (0, "freed" if line else "")

    def test_a_profiler_gets_its_say(self, project: Project) -> None:
        project.app(project.config_map())
        done = subprocess.run(
            [sys.executable, "-m", "cProfile", "-m", "k8skit", "synth", "-q"],
            cwd=project.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, "function calls" in done.stdout) == (0, True)

    def test_the_exit_code_and_the_last_words_arrive(self, project: Project) -> None:
        project.app('ApiObject(shop, "a", {"apiVersion": "v1", "kind": "ConfigMap", "metaData": {"name": "a"}})')
        result = project.process("synth", "--report", "json")
        assert result.code == 1
        assert json.loads(result.out)


def test_progress_and_colour_are_for_terminals(project: Project) -> None:
    import pty

    project.app(
        "import time; time.sleep(1.6)", 'ApiObject(shop, "a", {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "a"}})'
    )
    environ = {**os.environ, "TERM": "xterm"}
    environ.pop("CI", None)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "k8skit", "synth"], cwd=project.folder, stdout=theirs, stderr=theirs, env=environ
    ) as process:
        os.close(theirs)
        seen = b""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            seen += part
    os.close(ours)
    text = seen.decode().replace("\r\n", "\n")
    assert process.returncode == 0
    assert text.startswith("\r\x1b[Krunning app.py ... 1 s\r")
    assert "\x1b[1;33mwarning[K8S112]\x1b[0m" in text
    assert re.search(r"\r\x1b\[K\x1b\[1;33mwarning", text)
    assert timeless(text).endswith("1 warning\x1b[0m\ndist: 1 object in 1 chart; 1 written (0 ms)\n")


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("/", "the output cannot be / itself"),
        ("~", "--output cannot be '~'"),
        ("~/manifests", "--output cannot be '~/manifests'"),
        ("HOME", "the output cannot be HOME itself"),
    ],
)
def test_the_home_folder_and_the_root_are_no_output(
    output: str, message: str, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    project.app(project.config_map("a"))
    code, _, err = project.run("synth", "--output", output.replace("HOME", str(home)))
    assert code == 2
    assert message.replace("HOME", str(home)) in err
    assert list(home.iterdir()) == []
    (home / "dist").mkdir()
    assert project.run("synth", "--output", str(home / "dist")).code == 0
