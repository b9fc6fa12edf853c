"""The parts of the statistics page about memory: weak topics, confusions, retention."""

from __future__ import annotations

from collections.abc import Sequence

from quizcli.days import iso_day
from quizcli.exchange.html.markup import head, number, row, section, share, table, text
from quizcli.exchange.html.plots import Mark, curve, span
from quizcli.insight.confusion import Confusion
from quizcli.insight.retention import IntervalRecall, Observer, PredictedBand, Retention
from quizcli.insight.score import Score
from quizcli.insight.topic import Topic


def weak_topics(topics: Sequence[Topic]) -> str:
    """The topics with the evidence for each, and the worst cards of the weak ones."""
    if not topics:
        return ""
    known = [topic for topic in topics if topic.answers]
    answers, right = sum(t.answers for t in known), sum(t.right for t in known)
    rows = (_topic(topic, right / answers if answers else 0.0) for topic in topics)
    figures = ("Lapses", "Median", "14 days, points")
    heads = (
        "Topic",
        "Standing",
        *(head(figure, numbers=True) for figure in ("Recall today", "Seen")),
        head("Right answers"),
        *(head(figure, numbers=True) for figure in ("", *figures)),
    )
    return section(
        "Weak topics",
        table(heads, rows),
        "Recall today is what the memory model predicts over the cards seen. The dot is the share "
        "of right answers drawn to the mean (the tick), the bar where it lies with a chance of "
        "80 %.",
    )  # fmt: skip


def _topic(topic: Topic, mean: float) -> str:
    style = "bad" if topic.standing == "weak" else "good"
    bounds = f"{topic.low:.0%} to {topic.high:.0%}"
    mark = Mark(topic.accuracy, f"{topic.accuracy:.0%}, {bounds}", "", topic.low, topic.high, style)
    change = topic.trend.change
    return row(
        f"{text(topic.name)}{_worst(topic)}",
        f'<td class="{"weak" if topic.standing == "weak" else "dim"}">{topic.standing}</td>',
        number("–" if topic.recall is None else f"{topic.recall:.0%}"),
        number(f"{topic.seen}/{topic.cards}"),
        span(f"{topic.name}: {bounds}", mark, mean) if topic.answers else "",
        number(f"{topic.right}/{topic.answers}"),
        number(f"{topic.lapses}"),
        number("–" if topic.seconds is None else f"{topic.seconds:g} s{' slow' * topic.slow}"),
        number("–" if change is None else f"{100 * change:+.0f}"),
    )


def _worst(topic: Topic) -> str:
    if topic.standing != "weak":
        return ""
    cards = (
        f"<li>{text(card.prompt)} <small>{card.recall:.0%}</small></li>" for card in topic.worst
    )
    missed = (
        f"<li>left out: {text(point.text)} <small>{point.missed} of {point.asked}</small></li>"
        for point in topic.missed_points
    )
    return f"<details><summary><small>worst cards</small></summary><ul>{''.join(cards)}" \
           f"{''.join(missed)}</ul></details>"  # fmt: skip


def confused_pairs(confusions: Sequence[Confusion]) -> str:
    """What is taken for what, the two rows side by side."""
    return "".join(
        section(
            f"{confusion.taken} taken for {confusion.right}",
            table(
                ("", confusion.right, confusion.taken),
                (row(text(r.attribute), text(r.right), text(r.taken)) for r in confusion.rows),
            )
            if confusion.rows
            else "",
            f"{confusion.times} of {confusion.offered} times, "
            f"last on {iso_day(confusion.last_day)}.",
        )
        for confusion in confusions
    )


def true_retention(retention: Sequence[Retention], goal: float) -> str:
    """Recall of what was due, by maturity, against the goal."""
    rows = (
        row(text(r.window), *(_scored(score, goal) for score in (r.young, r.mature, r.all)))
        for r in retention
    )
    return section(
        f"True retention, goal {goal:.0%}",
        table(("", "Young cards", "Mature cards", "All"), rows),
        "The first review of a day, of cards seen before; mature ones had waited 21 days or more. "
        "▾ is reliably below the goal.",
    )


def _scored(score: Score, goal: float) -> str:
    if score.interval is None:
        return "<td class=dim>–</td>"
    low, high = score.interval
    below = high < goal
    sign = " ▾" if below else ""
    return (
        f'<td class="{"below" if below else ""}">{share(score)}{sign} '
        f"<small>of {score.answers:,}, {low:.0%} to {high:.0%}</small></td>"
    )


def recall_by_interval(bands: Sequence[IntervalRecall], goal: float) -> str:
    """Recall by the days a card had waited; nothing before the first review."""
    marks = [
        Mark(right, f"{_band(band)}: {right:.0%} of {band.score.answers:,}", _band(band), *bounds)
        for band in bands
        if (right := band.score.share) is not None and (bounds := band.score.interval)
    ]
    if not marks:
        return ""
    return section("Recall by interval", curve("Recall by days waited", marks, goal))


def _band(band: IntervalRecall) -> str:
    """The days waited: `1 d`, `2–3 d`, `121+ d`."""
    if band.longest is None:
        return f"{band.shortest}+ d"
    return f"{band.shortest}{f'–{band.longest}' if band.longest > band.shortest else ''} d"


def prediction(observer: Observer) -> str:
    """What the memory model predicted, and what came."""
    if observer.log_loss is None:
        return ""
    rows = (_predicted(band) for band in observer.bands)
    figures = (head(figure, numbers=True) for figure in ("Mean", "Recalled", "Answers"))
    return section(
        "How far to trust the prediction",
        table(("Predicted recall", "", *figures), rows),
        f"The memory model's log loss over {observer.answers:,} answers is "
        f"{observer.log_loss:.3f}; always guessing one half would have 0.693. A dot left of its "
        "tick was recalled less often than predicted.",
    )


def _predicted(band: PredictedBand) -> str:
    low, high = band.score.interval or (0.0, 1.0)
    right = band.score.share or 0.0
    title = f"{right:.0%}, {low:.0%} to {high:.0%}, predicted {band.expected:.0%}"
    mark = Mark(right, title, "", low, high, "bad" if high < band.expected else "good")
    return row(
        f"{band.lowest:.0%} to {band.highest:.0%}",
        span(title, mark, band.expected),
        number(f"{band.expected:.0%}"),
        number(share(band.score)),
        number(f"{band.score.answers:,}"),
    )
