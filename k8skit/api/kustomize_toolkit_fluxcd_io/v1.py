from k8skit.core.kinds import kinds

__getattr__ = kinds("kustomize.toolkit.fluxcd.io/v1", __name__)
