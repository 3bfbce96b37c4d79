"""Imports of k8skit's own modules without the search that they do not need.

A synth of one service loads some 120 modules of this package, and Python spends more time on looking for each of them (the finders of
`sys.meta_path`, the listing of the folder, every suffix a module may have) than on running it. A module of k8skit can only be in one
place, so the program asks for it there. What is loaded stays the same: the file of byte code that Python itself writes and checks by the
time and the size of the source ("Cached bytecode invalidation" in the Python language reference); wherever that does not fit, Python's
own way is taken.
"""

from __future__ import annotations

import os
import sys
from marshal import loads

import k8skit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec, SourceFileLoader
    from types import CodeType, ModuleType

    def _fix_co_filename(code: CodeType, path: str, /) -> None: ...
else:
    # What `importlib.machinery` passes on, without what that imports.
    from _frozen_importlib import ModuleSpec
    from _frozen_importlib_external import SourceFileLoader
    from _imp import _fix_co_filename

_ModuleType = type(sys)
MOST = 1 << 16
"""Bytes read at once: more than any of our modules has, and little enough for memory that is there already."""


class OwnLoader(SourceFileLoader):
    """Loads a module of k8skit from its byte code, if that is current, and as Python does otherwise."""

    head: bytes
    """How current byte code begins: Python's number of its format, no flags, time and size of the source."""
    bytecode: str
    """The file of the byte code."""

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Return a module that knows its files already, which importlib would else look for on it, at the price of an error each.

        Args:
            spec: how the module is loaded.
        """
        module = _ModuleType(spec.name)
        module.__dict__.update(__file__=spec.origin, __cached__=spec.cached)
        return module

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the code of a module.

        Args:
            fullname: the module's name.

        Raises:
            ImportError: if it cannot be loaded; SyntaxError if it is not Python.
        """
        try:
            file = os.open(self.bytecode, os.O_RDONLY | os.O_CLOEXEC)
            try:
                data = os.read(file, MOST)
            finally:
                os.close(file)
        except OSError:
            return super().get_code(fullname)
        if not data.startswith(self.head) or len(data) == MOST:
            return super().get_code(fullname)
        code: CodeType = loads(memoryview(data)[16:])  # noqa: S302 (what Python does with it, too)
        _fix_co_filename(code, self.path)  # it may have been compiled elsewhere, or under a relative path
        return code


class OwnFinder:
    """Finds the modules of k8skit at the one place where each can be.

    Args:
        root: the folder of the package.
        bytecode: the folder of its byte code, as a pattern with the folder of a module within the package.
        suffix: how a file of byte code ends.
        magic: Python's number of its format.
    """

    def __init__(self, root: str, bytecode: str, suffix: str, magic: bytes) -> None:
        self.root = root
        self.bytecode = bytecode
        self.suffix = suffix
        self.magic = magic

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:  # noqa: ARG002
        """Return how a module is loaded, None if it is not k8skit's or is not a plain file of Python.

        Args:
            name: the module's full name.
            path: where its package has its modules.
            target: not used.
        """
        if name[:7] != "k8skit." or path is None or len(path) != 1:
            return None
        folder = path[0]
        if folder[: len(self.root)] != self.root:
            return None
        stem = name.rpartition(".")[2]
        source = f"{folder}/{stem}.py"
        package = False
        try:
            found = os.stat(source)
        except OSError:
            folder = f"{folder}/{stem}"
            source = f"{folder}/__init__.py"
            stem = "__init__"
            package = True
            try:
                found = os.stat(source)
            except OSError:
                return None
        loader = OwnLoader(name, source)
        low = 0xFFFFFFFF
        loader.head = self.magic + ((found.st_size & low) << 32 | int(found.st_mtime) & low).to_bytes(8, "little")
        loader.bytecode = self.bytecode.replace("*", folder[len(self.root) :]) + stem + self.suffix
        spec = ModuleSpec(name, loader, origin=source, is_package=package)
        spec.has_location = True
        spec.cached = loader.bytecode
        if package:
            spec.submodule_search_locations = [folder]
        return spec


def install() -> None:
    """Let this process find k8skit's modules directly, where that is sure to find what Python would find.

    Nothing is done where the package is not a folder of sources (a zip file, byte code only) or where names of files may match in another
    case than they are asked for (not Linux).
    """
    spec = k8skit.__spec__
    if sys.platform != "linux" or spec is None or type(spec.loader).__name__ != "SourceFileLoader" or not spec.cached or not spec.origin:
        return
    root = os.path.dirname(spec.origin)
    cached, _, file = spec.cached.rpartition("/")
    if "*" in spec.cached or any(isinstance(finder, OwnFinder) for finder in sys.meta_path):
        return
    if not file.startswith("__init__") or list(k8skit.__path__) != [root]:
        return
    bytecode = f"{cached}*/" if sys.pycache_prefix else f"{root}*/__pycache__/"
    magic = sys.modules["_frozen_importlib_external"].MAGIC_NUMBER
    sys.meta_path.insert(0, OwnFinder(root, bytecode, file[len("__init__") :], magic + bytes(4)))
