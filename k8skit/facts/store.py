"""The facts' loader: reads the data files lazily and answers for one Kubernetes minor.

A data file is a fact set (core Kubernetes, or one CRD project): marshalled values, of which the first is an index that tells where the
others stand (see `k8skit.codegen.datafiles`). A synth reads the definitions that it uses and nothing else. Used by validation, process steps
and code generation; it must not know them.
"""

from __future__ import annotations

from marshal import loads

from .records import DEFAULT_MINOR, MINORS, Kind, Lifecycle, version_rank

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from .records import CrdSchema

    Definition = dict[str, Any]
    FactSet = Mapping[str, Any]

# ---- data files: read once per process, never changed


def _read(data: bytes | memoryview) -> Any:
    return loads(data)  # noqa: S302 - files of this package, as trusted as its code


_NEVER: Any = object()
_files: dict[str, Any] = {}
_views: dict[str, memoryview] = {}
_groups: dict[str, Mapping[str, Sequence[Any]]] = {}
_parts: dict[str, Mapping[str, int | str]] = {}
_definitions: dict[str, Definition] = {}


def _file(name: str) -> Any:
    """Return the first value of the data file `name`: all of it, or the index of a fact set."""
    data = _files.get(name)
    if data is None:
        spec = __spec__
        assert spec is not None
        loader: Any = spec.loader  # gives data out of a zip file too
        here = spec.origin or __file__
        _views[name] = view = memoryview(loader.get_data(f"{here[: -len('store.py')]}data/{name}.facts"))
        data = _files[name] = _read(view)
    return data


def _at(project: str, place: int) -> Any:
    """Return the value at a place of a fact set that `_file` has read, counted from the end."""
    return _read(_views[project][-place:])


def forget() -> None:
    """Forget what has been read, after data files have been written. `Facts` that exist keep what they have."""
    for known in (_files, _views, _groups, _parts, _definitions):
        known.clear()


def _rows(project: str, group: str) -> Mapping[str, Sequence[Any]]:
    """Return the rows of an API group's kinds in a shipped fact set: `version/Kind` -> row."""
    key = f"{project} {group}"
    known = _groups.get(key)
    if known is None:
        known, definitions = _at(project, _file(project)["kinds"][group])
        _groups[key] = known
        _definitions.update(definitions)
    return known


def shipped() -> dict[str, Any]:
    """Return the index of what is shipped.

    Returns:
        `groups`: API group -> names of the fact sets that know kinds of it; `sets`: name of a fact set -> its project, version and source.
    """
    index: dict[str, Any] = _file("index")
    return index


def _project(definition: str) -> str:
    """Return the fact set that holds `definition`: its first dotted part; core's names start with `io.k8s.`."""
    project = definition.partition(".")[0]
    return "core" if project == "io" else project


def _raw(definition: str) -> Definition | None:
    """Return a shipped definition as it is stored, for all minors; None if there is none."""
    found = _definitions.get(definition)
    if found is not None:
        return found
    part, _, name = definition.rpartition(".")
    project = _project(definition)
    known = _parts.get(part)
    if known is None:
        if project not in shipped()["sets"]:
            return None
        there = _file(project)["definitions"].get(part)
        known = _parts[part] = {} if there is None else _at(project, there)
    place = known.get(name)
    if isinstance(place, str):  # the group with whose kinds it is read
        _rows(project, place)
    elif place is not None:
        _definitions[definition] = _at(project, place)
    return _definitions.get(definition)


def raw_definitions(project: str) -> dict[str, Definition]:
    """Return all definitions of a shipped fact set as stored, for all minors (`since`, `until`, `was` are still in them).

    Args:
        project: `core` or the name of a CRD project, see `shipped()["sets"]`.
    """
    parts = _file(project)["definitions"]
    names = [f"{part}.{name}" for part, place in parts.items() for name in _at(project, place)]
    return {name: found for name in names if (found := _raw(name)) is not None}


def raw_kinds(project: str) -> list[Kind]:
    """Return all kinds of a shipped fact set, of every minor, served or not."""
    out = []
    for group in _file(project)["kinds"]:
        for key, row in _rows(project, group).items():
            version, _, kind = key.partition("/")
            out.append(Kind(group, version, kind, row))
    return out


def is_type(api_version: str, name: str) -> bool:
    """Tell whether the stubs of `k8skit.api` have a TypedDict of this name.

    Args:
        api_version: of the stub's module, such as `apps/v1`; `meta/v1` for what all kinds share.
        name: such as `DeploymentSpec`, `DeploymentBody`.
    """
    group, _, version = api_version.rpartition("/")
    package = group.replace(".", "_").replace("-", "_") or "core"
    parts = {"io.k8s.apimachinery.pkg.apis.meta.v1"} if group == "meta" else set()
    for project in shipped()["groups"].get(group, ()):
        parts.add(f"{project}.{package}.{version}")
        for key, row in _rows(project, group).items():
            if key == f"{version}/{name}":
                return False  # a kind; a stub names the fields of one Body or Object
            if key.partition("/")[0] == version:
                parts.add(row[0].rpartition(".")[0])
    names = (name, *(name.removesuffix(end) for end in ("Body", "Object")))
    return any(_raw(f"{part}.{n}") is not None for part in parts for n in names if n)


