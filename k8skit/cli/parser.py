"""The whole command line as an argparse parser, for tools that want one: shell completion is made from it.

Commands are read by `options`; a test holds that both understand the same words alike.
"""

from __future__ import annotations

import argparse

from .call import ALONE, DESCRIPTION, EVERYWHERE, command_names, load
from .options import COUNT, EACH, FLAG, MANY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from .options import Option


def whole(completers: Mapping[str, Any] | None = None) -> argparse.ArgumentParser:
    """Return a parser of every command and option.

    Args:
        completers: what to set as `complete` of an argument whose option says so, by `Option.complete`; None leaves it out.
    """
    parser = argparse.ArgumentParser(prog="k8skit", description=DESCRIPTION, add_help=False, allow_abbrev=False)
    _add(parser, EVERYWHERE + ALONE, completers or {})
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in command_names():
        command = load(name)
        assert command is not None
        sub = subparsers.add_parser(name, help=command.SUMMARY, description=command.SUMMARY, add_help=False, allow_abbrev=False)
        _add(sub, (*command.OPTIONS, *EVERYWHERE), completers or {})
    return parser


def of_options(options: Sequence[Option]) -> argparse.ArgumentParser:
    """Return a parser of some options alone."""
    parser = argparse.ArgumentParser(prog="k8skit", add_help=False, allow_abbrev=False, exit_on_error=False)
    _add(parser, options, {})
    return parser


def _add(parser: argparse.ArgumentParser, options: Sequence[Option], completers: Mapping[str, Any]) -> None:
    for option in options:
        settings: dict[str, Any] = {"help": option.help, "default": argparse.SUPPRESS}
        if option.kind == FLAG:
            settings["action"] = "store_true"
        elif option.kind == COUNT:
            settings["action"] = "count"
        else:
            settings["metavar"] = option.metavar or None
            if option.choices is not None:
                settings["choices"] = list(option.choices())
            if option.kind == EACH:
                settings["action"] = "append"
            elif option.kind == MANY:
                settings.update(action="extend", nargs="+")
            elif option.positional and not option.required:
                settings["nargs"] = "?"
        if not option.positional:
            settings["dest"] = option.dest
        action = parser.add_argument(*option.names, **settings)
        if option.complete in completers:
            action.complete = completers[option.complete]  # type: ignore[attr-defined]
