"""An output that cannot be written is told with its cause, and keeps what it had."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from k8skit.errors import OutputError
from k8skit.files.write import check, write

if TYPE_CHECKING:
    from pathlib import Path

OLD = {"a.yaml": "old\n", "shop/b.yaml": "old\n", "shop/gone.yaml": "old\n"}
NEW = {"a.yaml": "new\n" * 9000, "shop/b.yaml": "new\n" * 9000, "team/c.yaml": "new\n" * 9000}

SCRIPT = """
import os, sys
from k8skit.errors import OutputError
from k8skit.files.write import check, write
OLD = {"a.yaml": "old\\n", "shop/b.yaml": "old\\n", "shop/gone.yaml": "old\\n"}
NEW = {"a.yaml": "new\\n" * 9000, "shop/b.yaml": "new\\n" * 9000, "team/c.yaml": "new\\n" * 9000}
dist = sys.argv[1] + "/dist"
def seen():
    places = [os.path.join(d, n) for d, _, names in os.walk(dist) for n in names if n != ".k8skit"]
    return {os.path.relpath(place, dist): open(place).read() for place in places}
def refused(texts, folder=dist):
    try:
        write(folder, texts)
    except OutputError as e:
        assert {f.code for f in e.findings} == {"K8S952"}, e
        return str(e)
    raise AssertionError("written")
"""


def run(environment: dict[str, str], folder: Path, body: str, *, mount: str = "") -> str:
    """Run a script with the writer in a process of its own, if asked for with a file system of its own; return what it prints."""
    command = [sys.executable, "-c", SCRIPT + textwrap.dedent(body), str(folder)]
    if mount:
        # a mount in a name space of its own ends with the process and is seen by nobody else
        shell = f'mount -t tmpfs -o {mount} none "$0" && exec "$@"'
        enter = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
        if (
            not shutil.which("unshare")
            or subprocess.run([*enter, "sh", "-c", shell, str(folder), "true"], capture_output=True, check=False).returncode
        ):
            pytest.skip("this user may not mount a small file system")
        command = [*enter, "sh", "-c", shell, str(folder), *command]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout


@pytest.mark.parametrize("size", ["size=64k", "size=100k", "size=1m,nr_inodes=12", "size=1m,nr_inodes=14"])
def test_a_full_disk_leaves_the_old_output(environment: dict[str, str], tmp_path: Path, size: str) -> None:
    out = run(
        environment,
        tmp_path,
        """
        write(dist, OLD)
        print(refused(NEW))
        assert seen() == OLD, seen()
        assert not os.path.exists(dist + "/.k8skit-staging")
        assert not write(dist, OLD)
        write(dist, {**OLD, "a.yaml": "small\\n"})
        assert seen() == {**OLD, "a.yaml": "small\\n"}
        """,
        mount=size,
    )
    assert "the disk is full" in out
    assert "nothing in the output was changed" in out


def test_a_disk_that_is_full_from_the_start_is_left_empty(environment: dict[str, str], tmp_path: Path) -> None:
    out = run(
        environment,
        tmp_path,
        """
        print(refused(NEW, sys.argv[1] + "/deep/dist"))
        assert os.listdir(sys.argv[1]) == []
        """,
        mount="size=64k",
    )
    assert "the disk is full" in out


def test_a_limit_on_the_size_of_files_leaves_the_old_output(environment: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("resource")
    out = run(
        environment,
        tmp_path,
        """
        import resource
        write(dist, OLD)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20000, resource.RLIM_INFINITY))
        print(refused(NEW))
        assert seen() == OLD
        assert not os.path.exists(dist + "/.k8skit-staging")
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        write(dist, NEW)
        assert seen() == NEW
        """,
    )
    assert "larger than this process may write" in out
    assert "ulimit -f" in out


def test_a_read_only_file_system_can_be_compared_but_not_written(environment: dict[str, str], tmp_path: Path) -> None:
    out = run(
        environment,
        tmp_path,
        """
        import subprocess
        write(dist, OLD)
        subprocess.run(["mount", "-o", "remount,ro", sys.argv[1]], check=True)
        assert not write(dist, OLD)
        assert check(dist, NEW).changed == ["a.yaml", "shop/b.yaml"]
        print(refused(NEW))
        print(refused(NEW, sys.argv[1] + "/other"))
        assert seen() == OLD
        """,
        mount="size=1m",
    )
    first, second = out.splitlines()[0], out.splitlines()[-1]
    assert "not writable" in first
    assert "nothing in the output was changed" in first
    assert "read-only" in second


def test_another_file_system_below_the_output_is_refused_before_anything_changes(environment: dict[str, str], tmp_path: Path) -> None:
    out = run(
        environment,
        tmp_path,
        """
        import subprocess
        write(dist, OLD)
        subprocess.run(["mount", "-t", "tmpfs", "none", dist + "/shop"], check=True)
        print(refused(NEW))
        assert seen() == {"a.yaml": "old\\n"}
        """,
        mount="size=1m",
    )
    assert "/dist/shop is on another file system" in out


AS_ANOTHER_USER = """
def as_another_user():
    if os.geteuid() == 0:
        os.chown(dist, 65534, 65534)
        for d, folders, names in os.walk(dist):
            for n in folders + names:
                os.chown(os.path.join(d, n), 65534, 65534)
        import unicodedata, zlib, fcntl
        os.setgid(65534)
        os.setuid(65534)
