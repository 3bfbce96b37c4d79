"""Versions of images: what bots and people set is kept, and the user learns of it."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from k8skit.cli.commands.image import parsed
from k8skit.errors import UsageError
from k8skit.yamltext import load_all, load_data

if TYPE_CHECKING:
    from tests.cli.conftest import Project

DIGEST = "sha256:" + "0123456789abcdef" * 4
NAME = "registry.example.com/web"


def service(tag: str, name: str = "web", *, image: str = "", marker: str = "") -> str:
    text = f'"{image or f"registry.example.com/{name}"}:" + {tag}'
    text = f'Marked({text}, policy="{marker}")' if marker else text
    return f'WebService(shop, "{name}", image={text}, port=80, resources=Resources(cpu="1", memory="1Gi"))'


def images(project: Project, environment: str, *words: str) -> list[str]:
    code, out, _ = project.run("synth", "--stdout", "-q", *(["-e", environment] if environment else []), *words)
    assert code == 0
    found = [d.object["spec"]["template"]["spec"]["containers"] for d in load_all(out, "x") if d.object["kind"] == "Deployment"]
    return [container["image"] for containers in found for container in containers]


@pytest.fixture
def kustomized(project: Project) -> Project:
    project.write("k8skit.toml", 'environments = ["dev", "prod"]\nformat = "kustomize"\n')
    project.app(service('"1.4.2"'))
    assert project.run("synth").code == 0
    return project


def overlay(project: Project, environment: str = "prod") -> str:
    return project.tree()[f"overlays/{environment}/kustomization.yaml"]


def bump(project: Project, old: str, new: str, path: str = "overlays/prod/kustomization.yaml") -> None:
    """What a bot does: another text in a file of the output."""
    file = project.folder / "dist" / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


class TestOverlays:
    def test_every_image_has_an_entry_in_every_overlay(self, kustomized: Project) -> None:
        for name in ("dev", "prod"):
            assert f"images:\n- name: {NAME}\n  newTag: '1.4.2'\n" in overlay(kustomized, name)

    def test_a_bump_of_a_bot_is_kept_and_told_and_checks_clean(self, kustomized: Project, kubectl_program: str) -> None:
        bump(kustomized, "1.4.2", "1.5.0")
        before = kustomized.tree()
        code, out, err = kustomized.run("synth", "--check")
        assert (code, out) == (0, "")
        for _ in range(2):
            code, _, err = kustomized.run("synth")
            assert code == 0
            assert f"prod: {NAME}:1.5.0 is kept (app.py says {NAME}:1.4.2)\n" in err
            assert kustomized.tree() == before
        assert images(kustomized, "prod") == [f"{NAME}:1.5.0"]
        assert images(kustomized, "dev") == [f"{NAME}:1.4.2"]
        done = subprocess.run([kubectl_program, "kustomize", "dist/overlays/prod"], capture_output=True, text=True, check=True)
        assert f"image: {NAME}:1.5.0\n" in done.stdout

    def test_a_new_version_in_the_app_is_taken_where_nobody_bumped(self, kustomized: Project) -> None:
        bump(kustomized, "1.4.2", "1.5.0")
        kustomized.run("synth")
        kustomized.app(service('"1.4.3"'))
        code, _, err = kustomized.run("synth")
        assert code == 0
        assert "warning[K8S949]: the image registry.example.com/web was changed from" in err
        assert f"to {NAME}:1.5.0 in the output, and to {NAME}:1.4.3 in app.py" in err
        assert "\n  in    prod\n" in err
        assert images(kustomized, "dev") == [f"{NAME}:1.4.3"]
        assert images(kustomized, "prod") == [f"{NAME}:1.5.0"]
        assert "K8S949" not in kustomized.run("synth").err
        kustomized.app(service('"1.6.0"'))
        assert kustomized.run("synth", "--images", "code").code == 0
        assert images(kustomized, "prod") == [f"{NAME}:1.6.0"]

    def test_the_code_can_decide_always(self, kustomized: Project) -> None:
        bump(kustomized, "1.4.2", "1.5.0")
        kustomized.write("k8skit.toml", 'environments = ["dev", "prod"]\nformat = "kustomize"\nimages = "code"\n')
        assert kustomized.run("synth", "--check").code == 1
        assert kustomized.run("synth").code == 0
        assert "1.4.2" in overlay(kustomized)

    def test_a_bump_to_what_the_app_says_by_now_is_nothing_to_tell(self, kustomized: Project) -> None:
        bump(kustomized, "1.4.2", "1.5.0")
        kustomized.app(service('"1.5.0"'))
        code, _, err = kustomized.run("synth")
        assert code == 0
        assert "is kept" not in err
        assert "K8S949" not in err

    @pytest.mark.parametrize(
        ("new", "image"),
        [
            (f"'1.4.2'\n  digest: {DIGEST}", f"{NAME}:1.4.2@{DIGEST}"),
            ("'1.4.2'\n  newName: mirror.example.com/web", "mirror.example.com/web:1.4.2"),
            ("v2", f"{NAME}:v2"),
            (f"'1.4.2'\n  newName: other.example.com/x\n  digest: {DIGEST}", f"other.example.com/x:1.4.2@{DIGEST}"),
        ],
    )
    def test_every_form_of_a_bump_is_kept_whatever_runs_next(self, kustomized: Project, kubectl_program: str, new: str, image: str) -> None:
        bump(kustomized, "'1.4.2'", new)
        for _ in range(3):
            assert kustomized.run("synth").code == 0
            assert images(kustomized, "prod") == [image]
        done = subprocess.run([kubectl_program, "kustomize", "dist/overlays/prod"], capture_output=True, text=True, check=True)
        assert f"image: {image}\n" in done.stdout

    def test_an_image_that_differs_in_the_app_is_followed_when_it_changes_there(self, kustomized: Project) -> None:
        def write(prod: str) -> None:
            image = 'f"{app.environment}.example.com/web:{TAG}"'
            kustomized.app(
                f'TAG = "1.0" if app.environment == "dev" else "{prod}"',
                f'WebService(shop, "web", image={image}, port=80, resources=Resources(cpu="1", memory="1Gi"))',
            )
            assert "kept" not in kustomized.run("synth").err

        write("1.1")
        assert images(kustomized, "prod") == ["prod.example.com/web:1.1"]
        write("1.2")
        assert images(kustomized, "prod") == ["prod.example.com/web:1.2"]
        bump(kustomized, "1.2", "1.3")
        assert kustomized.run("synth").code == 0
        assert images(kustomized, "prod") == ["prod.example.com/web:1.3"]

    def test_two_versions_of_one_image_have_no_entry(self, kustomized: Project) -> None:
        kustomized.app(service('"1.0"'), service('"1.1"', "beta", image=NAME))
        assert kustomized.run("synth").code == 0
        assert "images:" not in overlay(kustomized)
        assert sorted(images(kustomized, "prod")) == [f"{NAME}:1.0", f"{NAME}:1.1"]

    def test_markers_of_flux_stand_in_the_overlay(self, kustomized: Project) -> None:
        kustomized.app(service('"1.4.2"', marker="flux-system:web"))
        assert kustomized.run("synth").code == 0
        assert 'newTag: \'1.4.2\' # {"$imagepolicy": "flux-system:web:tag"}\n' in overlay(kustomized)
        bump(kustomized, "1.4.2' #", "1.4.9' #")
        assert kustomized.run("synth", "--check").code == 0
        assert images(kustomized, "prod") == [f"{NAME}:1.4.9"]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("images: {}", "images is no list"),
            ("images:\n- newTag: v1", "images[0] has no name"),
            ("images:\n- name: a\n  newTag: 1.5", "images[0] has a newTag that is no text"),
            ("images:\n- name: a\n  tag: '1'", "has a key 'tag' that kustomize does not know"),
        ],
    )
    def test_what_cannot_be_read_is_told_with_its_line(self, kustomized: Project, text: str, message: str) -> None:
        (kustomized.folder / "dist/overlays/prod/kustomization.yaml").write_text("kind: Kustomization\n" + text)
        code, _, err = kustomized.run("synth")
        assert code == 2
        assert message in err
        assert "dist/overlays/prod/kustomization.yaml:" in err


class TestPlain:
    def test_the_marked_line_that_flux_changed_is_kept(self, project: Project) -> None:
        project.app(service('"1.4.2"', marker="flux-system:web"))
        project.run("synth")
        bump(project, ":1.4.2 #", ":1.4.3 #", "shop/deployment-web.yaml")
        before = project.tree()
        assert project.run("synth", "--check").code == 0
        code, _, err = project.run("synth")
        assert code == 0
        assert err.startswith(f"{NAME}:1.4.3 is kept (app.py says {NAME}:1.4.2)\n")
        assert project.tree() == before
        project.app(service('"1.5.0"', marker="flux-system:web"))
        assert "K8S949" in project.run("synth").err
        assert project.run("synth", "--images", "code").code == 0
        assert f"image: {NAME}:1.5.0 #" in project.tree()["shop/deployment-web.yaml"]

    def test_a_marked_tag_is_kept_in_its_environment(self, project: Project) -> None:
        project.write("k8skit.toml", 'environments = ["dev", "prod"]\n')
        project.app(
            'ApiObject(shop, "a", {"apiVersion": "v1", "kind": "ConfigMap", "data": {"tag": Marked("v1", policy="flux:web:tag"), "b": "v1"}})'
        )
        project.run("synth")
        bump(project, "tag: v1 #", "tag: v2 #", "prod/shop/configmap-a.yaml")
        project.run("synth")
        assert "tag: v2 #" in project.tree()["prod/shop/configmap-a.yaml"]
        assert "b: v1\n" in project.tree()["prod/shop/configmap-a.yaml"]
        assert "tag: v1 #" in project.tree()["dev/shop/configmap-a.yaml"]
        assert project.run("synth", "--check", "-e", "dev").code == 0

    def test_a_line_changed_elsewhere_is_no_version(self, project: Project) -> None:
        project.app(service('"1.4.2"', marker="flux-system:web"))
        project.run("synth")
        bump(project, "replicas: 2", "replicas: 3", "shop/deployment-web.yaml")
        assert project.run("synth", "--check").code == 1

    def test_the_file_for_bots_decides_where_it_is(self, project: Project) -> None:
        project.write("k8skit.toml", 'environments = ["dev", "prod"]\n')
        project.app(service('"1.4.2"'))
        assert project.run("image", "lock").code == 0
        file = project.folder / "images/prod/kustomization.yaml"
        assert load_data(file.read_text(), "x")["images"] == [{"name": NAME, "newTag": "1.4.2"}]
        file.write_text(file.read_text().replace("1.4.2", "1.4.3"))
        assert images(project, "prod") == [f"{NAME}:1.4.3"]
        assert images(project, "dev") == [f"{NAME}:1.4.2"]
        assert images(project, "prod", "--images", "code") == [f"{NAME}:1.4.2"]
        before = file.read_text()
        assert project.run("image", "lock").code == 0
        assert file.read_text() == before

    def test_without_markers_and_files_nothing_is_recorded(self, project: Project) -> None:
        project.app(service('"1.4.2"'))
        project.run("synth")
        assert ".image-versions" not in project.tree()


class TestSet:
    def test_an_overlay_gets_it_and_the_next_synth_takes_it(self, kustomized: Project) -> None:
        code, _, err = kustomized.run("image", "set", "web=1.9", "-e", "prod")
        assert code == 0
        assert err == f"dist/overlays/prod/kustomization.yaml: {NAME} is 1.9; run `k8skit synth`\n"
        before = overlay(kustomized)
        assert kustomized.run("synth").code == 0
        assert overlay(kustomized) == before
        assert images(kustomized, "prod") == [f"{NAME}:1.9"]
        assert images(kustomized, "dev") == [f"{NAME}:1.4.2"]

    @pytest.mark.parametrize(
        ("version", "image"),
        [
            (f"{NAME}=mirror.example.com/x:2", "mirror.example.com/x:2"),
            (f"web@{DIGEST}", f"{NAME}@{DIGEST}"),
            (f"web=3@{DIGEST}", f"{NAME}:3@{DIGEST}"),
            ("web:4", f"{NAME}:4"),
        ],
    )
    def test_every_form(self, kustomized: Project, version: str, image: str) -> None:
        assert kustomized.run("image", "set", version, "-e", "prod").code == 0
        assert images(kustomized, "prod") == [image]
        assert kustomized.run("synth").code == 0
        assert images(kustomized, "prod") == [image]

    def test_a_marker_stays_at_its_line(self, kustomized: Project) -> None:
        kustomized.app(service('"1.4.2"', marker="flux-system:web"))
        kustomized.run("synth")
        assert kustomized.run("image", "set", "web=5.0", "-e", "prod").code == 0
        assert 'newTag: \'5.0\' # {"$imagepolicy": "flux-system:web:tag"}\n' in overlay(kustomized)

    def test_plain_output_without_environments(self, project: Project) -> None:
        project.app(service('"1.4.2"'))
        assert project.run("image", "set", "web=1.4.3").code == 0
        assert images(project, "") == [f"{NAME}:1.4.3"]
        project.run("synth")
        assert f"{NAME}:1.4.3" in project.tree()["shop/deployment-web.yaml"]

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (["set", "web=1", "-e", "prdo"], 'did you mean "prod"?'),
            (["set", "wbe=1", "-e", "prod"], f'did you mean "web"? the images are {NAME}'),
            (["set", "web=1"], "image set needs an environment; there are dev, prod"),
            (["set", "-e", "prod"], "image set needs a version"),
            (["list", "web=1"], "image list takes no version"),
            (["lock"], "image lock is for plain output"),
            (["set", "web=-bad", "-e", "prod"], "must have a tag"),
            (["drop"], "choose from list, lock, set"),
        ],
    )
    def test_mistakes_are_told_and_nothing_is_written(self, kustomized: Project, words: list[str], message: str) -> None:
        before = kustomized.tree()
        code, out, err = kustomized.run("image", *words)
        assert (code, out) == (2, "")
        assert message in err
        assert kustomized.tree() == before

    def test_an_overlay_that_is_not_there(self, kustomized: Project) -> None:
        (kustomized.folder / "dist/overlays/prod/kustomization.yaml").unlink()
        code, _, err = kustomized.run("image", "set", "web=1", "-e", "prod")
        assert code == 2
        assert "run `k8skit synth` first" in err


class TestParsed:
    @pytest.mark.parametrize(
        ("text", "name", "entry"),
        [
            ("web=1.2.3", "web", {"newTag": "1.2.3"}),
            ("a/web=1", "a/web", {"newTag": "1"}),
            ("localhost:5000/web:1", "localhost:5000/web", {"newTag": "1"}),
            ("web=nginx:1.2", "web", {"newName": "nginx", "newTag": "1.2"}),
            ("web=r.io:5000/nginx", "web", {"newName": "r.io:5000/nginx"}),
            (f"web=@{DIGEST}", "web", {"digest": DIGEST}),
            (f"web={DIGEST}", "web", {"digest": DIGEST}),
            (f"web@{DIGEST}", "web", {"digest": DIGEST}),
            (f"web=1@{DIGEST}", "web", {"newTag": "1", "digest": DIGEST}),
            (f"web=r.io/n:1@{DIGEST}", "web", {"newName": "r.io/n", "newTag": "1", "digest": DIGEST}),
        ],
    )
    def test_forms(self, text: str, name: str, entry: dict[str, str]) -> None:
        assert parsed(text) == (name, entry)

    @pytest.mark.parametrize("text", ["web", "web=", "=1", "web=a b", "web=-1", "web@sha256:12", "web=1@md5:abc", "web@"])
    def test_what_is_no_version(self, text: str) -> None:
        with pytest.raises(UsageError, match="K8S942: the version must"):
            parsed(text)


class TestList:
    def test_what_the_app_says_and_what_is_used(self, kustomized: Project) -> None:
        bump(kustomized, "1.4.2", "1.5.0")
        code, out, _ = kustomized.run("image", "list")
        assert code == 0
        assert [line.split() for line in out.splitlines()] == [
            ["IMAGE", "APP.PY", "USED", "ENVIRONMENTS"],
            [NAME, "1.4.2", "1.4.2", "dev"],
            [NAME, "1.4.2", "1.5.0", "prod"],
        ]
        assert json.loads(kustomized.run("image", "list", "-e", "prod", "--format", "json").out) == [
            {"name": NAME, "app": f"{NAME}:1.4.2", "used": f"{NAME}:1.5.0", "environments": ["prod"]}
        ]

    def test_without_environments(self, project: Project) -> None:
        project.app(service('"1.4.2"'))
        assert [line.split() for line in project.run("image", "list").out.splitlines()] == [
            ["IMAGE", "APP.PY", "USED"],
            [NAME, "1.4.2", "1.4.2"],
        ]
