"""The project that a command works on: its configuration with the options of the call on top, and the run of its app.

Shared by the commands that run app.py or check manifests.
"""

from __future__ import annotations

import os

from k8skit.errors import UsageError
from k8skit.finding import Finding

from .options import EACH, FLAG, Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from k8skit.files.config import Config
    from k8skit.pipeline import Synthesis

    from .options import Arguments
    from .terminal import Terminal


def _minors() -> Sequence[str]:
    from k8skit.facts import MINORS

    return MINORS


def _formats() -> Sequence[str]:
    from k8skit.report import format_names

    return format_names()


APP = Option("-a", "--app", metavar="FILE", complete="file", env="K8SKIT_APP", help="the app to run (default: app.py)")
STRICT = Option("--strict", kind=FLAG, env="K8SKIT_STRICT", help="take warnings for errors")
KUBERNETES = Option(
    "-k", "--kubernetes", metavar="MINOR", choices=_minors, env="K8SKIT_KUBERNETES", help="the Kubernetes version to check for"
)
ENABLE = Option("--enable", metavar="CODE", kind=EACH, help="run this rule of taste too, or all whose codes begin so: K8S for all")
DISABLE = Option("--disable", metavar="CODE", kind=EACH, help="do not run this rule, or those whose codes begin so")
FORMAT = Option("--format", metavar="FORMAT", choices=_formats, help="how to report findings")


def configure(args: Arguments) -> Config:
    """Return the configuration of this call: its options first, then the environment, the configuration file, the defaults.

    The file is that of `--config`, or the first one found upwards of the app's folder where `--app` is given, else of the current folder.

    Raises:
        UsageError: the configuration cannot be read, or the current folder does not exist any more.
    """
    from k8skit.files.config import Config, find_config, load_config

    try:
        here = os.getcwd()
    except FileNotFoundError:
        raise UsageError(Finding("K8S942", "the current folder does not exist any more", help="change to another one")) from None
    app = args.text("app")
    app = os.path.normpath(os.path.join(here, app)) if app else None
    start = os.path.dirname(app) if app else here
    file = args.text("config") or find_config(start)
    config = load_config(os.path.join(here, file)) if file else Config(start)
    changes: dict[str, object] = {}
    if app:
        changes["app"] = app
    output = args.text("output")
    if output:
        changes["output"] = os.path.normpath(os.path.join(here, output))
    for name in ("layout", "kubernetes"):
        value = args.text(name)
        if value:
            changes[name] = value
    if args.flag("strict"):
        changes["strict"] = True
    for name, before in (("enable", config.enable), ("disable", config.disable)):
        codes = tuple(code.upper() for code in args.texts(name))
        if codes:
            changes[name] = before + codes
    return config.replace(**changes) if changes else config


def synthesise(args: Arguments, config: Config, terminal: Terminal) -> Synthesis:
    """Run the app and return its checked manifests, those of `--select` if the command has it. Keeps the app in `args.root`.

    Raises:
        K8skitError: whatever is wrong with the app or its manifests.
    """
    from k8skit.files.run import run_app
    from k8skit.pipeline import synth

    def build() -> Synthesis:
        if args.root is None:
            args.root = run_app(config.app)
        return synth(args.root, config, select=tuple(args.texts("select")), strict=config.strict)

    if not terminal.live:
        return build()
    from .progress import Progress

    with Progress(live=True) as progress:
        progress.step(f"running {os.path.basename(config.app)}")
        return build()
