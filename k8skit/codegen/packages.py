"""Packages: files out of pinned packages from PyPI, downloaded once into the user's cache folder by pip.

Called by the core facts' generator. Knows nothing of what is in the files.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable


class Package:
    """The files of one version of a package.

    Attributes:
        names: their paths, sorted.
    """

    def __init__(self, names: list[str], read: Callable[[str], bytes]) -> None:
        self.names = sorted(names)
        self._read = read

    def read(self, name: str) -> bytes:
        """Return the content of the file `name`."""
        return self._read(name)


def cache_folder() -> Path:
    """Return the folder that downloads are kept in: `$XDG_CACHE_HOME/k8skit`, by default `~/.cache/k8skit`."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "k8skit"


def package(name: str, version: str, *, download: bool = True) -> Package:
    """Return a package: the installed one if it has this very version, else the cached wheel, else a fresh download.

    Args:
        name: name on PyPI, such as `lightkube-models`.
        version: exact version.
        download: whether pip may be asked (default: yes).

    Raises:
        UsageError: it is not at hand and cannot be downloaded.
    """
    return _installed(name, version) or _wheel(name, version, download=download)


def _installed(name: str, version: str) -> Package | None:
    try:
        distribution = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    if distribution.version != version or distribution.files is None:
        return None
    return Package([str(f) for f in distribution.files], lambda file: Path(str(distribution.locate_file(file))).read_bytes())


def _wheel(name: str, version: str, *, download: bool) -> Package:
    folder = cache_folder()
    pattern = f"{name.replace('-', '_')}-{version}-*.whl"
    found = sorted(folder.glob(pattern))
    if not found and download:
        folder.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--retries",
            "1",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--dest",
            str(folder),
        ]
        done = subprocess.run([*command, f"{name}=={version}"], capture_output=True, text=True, check=False)
        found = sorted(folder.glob(pattern))
        if not found:
            raise UsageError(
                Finding(
                    "K8S944",
                    f"the package {name} {version} cannot be downloaded",
                    value=(done.stderr.strip().splitlines() or ["pip said nothing"])[-1],
                    help=f"put its wheel into {folder}, or install it",
                )
            )
    if not found:
        raise UsageError(Finding("K8S944", f"the package {name} {version} is neither installed nor in {folder}", help="allow the download"))
    archive = zipfile.ZipFile(found[0])
    return Package(archive.namelist(), archive.read)
