"""`quizcli due`: what today holds, for a prompt or a status bar.

This module and all it imports stay light: the command runs before every prompt.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from quizcli.days import iso_day, learning_day
from quizcli.store import current, glance
from quizcli.store.glance import Counts

TYPE_CHECKING = False  # a name of our own: typing's would cost its import
if TYPE_CHECKING:
    from quizcli.workspace import Workspace

FORMS = ("--short", "--json", "--check")
CARDS_ARE_DUE = 5
SECONDS_A_CARD = 9


def forms(options: Iterable[str]) -> set[str]:
    """The names of the forms that options ask for."""
    return {option.removeprefix("--") for option in options}


def quick(options: list[str]) -> int | None:
    """The exit code after answering from the caches alone; None where they do not suffice."""
    path = current.database_path()
    if "QUIZCLI_NOW" in os.environ or not os.path.isfile(path):  # noqa: PTH113
        return None
    try:
        connection = current.connect(path)
        try:
            return _from_caches(connection, forms(options))
        finally:
            connection.close()
    except (sqlite3.Error, ValueError):
        return None  # the full command opens the log again and says what is wrong with it


def _from_caches(connection: sqlite3.Connection, wanted: set[str]) -> int | None:
    made_for = "surroundings", current.surroundings()
    if not current.has_this_version(connection) or not current.is_current_but_for_texts(
        connection, *made_for
    ):
        return None
    if not current.are_as_compiled(connection):
        from quizcli.takeup import take_up

        if not take_up(connection):
            return None
    new, reviews, rollover = current.limits(connection)
    day = learning_day(datetime.now(), rollover)
    return show(glance.counts(connection, day, new, reviews), day, wanted)


def run(space: Workspace, filters: list[str], wanted: set[str]) -> int:
    """The exit code after answering with decks and states brought up to date first."""
    found, where = space.plan(filters), space.condition(filters)
    return show(glance.counted(space.connection, space.day, found, where), space.day, wanted)


def show(found: Counts, day: int, wanted: set[str]) -> int:
    """Print the plan in the wanted form; the exit code says whether cards are due if asked to."""
    if "json" in wanted:
        print(_json(found, day))
    elif "short" in wanted:
        print(f"{found.due}+{found.new}" if found.new else found.due)
    elif "check" not in wanted:
        print(sentence(found, day))
    return CARDS_ARE_DUE if "check" in wanted and found.due else 0


def sentence(found: Counts, day: int) -> str:
    """The plan in words: `14 due, 10 new; about 4 min.`"""
    due, new = found.due, found.new
    parked = f" {found.parked} more wait: the day's limit is reached." if found.parked else ""
    if not due and not new:
        return " ".join(
            filter(None, ("Nothing is due.", parked.strip(), coming_sentence(day, found.coming)))
        )
    parts = ([f"{due} due"] if due else []) + ([f"{new} new"] if new else [])
    minutes = max(1, round((due + new) * SECONDS_A_CARD / 60))
    return f"{', '.join(parts)}; about {minutes} min.{parked}"


def coming_sentence(day: int, coming: tuple[int, int] | None) -> str:
    """When the next cards are due: `Next: 6 cards tomorrow.`; nothing when none is scheduled."""
    if coming is None:
        return ""
    when, count = coming
    cards = "1 card" if count == 1 else f"{count} cards"
    return f"Next: {cards} {'tomorrow' if when == day + 1 else f'on {iso_day(when)}'}."


def _json(found: Counts, day: int) -> str:
    """Written by hand: the values are counts and dates, and json would double the start-up."""
    following = "null"
    if found.coming is not None:
        following = f'{{"day": "{iso_day(found.coming[0])}", "due": {found.coming[1]}}}'
    return (
        f'{{"version": 1, "day": "{iso_day(day)}", "due": {found.due}, '
        f'"new": {found.new}, "parked": {found.parked}, "waiting": {found.waiting}, '
        f'"next": {following}}}'
    )
