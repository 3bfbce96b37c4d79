"""Options: what a command takes, as data, and the reader that turns words of a command line into values.

Commands declare a tuple of `Option`. The reader serves every run, so it imports nothing; help texts (`helptext`) and shell completion
(`parser`) are made from the same tuples.
"""

from __future__ import annotations

from k8skit.errors import UsageError
from k8skit.finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from k8skit.core.construct import Construct

FLAG = "flag"
"""Present or not."""
COUNT = "count"
"""How often it is present."""
TEXT = "text"
"""One value; the last one counts."""
EACH = "each"
"""One value each time; all count."""
MANY = "many"
"""One value or more each time; all count."""


class Option:
    """One option, or one positional argument, of a command.

    Args:
        *names: `-o` and `--output`, the long one last; a single name without dashes is a positional argument.
        help: what it does, a phrase without a full stop.
        kind: `FLAG`, `COUNT`, `TEXT` (default), `EACH` or `MANY`.
        metavar: what help calls its value, such as `DIR`.
        choices: returns the values it can have; asked only when needed (default: any value).
        complete: what a shell completes: `"file"`, `"directory"` or `""`.
        env: environment variable that stands in for it; `""` for none.
        required: whether a positional argument must be there.
    """

    __slots__ = ("choices", "complete", "dest", "env", "help", "kind", "metavar", "names", "required")

    def __init__(
        self,
        *names: str,
        help: str,
        kind: str = TEXT,
        metavar: str = "",
        choices: Callable[[], Sequence[str]] | None = None,
        complete: str = "",
        env: str = "",
        required: bool = False,
    ) -> None:
        self.names = names
        self.help = help
        self.kind = kind
        self.metavar = metavar
        self.choices = choices
        self.complete = complete
        self.env = env
        self.required = required
        self.dest = names[-1].lstrip("-").replace("-", "_")

    @property
    def positional(self) -> bool:
        """Whether it is a positional argument."""
        return not self.names[0].startswith("-")


class Arguments:
    """The values of one call; what was not given has the empty value of its kind.

    Attributes:
        apps: the app, once it is built, or the Apps of a program of cdk8s; what is there from the start stands in for running app.py.
    """

    __slots__ = ("_given", "_values", "apps")

    def __init__(self, values: Mapping[str, bool | int | str | list[str]], given: Collection[str] = ()) -> None:
        self._values = values
        self._given = given
        self.apps: Sequence[Construct] = ()

    def given(self, name: str) -> bool:
        """Return whether the command line has it; a value from an environment variable does not count."""
        return name in self._given

    def flag(self, name: str) -> bool:
        """Return whether a flag is set."""
        return bool(self._values.get(name))

    def count(self, name: str) -> int:
        """Return how often a flag is set."""
        value = self._values.get(name, 0)
        assert isinstance(value, int)
        return value

    def text(self, name: str) -> str | None:
        """Return a value, None if it was not given."""
        value = self._values.get(name)
        assert value is None or isinstance(value, str)
        return value

    def texts(self, name: str) -> list[str]:
        """Return all values of an option that can be repeated."""
        value = self._values.get(name, [])
        assert isinstance(value, list)
        return value

    def __eq__(self, other: object) -> bool:
        return self._values == other._values if isinstance(other, Arguments) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Arguments({self._values!r})"


def read(words: Sequence[str], options: Sequence[Option], environ: Mapping[str, str], *, command: str) -> Arguments:
    """Turn the words of a command line into values.

    `--name value`, `--name=value`, `-n value`, `-nvalue`, joined flags (`-qv`) and `--` (only positional arguments follow) are understood;
    names are never abbreviated. A value that begins with a dash needs the form with `=`, so that a forgotten value is noticed; `-` alone is
    a value.

    Args:
        words: the command line behind the command.
        options: what the command takes.
        environ: environment variables, for options with `env`.
        command: what to call the command in messages, such as `k8skit synth`.

    Returns:
        The values.

    Raises:
        UsageError: K8S942, one finding for each mistake.
    """
    reader = _Reader(options, command)
    reader.read(words)
    given = tuple(reader.values)
    reader.fill_in(environ)
    if reader.findings:
        raise UsageError(*reader.findings)
    return Arguments(reader.values, given)


