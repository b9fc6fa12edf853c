"""`quizcli simulate` and `quizcli plan`: what the coming days cost and give."""

from __future__ import annotations

from quizcli.commands.listing import print_json
from quizcli.commands.memory import rolled
from quizcli.days import iso_day, parse_day
from quizcli.errors import UsageError
from quizcli.insight import plan as plans
from quizcli.insight import simulate as simulation
from quizcli.insight.plain import plain
from quizcli.insight.simulate import Load, Simulation
from quizcli.store import today
from quizcli.ui.charts import hbar
from quizcli.ui.report import print_row, print_table
from quizcli.ui.text import line
from quizcli.workspace import Workspace

VERSION = 1
BAR = 36
# Every day until then is gone through; what lies further off says nothing, and takes long.
MOST_YEARS = 5


def simulate(space: Workspace, days: int, new: int | None, seed: int, as_json: bool) -> int:
    """Show what the coming days would cost in minutes and give in recall."""
    limits = space.limits
    load = Load(limits.new if new is None else new, limits.reviews)
    done = today.done(space.connection, space.day)
    found = simulation.simulate(
        space.cards(), rolled(space), space.states(), space.day, days, space.rules, load, seed,
        Load(done.new, done.reviews),
    )  # fmt: skip
    if as_json:
        print_json(VERSION, simulation=plain(found))
    else:
        _show(found)
    return 0


def _show(found: Simulation) -> None:
    days = len(found.days)
    print(
        f"{days} days with {found.scheduler}, {found.load.new_per_day} new cards a day: "
        f"{found.minutes / 60:.1f} h in all, {found.minutes / days:.0f} min a day."
    )
    weeks = [found.days[start : start + 7] for start in range(0, days, 7)]
    minutes = [sum(day.minutes for day in week) / len(week) for week in weeks]
    print("\nFrom        Recall  Known  Min a day")
    for week, mean in zip(weeks, minutes, strict=True):
        last = week[-1]
        recall = "" if last.recall is None else f"{last.recall:.0%}"
        numbers = f"{iso_day(week[0].day)}  {recall:>6}  {last.known:>5.0f}  {mean:>9.0f}  "
        print_row(line(numbers, hbar(mean, max(minutes), BAR)))


def _day_after(today: int, date: str) -> int:
    """The learning day of a date after today.

    Raises UsageError when it is no such date.
    """
    try:
        day = parse_day(date)
    except ValueError:
        day = today
    if day <= today:
        raise UsageError(f"The date is one after today, such as 2026-12-24, not {date}.")
    if day > today + MOST_YEARS * 366:
        raise UsageError(f"{date} is more than {MOST_YEARS} years ahead; plan for a nearer date.")
    return day


def plan(space: Workspace, date: str, as_json: bool) -> int:
    """Show the pace at which all cards are seen before the interview."""
    date = date or space.settings.interview
    if not date:
        raise UsageError("Say when: quizcli plan 2026-12-24, or set interview in config.toml.")
    until = _day_after(space.day, date)
    found = plans.plan(
        space.cards(), rolled(space), space.states(), space.day, until, space.rules,
        space.limits.reviews,
    )  # fmt: skip
    if as_json:
        print_json(VERSION, plan=plain(found))
        return 0
    rest = f", none on the last {found.rest_days} days" if found.rest_days else ""
    print_table(
        (f"Until {date}", ""),
        [
            ("Days left", str(found.days_left)),
            ("Cards seen", f"{found.seen} of {found.cards}"),
            ("New a day", f"{found.new_each_day}{rest}"),
            ("Time a day", f"about {found.minutes_each_day:.0f} min"),
            ("Known then", f"{found.known:.0f} of {found.cards}"),
            ("Stopping now", f"{found.known_if_stopped:.0f} known then"),
        ],
    )
    print(f"\nKeep to it: quizcli review --new {found.new_each_day}")
    return 0
