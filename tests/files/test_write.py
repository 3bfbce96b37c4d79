"""The output folder ends up with exactly the texts, and nothing else in it is touched."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k8skit.errors import OutputError
from k8skit.files.index import HEADER, mark, render
from k8skit.files.staging import _rename
from k8skit.files.write import Changes, check, drift, plan, write

TEXTS = {"app.yaml": "a: 1\n", "shop/deployment-web.yaml": "b: 2\n", "shop/service-web.yaml": "c: 3\n", "team/x/role-r.yaml": "d: ü\n"}


def files(root: Path) -> dict[str, bytes]:
    """Path -> content of all files below a folder; links are shown as links."""
    found = {}
    for folder, folders, names in os.walk(root):
        for name in names + [f for f in folders if os.path.islink(os.path.join(folder, f))]:
            path = os.path.join(folder, name)
            found[os.path.relpath(path, root)] = b"-> " + os.readlink(path).encode() if os.path.islink(path) else Path(path).read_bytes()
    return found


def folders(root: Path) -> set[str]:
    return {os.path.relpath(os.path.join(parent, name), root) for parent, names, _ in os.walk(root) for name in names}


def stamps(root: Path) -> dict[str, tuple[int, int, int]]:
    """What changes when anything is written: inode and times of all files and folders."""
    places = [root, *root.rglob("*")]
    return {str(p): (p.lstat().st_ino, p.lstat().st_mtime_ns, p.lstat().st_ctime_ns) for p in places}


def encoded(texts: dict[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in texts.items()}


def index_of(texts: dict[str, str]) -> bytes:
    return render({path: mark(text.encode()) for path, text in texts.items()})


def refusal(root: Path, texts: dict[str, str]) -> OutputError:
    """The error of a write that must change nothing."""
    before = files(root) if root.exists() else None
    with pytest.raises(OutputError) as caught:
        write(str(root), texts)
    assert (files(root) if root.exists() else None) == before
    return caught.value


def codes(e: OutputError) -> list[str]:
    return [f.code for f in e.findings]


def places(e: OutputError) -> list[str]:
    return [f.origin.file for f in e.findings if f.origin]


def test_a_fresh_output_holds_the_texts_and_the_index(tmp_path: Path) -> None:
    root = tmp_path / "a" / "dist"
    changes = write(str(root), TEXTS)
    assert files(root) == {**encoded(TEXTS), ".k8skit": index_of(TEXTS)}
    assert changes.added == sorted(TEXTS)
    assert (changes.changed, changes.removed, changes.unchanged, changes.edited, changes.strangers) == ([], [], [], [], {})
    assert changes.index_changed
    assert changes


def test_the_second_run_writes_nothing(tmp_path: Path) -> None:
    write(str(tmp_path), TEXTS)
    before = stamps(tmp_path)
    changes = write(str(tmp_path), TEXTS)
    assert stamps(tmp_path) == before
    assert not changes
    assert changes.unchanged == sorted(TEXTS)


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    write(str(tmp_path), TEXTS)
    before = stamps(tmp_path)
    texts = {**TEXTS, "shop/service-web.yaml": "c: 4\n"}
    changes = write(str(tmp_path), texts)
    after = stamps(tmp_path)
    assert (changes.added, changes.changed, changes.removed, changes.edited) == ([], ["shop/service-web.yaml"], [], [])
    assert files(tmp_path) == {**encoded(texts), ".k8skit": index_of(texts)}
    touched = {os.path.relpath(p, tmp_path) for p in after if after[p][0] != before[p][0]}
    assert touched == {"shop/service-web.yaml", ".k8skit"}


@pytest.mark.parametrize("new", ["", "c: 3\n\n", "c: 3", "C: 3\n"])
def test_a_text_that_differs_in_one_byte_differs(tmp_path: Path, new: str) -> None:
    write(str(tmp_path), TEXTS)
    changes = write(str(tmp_path), {**TEXTS, "shop/service-web.yaml": new})
    assert changes.changed == ["shop/service-web.yaml"]
    assert (tmp_path / "shop/service-web.yaml").read_text() == new
    assert not write(str(tmp_path), {**TEXTS, "shop/service-web.yaml": new})


def test_what_is_no_longer_made_is_removed_with_folders_that_become_empty(tmp_path: Path) -> None:
    write(str(tmp_path), TEXTS)
    (tmp_path / "shop" / "README").write_text("mine")
    texts = {"app.yaml": TEXTS["app.yaml"]}
    changes = write(str(tmp_path), texts)
    assert changes.removed == ["shop/deployment-web.yaml", "shop/service-web.yaml", "team/x/role-r.yaml"]
    assert files(tmp_path) == {**encoded(texts), ".k8skit": index_of(texts), "shop/README": b"mine"}
    assert folders(tmp_path) == {"shop"}


def test_without_any_text_all_own_files_go_and_the_folder_stays(tmp_path: Path) -> None:
    write(str(tmp_path), TEXTS)
    assert write(str(tmp_path), {}).removed == sorted(TEXTS)
    assert files(tmp_path) == {".k8skit": f"{HEADER}\n".encode()}
    assert folders(tmp_path) == set()
    assert not write(str(tmp_path), {})


def test_without_any_text_no_folder_is_made(tmp_path: Path) -> None:
    assert not write(str(tmp_path / "dist"), {})
    assert not (tmp_path / "dist").exists()
    (tmp_path / "dist").mkdir()
    assert not write(str(tmp_path / "dist"), {})
    assert files(tmp_path) == {}


def test_a_folder_that_stays_in_use_is_not_made_anew(tmp_path: Path) -> None:
    write(str(tmp_path), {"shop/a.yaml": "a\n"})
    inode = (tmp_path / "shop").stat().st_ino
    write(str(tmp_path), {"shop/b.yaml": "b\n"})
    assert (tmp_path / "shop").stat().st_ino == inode
    assert set(files(tmp_path)) == {"shop/b.yaml", ".k8skit"}


def test_a_strangers_file_in_the_way_is_an_error_and_stays(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "service-web.yaml").write_text("mine")
    (tmp_path / "app.yaml").write_text("mine too")
    e = refusal(tmp_path, TEXTS)
    assert codes(e) == ["K8S951", "K8S951"]
    assert places(e) == [f"{tmp_path}/app.yaml", f"{tmp_path}/shop/service-web.yaml"]
    assert "is in the way: a file that k8skit did not make" in e.findings[0].message
    assert e.findings[0].help.startswith("move it away, rename the object or chart, or choose another output; only files listed in ")
    assert plan(str(tmp_path), TEXTS).strangers == dict.fromkeys(["app.yaml", "shop/service-web.yaml"], "a file that k8skit did not make")
    with pytest.raises(OutputError):
        check(str(tmp_path), TEXTS)


def test_a_strangers_file_with_the_right_content_is_adopted(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    path = tmp_path / "shop" / "service-web.yaml"
    path.write_text(TEXTS["shop/service-web.yaml"])
    inode = path.stat().st_ino
    changes = write(str(tmp_path), TEXTS)
    assert changes.unchanged == ["shop/service-web.yaml"]
    assert path.stat().st_ino == inode
    assert files(tmp_path) == {**encoded(TEXTS), ".k8skit": index_of(TEXTS)}


def test_a_lost_index_is_made_again_from_files_that_are_right(tmp_path: Path) -> None:
    write(str(tmp_path), TEXTS)
    (tmp_path / ".k8skit").unlink()
    changes = write(str(tmp_path), TEXTS)
    assert (changes.unchanged, changes.index_changed, bool(changes)) == (sorted(TEXTS), True, True)
    assert (tmp_path / ".k8skit").read_bytes() == index_of(TEXTS)


@pytest.mark.parametrize("kind", ["folder", "link", "dangling link", "pipe"])
def test_something_else_than_a_file_in_the_way_is_an_error_even_at_an_own_path(tmp_path: Path, kind: str) -> None:
    root = tmp_path / "dist"
    write(str(root), TEXTS)
    (tmp_path / "elsewhere").write_text(TEXTS["app.yaml"])
    path = root / "app.yaml"
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
        assert plan(str(root), TEXTS).strangers == {"app.yaml": "neither a file nor a folder"}
        path.unlink()
        return
    else:
        path.symlink_to(tmp_path / ("elsewhere" if kind == "link" else "nowhere"))
    e = refusal(root, {**TEXTS, "app.yaml": "new\n"})
    assert codes(e) == ["K8S951"]
    assert ("a folder" if kind == "folder" else "a symbolic link") in e.findings[0].message
    assert (tmp_path / "elsewhere").read_text() == TEXTS["app.yaml"]
    assert codes(refusal(root, TEXTS)) == ["K8S951"]


def test_an_empty_text_does_not_take_a_pipe_for_an_empty_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "app.yaml")
    assert plan(str(tmp_path), {"app.yaml": ""}).strangers == {"app.yaml": "neither a file nor a folder"}


def test_a_file_where_a_folder_is_needed_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "team").write_text("mine")
    e = refusal(tmp_path, TEXTS)
    assert codes(e) == ["K8S951"]
    assert f"{tmp_path}/team is in the way: a file where a folder is needed" in e.findings[0].message


@pytest.mark.parametrize("target", ["outside", "inside", "nowhere"])
def test_a_linked_folder_on_the_way_is_an_error(tmp_path: Path, target: str) -> None:
    root = tmp_path / "dist"
    root.mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "service-web.yaml").write_text("mine")
    (root / "real").mkdir()
    (root / "shop").symlink_to({"outside": outside, "inside": root / "real", "nowhere": tmp_path / "nowhere"}[target])
    (root / "team").mkdir()
    (root / "team" / "x").symlink_to(outside)
    e = refusal(root, TEXTS)
    assert codes(e) == ["K8S954", "K8S954"]
    assert places(e) == [f"{root}/shop", f"{root}/team/x"]
    assert files(outside) == {"service-web.yaml": b"mine"}


def test_own_files_behind_a_folder_that_became_a_link_are_not_ours_any_more(tmp_path: Path) -> None:
    root = tmp_path / "dist"
    write(str(root), TEXTS)
    (root / "shop").rename(tmp_path / "outside")
    (root / "shop").symlink_to(tmp_path / "outside")
    write(str(root), {"app.yaml": "a: 1\n"})
    assert set(files(tmp_path / "outside")) == {"deployment-web.yaml", "service-web.yaml"}
    assert set(files(root)) == {"app.yaml", "shop", ".k8skit"}


def test_an_orphan_that_became_something_else_stays(tmp_path: Path) -> None:
    root = tmp_path / "dist"
    write(str(root), TEXTS)
    (root / "app.yaml").unlink()
    (root / "app.yaml").symlink_to(tmp_path)
    shutil.rmtree(root / "shop")
    (root / "shop").write_text("mine")
    changes = write(str(root), {})
    assert changes.removed == ["team/x/role-r.yaml"]
    assert set(files(root)) == {"app.yaml", "shop", ".k8skit"}


def test_the_output_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "dist").symlink_to(tmp_path / "real")
    write(str(tmp_path / "dist"), TEXTS)
    assert files(tmp_path / "real") == {**encoded(TEXTS), ".k8skit": index_of(TEXTS)}


def test_a_trailing_slash_changes_nothing(tmp_path: Path) -> None:
    write(f"{tmp_path}/dist/", TEXTS)
    assert not write(f"{tmp_path}/dist", TEXTS)


def test_the_root_of_the_file_system_is_a_folder_too() -> None:
    assert plan("/", {"no-such-folder-of-k8skit/a.yaml": "1\n"}).added == ["no-such-folder-of-k8skit/a.yaml"]


@pytest.mark.parametrize("what", ["file", "dangling link"])
def test_an_output_that_is_no_folder_is_an_error(tmp_path: Path, what: str) -> None:
    root = tmp_path / "dist"
    if what == "file":
        root.write_text("mine")
    else:
        root.symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputError) as caught:
        write(str(root), TEXTS)
    assert codes(caught.value) == ["K8S952"]
    assert str(root) in caught.value.findings[0].message
    assert os.path.lexists(root)
    assert not (tmp_path / "nowhere").exists()


def test_an_own_file_changed_by_hand_is_made_right_and_named(tmp_path: Path) -> None:
    write(str(tmp_path), TEXTS)
    (tmp_path / "app.yaml").write_text("mine")
    (tmp_path / "shop/service-web.yaml").write_text("mine")
    (tmp_path / "shop/deployment-web.yaml").unlink()
    texts = {path: text for path, text in TEXTS.items() if path != "shop/service-web.yaml"}
    changes = write(str(tmp_path), texts)
    assert (changes.added, changes.changed, changes.removed) == (["shop/deployment-web.yaml"], ["app.yaml"], ["shop/service-web.yaml"])
    assert changes.edited == ["app.yaml", "shop/service-web.yaml"]
    assert files(tmp_path) == {**encoded(texts), ".k8skit": index_of(texts)}


def test_an_unreadable_own_file_is_replaced(tmp_path: Path) -> None:
    write(str(tmp_path), TEXTS)
    (tmp_path / "app.yaml").chmod(0)
    write(str(tmp_path), {**TEXTS, "app.yaml": "new\n"})
    assert (tmp_path / "app.yaml").read_text() == "new\n"


def test_an_output_that_is_no_folder_is_told_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to("nowhere")
    for name, what in (("file", "is not a folder"), ("link", "is a symbolic link that leads nowhere")):
        with pytest.raises(OutputError) as caught:
            write(str(tmp_path / name), TEXTS)
        assert [(f.code, f.message) for f in caught.value.findings] == [("K8S952", f"the output {tmp_path / name} {what}")]
    assert sorted(os.listdir(tmp_path)) == ["file", "link"]
    assert (tmp_path / "file").read_text() == "mine"


def test_folders_on_the_way_that_another_run_makes_meanwhile_are_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mkdir = os.mkdir

    def slow(path: str, *mode: int) -> None:
        if path == f"{tmp_path}/a":
            mkdir(path)  # by the other one
        mkdir(path, *mode)

    monkeypatch.setattr(os, "mkdir", slow)
    write(f"{tmp_path}/a/b/c", TEXTS)
    assert files(tmp_path / "a/b/c") == {**encoded(TEXTS), ".k8skit": index_of(TEXTS)}


def test_bad_paths_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    e = refusal(tmp_path / "dist", {"../evil.yaml": "x", "a.yaml": "", "A.yaml": ""})
    assert codes(e) == ["K8S954"]
    assert codes(refusal(tmp_path / "dist", {"a.yaml": "", "A.yaml": ""})) == ["K8S950"]
    assert not (tmp_path / "evil.yaml").exists()


@pytest.mark.parametrize("exists", [False, True])
def test_texts_that_utf8_cannot_carry_are_refused_all_together(tmp_path: Path, exists: bool) -> None:
    if exists:
        (tmp_path / "dist").mkdir()
    e = refusal(tmp_path / "dist", {"a.yaml": "\ud800", "b.yaml": "fine", "c.yaml": "ü\udfff"})
    assert codes(e) == ["K8S952", "K8S952"]
    assert [name for name in ("a.yaml", "b.yaml", "c.yaml") if any(name in f.message for f in e.findings)] == ["a.yaml", "c.yaml"]
    assert (tmp_path / "dist").exists() == exists
    assert os.listdir(tmp_path) == ["dist"][: int(exists)]


def test_an_index_that_is_no_index_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".k8skit").write_text("mine")
    assert codes(refusal(tmp_path, TEXTS)) == ["K8S951"]
    (tmp_path / ".k8skit").unlink()
    (tmp_path / ".k8skit").mkdir()
    e = refusal(tmp_path, TEXTS)
    assert codes(e) == ["K8S951"]
    assert "is a folder" in e.findings[0].message


def test_an_index_that_names_files_outside_is_an_error(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    root = tmp_path / "dist"
    root.mkdir()
    (root / ".k8skit").write_bytes(f"{HEADER}\n{mark(b'mine')} ../victim\n".encode())
    assert codes(refusal(root, TEXTS)) == ["K8S954"]
    assert victim.read_text() == "mine"


def test_a_part_of_the_output_can_be_made_alone(tmp_path: Path) -> None:
    write(str(tmp_path), {"shop/a.yaml": "1\n", "shop/b.yaml": "2\n", "team/c.yaml": "3\n", "team/d.yaml": "4\n"})
    (tmp_path / "team/d.yaml").write_text("edited")
    (tmp_path / "team/c.yaml").unlink()
    changes = write(str(tmp_path), {"shop/a.yaml": "1\n", "shop/e.yaml": "5\n"}, keep=lambda path: path.startswith("team/"))
    assert (changes.added, changes.removed, changes.unchanged) == (["shop/e.yaml"], ["shop/b.yaml"], ["shop/a.yaml"])
    assert set(files(tmp_path)) == {"shop/a.yaml", "shop/e.yaml", "team/d.yaml", ".k8skit"}
    assert (tmp_path / "team/d.yaml").read_text() == "edited"
    listed = (tmp_path / ".k8skit").read_text()
    assert f"{mark(b'3' + bytes([10]))} team/c.yaml\n" in listed
    assert f"{mark(b'4' + bytes([10]))} team/d.yaml\n" in listed
    assert not write(str(tmp_path), {"shop/a.yaml": "1\n", "shop/e.yaml": "5\n"}, keep=lambda path: path.startswith("team/"))
    assert write(str(tmp_path), {"shop/a.yaml": "1\n", "shop/e.yaml": "5\n"}).removed == ["team/d.yaml"]


def test_the_part_that_stays_counts_when_paths_collide(tmp_path: Path) -> None:
    write(str(tmp_path), {"team/c.yaml": "3\n"})
    with pytest.raises(OutputError) as caught:
        write(str(tmp_path), {"Team/c.yaml": "1\n"}, keep=lambda path: path.startswith("team/"))
    assert {f.code for f in caught.value.findings} == {"K8S950"}


def test_an_own_folder_moved_by_hand_is_made_again_and_the_moved_one_stays(tmp_path: Path) -> None:
    write(str(tmp_path), TEXTS)
    (tmp_path / "shop").rename(tmp_path / "mine")
    changes = write(str(tmp_path), TEXTS)
    assert changes.added == ["shop/deployment-web.yaml", "shop/service-web.yaml"]
    moved = {"mine/deployment-web.yaml": b"b: 2\n", "mine/service-web.yaml": b"c: 3\n"}
    assert files(tmp_path) == {**encoded(TEXTS), ".k8skit": index_of(TEXTS), **moved}
    write(str(tmp_path), {})
    assert files(tmp_path) == {".k8skit": index_of({}), **moved}


def test_the_whole_output_can_be_moved_and_copied(tmp_path: Path) -> None:
    write(str(tmp_path / "dist"), TEXTS)
    (tmp_path / "dist").rename(tmp_path / "other")
    assert not write(str(tmp_path / "other"), TEXTS)
    shutil.copytree(tmp_path / "other", tmp_path / "copy")
    assert not write(str(tmp_path / "copy"), TEXTS)
    assert write(str(tmp_path / "dist"), TEXTS).added == sorted(TEXTS)


def test_check_says_what_write_would_do_and_writes_nothing(tmp_path: Path) -> None:
    write(str(tmp_path), TEXTS)
    assert not check(str(tmp_path), TEXTS)
    (tmp_path / "team/x/role-r.yaml").write_text("mine ü")
    texts = {**TEXTS, "app.yaml": "a: 2\n", "new.yaml": "e: 5\n"}
    del texts["shop/service-web.yaml"]
    before = stamps(tmp_path)
    changes = check(str(tmp_path), texts)
    assert stamps(tmp_path) == before
    assert (changes.added, changes.removed) == (["new.yaml"], ["shop/service-web.yaml"])
    assert changes.changed == ["app.yaml", "team/x/role-r.yaml"]
    assert changes.edited == ["team/x/role-r.yaml"]
    assert changes.old == {"app.yaml": "a: 1\n", "shop/service-web.yaml": "c: 3\n", "team/x/role-r.yaml": "mine ü"}
    found = drift("dist", changes)
    assert {f.code for f in found} == {"K8S953"}
    assert [f.message for f in found] == [
        "dist/app.yaml is out of date",
        "dist/new.yaml is missing",
        "dist/shop/service-web.yaml is no longer made",
        "dist/team/x/role-r.yaml was changed by hand",
    ]


def test_check_works_without_an_output(tmp_path: Path) -> None:
    changes = check(str(tmp_path / "dist"), TEXTS)
    assert (changes.added, changes.index_changed) == (sorted(TEXTS), True)
    assert not (tmp_path / "dist").exists()
    assert not check(str(tmp_path / "dist"), {})


def test_a_stale_index_alone_is_drift(tmp_path: Path) -> None:
    write(str(tmp_path), TEXTS)
    (tmp_path / ".k8skit").write_bytes(index_of({**TEXTS, "gone.yaml": ""}))
    changes = check(str(tmp_path), TEXTS)
    assert changes
    assert [f.message for f in drift("dist", changes)] == ["dist/.k8skit is out of date"]
    write(str(tmp_path), TEXTS)
    assert not check(str(tmp_path), TEXTS)


def test_an_edited_orphan_is_named_as_such(tmp_path: Path) -> None:
    write(str(tmp_path), TEXTS)
    (tmp_path / "app.yaml").write_text("mine")
    texts = {path: text for path, text in TEXTS.items() if path != "app.yaml"}
    assert [f.message for f in drift("dist", check(str(tmp_path), texts))] == ["dist/app.yaml is no longer made, and was changed by hand"]


def test_changes_show_what_they_are() -> None:
    changes = Changes()
    assert not changes
    changes.added.append("a")
    assert "added=['a']" in repr(changes)
    for name in ("added", "changed", "removed"):
        some = Changes()
        getattr(some, name).append("x")
        assert some
    unchanged = Changes()
    unchanged.unchanged.append("x")
    assert not unchanged


def test_new_files_get_the_permissions_that_the_user_asks_for(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(str(tmp_path / "dist"), TEXTS)
        write(str(tmp_path / "dist"), {**TEXTS, "shop/new.yaml": "x\n"})
    finally:
        os.umask(before)
    assert {oct(p.stat().st_mode & 0o777) for p in (tmp_path / "dist").rglob("*") if p.is_file()} == {"0o640"}


NAMES = st.sampled_from(["a.yaml", "b.yaml", "shop/a.yaml", "shop/b.yaml", "shop/x/c.yaml", "team/a.yaml", "team"])
CONTENTS = st.sampled_from(["1\n", "2\n", "longer\n", ""])
OUTPUTS = st.dictionaries(NAMES, CONTENTS).filter(lambda texts: not ("team" in texts and "team/a.yaml" in texts))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), OUTPUTS),
        st.tuples(st.just("put"), st.tuples(NAMES, CONTENTS)),
        st.tuples(st.just("remove"), NAMES),
        st.tuples(st.just("lose index"), st.none()),
    ),
    max_size=12,
)


@given(STEPS)
@settings(max_examples=150, deadline=None)
def test_any_history_ends_with_the_texts_and_with_what_others_made(steps: list[tuple[str, object]]) -> None:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as name:
        root = Path(name)
        owned: set[str] = set()
        for what, data in steps:
            before = {path: content for path, content in files(root).items() if path != ".k8skit"}
            if what == "write":
                texts: dict[str, str] = data  # type: ignore[assignment]
                intended = plan(name, texts)
                in_the_way = {p for p, text in texts.items() if p in before and p not in owned and before[p] != text.encode()}
                in_the_way |= {p for p in texts if (root / p).is_dir()} | {f for p in texts for f in before if p.startswith(f"{f}/")}
                assert set(intended.strangers) == in_the_way
                if in_the_way:
                    with pytest.raises(OutputError):
                        write(name, texts)
                    assert {p: c for p, c in files(root).items() if p != ".k8skit"} == before
                    continue
                done = write(name, texts)
                strangers = {path: content for path, content in before.items() if path not in owned and path not in texts}
                after = files(root)
                index = after.pop(".k8skit", index_of({}))
                assert index == index_of(texts)
                assert after == {**strangers, **encoded(texts)}
                assert set(done.added) == set(texts) - set(before)
                assert set(done.changed) == {p for p in texts if p in before and before[p] != texts[p].encode()}
                assert set(done.removed) == (owned & set(before)) - set(texts)
                assert repr(done) == repr(intended)
                assert not check(name, texts)
                owned = set(texts)
            elif what == "put":
                place: tuple[str, str] = data  # type: ignore[assignment]
                try:
                    (root / place[0]).parent.mkdir(parents=True, exist_ok=True)
                    (root / place[0]).write_text(place[1])
                except OSError:
                    pass
            elif what == "remove":
                (root / str(data)).unlink() if (root / str(data)).is_file() else None
            else:
                (root / ".k8skit").unlink(missing_ok=True)
                owned = set()


def test_a_folder_that_somebody_removed_in_the_middle_is_made_again(tmp_path: Path) -> None:
    staged, parent = tmp_path / "staged", tmp_path / "a" / "b"
    staged.write_text("x")
    for _ in range(2):  # a run that was stopped after the rename does it again
        _rename(str(staged), str(parent / "c.yaml"), str(parent))
        assert (parent / "c.yaml").read_text() == "x"
        assert not staged.exists()
