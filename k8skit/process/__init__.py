"""Process steps: list of manifests in, list of manifests out, in the order that `k8skit.pipeline` writes down.

A step never changes what it is given; what it changes it copies, no deeper than needed.
"""
