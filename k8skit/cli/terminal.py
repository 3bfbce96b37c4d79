"""The terminal: the two streams that commands write to.

Only what was asked for goes to standard output, as UTF-8 whatever the locale; everything else goes to standard error.
"""

from __future__ import annotations

import os
import sys

from k8skit.errors import OutputError
from k8skit.finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO


class Terminal:
    """Standard output and standard error, with what the user wants of them.

    Args:
        environ: environment variables.
        color: `auto`, `always` or `never`.
        quiet: whether only errors are told.
        verbose: whether details are told.
    """

    __slots__ = ("_color", "_environ", "quiet", "verbose")

    def __init__(self, environ: Mapping[str, str], color: str = "auto", *, quiet: bool = False, verbose: bool = False) -> None:
        self._environ = environ
        self.quiet = quiet
        self.verbose = verbose
        self._color = color

    @property
    def color_out(self) -> bool:
        """Whether to colour what goes to standard output."""
        return self._colored(sys.stdout)

    @property
    def color_err(self) -> bool:
        """Whether to colour what goes to standard error."""
        return self._colored(sys.stderr)

    def _colored(self, stream: TextIO | None) -> bool:
        from k8skit.report.colour import wanted

        return wanted(self._color, self._environ, _is_terminal(stream))

    @property
    def live(self) -> bool:
        """Whether somebody watches standard error, so that progress is worth showing."""
        return not self.quiet and _is_terminal(sys.stderr) and self._environ.get("TERM") != "dumb" and not self._environ.get("CI")

    def width(self) -> int:
        """Return the columns of the terminal at standard output; 0 if it is none, so that nothing is cut in files and pipes."""
        if not _is_terminal(sys.stdout):
            return 0
        columns = self._environ.get("COLUMNS", "")
        if columns.isdecimal() and int(columns) > 0:
            return int(columns)
        try:
            return os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError):
            return 0

    def out(self, text: str) -> None:
        """Write what was asked for to standard output. A reader that went away (`| head`) is no error.

        Raises:
            OutputError: K8S952 if it cannot be written, for example because the disk is full.
        """
        stream = sys.stdout
        if stream is None:
            raise OutputError(Finding("K8S952", "cannot write to standard output: it is closed", help="run without `>&-`"))
        try:
            buffer = getattr(stream, "buffer", None)
            if buffer is None:
                stream.write(text)
            else:
                stream.flush()
                buffer.write(text.encode("utf-8"))
            stream.flush()
        except BrokenPipeError:
            _give_up(stream)
        except OSError as error:
            _give_up(stream)
            raise OutputError(
                Finding(
                    "K8S952",
                    f"cannot write to standard output: {error.strerror or error}",
                    help="make room where it goes, or send it elsewhere",
                )
            ) from None

    def note(self, text: str) -> None:
        """Tell the user something that is not asked for, as a line on standard error, unless they want it quiet."""
        if not self.quiet:
            self.err(text + "\n")

    def err(self, text: str) -> None:
        """Write to standard error. Where even that is impossible there is nobody left to tell."""
        stream = sys.stderr
        if stream is None:
            return
        try:
            stream.write(text)
            stream.flush()
        except OSError:
            _give_up(stream)


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _give_up(stream: TextIO) -> None:
    """Send what is left in a stream's buffer nowhere, or the interpreter fails over it once more at its end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass
