"""`k8skit synth`: run app.py, check its manifests and write them."""

from __future__ import annotations

import os
from time import perf_counter

from k8skit.cli.options import EACH, FLAG, Option
from k8skit.cli.project import (
    APP,
    CHANNEL,
    DISABLE,
    ENABLE,
    ENVIRONMENT,
    IMAGES,
    KUBERNETES,
    REPORT,
    STRICT,
    chosen,
    configure,
    synthesise_all,
)
from k8skit.errors import CheckError, K8skitError, UsageError
from k8skit.finding import ERROR, Finding, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from k8skit.cli.options import Arguments
    from k8skit.cli.terminal import Terminal
    from k8skit.files.config import Config
    from k8skit.files.write import Changes
    from k8skit.pipeline import Synthesis


def _layouts() -> Sequence[str]:
    from k8skit.render.plain import LAYOUTS

    return LAYOUTS


def _formats() -> Sequence[str]:
    from k8skit.files.config import FORMATS

    return FORMATS


SUMMARY = "run app.py, check its manifests and write them"
DESCRIPTION = """Run app.py, check every manifest and write them as YAML files, or as one stream.

If a manifest has an error, nothing is written. Files that are not k8skit's own are never touched; those of its own that no object needs any
more are removed. With environments, app.py is run for each of them, and each has a folder of its own; or, with --format kustomize, they share
a base and each has an overlay, which kustomize builds to exactly its manifests. For that all environments are always built.

Only the YAML of --stdout, the differences of --check and findings in a --report for programs go to standard output; all else goes to
standard error. Exit codes: 0 fine, 1 an error in a manifest or a difference, 2 the call or app.py is wrong."""
OPTIONS = (
    APP,
    ENVIRONMENT,
    Option("-o", "--output", metavar="DIR", complete="directory", env="K8SKIT_OUTPUT", help="folder to write to (default: dist)"),
    Option("-s", "--select", metavar="CHART", kind=EACH, help="write the objects of this chart only; all are checked"),
    Option("--format", metavar="FORMAT", choices=_formats, env="K8SKIT_FORMAT", help="what to write (default: plain)"),
    Option("-l", "--layout", metavar="LAYOUT", choices=_layouts, env="K8SKIT_LAYOUT", help="how objects become files"),
    Option("--stdout", kind=FLAG, help="write one YAML stream to standard output and no files"),
    Option("--check", kind=FLAG, help="write nothing; show what would change and exit with 1 if anything would"),
    Option("--watch", kind=FLAG, help="write, and write again whenever a file of the project changes"),
    STRICT,
    ENABLE,
    DISABLE,
    KUBERNETES,
    CHANNEL,
    IMAGES,
    REPORT,
)
EXAMPLES = (
    ("k8skit synth", "write dist/"),
    ("k8skit synth --app shop/app.py", "another app, with the configuration beside it"),
    ("k8skit synth --stdout | kubectl apply -f -", "hand the manifests on"),
    ("k8skit synth --check", "in CI: is dist/ what app.py says?"),
    ("k8skit synth --select shop --select web", "two charts only"),
    ("k8skit synth --environment staging", "one environment; the files of the others stay"),
    ("k8skit synth --environment prod/eu", "one cluster of it, where clusters are configured"),
    ("k8skit synth --format kustomize", "a base, and an overlay for each environment"),
    ("k8skit synth --watch", "again after every change of a file"),
)


def run(args: Arguments, terminal: Terminal) -> int:
    """Synthesise, then write, print or compare; see the module."""
    if not args.flag("watch"):
        return _once(args, terminal)
    if args.flag("stdout") or args.flag("check"):
        other = "--stdout" if args.flag("stdout") else "--check"
        raise UsageError(Finding("K8S942", f"--watch and {other} exclude each other", help=f"leave {other} out: --watch writes files"))
    from k8skit.cli.watch import files, watch

    def look() -> dict[str, tuple[int, int]]:
        """Look below the folders of the app and of the configuration; the output is not ours to wait for."""
        try:
            config = configure(args)
        except K8skitError:
            return files([os.getcwd()], [])
        return files([os.path.dirname(config.app), config.root, config.values], [config.output])

    def build() -> None:
        _once(args, terminal)
        args.apps = ()  # the next one is made of what the files say then

    return watch(build, look, terminal)


