"""Values of environments: a YAML or TOML file for each, read through the user's pydantic model.

Called by `App.values`, and by the pipeline, which wants to know of files that nobody reads. pydantic is loaded by the user's model; this
module loads PyYAML or tomllib where a file asks for them.
"""

from __future__ import annotations

import os

from ..errors import CallError, K8skitError, UsageError
from ..finding import NO_VALUE, Finding, Origin
from ..names import closest
from .config import COMMON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, TypeVar

    from pydantic import BaseModel, ValidationError

    Model = TypeVar("Model", bound=BaseModel)
    Path = tuple[str | int, ...]
    Places = dict[Path, tuple[str, int]]

SUFFIXES = (".yaml", ".yml", ".toml")
"""What the name of a file of values may end in."""


def read_values(model: type[Model], folder: str, environment: str, at: tuple[str, int], cluster: str = "") -> Model:
    """Read the values of one environment: its file, over that which all environments share, and below that of the cluster, where there is one.

    Args:
        model: the class to make an instance of.
        folder: the folder with the files, absolute.
        environment: name of the environment.
        at: file and line of the call, for errors about it.
        cluster: name of the cluster, whose file stands in a folder of the environment (default: none).

    Returns:
        The instance.

    Raises:
        CallError: K8S902 if `model` is no pydantic model.
        UsageError: K8S945 where there is no environment or no file, for a file that cannot be read, and for each value that the model
            refuses; K8S946 for each key that it does not take; K8S947 for two files of one name; K8S920-924 for YAML that cannot be read.
    """
    if not isinstance(model, type) or not hasattr(model, "model_validate"):
        help = "give a class of yours that is made with pydantic.BaseModel"
        raise CallError(Finding("K8S902", "app.values takes a pydantic model", origin=Origin(*at), field="model", value=model, help=help))
    if not environment:
        help = 'write environments = ["dev", "prod"] into k8skit.toml; app.values reads a file for each'
        raise UsageError(Finding("K8S945", "app.values is called, but no environments are configured", origin=Origin(*at), help=help))
    files = files_of(folder)
    findings = _doubles(files, (COMMON, environment))
    inside = files_of(os.path.join(folder, environment)) if cluster else {}
    findings += _doubles(inside, (cluster,))
    if environment not in files:
        findings.append(_missing(folder, environment, files, at))
    if findings:
        raise UsageError(*findings)
    data: dict[str, Any] = {}
    places: Places = {}
    paths = [os.path.join(folder, files[name][0]) for name in (COMMON, environment) if name in files]
    paths += [os.path.join(folder, environment, name) for name in inside.get(cluster, ())]
    for path in paths:
        try:
            found, lines = _read(path)
        except K8skitError as e:
            findings += e.findings
            continue
        places[()] = (path, 1)
        _merge(data, places, found, {key: (path, line) for key, line in lines.items()}, ())
    if findings:
        raise UsageError(*findings)
    return _validated(model, data, places)


def files_of(folder: str) -> dict[str, list[str]]:
    """Return name of an environment -> the names of its files, sorted; empty if there is no such folder."""
    found: dict[str, list[str]] = {}
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return found
    for name in names:
        stem, suffix = os.path.splitext(name)
        if suffix in SUFFIXES and stem[:1] != ".":
            found.setdefault(stem, []).append(name)
    return found


