"""When reports are coloured."""

from __future__ import annotations

import pytest

from k8skit.report.colour import paint, wanted


@pytest.mark.parametrize(
    ("choice", "environ", "terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"NO_COLOR": "0"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"FORCE_COLOR": "False"}, False, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"TERM": "xterm"}, True, True),
        ("auto", {"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
        ("auto", {"CI": "true"}, False, False),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_follows_choice_then_environment_then_terminal(choice: str, environ: dict[str, str], terminal: bool, expected: bool) -> None:
    assert wanted(choice, environ, terminal) is expected


def test_painted_text_ends_with_a_reset() -> None:
    assert paint("x", "1", "31") == "\x1b[1;31mx\x1b[0m"


def test_no_text_needs_no_paint() -> None:
    assert paint("", "1") == ""
