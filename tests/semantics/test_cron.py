"""Cron schedules: an oracle that tries every minute, pinned runs, and the leniencies of the parser that Kubernetes uses."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k8skit.errors import CallError
from k8skit.semantics.cron import Schedule, parse, problem, time_zone_problem

if TYPE_CHECKING:
    from collections.abc import Callable

BOUNDS = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)]
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
WEEKDAYS = "sun mon tue wed thu fri sat".split()  # noqa: SIM905


def items(low: int, high: int, names: list[str]) -> st.SearchStrategy[str]:
    number = st.integers(low, high).map(str) | (st.sampled_from(names) if names else st.nothing())
    span = st.tuples(st.integers(low, high), st.integers(low, high)).map(lambda t: f"{min(t)}-{max(t)}")
    base = st.sampled_from(["*", "*", "?"]) | number | span
    return base | st.builds(lambda b, n: f"{b}/{n}", base, st.integers(1, high + 3))


fields = [
    st.lists(items(low, high, names), min_size=1, max_size=3).map(",".join)
    for (low, high), names in zip(BOUNDS, ([], [], [], MONTHS, WEEKDAYS), strict=True)
]
schedules = st.tuples(*fields).map(" ".join)
times = st.datetimes(datetime(2023, 1, 1), datetime(2032, 12, 31))


def allowed(field: str, low: int, high: int, names: list[str]) -> tuple[set[int], bool]:
    """The values of a field by the words of the crontab manual, and whether it is a star."""
    values: set[int] = set()
    star = False
    for item in field.split(","):
        base, _, step = item.partition("/")
        for i, name in enumerate(names, low):
            base = re.sub(rf"\b{name}\b", str(i), base)
        if base in ("*", "?"):
            first, last = low, high
            star = star or step in ("", "1")
        elif "-" in base:
            first, last = (int(x) for x in base.split("-"))
        else:
            first = int(base)
            last = high if step else first
        values.update(v for v in range(first, last + 1) if (v - first) % int(step or "1") == 0)
    return values, star


class Oracle:
    """Tells whether a schedule runs at a time, minute by minute."""

    def __init__(self, schedule: str) -> None:
        sets = [
            allowed(f, low, high, names)
            for f, (low, high), names in zip(schedule.split(), BOUNDS, ([], [], [], MONTHS, WEEKDAYS), strict=True)
        ]
        (self.minutes, _), (self.hours, _), (self.days, day_star), (self.months, _), (self.weekdays, weekday_star) = sets
        self.both = day_star or weekday_star

    def fits(self, time: datetime) -> bool:
        day, weekday = time.day in self.days, time.isoweekday() % 7 in self.weekdays
        on = (day and weekday) if self.both else (day or weekday)
        return time.minute in self.minutes and time.hour in self.hours and time.month in self.months and on


@given(schedules, times)
def test_a_run_fits_the_schedule_and_comes_after_the_time(schedule: str, after: datetime) -> None:
    assert problem(schedule) == ""
    run = parse(schedule).next_run(after)
    if run is not None:
        assert run > after
        assert Oracle(schedule).fits(run)
        assert (run.second, run.microsecond) == (0, 0)
        assert run.year <= after.year + 5


@given(schedules, times)
@settings(deadline=None)
def test_no_run_is_missed(schedule: str, after: datetime) -> None:
    oracle = Oracle(schedule)
    run = parse(schedule).next_run(after)
    # The rest of the day minute by minute, further days at the first time that fits on any day.
    time = after.replace(second=0, microsecond=0) + timedelta(minutes=1)
    while time.date() == after.date():
        if time == run:
            return
        assert not oracle.fits(time)
        time += timedelta(minutes=1)
    time = time.replace(hour=min(oracle.hours), minute=min(oracle.minutes))
    while time.year <= after.year + 5 and time != run:
        assert not oracle.fits(time)
        time += timedelta(days=1)
    assert time == run or run is None


@given(schedules, times, st.integers(0, 6))
def test_several_runs_are_each_the_next_of_the_one_before(schedule: str, after: datetime, count: int) -> None:
    runs = parse(schedule).next_runs(after, count)
    assert runs == sorted(set(runs))
    assert len(runs) <= count
    for before, run in zip([after, *runs], runs, strict=False):
        assert parse(schedule).next_run(before) == run


@pytest.mark.parametrize(
    ("after", "schedule", "expected"),
    [
        ("2012-07-09T14:45", "0/15 * * * *", "2012-07-09T15:00"),
        ("2012-07-09T14:59", "0/15 * * * *", "2012-07-09T15:00"),
        ("2012-07-09T14:59:59", "0/15 * * * *", "2012-07-09T15:00"),
        ("2012-07-09T14:59:59.999999", "0/15 * * * *", "2012-07-09T15:00"),
        ("2012-07-09T15:00", "0/15 * * * *", "2012-07-09T15:15"),
        ("2012-07-09T15:00:00.500000", "0 * * * *", "2012-07-09T16:00"),
        ("2012-07-09T15:45", "20-35/15 * * * *", "2012-07-09T16:20"),
        ("2012-07-09T23:46", "*/15 * * * *", "2012-07-10T00:00"),
        ("2012-07-09T23:45", "20-35/15 * * * *", "2012-07-10T00:20"),
        ("2012-07-09T23:35:51", "15/35 1-23/2 */3 * *", "2012-07-10T01:15"),
        ("2012-07-09T23:35", "0 0 9 apr-oct ?", "2012-08-09T00:00"),
        ("2012-07-09T23:35", "0 0 */5 Apr,Aug,Oct Mon", "2012-08-01T00:00"),
        ("2012-07-09T23:35", "0 0 */5 oct Mon", "2012-10-01T00:00"),
        ("2012-12-31T23:59:45", "0 0 * * *", "2013-01-01T00:00"),
        ("2012-07-09T23:35", "0 0 29 feb ?", "2016-02-29T00:00"),
        ("2012-07-15T00:00", "0 0 * * sun", "2012-07-22T00:00"),
        ("2012-07-15T00:00", "0 0 1 * sun", "2012-07-22T00:00"),
        ("2012-07-16T00:00", "0 0 */2 * sun", "2012-07-17T00:00"),
        ("2012-07-15T00:00", "0 0 */1 * sun", "2012-07-22T00:00"),
        ("2012-07-15T00:00", "0 0 15 * */2", "2012-07-17T00:00"),
        ("2012-07-15T00:00", "0 0 ? * SAT", "2012-07-21T00:00"),
        ("2012-02-28T00:00", "0 0 * * *", "2012-02-29T00:00"),
        ("2013-02-28T00:00", "0 0 * * *", "2013-03-01T00:00"),
        ("2012-07-09T15:00", "@hourly", "2012-07-09T16:00"),
        ("2012-07-09T15:00", "@daily", "2012-07-10T00:00"),
        ("2012-07-09T15:00", "@midnight", "2012-07-10T00:00"),
        ("2012-07-09T15:00", "@weekly", "2012-07-15T00:00"),
        ("2012-07-09T15:00", "@monthly", "2012-08-01T00:00"),
        ("2012-07-09T15:00", "@yearly", "2013-01-01T00:00"),
        ("2012-07-09T15:00", "@annually", "2013-01-01T00:00"),
        ("2012-07-09T14:45", "@every 15m", "2012-07-09T15:00"),
        ("2012-07-09T14:59:45.250000", "@every 15s", "2012-07-09T15:00"),
        ("2012-07-09T23:59:59", "@every 1.9s", "2012-07-10T00:00"),
        ("2012-07-09T14:45", "@every 1ms", "2012-07-09T14:45:01"),
        ("2012-07-09T14:45", "@every -5m", "2012-07-09T14:45:01"),
        ("2012-07-09T14:45", "@every 25h0m61s", "2012-07-10T15:46:01"),
        ("2012-12-31T00:00", "@every 48h", "2013-01-02T00:00"),
        ("2012-07-09T14:45", "* * * * *\n", "2012-07-09T14:46"),
        ("2012-07-09T14:45", " 0\t5  * * *", "2012-07-10T05:00"),
        ("2012-07-09T14:45", "+5 05 * * *", "2012-07-10T05:05"),
        ("2012-07-09T14:45", "*-5 *-x-y * * *", "2012-07-09T14:46"),
        ("2012-07-09T14:45", "5,,10, 3 * * *", "2012-07-10T03:05"),
        ("2012-07-09T14:45", "0 0 30 Feb ?", None),
        ("2012-07-09T14:45", "0 0 31 apr,jun,sep,nov *", None),
        ("2097-01-01T00:00", "0 0 29 2 *", None),
        ("2098-01-01T00:00", "0 0 29 2 *", None),
        ("9999-01-31T00:00", "0 0 15 3 *", "9999-03-15T00:00"),
        ("9999-11-30T00:00", "0 0 25 12 *", "9999-12-25T00:00"),
        ("2099-01-01T00:00", "0 0 29 2 *", "2104-02-29T00:00"),
        ("2012-07-09T14:45", ", * * * *", None),
        ("2012-07-09T14:45", "* , * * *", None),
        ("2012-07-09T14:45", "* * , * *", None),
        ("9999-12-31T23:59", "* * * * *", None),
        ("9999-12-31T23:58", "* * * * *", "9999-12-31T23:59"),
        ("9999-12-31T23:58", "@every 5m", None),
        ("9990-12-31T23:58", "0 0 1 1 *", "9991-01-01T00:00"),
    ],
)
def test_the_next_run_after_a_time(after: str, schedule: str, expected: str | None) -> None:
    run = parse(schedule).next_run(datetime.fromisoformat(after))
    assert run == (datetime.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize("zone", [None, UTC, timezone(timedelta(hours=-5))])
def test_the_time_zone_of_the_time_is_kept(zone: timezone | None) -> None:
    after = datetime(2026, 1, 31, 12, 0, tzinfo=zone)
    assert parse("0 5 * * *").next_run(after) == datetime(2026, 2, 1, 5, 0, tzinfo=zone)
    assert parse("@every 1h").next_run(after) == datetime(2026, 1, 31, 13, 0, tzinfo=zone)


@pytest.mark.parametrize("name", MONTHS)
def test_every_month_has_its_name(name: str) -> None:
    number = MONTHS.index(name) + 1
    assert parse(f"0 0 1 {name} *").months == parse(f"0 0 1 {name.upper()} *").months == {number}


@pytest.mark.parametrize("name", WEEKDAYS)
def test_every_day_of_the_week_has_its_name(name: str) -> None:
    assert parse(f"0 0 * * {name}").weekdays == parse(f"0 0 * * {name.title()}").weekdays == {WEEKDAYS.index(name)}


def test_both_days_must_fit_unless_said_otherwise() -> None:
    parts = (frozenset({0}), frozenset({0}), frozenset({1}), frozenset(range(1, 13)), frozenset({0}))
    assert Schedule(*parts).next_run(datetime(2026, 1, 1)) == datetime(2026, 2, 1)
    assert Schedule(*parts, both_days=False).next_run(datetime(2026, 1, 1)) == datetime(2026, 1, 4)


def test_runs_end_where_there_are_no_more() -> None:
    assert parse("0 0 30 2 *").next_runs(datetime(2026, 1, 1), 3) == []
    assert parse("0 0 1 1 *").next_runs(datetime(9997, 6, 1), 5) == [datetime(9998, 1, 1), datetime(9999, 1, 1)]
    assert parse("@daily").next_runs(datetime(2026, 1, 1), 0) == []


def test_a_schedule_shows_its_parts() -> None:
    s = parse("*/20 8-10 1,15 jan,Dec sun-tue")
    assert [sorted(values) for values in (s.minutes, s.hours, s.days, s.months, s.weekdays)] == [
        [0, 20, 40],
        [8, 9, 10],
        [1, 15],
        [1, 12],
        [0, 1, 2],
    ]
    assert (s.both_days, s.every) == (False, 0)
    assert parse("* * * * 1").both_days
    assert parse("* * 1 * *").both_days
    assert parse("* * 1,* * 1").both_days
    assert not parse("* * */2 * 1").both_days
    assert parse("@every 90s").every == 90
    assert Schedule(every=5).next_run(datetime(2026, 1, 1)) == datetime(2026, 1, 1, 0, 0, 5)


FIELDS = "must have 5 fields (minute, hour, day of the month, month, day of the week), not "
DESCRIPTORS = "must be one of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly or @every and a duration"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "must not be empty"),
        (" ", f"{FIELDS}0"),
        ("* * * *", f"{FIELDS}4"),
        ("0 * * * * *", f"{FIELDS}6"),
        (" @daily", f"{FIELDS}1"),
        ("TZ=UTC * * * * *", "must not name a time zone: use timeZone"),
        ("CRON_TZ=Asia/Tokyo 30 4 * * *", "must not name a time zone: use timeZone"),
        ("@unrecognized", DESCRIPTORS),
        ("@Daily", DESCRIPTORS),
        ("@daily ", DESCRIPTORS),
        ("@every", DESCRIPTORS),
        ("@every 1", "must have a duration after @every: '1' must have a unit (h, m, s, ms, us, ns) after 1"),
        ("@every  1h", "must have a duration after @every: ' 1h' must be numbers with units (h, m, s, ms, us, ns), as in 1h30m or 1.5s"),
        ("x * * * *", "must have a number in its minute, not 'x'"),
        ("jan * * * *", "must have a number in its minute, not 'jan'"),
        ("* * * x *", "must have a number or a name such as jan in its month, not 'x'"),
        ("* * * * mond", "must have a number or a name such as sun in its day of the week, not 'mond'"),
        ("* * * january *", "must have a number or a name such as jan in its month, not 'january'"),
        ("-5 * * * *", "must have a number in its minute, not ''"),
        ("5- * * * *", "must have a number in its minute, not ''"),
        ("1-2-3 * * * *", "must have at most one '-' in '1-2-3' of its minute"),
        ("1/2/3 * * * *", "must have at most one '/' in '1/2/3' of its minute"),
        ("*/x * * * *", "must have a number in its minute, not 'x'"),
        ("*/ * * * *", "must have a number in its minute, not ''"),
        ("* * * */jan *", "must have a number in its month, not 'jan'"),
        ("*/0 * * * *", "must have a step of at least 1 in '*/0' of its minute"),
        ("*/-5 * * * *", "must have a number in its minute, not '-5'"),
        ("60 * * * *", "must have a minute from 0 to 59, not '60'"),
        ("* 24 * * *", "must have a hour from 0 to 23, not '24'"),
        ("* * 0 * *", "must have a day of the month from 1 to 31, not '0'"),
        ("* * 32 * *", "must have a day of the month from 1 to 31, not '32'"),
        ("* * * 0 *", "must have a month from 1 to 12, not '0'"),
        ("* * * 13 *", "must have a month from 1 to 12, not '13'"),
        ("* * * * 7", "must have a day of the week from 0 to 6, Sunday is 0, not '7'"),
        ("* * * * 5-7", "must have a day of the week from 0 to 6, Sunday is 0, not '5-7'"),
        ("59-60 * * * *", "must have a minute from 0 to 59, not '59-60'"),
        ("10-5 * * * *", "must have the smaller end first in '10-5' of its minute"),
        ("* * * dec-jan *", "must have the smaller end first in 'dec-jan' of its month"),
        ("1,,x * * * *", "must have a number in its minute, not 'x'"),
        ("٣ * * * *", "must have a number in its minute, not '٣'"),
        ("X5 * * * *", "must have a number in its minute, not 'X5'"),
        ("5X * * * *", "must have a number in its minute, not '5X'"),
        ("1_0 * * * *", "must have a number in its minute, not '1_0'"),
        ("1.5 * * * *", "must have a number in its minute, not '1.5'"),
        ("++5 * * * *", "must have a number in its minute, not '++5'"),
        ("*5 * * * *", "must have a number in its minute, not '*5'"),
        ("9" * 5000 + " * * * *", f"must have a number in its minute, not '{'9' * 20}'"),
        ("0" * 30 + "99 * * * *", f"must have a minute from 0 to 59, not '{'0' * 20}'"),
        (None, "must be a string, not null"),
        (5, "must be a string, not an integer"),
    ],
)
def test_a_malformed_schedule_has_a_problem_that_says_where(text: Any, expected: str) -> None:
    assert problem(text) == expected
    call: Callable[[Any], object] = parse
    with pytest.raises(CallError) as caught:
        call(text)
    finding = caught.value.findings[0]
    assert (finding.code, finding.message, finding.value) == ("K8S107", f"a schedule {expected}", text)
    assert finding.help == "write five fields such as 30 2 * * mon-fri, or @daily"


@given(st.text(alphabet="0123456789*?/-, @janmodyeTZ\n", max_size=16))
def test_whatever_the_text_there_is_a_problem_or_a_schedule(text: str) -> None:
    found = problem(text)
    assert found == "" or found.startswith("must ")
    if not found:
        parse(text).next_run(datetime(2026, 1, 1))


class TestTimeZones:
    @pytest.mark.parametrize(
        "value",
        [
            "Europe/Berlin",
            "Etc/UTC",
            "UTC",
            "America/Argentina/La_Rioja",
            "Etc/GMT+5",
            "Etc/GMT-14",
            "EST5EDT",
            "America/Port-au-Prince",
            "Europe/Kyiv",
            "Asia/Calcutta",
            "posix/Europe/Berlin",
        ],
    )
    def test_names_of_the_database_are_fine(self, value: str) -> None:
        assert time_zone_problem(value) == ""

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "/",
            "Europe/",
            "/Berlin",
            "Europe/..",
            ".",
            "Zürich",
            "Europe/" + "x" * 15,
            "٣",
            "a.b",
            "_",
        ],
    )
    def test_other_texts_are_refused(self, value: str) -> None:
        assert time_zone_problem(value) == "must be a name of the IANA time zone database, such as Europe/Berlin or Etc/UTC"

    @pytest.mark.parametrize("value", ["local", "Local", "LOCAL"])
    def test_the_local_zone_is_refused(self, value: str) -> None:
        assert time_zone_problem(value) == "must name a time zone, such as Europe/Berlin, not the local one"

    @pytest.mark.parametrize(("value", "text"), [(None, "null"), (1, "an integer"), ([], "a list")])
    def test_another_type_is_a_problem(self, value: object, text: str) -> None:
        assert time_zone_problem(value) == f"must be a string, not {text}"

    @pytest.mark.parametrize(
        ("value", "near"),
        [
            ("europe/berlin", "Europe/Berlin"),
            ("Europe/Berln", "Europe/Berlin"),
            ("Europe//Berlin", "Europe/Berlin"),
            ("Europe/Ber lin", "Europe/Berlin"),
            ("utc", "UTC"),
            ("America/NewYork", "America/New_York"),
        ],
    )
    def test_a_slip_of_the_pen_is_refused_with_the_name_that_was_meant(self, value: str, near: str) -> None:
        assert time_zone_problem(value) == f"must be a name of the IANA time zone database; did you mean {near}?"

    def test_every_name_of_the_time_zones_of_python_is_known(self) -> None:
        zoneinfo = pytest.importorskip("zoneinfo")
        own = {name for name in zoneinfo.available_timezones() if name not in ("localtime", "Factory", "posixrules")}
        assert [name for name in own if time_zone_problem(name)] == []