class Reading:
    """Which files of values are read while the environments are built.

    Args:
        folder: the folder with the files, absolute.
        environments: the configured environments.
        clusters: environment -> its clusters, where any are configured (default: none).
    """

    def __init__(self, folder: str, environments: Sequence[str], clusters: Mapping[str, Sequence[str]] = {}) -> None:
        self._folder = folder
        self._environments = environments
        self._clusters = clusters
        self._files = files_of(folder)
        self._inside = {name: files_of(os.path.join(folder, name)) for name in _folders(folder)} if clusters else {}
        self._read: dict[str, bool] = {}

    def noted(self, environment: str, *, read: bool) -> None:
        """Note whether the app asked for the values of an environment, or of `<environment>/<cluster>`."""
        self._read[environment] = read

    def unread(self, environment: str) -> list[Finding]:
        """Return a finding K8S948 for each file of an environment, or of `<environment>/<cluster>`, that the app did not ask for."""
        files: list[str] = []
        if not self._read.get(environment, True):
            name, _, cluster = environment.partition("/")
            files += [os.path.join(name, file) for file in self._inside.get(name, {}).get(cluster, ())]
            files += self._files.get(name, ())
        everything = sum(len(self._clusters.get(name, ("",))) for name in self._environments)
        if len(self._read) == everything and not any(self._read.values()):
            files += self._files.get(COMMON, ())  # where some are left out, one of them may read it
        help = 'call app.values(...) with your pydantic model, or remove the file; if it is none of k8skit, name another folder: values = "..."'
        return [
            Finding(
                "K8S948",
                f"the values in {os.path.join(os.path.basename(self._folder), file)} are never read",
                origin=Origin(os.path.join(self._folder, file)),
                help=help,
            )
            for file in files
        ]

    def strays(self) -> list[Finding]:
        """Return a finding K8S947 for each file of an environment or a cluster that is not configured, if anything reads files of the folder."""
        if not any(self._read.values()):
            return []
        help = f"the environments are {', '.join(self._environments)}; {COMMON} is for all of them"
        findings = self._strays("", self._files, [*self._environments, COMMON], "environment", help)
        for name, files in self._inside.items():
            clusters = self._clusters.get(name, ())
            known = f"the clusters of {name} are {', '.join(clusters)}" if clusters else f"{name} is no environment"
            findings += self._strays(name, files, clusters, "cluster", known)
        return findings

    def _strays(self, inside: str, found: Mapping[str, list[str]], known: Sequence[str], what: str, help: str) -> list[Finding]:
        """The findings for the files of one folder whose names are not known."""
        findings = []
        for name, files in found.items():
            if name not in known:
                near = closest(name, known)
                for file in files:
                    path = os.path.join(inside, file)
                    message = f"{os.path.join(os.path.basename(self._folder), path)} holds the values of no {what}"
                    more = f'did you mean "{near}"? {help}' if near else help
                    findings.append(Finding("K8S947", message, origin=Origin(os.path.join(self._folder, path)), help=more))
        return findings


def _folders(folder: str) -> list[str]:
    """The names of the folders in a folder, sorted, but for hidden ones."""
    try:
        return sorted(entry.name for entry in os.scandir(folder) if entry.is_dir() and entry.name[:1] != ".")
    except OSError:
        return []


def _doubles(files: dict[str, list[str]], names: Sequence[str]) -> list[Finding]:
    return [
        Finding("K8S947", f"there is both {' and '.join(files[name])}", origin=Origin(files[name][0]), help="keep one of them")
        for name in names
        if len(files.get(name, ())) > 1
    ]


def _missing(folder: str, environment: str, files: dict[str, list[str]], at: tuple[str, int]) -> Finding:
    wanted = os.path.join(folder, f"{environment}.yaml")
    near = closest(environment, files)
    there = ", ".join(name for names in files.values() for name in names)
    help = f"is {files[near][0]} meant to be it? " if near else ""
    help += "write it; it may be empty where the model has defaults"
    help += f"; there is {there}" if there else ""
    return Finding("K8S945", f"there is no {wanted}, nor one with .toml", origin=Origin(*at), help=help)


