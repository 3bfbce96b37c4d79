"""Apps that nobody would write: random objects, with random differences between their environments."""

from __future__ import annotations

import copy
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from k8skit.finding import Origin
from k8skit.manifest import Manifest
from k8skit.render.kustomize import Features

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TEXTS = [
    "",
    "a",
    "1",
    "01",
    "1e3",
    "0x1f",
    "yes",
    "~",
    "null",
    "true",
    "2026-01-01",
    "12:30:45",
    "a: b",
    "a #b",
    "é☃😀",
    "x\ny\n",
    " lead",
    "tail ",
    "$patch",
    "${X}",
    "{{ x }}",
    "=",
    "*",
    "\t",
    "\u2028",
    "<<x",
    "- a",
    "\r\n",
    "a\\b\"c'd",
]
KEYS = [
    "a",
    "b",
    "c",
    "name",
    "image",
    "containers",
    "a/b",
    "m~n",
    "~1",
    "x.y",
    "é",
    "y",
    "1",
    "null",
    "true",
    "-",
    "$patch",
    "a b",
    "",
    "0",
    "key",
    "kind",
    "items",
    "replicas",
    "metadata",
]
IMAGES = [
    "r.io/web:1",
    "r.io/web:2",
    "r.io/web",
    "rxio/web:1",
    "web:1.5",
    "localhost:5000/api:x",
    "localhost:5000/api",
    "db@sha256:" + "a" * 64,
    "db:7@sha256:" + "b" * 64,
    "db:7",
]
SCALARS: list[list[Any]] = [
    TEXTS,
    TEXTS,
    [1, 0, 2, 3, -1, -3],
    [False, True],
    [None],
    [0.0, 0.5, -1.25, 1e21, 3.0, 2**53, -(2**31)],
    [1, 1, 1, 2**53 + 1, 2**63 - 1],
]
KINDS = [
    "ConfigMap",
    "ConfigMap",
    "Thing",
    "Thing",
    "Thing",
    "ServiceAccount",
    "ServiceAccount",
    "Service",
    "Deployment",
    "StatefulSet",
    "Rollout",
    "CronJob",
    "RoleBinding",
    "ClusterRoleBinding",
    "ClusterRole",
    "Namespace",
    "ValidatingWebhookConfiguration",
    "HorizontalPodAutoscaler",
]
"""The simple ones first: what fails is shrunk towards them."""
NAMES = ["web", "api", "db", "a.b", "web-1", "default"]


class AnyApp(dict[str, list[Manifest]]):
    """Environment -> its manifests; its `repr` is what a person reads of an app that fails."""

    def __repr__(self) -> str:
        lines = []
        first = {m.origin.path: m for m in next(iter(self.values()), []) if m.origin is not None}
        for name, manifests in self.items():
            lines.append(f"{name}:" + ("" if manifests else " nothing"))
            for m in manifests:
                path = m.origin.path if m.origin is not None else "of a feature"
                other = first.get(path)
                alike = other is not None and other is not m and other.object == m.object and other.chart == m.chart
                lines.append(f"  {path} in {m.chart or 'no chart'}: {'as in the first' if alike else m.object}")
        return "\n".join(lines)


class Chance:
    """Decides by a random number, which a seed gives.

    Args:
        random: where numbers come from.
    """

    def __init__(self, random: Random) -> None:
        self._random = random

    def integer(self, least: int, most: int) -> int:
        """Return a whole number, both ends included."""
        return self._random.randint(least, most)

    def perhaps(self, probability: float) -> bool:
        """Return True as often as that."""
        return self.integer(0, 99) >= 100 - round(100 * probability)

    def choice(self, values: Sequence[Any]) -> Any:
        """Return one of some values."""
        return values[self.integer(0, len(values) - 1)]

    def sample(self, values: Sequence[Any], count: int) -> list[Any]:
        """Return so many of some values, in any order."""
        rest = list(values)
        return [rest.pop(self.integer(0, len(rest) - 1)) for _ in range(count)]

    def shuffle(self, values: list[Any]) -> None:
        """Bring values into any order, in place."""
        for i in range(len(values) - 1, 0, -1):
            j = i - self.integer(0, i)
            values[i], values[j] = values[j], values[i]


class Drawn(Chance):
    """Lets hypothesis decide: it shrinks what fails to small numbers, which are the first of some values, and to False.

    Args:
        draw: of a composite strategy.
    """

    def __init__(self, draw: Callable[[st.SearchStrategy[int]], int]) -> None:
        self._draw = draw

    def integer(self, least: int, most: int) -> int:
        """Return a whole number, both ends included."""
        return self._draw(_between(least, most))


@cache
def _between(least: int, most: int) -> st.SearchStrategy[int]:
    return st.integers(least, most)


