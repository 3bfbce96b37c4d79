from k8skit.core.kinds import kinds

__getattr__ = kinds("security.istio.io/v1", __name__)
