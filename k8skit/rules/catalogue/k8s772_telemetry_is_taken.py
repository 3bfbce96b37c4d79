"""The webhook of istiod takes a Telemetry: its tags have names and values.

Reads tags of traces, and tags that metrics override.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ..context import mapping, sequence
from ..istiod import WHY, Wrong, refused
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S772"
_TELEMETRY = "telemetry.istio.io/Telemetry"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that istiod refuses."""
    for m in context.of(_TELEMETRY):
        yield from refused(context, CODE, m, "spec", _tags(mapping(m.object.get("spec"))))


def _tags(spec: dict[str, Any]) -> Iterator[Wrong]:
    for i, tracing in enumerate(sequence(spec.get("tracing"))):
        for name in mapping(mapping(tracing).get("customTags")):
            if name == "":
                yield f".tracing[{i}].customTags", "has a tag without a name", "", "name the tag"
    for i, metrics in enumerate(sequence(spec.get("metrics"))):
        for j, override in enumerate(sequence(mapping(metrics).get("overrides"))):
            for name, tag in mapping(mapping(override).get("tagOverrides")).items():
                if type(tag) is dict and not tag.get("value") and not tag.get("operation"):
                    yield (
                        f".metrics[{i}].overrides[{j}].tagOverrides[{name}].value",
                        f"sets the tag {name} to nothing",
                        NO_VALUE,
                        "give it a value, or write operation: REMOVE",
                    )


RULE = Rule(
    CODE,
    "istiod takes a Telemetry",
    severity=WARNING,
    on=(_TELEMETRY,),
    needs=("customTags", "tagOverrides"),
    reads=(_TELEMETRY,),
    check=check,
    why=WHY,
    source="Istio documentation, Telemetry: Tracing.CustomTag, MetricsOverrides.TagOverride",
    fix="Complete the tag as the finding says.",
    known_as=("istioctl IST0106",),
)
