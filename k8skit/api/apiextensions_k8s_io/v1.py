from k8skit.core.kinds import kinds

__getattr__ = kinds("apiextensions.k8s.io/v1", __name__)
