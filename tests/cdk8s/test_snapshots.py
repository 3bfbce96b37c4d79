"""Programs of cdk8s in tests: what `manifest_snapshot` and `Manifests` take is what `k8skit synth` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cdk8s
import constructs
import pytest

from k8skit import App, ConfigMap
from k8skit.cli import main
from k8skit.errors import CallError, CheckError
from k8skit.testing import Manifests, build
from k8skit.testing.subject import objects, text

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """\
import cdk8s
from k8skit import ConfigMap


def make():
    app = cdk8s.App()
    chart = cdk8s.Chart(app, "shop", namespace="shop")
    cdk8s.ApiObject(chart, "raw", api_version="v1", kind="ConfigMap", metadata={"name": "raw"})
    ConfigMap(cdk8s.Chart(chart, "inner"), "own", data={"a": "b"})
    cdk8s.ApiObject(cdk8s.Chart(app, "other"), "other", api_version="v1", kind="ConfigMap", metadata={"name": "other"})
    return app, chart


if __name__ == "__main__":
    make()[0].synth()
"""


def made() -> tuple[Any, Any]:
    names: dict[str, Any] = {"__name__": "program"}
    exec(PROGRAM, names)
    app, chart = names["make"]()
    return app, chart


def test_an_app_of_cdk8s_and_what_stands_for_it_give_the_bytes_of_synth(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], manifest_snapshot: Any
) -> None:
    program = tmp_path / "main.py"
    program.write_text(PROGRAM)
    assert main(["synth", "--app", str(program), "--stdout"]) == 0
    said = capsys.readouterr().out
    app, chart = made()
    assert text(app) == text(App.of(chart)) == text(build(app=program)) == said
    assert app == manifest_snapshot
    assert len(Manifests(app)) == 3


def test_a_chart_of_cdk8s_gives_what_is_in_it() -> None:
    _, chart = made()
    assert [o["metadata"] for o in objects(chart)] == [{"name": "own"}, {"name": "raw", "namespace": "shop"}]
    assert objects(cdk8s.Chart(cdk8s.App(), "empty")) == []


def test_other_constructs_of_cdk8s_are_refused() -> None:
    _, chart = made()
    for given in (chart.node.find_child("raw"), constructs.Construct(chart, "group")):
        with pytest.raises(CallError, match=r"K8S963.*of cdk8s an App or a Chart"):
            objects(given)


def test_what_is_wrong_in_an_app_of_cdk8s_is_told() -> None:
    app, chart = made()
    ConfigMap(chart, "wrong", data={"a": "b"}).patch({"dat": {}})
    with pytest.raises(CheckError, match="did you mean data"):
        text(app)


def test_a_program_is_listed_like_an_app(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.py").write_text(PROGRAM)
    assert main(["list", "--app", "main.py"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "CHART       KIND       NAMESPACE  NAME   MADE BY",
        "other       ConfigMap  -          other  main.py:10  ApiObject other/other",
        "shop-inner  ConfigMap  -          own    main.py:9  ConfigMap shop/inner/own",
        "shop        ConfigMap  shop       raw    main.py:8  ApiObject shop/raw",
    ]
