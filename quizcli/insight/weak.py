"""Weak topics: where recall is lowest today, and how sure that is.

Topics rank by predicted recall over the cards seen; what was never seen is coverage and stands
apart. A topic is called weak only when its own answers say so: at least eight of them, and a
chance over 0.8 that its share of right ones lies below the mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from quizcli.insight import beta
from quizcli.insight.roll import Roll
from quizcli.insight.shrink import Prior, prior
from quizcli.insight.tally import HALVES_A_SECOND, TREND_DAYS, Tally
from quizcli.insight.topic import (
    LEAST_ANSWERS,
    By,
    CardMemory,
    MissedPoint,
    Standing,
    Topic,
    Trend,
)
from quizcli.model import Card, CardState
from quizcli.phrases import counted, listed
from quizcli.sched import NEW
from quizcli.shapes import Rubric

LEAST_CHANCE = 0.8
WORST_CARDS = 5
# A topic is slow when its median answer takes this many times the median of all.
SLOW = 1.5
RANK: dict[Standing, int] = {"weak": 0, "ok": 1, "too little data": 2}


class _Seen(Struct, frozen=True):
    card: Card
    tally: Tally
    state: CardState


def topics(
    cards: Iterable[Card],
    roll: Roll,
    states: Mapping[str, CardState],
    day: int,
    by: By = "section",
) -> tuple[Topic, ...]:
    """The topics of the cards: weak ones first, then the others, each by expected loss.

    The mean they are held against is that of the cards given; suspended cards are left out.
    """
    groups = grouped((card for card in cards if not states.get(card.id, NEW).suspended), by)
    seen = {
        name: [
            _Seen(card, roll.cards[card.id], states.get(card.id, NEW))
            for card in members
            if card.id in roll.cards
        ]
        for name, members in groups.items()
    }
    expected = prior(_score(members) for members in seen.values())
    pace = median({member.card.id: member.tally for m in seen.values() for member in m}.values())
    found = [
        _topic(name, len(groups[name]), members, expected, pace, day, shares=by == "tag")
        for name, members in seen.items()
    ]
    return tuple(sorted(found, key=lambda t: (RANK[t.standing], -t.loss, -t.cards, t.name)))


def grouped(cards: Iterable[Card], by: By) -> dict[str, list[Card]]:
    """Each topic's cards, in the order given."""
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        for name in names(card, by):
            groups[name].append(card)
    return groups


def names(card: Card, by: By) -> tuple[str, ...]:
    """The topics a card belongs to; a card without a section counts for its deck."""
    match by:
        case "section":
            return (card.note.section or card.note.deck,)
        case "deck":
            return (card.note.deck,)
        case "tag":
            return tuple(dict.fromkeys(card.note.tags))


def sentence(found: Sequence[Topic]) -> str:
    """What a report says first: who holds you back, and what that costs today."""
    weak = [topic for topic in found if topic.standing == "weak"]
    if weak:
        verb = "holds" if len(weak) == 1 else "hold"
        cost = f"{counted(round(_missed(weak)), 'card')} you would likely miss today"
        return f"{_listed([topic.name for topic in weak])} {verb} you back: {cost}."
    if not any(topic.answers for topic in found):
        return "No answers yet. Start with: quizcli review"
    known = [topic for topic in found if topic.standing == "ok"]
    if not known:
        return f"Not enough answers yet: a topic needs {LEAST_ANSWERS}. Review first."
    lowest = known[0]
    return f"No topic is reliably below the rest; lowest is {lowest.name} at {1 - lowest.loss:.0%}."


def _missed(found: Sequence[Topic]) -> float:
    """How many cards would be missed, those of several topics counted once."""
    shared = dict(loss for topic in found for loss in topic.losses)
    alone = sum(topic.likely_missed for topic in found if not topic.losses)
    return sum(shared.values()) + alone


