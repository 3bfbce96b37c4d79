from k8skit.core.kinds import kinds

__getattr__ = kinds("policy/v1", __name__)
