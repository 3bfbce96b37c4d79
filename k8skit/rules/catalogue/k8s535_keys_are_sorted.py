"""The keys of each mapping are in alphabetical order.

Reads all objects.
"""

from __future__ import annotations

from ...finding import WARNING
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S535"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each mapping in another order."""
    for m in context.every():
        stack: list[tuple[str, Any]] = [("", m.object)]
        while stack:
            at, node = stack.pop()
            if type(node) is list:
                stack += [(f"{at}[{i}]", item) for i, item in reversed(list(enumerate(node)))]
            elif type(node) is dict:
                keys = [str(key) for key in node]
                if keys != sorted(keys):
                    message = f'the keys {f"of {at}" if at else "of the object"} are not sorted in {m.kind} "{m.name}"'
                    help = f"the order is {', '.join(sorted(keys)[:12])}"
                    yield context.finding(CODE, m, at or "-", message, severity=WARNING, help=help)
                stack += [(f"{at}.{key}" if at else str(key), value) for key, value in reversed(list(node.items()))]


RULE = Rule(
    CODE,
    "keys are sorted",
    severity=WARNING,
    on=("*",),
    opt_in=True,
    reads=("*",),
    check=check,
    why="Changes are harder to see, and tools that sort keys change every line.",
    source="kube-linter documentation, sorted-keys",
    fix="Sort the keys.",
    known_as=("kube-linter sorted-keys",),
)
