from k8skit.core.kinds import kinds

__getattr__ = kinds("networking.gke.io/v1beta2", __name__)
