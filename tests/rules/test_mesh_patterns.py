"""Ways of using Istio that its documentation teaches: none of them has a finding, neither of a rule nor of the schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from k8skit import facts, rules
from k8skit.files.read import read_manifests
from k8skit.validate import check

PATTERNS = sorted((Path(__file__).parent / "mesh_patterns").glob("*.yaml"))
FACTS = facts.load()


@pytest.mark.parametrize("path", PATTERNS, ids=lambda path: path.stem)
def test_a_way_of_using_istio_has_no_finding(path: Path) -> None:
    manifests = read_manifests([str(path)], None)
    found = [*check(manifests, FACTS), *rules.run(manifests, FACTS, closed=False)]
    assert [f"{f.code} {f.object} {f.field}: {f.message}" for f in found] == []


def test_the_ways_are_told_about_all_kinds_of_istio() -> None:
    kinds = {m.kind for path in PATTERNS for m in read_manifests([str(path)], None) if m.group.endswith("istio.io")}
    assert kinds | {"TrafficExtension"} == {k.kind for group in FACTS.groups if group.endswith("istio.io") for k in FACTS.kinds(group)}
