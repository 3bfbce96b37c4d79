"""Where a case's snapshot lies: test item -> folder and file name under the top-level `snapshots/`.

Called by the snapshot fixture and by the search for unused files. Pure but for looking whether test modules exist; knows no snapshot
library.
"""

from __future__ import annotations

from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..finding import Finding

if TYPE_CHECKING:
    import pytest

FOLDER = "snapshots"
"""Name of the folder in pytest's root folder that holds all manifest snapshots."""
SUFFIX = ".yaml"
LONGEST = 80
"""Most characters of one slug: a file name is at most three of them, within the 255 bytes that file systems allow."""

_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.")


def slug(text: str) -> str:
    """Turn any text into a part of a file name that no other text has.

    ASCII letters, digits, `_`, `-` and `.` stay as they are; a text that holds anything else, begins or ends with `-` or `.`, holds `--`
    (which separates the parts of a snapshot's name) or is longer than `LONGEST` characters is cleaned and gets a hash of the original.

    Args:
        text: test name, parameter id or snapshot name.

    Returns:
        The text itself, or its cleaned form followed by `-` and eight hexadecimal digits.
    """
    clean = "".join(c if c in _SAFE else "-" for c in text)
    while "--" in clean:
        clean = clean.replace("--", "-")
    clean = clean.strip("-.")
    if clean == text and clean and len(clean) <= LONGEST:
        return clean
    mark = _mark(text)
    clean = clean[: LONGEST - len(mark) - 1].strip("-.")
    return f"{clean}-{mark}" if clean else mark


def _mark(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def file_stem(base: str, index: int | str) -> str:
    """Name a snapshot of a case, without suffix.

    Args:
        base: what `base_name` says of the test.
        index: the name that the test gives the snapshot, or its number among the comparisons of the test, from 0.

    Returns:
        `base`, `base--2` for the second unnamed comparison, `base--svc` for one named `svc`. A name made of digits only is hashed, so that
        it cannot be taken for a number.
    """
    if isinstance(index, str):
        part = slug(index)
        return f"{base}--{part}-{_mark(index)}" if part.isdigit() else f"{base}--{part}"
    return f"{base}--{index + 1}" if index else base


def base_name(item: pytest.Item) -> str:
    """Name a test within its module: classes and function, then the parameters, such as `TestWeb.test_env-prod`.

    Args:
        item: a collected test.

    Returns:
        A part of a file name that no other test of the module has.
    """
    function = getattr(item, "originalname", None) or item.name
    callspec = getattr(item, "callspec", None)
    classes = [node.name for node in item.listchain() if type(node).__name__ in ("Class", "UnitTestCase")]
    base = slug(".".join([*classes, function]))
    if callspec is not None:
        return f"{base}-{slug(callspec.id)}"
    # Plugins that repeat a test add brackets without a callspec.
    rest = item.name.removeprefix(function)
    return f"{base}-{slug(rest)}" if rest else base


class Layout:
    """The mirror between test modules and snapshot folders of one project.

    Args:
        root: pytest's root folder, absolute.
        tests: the tests folder relative to root, which is left out of the mirror; `tests` unless `testpaths` names exactly one folder.
    """

    __slots__ = ("_folders", "home", "root", "tests")

    def __init__(self, root: Path, tests: str = "tests") -> None:
        self.root = root
        self.tests = tests
        self.home = root / FOLDER
        self._folders: dict[Path, str] = {}

    @classmethod
    def of(cls, config: pytest.Config) -> Layout:
        """Read the layout of the project that pytest runs in.

        Args:
            config: pytest's configuration.

        Returns:
            The layout.
        """
        paths = config.getini("testpaths")
        named = isinstance(paths, list) and len(paths) == 1 and not set(paths[0]) & set("*?[") and not Path(paths[0]).is_absolute()
        return cls(config.rootpath, Path(paths[0]).as_posix() if named else "tests")

    def folder(self, module: Path) -> str:
        """Name the snapshot folder of a test module.

        Args:
            module: path of the test file.

        Returns:
            The folder relative to `snapshots/`, with `/`: `web/test_orders` for `tests/web/test_orders.py`.

        Raises:
            UsageError: the file lies outside the root folder, or another test module has the same snapshot folder.
        """
        known = self._folders.get(module)
        if known is not None:
            return known
        try:
            relative = module.relative_to(self.root)
        except ValueError:
            raise UsageError(
                Finding(
                    "K8S962",
                    f"test module {str(module)!r} lies outside pytest's root folder {str(self.root)!r}, so it has no place in {FOLDER}/",
                    help="run pytest with a root folder that holds the tests (--rootdir, or a pyproject.toml above them)",
                )
            ) from None
        tests = Path(self.tests)
        if relative.is_relative_to(tests):
            relative = relative.relative_to(tests)
        folder = relative.with_suffix("") if relative.suffix == ".py" else relative
        owners = self.modules(folder.as_posix())
        if len(owners) > 1:
            names = " and ".join(path.relative_to(self.root).as_posix() for path in owners)
            raise UsageError(
                Finding(
                    "K8S962",
                    f"{names} would share the snapshot folder {FOLDER}/{folder.as_posix()}",
                    help="rename one of the two test modules",
                )
            )
        self._folders[module] = folder.as_posix()
        return folder.as_posix()

    def modules(self, folder: str) -> list[Path]:
        """Find the test modules on disk that a snapshot folder belongs to.

        Args:
            folder: folder relative to `snapshots/`.

        Returns:
            No path if the module is gone, one as a rule, two where a module in the tests folder and one outside share the folder.
        """
        places = dict.fromkeys([self.root / self.tests / f"{folder}.py", self.root / f"{folder}.py"])
        return [path for path in places if path.is_file()]

    def homes(self, folder: str) -> list[Path]:
        """Name the folders in which the test module of a snapshot folder would lie.

        Args:
            folder: folder relative to `snapshots/`.

        Returns:
            One or two paths, whether they exist or not.
        """
        return list(dict.fromkeys([(self.root / self.tests / folder).parent, (self.root / folder).parent]))


def looks_like_ours(folder: str, stem: str, config: pytest.Config) -> bool:
    """Tell whether a YAML file under `snapshots/` has the shape of a snapshot of ours; anything else is a stranger's and stays.

    Args:
        folder: its folder relative to `snapshots/`, with `/`.
        stem: file name without `.yaml`.
        config: pytest's configuration (`python_files`, `python_functions`, `python_classes`).

    Returns:
        True if the folder is named as a test module and the file as a test of it.
    """
    module = f"{folder.rpartition('/')[2]}.py"
    if not any(fnmatch(module, pattern) for pattern in config.getini("python_files")):
        return False
    first = stem.partition(".")[0]
    patterns = [*config.getini("python_functions"), *config.getini("python_classes")]
    return any(first.startswith(p) or fnmatch(first, p) for p in patterns)
