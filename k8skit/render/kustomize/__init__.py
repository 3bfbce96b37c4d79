"""A Kustomize base and an overlay per environment, derived from the manifests of each environment.

What every environment has is the base, with the values of the first one; what differs is patched or stands in the overlay. `kustomize build`
of an overlay gives the manifests of its environment, object for object and field for field. Pure: nothing here knows a disk or kustomize's
program; what kustomize does to objects beside what it is told stands in `carried`, `references` and `transformers`.
"""

from __future__ import annotations

from .components import Features
from .derive import render

__all__ = ["Features", "render"]
