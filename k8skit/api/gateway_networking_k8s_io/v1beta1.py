from k8skit.core.kinds import kinds

__getattr__ = kinds("gateway.networking.k8s.io/v1beta1", __name__)
