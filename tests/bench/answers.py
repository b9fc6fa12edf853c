"""Logs of any length: what a synthetic learner answered over two years, one event an answer.

The learner keeps up: due cards come first, by the program's own schedule, then new ones, evenly
over the two years, then early ones; one answer in ten is wrong. The same arguments give the same
events.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

from quizcli.days import iso_day
from quizcli.model import Card, Event
from quizcli.sched.replay import NEW, Rules, step
from quizcli.shapes import Choice

DAYS = 730
GRADES = (1, 3, 4, 4, 4, 4, 4, 5, 5, 5)
DAY_MS = 86_400_000
MORNING_MS = 7 * 3_600_000  # in UTC; far from any rollover hour
ORDINAL_OF_EPOCH = 719_163


def answers(cards: Sequence[Card], count: int, last_day: int, seed: int) -> Iterator[Event]:
    """So many answers, in the order in which they were given; the last on `last_day`."""
    dice = random.Random(f"answers {seed}")
    offered = [_offered(card) for card in cards]
    states = [NEW] * len(cards)
    waiting: list[tuple[int, float, int]] = []
    seen, rules = 0, Rules()
    for number in range(count):
        day, gap = _when(number, count, last_day)
        if seen * count <= number * len(cards) and not (waiting and waiting[0][0] <= day):
            place, seen = seen, seen + 1
        else:
            place = heappop(waiting)[2]
        card, options, grade = cards[place], offered[place], dice.choice(GRADES)
        event = Event(
            uid=_uid((day - ORDINAL_OF_EPOCH) * DAY_MS + MORNING_MS + gap, dice),
            at=_instant(day, MORNING_MS + gap), day=day, kind="review", card=card.id, grade=grade,
            seconds=round(dice.uniform(2, 25), 1), chosen=_chosen(card, options, grade, dice),
            offered=options, fingerprint=card.fingerprint, device="0000bench",
            session=f"session-{day}",
        )  # fmt: skip
        states[place] = step(states[place], event, rules, card.id)
        due = day if states[place].pending else max(states[place].due, day + 1)
        heappush(waiting, (due, dice.random(), place))
        yield event


def _when(number: int, count: int, last_day: int) -> tuple[int, int]:
    """The learning day of the n-th answer, and the milliseconds since that day's first."""
    place = number * DAYS // count
    first = -(-place * count // DAYS)
    a_day = count / DAYS
    return last_day - DAYS + 1 + place, int((number - first) * 36_000_000 / max(a_day, 1))


def _instant(day: int, milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{iso_day(day)}T{hours:02d}:{minutes:02d}:{seconds:02d}.{rest:03d}Z"


def _uid(milliseconds: int, dice: random.Random) -> str:
    """As long as the ids of real events and sorted as they are: by time, then by chance."""
    digits = f"{milliseconds:012x}7{dice.getrandbits(76):019x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _chosen(card: Card, options: Sequence[str], grade: int, dice: random.Random) -> str | None:
    if not options or not isinstance(card.shape, Choice):
        return None
    return card.shape.right[0] if grade > 2 else dice.choice(options)


def _offered(card: Card) -> tuple[str, ...]:
    if not isinstance(card.shape, Choice):
        return ()
    return tuple(option.text for option in card.shape.options)
