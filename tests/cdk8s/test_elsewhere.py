"""What cdk8s-plus names by `from_..._name` is declared to be made elsewhere: a program needs no `external()` for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BODY = """\
    db = kplus.Secret.from_secret_name(chart, "db", "db")
    settings = kplus.ConfigMap.from_config_map_name(chart, "settings", "settings")
    account = kplus.ServiceAccount.from_service_account_name(chart, "account", "account", namespace_name="shop")
    claim = kplus.PersistentVolumeClaim.from_claim_name(chart, "claim", "claim")
    env = {"A": db.env_value("password"), "B": kplus.EnvValue.from_config_map(settings, "key")}
    pods = kplus.Deployment(
        chart, "web", service_account=account, containers=[kplus.ContainerProps(image="registry.example.com/a:1", port_number=80, env_variables=env)]
    )
    pods.containers[0].mount("/data", kplus.Volume.from_persistent_volume_claim(chart, "data", claim))
    kplus.RoleBinding(chart, "role", role=kplus.Role.from_role_name(chart, "reader", "reader")).add_subjects(account)
    admin = kplus.ClusterRole.from_cluster_role_name(chart, "admin", "own-admin")
    kplus.ClusterRoleBinding(chart, "cluster-role", role=admin).add_subjects(account)
"""
PROGRAM = f"""\
import cdk8s
import cdk8s_plus_36 as kplus
def build(chart):
{BODY}
app = cdk8s.App()
build(cdk8s.Chart(app, "shop", namespace="shop"))
app.synth()
"""
APP = f"""\
import cdk8s_plus_36 as kplus
from k8skit import App, Cdk8sChart
def build(chart):
{BODY}
app = App()
Cdk8sChart(app, "shop", build, namespace="shop")
app.synth()
"""
Call = Any


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    monkeypatch.chdir(tmp_path)

    def call(command: str, program: str) -> tuple[int, str]:
        (tmp_path / "main.py").write_text(program)
        code = main([command, "--app", "main.py"])
        caught = capsys.readouterr()
        return code, caught.out + caught.err

    return call


@pytest.mark.parametrize("program", [PROGRAM, APP], ids=["a program of cdk8s", "an app of k8skit"])
def test_what_is_named_so_is_no_missing_object(program: str, call: Call) -> None:
    code, said = call("check", program)
    assert (code, said) == (0, "no findings in 3 objects\n")
    code, said = call("list", program)
    assert code == 0
    rows = [line.split()[:3] for line in said.partition("EXTERNAL")[2].splitlines()[1:]]
    assert rows == [
        ["Secret", "shop", "db"],
        ["ConfigMap", "shop", "settings"],
        ["ServiceAccount", "shop", "account"],
        ["PersistentVolumeClaim", "shop", "claim"],
        ["Role", "shop", "reader"],
        ["ClusterRole", "-", "own-admin"],
    ]
    assert "main.py:4  Secret shop/db" in said


def test_what_is_not_named_so_still_is(call: Call) -> None:
    line = 'kplus.Pod(chart, "p", containers=[kplus.ContainerProps(image="registry.example.com/a:1", env_from=[NAMED])])\n'
    far = 'cdk8s.Chart(chart, "far", namespace="far")'
    source = f'kplus.Env.from_secret(kplus.Secret.from_secret_name({far}, "db", "else"))'
    code, said = call("check", PROGRAM.replace("    env = {", f"    {line.replace('NAMED', source)}    env = {{"))
    assert code == 1
    assert said.count("error[K8S207]") == 1, said
    assert 'uses the Secret "else", which does not exist' in said


def test_a_service_account_is_where_cdk8s_says(call: Call) -> None:
    """cdk8s takes the namespace "default" for one whose namespace is not given, and writes that into bindings."""
    for given, namespace in (('namespace_name="other"', "other"), ("", "default")):
        code, said = call("check", PROGRAM.replace('namespace_name="shop"', given))
        assert code == 1
        missing = 'uses the ServiceAccount "account", which does not exist'
        granted = 'grants rights to the ServiceAccount "account" of namespace default, which does not exist'
        assert (missing in said) == (namespace == "other")
        assert (granted in said) == (namespace == "default")
