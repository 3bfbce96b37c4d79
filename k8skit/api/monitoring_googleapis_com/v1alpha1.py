from k8skit.core.kinds import kinds

__getattr__ = kinds("monitoring.googleapis.com/v1alpha1", __name__)
