"""YAML text: the only package that knows YAML.

Called by whoever turns objects into text or text into objects; it knows no constructs and no disk. The writer and the reader are separate
modules, loaded when first used: writing does not load PyYAML.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .emitter import dump, dump_all
    from .reader import Document, load_all, load_data
else:
    _HOMES = {"Document": "reader", "dump": "emitter", "dump_all": "emitter", "load_all": "reader", "load_data": "reader"}

    def __getattr__(name):
        """Load the module that has `name` and keep what it has."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if _HOMES[name] == "emitter":
            from . import emitter as home
        else:
            from . import reader as home
        value = globals()[name] = getattr(home, name)
        return value


__all__ = ["Document", "dump", "dump_all", "load_all", "load_data"]
