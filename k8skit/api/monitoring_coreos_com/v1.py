from k8skit.core.kinds import kinds

__getattr__ = kinds("monitoring.coreos.com/v1", __name__)
