from k8skit.core.kinds import kinds

__getattr__ = kinds("scheduling.k8s.io/v1alpha2", __name__)
