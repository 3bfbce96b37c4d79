"""What no text can carry: half a character, a number that is none, an integer that Kubernetes would round.

Asked where a text could not be made, and by `k8skit check`, which makes none.
"""

from __future__ import annotations

from ..errors import CallError
from ..yamltext import dump

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..finding import Finding
    from ..manifest import Manifest


def unwritable(manifests: Iterable[Manifest]) -> list[Finding]:
    """Return K8S924 and K8S922 for every value that cannot be written, with the place that made its object.

    Args:
        manifests: the objects of one run; those that are passed on as text are fine.
    """
    found: list[Finding] = []
    for m in manifests:
        if m.text:
            continue
        try:
            dump(m.object)
        except CallError as e:
            for f in e.findings:
                f.origin, f.object = m.origin, m.id
            found += e.findings
    return found
