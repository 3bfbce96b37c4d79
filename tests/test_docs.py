"""The documents are true: what they say a command prints is what it prints, and what they say of files is so.

A block ```` ```python NAME ```` is written to the file NAME, as are TOML and YAML; other Python blocks must at least compile. In a block
```` ```console ```` each line that starts with `$` is run in the folder of the document, and what follows must be its output, times left out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from k8skit.rules import codes

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DOCUMENTS = sorted(p for p in [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"] if "```" in p.read_text(encoding="utf-8"))
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def normal(text: str) -> str:
    """Without what differs from run to run."""
    return "\n".join(line.rstrip() for line in re.sub(r"\(\d+ ms\)", "(N ms)", text).strip().splitlines())


def session(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output it is said to have."""
    found: list[tuple[str, str]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        else:
            command, output = found[-1]
            found[-1] = (command, output + line + "\n")
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_document_says_what_happens(document: Path, tmp_path: Path) -> None:
    env = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    for language, name, block in BLOCK.findall(document.read_text(encoding="utf-8")):
        if language in ("python", "toml", "yaml") and name:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(block, encoding="utf-8")
        elif language == "python":
            compile(block, str(document), "exec")
        elif language == "console":
            for command, expected in session(block):
                done = subprocess.run(command, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
                assert normal(done.stdout + done.stderr) == normal(expected), f"$ {command}"


@pytest.mark.parametrize("document", sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_links_of_a_document_lead_somewhere(document: Path) -> None:
    broken = [link for link in LINK.findall(document.read_text(encoding="utf-8")) if not (document.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("name", ["main", "test"])
def test_the_readme_has_the_commands_that_ci_runs(name: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(re.findall(rf"<!-- command: {name} -->\n```sh\n.+?```", text, re.DOTALL)) == 1


def test_the_readme_counts_the_rules() -> None:
    told = re.search(r"(\d+) rules say", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert told is not None
    assert int(told[1]) == len(codes())
