from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.testing.conftest import Project

pytest_plugins = ["pytester"]

WEB = """
def settings(name="web", **data):
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "namespace": "shop"}, "data": data or {"level": "info"}}

"""


def test_a_missing_snapshot_fails_and_names_its_file_and_the_option(project: Project) -> None:
    project.write(test_web=WEB + "def test_a(manifest_snapshot):\n    assert settings() == manifest_snapshot\n")
    result = project.run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*there is no snapshot snapshots/test_web/test_a.yaml", "*+ ConfigMap shop/web", "*Run pytest with --snapshot-update to write it."]
    )
    assert project.files == set()


def test_the_update_option_writes_it_and_the_next_run_passes(project: Project) -> None:
    project.write(test_web=WEB + "def test_a(manifest_snapshot):\n    assert settings() == manifest_snapshot\n")
    assert project.run("--snapshot-update").ret == 0
    assert project.files == {"test_web/test_a.yaml"}
    result = project.run()
    result.assert_outcomes(passed=1)
    assert result.ret == 0


def test_a_snapshot_has_the_bytes_that_synth_writes(project: Project) -> None:
    from k8skit.manifest import Manifest
    from k8skit.render.plain import stream

    project.write(test_web=WEB + "def test_a(manifest_snapshot):\n    assert [settings(), settings('api')] == manifest_snapshot\n")
    project.run("--snapshot-update")
    objects = [
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "namespace": "shop"}, "data": {"level": "info"}}
        for name in ("web", "api")
    ]
    assert project.read("test_web/test_a.yaml") == stream([Manifest(entry) for entry in objects])


def test_a_difference_is_shown_object_by_object(project: Project) -> None:
    body = WEB + "def test_a(manifest_snapshot):\n    assert [settings(level='info'), settings('old')] == manifest_snapshot\n"
    project.write(test_web=body)
    project.run("--snapshot-update")
    before = project.read("test_web/test_a.yaml")
    project.write(test_web=body.replace("level='info'", "level='debug'").replace("'old'", "'new'"))
    result = project.run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*[[]- snapshots/test_web/test_a.yaml[]] == [[]+ received[]]",
            "*ConfigMap shop/web (changed)",
            "*@ data",
            "*-  level: info",
            "*+  level: debug",
            "*ConfigMap shop/old (removed)",
            "*ConfigMap shop/new (added)",
            "*Run pytest with --snapshot-update to take over what is received.",
        ]
    )
    assert project.read("test_web/test_a.yaml") == before


@pytest.mark.parametrize("option", ["--assert=plain", "--tb=short", "-q"])
def test_a_difference_is_shown_whole_whatever_pytest_cuts_or_leaves_out(project: Project, option: str) -> None:
    project.write(test_web=WEB + "def test_a(manifest_snapshot):\n    assert [settings(str(n)) for n in range(9)] == manifest_snapshot\n")
    project.run("--snapshot-update")
    project.write(
        test_web=WEB + "def test_a(manifest_snapshot):\n    assert [settings(str(n), a='b') for n in range(9)] == manifest_snapshot\n"
    )
    result = project.run(option)
    result.stdout.fnmatch_lines([f"*ConfigMap shop/{n} (changed)" for n in range(9)])
    assert "truncated" not in result.stdout.str()


def test_a_test_that_failed_for_its_snapshot_shows_no_line_of_ours(project: Project) -> None:
    project.write(test_web=WEB + "def test_a(manifest_snapshot):\n    assert settings() == manifest_snapshot\n")
    result = project.run()
    result.stdout.fnmatch_lines([">       assert settings() == manifest_snapshot", "tests/test_web.py:6: AssertionError"])
    result.stdout.no_fnmatch_line("*snapshots.py*")


def test_one_test_can_have_several_snapshots(project: Project) -> None:
    project.write(
        test_web=WEB
        + """
def test_a(manifest_snapshot):
    assert settings("a") == manifest_snapshot
    assert settings("b") == manifest_snapshot
    assert settings("c") == manifest_snapshot(name="svc")
    svc = manifest_snapshot(name="db")
    assert settings("d") == svc
    assert settings("d") == svc
"""
    )
    assert project.run("--snapshot-update").ret == 0
    assert project.files == {"test_web/test_a.yaml", "test_web/test_a--2.yaml", "test_web/test_a--svc.yaml", "test_web/test_a--db.yaml"}
    assert "name: c" in project.read("test_web/test_a--svc.yaml")
    assert project.run().ret == 0


def test_classes_parameters_and_folders_are_in_the_path(project: Project) -> None:
    project.write(
        sub__test_db=WEB
        + """
import pytest

class TestOrders:
    class TestDeep:
        @pytest.mark.parametrize("env", ["prod", "1.35", "a b"])
        def test_env(self, env, manifest_snapshot):
            assert settings(env=env) == manifest_snapshot
"""
    )
    assert project.run("--snapshot-update").ret == 0
    folder = "sub/test_db/TestOrders.TestDeep.test_env"
    assert project.files == {f"{folder}-prod.yaml", f"{folder}-1.35.yaml", f"{folder}-a-b-c8687a08.yaml"}
    assert project.run().ret == 0


