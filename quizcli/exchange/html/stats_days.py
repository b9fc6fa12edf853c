"""The parts of the statistics page about days and decks: what is due, done, and how far it came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from quizcli.days import duration, iso_day
from quizcli.exchange.html.markup import (
    head,
    number,
    row,
    section,
    short_date,
    table,
    text,
)
from quizcli.exchange.html.plots import Mark, columns, heat, stack
from quizcli.insight.activity import Activity
from quizcli.insight.forecast import Forecast
from quizcli.insight.maturity import Leech, Maturity
from quizcli.phrases import counted

STAGES = (("mature", "good"), ("young", "aux"), ("learning", "bad"), ("new", "none"))


def coming_due(forecast: Forecast) -> str:
    """How many cards come due on each of the coming days."""
    marks = [
        Mark(
            due,
            f"{iso_day(forecast.day + wait)}: {due}",
            short_date(forecast.day + wait) if wait % 7 == 0 else "",
            style="bad" if wait == 0 and forecast.overdue else "good",
        )
        for wait, due in enumerate(forecast.due)
    ]
    overdue = f", {forecast.overdue} of them overdue" if forecast.overdue else ""
    return section(
        f"Due in the next {len(marks)} days",
        columns("Cards due a day", marks, "{:g}".format),
        f"{forecast.total} cards{overdue}; {forecast.later} later. Answers to come add to this.",
    )


def answers_a_day(activity: Activity) -> str:
    """The heat map of a year."""
    marks = [
        Mark(
            count.answers,
            f"{iso_day(count.day)}: {count.answers}",
            f"{date.fromordinal(count.day):%b}"
            if place % 7 == 0 and _opens_month(count.day)
            else "",
        )
        for place, count in enumerate(activity.heat)
    ]
    best = activity.best_day
    tail = f", most on {iso_day(best.day)}: {best.answers}" if best else ""
    return section(
        "Answers a day",
        f"<div class=wide>{heat('Answers a day', marks)}</div>",
        f"{activity.answers:,} answers on {counted(activity.active_days, 'day')}{tail}.",
    )


def _opens_month(monday: int) -> bool:
    """Whether the week that begins on this day is the first of a month to do so."""
    return date.fromordinal(monday).day <= 7


def minutes_a_week(activity: Activity) -> str:
    """The time spent, week by week."""
    weeks = activity.by_week
    marks = [
        Mark(
            seconds / 60,
            f"week of {iso_day(monday)}: {duration(seconds)}",
            short_date(monday) if place % 8 == len(weeks) % 8 else "",
        )
        for place, seconds in enumerate(weeks)
        if (monday := activity.heat[7 * place].day)
    ]
    a_day = activity.seconds_a_day
    tail = f", {duration(a_day)} on a day with answers" if a_day else ""
    return section(
        "Minutes a week",
        columns("Minutes a week", marks, "{:g}".format),
        f"{duration(activity.seconds)} in all{tail}.",
    )


def decks_by_stage(decks: Sequence[Maturity]) -> str:
    """How far each deck's cards have come."""
    rows = (
        row(
            text(deck.deck),
            stack(
                f"{deck.deck} by stage",
                [Mark(n, f"{n} {stage}", style=style) for n, stage, style in _stages(deck)],
            ),
            *(number(f"{n}") for n, _, _ in _stages(deck)),
            number(f"{deck.suspended}"),
        )
        for deck in decks
    )
    stages = (head(stage.title(), numbers=True, key=style) for stage, style in STAGES)
    heads = ("Deck", "", *stages, head("Suspended", numbers=True))
    return section("Cards by deck", table(heads, rows)) if decks else ""


def _stages(deck: Maturity) -> list[tuple[int, str, str]]:
    counts = (deck.mature, deck.young, deck.learning, deck.new)
    return [(n, stage, style) for n, (stage, style) in zip(counts, STAGES, strict=True)]


def leech_cards(leeches: Sequence[Leech]) -> str:
    """The cards that do not stick; nothing when there is none."""
    rows = (
        row(text(leech.prompt), text(leech.deck), number(f"{leech.lapses}")) for leech in leeches
    )
    if not leeches:
        return ""
    note = "Forgotten again and again."
    return section("Leeches", table(("Card", "Deck", head("Lapses", numbers=True)), rows), note)
