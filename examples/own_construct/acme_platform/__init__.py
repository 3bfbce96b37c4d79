"""The platform team's package: constructs that say once how things are done at Acme."""

from .api import Api

__all__ = ["Api"]
