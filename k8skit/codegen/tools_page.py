"""The table of other tools: `docs/reference/other-tools.md`, made from what the rules say of themselves.

Called by `k8skit.codegen.__main__`, which writes the file.
"""

from __future__ import annotations

from ..rules import load_all
from ..rules.known import FACTS, equivalents

_HEAD = """# Checks of other tools

<!-- Made by `python -m k8skit.codegen docs` from the rules. -->

Which codes answer the checks that you know from another tool. Codes marked *opt-in* run where they are enabled: `k8skit check -f ... --enable K8S426`, or
`enable` in the configuration; the others always run. One check of another tool may be several here: what is certain runs always, what is taste does not.
[How to move](../how-to/check-any-yaml.md#coming-from-another-tool).
"""


def page() -> str:
    """Return the page."""
    opt_in = {rule.code for rule in load_all() if rule.opt_in}
    tools: dict[str, list[str]] = {}
    for name, codes in equivalents().items():
        tool, _, check = name.partition(" ")
        shown = ", ".join(_link(code) + (" (opt-in)" if code in opt_in else "") for code in codes)
        tools.setdefault(tool, []).append(f"| `{check}` | {shown} |")
    lines = [_HEAD.rstrip()]
    for tool in sorted(tools):
        lines += ["", f"## {tool}", "", "| check | here |", "| --- | --- |", *tools[tool]]
    return "\n".join([*lines, ""])


def _link(code: str) -> str:
    return f"[{code}](codes.md)" if code in FACTS else f"[{code}](rules.md#{code.lower()})"