def _once(args: Arguments, terminal: Terminal) -> int:
    format = args.text("report") or "text"
    machine = format != "text"
    last = ""
    try:
        found, code, last = _synth(args, terminal, machine=machine)
    except K8skitError as error:
        found, code = list(error.findings), error.exit_code
    if terminal.quiet and not machine:
        found = [finding for finding in found if finding.severity == ERROR]
    if found or machine:
        from k8skit.cli.failure import tell

        tell(found, terminal, format, to_output=machine and not args.flag("stdout"))
    if last:
        terminal.err(last + "\n")
    return code


def _synth(args: Arguments, terminal: Terminal, *, machine: bool) -> tuple[list[Finding], int, str]:
    """Do what was asked for; return the findings that are still to be told, the exit code, and what to say last."""
    started = perf_counter()
    if args.flag("stdout") and args.flag("check"):
        raise UsageError(
            Finding("K8S942", "--stdout and --check exclude each other", help="--check compares files, and --stdout writes none")
        )
    config = configure(args)
    environments = chosen(args, config)
    if args.flag("stdout") and len(environments) > 1:
        raise UsageError(_one_stream(environments))
    if config.format == "kustomize" and not args.flag("stdout"):
        _refuse_parts(args, config, environments)
    built = synthesise_all(args, config, environments, terminal, "" if args.flag("stdout") else config.layout)
    warnings = [finding for synthesis in built.values() for finding in synthesis.warnings]
    if args.flag("stdout"):
        terminal.out(_stream(built))
        return warnings, 0, ""
    texts, refused = _texts(built, config)
    if any(synthesis.stages for synthesis in built.values()) and not args.texts("select") and environments == config.builds:
        from k8skit.environments import delivered

        texts.update(delivered(built, config))
    shared = _shared_files(built, config, texts)
    keep = _others(args.texts("select"), config, environments or tuple(name for name in built if name))
    if refused:
        raise CheckError(*refused)
    owners = _owners(built, config) if config.codeowners and keep is None else None
    if args.flag("check"):
        return _check(config, texts, keep, shared, owners, warnings, terminal, machine=machine)
    from k8skit.files.write import write

    changes = write(config.output, texts, keep=keep, shared=shared)
    if owners is not None:
        from k8skit.files.codeowners import replace

        replace(config.codeowners, owners[1])
    last = "" if terminal.quiet else _summary(config, built, args.texts("select"), changes, started, terminal)
    return warnings, 0, last


def _stream(built: dict[str, Synthesis]) -> str:
    if len(built) == 1:
        (synthesis,) = built.values()
        return synthesis.stream()
    from k8skit.apps import one_stream
    from k8skit.render.plain import stream

    return stream(one_stream(built))


def _owners(built: dict[str, Synthesis], config: Config) -> tuple[str | None, str] | None:
    """Return the text of the CODEOWNERS file as it is and as it should be; None if that is the same."""
    from k8skit.environments import owned_places
    from k8skit.files.codeowners import wanted

    old, new = wanted(config.codeowners, config.output, owned_places(built, config))
    return None if (old or "") == new else (old, new)


def _one_stream(environments: tuple[str, ...]) -> Finding:
    help = f"add --environment {environments[0]}, say: one stream holds one environment"
    return Finding("K8S942", f"--stdout needs one environment, and there are {', '.join(environments)}", help=help)


