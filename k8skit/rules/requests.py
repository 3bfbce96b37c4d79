"""Requests: which of them a webhook or an admission policy sees.

The rules about webhooks and about admission policies share this.
"""

from __future__ import annotations

from .context import sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..finding import Finding
    from ..manifest import Manifest
    from .context import Context


def operations(context: Context, code: str, m: Manifest, at: str, named: str, rule: dict[str, Any]) -> Iterator[Finding]:
    """Yield what is wrong with a rule that says which requests a webhook or a policy sees.

    Args:
        context: the set.
        code: the code of the rule of the catalogue.
        m: the object.
        at: field path of the rule.
        named: what has the rule, with its verb.
        rule: the rule.
    """
    for key in ("apiGroups", "apiVersions", "operations", "resources"):
        some = sequence(rule.get(key))
        field = f"{at}.{key}"
        subject = f'{m.kind} "{m.name}" {named}'
        if not some:
            help = "list some; * is all" + ('; the core group is ""' if key == "apiGroups" else "")
            yield context.finding(code, m, field, f"{subject} with a rule of no {key}", help=help)
        elif key != "resources" and "*" in some and len(some) > 1:
            yield context.finding(code, m, field, f"{subject} with a rule of all {key} and others", value=some, help="keep * alone")
        elif key == "resources" and len(some) > 1 and any(x in some for x in ("*", "*/*")):
            all_ = "*/*" if "*/*" in some else "*"
            clash = [x for x in some if x != all_ and type(x) is str and (all_ == "*/*" or "/" not in x)]
            if clash:
                help = f"keep {all_} alone; it contains the others"
                yield context.finding(code, m, field, f"{subject} with a rule of {all_} and others", value=some, help=help)
