"""Fixtures of the tests of Kustomize output: the real kustomize, and apps that nobody would write."""

from __future__ import annotations

import copy
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.errors import K8skitError
from k8skit.finding import Origin
from k8skit.manifest import Manifest
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from random import Random

    Objects = list[dict[str, Any]]
    App = dict[str, list[Manifest]]


def same(left: Any, right: Any) -> bool:
    """Tell whether two values are one JSON value: types count, but 3 and 3.0 are one number."""
    if left is None or right is None or isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float):
        return isinstance(right, int | float) and left == right
    if isinstance(left, dict):
        return isinstance(right, dict) and left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return isinstance(right, list) and len(left) == len(right) and all(map(same, left, right))
    return isinstance(right, str) and bool(left == right)


def identity(object: dict[str, Any]) -> tuple[str, ...]:
    metadata = object["metadata"]
    return object["apiVersion"], object["kind"], metadata.get("namespace") or "", metadata["name"]


class Kustomize:
    """kustomize as kubectl has it.

    Args:
        program: path of kubectl.
        folder: where to write.
    """

    def __init__(self, program: str, folder: Path) -> None:
        self.program = program
        self.folder = folder
        self.runs = 0

    def write(self, texts: Mapping[str, str]) -> Path:
        """Write texts into a new folder."""
        self.runs += 1
        folder = self.folder / str(self.runs)
        for path, text in texts.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        return folder

    def start(self, folder: Path) -> subprocess.Popen[bytes]:
        """Start a build of a folder."""
        env = {**os.environ, "KUBECONFIG": os.devnull}
        return subprocess.Popen([self.program, "kustomize", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)

    def finish(self, process: subprocess.Popen[bytes]) -> Objects:
        """Return what a build gives; it must warn of nothing."""
        out, err = process.communicate(timeout=300)
        if process.returncode or err:
            raise AssertionError(err.decode())
        return [d.object for d in load_all(out.decode(), "kustomize")]

    def build(self, folder: Path) -> Objects:
        """Return the objects of a folder."""
        return self.finish(self.start(folder))

    def differences(self, texts: Mapping[str, str], wanted: Mapping[str, Objects]) -> list[str]:
        """Return where the overlays do not give what is wanted, for each environment."""
        folder = self.write(texts)
        started = {name: self.start(folder / "overlays" / name) for name in wanted}
        wrong = []
        for name, objects in wanted.items():
            try:
                found = self.finish(started[name])
            except (AssertionError, K8skitError) as error:
                wrong.append(f"{name}: {error}")
                continue
            left, right = sorted(objects, key=identity), sorted(found, key=identity)
            if [identity(o) for o in left] != [identity(o) for o in right]:
                wrong.append(f"{name}: {[identity(o) for o in left]} != {[identity(o) for o in right]}")
            wrong += [f"{name}: wanted {o}\n  got {f}" for o, f in zip(left, right, strict=False) if not same(o, f)]
        if not wrong:
            shutil.rmtree(folder)
        return wrong


@pytest.fixture(scope="session")
def kustomize(kubectl_program: str, tmp_path_factory: pytest.TempPathFactory) -> Kustomize:
    """The real kustomize; without it the test is skipped, and fails in CI."""
    return Kustomize(kubectl_program, tmp_path_factory.mktemp("kustomize"))


@pytest.fixture(scope="session")
def equal() -> Callable[[Any, Any], bool]:
    """Return the comparison of JSON values."""
    return same


@pytest.fixture(scope="session")
def manifests() -> Callable[..., list[Manifest]]:
    """Return a function: objects -> manifests of one chart."""

    def make(*objects: dict[str, Any], chart: str = "shop") -> list[Manifest]:
        return [
            Manifest(o, chart=chart, origin=Origin("app.py", n + 1, f"{chart}/{o['metadata'].get('name')}", o["kind"]))
            for n, o in enumerate(objects)
        ]

    return make


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
NAMES = ["web", "api", "db", "a.b", "web-1", "default"]


class Maker:
    """Makes apps of a few environments from chance.

    Args:
        random: where chance comes from.
    """

    def __init__(self, random: Random) -> None:
        self.random = random

    def scalar(self) -> Any:
        r = self.random
        return r.choice(
            [
                r.choice(TEXTS),
                r.choice(TEXTS),
                r.randint(-3, 3),
                r.random() < 0.5,
                None,
                r.choice([0.0, 0.5, -1.25, 1e21, 3.0, 2**53, -(2**31)]),
                r.choice([1, 1, 1, 2**53 + 1, 2**63 - 1]),
            ]
        )

    def value(self, depth: int = 3) -> Any:
        r = self.random
        if depth == 0 or r.random() < 0.45:
            return self.scalar()
        if r.random() < 0.5:
            return {r.choice(KEYS): self.value(depth - 1) for _ in range(r.randint(0, 3))}
        if r.random() < 0.5:
            return [{"name": name, "v": self.value(depth - 2) if depth > 1 else 1} for name in r.sample(NAMES, r.randint(0, 4))]
        return [self.value(depth - 1) for _ in range(r.randint(0, 4))]

    def changed(self, value: Any, depth: int = 3) -> Any:
        """Return a value that differs from another one in a place or two."""
        r = self.random
        if isinstance(value, dict) and value and r.random() < 0.9:
            value = dict(value)
            key = r.choice(list(value))
            what = r.random()
            if what < 0.15:
                del value[key]
            elif what < 0.3:
                value[r.choice(KEYS)] = self.value(depth)
            else:
                value[key] = self.changed(value[key], max(depth - 1, 0))
            return value
        if isinstance(value, list) and value and r.random() < 0.9:
            value = list(value)
            at = r.randrange(len(value))
            what = r.random()
            if what < 0.2:
                del value[at]
            elif what < 0.4:
                value.insert(r.randint(0, len(value)), self.value(max(depth - 1, 0)))
            elif what < 0.5:
                r.shuffle(value)
            elif what < 0.6:
                value.append(copy.deepcopy(value[at]))
            else:
                value[at] = self.changed(value[at], max(depth - 1, 0))
            return value
        return self.value(depth)

    def pod(self) -> dict[str, Any]:
        r = self.random
        pod: dict[str, Any] = {
            "containers": [self.container(name) for name in r.sample(NAMES, r.randint(1, 3))],
            "serviceAccountName": r.choice(NAMES),
            "volumes": [{"name": "v", "configMap": {"name": r.choice(NAMES)}}, {"name": "w", "emptyDir": {}}],
        }
        if r.random() < 0.3:
            pod["initContainers"] = [self.container("init")]
        return pod

    def container(self, name: str) -> dict[str, Any]:
        r = self.random
        return {
            "name": name,
            "image": r.choice(IMAGES),
            "env": [{"name": n, "value": r.choice(TEXTS)} for n in r.sample(["A", "B", "C", "D"], r.randint(0, 4))],
            "args": [r.choice("abc") for _ in range(r.randint(0, 4))],
            "ports": [{"containerPort": p} for p in r.sample([80, 81, 82], r.randint(0, 3))],
            "envFrom": [{"configMapRef": {"name": r.choice(NAMES)}}],
            "resources": {"limits": {"cpu": r.choice(["1", "500m"])}},
        }

    def pod_changed(self, pod: dict[str, Any]) -> None:
        r = self.random
        for container in pod["containers"] + pod.get("initContainers", []):
            for what in r.sample(range(6), r.randint(0, 3)):
                if what < 2:
                    container["image"] = r.choice(IMAGES)
                elif what == 2:
                    r.shuffle(container["env"])
                    container["env"] = [e for e in container["env"] if r.random() < 0.8]
                    if r.random() < 0.5:
                        container["env"].insert(0, {"name": "E", "value": r.choice(TEXTS)})
                elif what == 3:
                    container["args"] = [r.choice("abc") for _ in range(r.randint(0, 4))]
                elif what == 4:
                    container["resources"]["limits"]["cpu"] = r.choice(["1", "500m", "2"])
                else:
                    container["ports"] = container["ports"][::-1]
        if r.random() < 0.3:
            pod["containers"].insert(0, self.container("sidecar"))
        if r.random() < 0.2:
            r.shuffle(pod["containers"])

    def object(self, kind: str) -> dict[str, Any]:
        r = self.random
        name = r.choice(NAMES)
        body: dict[str, Any] = {}
        api = {"Deployment": "apps/v1", "StatefulSet": "apps/v1", "Rollout": "argoproj.io/v1alpha1", "CronJob": "batch/v1"}.get(kind, "v1")
        namespaced = True
        if kind in ("Deployment", "StatefulSet", "Rollout"):
            body["spec"] = {"replicas": r.randint(0, 3), "template": {"metadata": {"labels": {"app": name}}, "spec": self.pod()}}
            if r.random() < 0.3:
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
                if r.random() < 0.6
                else {"kind": r.choice(["User", "Group"]), "name": r.choice(NAMES)}
                for _ in range(r.randint(0, 2))
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
            namespaced = r.random() < 0.8
        elif kind == "HorizontalPodAutoscaler":
            api = "autoscaling/v2"
            body["spec"] = {"minReplicas": 1, "scaleTargetRef": {"kind": "Deployment", "name": r.choice(NAMES)}}
        metadata: dict[str, Any] = {"name": name}
        if namespaced:
            metadata["namespace"] = r.choice(["shop", "shop", "shop", "other", "default", ""])
            if not metadata["namespace"]:
                del metadata["namespace"]
        if r.random() < 0.4:
            metadata["labels"] = {"app": name, r.choice(["a/b", "c"]): r.choice(["x", ""])}
        if r.random() < 0.3:
            metadata["annotations"] = {r.choice(["a/b", "c"]): r.choice(TEXTS)}
        return {"apiVersion": api, "kind": kind, "metadata": metadata, **body}

    def object_changed(self, object: dict[str, Any]) -> None:
        """Change an object in place, so that kustomize can still read it."""
        r = self.random
        spec: Any = object.get("spec")
        if object["kind"] == "Thing" and spec is not None:
            for _ in range(r.randint(0, 2)):
                key = r.choice(list(spec))
                spec[key] = self.changed(spec[key])
            if r.random() < 0.3:
                spec["r"] = self.value()
        elif object["kind"] in ("Deployment", "StatefulSet", "Rollout"):
            self.pod_changed(spec["template"]["spec"])
            if r.random() < 0.4:
                spec["replicas"] = r.randint(0, 4)
            elif r.random() < 0.2:
                spec.pop("replicas", None)
        elif object["kind"] == "CronJob":
            self.pod_changed(spec["jobTemplate"]["spec"]["template"]["spec"])
        elif object["kind"] == "ConfigMap":
            object["data"][r.choice("abc")] = r.choice(TEXTS)
            if r.random() < 0.3:
                object["data"].pop(r.choice("abc"), None)
        elif object.get("subjects"):
            subject = r.choice(object["subjects"])
            if "namespace" in subject:
                subject["namespace"] = r.choice(["shop", "shop-0", "shop-1"])
            else:
                subject["name"] = r.choice(NAMES)
        elif object["kind"] == "Service":
            object["spec"]["ports"] = [{"port": p} for p in r.sample([80, 81, 82], 2)]
        if r.random() < 0.3:
            object["metadata"]["labels"] = {"app": "x", r.choice(["a/b", "m~n"]): r.choice(TEXTS)}
        if r.random() < 0.2:
            object["metadata"].pop("annotations", None)
        elif r.random() < 0.3:
            object["metadata"].setdefault("annotations", {})[r.choice(["a/b", "x~y", "z"])] = r.choice(TEXTS)

    def app(self, environments: int = 3, objects: int = 8) -> App:
        """Return environment -> manifests; objects of one number are of one construct."""
        r = self.random
        kinds = [
            "Deployment",
            "StatefulSet",
            "Rollout",
            "CronJob",
            "ConfigMap",
            "ConfigMap",
            "ServiceAccount",
            "ServiceAccount",
            "RoleBinding",
            "ClusterRoleBinding",
            "ClusterRole",
            "Namespace",
            "ValidatingWebhookConfiguration",
            "Service",
            "Thing",
            "Thing",
            "Thing",
            "HorizontalPodAutoscaler",
        ]
        first = [self.object(r.choice(kinds)) for _ in range(objects)]
        moves = r.random() < 0.5
        everything_moves = r.random() < 0.5
        app: App = {}
        for e in range(environments):
            manifests = []
            for n, template in enumerate(first):
                if r.random() < 0.1:
                    continue
                object = copy.deepcopy(template)
                if e:
                    if r.random() < 0.6:
                        self.object_changed(object)
                    if moves and object["metadata"].get("namespace") and (everything_moves or r.random() < 0.7):
                        object["metadata"]["namespace"] = f"shop-{e}"
                    if moves and object["kind"] == "Namespace" and r.random() < 0.8:
                        object["metadata"]["name"] = f"shop-{e}"
                    if r.random() < 0.08:
                        object["metadata"]["name"] = r.choice([*NAMES, f"web-e{e}"])
                    if r.random() < 0.03:
                        object["apiVersion"] = object["apiVersion"].removesuffix("1") + "9"
                manifests.append(
                    Manifest(object, chart=r.choice(["shop", "shop", ""]), origin=Origin("app.py", n, f"shop/{n}", object["kind"]))
                )
            if r.random() < 0.3:
                extra = self.object(r.choice(kinds))
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


@pytest.fixture(scope="session")
def maker() -> Callable[[Random], Maker]:
    """Return the class that makes apps from chance."""
    return Maker
