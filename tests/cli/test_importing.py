"""The program finds its own modules as Python would, only sooner."""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import os
import py_compile
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import k8skit
from k8skit.cli.importing import OwnFinder, OwnLoader, install

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the finder is for Linux")
HOME = Path(k8skit.__file__).parent
SHOW = "import k8skit.quantities as q; print(q.__spec__.loader.__class__.__name__, q.__file__, q.__cached__, getattr(q, 'EXTRA', None))"
INSTALLED = f"from k8skit.cli.importing import install; install(); {SHOW}"


def modules() -> list[str]:
    """Return the names of all modules of the package, generated ones of the API apart."""
    paths = [path.relative_to(HOME.parent).with_suffix("") for path in HOME.rglob("*.py") if "starter" not in path.parts]
    names = [".".join(path.parts).removesuffix(".__init__") for path in paths]
    return sorted(name for name in names if name != "k8skit" and not name.startswith("k8skit.api."))


@pytest.fixture
def finder(monkeypatch: pytest.MonkeyPatch) -> OwnFinder:
    """A finder as the program installs it."""
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    # pytest loads the package itself to rewrite its assertions.
    monkeypatch.setattr(k8skit.__spec__, "loader", importlib.machinery.SourceFileLoader("k8skit", k8skit.__file__))
    install()
    found = sys.meta_path[0]
    assert isinstance(found, OwnFinder)
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package, whose sources and byte code a test may change."""
    shutil.copytree(HOME, tmp_path / "k8skit", ignore=shutil.ignore_patterns("api", "data", "catalogue", "__pycache__"))
    return tmp_path


def run(folder: Path, code: str = INSTALLED, *options: str, **env: str) -> list[str]:
    """Run Python with the package of a folder; return the words that it prints."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, *options, "-c", code],
        env={**plain, "PYTHONPATH": str(folder), **env},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_it_finds_every_module_where_python_finds_it(finder: OwnFinder) -> None:
    for name in modules():
        parent = importlib.import_module(name.rpartition(".")[0])
        ours = finder.find_spec(name, parent.__path__)
        pythons = importlib.machinery.PathFinder.find_spec(name, parent.__path__)
        assert ours is not None, name
        assert pythons is not None, name
        assert (ours.name, ours.origin, ours.cached, ours.has_location) == (
            pythons.name,
            pythons.origin,
            pythons.cached,
            pythons.has_location,
        )
        assert ours.submodule_search_locations == pythons.submodule_search_locations
        assert isinstance(ours.loader, OwnLoader)
        assert isinstance(pythons.loader, importlib.machinery.SourceFileLoader)
        assert ours.loader.get_code(name) == pythons.loader.get_code(name)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("k8skit", None),
        ("k8skit.quantities", None),
        ("k8skit.nothing", [str(HOME)]),
        ("k8skit.py", [str(HOME)]),
        ("k8skit.facts.data", [str(HOME / "facts")]),
        ("k8skit.quantities", [str(HOME), "/elsewhere"]),
        ("k8skit.quantities", ["/elsewhere"]),
        ("k8skit_company.quantities", [str(HOME)]),
        ("yaml", None),
    ],
)
def test_it_leaves_the_rest_to_python(finder: OwnFinder, name: str, path: list[str] | None) -> None:
    assert finder.find_spec(name, path) is None


def test_it_is_installed_once(finder: OwnFinder) -> None:
    install()
    assert sum(isinstance(found, OwnFinder) for found in sys.meta_path) == 1
    assert sys.meta_path[0] is finder


def test_byte_code_is_written_and_read_where_python_has_it(copy: Path, tmp_path: Path) -> None:
    first = run(copy)
    assert first[0] == "OwnLoader"
    assert first[2] == importlib.util.cache_from_source(first[1])
    assert Path(first[2]).exists()
    before = Path(first[2]).stat().st_mtime_ns, Path(first[2]).stat().st_ino
    assert run(copy) == first
    assert (Path(first[2]).stat().st_mtime_ns, Path(first[2]).stat().st_ino) == before
    assert run(copy, SHOW)[1:] == first[1:]

    optimised = run(copy, INSTALLED, "-O")
    assert optimised[2] == importlib.util.cache_from_source(first[1], optimization=1)
    assert Path(optimised[2]).exists()

    apart = run(copy, INSTALLED, PYTHONPYCACHEPREFIX=str(tmp_path / "cache"))
    assert Path(apart[2]).is_relative_to(tmp_path / "cache")
    assert Path(apart[2]).exists()
    assert run(copy, SHOW, PYTHONPYCACHEPREFIX=str(tmp_path / "cache"))[1:] == apart[1:]


def test_a_changed_source_is_compiled_again(copy: Path) -> None:
    assert run(copy)[3] == "None"
    source = copy / "k8skit" / "quantities.py"
    source.write_text(source.read_text("utf-8") + "\nEXTRA = 1\n", "utf-8")
    assert run(copy)[3] == "1"
    text = source.read_text("utf-8").replace("EXTRA = 1", "EXTRA = 2")
    source.write_text(text, "utf-8")
    os.utime(source, (1_000_000_000, 1_000_000_000))  # the same size at another time
    assert run(copy)[3] == "2"


def test_code_that_was_compiled_elsewhere_names_its_own_file(copy: Path) -> None:
    source = copy / "k8skit" / "quantities.py"
    py_compile.compile(str(source), dfile="elsewhere/quantities.py")
    names = f"{INSTALLED}; print(q.problem.__code__.co_filename, q.Quantity.__init__.__code__.co_filename)"
    assert run(copy, names)[4:] == [str(source)] * 2


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, b"short"])
def test_damaged_byte_code_is_made_anew(copy: Path, damage: bytes) -> None:
    cached = Path(run(copy)[2])
    good = cached.read_bytes()
    cached.write_bytes(damage)
    assert run(copy)[0] == "OwnLoader"
    assert cached.read_bytes() == good


def test_a_module_of_any_size_is_loaded(copy: Path) -> None:
    source = copy / "k8skit" / "quantities.py"
    source.write_text(source.read_text("utf-8") + f"\nEXTRA = len({'x' * 100_000!r})\n", "utf-8")
    for _ in range(2):
        assert run(copy)[3] == "100000"


def test_byte_code_alone_is_pythons_business(copy: Path) -> None:
    cached = Path(run(copy)[2])
    source = copy / "k8skit" / "quantities.py"
    cached.rename(source.with_suffix(".pyc"))
    source.unlink()
    assert run(copy)[0] == "SourcelessFileLoader"


def test_a_package_in_an_archive_is_pythons_business(copy: Path) -> None:
    archive = shutil.make_archive(str(copy / "packed"), "zip", copy, "k8skit")
    assert run(copy.parent, INSTALLED, PYTHONPATH=archive)[0] == "zipimporter"


def test_the_program_uses_it(copy: Path) -> None:
    shutil.copytree(HOME / "facts" / "data", copy / "k8skit" / "facts" / "data")
    shutil.copytree(HOME / "rules" / "catalogue", copy / "k8skit" / "rules" / "catalogue")
    app = 'open("seen", "w").write(type(core.__spec__.loader).__name__)'
    (copy / "app.py").write_text(f"import k8skit\nfrom k8skit import core\n{app}\nk8skit.App().synth()\n", "utf-8")
    run(copy, "import sys; sys.argv[1:] = ['synth', '-q']; from k8skit.cli import program; program()")
    assert (copy / "seen").read_text("utf-8") == "OwnLoader"
