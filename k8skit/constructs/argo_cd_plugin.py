"""ArgoCDPlugin: lets Argo CD run k8skit itself, where no output is committed."""

from __future__ import annotations

from ..core.construct import Construct
from ..core.fields import field
from ..core.types import NamespaceName, ObjectName
from ..objects.config_map import ConfigMap
from ..yamltext import dump

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COMMAND = (
    "PYTHONDONTWRITEBYTECODE=1 exec k8skit synth --stdout --quiet "
    '${ARGOCD_ENV_K8SKIT_ENVIRONMENT:+--environment "$ARGOCD_ENV_K8SKIT_ENVIRONMENT"}'
)
"""What the plugin runs in the folder of the app. Argo CD puts ARGOCD_ENV_ before what an Application says in `plugin.env`."""


class ArgoCDPlugin(Construct):
    """The definition of a config management plugin that runs `k8skit synth --stdout`, in a ConfigMap for a sidecar of Argo CD's repo server.

    The sidecar's image needs k8skit and what the apps import; the definition is mounted as `/home/argocd/cmp-server/config/plugin.yaml`. The plugin writes
    nothing and asks nobody, so its file system can be read-only. Findings go to standard error, which Argo CD shows; with an error nothing is rendered.

        ArgoCDPlugin(Chart(app, "argocd-plugins", namespace="argocd"), "k8skit")
        ArgoCD(app, "shop", repo="https://git.example.com/shop/app.git", path=".", plugin="k8skit")

    Args:
        scope: the construct that this one is part of.
        id: its id, and the plugin's name where `name` is not given.
        name: name of the plugin (default: the id).
        namespace: namespace of Argo CD (default: that of the chart).
        discover: a file that says that a folder is an app of k8skit, for Applications that name no plugin (default `./k8skit.toml`); None for none.

    Attributes:
        config: the ConfigMap, named `<name>-plugin`.
    """

    name: ObjectName | None = None
    namespace: NamespaceName | None = None
    discover: str | None = "./k8skit.toml"

    config: ConfigMap = field(init=False)

    def compose(self) -> None:
        """Make the ConfigMap."""
        name = self.name or self.id
        spec: dict[str, Any] = {"generate": {"command": ["sh", "-c"], "args": [COMMAND]}}
        if self.discover is not None:
            spec["discover"] = {"fileName": self.discover}
        plugin = {"apiVersion": "argoproj.io/v1alpha1", "kind": "ConfigManagementPlugin", "metadata": {"name": name}, "spec": spec}
        self.config = ConfigMap(self, "config", name=self.named("plugin"), namespace=self.namespace, data={"plugin.yaml": dump(plugin)})
