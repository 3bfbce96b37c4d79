"""App: the root of the tree."""

from __future__ import annotations

from .core import session
from .core.construct import Construct
from .core.origins import caller
from .core.plain import plain
from .errors import CallError
from .finding import Finding, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeVar

    from pydantic import BaseModel

    from .core.guests import AnyScope
    from .files.config import Config
    from .pipeline import Synthesis

    Model = TypeVar("Model", bound=BaseModel)


def _no_feature(name: str, known: Mapping[str, bool]) -> Finding:
    from .names import closest

    near = closest(name, known)
    help = f"the features are {', '.join(known)}" if known else f'write [features] {name} = ["prod"], say, into k8skit.toml'
    help = f'did you mean "{near}"? {help}' if near else help
    return Finding("K8S972", f"there is no feature {name!r}", origin=Origin(*caller()), field="name", value=name, help=help)


class App(Construct):
    """The root of the tree. Constructs directly under it are units of output, named by their ids.

        app = App()
        shop = Chart(app, "shop", namespace="shop")
        ...
        app.synth()

    `k8skit synth`, `python app.py` and a pytest test all run such a file and get the same manifests.
    """

    _leading = "nothing"

    if TYPE_CHECKING:

        def __init__(self) -> None: ...

    else:

        def __init__(self, *args: Any, **given: Any) -> None:
            d = self.__dict__
            d["scope"] = None
            d["id"] = ""
            d["_at"] = caller(self)
            d["_root"] = self
            d["_unit"] = None
            self._fill_and_compose(type(self).plan().fill, args, given)
            current = session.current()
            if current is not None:
                current.apps.append(self)
            else:
                from .cli.standalone import is_program, tell_errors

                if is_program(d["_at"][0]):
                    tell_errors()

    @staticmethod
    def of(construct: AnyScope) -> App:
        """Return the App that a construct belongs to.

        For a construct of cdk8s this is what stands for its app: environments, values and manifests are there as in any App.

            app = cdk8s.App()
            values = App.of(app).values(Values)

        Args:
            construct: a construct of k8skit, or of cdk8s.

        Raises:
            CallError: K8S905 for anything else.
        """
        from .core.guests import native

        found = construct if isinstance(construct, Construct) else native(construct)
        root = found._root if found is not None else None
        if not isinstance(root, App):
            help = "give an App, a Chart or another construct"
            raise CallError(Finding("K8S905", "this is in no App", origin=Origin(*caller()), field="construct", value=construct, help=help))
        return root

    @property
    def environment(self) -> str:
        """The name of the environment that is built, `""` where none are configured.

        An app that a test imports is built for the first environment of the configuration; `k8skit.testing.build` builds it for another.
        """
        return self._built_for()[0]

    @property
    def cluster(self) -> str:
        """The name of the cluster that is built, `""` where none are configured.

        Where `clusters` are configured, the app is built once for each cluster of each environment.
        """
        return self._built_for()[1]

    def feature(self, name: str) -> bool:
        """Tell whether a feature is on in the environment that is built, as the table `features` of the configuration has it.

            if app.feature("monitoring"):
                ServiceMonitor(shop, "orders", ...)

        In Kustomize output what a feature changes stands in a component of its own.

        Args:
            name: the feature.

        Raises:
            CallError: K8S972 for a feature that the configuration does not have.
        """
        current = session.current()
        known = current.features if current is not None else None
        if known is None:
            known = self._config().features_of("/".join(part for part in self._built_for() if part))
        if name not in known:
            raise CallError(_no_feature(name, known))
        self.__dict__.setdefault("_features_asked", set()).add(name)
        return known[name]

    def _built_for(self) -> tuple[str, str]:
        """The environment and the cluster that are built."""
        found: str | None = self.__dict__.get("_environment")
        if found is None:
            current = session.current()
            if current is None or current.environment is None:
                found = self._first_build(handed_over=current is not None)
            else:
                found = f"{current.environment}/{current.cluster}"
            self.__dict__["_environment"] = found
        environment, _, cluster = found.partition("/")
        return environment, cluster

    def values(self, model: type[Model]) -> Model:
        """Read the values of the environment, `environments/<name>.yaml` or `.toml`, through a pydantic model.

        The values of `environments/common.yaml` or `.toml`, where that exists, stand below those of the environment, and those of
        `environments/<name>/<cluster>.yaml` or `.toml` above them: mappings are merged, everything else is replaced.

        Args:
            model: a class made with `pydantic.BaseModel`.

        Returns:
            An instance of it.

        Raises:
            UsageError: K8S945 for values that cannot be read or that the model refuses, K8S946 for keys that it does not take (whatever its
                `extra` says), K8S947 for two files of one environment; all together, each with its file and line.
        """
        from .files.values import read_values

        at = caller()
        environment, cluster = self._built_for()
        current = session.current()
        folder = current.values if current is not None else ""
        if not folder:
            folder = self._config().values
        self.__dict__["_values_read"] = True
        return read_values(model, folder, environment, at, cluster)

    def _first_build(self, *, handed_over: bool) -> str:
        """The environment, with its cluster, of an app that nobody builds for one; a program (`python app.py`) is handed over to `k8skit synth` and ends."""
        builds = self._config().builds
        if builds and not handed_over:
            from .cli.standalone import build_all, is_program

            if is_program(self._at[0]):
                build_all(self._at[0])
        return builds[0] if builds else ""

    def _config(self) -> Config:
        from .files.config import project_config

        return project_config(self._at[0])

    def synth(self) -> None:
        """Synthesise the app: check it and write its output. Nothing can be added to it afterwards.

        Under `k8skit synth` and in tests this only marks the app as complete; run by `python app.py` it does what `k8skit synth` does, with
        the configuration found upwards of the file that calls it, and exits with a code other than 0 if that fails. Where environments are
        configured, the file is run again for each of them.
        """
        current = session.current()
        if current is not None:
            current.synths.append(self)
        else:
            from .cli.standalone import synth

            synth(self, caller()[0])
        self.__dict__["_locked"] = True

    def synthesis(self) -> Synthesis:
        """Return the checked result without writing: manifests, warnings, charts, texts.

        Raises:
            CheckError: with every finding, if one is an error.
        """
        from .pipeline import synth

        return synth(self)

    def manifests(self) -> list[dict[str, Any]]:
        """Return the checked, ordered objects as plain data, without writing anything.

        Raises:
            CheckError: with every finding, if one is an error.
        """
        return [plain(m.object) for m in self.synthesis().manifests]
