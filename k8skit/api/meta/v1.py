from k8skit.core.kinds import kinds

__getattr__ = kinds("meta/v1", __name__)
