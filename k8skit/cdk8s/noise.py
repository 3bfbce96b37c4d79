"""Noise: what a program that cdk8s starts prints when it fails. k8skit tells the same in one sentence, at the user's line."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FIRST = re.compile(rb"_loadurl\.m?js:\d+\s*$")
"""Begins what Node.js prints of an error that nobody caught, in the one such program: it reads the file or address of an Include."""
_LAST = b"Node.js v"


class Quiet:
    """Stands for the module by which jsii decodes what Node.js writes to standard error, and leaves the noise out.

    Args:
        module: the module, base64.
    """

    def __init__(self, module: Any) -> None:
        self._module = module
        self._noisy = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)

    def b64decode(self, text: Any) -> bytes:
        """Return what is to be printed.

        Args:
            text: what Node.js wrote, in base64.
        """
        out = []
        for line in self._module.b64decode(text).splitlines(keepends=True):
            self._noisy = self._noisy or _FIRST.search(line) is not None
            if not self._noisy:
                out.append(line)
            elif line.startswith(_LAST):
                self._noisy = False
        return b"".join(out)


def install() -> None:
    """Leave the noise out from now on; where jsii is made in another way than is known, nothing is done."""
    import sys

    process: Any = sys.modules.get("jsii._kernel.providers.process")
    known = getattr(process, "base64", None)
    if known is not None and not isinstance(known, Quiet):
        process.base64 = Quiet(known)
