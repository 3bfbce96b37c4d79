"""`k8skit check`: check the manifests of an app, or any YAML files, and write nothing."""

from __future__ import annotations

from k8skit.cli.options import FLAG, MANY, Option
from k8skit.cli.progress import Progress
from k8skit.cli.project import APP, CHANNEL, DISABLE, ENABLE, ENVIRONMENT, KUBERNETES, REPORT, STRICT, built_apps, chosen, configure
from k8skit.errors import K8skitError, UsageError
from k8skit.finding import ERROR, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from k8skit.cli.options import Arguments
    from k8skit.cli.terminal import Terminal
    from k8skit.files.config import Config
    from k8skit.rules import Rule

SUMMARY = "check the manifests of an app, or any YAML files"
DESCRIPTION = """Check the manifests that app.py makes, or those in YAML and JSON files whoever made them, against what Kubernetes and
the known CRDs accept. Nothing is written. With environments, the app is run for each of them, and a finding says which ones have it.

The findings go to standard output. Exit codes: 0 no error, 1 an error in a manifest or in
the YAML of a file, 2 the call or app.py is wrong, or a file is not there."""
OPTIONS = (
    APP,
    ENVIRONMENT,
    Option(
        "-f",
        "--file",
        metavar="PATH",
        kind=MANY,
        complete="file",
        help="check these files and folders instead of app.py; - is standard input",
    ),
    Option("--whole", kind=FLAG, help="take the files for all there is: a reference to what is not in them is an error"),
    STRICT,
    ENABLE,
    DISABLE,
    KUBERNETES,
    CHANNEL,
    Option("--format", *REPORT.names, metavar=REPORT.metavar, choices=REPORT.choices, help=REPORT.help),
    Option("--diff", kind=FLAG, help="print the fixes that are certain, as a diff that patch -p0 takes; the counts go to standard error"),
    Option("--explain", metavar="CODE", help="check nothing; print what a rule is about, such as K8S203"),
)
EXAMPLES = (
    ("k8skit check", "check what app.py makes"),
    ("k8skit check -f manifests/ more.yaml", "check files, and all files of a folder"),
    ("helm template shop | k8skit check -f -", "check what another tool made"),
    ("kubectl kustomize overlays/prod | k8skit check --whole -f -", "all that is deployed: nothing may be missing"),
    ("k8skit check --kubernetes 1.37", "before an upgrade of the cluster"),
    ("k8skit check --enable K8S5 -f manifests/", "with the opt-in rules on reliability"),
    ("k8skit check -f manifests/ --diff | patch -p0", "put right what is certain; only those lines change"),
    ("k8skit check --format github", "annotations in GitHub Actions"),
    ("k8skit check --explain K8S203", "what that finding means, and what to do"),
)


def run(args: Arguments, terminal: Terminal) -> int:
    """Check, report, and say by the exit code whether there is an error; see the module."""
    explained = args.text("explain")
    if explained:
        return _explain(explained.upper(), terminal, _own_rules(configure(args)))
    format = args.text("report") or "text"
    files = args.texts("file")
    objects: int | None = None
    stdin: str | bytes = ""
    own: Sequence[Rule] = ()
    try:
        if files and args.given("app"):
            raise UsageError(Finding("K8S942", "--app and --file exclude each other", help="check the app, or check files"))
        if files and args.texts("environment"):
            raise UsageError(
                Finding("K8S942", "--environment and --file exclude each other", help="files are checked as they are, in no environment")
            )
        if args.flag("whole") and not files:
            raise UsageError(Finding("K8S942", "--whole is for files", help="name them with --file; an app is all there is anyway"))
        if args.flag("diff") and args.given("report"):
            raise UsageError(Finding("K8S942", "--diff and --format exclude each other", help="--format json has the fixes too"))
        config = configure(args)
        if files:
            found, objects, stdin = _check_files(files, config, terminal, closed=args.flag("whole"))
        else:
            found, objects = _check_app(args, config, terminal)
        code = _exit_code(found)
        own = _own_rules(config)
    except K8skitError as error:
        found, code = list(error.findings), error.exit_code
    if args.flag("diff") and objects is not None:
        _show_fixes(found, objects, terminal, files=bool(files))
        return code
    if format == "json" and files and any(f.fix is not None for f in found):
        from k8skit.cli.fixes import as_written

        as_written(found)
    if files:
        from k8skit.files.read import at_their_lines

        at_their_lines(found, stdin)
        found.sort(key=lambda f: f.sort_key)
    if terminal.quiet and format == "text":
        found = [finding for finding in found if finding.severity == ERROR]
        if not found:
            return code
    from k8skit.cli.failure import tell

    tell(found, terminal, format, to_output=objects is not None or format != "text", objects=objects, own=own)
    return code


