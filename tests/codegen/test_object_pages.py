"""The page of the lower-level objects has each of them, with what it takes and what it makes."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import k8skit
from k8skit.codegen import object_pages
from k8skit.core.fields import Value
from k8skit.objects.typed import TypedObject

if TYPE_CHECKING:
    from pathlib import Path

PUBLIC = {name: getattr(k8skit, name) for names in k8skit._HOME.values() for name in names.split()}
OBJECTS = {n: cls for n, cls in PUBLIC.items() if isinstance(cls, type) and issubclass(cls, TypedObject) and cls is not TypedObject}
VALUES = {
    n: cls for n, cls in PUBLIC.items() if isinstance(cls, type) and issubclass(cls, Value) and cls.__module__.startswith("k8skit.objects")
}


@pytest.fixture(scope="module")
def page() -> str:
    return object_pages.page()


def section(page: str, name: str) -> str:
    found = re.search(rf"^##+ {name}\n(.*?)(?=^##+ |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found is not None, name
    return found[1]


def test_the_page_is_what_the_classes_say(page: str) -> None:
    assert object_pages.PAGE.read_text(encoding="utf-8") == page


@pytest.mark.parametrize("name", sorted(OBJECTS))
def test_every_object_has_its_parameters_and_an_example_with_its_manifest(page: str, name: str) -> None:
    text = section(page, name)
    cls = OBJECTS[name]
    own = set(cls.plan().takers) - set(TypedObject.plan().takers)
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == own
    program, manifest = re.findall(r"^```(?:python|yaml)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert program.startswith(f"{name}(")
    assert manifest.startswith(f"apiVersion: {cls.API_VERSION}\nkind: {cls.KIND}\n")


@pytest.mark.parametrize("name", sorted(VALUES))
def test_every_value_has_its_parameters(page: str, name: str) -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", section(page, name), re.MULTILINE)) == set(VALUES[name].plan().takers)


def test_the_program_of_the_examples_has_no_finding(root: Path) -> None:
    command = [sys.executable, "-m", "k8skit", "check", "--strict", "--app", str(object_pages.EXAMPLE)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "no findings in 28 objects\n")
