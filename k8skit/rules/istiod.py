"""What the validating webhook of istiod refuses although the CRD takes it: what the rules about these kinds share.

They warn: an API server without the webhook takes the object, and istiod then ignores a part of it or all.
"""

from __future__ import annotations

from ..finding import WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..finding import Finding
    from ..manifest import Manifest
    from .context import Context

Wrong = tuple[str, str, object, str]
"""Field, what is wrong there, the value, and what to do."""

WHY = "The validating webhook of istiod refuses the object, so that kubectl apply or the GitOps controller stops there."
A_PROTOCOL = "write the protocol that is spoken there, such as HTTP, HTTP2, GRPC, HTTPS, TLS or TCP"
"""What to do about a protocol that is none."""


def refused(context: Context, code: str, m: Manifest, at: str, wrong: Iterable[Wrong]) -> Iterator[Finding]:
    """Yield a finding for each thing that istiod refuses of an object.

    Args:
        context: the set.
        code: the code of the rule.
        m: the object.
        at: where the fields are below.
        wrong: what is wrong.
    """
    for field, message, value, help in wrong:
        help = f"{help}; istiod refuses the {m.kind} as it is"
        yield context.finding(code, m, f"{at}{field}", f'{m.kind} "{m.name}" {message}', severity=WARNING, value=value, help=help)


def below(at: str, wrong: Iterable[Wrong]) -> Iterator[Wrong]:
    """Yield what is wrong in a part of an object, with the fields as they are in the whole.

    Args:
        at: where the part is.
        wrong: what is wrong in it.
    """
    for field, message, value, help in wrong:
        yield f"{at}{field}", message, value, help
