"""One call of the command line: from the words of the user to the exit code.

It reads the options that every command has, runs the command, and turns whatever goes wrong into a message and an exit code: 0 fine,
1 findings or drift, 2 the call or the app is wrong, 130 interrupted.
"""

from __future__ import annotations

import os
import sys

from k8skit.errors import K8skitError, UsageError
from k8skit.finding import Finding

from .options import COUNT, FLAG, Option, read
from .terminal import Terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    from k8skit.core.construct import Construct

    from .options import Arguments

    class Command(Protocol):
        """What a module of `commands` holds."""

        SUMMARY: str
        DESCRIPTION: str
        OPTIONS: tuple[Option, ...]
        EXAMPLES: tuple[tuple[str, str], ...]

        def run(self, args: Arguments, terminal: Terminal) -> int:
            """Run the command and return its exit code."""
            ...


DESCRIPTION = "Kubernetes manifests from Python: strict, fast, offline."
EXAMPLES = (
    ("k8skit init shop", "start a project in the folder shop"),
    ("k8skit synth", "run app.py and write its manifests to dist/"),
    ("k8skit check -f manifests/", "check any YAML files"),
)


def _colors() -> Sequence[str]:
    from k8skit.report.colour import CHOICES

    return CHOICES


EVERYWHERE = (
    Option("-C", "--directory", metavar="DIR", complete="directory", help="run as if started in DIR"),
    Option(
        "--config",
        metavar="FILE",
        complete="file",
        env="K8SKIT_CONFIG",
        help="configuration (default: k8skit.toml or pyproject.toml, searched upwards)",
    ),
    Option("-q", "--quiet", kind=FLAG, help="tell errors only"),
    Option("-v", "--verbose", kind=COUNT, help="tell more: source lines, files, tracebacks"),
    Option("--color", metavar="WHEN", choices=_colors, env="K8SKIT_COLOR", help="colour the messages"),
    Option("-h", "--help", kind=FLAG, help="show help and exit"),
)
"""Options of every command, before it or behind it."""
ALONE = (Option("-V", "--version", kind=FLAG, help="show the version and exit"),)
"""Options that stand in the place of a command."""
VARIABLES = tuple(
    f"K8SKIT_{word}"
    for word in ("APP", "COLOR", "CONFIG", "ENVIRONMENT", "FORMAT", "KUBERNETES", "LAYOUT", "OUTPUT", "PROCESSES", "STRICT")
)
"""The variables of the environment that are read."""


def run(argv: Sequence[str] | None, root: Construct | None) -> int:
    """Run k8skit and return its exit code.

    Args:
        argv: as for `k8skit.cli.main`.
        root: as for `k8skit.cli.main`.
    """
    words = sys.argv[1:] if argv is None else list(argv)
    terminal = Terminal(os.environ, _color_word(words))
    try:
        return _run(words, terminal, root)
    except KeyboardInterrupt:
        terminal.err("k8skit: interrupted\n")
        return 130
    except K8skitError as error:
        from .failure import tell

        tell(error.findings, terminal)
        return error.exit_code
    except Exception as error:
        from .failure import internal

        verbose = any(word == "--verbose" or (word[:1] == "-" != word[1:2] and "v" in word) for word in words)
        terminal.err(internal(error, verbose=verbose))
        return 2


def command_names() -> list[str]:
    """Return the names of all commands, sorted: the modules of `k8skit.cli.commands`."""
    names = os.listdir(os.path.join(os.path.dirname(__file__), "commands"))
    return sorted(name[:-3].replace("_", "-") for name in names if name.endswith(".py") and not name.startswith("_"))


def load(name: str) -> Command | None:
    """Return the module of a command, None if there is no such command."""
    module = name.replace("-", "_")
    if "_" in name or not module.isidentifier():
        return None
    path = f"{__package__}.commands.{module}"
    try:
        command: Command = __import__(path, fromlist=("run",))
    except ModuleNotFoundError as error:
        if error.name != path:
            raise
        return None
    return command


