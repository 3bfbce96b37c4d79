"""References and externals: names that are written once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from k8skit import App, CallError, Chart, ConfigKey, External, NamespaceRef, SecretKey, WebService, external
from k8skit.core.collect import collect

Line = Callable[..., tuple[str, int]]
Refused = Callable[..., Any]


def test_references_are_values() -> None:
    assert SecretKey("db", "password") == SecretKey(secret="db", key="password", optional=False)
    assert ConfigKey("c", "k", optional=True).optional is True
    assert str(NamespaceRef("team-a")) == "team-a"
    assert SecretKey("a", "b") != ConfigKey("a", "b")


@pytest.mark.parametrize(
    ("make", "args", "fields"),
    [
        (SecretKey, ("A b", ".."), ["secret", "key"]),
        (ConfigKey, ("", "a/b"), ["config_map", "key"]),
        (NamespaceRef, ("a.b",), ["name"]),
    ],
)
def test_references_refuse_names_that_cannot_be(make: Any, args: Any, fields: list[str]) -> None:
    with pytest.raises(CallError) as raised:
        make(*args)
    assert [f.field for f in raised.value.findings] == fields


def test_an_external_gives_references_to_its_keys(app: App) -> None:
    db = external(app, "Secret", "db", keys=["password", "user"])
    assert db.key("password") == SecretKey("db", "password")
    assert external(app, "ConfigMap", "c").key("anything", optional=True) == ConfigKey("c", "anything", optional=True)


@pytest.mark.parametrize(
    ("kind", "group", "keys", "key", "help"),
    [
        ("Secret", "", ["password"], "pasword", "did you mean password?"),
        ("Secret", "", ["a", "b"], "zzzzzz", "it has a, b"),
        ("Service", "", [], "x", "only a Secret or a ConfigMap has keys"),
        ("Secret", "example.com", [], "x", "only a Secret or a ConfigMap has keys"),
    ],
)
def test_a_key_that_is_not_there_is_refused(
    app: App, line: Line, refused: Refused, kind: str, group: str, keys: list[str], key: str, help: str
) -> None:
    made = external(app, kind, "x", group=group, keys=keys)
    at = line(1)
    f = refused(lambda: made.key(key))
    assert (f.code, f.message, f.field, f.value, f.help) == ("K8S902", f"{kind} x has no key {key}", "key", key, help)
    assert (f.origin.file, f.origin.line) == at


def test_the_same_external_is_declared_once_per_scope(app: App) -> None:
    one, two = Chart(app, "one"), Chart(app, "two")
    first = external(one, "Secret", "db")
    assert external(one, "Secret", "db") is first
    assert external(two, "Secret", "db") is not first
    others = [
        external(one, "ConfigMap", "db"),
        external(one, "Secret", "db", group="example.com"),
        external(one, "Secret", "db", namespace="other"),
        external(one, "Secret", "other-db"),
        external(one, "Secret", "b", namespace="d"),
        external(one, "Secret", "d-b"),
    ]
    assert len({id(e) for e in [first, *others]}) == 7
    assert external(one, "Secret", "db", namespace=NamespaceRef("other")) is others[2]
    assert external(one, "Secret", "d-b") is others[5]
    assert len(collect(app).externals) == 8


@pytest.mark.parametrize("name", ["system:auth-delegator", "A_B", "x" * 253, "a b"])
def test_an_external_may_have_any_name_that_some_kind_may_have(app: App, name: str) -> None:
    made = external(app, "ClusterRole", name, group="rbac.authorization.k8s.io")
    assert made.name == name
    assert external(app, "ClusterRole", name, group="rbac.authorization.k8s.io") is made
    twin = external(app, "ClusterRole", name.replace(":", " ") + "!", group="rbac.authorization.k8s.io")
    assert twin is not made


@pytest.mark.parametrize("name", ["", "a/b", "..", "a%b", 5, None])
def test_an_external_with_an_impossible_name_is_refused_by_its_name(app: App, line: Line, refused: Refused, name: Any) -> None:
    at = line(1)
    f = refused(lambda: external(app, "Secret", name))
    assert (f.code, f.field) == ("K8S902", "name")
    assert (f.origin.file, f.origin.line, f.origin.type) == (*at, "External")


def test_an_external_needs_a_scope(refused: Refused) -> None:
    scope: Any = None
    assert refused(external, scope, "Secret", "x").code == "K8S905"


def test_an_external_gives_no_output(app: App) -> None:
    External(app, "x", kind="Secret", name="y", namespace=NamespaceRef("z"))
    assert app.manifests() == []
    assert collect(app).externals[0]["namespace"] == "z"


def test_what_a_construct_declares_may_be_declared_already(app: App) -> None:
    class Mine(WebService):
        def compose(self) -> None:
            self.mine = external(self, "Secret", "web-tls", reason="cert-manager")
            super().compose()

    web = Mine(app, "web", image="a/b:1", host="web.example.com", tls_secret="web-tls")
    declared = [part for part in web.node.children if isinstance(part, External)]
    assert declared == [web.mine]