def median(tallies: Iterable[Tally]) -> float | None:
    """The median seconds of an answer, to the half second; None when none was timed."""
    times: dict[int, int] = defaultdict(int)
    for tally in tallies:
        for half, count in tally.times.items():
            times[half] += count
    rest = sum(times.values()) / 2
    for half in sorted(times):
        rest -= times[half]
        if rest <= 0:
            return half / HALVES_A_SECOND
    return None


def _topic(
    name: str,
    cards: int,
    seen: Sequence[_Seen],
    expected: Prior,
    pace: float | None,
    day: int,
    *,
    shares: bool,
) -> Topic:
    answers, right = _score(seen)
    below_mean = expected.below_mean(answers, right)
    low, high = beta.interval(*expected.posterior(answers, right))
    recalls = [member.tally.recall(day) for member in seen]
    seconds = median(member.tally for member in seen)
    standing = _standing(answers, below_mean)
    return Topic(
        name=name,
        standing=standing,
        cards=cards,
        seen=len(seen),
        recall=sum(recalls) / len(recalls) if recalls else None,
        answers=answers,
        right=right,
        accuracy=expected.share(answers, right),
        low=low,
        high=high,
        below_mean=below_mean,
        lapses=sum(member.state.lapses for member in seen),
        seconds=seconds,
        slow=bool(answers >= LEAST_ANSWERS and seconds and pace and seconds >= SLOW * pace),
        trend=_trend(seen, day),
        worst=_worst(seen, recalls),
        missed_points=_missed_points(seen),
        losses=tuple(
            (member.card.id, 1 - recall) for member, recall in zip(seen, recalls, strict=True)
        )
        if shares and standing == "weak"
        else (),
        likely_missed=sum(1 - recall for recall in recalls),
    )


def _score(seen: Iterable[_Seen]) -> tuple[int, int]:
    """(answers, right ones), one answer a card and day."""
    tallies = [member.tally for member in seen]
    answers = sum(tally.answers for tally in tallies)
    return answers, answers - sum(tally.wrong for tally in tallies)


def _standing(answers: int, below_mean: float) -> Standing:
    if answers < LEAST_ANSWERS:
        return "too little data"
    return "weak" if below_mean > LEAST_CHANCE else "ok"


def _trend(seen: Iterable[_Seen], day: int) -> Trend:
    recent = before = recent_right = before_right = 0
    middle = day - TREND_DAYS
    for member in seen:
        answers, right = member.tally.score(middle + 1, day)
        recent, recent_right = recent + answers, recent_right + right
        answers, right = member.tally.score(middle - TREND_DAYS + 1, middle)
        before, before_right = before + answers, before_right + right
    return Trend(recent, recent_right, before, before_right)


def _worst(seen: Iterable[_Seen], recalls: Iterable[float]) -> tuple[CardMemory, ...]:
    ranked = sorted(zip(recalls, seen, strict=True), key=lambda pair: (pair[0], pair[1].card.id))
    return tuple(
        CardMemory(
            card=member.card.id,
            prompt=member.card.shape.prompt,
            recall=recall,
            answers=member.tally.answers,
            wrong=member.tally.wrong,
            lapses=member.state.lapses,
            seconds=median([member.tally]),
        )
        for recall, member in ranked[:WORST_CARDS]
    )


def _missed_points(seen: Iterable[_Seen]) -> tuple[MissedPoint, ...]:
    found = [
        MissedPoint(member.card.id, point.key, point.text, *counts)
        for member in seen
        if isinstance(member.card.shape, Rubric)
        for point in member.card.shape.points
        if (counts := member.tally.points.get(point.key, (0, 0)))[1]
    ]
    return tuple(sorted(found, key=lambda p: (-p.missed / p.asked, -p.missed, p.card, p.key)))


def _listed(named: Sequence[str]) -> str:
    return listed(named if len(named) <= 3 else (*named[:2], f"{len(named) - 2} more"))