def _refuse_parts(args: Arguments, config: Config, environments: tuple[str, ...]) -> None:
    """Refuse what cannot be written as a base with overlays: the base depends on all environments and all charts."""
    found = []
    if not environments:
        help = 'write environments = ["staging", "production"], say, into k8skit.toml, or choose --format plain'
        found.append(Finding("K8S942", "--format kustomize needs environments, and none are configured", help=help))
    if environments != config.builds:
        help = "leave --environment out; with --stdout it shows the manifests of one environment"
        found.append(Finding("K8S942", "--format kustomize always builds all environments: the base depends on each of them", help=help))
    if args.texts("select"):
        help = "leave --select out, or choose --format plain"
        found.append(Finding("K8S942", "--select cannot write a part of a base with overlays", help=help))
    if config.layout != "file-per-object":
        help = "leave the layout out, or choose --format plain"
        found.append(Finding("K8S942", f"--format kustomize has a file per object, and layout {config.layout} is asked for", help=help))
    if found:
        raise UsageError(*found)


def _texts(built: dict[str, Synthesis], config: Config) -> tuple[dict[str, str], list[Finding]]:
    """Return the texts of all environments by path, and what the API server would refuse of the step to them."""
    if config.format == "kustomize":
        from k8skit.environments import overlays

        return overlays(built, _reader(config.output), config)
    texts: dict[str, str] = {}
    refused: dict[str, list[Finding]] = {}
    for environment, synthesis in built.items():
        made = synthesis.texts(config.layout)
        refused[environment] = _refused(synthesis, made, f"{config.output}/{environment}" if environment else config.output)
        if not environment:
            return made, refused[environment]
        texts.update({f"{environment}/{path}": text for path, text in made.items()})
    from k8skit.environments import told_once

    return texts, told_once(refused)


def _refused(synthesis: Synthesis, texts: dict[str, str], folder: str) -> list[Finding]:
    """Return what the API server would refuse of the step from what is in a folder to the texts: of StatefulSets alone."""
    if not any(m.kind == "StatefulSet" for m in synthesis.manifests):
        return []
    from k8skit.environments import forbidden_changes

    return forbidden_changes(synthesis, texts, _reader(folder))


def _shared_files(built: dict[str, Synthesis], config: Config, texts: dict[str, str]) -> list[str]:
    """Add the record of image versions to the texts; return the paths of those in which bots may change versions."""
    outcomes = {environment: synthesis.images for environment, synthesis in built.items() if synthesis.images is not None}
    if not outcomes:
        return []
    from k8skit.files.images import RECORD, record
    from k8skit.process.images import POLICY

    text = record(config, outcomes)
    if text:
        texts[RECORD] = text
    return [
        path for path, text in texts.items() if (path.startswith("overlays/") and path.endswith("/kustomization.yaml")) or POLICY in text
    ]


def _reader(output: str) -> Callable[[str], str | None]:
    """Return what reads the file that a path of the output has now; None where it has none."""

    def read(path: str) -> str | None:
        try:
            with open(f"{output}/{path}", encoding="utf-8") as file:
                return file.read()
        except (OSError, UnicodeDecodeError):
            return None

    return read


def _others(select: list[str], config: Config, environments: tuple[str, ...]) -> Callable[[str], bool] | None:
    """Return what tells the files of charts and environments that were not selected, which stay as they are; None if all are written."""
    if not select:
        chosen_folders = tuple(f"{environment}/" for environment in environments)
        return None if not config.builds or environments == config.builds else lambda path: not path.startswith(chosen_folders)
    from k8skit.render.plain import encode

    if config.layout == "file-per-app":
        help = "choose another --layout, or --stdout"
        raise UsageError(Finding("K8S942", "--select cannot write a part of the one file of layout file-per-app", help=help))
    tops = sorted((f"{environment}/" for environment in environments), key=len, reverse=True) or [""]  # a folder may lie in another
    names = {encode(chart) for chart in select}
    level = 1 if config.layout == "folder-per-team" else 0

    def stays(path: str) -> bool:
        for top in tops:
            if path.startswith(top):
                parts = path[len(top) :].removesuffix(".yaml").split("/")
                return parts[level : level + 1] == [] or parts[level] not in names or (level > 0 and len(parts) < 3)
        return True

    return stays


