"""Api: how Acme runs an API: two pods or more, a public host name, metrics, and an owner who can be called."""

from k8skit import Autoscaling, Construct, Image, LabelValue, Resources, WebService, field
from k8skit.api.monitoring_coreos_com.v1 import PodMonitor


class Api(Construct):
    """An API of Acme.

    Args:
        image: image reference.
        owner: the team that is called when it breaks.
        most: most pods (default 10).
    """

    image: Image
    owner: LabelValue
    most: int = 10

    web: WebService = field(init=False)

    def compose(self) -> None:
        self.web = WebService(
            self,
            "web",
            name=self.id,
            image=self.image,
            ports={"http-metrics": 9090},
            autoscaling=Autoscaling(2, self.most, cpu=70),
            resources=Resources(cpu="250m", memory="512Mi"),
            readiness="/ready",
            host=f"{self.id}.acme.example",
            labels={"acme.example/owner": self.owner},
        )
        PodMonitor(
            self,
            "metrics",
            metadata={"name": self.id},
            spec={"selector": {"matchLabels": self.web.pod_selector}, "podMetricsEndpoints": [{"port": "http-metrics"}]},
        )
