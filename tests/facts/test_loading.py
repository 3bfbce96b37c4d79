"""Facts are found by group, version and kind, and are those of the minor asked for."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import k8skit.facts
from k8skit.errors import UsageError
from k8skit.facts import DEFAULT_MINOR, MINORS, Facts, is_type, load, minor_number, shipped, version_rank
from k8skit.facts.store import forget


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load()


def test_the_default_minor_is_one_of_the_minors() -> None:
    assert DEFAULT_MINOR in MINORS
    assert load().minor == DEFAULT_MINOR
    assert list(MINORS) == sorted(MINORS, key=minor_number)


def test_an_unknown_minor_is_refused_with_the_choices() -> None:
    with pytest.raises(UsageError) as e:
        load("1.12")
    assert "1.12" in str(e.value)
    assert "1.33, 1.34" in str(e.value)


def test_a_deployment_is_known_with_its_scope_and_scale(facts: Facts) -> None:
    k = facts.kind("apps", "v1", "Deployment")
    assert k is not None
    assert (k.group, k.version, k.kind, k.api_version) == ("apps", "v1", "Deployment", "apps/v1")
    assert k.namespaced
    assert k.creatable
    assert not k.list
    assert k.plural == "deployments"
    assert k.scale == ".spec.replicas"
    assert k.definition == "io.k8s.api.apps.v1.Deployment"


def test_the_core_group_has_no_name_in_api_version(facts: Facts) -> None:
    k = facts.kind("", "v1", "Namespace")
    assert k is not None
    assert k.api_version == "v1"
    assert not k.namespaced


def test_list_kinds_are_marked(facts: Facts) -> None:
    k = facts.kind("", "v1", "PodList")
    assert k is not None
    assert k.list
    assert not k.creatable


def test_kinds_of_unknown_names_are_none(facts: Facts) -> None:
    assert facts.kind("apps", "v1", "Deploymnt") is None
    assert facts.kind("apps", "v2", "Deployment") is None
    assert facts.kind("example.com", "v1", "Deployment") is None
    assert facts.kind_any("apps", "v1", "Deploymnt") is None


def test_groups_tell_known_from_unknown(facts: Facts) -> None:
    assert facts.has_group("apps")
    assert facts.has_group("")
    assert facts.has_group("networking.istio.io")
    assert not facts.has_group("example.com")
    assert "gateway.networking.k8s.io" in facts.groups
    assert list(facts.groups) == sorted(facts.groups)


@pytest.mark.parametrize(
    ("group", "version", "kind"),
    [
        ("networking.istio.io", "v1", "VirtualService"),
        ("gateway.networking.k8s.io", "v1", "HTTPRoute"),
        ("cert-manager.io", "v1", "Certificate"),
        ("monitoring.coreos.com", "v1", "ServiceMonitor"),
        ("autoscaling.k8s.io", "v1", "VerticalPodAutoscaler"),
        ("external-secrets.io", "v1", "ExternalSecret"),
        ("bitnami.com", "v1alpha1", "SealedSecret"),
        ("argoproj.io", "v1alpha1", "Application"),
        ("argoproj.io", "v1alpha1", "Rollout"),
        ("kustomize.toolkit.fluxcd.io", "v1", "Kustomization"),
        ("helm.toolkit.fluxcd.io", "v2", "HelmRelease"),
        ("flagger.app", "v1beta1", "Canary"),
        ("keda.sh", "v1alpha1", "ScaledObject"),
        ("postgresql.cnpg.io", "v1", "Cluster"),
        ("snapshot.storage.k8s.io", "v1", "VolumeSnapshot"),
        ("monitoring.googleapis.com", "v1", "PodMonitoring"),
    ],
)
def test_kinds_of_the_shipped_projects_are_known_and_have_metadata_and_spec(facts: Facts, group: str, version: str, kind: str) -> None:
    k = facts.kind(group, version, kind)
    assert k is not None
    assert k.namespaced
    properties = facts.definition(k.definition)["properties"]
    assert properties["metadata"] == {"ref": "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}
    assert "spec" in properties


def test_versions_are_ordered_from_the_most_stable(facts: Facts) -> None:
    assert facts.versions("networking.istio.io", "VirtualService") == ["v1", "v1beta1", "v1alpha3"]
    assert facts.versions("autoscaling", "HorizontalPodAutoscaler") == ["v2", "v1"]
    assert facts.versions("apps", "Nothing") == []


def test_every_reference_of_every_kind_resolves() -> None:
    for minor in MINORS:
        facts = load(minor)
        seen: set[str] = set()
        todo = [k.definition for k in facts.kinds()]
        while todo:
            name = todo.pop()
            if name in seen:
                continue
            seen.add(name)
            for spec in facts.definition(name)["properties"].values():
                s = spec
                while s:
                    if "ref" in s:
                        todo.append(s["ref"])
                    s = s.get("items") or s.get("values")
        assert len(seen) > 2000


def test_a_missing_definition_is_a_key_error(facts: Facts) -> None:
    with pytest.raises(KeyError):
        facts.definition("io.k8s.api.apps.v1.Nothing")
    with pytest.raises(KeyError):
        facts.definition("nowhere.Nothing")


def test_every_fact_set_of_the_index_is_there() -> None:
    for group, names in shipped()["groups"].items():
        for name in names:
            assert name in shipped()["sets"], group


def test_a_removed_api_has_a_life_cycle_with_its_replacement(facts: Facts) -> None:
    life = facts.lifecycle("extensions", "v1beta1", "Ingress")
    assert life is not None
    assert life.removed == "1.22"
    assert life.replacement == ("networking.k8s.io", "v1", "Ingress")
    assert facts.lifecycle("apps", "v1", "Nothing") is None


def test_loading_imports_nothing_that_costs() -> None:
    code = (
        "import sys; before = set(sys.modules)\n"
        "from k8skit.facts import load\n"
        "f = load(); k = f.kind('apps', 'v1', 'Deployment'); f.definition(k.definition)\n"
        "print(*sorted(m for m in set(sys.modules) - before if not m.startswith('k8skit')))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert out in ([], ["__future__"])


@pytest.mark.parametrize(
    ("api_version", "name", "is_one"),
    [
        ("apps/v1", "DeploymentSpec", True),
        ("apps/v1", "DeploymentBody", True),
        ("v1", "Container", True),
        ("v1", "PersistentVolumeClaimObject", True),
        ("meta/v1", "ObjectMeta", True),
        ("networking.istio.io/v1", "VirtualServiceSpec", True),
        ("apps/v1", "Deployment", False),
        ("apps/v1", "DeploymentList", False),
        ("apps/v1", "Container", False),
        ("apps/v1", "Body", False),
        ("example.com/v1", "WidgetSpec", False),
    ],
)
def test_the_names_of_typed_dicts_are_known(api_version: str, name: str, is_one: bool) -> None:
    assert is_type(api_version, name) is is_one


def test_facts_and_kinds_say_what_they_are(facts: Facts) -> None:
    assert repr(facts) == "Facts('1.35')"
    assert repr(facts.kind("apps", "v1", "Deployment")) == "Kind(apps/v1 Deployment)"
    life = facts.lifecycle("extensions", "v1beta1", "Ingress")
    assert repr(life) == "Lifecycle('1.1', '1.14', '1.22', ('networking.k8s.io', 'v1', 'Ingress'))"


def test_versions_of_other_forms_come_last() -> None:
    best_first = ["v10", "v2", "v1", "v1beta2", "v1beta1", "v3alpha1", "v1alpha1"]
    assert sorted(["foo", "v1beta1", "v1", "v3alpha1", "v10", "vbeta", "v1alpha1", "v2", "v1beta2"], key=version_rank)[:7] == best_first
    assert {version_rank("foo"), version_rank("vbeta")} == {(3, 0, 0)}


def test_facts_are_read_out_of_a_zip_file(tmp_path: Path) -> None:
    package = Path(k8skit.facts.__file__).parents[1]
    with zipfile.ZipFile(tmp_path / "k8skit.zip", "w") as archive:
        archive.writestr("k8skit/__init__.py", "")
        for name in (
            "errors.py",
            "finding.py",
            "facts/__init__.py",
            "facts/records.py",
            "facts/store.py",
            "facts/data/core.facts",
            "facts/data/index.facts",
        ):
            archive.write(package / name, f"k8skit/{name}")
    code = "from k8skit.facts import load; f = load(); k = f.kind('apps', 'v1', 'Deployment'); print(len(f.definition(k.definition)))"
    env = {"PYTHONPATH": str(tmp_path / "k8skit.zip")}
    done = subprocess.run([sys.executable, "-c", code], env=env, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 0


def test_what_was_read_can_be_forgotten() -> None:
    old = load().definition("io.k8s.api.apps.v1.Deployment")
    forget()
    new = load().definition("io.k8s.api.apps.v1.Deployment")
    assert new == old
    assert new is not old
