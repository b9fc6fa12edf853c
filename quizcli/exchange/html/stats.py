"""The statistics as one self-contained page: plots inline, light or dark as the reader likes it.

No script, no font and no picture is fetched, and every text of a deck is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizcli.days import duration
from quizcli.exchange.html import stats_days, stats_recall
from quizcli.exchange.html.markup import document, long_date, share, text
from quizcli.insight.confusion import Confusion
from quizcli.insight.pages import Stats
from quizcli.insight.topic import Topic
from quizcli.insight.weak import sentence
from quizcli.phrases import counted


def page(stats: Stats, topics: Sequence[Topic] = (), confusions: Sequence[Confusion] = ()) -> str:
    """The whole page as HTML."""
    title = f"quizcli statistics, {long_date(stats.day)}"
    parts = [f"<header><h1>{text(title)}</h1>"]
    if stats.empty:
        parts.append("<p class=lead>No reviews yet. Start with: quizcli review</p></header>")
        body = [*parts, stats_days.decks_by_stage(stats.maturity)]
    else:
        parts.append(f"<p class=lead>{text(sentence(topics))}</p>" if topics else "")
        body = [
            *parts,
            _figures(stats),
            "</header>",
            stats_recall.weak_topics(topics),
            stats_recall.confused_pairs(confusions),
            stats_recall.true_retention(stats.retention, stats.goal),
            stats_recall.recall_by_interval(stats.by_interval, stats.goal),
            stats_recall.prediction(stats.observer),
            stats_days.coming_due(stats.forecast),
            stats_days.answers_a_day(stats.activity),
            stats_days.minutes_a_week(stats.activity),
            stats_days.decks_by_stage(stats.maturity),
            stats_days.leech_cards(stats.leeches),
        ]
    return document(title, body)


def _figures(stats: Stats) -> str:
    activity, today = stats.activity, stats.activity.today
    month = next(r for r in stats.retention if r.window == "30 days").all
    spent = f"{today.answers} in {duration(today.seconds)}" if today.answers else "0"
    figures = (
        ("Due now", f"{stats.forecast.due[0]}"),
        (
            "Answered today",
            spent,
        ),
        ("Streak", f"{counted(activity.streak, 'day')}, best {activity.best_streak}"),
        ("Recall, 30 days", f"{share(month)} (goal {stats.goal:.0%})"),
        ("Answers", f"{activity.answers:,}"),
        ("Cards", f"{stats.cards:,}"),
    )
    cells = (f"<div><dt>{text(name)}</dt><dd>{text(value)}</dd></div>" for name, value in figures)
    return f"<dl>{''.join(cells)}</dl>"
