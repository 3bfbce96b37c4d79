"""Testing of manifests with pytest: snapshots (the fixture `manifest_snapshot`), look-ups and values to compare with; and of rules.

`plugin` is loaded by pytest in every project; nothing else is loaded before it is used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .apps import build
    from .manifests import Manifests
    from .matchers import Absent, Anything, ArrayWith, Exact, Matcher, Partial, Regex
    from .rules import assert_rule, assert_rules
    from .snapshots import ManifestSnapshot

__all__ = [
    "Absent",
    "Anything",
    "ArrayWith",
    "Exact",
    "ManifestSnapshot",
    "Manifests",
    "Matcher",
    "Partial",
    "Regex",
    "assert_rule",
    "assert_rules",
    "build",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        homes = {
            "ManifestSnapshot": "snapshots",
            "Manifests": "manifests",
            "assert_rule": "rules",
            "assert_rules": "rules",
            "build": "apps",
        }
        module = homes.get(name, "matchers")
        return getattr(import_module(f".{module}", __name__), name)
