from k8skit.core.kinds import kinds

__getattr__ = kinds("helm.toolkit.fluxcd.io/v2", __name__)
