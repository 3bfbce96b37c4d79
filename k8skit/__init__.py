"""k8skit: Kubernetes manifests from Python constructs, strict, fast, offline.

The public names stand here; each is loaded from its module on first use, so that importing k8skit costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._version import __version__ as __version__
    from .app import App as App
    from .cdk8s.backend import Cdk8sBackend as Cdk8sBackend
    from .cdk8s.chart import Cdk8sChart as Cdk8sChart
    from .constructs.argo_cd import ArgoCD as ArgoCD
    from .constructs.argo_cd_plugin import ArgoCDPlugin as ArgoCDPlugin
    from .constructs.canary_route import CanaryRoute as CanaryRoute
    from .constructs.flux import Flux as Flux
    from .constructs.stateful_db import StatefulDB as StatefulDB
    from .constructs.tenant import Tenant as Tenant
    from .constructs.web_service import WebService as WebService
    from .constructs.web_service import WebVariant as WebVariant
    from .core.api_object import ApiObject as ApiObject
    from .core.chart import Chart as Chart
    from .core.construct import Construct as Construct
    from .core.external import External as External
    from .core.external import external as external
    from .core.fields import Value as Value
    from .core.fields import field as field
    from .core.node import Node as Node
    from .core.references import ConfigKey as ConfigKey
    from .core.references import NamespaceRef as NamespaceRef
    from .core.references import SecretKey as SecretKey
    from .core.types import ConfigKeyName as ConfigKeyName
    from .core.types import Count as Count
    from .core.types import CountOrPercent as CountOrPercent
    from .core.types import EnvName as EnvName
    from .core.types import GatewayName as GatewayName
    from .core.types import HostName as HostName
    from .core.types import Image as Image
    from .core.types import LabelKey as LabelKey
    from .core.types import LabelName as LabelName
    from .core.types import LabelValue as LabelValue
    from .core.types import NamespaceName as NamespaceName
    from .core.types import ObjectName as ObjectName
    from .core.types import Path as Path
    from .core.types import Port as Port
    from .core.types import PortName as PortName
    from .core.types import PositiveCount as PositiveCount
    from .core.types import Quantity as Quantity
    from .core.types import Seconds as Seconds
    from .core.types import ServiceName as ServiceName
    from .errors import CallError as CallError
    from .errors import CheckError as CheckError
    from .errors import K8skitError as K8skitError
    from .errors import OutputError as OutputError
    from .errors import UsageError as UsageError
    from .files.include import Include as Include
    from .finding import Finding as Finding
    from .manifest import Manifest as Manifest
    from .manifest import Marked as Marked
    from .objects.autoscaler import HorizontalPodAutoscaler as HorizontalPodAutoscaler
    from .objects.autoscaling import Autoscaling as Autoscaling
    from .objects.backend import Backend as Backend
    from .objects.claim import ClaimTemplate as ClaimTemplate
    from .objects.claim import PersistentVolumeClaim as PersistentVolumeClaim
    from .objects.config_map import ConfigMap as ConfigMap
    from .objects.container import Container as Container
    from .objects.daemon_set import DaemonSet as DaemonSet
    from .objects.deployment import Deployment as Deployment
    from .objects.destination_rule import DestinationRule as DestinationRule
    from .objects.destination_rule import OutlierDetection as OutlierDetection
    from .objects.destination_rule import Subset as Subset
    from .objects.destination_rule import TrafficPolicy as TrafficPolicy
    from .objects.disruption_budget import PodDisruptionBudget as PodDisruptionBudget
    from .objects.engine import Engine as Engine
    from .objects.env import EnvFrom as EnvFrom
    from .objects.env import FieldRef as FieldRef
    from .objects.env import ResourceRef as ResourceRef
    from .objects.external_secret import ExternalSecret as ExternalSecret
    from .objects.external_secret import RemoteKey as RemoteKey
    from .objects.gateway import Gateway as Gateway
    from .objects.gateway import Listener as Listener
    from .objects.http_route import GatewayRef as GatewayRef
    from .objects.http_route import HTTPRoute as HTTPRoute
    from .objects.http_route import RouteBackend as RouteBackend
    from .objects.http_route import RouteMatch as RouteMatch
    from .objects.http_route import RouteRule as RouteRule
    from .objects.ingress import Ingress as Ingress
    from .objects.ingress import IngressPath as IngressPath
    from .objects.istio_gateway import GatewayServer as GatewayServer
    from .objects.istio_gateway import IstioGateway as IstioGateway
    from .objects.job import CronJob as CronJob
    from .objects.job import Job as Job
    from .objects.namespace import Namespace as Namespace
    from .objects.network_policy import Allow as Allow
    from .objects.network_policy import NetworkPolicy as NetworkPolicy
    from .objects.network_policy import NetworkPort as NetworkPort
    from .objects.network_policy import Peer as Peer
    from .objects.peer_authentication import PeerAuthentication as PeerAuthentication
    from .objects.pod import Pod as Pod
    from .objects.pod import Spread as Spread
    from .objects.probe import Probe as Probe
    from .objects.quota import LimitRange as LimitRange
    from .objects.quota import ResourceQuota as ResourceQuota
    from .objects.rbac import ClusterRole as ClusterRole
    from .objects.rbac import ClusterRoleBinding as ClusterRoleBinding
    from .objects.rbac import PolicyRule as PolicyRule
    from .objects.rbac import Role as Role
    from .objects.rbac import RoleBinding as RoleBinding
    from .objects.rbac import RoleRef as RoleRef
    from .objects.rbac import Subject as Subject
    from .objects.resources import Resources as Resources
    from .objects.secret_file import SealedSecretFile as SealedSecretFile
    from .objects.secret_file import SecretFile as SecretFile
    from .objects.secret_file import SopsFile as SopsFile
    from .objects.service import Service as Service
    from .objects.service import ServicePort as ServicePort
    from .objects.service_account import ServiceAccount as ServiceAccount
    from .objects.stateful_set import StatefulSet as StatefulSet
    from .objects.virtual_service import Destination as Destination
    from .objects.virtual_service import RequestMatch as RequestMatch
    from .objects.virtual_service import Retries as Retries
    from .objects.virtual_service import VirtualRoute as VirtualRoute
    from .objects.virtual_service import VirtualService as VirtualService
    from .objects.volume import Mount as Mount
    from .objects.volume import Volume as Volume

_HOME = {
    "_version": "__version__",
    "app": "App",
    "cdk8s.backend": "Cdk8sBackend",
    "cdk8s.chart": "Cdk8sChart",
    "constructs.argo_cd": "ArgoCD",
    "constructs.argo_cd_plugin": "ArgoCDPlugin",
    "constructs.canary_route": "CanaryRoute",
    "constructs.flux": "Flux",
    "constructs.stateful_db": "StatefulDB",
    "constructs.tenant": "Tenant",
    "constructs.web_service": "WebService WebVariant",
    "core.api_object": "ApiObject",
    "core.chart": "Chart",
    "core.construct": "Construct",
    "core.external": "External external",
    "core.fields": "Value field",
    "core.node": "Node",
    "core.references": "ConfigKey NamespaceRef SecretKey",
    "core.types": (
        "ConfigKeyName Count CountOrPercent EnvName GatewayName HostName Image LabelKey LabelName LabelValue "
        "NamespaceName ObjectName Path Port PortName PositiveCount Quantity Seconds ServiceName"
    ),
    "errors": "CallError CheckError K8skitError OutputError UsageError",
    "files.include": "Include",
    "finding": "Finding",
    "manifest": "Manifest Marked",
    "objects.autoscaler": "HorizontalPodAutoscaler",
    "objects.autoscaling": "Autoscaling",
    "objects.backend": "Backend",
    "objects.claim": "ClaimTemplate PersistentVolumeClaim",
    "objects.config_map": "ConfigMap",
    "objects.container": "Container",
    "objects.daemon_set": "DaemonSet",
    "objects.deployment": "Deployment",
    "objects.destination_rule": "DestinationRule OutlierDetection Subset TrafficPolicy",
    "objects.disruption_budget": "PodDisruptionBudget",
    "objects.engine": "Engine",
    "objects.env": "EnvFrom FieldRef ResourceRef",
    "objects.external_secret": "ExternalSecret RemoteKey",
    "objects.gateway": "Gateway Listener",
    "objects.http_route": "GatewayRef HTTPRoute RouteBackend RouteMatch RouteRule",
    "objects.ingress": "Ingress IngressPath",
    "objects.istio_gateway": "GatewayServer IstioGateway",
    "objects.job": "CronJob Job",
    "objects.namespace": "Namespace",
    "objects.network_policy": "Allow NetworkPolicy NetworkPort Peer",
    "objects.peer_authentication": "PeerAuthentication",
    "objects.pod": "Pod Spread",
    "objects.probe": "Probe",
    "objects.quota": "LimitRange ResourceQuota",
    "objects.rbac": "ClusterRole ClusterRoleBinding PolicyRule Role RoleBinding RoleRef Subject",
    "objects.resources": "Resources",
    "objects.secret_file": "SealedSecretFile SecretFile SopsFile",
    "objects.service": "Service ServicePort",
    "objects.service_account": "ServiceAccount",
    "objects.stateful_set": "StatefulSet",
    "objects.virtual_service": "Destination RequestMatch Retries VirtualRoute VirtualService",
    "objects.volume": "Mount Volume",
}
"""Module -> the public names in it. A test holds it equal to the imports above."""

_MODULES = {name: module for module, names in _HOME.items() for name in names.split()}

if not TYPE_CHECKING:  # type checkers would accept any name from a module with __getattr__
    __all__ = sorted(_MODULES)

    def __getattr__(name: str) -> object:
        module = _MODULES.get(name)
        if module is None:
            raise _NameNotFoundError(f"module 'k8skit' has no attribute {name!r}", name=name)
        value = getattr(__import__(f"k8skit.{module}", fromlist=(name,)), name)  # importlib would cost as much as three modules
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *_MODULES})


class _NameNotFoundError(AttributeError):
    """Looks for the closest name only when it is read: `from . import module` asks for the attribute first, and drops this."""

    def __str__(self) -> str:
        from .names import closest

        near = closest(self.name, sorted(_MODULES))
        return f"{self.args[0]}. Did you mean {near}?" if near else str(self.args[0])