class _Reader:
    __slots__ = ("_by_name", "_command", "_options", "_placed", "_positional", "findings", "values")

    def __init__(self, options: Sequence[Option], command: str) -> None:
        self._options = options
        self._by_name = {name: option for option in options for name in option.names}
        self._positional = [option for option in options if option.positional]
        self._command = command
        self.values: dict[str, bool | int | str | list[str]] = {}
        self.findings: list[Finding] = []
        self._placed: set[str] = set()  # the arguments that have come, right or wrong

    def read(self, words: Sequence[str]) -> None:
        at = 0
        while at < len(words):
            word = words[at]
            at += 1
            if word == "--":
                for rest in words[at:]:
                    self._argument(rest)
                break
            if len(word) < 2 or word[0] != "-":
                self._argument(word)
            elif word[1] == "-":
                name, equals, value = word.partition("=")
                option = self._by_name.get(name)
                if option is None:
                    meant = self._unknown(name)
                    if meant is not None and meant.kind not in (FLAG, COUNT) and not equals and at < len(words) and words[at][:1] != "-":
                        at += 1  # its value, most likely
                else:
                    at = self._take(option, name, value if equals else None, words, at)
            else:
                at = self._short(word, words, at)
        for option in self._positional:
            if option.required and option.dest not in self._placed:
                self._wrong(f"{option.metavar or option.dest} is missing", self._choices_text(option))

    def fill_in(self, environ: Mapping[str, str]) -> None:
        """Take what was not given from environment variables; an empty one counts as not set."""
        for option in self._options:
            value = environ.get(option.env) if option.env and option.dest not in self.values else None
            if not value:
                continue
            if option.kind == FLAG:
                lower = value.lower()
                if lower in ("1", "true", "yes", "on"):
                    self.values[option.dest] = True
                elif lower not in ("0", "false", "no", "off"):
                    self._wrong(f"{option.env} must be 1 or 0", "set it to 1 or 0, or leave it unset", value)
            else:
                self._store(option, option.env, value)

    def _short(self, word: str, words: Sequence[str], at: int) -> int:
        """Read `-o value`, `-ovalue` or joined flags."""
        for place in range(1, len(word)):
            name = "-" + word[place]
            option = self._by_name.get(name)
            if option is None:
                self._unknown(name if place > 1 else word)
                break
            if option.kind not in (FLAG, COUNT):
                attached = word[place + 1 :]
                return self._take(option, name, attached.removeprefix("=") if attached else None, words, at)
            self._take(option, name, None, words, at)
        return at

    def _take(self, option: Option, name: str, value: str | None, words: Sequence[str], at: int) -> int:
        """Take one occurrence of an option and return where to read on."""
        if option.kind in (FLAG, COUNT):
            if value is not None:
                self._wrong(f"{name} takes no value", f"write {name} alone", value)
            elif option.kind == FLAG:
                self.values[option.dest] = True
            else:
                self.values[option.dest] = self._count(option) + 1
            return at
        if value is not None:
            self._store(option, name, value)
            return at
        taken = 0
        while at < len(words) and (words[at] == "-" or not words[at].startswith("-")) and (not taken or option.kind == MANY):
            self._store(option, name, words[at])
            at += 1
            taken += 1
        if not taken:
            hint = f"a value that begins with a dash is written {name}={words[at]}" if at < len(words) and words[at] != "--" else ""
            self._wrong(f"{name} needs a value", hint if hint and option.choices is None else self._choices_text(option))
        return at

    def _argument(self, word: str) -> None:
        for option in self._positional:
            if option.dest not in self._placed:
                self._placed.add(option.dest)
                self._store(option, option.metavar or option.dest, word)
                return
        self._wrong("unexpected argument", self._meant(word) or f"`{self._command} --help` shows what it takes", word)

    def _meant(self, word: str) -> str:
        """Return how to name the file that an argument most likely is; "" if no option takes such a file."""
        name = "--app" if word.endswith(".py") else "--file"
        return f"a file is named with {name} {word}" if name in self._by_name and "." in word else ""

    def _store(self, option: Option, name: str, value: str) -> None:
        if not value:
            self._wrong(f"{name} has an empty value", self._choices_text(option))
            return
        if option.choices is not None and value not in option.choices():
            from k8skit.names import closest

            near = closest(value, option.choices())
            text = self._choices_text(option)
            self._wrong(f"{name} cannot be {value!r}", f'did you mean "{near}"? {text}' if near else text, value)
            return
        if option.kind == TEXT:
            self.values[option.dest] = value
        else:
            known = self.values.setdefault(option.dest, [])
            assert isinstance(known, list)
            known.append(value)

    def _count(self, option: Option) -> int:
        value = self.values.get(option.dest, 0)
        assert isinstance(value, int)
        return value

    def _choices_text(self, option: Option) -> str:
        return (
            f"choose from {', '.join(option.choices())}" if option.choices is not None else f"`{self._command} --help` shows what it takes"
        )

    def _unknown(self, name: str) -> Option | None:
        """Note an unknown option; return the one that was probably meant."""
        from k8skit.names import closest

        near = closest(name, [known for known in self._by_name if known.startswith("--")])
        if near is None and not name.startswith("--"):
            near = closest("-" + name, [known for known in self._by_name if known.startswith("--")])
        more = f"`{self._command} --help` lists all options"
        self._wrong(f"unknown option {name}", f"did you mean {near}? {more}" if near else more)
        return self._by_name[near] if near else None

    def _wrong(self, message: str, help: str, value: str | None = None) -> None:
        self.findings.append(Finding("K8S942", message, help=help) if value is None else Finding("K8S942", message, value=value, help=help))