"""


@pytest.mark.parametrize("locked", ["dist", "dist/shop"])
def test_a_read_only_folder_is_told_before_anything_changes(environment: dict[str, str], quick_path: Path, locked: str) -> None:
    quick_path.chmod(0o755)
    out = run(
        environment,
        quick_path,
        AS_ANOTHER_USER
        + textwrap.dedent(
            f"""
            write(dist, OLD)
            as_another_user()
            os.chmod(sys.argv[1] + "/{locked}", 0o555)
            print(refused(NEW))
            assert seen() == OLD
            assert not write(dist, OLD)
            assert not os.path.exists(dist + "/.k8skit-staging")
            os.chmod(sys.argv[1] + "/{locked}", 0o755)
            write(dist, NEW)
            assert seen() == NEW
            """
        ),
    )
    assert f"/{locked} is not writable" in out
    assert "nothing in the output was changed" in out


def test_an_own_file_that_may_not_be_read_is_replaced_and_a_strangers_is_not(environment: dict[str, str], quick_path: Path) -> None:
    quick_path.chmod(0o755)
    out = run(
        environment,
        quick_path,
        AS_ANOTHER_USER
        + textwrap.dedent(
            """
            write(dist, OLD)
            open(dist + "/c.yaml", "w").close()
            as_another_user()
            os.chmod(dist + "/a.yaml", 0)
            os.chmod(dist + "/c.yaml", 0)
            assert check(dist, OLD).changed == ["a.yaml"]
            write(dist, OLD)
            assert open(dist + "/a.yaml").read() == "old\\n"
            try:
                write(dist, {**OLD, "c.yaml": ""})
            except OutputError as e:
                print(e)
            os.chmod(dist + "/.k8skit", 0)
            try:
                write(dist, OLD)
            except OutputError as e:
                print(e)
            """
        ),
    )
    assert out.count("K8S951") == 2
    assert "dist/c.yaml is in the way: a file that k8skit did not make" in out
    assert "dist/.k8skit is not readable" in out


def test_a_folder_that_may_not_be_read_is_told(environment: dict[str, str], quick_path: Path) -> None:
    quick_path.chmod(0o755)
    out = run(
        environment,
        quick_path,
        AS_ANOTHER_USER
        + textwrap.dedent(
            """
            write(dist, OLD)
            as_another_user()
            os.chmod(dist, 0)
            print(refused(NEW))
            try:
                check(dist, NEW)
            except OutputError as e:
                print(e)
            """
        ),
    )
    assert out.count("permission denied") == 2
    assert "cannot write" in out
    assert "cannot read" in out


def test_a_locked_file_stops_the_change_and_the_next_run_finishes_it(environment: dict[str, str], tmp_path: Path) -> None:
    probe = tmp_path / "probe"
    probe.touch()
    if not shutil.which("chattr") or subprocess.run(["chattr", "+i", str(probe)], capture_output=True, check=False).returncode:
        pytest.skip("this user or file system has no immutable files")
    subprocess.run(["chattr", "-i", str(probe)], check=True)
    out = run(
        environment,
        tmp_path,
        """
        import subprocess
        write(dist, OLD)
        subprocess.run(["chattr", "+i", dist + "/shop/b.yaml"], check=True)
        try:
            print(refused(NEW))
            print(refused(NEW))
        finally:
            subprocess.run(["chattr", "-i", dist + "/shop/b.yaml"], check=True)
        present = {path: text for path, text in seen().items() if not path.startswith(".k8skit")}
        assert set(present.values()) <= set(OLD.values()) | set(NEW.values())
        write(dist, NEW)
        assert seen() == NEW
        """,
    )
    first, second = out.splitlines()
    assert "shop/b.yaml: permission denied" in first
    assert "partly new" in first
    assert "cannot finish the run that was interrupted" in second


def test_a_path_that_is_too_long_for_the_system_changes_nothing(tmp_path: Path) -> None:
    write(str(tmp_path), OLD)
    long = "/".join(["x" * 200] * 25) + "/a.yaml"
    with pytest.raises(OutputError) as caught:
        write(str(tmp_path), {**NEW, long: "1\n"})
    assert [f.code for f in caught.value.findings] == ["K8S952"]
    assert "too long" in caught.value.findings[0].message
    assert not check(str(tmp_path), OLD)
    assert not (tmp_path / ".k8skit-staging").exists()


def test_an_output_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError) as caught:
        write(str(tmp_path / "file" / "dist"), NEW)
    assert [f.code for f in caught.value.findings] == ["K8S952"]
    assert str(tmp_path / "file") in caught.value.findings[0].message
    with pytest.raises(OutputError, match="K8S952"):
        check(str(tmp_path / "file" / "dist"), NEW)
