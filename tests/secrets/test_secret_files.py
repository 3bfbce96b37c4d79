"""An encrypted file goes through byte for byte, its keys are known, its content is never told; a literal Secret is an error."""

from __future__ import annotations

import base64
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import ApiObject, App, CallError, Chart, CheckError, ConfigMap, Flux, SealedSecretFile, SopsFile, WebService
from k8skit.environments import delivered, overlays
from k8skit.files.config import Config
from k8skit.pipeline import synth
from k8skit.render.plain import LAYOUTS
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from pathlib import Path

CIPHER = "ENC[AES256_GCM,data:3Q==,iv:aa=,tag:bb==,type:str]"
SOPS = f"""# kept: a comment, "quotes" and the order of keys
kind: Secret
apiVersion: v1
metadata:
    namespace: shop
    name: keys
stringData:
    api-key: {CIPHER}
    empty: ""
sops:
    age: []
    lastmodified: "2026-01-01T00:00:00Z"
    mac: {CIPHER}
    encrypted_regex: ^(data|stringData)$
    version: 3.10.2
"""
VALUE = base64.b64encode(b"\x02\x00" + bytes(range(256)) * 2 + b"sixteen byte tag").decode()
SEALED = f"""apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {{name: keys, namespace: shop}}
spec:
  encryptedData:
    api-key: {VALUE}
  template:
    metadata: {{name: keys, namespace: shop}}
"""


def build(
    folder: Path, text: str | bytes = SOPS, cls: Any = SopsFile, *, key: str = "api-key", namespace: str = "shop", **more: Any
) -> App:
    (folder / "keys.enc.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    app = App()
    chart = Chart(app, "shop", namespace=namespace, labels={"team": "a"}, annotations={"note": "b"})
    keys = cls(chart, "keys", **{"path": str(folder / "keys.enc.yaml"), **more})
    WebService(chart, "web", image="registry.example.com/web:1.0", env={"KEY": keys.key(key)})
    return app


@pytest.mark.parametrize(("text", "cls", "file"), [(SOPS, SopsFile, "secret-keys"), (SEALED, SealedSecretFile, "sealedsecret-keys")])
@pytest.mark.parametrize("ending", ["", "\n", "\r\n# dos"])
def test_the_bytes_stay(tmp_path: Path, text: str, cls: Any, file: str, ending: str) -> None:
    text = text.rstrip("\n") + ending
    synthesis = synth(build(tmp_path, text, cls))
    assert synthesis.texts()[f"shop/{file}.yaml"] == text
    assert synthesis.warnings == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_in_every_layout_it_is_a_document_of_its_own(tmp_path: Path, layout: str) -> None:
    synthesis = synth(build(tmp_path, "---\n" + SOPS.rstrip()))
    texts = list(synthesis.texts(layout).values())
    assert any(SOPS in text + "\n" for text in texts)
    found = [document.object for text in texts for document in load_all(text, "x")]
    assert sorted(o["kind"] for o in found) == sorted(m.kind for m in synthesis.manifests)
    assert [d.object for d in load_all(synthesis.stream(), "x")] == [m.object for m in synthesis.manifests]


def test_paths_start_from_the_file_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets/keys.yaml").write_text(SOPS)
    program = """
from k8skit import App, Chart, SopsFile
app = App()
SopsFile(Chart(app, "shop", namespace="shop"), "keys", path="secrets/keys.yaml")
app.synth()
"""
    (tmp_path / "app.py").write_text(program)
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "k8skit", "synth", "--app", str(tmp_path / "app.py")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "dist/shop/secret-keys.yaml").read_text() == SOPS
    again = subprocess.run([sys.executable, str(tmp_path / "app.py"), "--check"], cwd="/", capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr


def problem(app: App) -> str:
    with pytest.raises(CheckError) as raised:
        app.manifests()
    return "\n".join(f"{f.code} {f.message} {f.field}" for f in raised.value.findings)


def test_a_key_that_the_file_lacks_is_an_error(tmp_path: Path) -> None:
    assert 'has no key "api-kee"' in problem(build(tmp_path, key="api-kee"))
    assert 'has no key "api-kee"' in problem(build(tmp_path, SEALED, SealedSecretFile, key="api-kee"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SOPS.replace(f"api-key: {CIPHER}", "api-key: hunter2"), "has a value that is not encrypted: stringData[api-key]"),
        (SOPS.replace(f"api-key: {CIPHER}", "api-key: 4711"), "has a value that is not encrypted: stringData[api-key]"),
        (SOPS.replace(f"api-key: {CIPHER}", f"api-key: {CIPHER}x"), "has a value that is not encrypted: stringData[api-key]"),
        (SOPS.partition("sops:")[0], "has no `sops` metadata"),
        (SOPS.replace("    mac:", "    mack:"), "has no `sops` metadata"),
        (SOPS.replace("kind: Secret", "kind: ConfigMap"), "holds no Secret of v1"),
        (SEALED, "holds no Secret of v1"),
        (SOPS + "---\n" + SOPS, "has 2 documents"),
        ("", "has 0 documents"),
        ("- a\n", "cannot be read as YAML"),
        ("a: hunter2: b\n", "cannot be read as YAML"),
        (b"\xff\xfe", "is not UTF-8"),
    ],
)
def test_what_is_not_encrypted_by_sops_is_refused_without_its_values(tmp_path: Path, text: str | bytes, told: str) -> None:
    found = problem(build(tmp_path, text))
    assert found.startswith("K8S960 ")
    assert told in found
    assert "hunter2" not in found
    assert "4711" not in found


