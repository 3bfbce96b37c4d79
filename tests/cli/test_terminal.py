"""Standard output and standard error."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from k8skit.cli.terminal import Terminal
from k8skit.errors import OutputError

PROGRAM = "import os; from k8skit.cli.terminal import Terminal; t = Terminal(os.environ); "


def python(code: str, **settings: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", PROGRAM + code], capture_output="stdout" not in settings, check=False, **settings)  # type: ignore[call-overload,no-any-return]


def test_the_artefact_is_utf8_whatever_the_locale() -> None:
    environ = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    assert python(r"t.out('gr\xf6\xdfe: \u65e5\n')", env=environ).stdout == "größe: 日\n".encode()


def test_what_was_printed_before_stays_before() -> None:
    assert python("print('a'); t.out('b\\n'); print('c')").stdout == b"a\nb\nc\n"


def test_a_message_that_the_locale_cannot_show_is_escaped() -> None:
    environ = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    environ["PYTHONIOENCODING"] = "ascii:backslashreplace"
    assert python(r"t.note('gr\xf6\xdfe')", env=environ).stderr == b"gr\\xf6\\xdfe\n"


def test_a_reader_that_goes_away_is_no_error() -> None:
    shell = f"{sys.executable} -c \"{PROGRAM}t.out('x\\n' * 1_000_000); t.out('y'); t.note('done')\" | head -n 1; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", shell], capture_output=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"x\n", b"done\n")


def test_a_full_disk_at_standard_output_is_told_once() -> None:
    with open("/dev/full", "wb") as full:
        result = python(
            "from k8skit.errors import OutputError\ntry: t.out('x' * 100000)\nexcept OutputError as e: t.note(e.findings[0].message)",
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert (result.returncode, result.stderr) == (0, b"cannot write to standard output: No space left on device\n")


def test_a_closed_standard_output_is_told() -> None:
    code = PROGRAM + "from k8skit.errors import OutputError\ntry: t.out('x')\nexcept OutputError as e: t.note(e.findings[0].message)"
    result = subprocess.run(["bash", "-c", 'exec "$0" -c "$1" >&-', sys.executable, code], capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"cannot write to standard output: it is closed\n")


@pytest.mark.parametrize("redirect", ["2>&-", "2>/dev/full"])
def test_without_standard_error_the_artefact_still_comes(redirect: str) -> None:
    code = PROGRAM + "t.note('a'); t.out('b')"
    result = subprocess.run(["bash", "-c", f'exec "$0" -c "$1" {redirect}', sys.executable, code], capture_output=True, check=False)
    assert (result.returncode, result.stdout) == (0, b"b")


def test_a_stream_without_bytes_takes_text(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    Terminal({}).out("ä\n")
    assert stream.getvalue() == "ä\n"


def test_a_failure_of_such_a_stream_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdout", Broken())
    with pytest.raises(OutputError, match="Input/output error"):
        Terminal({}).out("x")


def test_quiet_silences_notes_but_not_errors(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal({}, quiet=True)
    terminal.note("note")
    terminal.err("error\n")
    assert capsys.readouterr().err == "error\n"


def test_a_pipe_has_no_width_no_colour_and_no_progress() -> None:
    terminal = Terminal({"COLUMNS": "80"})
    assert (terminal.width(), terminal.color_out, terminal.color_err, terminal.live) == (0, False, False, False)


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "quiet", "live"),
    [
        ({"TERM": "xterm"}, False, True),
        ({}, True, False),
        ({"CI": "true"}, False, False),
        ({"TERM": "dumb"}, False, False),
        ({}, False, True),
    ],
)
def test_progress_is_for_somebody_who_watches(monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], quiet: bool, live: bool) -> None:
    monkeypatch.setattr(sys, "stderr", Screen())
    assert Terminal(environ, quiet=quiet).live is live


@pytest.mark.parametrize(("columns", "width"), [("72", 72), ("", 0), ("0", 0), ("-3", 0), ("x", 0)])
def test_the_width_comes_from_columns_first(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setattr(sys, "stdout", Screen())
    assert Terminal({"COLUMNS": columns}).width() == width


def test_each_stream_has_its_own_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Screen())
    terminal = Terminal({"TERM": "xterm"})
    assert (terminal.color_out, terminal.color_err) == (False, True)


def test_a_closed_stream_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    screen.close()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(Screen, "isatty", io.StringIO.isatty)
    assert Terminal({}).color_out is False
