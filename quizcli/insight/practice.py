"""Practice: what a drill of weak topics is made of, and which due cards come first in a review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from quizcli.insight.roll import Roll
from quizcli.insight.topic import Topic
from quizcli.insight.weak import median
from quizcli.model import Card, CardState
from quizcli.sched import NEW

# A drill of usual length, and what an answer takes when nothing is known of the learner's pace.
USUAL_CARDS = 13
USUAL_SECONDS = 15.0
# Of a drill, the shares for what is missed often and what was not seen; the rest is kept warm.
MISSED_SHARE, UNSEEN_SHARE = 0.55, 0.3
# Without a weak topic the drill takes the lowest ones.
LOWEST_TOPICS = 3


class Practice(Struct, frozen=True):
    """Cards to drill and the topics they come from: answered wrong before, not seen, kept warm."""

    topics: tuple[str, ...]
    missed: tuple[str, ...]
    unseen: tuple[str, ...]
    warm: tuple[str, ...]

    @property
    def cards(self) -> tuple[str, ...]:
        """All cards in the order to ask them: the three kinds spread evenly."""
        placed = [
            ((place + 0.5) / len(kind), order, card)
            for order, kind in enumerate((self.missed, self.unseen, self.warm))
            for place, card in enumerate(kind)
        ]
        return tuple(card for _, _, card in sorted(placed))

    @property
    def sentence(self) -> str:
        """What the drill is made of: `7 missed often, 4 not seen, 2 kept warm`."""
        kinds = (
            (self.missed, "missed often"),
            (self.unseen, "not seen"),
            (self.warm, "kept warm"),
        )
        return ", ".join(f"{len(kind)} {words}" for kind, words in kinds if kind)


def size_for(minutes: float, roll: Roll) -> int:
    """How many cards fit into the minutes at the learner's median pace, at least one."""
    seconds = median(roll.cards.values()) or USUAL_SECONDS
    return max(1, round(minutes * 60 / seconds))


def practice(
    topics: Sequence[Topic],
    members: Mapping[str, Sequence[Card]],
    roll: Roll,
    states: Mapping[str, CardState],
    day: int,
    size: int = USUAL_CARDS,
) -> Practice:
    """A drill of about `size` cards out of the weak topics, or the lowest ones if none is weak.

    `members` has each topic's cards in authored order. A kind that has too few cards leaves its
    room to the others, the often missed ones first.
    """
    weak = [topic for topic in topics if topic.standing == "weak"]
    chosen = weak or [topic for topic in topics if topic.seen][:LOWEST_TOPICS]
    ids = dict.fromkeys(
        card.id
        for topic in chosen
        for card in members.get(topic.name, ())
        if not states.get(card.id, NEW).hidden(day)
    )
    recalls = {card: roll.cards[card].recall(day) for card in ids if card in roll.cards}
    faintest = sorted(recalls, key=lambda card: (recalls[card], card))
    missed = [card for card in faintest if roll.cards[card].wrong]
    warm = [card for card in faintest if not roll.cards[card].wrong]
    unseen = [card for card in ids if card not in recalls]
    rooms = _rooms(size, (len(missed), len(unseen), len(warm)))
    return Practice(
        tuple(topic.name for topic in chosen),
        tuple(missed[: rooms[0]]),
        tuple(unseen[: rooms[1]]),
        tuple(warm[: rooms[2]]),
    )


def weakest_first(cards: Iterable[str], roll: Roll, day: int) -> tuple[str, ...]:
    """The cards with the likeliest to be missed first; those never seen last, as they came."""
    return tuple(
        sorted(cards, key=lambda card: roll.cards[card].recall(day) if card in roll.cards else 2.0)
    )


def _rooms(size: int, there: tuple[int, int, int]) -> list[int]:
    """How many of each kind, by their shares first, then by what the others leave free."""
    missed, unseen = round(size * MISSED_SHARE), round(size * UNSEEN_SHARE)
    wanted = (missed, unseen, size - missed - unseen)
    rooms = [min(want, have) for want, have in zip(wanted, there, strict=True)]
    for kind, have in enumerate(there):
        rooms[kind] += min(have - rooms[kind], size - sum(rooms))
    return rooms
