"""Renderers: from manifests to texts. Pure functions; nothing here knows a disk."""
