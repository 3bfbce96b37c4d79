"""Naming: structures of schemas that have no names get some: stable, short, and the same for equal structures.

CRDs describe nested objects in place. Equal ones (several versions of a kind, a pod's affinity in many kinds) become one definition here.
Used by `k8skit.codegen.crds`; knows nothing of schemas beyond the `ref` of a spec.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Owner(NamedTuple):
    """The kind that a structure is found in.

    Attributes:
        group: its API group.
        version: the version.
        kind: the kind.
        label: what names of its definitions begin with, an identifier: the kind, with the version behind it if that is not the kind's best
            one.
    """

    group: str
    version: str
    kind: str
    label: str


def module_of(group: str) -> str:
    """Return the module name of an API group: `networking.istio.io` is `networking_istio_io`, the core group is `core`."""
    return group.replace(".", "_").replace("-", "_") or "core"


def segment(field: str) -> str:
    """Return a field's name as part of a class name: `http` is `Http`, `x-y` is `XY`, what no identifier may hold is left out."""
    words = "".join(c if c.isalnum() and c.isascii() else " " for c in field).split()
    return "".join(w[0].upper() + w[1:] for w in words)


def identifier(text: str) -> str:
    """Return a text as the start of names: itself where it is an identifier, else with `_` for what none may hold (`My-Kind` is `My_Kind`)."""
    if text.isidentifier():
        return text
    return "_" * (not text[:1].isalpha()) + "".join(c if c.isalnum() and c.isascii() else "_" for c in text)


def singular(word: str) -> str:
    """Return the name of one item of a list: `ports` is `port`, `policies` is `policy`; other words stay."""
    for plural, one in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x")):
        if word.endswith(plural) and len(word) > len(plural) + 1:
            return word.removesuffix(plural) + one
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


class Structures:
    """Definitions under construction: each equal structure once, referred to by number until names are given.

    Args:
        project: first part of every definition's name.
        core_names: set of field names -> name of the core definition with these fields.
        taken: `module.version.Name` of names that others have; what is named here is added.
    """

    def __init__(self, project: str, core_names: Mapping[frozenset[str], str], taken: set[str]) -> None:
        self._project = project
        self._core_names = core_names
        self._taken = taken
        self._numbers: dict[str, int] = {}
        self._found: list[dict[str, Any]] = []
        self._uses: list[list[tuple[Owner, tuple[str, ...]]]] = []
        self._names: list[str] = []

    def add(self, definition: dict[str, Any], owner: Owner, steps: tuple[str, ...]) -> int:
        """Return the number of a structure; a new one if none is equal.

        Args:
            definition: the definition; its specs refer to others by number.
            owner: the kind that it is found in.
            steps: names of the fields that lead to it; none for the kind itself (two kinds never share their own definition).
        """
        key = repr(definition) if steps else f"{owner.kind} {definition!r}"
        number = self._numbers.setdefault(key, len(self._found))
        if number == len(self._found):
            self._found.append(definition)
            self._uses.append([])
        self._uses[number].append((owner, steps))
        return number

    def name(self, number: int) -> str:
        """Return the full name of a structure: `project.module.version.Name`. Call it when all have been added."""
        if len(self._names) != len(self._found):
            self._name_all()
        return self._names[number]

    def definitions(self) -> dict[str, dict[str, Any]]:
        """Return full name -> definition, its references being names."""
        return {
            self.name(i): {**d, "properties": {field: self._named(spec) for field, spec in d["properties"].items()}}
            for i, d in enumerate(self._found)
        }

    def _named(self, spec: dict[str, Any]) -> dict[str, Any]:
        out = dict(spec)
        if isinstance(out.get("ref"), int):
            out["ref"] = self.name(out["ref"])
        for key in ("items", "values", "experimental"):
            if key in out:
                out[key] = self._named(out[key])
        return out

    def _name_all(self) -> None:
        names = [""] * len(self._found)
        roots = [i for i, uses in enumerate(self._uses) if not uses[0][1]]
        rest = [i for i, uses in enumerate(self._uses) if uses[0][1]]
        for i in (*roots, *rest):
            if i == (rest or (-1,))[0]:
                self._reserve()
            owner, steps = self._typical(i)
            module = f"{module_of(owner.group)}.{owner.version}"
            candidates = self._candidates(i, owner.label, steps)
            name = next(n for n in candidates if n.isidentifier() and f"{module}.{n}" not in self._taken)
            self._taken.add(f"{module}.{name}")
            names[i] = f"{self._project}.{module}.{name}"
        self._names = names

    def _typical(self, number: int) -> tuple[Owner, tuple[str, ...]]:
        """Return the first use under the field name that most uses of a structure have."""
        uses = self._uses[number]
        counts = Counter(steps[-1:] for _, steps in uses)
        most = max(counts.values())
        return next(use for use in uses if counts[use[1][-1:]] == most)

    def _reserve(self) -> None:
        """Take the names of all kinds, and of what stubs make of a kind beside its class, in every version."""
        for uses in self._uses:
            for owner, steps in uses:
                if not steps:
                    module = f"{module_of(owner.group)}.{owner.version}"
                    self._taken.update(f"{module}.{name}{end}" for name in (owner.kind, owner.label) for end in ("", "Body", "Object"))

    def _candidates(self, number: int, label: str, steps: tuple[str, ...]) -> Iterator[str]:
        """Yield names from the shortest good one to ones that must be free."""
        words = [s for s in map(segment, steps) if s]
        if not words:
            first = label
        else:
            core = self._core_names.get(frozenset(self._found[number]["properties"]))
            if core:
                yield core
            if len({owner.kind for owner, _ in self._uses[number]}) > 1:
                yield words[-1]
            for n in range(1, len(words) + 1):
                yield label + "".join(words[-n:])
            first = label + "".join(words)
        yield first
        n = 2
        while True:
            yield f"{first}{n}"
            n += 1