def _read(path: str) -> tuple[dict[str, Any], dict[Path, int]]:
    """Return the data of a file and the lines of its keys."""
    try:
        with open(path, "rb") as file:
            text = file.read()
    except OSError as e:
        help = "give this user the right to read it" if isinstance(e, PermissionError) else "name a file"
        raise UsageError(Finding("K8S945", f"cannot read {path}: {(e.strerror or str(e)).lower()}", origin=Origin(path), help=help)) from e
    if path.endswith(".toml"):
        return _toml(text, path)
    from ..yamltext import load_data

    data = load_data(text, path)
    if data is None:
        return {}, {}
    from ..yamltext.places import lines

    if type(data) is not dict:
        what = "a list" if type(data) is list else f"a single value, {data!r}"
        help = "write a mapping, such as `replicas: 2`"
        raise UsageError(Finding("K8S945", f"{path} holds {what}, not values by their names", origin=Origin(path, 1), help=help))
    return data, lines(text.decode("utf-16" if text[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"))


def _toml(text: bytes, path: str) -> tuple[dict[str, Any], dict[Path, int]]:
    import tomllib

    from .toml import lines

    try:
        decoded = text.decode()
        return tomllib.loads(decoded), lines(decoded)
    except UnicodeDecodeError as e:
        message, line, help = f"{path} is not UTF-8: {e.reason} at byte {e.start}", 0, "save it as UTF-8"
    except tomllib.TOMLDecodeError as e:
        message, help = f"{path} is no TOML: {e}", "see https://toml.io for the syntax"
        number = str(e).partition("(at line ")[2].partition(",")[0]
        line = int(number) if number.isdecimal() else 0
    raise UsageError(Finding("K8S945", message, origin=Origin(path, line), help=help))


def _merge(data: dict[str, Any], places: Places, over: dict[str, Any], over_places: Places, path: Path) -> None:
    """Put mappings into mappings; everything else replaces what was there."""
    for key, value in over.items():
        at = (*path, key)
        known = data.get(key)
        if at in over_places:
            places[at] = over_places[at]
        if type(known) is dict and type(value) is dict:
            _merge(known, places, value, over_places, at)
        else:
            data[key] = value
            for other in [other for other in places if len(other) > len(at) and other[: len(at)] == at]:
                del places[other]
            places.update({other: place for other, place in over_places.items() if other[: len(at)] == at})


def _validated(model: type[Model], data: dict[str, Any], places: Places) -> Model:
    from pydantic import ValidationError

    from .taken import unknown_keys

    refused: ValidationError | None = None
    made: Model | None = None
    try:
        made = model.model_validate(data)
    except ValidationError as e:
        refused = e
    findings = {path: _unknown(path, known, places) for path, known in unknown_keys(model, data, made)}
    if refused is not None:
        for error in refused.errors(include_url=False):
            path = _in_data(error["loc"], data)
            if error["type"] == "extra_forbidden":
                findings.setdefault(path, _unknown(path, (), places))
            else:
                place = Origin(*_place(path, places))
                value = NO_VALUE if error["type"] == "missing" or _is_secret(model, error["loc"]) else error["input"]
                field = _shown(error["loc"] if error["type"] == "missing" else path)
                message, help = _told(error, field)
                findings.setdefault(
                    (*error["loc"], error["type"]), Finding("K8S945", message, origin=place, field=field, value=value, help=help)
                )
    if findings:
        raise UsageError(*sorted(findings.values(), key=lambda f: f.sort_key))
    assert made is not None
    return made


def _told(error: Any, field: str) -> tuple[str, str]:
    """Return what pydantic says of a value, as message and help."""
    if error["type"] == "missing":
        return f"the value {field} is missing", "set it there, or in the file that all environments share"
    text: str = error["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return f"the model refuses {field or 'the values'}: {text[:1].lower()}{text[1:]}", "correct it there, or the model"


def _unknown(path: Path, known: Sequence[str], places: Places) -> Finding:
    near = closest(path[-1], known)
    help = f"the model takes {', '.join(known)} here" if known else "the model takes no such key here; remove it"
    if near:
        help = f'did you mean "{near}"? {help}'
    return Finding(
        "K8S946", f"the model does not take the key {str(path[-1])!r}", origin=Origin(*_place(path, places)), field=_shown(path), help=help
    )


def _in_data(loc: tuple[Any, ...], data: Any) -> Path:
    """Return the path in the data of a place in the model: pydantic names members of unions, validators and missing keys in between."""
    path: list[str | int] = []
    for part in loc:
        known = part in data if isinstance(data, dict) else isinstance(data, list) and isinstance(part, int) and part < len(data)
        if known:
            data = data[part]
            path.append(part)
    return tuple(path)


def _place(path: Path, places: Places) -> tuple[str, int]:
    """Return file and line of a path, or of what is around it."""
    for end in range(len(path), -1, -1):
        if path[:end] in places:
            return places[path[:end]]
    return ("", 0)


def _shown(path: Path) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _is_secret(model: Any, loc: Path) -> bool:
    """Whether a value may be one that must not be shown: a field on the way to it is of a secret type."""
    for part in loc:
        fields = getattr(model, "model_fields", None) or {}
        found = next((f for name, f in fields.items() if part in (name, f.alias, f.validation_alias)), None)
        if found is None:
            return False
        if "Secret" in repr(found.annotation):
            return True
        model = found.annotation
    return False
