# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.core import v1 as _core_v1
from k8skit.api.meta import v1 as _meta_v1

class ControllerRevisionBody(_t.TypedDict, total=False):
    data: _Mapping[str, _t.Any] | None
    metadata: _meta_v1.ObjectMeta
    revision: int | None

class DaemonSetBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: DaemonSetSpec

class DaemonSetSpec(_t.TypedDict, total=False):
    minReadySeconds: int | None
    revisionHistoryLimit: int | None
    selector: _t.Required[_meta_v1.LabelSelector]
    template: _t.Required[_core_v1.PodTemplateSpec]
    updateStrategy: DaemonSetUpdateStrategy

class DaemonSetUpdateStrategy(_t.TypedDict, total=False):
    rollingUpdate: RollingUpdateDaemonSet
    type: _t.Literal["OnDelete", "RollingUpdate"] | None

class DeploymentBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: DeploymentSpec

class DeploymentSpec(_t.TypedDict, total=False):
    minReadySeconds: int | None
    paused: bool | None
    progressDeadlineSeconds: int | None
    replicas: int | None
    revisionHistoryLimit: int | None
    selector: _t.Required[_meta_v1.LabelSelector]
    strategy: DeploymentStrategy
    template: _t.Required[_core_v1.PodTemplateSpec]

class DeploymentStrategy(_t.TypedDict, total=False):
    rollingUpdate: RollingUpdateDeployment
    type: _t.Literal["Recreate", "RollingUpdate"] | None

class ReplicaSetBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ReplicaSetSpec

class ReplicaSetSpec(_t.TypedDict, total=False):
    minReadySeconds: int | None
    replicas: int | None
    selector: _t.Required[_meta_v1.LabelSelector]
    template: _core_v1.PodTemplateSpec

class RollingUpdateDaemonSet(_t.TypedDict, total=False):
    maxSurge: int | str | None
    maxUnavailable: int | str | None

class RollingUpdateDeployment(_t.TypedDict, total=False):
    maxSurge: int | str | None
    maxUnavailable: int | str | None

class RollingUpdateStatefulSetStrategy(_t.TypedDict, total=False):
    maxUnavailable: int | str | None
    partition: int | None

class StatefulSetBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: StatefulSetSpec

class StatefulSetOrdinals(_t.TypedDict, total=False):
    start: int | None

class StatefulSetPersistentVolumeClaimRetentionPolicy(_t.TypedDict, total=False):
    whenDeleted: str | None
    whenScaled: str | None

class StatefulSetSpec(_t.TypedDict, total=False):
    minReadySeconds: int | None
    ordinals: StatefulSetOrdinals
    persistentVolumeClaimRetentionPolicy: StatefulSetPersistentVolumeClaimRetentionPolicy
    podManagementPolicy: _t.Literal["OrderedReady", "Parallel"] | None
    replicas: int | None
    revisionHistoryLimit: int | None
    selector: _t.Required[_meta_v1.LabelSelector]
    serviceName: str | None
    template: _t.Required[_core_v1.PodTemplateSpec]
    updateStrategy: StatefulSetUpdateStrategy
    volumeClaimTemplates: list[_core_v1.PersistentVolumeClaimObject]

class StatefulSetUpdateStrategy(_t.TypedDict, total=False):
    rollingUpdate: RollingUpdateStatefulSetStrategy
    type: _t.Literal["OnDelete", "Recreate", "RollingUpdate"] | None

class ControllerRevision(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ControllerRevisionBody]) -> None: ...

class DaemonSet(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[DaemonSetBody]) -> None: ...

class Deployment(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[DeploymentBody]) -> None: ...

class ReplicaSet(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ReplicaSetBody]) -> None: ...

class StatefulSet(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[StatefulSetBody]) -> None: ...
