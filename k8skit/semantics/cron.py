"""Cron schedules: whether a CronJob's `schedule` is one, what it means and when it runs next.

Rules and answers about CronJobs call this. It knows texts and wall clocks only: no time zone, so that what happens to a run in the hour that a
change of the clocks skips or doubles is not its matter.

Sources: Kubernetes documentation, "CronJob", "Schedule syntax" and "Time zones"; the parser that the API server and the controller use
(robfig/cron v3, `ParseStandard`), with its leniencies: `?` is `*`, empty items of a list count for nothing, what follows `*-` is not read.
"""

from __future__ import annotations

from ..errors import CallError
from ..finding import Finding
from ..names import kind_of
from . import durations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

_MONTHS = {name: i for i, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_WEEKDAYS = {name: i for i, name in enumerate(("sun", "mon", "tue", "wed", "thu", "fri", "sat"))}
_NO_NAMES: dict[str, int] = {}
_FIELDS = (
    ("minute", 0, 59, _NO_NAMES),
    ("hour", 0, 23, _NO_NAMES),
    ("day of the month", 1, 31, _NO_NAMES),
    ("month", 1, 12, _MONTHS),
    ("day of the week", 0, 6, _WEEKDAYS),
)
_DESCRIPTORS = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_EVERY = "@every "
_YEARS_AHEAD = 5
_LAST_YEAR = 9999
_DAY = 86_400


class _MalformedError(Exception):
    """Carries the problem of a text that is no schedule."""


class Schedule:
    """When a CronJob runs.

    Args:
        minutes: minutes of the hour.
        hours: hours of the day.
        days: days of the month.
        months: months of the year, January is 1.
        weekdays: days of the week, Sunday is 0.
        both_days: whether `days` and `weekdays` must both fit, else one of them is enough; as cron has it, both must where one of them is `*`.
        every: seconds between runs for `@every`, counted from the last one; 0 for all others.
    """

    __slots__ = ("both_days", "days", "every", "hours", "minutes", "months", "weekdays")

    def __init__(
        self,
        minutes: frozenset[int] = frozenset(),
        hours: frozenset[int] = frozenset(),
        days: frozenset[int] = frozenset(),
        months: frozenset[int] = frozenset(),
        weekdays: frozenset[int] = frozenset(),
        *,
        both_days: bool = True,
        every: int = 0,
    ) -> None:
        self.minutes = minutes
        self.hours = hours
        self.days = days
        self.months = months
        self.weekdays = weekdays
        self.both_days = both_days
        self.every = every

    def next_run(self, after: datetime) -> datetime | None:
        """Return the first run after a time, on the wall clock of that time.

        Args:
            after: the time; its time zone, if any, is kept and otherwise disregarded.

        Returns:
            The run, a time with whole seconds; None if there is none within five years.
        """
        clock = after.hour * 3600 + after.minute * 60 + after.second
        if self.every:
            days, clock = divmod(clock + self.every, _DAY)
            return _at(after, after.toordinal() + days, clock)
        times = sorted(hour * 3600 + minute * 60 for hour in self.hours for minute in self.minutes)
        today = after.toordinal()
        day, last = after.fromordinal(today), min(after.year + _YEARS_AHEAD, _LAST_YEAR)
        while day.year <= last:
            if self._runs_on(day):
                for time in times:
                    if time > clock or day.toordinal() > today:
                        return _at(after, day.toordinal(), time)
            if day.year == _LAST_YEAR and day.month == 12 and day.day == 31:
                break
            day = day.fromordinal(day.toordinal() + 1)
        return None

    def next_runs(self, after: datetime, count: int) -> list[datetime]:
        """Return the first runs after a time.

        Args:
            after: the time; see `next_run`.
            count: most runs to return.

        Returns:
            The runs in order; fewer than `count` where there are no more within five years of the last.
        """
        found: list[datetime] = []
        while len(found) < count:
            run = self.next_run(found[-1] if found else after)
            if run is None:
                break
            found.append(run)
        return found

    def _runs_on(self, day: datetime) -> bool:
        if day.month not in self.months:
            return False
        fits, weekday_fits = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        return (fits and weekday_fits) if self.both_days else (fits or weekday_fits)


def _at(like: datetime, ordinal: int, clock: int) -> datetime | None:
    """Return the time that is so many seconds into a day, in the time zone of another time; None past the end of the calendar."""
    try:
        day = like.fromordinal(ordinal)
    except (ValueError, OverflowError):
        return None
    return day.replace(hour=clock // 3600, minute=clock // 60 % 60, second=clock % 60, tzinfo=like.tzinfo)


def _integer(text: str, where: str, names: dict[str, int]) -> int:
    value = names.get(text.lower())
    if value is not None:
        return value
    digits = text[1:] if text[:1] == "+" else text
    if not digits or digits.strip("0123456789") or len(digits.lstrip("0")) > 18:
        raise _MalformedError(
            f"must have a number{' or a name such as ' + next(iter(names)) if names else ''} in its {where}, not {text[:20]!r}"
        )
    return int(digits)


def _item(text: str, where: str, least: int, most: int, names: dict[str, int]) -> tuple[range, bool]:
    """Return the values of one item of a list, and whether it is a plain `*`."""
    values, *steps = text.split("/")
    ends = values.split("-")
    star = ends[0] in ("*", "?")
    if star:
        low, high = least, most
    else:
        if len(ends) > 2:
            raise _MalformedError(f"must have at most one '-' in {text[:20]!r} of its {where}")
        low = _integer(ends[0], where, names)
        high = _integer(ends[1], where, names) if len(ends) == 2 else low
    step = 1
    if steps:
        if len(steps) > 1:
            raise _MalformedError(f"must have at most one '/' in {text[:20]!r} of its {where}")
        step = _integer(steps[0], where, _NO_NAMES)
        high = most if len(ends) == 1 else high
    if low < least or high > most:
        hint = ", Sunday is 0" if names is _WEEKDAYS else ""
        raise _MalformedError(f"must have a {where} from {least} to {most}{hint}, not {text[:20]!r}")
    if low > high:
        raise _MalformedError(f"must have the smaller end first in {text[:20]!r} of its {where}")
    if not step:
        raise _MalformedError(f"must have a step of at least 1 in {text[:20]!r} of its {where}")
    return range(low, high + 1, step), star and step == 1


def _read(text: str) -> Schedule:
    if not text:
        raise _MalformedError("must not be empty")
    if "TZ" in text:
        raise _MalformedError("must not name a time zone: use timeZone")
    if text.startswith(_EVERY):
        duration = text[len(_EVERY) :]
        problem = durations.problem(duration)
        if problem:
            raise _MalformedError(f"must have a duration after @every: {duration[:20]!r} {problem}")
        return Schedule(every=max(1, durations.parse(duration) // 1_000_000_000))
    if text[0] == "@":
        expanded = _DESCRIPTORS.get(text)
        if expanded is None:
            raise _MalformedError(f"must be one of {', '.join(_DESCRIPTORS)} or @every and a duration")
        text = expanded
    fields = text.split()
    if len(fields) != len(_FIELDS):
        raise _MalformedError(f"must have 5 fields (minute, hour, day of the month, month, day of the week), not {len(fields)}")
    sets, stars = [], []
    for field, (where, least, most, names) in zip(fields, _FIELDS, strict=True):
        items = [_item(item, where, least, most, names) for item in field.split(",") if item]
        sets.append(frozenset(value for values, _ in items for value in values))
        stars.append(any(star for _, star in items))
    return Schedule(*sets, both_days=stars[2] or stars[4])


def problem(value: object) -> str:
    """Say what is wrong with a CronJob's `schedule`.

    Args:
        value: the value as in the manifest.

    Returns:
        `""` if the API server takes it, else one short problem ("must ..."). A schedule that never comes, such as 30 February, is fine
        here; it has no next run.
    """
    if not isinstance(value, str):
        return f"must be a string, not {kind_of(value)}"
    try:
        _read(value)
    except _MalformedError as e:
        return str(e)
    return ""


def parse(text: str) -> Schedule:
    """Read a CronJob's `schedule`.

    Args:
        text: a schedule such as `*/5 8-18 * * mon-fri`, `@daily` or `@every 90m`.

    Raises:
        CallError: (K8S107) the text is no schedule.
    """
    found = problem(text)
    if found:
        raise CallError(Finding("K8S107", f"a schedule {found}", value=text, help="write five fields such as 30 2 * * mon-fri, or @daily"))
    return _read(text)


def time_zone_problem(value: object) -> str:
    """Say what is wrong with a CronJob's `timeZone`.

    Args:
        value: the value as in the manifest.

    Returns:
        `""` if it is a name of the IANA time zone database, else one short problem ("must ...").
    """
    if not isinstance(value, str):
        return f"must be a string, not {kind_of(value)}"
    if value.lower() == "local":
        return "must name a time zone, such as Europe/Berlin, not the local one"
    from .time_zones import names

    known = names()
    if value.removeprefix("posix/").removeprefix("right/") in known:
        return ""
    from ..names import closest

    near = closest(value, known)
    such = f"; did you mean {near}?" if near else ", such as Europe/Berlin or Etc/UTC"
    return f"must be a name of the IANA time zone database{such}"
