from k8skit.core.kinds import kinds

__getattr__ = kinds("cloud.google.com/v1beta1", __name__)
