"""k8skit: Kubernetes manifests from Python constructs, strict, fast, offline.

The public names stand here; each is loaded from its module on first use, so that importing k8skit costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._version import __version__ as __version__
    from .app import App as App
    from .constructs.canary_route import CanaryRoute as CanaryRoute
    from .constructs.stateful_db import StatefulDB as StatefulDB
    from .constructs.tenant import Tenant as Tenant
    from .constructs.web_service import WebService as WebService, WebVariant as WebVariant
    from .core.api_object import ApiObject as ApiObject
    from .core.chart import Chart as Chart
    from .core.construct import Construct as Construct
    from .core.external import External as External, external as external
    from .core.fields import Value as Value, field as field
    from .core.node import Node as Node
    from .core.references import ConfigKey as ConfigKey, NamespaceRef as NamespaceRef, SecretKey as SecretKey
    from .core.types import ConfigKeyName as ConfigKeyName, Count as Count, CountOrPercent as CountOrPercent, EnvName as EnvName, HostName as HostName, Image as Image, LabelKey as LabelKey, LabelName as LabelName, LabelValue as LabelValue, NamespaceName as NamespaceName, ObjectName as ObjectName, Path as Path, Port as Port, PortName as PortName, PositiveCount as PositiveCount, Quantity as Quantity, Seconds as Seconds, ServiceName as ServiceName
    from .errors import CallError as CallError, CheckError as CheckError, K8skitError as K8skitError, OutputError as OutputError, UsageError as UsageError
    from .finding import Finding as Finding
    from .manifest import Manifest as Manifest
    from .objects.autoscaler import HorizontalPodAutoscaler as HorizontalPodAutoscaler
    from .objects.autoscaling import Autoscaling as Autoscaling
    from .objects.backend import Backend as Backend
    from .objects.claim import ClaimTemplate as ClaimTemplate, PersistentVolumeClaim as PersistentVolumeClaim
    from .objects.config_map import ConfigMap as ConfigMap
    from .objects.container import Container as Container
    from .objects.daemon_set import DaemonSet as DaemonSet
    from .objects.deployment import Deployment as Deployment
    from .objects.destination_rule import DestinationRule as DestinationRule, OutlierDetection as OutlierDetection, Subset as Subset, TrafficPolicy as TrafficPolicy
    from .objects.disruption_budget import PodDisruptionBudget as PodDisruptionBudget
    from .objects.engine import Engine as Engine
    from .objects.env import EnvFrom as EnvFrom, FieldRef as FieldRef, ResourceRef as ResourceRef
    from .objects.external_secret import ExternalSecret as ExternalSecret, RemoteKey as RemoteKey
    from .objects.gateway import Gateway as Gateway, Listener as Listener
    from .objects.http_route import GatewayRef as GatewayRef, HTTPRoute as HTTPRoute, RouteBackend as RouteBackend, RouteMatch as RouteMatch, RouteRule as RouteRule
    from .objects.ingress import Ingress as Ingress, IngressPath as IngressPath
    from .objects.istio_gateway import GatewayServer as GatewayServer, IstioGateway as IstioGateway
    from .objects.job import CronJob as CronJob, Job as Job
    from .objects.namespace import Namespace as Namespace
    from .objects.network_policy import Allow as Allow, NetworkPolicy as NetworkPolicy, NetworkPort as NetworkPort, Peer as Peer
    from .objects.peer_authentication import PeerAuthentication as PeerAuthentication
    from .objects.pod import Pod as Pod, Spread as Spread
    from .objects.probe import Probe as Probe
    from .objects.quota import LimitRange as LimitRange, ResourceQuota as ResourceQuota
    from .objects.rbac import ClusterRole as ClusterRole, ClusterRoleBinding as ClusterRoleBinding, PolicyRule as PolicyRule, Role as Role, RoleBinding as RoleBinding, RoleRef as RoleRef, Subject as Subject
    from .objects.resources import Resources as Resources
    from .objects.service import Service as Service, ServicePort as ServicePort
    from .objects.service_account import ServiceAccount as ServiceAccount
    from .objects.stateful_set import StatefulSet as StatefulSet
    from .objects.virtual_service import Destination as Destination, RequestMatch as RequestMatch, Retries as Retries, VirtualRoute as VirtualRoute, VirtualService as VirtualService
    from .objects.volume import Mount as Mount, Volume as Volume

_HOME = {
    "_version": "__version__",
    "app": "App",
    "constructs.canary_route": "CanaryRoute",
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
    "core.types": "ConfigKeyName Count CountOrPercent EnvName HostName Image LabelKey LabelName LabelValue NamespaceName ObjectName Path Port PortName PositiveCount Quantity Seconds ServiceName",
    "errors": "CallError CheckError K8skitError OutputError UsageError",
    "finding": "Finding",
    "manifest": "Manifest",
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
    "objects.service": "Service ServicePort",
    "objects.service_account": "ServiceAccount",
    "objects.stateful_set": "StatefulSet",
    "objects.virtual_service": "Destination RequestMatch Retries VirtualRoute VirtualService",
    "objects.volume": "Mount Volume",
}
"""Module -> the public names in it. A test holds it equal to the imports above."""

if not TYPE_CHECKING:  # type checkers would accept any name from a module with __getattr__
    __all__ = sorted(n for names in _HOME.values() for n in names.split())

    def __getattr__(name: str) -> object:
        for module, names in _HOME.items():
            if name in names.split():
                from importlib import import_module

                value = getattr(import_module(f"k8skit.{module}"), name)
                globals()[name] = value
                return value
        raise AttributeError(f"module 'k8skit' has no attribute {name!r}{_hint(name)}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *(n for names in _HOME.values() for n in names.split())})


def _hint(name: str) -> str:
    from .names import closest

    near = closest(name, [n for names in _HOME.values() for n in names.split()])
    return f". Did you mean {near}?" if near else ""
