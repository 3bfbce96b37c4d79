"""The command line as a whole: help, version, mistakes, exit codes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from k8skit import _version, report
from k8skit.cli import call, main
from k8skit.cli.call import EVERYWHERE, command_names, load
from k8skit.cli.commands import completion


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_the_version_is_told(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, word) == (0, f"k8skit {_version.__version__}\n", "")


def test_help_lists_every_command_with_its_summary(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--help")
    assert (code, err) == (0, "")
    assert command_names() == ["check", "completion", "image", "init", "list", "synth"]
    for name in command_names():
        command = load(name)
        assert command is not None
        assert f"  {name:<24}{command.SUMMARY}\n" in out


def test_without_a_command_help_comes_as_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys)
    assert (code, out) == (2, "")
    assert err.startswith("Usage: k8skit [options] COMMAND ...\n")


@pytest.mark.parametrize("name", command_names())
def test_help_of_a_command_explains_each_option_and_gives_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, name, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: k8skit {name} [options]")
    command = load(name)
    assert command is not None
    for option in (*command.OPTIONS, *EVERYWHERE):
        assert (option.metavar if option.positional else ", ".join(option.names)) in out
        assert option.help.split()[0] in out
    examples = out.partition("Examples:\n")[2].splitlines()
    assert examples
    assert all(" k8skit " in line for line in examples)
    assert all(len(line) <= 80 for line in out.partition("Examples:\n")[0].splitlines())


@pytest.mark.parametrize("words", [["synth", "-h"], ["-h", "synth"], ["--quiet", "synth", "--help"], ["synth", "--nope", "--help"]])
def test_help_may_stand_anywhere(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *words)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: k8skit synth [options]")


@pytest.mark.parametrize("name", ["synth", "check"])
def test_the_formats_in_help_are_those_of_reports(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    modules = sorted(path.stem for path in Path(report.__file__).with_name("formats").glob("[!_]*.py"))
    assert report.format_names() == modules
    assert f"how to report findings: {', '.join(modules)}" in " ".join(run(capsys, name, "--help")[1].split())


def test_the_layouts_in_help_are_those_of_rendering(capsys: pytest.CaptureFixture[str]) -> None:
    from k8skit.render.plain import LAYOUTS

    assert f"how objects become files: {', '.join(LAYOUTS)}" in " ".join(run(capsys, "synth", "--help")[1].split())


def test_the_minors_in_help_are_those_of_the_facts(capsys: pytest.CaptureFixture[str]) -> None:
    from k8skit.facts import MINORS

    assert f"the Kubernetes version to check for: {', '.join(MINORS)}" in " ".join(run(capsys, "check", "--help")[1].split())


def test_an_unknown_command_is_named_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "synht") == (
        2,
        "",
        (
            "error[K8S942]: there is no command 'synht'\n"
            "  got   synht\n"
            "  help  did you mean `k8skit synth`? the commands are check, completion, image, init, list, synth\n"
            "\n"
            "1 error\n"
        ),
    )


@pytest.mark.parametrize("name", ["zzzzzzzzzz", "__init__", "../synth", "commands.synth", "Synth2", "synth.py", "init_", "", " ", "日本"])
def test_what_is_no_command_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, name)
    assert (code, out) == (2, "")
    assert "the commands are check, completion, image, init, list, synth" in err or err.startswith("Usage: ")
    assert "Traceback" not in err


def test_an_unknown_option_is_named_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "synth", "--ouput", "x") == (
        2,
        "",
        ("error[K8S942]: unknown option --ouput\n  help  did you mean --output? `k8skit synth --help` lists all options\n\n1 error\n"),
    )


def test_options_of_every_command_may_stand_before_it_but_others_may_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "-q", "--color", "never", "completion", "bash")[0] == 0
    code, _, err = run(capsys, "--stdout", "synth")
    assert code == 2
    assert "unknown option --stdout" in err


@pytest.mark.parametrize(
    "words", [["-C", "nowhere", "completion", "bash"], ["completion", "bash", "-C", "nowhere"], ["-qC", "nowhere", "completion", "bash"]]
)
def test_a_folder_that_does_not_exist_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert "--directory: No such file or directory\n  got   nowhere\n" in err


def test_the_folder_of_a_call_is_left_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = os.getcwd()
    assert run(capsys, "-C", str(tmp_path), "init")[0] == 0
    assert (tmp_path / "app.py").exists()
    assert os.getcwd() == before


def test_colour_is_for_whoever_asks(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "K8SKIT_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert "\x1b" not in run(capsys, "nope")[2]
    assert "\x1b" in run(capsys, "--color", "always", "nope")[2]
    assert "\x1b" in run(capsys, "synth", "--nope", "--color=always")[2]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in run(capsys, "nope")[2]
    assert "\x1b" not in run(capsys, "nope", "--color", "never")[2]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run(capsys, "nope")[2]


def test_a_wrong_colour_lists_the_choices(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "completion", "bash", "--color", "sometimes")
    assert code == 2
    assert "choose from auto, always, never" in err


def test_an_interrupt_exits_with_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(completion, "run", interrupt)
    assert run(capsys, "completion", "bash") == (130, "", "k8skit: interrupted\n")


class TestMistakeOfOurs:
    @pytest.fixture(autouse=True)
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> int:
            raise ZeroDivisionError("division by zero")

        monkeypatch.setattr(completion, "run", fail)

    def test_is_told_in_short_and_asks_for_a_report(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = run(capsys, "completion", "bash")
        assert (code, out) == (2, "")
        assert re.fullmatch(
            r".*test_main\.py:\d+: ZeroDivisionError: division by zero\n"
            r"This is a bug of k8skit [\d.]+: it should not happen, whatever the input\. "
            r"Run the same command with -v for the traceback\. Please report it\.\n",
            err,
        )

    @pytest.mark.parametrize("words", [["-v"], ["--verbose"], ["-qv"]])
    def test_shows_its_traceback_on_request(self, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        code, _, err = run(capsys, "completion", "bash", *words)
        assert code == 2
        assert err.startswith("Traceback (most recent call last):\n")
        assert re.search(r"ZeroDivisionError: division by zero\nThis is a bug of k8skit [^ ]+ it .*input\. Please report it\.\n$", err)


def test_a_module_that_a_command_lacks_is_no_unknown_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    code, _, err = run(capsys, "completion", "bash")
    assert code == 2
    assert "there is no command" not in err
    assert "shtab" in err


def python(*words: str, **settings: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False, **settings)  # type: ignore[call-overload,no-any-return]


def test_the_package_runs_as_a_module() -> None:
    result = python("-m", "k8skit", "--version")
    assert (result.returncode, result.stdout, result.stderr) == (0, f"k8skit {_version.__version__}\n", "")
    assert python("-m", "k8skit", "nope").returncode == 2


def test_help_into_a_closed_pipe_is_quiet() -> None:
    shell = f"{sys.executable} -m k8skit synth --help | true; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", shell], capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.parametrize(("words", "budget"), [("--version", set()), ("synth --help", {"k8skit.facts"})])
def test_help_and_version_load_next_to_nothing(words: str, budget: set[str]) -> None:
    code = (
        "import sys; before = set(sys.modules)\n"
        "from k8skit.cli import main\n"
        f"main({words.split()!r})\n"
        "print(sorted(set(sys.modules) - before), file=sys.stderr)"
    )
    loaded = set(re.findall(r"'([\w.]+)'", python("-c", code).stderr.splitlines()[-1]))
    assert loaded
    heavy = {
        "argparse",
        "re",
        "json",
        "typing",
        "dataclasses",
        "pathlib",
        "inspect",
        "importlib.metadata",
        "yaml",
        "pydantic",
        "shtab",
        "difflib",
    }
    assert not loaded & heavy
    assert not {
        name for name in loaded if name.startswith(("k8skit.facts", "k8skit.core", "k8skit.files")) and "k8skit.facts" not in budget
    }


def test_a_variable_that_is_nearly_one_of_ours_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(capsys, "-C", str(tmp_path), "init")[0] == 0
    monkeypatch.setenv("K8SKIT_LAYUOT", "file-per-app")
    monkeypatch.setenv("K8SKIT_IMAGE_TAG", "1.4.2")  # an app's own
    code, _, err = run(capsys, "-C", str(tmp_path), "list")
    assert code == 0
    assert "warning[K8S941]: the variable K8SKIT_LAYUOT of the environment is not read" in err
    assert "did you mean K8SKIT_LAYOUT?" in err
    assert "IMAGE_TAG" not in err
    assert "K8S941" not in run(capsys, "-C", str(tmp_path), "list", "--quiet")[2]
    monkeypatch.delenv("K8SKIT_LAYUOT")
    assert "K8S941" not in run(capsys, "-C", str(tmp_path), "list")[2]


def test_the_variables_that_are_read_are_known() -> None:
    package = Path(call.__file__).parent.parent
    named = {word for file in package.rglob("*.py") for word in re.findall(r'"(K8SKIT_[A-Z]+)"', file.read_text(encoding="utf-8"))}
    assert named == set(call.VARIABLES)
