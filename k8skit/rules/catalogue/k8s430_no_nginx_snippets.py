"""No Ingress puts text into the configuration of ingress-nginx.

Reads the annotations of Ingresses that end with `-snippet`.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S430"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each snippet."""
    for m in context.of("networking.k8s.io/Ingress"):
        for key in mapping(mapping(m.object.get("metadata")).get("annotations")):
            if type(key) is str and key.startswith("nginx.ingress.kubernetes.io/") and key.endswith("-snippet"):
                message = f'Ingress "{m.name}" puts text into the configuration of nginx'
                help = "use the annotation for what it does; ingress-nginx refuses snippets unless it is told to allow them"
                yield context.finding(CODE, m, f"metadata.annotations[{key}]", message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "no Ingress brings its own configuration of nginx",
    severity=WARNING,
    on=("networking.k8s.io/Ingress",),
    needs=(
        "nginx.ingress.kubernetes.io/auth-snippet",
        "nginx.ingress.kubernetes.io/configuration-snippet",
        "nginx.ingress.kubernetes.io/modsecurity-snippet",
        "nginx.ingress.kubernetes.io/server-snippet",
        "nginx.ingress.kubernetes.io/stream-snippet",
    ),
    opt_in=True,
    reads=("networking.k8s.io/Ingress",),
    check=check,
    why="Such text can read the token of the controller, and with it all Secrets of the cluster (CVE-2021-25742).",
    source="ingress-nginx documentation, ConfigMap: allow-snippet-annotations",
    fix="Leave the snippet out.",
    known_as=(
        "checkov CKV_K8S_152",
        "checkov CKV_K8S_153",
        "checkov CKV_K8S_154",
        "kubescape C-0059",
        "datree INGRESS_CVE2021_25742_INCORRECT_SERVER_SNIPPET_KEY",
    ),
)
