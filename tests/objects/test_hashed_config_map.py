"""A ConfigMap whose name has a hash of its data: the one that kustomize would give it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import ConfigMap, EnvFrom
from k8skit.pipeline import synth
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from k8skit import Chart

CASES: dict[str, dict[str, Any]] = {
    "one": {"data": {"a": "b"}},
    "none": {},
    "many": {"data": {"z": "1", "a": "2", "B": "3", "a.b": "4", "a-b": "5", "a_b": ""}},
    "text": {"data": {"t": 'a<b>&"c"\\ \u2028\u2029 \t\r\n é☃😀 \x01\x1f\b\f \''}},
    "lines": {"data": {"app.conf": "x = 1\n\ny: [2]\n"}},
    "binary": {"binary_data": {"logo": b"\x00\xff\xfe"}},
    "both": {"data": {"a": "b"}, "binary_data": {"logo": b"\xff" * 100, "x": b"\x80"}},
    "sizes": {"binary_data": {f"k{n}": b"\xff" * n for n in (1, 50, 51, 52, 53, 54, 104, 105, 106, 1000)}},
    "immutable": {"data": {"a": "b"}, "immutable": True},
}


def test_the_name_is_that_of_a_config_map_generator(chart: Chart, tmp_path: Path, kubectl_program: str) -> None:
    generators = []
    made = {name: ConfigMap(chart, name, hashed=True, labels={"x": "z"}, **given) for name, given in CASES.items()}
    for name, given in CASES.items():
        files = []
        for key, value in {**given.get("data", {}), **given.get("binary_data", {})}.items():
            (tmp_path / f"{name}-{key}").write_bytes(value.encode() if isinstance(value, str) else value)
            files.append(f"{key}={name}-{key}")
        options = "{immutable: true}" if given.get("immutable") else "{}"
        generators.append(f"- name: {name}\n  files: [{', '.join(files)}]\n  options: {options}\n")
    (tmp_path / "kustomization.yaml").write_text("configMapGenerator:\n" + "".join(generators))
    done = subprocess.run([kubectl_program, "kustomize", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = {d.object["metadata"]["name"]: d.object for d in load_all(done.stdout, "kustomize")}
    assert {m.object_name for m in made.values()} == set(found)
    for name, given in CASES.items():
        ours, theirs = made[name].manifest, found[made[name].object_name]
        assert ours.get("data") == theirs.get("data")
        assert ours.get("binaryData", {}).keys() == theirs.get("binaryData", {}).keys()
        assert ours.get("immutable", False) is given.get("immutable", False)


def test_what_refers_to_it_has_its_name(chart: Chart) -> None:
    config = ConfigMap(chart, "settings", data={"LEVEL": "info"}, hashed=True)
    assert config.object_name.startswith("settings-")
    assert len(config.object_name) == len("settings-") + 10
    assert config.key("LEVEL").config_map == config.object_name
    assert ConfigMap(chart, "plain", data={"LEVEL": "info"}).object_name == "plain"
    other = ConfigMap(chart, "other", name="settings", data={"LEVEL": "warn"}, hashed=True)
    assert other.object_name != config.object_name
    assert EnvFrom(config_map=config.object_name).to_manifest()["configMapRef"]["name"] == config.object_name


@pytest.mark.parametrize(
    "patch",
    [
        {"data": {"LEVEL": "warn"}},
        {"binaryData": None},
        [{"op": "replace", "path": "/data/LEVEL", "value": "warn"}],
        [{"op": "move", "from": "/data/LEVEL", "path": "/metadata/labels"}],
    ],
)
def test_a_patch_cannot_change_the_data_behind_the_name(patch: Any, chart: Chart, refused: Callable[..., Any]) -> None:
    config = ConfigMap(chart, "settings", data={"LEVEL": "info"}, hashed=True)
    finding = refused(config.patch, patch)
    assert finding.code == "K8S909"
    assert finding.origin.line
    plain = ConfigMap(chart, "plain", data={"LEVEL": "info"})
    plain.patch(patch)


def test_a_patch_of_something_else_is_fine(chart: Chart) -> None:
    config = ConfigMap(chart, "settings", data={"LEVEL": "info"}, hashed=True)
    config.patch({"metadata": {"labels": {"a": "b"}}})
    config.patch([{"op": "add", "path": "/immutable", "value": True}])
    [found] = synth(chart).manifests
    assert found.object["immutable"] is True
    assert found.name == config.object_name
