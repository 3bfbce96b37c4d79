"""Code generation: from published API descriptions to facts, typed stubs and the list of kinds; `python -m k8skit.codegen` does it again.

At synth time only `k8skit.codegen.crds` is used, for a user's own CRDs. Knows the facts' layout; nothing of constructs or of manifests.
"""
