"""The version of k8skit, read by the build and by `k8skit --version`."""

__version__ = "0.1.0"
