"""What the API server forbids to change in a StatefulSet is found before it is applied."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.manifest import Manifest
from k8skit.plan.stateful_set import forbidden

if TYPE_CHECKING:
    from pathlib import Path

OLD: dict[str, Any] = {
    "apiVersion": "apps/v1",
    "kind": "StatefulSet",
    "metadata": {"name": "db", "namespace": "shop"},
    "spec": {
        "serviceName": "db-pods",
        "replicas": 3,
        "selector": {"matchLabels": {"app": "db"}},
        "template": {"metadata": {"labels": {"app": "db"}}, "spec": {"containers": [{"name": "db", "image": "x:1"}]}},
        "volumeClaimTemplates": [
            {"metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "10Gi"}}}}
        ],
    },
}


def changed(path: str, value: object) -> list[tuple[str, str]]:
    new = copy.deepcopy(OLD)
    at: Any = new
    *parts, last = path.split(".")
    for part in parts:
        at = at[int(part)] if part.isdigit() else at[part]
    at[int(last) if last.isdigit() else last] = value
    return [(f.code, f.field) for f in forbidden(OLD, Manifest(new))]


SIZE = "spec.volumeClaimTemplates.0.spec.resources.requests.storage"


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("spec.replicas", 5, []),
        ("spec.template.spec.containers.0.image", "x:2", []),
        ("spec.minReadySeconds", 5, []),
        ("spec.podManagementPolicy", "OrderedReady", []),
        ("spec.podManagementPolicy", "Parallel", [("K8S801", "spec.podManagementPolicy")]),
        ("spec.serviceName", "other", [("K8S801", "spec.serviceName")]),
        ("spec.selector.matchLabels", {"app": "other"}, [("K8S801", "spec.selector")]),
        (SIZE, "10240Mi", []),
        (SIZE, "20Gi", [("K8S802", "spec.volumeClaimTemplates[0].spec.resources.requests.storage")]),
        (SIZE, "5Gi", [("K8S803", "spec.volumeClaimTemplates[0].spec.resources.requests.storage")]),
        (SIZE, "much", []),
        ("spec.volumeClaimTemplates.0.spec.volumeMode", "Filesystem", []),
        ("spec.volumeClaimTemplates.0.spec.accessModes", ["ReadWriteMany"], [("K8S801", "spec.volumeClaimTemplates[0]")]),
        ("spec.volumeClaimTemplates.0.metadata.labels", {"a": "b"}, [("K8S801", "spec.volumeClaimTemplates[0]")]),
        ("spec.volumeClaimTemplates", [], [("K8S801", "spec.volumeClaimTemplates")]),
    ],
)
def test_a_change_is_allowed_or_forbidden(path: str, value: object, expected: list[tuple[str, str]]) -> None:
    assert changed(path, value) == expected


def test_growing_says_the_steps() -> None:
    new = copy.deepcopy(OLD)
    new["spec"]["volumeClaimTemplates"][0]["spec"]["resources"]["requests"]["storage"] = "20Gi"
    [found] = forbidden(OLD, Manifest(new))
    assert found.message == "claims of StatefulSet db cannot grow from 10Gi to 20Gi in place"
    assert '"storage":"20Gi"' in found.help
    assert "data-db-0 to -2" in found.help
    assert "delete statefulset db --cascade=orphan" in found.help
    assert found.value == "20Gi"


def test_the_verdicts_of_the_corpus_hold(corpora: Path) -> None:
    judged = 0
    for case in json.loads((corpora / "change-safety" / "update-cases.json").read_text()):
        if case["kind"] == "StatefulSet" and case["verdict"] in ("allowed", "rejected"):
            found = forbidden(case["old"], Manifest(case["new"]))
            assert bool(found) == (case["verdict"] == "rejected"), case["change"]
            judged += 1
    assert judged


APP = """\
from k8skit import App, Chart, StatefulDB
app = App()
db = StatefulDB(Chart(app, "shop", namespace="shop"), "db", engine="postgres", version="17.6", storage="{storage}")
{more}
app.synth()
"""


def synth(folder: Path, storage: str, more: str = "") -> subprocess.CompletedProcess[str]:
    (folder / "app.py").write_text(APP.format(storage=storage, more=more))
    return subprocess.run([sys.executable, "-m", "k8skit", "synth"], cwd=folder, capture_output=True, text=True, check=False)


def test_synth_refuses_to_grow_a_claim_until_the_reason_is_given(tmp_path: Path) -> None:
    assert synth(tmp_path, "10Gi").returncode == 0
    file = tmp_path / "dist/shop/statefulset-db.yaml"
    before = file.read_text()
    refused = synth(tmp_path, "20Gi")
    assert refused.returncode == 1
    assert "error[K8S802]" in refused.stderr
    assert "app.py:3" in refused.stderr
    assert file.read_text() == before
    silenced = synth(tmp_path, "20Gi", 'db.silence("K8S802", reason="claims patched and StatefulSet deleted by hand")')
    assert silenced.returncode == 0, silenced.stderr
    assert "storage: 20Gi" in file.read_text()
    assert synth(tmp_path, "20Gi", 'db.silence("K8S802", reason="still there")').stderr.count("warning") == 0


def test_synth_refuses_to_shrink_a_claim(tmp_path: Path) -> None:
    assert synth(tmp_path, "10Gi").returncode == 0
    refused = synth(tmp_path, "5Gi")
    assert refused.returncode == 1
    assert "error[K8S803]" in refused.stderr
