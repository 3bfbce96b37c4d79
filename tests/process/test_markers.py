"""Marked texts: their comments come out in plain output, wherever the texts were on the way."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit import ApiObject, App, CallError, Chart, Container, Deployment, Image, Marked, Pod, WebService
from k8skit.core.plain import plain
from k8skit.manifest import Manifest
from k8skit.process.markers import take_comments
from k8skit.testing import Manifests
from k8skit.testing.subject import text
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from pathlib import Path

IMAGE = "registry.example.com/web:1.4.2"
POLICY = "flux-system:web"
LINE = f'image: {IMAGE} # {{"$imagepolicy": "{POLICY}"}}\n'
MARKED = Marked(IMAGE, policy=POLICY)


def pod(**more: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "a", "image": MARKED}]}, **more}


def written(app: App) -> str:
    synthesis = app.synthesis()
    (stream,) = {synthesis.stream(), *synthesis.texts("file-per-app").values()}
    for layout in ("file-per-object", "file-per-chart"):
        texts = "".join(synthesis.texts(layout).values())
        assert texts.count("$imagepolicy") == stream.count("$imagepolicy")
    return stream


def in_app(*make: Any) -> str:
    app = App()
    shop = Chart(app, "shop", namespace="shop")
    for one in make:
        one(shop)
    return written(app)


class TestWays:
    def test_a_construct(self) -> None:
        out = in_app(lambda shop: WebService(shop, "web", image=MARKED, port=80))
        assert out.count(LINE) == 1
        assert out.count("$imagepolicy") == 1

    def test_a_lower_level_object(self) -> None:
        assert LINE in in_app(lambda shop: Deployment(shop, "web", pod=Pod(containers=[Container(image=MARKED)])))

    def test_plain_data(self) -> None:
        assert LINE in in_app(lambda shop: ApiObject(shop, "a", pod()))

    def test_a_copy_of_plain_data(self) -> None:
        assert LINE in in_app(lambda shop: ApiObject(shop, "a", copy.deepcopy(pod())))

    def test_a_merge_patch(self) -> None:
        def make(shop: Chart) -> None:
            thing = ApiObject(shop, "a", {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "a", "image": "x:1"}]}})
            thing.patch({"spec": {"containers": [{"name": "b", "image": MARKED}]}})

        assert LINE in in_app(make)

    def test_a_json_patch_that_moves_it(self) -> None:
        def make(shop: Chart) -> None:
            thing = ApiObject(shop, "a", pod())
            thing.patch([{"op": "add", "path": "/spec/containers/0", "value": {"name": "first", "image": "x:1"}}])
            thing.patch([{"op": "add", "path": "/spec/containers/0", "value": {"name": "zero", "image": MARKED}}])

        assert in_app(make).count(LINE) == 2

    def test_a_change_of_the_manifest(self) -> None:
        def make(shop: Chart) -> None:
            thing = ApiObject(shop, "a", pod())
            thing.manifest["spec"]["containers"][0]["image"] = Marked("x:2", comment="# renovate: x")

        assert "image: x:2 # renovate: x\n" in in_app(make)

    def test_a_part_of_an_image(self) -> None:
        tag = Marked("1.4.2", policy="flux-system:web:tag")
        map = {"apiVersion": "v1", "kind": "ConfigMap", "data": {"tag": tag, "plain": "1.4.2"}}
        out = in_app(lambda shop: ApiObject(shop, "a", map))
        assert "  tag: '1.4.2' # {\"$imagepolicy\": \"flux-system:web:tag\"}\n  plain: '1.4.2'\n" in out

    def test_a_label_of_a_chart(self) -> None:
        app = App()
        shop = Chart(app, "shop", labels={"version": Marked("v1", policy="flux-system:web:tag")})
        ApiObject(shop, "a", {"apiVersion": "v1", "kind": "ConfigMap"})
        assert 'version: v1 # {"$imagepolicy": "flux-system:web:tag"}\n' in written(app)

    def test_a_snapshot_has_it_too(self) -> None:
        app = App()
        WebService(Chart(app, "shop"), "web", image=MARKED, port=80)
        assert LINE in text(app)
        assert LINE in text(app.synthesis().manifests)

    def test_python_gets_plain_text(self) -> None:
        app = App()
        WebService(Chart(app, "shop"), "web", image=MARKED, port=80)
        image = Manifests(app).one("Deployment")["spec"]["template"]["spec"]["containers"][0]["image"]
        assert type(image) is str
        assert image == IMAGE
        assert all(type(m["metadata"]["name"]) is str for m in app.manifests())

    def test_it_does_not_load_pydantic(self, tmp_path: Path) -> None:
        program = (
            "import sys\nfrom k8skit import *\napp = App()\n"
            'WebService(Chart(app, "shop"), "web", image=Marked("x:1", policy="a:b"), command=[Marked("run", comment="c")], port=80)\n'
            "assert '# c' in app.synthesis().stream()\nassert 'pydantic' not in sys.modules\n"
        )
        subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)


class TestImage:
    """`Image` called with a marker is `Marked`; type checkers take it for `str`, so they must be told to look away."""

    def test_it_writes_the_marker(self) -> None:
        image = Image(IMAGE, marker=POLICY)  # type: ignore[call-overload]
        assert in_app(lambda shop: WebService(shop, "web", image=image, port=80)).count(LINE) == 1

    @pytest.mark.parametrize("marker", [MARKED.comment, f"# {MARKED.comment}"])
    def test_a_whole_comment_is_taken_as_it_is(self, marker: str) -> None:
        image = Image(IMAGE, marker=marker)  # type: ignore[call-overload]
        assert in_app(lambda shop: WebService(shop, "web", image=image, port=80)).count(LINE) == 1

    def test_without_a_marker_it_is_the_text(self) -> None:
        assert Image(IMAGE) is IMAGE
        assert "#" not in in_app(lambda shop: WebService(shop, "web", image=Image(IMAGE), port=80)).replace("# made by k8skit", "")

    @pytest.mark.parametrize(
        ("text", "marker", "says"),
        [
            ("a b", POLICY, "Image must be an image reference without blanks"),
            (7, "", "Image must be an image reference, got int"),
            (IMAGE, "web", "Marked takes a policy such as flux-system:web"),
            (IMAGE, "flux_system:web", "Marked takes a policy whose namespace"),
            (IMAGE, "#", "Marked takes a comment of one line"),
        ],
    )
    def test_what_is_no_image_or_marker_is_refused(self, text: Any, marker: str, says: str) -> None:
        with pytest.raises(CallError, match="K8S902") as caught:
            Image(text, marker=marker)  # type: ignore[call-overload]
        assert says in str(caught.value)


class TestMarked:
    def test_it_is_the_text(self) -> None:
        assert MARKED == IMAGE
        assert hash(MARKED) == hash(IMAGE)
        assert plain({"a": [MARKED]})["a"][0] is MARKED

    @pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))])
    def test_copies_are_marked(self, again: Any) -> None:
        found = again(MARKED)
        assert type(found) is Marked
        assert (str(found), found.comment) == (IMAGE, MARKED.comment)

    @pytest.mark.parametrize("policy", ["a:b", "a:b:tag", "a:b:name", "a:b:digest", "a:b.c"])
    def test_policies_that_flux_knows(self, policy: str) -> None:
        assert Marked("x", policy=policy).comment == f'{{"$imagepolicy": "{policy}"}}'

    @pytest.mark.parametrize("policy", ["a", "a:b:c", "a:b:tag:x", "A:b", ":b", "a:", 'a:"b', "a:b\n"])
    def test_policies_that_are_none(self, policy: str) -> None:
        with pytest.raises(CallError, match="K8S902: policy: Marked takes a policy"):
            Marked("x", policy=policy)

    @pytest.mark.parametrize(("given", "message"), [({}, "none is given"), ({"policy": "a:b", "comment": "c"}, "both are given")])
    def test_one_of_the_two(self, given: dict[str, str], message: str) -> None:
        with pytest.raises(CallError, match=message):
            Marked("x", **given)

    @pytest.mark.parametrize("comment", ["a\nb", "#", " ", "\x00"])
    def test_comments_that_are_none(self, comment: str) -> None:
        with pytest.raises(CallError, match="a comment of one line"):
            Marked("x", comment=comment)


DATA = st.recursive(
    st.text(max_size=5) | st.integers(-9, 9) | st.text("abc: '\"", max_size=5).map(lambda text: Marked(text, comment="here")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(DATA)
def test_the_data_is_the_same_and_every_comment_stands_at_its_text(data: Any) -> None:
    count = repr(data).count("comment='here'")
    before = copy.deepcopy(data)
    m = Manifest({"apiVersion": "v1", "kind": "A", "data": data})
    (found,) = take_comments([m])
    assert m.object["data"] == before
    assert found.object == m.object
    assert "Marked(" not in repr(found.object)
    assert len(found.comments or {}) == count
    for path in found.comments or {}:
        value: Any = m.object
        for part in path:
            value = value[part]
        assert type(value) is Marked
    stream = text(found)
    assert stream.count("# here\n") == count
    assert load_all(stream, "x.yaml")[0].object == found.object
