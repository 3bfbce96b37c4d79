"""Names that differ only in case: on file systems that tell them apart, and on those that do not (macOS, Windows)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from k8skit.errors import OutputError
from k8skit.files import staging, survey, write
from k8skit.files.index import mark, render

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

PLACES = ("open", "lstat", "stat", "link", "replace", "rename", "unlink", "rmdir", "mkdir", "access", "lexists", "islink", "isdir")


class Folding:
    """The module os (or os.path), to which names below a folder that differ only in case are one.

    Args:
        root: the folder.
        real: the module.
    """

    def __init__(self, root: Path, real: Any = os) -> None:
        self._root = str(root)
        self._real = real

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._real, name)
        if name == "path":
            return Folding(Path(self._root), value)
        return self.folding(value) if name in PLACES else value

    def folding(self, function: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args, **kwargs: function(*(self.resolve(a) if isinstance(a, str) else a for a in args), **kwargs)

    def resolve(self, path: str) -> str:
        if not path.startswith(self._root + "/"):
            return path
        place = self._root
        for part in path[len(self._root) + 1 :].split("/"):
            present = {entry.casefold(): entry for entry in os.listdir(place)} if os.path.isdir(place) else {}
            place = f"{place}/{present.get(part.casefold(), part)}"
        return place


def files(root: Path) -> dict[str, str]:
    return {str(p.relative_to(root)): p.read_text() for p in root.rglob("*") if p.is_file() and p.name != ".k8skit"}


@pytest.fixture(params=["apart", "one"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output folder, on a file system of either kind."""
    if request.param == "one":
        folding = Folding(tmp_path)
        for module in (survey, staging, write):
            monkeypatch.setattr(module, "os", folding)
            monkeypatch.setattr(module, "open", folding.folding(open), raising=False)
    return tmp_path / "dist"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"Shop.yaml": "1\n"}, {"shop.yaml": "1\n"}),
        ({"Shop.yaml": "1\n", "other.yaml": "x\n"}, {"shop.yaml": "2\n", "other.yaml": "y\n"}),
        ({"Shop/a.yaml": "1\n", "Shop/b.yaml": "2\n"}, {"shop/a.yaml": "1\n", "shop/c.yaml": "3\n"}),
        ({"Shop/Deep/a.yaml": "1\n"}, {"Shop/deep/a.yaml": "1\n", "Shop/b.yaml": "2\n"}),
    ],
)
def test_a_change_of_case_is_a_change_of_name(root: Path, old: dict[str, str], new: dict[str, str]) -> None:
    write.write(str(root), old)
    changes = write.write(str(root), new)
    assert files(root) == new
    assert set(changes.added) == set(new) - set(old)
    assert set(changes.removed) == set(old) - set(new)
    assert (root / ".k8skit").read_bytes() == render({path: mark(text.encode()) for path, text in new.items()})
    assert not write.check(str(root), new)


def test_a_strangers_file_under_the_name_in_another_case_is_not_overwritten(root: Path, request: pytest.FixtureRequest) -> None:
    write.write(str(root), {"a.yaml": "1\n"})
    (root / "Shop.yaml").write_text("mine")
    if "apart" in request.node.name.rpartition("[")[2]:
        write.write(str(root), {"shop.yaml": "1\n"})
        assert files(root) == {"Shop.yaml": "mine", "shop.yaml": "1\n"}
    else:
        with pytest.raises(OutputError, match="K8S951"):
            write.write(str(root), {"shop.yaml": "1\n"})
        assert files(root) == {"Shop.yaml": "mine", "a.yaml": "1\n"}


def test_an_own_file_that_is_gone_does_not_count_as_the_one_in_another_case(root: Path, request: pytest.FixtureRequest) -> None:
    write.write(str(root), {"Shop.yaml": "1\n"})
    (root / "Shop.yaml").unlink()
    (root / "shop.yaml").write_text("1\n")
    if "one" in request.node.name.rpartition("[")[2]:
        assert write.write(str(root), {"shop.yaml": "1\n"}).removed == ["Shop.yaml"]
    else:
        assert write.write(str(root), {"shop.yaml": "1\n"}).unchanged == ["shop.yaml"]
    assert files(root) == {"shop.yaml": "1\n"}
    write.write(str(root), {})
    assert files(root) == {}
