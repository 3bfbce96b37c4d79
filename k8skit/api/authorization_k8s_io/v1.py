from k8skit.core.kinds import kinds

__getattr__ = kinds("authorization.k8s.io/v1", __name__)
