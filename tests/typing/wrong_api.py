"""What is wrong: each checker must say what the comment says, and nothing else. Not run, only checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from k8skit.api.apps.v1 import Deployment, Deploymnt  # both: Deploymnt
from k8skit.api.autoscaling.v2 import HorizontalPodAutoscaler
from k8skit.api.core.v1 import ConfigMap, Service
from k8skit.api.gateway_networking_k8s_io.v1 import HTTPRoute
from k8skit.api.networking_istio_io.v1 import VirtualService
from k8skit.api.networking_k8s_io.v1 import NetworkPolicy

if TYPE_CHECKING:
    from k8skit.api.apps.v1 import DeploymentStrategy
    from k8skit.api.core.v1 import Container
    from k8skit.core.construct import Construct


def build(scope: Construct) -> None:
    # a misspelled key: at the top, in metadata, in a pod, in an item of a list, in an item of a list in one
    Deployment(scope, "a", specs={})  # both: specs
    Deployment(scope, "b", metadata={"nam": "web"})  # both: "nam" ObjectMeta
    Deployment(scope, "c", spec={"selector": {}, "template": {"spec": {"containers": [], "hostnam": "x"}}})  # both: "hostnam" PodSpec
    containers: list[Container] = [{"name": "x", "imge": "y"}]  # both: "imge" Container
    Deployment(scope, "d", spec={"selector": {}, "template": {"spec": {"containers": containers}}})
    Deployment(
        scope,
        "e",
        spec={
            "selector": {},
            "template": {
                "spec": {
                    "containers": [
                        {
                            "name": "x",
                            "ports": [
                                {"containerPort": 80, "protocl": "TCP"},  # both: "protocl" ContainerPort
                            ],
                        }
                    ]
                }
            },
        },
    )
    # wrong values
    recreate: DeploymentStrategy = {"type": "Recreated"}  # both: 'Recreated' 'Recreate', 'RollingUpdate'
    Deployment(scope, "f", spec={"selector": {}, "template": {}, "strategy": {"type": "Rolling"}})  # both: 'Rolling' 'Recreate',
    Deployment(scope, "g", spec={"selector": {}, "template": {}, "replicas": "3"})  # both: "replicas"|'3' int
    Service(scope, "h", spec={"ports": [{"port": "80"}]})  # both: "port"|'80' int
    ConfigMap(scope, "i", data={"a": 1})  # both: "int"
    HorizontalPodAutoscaler(scope, "j", spec={"maxReplicas": 3.5, "scaleTargetRef": {"kind": "a", "name": "b"}})  # both: float int
    # what is missing
    Deployment(scope, "k", spec={"template": {}})  # both: "selector" DeploymentSpec
    Service(scope, "l", spec={"ports": [{"name": "x"}]})  # both: "port" ServicePort
    bare: Container = {"image": "x"}  # both: "name" Container
    assert bare
    assert recreate
    # what nobody knows
    Deployment(scope, "m", apiVersion="apps/v1")  # both: apiVersion
    Deployment(scope, "n", status={})  # both: status
    Deployment("scope", "o")  # both: Construct
    Deploymnt(scope, "o2")
    # the same in kinds of CRDs, and beside a field whose name is a keyword
    NetworkPolicy(scope, "p", spec={"podSelector": {}, "ingress": [{"frm": []}]})  # both: "frm" NetworkPolicyIngressRule
    HTTPRoute(scope, "q", spec={"rules": [{"backendRefs": [{"name": "x", "prt": 80}]}]})  # both: "prt" HTTPRouteBackendRef
    VirtualService(scope, "r", spec={"http": [{"route": [{"destination": {"hst": "a"}}]}]})  # both: "hst" Destination
