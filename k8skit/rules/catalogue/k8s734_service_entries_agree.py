"""A port of a host has one protocol in all ServiceEntries that a namespace sees.

Reads `hosts`, `ports` and `exportTo` of ServiceEntries.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..mesh import SERVICE_ENTRY, scopes
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S734"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each ServiceEntry that another contradicts."""
    entries: dict[tuple[str, int], list[tuple[Manifest, set[str], str, int]]] = {}
    for m in context.of(SERVICE_ENTRY):
        spec = mapping(m.object.get("spec"))
        seen_by = scopes(m, context.namespace_of(m))
        for i, port in enumerate(sequence(spec.get("ports"))):
            number = mapping(port).get("number")
            if type(number) is not int:
                continue
            for host in dict.fromkeys(h for h in sequence(spec.get("hosts")) if type(h) is str):
                entries.setdefault((host.lower(), number), []).append((m, seen_by, str(port.get("protocol") or "").upper(), i))
    told: set[tuple[str, str, str, str]] = set()
    for (host, number), some in entries.items():
        if len({protocol for _, _, protocol, _ in some}) < 2:
            continue
        for m, seen_by, protocol, i in some:
            others = [
                (o, p)
                for o, scope, p, _ in some
                if p != protocol and o.key != m.key and (scope & seen_by or "*" in scope or "*" in seen_by)
            ]
            if others and m.key not in told:
                told.add(m.key)
                listed = ", ".join(f"{context.namespace_of(o)}/{o.name} ({p or 'none'})" for o, p in others[:5])
                yield context.finding(
                    CODE,
                    m,
                    f"spec.ports[{i}].protocol",
                    f'ServiceEntry "{m.name}" has the protocol {protocol or "none"} for {host}:{number}, others another: {listed}',
                    severity=WARNING,
                    value=protocol,
                    help="give the port one protocol, or export each entry to its own namespace alone",
                )


RULE = Rule(
    CODE,
    "a port of a host has one protocol in all ServiceEntries",
    severity=WARNING,
    on=(SERVICE_ENTRY,),
    least=2,
    reads=(SERVICE_ENTRY,),
    check=check,
    why="Which protocol a proxy expects depends on the order in which they were made.",
    source="Istio documentation, ServiceEntry; Configuration Analysis, ConflictingServiceEntryProtocol",
    fix="Keep one ServiceEntry for a host.",
    known_as=("istioctl IST0177",),
)
