"""Text that would eat memory, time or the stack is refused, fast."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from yaml.error import Mark, MarkedYAMLError

from k8skit.errors import UsageError
from k8skit.yamltext import build, dump, jsontext, load_all, load_data, parsers, reader
from k8skit.yamltext.emitter import MAX_LEVELS
from k8skit.yamltext.syntax import finding


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test with libyaml and with the Python parser."""
    if request.param == "python":
        monkeypatch.setattr(parsers, "cyaml", None)
    return str(request.param)


def refused(text: str | bytes) -> tuple[str, str, int]:
    """Return code, message and line of the one finding of reading `text`; a bomb that is not refused at once would not end."""
    with pytest.raises(UsageError) as caught:
        load_data(text, "a.yaml")
    (finding,) = caught.value.findings
    assert finding.origin is not None
    assert finding.help
    return finding.code, finding.message, finding.origin.line


def test_an_alias_bomb_is_refused(parser: str) -> None:
    text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    code, message, line = refused(text)
    assert code == "K8S922"
    assert f"more than {build.MAX_ALIASED} values" in message
    assert line == 6


def test_a_bomb_of_merges_is_refused(parser: str) -> None:
    text = "m0: &m0 {k: v}\n" + "".join(f"m{n}: &m{n} {{<<: *m{n - 1}, k{n}: v}}\n" for n in range(1, 2000))
    assert refused(text)[0] == "K8S922"


def test_a_bomb_of_long_text_is_refused() -> None:
    text = "a: &a " + "x" * 100_000 + "\nb: [" + ", ".join(["*a"] * 200) + "]\n"
    assert refused(text)[0] == "K8S922"
    assert len(load_data(text.replace("*a, " * 150, ""), "a")["b"]) == 50


def test_aliases_within_the_bound_are_read() -> None:
    text = "a: &a [" + "x, " * 998 + "x]\nb: [" + ", ".join(["*a"] * 200) + "]\n"
    assert len(load_data(text, "a")["b"]) == 200
    assert refused(text.replace("b: [", "b: [*a, "))[0] == "K8S922"
    documents = [text.replace("*a, " * 100, "")] * 3
    with pytest.raises(UsageError):
        load_all("---\n".join(documents), "a")
    assert len(load_all("---\n".join(documents[:1]), "a")) == 1


def flow(levels: int, *, lists: bool) -> str:
    """Return flow YAML whose content goes `levels` deep."""
    return "[" * levels + "1" + "]" * levels if lists else "{k: " * levels + "1" + "}" * levels


def block(levels: int) -> str:
    """Return block YAML whose content goes `levels` deep."""
    return "".join("  " * n + "k:\n" for n in range(levels)) + "  " * levels + "k: 1\n"


@pytest.mark.parametrize("text", [flow(MAX_LEVELS + 1, lists=True), flow(MAX_LEVELS + 1, lists=False), block(MAX_LEVELS)])
def test_data_is_read_down_to_the_deepest_level_that_is_written(parser: str, text: str) -> None:
    assert load_data(dump(load_data(text, "a")), "a") == load_data(text, "a")


@pytest.mark.parametrize(
    "text",
    [
        *[flow(MAX_LEVELS + 2, lists=True), flow(MAX_LEVELS + 2, lists=False), block(MAX_LEVELS + 1), flow(100_000, lists=True)],
        *[flow(50_000, lists=False), "- " * 100_000, "[" * 100_000, "? " * 10_000, "{" * 10_000],
    ],
)
def test_deeper_data_is_refused(parser: str, text: str) -> None:
    if text[:2] in ("? ", "{{"):
        assert refused(text)[0] in ("K8S920", "K8S922")  # what comes first depends on the version of libyaml
    else:
        code, message, _ = refused(text)
        assert code == "K8S922"
        assert f"more than {MAX_LEVELS} levels deep" in message


def test_a_list_below_a_key_is_no_level_of_its_own(parser: str) -> None:
    text = "{k: [" * MAX_LEVELS + "{k: []}" + "]}" * MAX_LEVELS
    assert load_data(dump(load_data(text, "a")), "a") == load_data(text, "a")
    assert refused("[" + text + "]")[0] == "K8S922"


def test_depth_by_aliases_is_refused(parser: str) -> None:
    text = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, MAX_LEVELS + 10))
    code, _, line = refused(text)
    assert code == "K8S922"
    assert line == MAX_LEVELS + 2
    kept = "".join(text.splitlines(keepends=True)[: MAX_LEVELS + 1])
    assert dump(load_data(kept, "a"))
    text = "a0: &a0 {k: x}\n" + "".join(f"a{n}: &a{n} {{k: [*a{n - 1}]}}\n" for n in range(1, MAX_LEVELS + 10))
    assert refused(text)[0] == "K8S922"


def test_text_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reader.MAX_BYTES == 64 * 1024 * 1024
    monkeypatch.setattr(reader, "MAX_BYTES", 2 * 2**20)
    text = "a: " + "x" * (2 * 2**20 - 3)
    assert load_data(text, "a") == {"a": text[3:]}
    assert load_data(text.encode(), "a") == {"a": text[3:]}
    for larger in (text + " ", text.encode() + b" "):
        code, message, line = refused(larger)
        assert (code, line) == ("K8S922", 1)
        assert message == "the text has more than the 2 MiB that are read"


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 300 + "]" * 300, '{"a":' * 250 + "1" + "}" * 250])
def test_deep_json_is_refused(text: str) -> None:
    assert refused(text)[0] == "K8S922"


def test_deep_json_is_read_as_far_as_yaml() -> None:
    for text in (flow(MAX_LEVELS + 1, lists=True), flow(MAX_LEVELS + 1, lists=False).replace("k", '"k"')):
        assert jsontext.read(text, "a")[0][0] == load_data(text, "a")
        deeper = "[" + text + "]"
        with pytest.raises(UsageError) as caught:
            jsontext.read(deeper, "a")
        assert caught.value.findings[0].code == "K8S922"
    text = '{"k": [' * MAX_LEVELS + '{"k": []}' + "]}" * MAX_LEVELS
    assert dump(jsontext.read(text, "a")[0][0])


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5000,
        "-" + "9" * 5000,
        "0x" + "f" * 5000,
        "0" * 5000 + "1",
        "1" + "_" * 5000 + "1",
        "1." + "1" * 5000,
        "1e" + "9" * 5000,
        "a" * 100_000,
    ],
)
def test_enormous_scalars_are_read(text: str) -> None:
    value: Any = load_data(f"a: {text}\n", "a")["a"]
    assert isinstance(value, str | float | int)


def test_caches_stay_small() -> None:
    text = "".join(f"key-{n}: value-{n}\n{'k' * 200}{n}: {'v' * 200}{n}\n" for n in range(10_000))
    assert len(load_data(text, "a")) == 20_000
    for cache in (build._values, build._names):
        assert 0 < len(cache) <= build._CACHED
        assert max(map(len, cache)) <= build._CACHED_LENGTH


def test_json_is_read_without_pyyaml() -> None:
    program = "import sys; from k8skit.yamltext import load_all; load_all('{\"a\": 1}', 'a'); print('yaml' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout == "False\n"


def test_a_parser_that_gives_up_first_means_the_same() -> None:
    error = MarkedYAMLError(None, None, "exceeded maximum nesting depth", Mark("a.yaml", 1002, 0, 1002, None, 0))
    found = finding(error, "a: " + "[" * 2000, "a.yaml")
    assert (found.code, found.message, found.help) == (
        "K8S922",
        f"the document goes more than {MAX_LEVELS} levels deep",
        "flatten it, or keep the inner part as text",
    )
