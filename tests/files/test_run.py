"""app.py is run as a program, and the interpreter is afterwards as it was before."""

from __future__ import annotations

import importlib.util
import marshal
import os
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from k8skit import App
from k8skit.core import session
from k8skit.errors import CallError, K8skitError, UsageError
from k8skit.files.run import run_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from k8skit.finding import Finding

HEAD = "from k8skit import App, Chart\napp = App()\n"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes files below the test's folder and returns the path of the first one."""

    def make(text: str, name: str = "app.py", **others: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text))
        for other, content in others.items():
            place = tmp_path / f"{other.replace('__', '/')}.py"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(textwrap.dedent(content))
        return path

    return make


def state() -> tuple[object, ...]:
    return (
        id(sys.path),
        list(sys.path),
        sys.argv,
        id(sys.stdout),
        id(sys.stderr),
        id(sys.modules["__main__"]),
        os.getcwd(),
        os.fstat(1).st_ino,
        session.current(),
    )


def error(path: Path, *codes: str) -> Finding:
    """Run an app that fails; everything is as before. Return the first finding."""
    before = state()
    with pytest.raises(UsageError) as caught:
        run_app(path)
    assert state() == before
    assert [f.code for f in caught.value.findings] == list(codes or ("K8S931",))
    return caught.value.findings[0]


def place(finding: Finding) -> tuple[str, int]:
    assert finding.origin is not None
    return Path(finding.origin.file).name, finding.origin.line


def test_the_app_that_was_synthesised_is_returned(write: Callable[..., Path]) -> None:
    path = write(HEAD + 'Chart(app, "shop")\napp.synth()\n')
    before = state()
    root = run_app(path)
    assert state() == before
    assert isinstance(root, App)
    assert [child.id for child in root.node.children] == ["shop"]
    assert not (path.parent / "dist").exists()


def test_the_app_finds_itself_to_be_the_program(write: Callable[..., Path]) -> None:
    path = write(
        """
        import builtins, os, sys
        assert __name__ == "__main__"
        assert sys.modules["__main__"].__dict__ is globals()
        assert __builtins__ is builtins
        assert __spec__ is None and __package__ is None
        assert os.path.isabs(__file__) and os.path.samefile(__file__, os.path.join(os.path.dirname(__file__), "app.py"))
        assert sys.argv == [__file__, "a", "b"], sys.argv
        assert sys.path[0] == os.path.dirname(__file__)
        class C: pass
        assert C.__module__ == "__main__"
        from k8skit import App
        app = App()
        app.synth()
        """
    )
    run_app(path, ["a", "b"])
    os_path = os.path.relpath(path)
    run_app(os_path, ("a", "b"))


def test_what_the_app_does_to_the_interpreter_is_undone(write: Callable[..., Path]) -> None:
    vandal = """
        import os, sys
        sys.path.append("/nowhere")
        sys.path = ["/elsewhere"] + sys.path
        sys.argv = ["other"]
        sys.stdout = None
        os.chdir("/")
        import types
        sys.modules["__main__"] = types.ModuleType("__main__")
        """
    path = write(vandal + "\n        from k8skit import App\n        App().synth()\n")
    before = state()
    run_app(path)
    assert state() == before
    error(write(vandal + "\n        raise ValueError\n"))
    error(write(vandal + "\n        sys.exit(3)\n"), "K8S935")
    path = write(vandal + "\n        raise KeyboardInterrupt\n")
    with pytest.raises(KeyboardInterrupt):
        run_app(path)
    assert state() == before


