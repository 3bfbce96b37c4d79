"""Every tool of the comparison writes the same objects."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import workload

texts = st.text(alphabet="a7{}$`\\'\"\n \t", max_size=8).map(lambda text: text.replace("7", str(workload.MARK)))
plain = st.recursive(
    st.none() | st.booleans() | st.integers(0, 99) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b-c", "d/e"]), inner, max_size=3),
    max_leaves=8,
)


def numbered(entry: Any, number: int) -> Any:
    return json.loads(json.dumps(entry).replace(str(workload.MARK), str(number)))


def python_value(source: str, number: int) -> Any:
    names: dict[str, Any] = {}
    exec(source, names)
    return names["objects"](number)


def test_a_service_is_six_objects_one_of_each_kind() -> None:
    objects = workload.one_service()
    assert {entry["kind"] for entry in objects} == workload.KINDS
    (container,) = next(entry for entry in objects if entry["kind"] == "Deployment")["spec"]["template"]["spec"]["containers"]
    assert len(container["env"]) == 10
    assert {"startupProbe", "livenessProbe", "readinessProbe", "resources", "securityContext"} <= set(container)


def test_the_workload_needs_no_pydantic() -> None:
    code = "import sys; from benchmarks import workload; workload.one_service(); print('pydantic' in sys.modules)"
    root = Path(workload.__file__).parent.parent
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert run.stdout.strip() == "False", run.stderr


@given(st.lists(plain, max_size=3))
def test_python_source_gives_the_objects_of_any_service(objects: list[Any]) -> None:
    assert python_value(workload.python_objects(objects), 5) == numbered(objects, 5)


@pytest.mark.skipif(not shutil.which("node"), reason="there is no node on PATH")
def test_javascript_source_gives_the_objects_of_any_service(tmp_path: Path) -> None:
    objects: list[Any] = [*workload.one_service(), {"odd": f"`${{x}} {workload.MARK} \\ \" '", "null": None, "yes": True}]
    (tmp_path / "objects.js").write_text(workload.javascript_objects(objects))
    run = subprocess.run(
        ["node", "-p", "JSON.stringify(require('./objects.js').objects(5))"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert json.loads(run.stdout) == numbered(objects, 5)


def test_jsonnet_source_joins_texts_with_the_number() -> None:
    assert workload.jsonnet_objects([{"name": f"web-{workload.MARK}"}]) == 'function(i) [{"name": "web-" + i + ""}]\n'


def test_a_helm_template_ranges_over_the_services_and_keeps_braces() -> None:
    text = workload.helm_template(
        [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": f"web-{workload.MARK}"}, "data": {"a": "{{ b }}"}}]
    )
    assert text.startswith("{{- range $i := until (int .Values.n) }}\n---\n")
    assert "name: web-{{ $i }}" in text
    assert '{{ "{{" }} b }}' in text


def test_the_app_makes_as_many_services_as_asked_for() -> None:
    assert "range(0, 3)" in workload.app(3)
    assert "range(7, 8)" in workload.app(1, 7)
