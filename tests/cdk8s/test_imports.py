"""Classes that `cdk8s import` made of a CRD, in the user's own folder: written here by hand, in the manner of that output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit.cli import main
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CLASSES = """\
import typing

import jsii
import publication

import cdk8s

__all__ = ["Boat", "BoatSpec", "BoatSpecCrew"]


@jsii.data_type(jsii_type="boats.BoatSpecCrew", jsii_struct_bases=[], name_mapping={"id": "id", "first_name": "firstName"})
class BoatSpecCrew:
    def __init__(self, *, id: int, first_name: typing.Optional[str] = None) -> None:
        self._values = {"id": id, "firstName": first_name}


@jsii.data_type(jsii_type="boats.BoatSpec", jsii_struct_bases=[], name_mapping={"max_speed": "maxSpeed", "crew": "crew"})
class BoatSpec:
    def __init__(
        self,
        *,
        max_speed: int,
        crew: typing.Optional[typing.Sequence[typing.Union[BoatSpecCrew, typing.Dict[str, typing.Any]]]] = None,
    ) -> None:
        self._values = {"maxSpeed": max_speed, "crew": crew}


class Boat(cdk8s.ApiObject):
    def __init__(
        self,
        scope: typing.Any,
        id: str,
        *,
        spec: typing.Union[BoatSpec, typing.Dict[str, typing.Any]],
        metadata: typing.Optional[typing.Dict[str, typing.Any]] = None,
    ) -> None:
        if isinstance(spec, dict):
            spec = BoatSpec(**spec)
        super().__init__(scope, id, api_version="sea.example.com/v1", kind="Boat", metadata=metadata)
        crew = [one if isinstance(one, dict) else {k: v for k, v in one._values.items() if v} for one in spec._values["crew"] or ()]
        self.add_json_patch(cdk8s.JsonPatch.add("/spec", {"maxSpeed": spec._values["maxSpeed"], "crew": crew}))


publication.publish()
"""
CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: boats.sea.example.com}
spec:
  group: sea.example.com
  scope: Namespaced
  names: {plural: boats, singular: boat, kind: Boat, listKind: BoatList}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        required: [spec]
        properties:
          spec:
            type: object
            required: [maxSpeed]
            properties:
              maxSpeed: {type: integer, minimum: 1}
              crew:
                type: array
                items: {type: object, required: [id], properties: {id: {type: integer}, firstName: {type: string}}}
"""
RIGHT = 'Boat(chart, "x", metadata={"name": "x"}, spec=BoatSpec(max_speed=3, crew=[BoatSpecCrew(id=1, first_name="a")]))'
OBJECT = {
    "apiVersion": "sea.example.com/v1",
    "kind": "Boat",
    "metadata": {"name": "x", "namespace": "sea"},
    "spec": {"maxSpeed": 3, "crew": [{"id": 1, "firstName": "a"}]},
}
PROGRAM = """\
import cdk8s
from imports.com.example.sea import Boat, BoatSpec, BoatSpecCrew
app = cdk8s.App()
chart = cdk8s.Chart(app, "boats", namespace="sea")
{}
app.synth()
"""
APP = """\
from imports.com.example.sea import Boat, BoatSpec, BoatSpecCrew
from k8skit import App, Cdk8sChart
app = App()
def build(chart):
    return {}
boats = Cdk8sChart(app, "boats", build, namespace="sea")
boats.patch(boats.built, {{"spec": {{"maxSpeed": 3}}}})
app.synth()
"""
Call = Any


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    sea = tmp_path / "imports" / "com" / "example" / "sea"
    sea.mkdir(parents=True)
    (sea / "__init__.py").write_text(CLASSES)
    (tmp_path / "boats.yaml").write_text(CRD)
    (tmp_path / "k8skit.toml").write_text('crds = ["boats.yaml"]\n')

    def call(program: str, *words: str) -> tuple[int, str]:
        (tmp_path / "main.py").write_text(program)
        code = main([words[0], "--app", str(tmp_path / "main.py"), *words[1:]])
        caught = capsys.readouterr()
        return code, caught.out + caught.err

    return call


@pytest.mark.parametrize("program", [PROGRAM, APP], ids=["a program of cdk8s", "an app of k8skit"])
def test_an_imported_class_is_checked_against_its_crd(program: str, call: Call, tmp_path: Path) -> None:
    right = RIGHT if program == PROGRAM else RIGHT.replace("max_speed=3", "max_speed=4")  # which the app patches
    code, said = call(program.format(right), "synth", "--stdout")
    assert code == 0, said
    assert [d.object for d in load_all(said, "x")] == [OBJECT]
    code, said = call(
        program.replace('"maxSpeed": 3', '"maxSpeed": 0').format(RIGHT.replace("=3", "=0" if program == PROGRAM else "=4")), "check"
    )
    assert code == 1
    assert "error[K8S105]" in said
    assert "Boat boats/x  (Boat sea/x, spec.maxSpeed)" in said
    (tmp_path / "k8skit.toml").write_text("")
    code, said = call(program.format(right), "check")
    assert code == 0
    assert "warning[K8S112]: nothing is known of the API group sea.example.com" in said


WRONG = {
    "an unknown parameter": (
        'Boat(chart, "x", spec=BoatSpec(max_sped=3))',
        "BoatSpec has no parameter max_sped",
        "did you mean max_speed?",
    ),
    "the name that the manifest has": (
        'Boat(chart, "x", spec={"maxSpeed": 3})',
        "BoatSpec has no parameter maxSpeed",
        "did you mean max_speed?",
    ),
    "a missing parameter": ('Boat(chart, "x", spec={})', "BoatSpec needs max_speed", "add what is missing"),
    "a wrong parameter of the object": (
        'Boat(chart, "x", spec={"max_speed": 3}, metdata={})',
        "Boat has no parameter metdata",
        "did you mean metadata?",
    ),
    "no spec": ('Boat(chart, "x")', "Boat needs spec", "add what is missing"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_in_a_call_is_told_at_the_line_of_the_user(wrong: str, call: Call) -> None:
    line, message, help = WRONG[wrong]
    for program, at in ((PROGRAM, 5), (APP, 5)):
        code, said = call(program.format(line), "check")
        assert code == 2
        assert said.count("error[") == 1
        assert f"error[K8S981]: {message}\n" in said
        assert f"main.py:{at}" in said
        assert "imports" not in said
        assert help in said


def test_imported_classes_are_there_for_every_environment(call: Call, tmp_path: Path) -> None:
    (tmp_path / "k8skit.toml").write_text('crds = ["boats.yaml"]\nenvironments = ["dev", "prod"]\n')
    assert call(PROGRAM.format(RIGHT), "check") == (0, "no findings in 2 objects\n")
