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
_LISTED = 5
"""How many others a finding names."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each ServiceEntry that another contradicts."""
    entries: dict[tuple[str, int], _Port] = {}
    for m in context.of(SERVICE_ENTRY):
        spec = mapping(m.object.get("spec"))
        seen_by = scopes(m, context.namespace_of(m))
        for i, port in enumerate(sequence(spec.get("ports"))):
            number = mapping(port).get("number")
            if type(number) is not int:
                continue
            for host in dict.fromkeys(h for h in sequence(spec.get("hosts")) if type(h) is str):
                entries.setdefault((host.lower(), number), _Port()).add(m, seen_by, str(port.get("protocol") or "").upper(), i)
    told: set[tuple[str, str, str, str]] = set()
    for (host, number), at in entries.items():
        for m, seen_by, protocol, i in at.entries if len(at.everywhere) > 1 else ():
            others = () if m.key in told else at.others(m, seen_by, protocol)
            if others:
                told.add(m.key)
                listed = ", ".join(f"{context.namespace_of(o)}/{o.name} ({p or 'none'})" for o, p in others)
                yield context.finding(
                    CODE,
                    m,
                    f"spec.ports[{i}].protocol",
                    f'ServiceEntry "{m.name}" has the protocol {protocol or "none"} for {host}:{number}, others another: {listed}',
                    severity=WARNING,
                    value=protocol,
                    help="give the port one protocol, or export each entry to its own namespace alone",
                )


class _Port:
    """A port of a host: the entries that have it, by the namespaces that see them and by protocol, so that none is compared with every other."""

    __slots__ = ("by_scope", "entries", "everywhere")

    def __init__(self) -> None:
        self.entries: list[tuple[Manifest, set[str], str, int]] = []
        self.by_scope: dict[str, dict[str, list[Manifest]]] = {}
        self.everywhere: dict[str, list[Manifest]] = {}

    def add(self, m: Manifest, seen_by: set[str], protocol: str, index: int) -> None:
        """Note an entry's port."""
        self.entries.append((m, seen_by, protocol, index))
        self.everywhere.setdefault(protocol, []).append(m)
        for scope in seen_by:
            self.by_scope.setdefault(scope, {}).setdefault(protocol, []).append(m)

    def others(self, m: Manifest, seen_by: set[str], protocol: str) -> list[tuple[Manifest, str]]:
        """Return entries of another protocol, with it, that a namespace sees beside this one: a few of them."""
        found: dict[tuple[str, str, str, str], tuple[Manifest, str]] = {}
        for by_protocol in [self.everywhere] if "*" in seen_by else [self.by_scope.get(scope, {}) for scope in (*sorted(seen_by), "*")]:
            for other, some in by_protocol.items():
                if other != protocol:
                    found.update({o.key: (o, other) for o in some[:_LISTED] if o.key != m.key})
        return list(found.values())[:_LISTED]


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