def test_odd_parameters_and_names_never_share_a_file(project: Project) -> None:
    odd = ["a/b", "ab", "x:1", "x1", "a b", "a-b", "a--b", "é", "CON", "a.", "..", "-", "?", "*", "a::b", "[c]", "Z" * 300, "Z" * 299 + "Y"]
    project.write(
        test_web=WEB
        + f"""
import pytest
ODD = {odd!r}

@pytest.mark.parametrize("text", ODD)
def test_a(text, manifest_snapshot):
    assert settings(text=text) == manifest_snapshot

def test_b(manifest_snapshot):
    for text in ODD:
        assert settings(text=text) == manifest_snapshot(name=text)
"""
    )
    assert project.run("--snapshot-update").ret == 0
    assert len(project.files) == 2 * len(odd)
    result = project.run()
    assert result.ret == 0
    result.assert_outcomes(passed=len(odd) + 1)


def test_names_that_differ_in_case_only_are_an_error(project: Project) -> None:
    project.write(
        test_web=WEB
        + """
def test_a(manifest_snapshot):
    assert settings() == manifest_snapshot(name='EU')
    assert settings() == manifest_snapshot(name='eu')
"""
    )
    result = project.run("--snapshot-update")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*K8S962: *'eu' and *'EU' would share the snapshot file snapshots/test_web/test_a--eu.yaml*"])


def test_an_empty_name_is_an_error(project: Project) -> None:
    project.write(test_web=WEB + "def test_a(manifest_snapshot):\n    assert settings() == manifest_snapshot(name='')\n")
    result = project.run("--snapshot-update")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*K8S902: a snapshot's name must be a text that is not empty (got ''); *"])


def test_yaml_text_is_stored_as_it_is_with_line_feeds(project: Project) -> None:
    text = "# by hand\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\n---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: b}"
    project.write(test_web=f"TEXT = {text!r}\ndef test_a(manifest_snapshot):\n    assert TEXT == manifest_snapshot\n")
    assert project.run("--snapshot-update").ret == 0
    assert project.read("test_web/test_a.yaml") == f"{text}\n"
    assert project.run().ret == 0


def test_a_checkout_with_carriage_returns_is_no_difference_and_nothing_is_rewritten(project: Project) -> None:
    project.write(test_web=WEB + "def test_a(manifest_snapshot):\n    assert settings() == manifest_snapshot\n")
    project.run("--snapshot-update")
    path = project.root / "snapshots" / "test_web" / "test_a.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    stored = path.read_bytes()
    assert project.run("--snapshot-update").ret == 0
    assert path.read_bytes() == stored


def test_text_that_is_no_yaml_fails_with_its_place(project: Project) -> None:
    project.write(test_web="def test_a(manifest_snapshot):\n    assert 'a: [' == manifest_snapshot\n")
    result = project.run("--snapshot-update")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*K8S920*the text under test*"])
    assert project.files == set()


@pytest.mark.parametrize("value", ["None", "3", "[settings(), 3]", "object()"])
def test_a_value_that_is_no_manifest_fails_and_says_what_may_be_given(project: Project, value: str) -> None:
    project.write(test_web=WEB + f"def test_a(manifest_snapshot):\n    assert {value} == manifest_snapshot\n")
    result = project.run("--snapshot-update")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*K8S963: * is of type *, which is no manifest; give an App, a construct, *"])
    assert project.files == set()


SECRET = '{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "db"}, "stringData": {"password": "hunter2"}}'


@pytest.mark.parametrize(
    "value",
    [
        SECRET,
        f"[settings(), {SECRET}]",
        f'{{"apiVersion": "v1", "kind": "List", "items": [{SECRET}]}}',
        "'apiVersion: v1\\nkind: \"Secret\"\\nmetadata: {name: db}\\nstringData: {password: hunter2}\\n'",
        SECRET.replace("stringData", "data"),
    ],
)
def test_the_values_of_a_secret_stop_the_test_and_are_shown_nowhere(project: Project, value: str) -> None:
    project.file("tests/values.py", WEB + f"def value():\n    return {value}\n")
    project.write(
        test_web="""
import sys
sys.path.insert(0, "tests")
from values import value

def test_a(manifest_snapshot):
    assert value() == manifest_snapshot
"""
    )
    result = project.run("--snapshot-update")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["tests/test_web.py:7: K8S961: Secret db holds values (*ata.password); a snapshot would make them readable*"]
    )
    assert "hunter2" not in result.stdout.str()
    assert project.files == set()


