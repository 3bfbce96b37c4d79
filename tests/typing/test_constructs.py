"""mypy and pyright name every wrong call of a construct, of ours and of a user's own, and nothing in the right ones."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import k8skit
from pydantic import BaseModel
from k8skit import (
    ApiObject, App, Autoscaling, Chart, ConfigMap, Construct, Container, NamespaceRef, Port, Probe, Quantity, Resources, SecretKey, Service,
    Value, WebService, external, field,
)


class Size(Value):
    width: int = field(kw_only=False)
    height: int = field(default=1, kw_only=False)
    name: str = ""


class Web(Construct):
    image: str
    port: Port = 8080
    mode: Literal["a", "b"] = "a"
    memory: Quantity | None = None
    env: Mapping[str, str] = {}
    size: Size | None = None
    tags: list[str] = field(default_factory=list)
    config: ConfigMap = field(init=False)

    def compose(self) -> None:
        self.config = ConfigMap(self, "config", data={"image": self.image})


class MyWeb(Web):
    team: str

    def compose(self) -> None:
        super().compose()


class Own(Construct):
    size: int = 1


class Positional(Construct):
    def __init__(self, scope: Construct, id: str, *, foo: int) -> None:
        super().__init__(scope, id)
        self.foo = foo


class Around(Chart):
    def compose(self) -> None:
        Web(self, "web", image="x")


class Settings(BaseModel):
    host: str


app = App()
shop = Chart(app, "shop", namespace="shop", labels={"a": "b"})
Chart(app, "other", namespace=NamespaceRef("x"))
Around(app, "around", namespace="x")
web = Web(shop, "web", image="x")
Web(scope=shop, id="web2", image="x", port=1, mode="b", memory=5, env={"A": "b"}, size=Size(1, 2), tags=["a"])
Web(shop, "web3", image="x", memory="1Gi", size=Size(width=1, name="x"))
MyWeb(shop, "my", image="x", team="t", port=1)
Own(app, "own")
made = Positional(app, "x", foo=1)
number: int = made.foo
config: ConfigMap = web.config
path: str = web.node.path
children: list[Construct] = web.node.children
secret = external(shop, "Secret", "db", keys=["password"])
orders = WebService(
    shop, "orders", image="a/b:1", port=80, env={"A": "b", "C": SecretKey("d", "e"), "F": secret.key("password")}, readiness="/ready",
    liveness=Probe.http("/live"), resources=Resources(cpu=1, memory="1Gi"), autoscaling=Autoscaling(2, 3), disruption=False,
)
beta = orders.variant("beta", image="a/b:2", replicas=1)
service: Service = orders.service
orders.patch({"spec": {"paused": True}})
beta.deployment.patch([{"op": "remove", "path": "/spec/paused"}])
orders.node.add_dependency(web, shop)
orders.silence("K8S203", reason="x")
ApiObject(shop, "object", {"apiVersion": "v1", "kind": "ConfigMap"})
values = app.values(Settings)
host: str = values.host
name: str = app.environment
objects: list[dict[str, object]] = [dict(m) for m in app.manifests()]
sequence: Sequence[str] = orders.command

Web(app, "web")  # wrong: image
Web(app, "web", "img")  # wrong: positional
Web(app, "web", image=1)  # wrong: str
Web(app, "web", image="x", prt=1)  # wrong: prt
Web(app, "web", image="x", port="80")  # wrong: int
Web(app, "web", image="x", mode="c")  # wrong: Literal
Web(app, "web", image="x", memory=1.5)  # wrong: float
Web(app, "web", image="x", env={"A": 1})  # wrong: int
Web(app, "web", image="x", size={"width": 1})  # wrong: Size
Web(app, "web", image="x", tags=[1])  # wrong: int
Web(app, "web", image="x", config=config)  # wrong: config
Web(app, image="x")  # wrong: id
Web("app", "web", image="x")  # wrong: Construct
Web(app, 5, image="x")  # wrong: str
Web(app, "web", image="x", _at=("a", 1))  # wrong: _at
Web(app, "web", image="x", _children=None)  # wrong: _children
MyWeb(app, "m", image="x")  # wrong: team
MyWeb(app, "m", team="x")  # wrong: image
Own(app, "own", size="x")  # wrong: int
Positional(app, "x")  # wrong: foo
Positional(app, "x", 1)  # wrong: positional
Size()  # wrong: width
Size("1")  # wrong: int
Size(1, 2, "x")  # wrong: positional
Size(1, depth=2)  # wrong: depth
App("dist")  # wrong: positional|arguments
App(outdir="dist")  # wrong: outdir
Chart(app, "shop", namespce="x")  # wrong: namespce
Chart(app, "shop", labels={"a": 1})  # wrong: int
WebService(app, "w")  # wrong: image
WebService(app, "w", image="x", replcas=2)  # wrong: replcas
WebService(app, "w", image="x", replicas="2")  # wrong: int
WebService(app, "w", image="x", env={"A": 1})  # wrong: int
WebService(app, "w", image="x", autoscaling=3)  # wrong: Autoscaling
WebService(app, "w", image="x", service=service)  # wrong: service
orders.variant("x", port=80)  # wrong: port
orders.variant(image="x")  # wrong: id
orders.deploymnt  # wrong: deploymnt
web.imag  # wrong: imag
orders.silence("K8S203")  # wrong: reason
orders.node.add_dependency("web")  # wrong: Guest
Container(image="x", ports={"http": "80"})  # wrong: int
Probe(pth="/")  # wrong: pth
Resources(cpus=1)  # wrong: cpus
Autoscaling(1)  # wrong: max
SecretKey("db")  # wrong: key
ApiObject(app, "x")  # wrong: manifest
ApiObject(app, "x", {}, 5)  # wrong: positional|argument
k8skit.WebServce  # wrong: WebServce
k8skit.nothing  # wrong: nothing
values.hots  # wrong: hots
app.values(int)  # wrong: int
"""

