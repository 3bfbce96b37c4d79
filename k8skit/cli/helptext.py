"""Help: what `--help` prints, made from the options and examples that a command declares."""

from __future__ import annotations

from .options import COUNT, EACH, FLAG, MANY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .options import Option

WIDTH = 80
_COLUMN = 26


def of_command(
    name: str, description: str, options: Sequence[Option], everywhere: Sequence[Option], examples: Sequence[tuple[str, str]]
) -> str:
    """Return the help of one command.

    Args:
        name: the command, such as `synth`.
        description: what it does, paragraphs divided by empty lines.
        options: what it takes.
        everywhere: what every command takes.
        examples: pairs of a command line and what it does.
    """
    positional = [option for option in options if option.positional]
    named = [option for option in options if not option.positional]
    usage = " ".join(["Usage: k8skit", name, "[options]", *(_positional(option) for option in positional)])
    parts = [usage, *(_wrapped(paragraph, 0) for paragraph in description.split("\n\n"))]
    if positional:
        parts.append("Arguments:\n" + _listed((_positional(option).strip("[]"), _explained(option)) for option in positional))
    if named:
        parts.append("Options:\n" + _listed((_names(option), _explained(option)) for option in named))
    parts.append("Options of every command:\n" + _listed((_names(option), _explained(option)) for option in everywhere))
    parts.append("Examples:\n" + _examples(examples))
    return "\n\n".join(parts) + "\n"


def of_all(description: str, commands: Iterable[tuple[str, str]], options: Sequence[Option], examples: Sequence[tuple[str, str]]) -> str:
    """Return the help of k8skit as a whole.

    Args:
        description: what it is.
        commands: pairs of a command and its summary.
        options: what every command takes, and what stands alone.
        examples: pairs of a command line and what it does.
    """
    parts = [
        "Usage: k8skit [options] COMMAND ...",
        _wrapped(description, 0),
        "Commands:\n" + _listed(commands),
        "Options:\n" + _listed((_names(option), _explained(option)) for option in options),
        "Examples:\n" + _examples(examples),
        "`k8skit COMMAND --help` explains a command.",
    ]
    return "\n\n".join(parts) + "\n"


def _positional(option: Option) -> str:
    name = option.metavar or option.dest.upper()
    return name if option.required else f"[{name}]"


def _names(option: Option) -> str:
    names = ", ".join(option.names)
    if not option.names[0].startswith("--") or len(option.names) > 1:
        start = names
    else:
        start = "    " + names
    if option.kind in (FLAG, COUNT):
        return start
    more = " ..." if option.kind == MANY else ""
    return f"{start} {option.metavar or option.dest.upper()}{more}"


def _explained(option: Option) -> str:
    text = option.help
    if option.choices is not None:
        text += f": {', '.join(option.choices())}"
    if option.kind in (EACH, MANY) and not option.positional:
        text += " (may be repeated)"
    if option.env:
        text += f" [{option.env}]"
    return text


def _listed(rows: Iterable[tuple[str, str]]) -> str:
    lines = []
    for name, text in rows:
        wrapped = _wrapped(text, _COLUMN)
        if len(name) + 4 > _COLUMN:
            lines.append(f"  {name}\n{' ' * _COLUMN}{wrapped}")
        else:
            lines.append(f"  {name:<{_COLUMN - 2}}{wrapped}")
    return "\n".join(lines)


def _examples(examples: Sequence[tuple[str, str]]) -> str:
    width = max((len(line) for line, _ in examples), default=0) + 2
    return "\n".join(f"  {line:<{width}}{text}".rstrip() for line, text in examples)


def _wrapped(text: str, indent: int) -> str:
    """Return a text in lines of at most `WIDTH` columns, all but the first indented."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return ("\n" + " " * indent).join(lines)
