"""What is asked today, and in which order.

Plain classes: `due` runs this before every prompt, and importing msgspec or typing alone would
cost as much as all the rest of it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from zlib import crc32

# A due card may wait for another day while it is late by less than a fifth of its interval.
DELAY_DIVISOR = 5
LEAST_WAITING_INTERVAL = 3


class Candidate:
    """A card as far as the queue needs it; `due` is a learning day."""

    __slots__ = ("card", "deck", "due", "interval", "note")

    def __init__(self, card: str, note: str, deck: str, due: int = 0, interval: int = 0) -> None:
        self.card, self.note, self.deck = card, note, deck
        self.due, self.interval = due, interval

    @property
    def lines(self) -> tuple[str, ...]:
        """What it shares with its siblings: its note, or of a table cell its row and its column."""
        subject, slash, attribute = self.card.partition("#")[2].partition("/")
        if not slash:
            return (self.note,)
        return f"{self.note}#{subject}/", f"{self.note}#/{attribute.removesuffix('/back')}"


class Limits:
    """How many cards a day: new ones, and reviews."""

    __slots__ = ("new", "reviews")

    def __init__(self, new: int = 20, reviews: int = 200) -> None:
        self.new, self.reviews = new, reviews


class Done:
    """What was answered today: counts, and the cards themselves for their siblings' sake."""

    __slots__ = ("cards", "new", "reviews")

    def __init__(self, new: int = 0, reviews: int = 0, cards: Sequence[Candidate] = ()) -> None:
        self.new, self.reviews, self.cards = new, reviews, cards


class Plan:
    """Today's cards: reviews first, then new ones; `parked` reviews are over the daily limit.

    `waiting` due cards were put off to another day because a sibling is asked today.
    """

    __slots__ = ("new", "parked", "reviews", "waiting")

    def __init__(
        self, reviews: Sequence[str], new: Sequence[str], parked: int, waiting: int
    ) -> None:
        self.reviews, self.new = tuple(reviews), tuple(new)
        self.parked, self.waiting = parked, waiting

    @property
    def put_off(self) -> int:
        """How many due cards are left for another day."""
        return self.parked + self.waiting

    @property
    def cards(self) -> tuple[str, ...]:
        """All of them in the order in which they are asked."""
        return self.reviews + self.new


def plan(
    due: Sequence[Candidate],
    shelves: Iterable[Iterable[Candidate]],
    day: int,
    limits: Limits,
    done: Done,
    unlisted: int = 0,
) -> Plan:
    """Today's cards from those that are due and those never seen.

    Each shelf gives the new cards of one folder of decks in authored order, and is read no further
    than the day needs; a backlog pauses new cards. `unlisted` counts due cards less urgent than all
    in `due`, which nobody needs to look at today.
    """
    taken = {line for candidate in done.cards for line in candidate.lines}
    room = max(0, limits.reviews - done.reviews)
    asked, waiting = _without_siblings(_most_urgent(due, day), day, taken)
    parked = max(0, len(asked) - room) + unlisted
    new_room = 0 if parked else max(0, limits.new - done.new)
    fresh = _introduced(shelves, new_room, taken)
    return Plan(
        reviews=_interleaved(asked[:room], day),
        new=[candidate.card for candidate in fresh],
        parked=parked,
        waiting=waiting,
    )


def _most_urgent(due: Iterable[Candidate], day: int) -> list[Candidate]:
    """Shortest interval first, so that a backlog loses least; ties in an order of the day."""
    return sorted(due, key=lambda c: (c.interval, _dice(day, c.card)))


def _dice(day: int, card: str) -> tuple[int, str]:
    """A place in an order that is new every day and the same on every machine."""
    return crc32(f"{day}\0{card}".encode()), card


def _without_siblings(
    due: Sequence[Candidate], day: int, taken: set[str]
) -> tuple[list[Candidate], int]:
    """The cards to ask, and how many siblings can wait; marks the lines of those asked as taken."""
    asked = []
    for candidate in due:
        if _can_wait(candidate, day) and not taken.isdisjoint(candidate.lines):
            continue
        taken.update(candidate.lines)
        asked.append(candidate)
    return asked, len(due) - len(asked)


def _can_wait(candidate: Candidate, day: int) -> bool:
    late = day - candidate.due
    return candidate.interval >= LEAST_WAITING_INTERVAL and late < max(
        1, candidate.interval // DELAY_DIVISOR
    )


def _interleaved(cards: Sequence[Candidate], day: int) -> tuple[str, ...]:
    """The cards with the decks spread evenly: each deck's cards at equal distances of the whole."""
    decks: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in sorted(cards, key=lambda c: _dice(day, c.card)):
        decks[candidate.deck].append(candidate)
    places = [
        ((place + 0.5) / len(members), _dice(day, deck), candidate.card)
        for deck, members in decks.items()
        for place, candidate in enumerate(members)
    ]
    return tuple(card for _, _, card in sorted(places))


def _introduced(
    shelves: Iterable[Iterable[Candidate]], room: int, taken: set[str]
) -> list[Candidate]:
    """The next new cards, one of each shelf in turn: so one deck of every folder is open.

    A card waits for another day when a sibling is asked today.
    """
    chosen: list[Candidate] = []
    turn = deque(map(iter, shelves)) if room else deque()
    while turn and len(chosen) < room:
        shelf = turn.popleft()
        for candidate in shelf:
            if taken.isdisjoint(candidate.lines):
                taken.update(candidate.lines)
                chosen.append(candidate)
                turn.append(shelf)
                break
    return chosen
