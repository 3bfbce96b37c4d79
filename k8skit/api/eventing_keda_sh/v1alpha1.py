from k8skit.core.kinds import kinds

__getattr__ = kinds("eventing.keda.sh/v1alpha1", __name__)