Said = dict[int, str]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("constructs") / "constructs_calls.py"
    path.write_text(PROGRAM)
    return path


def expected() -> dict[int, list[str]]:
    """Line -> words, one of which must be in what each checker says there."""
    lines = enumerate(PROGRAM.splitlines(), 1)
    return {n: line.partition("  # wrong: ")[2].split("|") for n, line in lines if "  # wrong: " in line}


def problems(said: Said) -> list[str]:
    want = expected()
    lines = PROGRAM.splitlines()
    out = [f"{lines[n - 1]} is right, but: {text}" for n, text in said.items() if n not in want]
    out += [
        f"{lines[n - 1]} is not named: {said.get(n, '')!r}"
        for n, words in want.items()
        if not any(w.lower() in said.get(n, "").lower() for w in words)
    ]
    return out


def test_mypy_names_every_wrong_call_and_no_right_one(root: Path, program: Path, tmp_path: Path) -> None:
    options = ["--strict", "--follow-imports=silent", "--output=json", f"--cache-dir={tmp_path}", "--config-file="]
    done = subprocess.run([sys.executable, "-m", "mypy", *options, str(program)], cwd=root, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    said: Said = {}
    for line in done.stdout.splitlines():
        error = json.loads(line)
        said[error["line"]] = f"{said.get(error['line'], '')} {error['message']}"
    assert problems(said) == []


def test_pyright_names_every_wrong_call_and_no_right_one(root: Path, program: Path) -> None:
    options = ["--pythonpath", sys.executable, "--outputjson"]
    (program.parent / "pyrightconfig.json").write_text(json.dumps({"extraPaths": [str(root)], "pythonVersion": "3.11"}))
    command = [sys.executable, "-m", "pyright", *options, "-p", str(program.parent)]
    done = subprocess.run(command, cwd=program.parent, capture_output=True, text=True, check=False)
    if not done.stdout.lstrip().startswith("{"):
        pytest.skip(f"pyright does not run here (it needs its package from npm once): {done.stderr.strip()[-200:]}")
    said: Said = {}
    for error in json.loads(done.stdout)["generalDiagnostics"]:
        if error["severity"] == "error":
            number = error["range"]["start"]["line"] + 1
            said[number] = f"{said.get(number, '')} {error['message']}"
    assert problems(said) == []


def test_there_are_many_wrong_calls() -> None:
    assert len(expected()) >= 50