@st.composite
def apps(draw: st.DrawFn, environments: Sequence[str] = ("e0", "e1", "e2"), objects: int = 8) -> AnyApp:
    """A random app with random differences between its environments.

    Args:
        environments: their names.
        objects: how many objects the app has at most, beside those that one environment has alone.
    """
    made = Maker(Drawn(draw)).app(len(environments), objects)
    return AnyApp(zip(environments, made.values(), strict=True))


class Maker:
    """Makes apps of a few environments from chance.

    Args:
        chance: what decides.
    """

    def __init__(self, chance: Chance) -> None:
        self.chance = chance

    def scalar(self) -> Any:
        return self.chance.choice(self.chance.choice(SCALARS))

    def value(self, depth: int = 3) -> Any:
        r = self.chance
        if depth == 0 or not r.perhaps(0.55):
            return self.scalar()
        if r.perhaps(0.5):
            return {r.choice(KEYS): self.value(depth - 1) for _ in range(r.integer(0, 3))}
        if r.perhaps(0.5):
            return [{"name": name, "v": self.value(depth - 2) if depth > 1 else 1} for name in r.sample(NAMES, r.integer(0, 4))]
        return [self.value(depth - 1) for _ in range(r.integer(0, 4))]

    def changed(self, value: Any, depth: int = 3) -> Any:
        """Return a value that differs from another one in a place or two."""
        r = self.chance
        if isinstance(value, dict) and value and r.perhaps(0.9):
            value = dict(value)
            key = r.choice(list(value))
            what = r.integer(0, 99)
            if what < 15:
                del value[key]
            elif what < 30:
                value[r.choice(KEYS)] = self.value(depth)
            else:
                value[key] = self.changed(value[key], max(depth - 1, 0))
            return value
        if isinstance(value, list) and value and r.perhaps(0.9):
            value = list(value)
            at = r.integer(0, len(value) - 1)
            what = r.integer(0, 99)
            if what < 20:
                del value[at]
            elif what < 40:
                value.insert(r.integer(0, len(value)), self.value(max(depth - 1, 0)))
            elif what < 50:
                r.shuffle(value)
            elif what < 60:
                value.append(copy.deepcopy(value[at]))
            else:
                value[at] = self.changed(value[at], max(depth - 1, 0))
            return value
        return self.value(depth)

    def pod(self) -> dict[str, Any]:
        r = self.chance
        pod: dict[str, Any] = {
            "containers": [self.container(name) for name in r.sample(NAMES, r.integer(1, 3))],
            "serviceAccountName": r.choice(NAMES),
            "volumes": [{"name": "v", "configMap": {"name": r.choice(NAMES)}}, {"name": "w", "emptyDir": {}}],
        }
        if r.perhaps(0.3):
            pod["initContainers"] = [self.container("init")]
        return pod

    def container(self, name: str) -> dict[str, Any]:
        r = self.chance
        return {
            "name": name,
            "image": r.choice(IMAGES),
            "env": [{"name": n, "value": r.choice(TEXTS)} for n in r.sample(["A", "B", "C", "D"], r.integer(0, 4))],
            "args": [r.choice("abc") for _ in range(r.integer(0, 4))],
            "ports": [{"containerPort": p} for p in r.sample([80, 81, 82], r.integer(0, 3))],
            "envFrom": [{"configMapRef": {"name": r.choice(NAMES)}}],
            "resources": {"limits": {"cpu": r.choice(["1", "500m"])}},
        }

    def pod_changed(self, pod: dict[str, Any]) -> None:
        r = self.chance
        for container in pod["containers"] + pod.get("initContainers", []):
            for what in r.sample(range(6), r.integer(0, 3)):
                if what < 2:
                    container["image"] = r.choice(IMAGES)
                elif what == 2:
                    r.shuffle(container["env"])
                    container["env"] = [e for e in container["env"] if not r.perhaps(0.2)]
                    if r.perhaps(0.5):
                        container["env"].insert(0, {"name": "E", "value": r.choice(TEXTS)})
                elif what == 3:
                    container["args"] = [r.choice("abc") for _ in range(r.integer(0, 4))]
                elif what == 4:
                    container["resources"]["limits"]["cpu"] = r.choice(["1", "500m", "2"])
                else:
                    container["ports"] = container["ports"][::-1]
        if r.perhaps(0.3):
            pod["containers"].insert(0, self.container("sidecar"))
        if r.perhaps(0.2):
            r.shuffle(pod["containers"])

    def object(self, kind: str) -> dict[str, Any]:
        r = self.chance
        name = r.choice(NAMES)
        body: dict[str, Any] = {}
        api = {"Deployment": "apps/v1", "StatefulSet": "apps/v1", "Rollout": "argoproj.io/v1alpha1", "CronJob": "batch/v1"}.get(kind, "v1")
        namespaced = True
        if kind in ("Deployment", "StatefulSet", "Rollout"):
            body["spec"] = {"replicas": r.integer(0, 3), "template": {"metadata": {"labels": {"app": name}}, "spec": self.pod()}}
            if r.perhaps(0.3):
                del body["spec"]["replicas"]
        elif kind == "CronJob":
            body["spec"] = {"jobTemplate": {"spec": {"template": {"spec": self.pod()}}}}
        elif kind == "ConfigMap":
            body["data"] = {r.choice(["a", "b", "c", "d", "$patch"]): r.choice(TEXTS) for _ in range(3)}
        elif kind in ("RoleBinding", "ClusterRoleBinding"):
            api, namespaced = "rbac.authorization.k8s.io/v1", kind == "RoleBinding"
            body["roleRef"] = {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": r.choice(NAMES)}
            body["subjects"] = [
                {"kind": "ServiceAccount", "name": r.choice(NAMES), "namespace": r.choice(["shop", "shop-0", "shop-1"])}
                if r.perhaps(0.6)
                else {"kind": r.choice(["User", "Group"]), "name": r.choice(NAMES)}
                for _ in range(r.integer(0, 2))
            ]
        elif kind == "ClusterRole":
            api, namespaced = "rbac.authorization.k8s.io/v1", False
            name = r.choice([*NAMES, "system:a", "a,b", "*", "a|b"])
            body["rules"] = [{"verbs": ["get"], "resourceNames": [r.choice(NAMES)]}]
        elif kind == "Namespace":
            namespaced, name = False, r.choice(["shop", "x"])
        elif kind == "ValidatingWebhookConfiguration":
            api, namespaced = "admissionregistration.k8s.io/v1", False
            body["webhooks"] = [
                {"name": "a", "clientConfig": {"service": {"name": r.choice(NAMES), "namespace": r.choice(["shop", "shop-1"])}}}
            ]
        elif kind == "Service":
            api = r.choice(["v1", "v1", "serving.knative.dev/v1"])
            body["spec"] = {"ports": [{"port": p} for p in r.sample([80, 81, 82], 2)]}
        elif kind == "Thing":
            api = r.choice(["example.com/v1", "example.com/v1", "example.com/v2", "other.example.com/v1"])
            body["spec"] = {"v": self.value(), "w": self.value(), "x": self.value()}
            namespaced = r.perhaps(0.8)
        elif kind == "HorizontalPodAutoscaler":
            api = "autoscaling/v2"
            body["spec"] = {"minReplicas": 1, "scaleTargetRef": {"kind": "Deployment", "name": r.choice(NAMES)}}
        metadata: dict[str, Any] = {"name": name}
        if namespaced:
            metadata["namespace"] = r.choice(["shop", "shop", "shop", "other", "default", ""])
            if not metadata["namespace"]:
                del metadata["namespace"]
        if r.perhaps(0.4):
            metadata["labels"] = {"app": name, r.choice(["a/b", "c"]): r.choice(["x", ""])}
        if r.perhaps(0.3):
            metadata["annotations"] = {r.choice(["a/b", "c"]): r.choice(TEXTS)}
        return {"apiVersion": api, "kind": kind, "metadata": metadata, **body}

    def object_changed(self, object: dict[str, Any]) -> None:
        """Change an object in place, so that kustomize can still read it."""
        r = self.chance
        spec: Any = object.get("spec")
        if object["kind"] == "Thing" and spec is not None:
            for _ in range(r.integer(0, 2)):
                key = r.choice(list(spec))
                spec[key] = self.changed(spec[key])
            if r.perhaps(0.3):
                spec["r"] = self.value()
        elif object["kind"] in ("Deployment", "StatefulSet", "Rollout"):
            self.pod_changed(spec["template"]["spec"])
            if r.perhaps(0.4):
                spec["replicas"] = r.integer(0, 4)
            elif r.perhaps(0.2):
                spec.pop("replicas", None)
        elif object["kind"] == "CronJob":
            self.pod_changed(spec["jobTemplate"]["spec"]["template"]["spec"])
        elif object["kind"] == "ConfigMap":
            object["data"][r.choice("abc")] = r.choice(TEXTS)
            if r.perhaps(0.3):
                object["data"].pop(r.choice("abc"), None)
        elif object.get("subjects"):
            subject = r.choice(object["subjects"])
            if "namespace" in subject:
                subject["namespace"] = r.choice(["shop", "shop-0", "shop-1"])
            else:
                subject["name"] = r.choice(NAMES)
        elif object["kind"] == "Service":
            object["spec"]["ports"] = [{"port": p} for p in r.sample([80, 81, 82], 2)]
        if r.perhaps(0.3):
            object["metadata"]["labels"] = {"app": "x", r.choice(["a/b", "m~n"]): r.choice(TEXTS)}
        if r.perhaps(0.2):
            object["metadata"].pop("annotations", None)
        elif r.perhaps(0.3):
            object["metadata"].setdefault("annotations", {})[r.choice(["a/b", "x~y", "z"])] = r.choice(TEXTS)

    def app(self, environments: int = 3, objects: int = 8) -> AnyApp:
        """Return environment -> manifests; objects of one number are of one construct."""
        r = self.chance
        first = [self.object(r.choice(KINDS)) for _ in range(objects)]
        moves = r.perhaps(0.5)
        everything_moves = r.perhaps(0.5)
        app = AnyApp()
        for e in range(environments):
            manifests = []
            for n, template in enumerate(first):
                if not r.perhaps(0.9):
                    continue
                object = copy.deepcopy(template)
                if e:
                    if r.perhaps(0.6):
                        self.object_changed(object)
                    if moves and object["metadata"].get("namespace") and (everything_moves or r.perhaps(0.7)):
                        object["metadata"]["namespace"] = f"shop-{e}"
                    if moves and object["kind"] == "Namespace" and r.perhaps(0.8):
                        object["metadata"]["name"] = f"shop-{e}"
                    if r.perhaps(0.08):
                        object["metadata"]["name"] = r.choice([*NAMES, f"web-e{e}"])
                    if r.perhaps(0.03):
                        object["apiVersion"] = object["apiVersion"].removesuffix("1") + "9"
                manifests.append(
                    Manifest(object, chart=r.choice(["shop", "shop", ""]), origin=Origin("app.py", n, f"shop/{n}", object["kind"]))
                )
            if r.perhaps(0.3):
                extra = self.object(r.choice(KINDS))
                manifests.append(Manifest(extra, chart="shop", origin=Origin("app.py", 99, f"shop/extra{e}", extra["kind"])))
            seen = set()
            kept = []
            for m in manifests:  # identities are their own, as they are in what k8skit has checked
                key = (m.group, m.kind, "" if m.namespace in ("default", "shop") else m.namespace, m.name)
                if key not in seen:
                    seen.add(key)
                    kept.append(m)
            app[f"e{e}"] = kept
        return app


class Feature:
    """Something that an app does where a feature is on: the same kind of thing in each environment.

    Args:
        seed: what it does.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def __call__(self, manifests: list[Manifest], environment: int) -> list[Manifest]:
        r = Random(self._seed)
        out = []
        for m in manifests:
            what, alike = r.random(), r.random() < 0.8
            mine = Maker(Chance(Random(self._seed if alike else self._seed + environment)))
            if what < 0.1:
                continue
            if what < 0.6:
                object = copy.deepcopy(m.object)
                mine.object_changed(object)
                m = m.replace(object)
            out.append(m)
        kinds = ["Deployment", "ConfigMap", "Thing", "ServiceAccount", "RoleBinding", "Service"]
        for n in range(r.randint(0, 2)):
            made = Maker(Chance(Random(self._seed * 7 + n)))
            extra = made.object(r.choice(kinds))
            if r.random() < 0.3:
                mine = Maker(Chance(Random(self._seed + environment)))
                mine.object_changed(extra)
            out.append(Manifest(extra, chart="shop"))
        return unique(out)


def unique(manifests: list[Manifest]) -> list[Manifest]:
    """Each identity once, as kustomize sees it."""
    seen: dict[Any, Manifest] = {}
    for m in manifests:
        seen.setdefault((m.group, m.kind, "" if m.namespace in ("default", "shop") else m.namespace, m.name), m)
    return list(seen.values())


@st.composite
def apps_with_features(draw: st.DrawFn, environments: Sequence[str] = ("e0", "e1", "e2")) -> tuple[AnyApp, Features]:
    """A random app that has some of the features f and g in each environment, and what it is without them and with each alone.

    Args:
        environments: their names.
    """
    bare = draw(apps(environments))
    chosen = st.lists(st.sampled_from(["f", "g"]), unique=True).map(sorted)
    on: dict[str, list[str]] = {name: draw(chosen) for name in environments}
    does = {"f": Feature(draw(_between(0, 999))), "g": Feature(draw(_between(1000, 1999)))}

    def made(name: str, features: list[str]) -> list[Manifest]:
        found = list(bare[name])
        for feature in features:
            found = does[feature](found, environments.index(name))
        return found

    wanted = AnyApp({name: made(name, features) for name, features in on.items()})
    first = {feature: next((name for name, features in on.items() if feature in features), None) for feature in does}
    alone = {feature: (name, made(name, [feature])) for feature, name in first.items() if name is not None}
    return wanted, Features(on, {name: bare[name] for name, features in on.items() if features}, alone)
