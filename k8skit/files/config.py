"""The configuration: where app.py and the output are, what to check for; from `k8skit.toml` or `[tool.k8skit]` in `pyproject.toml`.

Called by the command line, the pipeline and the pytest plugin before anything runs. It knows the names and types of all keys, and does not
use them.
"""

from __future__ import annotations

import os

from ..errors import UsageError
from ..finding import ERROR, WARNING, Finding, Origin
from ..names import closest, dns1123_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, TypeAlias

    Wrong: TypeAlias = tuple[str, str]  # what is wrong with a value, and what helps

NAME = "k8skit.toml"
"""The file of the configuration; in `pyproject.toml` it is the table `tool.k8skit`."""
FORMATS = ("plain", "kustomize")
"""The formats of output; `plain` is YAML files, `kustomize` a base with an overlay for each environment."""
IMAGES = ("keep", "code")
"""Whose versions of images are written: those that the output says, where it says any, or those of the app."""
CHANNELS = ("standard", "experimental")
"""The release channels of the Gateway API."""
SEVERITIES = (ERROR, WARNING)
COMMON = "common"
"""Name of the values file that all environments share; no environment has it."""
PYPROJECT = "pyproject.toml"
TABLE = "tool.k8skit"


class Config:
    """What one project is configured to be. Read-only by convention: `replace` makes another one.

    Args:
        root: the folder that relative paths start from: that of the file, or the current one. Stored as an absolute path.
        file: the file that it was read from, `""` for none.
        app: the app to run, absolute or from `root` (default: `app.py`). Stored as an absolute path.
        output: the folder to write to, absolute or from `root` (default: `dist`). Stored as an absolute path.
        layout: how objects become files (default: `file-per-object`; see `k8skit.render.plain.LAYOUTS`).
        kubernetes: the minor version to check for (default: `k8skit.facts.DEFAULT_MINOR`).
        crds: patterns of files with the CRDs of the project, from `root` (default: none).
        strict: whether warnings are errors (default False).
        environments: the names of the environments, in order (default: none).
        clusters: environment -> the names of its clusters, in order, for every environment (default: none, and the app is built once for each
            environment).
        features: feature -> the environments, or `<environment>/<cluster>`, that have it (default: none).
        enable: codes, or beginnings of codes, of rules of taste that are to run too (default: none).
        disable: codes, or beginnings of codes, of rules that are not to run (default: none).
        format: one of `FORMATS` (default: `plain`).
        codeowners: the CODEOWNERS file that gets the owners of teams, absolute or from `root` (default: none). Stored as an absolute path.
        values: the folder with the values of the environments, absolute or from `root` (default: `environments`). Stored as an absolute
            path.
        images: whose versions of images are written, one of `IMAGES` (default: `keep`).
        gateway_api_channel: the release channel of the Gateway API whose fields the cluster has, one of `CHANNELS` (default: `standard`).
        rules: paths of Python files with rules of the project, and names of entry points of `k8skit.rules` (default: none).
        severity: code, or beginning of codes -> the severity that findings have here, `error` or `warning` (default: their own).
        ignore: pattern of files -> codes, or beginnings of codes, of which nothing is said there (default: none).
        options: code -> name -> what is set of a rule (default: each option of a rule has its default).
    """

    __slots__ = (
        "app",
        "clusters",
        "codeowners",
        "crds",
        "disable",
        "enable",
        "environments",
        "features",
        "file",
        "format",
        "gateway_api_channel",
        "ignore",
        "images",
        "kubernetes",
        "layout",
        "options",
        "output",
        "root",
        "rules",
        "severity",
        "strict",
        "values",
    )

    def __init__(
        self,
        root: str | os.PathLike[str] = ".",
        *,
        file: str = "",
        app: str = "app.py",
        output: str = "dist",
        layout: str = "file-per-object",
        kubernetes: str = "",
        crds: tuple[str, ...] = (),
        strict: bool = False,
        environments: tuple[str, ...] = (),
        clusters: Mapping[str, Sequence[str]] = {},
        features: Mapping[str, Sequence[str]] = {},
        enable: tuple[str, ...] = (),
        disable: tuple[str, ...] = (),
        format: str = "plain",
        values: str = "environments",
        codeowners: str = "",
        gateway_api_channel: str = "standard",
        rules: tuple[str, ...] = (),
        severity: Mapping[str, str] = {},
        ignore: Mapping[str, tuple[str, ...]] = {},
        images: str = "keep",
        options: Mapping[str, Mapping[str, object]] = {},
    ) -> None:
        self.root = os.path.abspath(root)
        self.file = file
        self.app = os.path.normpath(os.path.join(self.root, app))
        self.output = os.path.normpath(os.path.join(self.root, output))
        self.layout = layout
        if not kubernetes:
            from ..facts import DEFAULT_MINOR

            kubernetes = DEFAULT_MINOR
        self.kubernetes = kubernetes
        self.crds = crds
        self.strict = strict
        self.environments = environments
        self.clusters = {environment: tuple(names) for environment, names in clusters.items()}
        self.features = {name: tuple(where) for name, where in features.items()}
        self.enable = enable
        self.disable = disable
        self.format = format
        self.images = images
        self.values = os.path.normpath(os.path.join(self.root, values))
        self.codeowners = os.path.normpath(os.path.join(self.root, codeowners)) if codeowners else ""
        self.gateway_api_channel = gateway_api_channel
        self.rules = rules
        self.severity = dict(severity)
        self.ignore = dict(ignore)
        self.options = {code: dict(values) for code, values in options.items()}

    @property
    def builds(self) -> tuple[str, ...]:
        """What the app is built for: the environments; with clusters `<environment>/<cluster>` for each cluster of each environment."""
        if not self.clusters:
            return self.environments
        return tuple(f"{environment}/{cluster}" for environment in self.environments for cluster in self.clusters[environment])

    def features_of(self, build: str) -> dict[str, bool]:
        """Return feature -> whether a build has it, in the order of the configuration.

        Args:
            build: one of `builds`, `""` for an app without environments.
        """
        return {name: build in where or build.partition("/")[0] in where for name, where in self.features.items()}

    def replace(self, **changes: Any) -> Config:
        """Return this configuration with other values.

        Args:
            changes: attribute -> value, as for the class.
        """
        values = {name: getattr(self, name) for name in self.__slots__}
        return Config(**{**values, **changes})

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Config):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Config({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"


def find_config(start: str | os.PathLike[str] = ".") -> str | None:
    """Find the configuration file of a folder: in it or the nearest folder above, up to the root of the repository.

    A `pyproject.toml` counts only if it has a table `tool.k8skit`.

    Args:
        start: a folder, or a file in it (default: the current folder).

    Returns:
        The absolute path, None if there is none.

    Raises:
        UsageError: K8S940 for a `pyproject.toml` that mentions k8skit and cannot be read, and for a folder with both.
    """
    folder = os.path.abspath(start)
    while True:
        own = os.path.join(folder, NAME)
        has_own = os.path.isfile(own)
        path = os.path.join(folder, PYPROJECT)
        if os.path.isfile(path):
            text = _text(path)
            if "k8skit" in text and _table(_parsed(text, path), path) is not None:
                if has_own:
                    message = f"there are two configurations: {own}, and [tool.k8skit] in {path}"
                    raise UsageError(Finding("K8S940", message, origin=Origin(path), help="put all keys into one, and remove the other"))
                return path
        if has_own:
            return own
        above = os.path.dirname(folder)
        if above == folder or os.path.lexists(os.path.join(folder, ".git")):
            return None
        folder = above


def load_config(path: str | os.PathLike[str]) -> Config:
    """Read a configuration file.

    Args:
        path: a `k8skit.toml`, a `pyproject.toml` with a table `tool.k8skit`, or a file of any other name with the content of the former.

    Returns:
        The configuration; what the file does not say has its default.

    Raises:
        UsageError: with everything that is wrong: K8S940 for a file that cannot be read, is no TOML, or has a value of the wrong type or
            that does not exist; K8S941 for an unknown key.
    """
    path = os.path.abspath(path)
    text = _text(path)
    document = _parsed(text, path)
    name = TABLE if os.path.basename(path) == PYPROJECT else ""
    found = _table(document, path)
    if found is None:
        raise UsageError(Finding("K8S940", f"{path} has no table [{TABLE}]", origin=Origin(path), help=f"add one, or write a {NAME}"))
    from .toml import line_of

    findings = []
    values: dict[str, Any] = {}
    for key, value in found.items():
        at = Origin(path, line_of(text, key, name))
        rule = _KEYS.get(key)
        if rule is None:
            findings.append(Finding("K8S941", f"unknown key {key!r} in the configuration", origin=at, field=key, help=_known(key)))
            continue
        problems = list(rule(value))
        findings += [Finding("K8S940", f"{key} {problem}", origin=at, field=key, value=value, help=help) for problem, help in problems]
        if not problems:
            values[key.replace("-", "_")] = tuple(value) if isinstance(value, list) else value
    if "clusters" in values and "environments" not in [f.field for f in findings]:
        at = Origin(path, line_of(text, "clusters", name))
        findings += _other_environments(values["clusters"], values.get("environments", ()), at)
    if findings:
        raise UsageError(*findings)
    config = Config(os.path.dirname(path), file=path, **values)
    if config.features:
        known = list(dict.fromkeys([*config.environments, *config.builds]))
        at = Origin(path, line_of(text, "features", name))
        for feature, where in config.features.items():
            for build in where:
                if build not in known:
                    near = closest(build, known)
                    help = (f'did you mean "{near}"? ' if near else "") + _told(known)
                    message = f"features.{feature} names {build!r}, which is no environment"
                    findings.append(Finding("K8S940", message, origin=at, field="features", value=build, help=help))
    if findings:
        raise UsageError(*findings)
    return config


def project_config(file: str) -> Config:
    """Return the configuration of the project that a file lies in: that found upwards of it, else the defaults.

    Args:
        file: the file, such as an app.

    Raises:
        UsageError: as for `load_config`.
    """
    path = find_config(os.path.dirname(file))
    return load_config(path) if path else Config(os.path.dirname(file))


def _text(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8-sig")  # editors on Windows put a mark in front
    except OSError as e:
        help = f"write a {NAME}, or name another file" if isinstance(e, FileNotFoundError) else "make it a file that this user can read"
        raise UsageError(Finding("K8S940", f"cannot read {path}: {e.strerror}", origin=Origin(path), help=help)) from e
    except UnicodeDecodeError as e:
        raise UsageError(
            Finding("K8S940", f"{path} is not UTF-8: {e.reason} at byte {e.start}", origin=Origin(path), help="save it as UTF-8")
        ) from e


def _parsed(text: str, path: str) -> dict[str, Any]:
    from .toml import loads

    try:
        return loads(text)
    except ValueError as e:
        message = str(e)
        line = message.partition("(at line ")[2].partition(",")[0]
        at = Origin(path, int(line) if line.isdecimal() else 0)
        raise UsageError(Finding("K8S940", f"{path} is no TOML: {message}", origin=at, help="see https://toml.io for the syntax")) from e


def _table(document: dict[str, Any], path: str) -> dict[str, Any] | None:
    """Return the table that configures k8skit."""
    if os.path.basename(path) != PYPROJECT:
        return document
    tool = document.get("tool")
    found = tool.get("k8skit") if isinstance(tool, dict) else None
    if found is not None and not isinstance(found, dict):
        raise UsageError(Finding("K8S940", f"{TABLE} is {_shown(found)}, not a table", origin=Origin(path), help=f"write [{TABLE}]"))
    return found


def _known(key: str) -> str:
    if key == "tool":
        return f"in {NAME} the keys stand at the top, without [{TABLE}]"
    near = closest(key, _KEYS)
    names = f"the keys are {', '.join(_KEYS)}"
    return f"did you mean {near}? {names}" if near else names


def _shown(value: object) -> str:
    kinds = {bool: "a boolean", int: "an integer", float: "a float", str: "a string", list: "an array"}
    return kinds.get(type(value), "a table" if isinstance(value, dict) else "a date")


def _path(value: object) -> Iterator[Wrong]:
    if not isinstance(value, str):
        yield f"must be a string, not {_shown(value)}", 'name a path in quotes, such as "app.py" or "dist"'
    elif not value:
        yield "must not be empty", "name a path, from the folder of the configuration"
    elif "\0" in value:
        yield "must not have a null character", "name a path, from the folder of the configuration"
    elif value == "~" or value[:2] in ("~/", "~\\"):
        help = f"~ is not replaced here, and would be a folder of that name; write {os.path.expanduser(value)}"
        yield f"cannot be {value!r}", help


def _choice(choices: Callable[[], tuple[str, ...]]) -> Callable[[object], Iterator[Wrong]]:
    def rule(value: object) -> Iterator[Wrong]:
        known = choices()
        if value in known and isinstance(value, str):
            return
        help = f"choose from {', '.join(known)}"
        if isinstance(value, str):
            near = closest(value, known)
            yield f"cannot be {value!r}", f'did you mean "{near}"? {help}' if near else help
            return
        if isinstance(value, float | int) and str(value) in known:
            help = f'write it as a string: "{value}"'
        yield f"must be a string, not {_shown(value)}", help

    return rule


def _strings(value: object, help: str = 'for example ["crds/*.yaml"]') -> Iterator[Wrong]:
    if not isinstance(value, list):
        yield f"must be an array of strings, not {_shown(value)}", help
        return
    for kind in dict.fromkeys(_shown(item) for item in value if not isinstance(item, str)):
        yield f"must be an array of strings, and has {kind} in it", help
    if "" in value:
        yield "has an empty string in it", f"remove it; {help}"


def _names(value: object, help: str) -> Iterator[Wrong]:
    """Say what is wrong with an array of names of which each stands once."""
    problems = list(_strings(value, help))
    yield from problems
    if problems or not isinstance(value, list):
        return
    for name in dict.fromkeys(value):
        problem = dns1123_label(name)
        if problem:
            yield f"has a name that cannot be one, {name!r}: it {problem}", help
        elif value.count(name) > 1:
            yield f"has {name!r} twice", "remove one"


def environment_problems(value: object) -> list[Wrong]:
    """Return all that is wrong with a list of names of environments, each with what helps.

    Args:
        value: what the configuration, or somebody on the command line, says.
    """
    found = list(_names(value, 'for example ["staging", "prod"]'))
    if isinstance(value, list) and COMMON in value:
        found.append((f"has the name {COMMON!r}, which is that of the values that all environments share", "choose another name"))
    return found


def _clusters(value: object) -> Iterator[Wrong]:
    help = 'for example { staging = ["eu"], prod = ["eu", "us"] }'
    if not isinstance(value, dict):
        yield f"must be a table, not {_shown(value)}", help
        return
    for environment, names in value.items():
        if names == []:
            yield f"of {environment} must not be empty", help
        for problem, what in _names(names, help):
            yield f"of {environment} {problem}", what


def _features(value: object) -> Iterator[Wrong]:
    help = 'for example { monitoring = ["prod"] }'
    if not isinstance(value, dict):
        yield f"must be a table, not {_shown(value)}", help
        return
    for name, where in value.items():
        problem = dns1123_label(name)
        if problem:
            yield f"has a name that cannot be one, {name!r}: it {problem}", help
        for problem, what in _strings(where, help):
            yield f"of {name} {problem}", what


def _told(environments: Sequence[str]) -> str:
    """The environments, in words; where there are none, how there come to be some."""
    return f"the environments are {', '.join(environments)}" if environments else 'name them: environments = ["dev", "prod"]'


def _other_environments(clusters: Mapping[str, object], environments: Sequence[str], at: Origin) -> list[Finding]:
    """Return what is wrong with the environments that clusters are given for: all have some, so that every overlay is as deep as the others."""
    findings = []
    for environment in clusters:
        if environment not in environments:
            near = closest(environment, environments)
            help = f'did you mean "{near}"? ' if near else ""
            message = f"clusters names {environment!r}, which is no environment"
            findings.append(Finding("K8S940", message, origin=at, field="clusters", value=environment, help=help + _told(environments)))
    for environment in environments:
        if environment not in clusters:
            message = f"clusters says nothing of the environment {environment!r}"
            help = f'every environment has clusters, or none has: {environment} = ["..."]'
            findings.append(Finding("K8S940", message, origin=at, field="clusters", help=help))
    return findings


def _codes(value: object) -> Iterator[Wrong]:
    help = 'for example ["K8S5", "K8S401"]'
    yield from _strings(value, help)
    for code in value if isinstance(value, list) else ():
        letters = code.rstrip("0123456789") if isinstance(code, str) else ""
        if isinstance(code, str) and code and not (letters.isascii() and letters.isalnum() and letters.isupper()):
            yield f"has {code!r} in it, which is no code and no beginning of one", help


def _severities(value: object) -> Iterator[Wrong]:
    help = 'for example { K8S5 = "warning", K8S401 = "error" }'
    if not isinstance(value, dict):
        yield f"must be a table, not {_shown(value)}", help
        return
    for code, severity in value.items():
        for problem, _ in _codes([code]):
            yield problem, help
        if severity not in SEVERITIES:
            yield f"of {code} cannot be {severity!r}", f"choose from {', '.join(SEVERITIES)}; `disable` takes what is to be off"


def _ignores(value: object) -> Iterator[Wrong]:
    help = 'for example { "legacy/**" = ["K8S5"] }'
    if not isinstance(value, dict):
        yield f"must be a table, not {_shown(value)}", help
        return
    for pattern, codes in value.items():
        if not pattern:
            yield f"of {pattern!r} names no file", help
        elif os.path.isabs(pattern):
            yield f"of {pattern!r} is never met: patterns start from the folder of the configuration", help
        for problem, _ in _codes(codes):
            yield f"of {pattern!r} {problem}", help


def _options(value: object) -> Iterator[Wrong]:
    help = "for example { K8S514 = { replicas = 2 } }"
    if not isinstance(value, dict):
        yield f"must be a table, not {_shown(value)}", help
        return
    for code, values in value.items():
        for problem, _ in _codes([code]):
            yield problem, help
        if not isinstance(values, dict):
            yield f"of {code} must be a table, not {_shown(values)}", help


def _boolean(value: object) -> Iterator[Wrong]:
    if not isinstance(value, bool):
        yield f"must be a boolean, not {_shown(value)}", "write true or false"


def _layouts() -> tuple[str, ...]:
    from ..render.plain import LAYOUTS

    return LAYOUTS


def _minors() -> tuple[str, ...]:
    from ..facts import MINORS

    return MINORS


_KEYS: dict[str, Callable[[object], Iterable[Wrong]]] = {
    "app": _path,
    "output": _path,
    "layout": _choice(_layouts),
    "kubernetes": _choice(_minors),
    "crds": _strings,
    "strict": _boolean,
    "environments": environment_problems,
    "clusters": _clusters,
    "features": _features,
    "enable": _codes,
    "disable": _codes,
    "rules": _strings,
    "severity": _severities,
    "ignore": _ignores,
    "options": _options,
    "format": _choice(lambda: FORMATS),
    "values": _path,
    "images": _choice(lambda: IMAGES),
    "codeowners": _path,
    "gateway-api-channel": _choice(lambda: CHANNELS),
}