def _run(words: list[str], terminal: Terminal, root: Construct | None) -> int:
    at = _first_argument(words)
    head, name, rest = words[:at], words[at] if at < len(words) else "", words[at + 1 :]
    command = load(name) if name else None
    if name and command is None:
        raise UsageError(_unknown_command(name))
    if _has(words, ("-h", "--help")):
        terminal.out(_help(name, command))
        return 0
    if command is None:
        args = read(head, EVERYWHERE + ALONE, os.environ, command="k8skit")
        if args.flag("version"):
            from k8skit._version import __version__

            terminal.out(f"k8skit {__version__}\n")
            return 0
        terminal.err(_help("", None))
        return 2
    if head:
        read(head, EVERYWHERE, {}, command="k8skit")
    args = read(head + rest, command.OPTIONS + EVERYWHERE, os.environ, command=f"k8skit {name}")
    args.apps = [root] if root is not None else ()
    terminal = Terminal(os.environ, args.text("color") or "auto", quiet=args.flag("quiet"), verbose=args.count("verbose") > 0)
    if any(word[:7] == "K8SKIT_" and word not in VARIABLES for word in os.environ):
        _tell_misspelt(terminal)
    before = _enter(args.text("directory"))
    try:
        return command.run(args, terminal)
    finally:
        if before:
            os.chdir(before)


def _tell_misspelt(terminal: Terminal) -> None:
    """Tell of variables of the environment that are nearly one of ours: nobody reads them. Others may be those of an app."""
    from k8skit.finding import WARNING
    from k8skit.names import closest

    from .failure import tell

    found = []
    for name in sorted(os.environ):
        near = closest(name, VARIABLES) if name[:7] == "K8SKIT_" and name not in VARIABLES else None
        if near:
            message = f"the variable {name} of the environment is not read"
            found.append(Finding("K8S941", message, severity=WARNING, value=os.environ[name], help=f"did you mean {near}?"))
    if found and not terminal.quiet:
        tell(found, terminal)


def _first_argument(words: Sequence[str]) -> int:
    """Return where the command stands: the first word that is neither an option nor the value of one."""
    options = {name: option for option in EVERYWHERE for name in option.names}
    at = 0
    while at < len(words):
        word = words[at]
        if len(word) < 2 or word[0] != "-":
            return at
        option = options.get(word if word[1] == "-" else "-" + word[-1])
        at += 1 if option is None or option.kind in (FLAG, COUNT) else 2
    return at


def _has(words: Sequence[str], names: tuple[str, ...]) -> bool:
    for word in words:
        if word == "--":
            return False
        if word in names:
            return True
    return False


def _color_word(words: Sequence[str]) -> str:
    """Return what `--color` says, for messages about a command line that cannot be read as a whole."""
    for place, word in enumerate(words):
        name, _, value = word.partition("=")
        if name == "--color":
            value = value or "".join(words[place + 1 : place + 2])
            if value in ("always", "never"):
                return value
    return "auto"


def _enter(directory: str | None) -> str:
    """Change to a folder and return the one to go back to; "" if there is nothing to do."""
    if directory is None:
        return ""
    try:
        before = os.getcwd()
        os.chdir(directory)
    except OSError as error:
        raise UsageError(Finding("K8S942", f"--directory: {error.strerror}", value=directory, help="name a folder that exists")) from None
    return before


def _unknown_command(name: str) -> Finding:
    from k8skit.names import closest

    known = command_names()
    near = closest(name, known)
    listed = f"the commands are {', '.join(known)}"
    return Finding(
        "K8S942", f"there is no command {name!r}", value=name, help=f"did you mean `k8skit {near}`? {listed}" if near else listed
    )


def _help(name: str, command: Command | None) -> str:
    from . import helptext

    if command is not None:
        return helptext.of_command(name, command.DESCRIPTION, command.OPTIONS, EVERYWHERE, command.EXAMPLES)
    return helptext.of_all(DESCRIPTION, _summaries(), EVERYWHERE + ALONE, EXAMPLES)


def _summaries() -> Iterator[tuple[str, str]]:
    for name in command_names():
        command = load(name)
        assert command is not None
        yield name, command.SUMMARY
