"""The texts of many objects are made by a second process, and nothing shows it but the time it takes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import ApiObject, App, Chart, CheckError, ConfigMap, OutputError, pipeline
from k8skit.render.plain import LAYOUTS
from k8skit.render.plain import text as real_text
from k8skit.rules import run as real_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from k8skit.finding import Finding

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="copies of the process are made on Linux only"),
    pytest.mark.filterwarnings("ignore:.*use of fork.*:DeprecationWarning"),
]
COUNT = 500


@pytest.fixture(autouse=True)
def copies(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Pretend that a copy is safe, and count the copies that are made."""
    made: list[int] = []
    real = os.fork

    def fork() -> int:
        made.append(real())
        return made[-1]

    monkeypatch.setattr(os, "fork", fork)
    monkeypatch.setattr("k8skit.ahead.possible", lambda: os.environ.get("K8SKIT_PROCESSES") != "1")
    monkeypatch.delenv("K8SKIT_PROCESSES", raising=False)
    return made


def many(count: int = COUNT) -> App:
    app = App()
    for n in range(count // 50):
        chart = Chart(app, f"chart-{n}", namespace="shop")
        for i in range(50):
            ConfigMap(chart, f"config-{n}-{i}", data={"n": str(i), "text": "a: b\n" * i})
    return app


def both(act: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """What an action gives with two processes, and with one."""
    with_two = act()
    with monkeypatch.context() as patch:
        patch.setenv("K8SKIT_PROCESSES", "1")
        return with_two, act()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_texts_are_those_of_one_process(layout: str, copies: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    with_two, with_one = both(lambda: pipeline.synth(many(), layout=layout).texts(layout), monkeypatch)
    assert with_two == with_one
    assert list(with_two) == list(with_one)
    assert len(copies) == 1


def test_another_layout_than_the_one_that_was_said_is_made_when_it_is_asked_for(copies: list[int]) -> None:
    synthesis = pipeline.synth(many(), layout="file-per-chart")
    assert len(synthesis.texts("file-per-object")) == COUNT
    assert len(synthesis.texts("file-per-chart")) == COUNT // 50
    assert len(copies) == 1


def test_what_a_caller_adds_to_the_texts_is_not_in_the_synthesis() -> None:
    synthesis = pipeline.synth(many(), layout="file-per-object")
    synthesis.texts()["more.yaml"] = ""
    assert len(synthesis.texts()) == COUNT


def test_the_facts_are_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> list[Finding]:
        raise RuntimeError("asked in the first process")

    monkeypatch.setattr(pipeline, "validate", refuse)
    assert len(pipeline.synth(many(), layout="file-per-object").texts()) == COUNT


@pytest.mark.parametrize(
    ("count", "options"),
    [
        pytest.param(COUNT - 50, {"layout": "file-per-object"}, id="few objects"),
        pytest.param(COUNT, {}, id="no layout"),
        pytest.param(COUNT, {"layout": "file-per-object", "select": ("chart-1",)}, id="a part of the charts"),
    ],
)
def test_no_copy_is_made_where_it_is_not_worth_it(count: int, options: dict[str, Any], copies: list[int]) -> None:
    synthesis = pipeline.synth(many(count), **options)
    assert len(synthesis.texts()) == (50 if "select" in options else count)
    assert copies == []


def wrong_field(app: App) -> None:
    ApiObject(app, "wrong", {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "wrong"}, "spec": {"prots": []}})


def no_pods(app: App) -> None:
    ApiObject(app, "lost", {"apiVersion": "v1", "kind": "Service", "spec": {"selector": {"app": "nobody"}, "ports": [{"port": 80}]}})


@pytest.mark.parametrize("add", [wrong_field, no_pods])
def test_what_is_wrong_is_told_as_by_one_process(add: Callable[[App], None], copies: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    def act() -> list[str]:
        app = many()
        add(app)
        with pytest.raises(CheckError) as raised:
            pipeline.synth(app, layout="file-per-object")
        return [str(f) for f in raised.value.findings]

    with_two, with_one = both(act, monkeypatch)
    assert with_two == with_one
    assert len(copies) == 1


def test_what_cannot_be_written_is_told_as_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def act() -> list[str]:
        app = many()
        for name in ("Web", "web"):
            about = {"name": name.lower(), "namespace": "a"}
            ApiObject(app, name, {"apiVersion": f"{name.lower()}x.example.com/v1", "kind": name, "metadata": about})
        with pytest.raises(OutputError) as raised:
            pipeline.synth(app, layout="file-per-object").texts()
        return [str(f) for f in raised.value.findings]

    with_two, with_one = both(act, monkeypatch)
    assert with_two == with_one


def test_a_copy_that_is_killed_costs_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*args: Any) -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return real_text(*args)

    here = os.getpid()
    expected = pipeline.synth(many()).texts()
    monkeypatch.setattr("k8skit.pipeline.text", die)
    assert pipeline.synth(many(), layout="file-per-object").texts() == expected


def test_each_process_makes_a_part_of_the_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    def meet(*args: Any) -> str:
        if not made:
            first = os.getpid() == here
            os.write(to_second if first else to_first, b".")
            os.read(at_first if first else at_second, 1)  # until the other one makes its first text
        made.append(args)
        return real_text(*args)

    here = os.getpid()
    made: list[Any] = []
    at_first, to_first = os.pipe()
    at_second, to_second = os.pipe()
    expected = pipeline.synth(many()).texts()
    monkeypatch.setattr("k8skit.pipeline.text", meet)
    assert pipeline.synth(many(), layout="file-per-object").texts() == expected
    assert 0 < len(made) < COUNT
    for end in (at_first, to_first, at_second, to_second):
        os.close(end)


def test_without_a_copy_everything_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError("no more processes")

    def count(*args: Any) -> str:
        made.append(args)
        return real_text(*args)

    made: list[Any] = []
    monkeypatch.setattr(os, "fork", refuse)
    monkeypatch.setattr("k8skit.pipeline.text", count)
    monkeypatch.setattr("k8skit.render.plain.text", count)
    assert len(pipeline.synth(many(), layout="file-per-object").texts()) == len(made) == COUNT


def test_where_something_is_wrong_nobody_makes_a_text_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*args: Any, **named: Any) -> list[Finding]:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)  # until the second process is done
        return real_rules(*args, **named)

    def note(*args: Any) -> str:
        made.append(args)
        return real_text(*args)

    made: list[Any] = []
    monkeypatch.setattr("k8skit.pipeline.text", note)
    monkeypatch.setattr(pipeline, "run_rules", late)
    app = many()
    wrong_field(app)
    with pytest.raises(CheckError):
        pipeline.synth(app, layout="file-per-object")
    assert made == []