def test_what_is_not_sealed_is_refused(tmp_path: Path) -> None:
    assert "has no `spec.encryptedData`" in problem(build(tmp_path, SEALED.replace("encryptedData", "data"), SealedSecretFile))
    assert "holds no SealedSecret" in problem(build(tmp_path, SOPS, SealedSecretFile))


@pytest.mark.parametrize(
    "value",
    [
        "hunter2",
        "4711",
        '""',
        base64.b64encode(b"hunter2" * 99).decode(),  # what a Secret has
        VALUE[:-4],
        VALUE[:-24],
        VALUE[:40] + "-" + VALUE[41:],
        base64.b64encode(b"\x00\x7f" + b"x" * 300).decode(),
    ],
)
def test_what_is_not_sealed_beside_what_is_is_refused_without_its_value(tmp_path: Path, value: str) -> None:
    text = SEALED.replace("  template:", f"    other: {value}\n  template:")
    found = problem(build(tmp_path, text, SealedSecretFile))
    assert found.startswith("K8S960 ")
    assert "has a value that is not encrypted: spec.encryptedData[other]" in found
    assert "api-key" not in found
    assert value.strip('"') == "" or value not in found


def test_a_sealed_value_may_stand_on_several_lines(tmp_path: Path) -> None:
    lines = "\n".join(f"      {VALUE[i : i + 64]}" for i in range(0, len(VALUE), 64))
    text = SEALED.replace(f"api-key: {VALUE}", f"api-key: |\n{lines}")
    assert synth(build(tmp_path, text, SealedSecretFile)).warnings == []


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert "K8S960 cannot read" in problem(build(tmp_path, path=str(tmp_path / "other.yaml")))


def test_what_cannot_be_changed_must_be_right_already(tmp_path: Path) -> None:
    assert "K8S969" in problem(build(tmp_path, SOPS.replace("    namespace: shop\n", "")))
    assert "is the Secret keys, not other" in problem(build(tmp_path, name="other"))
    assert synth(build(tmp_path, SOPS.replace("name: keys", "name: other"), name="other")).warnings == []
    app = App()
    (tmp_path / "a.yaml").write_text(SOPS.replace("    namespace: shop\n", ""))
    SopsFile(Chart(app, "shop"), "keys", path=str(tmp_path / "a.yaml"))
    assert len(app.manifests()) == 1


