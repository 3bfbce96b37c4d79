"""Match conditions of admission webhooks: expressions that the API server compiles before it takes the configuration.

They are compiled only: what they say of an object decides whether a webhook is asked, not whether the object is taken.

Source: Kubernetes documentation, Dynamic Admission Control, Matching requests: matchConditions.
"""

from __future__ import annotations

from ..finding import Finding
from .engine import CompileError, Unsupported
from .matching import mapping, sequence
from .policies import INPUTS, WRONG
from .rules import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from ..manifest import Manifest
    from .engine import Engine

KINDS = ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")


def expressions(m: Manifest) -> list[tuple[str, str]]:
    """Return field and text of each expression in the match conditions of a configuration; none of any other object.

    Args:
        m: the object.
    """
    if m.kind not in KINDS:
        return []
    out = []
    for i, hook in enumerate(map(mapping, sequence(m.object.get("webhooks")))):
        conditions: list[Any] = sequence(hook.get("matchConditions"))
        for j, condition in enumerate(map(mapping, conditions)):
            text = condition.get("expression")
            if isinstance(text, str):
                out.append((f"webhooks[{i}].matchConditions[{j}].expression", text))
    return out


def check(manifests: Iterable[Manifest], engine: Engine) -> Iterator[Finding]:
    """Yield a finding for each match condition that the API server does not compile.

    Args:
        manifests: the objects of one run.
        engine: the engine.
    """
    for m in manifests:
        for field, text in expressions(m):
            try:
                engine.compile(text, INPUTS, result=("bool",))
            except Unsupported:
                continue  # such as a use of the authorizer, which only a cluster has
            except CompileError as e:
                help = "correct the condition: the API server refuses the configuration"
                message = f"the expression is not valid CEL: {e}"
                yield Finding(WRONG, message, origin=m.origin, object=m.id, field=field, value=shown(text), help=help)
