"""How help looks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from k8skit.cli.helptext import of_command
from k8skit.cli.options import EACH, FLAG, MANY, Option

OPTIONS = (
    Option("-o", "--output", metavar="DIR", env="K8SKIT_OUTPUT", help="folder to write to"),
    Option("--quick", kind=FLAG, help="be quick"),
    Option("-s", "--select", metavar="CHART", kind=EACH, help="this chart"),
    Option("-f", "--file", metavar="PATH", kind=MANY, help="these files"),
    Option("--an-option-with-a-long-name", choices=lambda: ("a", "b"), help="one of two"),
    Option("dir", metavar="DIR", help="where"),
)
HELP = """\
Usage: k8skit x [options] [DIR]

Do x.

More about x.

Arguments:
  DIR                     where

Options:
  -o, --output DIR        folder to write to [K8SKIT_OUTPUT]
      --quick             be quick
  -s, --select CHART      this chart (may be repeated)
  -f, --file PATH ...     these files (may be repeated)
      --an-option-with-a-long-name AN_OPTION_WITH_A_LONG_NAME
                          one of two: a, b

Options of every command:
  -h, --help              help

Examples:
  k8skit x        do x
  k8skit x --all
"""


def test_help_has_usage_description_options_and_examples() -> None:
    everywhere = (Option("-h", "--help", kind=FLAG, help="help"),)
    assert of_command("x", "Do x.\n\nMore about x.", OPTIONS, everywhere, (("k8skit x", "do x"), ("k8skit x --all", ""))) == HELP


def test_a_command_without_options_has_no_empty_heading() -> None:
    text = of_command("x", "Do x.", (), (), (("k8skit x", ""),))
    assert "Usage: k8skit x [options]\n\nDo x.\n\nOptions of every command:" in text
    assert "Arguments:" not in text


@given(st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=40))
def test_long_texts_are_wrapped_without_losing_a_word(words: list[str]) -> None:
    text = of_command("x", " ".join(words), (Option("--y", kind=FLAG, help=" ".join(words)),), (), ())
    assert all(len(line) <= 80 for line in text.splitlines())
    assert text.split().count(words[0]) >= 2
    assert " ".join(words) in " ".join(text.split())
