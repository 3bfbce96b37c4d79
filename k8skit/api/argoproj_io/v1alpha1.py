from k8skit.core.kinds import kinds

__getattr__ = kinds("argoproj.io/v1alpha1", __name__)