def _check_app(args: Arguments, config: Config, terminal: Terminal) -> tuple[list[Finding], int]:
    """Return the findings on what app.py makes, and the number of its objects."""
    environments = chosen(args, config)
    if environments:
        from k8skit.environments import check_all

        with Progress(terminal.live) as progress:
            progress.step(f"running {config.app}")
            return check_all(config, environments, strict=config.strict)
    from k8skit.apps import check_apps

    apps = built_apps(args, config, terminal)
    return check_apps(apps, config, strict=config.strict)


def _check_files(paths: list[str], config: Config, terminal: Terminal, *, closed: bool) -> tuple[list[Finding], int, str | bytes]:
    """Return the findings on the objects of files, with what cannot be read among them, the number of objects, and the text of standard input."""
    from k8skit.files.read import read_manifests
    from k8skit.pipeline import check

    with Progress(terminal.live) as progress:
        progress.step("reading files")
        errors: list[Finding] = []
        manifests = read_manifests(paths, progress=lambda path, _: progress.step(f"reading {path}"), errors=errors)
        if terminal.verbose:
            for path in manifests.skipped:
                terminal.note(f"passed over, since Kustomize uses it: {path}")
        if not manifests and not errors and "-" in paths and not manifests.skipped:
            help = "did the command before the pipe fail?"
            errors.append(Finding("K8S942", "standard input holds no manifests", help=help))
        what = f"checking {len(manifests)} objects"
        progress.step(what)
        found = errors + check(
            manifests,
            config,
            closed=closed,
            externals=manifests.externals,
            strict=config.strict,
            progress=lambda code: progress.step(f"{what}, {code}"),
        )
        return found, len(manifests), manifests.stdin


def _show_fixes(found: list[Finding], objects: int, terminal: Terminal, *, files: bool) -> None:
    """Print the diff of the fixes; tell what cannot be read, and how many findings and fixes there are, on standard error."""
    from k8skit.cli.failure import tell
    from k8skit.cli.fixes import of_files, of_objects
    from k8skit.report.formats.text import summary

    shown = (of_files if files else of_objects)(found, color=terminal.color_out)
    terminal.out(shown.text)
    unread = [f for f in found if f.object is None]
    if unread:
        tell(unread, terminal)
    if len(unread) < len(found) or not found:
        terminal.note(f"{summary(found, objects, color=terminal.color_err)}; {shown.counts()}")


def _own_rules(config: Config) -> Sequence[Rule]:
    if not config.rules:
        return ()
    from k8skit.files.own_rules import load_rules

    return load_rules(config.root, config.rules)


def _exit_code(found: list[Finding]) -> int:
    if any(finding.code == "K8S942" for finding in found):
        return 2  # a path that does not exist
    return 1 if any(finding.severity == ERROR for finding in found) else 0


def _explain(code: str, terminal: Terminal, own: Sequence[Rule]) -> int:
    """Print what a rule says of itself."""
    from k8skit.rules import codes, find

    rule = next((rule for rule in own if rule.code == code), None) or find(code)
    if rule is None:
        from k8skit.names import closest
        from k8skit.report.codes import MEANINGS

        if code in MEANINGS:
            terminal.out(
                f"{code}: {MEANINGS[code]}\n\nno rule: found by a check of its own, whose errors cannot be disabled; each finding says what to do\n"
            )
            return 0
        known = [*codes(), *(rule.code for rule in own), *MEANINGS]
        near = closest(code, known)
        help = f"did you mean {near}? " if near else ""
        help += "docs/reference/rules.md lists the rules, and docs/reference/codes.md all other codes"
        raise UsageError(Finding("K8S942", f"{code} is the code of no rule", value=code, help=help))
    lines = [f"{rule.code}: {rule.title}", ""]
    if rule.about:
        lines += [rule.about, ""]
    lines.append(f"at worst  {rule.severity}" + (f"; a rule of taste: --enable {rule.code}" if rule.opt_in else ""))
    told = (("why", rule.why), ("fix", rule.fix), ("source", rule.source), ("also", ", ".join(rule.known_as)))
    lines += [f"{name:<9} {text}" for name, text in told if text]
    if rule.options:
        from k8skit.rules.rule import shown_option

        lines += [f"option    {name} = {shown_option(default)}: {what}" for name, (default, what) in rule.options.items()]
    terminal.out("\n".join([*lines, ""]))
    return 0
