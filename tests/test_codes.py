"""The codes of findings are a contract: every code that the source uses is documented, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

from k8skit import rules
from k8skit.codegen import registries
from k8skit.report.codes import MEANINGS

ROOT = Path(__file__).resolve().parent.parent


def test_every_code_is_documented() -> None:
    files = [p for p in (ROOT / "k8skit").rglob("*.py") if p.parts[-2:] != ("report", "codes.py")]
    used = {code for p in files for code in re.findall(r'"(K8S\d{3})"', p.read_text(encoding="utf-8"))}
    of_rules = {rule.code for rule in rules.load_all()}
    documented = set(re.findall(r"^\| (K8S\d{3}) \|", (ROOT / "docs/reference/codes.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert used - of_rules == documented


def test_what_codes_mean_is_what_the_page_says() -> None:
    assert (ROOT / "k8skit" / "report" / "codes.py").read_text(encoding="utf-8") == registries.codes_text()
    assert MEANINGS["K8S102"] == "wrong type"
    assert MEANINGS["K8S112"] == "unknown group: not checked"
    assert MEANINGS["K8S932"] == "app.py never called app.synth()"
    assert all(not re.search(r"`|\]\(|\.md", text) for text in MEANINGS.values())
