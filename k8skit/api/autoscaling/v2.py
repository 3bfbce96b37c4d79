from k8skit.core.kinds import kinds

__getattr__ = kinds("autoscaling/v2", __name__)
