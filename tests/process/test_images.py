"""Versions of images: which are followed, and where they are put."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from k8skit.core.types import image_problem
from k8skit.manifest import Manifest, Marked
from k8skit.process.images import Versions, changed, images_of, joined, keep_versions, split

NAMES = st.sampled_from(["a", "r.io/a", "localhost:5000/x/a", "r.io/a.b"])
TAGS = st.sampled_from(["", "1", "v1.2-x"])
DIGESTS = st.sampled_from(["", "sha256:" + "0" * 64])
IMAGES = st.builds(joined, NAMES, TAGS, DIGESTS)
ENTRIES = st.fixed_dictionaries({"name": NAMES}, optional={"newName": NAMES, "newTag": st.sampled_from(["2", "3"]), "digest": DIGESTS})


def pod(*images: str, kind: str = "Pod") -> Manifest:
    containers = [{"name": f"c{i}", "image": image} for i, image in enumerate(images)]
    return Manifest(
        {"apiVersion": "v1", "kind": kind, "spec": {"containers": containers, "initContainers": containers[:1], "image": "a:1"}}
    )


def found(manifests: list[Manifest]) -> list[str]:
    return [container["image"] for m in manifests for container in m.object["spec"]["containers"]]


@given(NAMES, TAGS, DIGESTS)
def test_an_image_taken_apart_and_joined_is_the_same(name: str, tag: str, digest: str) -> None:
    assert split(joined(name, tag, digest)) == (name, tag, digest)
    assert image_problem(joined(name, tag, digest)) == ""


@given(IMAGES, ENTRIES)
def test_an_entry_applied_twice_is_applied_once(image: str, entry: dict[str, str]) -> None:
    once = changed(image, entry)
    assert changed(once, entry) == once
    assert image_problem(once) == ""


@given(st.lists(IMAGES, max_size=4), st.lists(ENTRIES, max_size=3))
def test_without_a_record_every_entry_is_followed_and_nothing_else_changes(images: list[str], entries: list[dict[str, str]]) -> None:
    before = pod(*images)
    copy = repr(before.object)
    after, outcome = keep_versions([before], Versions(entries))
    assert repr(before.object) == copy
    assert after[0].object["spec"]["image"] == "a:1"
    for old, new in zip(images, found(after), strict=True):
        name = split(old)[0]
        mine = [e for key in ("name", "newName") for e in entries if e.get(key) == name]
        assert new == (changed(old, mine[0]) if mine else old)
    assert outcome.findings == []
    assert {k.name for k in outcome.kept} == {split(old)[0] for old, new in zip(images, found(after), strict=True) if old != new}


@given(st.lists(IMAGES, max_size=4))
def test_what_the_output_says_alike_changes_no_object(images: list[str]) -> None:
    before = [pod(*images)]
    entries = [{"name": name, "newTag": split(next(iter(of)))[1]} for name, of in images_of(before).items() if len(of) == 1]
    entries = [e for e in entries if e["newTag"] and all("@" not in i for i in images)]
    after, outcome = keep_versions(before, Versions(entries))
    assert after[0] is before[0]
    assert outcome.kept == []


def decided(code: str, recorded: str | None, output: str) -> tuple[str, int, int]:
    record = None if recorded is None else {"a": f"a:{recorded}"} if recorded else {}
    after, outcome = keep_versions([pod(f"a:{code}")], Versions([{"name": "a", "newTag": output}], recorded=record))
    return found(after)[0], len(outcome.kept), len(outcome.findings)


def test_who_has_changed_is_followed() -> None:
    assert decided("1", "1", "1") == ("a:1", 0, 0)
    assert decided("1", "1", "2") == ("a:2", 1, 0)
    assert decided("2", "1", "1") == ("a:2", 0, 0)
    assert decided("2", "1", "2") == ("a:2", 0, 0)


def test_where_both_have_the_output_is_followed_with_a_warning() -> None:
    assert decided("2", "1", "3") == ("a:3", 1, 1)


def test_without_a_record_the_output_is_followed() -> None:
    assert decided("2", None, "1") == ("a:1", 1, 0)


def test_an_image_that_is_new_in_the_app_is_as_the_app_says() -> None:
    assert decided("2", "", "1") == ("a:2", 0, 0)


def test_an_entry_that_renames_an_image_is_about_it_too() -> None:
    after, _ = keep_versions([pod("mirror/a:1")], Versions([{"name": "a", "newName": "mirror/a", "newTag": "2"}]))
    assert found(after) == ["mirror/a:2"]


def test_images_are_those_of_containers_of_any_kind() -> None:
    assert images_of([pod("a:1", "b:2", "a:3", kind="Own")]) == {"a": {"a:1", "a:3"}, "b": {"b:2"}}


def test_a_marked_text_stays_marked() -> None:
    mark = Marked("a:1", policy="x:y")
    for versions in (Versions([{"name": "a", "newTag": "2"}]), Versions((), {mark.comment: "a:2"})):
        after, _ = keep_versions([pod(mark)], versions)
        image: Any = found(after)[0]
        assert (image, image.comment) == ("a:2", mark.comment)
