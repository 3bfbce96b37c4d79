"""Apps: build an app.py in a test, for any of its environments."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

from ..errors import UsageError
from ..finding import Finding
from ..names import closest

if TYPE_CHECKING:
    from ..app import App


def build(environment: str | None = None, *, app: str | os.PathLike[str] | None = None) -> App:
    """Run an app as `k8skit synth` does, and return its App.

    Its own modules are imported afresh, so that nothing of one environment is left in the next.

    Args:
        environment: the environment to build it for, or `<environment>/<cluster>` where clusters are configured (default: the first of the
            configuration, none if none are configured; the first cluster of an environment).
        app: the file (default: that of the configuration found upwards of the current folder, else `app.py`).

    Raises:
        UsageError: K8S942 for an environment that is not configured; K8S930-935 for what is wrong with the file; K8S940, K8S941 for a bad
            configuration.
    """
    from ..files.config import project_config
    from ..files.run import run_app

    config = project_config(os.path.abspath(app) if app is not None else os.path.join(os.getcwd(), "app.py"))
    known = config.builds if environment is not None and "/" in environment else config.environments
    if environment is not None and environment not in known:
        near = closest(environment, known)
        help = f"the environments are {', '.join(known)}" if known else 'write environments = ["dev", "prod"] into k8skit.toml'
        help = f'did you mean "{near}"? {help}' if near else help
        raise UsageError(Finding("K8S942", f"there is no environment {environment!r}", value=environment, help=help))
    chosen = [b for b in config.builds if environment in (None, b, b.partition("/")[0])]
    root = run_app(app if app is not None else config.app, environment=chosen[0] if chosen else "", values=config.values)
    return cast("App", root)