def test_no_copy_is_left_where_a_rule_of_the_project_fails_the_run(monkeypatch: pytest.MonkeyPatch, copies: list[int]) -> None:
    def interrupt(*_: object, **__: object) -> list[Finding]:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "run_rules", interrupt)
    with pytest.raises(KeyboardInterrupt):
        pipeline.synth(many(), layout="file-per-object")
    (process,) = copies
    with pytest.raises(ChildProcessError):
        os.waitpid(process, 0)


PROGRAM = f"""
from k8skit import App, Chart, ConfigMap
app = App()
for n in range({COUNT}):
    ConfigMap(Chart(app, f"chart-{{n}}", namespace="shop"), f"config-{{n}}", data={{"n": str(n)}})
print("before")
app.synth()
"""


def test_the_command_writes_the_same_with_one_process_and_with_two(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(PROGRAM)
    outputs = []
    for processes in ("1", "2"):
        env = {**os.environ, "K8SKIT_PROCESSES": processes, "PYTHONWARNINGS": "error"}
        for command in (
            [sys.executable, "-m", "k8skit", "synth", "-o", f"out-{processes}"],
            [sys.executable, "app.py", "-o", f"own-{processes}"],
        ):
            done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
            assert (done.stdout + done.stderr).count("before") == 1
            folder = tmp_path / command[-1]
            outputs.append({str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.yaml")})
    assert len(outputs[0]) == COUNT
    assert all(output == outputs[0] for output in outputs)
