from __future__ import annotations

import pytest

from benchmarks.table import comparison, mebibytes, ratio, seconds, table


@pytest.mark.parametrize(
    ("value", "text"), [(None, "-"), (0.0012, "1.2 ms"), (0.0123, "12 ms"), (0.9994, "999 ms"), (1.234, "1.23 s"), (12.34, "12.3 s")]
)
def test_times_have_the_figures_that_count(value: float | None, text: str) -> None:
    assert seconds(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(None, "-"), (0.0123, "0.012"), (0.123, "0.12"), (1.234, "1.23"), (12.34, "12.3"), (123.4, "123")]
)
def test_ratios_have_the_figures_that_count(value: float | None, text: str) -> None:
    assert ratio(value) == text


def test_memory_is_in_mebibytes() -> None:
    assert (mebibytes(None), mebibytes(3 * 1048576)) == ("-", "3")


def test_a_table_is_laid_out_as_text_or_markdown() -> None:
    assert table(["a", "bb"], [["x", "1"]], markdown=False) == "a  bb\n-  --\nx   1\n"
    assert table(["a", "bb"], [["x", "1"]], markdown=True) == "| a | bb |\n| - | -: |\n| x |  1 |\n"


def test_a_comparison_shows_what_was_measured_and_says_what_was_left_out() -> None:
    def done(wall: float) -> dict[str, object]:
        return {"note": "", "runs": [], "wall": wall, "cpu": wall, "peak": 1048576}

    slow = {"note": "more than 60 s", "runs": []}
    result = {
        "sizes": {
            "1": {"k8skit synth": done(0.02), "other": done(0.2), "gone": {"note": "not installed", "runs": []}},
            "10": {"k8skit synth": done(0.03), "other": slow, "gone": {"note": "not installed", "runs": []}},
        }
    }
    text = comparison(result, "k8skit synth", markdown=True)
    assert "| other        | 200 ms |     - |" in text
    assert "| other        | 0.10 |    - |" in text
    assert text.endswith("Left out:\n\n- gone: not installed\n- other: more than 60 s\n")
