"""cdk8s and constructs: k8skit's constructs in their apps, theirs in k8skit's, and their programs run by k8skit.

They come with `pip install k8skit[cdk8s]` and need Node.js, as cdk8s does. Nothing here imports them before somebody asks for them.
"""
