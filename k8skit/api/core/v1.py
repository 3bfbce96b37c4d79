from k8skit.core.kinds import kinds

__getattr__ = kinds("v1", __name__)
