from k8skit.core.kinds import kinds

__getattr__ = kinds("networking.istio.io/v1alpha3", __name__)
