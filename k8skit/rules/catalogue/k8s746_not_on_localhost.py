"""A port that a Service leads to does not listen on localhost.

Reads the arguments of containers and the Services that select them: an option that says where to listen, such as `--listen=127.0.0.1:8080`. What a container
is told by other means, no manifest shows.
"""

from __future__ import annotations

from ...finding import ERROR
from ...semantics.ports import resolve, target_of
from ..context import WORKLOADS, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S746"
_LOCAL = ("127.0.0.1:", "localhost:", "[::1]:")
_OPTIONS = ("addr", "address", "bind", "bind-addr", "bind-address", "listen", "listen-addr", "listen-address")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each argument that keeps a Service's port to the pod itself."""
    told: set[tuple[int, str]] = set()
    for service, spec, selected in context.services():
        for w in selected:
            local = _local(w)
            for port in sequence(spec.get("ports")) if local else ():
                target = target_of(port)
                number = None if target is None else resolve(target, w.spec)
                for path, value in local.get(number, ()):
                    if (id(w), path) not in told:
                        told.add((id(w), path))
                        yield context.finding(
                            CODE,
                            w.manifest,
                            w.field(path),
                            f'{w.title} listens on {value}, and Service "{service.name}" leads to that port',
                            value=value,
                            help=f"listen on all addresses: 0.0.0.0:{number}, or :{number}",
                        )


def _local(w: Workload) -> dict[int | None, list[tuple[str, str]]]:
    """Port -> field paths and values of the arguments that say to listen on it on localhost."""
    out: dict[int | None, list[tuple[str, str]]] = {}
    for path, c in w.running:
        for key in ("command", "args"):
            words = sequence(c.get(key))
            for i, word in enumerate(words):
                if type(word) is not str or not word.startswith("-"):
                    continue
                option, found, value = word.lstrip("-").partition("=")
                at = i if found else i + 1
                written: Any = value if found else words[at] if at < len(words) else None
                if option.lower().replace("_", "-") not in _OPTIONS or type(written) is not str or not written.startswith(_LOCAL):
                    continue
                number = written.rpartition(":")[2]
                if number.isascii() and number.isdigit() and len(number) < 6:
                    out.setdefault(int(number), []).append((f"{path}.{key}[{at}]", written))
    return out


RULE = Rule(
    CODE,
    "a port of a Service does not listen on localhost",
    severity=ERROR,
    on=("Service",),
    needs=("args", "command"),
    reads=("Service", *WORKLOADS),
    check=check,
    why="Nobody but the pod itself reaches it: connections to the Service are refused.",
    source="Istio documentation, Configuration Analysis, LocalhostListener; Application Requirements",
    fix="Listen on all addresses.",
    known_as=("istioctl IST0143",),
)
