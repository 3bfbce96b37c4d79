"""A pod sets the DNS option `ndots` to 2, so that names of other hosts are not looked for in the cluster first.

Reads `dnsConfig.options` of pods.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S532"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such workload."""
    most = RULE.option(context, "ndots")
    for w in context.workloads():
        value = sequence(mapping(w.spec.get("dnsConfig")).get("options"))
        if not any(mapping(o).get("name") == "ndots" and str(mapping(o).get("value")) == str(most) for o in value):
            message = f"{w.title} does not set the DNS option ndots to {most}"
            yield context.finding(
                CODE,
                w.manifest,
                w.field("spec.dnsConfig.options"),
                message,
                severity=WARNING,
                value=value,
                help=f'add dnsConfig: {{options: [{{name: ndots, value: "{most}"}}]}}',
            )


RULE = Rule(
    CODE,
    "a pod asks DNS once per name",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Each lookup of an outside name is asked for up to five times, which loads DNS and takes time.",
    source="Kubernetes documentation, DNS for Services and Pods: Pod's DNS Config",
    fix="Set ndots to 2.",
    known_as=("kube-linter dnsconfig-options",),
    options={"ndots": (2, "the number of dots below which search domains are tried first")},
)
