from k8skit.core.kinds import kinds

__getattr__ = kinds("groupsnapshot.storage.k8s.io/v1beta2", __name__)