class Facts:
    """What is true for one Kubernetes minor, its built-in kinds, the shipped CRDs and the user's.

    Everything returned is shared and read-only by convention.

    Args:
        minor: one of `MINORS`.
        crds: fact sets made by `k8skit.codegen.crds` from the user's CRDs; a kind in one of them hides the shipped one of the same group
            and name.
        experimental: whether fields of Gateway API's experimental channel are known (default: those of the standard channel alone).
    """

    __slots__ = ("_at", "_crds", "_definitions", "_groups", "_hidden", "_kinds", "_partial", "experimental", "minor")

    def __init__(self, minor: str = DEFAULT_MINOR, crds: Sequence[FactSet] = (), *, experimental: bool = False) -> None:
        if minor not in MINORS:
            from ..errors import UsageError  # here, since nothing else in facts needs them
            from ..finding import Finding

            raise UsageError(
                Finding(
                    "K8S940",
                    f"the Kubernetes version {minor!r} is not known",
                    value=minor,
                    help=f"choose one of {', '.join(MINORS)}",
                )
            )
        self.minor = minor
        self.experimental = experimental
        self._at = MINORS.index(minor)
        self._crds = tuple(crds)
        self._groups: dict[str, tuple[Any, ...]] = {}
        self._kinds: dict[tuple[str, str, str], Kind | None] = {}
        self._definitions: dict[str, Definition] = {}
        self._partial: frozenset[str] = frozenset()
        self._hidden = {(group, key.partition("/")[2]) for s in self._crds for group, rows in s["kinds"].items() for key in rows}

    def with_crds(self, *more: FactSet) -> Facts:
        """Return these facts with further CRDs; a kind that the user's CRDs already define stays as it is.

        Args:
            more: fact sets, as for the class.
        """
        made = Facts(self.minor, (*self._crds, *more), experimental=self.experimental)
        made._partial = frozenset(g for s in more for g in s["kinds"] if not self.has_group(g))
        return made

    def is_partial(self, group: str) -> bool:
        """Tell whether a group is known by CRDs of `with_crds` alone: it may have kinds that nobody has told of."""
        return group in self._partial

    def is_shipped(self, group: str) -> bool:
        """Tell whether all that is known of a group is what k8skit ships: the user has no CRDs of it."""
        return group in shipped()["groups"] and not any(group in s["kinds"] for s in self._crds)

    @property
    def has_rules(self) -> bool:
        """Whether one of the user's CRDs has validation rules (`x-kubernetes-validations`)."""
        return any(s.get("schemas") for s in self._crds)

    def crd_schema(self, group: str, version: str, kind: str) -> CrdSchema | None:
        """Return the schema of a kind of the user's CRDs if there are validation rules in it."""
        for s in self._crds:
            if f"{version}/{kind}" in s["kinds"].get(group, ()):
                found: CrdSchema | None = s.get("schemas", {}).get((group, version, kind))
                return found
        return None

    # ---- groups and kinds

    @property
    def groups(self) -> tuple[str, ...]:
        """The API groups about which something is known, sorted; the core group is `""`."""
        return tuple(sorted({*shipped()["groups"], *(g for s in self._crds for g in s["kinds"])}))

    def has_group(self, group: str) -> bool:
        """Tell whether anything is known about `group`; if not, its kinds cannot be checked."""
        return bool(self._sets(group))

    def _sets(self, group: str) -> tuple[Any, ...]:
        """Return the rows of `group` of each fact set that knows it, the user's first: (are they the user's, rows)."""
        known = self._groups.get(group)
        if known is None:
            own = [(True, s["kinds"][group]) for s in self._crds if group in s["kinds"]]
            ours = [(False, _rows(name, group)) for name in shipped()["groups"].get(group, ())]
            known = self._groups[group] = (*own, *ours)
        return known

    def kind_any(self, group: str, version: str, kind: str) -> Kind | None:
        """Return the kind, whether this minor serves it or not; None if no minor has it."""
        key = (group, version, kind)
        found: Kind | None = self._kinds.get(key, _NEVER)
        if found is not _NEVER:
            return found
        found = None
        for own, rows in self._sets(group):
            row = rows.get(f"{version}/{kind}")
            if row is not None and (own or (group, kind) not in self._hidden):
                found = Kind(group, version, kind, row)
                break
        self._kinds[key] = found
        return found

    def _serves(self, kind: Kind) -> bool:
        """Tell whether this minor serves the kind (for Gateway API: in the channel chosen)."""
        if not kind.served or (kind.channel and not self.experimental):
            return False
        if kind.since and MINORS.index(kind.since) > self._at:
            return False
        return not (kind.until and MINORS.index(kind.until) < self._at)

    def kind(self, group: str, version: str, kind: str) -> Kind | None:
        """Return the kind if this minor serves it, else None (see `kind_any`)."""
        k = self.kind_any(group, version, kind)
        return k if k is not None and self._serves(k) else None

    def kinds(self, group: str | None = None) -> Iterator[Kind]:
        """Iterate over the kinds that this minor serves.

        Args:
            group: one API group; None for all.
        """
        for g in self.groups if group is None else (group,):
            for key in dict.fromkeys(key for _, rows in self._sets(g) for key in rows):
                version, _, name = key.partition("/")
                k = self.kind(g, version, name)
                if k is not None:
                    yield k

    def versions(self, group: str, kind: str) -> list[str]:
        """Return the versions of a kind that this minor serves, the most stable first."""
        found = {key.partition("/")[0] for _, rows in self._sets(group) for key in rows if key.partition("/")[2] == kind}
        return sorted((v for v in found if self.kind(group, v, kind) is not None), key=version_rank)

    def lifecycle(self, group: str, version: str, kind: str) -> Lifecycle | None:
        """Return when a built-in API came and goes, also for those gone long ago (`extensions/v1beta1`); None if nothing is recorded."""
        row = _file("lifecycle").get(f"{group}/{version}/{kind}")
        return None if row is None else Lifecycle(*row)

    # ---- definitions

    def _stored(self, name: str) -> Definition | None:
        for s in self._crds:
            d: Definition | None = s["definitions"].get(name)
            if d is not None:
                return d
        return _raw(name)

    def definition(self, name: str) -> Definition:
        """Return the fields of a definition as they are in this minor.

        Args:
            name: name of a definition, as in `Kind.definition` or in the `ref` of a field.

        Returns:
            `properties`: field -> spec; further keys speak of the object as a whole (`oneOf`, `open`, `quantities`: the fields
                that can hold a quantity at some depth, ...). In a spec: `type` (`string`, `integer`, `number`, `boolean`, `array`, `object`, or one of the
                scalars `quantity`, `int-or-string`, `time`, `microtime`, `any`, `any-object`, `schema-or-array`, `schema-or-bool`,
                `schema-or-string-array`) or `ref` (name of a definition), `items`, `values` (of a map), `required`, `enum` (closed), `known`
                (open list of values), `format`, `default`, `pattern`, `minimum`, `maximum`, `minLength`, ..., `nullable`, `open` (fields that
                are not named are kept), `list_type`, `list_map_keys`, `rules`.

        Raises:
            KeyError: there is no such definition.
        """
        d = self._definitions.get(name)
        if d is None:
            stored = self._stored(name)
            if stored is None:
                raise KeyError(name)
            d = self._definitions[name] = self._resolve(stored) if "varies" in stored else stored
        return d

    def _resolve(self, stored: Definition) -> Definition:
        """Return a stored definition as it is in this minor and channel."""
        properties = {}
        for field, s in stored["properties"].items():
            since = s.get("since")
            if since is not None and MINORS.index(since) > self._at:
                continue
            until = s.get("until")
            if until is not None and MINORS.index(until) < self._at:
                continue
            was = s.get("was")
            if was is not None:
                s = was.get(self.minor, s)
            if not self.experimental:
                if "channel" in s:
                    continue
            elif "experimental" in s:
                s = s["experimental"]
            properties[field] = s
        return {**stored, "properties": properties}

    def history(self, definition: str, field: str) -> tuple[str, str] | None:
        """Tell in which minors a field exists.

        Returns:
            (since, until), both within `MINORS`, `""` for "from the oldest" and "to the newest"; None if no minor has the field (or there
            is no such definition).
        """
        stored = self._stored(definition)
        s = None if stored is None else stored["properties"].get(field)
        return None if s is None else (s.get("since", ""), s.get("until", ""))

    def in_experimental(self, definition: str, field: str) -> bool:
        """Tell whether a field exists in the experimental channel of Gateway API only."""
        stored = self._stored(definition)
        return stored is not None and "channel" in stored["properties"].get(field, ())

    def __repr__(self) -> str:
        return f"Facts({self.minor!r})"


def load(minor: str = DEFAULT_MINOR, crds: Sequence[FactSet] = (), *, experimental: bool = False) -> Facts:
    """Return the facts for one Kubernetes minor; see `Facts` for the parameters.

    Raises:
        UsageError: the minor is none of `MINORS`.
    """
    return Facts(minor, crds, experimental=experimental)
