from k8skit.core.kinds import kinds

__getattr__ = kinds("apps/v1", __name__)
