from k8skit.core.kinds import kinds

__getattr__ = kinds("bitnami.com/v1alpha1", __name__)
