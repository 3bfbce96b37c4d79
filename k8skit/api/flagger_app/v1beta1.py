from k8skit.core.kinds import kinds

__getattr__ = kinds("flagger.app/v1beta1", __name__)