def test_it_cannot_be_patched(tmp_path: Path) -> None:
    chart = Chart(App(), "shop")
    with pytest.raises(CallError, match="K8S909"):
        SopsFile(chart, "keys", path="x").patch({"data": {"a": "b"}})


def test_two_of_one_name_are_one_too_many(tmp_path: Path) -> None:
    app = build(tmp_path)
    SopsFile(Chart(app, "again", namespace="shop"), "keys", path=str(tmp_path / "keys.enc.yaml"))
    assert "K8S301" in problem(app)


def test_flux_decrypts_where_there_is_something_to_decrypt(tmp_path: Path) -> None:
    app = build(tmp_path)
    ConfigMap(Chart(app, "plain", namespace="shop"), "a", data={"k": "v"})
    Flux(app, "store", repo="https://git.example.com/a.git", protect=True, substitute={"a": "b"})
    synthesis = synth(app)
    assert synthesis.texts()["shop/secret-keys.yaml"] == SOPS
    texts = delivered({"": synthesis})
    assert "provider: sops" in texts["flux/kustomization-shop.yaml"]
    assert "sops" not in texts["flux/kustomization-plain.yaml"]


@pytest.mark.parametrize("same", [True, False])
def test_overlays_have_it_as_it_is(tmp_path: Path, same: bool, kubectl_program: str) -> None:
    built = {}
    for environment in ("dev", "prod"):
        folder = tmp_path / environment
        folder.mkdir()
        text = SOPS if same or environment == "dev" else SOPS.replace("data:3Q==", "data:4R==")
        app = build(folder, text)
        app.__dict__["_environment"] = environment
        built[environment] = synth(app, Config(format="kustomize", environments=("dev", "prod")))
    texts, _ = overlays(built, lambda _: None)
    holders = {path: text for path, text in texts.items() if "secret-keys" in path}
    expected = ["base/shop/secret-keys.yaml"] if same else [f"overlays/{e}/shop/secret-keys.yaml" for e in built]
    assert sorted(holders) == expected
    for path, text in texts.items():
        place = tmp_path / "out" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    for environment, synthesis in built.items():
        command = [kubectl_program, "kustomize", str(tmp_path / "out/overlays" / environment)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        secrets = [d.object for d in load_all(done.stdout, "x") if d.object["kind"] == "Secret"]
        assert secrets == [m.object for m in synthesis.manifests if m.kind == "Secret"]


LITERAL = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}}


@pytest.mark.parametrize("more", [{"data": {"k": "aHVudGVyMg=="}}, {"stringData": {"k": "hunter2", "e": ""}}])
def test_a_literal_secret_is_an_error_unless_the_user_says_so_there(more: dict[str, Any]) -> None:
    app = App()
    secret = ApiObject(Chart(app, "shop", namespace="shop"), "a", {**LITERAL, **more})
    with pytest.raises(CheckError) as raised:
        app.manifests()
    [finding] = raised.value.findings
    assert (finding.code, finding.field) == ("K8S970", next(iter(more)))
    assert "hunter2" not in str(raised.value)
    assert "aHVudGVyMg" not in str(raised.value)
    app = App()
    secret = ApiObject(Chart(app, "shop", namespace="shop"), "a", {**LITERAL, **more})
    secret.silence("K8S970", reason="an example")
    assert len(app.manifests()) == 1


@pytest.mark.parametrize("more", [{}, {"data": {}}, {"data": {"k": ""}}, {"type": "kubernetes.io/service-account-token"}])
def test_a_secret_without_values_is_none(more: dict[str, Any]) -> None:
    app = App()
    annotations = {"kubernetes.io/service-account.name": "default"}
    metadata = {"name": "a", "annotations": annotations}
    ApiObject(Chart(app, "shop", namespace="shop"), "a", {**LITERAL, "metadata": metadata, **more})
    assert len(app.manifests()) == 1
