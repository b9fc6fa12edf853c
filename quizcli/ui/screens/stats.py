"""The pages of `quizcli stats`: today and weak topics, heat map, forecast, recall, decks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from rich.text import Text

from quizcli.days import duration, iso_day, span
from quizcli.insight.activity import HEAT_WEEKS
from quizcli.insight.pages import Stats
from quizcli.insight.score import Score
from quizcli.insight.topic import Topic
from quizcli.insight.weak import sentence
from quizcli.phrases import counted
from quizcli.ui.charts import curve, hbar, heat, vbars
from quizcli.ui.frame import BLANK, Frame
from quizcli.ui.outcomes import Act, Outcome
from quizcli.ui.report import table
from quizcli.ui.text import T, line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import LEAVE_KEYS, Bad, Page, Screen, line_key

NEXT, BEFORE = ("tab", "right", "space", "n"), ("s-tab", "left", "p")


class StatsPage(Page, frozen=True):
    """One of the pages; a digit or the arrows lead to the others."""

    stats: Stats
    topics: tuple[Topic, ...]
    number: int = 0

    def key(self, key: str) -> Screen | Outcome:
        """Another page, or leaving."""
        if key.isdecimal() and 1 <= int(key) <= len(PAGES):
            return replace(self, number=int(key) - 1)
        if key in NEXT:
            return replace(self, number=(self.number + 1) % len(PAGES))
        if key in BEFORE:
            return replace(self, number=(self.number - 1) % len(PAGES))
        return Act.QUIT if key in ("escape", "enter") else LEAVE_KEYS.get(key, self)

    def view(self, caps: Caps) -> Frame:
        """The page laid out."""
        name, rows = PAGES[self.number]
        tabs = line(
            *(
                (f"  {place + 1} {title}", "title" if place == self.number else "dim")
                for place, (title, _) in enumerate(PAGES)
            )
        )
        return Frame(
            left=line("Stats" if caps.width >= 60 else name),
            right=tabs if caps.width >= 60 else line(f"{self.number + 1}/{len(PAGES)}"),
            body=tuple(rows(self, caps)),
            hints=((f"1-{len(PAGES)}", "page"), ("Tab", "next"), ("q", "leave")),
        )

    def lines(self) -> tuple[str, ...]:
        """The page as plain rows of 80 columns."""
        caps = Caps(80, 200, "none", unicode=False)
        name, rows = PAGES[self.number]
        return (f"{name.capitalize()}.", *(row.plain.rstrip() for row in rows(self, caps)))

    def prompt(self) -> str:
        """Asks for a page."""
        return f"Page 1 to {len(PAGES)}, Enter leaves: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """A page, or Enter to leave."""
        after = self.key(line_key(text))
        return Bad(f"Type a digit from 1 to {len(PAGES)}.") if after is self else after


def _today(page: StatsPage, caps: Caps) -> list[Text]:
    done, due = page.stats.activity, page.stats.forecast.due
    now = done.today
    facts = [
        ("Due today", f"{due[0] if due else 0}"),
        ("Answered", f"{now.answers} in {duration(now.seconds)}, {now.right} right, {now.new} new"),
        ("Streak", f"{counted(done.streak, 'day')} (best {done.best_streak})"),
        (
            "In all",
            f"{counted(done.answers, 'answer')} on {counted(done.active_days, 'day')}, "
            f"{duration(done.seconds)}",
        ),
    ]
    rows = [line((f"{label:<11}", "dim"), value) for label, value in facts]
    rows += [BLANK, *wrap(T(sentence(page.topics)), caps.body_width), BLANK]
    known = [topic for topic in page.topics if topic.standing != "too little data"]
    return rows + _topics(known, caps)


def _topics(topics: Sequence[Topic], caps: Caps) -> list[Text]:
    if not topics:
        return []
    size = max(6, caps.body_width // 5)
    name = max(len(topic.name) for topic in topics)
    name = min(name, caps.body_width - size - 14)
    rows = []
    for topic in topics:
        recall = topic.recall or 0.0
        label = topic.name if len(topic.name) <= name else f"{topic.name[: name - 1]}…"
        look = "bad" if topic.standing == "weak" else ""
        mark = " weak" if topic.standing == "weak" else ""
        bar = hbar(recall, 1.0, size)
        rows.append(line((f"{label:<{name}}  ", look), f"{recall:>4.0%} ", bar, (mark, "bad")))
    return rows


def _heat(page: StatsPage, caps: Caps) -> list[Text]:
    done = page.stats.activity
    counts = {day.day: day.answers for day in done.heat}
    rows = heat(counts, page.stats.day, caps.body_width, HEAT_WEEKS)
    best = done.best_day
    tail = f", best day {best.answers} on {iso_day(best.day)}" if best else ""
    said = f"{counted(done.answers, 'answer')} on {counted(done.active_days, 'day')}{tail}."
    return [*rows, BLANK, *wrap(T(said), caps.body_width)]


def _due(page: StatsPage, caps: Caps) -> list[Text]:
    coming = page.stats.forecast
    column = 2 if caps.body_width >= 2 * len(coming.due) + 8 else 1
    shown = coming.due[: (caps.body_width - 8) // column]
    labels = {place: iso_day(coming.day + place)[5:] for place in range(0, len(shown), 7)}
    height = max(4, min(12, caps.height - 10))
    said = f"{counted(coming.total, 'review')} in the next {len(coming.due)} days, "
    said += f"{coming.overdue} overdue."
    return [T(said), BLANK, *vbars(shown, height, labels, column)]


def _recall(page: StatsPage, caps: Caps) -> list[Text]:
    stats = page.stats
    rows = [T(f"True retention, goal {stats.goal:.0%}"), BLANK]
    rows += table(
        ("", "Young", "Mature", "All"),
        [
            (each.window, *map(_score, (each.young, each.mature, each.all)))
            for each in stats.retention
        ],
        caps.body_width,
    )
    bands = [band for band in stats.by_interval if band.score.answers]
    rows += [BLANK, T("Recall by interval"), BLANK]
    if not bands:
        return [*rows, T("No card has come back after a day or more yet.", "dim")]
    size = max(6, caps.body_width // 3)
    for band in bands:
        share = band.score.share or 0.0
        label = (f"from {span(band.shortest):<7}", "dim")
        bar = hbar(share, 1.0, size)
        rows.append(line(label, f"{share:>4.0%} ", bar, (f" {band.score.answers}", "dim")))
    if caps.unicode and len(bands) > 2:
        points = [
            (place / (len(bands) - 1), band.score.share or 0.0) for place, band in enumerate(bands)
        ]
        rows += [BLANK, *curve(points, min(60, caps.body_width), 4, 0.0, 1.0)]
    return rows


def _score(score: Score) -> str:
    return "–" if score.share is None else f"{score.share:.0%} of {score.answers}"


def _decks(page: StatsPage, caps: Caps) -> list[Text]:
    stats = page.stats
    rows = table(
        ("Deck", "New", "Learning", "Young", "Mature", "Suspended"),
        [
            (d.deck, *map(_count, (d.new, d.learning, d.young, d.mature, d.suspended)))
            for d in stats.maturity
        ],
        caps.body_width,
    )
    if stats.leeches:
        rows += [BLANK, Text("Leeches: forgotten again and again", "title")]
        leeches = [(leech.card, str(leech.lapses)) for leech in stats.leeches]
        rows += table(("Card", "Lapses"), leeches, caps.body_width)
    return rows


def _count(number: int) -> str:
    return str(number) if number else ""


PAGES: tuple[tuple[str, Callable[[StatsPage, Caps], list[Text]]], ...] = (
    ("today", _today),
    ("heat map", _heat),
    ("due", _due),
    ("recall", _recall),
    ("decks", _decks),
)
