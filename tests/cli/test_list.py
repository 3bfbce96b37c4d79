"""`k8skit list`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project


@pytest.fixture
def app(project: Project) -> Project:
    project.app(
        project.config_map("a"),
        'other = Chart(app, "other", namespace="web")',
        project.config_map("b").replace("shop", "other"),
        'external(other, "Secret", "db", keys=["password"], reason="made by the platform team")',
        'Chart(app, "empty")',
    )
    return project


def test_objects_are_listed_with_what_makes_them(app: Project) -> None:
    assert tuple(app.run("list")) == (
        0,
        (
            "CHART  KIND       NAMESPACE  NAME  MADE BY\n"
            "shop   ConfigMap  -          a     app.py:4  ApiObject shop/a\n"
            "other  ConfigMap  web        b     app.py:6  ApiObject other/b\n"
            "empty  -          -          -     -\n"
            "\n"
            "EXTERNAL  NAMESPACE  NAME  KEYS      MADE BY                    USED BY\n"
            "Secret    web        db    password  made by the platform team  app.py:7  External other/external-Secret-db\n"
        ),
        "",
    )


def test_a_chart_is_selected(app: Project) -> None:
    out = app.run("list", "--select", "shop").out
    assert "ConfigMap  -          a " in out
    assert "other" not in out.partition("EXTERNAL")[0]
    assert "empty" not in out


def test_programs_get_json(app: Project) -> None:
    code, out, err = app.run("list", "--format", "json")
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert data["charts"] == [
        {"name": "shop", "namespace": None, "objects": 1},
        {"name": "other", "namespace": "web", "objects": 1},
        {"name": "empty", "namespace": None, "objects": 0},
    ]
    assert data["objects"][1] == {
        "group": "",
        "version": "v1",
        "kind": "ConfigMap",
        "namespace": "web",
        "name": "b",
        "chart": "other",
        "origin": {"file": "app.py", "line": 6, "path": "other/b", "type": "ApiObject"},
    }
    assert [(external["kind"], external["name"], external["keys"], external["origin"]["line"]) for external in data["externals"]] == [
        ("Secret", "db", ["password"], 7)
    ]


def test_an_app_without_objects_lists_its_charts(project: Project) -> None:
    project.app()
    assert project.run("list").out == "CHART  KIND  NAMESPACE  NAME  MADE BY\nshop   -     -          -     -\n"


def test_nothing_is_written(app: Project) -> None:
    app.run("list")
    assert not (app.folder / "dist").exists()


def test_an_error_is_told_instead(project: Project) -> None:
    project.app('ApiObject(shop, "b", {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}, "dat": {}})')
    code, out, err = project.run("list", "--format", "json")
    assert (code, out) == (1, "")
    assert "unknown field dat" in err


def test_an_unknown_format_lists_the_choices(project: Project) -> None:
    code, _, err = project.run("list", "--format", "xml")
    assert code == 2
    assert "choose from table, json" in err
