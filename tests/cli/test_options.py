"""Reading the words of a command line."""

from __future__ import annotations

import argparse
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.cli.options import COUNT, EACH, FLAG, MANY, Arguments, Option, read
from k8skit.cli.parser import of_options
from k8skit.errors import UsageError

LAYOUTS = ("file-per-object", "file-per-chart")
OPTIONS = (
    Option("-o", "--output", metavar="DIR", env="K8SKIT_OUTPUT", help="h"),
    Option("--layout", choices=lambda: LAYOUTS, env="K8SKIT_LAYOUT", help="h"),
    Option("-s", "--select", kind=EACH, metavar="CHART", help="h"),
    Option("-f", "--file", kind=MANY, metavar="PATH", help="h"),
    Option("--dry-run", kind=FLAG, env="K8SKIT_DRY", help="h"),
    Option("-q", "--quiet", kind=FLAG, help="h"),
    Option("-v", "--verbose", kind=COUNT, help="h"),
    Option("dir", metavar="DIR", help="h"),
)


def values(*words: str, environ: dict[str, str] | None = None) -> dict[str, Any]:
    return dict(read(words, OPTIONS, environ or {}, command="k8skit x")._values)


def mistakes(*words: str, environ: dict[str, str] | None = None, options: tuple[Option, ...] = OPTIONS) -> list[tuple[str, str]]:
    with pytest.raises(UsageError) as caught:
        read(words, options, environ or {}, command="k8skit x")
    assert {finding.code for finding in caught.value.findings} == {"K8S942"}
    assert caught.value.exit_code == 2
    return [(finding.message, finding.help) for finding in caught.value.findings]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], {}),
        (["--output", "d"], {"output": "d"}),
        (["--output=d"], {"output": "d"}),
        (["--output=a=b"], {"output": "a=b"}),
        (["--output=-d"], {"output": "-d"}),
        (["--output", "-"], {"output": "-"}),
        (["-o", "d"], {"output": "d"}),
        (["-od"], {"output": "d"}),
        (["-o=d"], {"output": "d"}),
        (["-o", "a", "-o", "b"], {"output": "b"}),
        (["-s", "a", "--select=b", "-sc"], {"select": ["a", "b", "c"]}),
        (["-f", "a", "b", "-q", "-f", "c"], {"file": ["a", "b", "c"], "quiet": True}),
        (["-f", "-", "-q"], {"file": ["-"], "quiet": True}),
        (["-vv", "-v"], {"verbose": 3}),
        (["-qvo", "d"], {"quiet": True, "verbose": 1, "output": "d"}),
        (["-qvod"], {"quiet": True, "verbose": 1, "output": "d"}),
        (["--dry-run"], {"dry_run": True}),
        (["here"], {"dir": "here"}),
        (["-"], {"dir": "-"}),
        (["--", "-o"], {"dir": "-o"}),
        (["-q", "--", "here"], {"quiet": True, "dir": "here"}),
        (["--layout", "file-per-chart"], {"layout": "file-per-chart"}),
    ],
)
def test_words_become_values(words: list[str], expected: dict[str, Any]) -> None:
    assert values(*words) == expected


def test_what_was_not_given_has_the_empty_value_of_its_kind() -> None:
    args = read([], OPTIONS, {}, command="k8skit x")
    assert (args.flag("quiet"), args.count("verbose"), args.text("output"), args.texts("select")) == (False, 0, None, [])


@pytest.mark.parametrize(
    ("words", "message", "help"),
    [
        (["--ouput", "d"], "unknown option --ouput", "did you mean --output? `k8skit x --help` lists all options"),
        (["--ouput=d"], "unknown option --ouput", "did you mean --output? `k8skit x --help` lists all options"),
        (["-output=d", "x"], "--output", ""),
        (["--zzzzzzzzzz"], "unknown option --zzzzzzzzzz", "`k8skit x --help` lists all options"),
        (["--out", "d"], "unknown option --out", ""),
        (["-x"], "unknown option -x", ""),
        (["-qx"], "unknown option -x", ""),
        (["--output"], "--output needs a value", ""),
        (["-o"], "-o needs a value", ""),
        (["-f"], "-f needs a value", ""),
        (["--output", "--quiet"], "--output needs a value", "a value that begins with a dash is written --output=--quiet"),
        (["--output="], "--output has an empty value", ""),
        (["--output", ""], "--output has an empty value", ""),
        ([""], "DIR has an empty value", ""),
        (["--quiet=1"], "--quiet takes no value", "write --quiet alone"),
        (["a", "b"], "unexpected argument", "`k8skit x --help` shows what it takes"),
        (["--layout"], "--layout needs a value", "choose from file-per-object, file-per-chart"),
        (
            ["--layout", "file-per-chert"],
            "--layout cannot be 'file-per-chert'",
            'did you mean "file-per-chart"? choose from file-per-object, file-per-chart',
        ),
        (["--layout", "zzzzzzzz"], "--layout cannot be 'zzzzzzzz'", "choose from file-per-object, file-per-chart"),
    ],
)
def test_a_mistake_is_named_with_what_to_do(words: list[str], message: str, help: str) -> None:
    if message == "--output":  # -output=d is -o with the value "utput=d": what it is taken for shows
        assert values(*words)["output"] == "utput=d"
        return
    found = mistakes(*words)[0]
    assert found[0] == message
    assert help in found[1]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["--ouput", "x"], 1),  # x is the value of what was meant
        (["--ouput", "x", "y", "z"], 2),  # y is the argument, z is too much
        (["--ouput=x", "y", "z"], 2),
        (["--ouput"], 1),
        (["--ouput", "--quiet"], 1),
        (["--quite", "x", "y"], 2),
        (["--verbos", "x", "y"], 2),
    ],
)
def test_a_misspelled_option_takes_its_value_with_it(words: list[str], count: int) -> None:
    assert len(mistakes(*words)) == count


