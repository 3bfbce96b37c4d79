"""`k8skit check`: check the manifests of an app, or any YAML files, and write nothing."""

from __future__ import annotations

import sys

from k8skit.cli.options import MANY, Option
from k8skit.cli.project import APP, FORMAT, KUBERNETES, STRICT, configure, synthesise
from k8skit.errors import K8skitError, UsageError
from k8skit.finding import ERROR, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from k8skit.cli.options import Arguments
    from k8skit.cli.terminal import Terminal
    from k8skit.files.config import Config

SUMMARY = "check the manifests of an app, or any YAML files"
DESCRIPTION = """Check the manifests that app.py makes, or those in YAML and JSON files whoever made them, against what Kubernetes and
the known CRDs accept. Nothing is written.

The findings go to standard output. Exit codes: 0 no error, 1 an error in a manifest, 2 the call, app.py or a file is wrong."""
OPTIONS = (
    APP,
    Option(
        "-f",
        "--file",
        metavar="PATH",
        kind=MANY,
        complete="file",
        help="check these files and folders instead of app.py; - is standard input",
    ),
    STRICT,
    KUBERNETES,
    FORMAT,
)
EXAMPLES = (
    ("k8skit check", "check what app.py makes"),
    ("k8skit check -f manifests/ more.yaml", "check files, and all files of a folder"),
    ("helm template shop | k8skit check -f -", "check what another tool made"),
    ("k8skit check --kubernetes 1.37", "before an upgrade of the cluster"),
    ("k8skit check --format github", "annotations in GitHub Actions"),
)


def run(args: Arguments, terminal: Terminal) -> int:
    """Check, report, and say by the exit code whether there is an error; see the module."""
    format = args.text("format") or "text"
    try:
        found, objects = _checked(args, configure(args), terminal)
        code = 1 if any(finding.severity == ERROR for finding in found) else 0
    except K8skitError as error:
        found, objects, code = list(error.findings), None, error.exit_code
    if terminal.quiet and format == "text":
        found = [finding for finding in found if finding.severity == ERROR]
        if not found:
            return code
    from k8skit.cli.failure import tell

    tell(found, terminal, format, to_output=code < 2 or format != "text", objects=objects)
    return code


def _checked(args: Arguments, config: Config, terminal: Terminal) -> tuple[list[Finding], int | None]:
    """Return the findings and the number of objects that were checked, None if that is not known."""
    files = args.texts("file")
    if not files:
        synthesis = synthesise(args, config, terminal)
        return synthesis.warnings, len(synthesis.manifests)
    if args.given("app"):
        raise UsageError(Finding("K8S942", "--app and --file exclude each other", help="check the app, or check files"))
    from k8skit.files.read import read_manifests
    from k8skit.pipeline import check

    manifests = read_manifests(files, sys.stdin.buffer)
    if not manifests:
        terminal.note(f"k8skit: there are no manifests in {', '.join(files)}")
    return check(manifests, config, strict=config.strict), len(manifests)
