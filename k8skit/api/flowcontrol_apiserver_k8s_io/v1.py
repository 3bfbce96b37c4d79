from k8skit.core.kinds import kinds

__getattr__ = kinds("flowcontrol.apiserver.k8s.io/v1", __name__)
