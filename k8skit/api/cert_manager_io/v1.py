from k8skit.core.kinds import kinds

__getattr__ = kinds("cert-manager.io/v1", __name__)
