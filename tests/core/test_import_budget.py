"""What a call loads: nothing heavy while its values are exactly what the annotations say; pydantic as soon as it must decide."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "pydantic",
    "pydantic_core",
    "yaml",
    "typing",
    "typing_extensions",
    "dataclasses",
    "inspect",
    "pathlib",
    "json",
    "re",
    "enum",
    "functools",
    "contextlib",
    "collections",
    "importlib.metadata",
    "tempfile",
    "shutil",
    "logging",
    "hashlib",
    "argparse",
    "jsonpatch",
)
SHOW = f"import sys; print(sorted(m for m in {HEAVY!r} if m in sys.modules and m not in before))"


def loaded(program: str) -> str:
    """What of the heavy modules a program loads, as printed text."""
    text = f"import sys; before = set(sys.modules)\n{program}\n{SHOW}\n"
    run = subprocess.run([sys.executable, "-I", "-S", "-c", PATH + text], capture_output=True, text=True, check=True, timeout=60)
    return run.stdout.strip()


PATH = f"import sys; sys.path[:] = {sys.path!r}\n"

EXACT = """
from k8skit import App, Autoscaling, Chart, ConfigMap, Construct, Container, Probe, Resources, SecretKey, WebService, external, field
app = App()
shop = Chart(app, "shop", namespace="shop", labels={"team": "a"})
db = external(shop, "Secret", "db", keys=["password"])
class Own(Construct):
    size: "int | None" = None
    part: "ConfigMap" = field(init=False)
    def compose(self):
        self.part = ConfigMap(self, "part", name=self.named("part"), data={"size": str(self.size)})
Own(shop, "own", size=3)
web = WebService(shop, "web", image="registry.example.com/orders:1.4.2", port=8080, host="x.example.com", readiness="/healthz",
    env={"A": "b", "P": db.key("password")}, resources=Resources(cpu="100m", memory="256Mi"), autoscaling=Autoscaling(2, 5),
    startup=Probe.http("/up"), ports={"metrics": 9090}, labels={"x": "y"})
web.variant("beta", image="a/b:2")
web.deployment.patch({"spec": {"minReadySeconds": 5}})
"""


def test_calls_with_exact_values_load_nothing_heavy() -> None:
    assert loaded(EXACT) == "[]"


def test_a_whole_synth_loads_nothing_heavy() -> None:
    assert loaded(EXACT + "app.synthesis().texts()") == "[]"


def test_importing_k8skit_loads_nothing_heavy() -> None:
    assert loaded("import k8skit") == "[]"


def test_a_conversion_loads_pydantic() -> None:
    program = EXACT + "ConfigMap(shop, 'more', data={type('Text', (str,), {})('a'): 'b'})"
    assert "'pydantic'" in loaded(program)


def test_an_error_loads_pydantic_and_says_all() -> None:
    program = EXACT + "\ntry:\n    WebService(shop, 'other', port='80')\nexcept Exception as e:\n    print(e, file=sys.stderr)\n"
    assert "'pydantic'" in loaded(program)
