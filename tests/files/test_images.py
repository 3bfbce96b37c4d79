"""Files with versions of images: read whoever wrote them, and changed without losing what is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from k8skit.errors import OutputError, UsageError
from k8skit.files.images import _edited, _written, read_entries, set_entry
from k8skit.yamltext import load_data

if TYPE_CHECKING:
    from pathlib import Path

BOTS = """\
# by hand
resources: [a.yaml]
images: # versions
  # the web
  - name: r.io/web
    newTag: "1.0" # {"$imagepolicy": "a:b:tag"}
  - newTag: v2
    name: r.io/api   # the api

namePrefix: x-
"""

ENTRIES = st.fixed_dictionaries(
    {"name": st.sampled_from(["r.io/web", "r.io/api", "r.io/new"])},
    optional={
        "newTag": st.sampled_from(["1.1", "v3", "0755", "1e3"]),
        "digest": st.just("sha256:" + "a" * 64),
        "newName": st.just("other"),
    },
)


def test_a_line_is_changed_and_all_else_stays(tmp_path: Path) -> None:
    file = tmp_path / "kustomization.yaml"
    file.write_text(BOTS)
    set_entry(str(file), {"name": "r.io/web", "newTag": "1.1"})
    assert file.read_text() == BOTS.replace('"1.0"', "'1.1'")


def test_an_entry_is_added_behind_the_others(tmp_path: Path) -> None:
    file = tmp_path / "kustomization.yaml"
    file.write_text(BOTS)
    set_entry(str(file), {"name": "r.io/new", "newTag": "v1"}, {"newTag": "# note"})
    assert "    name: r.io/api   # the api\n  - name: r.io/new\n    newTag: v1 # note\n\nnamePrefix: x-\n" in file.read_text()


def test_a_file_is_made(tmp_path: Path) -> None:
    file = tmp_path / "images/prod/kustomization.yaml"
    set_entry(str(file), {"name": "r.io/web", "newTag": "1.1"})
    assert load_data(file.read_text(), "x") == {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "images": [{"name": "r.io/web", "newTag": "1.1"}],
    }


@pytest.mark.parametrize(
    "text",
    [
        BOTS,
        "",
        "resources: []\n",
        "resources: []",
        "images: []\nx: y\n",
        "images: [{name: r.io/web, newTag: v1}]\n",
        '{"images": [{"name": "r.io/web"}]}',
    ],
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(ENTRIES, min_size=1, max_size=4))
def test_whatever_the_form_it_says_what_was_set_and_the_rest(text: str, entries: list[dict[str, str]]) -> None:
    def data(of: str) -> dict[str, object]:
        found = load_data(of, "x") or {}
        return {key: value for key, value in found.items() if key not in ("images", "apiVersion", "kind")}

    wanted = {item["name"]: item for item in (load_data(text, "x") or {}).get("images") or []}
    written = text
    for entry in entries:
        wanted[entry["name"]] = entry
        written = _edited(written, entry, list(wanted.values()), {})
    assert {item["name"]: item for item in load_data(written, "x")["images"]} == wanted
    assert data(written) == data(text)


def test_a_file_that_cannot_be_written_stays(tmp_path: Path) -> None:
    (tmp_path / "images").write_text("a file")
    with pytest.raises(OutputError, match=r"K8S952: cannot write .*/images/kustomization.yaml"):
        set_entry(str(tmp_path / "images/kustomization.yaml"), {"name": "a", "newTag": "1"})
    assert (tmp_path / "images").read_text() == "a file"
    with pytest.raises(OutputError, match=r"K8S952: cannot write /dev/null/x/kustomization.yaml"):
        _written("/dev/null/x/kustomization.yaml", "")


@pytest.mark.parametrize(("text", "line"), [("images:\n- name: a\n- newTag: b\n", 3), ("a: 1\nimages: x\n", 2)])
def test_what_cannot_be_read_has_a_line(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "kustomization.yaml"
    file.write_text(text)
    with pytest.raises(UsageError) as caught:
        read_entries(str(file))
    (finding,) = caught.value.findings
    assert finding.code == "K8S949"
    assert finding.origin is not None
    assert finding.origin.line == line


def test_a_file_below_what_is_no_folder_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("mine")
    assert read_entries(str(tmp_path / "dist" / "kustomization.yaml")) == []


def test_a_file_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert read_entries(str(tmp_path / "kustomization.yaml")) == []
