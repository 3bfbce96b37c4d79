"""The typed API: `k8skit.api.<group>.<version>` has a class for each kind, such as `k8skit.api.apps.v1.Deployment`.

Groups are written with `_` for dots and dashes; the core group is `core`. Each module is two lines that make a class on first use; its stub
(`.pyi`) lets mypy and pyright check the fields at any depth, and holds a TypedDict for each part, such as `k8skit.api.core.v1.Container`.
Everything below this package is generated.
"""
