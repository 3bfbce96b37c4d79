"""Completion scripts for shells."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from k8skit.cli import main
from k8skit.cli.call import command_names, load
from k8skit.cli.commands.completion import SHELLS

if TYPE_CHECKING:
    from pathlib import Path


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def complete(folder: Path, text: str, *words: str) -> list[str]:
    """Let bash complete the last word, as a user pressing tab would."""
    (folder / "script").write_text(text)
    code = """
        . ./script
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
        spec=$(complete -p k8skit); function=${spec##*-F }; function=${function%% *}
        "$function" k8skit "${@: -1}" "${@: -2:1}"
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    result = subprocess.run(["bash", "-c", code, "bash", *words], cwd=folder, capture_output=True, text=True, check=True)
    return sorted(word.strip() for word in result.stdout.split("\n") if word.strip())


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_names_every_command_and_option(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = script(shell, capsys)
    for name in command_names():
        assert name in text
        command = load(name)
        assert command is not None
        for option in command.OPTIONS:
            if not option.positional:
                assert option.names[-1].lstrip("-") in text


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_accepts_its_script(shell: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    file = tmp_path / "script"
    file.write_text(script(shell, capsys))
    result = subprocess.run([shell, "-n", str(file)], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_bash_completes_commands(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = script("bash", capsys)
    assert complete(tmp_path, text, "k8skit", "s") == ["synth"]
    assert set(command_names()) <= set(complete(tmp_path, text, "k8skit", ""))


def test_bash_completes_options_of_the_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = script("bash", capsys)
    assert complete(tmp_path, text, "k8skit", "synth", "--st") == ["--stdout", "--strict"]
    assert complete(tmp_path, text, "k8skit", "check", "--st") == ["--strict"]


def test_bash_completes_choices(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = script("bash", capsys)
    assert complete(tmp_path, text, "k8skit", "synth", "--layout", "file-per-a") == ["file-per-app"]
    assert complete(tmp_path, text, "k8skit", "completion", "") == list(SHELLS)


def test_bash_completes_files_and_folders(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = script("bash", capsys)
    (tmp_path / "manifests").mkdir()
    (tmp_path / "main.py").touch()
    assert complete(tmp_path, text, "k8skit", "synth", "--app", "ma") == ["main.py", "manifests"]
    assert complete(tmp_path, text, "k8skit", "synth", "--output", "ma") == ["manifests"]


def test_an_unknown_shell_is_refused_with_the_choices(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "tcsh"]) == 2
    assert "choose from bash, fish, zsh" in capsys.readouterr().err
