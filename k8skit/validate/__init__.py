"""Validation: strict checks of manifests against the facts of the target minor.

The pipeline and `k8skit check` call `check`; nothing here knows constructs, files or YAML.
"""

from __future__ import annotations

from .checker import Checker, check

__all__ = ["Checker", "check"]
