from k8skit.core.kinds import kinds

__getattr__ = kinds("autoscaling/v1", __name__)
