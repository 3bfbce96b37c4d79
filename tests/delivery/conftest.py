"""What an app delivers, for one or several environments, without files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from k8skit import App
from k8skit.environments import delivered
from k8skit.pipeline import synth
from k8skit.yamltext import load_all
from tests.cli.conftest import project as project

if TYPE_CHECKING:
    from collections.abc import Callable

    from k8skit.files.config import Config


def texts(build: Callable[[App], object], *environments: str, config: Config | None = None) -> dict[str, str]:
    """Path -> text of what is delivered, where `build` makes the app of each environment."""
    built = {}
    for environment in environments or ("",):
        app = App()
        app.__dict__["_environment"] = environment
        build(app)
        built[environment] = synth(app, config)
    return delivered(built, config)


def objects(build: Callable[[App], object], *environments: str, config: Config | None = None) -> dict[str, dict[str, Any]]:
    """Path without `.yaml` -> object that is delivered."""
    found = texts(build, *environments, config=config)
    return {path.removesuffix(".yaml"): load_all(text, path)[0].object for path, text in found.items()}
