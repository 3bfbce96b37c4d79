"""A pod with DNS of its own says which servers it asks, within the limits of the resolver.

Reads `dnsPolicy` and `dnsConfig` of pods.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import WORKLOADS, mapping, sequence
from ..pods import finding, items, pods
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S156"
_SERVERS = 3
_SEARCHES = 32
_CHARACTERS = 2048


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each setting that the API server refuses."""
    for w in pods(context):
        config = mapping(w.spec.get("dnsConfig"))
        servers = sequence(config.get("nameservers"))
        if w.spec.get("dnsPolicy") == "None" and not servers:
            help = "add dnsConfig.nameservers, or use the policy ClusterFirst"
            message = f"{w.title} has the DNS policy None and no server to ask"
            yield finding(context, CODE, w, "spec.dnsConfig.nameservers", message, help=help)
        if config:
            yield from _limits(context, w, servers, sequence(config.get("searches")))
            for i, option in items(config, "options"):
                if not option.get("name"):
                    message = f"{w.title} has a DNS option without a name"
                    yield finding(context, CODE, w, f"spec.dnsConfig.options[{i}].name", message, help="name the option, such as ndots")


def _limits(context: Context, w: Workload, servers: list[object], searches: list[object]) -> Iterator[Finding]:
    if len(servers) > _SERVERS:
        message = f"{w.title} asks {len(servers)} DNS servers"
        help = f"keep {_SERVERS} at most"
        yield finding(context, CODE, w, "spec.dnsConfig.nameservers", message, value=servers, help=help)
    length = len(" ".join(s for s in searches if type(s) is str))
    if len(searches) > _SEARCHES or length > _CHARACTERS:
        message = f"{w.title} searches {len(searches)} domains, {length} characters together"
        help = f"keep {_SEARCHES} domains and {_CHARACTERS} characters at most"
        yield finding(context, CODE, w, "spec.dnsConfig.searches", message, value=len(searches), help=help)


RULE = Rule(
    CODE,
    "a pod's own DNS is complete and within the limits",
    severity=ERROR,
    on=(*WORKLOADS,),
    needs=("dnsConfig", "dnsPolicy"),
    reads=tuple(WORKLOADS),
    check=check,
    why="The API server refuses the pod, and with it the workload.",
    source="Kubernetes documentation, DNS for Services and Pods: Pod's DNS Config, DNS search domain list limits",
    fix="Name the servers, three at most, and shorten the list of domains.",
)
