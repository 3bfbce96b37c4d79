from k8skit.core.kinds import kinds

__getattr__ = kinds("networking.istio.io/v1beta1", __name__)
