from k8skit.core.kinds import kinds

__getattr__ = kinds("external-secrets.io/v1beta1", __name__)
