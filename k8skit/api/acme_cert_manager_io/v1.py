from k8skit.core.kinds import kinds

__getattr__ = kinds("acme.cert-manager.io/v1", __name__)
