"""The constraints of Gateway API and Istio, written by hand, against the rules of the CRDs that they stand for.

Objects are made from valid ones by small changes, at random and the same each time. Where both schemas take an object, the engine with the
CRD's rules and the constraints without them must give one verdict.
"""

from __future__ import annotations

import copy
import random
from collections import Counter, defaultdict
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.admission import check
from k8skit.codegen.crds import facts_from_crds
from k8skit.errors import UsageError
from k8skit.facts import load
from k8skit.finding import ERROR
from k8skit.manifest import Manifest
from k8skit.validate import Checker
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CONSTRAINTS = {"K8S130", "K8S131", "K8S132", "K8S133"}
ROUNDS = 1200
TEXTS = ("a", "b", "", "1s", "10.0.0.1", "http", "/a", "*", "a.example.com", "a*", "Service", "unix:///x", "/a/../b", "0s", "oci://a")
NUMBERS = (0, 1, 2, 80, 100, 443, 65536)


def documents(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of all files below a folder, without CRDs."""
    for path in sorted(folder.rglob("*.yaml")):
        try:
            found = [d.object for d in load_all(path.read_bytes(), str(path))]
        except UsageError:
            continue
        for document in found:
            items = document.get("items")
            for obj in items if isinstance(items, list) else [document]:
                if obj.get("kind") != "CustomResourceDefinition":
                    obj.pop("_err", None)
                    yield obj


class Changes:
    """Makes objects that are nearly valid.

    Args:
        schemas: (apiVersion, kind) -> schema.
        objects: where to start, and where values of fields come from.
        seed: of all choices.
    """

    def __init__(self, schemas: dict[tuple[str, str], Any], objects: list[dict[str, Any]], seed: int) -> None:
        self.schemas = schemas
        self.objects = [o for o in objects if (o.get("apiVersion"), o.get("kind")) in schemas]
        kinds = sorted(schemas)
        self.objects += [{"apiVersion": a, "kind": k} for a, k in kinds]
        self.random = random.Random(seed)
        self.known: dict[str, list[Any]] = defaultdict(list)
        for o in self.objects:
            self._remember(o.get("spec"))

    def _remember(self, value: Any) -> None:
        if isinstance(value, dict):
            for k, x in value.items():
                if len(self.known[k]) < 40:
                    self.known[k].append(x)
                self._remember(x)
        elif isinstance(value, list):
            for x in value:
                self._remember(x)

    def one(self) -> dict[str, Any]:
        """Make one object."""
        obj = copy.deepcopy(self.random.choice(self.objects))
        schema = self.schemas[obj["apiVersion"], obj["kind"]]["properties"]["spec"]
        if not isinstance(obj.get("spec"), dict):
            obj["spec"] = self.sample(schema, "spec")
        for _ in range(self.random.choice((1, 1, 2, 3, 5))):
            self._change(obj["spec"], schema)
        return {**obj, "metadata": {"name": "a"}, "status": None}

    def sample(self, schema: Any, name: str, depth: int = 0) -> Any:
        """Make a value that fits a schema, or nearly."""
        choice, known = self.random.choice, self.known.get(name)
        if known and self.random.random() < 0.6:
            return copy.deepcopy(choice(known))
        if schema.get("enum"):
            return choice(schema["enum"])
        kind = schema.get("type")
        if kind == "array":
            return [self.sample(schema.get("items", {}), name.rstrip("s"), depth + 1) for _ in range(choice((0, 1, 1, 2, 2, 3)))]
        if kind == "object":
            values, fields = schema.get("additionalProperties"), schema.get("properties") or {}
            if isinstance(values, dict):
                return {choice(("a", "b", "", "80", "x*", "http")): self.sample(values, "", depth + 1) for _ in range(choice((0, 1, 2)))}
            some = 2 / (len(fields) + 1) if depth < 4 else 0.0
            required = schema.get("required", ())
            return {k: self.sample(s, k, depth + 1) for k, s in fields.items() if k in required or self.random.random() < some}
        simple = {"string": TEXTS, "integer": (*NUMBERS, schema.get("minimum", 1)), "number": (0.5, 1.0), "boolean": (True, False)}
        return choice(simple.get(str(kind), ("a", 1)))

    def _places(self, value: Any, schema: Any) -> Iterator[tuple[Any, Any]]:
        if isinstance(value, (dict, list)):
            yield value, schema
        if isinstance(value, dict):
            for k, x in value.items():
                below = (schema.get("properties") or {}).get(k) or schema.get("additionalProperties")
                if isinstance(below, dict):
                    yield from self._places(x, below)
        elif isinstance(value, list):
            for x in value:
                yield from self._places(x, schema.get("items") or {})

    def _change(self, spec: Any, schema: Any) -> None:
        choice, chance = self.random.choice, self.random.random()
        value, here = choice(list(self._places(spec, schema)))
        if isinstance(value, list):
            if value and chance < 0.4:
                value.append(copy.deepcopy(choice(value)))
            elif value and chance < 0.6:
                value.pop()
            else:
                value.append(self.sample(here.get("items") or {}, ""))
        elif here.get("properties"):
            if value and chance < 0.25:
                value.pop(choice(list(value)))
            else:
                k = choice(list(here["properties"]))
                value[k] = self.sample(here["properties"][k], k)
        elif isinstance(here.get("additionalProperties"), dict):
            value[choice(("a", "b", "", "80", "x*", "a" * 70))] = self.sample(here["additionalProperties"], "")


@pytest.mark.parametrize(
    ("project", "corpus", "least"),
    [("gateway-api-standard", "gateway-api", 30), ("gateway-api-experimental", "gateway-api", 35), ("istio", "istio-validation", 20)],
)
def test_constraints_and_rules_agree(
    project: str, corpus: str, least: int, shipped_crds: Callable[[str], list[Any]], corpora: Path
) -> None:
    crds = shipped_crds(project)
    facts, wrong = facts_from_crds([(crd, None) for crd in crds])
    assert not wrong
    own, shipped = load("1.35", (facts,)), load("1.35", experimental=project.endswith("experimental"))
    by_rules, by_hand = Checker(own), Checker(shipped)
    schemas = {
        (f"{crd['spec']['group']}/{v['name']}", crd["spec"]["names"]["kind"]): v["schema"]["openAPIV3Schema"]
        for crd in crds
        for v in crd["spec"]["versions"]
        if v["served"] and "spec" in v["schema"]["openAPIV3Schema"]["properties"]
    }
    changes = Changes(schemas, list(documents(corpora / corpus)), seed=20)
    asked: Counter[str] = Counter()
    for _ in range(ROUNDS):
        m = Manifest(changes.one())
        found = [f for f in by_hand.check([m]) if f.severity == ERROR]
        if any(f.code not in CONSTRAINTS for f in found) or any(f.severity == ERROR for f in by_rules.check([m])):
            continue
        said = check([m], own)
        said, unknown = [f for f in said if f.severity == ERROR], [f for f in said if f.severity != ERROR]
        assert all("compared with null" in f.message for f in unknown), unknown  # one rule of XBackend
        if unknown:
            continue
        assert bool(said) == bool(found), (m.object, said, found)
        asked.update(f.help for f in said)
        asked["fine"] += not said
    assert asked["fine"] > 100
    assert len(asked) > least  # so many rules had something to say


def test_every_constraint_alone_agrees_with_the_rules(root: Path, shipped_crds: Callable[[str], list[Any]]) -> None:
    """The objects that the tests of the constraints break one by one, judged by the rules of the CRDs."""
    spec = spec_from_file_location("constraint_cases", root / "tests" / "validate" / "test_constraints.py")
    assert spec is not None
    assert spec.loader is not None
    cases = module_from_spec(spec)
    spec.loader.exec_module(cases)
    standard = [(cases.GATEWAY, *case) for case in cases.GATEWAY_CASES]
    judged = 0
    for project, rows in (("gateway-api-standard", standard), ("istio", cases.ISTIO_CASES)):
        facts, wrong = facts_from_crds([(crd, None) for crd in shipped_crds(project)])
        assert not wrong
        known = load("1.35", (facts,))
        for api, kind, body, expected in rows:
            m = Manifest({"apiVersion": api, "kind": kind, "metadata": {"name": "a"}, "spec": body})
            assert [f for f in Checker(known).check([m]) if f.severity == ERROR] == []
            assert bool(check([m], known)) == bool(expected), (kind, body)
            judged += 1
    assert judged > 90
