"""Teams: which charts belong to whom, as constructs for tenants say it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .construct import Construct


class Team:
    """A team with a namespace.

    Attributes:
        construct: what says so.
        name: name of the team.
        namespace: its namespace; charts in it are the team's.
        owners: who owns the team's files, as CODEOWNERS names them.
    """

    __slots__ = ("construct", "name", "namespace", "owners")

    def __init__(self, construct: Construct, name: str, namespace: str, owners: Sequence[str]) -> None:
        self.construct = construct
        self.name = name
        self.namespace = namespace
        self.owners = tuple(owners)


def announce(construct: Construct, name: str, namespace: str, owners: Sequence[str]) -> None:
    """Let the app know of a team.

    Args:
        construct: what says so.
        name: as for `Team`.
        namespace: as for `Team`.
        owners: as for `Team`.
    """
    d = construct._root.__dict__
    d["_teams"] = [*d.get("_teams", ()), Team(construct, name, namespace, owners)]


def teams_of(root: Construct, unit_of: Mapping[Construct, str], namespaces: Mapping[str, str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return chart -> its team and the owners; charts without a team, or of several, are left out.

    Args:
        root: the App.
        unit_of: the construct of each unit of output -> its name.
        namespaces: chart -> namespace.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for team in root.__dict__.get("_teams", ()):
        at: Construct | None = team.construct
        while at is not None and at not in unit_of:
            at = at.scope
        units = [name for name, namespace in namespaces.items() if namespace == team.namespace]
        own: list[str] = [unit_of[at]] if at is not None else []
        for unit in dict.fromkeys(own + units):
            of_unit = found.setdefault(unit, {})
            of_unit[team.name] = tuple(dict.fromkeys([*of_unit.get(team.name, ()), *team.owners]))
    return {unit: next(iter(some.items())) for unit, some in found.items() if len(some) == 1}
