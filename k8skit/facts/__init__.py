"""Facts: what Kubernetes and the known CRDs say about themselves: kinds, fields, types, life cycle, per minor version.

Plain data read from `data/` on first use, made by `k8skit.codegen`. This package knows no manifest, no YAML and no rule; it only answers
questions.
"""

from __future__ import annotations

from .records import DEFAULT_MINOR, MINORS, CrdSchema, Kind, Lifecycle, minor_number, version_rank
from .store import Facts, is_type, load, raw_definitions, raw_kinds, shipped

__all__ = [
    "DEFAULT_MINOR",
    "MINORS",
    "CrdSchema",
    "Facts",
    "Kind",
    "Lifecycle",
    "is_type",
    "load",
    "minor_number",
    "raw_definitions",
    "raw_kinds",
    "shipped",
    "version_rank",
]