def test_an_interpreter_without_main_module_or_folder_is_left_so(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(HEAD + "import os\nos.chdir('/')\napp.synth()")
    monkeypatch.delitem(sys.modules, "__main__")
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    run_app(path)
    assert "__main__" not in sys.modules


def test_what_the_app_prints_goes_to_standard_error(write: Callable[..., Path], capfd: pytest.CaptureFixture[str]) -> None:
    path = write(
        HEAD
        + textwrap.dedent(
            """
            import os, subprocess, sys
            print("printed")
            sys.__stdout__.write("old object\\n")
            os.write(1, b"descriptor\\n")
            subprocess.run([sys.executable, "-c", "print('child')"], check=True)
            app.synth()
            """
        )
    )
    print("before")
    run_app(path)
    print("after")
    out, err = capfd.readouterr()
    assert out == "before\nafter\n"
    assert sorted(err.split("\n")) == ["", "child", "descriptor", "old object", "printed"]


def test_closed_outputs_do_no_harm(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(HEAD + "print('x')\napp.synth()\n")
    monkeypatch.setattr(sys, "stdout", None)

    def closed(_: int) -> int:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(os, "dup", closed)
    assert isinstance(run_app(path), App)


# Which modules are imported afresh.


def test_modules_of_the_project_are_imported_afresh(write: Callable[..., Path]) -> None:
    path = write(
        "import part, pack.deep, space.inner\nfrom k8skit import App\nassert part.count == [], part.count\npart.count.append(1)\n"
        "assert not hasattr(pack.deep, 'seen') and not hasattr(space, 'seen')\npack.deep.seen = space.seen = True\nApp().synth()\n",
        part="count = []",
        pack____init__="",
        pack__deep="",
        space__inner="",
    )
    for _ in range(3):
        run_app(path)
    write("import part\nfrom k8skit import App\nassert part.new == 1\nApp().synth()\n", part="new = 1")
    run_app(path)


def test_a_module_of_the_same_name_in_another_project_is_another_module(write: Callable[..., Path], tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(
            f"import part\nfrom k8skit import App\nassert part.name == {name!r}\nApp().synth()\n",
            f"{name}/app.py",
            **{f"{name}__part": f"name = {name!r}"},
        )
    for name in ("one", "two", "one"):
        run_app(tmp_path / name / "app.py")


def test_what_others_imported_from_the_project_comes_back(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = write("import part\nassert part.fresh\nfrom k8skit import App\nApp().synth()\n", part="fresh = True", conf="x = 1", part2="")
    monkeypatch.syspath_prepend(tmp_path)
    import conf  # type: ignore[import-not-found]
    import part  # type: ignore[import-not-found]

    part.fresh = False
    run_app(path)
    assert sys.modules["conf"] is conf
    assert sys.modules["part"] is not part  # the app's own is there for what it left behind
    error(write("raise ValueError\n"))
    assert sys.modules["conf"] is conf
    for name in ("conf", "part"):
        monkeypatch.delitem(sys.modules, name, raising=False)


def test_installed_packages_in_the_project_stay(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    site = tmp_path / ".venv" / "lib" / "python3" / "site-packages"
    site.mkdir(parents=True)
    (site / "installed_thing.py").write_text("count = []")
    path = write("import installed_thing\ninstalled_thing.count.append(1)\nfrom k8skit import App\nApp().synth()\n")
    monkeypatch.syspath_prepend(site)
    import installed_thing  # type: ignore[import-not-found]

    run_app(path)
    run_app(path)
    assert installed_thing.count == [1, 1]
    monkeypatch.delitem(sys.modules, "installed_thing")


def test_a_project_that_holds_k8skit_itself_does_not_lose_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from k8skit.files import run

    taken = run._project_modules(str(root))
    assert not [name for name in taken if name.split(".")[0] == "k8skit"]
    assert not [name for name in taken if name.split(".")[0] in ("pytest", "os", "yaml")]


def test_a_link_to_the_project_is_the_project(write: Callable[..., Path], tmp_path: Path) -> None:
    write(
        "import part\nfrom k8skit import App\nassert part.count == []\npart.count.append(1)\nApp().synth()\n",
        "real/app.py",
        real__part="count = []",
    )
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for name in ("real", "link", "real", "link"):
        run_app(tmp_path / name / "app.py")


# The compiled form.


def compiled(path: Path) -> Path:
    return Path(importlib.util.cache_from_source(str(path)))


@pytest.fixture
def bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


def settle(path: Path, seconds: float = 10) -> None:
    """Make a file look as if it had been changed some time ago."""
    then = time.time() - seconds
    os.utime(path, (then, then))


@pytest.mark.usefixtures("bytecode")
def test_the_compiled_form_is_kept_and_used(write: Callable[..., Path]) -> None:
    path = write(HEAD + 'Chart(app, "source")\napp.synth()\n')
    settle(path)
    run_app(path)
    kept = compiled(path).read_bytes()
    other = compile(HEAD + 'Chart(app, "compiled")\napp.synth()\n', str(path), "exec")
    compiled(path).write_bytes(kept[:16] + marshal.dumps(other))
    assert [c.id for c in run_app(path).node.children] == ["compiled"]
    settle(path, 20)  # another time: the compiled form is out of date
    assert [c.id for c in run_app(path).node.children] == ["source"]
    assert compiled(path).read_bytes() != kept[:16] + marshal.dumps(other)


@pytest.mark.usefixtures("bytecode")
def test_a_compiled_form_says_where_the_source_is_now(write: Callable[..., Path], tmp_path: Path) -> None:
    path = write("def f():\n    raise ValueError('x')\nf()\n", "one/app.py")
    settle(path)
    error(path)
    (tmp_path / "one").rename(tmp_path / "two")
    finding = error(tmp_path / "two" / "app.py")
    assert finding.origin is not None
    assert finding.origin.file == str(tmp_path / "two" / "app.py")


@pytest.mark.usefixtures("bytecode")
def test_two_changes_within_one_second_are_both_seen(write: Callable[..., Path]) -> None:
    path = write(HEAD + 'Chart(app, "one")\napp.synth()\n')
    now = time.time()
    os.utime(path, (now, now))
    assert [c.id for c in run_app(path).node.children] == ["one"]
    write(HEAD + 'Chart(app, "two")\napp.synth()\n')
    os.utime(path, (now, now))  # same size, same second
    assert [c.id for c in run_app(path).node.children] == ["two"]


@pytest.mark.usefixtures("bytecode")
def test_a_compiled_form_that_import_made_too_early_is_not_trusted(write: Callable[..., Path]) -> None:
    path = write(HEAD + 'Chart(app, "one")\napp.synth()\n')
    import py_compile

    settle(path, 100)
    changed = path.stat().st_mtime
    py_compile.compile(str(path))
    os.utime(compiled(path), (changed + 1, changed + 1))
    write(HEAD + 'Chart(app, "two")\napp.synth()\n')
    os.utime(path, (changed, changed))
    assert [c.id for c in run_app(path).node.children] == ["two"]


def test_no_compiled_form_is_written_where_python_writes_none(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    path = write(HEAD + "app.synth()\n")
    settle(path)
    run_app(path)
    assert os.listdir(path.parent) == ["app.py"]


# Errors.


def test_a_missing_app_is_an_error(tmp_path: Path) -> None:
    finding = error(tmp_path / "app.py", "K8S930")
    assert str(tmp_path / "app.py") in finding.message
    assert "k8skit init" in finding.help
    error(tmp_path / "no" / "app.py", "K8S930")


def test_a_folder_is_no_app(write: Callable[..., Path], tmp_path: Path) -> None:
    finding = error(tmp_path, "K8S930")
    assert "is a folder" in finding.message
    write("")
    assert str(tmp_path / "app.py") in error(tmp_path, "K8S930").help


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_pipe_or_a_device_is_no_app(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "pipe"
    os.mkfifo(place)  # to read it would wait for ever
    finding = error(place if kind == "pipe" else Path("/dev/null"), "K8S930")
    assert "is a pipe or a device" in finding.message
    assert finding.help.startswith("write the app to a file")


def test_an_app_below_a_file_or_without_permission_is_an_error(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("")
    assert "cannot read" in error(path / "app.py", "K8S930").message
    from k8skit.files import run

    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(run._Loader, "get_data", refuse)
    assert error(path, "K8S930").message.endswith("app.py: permission denied")


def test_an_exception_is_told_with_the_users_frames(write: Callable[..., Path]) -> None:
    path = write(
        """
        import json
        from helper import build

        build(None)
        """,
        helper="""
        import json

        def build(x):
            return json.loads(x)  # in the library from here on
        """,
    )
    finding = error(path)
    assert finding.message.startswith("TypeError: the JSON object must be str")
    assert place(finding) == ("helper.py", 5)
    folder = str(path.parent)
    assert finding.help.split("\n") == [
        f"{folder}/app.py:5 in <module>",
        "    build(None)",
        f"{folder}/helper.py:5 in build",
        "    return json.loads(x)  # in the library from here on",
    ]


def test_places_are_shown_from_the_current_folder(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("1 / 0\n", "sub/app.py")
    monkeypatch.chdir(path.parent.parent)
    assert error(path).help == "sub/app.py:1 in <module>\n    1 / 0"
    monkeypatch.chdir(path.parent)
    assert error(path).help == "app.py:1 in <module>\n    1 / 0"


def test_the_source_that_is_shown_is_the_present_one(write: Callable[..., Path]) -> None:
    assert "1 / 0" in error(write("1 / 0\n")).help
    assert "int('x')" in error(write("int('x')\n")).help


def test_frames_of_k8skit_are_not_shown(write: Callable[..., Path]) -> None:
    path = write(HEAD + 'class C(Chart):\n    def compose(self):\n        raise RuntimeError("mine")\nC(app, "c")\n')
    finding = error(path)
    assert finding.message == "RuntimeError: mine"
    assert place(finding) == ("app.py", 5)
    assert "k8skit/" not in finding.help.replace(str(path), "")
    assert "app.py:6 in <module>" in finding.help
    assert "app.py:5 in compose" in finding.help


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("raise ValueError", "ValueError", ""),
        ("raise KeyError('x')", "KeyError: 'x'", ""),
        ("raise ValueError('one\\ntwo')", "ValueError: one", "the whole text:\none\ntwo"),
        ("class Mine(Exception): pass\nraise Mine('x')", "Mine: x", ""),
        ("import json\njson.loads('')", "json.decoder.JSONDecodeError: Expecting value", ""),
        ("e = ValueError('x')\ne.add_note('a note')\nraise e", "ValueError: x", "a note"),
        (
            "try:\n    1 / 0\nexcept Exception as e:\n    raise ValueError('x') from e",
            "ValueError: x",
            "caused by ZeroDivisionError: division by zero",
        ),
        ("class Bad(Exception):\n    def __str__(self): raise ValueError\nraise Bad", "Bad: (its text cannot be shown)", ""),
        ("raise BaseException('odd')", "BaseException: odd", ""),
        ("raise ExceptionGroup('many', [ValueError('x')])", "ExceptionGroup: many (1 sub-exception)", ""),
        ("registry = {}\nregisty", "NameError: name 'registy' is not defined", "did you mean registry?"),
        ("prnit('x')", "NameError: name 'prnit' is not defined", "did you mean print?"),
        ("import os\nos.chdri()", "AttributeError: module 'os' has no attribute 'chdri'", "did you mean chdir?"),
        (
            "from k8skit import App, Chart\napp = App()\nChart(app, 'a').add_dependency(Chart(app, 'b'))",
            "AttributeError: 'Chart' object has no attribute 'add_dependency'",
            "write .node.add_dependency: what is about the tree stands there",
        ),
        ("''.spilt()", "AttributeError: 'str' object has no attribute 'spilt'", "did you mean split?"),
        ("from os import mkdri", "ImportError: cannot import name 'mkdri' from 'os'", "did you mean mkdir?"),
        ("class A:\n    def __dir__(self): raise ValueError\nA().x", "AttributeError: 'A' object has no attribute 'x'", ""),
    ],
)
def test_exceptions_are_told_in_words(write: Callable[..., Path], text: str, message: str, help: str) -> None:
    finding = error(write(text + "\n"))
    assert finding.message.startswith(message)
    assert "\n" not in finding.message
    assert help in finding.help
    assert place(finding) == ("app.py", text.count("\n") + 1)


def test_a_misspelled_construct_is_told_with_the_nearest_one(write: Callable[..., Path]) -> None:
    finding = error(write("from k8skit import App, WebServce\n"))
    assert "WebServce" in finding.message
    assert "WebService" in finding.message + finding.help


def test_a_long_way_is_cut_in_the_middle(write: Callable[..., Path]) -> None:
    finding = error(write("def f(n):\n    return f(n + 1)\nf(0)\n"))
    assert finding.message.startswith("RecursionError")
    lines = finding.help.split("\n")
    assert lines[0].endswith("app.py:3 in <module>")
    assert len(lines) == 2 * 16 + 1
    assert len([line for line in lines if line.startswith("... ")]) == 1


@pytest.mark.parametrize(
    ("text", "line", "shown"),
    [
        ("x = 1\ny = = 2\n", 2, "y = = 2\n    ^"),
        ("def f():\nreturn 1\n", 2, "return 1\n"),
        ("x = (\n", 1, "x = (\n    ^"),
        ("  x = 1", 1, ""),
    ],
)
def test_a_syntax_error_is_told_at_its_line(write: Callable[..., Path], text: str, line: int, shown: str) -> None:
    path = write("")
    path.write_text(text)
    finding = error(path)
    assert "Error: " in finding.message
    assert str(path) not in finding.message
    assert place(finding) == ("app.py", line)
    assert shown in finding.help


def test_a_syntax_error_in_another_module_is_told_there_with_the_way(write: Callable[..., Path]) -> None:
    finding = error(write("x = 1\nimport part\n", part="a = 1\nb c\n"))
    assert place(finding) == ("part.py", 2)
    assert "app.py:2 in <module>" in finding.help
    assert "b c\n" in finding.help


def test_a_syntax_error_in_text_is_told_where_it_was_run(write: Callable[..., Path]) -> None:
    assert place(error(write("x = 1\nexec('a b')\n"))) == ("app.py", 2)


@pytest.mark.parametrize("content", [b"x = '\xff'\n", b"x = 1\x00\n", b"# coding: nonsense\n"])
def test_a_file_that_is_no_source_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "app.py").write_bytes(content)
    finding = error(tmp_path / "app.py")
    assert place(finding) == ("app.py", 1)
    assert finding.message


def test_a_module_that_is_not_there_is_told_with_what_to_install(write: Callable[..., Path]) -> None:
    finding = error(write("x = 1\nimport not_there.at_all\n"))
    assert finding.message == "ModuleNotFoundError: No module named 'not_there'"
    assert place(finding) == ("app.py", 2)
    assert f"install it: `{sys.executable} -m pip install not_there`" in finding.help
    assert "beside app.py" in finding.help


def test_a_misspelled_module_of_the_project_is_told_with_the_nearest_one(write: Callable[..., Path]) -> None:
    finding = error(write("import valeus\n", values="", deep__x=""))
    assert finding.help.startswith("did you mean values? ")


def test_an_environment_of_the_project_that_is_not_in_use_is_named(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("import not_there\n", "src/app.py")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".venv").mkdir()
    assert "environment of its own" not in error(path).help
    (tmp_path / ".venv" / "pyvenv.cfg").touch()
    assert f"run {tmp_path}/.venv/bin/k8skit" in error(path).help
    monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
    assert f"install it: {tmp_path}/.venv/bin/pip install not_there" in error(path).help


def test_the_search_for_an_environment_ends_at_the_repository(write: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv" / "pyvenv.cfg").touch()
    path = write("import not_there\n", "repo/app.py")
    assert "/venv/bin/k8skit" in error(path).help
    (tmp_path / "repo" / ".git").mkdir()
    assert "/venv/bin/k8skit" not in error(path).help


def test_what_k8skit_raises_passes_through(write: Callable[..., Path]) -> None:
    path = write(HEAD + 'Chart(app, "a")\nChart(app, "a")\napp.synth()\n')
    before = state()
    with pytest.raises(CallError) as caught:
        run_app(path)
    assert state() == before
    assert [f.code for f in caught.value.findings] == ["K8S904"]
    path = write("from k8skit.errors import K8skitError\nfrom k8skit.finding import Finding\nraise K8skitError(Finding('K8S000', 'x'))\n")
    with pytest.raises(K8skitError) as raised:
        run_app(path)
    assert type(raised.value) is K8skitError


def test_an_app_without_app_is_an_error(write: Callable[..., Path]) -> None:
    finding = error(write("x = 1\n"), "K8S932")
    assert "app.py makes no App" in finding.message
    assert "app.synth()" in finding.help
    assert place(finding) == ("app.py", 0)


def test_an_app_that_is_never_synthesised_is_an_error(write: Callable[..., Path]) -> None:
    finding = error(write(HEAD), "K8S932")
    assert finding.message == "app.py never calls app.synth()"
    assert place(finding) == ("app.py", 2)


def test_an_app_that_is_synthesised_twice_is_an_error(write: Callable[..., Path]) -> None:
    finding = error(write(HEAD + "app.synth()\napp.synth()\n"), "K8S933")
    assert "calls app.synth() 2 times" in finding.message
    assert place(finding) == ("app.py", 2)


def test_two_apps_are_an_error(write: Callable[..., Path]) -> None:
    finding = error(write(HEAD + "other = App()\napp.synth()\n"), "K8S934")
    assert place(finding) == ("app.py", 3)
    assert "app.py:2" in finding.message
    assert place(error(write(HEAD + "other = App()\napp.synth()\nother.synth()\n"), "K8S934")) == ("app.py", 3)
    error(write(HEAD + "App()\nApp()\n"), "K8S934", "K8S934", "K8S932")


@pytest.mark.parametrize("call", ["sys.exit()", "sys.exit(0)", "sys.exit(None)"])
def test_a_program_may_end_itself_well_after_synth(write: Callable[..., Path], call: str) -> None:
    assert isinstance(run_app(write(f"import sys\n{HEAD}app.synth()\n{call}\n")), App)
    finding = error(write(f"import sys\n{HEAD}def end():\n    {call}\nend()\n"), "K8S935")
    assert finding.message == f"app.py called {call.replace('None', '')} before app.synth()"
    assert place(finding) == ("app.py", 5)
    assert "app.py:6 in <module>" in finding.help


@pytest.mark.parametrize(("code", "shown"), [("3", "3"), ("'no way'", "no way"), ("True", "True")])
def test_a_program_that_ends_itself_badly_is_an_error(write: Callable[..., Path], code: str, shown: str) -> None:
    finding = error(write(f"import sys\n{HEAD}app.synth()\nsys.exit({code})\n"), "K8S935")
    assert finding.message == f"app.py called sys.exit({shown})"
    assert place(finding) == ("app.py", 5)


def test_an_interrupt_passes_through(write: Callable[..., Path]) -> None:
    path = write("raise KeyboardInterrupt\n")
    before = state()
    with pytest.raises(KeyboardInterrupt):
        run_app(path)
    assert state() == before


def test_an_app_can_run_another_app(write: Callable[..., Path]) -> None:
    path = write(
        "import os\nfrom k8skit import App\nfrom k8skit.files.run import run_app\napp = App()\n"
        "inner = run_app(os.path.join(os.path.dirname(__file__), 'inner.py'))\nassert inner is not app\napp.synth()\n",
        inner="from k8skit import App\nApp().synth()\n",
    )
    before = state()
    run_app(path)
    assert state() == before


def test_running_an_app_loads_nothing_heavy(environment: dict[str, str], write: Callable[..., Path]) -> None:
    import subprocess

    path = write(HEAD + 'Chart(app, "shop")\napp.synth()\n')
    own = "import sys; own = set(sys.modules); "  # Python 3.13 loads linecache for the text of -c
    code = f"{own}from k8skit.files.run import run_app; run_app(sys.argv[1]); print(*sorted(set(sys.modules) - own))"
    done = subprocess.run([sys.executable, "-c", code, str(path)], env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    heavy = {"re", "typing", "pathlib", "json", "dataclasses", "enum", "functools", "yaml", "pydantic", "inspect", "linecache", "traceback"}
    assert loaded.isdisjoint({*heavy, "importlib.machinery", "k8skit.files.blame", "contextlib", "tempfile", "shutil"})


@pytest.mark.parametrize(
    ("source", "help"),
    [
        ("from k8skit.api.apps.v2 import Deployment\n", "k8skit.api.apps has v1\n"),
        ("import k8skit.api.app.v1\n", "did you mean k8skit.api.apps?"),
        ("import k8skit.api.zzzzzzzzzzz\n", "k8skit.api has "),
        ("from .images import TAG\n", "app.py is run as a program, in no package: import what lies beside it by its name"),
    ],
)
@pytest.mark.filterwarnings("ignore::ImportWarning")
def test_a_module_that_its_package_does_not_have_is_told_with_what_there_is(write: Callable[..., Path], source: str, help: str) -> None:
    assert error(write(source)).help.startswith(help)
