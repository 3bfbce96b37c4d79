from k8skit.core.kinds import kinds

__getattr__ = kinds("autoscaling.k8s.io/v1beta2", __name__)