def _check(
    config: Config,
    texts: dict[str, str],
    keep: Callable[[str], bool] | None,
    shared: list[str],
    owners: tuple[str | None, str] | None,
    found: list[Finding],
    terminal: Terminal,
    *,
    machine: bool,
) -> tuple[list[Finding], int, str]:
    """Compare with what is there and show the difference: as findings for programs, else as a diff."""
    from k8skit.files.write import check, drift
    from k8skit.report.diff import summary, unified

    folder = _shown(config.output)
    changes = check(config.output, texts, keep=keep, shared=shared)
    if not changes and owners is None:
        return found, 0, "" if terminal.quiet else f"{folder}: up to date, {_counted(len(changes.unchanged), 'file')}"
    files = len(changes.added), len(changes.changed), len(changes.removed)
    if machine or not (any(files) or owners):
        found = found + drift(folder, changes)
        if owners is not None:
            file = _shown(config.codeowners)
            help = "run `k8skit synth` and commit the result"
            found.append(Finding("K8S953", f"{file} is out of date", origin=Origin(config.codeowners), help=help))
        return found, 1, ""
    old = {f"{folder}/{path}": text for path, text in changes.old.items()}
    new = {f"{folder}/{path}": texts[path] for path in changes.added + changes.changed}
    if owners is not None:
        file = _shown(config.codeowners)
        files = (files[0] + (owners[0] is None), files[1] + (owners[0] is not None), files[2])
        old.update({} if owners[0] is None else {file: owners[0]})
        new[file] = owners[1]
    terminal.out(unified(old, new, color=terminal.color_out))
    return found, 1, f"{folder}: {summary(*files)}; run `k8skit synth` and commit the result"


def _summary(config: Config, built: dict[str, Synthesis], select: list[str], changes: Changes, started: float, terminal: Terminal) -> str:
    folder = _shown(config.output)
    objects = _counted(sum(len(synthesis.manifests) for synthesis in built.values()), "object")
    where = _counted(len(select or {chart for synthesis in built.values() for chart in synthesis.charts}), "chart")
    if "" not in built:
        several = {build.partition("/")[0] for build in built} if config.builds else built
        where += f", {_counted(len(several), 'environment' if config.builds else 'App')}"
        if config.clusters:
            where += f" in {_counted(len({build.partition('/')[2] for build in built}), 'cluster')}"
    done = (
        (len(changes.added) + len(changes.changed), "written"),
        (len(changes.removed), "removed"),
        (len(changes.unchanged), "unchanged"),
    )
    did = ", ".join(f"{number} {what}" for number, what in done if number) or "nothing to write"
    lines = [*_kept(built), f"{folder}: {objects} in {where}; {did} ({(perf_counter() - started) * 1000:.0f} ms)"]
    if terminal.verbose:
        for what, paths in (("added", changes.added), ("changed", changes.changed), ("removed", changes.removed)):
            lines[-1:-1] = [f"{what:>9}  {folder}/{path}" for path in paths]
    return "\n".join(lines)


def _kept(built: dict[str, Synthesis]) -> list[str]:
    """Return a line for each version of an image that is another one than app.py's."""
    told: dict[tuple[str, str], list[str]] = {}
    for environment, synthesis in built.items():
        for kept in synthesis.images.kept if synthesis.images is not None else ():
            told.setdefault((kept.used, kept.code), []).append(environment)
    return [f"{', '.join(names)}: " * bool(names[0]) + f"{used} is kept (app.py says {code})" for (used, code), names in told.items()]


def _shown(folder: str) -> str:
    """Return a folder as a person here would type it; without the reports, which a run without findings need not load."""
    try:
        relative = os.path.relpath(folder)
    except (OSError, ValueError):  # the current folder is gone; another drive on Windows
        return folder
    return relative if len(relative) < len(folder) else folder


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
