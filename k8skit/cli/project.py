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
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from k8skit.core.construct import Construct
    from k8skit.files.config import Config
    from k8skit.pipeline import Synthesis

    from .options import Arguments
    from .terminal import Terminal

    T = TypeVar("T")


def _whose() -> Sequence[str]:
    from k8skit.files.config import IMAGES

    return IMAGES


def _minors() -> Sequence[str]:
    from k8skit.facts import MINORS

    return MINORS


def _channels() -> Sequence[str]:
    from k8skit.files.config import CHANNELS

    return CHANNELS


def _formats() -> Sequence[str]:
    from k8skit.report import format_names

    return format_names()


APP = Option("-a", "--app", metavar="FILE", complete="file", env="K8SKIT_APP", help="the app to run (default: app.py)")
STRICT = Option("--strict", kind=FLAG, env="K8SKIT_STRICT", help="take warnings for errors")
KUBERNETES = Option(
    "-k", "--kubernetes", metavar="MINOR", choices=_minors, env="K8SKIT_KUBERNETES", help="the Kubernetes version to check for"
)
CHANNEL = Option("--gateway-api-channel", metavar="CHANNEL", choices=_channels, help="the channel of the Gateway API that the cluster has")
ENABLE = Option("--enable", metavar="CODE", kind=EACH, help="run this rule of taste too, or all whose codes begin so: K8S for all")
DISABLE = Option("--disable", metavar="CODE", kind=EACH, help="do not run this rule, or those whose codes begin so")
ENVIRONMENT = Option(
    "-e", "--environment", metavar="NAME", kind=EACH, help="build this environment only, or ENVIRONMENT/CLUSTER (default: all)"
)
IMAGES = Option("--images", metavar="WHOSE", choices=_whose, help="image versions: keep those that the output says, or take app.py's")
REPORT = Option("--report", metavar="FORMAT", choices=_formats, help="how to report findings")
"""How findings are told; `--format` is the format of what a command makes."""


def configure(args: Arguments) -> Config:
    """Return the configuration of this call: its options first, then the environment, the configuration file, the defaults.

    The file is that of `--config`, or the first one found upwards of the app's folder where `--app` is given, else of the current folder.

    Raises:
        UsageError: the configuration cannot be read, or the current folder does not exist any more.
    """
    from k8skit.files.config import FORMATS, Config, find_config, load_config

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
    if output and output[:2] in ("~", "~/"):
        help = f"the shell has not replaced ~, and it would be a folder of that name; write --output {os.path.expanduser(output)}"
        raise UsageError(Finding("K8S942", f"--output cannot be {output!r}", value=output, help=help))
    if output:
        changes["output"] = os.path.normpath(os.path.join(here, output))
    for name in ("format", "layout", "kubernetes", "images"):
        value = args.text(name)
        if value and (name != "format" or value in FORMATS):  # `list` has a --format of its own
            changes[name] = value
    channel = args.text("gateway_api_channel")
    if channel:
        changes["gateway_api_channel"] = channel
    if args.flag("strict"):
        changes["strict"] = True
    for name, before in (("enable", config.enable), ("disable", config.disable)):
        codes = tuple(code.upper() for code in args.texts(name))
        if codes:
            changes[name] = before + codes
    config = config.replace(**changes) if changes else config
    if os.path.realpath(config.output) in (os.path.realpath(os.path.expanduser("~")), os.path.abspath(os.sep)):
        help = "name a folder of its own, such as dist"
        raise UsageError(Finding("K8S942", f"the output cannot be {config.output} itself", value=config.output, help=help))
    return config


def chosen(args: Arguments, config: Config) -> tuple[str, ...]:
    """Return what this call builds, of `config.builds` and in its order: that of `--environment`, else all; none if none are configured.

    Raises:
        UsageError: K8S942 for an environment, or a cluster of one, that is not configured.
    """
    names = args.texts("environment")
    unknown = [name for name in names if name not in config.environments and name not in config.builds]
    if unknown:
        raise UsageError(*(_no_environment(name, config) for name in unknown))
    return tuple(build for build in config.builds if not names or build in names or build.partition("/")[0] in names)


def _no_environment(name: str, config: Config) -> Finding:
    from k8skit.names import closest

    known = config.environments
    if not known:
        help = f'write environments = ["{name}", ...] into {os.path.basename(config.file) or "k8skit.toml"}, or leave --environment out'
        return Finding("K8S942", "--environment is given, but no environments are configured", value=name, help=help)
    environment, slash, cluster = name.partition("/")
    if slash and environment in config.clusters:
        clusters = config.clusters[environment]
        near = closest(cluster, clusters)
        help = f"the clusters of {environment} are {', '.join(clusters)}"
        message = f"there is no cluster {cluster!r} of {environment}"
        return Finding("K8S942", message, value=name, help=f'did you mean "{environment}/{near}"? {help}' if near else help)
    near = closest(name, known)
    help = f"the environments are {', '.join(known)}"
    return Finding("K8S942", f"there is no environment {name!r}", value=name, help=f'did you mean "{near}"? {help}' if near else help)


def synthesise_all(
    args: Arguments, config: Config, environments: tuple[str, ...], terminal: Terminal, layout: str = ""
) -> dict[str, Synthesis]:
    """Run the app and return its checked manifests by environment, those of `--select` if the command has it.

    Args:
        args: the options of the call.
        config: the configuration.
        environments: those to build; none if none are configured, then the result is that of `synthesise`.
        terminal: where progress is shown.
        layout: the layout in which the result is going to be written, where it is (see `pipeline.synth`).

    Raises:
        K8skitError: whatever is wrong with the app or its manifests, in any environment.
    """
    if not environments:
        return synthesise(args, config, terminal, layout)
    from k8skit.environments import synth_all

    select = tuple(args.texts("select"))
    if not terminal.live:
        return synth_all(config, environments, select=select, strict=config.strict)
    from .progress import Progress

    with Progress(live=True) as progress:
        return synth_all(
            config,
            environments,
            select=select,
            strict=config.strict,
            progress=lambda name: progress.step(f"running {os.path.basename(config.app)} for {name}"),
        )


def built_apps(args: Arguments, config: Config, terminal: Terminal) -> Sequence[Construct]:
    """Run the app, unless that is done, and return it; of a program of cdk8s all its Apps. Keeps them in `args.apps`.

    Raises:
        K8skitError: whatever is wrong with the app.
    """
    if not args.apps:
        from k8skit.files.run import run_apps

        args.apps = _shown(lambda: run_apps(config.app), config, terminal)
    return args.apps


def synthesise(args: Arguments, config: Config, terminal: Terminal, layout: str = "") -> dict[str, Synthesis]:
    """Run the app and return its checked manifests, those of `--select` if the command has it, under `""`.

    Those of a program of cdk8s with several Apps are returned by their folders (see `k8skit.apps`).

    Raises:
        K8skitError: whatever is wrong with the app or its manifests.
    """
    apps = built_apps(args, config, terminal)
    select = tuple(args.texts("select"))

    def build() -> dict[str, Synthesis]:
        if len(apps) > 1:
            from k8skit.apps import synth_apps

            return synth_apps(apps, config, select=select, strict=config.strict)
        from k8skit.pipeline import synth

        return {"": synth(apps[0], config, select=select, strict=config.strict, keep_images=True, layout=layout)}

    return _shown(build, config, terminal)


def _shown(step: Callable[[], T], config: Config, terminal: Terminal) -> T:
    if not terminal.live:
        return step()
    from .progress import Progress

    with Progress(live=True) as progress:
        progress.step(f"running {os.path.basename(config.app)}")
        return step()
