from k8skit.core.kinds import kinds

__getattr__ = kinds("batch/v1", __name__)
