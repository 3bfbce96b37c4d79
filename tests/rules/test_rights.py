"""What Roles grant."""

from __future__ import annotations

import pytest

from k8skit.manifest import Manifest
from k8skit.rules.rights import Grant, grants

ROLE = Manifest({"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "r"}})


def grant(groups: list[str], resources: list[str], verbs: list[str]) -> Grant:
    return Grant(ROLE, 0, groups, resources, verbs, [])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (grant([""], ["pods"], ["get"]), None),
        (grant([""], ["pods/exec"], ["create"]), ("create", "pods/exec")),
        (grant([""], ["*"], ["create"]), ("create", "*")),
        (grant([""], ["*/exec"], ["*"]), ("*", "*/exec")),
        (grant(["*"], ["pods/exec"], ["get", "create"]), ("create", "pods/exec")),
        (grant(["apps"], ["pods/exec"], ["create"]), None),
        (grant([], ["pods/exec"], ["create"]), None),
        (grant([""], ["*/log"], ["create"]), None),
        (grant([""], [], ["create"]), None),
    ],
)
def test_a_grant_allows_what_it_names_and_what_its_wildcards_cover(given: Grant, expected: tuple[str, str] | None) -> None:
    assert given.allows(("create",), "", "pods/exec", "pods/attach") == expected


def test_malformed_rules_grant_nothing() -> None:
    m = Manifest(
        {"kind": "Role", "metadata": {"name": "r"}, "rules": [None, {"verbs": "get", "resources": [1, "pods"]}, {"verbs": ["get"]}]}
    )
    assert [(g.index, g.groups, g.resources, g.verbs) for g in grants(m)] == [(0, [], [], []), (1, [], ["pods"], []), (2, [], [], ["get"])]
    assert grants(Manifest({"kind": "Role"})) == []
