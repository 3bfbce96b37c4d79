"""Which paths an output may have, and which two of them would be one file."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.files.paths import LONGEST_NAME, check, folders, key, problem

PARTS = st.text(st.sampled_from("abAB.-_ %é\u0301"), min_size=1, max_size=6).filter(
    lambda p: p not in (".", "..") and not p.startswith(".k8s")
)
PATHS = st.lists(PARTS, min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(
    "path",
    [
        "app.yaml",
        "shop/deployment-orders.yaml",
        "prod/shop/a.b-c_d%41.yaml",
        "..a/b..",
        ".hidden/x",
        "k8skit",
        "c:/x",
        "con/x",
        "a?b",
        "é/ü",
        "a" * 255,
    ],
)
def test_ordinary_paths_are_fine(path: str) -> None:
    assert problem(path, windows=False) == ("", "")


@pytest.mark.parametrize("path", ["../x", "a/../b", "a/..", "..", "/etc/passwd", "/", "a\\b", "..\\x", "//host/x"])
def test_paths_that_lead_out_are_refused(path: str) -> None:
    assert problem(path, windows=False)[0] == "K8S954"


@pytest.mark.parametrize(
    "path", ["", ".", "a//b", "a/", "./a", "a/./b", "a\nb", "a/b\x7f", "a\x00", "a\ud800", "x" * 256, "a/" + "x" * 256 + "/b", "é" * 128]
)
def test_paths_that_no_file_can_have_are_refused(path: str) -> None:
    assert problem(path, windows=False)[0] == "K8S952"


@pytest.mark.parametrize("path", [".k8skit", ".k8skit-staging/x", ".K8sKit", ".k8skit-lock"])
def test_the_names_of_the_bookkeeping_are_kept(path: str) -> None:
    assert problem(path)[0] == "K8S950"


def test_bookkeeping_names_deeper_down_are_free() -> None:
    assert problem("shop/.k8skit") == ("", "")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("c:/x", "K8S954"),
        ("C:x", "K8S954"),
        ("a/con", "K8S952"),
        ("aux.yaml", "K8S952"),
        ("Nul .txt/x", "K8S952"),
        ("com1.k8s.yaml", "K8S952"),
        ("lpt\xb2/x", "K8S952"),
        ("a./x", "K8S952"),
        ("x/a ", "K8S952"),
        ("a?b", "K8S952"),
        ("x/role-system:a.yaml", "K8S952"),
        ('"', "K8S952"),
    ],
)
def test_names_that_windows_keeps_are_refused_there_only(path: str, code: str) -> None:
    assert problem(path, windows=True)[0] == code
    assert problem(path, windows=False) == ("", "")


@pytest.mark.parametrize("path", ["console/x", "com/x", "comx/x", "com11.yaml", "auxiliary.yaml", "a.b/c.d"])
def test_names_that_only_look_like_devices_are_fine_on_windows(path: str) -> None:
    assert problem(path, windows=True) == ("", "")


def test_the_length_limit_counts_bytes() -> None:
    assert problem("é" * 127)[0] == ""
    assert problem("é" * 128) == ("K8S952", f"has a part of 256 bytes; a file name can have {LONGEST_NAME}")


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ("shop/a.yaml", "shop/A.yaml", "paths"),
        ("Shop/a.yaml", "shop/b.yaml", "folders"),
        ("é.yaml", "e\u0301.yaml", "paths"),
        ("straße", "STRASSE", "paths"),
    ],
)
def test_two_paths_that_are_one_somewhere_are_refused(one: str, other: str, what: str) -> None:
    found = check([one, other])
    assert [f.code for f in found] == ["K8S950"]
    assert what in found[0].message
    one_shown, other_shown = one.rpartition("/")[0] or one, other.rpartition("/")[0] or other
    assert repr(one_shown if what == "folders" else one) in found[0].message
    assert repr(other_shown if what == "folders" else other) in found[0].message


@pytest.mark.parametrize("file", ["shop", "Shop"])
def test_a_file_and_a_folder_of_one_name_are_refused(file: str) -> None:
    found = check(["shop/x/a.yaml", file])
    assert [f.code for f in found] == ["K8S950"]
    assert repr(file) in found[0].message


def test_every_bad_path_is_named() -> None:
    found = check(["../a", "fine", "b\n", ".k8skit"])
    assert [f.code for f in found] == ["K8S954", "K8S952", "K8S950"]
    assert {f.help for f in found} == {"rename the object, the chart or the environment that gives the path its name"}
    assert [repr(path) in f.message for f, path in zip(found, ["../a", "b\n", ".k8skit"], strict=True)] == [True] * 3


@given(st.lists(PATHS, unique=True, max_size=8))
def test_accepted_paths_are_different_files_and_no_file_is_a_folder(paths: list[str]) -> None:
    found = check(paths)
    files = {key(p) for p in paths}
    ancestors = {key("/".join(p.split("/")[:n])) for p in paths for n in range(1, p.count("/") + 1)}
    spelled = {"/".join(p.split("/")[:n]) for p in paths for n in range(1, p.count("/") + 1)}
    assert folders(paths) == spelled
    assert bool(found) == (len(files) < len(paths) or bool(files & ancestors) or len(ancestors) < len(spelled))


@given(st.text(max_size=20))
def test_the_key_ignores_case_and_normalisation(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    assert key(normalize("NFD", text)) == key(normalize("NFC", text))
    assert key(key(text)) == key(text)
    if text.isascii():
        assert key(text.upper()) == key(text.lower())


@given(st.text(max_size=12))
def test_an_accepted_path_stays_inside(path: str) -> None:
    if problem(path) == ("", ""):
        import posixpath

        joined = posixpath.normpath(posixpath.join("/out", path))
        assert joined.startswith("/out/")
        assert joined == f"/out/{path}"
        assert "\n" not in path


def test_an_empty_path_and_an_empty_part_are_told_apart() -> None:
    assert [problem(path)[1] for path in ("", "a//b", "a/./b")] == ["is empty", "has an empty part", "has a part '.'"]


def test_folders_are_all_on_the_way_whatever_their_length() -> None:
    assert folders(["a/b/c.yaml", "a/d.yaml", "e.yaml", "f/g.yaml"]) == {"a", "a/b", "f"}