def test_a_short_option_that_does_not_exist_may_be_half_a_long_one() -> None:
    assert mistakes("-quiet") == [("unknown option -u", "`k8skit x --help` lists all options")]
    assert mistakes("-layout") == [("unknown option -layout", "did you mean --layout? `k8skit x --help` lists all options")]


@pytest.mark.parametrize(
    ("word", "help"),
    [
        ("shop.py", "a file is named with --app shop.py"),
        ("shop.yaml", "a file is named with --file shop.yaml"),
        ("shop", "`k8skit x --help` shows what it takes"),
    ],
)
def test_an_argument_that_looks_like_a_file_is_told_its_option(word: str, help: str) -> None:
    options = (Option("-a", "--app", help="h"), Option("-f", "--file", kind=MANY, help="h"))
    assert mistakes(word, options=options) == [("unexpected argument", help)]
    assert mistakes(word, options=()) == [("unexpected argument", "`k8skit x --help` shows what it takes")]


def test_values_can_be_looked_at() -> None:
    assert repr(read(["-q"], OPTIONS, {}, command="c")) == "Arguments({'quiet': True})"
    assert read(["-q"], OPTIONS, {}, command="c") != 1


def test_all_mistakes_of_one_call_are_told_together() -> None:
    assert [message for message, _ in mistakes("--nope", "--layout=x", "--quiet=1", "-o")] == [
        "unknown option --nope",
        "--layout cannot be 'x'",
        "--quiet takes no value",
        "-o needs a value",
    ]


def test_a_required_argument_must_be_there() -> None:
    shell = (Option("shell", metavar="SHELL", required=True, choices=lambda: ("bash", "zsh"), help="h"),)
    assert mistakes(options=shell) == [("SHELL is missing", "choose from bash, zsh")]
    assert read(["zsh"], shell, {}, command="c").text("shell") == "zsh"
    assert mistakes("fishh", options=shell) == [("SHELL cannot be 'fishh'", "choose from bash, zsh")]
    assert [message for message, _ in mistakes("fishh", "zsh", options=shell)] == ["SHELL cannot be 'fishh'", "unexpected argument"]


@pytest.mark.parametrize(
    ("environ", "words", "expected"),
    [
        ({"K8SKIT_OUTPUT": "e"}, [], {"output": "e"}),
        ({"K8SKIT_OUTPUT": "e"}, ["-o", "d"], {"output": "d"}),
        ({"K8SKIT_OUTPUT": ""}, [], {}),
        ({"K8SKIT_DRY": "1"}, [], {"dry_run": True}),
        ({"K8SKIT_DRY": "TRUE"}, [], {"dry_run": True}),
        ({"K8SKIT_DRY": "0"}, [], {}),
        ({"K8SKIT_DRY": "off"}, [], {}),
        ({"K8SKIT_DRY": "no"}, ["--dry-run"], {"dry_run": True}),
        ({"K8SKIT_LAYOUT": "file-per-chart"}, [], {"layout": "file-per-chart"}),
    ],
)
def test_environment_variables_stand_in_for_options(environ: dict[str, str], words: list[str], expected: dict[str, Any]) -> None:
    assert values(*words, environ=environ) == expected


@pytest.mark.parametrize(
    ("environ", "mistake"),
    [
        ({"K8SKIT_DRY": "maybe"}, ("K8SKIT_DRY must be 1 or 0", "set it to 1 or 0, or leave it unset")),
        ({"K8SKIT_LAYOUT": "zzzzzz"}, ("K8SKIT_LAYOUT cannot be 'zzzzzz'", "choose from file-per-object, file-per-chart")),
    ],
)
def test_a_wrong_environment_variable_is_named(environ: dict[str, str], mistake: tuple[str, str]) -> None:
    assert mistakes(environ=environ) == [mistake]


def test_only_the_command_line_gives() -> None:
    args = read(["-q"], OPTIONS, {"K8SKIT_OUTPUT": "e"}, command="k8skit x")
    assert (args.given("quiet"), args.given("output"), args.given("layout")) == (True, False, False)


def test_choices_are_asked_only_when_a_value_is_given() -> None:
    def never() -> tuple[str, ...]:
        raise AssertionError

    assert read([], (Option("--x", choices=never, help="h"),), {}, command="c") == Arguments({})


WORDS = st.lists(
    st.sampled_from(
        (
            *("-o", "--output", "--output=d", "-od", "-o=d", "-qod", "d", "e", "-", "--", "-f", "--file", "--file=a"),
            *("--layout", "--layout=zzz", "file-per-chart", "-s", "--select", "--select=x", "--nope", "-x"),
            *("--dry-run", "-q", "-v", "-vv", "-qv", "--quiet=1"),
        )
    ),
    max_size=7,
)


@given(WORDS)
def test_what_both_accept_argparse_understands_alike(words: list[str]) -> None:
    """Completion and habits come from argparse; the reader may refuse more, it must not understand something else."""
    try:
        ours = values(*words)
    except UsageError:
        return
    try:
        theirs, rest = of_options(OPTIONS).parse_known_args(words)
    except (argparse.ArgumentError, SystemExit):
        pytest.fail(f"argparse refuses {words}")
    assert not rest
    assert ours == {name: value for name, value in vars(theirs).items() if value is not None}


@given(WORDS)
def test_what_argparse_accepts_we_accept(words: list[str]) -> None:
    try:
        _, rest = of_options(OPTIONS).parse_known_args(words)
    except (argparse.ArgumentError, SystemExit):
        return
    if not rest:
        values(*words)