def test_secrets_without_values_and_encrypted_ones_pass(project: Project) -> None:
    project.write(
        test_web="""
def test_a(manifest_snapshot):
    empty = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}, "data": {"tls.crt": ""}}
    sops = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "b"}, "data": {"k": "ENC[AES256_GCM,data:x]"}, "sops": {"v": 3}}
    other = {"apiVersion": "bitnami.com/v1alpha1", "kind": "Secret", "metadata": {"name": "c"}, "data": {"k": "v"}}
    assert [empty, sops, other] == manifest_snapshot
"""
    )
    assert project.run("--snapshot-update").ret == 0


@pytest.mark.parametrize("option", ["--snapshot-update", "--snapshot-update-new-only"])
def test_an_update_is_refused_where_ci_is_set(project: Project, monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    project.write(test_web=WEB + "def test_a(manifest_snapshot):\n    assert settings() == manifest_snapshot\n")
    monkeypatch.setenv("CI", "true")
    result = project.run(option)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        ["*--snapshot-update is refused for manifest_snapshot because the environment variable CI is set*--k8skit-update-in-ci"]
    )
    assert project.files == set()


def test_an_update_in_ci_can_be_forced_by_our_own_option(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write(test_web=WEB + "def test_a(manifest_snapshot):\n    assert settings() == manifest_snapshot\n")
    monkeypatch.setenv("CI", "1")
    assert project.run("--snapshot-update", "--k8skit-update-in-ci").ret == 0
    assert project.files == {"test_web/test_a.yaml"}
    assert project.run().ret == 0


@pytest.mark.parametrize("value", ["", "0", "false", "No"])
def test_a_variable_ci_that_says_no_refuses_nothing(project: Project, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    project.write(test_web=WEB + "def test_a(manifest_snapshot):\n    assert settings() == manifest_snapshot\n")
    monkeypatch.setenv("CI", value)
    assert project.run("--snapshot-update").ret == 0


def test_without_the_plugin_of_syrupy_a_test_fails_and_says_how_to_get_it(project: Project) -> None:
    project.write(test_web=WEB + "def test_a(manifest_snapshot):\n    assert settings() == manifest_snapshot\n")
    result = project.run("-p", "no:syrupy")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*manifest_snapshot needs the plugin of syrupy, which is switched off here*"])


def test_without_syrupy_a_test_fails_and_says_what_to_install(project: Project) -> None:
    project.write(test_web=WEB + "def test_a(manifest_snapshot):\n    assert settings() == manifest_snapshot\ndef test_b():\n    pass\n")
    # A module of this name that cannot be imported stands for a missing package.
    project.file(
        "conftest.py",
        """
import sys
for name in [n for n in sys.modules if n.partition('.')[0] == 'syrupy']:
    del sys.modules[name]
sys.modules['syrupy'] = None
""",
    )
    result = project.pytester.runpytest_subprocess(*project.plugins, "-p", "no:syrupy")
    result.assert_outcomes(errors=1, passed=1)
    result.stdout.fnmatch_lines(["*manifest_snapshot needs syrupy 7, which is not installed: pip install 'k8skit[[]test]'*"])


def test_a_snapshot_asked_for_by_name_while_a_test_runs_works(project: Project) -> None:
    project.write(test_web=WEB + "def test_a(request):\n    assert settings() == request.getfixturevalue('manifest_snapshot')\n")
    assert project.run("--snapshot-update").ret == 0
    project.file("snapshots/test_web/test_gone.yaml", "kind: A\n")
    result = project.run("--snapshot-update")
    assert result.ret == 0
    assert project.files == {"test_web/test_a.yaml", "test_web/test_gone.yaml"}


def test_a_module_at_the_top_and_one_in_the_tests_folder_cannot_share_snapshots(project: Project) -> None:
    body = WEB + "def test_a(manifest_snapshot):\n    assert settings() == manifest_snapshot\n"
    project.write(test_web=body)
    project.file("test_web.py", body)
    result = project.run("--snapshot-update", ".")
    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(["*K8S962: tests/test_web.py and test_web.py would share the snapshot folder snapshots/test_web*"])
    assert project.files == set()


def test_a_failing_comparison_with_a_matcher_is_explained(project: Project) -> None:
    project.write(
        test_web=WEB
        + """
from k8skit.testing import Manifests, Partial

def test_a():
    assert Manifests(settings()).one("ConfigMap") == Partial({"data": {"level": "debug"}})

def test_b():
    assert Partial({"data": {"level": "debug"}}) in Manifests([settings(), settings("b", level="x")]).all("ConfigMap")
"""
    )
    result = project.run()
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        [
            "*ConfigMap shop/web differs from Partial at 1 place",
            "*data.level: expected 'debug', got 'info'",
            "*none of 2 matches Partial; the closest is ConfigMap shop/web",
        ]
    )
