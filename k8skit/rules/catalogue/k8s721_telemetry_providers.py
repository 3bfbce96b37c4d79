"""A Telemetry names providers that work.

Reads Telemetries and the mesh configuration, as far as the set has it: access logs without a provider need one that the mesh has by default, and a
provider of a type that Istio has dropped does nothing.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..mesh_config import mesh_config
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S721"
KIND = "telemetry.istio.io/Telemetry"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each part of a Telemetry that does nothing."""
    config = mesh_config(context)
    has_default = bool(mapping(config.mesh.get("defaultProviders")).get("accessLogging"))
    dropped = config.providers("lightstep")
    for m in context.of(KIND):
        spec = mapping(m.object.get("spec"))
        for i, part in enumerate(sequence(spec.get("accessLogging"))):
            if has_default or type(part) is not dict or part.get("providers") or part.get("disabled") is True:
                continue
            yield context.finding(
                CODE,
                m,
                f"spec.accessLogging[{i}]",
                f'Telemetry "{m.name}" sets access logs and names no provider',
                severity=WARNING,
                help="name one, such as providers: [{name: envoy}], or set defaultProviders.accessLogging of the mesh",
            )
        for i, part in enumerate(sequence(spec.get("tracing"))):
            for j, provider in enumerate(sequence(mapping(part).get("providers"))):
                name = mapping(provider).get("name")
                if type(name) is str and name in dropped:
                    yield context.finding(
                        CODE,
                        m,
                        f"spec.tracing[{i}].providers[{j}].name",
                        f'the tracing provider {name} of Telemetry "{m.name}" is of the type lightstep, which is deprecated',
                        severity=WARNING,
                        value=name,
                        help="use a provider of the type opentelemetry",
                    )


RULE = Rule(
    CODE,
    "a Telemetry names providers that work",
    severity=WARNING,
    on=(KIND,),
    needs=("accessLogging", "tracing"),
    reads=(KIND, "ConfigMap"),
    check=check,
    why="Without a provider nothing is logged; with one that is gone nothing is traced.",
    source="Istio documentation, Telemetry: AccessLogging, Tracing; Configuration Analysis, InvalidTelemetryProvider",
    fix="Name a provider that the mesh has.",
    known_as=("istioctl IST0002", "istioctl IST0157"),
)
