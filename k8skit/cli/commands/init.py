"""`k8skit init`: start a project that works at once."""

from __future__ import annotations

import os

from k8skit.cli.options import Option
from k8skit.errors import OutputError, UsageError
from k8skit.finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from k8skit.cli.options import Arguments
    from k8skit.cli.terminal import Terminal

FILES = {
    "app.py": "app.py.txt",
    "k8skit.toml": "k8skit.toml.txt",
    "test_app.py": "test_app.py.txt",
    "requirements.txt": "requirements.txt.txt",
    ".gitignore": "gitignore.txt",
    ".github/workflows/manifests.yml": "workflow.yml.txt",
}
"""Path in the project -> file of `k8skit/cli/starter`."""
OF_ENVIRONMENTS = {
    "app.py": "app_environments.py.txt",
    "k8skit.toml": "k8skit_environments.toml.txt",
    "test_app.py": "test_app_environments.py.txt",
}
"""The files that are others where the project has environments."""
COMMON = "environments/common.yaml"
SNAPSHOT = "snapshots/test_app/test_manifests_are_as_reviewed{}.yaml"
"""Path of the test's snapshot, which is what the new app gives, with `-<environment>` for each."""
KEPT = ".gitignore"
"""The one file that may be there already; it stays as it is."""

SUMMARY = "start a project that works at once"
DESCRIPTION = """Write a small project: app.py with a web service, its configuration, a test with a snapshot, and a workflow for
GitHub Actions. With --environments the app is built for each of them, with values of its own in environments/.

No file is ever replaced: if one of them is there already, nothing is written. A .gitignore may be there, and stays as it is."""
OPTIONS = (
    Option("dir", metavar="DIR", complete="directory", help="folder of the project (default: the current one)"),
    Option("--environments", metavar="NAMES", help="the environments of the project, with commas (default: none)"),
)
EXAMPLES = (
    ("k8skit init", "in the current folder"),
    ("k8skit init shop", "in the folder shop, which is made if needed"),
    ("k8skit init --environments dev,prod", "with environments"),
)


def run(args: Arguments, terminal: Terminal) -> int:
    """Write the project and say what comes next; see the module."""
    directory = args.text("dir") or "."
    environments = _environments(args.text("environments"))
    made: list[str] = []
    try:
        _write(directory, environments, made)
    except BaseException as error:
        for path in reversed(made):
            _remove(path)
        if isinstance(error, OSError):
            at = error.filename or directory
            problem = f"{at} is a file" if at == directory and os.path.isfile(at) else f"cannot write {at}: {error.strerror or error}"
            raise OutputError(Finding("K8S952", problem, help="name a folder that can be written to; nothing was left there")) from None
        raise
    terminal.out("".join(f"{os.path.normpath(path)}\n" for path in made if not os.path.isdir(path)))
    terminal.note(_next_steps(directory, environments))
    return 0


def _environments(text: str | None) -> list[str]:
    """Return the names of an option that has them with commas between.

    Raises:
        UsageError: K8S942 for a name that no environment can have.
    """
    if text is None:
        return []
    from k8skit.files.config import environment_problems

    names = [name.strip() for name in text.split(",")]
    problems = environment_problems(names)
    if problems:
        more = "for example --environments dev,prod"
        raise UsageError(*[Finding("K8S942", f"--environments {wrong}", value=text, help=f"{help}; {more}") for wrong, help in problems])
    return names


def texts(environments: Sequence[str] = ()) -> dict[str, str]:
    """Return the files of a new project: path -> text.

    Args:
        environments: the names of its environments (default: none).
    """
    from k8skit._version import __version__
    from k8skit.facts import DEFAULT_MINOR

    folder = os.path.join(os.path.dirname(os.path.dirname(__file__)), "starter")
    result = {}
    names = "[" + ", ".join([f'"{name}"' for name in environments]) + "]"
    for name, source in {**FILES, **(OF_ENVIRONMENTS if environments else {})}.items():
        with open(os.path.join(folder, source), encoding="utf-8") as file:
            text = file.read().replace("{version}", __version__).replace("{minor}", DEFAULT_MINOR)
            result[name] = text.replace("{environments}", names)
    result.update(_values(environments))
    return result


def _values(environments: Sequence[str]) -> dict[str, str]:
    """The files of values: path -> text."""
    if not environments:
        return {}
    several = len(environments) > 1
    files = {f"environments/{name}.yaml": f"replicas: {1 if several and not n else 2}\n" for n, name in enumerate(environments)}
    return {COMMON: "time_zone: UTC\n", **files}


def _write(directory: str, environments: Sequence[str], made: list[str]) -> None:
    snapshots = {name: SNAPSHOT.format(f"-{name}" if name else "") for name in environments or ("",)}
    taken = [
        name
        for name in (*FILES, *_values(environments), *snapshots.values())
        if name != KEPT and os.path.lexists(os.path.join(directory, name))
    ]
    if taken:
        help = "name another folder, or move away what is there; nothing was written"
        raise OutputError(Finding("K8S951", f"there is already {', '.join(taken)} in {os.path.abspath(directory)}", help=help))
    for name, text in texts(environments).items():
        path = os.path.join(directory, name)
        if name != KEPT or not os.path.lexists(path):
            _write_file(path, text, made)
    from k8skit.files.run import run_app
    from k8skit.pipeline import synth

    values = os.path.abspath(os.path.join(directory, "environments"))
    for name, path in snapshots.items():
        app = run_app(os.path.join(directory, "app.py"), environment=name, values=values if name else "")
        _write_file(os.path.join(directory, path), synth(app).stream(), made)


def _write_file(path: str, text: str, made: list[str]) -> None:
    _make_folder(os.path.dirname(path), made)
    with open(path, "x", encoding="utf-8", newline="\n") as file:
        made.append(path)
        file.write(text)


def _make_folder(folder: str, made: list[str]) -> None:
    if folder and not os.path.isdir(folder):
        _make_folder(os.path.dirname(folder), made)
        os.mkdir(folder)
        made.append(folder)


def _remove(path: str) -> None:
    """Take back a file or folder of this run; a folder that somebody used meanwhile stays."""
    try:
        if os.path.isdir(path):
            os.rmdir(path)
        else:
            os.unlink(path)
    except OSError:
        pass


def _next_steps(directory: str, environments: Sequence[str]) -> str:
    lines = ["", "Next:"]
    if os.path.normpath(directory) != ".":
        lines.append(f"  cd {_quoted(directory)}")
    lines += [
        "  k8skit synth                        # write the manifests to dist/, to be committed too",
        "  pip install -r requirements.txt     # pytest and what the snapshots need",
        "  python -m pytest                    # after a change of app.py: python -m pytest --snapshot-update",
        f"  kubectl apply --recursive -f {'dist/' + environments[0] if environments else 'dist/'}  # or let Argo CD or Flux do that",
    ]
    return "\n".join(lines)


def _quoted(path: str) -> str:
    from shlex import quote

    return quote(path)
