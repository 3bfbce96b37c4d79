"""The hard cases that were measured on other emitters and readers: every value reads back, every spelling is read as kubectl reads it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from k8skit.errors import CallError, UsageError
from k8skit.yamltext import dump, dump_all, load_all, load_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Equal = Callable[[Any, Any], bool]
    Thing = Callable[[str, Any], dict[str, Any]]


@pytest.fixture(scope="module")
def cases(corpora: Path) -> list[dict[str, Any]]:
    """All cases."""
    found: list[dict[str, Any]] = json.loads((corpora / "yaml-hard-cases.json").read_text())
    return found


def too_large(value: Any) -> bool:
    """Tell whether a value is an integer beyond 64 bits, which Kubernetes would round."""
    return type(value) is int and not -(2**63) <= value < 2**63


@pytest.fixture(scope="module")
def objects(cases: list[dict[str, Any]], thing: Thing) -> list[dict[str, Any]]:
    """An object for each value and key: below a key, in lists, and at the start of an item."""
    made = []
    for case in cases:
        value = case.get("value")
        if case["kind"] == "value" and not too_large(value):
            made.append(thing(case["id"], {"k": value, "l": [value, [value], {"m": value}]}))
        elif case["kind"] == "key":
            made.append(thing(case["id"], {value: "v", "l": [{value: [1]}, {"x": {value: {"y": 1}}}]}))
    assert len(made) > 200
    return made


def test_pyyaml_and_the_reader_read_every_case_back(objects: list[dict[str, Any]], equal: Equal) -> None:
    text = dump_all(objects)
    for found in (
        list(yaml.load_all(text, yaml.SafeLoader)),
        list(yaml.load_all(text, yaml.CSafeLoader)),
        [document.object for document in load_all(text, "test")],
    ):
        for wanted, got in zip(objects, found, strict=True):
            assert equal(wanted, got), wanted


def test_kubectl_reads_every_case_back(objects: list[dict[str, Any]], kubectl: Any, equal: Equal) -> None:
    for wanted, got in zip(objects, kubectl.read(dump_all(objects)), strict=True):
        assert equal(wanted, got), wanted


def test_kustomize_passes_on_every_case_but_its_own_bugs(
    objects: list[dict[str, Any]], kubectl: Any, equal: Equal, kustomize_bug: Callable[[Any], str]
) -> None:
    rest = [o for o in objects if not kustomize_bug(o)]
    assert len(rest) > 0.95 * len(objects)
    found = {o["metadata"]["name"]: o for o in kubectl.read(kubectl.kustomize(dump_all(rest)))}
    for wanted in rest:
        assert equal(wanted, found[wanted["metadata"]["name"]]), wanted


def test_integers_that_kubernetes_would_round_are_refused(cases: list[dict[str, Any]]) -> None:
    refused = [case["value"] for case in cases if case["kind"] == "value" and too_large(case["value"])]
    assert refused
    for value in refused:
        with pytest.raises(CallError) as caught:
            dump({"k": value})
        assert [(f.code, f.field, f.value) for f in caught.value.findings] == [("K8S924", "k", value)]


def read(spelling: str) -> Any:
    """Return what the reader makes of a value as it is spelled."""
    return load_data(f"a: 1\nk: {spelling}\n", "test")["k"]


def test_every_spelling_that_kubectl_reads_is_read_so_or_refused_for_what_it_would_lose(cases: list[dict[str, Any]], equal: Equal) -> None:
    plain = [case for case in cases if case["kind"] == "plain"]
    assert len(plain) > 100
    refused = 0
    for case in plain:
        wanted = case["read_as"]["kubectl"]
        if isinstance(wanted, dict) and "$error" in wanted:
            continue
        try:
            got = read(case["spelling"])
        except UsageError as error:
            # kubectl forgets tags, the first of two equal keys, and the spelling of keys
            refused += 1
            for f in error.findings:
                assert f.code in ("K8S921", "K8S924") or (f.code == "K8S920" and "tag" in f.message), case
        else:
            assert equal(got, wanted) or equal(wanted, got), (case, got)
    assert 0 < refused < 0.1 * len(plain)


def test_every_spelling_that_kubectl_refuses_is_refused(cases: list[dict[str, Any]]) -> None:
    for case in cases:
        if case["kind"] == "plain" and isinstance(case["read_as"]["kubectl"], dict) and "$error" in case["read_as"]["kubectl"]:
            if "\\/" in case["spelling"]:
                assert read(case["spelling"]) == "/"  # JSON's escape of a slash, which go-yaml 2 does not know
            else:
                with pytest.raises(UsageError):
                    read(case["spelling"])


DOCUMENTS = {
    "document-yaml-1.2-directive": "K8S920",
    "document-yaml-1.1-directive": "K8S920",
    "document-dup-key": "K8S921",
    "document-tab-indent": "K8S920",
    "document-nbsp-indent": None,
    "document-list-kind": None,
    "document-utf16": None,
}
"""Documents that are refused, with the code; or that are looked at elsewhere."""


def test_every_document_is_read_as_kubectl_reads_it_or_refused(cases: list[dict[str, Any]]) -> None:
    documents = [case for case in cases if case["kind"] == "document"]
    assert len(documents) > 10
    for case in documents:
        if case["id"] in DOCUMENTS:
            code = DOCUMENTS[case["id"]]
            if code:
                with pytest.raises(UsageError) as caught:
                    load_all(case["text"], "test")
                assert {f.code for f in caught.value.findings} == {code}, case
        else:
            assert [d.object["data"] for d in load_all(case["text"], "test")] == [case["read_as"]["kubectl"]], case


def test_utf_16_and_no_break_spaces_are_read_as_by_kubectl(cases: list[dict[str, Any]]) -> None:
    text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: v}\n"
    for encoding in ("utf-16", "utf-8-sig"):
        assert load_all(text.encode(encoding), "test")[0].object["data"] == {"k": "v"}
    nbsp = next(case for case in cases if case["id"] == "document-nbsp-indent")
    assert load_all(nbsp["text"], "test")[0].object["data"] is None
