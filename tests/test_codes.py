"""The codes of findings are a contract: every code that the source uses is documented, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

from k8skit import rules

ROOT = Path(__file__).resolve().parent.parent


def test_every_code_is_documented() -> None:
    used = {code for p in (ROOT / "k8skit").rglob("*.py") for code in re.findall(r'"(K8S\d{3})"', p.read_text(encoding="utf-8"))}
    of_rules = {rule.code for rule in rules.load_all()}
    documented = set(re.findall(r"^\| (K8S\d{3}) \|", (ROOT / "docs/reference/codes.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert used - of_rules == documented
