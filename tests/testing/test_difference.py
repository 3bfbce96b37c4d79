from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from k8skit.testing.difference import ADDED, CHANGED, REMOVED, REORDERED, changes, documents

WEB = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2
  template:
    spec:
      containers:
      - name: proxy
        image: envoy:1
      - name: app
        image: web:1.0
        env:
        - name: A
          value: "1"
        - name: B
          value: "2"
"""
MAP = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: "settings"
data:
  kind: nothing
"""


def summary(stored: str, received: str) -> list[tuple[str, str]]:
    return [(change.label, change.state) for change in changes(stored, received)]


def test_equal_texts_have_no_changes() -> None:
    assert changes(WEB, WEB) == []


def test_each_object_is_added_changed_or_removed() -> None:
    other = MAP.replace('"settings"', "other")
    assert summary(f"{WEB}---\n{MAP}", f"{WEB.replace('1.0', '1.1')}---\n{other}") == [
        ("Deployment shop/web", CHANGED),
        ("ConfigMap settings", REMOVED),
        ("ConfigMap other", ADDED),
    ]


def test_a_change_shows_the_path_of_the_first_line_that_differs() -> None:
    (change,) = changes(WEB, WEB.replace("web:1.0", "web:1.1"))
    assert change.lines == [
        "@ spec.template.spec.containers[1]",
        "         image: envoy:1",
        "       - name: app",
        "-        image: web:1.0",
        "+        image: web:1.1",
        "         env:",
        "         - name: A",
    ]


def test_paths_reach_into_lists_of_lists_and_up_to_the_top() -> None:
    (change,) = changes(WEB, WEB.replace('value: "2"', 'value: "3"').replace("apps/v1", "apps/v2"))
    assert [line for line in change.lines if line[0] == "@"] == ["@ (top)", "@ spec.template.spec.containers[1].env[1]"]


def test_an_added_item_has_the_path_of_its_place_in_the_new_text() -> None:
    (change,) = changes(WEB, f'{WEB}        - name: C\n          value: "3"\n')
    assert change.lines[0] == "@ spec.template.spec.containers[1].env[2]"
    assert change.lines[-2:] == ["+        - name: C", '+          value: "3"']


def test_lists_that_are_indented_under_their_key_have_paths_too() -> None:
    text = "kind: X\nspec:\n  items:\n    - a: 1\n      deep:\n        - x: 1\n    - a: 2\n"
    (change,) = changes(text, text.replace("x: 1", "x: 2"))
    assert change.lines[0] == "@ spec.items[0].deep[0]"


def test_a_key_on_the_line_of_a_dash_is_part_of_the_path() -> None:
    text = "kind: X\nspec:\n- env:\n  - name: A\n  - name: B\n"
    (change,) = changes(text, text.replace("name: B", "name: C"))
    assert change.lines[0] == "@ spec[0].env[1]"


def test_objects_in_another_order_are_named() -> None:
    assert summary(f"{WEB}---\n{MAP}", f"{MAP}---\n{WEB}") == [("Deployment shop/web", REORDERED), ("ConfigMap settings", REORDERED)]


def test_two_objects_with_one_identity_are_told_apart() -> None:
    assert list(documents(f"{MAP}---\n{MAP}---\n{MAP}")) == ["ConfigMap settings", "ConfigMap settings #2", "ConfigMap settings #3"]


def test_a_generated_name_ends_with_a_star_and_a_text_without_kind_has_a_number() -> None:
    assert list(documents("kind: Job\nmetadata:\n  generateName: run-\n---\na: 1\n---\n")) == ["Job run-*", "document 2"]


def test_names_below_other_keys_are_not_taken_for_the_name_of_the_object() -> None:
    assert list(documents("kind: X\nspec:\n  name: no\nmetadata:\n  labels:\n    name: no\n  name: yes\n")) == ["X yes"]


def test_the_lines_of_a_secret_are_never_shown() -> None:
    secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: {}\n"
    (change,) = changes(secret.format("aHVudGVyMg=="), secret.format("b3RoZXI="))
    assert (change.label, change.state) == ("Secret db", CHANGED)
    assert "aHVudGVyMg" not in repr(change)
    assert "b3RoZXI" not in repr(change)


def test_text_of_another_shape_that_speaks_of_a_secret_is_not_shown_either() -> None:
    (change,) = changes('{"kind": "Secret", "data": {"password": "aHVudGVyMg=="}}\n', "{}\n")
    assert "aHVudGVyMg" not in repr(change)


def test_texts_that_differ_around_their_objects_still_differ() -> None:
    assert summary(WEB, f"{WEB}\n\n") == [("the text around the objects", CHANGED)]


@given(st.text(alphabet="a:- \n'\"", max_size=40), st.text(alphabet="a:- \n'\"", max_size=40))
def test_different_texts_always_have_a_change(stored: str, received: str) -> None:
    assert bool(changes(stored, received)) == (stored != received)


@given(st.lists(st.text(alphabet="ab:- ", max_size=8), max_size=12), st.lists(st.text(alphabet="ab:- ", max_size=8), max_size=12))
def test_the_lines_of_a_change_hold_every_added_and_removed_line(before: list[str], after: list[str]) -> None:
    stored, received = ("\n".join(["kind: X", *part, ""]) for part in (before, after))
    shown = [line for change in changes(stored, received) for line in change.lines]
    gone = [line for line in stored.split("\n") if line not in received.split("\n") and line.rstrip() != "---"]
    assert all(f"-{line}" in shown for line in gone)
